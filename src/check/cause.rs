//! Broken relations, gathered by cause: those that one change would mend together are one finding.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::figures::Interval;
use crate::relation::{Expression, Operand, Operator, Origin, Relation, RelationKind};
use crate::report::{MetricRef, parallel};

use super::Severity;
use super::context::Context;
use super::culprit::{self, Change, Culprit};

/// One thing wrong with the arithmetic.
#[derive(Clone, Debug)]
pub struct Cause {
    /// The rule that speaks of it.
    pub rule: &'static str,
    pub severity: Severity,
    /// Indices of [`Context::relations`], the one that says most first; never empty.
    pub relations: Vec<usize>,
    pub culprit: Culprit,
    /// The common denominator of ratios that all imply another one.
    pub denominator: Option<Operand>,
}

/// The causes of everything that breaks and is not explained by a metric stated with two values.
#[must_use]
pub fn find(context: &Context) -> Vec<Cause> {
    let broken: Vec<usize> =
        (0..context.relations.len()).filter(|index| !context.relations[*index].holds).collect();
    let unsaid: Vec<usize> =
        broken.iter().copied().filter(|index| !is_said(context, *index, &broken)).collect();
    parallel::map(&gather(context, &unsaid), |group| cause(context, group.clone()))
}

/// Whether a relation found in a table says what something else says already: a metric stated with two values,
/// the same relation in YAML, or the same table in the other language.
fn is_said(context: &Context, index: usize, broken: &[usize]) -> bool {
    let relation = &context.relations[index];
    if !matches!(relation.origin, Origin::Mined(_)) {
        return false;
    }
    let corrected = |operand: &Operand| match operand {
        Operand::Figure(figure) => context.corrected(*figure).or_else(|| context.values.interval(operand)),
        Operand::Metric(_) => context.values.interval(operand),
    };
    if relation.holds_with(&corrected) == Some(true) {
        return true;
    }
    let declared = |other: &&usize| matches!(context.relations[**other].origin, Origin::Declared(_));
    let in_yaml = metrics_of(context, relation).is_some_and(|metrics| {
        broken.iter().filter(declared).any(|other| {
            let of_declared = sorted(metrics_of(context, &context.relations[*other]));
            // A formula with weights says more than that a mean lies between others.
            let says_less = matches!(relation.kind, RelationKind::Mean | RelationKind::Breakdown);
            metrics == of_declared || says_less && metrics.iter().all(|metric| of_declared.contains(metric))
        })
    });
    in_yaml
        || likenesses(context, relation).any(|other| {
            let first = &context.relations[other];
            other < index
                && !first.holds
                && matches!(first.origin, Origin::Mined(_))
                && (are_twins(context, first, relation) || are_copies(context, first, relation))
        })
}

/// The relations that may be a relation once more: those of its first operand, of its twin and of its copies.
fn likenesses<'a>(context: &'a Context, relation: &Relation) -> impl Iterator<Item = usize> + 'a {
    let mut first: Vec<Operand> =
        relation.operands().first().map(|first| (*first).clone()).into_iter().collect();
    if let [Operand::Figure(figure)] = first[..] {
        first.extend(context.twins.agreeing(figure).map(Operand::Figure));
        first.extend(context.copies_of(figure).map(Operand::Figure));
    }
    first.into_iter().flat_map(|operand| context.relations_of(&operand).iter().copied())
}

fn sorted(metrics: Option<Vec<MetricRef>>) -> Vec<MetricRef> {
    metrics.unwrap_or_default()
}

/// The metrics that a relation speaks of, sorted; `None` if a figure in it is not bound to any.
fn metrics_of(context: &Context, relation: &Relation) -> Option<Vec<MetricRef>> {
    let metric = |operand: &Operand| match operand {
        Operand::Metric(metric) => Some(metric.clone()),
        Operand::Figure(figure) => context.report.figures[*figure].binding.clone(),
    };
    let mut metrics: Vec<MetricRef> = relation.operands().into_iter().map(metric).collect::<Option<_>>()?;
    metrics.sort();
    Some(metrics)
}

/// The same figures in both editions, all with the same values.
fn are_twins(context: &Context, first: &Relation, second: &Relation) -> bool {
    let (first, second) = (first.operands(), second.operands());
    first.len() == second.len()
        && first.iter().zip(&second).all(|(a, b)| match (a, b) {
            (Operand::Figure(a), Operand::Figure(b)) => context.twins.agreeing(*a) == Some(*b),
            _ => false,
        })
}

