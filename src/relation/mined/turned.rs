//! One quantity in two tables that are turned against each other: the rows of one are the columns of the other.
//!
//! Nothing but names says which, so two figures of a column must stand in the row, each under the head of its name; one
//! of the others that is a slip away is then a broken restatement.

use std::collections::{BTreeMap, HashMap};

use crate::figures::{shown_digits, slips};
use crate::report::{FigureId, Report};

use super::super::{Relation, Sheet};
use super::equation;
use super::similar::bare;

/// A name that stands in more tables tells nothing.
const COMMON: usize = 6;

/// A row of a table and the column of another that has its name.
type Pair = (usize, usize);

/// Adds the restatements between the rows of tables and the columns of others.
pub fn find(report: &Report, sheets: &[Sheet], relations: &mut Vec<Relation>) {
    let mut rows: HashMap<(u8, String), Vec<Pair>> = HashMap::new();
    for (at, sheet) in sheets.iter().enumerate() {
        for (row, of) in sheet.data().filter(|(_, of)| !of.label.is_empty()) {
            rows.entry((sheet.language as u8, bare(of.label))).or_default().push((at, row));
        }
    }
    for (at, sheet) in sheets.iter().enumerate() {
        let mut shared: BTreeMap<usize, Vec<Pair>> = BTreeMap::new();
        let heads = sheet.columns.iter().enumerate().filter(|(_, column)| column.period.is_none());
        for (column, head) in
            heads.map(|(column, of)| (column, bare(&of.head))).filter(|(_, head)| !head.is_empty())
        {
            let named = rows.get(&(sheet.language as u8, head)).filter(|named| named.len() <= COMMON);
            for (other, row) in named.into_iter().flatten().filter(|(other, _)| *other != at) {
                shared.entry(*other).or_default().push((*row, column));
            }
        }
        for (other, pairs) in shared.iter().filter(|(_, pairs)| pairs.len() >= 3) {
            compare(report, &sheets[*other], sheet, pairs, relations);
        }
    }
}

/// Every column of one table against every row of the other.
fn compare(report: &Report, upright: &Sheet, turned: &Sheet, pairs: &[Pair], relations: &mut Vec<Relation>) {
    let value = |figure: FigureId| report.figures[figure].figure.value;
    for column in 0..upright.columns.len() {
        let period = upright.period_of(column);
        if period.zip(turned.period.as_ref()).is_some_and(|(a, b)| a != b) {
            continue;
        }
        for (row, of) in turned.data() {
            let figures = pairs.iter().filter_map(|(line, head)| {
                let unit = upright.rows[*line].unit.as_ref().zip(of.unit.as_ref());
                let (a, b) = (upright.amount(*line, column)?.figure, turned.amount(row, *head)?.figure);
                unit.is_none_or(|(a, b)| a == b).then_some((a, b))
            });
            let (equal, unequal): (Vec<_>, Vec<_>) =
                figures.partition(|(a, b): &(FigureId, FigureId)| value(*a) == value(*b));
            let telling = equal.iter().filter(|(a, _)| shown_digits(value(*a)) >= 3).count();
            if telling < 2 || unequal.len() > 1 {
                continue;
            }
            let slipped = unequal.iter().filter(|(a, b)| slips(value(*a)).contains(&value(*b)));
            let held = equal.iter().map(|pair| (pair, true));
            for ((a, b), holds) in held.chain(slipped.map(|pair| (pair, false))) {
                let same = equation::restatement(*a, *b, of.span);
                let same = equation::with_evidence(same, telling, false);
                relations.push(Relation { period: period.cloned(), holds, ..same });
            }
        }
    }
}
