//! `footnote-unmatched`: a mark without its note, or a note without its mark.
//!
//! Footnotes are `[^1]` and `[^1]: …`; under tables the marks are ① * † ‡ with notes that begin with them.

use std::ops::Range;

use crate::check::{Arg, Context, Finding, FindingPlace, Message, Role, Rule, Severity};
use crate::report::{Block, BlockKind, Edition, Link, Text};
use crate::source::{Sources, Span};

pub const RULE: Rule = Rule { id: "footnote-unmatched", severity: Severity::Warning, run: check };

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    for language in context.report.languages() {
        let chapters = &context.report.chapters;
        for edition in chapters.iter().filter_map(|chapter| chapter.editions.get(language).as_ref()) {
            footnotes(edition, &mut findings);
            let mut unmatched = Unmatched::default();
            for section in edition.blocks.split(|block| matches!(block.kind, BlockKind::Heading { .. })) {
                table_marks(&context.report.sources, edition, section, &mut unmatched);
            }
            findings.extend(unmatched.findings(edition));
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
    if !plain.contains('[') {
        return marks;
    }
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

/// What the tables of an edition leave open.
#[derive(Default)]
struct Unmatched {
    marks: Vec<(char, Span)>,
    notes: Vec<(char, Span)>,
    /// Some mark has its note: in this text marks are explained, and one that is not has lost its note.
    explains: bool,
}

impl Unmatched {
    /// Compares the marks of one table, or of tables that share their notes, with the notes.
    fn compare(&mut self, marks: &mut Vec<(char, Span)>, notes: &mut Vec<(char, Span)>) {
        let (marks, notes) = (std::mem::take(marks), std::mem::take(notes));
        let open = |these: &[(char, Span)], others: &[(char, Span)]| -> Vec<(char, Span)> {
            let first = |at: usize| these[..at].iter().all(|(earlier, _)| *earlier != these[at].0);
            let alone = |mark: char| others.iter().all(|(other, _)| *other != mark);
            let open = (0..these.len()).filter(|at| first(*at) && alone(these[*at].0));
            open.map(|at| these[at]).collect()
        };
        self.explains |= marks.iter().any(|(mark, _)| notes.iter().any(|(note, _)| mark == note));
        self.marks.extend(open(&marks, &notes));
        self.notes.extend(open(&notes, &marks));
    }

    /// A mark in a text that explains none may be explained where the text was taken from.
    fn findings(self, edition: &Edition) -> impl Iterator<Item = Finding> {
        let Unmatched { mut marks, notes, explains } = self;
        if !explains {
            marks.clear();
        }
        if !marks.is_empty() {
            let spoken = spoken(edition);
            marks.retain(|(mark, _)| !spoken.contains(mark));
        }
        let told = |key| move |(mark, span): (char, Span)| finding(key, mark.to_string(), span);
        let marks = marks.into_iter();
        marks
            .map(told("finding-footnote-unmatched-mark"))
            .chain(notes.into_iter().map(told("finding-footnote-unmatched-note")))
    }
}

/// The marks that stand by themselves in sentences, which speak of them: "restated where marked †".
fn spoken(edition: &Edition) -> Vec<char> {
    let texts = edition.blocks.iter().filter(|block| !matches!(block.kind, BlockKind::Note(_)));
    let mut spoken = Vec::new();
    for plain in texts.filter_map(Block::text).map(|text| &text.plain) {
        for (at, mark) in plain.char_indices().filter(|(_, char)| is_mark(*char)) {
            let apart = plain[..at].chars().next_back().is_some_and(|before| !before.is_alphanumeric());
            if apart {
                spoken.push(mark);
            }
        }
    }
    spoken
}

/// Marks in the tables of one section, and the notes under them.
fn table_marks(sources: &Sources, edition: &Edition, section: &[Block], unmatched: &mut Unmatched) {
    let mut marks: Vec<(char, Span)> = Vec::new();
    let mut notes: Vec<(char, Span)> = Vec::new();
    // Markdown takes a note that begins with a star for an item of a list; an item need not be a note.
    let starred = |block: &&Block| {
        matches!(block.kind, BlockKind::Item { .. })
            && sources.slice(block.span).trim_start().starts_with('*')
    };
    let is_starred = section.iter().any(|block| starred(&block));
    for (at, block) in section.iter().enumerate() {
        match &block.kind {
            BlockKind::Table(_) | BlockKind::Caption(_) => {
                for text in block.texts() {
                    let found = marks_in(edition, text);
                    marks.extend(found.into_iter().filter(|(mark, _)| *mark != '*' || !is_starred));
                    notes.extend(leading(edition, text));
                }
            }
            BlockKind::Note(text) => {
                notes.extend(leading(edition, text).filter(|(mark, _)| *mark != '*' || !is_starred));
            }
            _ => {}
        }
        // A table further down begins its marks anew.
        let next_table =
            section[at + 1..].first().is_some_and(|next| !matches!(next.kind, BlockKind::Note(_)));
        if matches!(block.kind, BlockKind::Note(_)) && next_table {
            unmatched.compare(&mut marks, &mut notes);
        }
    }
    unmatched.compare(&mut marks, &mut notes);
}

/// The mark with which a note begins; in a table, a last row may be one, and bears its own mark.
fn leading(edition: &Edition, text: &Text) -> Option<(char, Span)> {
    let mark = text.plain.chars().next().filter(|char| is_mark(*char))?;
    let alone = text.plain.trim_end().chars().all(is_mark);
    (!alone).then(|| (mark, text.span(edition.file, &(0..mark.len_utf8()))))
}

/// The marks at the end of a line of a cell or caption, or alone in it; elsewhere ① counts items and * multiplies.
fn marks_in(edition: &Edition, text: &Text) -> Vec<(char, Span)> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.plain.split_inclusive('\n') {
        let words = line.trim_end();
        let kept = words.trim_end_matches(is_mark);
        if !words.trim().is_empty() {
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
