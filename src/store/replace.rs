//! Replacing files: each is written beside its place and flushed, then all are renamed; what a process that was killed
//! left half renamed is finished by the next that comes by.
//!
//! Several renames are announced in a journal beside them. Before it is there, none has happened; once it is, all will.
#![expect(clippy::disallowed_methods, reason = "this is the door that the ban on std::fs leads to")]

use std::fs;
use std::io::{self, Write as _};

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use tempfile::NamedTempFile;

use super::lock::Lock;

/// How the names of files begin that wait beside their places, and of a folder that does.
pub(super) const BESIDE: &str = ".tieout-new-";
/// Names the renames that have been decided on.
const JOURNAL: &str = ".tieout-journal";

/// Whether a file is ours and should be gone when nobody writes.
pub(super) fn is_leftover(name: &str) -> bool {
    name == JOURNAL || name.starts_with(BESIDE)
}

/// A file that is about to be another.
pub(super) struct Staged {
    path: Utf8PathBuf,
    /// What stands there now; none where nothing does.
    before: Option<Vec<u8>>,
    /// What will; none where the file is to go.
    beside: Option<NamedTempFile>,
}

/// One line of the journal.
#[derive(Serialize, Deserialize)]
struct Rename {
    /// From the folder of the journal.
    path: Utf8PathBuf,
    /// The name of the file beside it; none where the file is to go.
    beside: Option<String>,
    /// The digest of what stood there; none where nothing did.
    before: Option<String>,
}

/// Writes what a file is to be beside its place, and flushes it to the disk.
pub(super) fn stage(path: &Utf8Path, before: Option<Vec<u8>>, after: Option<&[u8]>) -> io::Result<Staged> {
    let beside = after.map(|bytes| beside(path, bytes)).transpose()?;
    Ok(Staged { path: path.to_owned(), before, beside })
}

fn beside(path: &Utf8Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut file = tempfile::Builder::new().prefix(BESIDE).tempfile_in(super::folder_of(path))?;
    file.write_all(bytes)?;
    // Temporary files are private; what is written takes the rights of what it replaces.
    match fs::metadata(path) {
        // A file that may not be written is not replaced either.
        Ok(old) if old.permissions().readonly() => return Err(io::ErrorKind::PermissionDenied.into()),
        Ok(old) => file.as_file().set_permissions(old.permissions())?,
        Err(_) => super::write::set_default_permissions(file.as_file())?,
    }
    file.as_file().sync_all()?;
    Ok(file)
}

/// Puts all files in their places; if one cannot be, those that were are put back.
pub(super) fn replace(folder: &Utf8Path, staged: Vec<Staged>) -> Result<(), (Utf8PathBuf, io::Error)> {
    // The system renames one file whole, and needs no journal for it.
    let announced = staged.len() > 1;
    if announced {
        announce(folder, &staged).map_err(|error| (folder.join(JOURNAL), error))?;
    }
    let mut done = Vec::new();
    let mut waiting = staged.into_iter();
    while let Some(Staged { path, before, beside }) = waiting.next() {
        let moved = match beside {
            Some(file) => file.persist(&path).map(drop).map_err(|failed| (failed.error, Some(failed.file))),
            None => fs::remove_file(&path).map_err(|error| (error, None)),
        };
        if let Err((error, file)) = moved {
            put_back(folder, done);
            // Only now: as long as the journal names them, they must be there.
            drop((file, waiting));
            return Err((path, error));
        }
        done.push((path, before));
    }
    for (path, _) in &done {
        flush(super::folder_of(path));
    }
    if announced {
        close(folder);
    }
    Ok(())
}

