//! What pages are filled with: pieces that are never cut, and how they hang together.

use std::rc::Rc;

use super::grid::Offsets;
use super::marks::MarkOnPage;
use crate::pdf::page::{DestinationId, Item, LinkArea};
use crate::source::{Language, Span};

/// Something of a given height that stands on one page: a line, a row, a chart.
///
/// Its items count y from its own top and x from the page's left.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing of a piece, and any of them go together"
)]
pub struct Piece {
    pub height: f32,
    /// Space above; of two neighbouring spaces the larger counts, at a page's top none.
    pub before: f32,
    pub after: f32,
    pub items: Vec<Item>,
    pub links: Vec<LinkArea>,
    pub marks: Vec<MarkOnPage>,
    /// Where its content stands in the source, if that is asked for.
    pub sources: Vec<(Language, Span)>,
    /// It takes the whole type area, not the column of text alone.
    pub wide: bool,
    /// What it says changed since an earlier version.
    pub changed: bool,
    /// It stands on a page that lies on its side.
    pub turned: bool,
    /// The next piece must stand on the same page.
    pub keep: bool,
    /// Destinations at its top.
    pub anchors: Vec<DestinationId>,
    /// Footnotes that belong on its page.
    pub notes: Vec<usize>,
    /// What it stands in.
    pub frame: Option<Rc<Frame>>,
}

impl Piece {
    /// Moves everything to where it stands on a facing page; `text` is where the column of text begins.
    pub fn slide(&mut self, offsets: Offsets, text: f32) {
        let wide = self.wide;
        let by = |left: f32| match left {
            _ if wide => offsets.full,
            left if left < text - BESIDE => offsets.side,
            _ => offsets.text,
        };
        for item in &mut self.items {
            item.slide(by(item.left()));
        }
        for link in &mut self.links {
            link.x += by(link.x);
        }
        for mark in &mut self.marks {
            mark.x += by(mark.x);
        }
    }
}

/// Tells whether pieces take the whole type area.
pub fn widen(pieces: &mut [Piece], wide: bool) {
    for piece in pieces {
        piece.wide |= wide;
    }
}

/// Two runs of pieces side by side: first beside first.
pub fn beside(left: Vec<Piece>, right: Vec<Piece>) -> Vec<Piece> {
    if left.is_empty() {
        return right;
    }
    let after = |pieces: &[Piece]| pieces.last().map_or(0.0, |piece| piece.after);
    let after = after(&left).max(after(&right));
    let count = left.len().max(right.len());
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    let mut both = Vec::with_capacity(count);
    while both.len() < count {
        let mut piece = match (left.next(), right.next()) {
            (Some(a), Some(b)) => merge(a, b),
            (Some(piece), None) | (None, Some(piece)) => piece,
            (None, None) => break,
        };
        piece.after = 0.0;
        both.push(piece);
    }
    if let Some(last) = both.last_mut() {
        last.after = after;
    }
    both
}

fn merge(mut a: Piece, b: Piece) -> Piece {
    a.height = a.height.max(b.height);
    a.before = a.before.max(b.before);
    a.keep |= b.keep;
    a.turned |= b.turned;
    a.wide |= b.wide;
    a.changed |= b.changed;
    a.items.extend(b.items);
    a.links.extend(b.links);
    a.marks.extend(b.marks);
    a.sources.extend(b.sources);
    a.anchors.extend(b.anchors);
    a.notes.extend(b.notes);
    a.notes.dedup();
    a
}

/// Pieces that are kept together anyway, as one.
#[must_use]
pub fn stacked(pieces: Vec<Piece>) -> Piece {
    let mut whole = Piece { wide: true, ..Piece::default() };
    let mut after = None;
    for mut piece in pieces {
        whole.height += after.map_or(0.0, |after: f32| after.max(piece.before));
        after = Some(piece.after);
        piece.items.iter_mut().for_each(|item| item.shift(whole.height));
        whole.height += piece.height;
        whole.items.append(&mut piece.items);
        whole.anchors.append(&mut piece.anchors);
        whole.sources.append(&mut piece.sources);
        whole.changed |= piece.changed;
    }
    whole
}

/// Things this far to the left of the text stand beside it.
const BESIDE: f32 = 20.0;

/// What several pieces stand in, and what happens to it where a page ends.
#[derive(Debug)]
pub struct Frame {
    /// Tells frames apart.
    pub id: usize,
    pub kind: FrameKind,
    /// Repeated on each further page, above the pieces.
    pub head: Vec<Piece>,
    /// Drawn under the last piece of each page but the last; needs [`Frame::FOOT`].
    pub foot: Vec<Item>,
}

/// How a frame looks behind its pieces.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FrameKind {
    /// Nothing.
    Plain,
    /// A fill with a bar at its left.
    Box { x: f32, width: f32 },
    /// A bar at the left.
    Bar { x: f32 },
    /// A hair rule between two columns.
    Columns { x: f32 },
}

impl Frame {
    /// The height that a frame's foot takes.
    pub const FOOT: f32 = 12.0;
}

/// A footnote, set.
#[derive(Clone, Debug, Default)]
pub struct Note {
    pub height: f32,
    pub items: Vec<Item>,
    pub links: Vec<LinkArea>,
    pub marks: Vec<MarkOnPage>,
}

impl Note {
    /// Puts another note under it.
    pub fn append(&mut self, mut other: Note) {
        let top = self.height;
        other.items.iter_mut().for_each(|item| item.shift(top));
        other.links.iter_mut().for_each(|link| link.y += top);
        other.marks.iter_mut().for_each(|mark| mark.y += top);
        self.items.append(&mut other.items);
        self.links.append(&mut other.links);
        self.marks.append(&mut other.marks);
        self.height += other.height;
    }
}

/// The next thing on the way through the report.
#[derive(Debug)]
pub enum Step {
    Piece(Piece),
    /// A page of its own, drawn when all page numbers are known.
    Opener {
        chapter: usize,
        anchor: DestinationId,
    },
    /// What follows begins a page and stands under this running head.
    Chapter {
        number: Option<String>,
        title: String,
    },
}
