//! The report itself: both editions side by side, row by row, with the outline and the inspector.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::report::FigureId;
use crate::source::Language;

use super::super::canvas::{clear, column_rule, put, put_line, title_rule};
use super::super::cells;
use super::super::line::{Line, Piece};
use super::super::model::{Found, Model};
use super::super::page::Page;
use super::super::text;
use super::super::theme::Token;
use super::{inspector, outline};

pub(super) fn draw(model: &Model, buffer: &mut Buffer) {
    let areas = model.areas();
    if let (Some(loaded), Some(area)) = (&model.loaded, areas.text.zh_hant.or(areas.text.en))
        && loaded.report().chapters.is_empty()
    {
        let words = model.locale.text("reading-empty");
        put(buffer, area.x + 1, area.y + 1, area.right(), &words, model.theme.ink(Token::Text));
    }
    for language in Language::ALL {
        if let Some(area) = areas.text.get(language) {
            pane(model, buffer, *area, language);
        }
    }
    if let Some(area) = areas.inspector {
        inspector::draw(model, buffer, area);
    }
    if let Some(area) = areas.outline {
        if areas.drawer {
            clear(buffer, Rect { width: area.width + 1, ..area }, model.theme.page());
        }
        outline::draw(model, buffer, area);
    }
    for rule in areas.rules {
        column_rule(buffer, model.theme, rule);
    }
}

/// One edition of the chapter at the cursor.
fn pane(model: &Model, buffer: &mut Buffer, area: Rect, language: Language) {
    let (Some(loaded), Some(page)) = (&model.loaded, &model.page) else { return };
    let Some(chapter) = loaded.report().chapters.get(model.reading.chapter) else { return };
    let number = chapter.number.as_ref().map_or(String::new(), |number| format!("{number} "));
    let mut title = format!("{number}{}", chapter.title(language));
    if super::super::screen::narrow(model.width) && model.bilingual() {
        let name = |language: Language| model.locale.text(&format!("language-{}", language.tag()));
        title = format!("{title}  {} {} {}", name(language), cells::swap(), name(language.other()));
    }
    let active = language == model.reading.language && !model.outline.focused;
    title_rule(buffer, model.theme, area, &title, active);
    let reading = &model.reading;
    let cursor = Cursor {
        pair: reading.pair,
        language: reading.language,
        figure: reading.figure,
        twin: reading.figure.and_then(|figure| loaded.twin(figure)),
        found: reading.found.as_ref(),
    };
    let body = Rect { y: area.y + 1, height: area.height - 1, ..area };
    rows(model, buffer, page, body, language, reading.scroll, &cursor);
}

/// What is shown as current.
pub(super) struct Cursor<'a> {
    pub pair: usize,
    pub language: Language,
    pub figure: Option<FigureId>,
    /// The figure of the other edition that is shown with it.
    pub twin: Option<FigureId>,
    pub found: Option<&'a Found>,
}

/// The rows of an edition from a row of the chapter on.
pub(super) fn rows(
    model: &Model,
    buffer: &mut Buffer,
    page: &Page,
    area: Rect,
    language: Language,
    scroll: usize,
    cursor: &Cursor,
) {
    let mut pair = page.pair_at(scroll);
    for y in area.y..area.bottom() {
        let row = scroll + usize::from(y - area.y);
        if row >= page.height {
            return;
        }
        while page.pairs.get(pair + 1).is_some_and(|next| next.top <= row) {
            pair += 1;
        }
        let rows = &page.pairs[pair];
        let at = row - rows.top;
        let here = Rect { y, height: 1, ..area };
        match rows.sides.get(language) {
            Some(lines) => {
                if let Some(line) = lines.get(at) {
                    draw_row(model, buffer, here, line, cursor);
                    if pair == cursor.pair && language == cursor.language {
                        mark_found(model, buffer, here, line, cursor);
                    }
                }
            }
            None if at == 0 && rows.height > 0 => {
                let words = model.locale.text("reading-no-counterpart");
                put(buffer, area.x + 2, y, area.right() - 1, &words, model.theme.ink(Token::Dim));
            }
            None => {}
        }
        // A block that begins above the rows in view has its sign in the first of them.
        let first = at == 0 || (y == area.y && at < rows.height);
        if pair == cursor.pair && first && rows.height > 0 && language == cursor.language {
            put(buffer, area.x, y, area.right(), cells::cursor(), model.theme.ink(Token::Focus));
        }
    }
}

fn draw_row(model: &Model, buffer: &mut Buffer, area: Rect, line: &Line, cursor: &Cursor) {
    let over = |piece: &Piece| match piece.source.and_then(|source| source.figure) {
        Some(figure) if [cursor.figure, cursor.twin].contains(&Some(figure)) => model.theme.select(),
        _ => Style::new(),
    };
    put_line(buffer, model.theme, area.x, area.y, area.right(), line, over);
}

/// Lays the ground of the current thing under what a search found.
fn mark_found(model: &Model, buffer: &mut Buffer, area: Rect, line: &Line, cursor: &Cursor) {
    let Some(found) = cursor.found.filter(|_| cursor.figure.is_none()) else { return };
    let cells = |words: &str| u16::try_from(text::width(words)).unwrap_or(0);
    let mut x = area.x;
    for piece in &line.pieces {
        if let Some(source) = piece.source.filter(|source| source.cell == found.cell) {
            let clamp = |at: usize| at.saturating_sub(source.start).min(piece.text.len());
            let (start, end) = (clamp(found.range.start), clamp(found.range.end));
            if let (Some(before), Some(hit)) = (piece.text.get(..start), piece.text.get(start..end)) {
                let from = x + cells(before);
                for at in from..(from + cells(hit)).min(area.right()) {
                    buffer[(at, area.y)].set_style(model.theme.select());
                }
            }
        }
        x += cells(&piece.text);
    }
}
