//! `precision-differs`: a figure with other decimals than the figures of its unit in one table.
//!
//! `27,329.6` among `31,372.80`: a digit was dropped, or the figure comes from another source. Large and small figures
//! may well be rounded to one number of digits, and 0 and 100% need no decimals; both are left alone.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::check::editions;
use crate::check::{Arg, Context, Finding, FindingPlace, Message, Role, Rule, Severity};
use crate::figures::{Figure, Kind, Qualifier, Unit, numeral};
use crate::report::{CellContent, ColumnRole, FigureId, Report, RowKind, Table};

pub const RULE: Rule = Rule { id: "precision-differs", severity: Severity::Note, run: check };

/// A family of fewer figures has no custom to depart from.
const FAMILY: usize = 4;

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    let findings = editions::tables(report).flat_map(|(_, table)| {
        let families = families(report, table);
        families.into_iter().filter_map(move |family| in_family(report, &family)).collect::<Vec<_>>()
    });
    editions::join(context, findings.collect())
}

/// A figure of a table and its decimals.
#[derive(Clone, Copy)]
struct Shown {
    figure: FigureId,
    decimals: u32,
    size: Decimal,
    /// Its last digit is a zero behind the point.
    padded: bool,
    /// 0 or 100%, which need no decimals.
    whole: bool,
}

/// The figures of each unit of a table.
fn families(report: &Report, table: &Table) -> Vec<Vec<Shown>> {
    let mut by_unit: BTreeMap<(String, Option<String>, Decimal), Vec<Shown>> = BTreeMap::new();
    for (_, row) in table.body().filter(|(_, row)| row.kind == RowKind::Data) {
        for (cell, column) in row.cells.iter().zip(&table.columns) {
            if cell.content != CellContent::Number
                || column.role != ColumnRole::Value
                || cell.text.figures.len() != 1
            {
                continue;
            }
            let id = cell.text.figures.start;
            let figure = &report.figures[id].figure;
            if let (Some(shown), Some(unit)) = (shown(id, figure), &figure.unit) {
                by_unit.entry(key(unit)).or_default().push(shown);
            }
        }
    }
    by_unit.into_values().collect()
}

fn key(unit: &Unit) -> (String, Option<String>, Decimal) {
    (unit.symbol.clone(), unit.per.clone(), unit.factor)
}

/// A plain exact number that could have decimals.
fn shown(id: FigureId, figure: &Figure) -> Option<Shown> {
    let measured = matches!(figure.kind, Kind::Quantity | Kind::Percent | Kind::Money | Kind::Count);
    let whole = figure.value.is_zero() || figure.value.abs() == Decimal::ONE_HUNDRED;
    if !measured || figure.qualifier != Qualifier::Exact || figure.upper.is_some() {
        return None;
    }
    let digits = figure.printed.trim_start_matches(|c: char| !c.is_ascii_digit());
    let read = numeral::arabic(digits)?;
    let rest = digits[read.len..].trim();
    if !matches!(rest, "" | "%" | "％" | ")" | ")%") || read.malformed {
        return None;
    }
    let padded = read.decimals > 0 && digits[..read.len].ends_with('0');
    Some(Shown { figure: id, decimals: read.decimals, size: figure.value.abs(), padded, whole })
}

