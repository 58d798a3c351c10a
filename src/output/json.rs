//! The JSON contract, version 1. Its structs are its own: our types stay free to change without it.
//!
//! Lines and columns are from 1, ends exclusive; columns count Unicode scalar values. A key is never left out:
//! what is not known is `null`.

use serde::Serialize;

use crate::check::tie::TieFact;
use crate::check::{Finding, FindingPlace};
use crate::report::{MetricRef, PlacedFigure, Report};
use crate::source::Span;

use super::register::{Coverage, Entry, Register, tie_word};
use super::text::arithmetic_line;
use super::{Checked, path, place};

/// Raised when a key changes its name or meaning; a new key does not.
pub(super) const VERSION: u8 = 1;

#[derive(Serialize)]
pub(super) struct CheckDocument<'a> {
    version: u8,
    report: ReportHead<'a>,
    summary: Summary,
    findings: Vec<FindingEntry<'a>>,
}

#[derive(Serialize)]
struct FiguresDocument<'a> {
    version: u8,
    figures: Vec<FigureEntry<'a>>,
    coverage: Vec<CoverageEntry<'a>>,
}

#[derive(Serialize)]
pub(super) struct ReportHead<'a> {
    path: &'a str,
    editions: Vec<&'static str>,
}

impl<'a> ReportHead<'a> {
    pub(super) fn of(report: &'a Report) -> ReportHead<'a> {
        let editions = report.languages().into_iter().map(crate::source::Language::tag).collect();
        ReportHead { path: report.root.as_str(), editions }
    }

    /// A report of which nothing is known but where it should be.
    pub(super) fn unread(path: &'a str) -> ReportHead<'a> {
        ReportHead { path, editions: Vec::new() }
    }
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    notes: usize,
    figures: usize,
    tied: usize,
    contradicted: usize,
    waived: usize,
    untied: usize,
}

#[derive(Serialize)]
struct FindingEntry<'a> {
    rule: &'static str,
    severity: &'static str,
    message: String,
    arithmetic: String,
    fingerprint: &'a str,
    waived: bool,
    places: Vec<PlaceEntry<'a>>,
    suggestion: Option<SuggestionEntry<'a>>,
}

#[derive(Serialize)]
pub(super) struct PlaceEntry<'a> {
    pub(super) path: String,
    pub(super) line: usize,
    pub(super) column: usize,
    end_line: usize,
    end_column: usize,
    pub(super) text: &'a str,
    role: Option<&'static str>,
    pub(super) value: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) metric: Option<&'a str>,
    pub(super) period: Option<&'a str>,
}

#[derive(Serialize)]
struct FigureEntry<'a> {
    #[serde(flatten)]
    place: PlaceEntry<'a>,
    kind: &'static str,
    state: &'static str,
    low: Option<String>,
    high: Option<String>,
    /// The strongest first.
    ties: Vec<TieEntry<'a>>,
    /// Fingerprints of the findings that suspect it.
    against: Vec<&'a str>,
}

#[derive(Serialize)]
struct TieEntry<'a> {
    by: &'static str,
    metric: Option<&'a str>,
    period: Option<&'a str>,
    arithmetic: Option<String>,
    places: Vec<PlaceEntry<'a>>,
}

/// How many figures are tied; `chapter` is `null` for a whole edition, `percent` where there are no figures.
#[derive(Serialize)]
struct CoverageEntry<'a> {
    chapter: Option<&'a str>,
    title: Option<&'a str>,
    edition: &'static str,
    figures: usize,
    tied: usize,
    contradicted: usize,
    waived: usize,
    untied: usize,
    percent: Option<usize>,
}

#[derive(Serialize)]
struct SuggestionEntry<'a> {
    edits: Vec<EditEntry<'a>>,
}

#[derive(Serialize)]
struct EditEntry<'a> {
    path: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: &'a str,
    replacement: &'a str,
}

