//! A report against its own past, as a person runs it: a baseline, the lines changed since a git revision.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]
#![expect(clippy::disallowed_methods, reason = "writes the input of its own tests")]

mod common;

use std::fs;
use std::path::Path;

use common::Ran;
use serde_json::Value;
use tempfile::TempDir;

fn run(program: &str, folder: &Path, arguments: &[&str], path: &str) -> Ran {
    common::run(program, folder, arguments, &[("PATH", path), ("GIT_CONFIG_NOSYSTEM", "1")])
}

fn search_path() -> String {
    std::env::var("PATH").unwrap()
}

fn tieout(folder: &Path, arguments: &[&str]) -> Ran {
    run(env!("CARGO_BIN_EXE_tieout"), folder, arguments, &search_path())
}

fn git(folder: &Path, arguments: &[&str]) {
    let named = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"];
    let ran = run("git", folder, &[&named, arguments].concat(), &search_path());
    assert_eq!(ran.code, 0, "git {arguments:?}: {}", ran.err);
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

/// The small report that `tieout new` writes, in `r`, and a text of its own, committed.
fn repository() -> TempDir {
    let folder = TempDir::new().unwrap();
    assert_eq!(tieout(folder.path(), &["new", "r"]).code, 0);
    write(&folder, "one.md", ONE);
    git(folder.path(), &["init", "-q"]);
    commit(&folder);
    folder
}

/// Two tables, each with a total that its parts do not give.
const ONE: &str = "# Waste\n\nTable: Waste\n\n| Waste | Unit | 2022 | 2023 |\n| --- | --- | ---: | ---: |\n\
    | Paper | t | 10.5 | 11.5 |\n| Metal | t | 20.25 | 22.25 |\n| Total | t | 30.75 | 33.57 |\n\n\
    Between the tables.\n\nTable: Water\n\n| Water | Unit | 2022 | 2023 |\n| --- | --- | ---: | ---: |\n\
    | Mains | m3 | 100.5 | 111.5 |\n| Rain | m3 | 200.25 | 222.25 |\n| Total | m3 | 300.75 | 333.57 |\n";

fn commit(folder: &TempDir) {
    git(folder.path(), &["add", "-A"]);
    git(folder.path(), &["commit", "-qm", "x"]);
}

fn write(folder: &TempDir, file: &str, text: &str) {
    fs::write(folder.path().join(file), text).unwrap();
}

fn edit(folder: &TempDir, file: &str, old: &str, new: &str) {
    let text = fs::read_to_string(folder.path().join(file)).unwrap();
    assert!(text.contains(old), "{file} has no {old}");
    write(folder, file, &text.replacen(old, new, 1));
}

/// Rule and first line of each finding of `check --format json` with more arguments.
fn found(folder: &TempDir, arguments: &[&str]) -> Vec<(String, u64)> {
    found_from(folder.path(), arguments)
}

fn found_from(folder: &Path, arguments: &[&str]) -> Vec<(String, u64)> {
    let ran = tieout(folder, &[&["check", "--format", "json"], arguments].concat());
    let document: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.err));
    let findings = document["findings"].as_array().unwrap().iter();
    findings
        .map(|finding| {
            let rule = finding["rule"].as_str().unwrap().to_owned();
            (rule, finding["places"][0]["line"].as_u64().unwrap())
        })
        .collect()
}

fn write_baseline(folder: &TempDir, report: &str) {
    let baseline = tieout(folder.path(), &["check", report, "--format", "json"]).out;
    write(folder, "baseline.json", &baseline);
}

