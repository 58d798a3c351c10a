//! Why nothing could be opened, read or written, in words.

use std::io;

use camino::Utf8Path;

use crate::check::Arg;
use crate::source::Position;
use crate::store::OpenError;

use super::Locale;

impl Locale {
    /// Why a report could not be opened: what was expected and what was found.
    #[must_use]
    pub fn open_error(&self, error: &OpenError) -> String {
        let path = |path: &camino::Utf8Path| ("path", Arg::Text(path.to_string()));
        match error {
            OpenError::NoSuchPath(at) => self.with("open-no-such-path", &[path(at)]),
            OpenError::NoReport(at) => self.with("open-no-report", &[path(at)]),
            OpenError::NotAReport(at) => self.with("open-not-a-report", &[path(at)]),
            OpenError::Unreadable { path: at, message } => {
                self.with("open-unreadable", &[path(at), ("reason", Arg::System(message.clone()))])
            }
            OpenError::TooLarge { path: at, size, limit } => {
                let megabytes = |bytes: u64| Arg::Text(format!("{}", bytes / (1024 * 1024)));
                let sizes = [path(at), ("size", megabytes(*size)), ("limit", megabytes(*limit))];
                self.with("open-too-large", &sizes)
            }
            OpenError::NotUtf8 { path: file, at } => self.with("open-not-utf8", &byte_place(file, *at)),
            OpenError::Unfinished { path: at, message } => {
                self.with("open-unfinished", &[path(at), ("reason", Arg::System(message.clone()))])
            }
            OpenError::NulByte { path: file, at } => self.with("open-nul-byte", &byte_place(file, *at)),
        }
    }

    /// An error of the operating system, in the chosen language where it is a common one.
    #[must_use]
    pub fn system_error(&self, error: &io::Error) -> String {
        let key = match error.kind() {
            io::ErrorKind::NotFound => "system-not-found",
            io::ErrorKind::PermissionDenied => "system-permission",
            io::ErrorKind::StorageFull => "system-full",
            io::ErrorKind::QuotaExceeded => "system-quota",
            io::ErrorKind::ReadOnlyFilesystem => "system-read-only",
            io::ErrorKind::NotADirectory => "system-not-a-folder",
            io::ErrorKind::IsADirectory => "system-a-folder",
            io::ErrorKind::ResourceBusy => "system-busy",
            io::ErrorKind::FileTooLarge => "system-too-large",
            io::ErrorKind::AlreadyExists => "system-exists",
            _ => return error.to_string(),
        };
        self.text(key)
    }

    /// The same from the system's own words, which end in `(os error 13)`; what stands before them stays, and what
    /// follows is the path, which is told already.
    pub(super) fn system_words(&self, message: &str) -> String {
        let code =
            message.rsplit_once("(os error ").and_then(|(_, code)| code.split(')').next()?.parse().ok());
        let Some(error) = code.map(io::Error::from_raw_os_error) else { return message.to_owned() };
        match message.split_once(&error.to_string()) {
            Some((before, _)) => format!("{before}{}", self.system_error(&error)),
            None => message.to_owned(),
        }
    }
}

fn byte_place(file: &Utf8Path, at: Position) -> [(&'static str, Arg); 3] {
    let number = |number: usize| Arg::Text(number.to_string());
    [("path", Arg::Text(file.to_string())), ("line", number(at.line)), ("column", number(at.column))]
}
