//! `waiver-stale`: a waiver that waives nothing, because what it accepted has gone or has changed.
//!
//! It can be told only when every other rule has run: [`stale`] is called at the end.

use crate::check::{Arg, Finding, FindingPlace, Message, Role, Rule, Severity};
use crate::report::Review;

pub const RULE: Rule = Rule { id: "waiver-stale", severity: Severity::Warning, run: |_| Vec::new() };

/// One finding for each waiver of the rules that ran whose fingerprint none of the findings has.
#[must_use]
pub fn stale(review: &Review, ran: &[Rule], findings: &[Finding]) -> Vec<Finding> {
    let named = |id: &str, rules: &[Rule]| rules.iter().any(|rule| rule.id == id);
    if !named(RULE.id, ran) {
        return Vec::new();
    }
    let unused = review.waivers.iter().filter(|waiver| {
        let judged = named(&waiver.rule, ran) || !named(&waiver.rule, crate::check::RULES);
        judged && findings.iter().all(|finding| finding.fingerprint != waiver.finding)
    });
    let said = unused.map(|waiver| {
        let args = vec![
            ("finding", Arg::Text(waiver.finding.clone())),
            ("rule", Arg::Text(waiver.rule.clone())),
            ("by", Arg::Text(waiver.by.clone())),
            ("reason", Arg::Text(waiver.reason.clone())),
        ];
        let message = Message { key: "finding-waiver-stale", args };
        let place = FindingPlace::words(waiver.span, Role::Suspect);
        Finding::new(RULE.id, RULE.severity, message, vec![place])
    });
    said.collect()
}
