//! Reports that are broken, absurd or meant to do harm: each is read as far as it goes, what is wrong is said with its
//! place, nothing panics, nothing that drives a terminal comes out, and no file is touched.

#![expect(clippy::disallowed_methods, reason = "makes broken reports, as another program would")]
#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;
use std::sync::LazyLock;

use camino::{Utf8Path, Utf8PathBuf};
use tieout::check::{self, Context, Finding, Rule, Severity};
use tieout::locale::Locale;
use tieout::output::{Checked, Look, text};
use tieout::pdf::{self, EditionChoice, Options};
use tieout::report::load::{Input, InputFile, load};
use tieout::session::{Session, Signature};
use tieout::source::{Language, Span, visible};

/// The files of a sound report.
const FILES: [(&str, &str); 8] = [
    (
        "report.yaml",
        "title: {zh-Hant: 甲, en: A}\nentity: E\nperiod: 2023\nlanguages: [zh-Hant, en]\nchapters:\n  - one\n  - {folder: two, number: 2}\nbrand: \"#0F5C6E\"\nrounding: half-up\nprior: last\npage: {paper: a4, margins: 20mm, scale: 1.0, charts: pattern, lists: true}\n",
    ),
    (
        "metrics/a.yaml",
        "metrics:\n  - id: people.total\n    label: {zh-Hant: 僱員總數, en: Employees}\n    unit: 人\n    values: {2022: 90, 2023: 100}\n    segments:\n      gender:\n        male: {label: {en: Men}, values: {2023: 60}}\n        female: {label: {en: Women}, values: {2023: 40}}\n",
    ),
    ("relations.yaml", "relations:\n  - people.total = sum(people.total[gender])\n"),
    (
        "glossary.yaml",
        "terms:\n  - {zh-Hant: 僱員, en: employee, also: {en: [staff]}, avoid: {en: [hand]}}\n",
    ),
    ("disclosures.yaml", "items:\n  - {id: B1.1, label: {en: Workforce}, gri: 2-7, chapters: [one]}\n"),
    (
        "review.yaml",
        "waivers:\n  - {finding: 0123456789abcdef, rule: scale-jump, by: A, on: 2024-04-02, reason: r}\nflags:\n  - {figure: {path: chapters/one/en.md, printed: \"100\", nth: 1}, by: B, on: 2024-04-02, comment: c}\n",
    ),
    (
        "chapters/one/en.md",
        "# One\n\nWe had 100 people, {{people.total@2022}} before; [100](metric:people.total@2023).\n\n| Staff | 2022 | 2023 |\n|---|---:|---:|\n| Men | 50 | 60 |\n| Women | 40 | 40 |\n| Total | 90 | 101 |\n\n![a](picture.png) [x](../two/en.md) [^1]\n\n[^1]: Note 5\n\n```metrics\nmetrics: [people.total]\nperiods: [2022, 2023]\n```\n",
    ),
    (
        "chapters/one/zh-Hant.md",
        "# 一\n\n僱員 100 人，上年 {{people.total@2022}} 人。\n\n類別\t2022年\t2023年\n男\t50\t60\n女\t40\t40\n合計\t90\t101\n",
    ),
];