fn in_family(report: &Report, all: &[Shown]) -> Option<Finding> {
    let family: Vec<Shown> = all.iter().filter(|shown| !shown.whole).copied().collect();
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for shown in &family {
        *counts.entry(shown.decimals).or_default() += 1;
    }
    let (custom, many) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    let (usual, mut odd): (Vec<Shown>, Vec<Shown>) =
        family.iter().partition(|shown| shown.decimals == custom);
    if odd.is_empty() {
        return padding(report, &usual);
    }
    let few = many >= FAMILY - 1 && (odd.len() == 1 || odd.len() * 5 <= family.len());
    let dropped = odd.len() == 1 && many >= 2 && custom >= 2 && odd[0].decimals + 1 == custom;
    // One figure with decimals among whole numbers is exact by nature: a rate of 7.5%.
    if custom == 0 || !(few || dropped) {
        return None;
    }
    let smallest = usual.iter().map(|shown| shown.size).min()?;
    let largest = usual.iter().map(|shown| shown.size).max()?;
    // Rounded to a number of digits: the larger the figure, the fewer its decimals.
    odd.retain(|shown| if shown.decimals < custom { shown.size <= largest } else { shown.size >= smallest });
    odd.retain(|shown| !in_custom_of_row(report, all, shown));
    if odd.is_empty() || by_row(report, &usual, &odd) {
        return None;
    }
    Some(finding(report, "finding-precision-differs", &odd, &usual, custom))
}

/// Whether the other figures of a row are written as this one: `100% | 90% | 100%`.
fn in_custom_of_row(report: &Report, all: &[Shown], odd: &Shown) -> bool {
    let row = |shown: &Shown| report.figures[shown.figure].place.cell.map(|(row, _)| row);
    let mut beside =
        all.iter().filter(|other| other.figure != odd.figure && row(other) == row(odd)).peekable();
    beside.peek().is_some() && beside.all(|other| other.decimals == odd.decimals)
}

/// Whether whole rows or columns have decimals of their own: then each has its custom, and nothing departs from it.
fn by_row(report: &Report, usual: &[Shown], odd: &[Shown]) -> bool {
    let row = |shown: &Shown| report.figures[shown.figure].place.cell.map(|(row, _)| row);
    let column = |shown: &Shown| report.figures[shown.figure].place.cell.map(|(_, column)| column);
    let apart = |of: &dyn Fn(&Shown) -> Option<usize>| {
        odd.iter().all(|shown| !usual.iter().any(|other| of(other) == of(shown)))
    };
    apart(&row) && apart(&column) || odd.len() > 1 && (apart(&row) || apart(&column))
}

/// Figures that all end in a padding zero, but for one or two: those are exact to a digit that the others lack.
fn padding(report: &Report, family: &[Shown]) -> Option<Finding> {
    let (padded, exact): (Vec<Shown>, Vec<Shown>) = family.iter().partition(|shown| shown.padded);
    let custom = family.first()?.decimals;
    let few = family.len() >= 10 && !exact.is_empty() && exact.len() <= 2 && exact.len() * 10 <= family.len();
    let meant = custom >= 2 && few && !by_row(report, &padded, &exact);
    meant.then(|| {
        finding(report, "finding-precision-differs-padded", &exact, &padded, custom.saturating_sub(1))
    })
}

fn finding(report: &Report, key: &'static str, odd: &[Shown], usual: &[Shown], custom: u32) -> Finding {
    let printed: Vec<&str> =
        odd.iter().map(|shown| report.figures[shown.figure].figure.printed.as_str()).collect();
    let suspects = odd.iter().map(|shown| FindingPlace::figure(report, shown.figure, Role::Suspect));
    let cell = |shown: &Shown| report.figures[shown.figure].place.cell.unwrap_or_default();
    let (row, column) = cell(&odd[0]);
    // The nearest of the others, in the same row if there is one.
    let distance = |shown: &&Shown| {
        let (other, beside) = cell(shown);
        (other.abs_diff(row), beside.abs_diff(column))
    };
    let witness = usual.iter().min_by_key(distance);
    let witness = witness.map(|shown| FindingPlace::figure(report, shown.figure, Role::Witness));
    let args = vec![
        ("printed", Arg::Text(printed.join(" "))),
        ("count", Arg::Number(i64::try_from(printed.len()).unwrap_or(i64::MAX))),
        ("others", Arg::Number(i64::try_from(usual.len()).unwrap_or(i64::MAX))),
        ("decimals", Arg::Number(i64::from(custom))),
    ];
    Finding::new(RULE.id, RULE.severity, Message { key, args }, suspects.chain(witness).collect())
}
