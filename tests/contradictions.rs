//! The sample report: what its figures contradict, and that a digit changed anywhere is named.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use camino::Utf8Path;
use tieout::check::{self, Finding, Role};
use tieout::locale::Locale;
use tieout::report::load::{Input, load};
use tieout::report::{FigureId, MetricRef, Origin, Report};
use tieout::source::Language;
use tieout::store;

/// In each copy of the report one place of every metric is changed: the first, the second, and so on.
const COPIES: usize = 4;

#[test]
fn contradictions_in_figures() {
    let report = load(&input());
    let outcome = check::run(&report);
    let told: Vec<String> = outcome
        .findings
        .iter()
        .filter(|finding| !finding.arithmetic.is_empty())
        .map(|finding| told(&report, finding))
        .collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn a_changed_digit_is_named() {
    let input = input();
    let report = load(&input);
    let mut by_metric: BTreeMap<&MetricRef, Vec<FigureId>> = BTreeMap::new();
    for (id, placed) in report.figures.iter().enumerate() {
        if let Some(metric) = placed.binding.as_ref().filter(|_| placed.origin != Origin::Linked) {
            by_metric.entry(metric).or_default().push(id);
        }
    }
    for copy in 0..COPIES {
        let figures: Vec<FigureId> =
            by_metric.values().filter_map(|figures| figures.get(copy).copied()).collect();
        let changed = with_changes(&input, &report, &figures);
        let found = check::run(&changed).findings;
        for figure in figures {
            let span = report.figures[figure].span;
            let named = found.iter().flat_map(|finding| &finding.places).any(|place| place.span == span);
            let written_out = !report.sources.slice(span).starts_with(|char: char| char.is_ascii_digit());
            assert!(
                named || written_out,
                "{} at {span:?} was changed, and nothing says so",
                report.sources.slice(span)
            );
        }
    }
}

fn input() -> Input {
    store::read(Utf8Path::new("content")).expect("the sample is there")
}

/// The report with the last digit of some figures changed; the text stays as long as it was.
fn with_changes(input: &Input, report: &Report, figures: &[FigureId]) -> Report {
    let mut input = input.clone();
    for figure in figures {
        let span = report.figures[*figure].span;
        let path = report.sources.path(span);
        let file = input.files.iter_mut().find(|file| file.path == path).expect("the file was read");
        let text = file.content.as_mut().expect("the file could be read");
        let printed = report.sources.slice(span);
        let numeral = |char: char| char.is_ascii_digit() || matches!(char, '.' | ',');
        let head = printed.find(|char| !numeral(char)).unwrap_or(printed.len());
        let Some(at) = printed[..head].rfind(|char: char| char.is_ascii_digit()) else { continue };
        let digit = if printed[at..].starts_with('7') { "2" } else { "7" };
        text.replace_range(span.start + at..=span.start + at, digit);
    }
    load(&input)
}

fn told(report: &Report, finding: &Finding) -> String {
    let mut out = format!("{} {}\n", finding.severity.word(), finding.rule);
    for language in Language::ALL {
        writeln!(out, "  {}", Locale::new(language).finding(finding)).expect("a string can be written to");
    }
    for place in finding.places.iter().filter(|place| place.role == Role::Suspect) {
        writeln!(out, "  {} {}", report.sources.path(place.span), report.sources.slice(place.span))
            .expect("a string can be written to");
    }
    out
}
