//! The relations of `relations.yaml`: read, brought to one set of units, and evaluated for every period.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::figures::{Unit, unit};
use crate::report::{DeclaredRelation, MetricRef, Metrics, Period, Problem, ProblemKind, Report, SeriesId};
use crate::source::Span;

use super::parse::{self, Formula, FormulaError, Node};
use super::{Expression, Operand, Operator, Origin, Relation, RelationKind, Relations, Term, Values};

/// Reads and evaluates every declared formula.
#[must_use]
pub fn read(report: &Report, values: &Values) -> Relations {
    let mut all = Relations::default();
    for (index, declared) in report.relations.iter().enumerate() {
        match parse::parse(&declared.formula, &report.metrics) {
            Ok(formula) => all.relations.extend(evaluate(report, values, index, declared, &formula)),
            // A metric of a file that could not be read is no fault of the formula.
            Err(error) if error.expected == "metric" && !report.metrics_are_whole() => {}
            Err(error) => all.problems.push(problem(report, declared, error)),
        }
    }
    all
}

/// One relation for each period in which all its values are known.
fn evaluate(
    report: &Report,
    values: &Values,
    index: usize,
    declared: &DeclaredRelation,
    formula: &Formula,
) -> Vec<Relation> {
    let metrics = &report.metrics;
    let kind = kind(metrics, formula);
    let mut relations = Vec::new();
    for period in periods(metrics, declared, formula) {
        let mut builder = Builder { metrics, period: &period, units: Vec::new(), partial: false };
        let (Some(left), Some(right)) = (builder.build(&formula.left), builder.build(&formula.right)) else {
            continue;
        };
        let mut relation = Relation {
            kind,
            origin: Origin::Declared(index),
            left,
            right,
            period: Some(period.clone()),
            span: declared.span,
            partial: builder.partial,
            slack: Decimal::ZERO,
            holds: true,
        };
        // A divisor that can be zero proves nothing.
        let Some(holds) = relation.holds_with(&|operand| values.interval(operand)) else { continue };
        relation.holds = holds;
        relations.push(relation);
    }
    relations
}

fn periods(metrics: &Metrics, declared: &DeclaredRelation, formula: &Formula) -> BTreeSet<Period> {
    if !declared.periods.is_empty() {
        return declared.periods.iter().cloned().collect();
    }
    let mut series = Vec::new();
    names(&formula.left, &mut series);
    names(&formula.right, &mut series);
    series.into_iter().flat_map(|id| metrics.series(id).values.keys().cloned()).collect()
}

fn names(node: &Node, series: &mut Vec<SeriesId>) {
    match node {
        Node::Series { series: id, .. } => series.push(*id),
        Node::Sum(members) => series.extend(members),
        Node::Number(_) => {}
        Node::Binary(left, _, right) => {
            names(left, series);
            names(right, series);
        }
    }
}

/// Turns a formula into an expression for one period.
struct Builder<'a> {
    metrics: &'a Metrics,
    period: &'a Period,
    /// The first unit of each quantity met: the others of its kind are converted to it.
    units: Vec<Unit>,
    partial: bool,
}

impl Builder<'_> {
    fn build(&mut self, node: &Node) -> Option<Expression> {
        match node {
            Node::Number(number) => Some(Expression::Number(*number)),
            Node::Series { series, previous } => {
                let period = if *previous { before(self.period)? } else { self.period.clone() };
                self.term(*series, period)
            }
            Node::Sum(members) => {
                let parts: Vec<Expression> =
                    members.iter().filter_map(|member| self.term(*member, self.period.clone())).collect();
                self.partial |= parts.len() < members.len();
                if parts.len() < 2.min(members.len()) { None } else { Expression::sum(parts) }
            }
            Node::Binary(left, operator, right) => {
                Some(Expression::binary(self.build(left)?, *operator, self.build(right)?))
            }
        }
    }

    fn term(&mut self, series: SeriesId, period: Period) -> Option<Expression> {
        let reference = MetricRef { series, period };
        self.metrics.value(&reference)?;
        let unit = self.metrics.series(series).unit.clone();
        let factor = unit.map_or(Decimal::ONE, |unit| self.factor(&unit));
        Some(Expression::Term(Term { operand: Operand::Metric(reference), factor }))
    }

    /// What one of a unit is worth in the units of the formula.
    fn factor(&mut self, of: &Unit) -> Decimal {
        if of.is_percent() {
            return Decimal::new(1, 2);
        }
        let below = of.per.as_deref().and_then(unit::parse);
        let plain = Unit { per: None, ..of.clone() };
        let above = self.relative(&plain);
        let below = below.map_or(Decimal::ONE, |below| self.factor(&below));
        above.checked_div(below).unwrap_or(Decimal::ONE)
    }

    fn relative(&mut self, plain: &Unit) -> Decimal {
        if let Some(ratio) = self.units.iter().find_map(|known| plain.ratio_to(known)) {
            return ratio;
        }
        self.units.push(plain.clone());
        Decimal::ONE
    }
}

