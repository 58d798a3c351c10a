//! Load, check, and load again: what the screen and the commands both call.

use camino::Utf8Path;

use crate::check::{self, Outcome};
use crate::report::Report;
use crate::report::load::load;
use crate::store::{self, OpenError};

/// A report with what checking it gave.
#[derive(Clone, Debug)]
pub struct Session {
    pub report: Report,
    pub outcome: Outcome,
}

impl Session {
    /// Reads a report folder or a single Markdown file, and checks it.
    ///
    /// # Errors
    /// When nothing can be loaded: no such path, a folder without `report.yaml`, or a single file that cannot be read.
    pub fn open(path: &Utf8Path) -> Result<Session, OpenError> {
        let report = load(&store::read(path)?);
        let outcome = check::run(&report);
        Ok(Session { report, outcome })
    }
}
