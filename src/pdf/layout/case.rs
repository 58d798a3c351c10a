//! A case study with a picture: the picture at the right of the box, the text beside it.

use super::Layout;
use super::grid::Column;
use super::piece::{Piece, stacked};
use super::unit::Unit;
use crate::report::BlockKind;

/// The part of the box's width that a picture takes, and from the text to it.
const PART: f32 = 0.4;
const GUTTER: f32 = 15.0;

impl<'a> Layout<'a> {
    /// What stands in the box of a case. Of two languages each has a column of its own, and pictures stand between
    /// their paragraphs.
    pub fn case(&mut self, units: &[Unit<'a>]) -> Vec<Piece> {
        let is_picture =
            |unit: &Unit| unit.lead().is_some_and(|block| matches!(block.kind, BlockKind::Image { .. }));
        let alone = self.grid.languages.len() > 1 || units.len() < 2;
        let Some(at) = units.iter().position(is_picture).filter(|_| !alone) else {
            return self.sequence(units, true);
        };
        let inner = self.grid.full;
        let width = inner.width * PART;
        let picture = self.in_column(Column { x: inner.right() - width, width }, |layout| {
            stacked(layout.columns(units[at]))
        });
        let others: Vec<Unit<'a>> = [&units[..at], &units[at + 1..]].concat();
        let text = self.in_column(inner.inset(0.0, width + GUTTER), |layout| layout.sequence(&others, true));
        beside_picture(text, picture)
    }

    /// Sets something where all text stands in one column.
    fn in_column<T>(&mut self, column: Column, set: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.grid.clone();
        (self.grid.full, self.grid.zh_hant, self.grid.en) = (column, column, column);
        let done = set(self);
        self.grid = outer;
        done
    }
}

/// A picture beside the first pieces of a text, which stay on its page; room under a text that is shorter.
fn beside_picture(mut text: Vec<Piece>, mut picture: Piece) -> Vec<Piece> {
    let Some(first) = text.first_mut() else { return vec![picture] };
    first.items.append(&mut picture.items);
    first.changed |= picture.changed;
    first.sources.append(&mut picture.sources);
    let mut height = 0.0;
    let mut after = 0.0_f32;
    for piece in &mut text {
        if height >= picture.height {
            break;
        }
        height += if height > 0.0 { after.max(piece.before) } else { 0.0 } + piece.height;
        after = piece.after;
        piece.keep = height < picture.height;
    }
    if height < picture.height {
        if let Some(last) = text.last_mut() {
            last.after = 0.0;
        }
        text.push(Piece { height: picture.height - height, ..Piece::default() });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_beside_a_picture_stays_with_it_and_is_as_high() {
        let line = || Piece { height: 18.0, ..Piece::default() };
        let of = |lines: usize, height: f32| {
            let text = std::iter::repeat_with(line).take(lines).collect();
            let both = beside_picture(text, Piece { height, ..Piece::default() });
            both.iter().map(|piece| (piece.height, piece.keep)).collect::<Vec<_>>()
        };
        assert_eq!(of(3, 30.0), [(18.0, true), (18.0, false), (18.0, false)]);
        assert_eq!(of(1, 30.0), [(18.0, true), (12.0, false)]);
        assert_eq!(of(0, 30.0), [(30.0, false)]);
    }
}
