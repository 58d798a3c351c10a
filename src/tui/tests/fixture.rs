//! A small report in both languages, with findings of each sort set by hand: the rules may change under these tests.

use camino::Utf8PathBuf;
use rust_decimal::Decimal;

use crate::check::{
    Arg, Arithmetic, Finding, FindingPlace, Message, Outcome, Role, Severity, State, Suggestion, Tie,
};
use crate::report::load::{Input, InputFile};
use crate::report::{FigureId, Report};
use crate::session::Session;
use crate::source::Language;

const FILES: [(&str, &str); 6] = [
    ("chapters/2-climate/en.md", include_str!("fixture/climate.en.md")),
    ("chapters/2-climate/zh-Hant.md", include_str!("fixture/climate.zh-Hant.md")),
    ("chapters/a1-performance/en.md", include_str!("fixture/appendix.en.md")),
    ("chapters/a1-performance/zh-Hant.md", include_str!("fixture/appendix.zh-Hant.md")),
    ("metrics/environment.yaml", include_str!("fixture/environment.yaml")),
    ("report.yaml", include_str!("fixture/report.yaml")),
];

/// The report with its findings.
pub fn session() -> Session {
    edited("", "")
}

/// The Chinese chapter as a file of its own, checked by the rules.
pub fn alone() -> Session {
    let (path, text) = FILES[1];
    let path = Utf8PathBuf::from(path.replace('/', "-"));
    let file = InputFile { path: path.clone(), content: Ok(text.to_owned()) };
    Session::of(Input { root: path, folder: false, files: vec![file], others: Vec::new() })
}

/// A report of which no chapter is there.
pub fn empty() -> Session {
    let file =
        |(path, text): &(&str, &str)| InputFile { path: (*path).into(), content: Ok((*text).to_owned()) };
    let files = FILES.iter().filter(|(path, _)| *path == "report.yaml").map(file).collect();
    Session::of(Input { root: "report".into(), folder: true, files, others: Vec::new() })
}

/// The report after a change to its files, checked again.
pub fn edited(from: &str, to: &str) -> Session {
    let file = |(path, text): &(&str, &str)| InputFile {
        path: Utf8PathBuf::from(*path),
        content: Ok(if from.is_empty() { (*text).to_owned() } else { text.replace(from, to) }),
    };
    let files = FILES.iter().map(file).collect();
    let input = Input { root: "report".into(), folder: true, files, others: Vec::new() };
    let mut session = Session::of(input);
    assert_eq!(session.report.problems, [], "the fixture is sound");
    session.outcome = outcome(&session.report);
    session
}

/// The figure that is printed so in an edition of a chapter.
pub fn figure(report: &Report, chapter: usize, language: Language, printed: &str) -> FigureId {
    let at = |placed: &crate::report::PlacedFigure| {
        (placed.place.chapter, placed.place.language) == (chapter, language)
            && placed.figure.printed == printed
    };
    report.figures.iter().position(at).expect("the fixture prints it")
}

fn outcome(report: &Report) -> Outcome {
    let mut outcome = crate::check::run(report);
    for (state, placed) in outcome.figures.iter_mut().zip(&report.figures) {
        state.state = if placed.binding.is_some() { State::Tied } else { State::Untied };
        state.tie = placed.binding.as_ref().map(|_| Tie::Metric);
    }
    outcome.findings = findings(report);
    for finding in &outcome.findings {
        for figure in
            finding.places.iter().filter(|place| place.role == Role::Suspect).filter_map(|place| place.figure)
        {
            outcome.figures[figure].state =
                if finding.waived.is_some() { State::Waived } else { State::Contradicted };
        }
    }
    outcome
}

fn findings(report: &Report) -> Vec<Finding> {
    let place = |chapter, language, printed: &str, role| {
        let id = figure(report, chapter, language, printed);
        let placed = &report.figures[id];
        FindingPlace {
            span: placed.span,
            role,
            figure: Some(id),
            metric: placed.binding.clone(),
            value: Some(placed.figure.value),
        }
    };
    let (zh, en) = (Language::ZhHant, Language::En);
    let restated = Finding {
        rule: "restatement-differs",
        severity: Severity::Error,
        message: said("2,265.46", "2,364.85"),
        places: vec![
            place(0, zh, "2,265.46", Role::Suspect),
            place(0, en, "2,265.46", Role::Suspect),
            place(1, zh, "2,364.85", Role::Witness),
            place(1, en, "2,364.85", Role::Witness),
        ],
        arithmetic: vec![
            Arithmetic {
                expression: "161.06 + 1,772.64 + 2,364.85".to_owned(),
                result: "4,298.55".to_owned(),
                stated: None,
                difference: None,
                holds: true,
            },
            Arithmetic {
                expression: "161.06 + 1,772.64 + 2,265.46".to_owned(),
                result: "4,199.16".to_owned(),
                stated: Some("4,298.55".to_owned()),
                difference: Some("99.39".to_owned()),
                holds: false,
            },
        ],
        suggestion: Some(Suggestion { edits: Vec::new() }),
        fingerprint: "0123456789abcdef".to_owned(),
        waived: None,
    };
    let imprecise = Finding {
        rule: "precision-differs",
        severity: Severity::Warning,
        message: said("19.0%", "19.04%"),
        places: vec![place(0, zh, "19.0%", Role::Suspect)],
        arithmetic: Vec::new(),
        suggestion: None,
        fingerprint: "1123456789abcdef".to_owned(),
        waived: None,
    };
    let words = Finding {
        rule: "term-differs",
        severity: Severity::Note,
        message: said("僱員", "員工"),
        places: vec![FindingPlace {
            span: report.edition(0, zh).expect("it is there").blocks[3].span,
            role: Role::Suspect,
            figure: None,
            metric: None,
            value: Some(Decimal::ZERO),
        }],
        arithmetic: Vec::new(),
        suggestion: None,
        fingerprint: "2123456789abcdef".to_owned(),
        waived: None,
    };
    vec![restated, imprecise, words]
}

/// Any message with two words will do: what findings say is tested where they are found.
fn said(one: &str, other: &str) -> Message {
    let arg = |name, text: &str| (name, Arg::Text(text.to_owned()));
    Message {
        key: "finding-flagged",
        args: vec![arg("by", one), arg("on", other), arg("words", "ghg.scope3")],
    }
}