/// The period before: `2022` before `2023`, `2022H2` before `2023H1`.
fn before(period: &Period) -> Option<Period> {
    let (year, part) = period.0.split_at_checked(4)?;
    let year: u32 = year.parse().ok()?;
    let last = match part {
        "" => return Some(Period(format!("{}", year - 1))),
        "H1" => "H2",
        "Q1" => "Q4",
        _ => {
            let (letter, number) = part.split_at_checked(1)?;
            let number: u32 = number.parse().ok()?;
            return Some(Period(format!("{year}{letter}{}", number - 1)));
        }
    };
    Some(Period(format!("{}{last}", year - 1)))
}

fn kind(metrics: &Metrics, formula: &Formula) -> RelationKind {
    let Node::Series { series: stated, .. } = formula.left else {
        return RelationKind::Formula;
    };
    let unit = metrics.series(stated).unit.as_ref();
    let percent = unit.is_some_and(Unit::is_percent);
    let rate = percent || unit.is_some_and(|unit| unit.per.is_some());
    let parts = parts(&formula.right);
    let plain = |node: &Node| matches!(node, Node::Series { .. } | Node::Sum(_));
    let rolls = |node: &Node| matches!(node, Node::Series { series, previous: true } if *series == stated);
    if parts.iter().any(|(_, part)| rolls(part)) {
        return RelationKind::RollForward;
    }
    if percent && parts.iter().any(|(_, part)| matches!(part, Node::Number(_))) {
        return RelationKind::Shares;
    }
    if parts.iter().all(|(_, part)| plain(part)) {
        let sum = parts.iter().all(|(plus, _)| *plus);
        return if sum { RelationKind::Sum } else { RelationKind::Difference };
    }
    if rate && is_mean(metrics, stated, &formula.right) {
        return RelationKind::Mean;
    }
    match &formula.right {
        Node::Binary(left, Operator::Divide, _) if plain(left) => {
            if percent {
                RelationKind::Percent
            } else {
                RelationKind::Ratio
            }
        }
        Node::Binary(left, Operator::Multiply, right) if plain(left) && plain(right) => RelationKind::Product,
        _ => RelationKind::Formula,
    }
}

/// `a * x + b * y`, or that over something, where x and y have the unit of what is stated.
fn is_mean(metrics: &Metrics, stated: SeriesId, right: &Node) -> bool {
    let sum = match right {
        Node::Binary(sum, Operator::Divide, _) => sum,
        other => other,
    };
    let parts = parts(sum);
    let unit = &metrics.series(stated).unit;
    let weighted = |node: &Node| match node {
        Node::Binary(left, Operator::Multiply, right) => [left, right].into_iter().any(
            |side| matches!(**side, Node::Series { series, .. } if metrics.series(series).unit == *unit),
        ),
        _ => false,
    };
    parts.len() >= 2 && parts.iter().all(|(plus, part)| *plus && weighted(part))
}

/// The parts of a sum and their signs.
fn parts(node: &Node) -> Vec<(bool, &Node)> {
    match node {
        Node::Binary(left, operator @ (Operator::Add | Operator::Subtract), right) => {
            let mut all = parts(left);
            let plus = *operator == Operator::Add;
            all.extend(parts(right).into_iter().map(|(sign, part)| (sign == plus, part)));
            all
        }
        other => vec![(true, other)],
    }
}

/// The place of the error within the formula's own bytes; the whole scalar where YAML escapes hide it.
fn problem(report: &Report, declared: &DeclaredRelation, error: FormulaError) -> Problem {
    let span = declared.span;
    let inner = report.sources.slice(span).find(&declared.formula).map_or(span, |at| {
        let start = span.start + at;
        Span::new(span.file, start + error.range.start, start + error.range.end)
    });
    let kind = ProblemKind::BadFormula {
        formula: declared.formula.clone(),
        expected: error.expected.to_owned(),
        found: error.found,
    };
    Problem { kind, path: report.sources.path(span).to_owned(), span: Some(inner) }
}
