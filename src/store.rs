//! The only door to the disk: reads a report folder or a single file, and writes files whole.
//!
//! Reading never fails for one bad file; only a path that holds no report at all is an error.
#![expect(clippy::disallowed_methods, reason = "this is the door that the ban on std::fs leads to")]

mod commit;
pub mod git;
mod lock;
mod replace;
mod write;

use std::fs;
use std::io::{self, Read as _};

use camino::{Utf8Path, Utf8PathBuf};

pub use commit::{CommitError, commit};
pub use write::{WriteError, make_folder, write, write_all, write_folder};

use crate::report::load::{Input, InputFile, Unread};
use crate::source::Position;

use lock::Lock;

/// Larger files are not read: no chapter comes near it, and a mistaken path should not fill the memory.
pub const SIZE_LIMIT: u64 = 16 * 1024 * 1024;

/// Why nothing could be loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    #[error("{0}: no such file or folder")]
    NoSuchPath(Utf8PathBuf),
    #[error("{0}: no report.yaml in this folder")]
    NoReport(Utf8PathBuf),
    #[error("{0}: neither a folder nor a Markdown or text file")]
    NotAReport(Utf8PathBuf),
    #[error("{path}: {message}")]
    Unreadable { path: Utf8PathBuf, message: String },
    #[error("{path}: {size} bytes, more than the {limit} that are read")]
    TooLarge { path: Utf8PathBuf, size: u64, limit: u64 },
    #[error("{path}:{}:{}: not UTF-8", at.line, at.column)]
    NotUtf8 { path: Utf8PathBuf, at: Position },
    #[error("{path}:{}:{}: a NUL byte", at.line, at.column)]
    NulByte { path: Utf8PathBuf, at: Position },
    /// A change of several files was broken off, and cannot be finished now.
    #[error("{path}: an unfinished change: {message}")]
    Unfinished { path: Utf8PathBuf, message: String },
}

/// Reads everything that belongs to a report.
///
/// # Errors
/// When the path holds no report: it is absent, a folder without `report.yaml`, or an unreadable file.
pub fn read(path: &Utf8Path) -> Result<Input, OpenError> {
    let metadata = fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => OpenError::NoSuchPath(path.to_owned()),
        _ => OpenError::Unreadable { path: path.to_owned(), message: error.to_string() },
    })?;
    if metadata.is_dir() { read_folder(path) } else { read_single(path) }
}

/// The folder of the nearest `report.yaml`, from the working folder upwards.
#[must_use]
pub fn nearest_report() -> Option<Utf8PathBuf> {
    let working = std::env::current_dir().ok()?;
    let depth = working.components().count();
    let upwards = (0..depth).map(|levels| match levels {
        0 => Utf8PathBuf::from("."),
        _ => std::iter::repeat_n("..", levels).collect(),
    });
    upwards.into_iter().find(|folder| folder.join("report.yaml").is_file())
}

/// Reads a file that is no part of a report, such as a baseline.
///
/// # Errors
/// When it is absent, too large, or no text.
pub fn read_text_file(path: &Utf8Path) -> Result<String, OpenError> {
    if !path.exists() {
        return Err(OpenError::NoSuchPath(path.to_owned()));
    }
    read_text(path).map_err(|unread| unopened(path.to_owned(), unread))
}

fn read_single(path: &Utf8Path) -> Result<Input, OpenError> {
    if !is_single(path) {
        return Err(OpenError::NotAReport(path.to_owned()));
    }
    let file = read_file(path, path.to_owned());
    if let Err(unread) = file.content {
        return Err(unopened(path.to_owned(), unread));
    }
    Ok(Input { root: path.to_owned(), folder: false, files: vec![file], others: Vec::new() })
}

/// Whether a file may be a report of its own, by its name.
#[must_use]
pub fn is_single(path: &Utf8Path) -> bool {
    matches!(path.extension(), Some("md" | "markdown" | "txt"))
}

/// Whether a file of a report folder is read, by its name; others (images) are only known to be there.
#[must_use]
pub fn is_read(path: &Utf8Path) -> bool {
    matches!(path.extension(), Some("md" | "yaml" | "yml"))
}

/// Without this file there is no report.
fn unopened(path: Utf8PathBuf, unread: Unread) -> OpenError {
    match unread {
        Unread::NotUtf8 { at } => OpenError::NotUtf8 { path, at },
        Unread::NulByte { at } => OpenError::NulByte { path, at },
        Unread::TooLarge { size, limit } => OpenError::TooLarge { path, size, limit },
        Unread::Io { message } => OpenError::Unreadable { path, message },
    }
}

/// `report.yaml`, the YAML files beside it, `metrics/*.yaml`, and every edition of every chapter folder.
fn read_folder(root: &Utf8Path) -> Result<Input, OpenError> {
    if !root.join("report.yaml").is_file() {
        return Err(OpenError::NoReport(root.to_owned()));
    }
    let mut walk = Walk::of(root);
    if walk.unfinished {
        let finished = Lock::take(root).and_then(|lock| replace::recover(root, DEPTH_LIMIT, &lock));
        finished
            .map_err(|error| OpenError::Unfinished { path: root.to_owned(), message: error.to_string() })?;
        walk = Walk::of(root);
    }
    let mut input = walk.input;
    input.files.sort_by(|a, b| a.path.cmp(&b.path));
    input.others.sort();
    let unread = input.files.iter().find(|file| file.path == "report.yaml").map(|file| file.content.clone());
    match unread {
        Some(Err(unread)) => Err(unopened(root.join("report.yaml"), unread)),
        _ => Ok(input),
    }
}

