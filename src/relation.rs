//! Relations between figures: what should equal what, declared in `relations.yaml` or found in a table.
//!
//! A relation is an equation of two expressions for one period. Its operands are values of metrics, or figures
//! of the text; both are evaluated on the intervals that they stand for, so that rounding breaks nothing.
//! This module knows nothing of rules and findings.

pub mod declared;
pub mod expression;
pub mod mined;
pub mod parse;
pub mod print;
pub mod sheet;
pub mod values;

use rust_decimal::Decimal;

use crate::figures::Interval;
use crate::report::{FigureId, MetricRef, Period, Problem, Report};
use crate::source::Span;

pub use expression::{Expression, Operator, Term};
pub use sheet::Sheet;
pub use values::{Value, Values};

/// What takes part in a relation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operand {
    Metric(MetricRef),
    Figure(FigureId),
}

/// One equation for one period.
#[derive(Clone, Debug)]
pub struct Relation {
    pub kind: RelationKind,
    pub origin: Origin,
    /// What is stated.
    pub left: Expression,
    /// What it should come to.
    pub right: Expression,
    pub period: Option<Period>,
    /// The formula in YAML, or the total's row in a table.
    pub span: Span,
    /// A part has no value in this period: a break may be due to that.
    pub partial: bool,
    /// How far apart the sides may be beyond what the figures' own rounding allows.
    pub slack: Decimal,
    pub holds: bool,
}

/// What sort of equation it is; rules are chosen by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationKind {
    /// `total = a + b + c`.
    Sum,
    /// `closing = opening + in - out`, where opening is closing of the period before.
    RollForward,
    /// `net = gross - part`.
    Difference,
    /// `total = times * each`.
    Product,
    /// Percentages of one whole: `a = 1 - b - c`.
    Shares,
    /// A percentage of a stated count: `share = part / whole`.
    Percent,
    /// `density = total / denominator`.
    Ratio,
    /// An overall rate as the weighted mean of its subgroups' rates.
    Mean,
    /// One quantity, stated twice.
    Restatement,
    /// Two breakdowns of one population.
    Breakdown,
    /// Anything else.
    Formula,
}

/// Where a relation comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Index into [`Report::relations`].
    Declared(usize),
    /// Found in a table, and how sure it is.
    Mined(Evidence),
}

/// Why a relation that nobody declared is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The columns in which it holds.
    pub columns: usize,
    /// Nothing legitimate can explain a break: it is an error, not a warning.
    pub certain: bool,
}

/// Every relation of a report, evaluated, and the formulas that could not be read.
#[derive(Clone, Debug, Default)]
pub struct Relations {
    pub relations: Vec<Relation>,
    pub problems: Vec<Problem>,
}

/// Reads the declared relations, finds those of tables, and evaluates all of them.
#[must_use]
pub fn all(report: &Report, sheets: &[Sheet], values: &Values) -> Relations {
    let mut all = declared::read(report, values);
    mined::find(report, sheets, values, &mut all.relations);
    all
}

impl Relation {
    /// One found in the text, not yet evaluated nor believed: it holds, as far as is known, and is not certain.
    #[must_use]
    pub fn mined(kind: RelationKind, left: Expression, right: Expression, span: Span) -> Relation {
        let origin = Origin::Mined(Evidence { columns: 0, certain: false });
        let (period, slack) = (None, Decimal::ZERO);
        Relation { kind, origin, left, right, period, span, partial: false, slack, holds: true }
    }

    /// The operands, each once, the stated ones first.
    #[must_use]
    pub fn operands(&self) -> Vec<&Operand> {
        let mut operands = Vec::new();
        self.left.collect(&mut operands);
        self.right.collect(&mut operands);
        let mut distinct: Vec<&Operand> = Vec::with_capacity(operands.len());
        for operand in operands {
            if !distinct.contains(&operand) {
                distinct.push(operand);
            }
        }
        distinct
    }

    /// The operands that it confirms where it holds: of a figure between others it says something, of those next to nothing.
    #[must_use]
    pub fn confirmed(&self) -> Vec<&Operand> {
        match (&self.left, &self.right) {
            (Expression::Between(_), _) => Vec::new(),
            (left, Expression::Between(_)) => {
                let mut stated = Vec::new();
                left.collect(&mut stated);
                stated
            }
            _ => self.operands(),
        }
    }

    /// Whether both sides allow a common value; `None` if a value is missing or a divisor can be zero.
    #[must_use]
    pub fn holds_with(&self, values: &dyn Fn(&Operand) -> Option<Interval>) -> Option<bool> {
        let left = self.widened(self.left.interval(values)?);
        let right = self.right.interval(values)?;
        Some(match self.kind {
            RelationKind::Restatement => is_same(&left, &right),
            _ => left.intersects(&right),
        })
    }

    /// The values of one operand with which the equation would hold, all others as they are.
    /// `None` where the operand stands in it more than once.
    #[must_use]
    pub fn solve(
        &self,
        operand: &Operand,
        values: &dyn Fn(&Operand) -> Option<Interval>,
    ) -> Option<Interval> {
        match (self.left.count(operand), self.right.count(operand)) {
            (1, 0) => self.left.solve(operand, self.widened(self.right.interval(values)?), values),
            (0, 1) => self.right.solve(operand, self.widened(self.left.interval(values)?), values),
            _ => None,
        }
    }

    /// A side with what a note about rounding lets it be off.
    fn widened(&self, side: Interval) -> Interval {
        if self.slack.is_zero() { side } else { side.add(&Interval::around(Decimal::ZERO, self.slack)) }
    }

    /// The single operand of the stated side.
    #[must_use]
    pub fn stated(&self) -> Option<&Operand> {
        match &self.left {
            Expression::Term(term) => Some(&term.operand),
            _ => None,
        }
    }
}

/// Whether two printed figures can be one: their intervals share more than an end. 4,298.55 and 4,298.56 do not.
fn is_same(a: &Interval, b: &Interval) -> bool {
    let Some(common) = a.intersection(b) else { return false };
    let point = |interval: &Interval| interval.width() == Some(Decimal::ZERO);
    !point(&common) || point(a) || point(b)
}
