//! Sentences and what stands in them: figures, the words between them, the clause of each.

use std::ops::Range;

use crate::figures::{Figure, Kind, Qualifier};
use crate::report::{FigureId, Report, Text};
use crate::source::Span;

/// A sentence with its figures.
#[derive(Debug)]
pub struct Sentence<'a> {
    /// The words of the whole block.
    pub text: &'a str,
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// All figures in it, dates included.
    pub mentions: Vec<Mention<'a>>,
}

/// A figure in a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Mention<'a> {
    pub id: FigureId,
    pub figure: &'a Figure,
    pub span: Span,
    /// It is known which metric it is.
    pub is_bound: bool,
}

impl Mention<'_> {
    /// Whether it is one number that can be reckoned with.
    #[must_use]
    pub fn is_amount(&self) -> bool {
        self.figure.kind.carries_arithmetic() && self.figure.upper.is_none()
    }

    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.figure.qualifier == Qualifier::Exact
    }

    /// A share in hundredths; points of percentage are none.
    #[must_use]
    pub fn is_percent(&self) -> bool {
        self.figure.kind == Kind::Percent && self.figure.unit.as_ref().is_some_and(|unit| unit.symbol == "%")
    }

    /// Digits from the first to the last that is not a zero.
    #[must_use]
    pub fn digits(&self) -> usize {
        let digits = self.figure.value.normalize().mantissa().unsigned_abs();
        digits.checked_ilog10().map_or(0, |log| log as usize + 1)
    }

    /// One by one, so that a whole number of it is exact.
    #[must_use]
    pub fn is_count(&self) -> bool {
        let unit = self.figure.unit.as_ref();
        let counted = self.figure.kind == Kind::Count
            || self.figure.kind == Kind::Quantity && unit.is_none() && self.figure.value.is_integer();
        counted && unit.is_none_or(crate::figures::Unit::is_counter)
    }
}

/// What holds more figures is no sentence that says anything of them.
const MOST: usize = 100;

/// The sentences of a text that have an amount in them.
pub fn of<'a>(report: &'a Report, text: &'a Text) -> Vec<Sentence<'a>> {
    let figures = &report.figures[text.figures.clone()];
    if !figures.iter().any(|placed| placed.figure.kind.carries_arithmetic()) {
        return Vec::new();
    }
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for end in ends(&text.plain).chain([text.plain.len()]) {
        // A full stop within a figure ends nothing.
        let begun = figures.partition_point(|placed| placed.figure.range.start < end);
        let cuts = begun.checked_sub(1).is_some_and(|last| end < figures[last].figure.range.end);
        if cuts || end <= start {
            continue;
        }
        let from = at;
        while at < figures.len() && figures[at].figure.range.start < end {
            at += 1;
        }
        let mention = |offset: usize| {
            let placed = &figures[offset];
            Mention {
                id: text.figures.start + offset,
                figure: &placed.figure,
                span: placed.span,
                is_bound: placed.binding.is_some(),
            }
        };
        let mentions: Vec<Mention> = (from..at).map(mention).collect();
        if mentions.len() <= MOST && mentions.iter().any(Mention::is_amount) {
            sentences.push(Sentence { text: &text.plain, range: start..end, mentions });
        }
        start = end;
    }
    sentences
}

/// Where sentences end, behind their marks; a semicolon in brackets ends nothing.
fn ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut open = 0_u32;
    text.char_indices().filter_map(move |(at, c)| {
        let next = at + c.len_utf8();
        let ends = match c {
            '(' | '（' => {
                open += 1;
                false
            }
            ')' | '）' => {
                open = open.saturating_sub(1);
                false
            }
            '；' | ';' => open == 0,
            '。' | '！' | '？' | '\n' => {
                open = 0;
                true
            }
            '.' | '!' | '?' => {
                let rest = &text[next..];
                let word = rest.trim_start();
                rest.len() > word.len()
                    && word.starts_with(|c: char| !c.is_lowercase() && !c.is_ascii_digit())
            }
            _ => false,
        };
        ends.then_some(next)
    })
}

impl<'a> Sentence<'a> {
    /// The amounts, as indices of the mentions.
    #[must_use]
    pub fn amounts(&self) -> Vec<usize> {
        (0..self.mentions.len()).filter(|at| self.mentions[*at].is_amount()).collect()
    }

    #[must_use]
    pub fn figure(&self, mention: usize) -> &'a Figure {
        self.mentions[mention].figure
    }

    /// The words between two figures.
    #[must_use]
    pub fn between(&self, first: usize, second: usize) -> &'a str {
        let (start, end) = (self.figure(first).range.end, self.figure(second).range.start);
        if start <= end { &self.text[start..end] } else { "" }
    }

    /// The words before a figure, back to the amount before it or to the start.
    #[must_use]
    pub fn before(&self, mention: usize) -> &'a str {
        let last = self.mentions[..mention].iter().rev().find(|mention| mention.is_amount());
        let start = last.map_or(self.range.start, |last| last.figure.range.end);
        let end = self.figure(mention).range.start;
        if start <= end { &self.text[start..end] } else { "" }
    }

    /// The words behind a figure, up to the next amount or the end.
    #[must_use]
    pub fn after(&self, mention: usize) -> &'a str {
        let next = self.mentions[mention + 1..].iter().find(|mention| mention.is_amount());
        let end = next.map_or(self.range.end, |next| next.figure.range.start);
        let start = self.figure(mention).range.end;
        if start <= end { &self.text[start..end] } else { "" }
    }

    /// All words left of a figure.
    #[must_use]
    pub fn left(&self, mention: usize) -> &'a str {
        &self.text[self.range.start..self.figure(mention).range.start.max(self.range.start)]
    }

    /// All words of the sentence.
    #[must_use]
    pub fn words(&self) -> &'a str {
        &self.text[self.range.clone()]
    }

    /// Where the clause of a figure starts and ends: between commas that part no digits.
    #[must_use]
    pub fn clause(&self, mention: usize) -> Range<usize> {
        let range = &self.figure(mention).range;
        let is_cut = |at: usize, c: char| {
            CLAUSE_ENDS.contains(&c) && !self.mentions.iter().any(|other| other.figure.range.contains(&at))
        };
        let left = &self.text[self.range.start..range.start];
        let start = left
            .char_indices()
            .rev()
            .find(|(at, c)| is_cut(self.range.start + at, *c))
            .map_or(self.range.start, |(at, c)| self.range.start + at + c.len_utf8());
        let right = &self.text[range.end..self.range.end.max(range.end)];
        let end = right
            .char_indices()
            .find(|(at, c)| is_cut(range.end + at, *c))
            .map_or(self.range.end, |(at, _)| range.end + at);
        start..end
    }

    /// Whether a figure stands in brackets.
    #[must_use]
    pub fn is_bracketed(&self, mention: usize) -> bool {
        let left = self.left(mention);
        let opened = left.chars().filter(|c| matches!(c, '(' | '（')).count();
        let closed = left.chars().filter(|c| matches!(c, ')' | '）')).count();
        opened > closed
    }
}

const CLAUSE_ENDS: [char; 6] = [',', '，', '：', ':', '；', ';'];
