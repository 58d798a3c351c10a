//! The screen: a terminal, some threads, and one loop. The only impure file of the screen is this one.
//!
//! Elm's shape: what happens becomes a message, `update` changes the model and asks for effects, drawing
//! changes nothing. The threads read keys, load, watch the files and export; they know only the channel.

mod act;
mod background;
mod canvas;
mod cells;
mod clock;
mod editor;
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
mod worker;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use camino::Utf8Path;

use crate::session::Signature;

pub use headless::Headless;
pub use options::Options;

use cells::Cells;
use kept::Kept;
use model::Model;
use msg::{Effect, Msg};
use settings::{Ambiguous, BadSettings, Drawing, Settings};
use terminal::Screen;
use theme::{Depth, Theme};
use threads::Inputs;
use worker::{Job, Places};

/// How long a notice stands in place of the keys.
const NOTICE: Duration = Duration::from_secs(4);
/// So long the screen waits for the report before it opens empty; a wrong path never opens it.
const PATIENCE: Duration = Duration::from_millis(200);

/// Shows a report in the terminal until the user quits.
///
/// # Errors
/// When the report cannot be opened ([`crate::store::OpenError`]) or the terminal cannot be used.
pub fn run(path: &Utf8Path, options: Options) -> anyhow::Result<()> {
    let (sender, receiver) = mpsc::channel();
    threads::load(path, sender.clone());
    let first = match receiver.recv_timeout(PATIENCE) {
        Ok(Msg::Loaded(Err(error))) => return Err(error.into()),
        Ok(msg) => Some(msg),
        Err(_) => None,
    };
    let (settings, bad) = Settings::read(options.config.as_deref());
    let mut screen = Screen::enter(settings.mouse.unwrap_or(true)).context("cannot use the terminal")?;
    let size = screen.size()?;
    let mut model = Model::new(size.width, size.height, options.language, options.theme);
    let places = places(path, options.state.as_deref());
    let bad = set_up(&mut model, &settings, bad, &options, &places);
    let mut session = Loop {
        path,
        model,
        jobs: worker::start(places.clone(), sender.clone()),
        inputs: threads::read_input(sender.clone()),
        // The watcher lives as long as the loop; a report that cannot be watched is still shown.
        _watcher: threads::watch(path, sender.clone()),
        loading: first.is_none(),
        stale: false,
        outdated: false,
        expiry: None,
        cancel: Arc::default(),
        options: Options { editor: settings.editor.or(options.editor.clone()), ..options },
        sender,
    };
    threads::listen_for_signals(session.sender.clone());
    if session.model.auto_theme {
        terminal::say(background::QUESTION)?;
        threads::await_ground(session.sender.clone());
    }
    if let Some(msg) = first {
        session.take(&mut screen, msg)?;
    }
    if let Some(bad) = bad {
        let effects = update::complain(&mut session.model, &bad);
        session.carry_out_all(&mut screen, effects)?;
    }
    let ended = session.run(&mut screen, &receiver);
    if let Some(kept) = Kept::of(&session.model) {
        worker::keep(places.kept.as_deref(), &kept.text());
    }
    ended
}

/// Where the journal and the state of the screen of a report are kept.
fn places(path: &Utf8Path, state: Option<&Utf8Path>) -> Places {
    let folder = state.map(|state| crate::session::undo::folder(state, path));
    let file = |name: &str| folder.as_ref().map(|folder| folder.join(name));
    Places { report: path.to_owned(), journal: file("journal.json"), kept: file("state.json") }
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
        model.auto_theme = true;
    }
    model.history = worker::remembered(places.journal.as_deref());
    model.kept = places.kept.as_deref().and_then(Kept::read);
    let newcomer = options.state.as_deref().is_some_and(|state| !state.exists());
    model.hint = if newcomer { HINT } else { 0 };
    bad.or(bad_key)
}

struct Loop<'a> {
    path: &'a Utf8Path,
    options: Options,
    model: Model,
    sender: Sender<Msg>,
    inputs: Inputs,
    /// What changes the report.
    jobs: Sender<Job>,
    _watcher: Option<threads::Watcher>,
    /// A load is under way.
    loading: bool,
    /// Files changed since it began.
    stale: bool,
    /// We changed them ourselves since it began: what it reads is older than what is shown.
    outdated: bool,
    expiry: Option<(Instant, u64)>,
    /// Set to stop the export under way.
    cancel: Arc<AtomicBool>,
}

/// Whether to go on.
#[derive(PartialEq, Eq)]
enum Next {
    Go,
    Quit,
}

