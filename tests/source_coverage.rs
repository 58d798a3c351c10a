//! For developers who have the published original beside the repository: every quantity, count, percentage and amount of
//! it stands in the zh-Hant edition. Skipped where the original is not there.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use std::collections::BTreeSet;
use std::ops::Range;

use camino::Utf8Path;
use rust_decimal::Decimal;
use tieout::figures::{Figure, Kind, Unit};
use tieout::report::{BlockKind, Report};
use tieout::source::Language;

const ORIGINAL: &str = "../shared/source/esg-report-2023.zh-Hant.txt";

fn load(path: &Utf8Path) -> Report {
    tieout::report::load::load(&tieout::store::read(path).unwrap())
}

/// What a figure says, whatever it is printed in: its value in single units, and the unit's symbol.
fn said(figure: &Figure) -> BTreeSet<(Decimal, Option<String>)> {
    let factor = figure.unit.as_ref().map_or(Decimal::ONE, |unit| unit.factor);
    let symbol =
        |unit: &Unit| unit.per.as_ref().map_or(unit.symbol.clone(), |per| format!("{}/{per}", unit.symbol));
    let unit = figure.unit.as_ref().map(symbol);
    let ends = std::iter::once(figure.value).chain(figure.upper);
    ends.map(|value| ((value * factor).normalize(), unit.clone())).collect()
}

/// What charts and metric tables of the zh-Hant edition print.
fn printed_from_metrics(report: &Report) -> Vec<(Decimal, Option<String>)> {
    let editions = report.chapters.iter().filter_map(|chapter| chapter.editions.zh_hant.as_ref());
    let mut printed = Vec::new();
    for block in editions.flat_map(|edition| &edition.blocks) {
        let (rows, periods) = match &block.kind {
            BlockKind::MetricTable(table) => (&table.rows, &table.periods),
            BlockKind::Chart(chart) => (&chart.series, &chart.periods),
            _ => continue,
        };
        for series in rows.iter().map(|row| report.metrics.series(row.series)) {
            let symbol = series.unit.as_ref().map(|unit| unit.symbol.clone());
            let values = periods.iter().filter_map(|period| series.values.get(period));
            printed.extend(values.map(|value| (value.value.normalize(), symbol.clone())));
        }
    }
    printed
}

/// The printed table of contents, whose numbers are pages: from the first entry to the heading after the last.
fn table_of_contents(text: &str) -> Range<usize> {
    let start = text.find("走近微盟 01").unwrap();
    let last = start + text[start..].find("附錄 2 ESG 指引索引表").unwrap();
    start..last + text[last..].find('#').unwrap()
}

#[test]
fn the_zh_hant_edition_lacks_no_figure_of_the_original() {
    let root = Utf8Path::new(env!("CARGO_MANIFEST_DIR"));
    let original = root.join(ORIGINAL);
    if !original.is_file() {
        println!("skipped: {original} is not here");
        return;
    }
    let original = load(&original);
    let edition = load(&root.join("content"));
    let mut there: BTreeSet<(Decimal, Option<String>)> = BTreeSet::new();
    for placed in edition.figures.iter().filter(|placed| placed.place.language == Language::ZhHant) {
        there.extend(said(&placed.figure));
    }
    there.extend(printed_from_metrics(&edition));
    let text = &original.sources.iter().next().unwrap().1.text;
    let contents = table_of_contents(text);
    let mut lacking = Vec::new();
    for placed in original.figures.iter().filter(|placed| placed.figure.kind.carries_arithmetic()) {
        let same = |(value, unit): &(Decimal, Option<String>)| {
            let kin = there.range((*value, None)..).take_while(|(other, _)| other == value);
            kin.into_iter().any(|(_, other)| unit.is_none() || other.is_none() || other == unit)
        };
        if contents.contains(&placed.span.start) {
            continue;
        }
        if !said(&placed.figure).iter().all(same) {
            let at = original.sources.position(placed.span);
            let line = original.sources.get(placed.span.file).line_start(at.line);
            let text: String = original.sources.get(placed.span.file).text[line..]
                .chars()
                .take_while(|c| *c != '\n')
                .take(60)
                .collect();
            lacking.push(format!(
                "line {}: {} {:?} in: {text}",
                at.line, placed.figure.printed, placed.figure.kind
            ));
        }
    }
    assert!(
        lacking.is_empty(),
        "{} figures of the original are lacking:\n{}",
        lacking.len(),
        lacking.join("\n")
    );
    assert!(original.figures.iter().filter(|placed| placed.figure.kind == Kind::Quantity).count() > 100);
}