#[test]
fn a_baseline_hides_what_it_knows_and_nothing_else() {
    let folder = repository();
    let at = folder.path();
    assert_eq!(found(&folder, &["one.md"]).len(), 2);
    write_baseline(&folder, "one.md");
    let check = ["check", "one.md", "--baseline", "baseline.json"];
    expect(
        at,
        &check,
        0,
        &["2 findings are known", "Nothing found"],
        &["略去已知的發現事項 2 項", "沒有發現事項"],
    );
    // From another folder, by another path, it is the same file.
    fs::create_dir(at.join("sub")).unwrap();
    let elsewhere = ["check", "../one.md", "--baseline", "../baseline.json"];
    expect(&at.join("sub"), &elsewhere, 0, &["2 findings"], &["2 項"]);
    // Lines move: paragraphs before and between the tables.
    edit(&folder, "one.md", "# Waste\n", "# Waste\n\nA new paragraph.\n\nAnd another one.\n");
    edit(&folder, "one.md", "Between the tables.", "Between\nthe\ntables.");
    expect(at, &check, 0, &["2 findings are known"], &["2 項"]);
    // One is mended; then the figures of the other change, and with them what is found.
    edit(&folder, "one.md", "33.57", "33.75");
    let gone = ["1 finding is known", "1 entry no longer occurs", "sum-does-not-foot  one.md: ", "33.57"];
    expect(at, &check, 0, &gone, &["略去已知的發現事項 1 項", "1 項不再出現", "33.57"]);
    edit(&folder, "one.md", "222.25", "225.25");
    let anew = ["0 findings are known", "2 entries no longer occur", "225.25"];
    expect(at, &check, 1, &anew, &["0 項", "2 項不再出現", "225.25"]);
}

#[test]
fn what_is_filtered_out_has_not_gone() {
    let folder = repository();
    write_baseline(&folder, "one.md");
    let arguments = ["check", "one.md", "--baseline", "baseline.json", "--ignore", "sum-does-not-foot"];
    let ran = tieout(folder.path(), &arguments);
    assert_eq!(ran.code, 0);
    assert!(!ran.err.contains("no longer"), "{}", ran.err);
}

#[test]
fn files_that_are_no_baseline() {
    let folder = repository();
    let at = folder.path();
    write(&folder, "no.json", "{\"version\": 1}");
    write(&folder, "later.json", "{\"version\": 2, \"findings\": []}");
    fs::write(at.join("bytes.json"), b"\xff\xfe").unwrap();
    let check = |file: &'static str| ["check", "r", "--baseline", file];
    let json = "tieout check --format json";
    expect(at, &check("absent.json"), 2, &["absent.json: no such file", json], &["沒有這個檔案", json]);
    expect(at, &check("no.json"), 2, &["no.json: expected", json], &["no.json：應為", json]);
    expect(at, &check("later.json"), 2, &["later.json: expected"], &["later.json：應為"]);
    expect(at, &check("bytes.json"), 2, &["UTF-8"], &["UTF-8"]);
    expect(at, &check("r"), 2, &["r: cannot be read"], &["r：無法讀取"]);
    expect(at, &["check", "r", "--baseline"], 2, &["expected a value"], &["應有一個值"]);
}

#[test]
fn only_what_touches_changed_lines() {
    let folder = repository();
    assert_eq!(found(&folder, &["one.md", "--changed", "HEAD"]), []);
    // A line elsewhere changes, then one of the second table.
    edit(&folder, "one.md", "Between", "Right between");
    assert_eq!(found(&folder, &["one.md", "--changed", "HEAD"]), []);
    edit(&folder, "one.md", "222.25", "225.25");
    let second = found(&folder, &["one.md", "--changed", "HEAD"]);
    assert!(!second.is_empty() && second.iter().all(|(_, line)| *line > 11), "{second:?}");
    // Against the commit before, the second table is untouched and the first is not.
    commit(&folder);
    edit(&folder, "one.md", "11.5 |", "12.5 |");
    assert_eq!(found(&folder, &["one.md", "--changed", "HEAD"]).len(), 1);
    assert_eq!(found(&folder, &["one.md", "--changed", "HEAD~1"]).len(), 1 + second.len());
}

#[test]
fn a_line_that_was_taken_out_is_missed_beside_its_place() {
    let folder = repository();
    edit(&folder, "one.md", "| Rain | m3 | 200.25 | 222.25 |\n", "");
    let found = found(&folder, &["one.md", "--changed", "HEAD"]);
    assert!(found.iter().all(|(_, line)| *line > 11), "{found:?}");
}

#[test]
fn new_files_and_new_names() {
    let folder = repository();
    let at = folder.path();
    // Untracked: everything in it is new.
    fs::copy(at.join("one.md"), at.join("copy.md")).unwrap();
    assert_eq!(found(&folder, &["copy.md", "--changed", "HEAD"]).len(), 2);
    fs::remove_file(at.join("copy.md")).unwrap();
    // Renamed, with git and without: only what changed counts.
    fs::rename(at.join("one.md"), at.join("two.md")).unwrap();
    assert_eq!(found(&folder, &["two.md", "--changed", "HEAD"]), []);
    git(at, &["add", "-A"]);
    edit(&folder, "two.md", "11.5 |", "12.5 |");
    assert_eq!(found(&folder, &["two.md", "--changed", "HEAD"]).len(), 1);
}

