//! `tieout fix`: puts in what findings suggest, after showing it; 1 where it is shown and not written.
//!
//! Only words of rules are put in, and only where their findings go and no other comes: which of two figures is the right
//! one is for people to say, on the screen.

use std::io::{self, IsTerminal as _, Write as _};

use camino::Utf8Path;

use crate::check::Arg;
use crate::edit::Plan;
use crate::output::{path, register::at};
use crate::session::undo::{self, Deed, Journal, Step};
use crate::session::{ChangeError, Fixes, Session};
use crate::source::visible;
use crate::store::CommitError;
use crate::tui;

use super::args::FixArgs;
use super::check::{known_rules, no_chapter};
use super::console::{Console, Failure};
use super::{CLEAN, FOUND, Variables, open, report_path};

/// Runs the command.
///
/// # Errors
/// When the report cannot be read, or what was shown cannot be written.
pub fn run(args: &FixArgs, console: &Console, variables: Variables) -> Result<u8, Failure> {
    known_rules(&args.rules, console)?;
    let path = report_path(args.path.clone(), console)?;
    let session = open(&path, console)?;
    if let Some(nothing) = no_chapter(&path, &session.report, console) {
        return Err(Failure::Said(nothing.words));
    }
    let fixes = session.fixes(|finding| args.rules.admit(finding.rule));
    tell_left(&session, &fixes, console);
    let Some((plan, _)) = &fixes.made else {
        console.say(&console.locale.text("fix-none"));
        return Ok(CLEAN);
    };
    console.data(&diff(&session, plan, console))?;
    console.say(&summary(&fixes, plan, console));
    if args.diff || !(args.yes || confirmed(console)) {
        return Ok(FOUND);
    }
    session.commit(plan).map_err(|error| unwritten(&error, console))?;
    let state = tui::Options::from_environment(console.locale.language, variables).state;
    let remembered =
        state.is_some_and(|state| remember(&undo::journal(&state, &path), &session, &fixes, plan));
    console.say(&console.locale.text(if remembered { "fix-done-undo" } else { "fix-done" }));
    Ok(CLEAN)
}

/// Suggestions that are not put in, and why.
fn tell_left(session: &Session, fixes: &Fixes, console: &Console) {
    for (finding, error) in &fixes.left {
        let finding = &session.outcome.findings[*finding];
        let reason = match error {
            ChangeError::Refused(refusal) => console.locale.text(refusal.key()),
            _ => console.locale.with("change-no-plan", &[("error", Arg::Text(error.to_string()))]),
        };
        let args = [
            ("place", Arg::Text(at(&session.report, finding.primary().span))),
            ("rule", Arg::Text(finding.rule.to_owned())),
            ("reason", Arg::Text(reason)),
        ];
        console.say(&console.locale.with("fix-left", &args));
    }
}

/// What would change, as `patch` and `git apply` read it; on a terminal, what is hidden in it is shown.
fn diff(session: &Session, plan: &Plan, console: &Console) -> String {
    let changes = plan.changes.iter();
    let text: String = changes.map(|change| change.unified(&path(&session.report, &change.path))).collect();
    let text = if io::stdout().is_terminal() { visible::lines(&text) } else { text };
    if !console.colour {
        return text;
    }
    let colour = |line: &str| match line.as_bytes() {
        [b'-', b'-', b'-', ..] | [b'+', b'+', b'+', ..] => format!("\u{1b}[1m{line}\u{1b}[0m\n"),
        [b'@', ..] => format!("\u{1b}[36m{line}\u{1b}[0m\n"),
        [b'-', ..] => format!("\u{1b}[31m{line}\u{1b}[0m\n"),
        [b'+', ..] => format!("\u{1b}[32m{line}\u{1b}[0m\n"),
        _ => format!("{line}\n"),
    };
    text.lines().map(colour).collect()
}

fn summary(fixes: &Fixes, plan: &Plan, console: &Console) -> String {
    let number = |count: usize| Arg::Number(i64::try_from(count).unwrap_or(i64::MAX));
    let edits = plan.changes.iter().map(|change| change.edits().count()).sum();
    let args = [
        ("findings", number(fixes.fixed.len())),
        ("edits", number(edits)),
        ("files", number(plan.changes.len())),
    ];
    console.locale.with("fix-summary", &args)
}

/// Whether the person at the terminal wants it written; where nobody has seen it, nobody is asked.
fn confirmed(console: &Console) -> bool {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() || !console.narrated {
        console.say(&console.locale.text("fix-unasked"));
        return false;
    }
    let mut asked = io::stderr().lock();
    let _ = write!(asked, "{} ", console.locale.text("fix-ask")).and_then(|()| asked.flush());
    drop(asked);
    let mut answer = String::new();
    let yes = io::stdin().read_line(&mut answer).is_ok()
        && matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "是");
    if !yes {
        console.say(&console.locale.text("fix-declined"));
    }
    yes
}

/// The step is one that the screen can take back, if it can be written down.
fn remember(journal: &Utf8Path, session: &Session, fixes: &Fixes, plan: &Plan) -> bool {
    let mut rules: Vec<&str> = fixes.fixed.iter().map(|at| session.outcome.findings[*at].rule).collect();
    rules.sort_unstable();
    rules.dedup();
    let mut known = Journal::read(journal);
    known.push(Step { deed: Deed::Mend, subject: rules.join(", "), traces: plan.traces() });
    known.write(journal).is_ok()
}

fn unwritten(error: &ChangeError, console: &Console) -> Failure {
    let path = |path: &Utf8Path| ("path", Arg::Text(path.to_string()));
    match error {
        ChangeError::Commit(CommitError::Changed(at)) => console.failure("fix-underneath", &[path(at)]),
        ChangeError::Commit(CommitError::Busy(at)) => console.failure("change-busy", &[path(at)]),
        ChangeError::Commit(CommitError::Failed { path: at, message }) => {
            console.failure("change-not-written", &[path(at), ("error", Arg::Text(message.clone()))])
        }
        _ => console.failure("change-none", &[]),
    }
}
