//! The outline: chapters and sections with their worst mark and how much is tied out.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::super::canvas::{put, put_right, title_rule};
use super::super::cells;
use super::super::loaded::{Loaded, Tally};
use super::super::mark::Mark;
use super::super::model::{Model, OutlineRow};
use super::super::text;
use super::super::theme::Token;

/// Lower outlines have no coverage under them.
const ROOM_FOR_COVERAGE: u16 = 24;

pub(super) fn draw(model: &Model, buffer: &mut Buffer, area: Rect) {
    let Some(loaded) = &model.loaded else { return };
    title_rule(buffer, model.theme, area, &model.locale.text("pane-outline"), model.outline.focused);
    let mut list = Rect { y: area.y + 1, height: area.height - 1, ..area };
    if area.height >= ROOM_FOR_COVERAGE {
        let lines = coverage(&loaded.tally);
        let height = u16::try_from(lines.len()).unwrap_or(0) + 1;
        list.height -= height;
        draw_coverage(model, buffer, Rect { y: list.bottom(), height, ..area }, &lines);
    }
    let rows = model.outline_rows();
    let (cursor, scroll) = scroll(model, rows.len(), list.height);
    for (y, (at, row)) in (list.y..list.bottom()).zip(rows.iter().enumerate().skip(scroll)) {
        draw_row(model, loaded, buffer, Rect { y, height: 1, ..list }, *row, at == cursor);
    }
}

/// The row of the cursor and the first row in view.
fn scroll(model: &Model, rows: usize, height: u16) -> (usize, usize) {
    let cursor = if model.outline.focused { model.outline.cursor } else { model.outline_row() };
    let height = usize::from(height);
    (cursor, (cursor + height / 4 + 1).saturating_sub(height).min(rows.saturating_sub(height)))
}

/// The row of the outline that is drawn in a line of the screen.
#[must_use]
pub fn row_at(model: &Model, area: Rect, y: u16) -> Option<usize> {
    let loaded = model.loaded.as_ref()?;
    let rows = model.outline_rows().len();
    let below = if area.height >= ROOM_FOR_COVERAGE { coverage(&loaded.tally).len() + 1 } else { 0 };
    let height = area.height.checked_sub(1 + u16::try_from(below).unwrap_or(0))?;
    let at = y.checked_sub(area.y + 1).filter(|at| *at < height)?;
    let (_, scroll) = scroll(model, rows, height);
    Some(scroll + usize::from(at)).filter(|row| *row < rows)
}

fn draw_row(model: &Model, loaded: &Loaded, buffer: &mut Buffer, area: Rect, row: OutlineRow, current: bool) {
    let (theme, language) = (model.theme, model.locale.language);
    let (tally, number, title, indent) = match row {
        OutlineRow::Chapter(at) => {
            let chapter = &loaded.report().chapters[at];
            (&loaded.chapters[at].tally, chapter.number.as_deref(), chapter.title(language), 0)
        }
        OutlineRow::Section(at, section) => {
            let section = &loaded.chapters[at].sections[section];
            (&section.tally, section.number.as_deref(), section.title.get(language).as_str(), 2)
        }
    };
    let over = if current && model.outline.focused { theme.select() } else { Style::new() };
    if current {
        put(buffer, area.x, area.y, area.right(), &" ".repeat(usize::from(area.width)), over);
        put(buffer, area.x + 1, area.y, area.right(), cells::cursor(), theme.ink(Token::Focus).patch(over));
    }
    if let Some(mark) = tally.mark() {
        put(buffer, area.x + 2, area.y, area.right(), mark.glyph(), theme.ink(Token::Mark(mark)).patch(over));
    }
    let name = number.map_or_else(|| title.to_owned(), |number| format!("{number} {title}"));
    let room = usize::from(area.width).saturating_sub(10 + indent);
    let mut style = theme.ink(Token::Text).patch(over);
    if current {
        style = style.add_modifier(Modifier::BOLD);
    }
    let x = area.x + 4 + u16::try_from(indent).unwrap_or(0);
    put(buffer, x, area.y, area.right(), &text::cut(&name, room), style);
    if let Some(percent) = tally.coverage() {
        put_right(
            buffer,
            area.y,
            area.right() - 1,
            &format!("{percent}%"),
            theme.ink(Token::Dim).patch(over),
        );
    }
}

fn coverage(tally: &Tally) -> Vec<(Mark, usize)> {
    let all = [
        (Mark::Tied, tally.tied),
        (Mark::Contradicted, tally.contradicted),
        (Mark::Warning, tally.warned),
        (Mark::Waived, tally.waived),
        (Mark::Untied, tally.untied),
    ];
    let always = |mark| matches!(mark, Mark::Tied | Mark::Contradicted | Mark::Untied);
    all.into_iter().filter(|(mark, count)| *count > 0 || always(*mark)).collect()
}

fn draw_coverage(model: &Model, buffer: &mut Buffer, area: Rect, lines: &[(Mark, usize)]) {
    let theme = model.theme;
    title_rule(buffer, theme, area, &model.locale.text("pane-coverage"), false);
    for (y, (mark, count)) in (area.y + 1..area.bottom()).zip(lines) {
        put(buffer, area.x + 1, y, area.right(), mark.glyph(), theme.ink(Token::Mark(*mark)));
        put(buffer, area.x + 3, y, area.right(), &model.locale.text(mark.key()), theme.ink(Token::Text));
        let count = super::super::number::grouped(&count.to_string());
        put_right(buffer, y, area.right() - 1, &count, theme.ink(Token::Text));
    }
}
