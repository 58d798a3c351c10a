//! Fingerprints: sixteen hex digits of what a finding says, never of the line where it stands.
//!
//! Waivers and baselines hold them, so they must survive editing elsewhere: a fingerprint is made of the
//! rule, and of each place its file, row and group labels, metric and the words or figure printed there.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::report::{BlockKind, Report};

use super::{Finding, FindingPlace, Role};

/// Gives every finding its fingerprint; like findings are told apart by their order.
pub(super) fn assign(report: &Report, findings: &mut [Finding]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for finding in findings {
        let content = content(report, finding);
        let occurrence = seen.entry(content.clone()).or_default();
        finding.fingerprint = digest(&format!("{content}{occurrence}"));
        *occurrence += 1;
    }
}

fn content(report: &Report, finding: &Finding) -> String {
    let mut content = format!("{}\n", finding.rule);
    for place in &finding.places {
        describe(report, place, &mut content);
    }
    content
}

fn describe(report: &Report, place: &FindingPlace, content: &mut String) {
    let words = report.sources.slice(place.span);
    let mut parts = vec![place.role.word().to_owned()];
    let metric = place.metric.as_ref().map(|metric| report.metrics.name(metric));
    // Which of the places that state an operand is shown depends on what else is right; its value does not.
    if place.role != Role::Operand || metric.is_none() {
        parts.push(path(report, place));
        parts.extend(labels(report, place));
    }
    parts.extend(metric);
    parts.push(words.split_whitespace().collect::<Vec<_>>().join(" "));
    // Writing to a string cannot fail.
    let _ = writeln!(content, "{}", parts.join("\u{1f}"));
}

/// The file, in a way that does not depend on where the command runs: a single file is known by its name, one of last
/// year's report by its path there.
fn path(report: &Report, place: &FindingPlace) -> String {
    if let Some(path) = report.prior.as_ref().and_then(|prior| prior.own_path(place.span.file)) {
        return path.to_string();
    }
    let path = report.sources.path(place.span);
    if report.is_single() { path.file_name().unwrap_or_default().to_owned() } else { path.to_string() }
}

/// The labels of the row in which a figure stands.
fn labels(report: &Report, place: &FindingPlace) -> Vec<String> {
    let Some(figure) = place.figure.map(|figure| &report.figures[figure]) else {
        return Vec::new();
    };
    match (&report.block_of(&figure.place).kind, figure.place.cell) {
        (BlockKind::Table(table), Some((row, _))) => table.path(row).into_iter().map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// Sixteen hex digits of a text.
#[must_use]
pub fn digest(content: &str) -> String {
    let digest = Sha256::digest(content.as_bytes());
    digest.iter().take(8).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
