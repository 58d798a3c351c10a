//! Writing changes: all files or none, and none that is not what was read.
#![expect(clippy::disallowed_methods, reason = "this is the door that the ban on std::fs leads to")]

use std::fs;
use std::io::{self, Write as _};
use std::thread;
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use tempfile::NamedTempFile;

use crate::edit::Change;

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CommitError {
    /// Somebody else has changed it since it was read.
    #[error("{0}: changed since it was read")]
    Changed(Utf8PathBuf),
    /// Another window is writing, and does not end.
    #[error("{0}: another program is writing")]
    Busy(Utf8PathBuf),
    #[error("{path}: {message}")]
    Failed { path: Utf8PathBuf, message: String },
}

/// How often, and how long apart, a lock is tried.
const TRIES: u32 = 100;
const APART: Duration = Duration::from_millis(20);

/// Writes the changes of a report: each file beside its place and flushed, then all renamed; if one cannot be, those
/// that were are put back.
///
/// # Errors
/// Where a file is no longer as it was read, or cannot be written; all files are then as they were.
pub fn commit(root: &Utf8Path, changes: &[Change]) -> Result<(), CommitError> {
    let _lock = Lock::take(root)?;
    let mut ready = Vec::with_capacity(changes.len());
    for change in changes {
        let path = place(root, &change.path);
        unchanged(&path, change.before.as_deref())?;
        let failed = |error: io::Error| failure(&path, &error);
        let beside = change.after.as_deref().map(|text| beside(&path, text)).transpose().map_err(failed)?;
        ready.push((path, beside, change));
    }
    // Nothing was written yet: a last look, as late as can be.
    for (path, _, change) in &ready {
        unchanged(path, change.before.as_deref())?;
    }
    let mut done: Vec<(Utf8PathBuf, Option<&str>)> = Vec::new();
    for (path, beside, change) in ready {
        let moved = match beside {
            Some(file) => file.persist(&path).map(drop).map_err(|error| error.error),
            None => fs::remove_file(&path),
        };
        if let Err(error) = moved {
            put_back(&done);
            return Err(failure(&path, &error));
        }
        flush_folder(&path);
        done.push((path, change.before.as_deref()));
    }
    Ok(())
}

/// The path on the disk of a file of a report; links are followed, so that what they lead to is written.
fn place(root: &Utf8Path, path: &Utf8Path) -> Utf8PathBuf {
    let path = if path == root { root.to_owned() } else { root.join(path) };
    super::absolute(&path)
}

fn unchanged(path: &Utf8Path, before: Option<&str>) -> Result<(), CommitError> {
    let now = match fs::read(path) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(failure(path, &error)),
    };
    if now.as_deref() == before.map(str::as_bytes) {
        Ok(())
    } else {
        Err(CommitError::Changed(path.to_owned()))
    }
}

/// The new text, flushed to the disk, in a file next to where it will be.
fn beside(path: &Utf8Path, text: &str) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_str().is_empty()).unwrap_or(Utf8Path::new("."));
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    match fs::metadata(path) {
        // A file that may not be written is not replaced either.
        Ok(old) if old.permissions().readonly() => return Err(io::ErrorKind::PermissionDenied.into()),
        Ok(old) => file.as_file().set_permissions(old.permissions())?,
        Err(_) => super::set_default_permissions(file.as_file())?,
    }
    file.as_file().sync_all()?;
    Ok(file)
}

/// Nothing more can be done where this fails: the first error is the one to tell.
fn put_back(done: &[(Utf8PathBuf, Option<&str>)]) {
    for (path, before) in done {
        let _ = match before {
            Some(text) => super::write(path, text.as_bytes()),
            None => fs::remove_file(path),
        };
    }
}

/// A rename is on the disk once its folder is; systems that cannot flush a folder do it by themselves.
fn flush_folder(path: &Utf8Path) {
    if cfg!(unix)
        && let Some(folder) = path.parent().and_then(|folder| fs::File::open(folder).ok())
    {
        let _ = folder.sync_all();
    }
}

fn failure(path: &Utf8Path, error: &io::Error) -> CommitError {
    CommitError::Failed { path: path.to_owned(), message: error.to_string() }
}

/// Held while writing, so that two windows on one report write one after the other.
#[derive(Debug)]
struct Lock {
    _file: Option<fs::File>,
}