/// What a file becomes as a whole.
fn contents() -> Vec<String> {
    let levels = |depth: usize| (0..depth).map(|at| " ".repeat(at) + "a:\n").collect::<String>();
    let bomb = (b'b'..b'm').fold(String::from("a: &a [x,x,x,x,x,x,x,x,x]\n"), |bomb, name| {
        let aliases = vec![format!("*{}", char::from(name - 1)); 9].join(",");
        bomb + &format!("{0}: &{0} [{aliases}]\n", char::from(name))
    });
    vec![
        String::new(),
        " \n\t\n".into(),
        "[".into(),
        "{".into(),
        "~".into(),
        "- - - -".into(),
        "---\na: 1\n---\nb: 2\n...\n".into(),
        "a: &a [*a]\n".into(),
        "chapters: *nobody\n".into(),
        "metrics: [{id: a}, {id: a}]\nmetrics: 1\n".into(),
        "chapters: [../../../etc, /etc, ., '', one, one, \"a\\u001b[2J\"]\n".into(),
        "title: \"\\u202e\\u001b]0;x\\u0007\"\nchapters: [one]\n".into(),
        format!("a: {}{}", "[".repeat(1000), "]".repeat(1000)),
        levels(300),
        bomb,
        "9".repeat(5_000),
        format!("# {}\n\n{}\n", "長".repeat(2_000), "1,".repeat(500)),
        format!("{} 5\n", ">".repeat(1000)),
        format!("{}x{}\n", "*a **a ".repeat(400), "** a*".repeat(400)),
        format!("{}x{}\n", "[".repeat(1000), "](u)".repeat(1000)),
        (0..200).map(|at| format!("{}- {at}\n", "  ".repeat(at))).collect(),
        format!("|{}\n|{}\n|{}\n", "a|".repeat(200), "-|".repeat(200), "1|".repeat(200)),
        format!("<table>{}5</table>\n", "<tr><td colspan=999999999>".repeat(500)),
        format!("a\tb\n{}", "1\t2\n".repeat(200)),
        "two ".repeat(500),
        "![x](/etc/passwd) ![x](../../../../etc/passwd) ![x](file:///etc/passwd)\n\n![y](../../../../etc/passwd)\n".into(),
        "{{}} {{@}} {{a@b@c}} [1](metric:) [2](metric:\u{1b}[31m@2023) {{people.total@99999999999}}\n".into(),
        "\u{1b}[2J\u{9b}31m 12 \u{202e}34 人\u{2066} \u{7} 5\r6\u{85}7\u{2028}8\n".into(),
        "0.0000000000000000000000000001 79228162514264337593543950335 -1e400 1/0 十億億億億億億 ٣٤\n".into(),
        "| A | 2023 |\n|---|---|\n| a | 79228162514264337593543950335 |\n| b | -79228162514264337593543950335 |\n| Total | 79228162514264337593543950335 |\n".into(),
    ]
}

/// Bytes that do not belong in a text, or hardly.
const BYTES: [&[u8]; 11] = [
    b"\xff",
    b"\xed\xa0\x80",
    b"\xc0\xaf",
    b"\xe4\xb8",
    b"\0",
    b"\xef\xbb\xbf",
    b"\x1b[31m",
    "\u{202e}".as_bytes(),
    "\u{2028}".as_bytes(),
    b"\r",
    b"\t",
];

/// What a value in YAML becomes.
const VALUES: [&str; 7] =
    ["", "[]", "{}", "-1e999", "99999999999999999999999999999999", "\"\\u001b[2J\"", "[[{a: [1]}]]"];

/// Their messages take longer to read than most reports to check.
static LOCALES: LazyLock<[Locale; 2]> = LazyLock::new(|| Language::ALL.map(Locale::new));

type Files = BTreeMap<Utf8PathBuf, Vec<u8>>;

fn sound() -> Files {
    FILES.iter().map(|(path, text)| (Utf8PathBuf::from(path), text.as_bytes().to_vec())).collect()
}

/// Every case by a name that says what was done.
fn cases() -> Vec<(String, Files)> {
    let mut cases = Vec::new();
    let mut with = |name: String, path: &str, bytes: Vec<u8>| {
        let mut files = sound();
        files.insert(path.into(), bytes);
        cases.push((format!("{path}: {name}"), files));
    };
    for (path, text) in FILES {
        let bytes = text.as_bytes();
        for part in 1..9 {
            with(format!("cut at {part} ninths"), path, bytes[..bytes.len() * part / 9].to_vec());
        }
        for (at, odd) in BYTES.iter().enumerate() {
            let (front, back) = bytes.split_at(bytes.len() / 2);
            with(format!("odd bytes {at} within"), path, [front, odd, back].concat());
            with(format!("odd bytes {at} before"), path, [odd, bytes].concat());
        }
        with("with returns".into(), path, text.replace('\n', "\r\n").into_bytes());
        with("with returns alone".into(), path, text.replace('\n', "\r").into_bytes());
        with("twice".into(), path, bytes.repeat(2));
        for (at, content) in contents().into_iter().enumerate() {
            with(format!("content {at}"), path, content.into_bytes());
        }
        if camino::Utf8Path::new(&path).extension() == Some("yaml") {
            for (line, words) in text.lines().enumerate() {
                let Some((key, _)) = words.split_once(": ").or(words.strip_suffix(':').map(|key| (key, "")))
                else {
                    continue;
                };
                for value in VALUES {
                    let lines = text.lines().enumerate();
                    let changed =
                        lines.map(
                            |(at, old)| {
                                if at == line { format!("{key}: {value}\n") } else { format!("{old}\n") }
                            },
                        );
                    with(format!("line {line} is {value}"), path, changed.collect::<String>().into_bytes());
                }
            }
        }
    }
    cases
}

