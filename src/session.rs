//! Load, check, plan, check again, commit: what the screen and the commands both call.

mod fix;
mod mend;
mod recheck;
mod review;
pub mod undo;

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};

use crate::check::{self, Outcome};
use crate::edit::{Edit, Plan, PlanError};
use crate::report::load::{Input, InputFile, load, load_alone};
use crate::report::{Report, parallel};
use crate::source::Span;
use crate::store::{self, OpenError};

pub use fix::Fixes;
pub use mend::{Target, Way};
pub use recheck::{Aim, Recheck, Refusal};
pub use review::{Signature, Verdicts};

/// A report with what checking it gave.
#[derive(Clone, Debug)]
pub struct Session {
    /// The files as they were read.
    pub input: Arc<Input>,
    prior: Elsewhere,
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
    /// Trying it out showed that it should not be made.
    #[error("refused")]
    Refused(Refusal),
    /// Something went wrong in the program itself.
    #[error("failed")]
    Failed,
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
        Session::open_with(path, None)
    }

    /// As [`Session::open`], compared with a report of last year that `report.yaml` need not name.
    ///
    /// # Errors
    /// As [`Session::open`], of either report.
    pub fn open_with(path: &Utf8Path, prior: Option<&Utf8Path>) -> Result<Session, OpenError> {
        Session::with_prior(store::read(path)?, prior)
    }

    /// As [`Session::open`], with texts that stand in an editor in place of those on the disk, by path from the report's folder;
    /// a single file's by its own.
    ///
    /// # Errors
    /// As [`Session::open`].
    pub fn open_over(path: &Utf8Path, texts: &BTreeMap<Utf8PathBuf, String>) -> Result<Session, OpenError> {
        let files = |text: &String| vec![InputFile { path: path.to_owned(), content: Ok(text.clone()) }];
        let mut input = match (store::read(path), texts.get(path)) {
            // What cannot be read from the disk, or is not there yet, is only in the editor.
            (Err(_), Some(text)) => {
                Input { root: path.to_owned(), folder: false, files: files(text), others: Vec::new() }
            }
            (read, _) => read?,
        };
        let folder = input.folder;
        for (path, text) in texts.iter().filter(|(path, _)| !folder || store::is_read(path)) {
            input.put(InputFile { path: path.clone(), content: Ok(text.clone()) });
        }
        Session::with_prior(input, None)
    }

    fn with_prior(input: Input, prior: Option<&Utf8Path>) -> Result<Session, OpenError> {
        parallel::inside(|| Session::read(input, prior))
    }

    fn read(input: Input, prior: Option<&Utf8Path>) -> Result<Session, OpenError> {
        let report = load(&input);
        let prior = match (prior, report.prior_outside()) {
            (Some(path), _) => Elsewhere::read(path, seen_from(&report, path))?,
            (None, Some(outside)) => {
                Elsewhere::read(&report.root.join(&outside), outside).unwrap_or(Elsewhere::Absent)
            }
            (None, None) => Elsewhere::Nowhere,
        };
        Ok(Session::finish(input, report, prior))
    }

    /// Loads and checks what was read.
    #[must_use]
    pub fn of(input: Input) -> Session {
        let report = load(&input);
        Session::finish(input, report, Elsewhere::Nowhere)
    }

    fn finish(input: Input, mut report: Report, prior: Elsewhere) -> Session {
        match &prior {
            Elsewhere::Nowhere => {}
            Elsewhere::Absent => report.prior_is_absent(),
            Elsewhere::Found(found, path) => report.compare_with(Arc::clone(found), path),
        }
        let outcome = check::run(&report);
        Session { input: Arc::new(input), prior, report, outcome }
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
            let mark = self
                .text(&path)
                .map_or(0, |text| text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len());
            Edit { path, range: span.start + mark..span.end + mark, text }
        });
        Plan::new(|path| self.text(path), edits)
    }

    /// The report as it would be, checked; nothing is written.
    #[must_use]
    pub fn with(&self, plan: &Plan) -> Session {
        let mut input = Input::clone(&self.input);
        for change in &plan.changes {
            match &change.after {
                Some(text) => input.put(InputFile { path: change.path.clone(), content: Ok(text.clone()) }),
                None => input.files.retain(|file| file.path != change.path),
            }
        }
        let report = load(&input);
        Session::finish(input, report, self.prior.clone())
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

/// Last year's report, where it is not among this one's files.
#[derive(Clone, Debug)]
enum Elsewhere {
    /// None is named, or it is among them.
    Nowhere,
    Absent,
    /// With its path from this report's folder.
    Found(Arc<Report>, Utf8PathBuf),
}

impl Elsewhere {
    fn read(path: &Utf8Path, shown: Utf8PathBuf) -> Result<Elsewhere, OpenError> {
        Ok(Elsewhere::Found(Arc::new(load_alone(&store::read(path)?)), shown))
    }
}

/// A path from the working folder as it is seen from a report's folder: places are shown from the latter.
fn seen_from(report: &Report, path: &Utf8Path) -> Utf8PathBuf {
    if report.is_single() || path.is_absolute() {
        return path.to_owned();
    }
    // From `../reports/2023` there is no way back that is known without asking the disk.
    if report.root.components().any(|part| part == Utf8Component::ParentDir) {
        let absolute = std::path::absolute(path).ok().and_then(|path| Utf8PathBuf::from_path_buf(path).ok());
        return absolute.unwrap_or_else(|| path.to_owned());
    }
    let down = report.root.components().filter(|part| matches!(part, Utf8Component::Normal(_))).count();
    std::iter::repeat_n(Utf8Path::new(".."), down).chain([path]).collect()
}

#[cfg(test)]
mod tests;
