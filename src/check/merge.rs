//! One cause, one finding: what one finding explains, another need not say again.

use std::collections::BTreeSet;

use crate::report::{FigureId, Report};
use crate::source::Span;

use super::{Finding, FindingPlace, Role};

/// Findings of these rules name a wrong figure with its arithmetic.
const STRONG: &[&str] = &[
    "restatement-differs",
    "metric-disagrees",
    "sum-does-not-foot",
    "shares-not-whole",
    "percentage-impossible",
];
/// What these rules find follows from a wrong figure.
const WEAK: &[&str] = &["edition-differs", "edition-lacks-figure"];
/// Of one place, the second of these says no more than the first.
const SAME: &[(&str, &str)] = &[("unit-differs", "unit-misfits"), ("sum-does-not-foot", "count-differs")];

/// Leaves out weak findings about figures that a strong one already speaks of; their places become witnesses of it.
#[must_use]
pub fn merge(report: &Report, findings: Vec<Finding>) -> Vec<Finding> {
    let (weak, mut kept): (Vec<Finding>, Vec<Finding>) =
        findings.into_iter().partition(|finding| WEAK.contains(&finding.rule));
    let spoken: Vec<BTreeSet<FigureId>> = kept.iter().map(spoken_of).collect();
    let mut rest = Vec::new();
    for finding in weak {
        let figures = || finding.places.iter().filter_map(|place| place.figure);
        let explains = |at: &usize| {
            STRONG.contains(&kept[*at].rule)
                && kept[*at].severity <= finding.severity
                && figures().any(|id| spoken[*at].contains(&id) || is_right_value(report, &kept[*at], id))
        };
        match (0..kept.len()).find(explains) {
            Some(at) => adopt(&mut kept[at], finding),
            None => rest.push(finding),
        }
    }
    kept.extend(rest);
    repeated(&mut kept);
    kept
}

/// Leaves out what another rule says of the same place with more behind it.
fn repeated(findings: &mut Vec<Finding>) {
    for (telling, repeating) in SAME {
        let told = findings.iter().filter(|finding| finding.rule == *telling);
        let spans: BTreeSet<Span> =
            told.flat_map(|finding| &finding.places).map(|place| place.span).collect();
        findings.retain(|finding| finding.rule != *repeating || !spans.contains(&finding.primary().span));
    }
}

/// Whether a figure prints the value that a finding holds to be right, in the chapter where it suspects another:
/// the translation of a wrong figure lacks its counterpart for that reason alone.
fn is_right_value(report: &Report, finding: &Finding, id: FigureId) -> bool {
    let placed = &report.figures[id];
    let suspected_here = finding.places.iter().any(|place| {
        let chapter = place.figure.map(|suspect| report.figures[suspect].place.chapter);
        place.role == Role::Suspect && chapter == Some(placed.place.chapter)
    });
    let right =
        |place: &FindingPlace| place.role == Role::Witness && place.value == Some(placed.figure.value);
    suspected_here && finding.places.iter().any(right)
}

/// The figures that a finding suspects, or says to be the right ones.
fn spoken_of(finding: &Finding) -> BTreeSet<FigureId> {
    let spoken = finding.places.iter().filter(|place| place.role != Role::Operand);
    spoken.filter_map(|place| place.figure).collect()
}

fn adopt(finding: &mut Finding, weak: Finding) {
    for mut place in weak.places {
        if !finding.places.iter().any(|known| known.span == place.span) {
            place.role = Role::Witness;
            finding.places.push(place);
        }
    }
}
