//! `rollforward-breaks`: opening, joiners and leavers do not come to closing.

use crate::check::{Context, Finding, Rule, Severity, accuse};

pub const RULE: Rule = Rule { id: "rollforward-breaks", severity: Severity::Warning, run };

fn run(context: &Context) -> Vec<Finding> {
    accuse::causes(context, RULE.id, "finding-rollforward-breaks")
}
