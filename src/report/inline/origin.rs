//! Where words came from: the bytes of a node, and words whose source has escapes and entities.

use std::ops::Range;

use comrak::nodes::Sourcepos;

use crate::source::SourceFile;

use super::html::entity_length;

/// Words in pieces, each with the source that it came from.
pub(super) struct Pieces {
    pub known: Vec<(Range<usize>, Range<usize>)>,
    /// What is left of both where something else differs.
    pub rest: Option<(Range<usize>, Range<usize>)>,
}

impl Pieces {
    /// Backslashes are stepped over, and an entity is its character.
    pub fn of(words: &str, source: &str) -> Pieces {
        let mut known = Vec::new();
        let (mut at, mut done) = (0, 0);
        for (index, char) in words.char_indices() {
            let rest = &source[at..];
            let is_escape = rest.strip_prefix('\\').is_some_and(|rest| rest.starts_with(char));
            if !is_escape && rest.starts_with(char) && !rest.starts_with("&amp;") {
                at += char.len_utf8();
                continue;
            }
            known.push((done..index, at - (index - done)..at));
            done = index;
            if is_escape {
                at += 1 + char.len_utf8();
            } else if let Some(length) = entity_length(rest) {
                done = index + char.len_utf8();
                known.push((index..done, at..at + length));
                at += length;
            } else {
                return Pieces { known, rest: Some((index..words.len(), at..source.len())) };
            }
        }
        known.push((done..words.len(), at - (words.len() - done)..at));
        Pieces { known, rest: None }
    }
}

pub(super) fn is_from(words: &str, source: &str) -> bool {
    words == source || Pieces::of(words, source).rest.is_none()
}

/// Lines of one address that are looked for.
pub(super) const MOST_LOST: usize = 4;

/// A position some lines further on.
pub(super) fn lower(position: Sourcepos, lines: usize) -> Sourcepos {
    let mut position = position;
    position.start.line += lines;
    position.end.line += lines;
    position
}

/// The bytes of a node: comrak's columns are bytes from 1, its ends inclusive.
pub fn bytes(position: &Sourcepos, source: &SourceFile) -> Range<usize> {
    let text = &source.text;
    let start =
        (source.line_start(position.start.line) + position.start.column.saturating_sub(1)).min(text.len());
    let end = (source.line_start(position.end.line) + position.end.column).min(text.len());
    let start = (0..=start).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let end = (end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    start..end.max(start)
}
