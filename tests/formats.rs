//! The formats that other programs read: whole outputs of a small report with an open finding and a waived one, many reports
//! in one run, and SARIF held against its schema.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]
#![expect(
    clippy::disallowed_methods,
    reason = "writes the input of its own tests, and reads what was written"
)]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use jsonschema::Validator;
use serde_json::Value;
use tempfile::TempDir;

fn tieout(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tieout"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that reads no input may have ended by now.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// The standard output of `check`, which must give an exit code.
fn check(folder: &Path, arguments: &[&str], code: i32) -> String {
    let output = tieout(folder, &[&["check"], arguments].concat(), "");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// A report in `r` with two metrics from which the text differs, one of them waived, and a name that has to be escaped.
fn report() -> TempDir {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let write = |path: &str, text: &str| {
        let path = at.join("r").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("report.yaml", "period: 2023\nchapters: [100% 水, plain]\n");
    let water = "  - {id: water.total, label: {zh-Hant: 耗水量, en: \"Water, total\"}, unit: 噸, values: {2023: 1250.5}}\n";
    let waste =
        "  - {id: waste.total, label: {zh-Hant: 廢棄物, en: Waste}, unit: 噸, values: {2023: 84.6}}\n";
    write("metrics/all.yaml", &format!("metrics:\n{water}{waste}"));
    write(
        "chapters/100% 水/en.md",
        "# Water\n\nWe used [1,205.5](metric:water.total@2023) tonnes of water.\n\nWaste was [86.4](metric:waste.total@2023) tonnes.\n",
    );
    write(
        "chapters/100% 水/zh-Hant.md",
        "# 水\n\n🌊耗水[1,205.5](metric:water.total@2023)噸。\n\n廢棄物[86.4](metric:waste.total@2023)噸。\n",
    );
    write("chapters/plain/en.md", "# Plain\n\nNothing here.\n");
    write("chapters/plain/zh-Hant.md", "# 其他\n\n無。\n");
    let json: Value = serde_json::from_str(&check(at, &["r", "--format", "json"], 1)).unwrap();
    let waste = |finding: &&Value| finding["places"][0]["metric"] == "waste.total";
    let finding = json["findings"].as_array().unwrap().iter().find(waste).unwrap();
    let waiver = format!(
        "waivers:\n  - {{finding: {}, rule: {}, by: M. Chan, on: 2024-04-02, reason: \"as filed: 100%\"}}\n",
        finding["fingerprint"].as_str().unwrap(),
        finding["rule"].as_str().unwrap()
    );
    write("review.yaml", &waiver);
    folder
}

#[test]
fn findings_as_github_annotations() {
    insta::assert_snapshot!(check(report().path(), &["r", "--format", "github"], 1));
}

#[test]
fn findings_as_junit() {
    let all = check(report().path(), &["r", "--format", "junit"], 1);
    let cases: Vec<&str> = all.lines().filter(|line| !line.ends_with("classname=\"r\"/>")).collect();
    assert_eq!(all.lines().count() - cases.len(), tieout::check::RULES.len() - 1, "rules that found nothing");
    insta::assert_snapshot!(cases.join("\n"));
}

#[test]
fn findings_as_csv() {
    insta::assert_snapshot!(check(report().path(), &["r", "--format", "csv"], 1));
}

#[test]
fn findings_as_a_workbook() {
    let folder = report();
    assert_eq!(check(folder.path(), &["r", "-o", "findings.xlsx"], 1), "");
    let bytes = fs::read(folder.path().join("findings.xlsx")).unwrap();
    assert!(bytes.starts_with(b"PK"), "a workbook is a zip archive");
}

/// The schema, with its one slip put right as the errata of the standard do: the pattern of a language has a stray bracket.
fn sarif_schema() -> Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/sarif-schema-2.1.0.json");
    let text = fs::read_to_string(path).unwrap();
    let (slip, right) = ("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
    assert_eq!(text.matches(slip).count(), 2);
    jsonschema::validator_for(&serde_json::from_str(&text.replace(slip, right)).unwrap()).unwrap()
}

#[test]
fn sarif_is_what_its_schema_says() {
    let folder = report();
    let validator = sarif_schema();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let cases: [(&[&str], i32); 4] = [
        (&["r"], 1),
        (&["r", "--lang", "zh-Hant"], 1),
        (&["r", "absent", "r/chapters/plain/en.md"], 2),
        (&[sample.to_str().unwrap()], 1),
    ];
    for (arguments, code) in cases {
        let text = check(folder.path(), &[arguments, &["--format", "sarif"]].concat(), code);
        let document: Value = serde_json::from_str(&text).unwrap();
        let wrong: Vec<String> = validator
            .iter_errors(&document)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{arguments:?}\n{}", wrong.join("\n"));
        let run = &document["runs"][0];
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        let described = |rules: &Value| {
            let rules = rules.as_array().unwrap();
            rules.len() == tieout::check::RULES.len()
                && rules.iter().all(|rule| rule["help"]["markdown"].as_str().unwrap().len() > 40)
        };
        assert!(described(&run["tool"]["driver"]["rules"]) && described(&run["translations"][0]["rules"]));
    }
    let text = check(folder.path(), &["r", "absent", "--format", "sarif"], 2);
    let run = serde_json::from_str::<Value>(&text).unwrap()["runs"][0].take();
    let shown = serde_json::json!({"results": run["results"], "invocations": run["invocations"]});
    insta::assert_snapshot!(serde_json::to_string_pretty(&shown).unwrap());
}

#[test]
fn a_schema_that_accepts_everything_would_prove_nothing() {
    let validator = sarif_schema();
    let text = check(report().path(), &["r", "--format", "sarif"], 1);
    let good: Value = serde_json::from_str(&text).unwrap();
    let spoil: [(&str, Value); 5] = [
        ("/version", "2.0".into()),
        ("/runs/0/columnKind", "bytes".into()),
        ("/runs/0/results/0/level", "fatal".into()),
        ("/runs/0/results/0/locations/0/physicalLocation/region/startLine", 0.into()),
        ("/runs/0/tool/driver/rules/0", serde_json::json!({"id": "a", "colour": 1})),
    ];
    for (at, value) in spoil {
        let mut document = good.clone();
        *document.pointer_mut(at).unwrap() = value;
        assert!(!validator.is_valid(&document), "{at}");
    }
}

#[test]
fn many_reports_give_a_line_each_in_order() {
    let folder = report();
    let at = folder.path();
    fs::write(at.join("latin.md"), b"# caf\xe9\n").unwrap();
    fs::write(at.join("clean.md"), "# Clean\n\nNothing here.\n").unwrap();
    let named = ["clean.md", "absent", "r", "latin.md", "clean.md"];
    let text = check(at, &[&["--format", "jsonl"], &named[..]].concat(), 2);
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let paths: Vec<&str> = lines.iter().map(|line| line["report"]["path"].as_str().unwrap()).collect();
    assert_eq!(paths, named);
    let kinds: Vec<Option<&str>> = lines.iter().map(|line| line["error"]["kind"].as_str()).collect();
    assert_eq!(kinds, [None, Some("no-such-path"), None, Some("not-utf8"), None]);
    for line in &lines {
        assert_eq!(line["version"], 1);
        assert_eq!(line["summary"].is_null(), line["error"].is_object());
        let keys: Vec<&str> = line.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, ["error", "findings", "report", "summary", "version"]);
    }
    // But for the lines of its report and the order of keys, a line is the JSON document.
    let one: Value = serde_json::from_str(&check(at, &["r", "--format", "json"], 1)).unwrap();
    assert_eq!((&lines[2]["findings"], &lines[2]["summary"]), (&one["findings"], &one["summary"]));
    let listed =
        tieout(at, &["check", "--format", "jsonl", "--files-from", "-"], &(named.join("\n") + "\n\n"));
    assert_eq!((String::from_utf8(listed.stdout).unwrap(), listed.status.code()), (text, Some(2)));
}

#[test]
fn many_reports_in_the_other_formats() {
    let folder = report();
    let at = folder.path();
    fs::write(at.join("clean.md"), "# Clean\n\nNothing here.\n").unwrap();
    let text = check(at, &["clean.md", "r"], 1);
    let order = ["== clean.md", "== r", "1 error"].map(|words| text.find(words).unwrap());
    assert!(order.is_sorted(), "{text}");
    let csv = check(at, &["r", "clean.md", "r", "--format", "csv"], 1);
    assert_eq!(csv.matches("fingerprint").count(), 1, "one head: {csv}");
    let junit = check(at, &["r", "absent", "--format", "junit"], 2);
    assert!(junit.contains("errors=\"1\"") && junit.contains("type=\"no-such-path\""), "{junit}");
    let github = check(at, &["absent", "r", "--format", "github"], 2);
    assert!(github.starts_with("::error file=absent::"), "{github}");
    for (arguments, words) in [
        (&["r", "clean.md", "--format", "json"][..], "jsonl"),
        (&["r", "clean.md", "--prior", "clean.md"], "--prior"),
        (&["r", "--files-from", "absent"], "absent"),
    ] {
        let output = tieout(at, &[&["check"], arguments].concat(), "");
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains(words), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_file_that_is_named_says_its_format() {
    let folder = report();
    let at = folder.path();
    for (name, begins) in [
        ("a.sarif", "{\n  \"$schema\""),
        ("a.jsonl", "{\"version\":1"),
        ("a.json", "{\n  \"version\": 1"),
        ("a.xml", "<?xml"),
        ("a.csv", "\u{feff}report,"),
        ("a.txt", "error["),
    ] {
        assert_eq!(check(at, &["r", "-o", name, "--color", "always"], 1), "");
        let text = fs::read_to_string(at.join(name)).unwrap();
        assert!(text.starts_with(begins), "{name}: {text}");
    }
}
