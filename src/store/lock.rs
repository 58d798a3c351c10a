//! Held while writing, so that two windows on one folder write one after the other.
#![expect(clippy::disallowed_methods, reason = "this is the door that the ban on std::fs leads to")]

use std::fs;
use std::io;
use std::thread;
use std::time::Duration;

use camino::Utf8Path;

/// How often, and how long apart, a lock is tried.
const TRIES: u32 = 100;
const APART: Duration = Duration::from_millis(20);

/// The system takes it back when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    file: Option<fs::File>,
}

impl Lock {
    /// Locks a folder; where folders cannot be locked, the last look before writing must do.
    ///
    /// # Errors
    /// When another program holds it and does not let go.
    pub(super) fn take(folder: &Utf8Path) -> io::Result<Lock> {
        let Ok(file) = fs::File::open(folder) else { return Ok(Lock { file: None }) };
        for _ in 0..TRIES {
            match file.try_lock() {
                Ok(()) => return Ok(Lock { file: Some(file) }),
                Err(fs::TryLockError::WouldBlock) => thread::sleep(APART),
                Err(fs::TryLockError::Error(_)) => return Ok(Lock { file: None }),
            }
        }
        Err(io::ErrorKind::ResourceBusy.into())
    }

    /// Whether nobody else can be writing: what lies about unfinished is then nobody's.
    pub(super) fn is_held(&self) -> bool {
        self.file.is_some()
    }
}
