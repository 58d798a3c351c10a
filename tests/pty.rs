//! The real program on a real terminal: it opens the sample, finds the Scope 3 contradiction, and leaves no trace.

#![expect(clippy::disallowed_methods, reason = "writes a copy of the sample, as another program would")]
#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use std::fs;
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
    master: Box<dyn portable_pty::MasterPty + Send>,
    /// The user's folders, for this session alone.
    _home: tempfile::TempDir,
}

impl Session {
    fn start(arguments: &[&str]) -> Session {
        let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("there is a terminal to open");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tieout"));
        command.args(arguments);
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        command.env("TERM", "xterm-256color");
        let home = tempfile::tempdir().expect("there is room for a folder");
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
        Session { terminal, output, input, child, master, _home: home }
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

    fn wait_for(&mut self, words: &str) {
        assert!(self.wait(|screen| screen.contents().contains(words)), "no {words} in\n{}", self.contents());
    }

    fn resize(&mut self, columns: u16, rows: u16) {
        self.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
        let [rows, columns] = [rows, columns].map(|cells| NonZero::new(cells).expect("it is not zero"));
        self.terminal.screen_mut().set_size(rows, columns);
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

/// A copy of the sample, to be written into.
fn copy() -> (tempfile::TempDir, std::path::PathBuf) {
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

#[test]
fn a_contradiction_is_mended_on_the_disk_and_taken_back_and_waived() {
    let (_folder, content) = copy();
    let chapter = |language: &str| content.join(format!("chapters/2-climate/{language}.md"));
    let before = ["zh-Hant", "en"].map(|language| fs::read_to_string(chapter(language)).unwrap());
    let mut session = Session::start(&["--lang", "en", content.to_str().unwrap()]);
    session.wait_for("[1 Read]");
    session.press("/2265.46");
    session.wait_for("place");
    session.press("\r");
    session.wait_for("ghg.scope3 @2023");
    session.press("m");
    session.wait_for("Nothing else changes");
    session.press("\r");
    session.wait_for("Written: mended");
    for (language, before) in ["zh-Hant", "en"].into_iter().zip(&before) {
        let after = fs::read_to_string(chapter(language)).unwrap();
        assert!(after == before.replace("2,265.46", "2,364.85"), "only the figure changes: {language}");
    }
    session.press("u");
    session.wait_for("U makes it again");
    for (language, before) in ["zh-Hant", "en"].into_iter().zip(&before) {
        assert!(fs::read_to_string(chapter(language)).unwrap() == *before, "as it was: {language}");
    }
    session.press("w");
    session.wait_for("Reason");
    session.press("Restated after the audit\r");
    session.wait_for("Written: waived");
    let review = fs::read_to_string(content.join("review.yaml")).unwrap();
    assert!(review.contains(r#"by: "M. Chan""#) && review.contains("Restated after the audit"), "{review}");
    session.press("q");
    assert!(session.child.wait().unwrap().success());
}

#[test]
fn the_mouse_and_a_new_size_are_heeded() {
    let mut session = Session::start(&["--lang", "en", "content"]);
    session.wait_for("[1 Read]");
    // A click on "2 Findings", in the coding of SGR, and the release.
    session.press("\u{1b}[<0;46;1M\u{1b}[<0;46;1m");
    session.wait_for("[2 Findings]");
    session.resize(80, 24);
    assert!(session.wait(|screen| screen.contents().lines().all(|row| row.chars().count() <= 80)));
    session.press("\u{1b}");
    session.wait_for("[1 Read]");
    session.press("q");
    assert!(session.wait(|screen| !screen.alternate_screen()));
    assert!(session.child.wait().unwrap().success());
}

#[test]
fn a_change_by_another_program_is_seen() {
    let (_folder, content) = copy();
    let mut session = Session::start(&["--lang", "en", content.to_str().unwrap()]);
    session.wait_for("[1 Read]");
    let path = content.join("chapters/about/en.md");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{text}\nA paragraph of somebody else.\n")).unwrap();
    session.wait_for("Files changed");
    session.press("q");
    assert!(session.child.wait().unwrap().success());
}
