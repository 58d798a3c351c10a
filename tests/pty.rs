//! The real program on a real terminal: it opens the sample, finds the Scope 3 contradiction, and leaves no trace.

#![expect(clippy::disallowed_methods, reason = "writes a copy of the sample, as another program would")]
#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

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

struct Session {
    terminal: vt100::Parser,
    output: Receiver<Vec<u8>>,
    input: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn portable_pty::MasterPty + Send>,
    /// The user's folders, for this session alone.
    home: Rc<tempfile::TempDir>,
}

impl Session {
    fn start(arguments: &[&str]) -> Session {
        Session::start_at(Rc::new(tempfile::tempdir().expect("there is room for a folder")), arguments)
    }

    /// A session of somebody who has been here before.
    fn start_at(home: Rc<tempfile::TempDir>, arguments: &[&str]) -> Session {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tieout"));
        command.args(arguments);
        Session::run(home, command)
    }

    fn run(home: Rc<tempfile::TempDir>, mut command: CommandBuilder) -> Session {
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

#[test]
fn what_was_mended_is_taken_back_by_another_session() {
    let (_folder, content) = copy();
    let chapter = content.join("chapters/2-climate/en.md");
    let before = fs::read_to_string(&chapter).unwrap();
    let mut first = Session::start(&["--lang", "en", content.to_str().unwrap()]);
    first.wait_for("[1 Read]");
    first.press("/2265.46");
    first.wait_for("place");
    first.press("\rm");
    first.wait_for("Nothing else changes");
    first.press("\r");
    first.wait_for("Written: mended");
    first.press("q");
    assert!(first.child.wait().unwrap().success());
    assert!(fs::read_to_string(&chapter).unwrap() != before);
    let mut second = Session::start_at(Rc::clone(&first.home), &["--lang", "en", content.to_str().unwrap()]);
    second.wait_for("u undo");
    second.press("u");
    second.wait_for("Taken back: mended");
    assert!(fs::read_to_string(&chapter).unwrap() == before, "to the byte");
    second.press("q");
    assert!(second.child.wait().unwrap().success());
}

#[test]
fn two_windows_write_into_one_review_and_lose_nothing() {
    let (_folder, content) = copy();
    let mut windows: Vec<Session> =
        (0..2).map(|_| Session::start(&["--lang", "en", content.to_str().unwrap()])).collect();
    for window in &mut windows {
        window.wait_for("[1 Read]");
        window.press("n");
        window.wait_for("w waive");
        window.press("f");
        window.wait_for("Comment for a colleague");
    }
    for (at, window) in windows.iter_mut().enumerate() {
        window.press(&format!("seen from window {at}\r"));
    }
    for window in &mut windows {
        window.wait_for("Written: flagged");
    }
    let review = fs::read_to_string(content.join("review.yaml")).unwrap();
    assert!(review.contains("seen from window 0") && review.contains("seen from window 1"), "{review}");
    let path = camino::Utf8Path::from_path(&content).unwrap();
    let report = tieout::session::Session::open(path).unwrap().report;
    let ours = |flag: &&tieout::report::Flag| flag.comment.starts_with("seen from window");
    assert_eq!(report.review.flags.iter().filter(ours).count(), 2, "{review}");
    for window in &mut windows {
        window.press("q");
        assert!(window.child.wait().unwrap().success());
    }
}

#[test]
fn words_being_typed_outlive_a_checkout_underneath() {
    let (_folder, content) = copy();
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"];
        let run =
            std::process::Command::new("git").current_dir(&content).args(identity).args(arguments).output();
        let run = run.expect("git is there");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    };
    git(&["init", "-q", "-b", "main"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "as it was"]);
    git(&["checkout", "-q", "-b", "other"]);
    let chapter = content.join("chapters/about/en.md");
    let text = fs::read_to_string(&chapter).unwrap();
    fs::write(&chapter, format!("{text}\nA paragraph of another branch.\n")).unwrap();
    git(&["commit", "-qam", "another branch"]);
    git(&["checkout", "-q", "main"]);
    let mut session = Session::start(&["--lang", "en", content.to_str().unwrap()]);
    session.wait_for("[1 Read]");
    session.press("n");
    session.wait_for("w waive");
    session.press("wHalf a reason");
    session.wait_for("Half a reason");
    git(&["checkout", "-q", "other"]);
    session.wait_for("Files changed");
    session.wait_for("Half a reason");
    session.press(", and the rest\r");
    session.wait_for("Written: waived");
    let review = fs::read_to_string(content.join("review.yaml")).unwrap();
    assert!(review.contains("Half a reason, and the rest"), "{review}");
    session.press("q");
    assert!(session.child.wait().unwrap().success());
}

#[cfg(unix)]
#[test]
fn it_is_stopped_and_continued_by_the_shell() {
    let mut shell = CommandBuilder::new("bash");
    shell.args(["--norc", "--noprofile", "-i"]);
    shell.env("PS1", "ready> ");
    let home = Rc::new(tempfile::tempdir().expect("there is room for a folder"));
    let mut session = Session::run(home, shell);
    session.wait_for("ready>");
    session.press(&format!("'{}' --lang en content\r", env!("CARGO_BIN_EXE_tieout")));
    session.wait_for("[1 Read]");
    session.press("2");
    session.wait_for("[2 Findings]");
    session.press("\u{1a}");
    assert!(
        session.wait(|screen| !screen.alternate_screen()
            && !screen.hide_cursor()
            && screen.contents().contains("Stopped")),
        "{}",
        session.contents()
    );
    session.press("fg\r");
    assert!(
        session.wait(|screen| screen.alternate_screen() && screen.contents().contains("[2 Findings]")),
        "{}",
        session.contents()
    );
    session.press("q");
    assert!(session.wait(|screen| !screen.alternate_screen() && !screen.hide_cursor()));
    session.press("exit\r");
    assert!(session.child.wait().unwrap().success());
}

/// Started by the test below in a terminal of its own.
#[test]
#[ignore = "it crashes"]
fn a_screen_that_crashes() {
    let path = std::env::var("CRASH").expect("it is started by the test below");
    let crash = tieout::tui::Crash { path: path.into(), words: "what it said is kept".to_owned() };
    let _screen = tieout::tui::Screen::enter(true, Some(crash)).expect("there is a terminal");
    panic!("a fault of ours");
}

#[test]
fn a_crash_gives_the_terminal_back_and_says_where_its_message_is() {
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--exact", "a_screen_that_crashes", "--ignored", "--nocapture"]);
    let home = Rc::new(tempfile::tempdir().expect("there is room for a folder"));
    let kept = home.path().join("state/crash.txt");
    command.env("CRASH", &kept);
    let mut session = Session::run(home, command);
    assert!(session.wait(vt100::Screen::alternate_screen), "{}", session.contents());
    assert!(
        session.wait(|screen| !screen.alternate_screen()
            && !screen.hide_cursor()
            && screen.contents().contains("a fault of ours")
            && screen.contents().contains("what it said is kept")),
        "{}",
        session.contents()
    );
    let _ = session.child.wait();
    let words = fs::read_to_string(kept).unwrap();
    assert!(words.contains("a fault of ours") && words.contains("a_screen_that_crashes"), "{words}");
}

#[cfg(unix)]
#[test]
fn a_terminal_that_is_lost_ends_it_and_loses_nothing() {
    let (_folder, content) = copy();
    let mut session = Session::start(&["--lang", "en", content.to_str().unwrap()]);
    session.wait_for("[1 Read]");
    session.press("n");
    session.wait_for("w waive");
    let review = || fs::read_to_string(content.join("review.yaml")).ok();
    let before = review();
    session.press("wHalf a reason");
    session.wait_for("Half a reason");
    let Session { output, mut input, mut child, master, home, .. } = session;
    // Its reader ends with the next output, and then nobody holds the terminal any more.
    drop(output);
    input.write_all(b" more").unwrap();
    drop((input, master));
    let ended = (0..600).any(|_| {
        thread::sleep(Duration::from_millis(100));
        child.try_wait().unwrap().is_some()
    });
    assert!(ended, "it goes on without a terminal");
    assert!(!home.path().join("state/tieout/crash.txt").exists(), "it crashed");
    assert_eq!(review(), before);
    let odd = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().starts_with(".tieout-new");
    assert!(!fs::read_dir(&content).unwrap().any(|entry| odd(&entry.unwrap())), "something is left behind");
    // Who opens it again is where they were.
    let mut again = Session::start_at(home, &["--lang", "en", content.to_str().unwrap()]);
    again.wait_for("4,298.56");
    again.press("q");
    assert!(again.child.wait().unwrap().success());
}

#[test]
fn a_folder_that_vanishes_stays_on_the_screen_and_comes_back() {
    let (folder, content) = copy();
    let mut session = Session::start(&["--lang", "zh-Hant", content.to_str().unwrap()]);
    session.wait_for("[1 閱讀]");
    session.press("n");
    session.wait_for("w 豁免");
    let away = folder.path().join("away");
    fs::rename(&content, &away).unwrap();
    session.wait_for("無法讀取已更改的檔案");
    session.wait_for("[1 閱讀]");
    session.press("w");
    session.wait_for("理由");
    session.press("已重列\r");
    session.wait_for("未寫入");
    assert!(!content.exists(), "nothing was made in its place");
    fs::create_dir(&content).unwrap();
    fs::remove_dir(&content).unwrap();
    fs::rename(&away, &content).unwrap();
    let chapter = content.join("chapters/about/en.md");
    thread::sleep(Duration::from_millis(500));
    let text = fs::read_to_string(&chapter).unwrap();
    fs::write(&chapter, format!("{text}\nA paragraph of somebody else.\n")).unwrap();
    session.wait_for("檔案已更改");
    session.press("\u{1b}\u{1b}q");
    assert!(session.child.wait().unwrap().success());
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_that_may_not_be_written_is_said() {
    let (folder, content) = copy();
    let flags = ["-m", "-rm"].into_iter().find(|flags| {
        let mount = ["-c", "mount --bind content content && mount -o remount,ro,bind content"];
        let mut world = std::process::Command::new("unshare");
        let run = world.arg(flags).arg("sh").args(mount).current_dir(folder.path()).output();
        run.is_ok_and(|output| output.status.success())
    });
    let Some(flags) = flags else { return };
    let (program, path) = (env!("CARGO_BIN_EXE_tieout"), content.display());
    let script = format!(
        "mount --bind '{path}' '{path}' && mount -o remount,ro,bind '{path}' && exec '{program}' --lang zh-Hant '{path}'"
    );
    let mut world = CommandBuilder::new("unshare");
    world.args([flags, "sh", "-c", &script]);
    let mut session = Session::run(Rc::new(tempfile::tempdir().unwrap()), world);
    session.wait_for("[1 閱讀]");
    session.press("n");
    session.wait_for("w 豁免");
    session.press("w");
    session.wait_for("理由");
    session.press("已重列\r");
    session.wait_for("磁碟只供讀取");
    session.press("\u{1b}\u{1b}q");
    assert!(session.child.wait().unwrap().success());
}
