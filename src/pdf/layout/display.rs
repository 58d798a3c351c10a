//! Paragraphs that are *emphasised* from end to end, and so set apart from the running text: the lead of a chapter, pull
//! quotes, the words of a picture.

use super::Layout;
use super::grid::{Column, Role};
use super::piece::Piece;
use super::prose::spaced;
use super::setter::Fill;
use crate::report::{Block, BlockKind, Container, Text};
use crate::source::Language;

/// As wide as the words of a picture are, in halves of a Han character; what is longer is emphasised for its own sake.
const WORDS: usize = 240;

impl Layout<'_> {
    /// A lead paragraph or a pull quote in large type, the words of a picture in small; nothing for other paragraphs.
    pub fn display(
        &mut self,
        block: &Block,
        text: &Text,
        language: Language,
        column: Column,
    ) -> Option<Vec<Piece>> {
        if !emphasised(text) {
            return None;
        }
        let quoted = matches!(block.container, Container::Quote(_));
        let large = quoted || self.opens_chapter(block, language);
        if !large && wide(&text.plain) > WORDS {
            return None;
        }
        let kind = self.scale.of(if large { Role::Lead } else { Role::Unit }, language);
        let mut words = self.words(block, text, language);
        for part in &mut words.parts {
            (part.strong, part.italic) = (false, false);
        }
        // Large English is read by the line: even spaces matter more than an even edge.
        let fill = match language {
            Language::ZhHant if large => Fill::justified(column.width, 0.0),
            _ => Fill::ragged(column.width),
        };
        let mut pieces = self.set_words(block, text, &words, kind, fill, column.x);
        let (before, after) = match (large, quoted) {
            (true, true) => (0.0, 6.0),
            (true, false) => (12.0, 18.0),
            (false, _) => (6.0, 12.0),
        };
        spaced(&mut pieces, before, after);
        Some(pieces)
    }

    /// Whether a block is the first of its chapter under the title.
    fn opens_chapter(&self, block: &Block, language: Language) -> bool {
        let title = |block: &&Block| matches!(block.kind, BlockKind::Heading { level: 1, .. });
        let edition = self.report.edition(self.at, language);
        let first = edition.and_then(|edition| edition.blocks.iter().find(|block| !title(block)));
        first.is_some_and(|first| first.span == block.span)
    }
}

/// How wide words are, in halves of a Han character.
fn wide(words: &str) -> usize {
    words.chars().map(|char| if char >= '\u{2e80}' { 2 } else { 1 }).sum()
}

/// Whether a text is emphasised from end to end.
fn emphasised(text: &Text) -> bool {
    let white = |range: &std::ops::Range<usize>| text.plain[range.clone()].trim().is_empty();
    text.runs.iter().any(|run| run.style.emphasis)
        && text.runs.iter().all(|run| run.style.emphasis || white(&run.range) || run.link.is_some())
}
