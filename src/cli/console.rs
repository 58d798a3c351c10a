//! Where words go: data to the standard output, narration to the standard error; colour only on a terminal.

use std::io::{self, IsTerminal as _, Write as _};

use camino::{Utf8Path, Utf8PathBuf};
use clap::ColorChoice;
use ratatui::crossterm::terminal;

use crate::check::Arg;
use crate::locale::Locale;
use crate::source::visible;
use crate::store;

/// Why a command could not do what was asked; the exit code is then 2.
#[derive(Debug)]
pub enum Failure {
    /// In words, in the chosen language.
    Said(String),
    /// Nobody reads the output any more (`tieout check | head`): nothing to say.
    ReaderGone,
    /// Ctrl-C, before anything was written; with the exit code that says so.
    Interrupted(u8),
}

/// Where output only tells of work, the work is done also where nobody reads of it.
///
/// # Errors
/// What else kept the output from being written.
pub fn read_or_not(told: Result<(), Failure>) -> Result<(), Failure> {
    match told {
        Err(Failure::ReaderGone) => Ok(()),
        told => told,
    }
}

/// The language, and what the two outputs can show.
#[derive(Debug)]
pub struct Console {
    pub locale: Locale,
    /// Whether the standard output takes colour.
    pub colour: bool,
    /// Whether the standard error is a terminal.
    pub narrated: bool,
    /// Cells of a line.
    pub width: usize,
}

/// The width where there is no terminal to ask.
const DEFAULT_WIDTH: usize = 110;

impl Console {
    #[must_use]
    pub fn new(locale: Locale, choice: ColorChoice, plain: bool) -> Console {
        let terminal = io::stdout().is_terminal();
        let colour = match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => terminal && !plain,
        };
        let measured = if terminal { terminal::size().ok() } else { None };
        let width = measured.map_or(DEFAULT_WIDTH, |(columns, _)| usize::from(columns).max(40));
        Console { locale, colour, narrated: io::stderr().is_terminal(), width }
    }

    /// Writes data whole.
    ///
    /// # Errors
    /// When the output cannot be written to; a reader that has gone is one without words.
    pub fn data(&self, text: &str) -> Result<(), Failure> {
        self.bytes(text.as_bytes())
    }

    /// As [`Console::data`], for data that is no text.
    ///
    /// # Errors
    /// As [`Console::data`].
    pub fn bytes(&self, bytes: &[u8]) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        out.write_all(bytes).and_then(|()| out.flush()).map_err(|error| match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::ReaderGone,
            _ => Failure::Said(self.locale.with("output-failed", &[("reason", self.reason(&error))])),
        })
    }

    /// Writes files into a folder, by their names there: all of them, or none.
    ///
    /// # Errors
    /// When one cannot be written.
    pub fn files(&self, folder: &Utf8Path, files: &[(Utf8PathBuf, Vec<u8>)]) -> Result<(), Failure> {
        let files: Vec<_> = files.iter().map(|(name, bytes)| (folder.join(name), bytes)).collect();
        let files: Vec<_> = files.iter().map(|(path, bytes)| (path.as_path(), bytes.as_slice())).collect();
        store::write_all(folder, &files).map_err(|error| {
            let path = ("path", Arg::Text(error.path.to_string()));
            self.failure("write-failed", &[path, ("reason", self.reason(&error.error))])
        })
    }

    /// Says something to the person at the terminal; if nobody can hear it, that is no failure. Names of files and
    /// words of others in it do not reach the terminal as controls.
    #[expect(clippy::unused_self, reason = "only who has a console has a language to say it in")]
    pub fn say(&self, text: &str) {
        let _ = writeln!(io::stderr().lock(), "{}", visible::lines(text));
    }

    /// An operating system's error in words.
    #[must_use]
    pub fn reason(&self, error: &io::Error) -> Arg {
        Arg::Text(self.locale.system_error(error))
    }

    /// A failure in words.
    #[must_use]
    pub fn failure(&self, key: &str, args: &[(&str, Arg)]) -> Failure {
        Failure::Said(self.locale.with(key, args))
    }
}
