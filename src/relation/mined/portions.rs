//! Rows of percentages that are one row in another: the pass rate is what passed in what was sampled.
//!
//! Nothing says which rows; a pair is believed if it comes out in two periods or more, to enough digits for the number
//! of pairs that could have been tried.

use rust_decimal::Decimal;

use crate::figures::Unit;
use crate::relation::{Expression, Operand, Operator, Relation, RelationKind, Sheet, Values};

use super::alike::{likeness, subject};
use super::equation::{self, PERCENT, figure, quotient, term};
use super::slipped;

/// Rows further away are of something else.
const NEAR: usize = 6;
/// Tenths of digits, before what trying costs; and what a label that names the part is worth.
const NEEDED: u32 = 20;
const NAMED: u32 = 10;

/// Adds the relations of every row of percentages with the rows that it is computed from.
pub fn find(sheets: &[Sheet], values: &Values, relations: &mut Vec<Relation>) {
    for sheet in sheets {
        let percent = |unit: &Option<Unit>| unit.as_ref().is_some_and(Unit::is_percent);
        for (row, _) in sheet.data().filter(|(_, row)| percent(&row.unit)) {
            relations.extend(of_row(sheet, values, row));
        }
    }
}

/// The best pair of rows for a row of percentages.
fn of_row(sheet: &Sheet, values: &Values, row: usize) -> Vec<Relation> {
    let near = row.saturating_sub(NEAR)..sheet.rows.len().min(row + NEAR + 1);
    let amounts: Vec<usize> =
        near.filter(|at| !sheet.rows[*at].is_group && sheet.rows[*at].additive).collect();
    let pairs: Vec<(usize, usize)> = amounts
        .iter()
        .flat_map(|part| amounts.iter().map(move |whole| (*part, *whole)))
        .filter(|(part, whole)| part != whole && sheet.rows[*part].unit == sheet.rows[*whole].unit)
        .filter(|(part, whole)| is_smaller(sheet, *part, *whole))
        .collect();
    // Three tenths of a digit for each doubling.
    let tried = u32::try_from(pairs.len()).unwrap_or(u32::MAX).checked_ilog2().unwrap_or(0) * 3;
    let own = subject(sheet.rows[row].label);
    let mut best: Option<(u32, Vec<Relation>)> = None;
    for (part, whole) in pairs {
        let found = trials(sheet, values, row, part, whole);
        let holding = || found.iter().filter(|relation| relation.holds);
        let holds = holding().count();
        let digits: u32 = holding().map(|relation| digits(values, relation)).sum();
        let named = if likeness(&subject(sheet.rows[part].label), &own) >= 30 { NAMED } else { 0 };
        let broken = found.iter().filter(|relation| !relation.holds);
        // Of two periods, one that comes out and one that a slip away would.
        let slips: u32 = broken.filter_map(|relation| slipped::tenths(values, relation)).sum();
        let most_hold = holds >= 2 && (found.len() - holds) * 2 <= holds;
        let meant = most_hold || holds == 1 && found.len() == 2 && slips > 0;
        let meant = meant && digits + named + slips >= NEEDED + tried;
        if meant && best.as_ref().is_none_or(|(most, _)| digits + named > *most) {
            best = Some((digits + named, found));
        }
    }
    let found = best.map(|(_, found)| found).unwrap_or_default();
    let holds = found.iter().filter(|relation| relation.holds).count();
    let meant = found.into_iter().filter(|found| found.holds || !equation::is_cut_off(values, found));
    meant.map(|relation| equation::with_evidence(relation, holds, holds >= 2)).collect()
}

/// A part is no larger than its whole, in any column.
fn is_smaller(sheet: &Sheet, part: usize, whole: usize) -> bool {
    let both = (0..sheet.columns.len())
        .filter_map(|column| Some((sheet.amount(part, column)?.twice, sheet.amount(whole, column)?.twice)));
    let mut any = false;
    for (part, whole) in both {
        if part < 0 || part > whole {
            return false;
        }
        any = true;
    }
    any
}

fn trials(sheet: &Sheet, values: &Values, row: usize, part: usize, whole: usize) -> Vec<Relation> {
    let trial = |column: usize| {
        let [own, part, whole] = [row, part, whole].map(|at| sheet.amount(at, column));
        let right = quotient(figure(part?.figure), figure(whole?.figure));
        let left = term(own?.figure, PERCENT);
        equation::relation(values, RelationKind::Percent, left, right, sheet.rows[row].span)
    };
    (0..sheet.columns.len()).filter_map(trial).collect()
}

/// What a percentage that comes out is worth: near nothing or all, there are few others that it could have been.
fn digits(values: &Values, relation: &Relation) -> u32 {
    let Some(Operand::Figure(_)) = relation.stated() else { return 0 };
    let Some(stated) = relation.left.point(&|operand| values.point(operand)) else { return 0 };
    let rest = Decimal::ONE.saturating_sub(stated);
    let full = equation::tenths_of_digits(values, relation);
    if rest >= stated {
        return full;
    }
    let left =
        Expression::binary(Expression::Number(Decimal::ONE), Operator::Subtract, relation.left.clone());
    let right =
        Expression::binary(Expression::Number(Decimal::ONE), Operator::Subtract, relation.right.clone());
    equation::tenths_of_digits(values, &Relation { left, right, ..relation.clone() }).min(full)
}
