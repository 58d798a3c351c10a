//! `percent-does-not-recompute`: a percentage is not its part over its whole.

use crate::check::{Context, Finding, Rule, Severity, accuse};

pub const RULE: Rule = Rule { id: "percent-does-not-recompute", severity: Severity::Error, run };

fn run(context: &Context) -> Vec<Finding> {
    accuse::causes(context, RULE.id, "finding-percent-does-not-recompute")
}
