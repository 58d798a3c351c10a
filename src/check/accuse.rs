//! From what does not agree to a finding: places, arithmetic, culprit, and the arguments of its message.

use crate::figures::{Qualifier, Slip};
use crate::relation::{Expression, Operand, RelationKind};

use super::cause::Cause;
use super::context::Context;
use super::culprit::likely_slip;
use super::disagreement::{Disagreement, Reading};
use super::evidence::{self, Places};
use super::{Arg, Arithmetic, Finding, Message, Role, Severity};

/// More suspects than these are no suspects.
const MOST_SUSPECTS: usize = 6;
/// Lines of arithmetic beyond these say nothing new.
const MOST_LINES: usize = 8;

/// The findings of one rule about broken relations.
#[must_use]
pub fn causes(context: &Context, rule: &'static str, key: &'static str) -> Vec<Finding> {
    let of_rule = context.causes.iter().filter(|cause| cause.rule == rule);
    of_rule.filter_map(|cause| finding(context, cause, Message { key, args: Vec::new() })).collect()
}

/// The finding of a cause; arguments that every such message can use are added to those given.
#[must_use]
pub fn finding(context: &Context, cause: &Cause, mut message: Message) -> Option<Finding> {
    let lead = &context.relations[cause.relations[0]];
    let relations = || cause.relations.iter().map(|index| &context.relations[*index]);
    let arithmetic: Vec<Arithmetic> = relations()
        .filter_map(|relation| evidence::arithmetic(context, relation, None))
        .take(MOST_LINES)
        .collect();
    let first = arithmetic.first()?;
    let stated = first.stated.clone().unwrap_or_else(|| first.result.clone());
    let subject = lead.stated().or_else(|| lead.operands().first().copied())?.clone();

    let mut places = Places::default();
    let likely = &cause.culprit.likely;
    // What does not agree is suspect itself, and shown first, unless one other figure alone is to blame.
    if likely.len() != 1 && cause.denominator.is_none() {
        places.all_of(context, &subject, Role::Suspect);
    }
    if likely.len() <= MOST_SUSPECTS {
        for operand in likely {
            places.all_of(context, operand, Role::Suspect);
        }
    }
    let near = places.files();
    for operand in relations().flat_map(crate::relation::Relation::operands) {
        places.one_of(context, operand, Role::Operand, &near);
    }
    let places = places.into_vec();

    let period = evidence::period(context, lead);
    let kind = match lead.kind {
        RelationKind::Formula => "formula",
        RelationKind::Difference => "difference",
        RelationKind::Mean => "mean",
        _ if is_of_whole(&lead.left) => "whole",
        _ => "plain",
    };
    message.args.extend([
        ("metric", evidence::name(context, &subject)),
        ("dated", Arg::Text(if period.is_empty() { "no" } else { "yes" }.to_owned())),
        ("period", Arg::Text(period)),
        ("stated", Arg::Text(stated)),
        ("computed", Arg::Text(first.result.clone())),
        ("difference", Arg::Text(first.difference.clone().unwrap_or_default())),
        ("kind", Arg::Text(kind.to_owned())),
        ("others", Arg::Number(i64::try_from(cause.relations.len() - 1).unwrap_or(0))),
    ]);
    message.args.extend(culprit(context, cause));
    let mut finding = Finding::new(cause.rule, cause.severity, message, places);
    finding.arithmetic = arithmetic;
    Some(finding)
}

/// Who is named, if one is: `named` is `no`, `figure`, or `value` where it is known what it should be.
fn culprit(context: &Context, cause: &Cause) -> Vec<(&'static str, Arg)> {
    let mut args = Vec::new();
    if let [operand] = cause.culprit.likely.as_slice() {
        let printed = context.values.get(operand).map(|value| value.printed).unwrap_or_default();
        args.push(("culprit", evidence::name(context, operand)));
        args.push(("printed", Arg::Text(printed)));
        match &cause.culprit.mended {
            Some((mended, slip)) => {
                args.push(("named", Arg::Text("value".to_owned())));
                args.push(("mended", Arg::Text(mended.clone())));
                args.extend(slip_args(*slip));
            }
            None => args.push(("named", Arg::Text("figure".to_owned()))),
        }
    } else {
        args.push(("named", Arg::Text("no".to_owned())));
    }
    args
}

