//! The terminal: taken at the start, given back at the end, also after a panic.

use std::backtrace::Backtrace;
use std::io::{self, Stdout, Write as _};
use std::mem::{self, ManuallyDrop};
use std::panic;
use std::thread;

use base64::Engine as _;
use camino::Utf8PathBuf;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste};
use ratatui::crossterm::execute;
use ratatui::crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::layout::Size;

use crate::store;

/// The terminal while the screen is open; given back when this is dropped.
#[derive(Debug)]
pub struct Screen {
    /// Never dropped while the terminal may be gone: it would complain on a standard error that is gone too, and panic.
    terminal: ManuallyDrop<Terminal<CrosstermBackend<Stdout>>>,
    mouse: bool,
}

impl Screen {
    /// Takes the terminal.
    ///
    /// # Errors
    /// When standard output is not a terminal that can be used.
    pub fn enter(mouse: bool, crash: Option<Crash>) -> io::Result<Screen> {
        restore_on_panic(crash);
        take(mouse)?;
        match Terminal::new(CrosstermBackend::new(io::stdout())) {
            Ok(terminal) => Ok(Screen { terminal: ManuallyDrop::new(terminal), mouse }),
            Err(error) => {
                give_back();
                Err(error)
            }
        }
    }

    /// # Errors
    /// The terminal's.
    pub fn size(&self) -> anyhow::Result<Size> {
        Ok(self.terminal.size()?)
    }

    /// Draws a frame.
    ///
    /// # Errors
    /// The terminal's.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Buffer)) -> anyhow::Result<()> {
        self.terminal.draw(|frame| paint(frame.buffer_mut()))?;
        Ok(())
    }

    /// Does something with the terminal as it was before, then takes it again.
    ///
    /// # Errors
    /// The terminal's.
    pub fn outside<T>(&mut self, work: impl FnOnce() -> T) -> anyhow::Result<T> {
        give_back();
        let done = work();
        take(self.mouse)?;
        // A new one has drawn nothing yet. Clearing the old one would ask the terminal where its cursor is, and not
        // every terminal answers.
        execute!(io::stdout(), Clear(ClearType::All))?;
        let terminal = ManuallyDrop::new(Terminal::new(CrosstermBackend::new(io::stdout()))?);
        drop(ManuallyDrop::into_inner(mem::replace(&mut self.terminal, terminal)));
        Ok(done)
    }
}

/// The size of the terminal, before it is taken.
///
/// # Errors
/// The terminal's.
pub fn size() -> anyhow::Result<Size> {
    let (width, height) = ratatui::crossterm::terminal::size()?;
    Ok(Size { width, height })
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn take(mouse: bool) -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
    if mouse { listen_to_mouse() } else { Ok(()) }
}

/// Buttons, wheel and drags; not every movement, which would wake the program for nothing.
#[cfg(not(windows))]
fn listen_to_mouse() -> io::Result<()> {
    say("\x1b[?1000h\x1b[?1002h\x1b[?1006h")
}

#[cfg(windows)]
fn listen_to_mouse() -> io::Result<()> {
    execute!(io::stdout(), ratatui::crossterm::event::EnableMouseCapture)
}

/// Sends words to the terminal as they are.
///
/// # Errors
/// The terminal's.
pub fn say(words: &str) -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(words.as_bytes())?;
    out.flush()
}

/// Nothing can be done where this fails: the terminal is gone.
fn give_back() {
    let _ = execute!(io::stdout(), DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
}

/// Where the words of a crash are kept, and what is said of that.
#[derive(Clone, Debug)]
pub struct Crash {
    pub path: Utf8PathBuf,
    pub words: String,
}

/// A panic of this thread is printed after the terminal is given back, and kept in a file with the way that led there;
/// others are reported by their thread's channel, and would only write over the screen.
fn restore_on_panic(crash: Option<Crash>) {
    let this = thread::current().id();
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() != this {
            return;
        }
        give_back();
        print(info);
        let Some(crash) = &crash else { return };
        let text =
            format!("tieout {}\n{info}\n\n{}\n", env!("CARGO_PKG_VERSION"), Backtrace::force_capture());
        let folder = crash.path.parent().map_or(Ok(()), store::make_folder);
        if folder.and_then(|()| store::write(&crash.path, text.as_bytes())).is_ok() {
            let _ = writeln!(io::stderr(), "{}", crash.words);
        }
    }));
}

/// Asks the terminal to put a text on the clipboard (OSC 52), which also reaches it over a network.
///
/// # Errors
/// The terminal's.
pub fn copy(words: &str) -> io::Result<()> {
    let encoded = base64::engine::general_purpose::STANDARD.encode(words);
    say(&format!("\x1b]52;c;{encoded}\x07"))
}

/// Stops the process until the shell continues it.
#[cfg(unix)]
pub fn stop() {
    // Where stopping fails, going on is right.
    let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
}

#[cfg(not(unix))]
pub fn stop() {}
