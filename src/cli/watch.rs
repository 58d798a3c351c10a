//! `tieout watch`: checks again whenever a file changes, and says what is new and what is gone.

use std::collections::BTreeMap;
use std::sync::mpsc::{self, Sender};

use crate::check::Finding;
use crate::output::{Checked, register::at, text};
use crate::session::Session;
use crate::tui::watch;

use super::args::WatchArgs;
use super::console::{Console, Failure};
use super::{CLEAN, open, report_path, unopened};

/// What the loop waits for.
enum Event {
    Changed,
    /// The system wishes that we end.
    End,
}

/// Runs the command until it is told to end.
///
/// # Errors
/// When the report cannot be read at the start, cannot be watched, or the output cannot be written.
pub fn run(args: &WatchArgs, console: &Console) -> Result<u8, Failure> {
    let path = report_path(args.path.clone(), console)?;
    let (sender, events) = mpsc::channel();
    listen_for_the_end(sender.clone());
    // Watched before it is read, so that no change falls between.
    let watcher = watch::watch(&path, move || sender.send(Event::Changed).is_ok());
    if watcher.is_none() {
        return Err(console.failure("watch-impossible", &[]));
    }
    let session = open(&path, console)?;
    let mut shown = lines(&session, console);
    let all = shown.values().map(|line| format!("  {line}\n"));
    console.data(&(all.collect::<String>() + &totals(&session, console)))?;
    while let Ok(Event::Changed) = events.recv() {
        let session = match Session::open(&path) {
            Ok(session) => session,
            Err(error) => {
                if let Failure::Said(words) = unopened(&path, &error, console) {
                    console.say(&words);
                }
                continue;
            }
        };
        let now = lines(&session, console);
        let gone = shown
            .iter()
            .filter(|(known, _)| !now.contains_key(*known))
            .map(|(_, line)| format!("- {line}\n"));
        let new = now
            .iter()
            .filter(|(known, _)| !shown.contains_key(*known))
            .map(|(_, line)| format!("+ {line}\n"));
        let told: String = gone.chain(new).collect();
        if !told.is_empty() {
            console.data(&(told + &totals(&session, console)))?;
        }
        shown = now;
    }
    Ok(CLEAN)
}

fn totals(session: &Session, console: &Console) -> String {
    let checked = Checked::whole(&session.report, &session.outcome, &console.locale);
    format!("{}\n", text::summary(&checked))
}

/// A line for each open finding, by fingerprint.
fn lines(session: &Session, console: &Console) -> BTreeMap<String, String> {
    let line = |finding: &Finding| {
        let severity = console.locale.text(&format!("severity-{}", finding.severity.word()));
        let place = at(&session.report, finding.primary().span);
        let words = console.locale.finding(finding).replace(char::is_control, " ");
        (finding.fingerprint.clone(), format!("{place}: {severity}[{}]: {words}", finding.rule))
    };
    session.outcome.open().map(line).collect()
}

#[cfg(unix)]
fn listen_for_the_end(sender: Sender<Event>) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    // Where signals cannot be caught, they end the program as they always do.
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP]) else { return };
    std::thread::spawn(move || {
        if signals.forever().next().is_some() {
            // A closed channel means that it has ended by itself.
            let _ = sender.send(Event::End);
        }
    });
}

#[cfg(not(unix))]
fn listen_for_the_end(_sender: Sender<Event>) {}
