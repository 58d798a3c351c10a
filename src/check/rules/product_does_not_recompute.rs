//! `product-does-not-recompute`: a total is not times by each.

use crate::check::{Context, Finding, Rule, Severity, accuse};

pub const RULE: Rule = Rule { id: "product-does-not-recompute", severity: Severity::Error, run };

fn run(context: &Context) -> Vec<Finding> {
    accuse::causes(context, RULE.id, "finding-product-does-not-recompute")
}
