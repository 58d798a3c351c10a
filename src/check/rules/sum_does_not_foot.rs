//! `sum-does-not-foot`: a total is not what its parts come to.

use crate::check::{Context, Finding, Rule, Severity, accuse};

pub const RULE: Rule = Rule { id: "sum-does-not-foot", severity: Severity::Error, run };

fn run(context: &Context) -> Vec<Finding> {
    accuse::causes(context, RULE.id, "finding-sum-does-not-foot")
}