/// `slip` by its word, and `power` for a factor of ten.
#[must_use]
pub fn slip_args(slip: Option<Slip>) -> Vec<(&'static str, Arg)> {
    let word = match slip {
        None => "none",
        Some(Slip::Swapped) => "swapped",
        Some(Slip::Changed) => "changed",
        Some(Slip::Dropped) => "dropped",
        Some(Slip::Doubled) => "doubled",
        Some(Slip::YiForBillion) => "yi",
        Some(Slip::WanForMillion) => "wan",
        Some(Slip::PowerOfTen(_)) => "ten",
    };
    let power = if let Some(Slip::PowerOfTen(power)) = slip { 10_i64.pow(power.min(12)) } else { 1 };
    vec![("slip", Arg::Text(word.to_owned())), ("power", Arg::Number(power))]
}

/// The finding of a metric that is stated with two values.
#[must_use]
pub fn disagreement(
    context: &Context,
    disagreement: &Disagreement,
    rule: &'static str,
    key: &'static str,
) -> Finding {
    let (right, wrong) = (disagreement.right(), disagreement.wrong());
    let metric = &disagreement.metric;
    let mut places = Places::default();
    let mut suspects: Vec<usize> = wrong.iter().flat_map(|reading| reading.figures.iter().copied()).collect();
    suspects.sort_unstable();
    for figure in suspects {
        places.figure(context, figure, Role::Suspect);
    }
    if wrong.iter().any(|reading| reading.declared) {
        places.declared(context, metric, Role::Suspect);
    }
    let near = places.files();
    for figure in &right.figures {
        places.figure(context, *figure, Role::Witness);
    }
    if right.declared {
        places.declared(context, metric, Role::Witness);
    }
    let operand = Operand::Metric(metric.clone());
    let (arithmetic, telling) = compare(context, &operand, right, wrong);
    for other in telling.iter().flat_map(|index| context.relations[*index].operands()) {
        if *other != operand {
            places.one_of(context, other, Role::Operand, &near);
        }
    }
    let printed: Vec<&str> = wrong.iter().map(|reading| reading.value.printed.as_str()).collect();
    let slip = match wrong {
        [only] => likely_slip(only.value.value, right.value.value),
        _ => None,
    };
    let mut args = vec![
        ("metric", Arg::Words(evidence::metric_name(context, metric))),
        ("period", Arg::Text(metric.period.to_string())),
        ("wrong", Arg::Text(printed.join(" / "))),
        ("right", Arg::Text(right.value.printed.clone())),
        ("yaml", Arg::Text(if right.declared { "right" } else { "wrong" }.to_owned())),
    ];
    args.extend(slip_args(slip));
    // "About" and "more than" leave room for a reader's judgement.
    let loose = |figure: &usize| context.report.figures[*figure].figure.qualifier != Qualifier::Exact;
    let figures = || wrong.iter().flat_map(|reading| &reading.figures);
    let all_loose = figures().next().is_some() && figures().all(loose);
    let severity = if all_loose { Severity::Warning } else { Severity::Error };
    let mut finding = Finding::new(rule, severity, Message { key, args }, places.into_vec());
    finding.arithmetic = arithmetic;
    finding
}

/// The relation that tells the values apart, with each of them; or, where none does, their difference.
fn compare(
    context: &Context,
    operand: &Operand,
    right: &Reading,
    wrong: &[Reading],
) -> (Vec<Arithmetic>, Option<usize>) {
    let with = |index: usize, reading: &Reading| {
        evidence::arithmetic(context, &context.relations[index], Some((operand, &reading.value)))
    };
    let holds = |index: usize, reading: &Reading| with(index, reading).is_some_and(|line| line.holds);
    let related = context.relations_of(operand);
    let telling = related
        .iter()
        .copied()
        .find(|index| holds(*index, right) && wrong.iter().any(|reading| !holds(*index, reading)));
    let shown = telling.or_else(|| related.iter().copied().find(|index| holds(*index, right)));
    let readings = std::iter::once(right).chain(wrong);
    let mut lines: Vec<Arithmetic> = shown
        .into_iter()
        .flat_map(|index| readings.clone().filter_map(move |reading| with(index, reading)))
        .collect();
    if telling.is_none() {
        lines.truncate(1);
        lines.extend(wrong.iter().filter_map(|reading| difference(reading, right)));
    }
    (lines, shown)
}

/// `4,298.56 − 4,298.55 = 0.01`.
fn difference(wrong: &Reading, right: &Reading) -> Option<Arithmetic> {
    let apart = wrong.value.value.checked_sub(right.value.value)?;
    let sign = if right.value.printed.ends_with('%') { "%" } else { "" };
    Some(Arithmetic {
        expression: format!("{} − {}", wrong.value.printed, right.value.printed),
        result: format!("{}{sign}", crate::relation::print::grouped(apart)),
        stated: None,
        difference: None,
        holds: false,
    })
}

/// Whether a relation compares with the whole rather than with a stated figure.
fn is_of_whole(left: &Expression) -> bool {
    matches!(left, Expression::Number(_))
}
