//! The threads beside the loop: keys, loading, exporting, signals. They know only the channel.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use ratatui::crossterm::event::{self, Event, KeyEventKind, MouseButton, MouseEventKind};

use crate::pdf::{self, Cancelled};
use crate::store::{self, OpenError};

use super::background::{Answer, Fed};
use super::keys::Key;
use super::loaded::Loaded;
use super::model::Order;
use super::msg::{ExportEnd, Mouse, Msg, Press};

/// Reads and checks a report. At first it is told at once, and what the first frame does not need is made then; a report that
/// is read again is told when all of it is ready, so that no key waits for that.
pub fn load(path: &Utf8Path, again: bool, sender: Sender<Msg>) {
    let path: Utf8PathBuf = path.to_owned();
    thread::spawn(move || {
        let opened = catch_unwind(AssertUnwindSafe(|| super::open(&path)))
            .unwrap_or_else(|panic| Err(OpenError::Unreadable { path, message: words(&*panic) }));
        let loaded = opened.as_ref().ok().map(Arc::clone);
        if let Some(loaded) = loaded.as_ref().filter(|_| again) {
            loaded.prepare();
        }
        // A closed channel means that the screen is gone.
        if let (Ok(()), Some(loaded)) = (sender.send(Msg::Loaded(opened)), loaded) {
            loaded.prepare();
        }
    });
}

/// Typesets what is asked for; it is written once all of it is there, and not at all when `cancel` is set.
pub fn export(loaded: Arc<Loaded>, order: Order, cancel: Arc<AtomicBool>, sender: Sender<Msg>) {
    thread::spawn(move || {
        let work = || typeset(&loaded, &order, &cancel, &sender);
        let end =
            catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| ExportEnd::Failed(words(&*panic)));
        let _ = sender.send(Msg::Exported(end));
    });
}

fn typeset(loaded: &Loaded, order: &Order, cancel: &AtomicBool, sender: &Sender<Msg>) -> ExportEnd {
    let failed = |path: &Utf8Path, error: &std::io::Error| ExportEnd::Failed(format!("{path}: {error}"));
    let (report, outcome) = (&loaded.session.report, &loaded.session.outcome);
    let mut documents = Vec::new();
    let revision = store::git::state(&report.root);
    // What one edition could not set, the bilingual one cannot either: it counts once.
    let mut warnings: Vec<pdf::Warning> = Vec::new();
    for edition in &order.editions {
        let mut progress = |progress| {
            let _ = sender.send(Msg::Exporting(*edition, progress));
            if cancel.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let options = pdf::Options {
            revision: revision.clone(),
            read: Some(store::read_bytes),
            ..order.options(*edition)
        };
        let path = order.folder.join(pdf::file_name_of(report, &options));
        let document = match pdf::export(report, outcome, &options, &mut progress) {
            Ok(document) => document,
            Err(Cancelled) => return ExportEnd::Cancelled,
        };
        for warning in document.warnings {
            if !warnings.contains(&warning) {
                warnings.push(warning);
            }
        }
        documents.push((path, document.pages, document.bytes));
    }
    if order.strict && !warnings.is_empty() {
        return ExportEnd::Refused(warnings);
    }
    // The editions belong together: all of them are replaced, or none.
    let contents: Vec<(&Utf8Path, &[u8])> =
        documents.iter().map(|(path, _, bytes)| (path.as_path(), bytes.as_slice())).collect();
    if let Err(error) = store::write_all(&order.folder, &contents) {
        return failed(&error.path, &error.error);
    }
    let files = documents.into_iter().map(|(path, pages, _)| (path, pages)).collect();
    ExportEnd::Written { files, warnings }
}

/// What a panic said.
fn words(panic: &(dyn std::any::Any + Send)) -> String {
    let words = panic.downcast_ref::<&str>().map(|words| (*words).to_owned());
    words.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}

/// The thread that reads keys, one at a time: it waits to be asked for the next, so that it never takes
/// a key from an editor that was started by the last.
pub struct Inputs {
    ask: Sender<()>,
}

impl Inputs {
    /// Asks for the next key.
    pub fn next(&self) {
        let _ = self.ask.send(());
    }
}

/// Starts reading keys and sizes.
pub fn read_input(sender: Sender<Msg>) -> Inputs {
    let (ask, asked) = mpsc::channel::<()>();
    thread::spawn(move || {
        let mut answer = Answer::default();
        loop {
            let msgs = match event::read().map(|event| answer.feed(event)) {
                Ok(Fed::Held) => Vec::new(),
                Ok(Fed::Ground { light }) => {
                    // Nobody pressed this: nothing is waited for.
                    let _ = sender.send(Msg::Ground { light: Some(light) });
                    Vec::new()
                }
                Ok(Fed::Typed(events)) => events.into_iter().filter_map(msg).collect(),
                // The terminal has been closed.
                Err(_) => vec![Msg::Terminated],
            };
            for msg in msgs {
                if sender.send(msg).is_err() || asked.recv().is_err() {
                    return;
                }
            }
        }
    });
    Inputs { ask }
}

/// What an event means to the screen; nothing where it means nothing.
fn msg(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => Key::of(key).map(Msg::Key),
        Event::Paste(text) => Some(Msg::Pasted(text)),
        Event::Resize(width, height) => Some(Msg::Resized { width, height }),
        Event::Mouse(event) => {
            let press = match event.kind {
                MouseEventKind::Down(MouseButton::Left) => Press::Down,
                MouseEventKind::Drag(MouseButton::Left) => Press::Drag,
                MouseEventKind::Up(MouseButton::Left) => Press::Up,
                MouseEventKind::ScrollDown => Press::WheelDown,
                MouseEventKind::ScrollUp => Press::WheelUp,
                _ => return None,
            };
            Some(Msg::Mouse(Mouse { press, x: event.column, y: event.row }))
        }
        _ => None,
    }
}

/// Says that the terminal has not told its ground, if it has not after a while; too late does no harm.
pub fn await_ground(sender: Sender<Msg>) {
    const LONG_ENOUGH: Duration = Duration::from_millis(100);
    thread::spawn(move || {
        thread::sleep(LONG_ENOUGH);
        let _ = sender.send(Msg::Ground { light: None });
    });
}

/// Turns the system's wish that we end into a message, so that the terminal is given back.
#[cfg(unix)]
pub fn listen_for_signals(sender: Sender<Msg>) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    // Where signals cannot be caught, they end the program as they always do.
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGTERM, SIGINT, SIGHUP]) else { return };
    thread::spawn(move || {
        for _ in signals.forever() {
            if sender.send(Msg::Terminated).is_err() {
                return;
            }
        }
    });
}

#[cfg(not(unix))]
pub fn listen_for_signals(_sender: Sender<Msg>) {}
