//! The commands as a person runs them, wrong input included: what is said, where it goes, and the exit code.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]
#![expect(clippy::disallowed_methods, reason = "writes the input of its own tests")]

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use common::Ran;
use tempfile::TempDir;

fn tieout(folder: &Path, arguments: &[&str]) -> Ran {
    common::run(env!("CARGO_BIN_EXE_tieout"), folder, arguments, &[])
}

/// A folder with the small report that `tieout new` writes, in `r`.
fn starter() -> TempDir {
    let folder = TempDir::new().unwrap();
    assert_eq!(tieout(folder.path(), &["new", "r"]).code, 0);
    folder
}

fn edit(folder: &TempDir, file: &str, old: &str, new: &str) {
    let path = folder.path().join("r").join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(old), "{file} has no {old}");
    fs::write(path, text.replacen(old, new, 1)).unwrap();
}

/// Runs in both languages and expects an exit code and words on one of the outputs.
fn expect(folder: &Path, arguments: &[&str], code: i32, en: &[&str], zh: &[&str]) {
    for (language, words) in [("en", en), ("zh-Hant", zh)] {
        let arguments = [arguments, &["--lang", language]].concat();
        let ran = tieout(folder, &arguments);
        assert_eq!(ran.code, code, "{arguments:?}\n{}\n{}", ran.out, ran.err);
        for word in words {
            let said = ran.out.contains(word) || ran.err.contains(word);
            assert!(said, "{arguments:?}: no {word:?} in\n{}\n{}", ran.out, ran.err);
        }
    }
}

#[test]
fn a_new_report_checks_clean() {
    let folder = starter();
    expect(folder.path(), &["check", "r", "--fail-on", "note"], 0, &["Nothing found"], &["沒有發現事項"]);
    let again = tieout(folder.path(), &["new", "r"]);
    assert_eq!(again.code, 2, "an existing report is not overwritten");
}

#[test]
fn the_nearest_report_upwards_is_found() {
    let folder = starter();
    let inside = folder.path().join("r/chapters/about");
    let ran = tieout(&inside, &["check", "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("\"path\": \"../..\""), "{}", ran.out);
    expect(folder.path(), &["check"], 2, &["report.yaml", "content/"], &["report.yaml", "資料夾"]);
}

#[test]
fn paths_that_hold_no_report() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("empty")).unwrap();
    fs::write(folder.path().join("a.pdf"), "x").unwrap();
    let at = folder.path();
    expect(at, &["check", "absent"], 2, &["absent", "found nothing"], &["absent", "找不到"]);
    expect(at, &["check", "empty"], 2, &["empty", "report.yaml"], &["empty", "report.yaml"]);
    expect(at, &["check", "a.pdf"], 2, &[".md"], &[".md"]);
    expect(at, &["check", "figurse"], 2, &["found nothing"], &["找不到"]);
    expect(at, &["chekc"], 2, &["did you mean check?"], &["是否想用 check"]);
}

#[test]
fn files_that_are_no_text() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    fs::write(at.join("latin.md"), b"# caf\xe9\n").unwrap();
    fs::write(at.join("nul.md"), b"# a\0b\n").unwrap();
    fs::File::create(at.join("huge.md")).unwrap().set_len(200 * 1024 * 1024).unwrap();
    expect(at, &["check", "latin.md"], 2, &["UTF-8", "column 6"], &["UTF-8", "第 6 字"]);
    expect(at, &["check", "nul.md"], 2, &["NUL", "column 4"], &["NUL", "第 4 字"]);
    expect(at, &["check", "huge.md"], 2, &["200 MiB", "16 MiB"], &["200 MiB", "16 MiB"]);
}

