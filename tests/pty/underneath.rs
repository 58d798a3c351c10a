//! Other programs change files underneath while somebody is at work: nothing that was typed is lost, and nothing that they
//! wrote is written over.

use std::fs;
use std::path::{Path, PathBuf};

use super::session::{Session, copy};

/// Both editions of the chapter in which Scope 3 is contradicted.
fn chapters(content: &Path) -> [PathBuf; 2] {
    ["zh-Hant", "en"].map(|language| content.join(format!("chapters/2-climate/{language}.md")))
}

fn texts(chapters: &[PathBuf; 2]) -> [String; 2] {
    chapters.each_ref().map(|path| fs::read_to_string(path).unwrap())
}

/// What a formatter does to a file.
#[derive(Clone, Copy, Debug)]
enum How {
    /// Sentences on lines of their own.
    Rewrap,
    Crlf,
    ByteOrderMark,
    /// Written beside it and renamed, as editors do.
    Rename,
    /// Deleted, and there again only after a while.
    Recreate,
}

const WAYS: [How; 5] = [How::Rewrap, How::Crlf, How::ByteOrderMark, How::Rename, How::Recreate];

impl How {
    fn text(self, text: &str) -> String {
        match self {
            How::Rewrap => text
                .split_inclusive('\n')
                .map(|line| if line.starts_with('|') { line.to_owned() } else { line.replace(". ", ".\n") })
                .collect(),
            How::Crlf => text.replace('\n', "\r\n"),
            How::ByteOrderMark => format!("\u{feff}{text}"),
            How::Rename | How::Recreate => format!("{text}\n<!-- {self:?} -->\n"),
        }
    }

    /// Rewrites both editions; what they are then.
    fn rewrite(self, chapters: &[PathBuf; 2], session: &mut Session) -> [String; 2] {
        let after = texts(chapters).map(|text| self.text(&text));
        if matches!(self, How::Recreate) {
            for path in chapters {
                fs::remove_file(path).unwrap();
            }
            session.wait_for("no longer there");
        }
        for (path, text) in chapters.iter().zip(&after) {
            if matches!(self, How::Rename) {
                let beside = path.with_extension("md~");
                fs::write(&beside, text).unwrap();
                fs::rename(beside, path).unwrap();
            } else {
                fs::write(path, text).unwrap();
            }
        }
        assert!(session.wait(|screen| !screen.contents().contains("no longer there")));
        after
    }
}

/// A session at the suspect figure.
fn at_scope_3(content: &Path) -> Session {
    let mut session = Session::start(&["--lang", "en", content.to_str().unwrap()]);
    session.wait_for("[1 Read]");
    session.press("/2265.46");
    session.wait_for("place");
    session.press("\r");
    session.wait_for("ghg.scope3 @2023");
    session
}

fn quit(mut session: Session) {
    session.press("q");
    assert!(session.child.wait().unwrap().success());
}

#[test]
fn a_mending_under_way_is_tried_again_on_what_a_formatter_made() {
    let (_folder, content) = copy();
    let chapters = chapters(&content);
    let mut session = at_scope_3(&content);
    for how in WAYS {
        session.press("m");
        session.wait_for("Nothing else changes");
        let formatted = how.rewrite(&chapters, &mut session);
        // The notice comes with a box that is checking again.
        session.wait_for("Files changed");
        session.wait_for("Nothing else changes");
        session.press("\r");
        session.wait_for("Written: mended");
        let mended = formatted.each_ref().map(|text| text.replace("2,265.46", "2,364.85"));
        assert!(texts(&chapters) == mended, "{how:?}: only the figure changes");
        session.press("u");
        session.wait_for("Taken back: mended");
        assert!(texts(&chapters) == formatted, "{how:?}: as the formatter left it");
    }
    quit(session);
}

#[test]
fn what_was_formatted_a_moment_before_enter_is_not_written_over() {
    let (_folder, content) = copy();
    let chapters = chapters(&content);
    let mut session = at_scope_3(&content);
    session.press("m");
    session.wait_for("Nothing else changes");
    let formatted = How::Rewrap.rewrite(&chapters, &mut session);
    session.press("\r");
    session.wait_for("changed by another program");
    assert!(texts(&chapters) == formatted);
    // The box is still there, and speaks of what the files are now.
    session.wait_for("Nothing else changes");
    session.press("\r");
    session.wait_for("Written: mended");
    assert!(texts(&chapters) == formatted.map(|text| text.replace("2,265.46", "2,364.85")));
    quit(session);
}

#[test]
fn words_being_typed_outlive_a_formatter() {
    let (_folder, content) = copy();
    let chapters = chapters(&content);
    let mut session = at_scope_3(&content);
    session.press("wSeen");
    session.wait_for("Seen_");
    let mut typed = "Seen".to_owned();
    for how in WAYS {
        let formatted = how.rewrite(&chapters, &mut session);
        session.wait_for("Files changed");
        let more = format!(" {how:?}");
        session.press(&more);
        typed.push_str(&more);
        session.wait_for(&format!("{typed}_"));
        assert!(texts(&chapters) == formatted, "{how:?}");
        // The notice of one is not to be taken for that of the next.
        assert!(session.wait(|screen| !screen.contents().contains("Files changed")));
    }
    session.press("\r");
    session.wait_for("Written: waived");
    let review = fs::read_to_string(content.join("review.yaml")).unwrap();
    assert!(review.contains(&typed), "{review}");
    quit(session);
}

#[test]
fn what_was_shown_before_it_is_fixed_is_not_written_over_what_came_since() {
    let (_folder, content) = copy();
    let chapters = chapters(&content);
    fs::write(&chapters[0], texts(&chapters)[0].replacen("溫室氣體", "温室气体", 1)).unwrap();
    let mut session =
        Session::start(&["fix", "--lang", "en", "--select", "script-mixed", content.to_str().unwrap()]);
    session.wait_for("Write it? [y/N]");
    let formatted = How::Rewrap.text(&texts(&chapters)[0]) + "\n";
    fs::write(&chapters[0], &formatted).unwrap();
    session.press("y\r");
    session.wait_for("changed by another program meanwhile");
    assert_eq!(session.child.wait().unwrap().exit_code(), 2);
    assert!(texts(&chapters)[0] == formatted);

    let mut session =
        Session::start(&["fix", "--lang", "en", "--select", "script-mixed", content.to_str().unwrap()]);
    session.wait_for("Write it? [y/N]");
    session.press("\r");
    session.wait_for("nothing written");
    assert_eq!(session.child.wait().unwrap().exit_code(), 1);

    let mut session =
        Session::start(&["fix", "--lang", "en", "--select", "script-mixed", content.to_str().unwrap()]);
    session.wait_for("Write it? [y/N]");
    session.press("y\r");
    session.wait_for("u on the screen takes it back");
    assert!(session.child.wait().unwrap().success());
    assert!(!texts(&chapters)[0].contains("温室气体"));
    let mut screen = Session::start_at(session.home, &["--lang", "en", content.to_str().unwrap()]);
    screen.wait_for("u undo");
    screen.press("u");
    screen.wait_for("Taken back: mended script-mixed");
    assert!(texts(&chapters)[0] == formatted);
    quit(screen);
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
