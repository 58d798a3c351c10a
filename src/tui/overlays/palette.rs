//! The palette: what is typed, and what it leads to.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::super::canvas::{overlay, put, put_right};
use super::super::cells;
use super::super::model::{Entry, Model, Palette};
use super::super::text;
use super::super::theme::Token;
use super::{hints, list_box};

/// Cells for the name of a kind.
const KIND: u16 = 10;

/// The first of the hits in view.
#[must_use]
pub fn scroll(palette: &Palette, rows: u16) -> usize {
    (palette.cursor + 1).saturating_sub(usize::from(rows))
}

pub fn draw(model: &Model, buffer: &mut Buffer, palette: &Palette) {
    let theme = model.theme;
    let (area, list) = list_box(buffer.area.width, buffer.area.height);
    let inside = overlay(buffer, theme, area, &model.locale.text("palette-title"), &hints(model));
    let x = put(buffer, inside.x, inside.y, inside.right(), ": ", theme.ink(Token::Focus));
    let strong = theme.ink(Token::Text).add_modifier(Modifier::BOLD);
    let x = put(buffer, x, inside.y, inside.right() - 12, &palette.query, strong);
    put(buffer, x, inside.y, inside.right(), "_", theme.ink(Token::Focus));
    let kind = model.locale.text(palette.kind.map_or("kind-all", super::super::model::Kind::key));
    put_right(buffer, inside.y, inside.right(), &kind, theme.ink(Token::Dim));
    let rule = cells::border().across.repeat(usize::from(inside.width));
    put(buffer, inside.x, inside.y + 1, inside.right(), &rule, theme.ink(Token::Border));
    if palette.hits.is_empty() {
        put(
            buffer,
            list.x + 2,
            list.y,
            list.right(),
            &model.locale.text("palette-none"),
            theme.ink(Token::Dim),
        );
    }
    let hits = palette.hits.iter().enumerate().skip(scroll(palette, list.height));
    for (y, (at, hit)) in (list.y..list.bottom()).zip(hits) {
        let area = Rect { y, height: 1, ..list };
        row(model, buffer, area, &palette.entries[*hit], at == palette.cursor);
    }
}

fn row(model: &Model, buffer: &mut Buffer, area: Rect, entry: &Entry, current: bool) {
    let theme = model.theme;
    let over = if current { theme.select() } else { Style::new() };
    if current {
        put(buffer, area.x, area.y, area.right(), &" ".repeat(usize::from(area.width)), over);
        put(buffer, area.x, area.y, area.right(), cells::cursor(), theme.ink(Token::Focus).patch(over));
    }
    let dim = theme.ink(Token::Dim).patch(over);
    put(buffer, area.x + 2, area.y, area.x + KIND + 2, &model.locale.text(entry.kind.key()), dim);
    put_right(buffer, area.y, area.right(), &entry.aside, dim);
    let room = usize::from(area.width.saturating_sub(KIND + 3)).saturating_sub(text::width(&entry.aside) + 1);
    let x = area.x + KIND + 2;
    put(buffer, x, area.y, area.right(), &text::cut(&entry.words, room), theme.ink(Token::Text).patch(over));
}
