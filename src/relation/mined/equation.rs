//! Equations of figures of a table, evaluated as they are made, and what the ones that hold prove.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::figures::Interval;
use crate::report::FigureId;
use crate::source::Span;

use super::super::{Evidence, Expression, Operand, Operator, Origin, Relation, RelationKind, Term, Values};

/// A hundredth: what a percentage counts in.
pub const PERCENT: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// A figure in the units of the equation.
#[must_use]
pub fn term(figure: FigureId, factor: Decimal) -> Expression {
    Expression::Term(Term { operand: Operand::Figure(figure), factor })
}

#[must_use]
pub fn figure(figure: FigureId) -> Expression {
    term(figure, Decimal::ONE)
}

#[must_use]
pub fn quotient(above: Expression, below: Expression) -> Expression {
    Expression::binary(above, Operator::Divide, below)
}

/// `left = right`, not yet said to be certain; `None` if it cannot be evaluated.
#[must_use]
pub fn relation(
    values: &Values,
    kind: RelationKind,
    left: Expression,
    right: Expression,
    span: Span,
) -> Option<Relation> {
    let mut relation = Relation::mined(kind, left, right, span);
    relation.holds = relation.holds_with(&|operand| values.interval(operand))?;
    Some(relation)
}

/// One quantity, printed twice.
#[must_use]
pub fn restatement(first: FigureId, second: FigureId, span: Span) -> Relation {
    Relation::mined(RelationKind::Restatement, figure(first), figure(second), span)
}

/// The same relation with what is known of the others like it.
#[must_use]
pub fn with_evidence(mut relation: Relation, columns: usize, certain: bool) -> Relation {
    relation.origin = Origin::Mined(Evidence { columns, certain });
    relation
}

/// Whether a broken relation would hold if what is stated had been cut off rather than rounded.
#[must_use]
pub fn is_cut_off(values: &Values, relation: &Relation) -> bool {
    let interval = |operand: &Operand| values.interval(operand);
    let half = || relation.left.interval(&interval)?.width()?.checked_div(Decimal::TWO);
    let widened = half().map(|half| Relation { slack: half, ..relation.clone() });
    widened.is_some_and(|widened| widened.holds_with(&interval) == Some(true))
}

/// How unlikely it is that a relation holds by chance: tenths of the decimal logarithm of the larger side
/// over how far apart the two might have been.
#[must_use]
pub fn tenths_of_digits(values: &Values, relation: &Relation) -> u32 {
    let interval = |operand: &Operand| values.interval(operand);
    let tenths = || {
        let left = relation.left.interval(&interval)?;
        let right = relation.right.interval(&interval)?;
        let room = left.width()?.checked_add(right.width()?)?;
        let twice = |side: Interval| side.high?.checked_add(side.low?).map(|twice| twice.abs());
        Some(digits(twice(left)?.max(twice(right)?), room))
    };
    tenths().unwrap_or(0)
}

/// Ten times the decimal logarithm of size over room; what is exact is worth its digits.
fn digits(twice: Decimal, room: Decimal) -> u32 {
    /// Tenths of the logarithm of a leading digit.
    const LEADING: [u32; 10] = [0, 0, 3, 5, 6, 7, 8, 8, 9, 10];
    let size = (twice / Decimal::TWO).abs();
    let room = if room.is_zero() { Decimal::ONE.min(Decimal::new(1, size.scale())) } else { room };
    let steps = size.checked_div(room).and_then(|steps| steps.trunc().to_u64()).unwrap_or(0);
    let Some(power) = steps.checked_ilog10() else { return 0 };
    let leading = usize::try_from(steps / 10_u64.pow(power)).unwrap_or(0);
    power * 10 + LEADING[leading]
}