/// Folders nested deeper than this hold nothing of a report.
const DEPTH_LIMIT: usize = 4;

/// What was found in a report's folder.
struct Walk {
    input: Input,
    /// A change was broken off, or is being made.
    unfinished: bool,
}

impl Walk {
    fn of(root: &Utf8Path) -> Walk {
        let input = Input { root: root.to_owned(), folder: true, files: Vec::new(), others: Vec::new() };
        let mut walk = Walk { input, unfinished: false };
        walk.folder(root, 0);
        walk
    }

    fn folder(&mut self, folder: &Utf8Path, depth: usize) {
        let root = self.input.root.clone();
        let entries = match folder.read_dir_utf8() {
            Ok(entries) => entries,
            Err(error) => {
                let content = Err(Unread::Io { message: error.to_string() });
                self.input.files.push(InputFile { path: relative(&root, folder), content });
                return;
            }
        };
        for entry in entries.flatten() {
            let path = entry.path();
            self.unfinished |= replace::is_leftover(entry.file_name());
            let hidden = entry.file_name().starts_with('.');
            // Links are not followed: what they lead to is not part of the report.
            let Ok(kind) = entry.file_type() else {
                continue;
            };
            if hidden || kind.is_symlink() {
                continue;
            }
            if kind.is_dir() {
                if depth < DEPTH_LIMIT {
                    self.folder(path, depth + 1);
                }
            } else if !kind.is_file() {
                // A pipe has no end, and a device is no text.
                let message = io::Error::from(io::ErrorKind::InvalidInput).to_string();
                let content = Err(Unread::Io { message });
                self.input.files.push(InputFile { path: relative(&root, path), content });
            } else if is_read(path) {
                self.input.files.push(read_file(path, relative(&root, path)));
            } else {
                self.input.others.push(relative(&root, path));
            }
        }
    }
}

fn relative(root: &Utf8Path, path: &Utf8Path) -> Utf8PathBuf {
    path.strip_prefix(root).unwrap_or(path).to_owned()
}

fn read_file(path: &Utf8Path, shown: Utf8PathBuf) -> InputFile {
    InputFile { content: read_text(path), path: shown }
}

fn read_text(path: &Utf8Path) -> Result<String, Unread> {
    let failed = |error: io::Error| Unread::Io { message: error.to_string() };
    let file = fs::File::open(path).map_err(failed)?;
    let size = file.metadata().map_err(failed)?.len();
    if size > SIZE_LIMIT {
        return Err(Unread::TooLarge { size, limit: SIZE_LIMIT });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // The limit again: a file may grow, and a device has no size.
    file.take(SIZE_LIMIT + 1).read_to_end(&mut bytes).map_err(failed)?;
    text_of(bytes)
}

/// The text of a file's bytes, if they are text and not too many.
fn text_of(bytes: Vec<u8>) -> Result<String, Unread> {
    if bytes.len() as u64 > SIZE_LIMIT {
        return Err(Unread::TooLarge { size: bytes.len() as u64, limit: SIZE_LIMIT });
    }
    if let Some(offset) = memchr::memchr(0, &bytes) {
        return Err(Unread::NulByte { at: position(&bytes, offset) });
    }
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        Unread::NotUtf8 { at: position(error.as_bytes(), offset) }
    })
}

/// The line and column of a byte in a text of which only what stands before it is known to be sound.
fn position(bytes: &[u8], offset: usize) -> Position {
    let before = String::from_utf8_lossy(&bytes[..offset]);
    let line = before.rsplit('\n').next().unwrap_or_default();
    Position { line: before.matches('\n').count() + 1, column: line.chars().count() + 1 }
}

/// The bytes of a file of ours (settings, what was done); none where it is not there or cannot be read.
#[must_use]
pub fn read_own(path: &Utf8Path) -> Option<String> {
    read_text(path).ok()
}

/// A path that is the same from every working folder; as it is, where there is no such file.
#[must_use]
pub fn absolute(path: &Utf8Path) -> Utf8PathBuf {
    path.canonicalize_utf8().unwrap_or_else(|_| path.to_owned())
}

/// Reads a file that is no text, such as an image; none where it is not there or too large.
#[must_use]
pub fn read_bytes(path: &Utf8Path) -> Option<Vec<u8>> {
    let file = fs::File::open(path).ok()?;
    let metadata = file.metadata().ok()?;
    if !metadata.is_file() || metadata.len() > SIZE_LIMIT {
        return None;
    }
    let mut bytes = Vec::new();
    file.take(SIZE_LIMIT).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Whether a folder is absent or empty, so that a new report may be written there.
#[must_use]
pub fn is_vacant(path: &Utf8Path) -> bool {
    match path.read_dir_utf8() {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// The folder in which a file is, or will be.
fn folder_of(path: &Utf8Path) -> &Utf8Path {
    path.parent().filter(|folder| !folder.as_str().is_empty()).unwrap_or(Utf8Path::new("."))
}
