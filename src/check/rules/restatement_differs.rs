//! `restatement-differs`: one metric and period stands in the text with two values.
//!
//! The likely right one is that with which more relations hold; then that of `metrics/`; then the more frequent.

use crate::check::{Context, Finding, Rule, Severity, accuse};

pub const RULE: Rule = Rule { id: "restatement-differs", severity: Severity::Error, run };

fn run(context: &Context) -> Vec<Finding> {
    let found = context.disagreements.iter().filter(|disagreement| disagreement.within_text());
    found
        .map(|disagreement| {
            accuse::disagreement(context, disagreement, RULE.id, "finding-restatement-differs")
        })
        .collect()
}
