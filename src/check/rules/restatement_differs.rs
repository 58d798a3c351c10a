//! `restatement-differs`: one quantity stands in the text with two values: a metric, or, with nothing declared, a row
//! of a table that another table repeats.
//!
//! The likely right one is that with which more relations hold; then that of `metrics/`; then the more frequent.

use crate::check::{Context, Finding, Rule, Severity, accuse};

pub const RULE: Rule = Rule { id: "restatement-differs", severity: Severity::Error, run };

fn run(context: &Context) -> Vec<Finding> {
    let found = context.disagreements.iter().filter(|disagreement| disagreement.within_text());
    let mut findings: Vec<Finding> = found
        .map(|disagreement| {
            accuse::disagreement(context, disagreement, RULE.id, "finding-restatement-differs")
        })
        .collect();
    findings.extend(accuse::causes(context, RULE.id, "finding-restatement-mined"));
    findings
}
