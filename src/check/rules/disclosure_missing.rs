//! `disclosure-missing`: an item of the disclosure index that no chapter answers, or that the index does not have.
//!
//! An index that has most items of the HKEX ESG Code is held to all of them; one of another standard only to itself.

use crate::check::{Arg, Context, Finding, FindingPlace, Message, Role, Rule, Severity};
use crate::report::Disclosure;

pub const RULE: Rule = Rule { id: "disclosure-missing", severity: Severity::Warning, run: check };

/// The aspects of part C of the Code (comply or explain), each with how many key figures it has.
const ASPECTS: [(&str, u8); 12] = [
    ("A1", 6),
    ("A2", 5),
    ("A3", 1),
    ("A4", 1),
    ("B1", 2),
    ("B2", 3),
    ("B3", 2),
    ("B4", 2),
    ("B5", 4),
    ("B6", 5),
    ("B7", 3),
    ("B8", 2),
];

fn check(context: &Context) -> Vec<Finding> {
    let disclosures = &context.report.disclosures;
    let unanswered = disclosures.iter().filter(|item| item.chapters.is_empty() && !item.not_applicable);
    let mut findings: Vec<Finding> = unanswered.map(unanswered_item).collect();
    findings.extend(absent(disclosures));
    findings
}

fn unanswered_item(item: &Disclosure) -> Finding {
    let args = vec![("id", Arg::Text(item.id.clone())), ("label", Arg::Words(item.label.clone()))];
    let message = Message { key: "finding-disclosure-missing", args };
    Finding::new(RULE.id, RULE.severity, message, vec![FindingPlace::words(item.span, Role::Suspect)])
}

/// The items of the Code that an index leaves out which has more than half of them.
fn absent(disclosures: &[Disclosure]) -> Option<Finding> {
    let all = ASPECTS.iter().flat_map(|(aspect, figures)| {
        std::iter::once((*aspect).to_owned())
            .chain((1..=*figures).map(move |figure| format!("{aspect}.{figure}")))
    });
    let all: Vec<String> = all.collect();
    let known = |id: &String| disclosures.iter().any(|item| simplified(&item.id) == *id);
    let missing: Vec<&str> = all.iter().filter(|id| !known(id)).map(String::as_str).collect();
    if missing.is_empty() || missing.len() * 2 > all.len() {
        return None;
    }
    let args = vec![("items", Arg::Text(missing.join(", ")))];
    let message = Message { key: "finding-disclosure-missing-items", args };
    let place = FindingPlace::words(disclosures.last()?.span, Role::Suspect);
    Some(Finding::new(RULE.id, RULE.severity, message, vec![place]))
}

/// `KPI A 1.2` is A1.2.
fn simplified(id: &str) -> String {
    let id: String = id.chars().filter(|char| !char.is_whitespace()).collect();
    id.trim_start_matches("KPI").to_uppercase()
}