/// Nothing more can be done where this fails: the first error is the one to tell.
fn put_back(folder: &Utf8Path, done: Vec<(Utf8PathBuf, Option<Vec<u8>>)>) {
    let old = |(path, before): (Utf8PathBuf, Option<Vec<u8>>)| {
        let now = fs::read(&path).ok();
        stage(&path, now, before.as_deref())
    };
    let staged: Vec<Staged> = done.into_iter().filter_map(|file| old(file).ok()).collect();
    // The way back takes the place of the way there.
    if staged.is_empty() || announce(folder, &staged).is_err() {
        close(folder);
    }
    for Staged { path, beside, .. } in staged {
        let _ = match beside {
            Some(file) => file.persist(&path).map(drop).map_err(|failed| failed.error),
            None => fs::remove_file(&path),
        };
    }
    close(folder);
}

/// Writes the journal.
fn announce(folder: &Utf8Path, staged: &[Staged]) -> io::Result<()> {
    let renames = staged.iter().map(|file| {
        let path =
            file.path.strip_prefix(folder).map_err(|_| io::Error::from(io::ErrorKind::InvalidInput))?;
        let name = |file: &NamedTempFile| Some(file.path().file_name()?.to_str()?.to_owned());
        Ok(Rename {
            path: path.to_owned(),
            beside: file.beside.as_ref().and_then(name),
            before: file.before.as_deref().map(digest),
        })
    });
    let renames = renames.collect::<io::Result<Vec<_>>>()?;
    let journal = folder.join(JOURNAL);
    beside(&journal, &serde_json::to_vec(&renames)?)?.persist(&journal).map_err(|failed| failed.error)?;
    flush(folder);
    Ok(())
}

/// What was announced has been done.
fn close(folder: &Utf8Path) {
    let _ = fs::remove_file(folder.join(JOURNAL));
    flush(folder);
}

/// Finishes what another process began in a folder and did not live to finish, and sweeps away what it left; `depth`
/// says how far below the folder it may have written. Only who holds the lock may do so.
///
/// # Errors
/// When renames were announced and cannot be carried out: the files are then neither the old nor the new ones.
pub(super) fn recover(folder: &Utf8Path, depth: usize, lock: &Lock) -> io::Result<()> {
    if !lock.is_held() {
        return Ok(());
    }
    let journal = folder.join(JOURNAL);
    // What is no journal of ours says nothing.
    let text = super::read_text(&journal).unwrap_or_default();
    for rename in serde_json::from_str::<Vec<Rename>>(&text).unwrap_or_default() {
        finish(folder, &rename)?;
    }
    if !text.is_empty() {
        fs::remove_file(&journal)?;
    }
    sweep(folder, depth);
    Ok(())
}

/// A file that somebody has changed since is left to them.
fn finish(folder: &Utf8Path, rename: &Rename) -> io::Result<()> {
    let path = folder.join(&rename.path);
    let parent = super::folder_of(&path);
    // A journal that came with somebody's report must not reach out of it, by its words or through links.
    let plain = rename.path.components().all(|part| matches!(part, Utf8Component::Normal(_)));
    let within = super::absolute(parent).starts_with(super::absolute(folder));
    let waits = |name: &str| name.starts_with(BESIDE) && !name.contains(['/', '\\']);
    if !plain || !within || !rename.beside.as_deref().is_none_or(waits) {
        return Ok(());
    }
    if fs::read(&path).ok().as_deref().map(digest) != rename.before {
        return Ok(());
    }
    match rename.beside.as_deref().map(|name| parent.join(name)) {
        Some(beside) if beside.is_file() => fs::rename(beside, &path)?,
        Some(_) => {}
        None => fs::remove_file(&path)?,
    }
    flush(parent);
    Ok(())
}

fn sweep(folder: &Utf8Path, depth: usize) {
    let Ok(entries) = folder.read_dir_utf8() else { return };
    for entry in entries.flatten() {
        let Ok(kind) = entry.file_type() else { continue };
        match (kind.is_dir(), entry.file_name().starts_with(BESIDE)) {
            (false, true) => drop(fs::remove_file(entry.path())),
            (true, false) if depth > 0 => sweep(entry.path(), depth - 1),
            _ => {}
        }
    }
}