#[test]
fn a_report_folder_and_its_chapters_may_have_other_names() {
    let folder = repository();
    let at = folder.path();
    let bound = "r/chapters/1-climate/en.md";
    edit(&folder, bound, "[979.75]", "[979.57]");
    commit(&folder);
    assert_eq!(found(&folder, &["r"]).len(), 1);
    assert_eq!(found(&folder, &["r", "--changed", "HEAD"]), []);
    assert_eq!(found(&folder, &["r", "--changed", "HEAD~1"]).len(), 1);
    fs::rename(at.join("r"), at.join("later")).unwrap();
    fs::rename(at.join("later/chapters/1-climate"), at.join("later/chapters/2-climate")).unwrap();
    edit(&folder, "later/report.yaml", "1-climate", "2-climate");
    assert_eq!(found(&folder, &["later", "--changed", "HEAD"]), []);
    assert_eq!(found(&folder, &["later", "--changed", "HEAD~1"]).len(), 1);
    // From inside the report, and with an edition that git does not know.
    assert_eq!(found_from(&at.join("later/chapters"), &["--changed", "HEAD"]), []);
    fs::remove_dir_all(at.join(".git")).unwrap();
    git(at, &["init", "-q"]);
    git(at, &["add", "later/report.yaml", "later/metrics"]);
    git(at, &["commit", "-qm", "x"]);
    assert_eq!(found(&folder, &["later", "--changed", "HEAD"]).len(), 1);
}

#[cfg(unix)]
#[test]
fn a_hook_of_git_may_run_it() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = repository();
    edit(&folder, "r/chapters/1-climate/en.md", "[979.75]", "[979.57]");
    write(
        &folder,
        ".git/hooks/pre-commit",
        &format!("#!/bin/sh\ncd r/metrics\n{} check --changed HEAD\n", env!("CARGO_BIN_EXE_tieout")),
    );
    let hook = folder.path().join(".git/hooks/pre-commit");
    fs::set_permissions(hook, fs::Permissions::from_mode(0o755)).unwrap();
    let named = ["-c", "user.name=T", "-c", "user.email=t@example.org"];
    let ran = run("git", folder.path(), &[&named[..], &["commit", "-qam", "x"]].concat(), &search_path());
    assert_eq!(ran.code, 1, "the hook finds the changed digit: {}", ran.err);
    assert!(ran.err.contains("979.57") || ran.out.contains("979.57"), "{}{}", ran.out, ran.err);
}

#[test]
fn revisions_that_cannot_be_read() {
    let folder = repository();
    let at = folder.path();
    let check = |revision: &'static str| ["check", "r", "--changed", revision];
    let (en, zh) = (["no such revision", "HEAD, main"], ["沒有這個修訂版", "HEAD、main"]);
    for revision in ["nonsense", "HEAD~9", "HEAD:r", "main..HEAD", "", "a b", "0000000"] {
        expect(at, &check(revision), 2, &en, &zh);
    }
    expect(at, &["check", "r", "--changed=--output=pwned"], 2, &en, &zh);
    assert!(!at.join("pwned").exists() && !at.join("r/pwned").exists());
    expect(at, &["check", "r", "--changed"], 2, &["expected a value"], &["應有一個值"]);
    // Not in a repository; in one without commits; and without git.
    fs::remove_dir_all(at.join(".git")).unwrap();
    expect(at, &check("HEAD"), 2, &["r: not in a git repository"], &["r：不在 git 儲存庫內"]);
    git(at, &["init", "-q"]);
    expect(at, &check("HEAD"), 2, &en, &zh);
    for (language, words) in [("en", "not installed"), ("zh-Hant", "沒有安裝")] {
        let arguments = [&check("HEAD")[..], &["--lang", language]].concat();
        let ran = run(env!("CARGO_BIN_EXE_tieout"), at, &arguments, "/nonexistent");
        assert_eq!((ran.code, ran.err.contains(words)), (2, true), "{}", ran.err);
    }
}