#[test]
fn bad_input_is_reported_where_it_stands_and_the_rest_loads() {
    // File, what is there, what takes its place, the place that is named, and words of both messages.
    let cases: [(&str, &str, &str, &str, &str); 6] = [
        (
            "metrics/environment.yaml",
            "unit: tCO2e\n",
            "unit: [tCO2e\n",
            "metrics/environment.yaml:",
            "input-problem",
        ),
        (
            "metrics/environment.yaml",
            "id: ghg.scope2",
            "id: ghg.scope1",
            "metrics/environment.yaml:8:9",
            "ghg.scope1",
        ),
        ("chapters/about/en.md", "total@2025", "total@2019", "chapters/about/en.md:3:", "2024"),
        (
            "chapters/about/en.md",
            "This report",
            "![x](missing.png) This report",
            "chapters/about/en.md:3:",
            "missing.png",
        ),
        (
            "chapters/about/en.md",
            "This report",
            "![x](../../../a.png) This report",
            "chapters/about/en.md:3:",
            "a.png",
        ),
        ("report.yaml", "  - about\n", "  - about\n  - absent\n", "report.yaml:", "absent"),
    ];
    for (file, old, new, place, word) in cases {
        let folder = starter();
        edit(&folder, file, old, new);
        expect(folder.path(), &["check", "r", "--fail-on", "warning"], 1, &[place, word], &[place, word]);
        let json = tieout(folder.path(), &["check", "r", "--format", "json"]).out;
        assert!(json.contains("\"zh-Hant\""), "the rest loads: {json}");
    }
}

#[test]
fn a_chapter_that_is_no_text_hides_no_other() {
    for bytes in [&b"# caf\xe9\n"[..], &b"# a\0b\n"[..]] {
        let folder = starter();
        fs::write(folder.path().join("r/chapters/about/en.md"), bytes).unwrap();
        expect(folder.path(), &["check", "r"], 1, &["chapters/about/en.md"], &["chapters/about/en.md"]);
    }
}

#[test]
fn a_report_without_a_readable_chapter_is_unusable() {
    let folder = starter();
    edit(&folder, "report.yaml", "title:", "title: [");
    expect(folder.path(), &["check", "r"], 2, &["report.yaml:", "no chapter"], &["report.yaml:", "沒有一章"]);
}

#[test]
fn a_changed_digit_is_an_error_and_the_threshold_decides() {
    let folder = starter();
    edit(&folder, "chapters/1-climate/en.md", "[979.75]", "[979.57]");
    expect(
        folder.path(),
        &["check", "r"],
        1,
        &["979.57", "chapters/1-climate/en.md:5:"],
        &["979.57", "錯誤"],
    );
    assert_eq!(tieout(folder.path(), &["check", "r", "--fail-on", "never"]).code, 0);
    let chosen = tieout(folder.path(), &["check", "r", "--select", "script-mixed"]);
    assert_eq!(chosen.code, 0, "{}", chosen.out);
}

#[test]
fn severities_and_rules_choose_what_is_shown_and_what_fails() {
    let folder = starter();
    edit(&folder, "chapters/1-climate/en.md", "[979.75]", "[979.57]");
    edit(&folder, "chapters/about/en.md", "This report", "![x](missing.png) This report");
    // Options, the exit code, and how many errors and warnings are left.
    let cases: [(&[&str], i32, u64, u64); 8] = [
        (&[], 1, 1, 1),
        (&["--min-severity", "error"], 1, 1, 0),
        (&["--ignore", "input-problem"], 1, 1, 0),
        (&["--select", "input-problem"], 0, 0, 1),
        (&["--select", "input-problem", "--fail-on", "warning"], 1, 0, 1),
        (&["--select", "input-problem", "--min-severity", "error", "--fail-on", "note"], 0, 0, 0),
        (&["--select", "input-problem", "--ignore", "input-problem", "--fail-on", "note"], 0, 0, 0),
        (&["--fail-on", "never"], 0, 1, 1),
    ];
    for (options, code, errors, warnings) in cases {
        let ran = tieout(folder.path(), &[&["check", "r", "--format", "json"], options].concat());
        let document: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let count = |key: &str| document["summary"][key].as_u64().unwrap();
        assert_eq!((ran.code, count("errors"), count("warnings")), (code, errors, warnings), "{options:?}");
    }
}

