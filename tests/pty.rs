//! The real program on a real terminal: it opens the sample, finds the Scope 3 contradiction, and leaves no trace.

use std::io::{Read as _, Write};
use std::num::NonZero;
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

struct Session {
    terminal: vt100::Parser,
    output: Receiver<Vec<u8>>,
    input: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
}

impl Session {
    fn start(arguments: &[&str]) -> Session {
        let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("there is a terminal to open");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tieout"));
        command.args(arguments);
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let mut reader = pair.master.try_clone_reader().expect("its output can be read");
        let input = pair.master.take_writer().expect("its input can be written");
        let (sender, output) = mpsc::channel();
        // The master must outlive the program, and its end of output is an error on some systems.
        thread::spawn(move || {
            let _master = pair.master;
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let [rows, columns] = [ROWS, COLUMNS].map(|cells| NonZero::new(cells).expect("it is not zero"));
        let terminal = vt100::Parser::new(rows, columns, 0);
        Session { terminal, output, input, child }
    }

    fn press(&mut self, keys: &str) {
        self.input.write_all(keys.as_bytes()).expect("it takes keys");
        self.input.flush().expect("it takes keys");
    }

    /// Takes in output until the screen is as wished; says whether it came to that before the output ended.
    fn wait(&mut self, wished: impl Fn(&vt100::Screen) -> bool) -> bool {
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

    fn contents(&self) -> String {
        self.terminal.screen().contents()
    }
}

/// Both values of the quantity, and its name.
fn shows_scope_3(screen: &vt100::Screen) -> bool {
    let text = screen.contents();
    ["ghg.scope3", "2,265.46", "2,364.85"].iter().all(|words| text.contains(words))
}

#[test]
fn the_scope_3_finding_is_walked_to_and_the_terminal_left_as_it_was() {
    let mut session = Session::start(&["--lang", "en", "content"]);
    assert!(session.wait(|screen| screen.contents().contains("[1 Read]")), "{}", session.contents());
    assert!(session.terminal.screen().alternate_screen());
    let mut found = false;
    for _ in 0..200 {
        let before = session.contents();
        session.press("n");
        let changed = session.wait(|screen| shows_scope_3(screen) || screen.contents() != before);
        assert!(changed, "{}", session.contents());
        found = session.terminal.screen().contents() != before && shows_scope_3(session.terminal.screen());
        if found {
            break;
        }
    }
    assert!(found, "{}", session.contents());
    session.press("q");
    assert!(
        session.wait(|screen| !screen.alternate_screen() && !screen.hide_cursor()),
        "the screen is given back"
    );
    assert!(session.child.wait().unwrap().success());
}

#[test]
fn a_signal_gives_the_terminal_back_too() {
    let mut session = Session::start(&["--lang", "zh-Hant", "content"]);
    assert!(session.wait(|screen| screen.contents().contains("[1 閱讀]")), "{}", session.contents());
    // Ctrl-C is a key in raw mode.
    session.press("\u{3}");
    assert!(session.wait(|screen| !screen.alternate_screen() && !screen.hide_cursor()));
    assert!(session.child.wait().unwrap().success());
}
