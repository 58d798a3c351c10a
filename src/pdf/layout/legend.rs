//! What the marks and colours of a review copy mean: on its cover, where it is seen first, and in its annex.

use super::Layout;
use super::grid::{Role, Type};
use super::piece::Piece;
use super::review::Look;
use super::setter::Fill;
use super::ticks::{IN_TABLE, LEGEND};
use super::words::Words;
use crate::check::{Arg, Severity, State};
use crate::pdf::colour::Colour;
use crate::pdf::page::{Item, Stroke};
use crate::pdf::tag::Role as Part;
use crate::pdf::text::baseline;

/// Marks beside each other.
const ACROSS: usize = 3;

impl Layout<'_> {
    /// The box on the cover: how far the report is tied out, and the legend. Its foot stands at `bottom`.
    pub fn review_box(&mut self, bottom: f32) -> Vec<Item> {
        let pieces = self.coverage();
        let legend = self.legend();
        let height: f32 = pieces.iter().map(|piece| piece.height).sum::<f32>() + 6.0 + legend.height;
        let mut y = bottom - height;
        let mut items = Vec::new();
        for mut piece in pieces {
            piece.items.iter_mut().for_each(|item| item.shift(y));
            items.append(&mut piece.items);
            y += piece.height;
        }
        let shifted = legend.items.into_iter().map(|mut item| {
            item.shift(y + 6.0);
            item
        });
        items.extend(shifted);
        items
    }

    /// How many figures are in which state, in each language.
    pub fn coverage(&mut self) -> Vec<Piece> {
        let count = |state: State| self.outcome.figures_in(state);
        let (tied, untied) = (count(State::Tied), count(State::Untied));
        let (contradicted, waived) = (count(State::Contradicted), count(State::Waived));
        let all = tied + untied + contradicted + waived;
        let number = |count: usize| Arg::Number(i64::try_from(count).unwrap_or(i64::MAX));
        let args = [
            ("figures", number(all)),
            ("tied", number(tied)),
            ("contradicted", number(contradicted)),
            ("waived", number(waived)),
            ("untied", number(untied)),
            // Rounded down: 100% means all of them.
            ("percent", number((tied + waived) * 100 / all.max(1))),
        ];
        let mut pieces = Vec::new();
        for language in self.grid.languages.clone() {
            let words = self.locales.get(language).with("pdf-coverage", &args);
            let kind = self.scale.of(Role::Cell, language);
            self.begin(Part::Paragraph, language);
            let lines = self.setter.lines(&Words::plain(words), kind, Fill::ragged(self.grid.full.width));
            pieces.extend(self.setter.pieces(&lines, kind, self.grid.full.x));
        }
        pieces
    }

    /// What each mark means, in a frame.
    pub fn legend(&mut self) -> Piece {
        let full = self.grid.full;
        let kind = self.scale.of(Role::Cell, self.lead()).sized(8.5, 12.0);
        let pitch = if self.grid.bilingual { 27.0 } else { 16.0 };
        let width = (full.width - 16.0) / 3.0;
        let mut piece = Piece { before: 9.0, after: 18.0, ..Piece::default() };
        for (row, marks) in (0_u8..).zip(LEGEND.chunks(ACROSS)) {
            for (column, (tick, key)) in (0_u8..).zip(marks) {
                let x = full.x + 10.0 + f32::from(column) * width;
                let mut y = 8.0 + f32::from(row) * pitch + baseline(kind.size, kind.leading);
                piece.items.extend(tick.items(x, y, IN_TABLE));
                for (at, language) in self.grid.languages.clone().into_iter().enumerate() {
                    let words = self.locales.get(language).text(key);
                    let colour = if at > 0 { Colour::DIM } else { Colour::TEXT };
                    self.begin(Part::Paragraph, language);
                    let kind = crate::pdf::layout::grid::Type { language, ..kind };
                    let line = self.setter.label(&words, kind.coloured(colour));
                    piece.items.extend(line.items(x + 12.0, y));
                    y += 10.5;
                }
            }
            piece.height = 8.0 + f32::from(row + 1) * pitch;
        }
        self.legend_colours(kind, width, pitch, &mut piece);
        let (left, right, bottom) = (full.x, full.right(), piece.height);
        let points = vec![(left, 0.0), (right, 0.0), (right, bottom), (left, bottom)];
        let stroke = Some(Stroke::solid(0.5, Colour::RULE));
        piece.items.push(Item::Polygon { points, fill: None, stroke });
        piece
    }

    /// The highlights, each with what it says of a figure.
    fn legend_colours(&mut self, kind: Type, width: f32, pitch: f32, piece: &mut Piece) {
        let full = self.grid.full;
        let top = piece.height;
        let severities = [Severity::Error, Severity::Warning, Severity::Note];
        for (column, severity) in (0_u8..).zip(severities) {
            let look = Look::of(severity);
            let x = full.x + 10.0 + f32::from(column) * width;
            let mut y = top + baseline(kind.size, kind.leading);
            let (swatch, high) = (14.0, kind.size + 1.0);
            let (left, above) = (x - 4.0, y - 0.86 * kind.size);
            piece.items.push(Item::Rectangle {
                x: left,
                y: above,
                width: swatch,
                height: high,
                fill: look.under,
            });
            let points = vec![(left, above + high), (left + swatch, above + high)];
            piece.items.push(Item::Line { points, stroke: Stroke::solid(look.line, look.ink) });
            let key = format!("severity-{}", severity.word());
            for (at, language) in self.grid.languages.clone().into_iter().enumerate() {
                let words = self.locales.get(language).text(&key);
                let colour = if at > 0 { Colour::DIM } else { Colour::TEXT };
                self.begin(Part::Paragraph, language);
                let line = self.setter.label(&words, Type { language, ..kind }.coloured(colour));
                piece.items.extend(line.items(x + 14.0, y));
                y += 10.5;
            }
        }
        piece.height = top + pitch + 4.0;
    }
}
