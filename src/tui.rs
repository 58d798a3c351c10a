//! The screen: a terminal, some threads, and one loop.
//!
//! Elm's shape: what happens becomes a message, `update` changes the model and asks for effects, drawing
//! changes nothing. The threads read keys, load, watch the files and export; they know only the channel.

mod act;
mod background;
mod canvas;
mod cells;
mod clock;
mod editor;
mod event_loop;
mod headless;
mod index;
mod kept;
mod keymap;
mod keys;
mod line;
mod loaded;
mod mark;
mod model;
mod msg;
mod number;
pub mod options;
mod overlays;
mod page;
mod screen;
mod settings;
mod spoken;
mod terminal;
#[cfg(test)]
mod tests;
mod text;
mod theme;
mod threads;
mod update;
mod views;
pub mod watch;
mod worker;

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use camino::Utf8Path;

use crate::check::Arg;
use crate::session::undo;

pub use clock::today;
pub use headless::Headless;
pub use options::Options;
pub use settings::{BadSettings, Settings};
pub use terminal::{Crash, Screen};

use cells::Cells;
use event_loop::{Loop, Next};
use kept::Kept;
use model::{Model, ThemeFrom};
use msg::Msg;
use settings::{Ambiguous, Drawing};
use theme::{Depth, Theme};
use worker::Places;

/// So long the screen waits for the report before it opens empty; a wrong path never opens it.
const PATIENCE: Duration = Duration::from_millis(200);

/// Shows a report in the terminal until the user quits.
///
/// # Errors
/// When the report cannot be opened ([`crate::store::OpenError`]) or the terminal cannot be used.
pub fn run(path: &Utf8Path, options: Options) -> anyhow::Result<()> {
    let (sender, receiver) = mpsc::channel();
    threads::load(path, false, sender.clone());
    // While the report is read and checked, all else is made ready.
    let (settings, bad) = Settings::read(options.config.as_deref());
    let size = terminal::size()?;
    let mut model = Model::new(size.width, size.height, options.language, options.theme);
    let places = places(path, options.state.as_deref());
    let bad = set_up(&mut model, &settings, bad, &options, &places);
    // The watcher lives until the end; a report that cannot be watched is still shown.
    let _watcher = {
        let sender = sender.clone();
        // A closed channel means that the screen is gone.
        watch::watch(path, move || sender.send(Msg::Changed).is_ok())
    };
    let jobs = worker::start(places.clone(), sender.clone());
    threads::listen_for_signals(sender.clone());
    let crash = options.state.as_ref().map(|state| {
        let path = state.join("crash.txt");
        let words = model.locale.with("screen-crashed", &[("path", Arg::Text(path.to_string()))]);
        Crash { path, words }
    });
    let early = await_report(&receiver)?;
    let mut screen =
        Screen::enter(settings.mouse.unwrap_or(true), crash).context("cannot use the terminal")?;
    let options = Options { editor: settings.editor.or(options.editor.clone()), ..options };
    let mut session = Loop::new(path, options, model, jobs, sender);
    if session.begin(&mut screen, early, bad.as_ref())? == Next::Quit {
        return Ok(());
    }
    let ended = session.run(&mut screen, &receiver);
    session.finish(&receiver);
    if let Some(kept) = Kept::of(&session.model) {
        worker::keep(places.kept.as_deref(), &kept.text());
    }
    // The system takes the memory of a large report back faster than we could piece by piece.
    std::mem::forget(session);
    ended
}

/// What happens until the report is there, or patience ends.
fn await_report(receiver: &Receiver<Msg>) -> Result<Vec<Msg>, crate::store::OpenError> {
    let begun = Instant::now();
    let mut early = Vec::new();
    while !matches!(early.last(), Some(Msg::Loaded(_))) {
        match receiver.recv_timeout(PATIENCE.saturating_sub(begun.elapsed())) {
            Ok(Msg::Loaded(Err(error))) => return Err(error),
            Ok(msg) => early.push(msg),
            Err(_) => break,
        }
    }
    Ok(early)
}

/// Where the journal and the state of the screen of a report are kept.
fn places(path: &Utf8Path, state: Option<&Utf8Path>) -> Places {
    Places {
        report: path.to_owned(),
        journal: state.map(|state| undo::journal(state, path)),
        kept: state.map(|state| undo::folder(state, path).join("state.json")),
    }
}

/// Keys a newcomer presses before the line for newcomers goes.
const HINT: u8 = 12;

/// Gives the screen its settings, and what is remembered of the report; what is wrong with the settings is given back.
fn set_up(
    model: &mut Model,
    settings: &Settings,
    bad: Option<BadSettings>,
    options: &Options,
    places: &Places,
) -> Option<BadSettings> {
    let (keymap, bad_key) = settings.keymap();
    if !settings.keys.is_empty() {
        model.locale = Arc::new(keymap.locale(options.language));
    }
    model.keymap = Arc::new(keymap);
    model.name = settings.name.clone().unwrap_or_else(|| options.name.clone());
    cells::set(Cells {
        ambiguous_wide: settings.ambiguous == Ambiguous::Wide,
        ascii_borders: settings.borders == Drawing::Ascii || options.plain_signs,
        ascii_signs: settings.glyphs == Drawing::Ascii || options.plain_signs,
    });
    if let Some(palette) = settings.theme.palette() {
        model.theme = Theme { palette, painted: true, ..model.theme };
    } else if model.theme.painted && model.theme.depth != Depth::None {
        // Nothing has told the ground: the terminal is asked, and painted only if it does not answer.
        model.theme.painted = false;
        model.theme_from = ThemeFrom::Asked;
    }
    model.history = worker::remembered(places.journal.as_deref());
    model.kept = places.kept.as_deref().and_then(Kept::read);
    if let (Some(kept), Some(_)) = (&mut model.kept, settings.theme.palette()) {
        // What the settings say now counts for more than what was chosen once.
        kept.theme = None;
    }
    let newcomer = options.state.as_deref().is_some_and(|state| !state.exists());
    model.hint = if newcomer { HINT } else { 0 };
    bad.or(bad_key)
}

/// A report read, checked and indexed.
fn open(path: &Utf8Path) -> Result<Arc<loaded::Loaded>, crate::store::OpenError> {
    crate::session::Session::open(path).map(|session| Arc::new(loaded::Loaded::new(session)))
}
