//! The thread that tries changes out and makes them, one after the other, so that no key ever waits for it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use camino::{Utf8Path, Utf8PathBuf};

use crate::session::undo::{Journal, Step};
use crate::session::{Aim, ChangeError, Session, Signature};
use crate::store::{self, CommitError};

use super::act::{Done, History, Proposal, Trial, Turn};
use super::loaded::Loaded;
use super::msg::Msg;

/// Something to do.
#[derive(Debug)]
pub enum Job {
    /// What would a proposal make of the report?
    Try { id: u64, loaded: Arc<Loaded>, proposal: Proposal },
    /// Write what was tried out.
    Write { loaded: Arc<Loaded>, trial: Arc<Trial> },
    /// Try it out and write it.
    Carry { loaded: Arc<Loaded>, proposal: Proposal, signature: Signature },
    /// Write down where the screen is.
    Keep(String),
    /// Take the latest step back, or do it again.
    Reverse { loaded: Arc<Loaded>, again: bool },
}

/// Where the worker finds things.
#[derive(Clone, Debug)]
pub struct Places {
    pub report: Utf8PathBuf,
    /// None where the user has no folder for such things: then nothing can be taken back.
    pub journal: Option<Utf8PathBuf>,
    /// Where the state of the screen is kept.
    pub kept: Option<Utf8PathBuf>,
}

/// Starts the thread; it ends when the sender of jobs is gone.
#[must_use]
pub fn start(places: Places, sender: Sender<Msg>) -> Sender<Job> {
    let (jobs, received) = mpsc::channel();
    thread::spawn(move || work(&places, &received, &sender));
    jobs
}

fn work(places: &Places, jobs: &Receiver<Job>, sender: &Sender<Msg>) {
    let mut journal = places.journal.as_deref().map(Journal::read).unwrap_or_default();
    while let Ok(mut job) = jobs.recv() {
        // What was to be tried out before this is no longer asked for.
        while let Job::Try { .. } = job {
            match jobs.try_recv() {
                Ok(next) => job = next,
                Err(_) => break,
            }
        }
        let msg = catch_unwind(AssertUnwindSafe(|| carry_out(places, &mut journal, job)));
        // A rule that panics is a finding; anything else that does is told as nothing done.
        let Some(msg) = msg.unwrap_or(Some(Msg::Done(Err(ChangeError::Failed)))) else { continue };
        if let Msg::Done(Ok(done)) = &msg {
            // No key is to wait for what searching and calling need.
            done.loaded.prepare();
        }
        if sender.send(msg).is_err() {
            return;
        }
    }
}

/// Does a job; keeping something has nothing to say.
pub(super) fn carry_out(places: &Places, journal: &mut Journal, job: Job) -> Option<Msg> {
    Some(match job {
        Job::Keep(text) => {
            keep(places.kept.as_deref(), &text);
            return None;
        }
        Job::Try { id, loaded, proposal } => {
            let tried = proposal.try_out(&loaded.session, &Signature::default());
            Msg::Tried { id, result: tried.map(Arc::new) }
        }
        Job::Write { loaded, trial } => Msg::Done(loaded.session.commit(&trial.plan).map(|()| {
            let step = trial.proposal.step(&loaded.session, &trial.plan);
            remember(places, journal, step, Arc::clone(&trial.loaded))
        })),
        Job::Carry { loaded, proposal, signature } => {
            let mut done = carry(places, journal, &loaded.session, &proposal, &signature);
            if let Err(ChangeError::Commit(CommitError::Changed(_))) = done
                && let Ok(fresh) = Session::open(&places.report)
                && let Some(proposal) = proposal.carried(&loaded.session, &fresh)
            {
                done = carry(places, journal, &fresh, &proposal, &signature);
            }
            Msg::Done(done)
        }
        Job::Reverse { loaded, again } => {
            let mut done = reverse(places, journal, &loaded.session, again);
            if let Err(ChangeError::Commit(CommitError::Changed(_)) | ChangeError::Plan(_)) = done
                && let Ok(fresh) = Session::open(&places.report)
            {
                done = reverse(places, journal, &fresh, again);
            }
            Msg::Done(done)
        }
    })
}

/// Writes the state of the screen; where it cannot be written, the next session begins at the beginning.
pub fn keep(path: Option<&Utf8Path>, text: &str) {
    if let Some(path) = path {
        let _ = path
            .parent()
            .map_or(Ok(()), store::make_folder)
            .and_then(|()| store::write(path, text.as_bytes()));
    }
}

fn carry(
    places: &Places,
    journal: &mut Journal,
    session: &Session,
    proposal: &Proposal,
    signature: &Signature,
) -> Result<Done, ChangeError> {
    let trial = proposal.try_out(session, signature)?;
    if let Some(refusal) = trial.refusal {
        return Err(ChangeError::Refused(refusal));
    }
    session.commit(&trial.plan)?;
    let step = proposal.step(session, &trial.plan);
    Ok(remember(places, journal, step, trial.loaded))
}

fn reverse(
    places: &Places,
    journal: &mut Journal,
    session: &Session,
    again: bool,
) -> Result<Done, ChangeError> {
    reread(places, journal);
    let steps = if again { &journal.undone } else { &journal.done };
    let step = steps.last().ok_or(ChangeError::Nothing)?.clone();
    let plan = session.reverse(&step, again)?;
    let checked = session.recheck(&plan, &Aim { may_open: true, ..Aim::default() });
    if let Some(refusal) = checked.refusal {
        return Err(ChangeError::Refused(refusal));
    }
    session.commit(&plan)?;
    if again {
        journal.redone();
    } else {
        journal.undone();
    }
    let turn = if again { Turn::Redone } else { Turn::Undone };
    Ok(done(places, journal, turn, step, Arc::new(Loaded::new(checked.session))))
}

fn remember(places: &Places, journal: &mut Journal, step: Step, loaded: Arc<Loaded>) -> Done {
    reread(places, journal);
    journal.push(step.clone());
    done(places, journal, Turn::Done, step, loaded)
}

/// What another window has done meanwhile is a step like ours.
fn reread(places: &Places, journal: &mut Journal) {
    if let Some(path) = places.journal.as_deref().filter(|path| path.exists()) {
        *journal = Journal::read(path);
    }
}

fn done(places: &Places, journal: &Journal, turn: Turn, step: Step, loaded: Arc<Loaded>) -> Done {
    if let Some(path) = &places.journal {
        // The change itself is made; without its journal it can be taken back only in this session.
        let _ = journal.write(path);
    }
    Done { turn, deed: step.deed, subject: step.subject, loaded, history: history(journal) }
}

fn history(journal: &Journal) -> History {
    History { done: journal.done.len(), undone: journal.undone.len() }
}

/// How many steps of earlier sessions can be taken back.
#[must_use]
pub fn remembered(journal: Option<&Utf8Path>) -> History {
    journal.map(Journal::read).as_ref().map(history).unwrap_or_default()
}
