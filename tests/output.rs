//! What people and machines see of a finding and of the register: whole outputs, from a finding made by hand, so that no
//! rule's opinion is needed.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use tieout::check::{
    Arg, Arithmetic, Finding, FindingPlace, Message, Outcome, Role, Severity, Suggestion, run_rules,
};
use tieout::locale::Locale;
use tieout::output::register::Register;
use tieout::output::{self, Checked, Look};
use tieout::report::Report;
use tieout::report::load::{Input, InputFile, load};
use tieout::source::{Language, Span};

const ZH: &str = "# 氣候\n\n回顧全年，集團推行多項減排措施，範圍三排放為 2,265.46 tCO2e，較上年度下降，溫室氣體排放總量為 4,298.56 tCO2e，主要來自差旅、採購及員工通勤等上下游活動，亦包括數據中心的用電。\n";
const EN: &str = "# Climate\n\nScope 3 was 2,364.85 tCO2e on 8 May 2023.\n";
const METRICS: &str = "metrics:\n  - id: ghg.scope3\n    label: {zh-Hant: 範圍三, en: Scope 3}\n    unit: tCO2e\n    values: {2023: 2364.85}\n";

fn report() -> Report {
    let file = |path: &str, text: &str| InputFile { path: path.into(), content: Ok(text.to_owned()) };
    load(&Input {
        root: "r".into(),
        folder: true,
        files: vec![
            file("chapters/1-climate/en.md", EN),
            file("chapters/1-climate/zh-Hant.md", ZH),
            file("metrics/a.yaml", METRICS),
            file("report.yaml", "period: 2023\nchapters: [1-climate]\n"),
        ],
        others: Vec::new(),
    })
}

fn span(report: &Report, path: &str, text: &str) -> Span {
    let file = report.sources.find(path.into()).unwrap();
    let start = report.sources.get(file).text.find(text).unwrap();
    Span::new(file, start, start + text.len())
}

fn place(report: &Report, path: &str, text: &str, role: Role) -> FindingPlace {
    let span = span(report, path, text);
    match report.figures.iter().position(|placed| placed.span == span) {
        Some(figure) => FindingPlace::figure(report, figure, role),
        None => FindingPlace::words(span, role),
    }
}

fn outcome(report: &Report) -> Outcome {
    let suspect = place(report, "chapters/1-climate/zh-Hant.md", "2,265.46", Role::Suspect);
    let places = vec![
        suspect.clone(),
        place(report, "chapters/1-climate/zh-Hant.md", "4,298.56", Role::Operand),
        place(report, "chapters/1-climate/en.md", "2,364.85", Role::Witness),
        place(report, "metrics/a.yaml", "範圍三", Role::Witness),
    ];
    let message = Message {
        key: "finding-input-problem-not-a-number",
        args: vec![("found", Arg::Text("2,265.46".to_owned())), ("path", Arg::Text("a.md".to_owned()))],
    };
    let mut finding = Finding::new("restatement-differs", Severity::Error, message, places);
    "0123456789abcdef".clone_into(&mut finding.fingerprint);
    finding.arithmetic = vec![Arithmetic {
        expression: "161.06 + 1,772.64 + 2,265.46".to_owned(),
        result: "4,199.16".to_owned(),
        stated: Some("4,298.56".to_owned()),
        difference: Some("99.40".to_owned()),
        holds: false,
    }];
    finding.suggestion = Some(Suggestion { edits: vec![(suspect.span, "2,364.85".to_owned())] });
    let mut outcome = run_rules(report, &[]);
    outcome.findings = vec![finding];
    outcome
}

fn with<T>(language: Language, show: impl Fn(&Checked) -> T) -> T {
    let report = report();
    let outcome = outcome(&report);
    let locale = Locale::new(language);
    let findings = outcome.findings.iter().collect();
    show(&Checked { report: &report, outcome: &outcome, findings, edition: None, locale: &locale })
}

#[test]
fn text_in_english() {
    insta::assert_snapshot!(with(Language::En, |checked| output::text::findings(
        checked,
        Look::of(false, 80)
    )));
}

#[test]
fn text_in_chinese() {
    insta::assert_snapshot!(with(Language::ZhHant, |checked| output::text::findings(
        checked,
        Look::of(false, 80)
    )));
}

#[test]
fn json() {
    insta::assert_snapshot!(with(Language::En, output::json::findings));
}

#[test]
fn register_as_json() {
    insta::assert_snapshot!(with(Language::En, |checked| output::json::figures(&Register::new(checked))));
}

#[test]
fn register_as_csv() {
    insta::assert_snapshot!(with(Language::En, |checked| output::figures_csv::figures(&Register::new(
        checked
    ))));
}

#[test]
fn register_as_a_table() {
    insta::assert_snapshot!(with(Language::ZhHant, |checked| {
        output::figures_table::figures(&Register::new(checked), Look::of(false, 80))
    }));
}
