//! What can happen to the screen, and what it asks the outside world to do: two closed lists.

use std::sync::Arc;

use camino::Utf8PathBuf;

use crate::pdf::{EditionChoice, Progress, Warning};
use crate::session::ChangeError;
use crate::store::OpenError;

use super::act::{Done, Proposal, Trial};
use super::keys::Key;
use super::loaded::Loaded;
use super::model::Order;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Msg {
    Key(Key),
    Mouse(Mouse),
    /// Text that was pasted.
    Pasted(String),
    Resized {
        width: u16,
        height: u16,
    },
    /// The terminal has told its ground, or has not in time.
    Ground {
        light: Option<bool>,
    },
    /// A report was read and checked, or why it could not be.
    Loaded(Result<Arc<Loaded>, OpenError>),
    /// Files of the report were changed on the disk.
    Changed,
    /// The editor was closed, or why it could not be started.
    Edited(Result<(), String>),
    /// How far the export of an edition has come.
    Exporting(EditionChoice, Progress),
    Exported(ExportEnd),
    /// What a change would come to.
    Tried {
        id: u64,
        result: Result<Arc<Trial>, ChangeError>,
    },
    /// A change was made, or why not.
    Done(Result<Done, ChangeError>),
    /// A notice has been shown long enough.
    Expired(u64),
    /// The system wants us to end.
    Terminated,
}

/// What the mouse did, at a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    pub press: Press,
    pub x: u16,
    pub y: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    Down,
    Drag,
    Up,
    WheelDown,
    WheelUp,
}

/// How an export ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportEnd {
    /// The files with their pages, and what could not be set as it stands.
    Written {
        files: Vec<(Utf8PathBuf, usize)>,
        warnings: Vec<Warning>,
    },
    /// Nothing is written, because of these.
    Refused(Vec<Warning>),
    Cancelled,
    Failed(String),
}

impl Msg {
    /// The report that comes with it.
    #[must_use]
    pub fn report(&self) -> Option<Arc<Loaded>> {
        match self {
            Msg::Loaded(Ok(loaded)) => Some(Arc::clone(loaded)),
            Msg::Tried { result: Ok(trial), .. } => Some(Arc::clone(&trial.loaded)),
            Msg::Done(Ok(done)) => Some(Arc::clone(&done.loaded)),
            _ => None,
        }
    }
}

/// Something to do, by the loop around the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Read and check the report again.
    Load,
    /// Open `$EDITOR`, then say [`Msg::Edited`].
    Edit {
        path: Utf8PathBuf,
        line: usize,
    },
    /// Typeset and write what is asked for, saying how far it is.
    Export(Order),
    CancelExport,
    /// Find out what a change would come to, then say [`Msg::Tried`].
    Try {
        id: u64,
        proposal: Proposal,
    },
    /// Write what was tried out, then say [`Msg::Done`].
    Write(Arc<Trial>),
    /// Try a change out and write it, then say [`Msg::Done`].
    Carry(Proposal),
    /// Take the latest change back, or make it again, then say [`Msg::Done`].
    Reverse {
        again: bool,
    },
    /// Write down where one is, so that a crash does not lose it.
    Keep,
    /// Put a text on the clipboard.
    Copy(String),
    /// Say [`Msg::Expired`] after four seconds.
    Expire(u64),
    /// Stop until the shell continues us.
    Suspend,
    Quit,
}
