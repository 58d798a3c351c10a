//! Where one long text is cut into chapters: at the headings of the level that gives a sensible number of them.
//!
//! A chapter is a stretch of the source; the stretches together are the whole of it.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

use crate::report::{Block, BlockKind, Container, Edition};

/// Fewer chapters than these are hardly a division, more are hardly a list.
const SENSIBLE: RangeInclusive<usize> = 5..=40;
/// A heading that stands this often is the head of a page, not of a chapter.
const PAGE_HEAD: usize = 3;
/// More blocks than these before the first heading are a chapter of their own.
const FRONT_BLOCKS: usize = 10;

/// A chapter to be: its bytes, and the heading at which it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub range: Range<usize>,
    /// Empty for what stands before the first heading.
    pub title: String,
}

/// A heading at which a chapter may begin.
struct Cut {
    /// The start of its line.
    at: usize,
    /// Its place among the blocks.
    block: usize,
    level: u8,
    title: String,
}

/// Cuts a text into chapters, in order and without gaps.
#[must_use]
pub fn split(edition: &Edition, source: &str) -> Vec<Part> {
    let cuts = cuts(edition, source);
    let level = level(&cuts, &edition.blocks);
    let chosen = at_level(&cuts, &edition.blocks, level);
    if let Some(first) = chosen.first()
        && is_front(&edition.blocks[..first.block])
    {
        let front = Cut { at: 0, block: 0, level, title: String::new() };
        let all: Vec<&Cut> = std::iter::once(&front).chain(chosen).collect();
        return parts(&all, source.len());
    }
    parts(&chosen, source.len())
}

/// Joins the part that begins at or before a byte to the one before it: it could not be read alone as it was read within.
pub fn join(parts: &mut Vec<Part>, at: usize) -> bool {
    let index = part_at(parts, at);
    if index == 0 {
        return false;
    }
    let part = parts.remove(index);
    parts[index - 1].range.end = part.range.end;
    true
}

/// The part in which a byte stands.
#[must_use]
pub fn part_at(parts: &[Part], at: usize) -> usize {
    parts.partition_point(|part| part.range.start <= at).saturating_sub(1)
}

fn parts(cuts: &[&Cut], end: usize) -> Vec<Part> {
    if cuts.is_empty() {
        return vec![Part { range: 0..end, title: String::new() }];
    }
    let part = |index: usize, cut: &Cut| {
        let start = if index == 0 { 0 } else { cut.at };
        let end = cuts.get(index + 1).map_or(end, |next| next.at);
        Part { range: start..end, title: cut.title.clone() }
    };
    cuts.iter().enumerate().map(|(index, cut)| part(index, cut)).collect()
}

/// The headings that stand at the start of a line of the body, say something, and are not heads of pages.
fn cuts(edition: &Edition, source: &str) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for (index, block) in edition.blocks.iter().enumerate() {
        let BlockKind::Heading { level, text, .. } = &block.kind else { continue };
        let at = source[..block.span.start].rfind('\n').map_or(0, |end| end + 1);
        let indented = !source[at..block.span.start].trim_matches(' ').is_empty();
        let letters = text.plain.chars().filter(|char| char.is_alphabetic()).count();
        if block.container == Container::Body && !indented && letters >= 2 {
            let title = text.plain.trim().replace('\n', " ");
            *times.entry(title.to_lowercase()).or_default() += 1;
            cuts.push(Cut { at, block: index, level: *level, title });
        }
    }
    let is_page_head = |cut: &Cut| times[&cut.title.to_lowercase()] >= PAGE_HEAD;
    if !cuts.iter().all(is_page_head) {
        cuts.retain(|cut| !is_page_head(cut));
    }
    cuts
}

/// The coarsest level that gives a sensible number of chapters; else the one that comes nearest to it.
fn level(cuts: &[Cut], blocks: &[Block]) -> u8 {
    let counts = (1..=6).map(|level| (level, at_level(cuts, blocks, level).len()));
    let far = |count: usize| SENSIBLE.start().saturating_sub(count) + count.saturating_sub(*SENSIBLE.end());
    counts.min_by_key(|(level, count)| (far(*count), *level)).map_or(1, |(level, _)| level)
}

/// The headings of a level and above; of several with nothing between them, the first.
fn at_level<'a>(cuts: &'a [Cut], blocks: &[Block], level: u8) -> Vec<&'a Cut> {
    let mut chosen: Vec<&Cut> = Vec::new();
    for cut in cuts.iter().filter(|cut| cut.level <= level) {
        let heads = |block: &Block| matches!(block.kind, BlockKind::Heading { .. });
        let begun = chosen.last().is_some_and(|last| blocks[last.block..cut.block].iter().all(heads));
        if !begun {
            chosen.push(cut);
        }
    }
    chosen
}

/// Whether what stands before the first chapter is one itself.
fn is_front(blocks: &[Block]) -> bool {
    blocks.len() > FRONT_BLOCKS || blocks.iter().any(|block| matches!(block.kind, BlockKind::Heading { .. }))
}
