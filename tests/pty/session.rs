//! A program on a terminal: keys in, screen out.

use std::fs;
use std::io::{Read as _, Write};
use std::num::NonZero;
use std::rc::Rc;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};

const ROWS: u16 = 40;
const COLUMNS: u16 = 120;
/// Nothing waits this long unless it has failed.
const STUCK: Duration = Duration::from_mins(1);
/// So few bytes are taken in at a time that no frame passes unseen.
const PIECE: usize = 64;

/// The program on a terminal of its own.
pub struct Session {
    pub terminal: vt100::Parser,
    output: Receiver<Vec<u8>>,
    input: Box<dyn Write + Send>,
    pub child: Box<dyn Child + Send + Sync>,
    master: Box<dyn portable_pty::MasterPty + Send>,
    /// The user's folders, for this session alone.
    pub home: Rc<tempfile::TempDir>,
}

impl Session {
    pub fn start(arguments: &[&str]) -> Session {
        Session::start_at(Rc::new(tempfile::tempdir().expect("there is room for a folder")), arguments)
    }

    /// A session of somebody who has been here before.
    pub fn start_at(home: Rc<tempfile::TempDir>, arguments: &[&str]) -> Session {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tieout"));
        command.args(arguments);
        Session::run(home, command)
    }

    pub fn run(home: Rc<tempfile::TempDir>, mut command: CommandBuilder) -> Session {
        let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("there is a terminal to open");
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        command.env("TERM", "xterm-256color");
        command.env("XDG_STATE_HOME", home.path().join("state"));
        command.env("XDG_CONFIG_HOME", home.path().join("config"));
        command.env("TIEOUT_NAME", "M. Chan");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let mut reader = pair.master.try_clone_reader().expect("its output can be read");
        let input = pair.master.take_writer().expect("its input can be written");
        let (sender, output) = mpsc::channel();
        let master = pair.master;
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let [rows, columns] = [ROWS, COLUMNS].map(|cells| NonZero::new(cells).expect("it is not zero"));
        let terminal = vt100::Parser::new(rows, columns, 0);
        Session { terminal, output, input, child, master, home }
    }

    pub fn press(&mut self, keys: &str) {
        self.input.write_all(keys.as_bytes()).expect("it takes keys");
        self.input.flush().expect("it takes keys");
    }

    /// Takes in output until the screen is as wished; says whether it came to that before the output ended.
    pub fn wait(&mut self, wished: impl Fn(&vt100::Screen) -> bool) -> bool {
        loop {
            if wished(self.terminal.screen()) {
                return true;
            }
            let Ok(bytes) = self.output.recv_timeout(STUCK) else { return false };
            let mut came = false;
            for piece in bytes.chunks(PIECE) {
                self.terminal.process(piece);
                came |= wished(self.terminal.screen());
            }
            if came {
                return true;
            }
        }
    }

    pub fn wait_for(&mut self, words: &str) {
        assert!(self.wait(|screen| screen.contents().contains(words)), "no {words} in\n{}", self.contents());
    }

    /// Takes the terminal away while the program writes to it.
    pub fn hang_up(self) -> (Box<dyn Child + Send + Sync>, Rc<tempfile::TempDir>) {
        let Session { output, mut input, child, master, home, .. } = self;
        // Its reader ends with the next output, and then nobody holds the terminal any more.
        drop(output);
        input.write_all(b" more").expect("it takes keys");
        drop((input, master));
        (child, home)
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
        let [rows, columns] = [rows, columns].map(|cells| NonZero::new(cells).expect("it is not zero"));
        self.terminal.screen_mut().set_size(rows, columns);
    }

    pub fn contents(&self) -> String {
        self.terminal.screen().contents()
    }
}

/// A copy of the sample, to be written into.
pub fn copy() -> (tempfile::TempDir, std::path::PathBuf) {
    fn all(from: &std::path::Path, to: &std::path::Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            let target = to.join(entry.file_name());
            if entry.file_type().unwrap().is_dir() {
                all(&entry.path(), &target);
            } else {
                fs::copy(entry.path(), target).unwrap();
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    all(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &content);
    (folder, content)
}