/// The small report as it might have been a year before, in `old`, with one digit other than in `r`.
fn last_year(folder: &TempDir) {
    let at = folder.path();
    assert_eq!(tieout(at, &["new", "old"]).code, 0);
    edit(folder, "old/report.yaml", "period: 2025", "period: 2024");
    edit(folder, "old/metrics/environment.yaml", "2024: 320", "2024: 302");
}

#[test]
fn last_years_report_is_named_in_the_report_or_on_the_command_line() {
    let folder = repository();
    let at = folder.path();
    last_year(&folder);
    let check = ["check", "r", "--select", "comparative-differs,input-problem"];
    expect(at, &check, 0, &["Nothing found"], &["沒有發現事項"]);
    let named = [&check[..], &["--prior", "old"]].concat();
    let (en, zh) = ("last year's report printed", "上年度報告卻印");
    expect(at, &named, 1, &[en, "r/../old/"], &[zh, "r/../old/"]);
    expect(&at.join("r/metrics"), &["check", "--prior", "../../old"], 1, &[en], &[zh]);
    // It is the same finding from wherever it is found.
    let baseline = tieout(at, &["check", "r", "--prior", "old", "--format", "json"]).out;
    write(&folder, "baseline.json", &baseline);
    let known = ["check", "--prior", "../../old", "--baseline", "../../baseline.json"];
    expect(&at.join("r/metrics"), &known, 0, &["1 finding is known"], &["1 項"]);
    edit(&folder, "r/report.yaml", "period:", "prior: ../old\nperiod:");
    expect(at, &check, 1, &[en, "r/../old/"], &[zh, "r/../old/"]);
    // Lines that changed are those of this report.
    commit(&folder);
    assert_eq!(found(&folder, &["r", "--changed", "HEAD"]), []);
    expect(at, &["check", "r", "--prior", "absent"], 2, &["absent: expected"], &["absent：應為"]);
    expect(at, &["check", "r", "--prior", "r"], 0, &["not of an earlier year"], &["並非早於本報告"]);
    for (target, en, zh) in [
        ("../absent", "Expected last year's report at ../absent", "../absent應為上年度報告"),
        ("../../../../etc", "at most three folders up", "最多向上三層"),
        ("/etc", "at most three folders up", "最多向上三層"),
        ("metrics", "Expected last year's report at metrics", "metrics應為上年度報告"),
    ] {
        let path = at.join("r/report.yaml");
        let text = fs::read_to_string(&path).unwrap();
        let other = text.lines().map(|line| if line.starts_with("prior:") { "" } else { line });
        fs::write(&path, format!("prior: {target}\n{}\n", other.collect::<Vec<_>>().join("\n"))).unwrap();
        expect(at, &check, 1, &[en, "report.yaml:1:8"], &[zh, "report.yaml:1:8"]);
    }
}

/// Each change of `diff --format json`: its metric, what moved, and what did not.
fn changed(folder: &TempDir, arguments: &[&str]) -> Vec<String> {
    let ran = tieout(folder.path(), &[&["diff", "--format", "json"], arguments].concat());
    let document: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.err));
    let text = |value: &Value| value["text"].as_str().unwrap_or("none").to_owned();
    let of_change = |change: &Value| {
        let list = |key: &str, told: &dyn Fn(&Value) -> String| {
            change[key].as_array().unwrap().iter().map(told).collect::<Vec<_>>().join(", ")
        };
        let metric = change["metric"].as_str().unwrap_or("-");
        let moved = list("moved", &|moved| format!("{} > {}", text(&moved["old"]), text(&moved["new"])));
        let unmoved = list("unmoved", &|place| {
            let edition = place["edition"].as_str().unwrap_or("yaml");
            format!("{edition} {} {}", text(place), if place["agrees"] == true { "ok" } else { "other" })
        });
        format!("{metric}: {moved}; {unmoved}")
    };
    document["changes"].as_array().unwrap().iter().map(of_change).collect()
}

