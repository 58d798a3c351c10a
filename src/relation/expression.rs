//! Expressions over figures: evaluated on intervals and on printed values, and solved for one operand.

use rust_decimal::Decimal;

use crate::figures::Interval;

use super::Operand;

/// One side of an equation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    Term(Term),
    Number(Decimal),
    Binary(Box<Expression>, Operator, Box<Expression>),
    /// Anything from the least to the greatest of several: what a mean of them can be, whatever their weights.
    Between(Vec<Expression>),
}

/// A figure and what brings it to the units of the formula: 0.01 for a percentage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub operand: Operand,
    pub factor: Decimal,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
}

impl Expression {
    #[must_use]
    pub fn figure(operand: Operand) -> Expression {
        Expression::Term(Term { operand, factor: Decimal::ONE })
    }

    #[must_use]
    pub fn binary(left: Expression, operator: Operator, right: Expression) -> Expression {
        Expression::Binary(Box::new(left), operator, Box::new(right))
    }

    /// The sum of several expressions; `None` of none.
    #[must_use]
    pub fn sum(parts: impl IntoIterator<Item = Expression>) -> Option<Expression> {
        parts.into_iter().reduce(|sum, part| Expression::binary(sum, Operator::Add, part))
    }

    /// Every operand, in reading order.
    pub fn collect<'a>(&'a self, operands: &mut Vec<&'a Operand>) {
        match self {
            Expression::Term(term) => operands.push(&term.operand),
            Expression::Number(_) => {}
            Expression::Binary(left, _, right) => {
                left.collect(operands);
                right.collect(operands);
            }
            Expression::Between(ends) => ends.iter().for_each(|end| end.collect(operands)),
        }
    }

    /// How often an operand stands in it.
    #[must_use]
    pub fn count(&self, operand: &Operand) -> usize {
        match self {
            Expression::Term(term) => usize::from(term.operand == *operand),
            Expression::Number(_) => 0,
            Expression::Binary(left, _, right) => left.count(operand) + right.count(operand),
            Expression::Between(ends) => ends.iter().map(|end| end.count(operand)).sum(),
        }
    }

    /// All the values that it can have; `None` if a value is missing or a divisor can be zero.
    #[must_use]
    pub fn interval(&self, values: &dyn Fn(&Operand) -> Option<Interval>) -> Option<Interval> {
        match self {
            Expression::Term(term) => Some(values(&term.operand)?.scale(term.factor)),
            Expression::Number(number) => Some(Interval::exact(*number)),
            Expression::Binary(left, operator, right) => {
                operator.intervals(&left.interval(values)?, &right.interval(values)?)
            }
            Expression::Between(ends) => hull(ends, values),
        }
    }

    /// The value by the figures as they are printed; the middle of what lies between several.
    #[must_use]
    pub fn point(&self, values: &dyn Fn(&Operand) -> Option<Decimal>) -> Option<Decimal> {
        match self {
            Expression::Term(term) => values(&term.operand)?.checked_mul(term.factor),
            Expression::Number(number) => Some(*number),
            Expression::Binary(left, operator, right) => {
                let (left, right) = (left.point(values)?, right.point(values)?);
                match operator {
                    Operator::Add => left.checked_add(right),
                    Operator::Subtract => left.checked_sub(right),
                    Operator::Multiply => left.checked_mul(right),
                    Operator::Divide => left.checked_div(right),
                }
            }
            Expression::Between(ends) => {
                let points: Vec<Decimal> = ends.iter().map(|end| end.point(values)).collect::<Option<_>>()?;
                points.iter().min()?.checked_add(*points.iter().max()?)?.checked_div(Decimal::TWO)
            }
        }
    }

    /// The values of an operand with which the expression can be in `target`.
    #[must_use]
    pub fn solve(
        &self,
        operand: &Operand,
        target: Interval,
        values: &dyn Fn(&Operand) -> Option<Interval>,
    ) -> Option<Interval> {
        match self {
            Expression::Number(_) => None,
            Expression::Term(term) => {
                (term.operand == *operand).then(|| target.div(&Interval::exact(term.factor)))?
            }
            Expression::Binary(left, operator, right) => {
                if left.count(operand) > 0 {
                    let other = right.interval(values)?;
                    let target = match operator {
                        Operator::Add => target.sub(&other),
                        Operator::Subtract => target.add(&other),
                        Operator::Multiply => target.div(&other)?,
                        Operator::Divide => target.mul(&other),
                    };
                    left.solve(operand, target, values)
                } else {
                    let other = left.interval(values)?;
                    let target = match operator {
                        Operator::Add => target.sub(&other),
                        Operator::Subtract => other.sub(&target),
                        Operator::Multiply => target.div(&other)?,
                        Operator::Divide => other.div(&target)?,
                    };
                    right.solve(operand, target, values)
                }
            }
            Expression::Between(ends) => {
                let (own, others): (Vec<Expression>, Vec<Expression>) =
                    ends.iter().cloned().partition(|end| end.count(operand) > 0);
                let wanted = match hull(&others, values) {
                    Some(rest) if rest.intersects(&target) => Interval::ANY,
                    // It must reach the target from the side where the others are.
                    Some(rest) if rest.high < target.low => Interval { low: target.low, high: None },
                    Some(_) => Interval { low: None, high: target.high },
                    None => target,
                };
                own.first()?.solve(operand, wanted, values)
            }
        }
    }

    /// What is divided, where it is a single operand.
    #[must_use]
    pub fn numerator(&self) -> Option<&Operand> {
        match self {
            Expression::Binary(above, Operator::Divide, _) => match &**above {
                Expression::Term(term) => Some(&term.operand),
                _ => None,
            },
            _ => None,
        }
    }

    /// The parts of a sum and their signs; a part that is no sum is itself.
    #[must_use]
    pub fn parts(&self) -> Vec<(bool, &Expression)> {
        match self {
            Expression::Binary(left, Operator::Add, right) => {
                let mut parts = left.parts();
                parts.extend(right.parts());
                parts
            }
            Expression::Binary(left, Operator::Subtract, right) => {
                let mut parts = left.parts();
                parts.extend(right.parts().into_iter().map(|(plus, part)| (!plus, part)));
                parts
            }
            other => vec![(true, other)],
        }
    }
}

/// From the least to the greatest that several expressions can be; `None` of none.
fn hull(ends: &[Expression], values: &dyn Fn(&Operand) -> Option<Interval>) -> Option<Interval> {
    let join = |a: Interval, b: Interval| Interval {
        low: a.low.zip(b.low).map(|(a, b)| a.min(b)),
        high: a.high.zip(b.high).map(|(a, b)| a.max(b)),
    };
    let ends: Vec<Interval> = ends.iter().map(|end| end.interval(values)).collect::<Option<_>>()?;
    ends.into_iter().reduce(join)
}

impl Operator {
    fn intervals(self, left: &Interval, right: &Interval) -> Option<Interval> {
        match self {
            Operator::Add => Some(left.add(right)),
            Operator::Subtract => Some(left.sub(right)),
            Operator::Multiply => Some(left.mul(right)),
            Operator::Divide => left.div(right),
        }
    }
}
