//! Every rule has a report that it fires on, one that it is silent on, and a page in each language whose examples hold.
//!
//! `tests/rules/<rule>/fires` and `silent` are report folders; what the first gives is kept in `findings.snap` beside
//! them. In a page (`locales/<language>/rules/<rule>.md`) the fenced blocks that name a file (` ```yaml glossary.yaml `)
//! make a report: those under the first `##` heading one that fires, those under the second one that is silent.

use std::fmt::Write as _;

use camino::{Utf8Path, Utf8PathBuf};
use tieout::check::{Finding, RULES, Rule, run_rules};
use tieout::locale::Locale;
use tieout::report::load::{Input, InputFile, load};
use tieout::report::problem::YamlFault;
use tieout::report::{Problem, ProblemKind, Report};
use tieout::source::{Language, Position, Span};
use tieout::store;

#[test]
fn fixtures_fire_and_are_silent() {
    for rule in RULES {
        let folder = Utf8Path::new("tests/rules").join(rule.id);
        let (fires, silent) = (open(&folder.join("fires")), open(&folder.join("silent")));
        let found = findings(&fires, rule);
        assert!(!found.is_empty(), "{}: its report `fires` gives nothing", rule.id);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(format!("../{folder}"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!("findings", told(&fires, &found)));
        let found = findings(&silent, rule);
        assert!(found.is_empty(), "{}: its report `silent` gives\n{}", rule.id, told(&silent, &found));
    }
}

#[test]
fn examples_of_pages_hold() {
    for rule in RULES {
        for language in Language::ALL {
            let page = Locale::new(language).rule_page(rule.id);
            let page = page.unwrap_or_else(|| panic!("{} has no page in {}", rule.id, language.tag()));
            let sections = sections(page);
            let [fires, silent, ..] = &sections[..] else {
                panic!("{}: a page in {} with fewer than two sections", rule.id, language.tag());
            };
            let report = example(fires);
            let found = findings(&report, rule);
            assert!(!found.is_empty(), "{} ({}): the first example gives nothing", rule.id, language.tag());
            let report = example(silent);
            let found = findings(&report, rule);
            let told = told(&report, &found);
            assert!(found.is_empty(), "{} ({}): the second example gives\n{told}", rule.id, language.tag());
        }
    }
}

#[test]
fn every_problem_has_words() {
    let text = || "x".to_owned();
    let kinds = vec![
        ProblemKind::Yaml(YamlFault::Other { message: text() }),
        ProblemKind::Yaml(YamlFault::Syntax { slip: "separator", sign: text() }),
        ProblemKind::Yaml(YamlFault::DuplicateKey { key: text() }),
        ProblemKind::Yaml(YamlFault::TooDeep),
        ProblemKind::Yaml(YamlFault::TooMuch),
        ProblemKind::Yaml(YamlFault::UnknownAlias),
        ProblemKind::Yaml(YamlFault::Cycle),
        ProblemKind::Yaml(YamlFault::SeveralDocuments),
        ProblemKind::TooManyFigures { limit: 1 },
        ProblemKind::NotUtf8 { at: Position { line: 1, column: 1 } },
        ProblemKind::NulByte { at: Position { line: 1, column: 1 } },
        ProblemKind::TooLarge { size: 2, limit: 1 },
        ProblemKind::ChapterAbsent { folder: text() },
        ProblemKind::EditionAbsent { folder: text(), language: "en" },
        ProblemKind::EditionAbsent { folder: text(), language: "zh-Hant" },
        ProblemKind::Unreadable { message: text() },
        ProblemKind::DuplicateMetric { id: text() },
        ProblemKind::DuplicateSegment { id: text(), key: text() },
        ProblemKind::UnknownMetric { reference: text(), nearest: None },
        ProblemKind::UnknownMetric { reference: text(), nearest: Some(text()) },
        ProblemKind::UnknownPeriod { reference: text(), known: vec![text()] },
        ProblemKind::BadReference { reference: text() },
        ProblemKind::NotANumber { found: text() },
        ProblemKind::BadPeriod { found: text() },
        ProblemKind::MissingKey { key: "id" },
        ProblemKind::UnknownKey { found: text(), nearest: None, expected: Vec::new() },
        ProblemKind::UnknownKey { found: text(), nearest: None, expected: vec!["id"] },
        ProblemKind::UnknownKey { found: text(), nearest: Some("id"), expected: vec!["id"] },
        ProblemKind::NoMap { found: text() },
        ProblemKind::UnknownWord { found: text(), expected: vec![text()] },
        ProblemKind::ImageMissing { target: text() },
        ProblemKind::ImageOutside { target: text() },
        ProblemKind::PriorAbsent { target: text() },
        ProblemKind::PriorOutside { target: text() },
        ProblemKind::BadFormula { formula: text(), expected: text(), found: text() },
        ProblemKind::TableTooWide { columns: 2, limit: 1 },
        ProblemKind::TooDeep { limit: 1 },
    ];
    let mut report = example(&[]);
    let span = Some(Span::new(report.sources.find("report.yaml".into()).unwrap(), 0, 1));
    let problem = |kind| Problem { kind, path: "x.md".into(), span };
    report.problems = kinds.into_iter().map(problem).collect();
    let found = run_rules(&report, RULES).findings;
    assert_eq!(found.len(), report.problems.len(), "each problem is one finding");
    told(&report, &found);
}

fn open(folder: &Utf8Path) -> Report {
    let input = store::read(folder).unwrap_or_else(|error| panic!("{error}"));
    load(&input)
}

fn findings(report: &Report, rule: &Rule) -> Vec<Finding> {
    run_rules(report, &[*rule]).findings
}

/// Findings as people read them: in both languages, with every place.
fn told(report: &Report, findings: &[Finding]) -> String {
    let locales = Language::ALL.map(Locale::new);
    let mut out = String::new();
    for finding in findings {
        out.push_str(finding.severity.word());
        out.push('\n');
        for locale in &locales {
            let message = locale.finding(finding);
            assert_ne!(message, finding.message.key, "a message without words in {}", locale.language.tag());
            writeln!(out, "  {message}").expect("a string can be written to");
        }
        for place in &finding.places {
            let at = report.sources.position(place.span);
            let words = report.sources.slice(place.span).lines().next().unwrap_or_default();
            let path = report.sources.path(place.span);
            writeln!(out, "  {} {path}:{}:{} {words}", place.role.word(), at.line, at.column)
                .expect("a string can be written to");
        }
        for line in &finding.arithmetic {
            let stated = line.stated.as_ref().map_or_else(String::new, |stated| format!(", stated {stated}"));
            let mark = if line.holds { "✓" } else { "✗" };
            writeln!(out, "  {} = {}{stated} {mark}", line.expression, line.result)
                .expect("a string can be written to");
        }
        for (span, text) in finding.suggestion.iter().flat_map(|suggestion| &suggestion.edits) {
            writeln!(out, "  {} => {text}", report.sources.slice(*span)).expect("a string can be written to");
        }
    }
    out
}

/// The fenced blocks that name a file, by the `##` headings of a page.
fn sections(page: &str) -> Vec<Vec<InputFile>> {
    let mut sections: Vec<Vec<InputFile>> = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("## ") {
            sections.push(Vec::new());
        }
        let Some(info) = line.strip_prefix("```") else { continue };
        let body = lines.by_ref().take_while(|line| *line != "```").collect::<Vec<_>>().join("\n");
        if let (Some((_, name)), Some(section)) = (info.split_once(' '), sections.last_mut()) {
            let edition = Language::ALL.iter().any(|language| name == format!("{}.md", language.tag()));
            let folder = if edition { "chapters/example" } else { "" };
            section.push(InputFile { path: Utf8Path::new(folder).join(name), content: Ok(body + "\n") });
        }
    }
    sections
}

/// A report of one chapter, `example`, in both languages.
fn example(files: &[InputFile]) -> Report {
    let mut files = files.to_vec();
    let config = "period: 2023\nlanguages: [zh-Hant, en]\nchapters: [example]\n".to_owned();
    if files.iter().all(|file| file.path != "report.yaml") {
        files.push(InputFile { path: "report.yaml".into(), content: Ok(config) });
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    load(&Input { root: Utf8PathBuf::from("example"), folder: true, files, others: Vec::new() })
}
