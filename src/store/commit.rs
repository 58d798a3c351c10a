//! Writing changes: all files or none, and none that is not what was read.
#![expect(clippy::disallowed_methods, reason = "this is the door that the ban on std::fs leads to")]

use std::fs;
use std::io;

use camino::{Utf8Path, Utf8PathBuf};

use super::lock::Lock;
use super::replace;
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

/// Writes the changes of a report: all of them, or none.
///
/// # Errors
/// Where a file is no longer as it was read, or cannot be written; all files are then as they were.
pub fn commit(root: &Utf8Path, changes: &[Change]) -> Result<(), CommitError> {
    // A link to a report is followed, so that what it leads to is written.
    let real = super::absolute(root);
    let (folder, depth) =
        if real.is_dir() { (real.as_path(), super::DEPTH_LIMIT) } else { (super::folder_of(&real), 0) };
    let lock = Lock::take(folder).map_err(|_| CommitError::Busy(folder.to_owned()))?;
    replace::recover(folder, depth, &lock).map_err(|error| failure(folder, &error))?;
    let place = |change: &Change| if change.path == root { real.clone() } else { real.join(&change.path) };
    let mut staged = Vec::with_capacity(changes.len());
    for change in changes {
        let path = place(change);
        unchanged(&path, change.before.as_deref())?;
        let before = change.before.clone().map(String::into_bytes);
        let after = change.after.as_deref().map(str::as_bytes);
        staged.push(replace::stage(&path, before, after).map_err(|error| failure(&path, &error))?);
    }
    // Nothing was written yet: a last look, as late as can be.
    for change in changes {
        unchanged(&place(change), change.before.as_deref())?;
    }
    replace::replace(folder, staged).map_err(|(path, error)| failure(&path, &error))
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

fn failure(path: &Utf8Path, error: &io::Error) -> CommitError {
    CommitError::Failed { path: path.to_owned(), message: error.to_string() }
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
        std::thread::scope(|scope| {
            scope.spawn(|| write(&root));
            scope.spawn(|| write(&root));
        });
        assert_eq!(fs::read_to_string(root.join("a.md")).unwrap().len(), 41, "no change was lost");
    }
}
