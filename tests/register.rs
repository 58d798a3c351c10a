//! The figure register as a person asks for it: what ties each figure, the coverage, and the workbook read back.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]
#![expect(clippy::disallowed_methods, reason = "writes the input of its own tests")]

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

fn tieout(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tieout"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The small report that `tieout new` writes, in `r`.
fn starter() -> TempDir {
    let folder = TempDir::new().unwrap();
    assert!(tieout(folder.path(), &["new", "r"]).status.success());
    folder
}

fn json(folder: &TempDir, arguments: &[&str]) -> Value {
    let ran = tieout(folder.path(), &[&["figures", "--format", "json"], arguments].concat());
    serde_json::from_slice(&ran.stdout).unwrap_or_else(|_| panic!("{}", text(&ran.stderr)))
}

#[test]
fn every_tied_figure_says_what_ties_it() {
    let folder = starter();
    let document = json(&folder, &["r"]);
    let figures = document["figures"].as_array().unwrap();
    let mut kinds: Vec<&str> = Vec::new();
    for figure in figures {
        let ties = figure["ties"].as_array().unwrap();
        assert_eq!(figure["state"] == "tied", !ties.is_empty(), "{figure}");
        for tie in ties {
            kinds.push(tie["by"].as_str().unwrap());
            // A metric by name, a relation by its arithmetic, anything else by its place.
            let by_words = tie["metric"].is_string() || tie["arithmetic"].is_string();
            assert!(by_words || tie["places"].as_array().unwrap().len() == 1, "{tie}");
        }
    }
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds, ["agreed", "footed", "linked", "metric", "paired"]);
    let total = figures.iter().find(|figure| figure["text"] == "979.75").unwrap();
    let footed = total["ties"].as_array().unwrap().iter().find(|tie| tie["by"] == "footed").unwrap();
    assert_eq!(footed["arithmetic"], "118.25 + 861.50 = 979.75 ✓");
    assert_eq!(footed["places"].as_array().unwrap().len(), 2);
}

#[test]
fn coverage_is_counted_by_chapter_and_edition() {
    let folder = starter();
    let whole = |document: &Value| -> Vec<(String, u64, u64)> {
        let rows = document["coverage"].as_array().unwrap().iter().filter(|row| row["chapter"].is_null());
        rows.map(|row| {
            let number = |key: &str| row[key].as_u64().unwrap();
            (row["edition"].as_str().unwrap().to_owned(), number("figures"), number("percent"))
        })
        .collect()
    };
    let document = json(&folder, &["r"]);
    let rows = document["coverage"].as_array().unwrap();
    assert_eq!(rows.len(), 6, "two chapters and the whole, in two editions");
    for edition in ["zh-Hant", "en"] {
        let of = |whole: bool| {
            let rows =
                rows.iter().filter(|row| row["edition"] == edition && row["chapter"].is_null() == whole);
            rows.map(|row| row["figures"].as_u64().unwrap()).sum::<u64>()
        };
        assert_eq!(of(true), of(false));
    }
    assert!(whole(&document).iter().all(|(_, figures, percent)| *figures > 0 && *percent == 100));
    assert_eq!(whole(&json(&folder, &["r", "--edition", "en"])).len(), 1);
    for (language, words) in
        [("en", ["whole report", "Chinese", "100%"]), ("zh-Hant", ["整份報告", "覆蓋率", "100%"])]
    {
        let ran = tieout(folder.path(), &["figures", "r", "--coverage", "--lang", language]);
        let shown = text(&ran.stdout);
        assert!(words.iter().all(|word| shown.contains(word)), "{shown}");
        assert!(!shown.contains("979.75"), "{shown}");
    }
    let csv = text(&tieout(folder.path(), &["figures", "r", "--coverage", "--format", "csv"]).stdout);
    assert!(csv.lines().last().unwrap().starts_with(",en,"), "{csv}");
}

#[test]
fn a_contradicted_figure_names_the_finding() {
    let folder = starter();
    let path = folder.path().join("r/chapters/1-climate/en.md");
    let changed = fs::read_to_string(&path).unwrap().replacen("[979.75]", "[979.57]", 1);
    fs::write(path, changed).unwrap();
    let document = json(&folder, &["r"]);
    let figures = document["figures"].as_array().unwrap();
    let wrong = figures.iter().find(|figure| figure["text"] == "979.57").unwrap();
    assert_eq!(wrong["state"], "contradicted");
    assert_eq!(wrong["against"].as_array().unwrap().len(), 1);
    let shown = text(&tieout(folder.path(), &["figures", "r"]).stdout);
    let line = shown.lines().find(|line| line.contains("979.57")).unwrap();
    assert!(line.contains("contradicted") && line.contains("-differ"), "{line}");
}

