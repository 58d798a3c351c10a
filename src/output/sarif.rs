//! Findings as SARIF 2.1.0 (Static Analysis Results Interchange Format), which code hosts and editors read.
//!
//! One run for all reports, since code hosts take one run of a tool. Columns count Unicode code points, and say so.
//! The rules are described in the chosen language, and in the other as a translation.

mod model;

use std::collections::BTreeMap;

use camino::Utf8Path;

use crate::check::{Finding, FindingPlace, RULES, Severity};
use crate::locale::Locale;
use crate::report::Report;
use crate::source::{Language, Span};

use super::{Checked, Unchecked, path, place, waiver_of, words_of};
use model::{
    ArtifactChange, ArtifactLocation, Component, Configuration, Content, Descriptor, Driver, Fix, Invocation,
    Location, Log, Message, Notification, PhysicalLocation, Region, Replacement, Run, Suppression, Tool,
};

pub use model::{Notification as Failure, Result as Found};

/// Fingerprints are of this making; another way to make them would have another name.
const FINGERPRINT: &str = "tieout/v1";

/// The findings of one report.
#[must_use]
pub fn results(checked: &Checked) -> Vec<Found> {
    checked.findings.iter().map(|finding| result(checked, finding)).collect()
}

/// A report that was not checked.
#[must_use]
pub fn failed(unchecked: &Unchecked) -> Failure {
    let physical_location = PhysicalLocation { artifact_location: artifact(&unchecked.path), region: None };
    Notification {
        level: "error",
        message: Message::plain(unchecked.words.clone()),
        locations: vec![Location { id: None, physical_location, message: None }],
    }
}

/// The document.
#[must_use]
pub fn document(results: Vec<Found>, failures: Vec<Failure>, locale: &Locale) -> String {
    let other = Locale::new(locale.language.other());
    let version = env!("CARGO_PKG_VERSION");
    let run = Run {
        tool: Tool {
            driver: Driver {
                name: "tieout",
                version,
                semantic_version: version,
                language: tag(locale.language),
                rules: descriptors(locale, true),
            },
        },
        translations: vec![Component {
            name: "tieout",
            language: tag(other.language),
            contents: ["localizedData"],
            is_comprehensive: false,
            rules: descriptors(&other, false),
        }],
        language: tag(locale.language),
        column_kind: "unicodeCodePoints",
        invocations: [Invocation {
            execution_successful: failures.is_empty(),
            tool_execution_notifications: failures,
        }],
        results,
    };
    super::json::print(&Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [run],
    })
}

/// The format knows a language and a country, not a script.
fn tag(language: Language) -> &'static str {
    match language {
        Language::ZhHant => "zh-HK",
        Language::En => "en-GB",
    }
}

fn descriptors(locale: &Locale, configured: bool) -> Vec<Descriptor> {
    let describe = |rule: &crate::check::Rule| {
        let page = locale.rule_page(rule.id).unwrap_or_default();
        let body = page.split_once('\n').map_or("", |(_, body)| body.trim());
        let first = body.split("\n\n").next().unwrap_or_default();
        Descriptor {
            id: rule.id,
            short_description: Message::plain(locale.rule_title(rule.id).to_owned()),
            full_description: Message::plain(first.to_owned()),
            help: Message { text: body.to_owned(), markdown: Some(body.to_owned()) },
            default_configuration: configured.then(|| Configuration { level: level(rule.severity) }),
        }
    };
    RULES.iter().map(describe).collect()
}

fn level(severity: Severity) -> &'static str {
    severity.word()
}

