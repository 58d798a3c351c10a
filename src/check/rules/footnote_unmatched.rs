//! `footnote-unmatched`: a mark without its note, or a note without its mark.
//!
//! Footnotes are `[^1]` and `[^1]: …`; under tables the marks are ① * † ‡ with notes that begin with them.

use std::ops::Range;

use crate::check::{Arg, Context, Finding, FindingPlace, Message, Role, Rule, Severity};
use crate::report::{Block, BlockKind, Edition, Link, Text};
use crate::source::Span;

pub const RULE: Rule = Rule { id: "footnote-unmatched", severity: Severity::Warning, run: check };

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    for language in context.report.languages() {
        let chapters = &context.report.chapters;
        for edition in chapters.iter().filter_map(|chapter| chapter.editions.get(language).as_ref()) {
            footnotes(edition, &mut findings);
            for section in edition.blocks.split(|block| matches!(block.kind, BlockKind::Heading { .. })) {
                table_marks(edition, section, &mut findings);
            }
        }
    }
    findings
}

fn footnotes(edition: &Edition, findings: &mut Vec<Finding>) {
    let mut used: Vec<&str> = Vec::new();
    for text in edition.blocks.iter().flat_map(Block::texts) {
        used.extend(text.runs.iter().filter_map(|run| match &run.link {
            Some(Link::Footnote(label)) => Some(label.as_str()),
            _ => None,
        }));
        // Without a definition Markdown leaves the mark as it was typed.
        for range in bare_marks(&text.plain) {
            let mark = text.plain[range.clone()].to_owned();
            findings.push(finding("finding-footnote-unmatched-mark", mark, text.span(edition.file, &range)));
        }
    }
    for block in &edition.blocks {
        if let BlockKind::Footnote { label, .. } = &block.kind
            && !used.contains(&label.as_str())
        {
            findings.push(finding("finding-footnote-unmatched-note", format!("[^{label}]"), block.span));
        }
    }
}

fn bare_marks(plain: &str) -> Vec<Range<usize>> {
    let mut marks = Vec::new();
    let mut at = 0;
    while let Some(start) = plain[at..].find("[^").map(|found| at + found) {
        let Some(length) = plain[start..].find(']') else { break };
        let label = &plain[start + 2..start + length];
        if !label.is_empty() && !label.contains(char::is_whitespace) {
            marks.push(start..start + length + 1);
        }
        at = start + length + 1;
    }
    marks
}

/// Marks in the tables of one section, and the notes under them.
fn table_marks(edition: &Edition, section: &[Block], findings: &mut Vec<Finding>) {
    let mut marks: Vec<(char, Span)> = Vec::new();
    let mut notes: Vec<(char, Span)> = Vec::new();
    for (at, block) in section.iter().enumerate() {
        match &block.kind {
            BlockKind::Table(_) | BlockKind::Caption(_) => {
                for text in block.texts() {
                    marks.extend(marks_in(edition, text));
                    notes.extend(leading(edition, text));
                }
            }
            BlockKind::Note(text) => {
                notes.extend(leading(edition, text));
            }
            _ => {}
        }
        // A table further down begins its marks anew.
        let next_table =
            section[at + 1..].first().is_some_and(|next| !matches!(next.kind, BlockKind::Note(_)));
        if matches!(block.kind, BlockKind::Note(_)) && next_table {
            unmatched(&mut marks, &mut notes, findings);
        }
    }
    unmatched(&mut marks, &mut notes, findings);
}

/// The mark with which a note begins; in a table, a last row may be one, and bears its own mark.
fn leading(edition: &Edition, text: &Text) -> Option<(char, Span)> {
    let mark = text.plain.chars().next().filter(|char| is_mark(*char))?;
    Some((mark, text.span(edition.file, &(0..mark.len_utf8()))))
}

fn unmatched(marks: &mut Vec<(char, Span)>, notes: &mut Vec<(char, Span)>, findings: &mut Vec<Finding>) {
    let (marks, notes) = (std::mem::take(marks), std::mem::take(notes));
    for (key, these, others) in [
        ("finding-footnote-unmatched-mark", &marks, &notes),
        ("finding-footnote-unmatched-note", &notes, &marks),
    ] {
        for (at, (mark, span)) in these.iter().enumerate() {
            let first = these[..at].iter().all(|(earlier, _)| earlier != mark);
            if first && others.iter().all(|(other, _)| other != mark) {
                findings.push(finding(key, mark.to_string(), *span));
            }
        }
    }
}

/// The marks at the end of a line of a cell or caption; elsewhere ① counts items and * multiplies.
fn marks_in(edition: &Edition, text: &Text) -> Vec<(char, Span)> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.plain.split_inclusive('\n') {
        let words = line.trim_end();
        let kept = words.trim_end_matches(is_mark);
        if !kept.trim().is_empty() {
            for (offset, mark) in words[kept.len()..].char_indices() {
                let start = at + kept.len() + offset;
                found.push((mark, text.span(edition.file, &(start..start + mark.len_utf8()))));
            }
        }
        at += line.len();
    }
    found
}

fn is_mark(char: char) -> bool {
    matches!(char, '①'..='⑳' | '*' | '†' | '‡')
}

fn finding(key: &'static str, mark: String, span: Span) -> Finding {
    let message = Message { key, args: vec![("mark", Arg::Text(mark))] };
    Finding::new(RULE.id, RULE.severity, message, vec![FindingPlace::words(span, Role::Suspect)])
}
