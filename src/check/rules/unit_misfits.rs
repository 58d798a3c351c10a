//! `unit-misfits`: a unit that the thing cannot be measured in: electricity saved in kW, water in square metres, a
//! total in tonnes per head, a density in the unit of its total.
//!
//! What a figure is about is read from the labels of its row, or from the words before it in its clause. A metric with
//! a declared unit is the business of `unit-differs`.

use std::ops::Range;

use crate::check::editions::{self, Spot};
use crate::check::{Arg, Context, Finding, FindingPlace, Message, Role, Rule, Severity};
use crate::figures::Unit;
use crate::figures::phrases::any_in;
use crate::report::text::lower;
use crate::report::{CellContent, ColumnRole, FigureId, Report, Row, RowKind, Table};
use crate::source::Span;

mod subject;

use subject::Subject;

pub const RULE: Rule = Rule { id: "unit-misfits", severity: Severity::Warning, run: check };

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    let mut findings: Vec<Finding> =
        editions::tables(report).flat_map(|(spot, table)| in_table(report, spot, table)).collect();
    for id in 0..report.figures.len() {
        findings.extend(in_prose(report, id));
    }
    editions::join(context, repeated(findings))
}

/// One sentence that stands in two places of an edition is one fault.
fn repeated(findings: Vec<Finding>) -> Vec<Finding> {
    let mut kept: Vec<Finding> = Vec::new();
    for finding in findings {
        let same = |other: &&mut Finding| {
            other.message == finding.message && other.primary().span.file == finding.primary().span.file
        };
        match kept.iter_mut().find(same) {
            Some(known) => known.places.extend(finding.places),
            None => kept.push(finding),
        }
    }
    kept
}

/// A row with figures, the words that say what they are, and their unit.
struct Measured<'a> {
    row: &'a Row,
    label: String,
    path: String,
    unit: Unit,
    first: FigureId,
}

fn in_table(report: &Report, spot: Spot, table: &Table) -> Vec<Finding> {
    let rows: Vec<Measured> =
        table.body().filter_map(|(index, row)| measured(report, table, index, row)).collect();
    let mut findings = Vec::new();
    for row in &rows {
        let place = || unit_place(report, spot, table, row);
        let args = |row: &Measured| {
            let place = unit_place(report, spot, table, row);
            let stated = place.figure.is_none().then(|| report.sources.slice(place.span).trim());
            // Tags belong to Markdown, not to the unit.
            let stated = stated.filter(|words| !words.contains('<'));
            let unit = stated.map_or_else(|| printed(&row.unit), str::to_owned);
            vec![("label", Arg::Text(row.label.clone())), ("unit", Arg::Text(unit))]
        };
        if subject::of_label(&row.path).is_some_and(|subject| subject.excludes(&row.unit)) {
            let message = Message { key: "finding-unit-misfits", args: args(row) };
            findings.push(Finding::new(RULE.id, RULE.severity, message, vec![place()]));
        } else if let Some((key, sibling)) = per_head(row, &rows) {
            let mut args = args(row);
            args.push(("other", Arg::Text(sibling.label.clone())));
            let witness = FindingPlace { role: Role::Witness, ..unit_place(report, spot, table, sibling) };
            findings.push(Finding::new(
                RULE.id,
                RULE.severity,
                Message { key, args },
                vec![place(), witness],
            ));
        }
    }
    findings
}

fn measured<'a>(report: &Report, table: &Table, index: usize, row: &'a Row) -> Option<Measured<'a>> {
    if row.kind != RowKind::Data {
        return None;
    }
    let values = row
        .cells
        .iter()
        .zip(&table.columns)
        .filter(|(cell, column)| column.role == ColumnRole::Value && cell.content == CellContent::Number);
    let mut figures = values.map(|(cell, _)| cell.text.figures.start);
    let first = figures.next()?;
    let placed = &report.figures[first];
    let declared =
        placed.binding.as_ref().and_then(|metric| report.metrics.series(metric.series).unit.as_ref());
    let unit = row.unit.clone().or_else(|| placed.figure.unit.clone())?;
    let path = lower(&table.path(index).join(" "));
    declared.is_none().then(|| Measured {
        row,
        label: table.label(index).trim().to_owned(),
        path,
        unit,
        first,
    })
}