#[test]
fn wrong_usage_is_explained() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    expect(at, &["check", "--formt", "json"], 2, &["--formt", "did you mean"], &["--formt", "是否想用"]);
    expect(at, &["check", "--format", "xml"], 2, &["xml", "text, json"], &["xml", "text, json"]);
    expect(
        at,
        &["check", "--select", "restatment-differs"],
        2,
        &["restatement-differs"],
        &["restatement-differs"],
    );
    // Case, beginnings and empty names; and who is asked for help.
    for (rule, en, zh) in [
        ("SUM-DOES-NOT-FOOT", "did you mean sum-does-not-foot?", "是否想用 sum-does-not-foot"),
        ("mean", "did you mean mean-outside-subgroups?", "是否想用 mean-outside-subgroups"),
        ("nonsense", "no rule is called “nonsense”", "沒有名為「nonsense」"),
        ("", "expected the name of a rule", "應為核對項目的名稱"),
        ("term-differs,,unit-differs", "expected the name of a rule", "應為核對項目的名稱"),
    ] {
        expect(at, &["check", "--select", rule], 2, &[en], &[zh]);
        expect(at, &["check", "--ignore", rule], 2, &[en], &[zh]);
    }
    let help = "tieout check --help";
    for (arguments, en, zh) in [
        (["--min-severity", "errors"], "did you mean error?", "是否想用 error"),
        (["--min-severity", "all"], "error, warning, note", "error, warning, note"),
        (["--fail-on", "none"], "error, warning, note, never", "error, warning, note, never"),
        (["--edition", "fr"], "zh-Hant, en", "zh-Hant, en"),
    ] {
        expect(at, &[&["check"], &arguments[..]].concat(), 2, &[en, help], &[zh, help]);
    }
    expect(at, &["check", "--select"], 2, &["expected a value", help], &["應有一個值", help]);
    expect(at, &["explain", "nonsense"], 2, &["nonsense"], &["nonsense"]);
    expect(at, &["new"], 2, &["DIR"], &["DIR"]);
}

#[test]
fn help_speaks_the_language_of_the_locale() {
    let folder = TempDir::new().unwrap();
    let help = |name: &str, value: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_tieout"))
            .arg("--help")
            .current_dir(folder.path())
            .env_clear()
            .env(name, value)
            .output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    };
    assert!(help("LANG", "zh_HK.UTF-8").contains("用法"));
    assert!(help("LANG", "C.UTF-8").contains("Usage"));
}

#[test]
fn the_screen_without_a_terminal_names_check() {
    let folder = starter();
    expect(folder.path(), &["r"], 2, &["tieout check r"], &["tieout check r"]);
}

#[test]
fn every_rule_is_listed_and_explained() {
    let folder = TempDir::new().unwrap();
    for language in ["en", "zh-Hant"] {
        let list = tieout(folder.path(), &["explain", "--lang", language]);
        for rule in tieout::check::RULES {
            assert!(list.out.contains(rule.id));
            let page = tieout(folder.path(), &["explain", rule.id, "--lang", language]);
            assert_eq!(page.code, 0);
            assert!(page.out.lines().count() > 5, "{}: {}", rule.id, page.out);
        }
    }
}

