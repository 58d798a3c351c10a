//! The text of a chapter: stretches of the source as they stand, what is put between them, and the way back.
//!
//! Nothing of the source is changed; what is put in are tieout's own comments and links, which no reader sees.

use std::ops::Range;

use crate::report::{BlockKind, Edition, Link};

use super::split::{Part, part_at};

/// A stretch of the source, or something put in.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Source(Range<usize>),
    Added(String),
}

/// The text of a chapter in pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weave {
    pieces: Vec<Piece>,
    /// Where each piece begins in the chapter.
    starts: Vec<usize>,
    length: usize,
}

/// Something to put in before a byte of the source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Insertion {
    pub at: usize,
    pub text: String,
}

impl Weave {
    /// The chapter as it is written to its file.
    #[must_use]
    pub fn text(&self, source: &str) -> String {
        self.pieces.iter().map(|piece| piece.words(source)).collect()
    }

    /// The byte of the source behind one of the chapter; none where it is of something put in.
    #[must_use]
    pub fn origin(&self, at: usize) -> Option<usize> {
        let index = self.starts.partition_point(|start| *start <= at).checked_sub(1)?;
        match &self.pieces[index] {
            Piece::Source(range) => {
                Some(range.start + at - self.starts[index]).filter(|at| range.contains(at))
            }
            Piece::Added(_) => None,
        }
    }
}

impl Piece {
    fn words<'a>(&'a self, source: &'a str) -> &'a str {
        match self {
            Piece::Source(range) => &source[range.clone()],
            Piece::Added(text) => text,
        }
    }

    fn len(&self) -> usize {
        match self {
            Piece::Source(range) => range.len(),
            Piece::Added(text) => text.len(),
        }
    }
}

/// Weaves the chapters. Insertions are in the order of their places.
///
/// Notes and addresses are known only within their file. A footnote moves to the end of the chapter that refers to it, if that
/// is another than its own; an address that other chapters use is repeated there.
#[must_use]
pub fn weave(parts: &[Part], edition: &Edition, source: &str, insertions: &[Insertion]) -> Vec<Weave> {
    let footnotes = footnotes(parts, edition, source);
    let addresses = addresses(parts, edition, source);
    let mut woven = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let mut weave = Weave::default();
        let away = footnotes.iter().filter(|note| note.home == index && !note.used.contains(&index));
        let away = away.filter(|note| !note.used.is_empty()).map(|note| note.range.clone());
        weave.source(part.range.clone(), &away.collect::<Vec<_>>(), insertions);
        for note in footnotes.iter().filter(|note| note.home != index && note.used.contains(&index)) {
            weave.append(note.range.clone(), source, insertions, "\n\n");
        }
        for (home, range, used) in &addresses {
            if *home != index && used.contains(&index) {
                weave.append(range.clone(), source, insertions, "\n\n");
            }
        }
        woven.push(weave);
    }
    woven
}

impl Weave {
    /// A stretch of the source without some of its parts, and with what is put in.
    fn source(&mut self, range: Range<usize>, without: &[Range<usize>], insertions: &[Insertion]) {
        let mut at = range.start;
        let cuts = without.iter().map(|cut| (cut.start, cut.end, None));
        let puts = insertions
            .iter()
            .filter(|put| range.contains(&put.at))
            .map(|put| (put.at, put.at, Some(put.text.clone())));
        let mut edits: Vec<(usize, usize, Option<String>)> = cuts.chain(puts).collect();
        edits.sort_by_key(|(start, _, _)| *start);
        for (start, end, put) in edits {
            if start < at {
                continue;
            }
            self.push(Piece::Source(at..start));
            if let Some(text) = put {
                self.push(Piece::Added(text));
            }
            at = end;
        }
        self.push(Piece::Source(at..range.end));
    }

    fn append(&mut self, range: Range<usize>, source: &str, insertions: &[Insertion], apart: &str) {
        let ends = self.pieces.last().map(|piece| piece.words(source)).unwrap_or_default();
        let there = ends.len() - ends.trim_end_matches(['\n', '\r']).len();
        self.push(Piece::Added(apart.get(there.min(apart.len())..).unwrap_or_default().to_owned()));
        self.source(range, &[], insertions);
        self.push(Piece::Added("\n".to_owned()));
    }

    fn push(&mut self, piece: Piece) {
        if piece.len() > 0 {
            self.starts.push(self.length);
            self.length += piece.len();
            self.pieces.push(piece);
        }
    }
}

/// A footnote, the chapter in which it stands, and those that refer to it.
struct Footnote {
    range: Range<usize>,
    home: usize,
    used: Vec<usize>,
}

fn footnotes(parts: &[Part], edition: &Edition, source: &str) -> Vec<Footnote> {
    let mut marks: Vec<(&str, usize)> = Vec::new();
    for block in &edition.blocks {
        let chapter = part_at(parts, block.span.start);
        for run in block.texts().flat_map(|text| &text.runs) {
            if let Some(Link::Footnote(label)) = &run.link {
                marks.push((label, chapter));
            }
        }
    }
    let notes = edition.blocks.iter().filter_map(|block| {
        let BlockKind::Footnote { label, .. } = &block.kind else { return None };
        let mut used: Vec<usize> =
            marks.iter().filter(|(mark, _)| mark == label).map(|(_, chapter)| *chapter).collect();
        used.dedup();
        let home = part_at(parts, block.span.start);
        let end = block.span.end.min(parts[home].range.end);
        let start = source[..block.span.start].rfind('\n').map_or(0, |line| line + 1);
        Some(Footnote { range: start..end, home, used })
    });
    notes.collect()
}

/// Lines such as `[1]: https://…`: their chapter, their bytes, and the chapters whose words have `[1]`.
fn addresses(parts: &[Part], edition: &Edition, source: &str) -> Vec<(usize, Range<usize>, Vec<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let range = at..at + line.trim_end().len();
        at += line.len();
        let Some(label) = defined(line) else { continue };
        // Within a block it is a part of that block's words or code.
        let inside = edition.blocks.iter().any(|block| {
            matches!(block.kind, BlockKind::Code(_))
                && (block.span.start..block.span.end).contains(&range.start)
        });
        let home = part_at(parts, range.start);
        let mark = format!("[{}]", label.to_lowercase());
        let has_mark = |part: &Part| source[part.range.clone()].to_lowercase().contains(&mark);
        let elsewhere: Vec<usize> =
            (0..parts.len()).filter(|other| *other != home && has_mark(&parts[*other])).collect();
        if !inside && !elsewhere.is_empty() {
            found.push((home, range, elsewhere));
        }
    }
    found
}

fn defined(line: &str) -> Option<&str> {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let (label, rest) = line.trim_start_matches(' ').strip_prefix('[')?.split_once("]:")?;
    let is_label = !label.is_empty() && !label.starts_with('^') && !label.contains(['[', ']']);
    (indent < 4 && is_label && !rest.trim().is_empty()).then_some(label)
}
