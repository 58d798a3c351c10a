//! Rates that are divided by a count of their own table: volunteers' hours by volunteers.

use rust_decimal::Decimal;

use crate::figures::Unit;
use crate::relation::{Relation, RelationKind, Sheet, Values};

use super::super::equation::{self, figure, quotient, term};
use super::rates::RateRow;
use super::stated::Stated;

/// Rows further away are of something else.
const NEAR: usize = 6;
/// Tenths of digits of evidence, before what trying costs.
const NEEDED: u32 = 30;

/// The relations of a row of rates with a count near it that it was divided by in most of its columns;
/// `None` if there is none, or if that count is the total by which all rates are divided.
#[must_use]
pub fn relations(sheets: &[Sheet], values: &Values, stated: &Stated, row: &RateRow) -> Option<Vec<Relation>> {
    let (sheet, at) = (&sheets[row.at.0], row.at.1);
    let near = at.saturating_sub(NEAR)..sheet.rows.len().min(at + NEAR + 1);
    let counts = near.filter(|other| {
        let of = &sheet.rows[*other];
        !of.is_group && of.additive && factor(of.unit.as_ref(), &row.per).is_some()
    });
    let counts: Vec<usize> = counts.collect();
    let tried = u32::try_from(counts.len()).unwrap_or(u32::MAX).checked_ilog2().unwrap_or(0) * 3;
    let mut best: Option<(usize, Vec<Relation>)> = None;
    for count in counts {
        let factor = factor(sheet.rows[count].unit.as_ref(), &row.per)?;
        let found: Vec<Relation> = row
            .rates
            .iter()
            .filter_map(|rate| {
                let below = sheet.amount(count, rate.column)?;
                let is_whole = stated.wholes(&rate.place).iter().any(|whole| whole.figure == below.figure);
                let right = quotient(term(rate.numerator, rate.factor), term(below.figure, factor));
                let found =
                    equation::relation(values, RelationKind::Ratio, figure(rate.figure), right, rate.span);
                found.filter(|_| !is_whole)
            })
            .collect();
        let holding = found.iter().filter(|relation| relation.holds);
        let digits: u32 = holding.clone().map(|relation| equation::tenths_of_digits(values, relation)).sum();
        let holds = holding.count();
        let meant = holds >= 1 && (found.len() - holds) * 2 <= holds && digits >= NEEDED + tried;
        if meant && best.as_ref().is_none_or(|(most, _)| holds > *most) {
            best = Some((holds, found));
        }
    }
    let (holds, found) = best?;
    let meant = |relation: &Relation| relation.holds || !equation::is_cut_off(values, relation);
    Some(
        found
            .into_iter()
            .filter(meant)
            .map(|relation| equation::with_evidence(relation, holds, holds >= 2))
            .collect(),
    )
}

fn factor(unit: Option<&Unit>, per: &Unit) -> Option<Decimal> {
    unit?.ratio_to(per)
}
