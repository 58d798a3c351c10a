//! One quantity in two rows of one table: the same words in another order, the same unit, equal but for a cell.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::figures::{self, Currency, shown_digits as digits};
use crate::report::Report;
use crate::report::text::lower;

use super::super::sheet::{Amount, Sheet, Slot};
use super::super::{Relation, print};
use super::equation;

/// Adds the restatements within each table.
pub fn find(report: &Report, sheets: &[Sheet], relations: &mut Vec<Relation>) {
    for sheet in sheets {
        let mut rows: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (row, of) in sheet.data().filter(|(_, row)| !row.ragged) {
            let name = name(sheet, row, of.unit.as_ref());
            rows.entry(name).or_default().push(row);
        }
        for same in rows.into_values().filter(|rows| rows.len() == 2) {
            if (same[0]..same[1]).any(|row| is_new_head(sheet, row)) {
                continue;
            }
            compare(report, sheet, same[0], same[1], relations);
        }
    }
}

/// A row of dates or words within a table heads other columns from there on.
fn is_new_head(sheet: &Sheet, row: usize) -> bool {
    let slots = &sheet.rows[row].slots;
    slots.iter().all(|slot| slot.amount().is_none())
        && slots.iter().filter(|slot| **slot == Slot::Other).count() >= 2
}

/// The words and digits of a row's label, sorted, with its groups and unit.
fn name(sheet: &Sheet, row: usize, unit: Option<&figures::Unit>) -> String {
    let path = sheet.path(row);
    let (label, groups) = path.split_last().expect("a path ends in the row's own label");
    let label = lower(label);
    let mut words: Vec<&str> =
        label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    let unit = unit.map_or_else(String::new, |unit| {
        let per = unit.per.as_deref().unwrap_or_default();
        format!("{}/{per}/{}/{}", unit.symbol, unit.factor, unit.currency.map_or("", Currency::code))
    });
    format!("{}|{}|{unit}", words.join(" "), groups.join("|"))
}

fn compare(report: &Report, sheet: &Sheet, first: usize, second: usize, relations: &mut Vec<Relation>) {
    let columns = (0..sheet.columns.len()).filter(|column| sheet.period_of(*column).is_some());
    let cells: Vec<(usize, Amount, Amount)> = columns
        .filter_map(|column| Some((column, sheet.amount(first, column)?, sheet.amount(second, column)?)))
        .collect();
    let value = |amount: &Amount| report.figures[amount.figure].figure.value;
    let equal = cells.iter().filter(|(_, a, b)| value(a) == value(b) && digits(value(a)) >= 3).count();
    let unequal: Vec<_> = cells.iter().filter(|(_, a, b)| value(a) != value(b)).collect();
    if equal == 0 || sheet.rows[first].label.trim().is_empty() || unequal.len() > equal {
        return;
    }
    let is_near = |a: &Amount, b: &Amount| {
        let (a, b) = (value(a), value(b));
        a.saturating_sub(b).abs().saturating_mul(Decimal::from(20)) <= a.abs().max(b.abs())
            || figures::slip(&print::grouped(a), &print::grouped(b)).is_some()
    };
    if unequal.iter().any(|(_, a, b)| !is_near(a, b)) {
        return;
    }
    for (column, a, b) in &cells {
        let period = sheet.period_of(*column).cloned();
        let span = sheet.rows[first].span;
        let same = equation::with_evidence(equation::restatement(a.figure, b.figure, span), equal, false);
        relations.push(Relation { period, holds: value(a) == value(b), ..same });
    }
}
