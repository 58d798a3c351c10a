//! The report as it was at a git revision, or why that cannot be known, in words.

use camino::Utf8Path;

use crate::check::Arg;
use crate::report::Report;
use crate::report::load::load;
use crate::store::git::{self, GitError};

use super::console::{Console, Failure};

/// A report at a revision.
#[derive(Debug)]
pub struct Past {
    /// The commit's full name.
    pub commit: String,
    /// None where the report was not there yet.
    pub report: Option<Report>,
}

/// Loads what stood at a path at a revision.
///
/// # Errors
/// When there is no git, no repository, or no such revision.
pub fn read(path: &Utf8Path, revision: &str, console: &Console) -> Result<Past, Failure> {
    let past = git::read(path, revision).map_err(|error| unread(&error, console))?;
    Ok(Past { commit: past.commit, report: past.input.as_ref().map(load) })
}

fn unread(error: &GitError, console: &Console) -> Failure {
    let text = |name: &'static str, words: &str| (name, Arg::Text(words.to_owned()));
    match error {
        GitError::NoProgram => console.failure("git-no-program", &[]),
        GitError::NoRepository(path) => console.failure("git-no-repository", &[text("path", path.as_str())]),
        GitError::NoRevision(revision) => console.failure("git-no-revision", &[text("revision", revision)]),
        GitError::Failed(reason) => console.failure("git-failed", &[text("reason", reason)]),
    }
}
