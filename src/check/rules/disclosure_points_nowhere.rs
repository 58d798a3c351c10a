//! `disclosure-points-nowhere`: the disclosure index names a chapter that the report does not have.

use crate::check::{Arg, Context, Finding, FindingPlace, Message, Role, Rule, Severity};

pub const RULE: Rule = Rule { id: "disclosure-points-nowhere", severity: Severity::Error, run: check };

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    let known = |folder: &String| report.chapters.iter().any(|chapter| chapter.folder == *folder);
    let items =
        report.disclosures.iter().flat_map(|item| item.chapters.iter().map(move |folder| (item, folder)));
    let broken = items.filter(|(_, folder)| !known(folder));
    let findings = broken.map(|(item, folder)| {
        let folders = report.chapters.iter().map(|chapter| chapter.folder.as_str());
        let likeness = |other: &str| strsim::normalized_levenshtein(folder, other);
        let nearest = folders.map(|other| (likeness(other), other)).max_by(|a, b| a.0.total_cmp(&b.0));
        let mut args = vec![("id", Arg::Text(item.id.clone())), ("folder", Arg::Text(folder.clone()))];
        let key = match nearest.filter(|(likeness, _)| *likeness >= 0.5) {
            Some((_, nearest)) => {
                args.push(("nearest", Arg::Text(nearest.to_owned())));
                "finding-disclosure-points-nowhere-nearest"
            }
            None => "finding-disclosure-points-nowhere",
        };
        let place = FindingPlace::words(item.span, Role::Suspect);
        Finding::new(RULE.id, RULE.severity, Message { key, args }, vec![place])
    });
    findings.collect()
}