#[test]
fn figures_that_changed_and_their_twins_that_did_not() {
    let folder = repository();
    assert_eq!(changed(&folder, &["HEAD", "r"]), Vec::<String>::new());
    edit(&folder, "r/chapters/1-climate/en.md", "[979.75]", "[979.57]");
    let expected = "ghg.total: 979.75 > 979.57; ";
    let found = changed(&folder, &["HEAD", "r"]);
    assert!(found.len() == 1 && found[0].starts_with(expected), "{found:?}");
    assert!(
        found[0].contains("zh-Hant 979.75 other") && found[0].ends_with("yaml 979.75 other"),
        "{found:?}"
    );
    // The metric follows: its other places are what did not move.
    edit(&folder, "r/metrics/environment.yaml", "2025: 979.75", "2025: 979.57");
    let found = changed(&folder, &["HEAD", "r"]);
    assert!(found[0].starts_with("ghg.total: 979.75 > 979.57, 979.75 > 979.57"), "{found:?}");
    assert!(found[0].contains("zh-Hant 979.75 other") && !found[0].contains("yaml"), "{found:?}");
    let (en, zh) = (["979.75 → 979.57", "did not move:"], ["979.75 → 979.57", "沒有改動："]);
    expect(folder.path(), &["diff", "HEAD", "r"], 0, &en, &zh);
}

#[test]
fn figures_of_one_text_are_matched_through_other_changes() {
    // What is put in place of what, and what is told.
    type Case = (&'static [(&'static str, &'static str)], &'static [&'static str]);
    let cases: [Case; 8] = [
        (&[("33.57", "33.75")], &["-: 33.57 > 33.75; "]),
        (&[("# Waste", "# Waste\n\nA new paragraph of 12 words.")], &[]),
        (&[("| Metal | t | 20.25 | 22.25 |\n", ""), ("33.57", "33.75")], &["-: 33.57 > 33.75; "]),
        (&[("| 2022 | 2023 |", "| 2023 | 2022 |")], &["-: 10.5 > 11.5; ", "-: 11.5 > 10.5; "]),
        (&[("Between the tables.", "Between 3 of the tables.")], &[]),
        (&[("Paper", "Paper and card"), ("11.5", "11.6")], &["-: 11.5 > 11.6; "]),
        (&[("33.57", "33.570")], &["-: 33.57 > 33.570; "]),
        (&[("33.57", " 33.57 ")], &[]),
    ];
    for (edits, expected) in cases {
        let folder = repository();
        for (old, new) in edits {
            edit(&folder, "one.md", old, new);
        }
        let mut found = changed(&folder, &["HEAD", "one.md"]);
        if edits[0].0.starts_with("| 2022") {
            // Columns are known by their heads: the values under them changed places.
            found.truncate(2);
            found.sort();
        }
        assert_eq!(found, expected, "{edits:?}");
    }
}

#[test]
fn the_same_figure_elsewhere_in_a_text() {
    let folder = repository();
    let text = "# Staff\n\nThe Group had 4,584 employees.\n\nOf 4,584 employees, 45% were women.\n";
    write(&folder, "two.md", text);
    commit(&folder);
    edit(&folder, "two.md", "had 4,584", "had 4,854");
    let found = changed(&folder, &["HEAD", "two.md"]);
    assert_eq!(found, ["-: 4,584 > 4,854; en 4,584 other"]);
    edit(&folder, "two.md", "Of 4,584", "Of 4,854");
    assert_eq!(changed(&folder, &["HEAD", "two.md"]), ["-: 4,584 > 4,854, 4,584 > 4,854; "]);
    fs::rename(folder.path().join("two.md"), folder.path().join("three.md")).unwrap();
    assert_eq!(changed(&folder, &["HEAD", "three.md"]).len(), 1);
}

#[test]
fn a_diff_that_cannot_be_made() {
    let folder = repository();
    let at = folder.path();
    write(&folder, "new.md", "# New\n\nNothing like it was here.\n");
    expect(at, &["diff", "HEAD", "new.md"], 2, &["new.md: not there yet at HEAD"], &["new.md：HEAD 尚未有"]);
    expect(at, &["diff", "nonsense", "r"], 2, &["nonsense: no such revision"], &["nonsense：git 儲存庫沒有"]);
    expect(at, &["diff", "r", "HEAD"], 2, &["tieout diff REV r"], &["tieout diff REV r"]);
    expect(at, &["diff"], 2, &["REV"], &["REV"]);
    expect(at, &["diff", "HEAD", "absent"], 2, &["absent"], &["absent"]);
    expect(at, &["diff", "HEAD", "r", "--format", "csv"], 2, &["text, json"], &["text, json"]);
}