#[test]
fn wrong_ways_to_ask() {
    let folder = starter();
    let cases: [(&[&str], &str, &str); 5] = [
        (&["--format", "ods"], "table, json, csv, xlsx", "table, json, csv, xlsx"),
        (&["--coverage", "--format", "json"], "--coverage goes with table or csv", "--coverage 只用於"),
        (&["-o", "absent/a.xlsx"], "absent/a.xlsx: cannot be written", "absent/a.xlsx：無法寫入"),
        (&["-o", "r"], "r: cannot be written", "r：無法寫入"),
        (&["-o"], "expected a value", "應有一個值"),
    ];
    for (arguments, en, zh) in cases {
        for (language, words) in [("en", en), ("zh-Hant", zh)] {
            let ran = tieout(folder.path(), &[&["figures", "r", "--lang", language], arguments].concat());
            let said = text(&ran.stderr);
            assert_eq!(ran.status.code(), Some(2), "{arguments:?}: {said}");
            assert!(said.contains(words), "{arguments:?}: {said}");
        }
    }
    let ran = tieout(folder.path(), &["figures", "r", "-o", "r/out.csv"]);
    assert!(ran.status.success() && text(&ran.stderr).contains("r/out.csv: "));
    assert!(fs::read_to_string(folder.path().join("r/out.csv")).unwrap().starts_with("\u{feff}path,line"));
}

/// The files of a zip archive, as text, by name.
fn unzip(bytes: &[u8]) -> Vec<(String, String)> {
    let u16 = |at: usize| usize::from(u16::from_le_bytes(bytes[at..at + 2].try_into().unwrap()));
    let u32 = |at: usize| usize::try_from(u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap())).unwrap();
    let end = (0..bytes.len() - 3).rev().find(|at| bytes[*at..*at + 4] == *b"PK\x05\x06").unwrap();
    let mut at = u32(end + 16);
    let mut files = Vec::new();
    for _ in 0..u16(end + 10) {
        let (method, size, name) = (u16(at + 10), u32(at + 20), u16(at + 28));
        let local = u32(at + 42);
        let start = local + 30 + u16(local + 26) + u16(local + 28);
        let packed = &bytes[start..start + size];
        let mut content = String::new();
        if method == 0 {
            content.push_str(std::str::from_utf8(packed).unwrap());
        } else {
            flate2::read::DeflateDecoder::new(packed).read_to_string(&mut content).unwrap();
        }
        files.push((text(&bytes[at + 46..at + 46 + name]), content));
        at += 46 + name + u16(at + 30) + u16(at + 32);
    }
    files
}

#[test]
fn a_workbook_holds_numbers_as_numbers_and_runs_nothing() {
    let folder = TempDir::new().unwrap();
    let table = "# Waste\n\n| Waste | Unit | 2023 |\n| --- | --- | ---: |\n| =cmd() | t | 1,204.50 |\n\
        | Paper | t | 1234567890123456.5 |\n\nIt was 45% of 4,584.\n";
    fs::write(folder.path().join("a.md"), table).unwrap();
    for arguments in [&["--format", "xlsx"][..], &["-o", "out.xlsx"]] {
        for (language, sheet) in [("en", "name=\"Coverage\""), ("zh-Hant", "name=\"覆蓋範圍\"")] {
            let ran = tieout(folder.path(), &[&["figures", "a.md", "--lang", language], arguments].concat());
            assert!(ran.status.success(), "{}", text(&ran.stderr));
            let bytes = if ran.stdout.is_empty() {
                fs::read(folder.path().join("out.xlsx")).unwrap()
            } else {
                ran.stdout
            };
            let files = unzip(&bytes);
            let file = |name: &str| &files.iter().find(|(path, _)| path.ends_with(name)).unwrap().1;
            assert!(file("xl/workbook.xml").contains(sheet));
            let figures = file("sheet1.xml");
            assert!(figures.contains("<v>1204.5</v>"), "a number is a number");
            assert!(file("sharedStrings.xml").contains("1234567890123456.5"), "one too long is text");
            for name in ["sheet1.xml", "sheet2.xml", "sheet3.xml"] {
                let sheet = file(name);
                assert!(!sheet.contains("<f>"), "{name} has a formula");
                assert!(sheet.contains("<autoFilter") && sheet.contains("state=\"frozen\""), "{name}");
            }
        }
    }
}