/// The same figures in two tables, one of which repeats the other.
fn are_copies(context: &Context, first: &Relation, second: &Relation) -> bool {
    let (a, b) = (first.operands(), second.operands());
    first.kind == second.kind
        && a.len() == b.len()
        && a.iter().zip(&b).all(|(a, b)| a == b || context.restate(a, b))
}

/// Groups relations that one change of one operand would mend together.
fn gather(context: &Context, broken: &[usize]) -> Vec<Vec<usize>> {
    let mut group: Vec<usize> = (0..broken.len()).collect();
    let place: BTreeMap<usize, usize> = broken.iter().enumerate().map(|(at, index)| (*index, at)).collect();
    for (a, relation) in broken.iter().enumerate() {
        let relation = &context.relations[*relation];
        for operand in relation.operands() {
            let wanted = relation.solve(operand, &|asked| context.values.interval(asked));
            let Some(wanted) = wanted.filter(is_telling) else { continue };
            let change = Change::new(context, operand, wanted);
            let touched = change.operands().flat_map(|operand| context.relations_of(operand));
            for (index, b) in touched.filter_map(|index| Some((*index, *place.get(index)?))) {
                if group[a] != group[b] && change.holds(&context.relations[index]) {
                    let (keep, drop) = (group[a].min(group[b]), group[a].max(group[b]));
                    group.iter_mut().filter(|of| **of == drop).for_each(|of| *of = keep);
                }
            }
        }
    }
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for root in 0..broken.len() {
        let members: Vec<usize> =
            (0..broken.len()).filter(|at| group[*at] == root).map(|at| broken[at]).collect();
        if !members.is_empty() {
            groups.push(members);
        }
    }
    groups
}

/// A wanted value that could be nearly anything would mend anything.
fn is_telling(wanted: &Interval) -> bool {
    let (Some(low), Some(high)) = (wanted.low, wanted.high) else { return false };
    let size = low.abs().max(high.abs());
    high.saturating_sub(low) <= size / Decimal::from(4)
}

fn cause(context: &Context, mut relations: Vec<usize>) -> Cause {
    // What contradicts itself outright says most.
    relations.sort_by_key(|index| {
        let relation = &context.relations[*index];
        (relation.kind != RelationKind::Restatement, relation.kind, *index)
    });
    let denominator = common_denominator(context, &relations);
    let lead = &context.relations[relations[0]];
    let (rule, severity) = match &denominator {
        Some(_) => ("denominators-disagree", denominator_severity(context, &relations)),
        None => (rule_for(context, lead), worst(context, &relations)),
    };
    let culprit = match &denominator {
        // The shares of the subgroups are beside the point: no weights would do.
        None if rule == "mean-outside-subgroups" => {
            let mut likely: Vec<Operand> = lead.stated().cloned().into_iter().collect();
            likely.extend(means_of(context, lead));
            Culprit { likely, mended: None }
        }
        // Every rate speaks against the denominator, and it against them.
        Some(_) => {
            let rates = relations.iter().filter_map(|index| context.relations[*index].stated().cloned());
            Culprit { likely: rates.collect(), mended: None }
        }
        None => culprit::find(context, &relations),
    };
    Cause { rule, severity, relations, culprit, denominator }
}

/// The denominator that several ratios share, if the group is of nothing else.
fn common_denominator(context: &Context, relations: &[usize]) -> Option<Operand> {
    let denominator = |index: &usize| {
        let relation = &context.relations[*index];
        match &relation.right {
            Expression::Binary(_, Operator::Divide, below) if relation.kind == RelationKind::Ratio => {
                match &**below {
                    Expression::Term(term) => Some(term.operand.clone()),
                    _ => None,
                }
            }
            _ => None,
        }
    };
    let first = denominator(relations.first()?)?;
    let shared = relations.iter().all(|index| denominator(index).as_ref() == Some(&first));
    (relations.len() > 1 && shared).then_some(first)
}

/// An error where several rates agree with each other and one of them agrees with its denominator in another
/// period; else another boundary may explain it.
fn denominator_severity(context: &Context, relations: &[usize]) -> Severity {
    let proven = |relation: &Relation| match relation.origin {
        Origin::Mined(evidence) => evidence.certain,
        Origin::Declared(_) => holds_elsewhere(context, relation),
    };
    let proven = relations.iter().any(|index| proven(&context.relations[*index]));
    if relations.len() >= 3 && proven { Severity::Error } else { Severity::Warning }
}