/// A rename is on the disk once its folder is; systems that cannot flush a folder do it by themselves.
pub(super) fn flush(folder: &Utf8Path) {
    if cfg!(unix)
        && let Ok(folder) = fs::File::open(folder)
    {
        let _ = folder.sync_all();
    }
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, Utf8PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = Utf8PathBuf::from_path_buf(folder.path().to_owned()).unwrap();
        fs::create_dir(path.join("a")).unwrap();
        for name in ["a/en.md", "a/zh-Hant.md"] {
            fs::write(path.join(name), "old").unwrap();
        }
        (folder, path)
    }

    /// Announces that both files give way, as a process does that is killed right after it.
    fn broken_off(root: &Utf8Path) {
        let staged = ["a/en.md", "a/zh-Hant.md"]
            .map(|name| stage(&root.join(name), Some(b"old".to_vec()), Some(b"new")).unwrap());
        announce(root, &staged).unwrap();
        for file in staged {
            file.beside.unwrap().keep().unwrap();
        }
    }

    fn recovered(root: &Utf8Path) -> [String; 2] {
        recover(root, 4, &Lock::take(root).unwrap()).unwrap();
        let left: Vec<String> = [root, &root.join("a")]
            .iter()
            .flat_map(|folder| folder.read_dir_utf8().unwrap().flatten())
            .map(|entry| entry.file_name().to_owned())
            .filter(|name| is_leftover(name))
            .collect();
        assert_eq!(left, Vec::<String>::new(), "nothing is left behind");
        ["a/en.md", "a/zh-Hant.md"].map(|name| fs::read_to_string(root.join(name)).unwrap())
    }

    #[test]
    fn what_was_announced_is_done() {
        let (_keep, root) = folder();
        broken_off(&root);
        assert_eq!(recovered(&root), ["new", "new"]);
    }

    #[test]
    fn what_was_not_announced_is_swept_away() {
        let (_keep, root) = folder();
        stage(&root.join("a/en.md"), None, Some(b"new")).unwrap().beside.unwrap().keep().unwrap();
        assert_eq!(recovered(&root), ["old", "old"]);
    }

    #[test]
    fn a_file_changed_since_is_left_to_who_changed_it() {
        let (_keep, root) = folder();
        broken_off(&root);
        fs::write(root.join("a/en.md"), "theirs").unwrap();
        assert_eq!(recovered(&root), ["theirs", "new"]);
    }

    #[test]
    fn reading_a_report_finishes_first() {
        let (_keep, root) = folder();
        fs::write(root.join("report.yaml"), "chapters: [a]\n").unwrap();
        broken_off(&root);
        let input = super::super::read(&root).unwrap();
        let texts: Vec<_> = input.files.iter().filter(|file| file.path.starts_with("a")).collect();
        assert!(texts.iter().all(|file| file.content.as_deref() == Ok("new")), "{texts:?}");
    }

    #[cfg(unix)]
    #[test]
    fn a_journal_does_not_reach_out_of_its_folder() {
        let (_keep, root) = folder();
        let (_keep_other, other) = folder();
        std::os::unix::fs::symlink(&other, root.join("link")).unwrap();
        fs::write(root.join(".tieout-new-x"), "new").unwrap();
        fs::write(other.join(".tieout-new-x"), "new").unwrap();
        let old = digest(b"old");
        let up = format!("../{}/a/en.md", other.file_name().unwrap());
        for path in
            [other.join("a/en.md").as_str(), up.as_str(), "link/a/en.md", "a/en.md/../../link/a/en.md"]
        {
            for beside in ["null", "\".tieout-new-x\"", "\"../a/zh-Hant.md\""] {
                let journal =
                    format!("[{{\"path\": \"{path}\", \"beside\": {beside}, \"before\": \"{old}\"}}]");
                fs::write(root.join(JOURNAL), journal).unwrap();
                assert_eq!(recovered(&root), ["old", "old"], "{path}");
                assert_eq!(fs::read_to_string(other.join("a/en.md")).unwrap(), "old", "{path} {beside}");
            }
        }
    }
}
