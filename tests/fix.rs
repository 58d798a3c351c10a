//! `tieout fix` as a person runs it: what is shown, what is written, and what never is.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]
#![expect(clippy::disallowed_methods, reason = "writes the input of its own tests")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::Ran;
use tempfile::TempDir;

fn tieout(folder: &Path, arguments: &[&str]) -> Ran {
    common::run(env!("CARGO_BIN_EXE_tieout"), folder, arguments, &[("HOME", folder.to_str().unwrap())])
}

const ZH: &str = "r/chapters/1-climate/zh-Hant.md";
const EN: &str = "r/chapters/1-climate/en.md";

/// The report of `tieout new`, with a byte order mark, CRLF, a Simplified character, and a misspelt metric.
fn report() -> TempDir {
    let folder = TempDir::new().unwrap();
    assert_eq!(tieout(folder.path(), &["new", "r"]).code, 0);
    change(&folder, ZH, |text| {
        format!("\u{feff}{}", text.replace("溫室氣體排放總量為", "溫室氣體排放總量为").replace('\n', "\r\n"))
    });
    change(&folder, EN, |text| text.replace("{{ghg.total@2024}}", "{{ghg.totl@2024}}"));
    folder
}

fn read(folder: &TempDir, file: &str) -> String {
    fs::read_to_string(folder.path().join(file)).unwrap()
}

fn change(folder: &TempDir, file: &str, by: impl Fn(String) -> String) {
    fs::write(folder.path().join(file), by(read(folder, file))).unwrap();
}

/// Every file of the report, with its bytes.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                all.push((path.clone(), fs::read(path).unwrap()));
            }
        }
    }
    all.sort();
    all
}

#[test]
fn what_is_only_shown_is_a_patch_that_gives_what_is_written() {
    let (shown, fixed) = (report(), report());
    let before = contents(&shown.path().join("r"));
    let ran = tieout(shown.path(), &["fix", "r", "--diff", "--color", "never"]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    assert!(
        ran.out.contains("\n-溫室氣體排放總量为") && ran.out.contains("\n+溫室氣體排放總量為"),
        "{}",
        ran.out
    );
    assert_eq!(contents(&shown.path().join("r")), before, "nothing is written");
    fs::write(shown.path().join("fix.patch"), &ran.out).unwrap();
    let apply = Command::new("git").args(["apply", "fix.patch"]).current_dir(shown.path()).output().unwrap();
    assert!(apply.status.success(), "{}\n{}", String::from_utf8_lossy(&apply.stderr), ran.out);

    let (zh, en) = (read(&fixed, ZH), read(&fixed, EN));
    let ran = tieout(fixed.path(), &["fix", "r", "--yes"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.err.contains("2 findings go with 2 edits in 2 files"), "{}", ran.err);
    assert_eq!(read(&fixed, ZH), zh.replace("总", "總").replace("量为", "量為"), "nothing else changes");
    assert_eq!(read(&fixed, EN), en.replace("ghg.totl@", "ghg.total@"));
    assert_eq!((read(&shown, ZH), read(&shown, EN)), (read(&fixed, ZH), read(&fixed, EN)));

    let again = tieout(fixed.path(), &["fix", "r", "--yes", "--lang", "zh-Hant"]);
    assert_eq!((again.code, again.out.as_str()), (0, ""));
    assert!(again.err.contains("沒有可更正之處"), "{}", again.err);
}

#[test]
fn without_a_terminal_and_without_yes_nothing_is_written() {
    let folder = report();
    let before = contents(&folder.path().join("r"));
    for (language, words) in [("en", "no terminal"), ("zh-Hant", "沒有終端機")] {
        let ran = tieout(folder.path(), &["fix", "r", "--lang", language]);
        assert_eq!(ran.code, 1);
        assert!(ran.out.starts_with("--- a/r/chapters/") && ran.err.contains(words), "{}", ran.err);
    }
    assert_eq!(contents(&folder.path().join("r")), before);
}

#[test]
fn rules_are_chosen_and_what_they_leave_is_untouched() {
    let folder = report();
    let en = read(&folder, EN);
    assert_eq!(tieout(folder.path(), &["fix", "r", "--yes", "--select", "term-differs"]).code, 0);
    assert!(read(&folder, ZH).contains('为'));
    assert_eq!(tieout(folder.path(), &["fix", "r", "--yes", "--ignore", "metric-unknown"]).code, 0);
    assert!(!read(&folder, ZH).contains('为'));
    assert_eq!(read(&folder, EN), en);
    let ran = tieout(folder.path(), &["fix", "r", "--select", "script-mixt"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("did you mean script-mixed?"), "{}", ran.err);
}

#[test]
fn figures_and_what_is_waived_are_left_to_people() {
    let folder = report();
    tieout(folder.path(), &["fix", "r", "--yes"]);
    change(&folder, EN, |text| text.replace("| 979.75 |", "| 979.57 |"));
    let ran = tieout(folder.path(), &["fix", "r", "--yes"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert!(read(&folder, EN).contains("979.57"));
}

#[test]
fn one_file_alone_is_fixed_in_its_place() {
    let folder = TempDir::new().unwrap();
    let text = "# 甲\r\n\r\n排放总量为12噸。\r\n";
    fs::write(folder.path().join("a.md"), text).unwrap();
    let ran = tieout(folder.path(), &["fix", "a.md", "--yes"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.starts_with("--- a/a.md\n+++ b/a.md\n"), "{}", ran.out);
    assert_eq!(read(&folder, "a.md"), text.replace("总量为", "總量為"));
}

#[test]
fn input_that_cannot_be_read_and_output_that_cannot_be_written() {
    let folder = report();
    fs::write(folder.path().join("latin.md"), b"# caf\xe9\n").unwrap();
    for (path, word) in [("absent", "found nothing"), ("latin.md", "UTF-8")] {
        let ran = tieout(folder.path(), &["fix", path, "--yes"]);
        assert_eq!(ran.code, 2, "{path}");
        assert!(ran.err.contains(word), "{}", ran.err);
    }
    assert_eq!(tieout(folder.path(), &["fix", "r", "--yes", "--diff"]).code, 2, "one or the other");
    // A chapter that cannot be read hides no other.
    fs::write(folder.path().join("r/chapters/about/en.md"), b"# caf\xe9\n").unwrap();
    assert_eq!(tieout(folder.path(), &["fix", "r", "--yes"]).code, 0);
    assert!(!read(&folder, ZH).contains('为'));
}