#[test]
fn figures_have_the_same_places_in_every_format() {
    let folder = starter();
    let json = tieout(folder.path(), &["figures", "r", "--format", "json"]).out;
    let document: serde_json::Value = serde_json::from_str(&json).unwrap();
    let figures = document["figures"].as_array().unwrap();
    let csv = tieout(folder.path(), &["figures", "r", "--format", "csv"]).out;
    assert_eq!(csv.lines().count(), figures.len() + 1);
    for figure in figures {
        let text = fs::read_to_string(folder.path().join(figure["path"].as_str().unwrap())).unwrap();
        let number = |key: &str| usize::try_from(figure[key].as_u64().unwrap()).unwrap();
        let line = text.lines().nth(number("line") - 1).unwrap();
        let (from, to) = (number("column"), number("end_column"));
        let slice: String = line.chars().skip(from - 1).take(to - from).collect();
        assert_eq!(slice, figure["text"].as_str().unwrap());
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_early_is_no_error() {
    let folder = starter();
    let mut child = Command::new(env!("CARGO_BIN_EXE_tieout"))
        .args(["figures", "r", "--format", "json"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_the_exit_code_is_2() {
    let folder = starter();
    for (language, words) in [("en", "the disk is full"), ("zh-Hant", "磁碟已滿")] {
        let output = Command::new(env!("CARGO_BIN_EXE_tieout"))
            .args(["figures", "r", "--lang", language])
            .current_dir(folder.path())
            .stdout(fs::OpenOptions::new().write(true).open("/dev/full").unwrap())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8(output.stderr).unwrap().contains(words));
    }
}

#[test]
fn import_writes_all_or_nothing() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let text =
        "# Report 2023\n\n| Item | 2022 | 2023 |\n|---|---|---|\n| Lamps | 1,204 | 1,310 |\n\n![x](x.png)\n";
    fs::write(at.join("long.md"), text).unwrap();
    fs::write(at.join("x.png"), "a picture").unwrap();
    fs::write(at.join("nul.md"), b"# a\0b\n").unwrap();
    fs::write(at.join("empty.md"), "").unwrap();
    fs::create_dir(at.join("full")).unwrap();
    fs::write(at.join("full/mine.md"), "mine").unwrap();
    let entries = || fs::read_dir(at).unwrap().count();
    let before = entries();
    expect(
        at,
        &["import", "long.md", "-o", "new", "--dry-run"],
        0,
        &["report.yaml", "nothing written"],
        &["沒有寫入"],
    );
    expect(at, &["import", "long.md", "-o", "full"], 2, &["full", "empty folder"], &["full", "空資料夾"]);
    expect(at, &["import", "absent.md", "-o", "new"], 2, &["absent.md"], &["absent.md"]);
    expect(at, &["import", "full", "-o", "new"], 2, &["a folder"], &["這是資料夾"]);
    expect(at, &["import", "nul.md", "-o", "new"], 2, &["NUL"], &["NUL"]);
    expect(at, &["import", "empty.md", "-o", "new"], 2, &["nothing to import"], &["沒有可匯入"]);
    expect(at, &["import", "long.md"], 2, &["--output"], &["--output"]);
    assert_eq!(entries(), before, "nothing was written, nothing is left behind");
    let ran = tieout(at, &["import", "long.md", "-o", "new/report"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("1 chapter, 1 metric with 2 bound figures"), "{}", ran.err);
    assert_eq!(fs::read(at.join("new/report/chapters/01-report-2023/x.png")).unwrap(), b"a picture");
    expect(at, &["check", "new/report", "--fail-on", "note"], 0, &["Nothing found"], &["沒有發現事項"]);
    expect(
        at,
        &["export", "new/report", "--format", "markdown", "-o", "out"],
        0,
        &["report.en.md"],
        &["report.en.md"],
    );
    let back = fs::read_to_string(at.join("out/report.en.md")).unwrap();
    assert_eq!(back.replace("../new/report/chapters/01-report-2023/", ""), text);
    expect(at, &["import", "long.md", "-o", "new/report"], 2, &["empty folder"], &["空資料夾"]);
}

#[test]
fn an_edition_as_markdown() {
    let folder = starter();
    let at = folder.path();
    let arguments = ["export", "r", "--format", "markdown", "--edition"];
    expect(at, &[&arguments[..], &["bilingual"]].concat(), 2, &["one language"], &["一種語文"]);
    expect(at, &[&arguments[..], &["en"]].concat(), 0, &["out/report.en.md"], &["out/report.en.md"]);
    let text = fs::read_to_string(at.join("out/report.en.md")).unwrap();
    assert!(!text.contains("{{") && !text.contains("(metric:") && !text.contains("```"), "{text}");
    assert!(!at.join("out/report.zh-Hant.md").exists());
    expect(at, &["check", "out/report.en.md", "--fail-on", "never"], 0, &[], &[]);
}
