//! Blocks whose words are known and whose figures are not: finding those takes the longest, and is done for many at once.

use std::ops::Range;

use crate::figures::Figure;

use super::inline::Builder;
use super::problem::ProblemKind;
use super::yaml::Reader;
use super::{Block, BlockKind, Place, PlacedFigure, parallel, table_read};

/// More figures of one file are not read: a long report as one text has a few thousand.
pub(super) const FIGURE_LIMIT: usize = 500_000;
/// Fewer bytes of the source are not worth a thread of their own.
const STRETCH: usize = 16 * 1024;
/// So many stretches for each core are read before their figures are counted: what bounds the memory.
const AT_ONCE: usize = 8;
/// A text is seldom denser with figures.
const BYTES_PER_FIGURE: usize = 40;

/// A block as it will be, but for its words.
pub(super) struct Draft {
    pub block: Block,
    pub words: Words,
}

/// What a block is still to be given.
pub(super) enum Words {
    /// It has none, or has them.
    None,
    Text(Builder),
    /// It is to become a table.
    Table(Grid),
}

/// The cells of a table, not yet looked at.
pub(super) struct Grid {
    pub ranges: Vec<Vec<Range<usize>>>,
    pub cells: Vec<Vec<Builder>>,
    /// The caption or heading above it.
    pub title: String,
    /// What `<!-- metrics: … -->` says.
    pub bound_to: Option<Vec<String>>,
}

/// Where figures are put as they are found.
pub(super) struct Placing<'a> {
    pub reader: Reader<'a>,
    pub figures: &'a mut Vec<PlacedFigure>,
    /// There may be so many; one more than the limit tells that there are more.
    most: usize,
}

impl Placing<'_> {
    /// The figures found in a text, as long as there are not too many.
    pub fn counted(&self, mut found: Vec<Figure>) -> Vec<Figure> {
        found.truncate(self.most.saturating_sub(self.figures.len()));
        found
    }
}

/// The blocks of an edition with their words, and its figures in reading order, as many as there may be. The place is that
/// of the first block.
pub(super) fn finish(
    mut drafts: Vec<Draft>,
    first: Place,
    limit: usize,
    reader: &mut Reader,
) -> (Vec<Block>, Vec<PlacedFigure>) {
    let (file, path) = (reader.file, reader.path.clone());
    let mut all: Vec<PlacedFigure> = Vec::new();
    let mut full = false;
    let mut stretches = stretches(&mut drafts).into_iter();
    loop {
        let some: Vec<Stretch> = stretches.by_ref().take(AT_ONCE * parallel::cores()).collect();
        if some.is_empty() {
            break;
        }
        let most = if full { 0 } else { limit + 1 };
        let taken = some.len();
        let read = parallel::map(some, |Stretch { before, drafts }| {
            let mut problems = Vec::new();
            // Room is asked for once: figures are large, and moving them as they grow touches twice the memory.
            let mut figures = Vec::with_capacity(length(drafts) / BYTES_PER_FIGURE);
            let reader = Reader { file, path: path.clone(), problems: &mut problems };
            let mut placing = Placing { reader, figures: &mut figures, most };
            for (at, draft) in drafts.iter_mut().enumerate() {
                draft.finish(Place { block: first.block + before + at, ..first }, &mut placing);
            }
            (drafts, figures, problems)
        });
        // The rest will have as many.
        let found: usize = read.iter().map(|(_, figures, _)| figures.len()).sum();
        all.reserve(found + found * stretches.len() / taken * 9 / 8);
        for (drafts, figures, problems) in read {
            reader.problems.extend(problems);
            shift(drafts, all.len());
            all.extend(figures);
            if let Some(first) = all.get(limit) {
                if !std::mem::replace(&mut full, true) {
                    reader.problem(first.span, ProblemKind::TooManyFigures { limit });
                }
                all.truncate(limit);
                cut(drafts, limit);
            }
        }
    }
    (drafts.into_iter().map(|draft| draft.block).collect(), all)
}

