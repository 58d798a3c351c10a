//! Findings as an editor shows them: at every place that is suspected, with the other places beside.

use std::collections::BTreeMap;

use lsp_types::{Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, NumberOrString};

use crate::check::{Finding, FindingPlace, Role, Severity};
use crate::locale::Locale;
use crate::output::{place::number, words_of};

use super::place::uri_of;
use super::snapshot::Snapshot;

/// The diagnostics of every file that has any, by its address.
pub fn of(snapshot: &Snapshot, locale: &Locale) -> BTreeMap<String, Vec<Diagnostic>> {
    let mut files: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for finding in snapshot.session.outcome.open() {
        for place in shown(finding) {
            let source = snapshot.report().sources.get(place.span.file);
            if let Some(uri) = uri_of(&snapshot.path(source)) {
                files
                    .entry(uri.as_str().to_owned())
                    .or_default()
                    .extend(diagnostic(snapshot, finding, place, locale));
            }
        }
    }
    files
}

/// Where a finding is shown: at all it suspects, else at its first place.
pub fn shown(finding: &Finding) -> impl Iterator<Item = &FindingPlace> {
    let suspected = finding.places.iter().any(|place| place.role == Role::Suspect);
    let first = finding.primary();
    finding
        .places
        .iter()
        .filter(move |place| std::ptr::eq(*place, first) || (suspected && place.role == Role::Suspect))
}

pub fn diagnostic(
    snapshot: &Snapshot,
    finding: &Finding,
    place: &FindingPlace,
    locale: &Locale,
) -> Option<Diagnostic> {
    let severity = match finding.severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Note => DiagnosticSeverity::INFORMATION,
    };
    let others = finding.places.iter().filter(|other| other.span != place.span);
    let related = others.filter_map(|other| {
        let role = locale.text(&format!("role-{}", other.role.word()));
        let message = other.value.map_or(role.clone(), |value| format!("{role}: {}", number(value)));
        Some(DiagnosticRelatedInformation { location: snapshot.location(other.span)?, message })
    });
    Some(Diagnostic {
        range: snapshot.location(place.span)?.range,
        severity: Some(severity),
        code: Some(NumberOrString::String(finding.rule.to_owned())),
        source: Some("tieout".to_owned()),
        message: words_of(finding, locale),
        related_information: Some(related.collect()),
        ..Diagnostic::default()
    })
}
