//! The words of a block: plain text, styled runs, and the way back to the source.

use std::ops::Range;

use crate::figures::is_han;
use crate::source::{FileId, Span};

use super::{FigureId, MetricRef};

/// How a run looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one mark of Markdown, and any of them go together"
)]
pub struct Style {
    pub strong: bool,
    pub emphasis: bool,
    pub subscript: bool,
    pub superscript: bool,
    pub code: bool,
}

/// Where a run leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// An address outside the report.
    Url(String),
    /// A declared metric (`metric:ghg.scope3@2023`); not drawn as a link.
    Metric(MetricRef),
    /// A mark of a footnote, by its label.
    Footnote(String),
}

/// A stretch of the plain text with one style and one destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub range: Range<usize>,
    pub style: Style,
    pub link: Option<Link>,
}

/// A stretch of the plain text and the source bytes that it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    pub plain: Range<usize>,
    pub source: Range<usize>,
}

/// The text of a paragraph, heading, list item or cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// What a reader reads; a line break in it is `\n`, a footnote mark is its label.
    pub plain: String,
    pub runs: Vec<Run>,
    /// In order; a segment whose two ranges are equally long maps byte for byte.
    pub segments: Vec<Segment>,
    /// Its figures, as a range of [`super::Report::figures`].
    pub figures: Range<FigureId>,
}

/// The sentences of some words: parted at a full stop before a space, and at each of the marks.
#[must_use]
pub fn sentences(plain: &str, marks: &[char]) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut sentences = Vec::new();
    // Most characters are no mark, and Chinese ones are told at once.
    for (at, char) in plain.char_indices().filter(|(_, char)| !is_han(*char)) {
        let stop = char == '.' && plain[at + 1..].starts_with(' ');
        if at >= start && (stop || marks.contains(&char)) {
            sentences.push(start..at);
            start = at + if stop { 2 } else { char.len_utf8() };
        }
    }
    sentences.push(start..plain.len());
    sentences
}

/// Some words in lower case.
#[must_use]
pub fn lower(words: &str) -> String {
    folded(words, |_| true)
}

/// The letters and digits of some words, in lower case.
#[must_use]
pub fn letters(words: &str) -> String {
    folded(words, char::is_alphanumeric)
}

/// Chinese characters are letters without case: the tables of Unicode, which are slow, need not be asked.
fn folded(words: &str, kept: impl Fn(char) -> bool) -> String {
    let mut folded = String::with_capacity(words.len());
    for char in words.chars() {
        match char {
            _ if is_han(char) => folded.push(char),
            _ if !kept(char) => {}
            _ if char.is_ascii() => folded.push(char.to_ascii_lowercase()),
            _ => folded.extend(char.to_lowercase()),
        }
    }
    folded
}

impl Text {
    #[must_use]
    pub fn empty() -> Text {
        Text { plain: String::new(), runs: Vec::new(), segments: Vec::new(), figures: 0..0 }
    }

    /// The source bytes behind a range of the plain text.
    #[must_use]
    pub fn span(&self, file: FileId, range: &Range<usize>) -> Span {
        Span::new(file, self.source_offset(range.start, false), self.source_offset(range.end, true))
    }

    fn source_offset(&self, at: usize, end: bool) -> usize {
        // They stand in order: a text of many parts has a figure in each.
        let first = self
            .segments
            .partition_point(|segment| if end { segment.plain.end < at } else { segment.plain.end <= at });
        let inside = |segment: &&Segment| segment.plain.start < at || !end && segment.plain.start == at;
        match self.segments.get(first).filter(inside) {
            Some(segment) if segment.plain.len() == segment.source.len() => {
                segment.source.start + (at - segment.plain.start)
            }
            Some(segment) if end => segment.source.end,
            Some(segment) => segment.source.start,
            None => self.segments.last().map_or(0, |segment| segment.source.end),
        }
    }
}