impl<'a> CheckDocument<'a> {
    pub(super) fn of(checked: &Checked<'a>) -> CheckDocument<'a> {
        let counts = checked.counts();
        CheckDocument {
            version: VERSION,
            report: ReportHead::of(checked.report),
            summary: Summary {
                errors: counts.errors,
                warnings: counts.warnings,
                notes: counts.notes,
                figures: counts.figures,
                tied: counts.tied,
                contradicted: counts.contradicted,
                waived: counts.waived,
                untied: counts.untied,
            },
            findings: checked.findings.iter().map(|finding| finding_entry(checked, finding)).collect(),
        }
    }
}

/// The document of `check`.
#[must_use]
pub fn findings(checked: &Checked) -> String {
    print(&CheckDocument::of(checked))
}

/// The document of `figures`.
#[must_use]
pub fn figures(register: &Register) -> String {
    let figures = register.entries.iter().map(|entry| figure_entry(register, entry)).collect();
    let coverage = register.coverage.iter().map(|one| coverage_entry(register, one)).collect();
    print(&FiguresDocument { version: VERSION, figures, coverage })
}

fn figure_entry<'a>(register: &'a Register, entry: &'a Entry) -> FigureEntry<'a> {
    let report = register.checked.report;
    let interval = entry.placed.figure.interval();
    FigureEntry {
        place: figure_place(report, entry.placed),
        kind: place::kind(entry.placed.figure.kind),
        state: place::state(entry.state.state),
        low: interval.low.map(place::number),
        high: interval.high.map(place::number),
        ties: entry.ties.iter().map(|fact| tie_entry(report, fact)).collect(),
        against: entry.against.iter().map(|finding| finding.fingerprint.as_str()).collect(),
    }
}

fn tie_entry<'a>(report: &'a Report, fact: &'a TieFact) -> TieEntry<'a> {
    let metric = fact.metric.as_ref();
    TieEntry {
        by: tie_word(fact.by),
        metric: metric.map(|metric| report.metrics.series(metric.series).name.as_str()),
        period: metric.map(|metric| metric.period.0.as_str()),
        arithmetic: fact.arithmetic.as_ref().map(arithmetic_line),
        places: fact.places.iter().map(|span| bare_place(report, *span)).collect(),
    }
}

fn coverage_entry<'a>(register: &'a Register, one: &Coverage) -> CoverageEntry<'a> {
    let chapter = one.chapter.map(|chapter| &register.checked.report.chapters[chapter]);
    CoverageEntry {
        chapter: chapter.map(|chapter| chapter.folder.as_str()),
        title: chapter.map(|chapter| chapter.title(register.checked.locale.language)),
        edition: one.language.tag(),
        figures: one.figures,
        tied: one.tied,
        contradicted: one.contradicted,
        waived: one.waived,
        untied: one.untied,
        percent: one.percent(),
    }
}

pub(super) fn print<T: Serialize>(document: &T) -> String {
    let mut text = serde_json::to_string_pretty(document).expect("the document has string keys only");
    text.push('\n');
    text
}

fn finding_entry<'a>(checked: &Checked<'a>, finding: &'a Finding) -> FindingEntry<'a> {
    let report = checked.report;
    let lines: Vec<String> = finding.arithmetic.iter().map(arithmetic_line).collect();
    FindingEntry {
        rule: finding.rule,
        severity: finding.severity.word(),
        message: checked.locale.finding(finding),
        arithmetic: lines.join("\n"),
        fingerprint: &finding.fingerprint,
        waived: finding.waived.is_some(),
        places: finding.places.iter().map(|place| finding_place(report, place)).collect(),
        suggestion: finding.suggestion.as_ref().map(|suggestion| SuggestionEntry {
            edits: suggestion.edits.iter().map(|(span, text)| edit_entry(report, *span, text)).collect(),
        }),
    }
}

pub(super) fn finding_place<'a>(report: &'a Report, found: &'a FindingPlace) -> PlaceEntry<'a> {
    let mut entry = match found.figure.and_then(|figure| report.figures.get(figure)) {
        Some(placed) => figure_place(report, placed),
        None => bare_place(report, found.span),
    };
    entry.role = Some(found.role.word());
    if entry.value.is_none() {
        entry.value = found.value.map(place::number);
    }
    metric(report, found.metric.as_ref(), &mut entry);
    entry
}

pub(super) fn figure_place<'a>(report: &'a Report, placed: &'a PlacedFigure) -> PlaceEntry<'a> {
    let mut entry = bare_place(report, placed.span);
    entry.value = Some(place::value(&placed.figure));
    entry.unit = placed.figure.unit.as_ref().map(place::unit);
    metric(report, placed.binding.as_ref(), &mut entry);
    entry
}

/// A value in YAML.
pub(super) fn metric_place<'a>(report: &'a Report, reference: &'a MetricRef) -> Option<PlaceEntry<'a>> {
    let value = report.metrics.value(reference)?;
    let mut entry = bare_place(report, value.span);
    entry.value = Some(place::number(value.value));
    metric(report, Some(reference), &mut entry);
    Some(entry)
}

/// Names the metric, and its unit where the text states none.
fn metric<'a>(report: &'a Report, reference: Option<&'a MetricRef>, entry: &mut PlaceEntry<'a>) {
    let Some(reference) = reference else {
        return;
    };
    let series = report.metrics.series(reference.series);
    entry.metric = Some(&series.name);
    entry.period = Some(&reference.period.0);
    if entry.unit.is_none() && entry.value.is_some() {
        entry.unit = series.unit.as_ref().map(place::unit);
    }
}

fn bare_place(report: &Report, span: Span) -> PlaceEntry<'_> {
    let source = report.sources.get(span.file);
    let (start, end) = (source.position(span.start), source.position(span.end));
    PlaceEntry {
        path: path(report, &source.path).into_string(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        text: report.sources.slice(span),
        role: None,
        value: None,
        unit: None,
        metric: None,
        period: None,
    }
}

fn edit_entry<'a>(report: &'a Report, span: Span, replacement: &'a str) -> EditEntry<'a> {
    let place = bare_place(report, span);
    EditEntry {
        path: place.path,
        line: place.line,
        column: place.column,
        end_line: place.end_line,
        end_column: place.end_column,
        text: place.text,
        replacement,
    }
}