impl Lock {
    /// Locks the folder of the report; where folders cannot be locked, the last look before writing must do.
    fn take(root: &Utf8Path) -> Result<Lock, CommitError> {
        let folder = if root.is_dir() { root } else { root.parent().unwrap_or(root) };
        let folder = if folder.as_str().is_empty() { Utf8Path::new(".") } else { folder };
        let Ok(file) = fs::File::open(folder) else { return Ok(Lock { _file: None }) };
        for _ in 0..TRIES {
            match file.try_lock() {
                Ok(()) => return Ok(Lock { _file: Some(file) }),
                Err(fs::TryLockError::WouldBlock) => thread::sleep(APART),
                Err(fs::TryLockError::Error(_)) => return Ok(Lock { _file: None }),
            }
        }
        Err(CommitError::Busy(folder.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Edit, Plan};

    fn folder() -> (tempfile::TempDir, Utf8PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = Utf8PathBuf::from_path_buf(folder.path().to_owned()).unwrap();
        (folder, path)
    }

    fn plan(files: &[(&str, &str)]) -> Plan {
        let edits =
            files.iter().map(|(path, _)| Edit { path: (*path).into(), range: 0..1, text: "X".into() });
        Plan::new(|path| files.iter().find(|(known, _)| path == *known).map(|(_, text)| *text), edits)
            .unwrap()
    }

    #[test]
    fn all_files_are_written() {
        let (_keep, root) = folder();
        fs::write(root.join("a.md"), "one").unwrap();
        fs::write(root.join("b.md"), "two").unwrap();
        commit(&root, &plan(&[("a.md", "one"), ("b.md", "two")]).changes).unwrap();
        assert_eq!(fs::read_to_string(root.join("a.md")).unwrap(), "Xne");
        assert_eq!(fs::read_to_string(root.join("b.md")).unwrap(), "Xwo");
        assert_eq!(fs::read_dir(&root).unwrap().count(), 2, "nothing is left beside them");
    }

    #[test]
    fn a_file_that_changed_underneath_stops_all() {
        let (_keep, root) = folder();
        fs::write(root.join("a.md"), "one").unwrap();
        fs::write(root.join("b.md"), "other").unwrap();
        let refused = commit(&root, &plan(&[("a.md", "one"), ("b.md", "two")]).changes);
        assert!(matches!(refused, Err(CommitError::Changed(path)) if path.ends_with("b.md")));
        assert_eq!(fs::read_to_string(root.join("a.md")).unwrap(), "one");
        assert_eq!(fs::read_dir(&root).unwrap().count(), 2);
    }

    #[test]
    fn a_file_is_made_only_where_none_is() {
        let (_keep, root) = folder();
        let plan = Plan::creating("review.yaml".into(), "waivers:\n", "  - a\n");
        commit(&root, &plan.changes).unwrap();
        assert_eq!(fs::read_to_string(root.join("review.yaml")).unwrap(), "waivers:\n  - a\n");
        assert!(matches!(commit(&root, &plan.changes), Err(CommitError::Changed(_))));
        let trace = plan.traces().remove(0);
        commit(&root, &[trace.undo(Some("waivers:\n  - a\n")).unwrap()]).unwrap();
        assert!(!root.join("review.yaml").exists());
    }

    #[cfg(unix)]
    #[test]
    fn what_was_renamed_is_put_back_when_the_next_cannot_be() {
        use std::os::unix::fs::PermissionsExt as _;
        let (_keep, root) = folder();
        fs::write(root.join("a.md"), "one").unwrap();
        fs::write(root.join("b.md"), "two").unwrap();
        fs::set_permissions(root.join("b.md"), fs::Permissions::from_mode(0o444)).unwrap();
        let refused = commit(&root, &plan(&[("a.md", "one"), ("b.md", "two")]).changes);
        assert!(matches!(refused, Err(CommitError::Failed { .. })));
        assert_eq!(fs::read_to_string(root.join("a.md")).unwrap(), "one");
        assert_eq!(fs::read_dir(&root).unwrap().count(), 2);
    }

    #[test]
    fn two_writers_take_turns() {
        let (_keep, root) = folder();
        fs::write(root.join("a.md"), "0").unwrap();
        let write = |root: &Utf8Path| {
            for _ in 0..20 {
                loop {
                    let text = fs::read_to_string(root.join("a.md")).unwrap();
                    let more = Edit { path: "a.md".into(), range: text.len()..text.len(), text: "x".into() };
                    let plan = Plan::new(|_| Some(text.as_str()), [more]).unwrap();
                    match commit(root, &plan.changes) {
                        Ok(()) => break,
                        Err(CommitError::Changed(_)) => {}
                        Err(error) => panic!("{error}"),
                    }
                }
            }
        };
        thread::scope(|scope| {
            scope.spawn(|| write(&root));
            scope.spawn(|| write(&root));
        });
        assert_eq!(fs::read_to_string(root.join("a.md")).unwrap().len(), 41, "no change was lost");
    }
}
