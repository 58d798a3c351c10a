//! What was found to hold among figures of the text, as formulas of the metrics that they became.

use std::collections::{BTreeMap, BTreeSet};

use crate::relation::{Expression, Operand, Operator, Origin, Relation, RelationKind};
use crate::report::{FigureId, Period};

use super::metrics::{EntryId, Links, Metrics};

/// A formula as it is declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    pub text: String,
    /// The periods for which it is declared; empty for all.
    pub periods: Vec<Period>,
}

/// A formula as it was found, period by period.
#[derive(Clone, Debug, Default)]
pub struct Mined {
    /// The series that it names.
    pub names: BTreeSet<String>,
    pub holds: BTreeSet<Period>,
    pub breaks: BTreeSet<Period>,
}

/// How much of a formula is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// Nothing: it says more than the tables do.
    Out,
    /// Only the periods in which it was found to hold.
    Holding,
    /// All periods.
    All,
}

/// The formulas of the relations between figures that became metrics.
#[must_use]
pub fn mined(relations: &[Relation], metrics: &Metrics) -> BTreeMap<String, Mined> {
    let mut found: BTreeMap<String, Mined> = BTreeMap::new();
    for relation in relations {
        if let (Origin::Mined(_), false) = (&relation.origin, relation.partial)
            && let Some((text, period, names)) = translate(relation, metrics)
        {
            let mined = found.entry(text).or_default();
            mined.names = names;
            if relation.holds {
                mined.holds.insert(period)
            } else {
                mined.breaks.insert(period)
            };
        }
    }
    found
}

/// The rows whose figures were found to state one quantity.
#[must_use]
pub fn links(relations: &[Relation], entries: &BTreeMap<FigureId, EntryId>) -> Links {
    let mut links = Links::new();
    for relation in relations.iter().filter(|relation| relation.kind == RelationKind::Restatement) {
        let (Expression::Term(left), Expression::Term(right)) = (&relation.left, &relation.right) else {
            continue;
        };
        let entry = |operand: &Operand| match operand {
            Operand::Figure(figure) => entries.get(figure).copied(),
            Operand::Metric(_) => None,
        };
        if let (Some(a), Some(b)) = (entry(&left.operand), entry(&right.operand)) {
            links.entry(a).or_default().insert(b);
            links.entry(b).or_default().insert(a);
        }
    }
    links
}

/// The formulas to declare.
#[must_use]
pub fn declared(mined: &BTreeMap<String, Mined>, uses: &BTreeMap<String, Use>) -> Vec<Formula> {
    let mut formulas = Vec::new();
    for (text, found) in mined {
        let periods = match uses.get(text).copied().unwrap_or(Use::All) {
            Use::Out => continue,
            Use::Holding if found.holds.is_empty() => continue,
            Use::Holding => found.holds.iter().cloned().collect(),
            Use::All => Vec::new(),
        };
        formulas.push(Formula { text: text.clone(), periods });
    }
    formulas
}

/// A relation in names of metrics, its period, and those names; `None` where a figure is no metric.
fn translate(relation: &Relation, metrics: &Metrics) -> Option<(String, Period, BTreeSet<String>)> {
    let figures: Vec<FigureId> = relation
        .operands()
        .into_iter()
        .map(|operand| match operand {
            Operand::Figure(figure) => Some(*figure),
            Operand::Metric(_) => None,
        })
        .collect::<Option<_>>()?;
    let stated: Vec<&(String, Period)> =
        figures.iter().map(|figure| metrics.stated.get(figure)).collect::<Option<_>>()?;
    let period = stated.iter().map(|(_, period)| period).max()?.clone();
    let names = stated.iter().map(|(name, _)| name.clone()).collect();
    let writer = Writer { metrics, period: &period };
    let (left, right) = match &relation.left {
        // Shares of a whole: one of them is what the others leave.
        Expression::Number(whole) => {
            let mut parts = relation.right.parts().into_iter();
            let first = parts.next().filter(|(plus, _)| *plus)?.1;
            let mut rest = whole.to_string();
            for (plus, part) in parts {
                rest = format!("{rest} {} {}", if plus { '-' } else { '+' }, writer.write(part, 2)?);
            }
            (writer.write(first, 0)?, rest)
        }
        left => (
            writer.write(left, 0)?,
            writer.sum_of_all(&relation.right).or_else(|| writer.write(&relation.right, 0))?,
        ),
    };
    (left != right).then(|| (format!("{left} = {right}"), period, names))
}

struct Writer<'a> {
    metrics: &'a Metrics,
    period: &'a Period,
}

impl Writer<'_> {
    /// An expression, in brackets where its operators bind less than `binding`: 1 for a sum, 2 for what is subtracted or
    /// multiplied, 3 for a divisor.
    fn write(&self, expression: &Expression, binding: u8) -> Option<String> {
        let (words, own) = match expression {
            Expression::Term(term) => (self.name(&term.operand)?, 4),
            Expression::Number(number) => (number.to_string(), 4),
            Expression::Binary(left, operator, right) => {
                let (sign, own, of_left, of_right) = match operator {
                    Operator::Add => ('+', 1, 1, 1),
                    Operator::Subtract => ('-', 1, 1, 2),
                    Operator::Multiply => ('*', 2, 2, 2),
                    Operator::Divide => ('/', 2, 2, 3),
                };
                (format!("{} {sign} {}", self.write(left, of_left)?, self.write(right, of_right)?), own)
            }
            // No formula says "between".
            Expression::Between(_) => return None,
        };
        Some(if own < binding { format!("({words})") } else { words })
    }

    fn name(&self, operand: &Operand) -> Option<String> {
        let Operand::Figure(figure) = operand else { return None };
        let (name, period) = self.metrics.stated.get(figure)?;
        if period == self.period {
            return Some(name.clone());
        }
        is_before(period, self.period).then(|| format!("{name}@prev"))
    }

    /// `sum(workforce.total[gender])`, where a sum is of all parts of a dimension.
    fn sum_of_all(&self, right: &Expression) -> Option<String> {
        let parts = right.parts();
        let names: BTreeSet<String> = parts
            .iter()
            .map(|(plus, part)| match part {
                Expression::Term(term) if *plus => self.name(&term.operand),
                _ => None,
            })
            .collect::<Option<_>>()?;
        let (id, _) = names.first()?.split_once('[')?;
        let metric = self.metrics.all.iter().find(|metric| metric.id == id)?;
        let is_it = |members: &Vec<(String, super::metrics::Series)>| {
            members.len() > 1
                && members.iter().map(|(key, _)| format!("{id}[{key}]")).collect::<BTreeSet<_>>() == names
        };
        let dimension = metric.dimensions.iter().find(|dimension| is_it(&dimension.parts))?;
        Some(format!("sum({id}[{}])", dimension.key))
    }
}

/// Whether a year is the one before another.
fn is_before(earlier: &Period, later: &Period) -> bool {
    let year = |period: &Period| period.0.parse::<u32>().ok();
    matches!((year(earlier), year(later)), (Some(earlier), Some(later)) if earlier + 1 == later)
}