impl Loop<'_> {
    fn run(&mut self, screen: &mut Screen, receiver: &Receiver<Msg>) -> anyhow::Result<()> {
        loop {
            self.draw(screen)?;
            let Some(msg) = self.receive(receiver) else { return Ok(()) };
            if self.take(screen, msg)? == Next::Quit {
                return Ok(());
            }
            // What has piled up meanwhile is taken in before the next frame.
            while let Ok(msg) = receiver.try_recv() {
                if self.take(screen, msg)? == Next::Quit {
                    return Ok(());
                }
            }
        }
    }

    fn draw(&mut self, screen: &mut Screen) -> anyhow::Result<()> {
        let size = screen.size()?;
        if (size.width, size.height) != (self.model.width, self.model.height) {
            let _ = update::update(&mut self.model, Msg::Resized { width: size.width, height: size.height });
        }
        screen.draw(|buffer| views::draw(&self.model, buffer))
    }

    /// Waits for something to happen; nothing is polled while nothing does.
    fn receive(&self, receiver: &Receiver<Msg>) -> Option<Msg> {
        let Some((at, id)) = self.expiry else { return receiver.recv().ok() };
        match receiver.recv_timeout(at.saturating_duration_since(Instant::now())) {
            Ok(msg) => Some(msg),
            Err(RecvTimeoutError::Timeout) => Some(Msg::Expired(id)),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    fn take(&mut self, screen: &mut Screen, msg: Msg) -> anyhow::Result<Next> {
        match &msg {
            Msg::Done(Ok(_)) => self.outdated = self.loading,
            Msg::Loaded(result) => {
                self.loading = false;
                if std::mem::take(&mut self.outdated) && self.model.loaded.is_some() {
                    self.stale = false;
                    self.load();
                    return Ok(Next::Go);
                }
                if let (Err(error), None) = (result, &self.model.loaded) {
                    return Err(error.clone().into());
                }
                if std::mem::take(&mut self.stale) {
                    self.load();
                }
            }
            Msg::Expired(_) => self.expiry = None,
            _ => {}
        }
        let typed = matches!(msg, Msg::Key(_) | Msg::Resized { .. } | Msg::Mouse(_) | Msg::Pasted(_));
        let effects = update::update(&mut self.model, msg);
        if self.carry_out_all(screen, effects)? == Next::Quit {
            return Ok(Next::Quit);
        }
        // Only now is the next key read: an editor started meanwhile has had the keyboard to itself.
        if typed {
            self.inputs.next();
        }
        Ok(Next::Go)
    }

    fn carry_out_all(&mut self, screen: &mut Screen, effects: Vec<Effect>) -> anyhow::Result<Next> {
        for effect in effects {
            if self.carry_out(screen, effect)? == Next::Quit {
                return Ok(Next::Quit);
            }
        }
        Ok(Next::Go)
    }

    fn carry_out(&mut self, screen: &mut Screen, effect: Effect) -> anyhow::Result<Next> {
        match effect {
            Effect::Quit => return Ok(Next::Quit),
            Effect::Load => self.load(),
            Effect::Expire(id) => self.expiry = Some((Instant::now() + NOTICE, id)),
            Effect::Export(editions) => {
                self.cancel = Arc::default();
                if let Some(loaded) = self.model.loaded.clone() {
                    threads::export(loaded, editions, Arc::clone(&self.cancel), self.sender.clone());
                }
            }
            Effect::Try { id, proposal } => self.give(|loaded| Job::Try { id, loaded, proposal }),
            Effect::Write(trial) => self.give(|loaded| Job::Write { loaded, trial }),
            Effect::Carry(proposal) => {
                let signature = Signature { by: self.model.name.clone(), on: clock::today() };
                self.give(|loaded| Job::Carry { loaded, proposal, signature });
            }
            Effect::Reverse { again } => self.give(|loaded| Job::Reverse { loaded, again }),
            Effect::Keep => {
                if let Some(kept) = Kept::of(&self.model) {
                    let _ = self.jobs.send(Job::Keep(kept.text()));
                }
            }
            Effect::Copy(words) => terminal::copy(&words)?,
            Effect::CancelExport => self.cancel.store(true, Ordering::Relaxed),
            Effect::Edit { path, line } => {
                let command = editor::command(self.options.editor.as_deref(), &path, line);
                let edited = screen.outside(|| editor::run(&command))?;
                let _ =
                    self.sender.send(Msg::Edited(edited.map_err(|error| format!("{}: {error}", command[0]))));
            }
            Effect::Suspend => screen.outside(terminal::stop)?,
        }
        Ok(Next::Go)
    }

    /// Gives the worker something to do with the report that is shown; a worker that is gone does nothing.
    fn give(&self, job: impl FnOnce(Arc<loaded::Loaded>) -> Job) {
        if let Some(loaded) = self.model.loaded.clone() {
            let _ = self.jobs.send(job(loaded));
        }
    }

    fn load(&mut self) {
        if self.loading {
            self.stale = true;
        } else {
            self.loading = true;
            threads::load(self.path, self.sender.clone());
        }
    }
}

/// A report read, checked and indexed.
fn open(path: &Utf8Path) -> Result<Arc<loaded::Loaded>, crate::store::OpenError> {
    crate::session::Session::open(path).map(|session| Arc::new(loaded::Loaded::new(session)))
}
