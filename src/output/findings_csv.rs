//! Findings as CSV, one line each, at its first place.

use crate::check::Finding;

use super::csv::{self, line};
use super::json::finding_place;
use super::register::at;
use super::text::arithmetic_line;
use super::{Checked, waiver_of};

const HEAD: [&str; 19] = [
    "report",
    "path",
    "line",
    "column",
    "edition",
    "severity",
    "rule",
    "message",
    "arithmetic",
    "text",
    "value",
    "unit",
    "metric",
    "period",
    "other_places",
    "suggestion",
    "waived",
    "waiver_reason",
    "fingerprint",
];

/// The names of the columns.
#[must_use]
pub fn head() -> String {
    let mut text = String::from(csv::MARK);
    line(&mut text, HEAD.map(str::to_owned));
    text
}

/// The findings of one report, without the head.
#[must_use]
pub fn rows(checked: &Checked) -> String {
    let mut text = String::new();
    for finding in &checked.findings {
        line(&mut text, fields(checked, finding));
    }
    text
}

fn fields(checked: &Checked, finding: &Finding) -> [String; 19] {
    let report = checked.report;
    let primary = finding.primary();
    let place = finding_place(report, primary);
    let edition = super::edition_of(report, primary.span.file).map(crate::source::Language::tag);
    let arithmetic: Vec<String> = finding.arithmetic.iter().map(arithmetic_line).collect();
    let others: Vec<String> = finding.places.iter().skip(1).map(|place| at(report, place.span)).collect();
    let edits = finding.suggestion.iter().flat_map(|suggestion| &suggestion.edits);
    let edits = edits.map(|(span, text)| format!("{} → {text}", report.sources.slice(*span)));
    let text = |field: Option<&str>| field.unwrap_or_default().to_owned();
    [
        report.root.to_string(),
        place.path,
        place.line.to_string(),
        place.column.to_string(),
        text(edition),
        finding.severity.word().to_owned(),
        finding.rule.to_owned(),
        checked.locale.finding(finding),
        arithmetic.join("\n"),
        place.text.to_owned(),
        place.value.unwrap_or_default(),
        place.unit.unwrap_or_default(),
        text(place.metric),
        text(place.period),
        others.join("\n"),
        edits.collect::<Vec<_>>().join("\n"),
        finding.waived.is_some().to_string(),
        waiver_of(report, finding).map(|waiver| waiver.reason.clone()).unwrap_or_default(),
        finding.fingerprint.clone(),
    ]
}
