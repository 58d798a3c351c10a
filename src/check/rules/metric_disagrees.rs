//! `metric-disagrees`: the text states a metric, always with one value, and `metrics/` has another.
//!
//! Where the text itself states two values, `restatement-differs` speaks instead.

use crate::check::{Context, Finding, Rule, Severity, accuse};

pub const RULE: Rule = Rule { id: "metric-disagrees", severity: Severity::Error, run };

fn run(context: &Context) -> Vec<Finding> {
    let found = context.disagreements.iter().filter(|disagreement| !disagreement.within_text());
    found
        .map(|disagreement| accuse::disagreement(context, disagreement, RULE.id, "finding-metric-disagrees"))
        .collect()
}
