//! What is searched for, and the places that were found in both editions.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::check::Arg;
use crate::report::{BlockKind, Report};

use super::super::canvas::{overlay, put, put_right};
use super::super::cells;
use super::super::loaded::{Loaded, Spot};
use super::super::model::{Hit, Model};
use super::super::text;
use super::super::theme::Token;
use super::super::views::places;
use super::{hints, list_box};

pub fn draw(model: &Model, buffer: &mut Buffer, query: &str, hits: &[Hit], cursor: usize) {
    let Some(loaded) = &model.loaded else { return };
    let theme = model.theme;
    let (area, list) = list_box(buffer.area.width, buffer.area.height);
    let inside = overlay(buffer, theme, area, &model.locale.text("search-title"), &hints(model));
    let x = put(buffer, inside.x, inside.y, inside.right(), "/ ", theme.ink(Token::Focus));
    let x = put(
        buffer,
        x,
        inside.y,
        inside.right() - 16,
        query,
        theme.ink(Token::Text).add_modifier(Modifier::BOLD),
    );
    put(buffer, x, inside.y, inside.right(), "_", theme.ink(Token::Focus));
    if query.is_empty() {
        let words = model.locale.text("search-hint");
        put(buffer, x + 2, inside.y, inside.right(), &words, theme.ink(Token::Dim));
    }
    if !query.trim().is_empty() {
        let words = model
            .locale
            .with("search-count", &[("count", Arg::Number(i64::try_from(hits.len()).unwrap_or(0)))]);
        put_right(buffer, inside.y, inside.right(), &words, theme.ink(Token::Dim));
    }
    let rule = cells::border().across.repeat(usize::from(inside.width));
    put(buffer, inside.x, inside.y + 1, inside.right(), &rule, theme.ink(Token::Border));
    let scroll = (cursor + 1).saturating_sub(usize::from(list.height));
    for (y, (at, hit)) in (list.y..list.bottom()).zip(hits.iter().enumerate().skip(scroll)) {
        row(model, loaded, buffer, Rect { y, height: 1, ..list }, hit, at == cursor);
    }
}

fn row(model: &Model, loaded: &Loaded, buffer: &mut Buffer, area: Rect, hit: &Hit, current: bool) {
    let theme = model.theme;
    let over = if current { theme.select() } else { Style::new() };
    if current {
        put(buffer, area.x, area.y, area.right(), &" ".repeat(usize::from(area.width)), over);
        put(buffer, area.x, area.y, area.right(), cells::cursor(), theme.ink(Token::Focus).patch(over));
    }
    let spot = Spot { chapter: hit.chapter, language: hit.language, block: hit.block, figure: hit.figure };
    let part = places::part(loaded, model.locale.language, spot);
    let place = format!("{part} {}", places::short(hit.language));
    let dim = theme.ink(Token::Dim).patch(over);
    put_right(buffer, area.y, area.right(), &place, dim);
    if let Some(mark) = hit.figure.and_then(|figure| loaded.marks[figure]) {
        put(buffer, area.x + 2, area.y, area.right(), mark.glyph(), theme.ink(Token::Mark(mark)).patch(over));
    }
    let room = usize::from(area.width).saturating_sub(text::width(&place) + 6);
    let Some((label, plain)) = texts(loaded.report(), hit) else { return };
    let label = text::cut(label, room / 2);
    let gap = if label.is_empty() { 0 } else { text::width(&label) + 2 };
    let (before, found, after) = around(plain, hit, room.saturating_sub(gap));
    let end = area.right();
    put(buffer, area.x + 4, area.y, end, &label, dim);
    let x = area.x + 4 + u16::try_from(gap).unwrap_or(0);
    let words = theme.ink(Token::Text).patch(over);
    let x = put(buffer, x, area.y, end, &before, words);
    let strong = words.add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
    let x = put(buffer, x, area.y, end, found, strong);
    put(buffer, x, area.y, end, &after, words);
}

/// The plain text in which a hit stands; before it, the label of the row of a table.
fn texts<'a>(report: &'a Report, hit: &Hit) -> Option<(&'a str, &'a str)> {
    let block = report.edition(hit.chapter, hit.language)?.blocks.get(hit.block)?;
    match (&block.kind, hit.cell) {
        (BlockKind::Table(table), Some((row, column))) => {
            let plain = &table.rows.get(row)?.cells.get(column)?.text.plain;
            // The group tells more than a label such as "Emissions".
            let label = table.path(row).first().copied().unwrap_or_default();
            Some((if label == plain { "" } else { label }, plain))
        }
        _ => Some(("", &block.text()?.plain)),
    }
}

/// As much of the text around a hit as there is room for; a little before it, the rest after.
fn around<'a>(plain: &'a str, hit: &Hit, room: usize) -> (String, &'a str, String) {
    let found = plain.get(hit.range.clone()).unwrap_or_default();
    let before = plain.get(..hit.range.start).unwrap_or_default();
    let after = plain.get(hit.range.end..).unwrap_or_default();
    let spare = room.saturating_sub(text::width(found));
    let wanted = if text::width(before) + text::width(after) <= spare { spare } else { spare / 3 };
    let mut lead = before;
    while text::width(lead) > wanted {
        let mut chars = lead.chars();
        chars.next();
        lead = chars.as_str();
    }
    let lead = if lead.len() < before.len() {
        format!("{}{}", cells::clip(), lead.get(next(lead)..).unwrap_or_default())
    } else {
        lead.to_owned()
    };
    let rest = text::cut(after, spare.saturating_sub(text::width(&lead))).replace('\n', " ");
    (lead.replace('\n', " "), found, rest)
}

/// The length of the first character.
fn next(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}
