//! Importing: every text in `tests/fixtures/import` becomes a folder that loads, says the same, checks to the same findings,
//! and gives the text back.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]
#![expect(clippy::disallowed_methods, reason = "reads its own fixtures")]
#![expect(clippy::print_stdout, reason = "says what it skips")]

use std::collections::BTreeSet;
use std::fs;
use std::sync::OnceLock;

use camino::{Utf8Path, Utf8PathBuf};
use tieout::check::{self, Outcome, Role};
use tieout::import::{Imported, import};
use tieout::output;
use tieout::report::load::{Input, InputFile, load};
use tieout::report::{Block, BlockKind, ProblemKind, Report};

/// The published original, for developers who have it beside the repository.
const ORIGINAL: &str = "../shared/source/esg-report-2023.zh-Hant.txt";

/// A text, what was made of it, and that as it is loaded again.
struct Case {
    path: Utf8PathBuf,
    before: Report,
    imported: Imported,
    after: Report,
}

/// Every text, imported once for all tests.
fn cases() -> &'static [Case] {
    static CASES: OnceLock<Vec<Case>> = OnceLock::new();
    let case = |path: Utf8PathBuf| {
        let before = single(&path);
        let imported = import(&before).unwrap();
        let after = folder(&imported);
        Case { path, before, imported, after }
    };
    CASES.get_or_init(|| fixtures().into_iter().map(case).collect())
}

fn case(name: &str) -> &'static Case {
    cases().iter().find(|case| case.path.file_name() == Some(name)).unwrap()
}

fn fixtures() -> Vec<Utf8PathBuf> {
    let root = Utf8Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("tests/fixtures/import");
    let mut paths: Vec<Utf8PathBuf> =
        folder.read_dir_utf8().unwrap().map(|entry| entry.unwrap().into_path()).collect();
    let invented = root.join("tests/yardstick").read_dir_utf8().unwrap();
    let invented = invented.map(|entry| entry.unwrap().path().join("report.md"));
    paths.extend(invented.filter(|path| path.is_file()));
    let original = root.join(ORIGINAL);
    if original.is_file() {
        paths.push(original);
    } else {
        println!("skipped: {original} is not here");
    }
    paths.sort();
    paths
}

fn single(path: &Utf8Path) -> Report {
    let text = fs::read_to_string(path).unwrap();
    let name: Utf8PathBuf = path.file_name().unwrap().into();
    let file = InputFile { path: name.clone(), content: Ok(text) };
    load(&Input { root: name, folder: false, files: vec![file], others: Vec::new() })
}

/// The folder as it is loaded after it was written, images included.
fn folder(imported: &Imported) -> Report {
    let file =
        |(path, text): &(Utf8PathBuf, String)| InputFile { path: path.clone(), content: Ok(text.clone()) };
    load(&Input {
        root: "r".into(),
        folder: true,
        files: imported.files.iter().map(file).collect(),
        others: imported.images.iter().map(|(_, path)| path.clone()).collect(),
    })
}

/// The blocks of a report in order, as words; footnotes apart, for they follow the chapters that refer to them.
fn blocks(report: &Report) -> (Vec<String>, BTreeSet<String>) {
    let editions = report.chapters.iter().flat_map(|chapter| {
        [chapter.editions.zh_hant.as_ref(), chapter.editions.en.as_ref()].into_iter().flatten()
    });
    let all: Vec<&Block> = editions.flat_map(|edition| &edition.blocks).collect();
    let words = |block: &&Block| {
        let texts: Vec<&str> = block.texts().map(|text| text.plain.as_str()).collect();
        match &block.kind {
            BlockKind::Heading { level, .. } => format!("h{level} {}", texts.concat()),
            BlockKind::Code(code) => format!("code {code}"),
            BlockKind::Image { alt, target } => format!("image {alt} {target}"),
            kind => format!("{:?} {}", std::mem::discriminant(kind), texts.join("\t")),
        }
    };
    let is_note = |block: &&Block| matches!(block.kind, BlockKind::Footnote { .. });
    let body = all.iter().copied().filter(|block| !is_note(block)).map(|block| words(&block));
    let notes = all.iter().copied().filter(is_note).map(|block| words(&block));
    (body.collect(), notes.collect())
}

/// Each word that some finding suspects, with the rule and the severity.
fn findings(report: &Report, outcome: &Outcome) -> BTreeSet<(String, String, String)> {
    let mut found = BTreeSet::new();
    for finding in &outcome.findings {
        let suspects = finding.places.iter().filter(|place| place.role == Role::Suspect);
        let mut words: Vec<&str> = suspects.map(|place| report.sources.slice(place.span)).collect();
        if words.is_empty() {
            words.push("");
        }
        let key =
            |words: &str| (finding.rule.to_owned(), finding.severity.word().to_owned(), words.to_owned());
        found.extend(words.into_iter().map(key));
    }
    found
}

