//! One cause, one finding: what one finding explains, another need not say again.

use std::collections::BTreeSet;

use crate::report::FigureId;

use super::{Finding, Role};

/// Findings of these rules name a wrong figure with its arithmetic.
const STRONG: &[&str] = &[
    "restatement-differs",
    "metric-disagrees",
    "sum-does-not-foot",
    "shares-not-whole",
    "percentage-impossible",
];
/// What these rules find follows from a wrong figure.
const WEAK: &[&str] = &["edition-differs"];

/// Leaves out weak findings about figures that a strong one already suspects; their places become witnesses of it.
#[must_use]
pub fn merge(findings: Vec<Finding>) -> Vec<Finding> {
    let (weak, mut kept): (Vec<Finding>, Vec<Finding>) =
        findings.into_iter().partition(|finding| WEAK.contains(&finding.rule));
    let suspects: Vec<BTreeSet<FigureId>> = kept.iter().map(suspects).collect();
    let mut rest = Vec::new();
    for finding in weak {
        let figures: Vec<FigureId> = finding.places.iter().filter_map(|place| place.figure).collect();
        let explains = |at: &usize| {
            STRONG.contains(&kept[*at].rule)
                && kept[*at].severity <= finding.severity
                && figures.iter().any(|figure| suspects[*at].contains(figure))
        };
        match (0..kept.len()).find(explains) {
            Some(at) => adopt(&mut kept[at], finding),
            None => rest.push(finding),
        }
    }
    kept.extend(rest);
    kept
}

fn suspects(finding: &Finding) -> BTreeSet<FigureId> {
    let suspects = finding.places.iter().filter(|place| place.role == Role::Suspect);
    suspects.filter_map(|place| place.figure).collect()
}

fn adopt(finding: &mut Finding, weak: Finding) {
    for mut place in weak.places {
        if !finding.places.iter().any(|known| known.span == place.span) {
            place.role = Role::Witness;
            finding.places.push(place);
        }
    }
}