/// The same formula holds in another period.
fn holds_elsewhere(context: &Context, relation: &Relation) -> bool {
    context.relations.iter().any(|other| {
        other.holds && other.origin == relation.origin && matches!(other.origin, Origin::Declared(_))
    })
}

fn rule_for(context: &Context, lead: &Relation) -> &'static str {
    match lead.kind {
        RelationKind::Sum | RelationKind::Difference => "sum-does-not-foot",
        RelationKind::RollForward => "rollforward-breaks",
        RelationKind::Restatement => "restatement-differs",
        RelationKind::Breakdown => "breakdowns-disagree",
        RelationKind::Product => "product-does-not-recompute",
        RelationKind::Shares => "shares-not-whole",
        RelationKind::Percent => "percent-does-not-recompute",
        RelationKind::Mean if is_outside(context, lead) => "mean-outside-subgroups",
        RelationKind::Formula if !is_rate(context, lead) => "sum-does-not-foot",
        RelationKind::Ratio | RelationKind::Mean | RelationKind::Formula => "ratio-does-not-recompute",
    }
}

/// The worst that its relations make of a cause; a declared one speaks for itself.
fn worst(context: &Context, relations: &[usize]) -> Severity {
    let lead = &context.relations[relations[0]];
    let mined = |index: &&usize| matches!(context.relations[**index].origin, Origin::Mined(_));
    let others = relations.iter().filter(mined).map(|index| severity(context, &context.relations[*index]));
    others.chain([severity(context, lead)]).min().unwrap_or(Severity::Warning)
}

fn severity(context: &Context, lead: &Relation) -> Severity {
    match (&lead.origin, lead.kind) {
        _ if lead.partial => Severity::Warning,
        (Origin::Mined(evidence), _) if evidence.certain => Severity::Error,
        (Origin::Mined(_), _) | (_, RelationKind::RollForward | RelationKind::Formula) => Severity::Warning,
        (_, RelationKind::Ratio) if !holds_elsewhere(context, lead) => Severity::Warning,
        (_, RelationKind::Mean) if !is_outside(context, lead) => Severity::Warning,
        _ => Severity::Error,
    }
}

fn is_rate(context: &Context, relation: &Relation) -> bool {
    match relation.stated() {
        Some(Operand::Metric(metric)) => {
            let unit = context.report.metrics.series(metric.series).unit.as_ref();
            unit.is_some_and(|unit| unit.is_percent() || unit.per.is_some())
        }
        _ => false,
    }
}

/// Whether an overall rate lies outside those of its subgroups, whatever their weights.
fn is_outside(context: &Context, relation: &Relation) -> bool {
    if matches!(relation.right, Expression::Between(_)) {
        return !relation.holds;
    }
    let Some(stated) = relation.stated().and_then(|operand| context.values.interval(operand)) else {
        return false;
    };
    let rates: Vec<Interval> = means_of(context, relation)
        .into_iter()
        .filter_map(|operand| context.values.interval(&operand))
        .collect();
    let low = rates.iter().filter_map(|interval| interval.low).min();
    let high = rates.iter().filter_map(|interval| interval.high).max();
    let (Some(low), Some(high)) = (low, high) else { return false };
    !stated.intersects(&Interval::new(low, high))
}

/// The subgroups' rates in a weighted mean that have any weight.
#[must_use]
pub fn means_of(context: &Context, relation: &Relation) -> Vec<Operand> {
    let metrics = &context.report.metrics;
    if let Expression::Between(_) = relation.right {
        let mut means = Vec::new();
        relation.right.collect(&mut means);
        return means.into_iter().cloned().collect();
    }
    let Some(Operand::Metric(stated)) = relation.stated() else { return Vec::new() };
    let unit = &metrics.series(stated.series).unit;
    let sum = match &relation.right {
        Expression::Binary(sum, Operator::Divide, _) => sum,
        other => other,
    };
    let mut rates = Vec::new();
    for (_, part) in sum.parts() {
        let mut operands = Vec::new();
        part.collect(&mut operands);
        let is_rate = |operand: &Operand| matches!(operand, Operand::Metric(metric) if metrics.series(metric.series).unit == *unit);
        let weightless = operands.iter().any(|operand| {
            !is_rate(operand) && context.values.point(operand).is_some_and(|weight| weight.is_zero())
        });
        if !weightless {
            rates.extend(operands.into_iter().find(|operand| is_rate(operand)).cloned());
        }
    }
    rates
}
