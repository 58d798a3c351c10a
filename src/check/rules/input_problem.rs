//! `input-problem`: something in the files that could not be read as it was meant.
//!
//! Unknown metrics are `metric-unknown`, and an edition that is not there is `edition-lacks-block`.

use crate::check::{Arg, Context, Finding, FindingPlace, Message, Role, Rule, Severity, Suggestion};
use crate::report::problem::YamlFault;
use crate::report::{Problem, ProblemKind, Report};
use crate::source::{FileId, Position, Span};

pub const RULE: Rule = Rule { id: "input-problem", severity: Severity::Error, run: check };

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    report.problems.iter().chain(&context.problems).filter_map(|problem| finding(report, problem)).collect()
}

fn finding(report: &Report, problem: &Problem) -> Option<Finding> {
    let (message, severity) = problem_words(problem)?;
    let place = FindingPlace::words(place(report, problem)?, Role::Suspect);
    let mut finding = Finding::new(RULE.id, severity, message, vec![place]);
    finding.suggestion = mended(problem);
    Some(finding)
}

/// What is said of a problem, and how bad it is; nothing of what other rules tell.
#[must_use]
pub fn problem_words(problem: &Problem) -> Option<(Message, Severity)> {
    let (key, severity, mut args) = said(&problem.kind)?;
    args.push(("path", Arg::Text(problem.path.to_string())));
    Some((Message { key, args }, severity))
}

/// The key that is meant in place of the mistyped one.
fn mended(problem: &Problem) -> Option<Suggestion> {
    let ProblemKind::UnknownKey { nearest: Some(nearest), .. } = &problem.kind else { return None };
    Some(Suggestion { edits: vec![(problem.span?, (*nearest).to_owned())] })
}

type Said = (&'static str, Severity, Vec<(&'static str, Arg)>);

/// What is said of a problem: an error where words or figures are lost, else a warning.
fn said(kind: &ProblemKind) -> Option<Said> {
    use Severity::{Error, Warning};
    let text = |words: &str| Arg::Text(words.to_owned());
    let size = |size: usize| Arg::Number(i64::try_from(size).unwrap_or(i64::MAX));
    let bytes = |bytes: u64| Arg::Number(i64::try_from(bytes).unwrap_or(i64::MAX));
    Some(match kind {
        ProblemKind::UnknownMetric { .. }
        | ProblemKind::UnknownPeriod { .. }
        | ProblemKind::BadReference { .. }
        | ProblemKind::EditionAbsent { .. } => return None,
        ProblemKind::Yaml(fault) => {
            let (key, args) = yaml(fault);
            (key, Error, args)
        }
        ProblemKind::TooManyFigures { limit } => {
            ("finding-input-problem-too-many-figures", Error, vec![("limit", size(*limit))])
        }
        ProblemKind::NotUtf8 { at } => ("finding-input-problem-not-utf8", Error, byte_place(*at)),
        ProblemKind::NulByte { at } => ("finding-input-problem-nul-byte", Error, byte_place(*at)),
        ProblemKind::TooLarge { size, limit } => {
            let args = vec![("size", bytes(*size)), ("limit", bytes(*limit))];
            ("finding-input-problem-too-large", Error, args)
        }
        ProblemKind::ChapterAbsent { folder } => {
            ("finding-input-problem-chapter-absent", Error, vec![("folder", text(folder))])
        }
        ProblemKind::Unreadable { message } => {
            ("finding-input-problem-unreadable", Error, vec![("message", Arg::System(message.clone()))])
        }
        ProblemKind::DuplicateMetric { id } => {
            ("finding-input-problem-duplicate-metric", Error, vec![("id", text(id))])
        }
        ProblemKind::DuplicateSegment { id, key } => {
            let args = vec![("id", text(id)), ("key", text(key))];
            ("finding-input-problem-duplicate-segment", Error, args)
        }
        ProblemKind::NotANumber { found } => {
            ("finding-input-problem-not-a-number", Error, vec![("found", text(found))])
        }
        ProblemKind::BadPeriod { found } => {
            ("finding-input-problem-bad-period", Error, vec![("found", text(found))])
        }
        ProblemKind::MissingKey { key } => {
            ("finding-input-problem-missing-key", Error, vec![("key", text(key))])
        }
        ProblemKind::UnknownKey { found, nearest: Some(nearest), .. } => {
            let args = vec![("found", text(found)), ("nearest", text(nearest))];
            ("finding-input-problem-unknown-key-nearest", Warning, args)
        }
        ProblemKind::UnknownKey { found, expected, .. } if expected.is_empty() => {
            ("finding-input-problem-no-keys", Warning, vec![("found", text(found))])
        }
        ProblemKind::UnknownKey { found, expected, .. } => {
            let args = vec![("found", text(found)), ("expected", text(&expected.join(", ")))];
            ("finding-input-problem-unknown-key", Warning, args)
        }
        ProblemKind::NoMap { found } => {
            ("finding-input-problem-no-map", Warning, vec![("found", text(found))])
        }
        ProblemKind::UnknownWord { found, expected } => {
            let args = vec![("found", text(found)), ("expected", text(&expected.join(", ")))];
            ("finding-input-problem-unknown-word", Warning, args)
        }
        ProblemKind::ImageMissing { target } => {
            ("finding-input-problem-image-missing", Warning, vec![("target", text(target))])
        }
        ProblemKind::ImageOutside { target } => {
            ("finding-input-problem-image-outside", Warning, vec![("target", text(target))])
        }
        ProblemKind::PriorAbsent { target } => {
            ("finding-input-problem-prior-absent", Error, vec![("target", text(target))])
        }
        ProblemKind::PriorOutside { target } => {
            ("finding-input-problem-prior-outside", Error, vec![("target", text(target))])
        }
        ProblemKind::BadFormula { formula, expected, found } => {
            let args = vec![("formula", text(formula)), ("expected", text(expected)), ("found", text(found))];
            ("finding-input-problem-bad-formula", Error, args)
        }
        ProblemKind::TableTooWide { columns, limit } => {
            let args = vec![("columns", size(*columns)), ("limit", size(*limit))];
            ("finding-input-problem-table-too-wide", Error, args)
        }
        ProblemKind::TooDeep { limit } => {
            ("finding-input-problem-too-deep", Error, vec![("limit", size(*limit))])
        }
    })
}