/// A total whose unit is per something, beside a density in that very unit; or a density in the unit of its total.
fn per_head<'a>(row: &Measured, rows: &'a [Measured<'a>]) -> Option<(&'static str, &'a Measured<'a>)> {
    let mut siblings = rows.iter().filter(|other| {
        other.row.groups == row.row.groups && other.first != row.first && other.unit.symbol == row.unit.symbol
    });
    if is_total(&row.path) && row.unit.per.is_some() {
        return siblings
            .find(|other| is_density(&other.path) && other.unit == row.unit)
            .map(|other| ("finding-unit-misfits-total", other));
    }
    let physical = !row.unit.is_percent() && !row.unit.is_money();
    if is_density(&lower(&row.label)) && row.unit.per.is_none() && physical {
        return siblings
            .find(|other| is_total(&other.path) && other.unit == row.unit)
            .map(|other| ("finding-unit-misfits-density", other));
    }
    None
}

fn is_total(path: &str) -> bool {
    let rate = ["率", "每", "均", "比", "rate", "per ", "average", "ratio"];
    any_in(path, &["總量", "總數", "總耗", "總額", "合計", "total "])
        && !any_in(path, &rate)
        && !is_density(path)
}

/// Words that make a ratio of a label, where the label does not itself say of what.
fn is_density(words: &str) -> bool {
    any_in(words, &["密度", "強度", "density", "intensity"]) && !any_in(words, &["每", "per ", "/", "人均"])
}

/// Where the unit of a row is printed: its unit column, or else its first figure.
fn unit_place(report: &Report, spot: Spot, table: &Table, row: &Measured) -> FindingPlace {
    let column = table.columns.iter().position(|column| column.role == ColumnRole::Unit);
    let cell =
        column.and_then(|column| row.row.cells.get(column)).filter(|cell| !cell.text.plain.trim().is_empty());
    match cell {
        Some(cell) => {
            let span: Span = cell.text.span(spot.edition.file, &(0..cell.text.plain.len()));
            FindingPlace::words(span, Role::Suspect)
        }
        None => FindingPlace::figure(report, row.first, Role::Suspect),
    }
}

fn printed(unit: &Unit) -> String {
    unit.per.as_ref().map_or_else(|| unit.symbol.clone(), |per| format!("{}/{per}", unit.symbol))
}

/// A figure and the word behind it, without spaces in Chinese.
fn with_unit(plain: &str, figure: &Range<usize>) -> String {
    let rest = plain[figure.end..].trim_start();
    let wide = |char: char| char >= '\u{2e80}';
    let first_wide = rest.starts_with(wide);
    let word: String =
        rest.chars().take_while(|char| char.is_alphabetic() && wide(*char) == first_wide).take(12).collect();
    let word = if first_wide { word.chars().take(2).collect() } else { word };
    let printed = &plain[figure.clone()];
    if first_wide { format!("{printed}{word}").replace(' ', "") } else { format!("{printed} {word}") }
}

/// A figure of a sentence whose clause says that it is an energy.
fn in_prose(report: &Report, id: FigureId) -> Option<Finding> {
    let placed = &report.figures[id];
    let unit = placed.figure.unit.as_ref()?;
    if placed.place.cell.is_some() || placed.binding.is_some() || !Subject::Energy.excludes(unit) {
        return None;
    }
    let text = report.block_of(&placed.place).text()?;
    if !subject::is_energy(&text.plain, &placed.figure.range) {
        return None;
    }
    let args = vec![("figure", Arg::Text(with_unit(&text.plain, &placed.figure.range)))];
    let message = Message { key: "finding-unit-misfits-energy", args };
    Some(Finding::new(RULE.id, RULE.severity, message, vec![FindingPlace::figure(report, id, Role::Suspect)]))
}