#[test]
fn broken_reports_are_read_as_far_as_they_go() {
    let cases = cases();
    assert!(cases.len() >= 300, "only {} cases", cases.len());
    for (at, (name, files)) in cases.into_iter().enumerate() {
        let folder = written(&files);
        check_folder(&name, &folder.1);
        if at % 32 == 0 {
            check_program(&name, &folder.1);
        }
        assert_eq!(found(&folder.1), files, "{name}: files were touched");
    }
}

#[cfg(unix)]
#[test]
fn what_lies_in_the_place_of_a_file_is_not_taken_for_it() {
    use std::os::unix::fs::symlink;
    let (_keep, elsewhere) = written(&sound());
    for (path, _) in FILES {
        for (name, put) in [
            ("missing", (|_, _| Ok(())) as fn(&Utf8Path, &Utf8Path) -> std::io::Result<()>),
            ("a folder", |at, _| fs::create_dir(at)),
            ("a link out", |at, to| symlink(to, at)),
            ("a link to itself", |at, _| symlink(at, at)),
            ("a link to a device", |at, _| symlink("/dev/zero", at)),
            ("a pipe", |at, _| Command::new("mkfifo").arg(at).status().map(drop)),
        ] {
            let name = format!("{path} is {name}");
            let (_keep, folder) = written(&sound());
            fs::remove_file(folder.join(path)).unwrap();
            put(&folder.join(path), &elsewhere.join(path)).unwrap();
            // A single report.yaml that is a pipe is no report at all.
            check_folder(&name, &folder);
        }
    }
    let (_keep, folder) = written(&sound());
    fs::remove_dir_all(folder.join("chapters/one")).unwrap();
    symlink(elsewhere.join("chapters/one"), folder.join("chapters/one")).unwrap();
    let session = check_folder("a chapter is a link out", &folder).unwrap();
    assert!(session.report.figures.is_empty(), "what a link leads to is not read");
    symlink("/etc", folder.join("last")).unwrap();
    check_folder("last year's report is a link out", &folder).unwrap();
}

/// What fuzzing has found stays found: each input in the place for which it was made, and in all others.
#[test]
fn what_fuzzing_found_stays_mended() {
    let findings = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/findings");
    for (path, bytes) in found(&findings) {
        let words = String::from_utf8_lossy(&bytes).into_owned();
        lay_out(&words);
        let quoted = words.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        let formula = format!("relations:\n  - \"{quoted}\"\n");
        let tabs = format!("# T\n\nTable: T 2023\n\n{}\n", words.replace('|', "\t"));
        let pipes = format!("# T\n\n| {} |\n", words.replace('|', " | ").replace('\n', " |\n| "));
        let odd =
            [("relations.yaml", formula), ("chapters/one/en.md", tabs), ("chapters/one/zh-Hant.md", pipes)];
        for (place, text) in odd.into_iter().chain(FILES.map(|(place, _)| (place, words.clone()))) {
            let mut files = sound();
            files.insert(place.into(), text.into_bytes());
            let (_keep, folder) = written(&files);
            let Some(session) = check_folder(&format!("{path} as {place}"), &folder) else { continue };
            let Some(finding) = session.outcome.open().next() else { continue };
            let signature = Signature { by: "A: \"B\" #\u{202e}".into(), on: "2024-01-02".into() };
            if let Ok(plan) = session.waive(finding, &signature, "because: of\nit") {
                let (before, after) = (&session.report.review, session.with(&plan).report.review);
                assert_eq!(after.waivers.len(), before.waivers.len() + 1, "{path} as {place}");
            }
        }
    }
}