fn yaml(fault: &YamlFault) -> (&'static str, Vec<(&'static str, Arg)>) {
    let text = |words: &str| Arg::Text(words.to_owned());
    match fault {
        YamlFault::TooDeep => ("finding-input-problem-yaml-too-deep", Vec::new()),
        YamlFault::TooMuch => ("finding-input-problem-yaml-too-much", Vec::new()),
        YamlFault::DuplicateKey { key } => {
            ("finding-input-problem-yaml-duplicate-key", vec![("key", text(key))])
        }
        YamlFault::UnknownAlias => ("finding-input-problem-yaml-unknown-alias", Vec::new()),
        YamlFault::Cycle => ("finding-input-problem-yaml-cycle", Vec::new()),
        YamlFault::SeveralDocuments => ("finding-input-problem-yaml-documents", Vec::new()),
        YamlFault::Syntax { slip, sign } => {
            ("finding-input-problem-yaml", vec![("slip", text(slip)), ("sign", text(sign))])
        }
        YamlFault::Other { message } => {
            ("finding-input-problem-yaml", vec![("slip", text("other")), ("sign", text(message))])
        }
    }
}

/// The place of a problem; of a file that could not be read, where the report names its folder.
fn place(report: &Report, problem: &Problem) -> Option<Span> {
    if problem.span.is_some() {
        return problem.span;
    }
    let folder = problem.path.parent().and_then(|parent| parent.file_name());
    let named = report.config.chapters.iter().find(|entry| Some(entry.folder.as_str()) == folder);
    let first = || {
        let file = report.sources.find("report.yaml".into()).unwrap_or(FileId(0));
        report.sources.iter().next().map(|_| Span::new(file, 0, 0))
    };
    named.map(|entry| entry.span).or_else(first)
}

fn byte_place(at: Position) -> Vec<(&'static str, Arg)> {
    vec![("line", Arg::Text(at.line.to_string())), ("column", Arg::Text(at.column.to_string()))]
}
