//! Broken relations that one slip of the hand explains: an unrelated figure would seldom be so near to what is wanted.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::figures::{Interval, shown_digits, slips};
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
    let worth = || equation::tenths_of_digits(values, relation).min(shown(values, relation));
    mended.then(|| worth().saturating_sub(cost.unwrap_or(0)))
}

/// Tenths of digits that the figures show: round amounts come to one another easily, and zeros at the end of all of them
/// say nothing.
#[must_use]
pub fn shown(values: &Values, relation: &Relation) -> u32 {
    let Some(stated) = relation.stated().and_then(|stated| values.get(stated)) else { return u32::MAX };
    let operands = relation.operands();
    let finest =
        operands.into_iter().filter_map(|operand| values.get(operand)).map(|value| last_place(value.value));
    let places = place(stated.value).saturating_sub(finest.min().unwrap_or(0));
    10 * u32::try_from(places).unwrap_or(0)
}

/// The power of ten below which a value shows nothing but zeros.
fn last_place(value: Decimal) -> i64 {
    place(value) - i64::try_from(shown_digits(value)).unwrap_or(0)
}

/// The power of ten above a value.
fn place(value: Decimal) -> i64 {
    let value = value.normalize();
    let digits = value.mantissa().unsigned_abs().checked_ilog10().map_or(0, |log| i64::from(log) + 1);
    digits - i64::from(value.scale())
}
