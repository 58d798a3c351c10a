//! Drawing into cells: text by graphemes, lines in the theme's colours, rules with titles.

use std::num::NonZero;

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::cells;
use super::line::{Ink, Line};
use super::text;
use super::theme::{Theme, Token};

/// Draws a text from a cell on, up to but not into column `end`; gives the column after it.
pub fn put(buffer: &mut Buffer, x: u16, y: u16, end: u16, words: &str, style: Style) -> u16 {
    let end = end.min(buffer.area.right());
    if y >= buffer.area.bottom() {
        return x;
    }
    let mut x = x;
    for grapheme in words.graphemes(true) {
        let symbol = text::shown(grapheme);
        let cells = u16::try_from(text::cells_of(&symbol)).unwrap_or(0);
        if cells == 0 {
            continue;
        }
        if x + cells > end {
            break;
        }
        buffer[(x, y)].set_symbol(&symbol).set_style(style);
        if usize::from(cells) != symbol.width()
            && let Some(forced) = NonZero::new(cells)
        {
            buffer[(x, y)].set_diff_option(CellDiffOption::ForcedWidth(forced));
        }
        for hidden in x + 1..x + cells {
            buffer[(hidden, y)].set_symbol(" ").set_style(style);
        }
        x += cells;
    }
    x
}

/// Draws a text so that it ends before column `end`.
pub fn put_right(buffer: &mut Buffer, y: u16, end: u16, words: &str, style: Style) {
    let cells = u16::try_from(text::width(words)).unwrap_or(u16::MAX);
    put(buffer, end.saturating_sub(cells), y, end, words, style);
}

/// Draws a line, with a style laid over each piece.
pub fn put_line(
    buffer: &mut Buffer,
    theme: Theme,
    x: u16,
    y: u16,
    end: u16,
    line: &Line,
    over: impl Fn(&super::line::Piece) -> Style,
) {
    let mut x = x;
    for piece in &line.pieces {
        x = put(buffer, x, y, end, &piece.text, ink(theme, piece.ink).patch(over(piece)));
    }
}

/// The looks of an ink.
#[must_use]
pub fn ink(theme: Theme, ink: Ink) -> Style {
    match ink {
        Ink::Text => theme.ink(Token::Text),
        Ink::Strong => theme.ink(Token::Text).add_modifier(Modifier::BOLD),
        Ink::Dim => theme.ink(Token::Dim),
        Ink::Heading => theme.ink(Token::Focus).add_modifier(Modifier::BOLD),
        Ink::Link => theme.ink(Token::Focus),
        Ink::Border => theme.ink(Token::Border),
        Ink::Figure(mark) => theme.figure(mark),
        Ink::Mark(mark) => theme.ink(Token::Mark(mark)),
    }
}

/// The row that opens a pane: a rule with a title in it, after one dash and a space.
pub fn title_rule(buffer: &mut Buffer, theme: Theme, area: Rect, title: &str, active: bool) {
    let rule = theme.ink(Token::Border);
    put(buffer, area.x, area.y, area.right(), &cells::border().across.repeat(usize::from(area.width)), rule);
    let room = usize::from(area.width).saturating_sub(4);
    if room == 0 || title.is_empty() {
        return;
    }
    let style =
        if active { theme.ink(Token::Focus).add_modifier(Modifier::BOLD) } else { theme.ink(Token::Text) };
    let x = put(buffer, area.x + 1, area.y, area.right(), " ", style);
    let x = put(buffer, x, area.y, area.right(), &text::cut(title, room), style);
    put(buffer, x, area.y, area.right(), " ", style);
}

/// A rule between two panes.
pub fn column_rule(buffer: &mut Buffer, theme: Theme, (x, y, height): (u16, u16, u16)) {
    for y in y..(y + height).min(buffer.area.bottom()) {
        put(buffer, x, y, x + 1, cells::border().down, theme.ink(Token::Border));
    }
}

/// Blanks an area for something that lies over the page; a Han character that it would halve goes whole.
pub fn clear(buffer: &mut Buffer, area: Rect, style: Style) {
    let area = area.intersection(buffer.area);
    for y in area.top()..area.bottom() {
        if area.x > buffer.area.x && buffer[(area.x - 1, y)].symbol().width() > 1 {
            buffer[(area.x - 1, y)].set_symbol(" ");
        }
        for x in area.left()..area.right() {
            buffer[(x, y)].reset();
            buffer[(x, y)].set_symbol(" ").set_style(style);
        }
    }
}

/// The box of an overlay: its title in the upper edge, its keys in the lower. Gives the room inside.
pub fn overlay(buffer: &mut Buffer, theme: Theme, area: Rect, title: &str, keys: &str) -> Rect {
    clear(buffer, area, theme.raised());
    let border = theme.ink(Token::Border);
    let corners = cells::border().corners;
    let (right, bottom) = (area.right() - 1, area.bottom() - 1);
    let across = cells::border().across.repeat(usize::from(area.width).saturating_sub(2));
    for (y, left_corner, right_corner) in [(area.y, corners[0], corners[1]), (bottom, corners[2], corners[3])]
    {
        put(buffer, area.x, y, area.right(), left_corner, border);
        put(buffer, area.x + 1, y, right, &across, border);
        put(buffer, right, y, area.right(), right_corner, border);
    }
    for y in area.y + 1..bottom {
        put(buffer, area.x, y, area.right(), cells::border().down, border);
        put(buffer, right, y, area.right(), cells::border().down, border);
    }
    let room = usize::from(area.width).saturating_sub(6);
    let strong = theme.ink(Token::Focus).add_modifier(Modifier::BOLD);
    put(buffer, area.x + 1, area.y, right, &format!(" {} ", text::cut(title, room)), strong);
    if !keys.is_empty() {
        put_right(buffer, bottom, right, &format!(" {} ", text::cut(keys, room)), theme.ink(Token::Dim));
    }
    Rect::new(area.x + 2, area.y + 1, area.width.saturating_sub(4), area.height.saturating_sub(2))
}

/// What a person sees, row by row: for tests, and for nothing else.
#[cfg(test)]
pub fn screen(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut x = buffer.area.left();
        while x < buffer.area.right() {
            let symbol = buffer[(x, y)].symbol();
            out.push_str(symbol);
            x += u16::try_from(text::cells_of(symbol)).unwrap_or(1).max(1);
        }
        out.push('\n');
    }
    out
}