fn result(checked: &Checked, finding: &Finding) -> Found {
    let report = checked.report;
    let waiver = waiver_of(report, finding);
    let suppression = |_: usize| Suppression {
        kind: "external",
        status: "accepted",
        justification: waiver.map(|waiver| waiver.reason.clone()).unwrap_or_default(),
    };
    let others = finding.places.iter().enumerate().skip(1);
    Found {
        rule_id: finding.rule,
        rule_index: RULES.iter().position(|rule| rule.id == finding.rule),
        level: level(finding.severity),
        message: Message::plain(words_of(finding, checked.locale)),
        locations: [location(checked, finding.primary(), None)],
        related_locations: others.map(|(id, place)| location(checked, place, Some(id))).collect(),
        partial_fingerprints: BTreeMap::from([(FINGERPRINT, finding.fingerprint.clone())]),
        // An empty list says that there are none, which is not the same as not saying.
        suppressions: finding.waived.map(suppression).into_iter().collect(),
        fixes: fix(checked, finding).into_iter().collect(),
    }
}

/// A place; that of another than the first has a number and says its part.
fn location(checked: &Checked, found: &FindingPlace, id: Option<usize>) -> Location {
    let report = checked.report;
    let words = || {
        let role = checked.locale.text(&format!("role-{}", found.role.word()));
        let value = found.value.map(place::number);
        let metric = found.metric.as_ref().map(|metric| report.metrics.name(metric));
        let parts: Vec<String> = [Some(role), value, metric].into_iter().flatten().collect();
        Message::plain(parts.join(" "))
    };
    let source = report.sources.get(found.span.file);
    let physical_location = PhysicalLocation {
        artifact_location: artifact(&path(report, &source.path)),
        region: Some(region(report, found.span, true)),
    };
    Location { id, physical_location, message: id.map(|_| words()) }
}

fn region(report: &Report, span: Span, shown: bool) -> Region {
    let source = report.sources.get(span.file);
    let (start, end) = (source.position(span.start), source.position(span.end));
    let snippet = shown.then(|| Content { text: report.sources.slice(span).to_owned() });
    Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
        snippet: snippet.filter(|snippet| !snippet.text.is_empty()),
    }
}

/// A relative path counts from the root of the sources, wherever that is; an absolute one is a file's own address.
fn artifact(path: &Utf8Path) -> ArtifactLocation {
    let uri = place::percent_encoded(path.as_str().strip_prefix("./").unwrap_or(path.as_str()));
    if path.is_absolute() {
        let root = if uri.starts_with('/') { "file://" } else { "file:///" };
        return ArtifactLocation { uri: format!("{root}{uri}"), uri_base_id: None };
    }
    // Nothing may climb out of a base.
    let climbs = path.components().any(|part| part == camino::Utf8Component::ParentDir);
    ArtifactLocation { uri, uri_base_id: (!climbs).then_some("%SRCROOT%") }
}

/// What would mend it, file by file.
fn fix(checked: &Checked, finding: &Finding) -> Option<Fix> {
    let report = checked.report;
    let suggestion = finding.suggestion.as_ref().filter(|suggestion| !suggestion.edits.is_empty())?;
    let mut files: BTreeMap<_, Vec<Replacement>> = BTreeMap::new();
    for (span, text) in &suggestion.edits {
        let replacement = Replacement {
            deleted_region: region(report, *span, false),
            inserted_content: Content { text: text.clone() },
        };
        files.entry(span.file).or_default().push(replacement);
    }
    let change = |(file, replacements)| ArtifactChange {
        artifact_location: artifact(&path(report, &report.sources.get(file).path)),
        replacements,
    };
    Some(Fix {
        description: Message::plain(checked.locale.text("text-help")),
        artifact_changes: files.into_iter().map(change).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_addresses() {
        let cases = [
            ("content/a b.md", "content/a%20b.md", Some("%SRCROOT%")),
            ("./a.md", "a.md", Some("%SRCROOT%")),
            ("報告/1.md", "%E5%A0%B1%E5%91%8A/1.md", Some("%SRCROOT%")),
            ("../r/a.md", "../r/a.md", None),
            ("/srv/a#1.md", "file:///srv/a%231.md", None),
        ];
        for (path, uri, base) in cases {
            let found = artifact(path.into());
            assert_eq!((found.uri.as_str(), found.uri_base_id), (uri, base));
        }
    }
}