/// Counts the figures of some drafts from another first.
fn shift(drafts: &mut [Draft], offset: usize) {
    for text in drafts.iter_mut().flat_map(|draft| draft.block.texts_mut()) {
        text.figures = text.figures.start + offset..text.figures.end + offset;
    }
}

/// Takes from some drafts the figures that are too many for a file.
fn cut(drafts: &mut [Draft], limit: usize) {
    for text in drafts.iter_mut().flat_map(|draft| draft.block.texts_mut()) {
        text.figures = text.figures.start.min(limit)..text.figures.end.min(limit);
    }
}

/// Drafts that lie together, and how many stand before them.
struct Stretch<'a> {
    before: usize,
    drafts: &'a mut [Draft],
}

fn stretches(drafts: &mut [Draft]) -> Vec<Stretch<'_>> {
    let mut stretches = Vec::new();
    let (mut rest, mut before) = (drafts, 0);
    while !rest.is_empty() {
        let reaches = |count: &usize| length(&rest[..*count]) >= STRETCH;
        let count = (1..=rest.len()).find(reaches).unwrap_or(rest.len());
        let (drafts, others) = rest.split_at_mut(count);
        stretches.push(Stretch { before, drafts });
        (rest, before) = (others, before + count);
    }
    stretches
}

/// The bytes of the source from the first to the last.
fn length(drafts: &[Draft]) -> usize {
    let of = |draft: Option<&Draft>| draft.map_or(0..0, |draft| draft.block.span.start..draft.block.span.end);
    of(drafts.last()).end.saturating_sub(of(drafts.first()).start)
}

impl Draft {
    /// Gives the block its words.
    fn finish(&mut self, place: Place, placing: &mut Placing) {
        match std::mem::replace(&mut self.words, Words::None) {
            Words::None => {}
            Words::Text(builder) => {
                let text = builder.finish(place, placing);
                if let Some(own) = self.block.texts_mut().next() {
                    *own = text;
                }
            }
            Words::Table(grid) => {
                self.block.kind = BlockKind::Table(Box::new(table_read::read(grid, place, placing)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Container, Text};
    use crate::source::{FileId, Language, Span};

    fn draft(words: &str, start: usize) -> Draft {
        let mut builder = Builder::new();
        builder.html(words, start);
        let span = Span::new(FileId(0), start, start + words.len());
        let kind = BlockKind::Paragraph(Text::empty());
        let block = Block { kind, span, container: Container::Body, simplified: false };
        Draft { block, words: Words::Text(builder) }
    }

    #[test]
    fn figures_beyond_the_limit_are_told_once_and_left_out_wherever_the_stretches_part() {
        // Long words make each a stretch of its own.
        let long = "x".repeat(STRETCH);
        let texts = [format!("1.5 2.5 {long}"), format!("3.5 4.5 {long}"), format!("5.5 {long}")];
        for (limit, kept) in [(9, vec![2, 2, 1]), (5, vec![2, 2, 1]), (4, vec![2, 2, 0]), (3, vec![2, 1, 0])]
        {
            let drafts = texts.iter().enumerate().map(|(at, words)| draft(words, at * 2 * STRETCH)).collect();
            let mut problems = Vec::new();
            let mut reader = Reader { file: FileId(0), path: "a.md".into(), problems: &mut problems };
            let first = Place { chapter: 0, language: Language::En, block: 0, cell: None };
            let (mut blocks, figures) = finish(drafts, first, limit, &mut reader);
            let found: Vec<_> =
                blocks.iter_mut().flat_map(Block::texts_mut).map(|text| text.figures.clone()).collect();
            assert_eq!(found.iter().map(ExactSizeIterator::len).collect::<Vec<_>>(), kept, "{limit}");
            assert_eq!(figures.len(), limit.min(5));
            assert_eq!(problems.len(), usize::from(limit < 5));
            let places: Vec<usize> = figures.iter().map(|placed| placed.place.block).collect();
            assert_eq!(places, [0, 0, 1, 1, 2][..limit.min(5)]);
        }
    }
}
