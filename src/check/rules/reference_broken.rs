//! `reference-broken`: a pointer to a section, table, appendix or note that does not exist under that name or number.
//!
//! Spaces, dashes and punctuation are not looked at. The cells of an index are pointers where most of the column
//! leads somewhere: then it is an index.

mod numbers;
mod outline;
mod pointer;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::check::{
    Arg, Context, Finding, FindingPlace, Message, Role, Rule, Severity, Suggestion, editions,
};
use crate::report::text::lower;
use crate::report::{Block, BlockKind, CellContent, Edition, Report, RowKind, Table, Text};
use crate::source::{Language, Span};

use numbers::Numbers;
use outline::{Broken, Outline, split};

pub const RULE: Rule = Rule { id: "reference-broken", severity: Severity::Warning, run: check };

/// Heads of columns that say where something stands in the report.
const INDEX_HEADS: [&str; 14] = [
    "對應章節",
    "章節",
    "所在章節",
    "相關章節",
    "報告章節",
    "披露位置",
    "參考章節",
    "section",
    "sections",
    "chapter",
    "chapters",
    "location",
    "where to find it",
    "report section",
];
/// How a cell of an index begins when it points nowhere on purpose.
const NOWHERE: [&str; 6] = ["不適用", "不涉及", "沒有", "not applicable", "n/a", "nil"];

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    let findings = report.languages().into_iter().flat_map(|language| edition(report, language));
    editions::join(context, findings.collect())
}

fn edition(report: &Report, language: Language) -> Vec<Finding> {
    let outline = Outline::of(report, language);
    let mut numbers = Numbers::new(report, language);
    let mut followed = Followed::new();
    // One wrong title that is printed ten times is one finding.
    let mut broken: BTreeMap<String, Vec<Failure>> = BTreeMap::new();
    let mut findings = Vec::new();
    for edition in report.chapters.iter().filter_map(|chapter| chapter.editions.get(language).as_ref()) {
        for block in &edition.blocks {
            for (text, range, certain) in pointers(block, &outline) {
                let failure = follow(&outline, &mut followed, edition, text, range);
                if let Some(failure) = failure.filter(|failure| certain || !is_foreign(failure)) {
                    broken.entry(failure.path.clone()).or_default().push(failure);
                }
            }
            for text in block.texts() {
                findings.extend(numbers.missing(edition, text));
            }
        }
    }
    findings.extend(broken.values().filter_map(|failures| finding(failures)));
    findings
}

/// A pointer that leads nowhere.
struct Failure {
    /// The path as printed, up to and with the part that is no title.
    path: String,
    part: String,
    /// Not even its first part is a title.
    at_once: bool,
    nearest: Option<String>,
    span: Span,
    part_span: Span,
}

/// The pointers of a block: quotations in prose, which may point into other documents, and the cells of an index,
/// which certainly do not.
fn pointers<'a>(block: &'a Block, outline: &Outline) -> Vec<(&'a Text, Range<usize>, bool)> {
    let mut found: Vec<(&Text, Range<usize>, bool)> = Vec::new();
    for text in block.texts() {
        found.extend(pointer::quoted(&text.plain).into_iter().map(|range| (text, range, false)));
    }
    if let BlockKind::Table(table) = &block.kind {
        found.extend(index(table, outline).into_iter().map(|(text, range)| (text, range, true)));
    }
    found
}

/// Whether a quotation rather names another document: nothing here is called so, or it calls itself a report.
fn is_foreign(failure: &Failure) -> bool {
    let lower = lower(&failure.path);
    let document = ["報告", "年報", "公告", "通函", "report", "announcement", "circular"];
    let numbered = lower.starts_with("附錄") || lower.starts_with("appendix");
    failure.at_once
        && !numbered
        && (failure.nearest.is_none() || document.iter().any(|word| lower.contains(word)))
}

