//! Broken relations that one slip of the hand explains: an unrelated figure would seldom be so near to what is wanted.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::figures::{Interval, shown_digits as digits, slips};
use crate::relation::{Relation, Values};

use super::equation;

/// How unlikely it is that one slip mends a relation by chance: tenths of the decimal logarithm, the digits of what is
/// stated less what trying every slip of every figure costs. `None` where no slip does.
#[must_use]
pub fn tenths(values: &Values, relation: &Relation) -> Option<u32> {
    let interval = |asked: &crate::relation::Operand| values.interval(asked);
    let mut tried = 0_usize;
    let mut mended = false;
    for operand in relation.operands() {
        let Some(value) = values.get(operand) else { continue };
        let others = slips(value.value);
        tried += others.len();
        let Some(wanted) = relation.solve(operand, &interval) else { continue };
        let half = value.interval.width().unwrap_or_default() / Decimal::TWO;
        let wanted = wanted.add(&Interval::around(Decimal::ZERO, half));
        let first = others.partition_point(|other| wanted.low.is_some_and(|low| *other < low));
        mended |= others.get(first).is_some_and(|other| wanted.contains(*other));
    }
    let cost = tried.max(1).to_f64().map_or(0.0, |tried| tried.log10() * 10.0).ceil().to_u32();
    // Round amounts come to one another easily: zeros at the end show nothing.
    let stated = relation.stated().and_then(|stated| values.get(stated));
    let shown = stated.and_then(|stated| u32::try_from(10 * digits(stated.value)).ok()).unwrap_or(u32::MAX);
    let worth = || equation::tenths_of_digits(values, relation).min(shown);
    mended.then(|| worth().saturating_sub(cost.unwrap_or(0)))
}
