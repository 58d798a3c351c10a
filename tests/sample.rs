//! The sample report in `content/`: what `check` must find in it, and that no changed digit passes.

use camino::Utf8Path;
use tieout::check::{self, Role, Severity};
use tieout::figures::Qualifier;
use tieout::locale::Locale;
use tieout::report::load::{Input, load};
use tieout::report::{PlacedFigure, Report};
use tieout::session::Session;
use tieout::source::{Language, Span};
use tieout::store;

fn content() -> &'static Utf8Path {
    Utf8Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/content"))
}

#[test]
fn scope_3_is_one_error_with_its_suspect_and_its_evidence() {
    let session = Session::open(content()).unwrap();
    let sources = &session.report.sources;
    let suspects = |finding: &check::Finding, text: &str| {
        let suspect = |place: &&check::FindingPlace| place.role == Role::Suspect;
        finding.places.iter().filter(suspect).any(|place| sources.slice(place.span) == text)
    };
    for (suspect, other) in [("2,265.46", "2,364.85"), ("4,298.56", "4,298.55")] {
        let found: Vec<_> = session.outcome.open().filter(|finding| suspects(finding, suspect)).collect();
        assert_eq!(found.len(), 1, "{suspect} is suspected once");
        assert_eq!(found[0].severity, Severity::Error);
        assert!(
            found[0].places.iter().any(|place| sources.slice(place.span) == other),
            "{other} is evidence"
        );
        assert!(!found[0].arithmetic.is_empty(), "the sum is shown");
        for language in Language::ALL {
            let said = Locale::new(language).finding(found[0]);
            assert!(said.contains(suspect) && said.contains(other), "{said}");
        }
    }
}

/// Every so many figures are changed: all of them would take minutes.
const EVERY: usize = 23;

/// A report with the last digit of a place changed.
fn changed(input: &Input, report: &Report, span: Span) -> Option<Report> {
    let path = report.sources.path(span);
    let mut input = input.clone();
    let file = input.files.iter_mut().find(|file| file.path == path)?;
    let text = file.content.as_mut().ok()?;
    // The figure of `[80](metric:rate@2023)%` goes on behind its link: only what is before that is printed.
    let printed = text.get(span.start..span.end)?.split(']').next()?;
    let at = span.start + printed.rfind(|char: char| char.is_ascii_digit())?;
    let digit = if &text[at..=at] == "7" { "2" } else { "7" };
    text.replace_range(at..=at, digit);
    Some(load(&input))
}

#[test]
fn a_changed_digit_of_a_metric_bound_figure_is_named() {
    let input = store::read(content()).unwrap();
    let report = load(&input);
    // "About 300" may be 307.
    let exact = |placed: &&PlacedFigure| placed.figure.qualifier == Qualifier::Exact;
    let bound = report.figures.iter().filter(|placed| placed.binding.is_some()).filter(exact);
    let mut missed = Vec::new();
    for placed in bound.step_by(EVERY) {
        let Some(changed) = changed(&input, &report, placed.span) else {
            continue;
        };
        let outcome = check::run(&changed);
        let named =
            outcome.open().any(|finding| finding.places.iter().any(|place| place.span == placed.span));
        if !named {
            let at = report.sources.position(placed.span);
            missed.push(format!(
                "{}:{} {}",
                report.sources.path(placed.span),
                at.line,
                placed.figure.printed
            ));
        }
    }
    assert!(missed.is_empty(), "no finding names the changed figure:\n{}", missed.join("\n"));
}
