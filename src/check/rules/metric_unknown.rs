//! `metric-unknown`: a reference in the text to a metric, or to a period of it, that the YAML does not have.

use crate::check::{Arg, Context, Finding, FindingPlace, Message, Role, Rule, Severity, Suggestion};
use crate::report::{Problem, ProblemKind, Report};
use crate::source::Span;

pub const RULE: Rule = Rule { id: "metric-unknown", severity: Severity::Error, run: check };

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    report.problems.iter().chain(&context.problems).filter_map(|problem| finding(report, problem)).collect()
}

fn finding(report: &Report, problem: &Problem) -> Option<Finding> {
    let span = problem.span?;
    let (key, args) = match &problem.kind {
        ProblemKind::UnknownMetric { reference, nearest: Some(nearest) } => (
            "finding-metric-unknown-nearest",
            vec![("reference", Arg::Text(reference.clone())), ("nearest", Arg::Text(nearest.clone()))],
        ),
        ProblemKind::UnknownMetric { reference, nearest: None } => {
            ("finding-metric-unknown", vec![("reference", Arg::Text(reference.clone()))])
        }
        ProblemKind::UnknownPeriod { reference, known } => (
            "finding-metric-unknown-period",
            vec![("reference", Arg::Text(reference.clone())), ("known", Arg::Text(known.join(", ")))],
        ),
        ProblemKind::BadReference { reference } => {
            ("finding-metric-unknown-reference", vec![("reference", Arg::Text(reference.clone()))])
        }
        _ => return None,
    };
    let places = vec![FindingPlace::words(span, Role::Suspect)];
    let mut finding = Finding::new(RULE.id, RULE.severity, Message { key, args }, places);
    finding.suggestion = mended(report, span, &problem.kind);
    Some(finding)
}

/// The nearest known name in place of the mistyped one.
fn mended(report: &Report, span: Span, kind: &ProblemKind) -> Option<Suggestion> {
    let ProblemKind::UnknownMetric { reference, nearest: Some(nearest) } = kind else {
        return None;
    };
    let name = reference.split('@').next().unwrap_or_default().trim();
    let at = report.sources.slice(span).find(name).filter(|_| !name.is_empty())?;
    let start = span.start + at;
    Some(Suggestion { edits: vec![(Span::new(span.file, start, start + name.len()), nearest.clone())] })
}
