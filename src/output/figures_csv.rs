//! The figure register as CSV.

use super::csv::{self, line};
use super::register::{Entry, Register, detail, tie_word};
use super::{path, place};

const HEAD: [&str; 16] = [
    "path", "line", "column", "text", "kind", "value", "unit", "low", "high", "metric", "period", "edition",
    "state", "tie", "tied_by", "against",
];
const COVERAGE_HEAD: [&str; 8] =
    ["chapter", "edition", "figures", "tied", "contradicted", "waived", "untied", "percent"];

/// One line a figure.
#[must_use]
pub fn figures(register: &Register) -> String {
    let mut text = String::from(csv::MARK);
    line(&mut text, HEAD.map(str::to_owned));
    for entry in &register.entries {
        line(&mut text, fields(register, entry));
    }
    text
}

/// One line a chapter and edition; the whole edition has no chapter.
#[must_use]
pub fn coverage(register: &Register) -> String {
    let report = register.checked.report;
    let mut text = String::from(csv::MARK);
    line(&mut text, COVERAGE_HEAD.map(str::to_owned));
    for one in &register.coverage {
        let counts =
            [one.figures, one.tied, one.contradicted, one.waived, one.untied].map(|count| count.to_string());
        let [figures, tied, contradicted, waived, untied] = counts;
        let chapter = one.chapter.map(|chapter| report.chapters[chapter].folder.clone()).unwrap_or_default();
        let percent = one.percent().map(|percent| percent.to_string()).unwrap_or_default();
        let edition = one.language.tag().to_owned();
        line(&mut text, [chapter, edition, figures, tied, contradicted, waived, untied, percent]);
    }
    text
}

fn fields(register: &Register, entry: &Entry) -> [String; 16] {
    let report = register.checked.report;
    let placed = entry.placed;
    let at = report.sources.position(placed.span);
    let interval = placed.figure.interval();
    let bound = placed.binding.as_ref();
    let number = |value: Option<_>| value.map(place::number).unwrap_or_default();
    let tie = entry.ties.first();
    let rules: Vec<&str> = entry.against.iter().map(|finding| finding.rule).collect();
    [
        path(report, report.sources.path(placed.span)).into_string(),
        at.line.to_string(),
        at.column.to_string(),
        report.sources.slice(placed.span).to_owned(),
        place::kind(placed.figure.kind).to_owned(),
        place::value(&placed.figure),
        placed.figure.unit.as_ref().map(place::unit).unwrap_or_default(),
        number(interval.low),
        number(interval.high),
        bound.map(|bound| report.metrics.series(bound.series).name.clone()).unwrap_or_default(),
        bound.map(|bound| bound.period.to_string()).unwrap_or_default(),
        placed.place.language.tag().to_owned(),
        place::state(entry.state.state).to_owned(),
        tie.map(|tie| tie_word(tie.by).to_owned()).unwrap_or_default(),
        tie.map(|tie| detail(report, tie)).unwrap_or_default(),
        rules.join(" "),
    ]
}
