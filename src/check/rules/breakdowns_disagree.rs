//! `breakdowns-disagree`: one population, divided in two ways that cannot both be right.
//!
//! Heads by gender and by age come to two numbers; or the rates of men and women all lie above those of every age,
//! though the rate of all must lie within both. Both are faults of one kind, so they share a rule; that an overall
//! rate lies outside its subgroups is another (`mean-outside-subgroups`).

use rust_decimal::{Decimal, RoundingStrategy};

use crate::check::cause::Cause;
use crate::check::{Arg, Context, Finding, Message, Rule, Severity, accuse, evidence};
use crate::relation::{Expression, Operand, Value, print};

pub const RULE: Rule = Rule { id: "breakdowns-disagree", severity: Severity::Error, run };

fn run(context: &Context) -> Vec<Finding> {
    let found = context.causes.iter().filter(|cause| cause.rule == RULE.id);
    found.filter_map(|cause| finding(context, cause)).collect()
}

fn finding(context: &Context, cause: &Cause) -> Option<Finding> {
    let lead = &context.relations[cause.relations[0]];
    let (first, second) = (operands(&lead.left), operands(&lead.right));
    let kind = if matches!(lead.right, Expression::Between(_)) { "rates" } else { "counts" };
    let args = vec![
        ("sort", Arg::Text(kind.to_owned())),
        ("first", evidence::name(context, first.first()?)),
        ("second", evidence::name(context, second.first()?)),
        ("of_first", Arg::Text(told(context, &lead.left)?)),
        ("of_second", Arg::Text(told(context, &lead.right)?)),
    ];
    accuse::finding(context, cause, Message { key: "finding-breakdowns-disagree", args })
}

fn operands(side: &Expression) -> Vec<&Operand> {
    let mut operands = Vec::new();
    side.collect(&mut operands);
    operands
}

/// What a division comes to: its sum, or its least and greatest rate.
fn told(context: &Context, side: &Expression) -> Option<String> {
    if matches!(side, Expression::Between(_)) {
        let rates = operands(side).into_iter().map(|operand| context.values.get(operand));
        let mut rates: Vec<Value> = rates.collect::<Option<_>>()?;
        rates.sort_by_key(|rate| rate.value);
        return Some(format!("{}–{}", rates.first()?.printed, rates.last()?.printed));
    }
    let sum = side.point(&|operand| context.values.point(operand))?;
    let whole: Decimal = sum.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    Some(print::grouped(whole))
}
