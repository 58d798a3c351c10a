//! `unit-differs`: one metric with two units, or a row whose unit is another in the other edition, or in a table that
//! repeats it.
//!
//! A unit that drops its `/人` turns a density into a total. All rows that print one metric in a foreign unit are
//! one finding; rows and prose with the right unit are its witnesses.

mod copies;

use std::collections::BTreeMap;

use crate::check::context::PairOfBlocks;
use crate::check::paired::{rows, tables};
use crate::check::{Arg, Context, Finding, FindingPlace, Message, Role, Rule, Severity};
use crate::figures::Unit;
use crate::report::{BlockKind, ColumnRole, FigureId, Origin, Report, RowKind, SeriesId, Table, TableCell};
use crate::source::Span;

pub const RULE: Rule = Rule { id: "unit-differs", severity: Severity::Warning, run: check };

fn check(context: &Context) -> Vec<Finding> {
    let mut findings: Vec<Finding> = printed(context)
        .iter()
        .filter_map(|(series, units)| of_metric(context.report, *series, units))
        .collect();
    findings.extend(context.pairs.iter().flat_map(|pair| between_editions(context.report, pair)));
    findings.extend(copies::findings(context));
    findings
}

/// A unit that is printed for a metric: its words, whether the metric can have it, and where.
struct Printed {
    words: String,
    fits: bool,
    span: Span,
}

/// The units that are printed for each metric, a row of a table once.
fn printed(context: &Context) -> BTreeMap<SeriesId, Vec<Printed>> {
    let report = context.report;
    let mut units: BTreeMap<SeriesId, Vec<Printed>> = BTreeMap::new();
    for (metric, figures) in context.bound() {
        let Some(expected) = &report.metrics.series(metric.series).unit else {
            continue;
        };
        let of_metric = units.entry(metric.series).or_default();
        for figure in figures {
            let Some((unit, words, span)) = unit_of(report, *figure) else {
                continue;
            };
            if !of_metric.iter().any(|known| known.span == span) {
                let in_table = report.figures[*figure].place.cell.is_some();
                let fits = unit.ratio_to(expected).is_some() || !in_table && may_mean(&unit, expected);
                of_metric.push(Printed { words, fits, span });
            }
        }
    }
    units
}

/// The unit of a figure and where it is printed: in the row of its table, or behind the figure itself.
fn unit_of(report: &Report, figure: FigureId) -> Option<(Unit, String, Span)> {
    let placed = &report.figures[figure];
    let (BlockKind::Table(table), Some((row, _))) = (&report.block_of(&placed.place).kind, placed.place.cell)
    else {
        let unit = placed.figure.unit.clone().filter(|_| placed.origin != Origin::Linked)?;
        let words = printed_unit(&unit);
        return Some((unit, words, placed.span));
    };
    let unit = table.rows[row].unit.clone()?;
    let Some(cell) = unit_cell(table, row) else {
        let words = printed_unit(&unit);
        return Some((unit, words, placed.span));
    };
    Some((unit, cell.text.plain.trim().to_owned(), cell.span))
}

/// Prose counts in its own words (44 sessions for 44 次), says "a head" elsewhere in the sentence, and calls a tonne
/// of carbon dioxide a tonne; only another physical quantity is wrong there.
fn may_mean(unit: &Unit, expected: &Unit) -> bool {
    let counted = |unit: &Unit| Unit::new(&unit.symbol).is_counter();
    let mass = |unit: &Unit| {
        unit.symbol.contains("CO2") || Unit::new(&unit.symbol).ratio_to(&Unit::new("噸")).is_some()
    };
    let measured = Unit { per: None, ..unit.clone() };
    let meant = Unit { per: None, ..expected.clone() };
    counted(unit) || counted(expected) || mass(unit) && mass(expected) || measured.ratio_to(&meant).is_some()
}

fn printed_unit(unit: &Unit) -> String {
    match &unit.per {
        Some(per) => format!("{}/{per}", unit.symbol),
        None => unit.symbol.clone(),
    }
}

fn unit_cell(table: &Table, row: usize) -> Option<&TableCell> {
    let column = table.columns.iter().position(|column| column.role == ColumnRole::Unit)?;
    table.rows[row].cells.get(column).filter(|cell| !cell.text.plain.trim().is_empty())
}

fn of_metric(report: &Report, series: SeriesId, units: &[Printed]) -> Option<Finding> {
    let series = report.metrics.series(series);
    let wrong: Vec<&Printed> = units.iter().filter(|unit| !unit.fits).collect();
    let first = wrong.first()?;
    let args = vec![
        ("label", Arg::Words(series.label.clone())),
        ("found", Arg::Text(first.words.clone())),
        ("expected", Arg::Text(series.unit_text.clone())),
    ];
    let suspects = wrong.iter().map(|unit| FindingPlace::words(unit.span, Role::Suspect));
    let witnesses = units.iter().filter(|unit| unit.fits);
    let witnesses = witnesses.map(|unit| FindingPlace::words(unit.span, Role::Witness));
    let metric = FindingPlace::words(series.span, Role::Witness);
    let places = suspects.chain(witnesses).chain([metric]).collect();
    Some(Finding::new(RULE.id, RULE.severity, Message { key: "finding-unit-differs", args }, places))
}

/// Rows of paired tables with two units, where no metric is there to say which of them is right.
fn between_editions(report: &Report, pair: &PairOfBlocks) -> Vec<Finding> {
    let Some((_, table_zh, _, table_en)) = tables(pair) else {
        return Vec::new();
    };
    let pairs = rows(report, table_zh, table_en).into_iter().filter_map(|(a, b)| a.zip(b));
    let differing = pairs.filter_map(|(a, b)| {
        if table_zh.rows[a].kind != RowKind::Data
            || explained(report, table_zh, a)
            || explained(report, table_en, b)
        {
            return None;
        }
        let (of_zh, of_en) = (stated(table_zh, a)?, stated(table_en, b)?);
        if of_zh.0.ratio_to(&of_en.0).is_some() {
            return None;
        }
        let args = vec![
            ("row", Arg::Text(table_zh.label(a).to_owned())),
            ("zh", Arg::Text(of_zh.1)),
            ("en", Arg::Text(of_en.1)),
        ];
        let places =
            vec![FindingPlace::words(of_zh.2, Role::Suspect), FindingPlace::words(of_en.2, Role::Suspect)];
        let message = Message { key: "finding-unit-differs-edition", args };
        Some(Finding::new(RULE.id, RULE.severity, message, places))
    });
    differing.collect()
}

/// Whether a row is a metric that has a unit: then its unit was compared already.
fn explained(report: &Report, table: &Table, row: usize) -> bool {
    let figures = table.rows[row].cells.iter().flat_map(|cell| cell.text.figures.clone());
    figures
        .filter_map(|figure| report.figures[figure].binding.as_ref())
        .any(|metric| report.metrics.series(metric.series).unit.is_some())
}

fn stated(table: &Table, row: usize) -> Option<(Unit, String, Span)> {
    let unit = table.rows[row].unit.clone()?;
    let cell = unit_cell(table, row);
    let span = cell.map_or(table.rows[row].span, |cell| cell.span);
    let words = cell.map_or_else(|| printed_unit(&unit), |cell| cell.text.plain.trim().to_owned());
    Some((unit, words, span))
}