/// Typesets a text that is a report by itself, in one edition and in both.
fn lay_out(text: &str) {
    let root = Utf8PathBuf::from("one.md");
    let file = InputFile { path: root.clone(), content: Ok(text.to_owned()) };
    let report = load(&Input { root, folder: false, files: vec![file], others: Vec::new() });
    let outcome = check::run(&report);
    for edition in [EditionChoice::En, EditionChoice::Bilingual] {
        let options = Options { review: true, source_lines: true, ..Options::new(edition) };
        let _ = pdf::pages(&report, &outcome, &options);
    }
}

/// Reads and checks a folder, in both languages.
fn check_folder(name: &str, folder: &Utf8Path) -> Option<Session> {
    let session = match Session::open(folder) {
        Ok(session) => session,
        Err(error) => {
            for language in Language::ALL {
                let words = Locale::new(language).open_error(&error);
                assert!(words.contains(folder.as_str()), "{name}: {words}");
            }
            return None;
        }
    };
    let (report, outcome) = (&session.report, &session.outcome);
    let is_sound = |span: Span| report.sources.get(span.file).text.get(span.start..span.end).is_some();
    for problem in &report.problems {
        assert!(!problem.path.as_str().is_empty(), "{name}: {problem:?} has no place");
        assert!(problem.span.is_none_or(is_sound), "{name}: {problem:?} is no place");
    }
    for placed in &report.figures {
        assert!(is_sound(placed.span), "{name}: {placed:?} is no place");
    }
    for finding in &outcome.findings {
        assert_ne!(finding.message.key, "finding-rule-failed", "{name}: {}", finding.rule);
        assert!(!finding.places.is_empty(), "{name}: {} has no place", finding.rule);
        assert!(finding.places.iter().all(|place| is_sound(place.span)), "{name}: {finding:?}");
    }
    for language in Language::ALL {
        let locale = &LOCALES[usize::from(language == Language::En)];
        let findings: Vec<&Finding> = outcome.findings.iter().collect();
        let checked = Checked { report, outcome, findings, edition: None, locale };
        let printed = text::findings(&checked, Look::of(false, 100));
        let odd = printed.chars().find(|char| visible::is_hidden(*char) && *char != '\n');
        assert_eq!(odd, None, "{name}: {printed}");
    }
    Some(session)
}

/// The program says what it found and ends as it should.
fn check_program(name: &str, folder: &Utf8Path) {
    for arguments in [&["check"][..], &["figures"], &["export", "--format", "markdown", "-o"]] {
        let out = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_tieout"));
        command.args(arguments);
        if arguments.contains(&"-o") {
            command.arg(out.path());
        }
        let ended = command.arg(folder).output().unwrap();
        let said = String::from_utf8(ended.stderr).unwrap();
        assert!(
            matches!(ended.status.code(), Some(0..=2)),
            "{name}: {arguments:?}: {:?} {said}",
            ended.status
        );
        assert!(!said.contains("panicked"), "{name}: {arguments:?}: {said}");
    }
}

#[test]
fn a_rule_that_panics_is_named_and_the_others_still_run() {
    let panics =
        Rule { id: "scale-jump", severity: Severity::Error, run: |_: &Context| panic!("on purpose") };
    let (_keep, folder) = written(&sound());
    let session = Session::open(&folder).unwrap();
    let problems = check::RULES.iter().copied().find(|rule| rule.id == "input-problem").unwrap();
    let outcome = check::run_rules(&session.report, &[panics, problems]);
    let of = |id: &str| outcome.findings.iter().filter(|finding| finding.rule == id).collect::<Vec<_>>();
    assert!(!of("input-problem").is_empty(), "the picture is not there");
    let [failed] = of("scale-jump")[..] else { panic!("it is said once: {:?}", outcome.findings) };
    for language in Language::ALL {
        assert!(Locale::new(language).finding(failed).contains("scale-jump"));
    }
}

fn written(files: &Files) -> (tempfile::TempDir, Utf8PathBuf) {
    let keep = tempfile::tempdir().unwrap();
    let folder = Utf8PathBuf::from_path_buf(keep.path().to_owned()).unwrap();
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    (keep, folder)
}

fn found(folder: &Utf8Path) -> Files {
    let mut files = Files::new();
    let mut open = vec![folder.to_owned()];
    while let Some(inner) = open.pop() {
        for entry in inner.read_dir_utf8().unwrap().flatten() {
            let path = entry.path().to_owned();
            if entry.file_type().unwrap().is_dir() {
                open.push(path);
            } else {
                files.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    files
}
