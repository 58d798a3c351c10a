//! The real program on a real terminal: it opens the sample, finds the Scope 3 contradiction, and leaves no trace.

#![expect(clippy::disallowed_methods, reason = "writes a copy of the sample, as another program would")]
#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

mod faults;
mod session;
mod underneath;

use std::fs;
use std::rc::Rc;

use portable_pty::CommandBuilder;

use session::{Session, copy};

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
