//! Writing files and folders whole: all of it is there afterwards, or what was there before.
#![expect(clippy::disallowed_methods, reason = "this is the door that the ban on std::fs leads to")]

use std::fs;
use std::io::{self, Write as _};

use camino::{Utf8Path, Utf8PathBuf};

use super::lock::Lock;
use super::replace::{self, BESIDE};

/// A file that could not be written, and why; none was.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {error}")]
pub struct WriteError {
    pub path: Utf8PathBuf,
    pub error: io::Error,
}

/// Writes a file whole: beside its place, flushed to the disk, then renamed over the old one.
///
/// # Errors
/// The operating system's; the old file is then as it was.
pub fn write(path: &Utf8Path, bytes: &[u8]) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(there) if there.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        // A device or a pipe is written to; a rename would put a file in its place.
        Ok(there) if !there.is_file() => {
            return fs::OpenOptions::new().write(true).open(path)?.write_all(bytes);
        }
        _ => {}
    }
    replace_all(super::folder_of(path), &[(path, bytes)]).map_err(|failed| failed.error)
}

/// Writes several files into a folder, which is made where it is not there: all of them, or none.
///
/// # Errors
/// Where one cannot be written; the old files are then as they were, and a folder that was not there is not there.
pub fn write_all(folder: &Utf8Path, files: &[(&Utf8Path, &[u8])]) -> Result<(), WriteError> {
    let absent = |folder: &&Utf8Path| !folder.as_str().is_empty() && !folder.exists();
    let made: Vec<&Utf8Path> = folder.ancestors().take_while(absent).collect();
    let written = fs::create_dir_all(folder)
        .map_err(|error| WriteError { path: folder.to_owned(), error })
        .and_then(|()| replace_all(folder, files));
    if written.is_err() {
        // Only what is empty goes.
        for folder in made {
            let _ = fs::remove_dir(folder);
        }
    }
    written
}

fn replace_all(folder: &Utf8Path, files: &[(&Utf8Path, &[u8])]) -> Result<(), WriteError> {
    let failed = |path: &Utf8Path| {
        let path = path.to_owned();
        move |error| WriteError { path, error }
    };
    let lock = Lock::take(folder).map_err(failed(folder))?;
    replace::recover(folder, 0, &lock).map_err(failed(folder))?;
    let stage = |(path, bytes): &(&Utf8Path, &[u8])| {
        replace::stage(path, fs::read(path).ok(), Some(bytes)).map_err(failed(path))
    };
    let staged = files.iter().map(stage).collect::<Result<Vec<_>, _>>()?;
    replace::replace(folder, staged).map_err(|(path, error)| WriteError { path, error })
}

/// Writes a new folder whole: beside its place under another name, then renamed, so that all of it is there or nothing.
///
/// # Errors
/// The operating system's; nothing is left behind. A folder that is not empty is never replaced.
pub fn write_folder(path: &Utf8Path, files: &[(Utf8PathBuf, Vec<u8>)]) -> io::Result<()> {
    let parent = super::folder_of(path);
    fs::create_dir_all(parent)?;
    let lock = Lock::take(parent)?;
    if lock.is_held() {
        sweep_folders(parent);
    }
    let beside = tempfile::Builder::new().prefix(BESIDE).tempdir_in(parent)?;
    let folder = Utf8PathBuf::from_path_buf(beside.path().to_owned())
        .map_err(|path| io::Error::other(format!("{}: not UTF-8", path.display())))?;
    for (name, bytes) in files {
        let target = folder.join(name);
        if let Some(inner) = target.parent() {
            fs::create_dir_all(inner)?;
        }
        let mut file = fs::File::create_new(&target)?;
        file.write_all(bytes)?;
        file.sync_all()?;
    }
    set_folder_permissions(&folder)?;
    // Only an empty folder gives way to a rename.
    fs::rename(&folder, path)?;
    replace::flush(parent);
    Ok(())
}

/// Folders that a process did not live to give their names.
fn sweep_folders(parent: &Utf8Path) {
    let Ok(entries) = parent.read_dir_utf8() else { return };
    let ours = |entry: &camino::Utf8DirEntry| {
        entry.file_name().starts_with(BESIDE) && entry.file_type().is_ok_and(|kind| kind.is_dir())
    };
    for entry in entries.flatten().filter(ours) {
        let _ = fs::remove_dir_all(entry.path());
    }
}

/// Makes a folder and those above it.
///
/// # Errors
/// The operating system's.
pub fn make_folder(path: &Utf8Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

/// Temporary files and folders are private; what is written is for everybody whom the system lets in.
#[cfg(unix)]
pub(super) fn set_default_permissions(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
pub(super) fn set_default_permissions(_file: &fs::File) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn set_folder_permissions(folder: &Utf8Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn set_folder_permissions(_folder: &Utf8Path) -> io::Result<()> {
    Ok(())
}
