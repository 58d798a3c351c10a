//! The loop around the screen: waits for messages, lets `update` change the model, does what it asks for, draws.
//!
//! All that is impure happens here and in the threads that this starts.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use camino::Utf8Path;

use crate::session::Signature;

use super::kept::Kept;
use super::loaded::Loaded;
use super::model::{Model, ThemeFrom};
use super::msg::{Effect, Msg};
use super::options::Options;
use super::settings::BadSettings;
use super::terminal::{self, Screen};
use super::threads::{self, Inputs};
use super::worker::Job;
use super::{background, clock, editor, update, views};

/// How long a notice stands in place of the keys.
const NOTICE: Duration = Duration::from_secs(4);

/// The screen while it is open.
pub struct Loop<'a> {
    path: &'a Utf8Path,
    options: Options,
    pub model: Model,
    sender: Sender<Msg>,
    /// The keys, once the first frame is there.
    inputs: Option<Inputs>,
    /// What changes the report.
    jobs: Sender<Job>,
    /// A load is under way.
    loading: bool,
    /// Files changed since it began.
    stale: bool,
    /// We changed them ourselves since it began: what it reads is older than what is shown.
    outdated: bool,
    expiry: Option<(Instant, u64)>,
    /// Set to stop the export under way.
    cancel: Arc<AtomicBool>,
    /// Every report that has been shown or tried out and may still be held by something.
    reports: Vec<Arc<Loaded>>,
    /// Changes that are being made.
    pending: usize,
}

/// Whether to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Go,
    Quit,
}

impl<'a> Loop<'a> {
    /// A screen whose report is being loaded.
    #[must_use]
    pub fn new(
        path: &'a Utf8Path,
        options: Options,
        model: Model,
        jobs: Sender<Job>,
        sender: Sender<Msg>,
    ) -> Loop<'a> {
        Loop {
            path,
            options,
            model,
            sender,
            inputs: None,
            jobs,
            loading: true,
            stale: false,
            outdated: false,
            expiry: None,
            cancel: Arc::default(),
            reports: Vec::new(),
            pending: 0,
        }
    }

    /// Takes in what came before the screen was there, draws the first frame, and only then asks for keys and for
    /// the terminal's ground.
    ///
    /// # Errors
    /// The terminal's, and the report's where it cannot be read.
    pub fn begin(
        &mut self,
        screen: &mut Screen,
        early: Vec<Msg>,
        bad: Option<&BadSettings>,
    ) -> anyhow::Result<Next> {
        for msg in early {
            if self.take(screen, msg)? == Next::Quit {
                return Ok(Next::Quit);
            }
        }
        if let Some(bad) = bad {
            let effects = update::complain(&mut self.model, bad);
            self.carry_out_all(screen, effects)?;
        }
        self.draw(screen)?;
        self.inputs = Some(threads::read_input(self.sender.clone()));
        if self.model.theme_from == ThemeFrom::Asked {
            terminal::say(background::QUESTION)?;
            threads::await_ground(self.sender.clone());
        }
        Ok(Next::Go)
    }

    /// Goes on until the user quits.
    ///
    /// # Errors
    /// The terminal's, and the report's where it cannot be read.
    pub fn run(&mut self, screen: &mut Screen, receiver: &Receiver<Msg>) -> anyhow::Result<()> {
        while let Some(msg) = self.receive(receiver) {
            if self.take(screen, msg)? == Next::Quit {
                return Ok(());
            }
            // What has piled up meanwhile is taken in before the next frame.
            while let Ok(msg) = receiver.try_recv() {
                if self.take(screen, msg)? == Next::Quit {
                    return Ok(());
                }
            }
            self.draw(screen)?;
        }
        Ok(())
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
        self.reports.extend(msg.report());
        match &msg {
            Msg::Done(result) => {
                self.pending = self.pending.saturating_sub(1);
                self.outdated |= result.is_ok() && self.loading;
            }
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
        self.let_go();
        // Only now is the next key read: an editor started meanwhile has had the keyboard to itself.
        if let (true, Some(inputs)) = (typed, &self.inputs) {
            inputs.next();
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
            Effect::Export(order) => {
                self.cancel = Arc::default();
                if let Some(loaded) = self.model.loaded.clone() {
                    threads::export(loaded, order, Arc::clone(&self.cancel), self.sender.clone());
                }
            }
            Effect::Try { id, proposal } => self.give(|loaded| Job::Try { id, loaded, proposal }),
            Effect::Write(trial) => self.change(|loaded| Job::Write { loaded, trial }),
            Effect::Carry(proposal) => {
                let signature = Signature { by: self.model.name.clone(), on: clock::today() };
                self.change(|loaded| Job::Carry { loaded, proposal, signature });
            }
            Effect::Reverse { again } => self.change(|loaded| Job::Reverse { loaded, again }),
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

    /// Reports that nothing holds any more are taken down by a thread: of a large one that takes longer than a key may wait.
    fn let_go(&mut self) {
        let (gone, held): (Vec<_>, Vec<_>) =
            self.reports.drain(..).partition(|report| Arc::strong_count(report) == 1);
        self.reports = held;
        if !gone.is_empty() {
            std::thread::spawn(move || drop(gone));
        }
    }

    /// Gives the worker something to do with the report that is shown; a worker that is gone does nothing.
    fn give(&self, job: impl FnOnce(Arc<Loaded>) -> Job) {
        if let Some(loaded) = self.model.loaded.clone() {
            let _ = self.jobs.send(job(loaded));
        }
    }

    /// As [`Loop::give`], for what writes.
    fn change(&mut self, job: impl FnOnce(Arc<Loaded>) -> Job) {
        self.pending += usize::from(self.model.loaded.is_some());
        self.give(job);
    }

    /// Waits, as long as a person would, for changes that are being made.
    pub fn finish(&mut self, receiver: &Receiver<Msg>) {
        const LONG_ENOUGH: Duration = Duration::from_secs(10);
        let begun = Instant::now();
        while self.pending > 0 {
            match receiver.recv_timeout(LONG_ENOUGH.saturating_sub(begun.elapsed())) {
                Ok(Msg::Done(_)) => self.pending -= 1,
                Ok(_) => {}
                Err(_) => return,
            }
        }
    }

    fn load(&mut self) {
        if self.loading {
            self.stale = true;
        } else {
            self.loading = true;
            threads::load(self.path, true, self.sender.clone());
        }
    }
}