fn index<'a>(table: &'a Table, outline: &Outline) -> Vec<(&'a Text, Range<usize>)> {
    let heads = |head: &str| INDEX_HEADS.contains(&lower(head.trim()).as_str());
    let mut found = Vec::new();
    for (at, _) in table.columns.iter().enumerate().filter(|(at, column)| *at > 0 && heads(&column.head)) {
        let rows = table.rows.iter().filter(|row| row.kind == RowKind::Data);
        let cells =
            rows.filter_map(|row| row.cells.get(at)).filter(|cell| cell.content != CellContent::Missing);
        let lines: Vec<(&Text, Range<usize>)> = cells
            .flat_map(|cell| {
                let lines = lines(&cell.text.plain).into_iter();
                let paths = lines.flat_map(|line| several(&cell.text.plain, line, outline));
                paths.map(|path| (&cell.text, path))
            })
            .collect();
        let leading = lines.iter().filter(|(text, line)| {
            let parts = split(&text.plain[line.clone()], &[]);
            let parts: Vec<&str> = parts.into_iter().map(|part| &text.plain[line.clone()][part]).collect();
            outline.leads(&parts)
        });
        if leading.count() * 2 > lines.len() {
            found.extend(lines);
        }
    }
    found
}

/// The lines of a cell that point somewhere, trimmed.
fn lines(plain: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in plain.split_inclusive(['\n', '；', ';']) {
        let words = line.trim_end_matches(['\n', '；', ';']).trim();
        let start = at + (line.len() - line.trim_start().len());
        let lower = lower(words);
        if !words.is_empty() && !NOWHERE.iter().any(|nowhere| lower.starts_with(nowhere)) {
            found.push(start..start + words.len());
        }
        at += line.len();
    }
    found
}

/// The paths of a line that a converter ran together: `甲 - 乙 甲 - 丙` parts where a title begins behind a space.
fn several(plain: &str, line: Range<usize>, outline: &Outline) -> Vec<Range<usize>> {
    let mut paths = Vec::new();
    let mut start = line.start;
    let words = &plain[line.clone()];
    let parts = split(words, &[]);
    let last = parts.len().saturating_sub(1);
    for (index, part) in parts.iter().enumerate().skip(1) {
        let spaces = words[part.clone()].match_indices(' ').map(|(at, _)| part.start + at);
        let begins = |at: &usize| {
            let (before, behind) = (words[part.start..*at].trim(), words[at + 1..part.end].trim());
            // At the end of a line no further dash says that a path begins.
            let whole = index < last || outline.leads(&[before]);
            whole && outline.leads(&[behind]) && !outline.leads(&[&words[part.clone()]])
        };
        if let Some(at) = spaces.into_iter().find(begins) {
            paths.push(start..line.start + at);
            start = line.start + at + 1;
        }
    }
    paths.push(start..line.end);
    paths
}

/// Where each path of an edition breaks off: what is printed in every chapter is followed once.
type Followed<'a> = HashMap<&'a str, Option<Broken<'a>>>;

fn follow<'a>(
    outline: &'a Outline,
    followed: &mut Followed<'a>,
    edition: &Edition,
    text: &'a Text,
    range: Range<usize>,
) -> Option<Failure> {
    let path = &text.plain[range.clone()];
    let parts = split(path, &[]);
    let broken = *followed.entry(path).or_insert_with(|| {
        let words: Vec<&str> = parts.iter().map(|part| &path[part.clone()]).collect();
        outline.follow(&words).err()
    });
    let broken = broken?;
    let part = parts[broken.part].clone();
    let absolute = range.start + part.start..range.start + part.end;
    Some(Failure {
        path: path[..part.end].to_owned(),
        part: path[part].to_owned(),
        at_once: broken.part == 0,
        nearest: broken.nearest.map(str::to_owned),
        span: text.span(edition.file, &range),
        part_span: text.span(edition.file, &absolute),
    })
}

fn finding(failures: &[Failure]) -> Option<Finding> {
    let first = failures.first()?;
    let mut args = vec![("path", Arg::Text(first.path.clone())), ("part", Arg::Text(first.part.clone()))];
    let key = match &first.nearest {
        Some(nearest) => {
            args.push(("nearest", Arg::Text(nearest.clone())));
            "finding-reference-broken-nearest"
        }
        None => "finding-reference-broken",
    };
    let places = failures.iter().map(|failure| FindingPlace::words(failure.span, Role::Suspect)).collect();
    let edit = |failure: &Failure| Some((failure.part_span, failure.nearest.clone()?));
    let edits: Vec<(Span, String)> = failures.iter().filter_map(edit).collect();
    let mut finding = Finding::new(RULE.id, RULE.severity, Message { key, args }, places);
    finding.suggestion = (!edits.is_empty()).then_some(Suggestion { edits });
    Some(finding)
}
