//! `shares-not-whole`: the shares of one whole do not come to 100%.

use crate::check::{Context, Finding, Rule, Severity, accuse};

use super::percentage_impossible::is_impossible;

pub const RULE: Rule = Rule { id: "shares-not-whole", severity: Severity::Error, run };

/// A share of 120% is a finding of its own; that its family does not reach the whole follows from it.
fn run(context: &Context) -> Vec<Finding> {
    let message = || crate::check::Message { key: "finding-shares-not-whole", args: Vec::new() };
    context
        .causes
        .iter()
        .filter(|cause| cause.rule == RULE.id)
        .filter(|cause| {
            let relations = cause.relations.iter().map(|index| &context.relations[*index]);
            !relations
                .flat_map(crate::relation::Relation::operands)
                .any(|operand| is_impossible(context, operand))
        })
        .filter_map(|cause| accuse::finding(context, cause, message()))
        .collect()
}
