//! What may go wrong around a session: the terminal is lost, the folder goes away, the disk may only be read.

use std::fs;
use std::rc::Rc;
use std::thread;
use std::time::Duration;

use portable_pty::CommandBuilder;

use super::session::{Session, copy};

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
    let (mut child, home) = session.hang_up();
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
    let Some(flags) = flags else {
        eprintln!("skipped: no read-only folder can be made here (unshare)");
        return;
    };
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
