//! Load, check, plan, check again, commit: what the screen and the commands both call.

mod mend;
mod recheck;
mod review;
pub mod undo;

use std::sync::Arc;

use camino::Utf8Path;

use crate::check::{self, Outcome};
use crate::edit::{Edit, Plan, PlanError};
use crate::report::Report;
use crate::report::load::{Input, InputFile, load};
use crate::source::Span;
use crate::store::{self, OpenError};

pub use mend::{Target, Way};
pub use recheck::{Aim, Recheck, Refusal};
pub use review::{Signature, Verdicts};

/// A report with what checking it gave.
#[derive(Clone, Debug)]
pub struct Session {
    /// The files as they were read.
    pub input: Arc<Input>,
    pub report: Report,
    pub outcome: Outcome,
}

/// Why a change was not made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    #[error(transparent)]
    Plan(#[from] PlanError),
    #[error(transparent)]
    Commit(#[from] store::CommitError),
    /// `review.yaml` is of a shape into which nothing can be written.
    #[error("review.yaml cannot be written into")]
    Shape,
    /// What stands there is not plain digits that could be replaced.
    #[error("not a figure that can be replaced")]
    NotPlain,
    /// The last change of all has been taken back, or done again.
    #[error("nothing is left to take back")]
    Nothing,
}

impl Session {
    /// Reads a report folder or a single Markdown file, and checks it.
    ///
    /// # Errors
    /// When nothing can be loaded: no such path, a folder without `report.yaml`, or a single file that cannot be read.
    pub fn open(path: &Utf8Path) -> Result<Session, OpenError> {
        Ok(Session::of(store::read(path)?))
    }

    /// Loads and checks what was read.
    #[must_use]
    pub fn of(input: Input) -> Session {
        let report = load(&input);
        let outcome = check::run(&report);
        Session { input: Arc::new(input), report, outcome }
    }

    /// The text of a file as it was read.
    #[must_use]
    pub fn text(&self, path: &Utf8Path) -> Option<&str> {
        let file = self.input.files.iter().find(|file| file.path == path)?;
        file.content.as_deref().ok()
    }

    /// Replaces what stands at some places of the report.
    ///
    /// # Errors
    /// As [`Plan::new`].
    pub fn plan(&self, edits: Vec<(Span, String)>) -> Result<Plan, PlanError> {
        let edits = edits.into_iter().map(|(span, text)| {
            let path = self.report.sources.path(span).to_owned();
            // Spans count from after a byte order mark.
            let mark =
                self.text(&path).map_or(0, |text| text.len() - text.trim_start_matches('\u{feff}').len());
            Edit { path, range: span.start + mark..span.end + mark, text }
        });
        Plan::new(|path| self.text(path), edits)
    }

    /// The report as it would be, checked; nothing is written.
    #[must_use]
    pub fn with(&self, plan: &Plan) -> Session {
        let mut input = Input::clone(&self.input);
        for change in &plan.changes {
            input.files.retain(|file| file.path != change.path);
            if let Some(text) = &change.after {
                let file = InputFile { path: change.path.clone(), content: Ok(text.clone()) };
                let at = input.files.partition_point(|known| known.path < file.path);
                input.files.insert(at, file);
            }
        }
        Session::of(input)
    }

    /// Whether another session was made of the same files.
    #[must_use]
    pub fn reads_as(&self, other: &Session) -> bool {
        let same = |(one, two): (&InputFile, &InputFile)| one.path == two.path && one.content == two.content;
        self.input.files.len() == other.input.files.len()
            && self.input.others == other.input.others
            && self.input.files.iter().zip(&other.input.files).all(same)
    }

    /// Writes a plan of this report.
    ///
    /// # Errors
    /// As [`store::commit`].
    pub fn commit(&self, plan: &Plan) -> Result<(), ChangeError> {
        Ok(store::commit(&self.report.root, &plan.changes)?)
    }
}

#[cfg(test)]
mod tests;
