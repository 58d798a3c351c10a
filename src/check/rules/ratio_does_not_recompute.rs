//! `ratio-does-not-recompute`: a density, intensity or rate is not what its figures give.

use crate::check::{Context, Finding, Rule, Severity, accuse};

pub const RULE: Rule = Rule { id: "ratio-does-not-recompute", severity: Severity::Error, run };

fn run(context: &Context) -> Vec<Finding> {
    accuse::causes(context, RULE.id, "finding-ratio-does-not-recompute")
}