#[test]
fn nothing_is_lost_and_the_folder_loads() {
    for Case { path, before, imported, after } in cases() {
        assert!(after.problems.is_empty(), "{path}: {:?}", after.problems);
        assert_eq!(blocks(before), blocks(after), "{path}");
        let language = after.languages()[0];
        let text = output::markdown::edition(after, language, Utf8Path::new("out"));
        let again = Input {
            root: "again.md".into(),
            folder: false,
            files: vec![InputFile { path: "again.md".into(), content: Ok(text) }],
            others: Vec::new(),
        };
        let (body, notes) = blocks(&load(&again));
        let (expected, expected_notes) = blocks(before);
        // An image is named from where the text lies.
        let mut body: Vec<String> = body;
        for (named, at) in &imported.images {
            let moved = format!("../r/{at}");
            for block in &mut body {
                *block = block.replace(&moved, named);
            }
        }
        assert_eq!(body, expected, "{path}");
        assert_eq!(notes, expected_notes, "{path}");
    }
}

#[test]
fn the_folder_checks_to_the_same_findings() {
    for Case { path, before, after, .. } in cases() {
        let (of_file, of_folder) = (check::run(before), check::run(after));
        assert_eq!(findings(before, &of_file), findings(after, &of_folder), "{path}");
    }
}

#[test]
fn a_text_without_footnotes_comes_back_byte_for_byte() {
    for Case { path, before, after, .. } in cases() {
        let source = &before.sources.iter().next().unwrap().1.text;
        if !source.contains("[^") && !source.contains("![") {
            let text = output::markdown::edition(after, after.languages()[0], Utf8Path::new("out"));
            assert_eq!(text, **source, "{path}");
        }
    }
}

#[test]
fn an_image_goes_with_its_chapter() {
    let imported = &case("levels.md").imported;
    assert_eq!(imported.images.len(), 1);
    let (named, at) = &imported.images[0];
    assert_eq!(named, "images/lamp.png");
    assert!(at.starts_with("chapters") && at.ends_with("images/lamp.png"), "{at}");
    let without = Imported { images: Vec::new(), ..imported.clone() };
    let missing = |report: &Report| {
        let kinds = report.problems.iter().map(|problem| &problem.kind);
        kinds.filter(|kind| matches!(kind, ProblemKind::ImageMissing { .. })).count()
    };
    assert_eq!(missing(&folder(&without)), 1, "an image that is not there is said");
}

#[test]
fn files_of_a_folder() {
    insta::assert_snapshot!(files("xianggang.txt"));
}

#[test]
fn figures_of_sentences_are_bound_where_all_says_so() {
    let imported = &case("annual.md").imported;
    let (_, people) = imported.files.iter().find(|(path, _)| path.as_str().contains("people/en.md")).unwrap();
    let expected = "At the end of 2023 total employees were [1,310](metric:people.total_employees@2023) persons, \
                    after [1,204](metric:people.total_employees@2022) persons in 2022; the board has 1,310 files.";
    assert!(people.contains(expected), "{people}");
}

#[test]
fn formulas_are_declared_to_be_confirmed() {
    let imported = &case("xianggang.txt").imported;
    let (_, relations) = imported.files.iter().find(|(path, _)| path == "relations.yaml").unwrap();
    for total in ["[gender])", "[age])"] {
        assert!(
            relations.lines().any(|line| line.contains("= sum(") && line.ends_with(total)),
            "{relations}"
        );
    }
    let count = |words: &str| relations.matches(words).count();
    assert_eq!(count("formula: "), count("note: \"mined: confirm\""));
}

/// The YAML files but for the formulas, which are the business of those who mine them; and the lines of the chapters that were
/// put in.
fn files(name: &str) -> String {
    let case = case(name);
    let source = &case.before.sources.iter().next().unwrap().1.text;
    let mut out = String::new();
    for (path, text) in &case.imported.files {
        if path == "relations.yaml" {
            continue;
        }
        out.push_str(&format!("== {path}\n"));
        if path.extension() == Some("yaml") {
            out.push_str(text);
        } else {
            let put_in = text.lines().filter(|line| !source.lines().any(|known| known == *line));
            put_in.for_each(|line| out.push_str(&format!("+ {line}\n")));
        }
    }
    out
}

#[test]
fn a_value_is_written_as_it_is_printed() {
    for Case { path, before, after, .. } in cases() {
        for placed in after.figures.iter().filter(|placed| placed.binding.is_some()) {
            let value = after.metrics.value(placed.binding.as_ref().unwrap()).unwrap();
            let printed = placed.figure.printed.replace([',', '，'], "");
            let same =
                printed.contains(value.lexeme.trim_start_matches('-')) || placed.figure.value != value.value;
            assert!(same, "{path}: {} for {}", value.lexeme, placed.figure.printed);
        }
        assert!(!before.figures.is_empty(), "{path}");
    }
}

#[test]
fn a_text_with_nothing_in_it_gives_nothing() {
    for text in ["", "\n\n", "<!-- a comment -->\n"] {
        let file = InputFile { path: "a.md".into(), content: Ok(text.to_owned()) };
        let input = Input { root: "a.md".into(), folder: false, files: vec![file], others: Vec::new() };
        assert!(import(&load(&input)).is_none(), "{text:?}");
    }
}
