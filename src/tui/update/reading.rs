//! Moving about in the text: what its keys ask for, going to a place, keeping the cursor in view, the outline.

use crate::report::FigureId;
use crate::source::{Language, Span};

use super::super::keys::{Command, Scope};
use super::super::loaded::{Loaded, Spot};
use super::super::model::{Model, OutlineRow, View};
use super::super::msg::Effect;
use super::super::page::{Page, PageKey};
use super::steps;

pub(super) fn perform(model: &mut Model, scope: Scope, command: Command) -> Vec<Effect> {
    if model.loaded.is_none() {
        return Vec::new();
    }
    match (scope, command) {
        (Scope::Outline, Command::Down) => {
            model.outline.cursor =
                (model.outline.cursor + 1).min(model.outline_rows().len().saturating_sub(1));
        }
        (Scope::Outline, Command::Up) => model.outline.cursor = model.outline.cursor.saturating_sub(1),
        (Scope::Outline, Command::PageDown | Command::Last) => {
            let last = model.outline_rows().len().saturating_sub(1);
            let step = if command == Command::Last { last } else { usize::from(model.height / 2) };
            model.outline.cursor = (model.outline.cursor + step).min(last);
        }
        (Scope::Outline, Command::PageUp) => {
            model.outline.cursor = model.outline.cursor.saturating_sub(usize::from(model.height / 2));
        }
        (Scope::Outline, Command::First) => model.outline.cursor = 0,
        (Scope::Outline, Command::Open) => open_outline(model),
        (Scope::Outline, _) => model.outline.focused = false,
        (_, Command::Down) => steps::step_block(model, true),
        (_, Command::Up) => steps::step_block(model, false),
        (_, Command::PageDown) => steps::scroll_page(model, true),
        (_, Command::PageUp) => steps::scroll_page(model, false),
        (_, Command::First) => go_to_pair(model, model.reading.chapter, 0),
        (_, Command::Last) => go_to_pair(model, model.reading.chapter, usize::MAX),
        (_, Command::NextChapter) => steps::step_chapter(model, true),
        (_, Command::PreviousChapter) => steps::step_chapter(model, false),
        (_, Command::NextFigure) => return steps::step_figure(model, true),
        (_, Command::PreviousFigure) => return steps::step_figure(model, false),
        (_, Command::NextFinding) => return steps::step_finding(model, true),
        (_, Command::PreviousFinding) => return steps::step_finding(model, false),
        (_, Command::Open) => steps::next_place(model),
        (_, Command::Twin) => return steps::twin(model),
        (_, Command::Switch) => steps::switch_language(model),
        (_, Command::Outline) => {
            model.outline.focused = true;
            model.outline.cursor = model.outline_row();
        }
        (_, Command::Ticks) => {
            model.ticks = !model.ticks;
            lay_out(model);
            reveal(model);
        }
        (_, Command::ScrollDown) => model.reading.inspector_scroll += 1,
        (_, Command::ScrollUp) => {
            model.reading.inspector_scroll = model.reading.inspector_scroll.saturating_sub(1);
        }
        (_, Command::Edit) => return edit(model),
        (_, Command::Back) => leave_figure(model),
        _ => {}
    }
    let most = super::super::views::inspector::overflow(model);
    model.reading.inspector_scroll = model.reading.inspector_scroll.min(most);
    Vec::new()
}

/// Makes the layout fit the chapter and the size.
pub(super) fn lay_out(model: &mut Model) {
    let Some(loaded) = model.loaded.clone() else { return };
    let areas = model.areas();
    let width = |language| areas.text.get(language).map(|area| usize::from(area.width));
    let widths = crate::source::ByLanguage { zh_hant: width(Language::ZhHant), en: width(Language::En) };
    if loaded.report().chapters.is_empty() {
        model.page = None;
        return;
    }
    let key = PageKey { chapter: model.reading.chapter, widths, ticks: model.ticks };
    model.page = Some(model.pages.get(&loaded, &key));
}

/// Rows above and below a figure that is gone to.
const MARGIN: usize = 3;

/// Scrolls so that the cursor is in view: little for a small step, to the upper third for a jump.
pub(super) fn reveal(model: &mut Model) {
    let height = model.text_height();
    let Some(page) = model.page.clone() else { return };
    let reading = &mut model.reading;
    reading.pair = reading.pair.min(page.pairs.len().saturating_sub(1));
    let Some(rows) = page.pairs.get(reading.pair) else { return };
    let row = reading.figure.and_then(|figure| page.row_of(reading.pair, reading.language, figure));
    let found = row.or_else(|| found_row(&page, reading));
    let (top, bottom) = found.map_or((rows.top, rows.top + rows.height), |row| (row, row + 1));
    let last = page.height.saturating_sub(height);
    let jump = top + height < reading.scroll || top > reading.scroll + 2 * height;
    if jump {
        reading.scroll = top.saturating_sub(height / 3);
    }
    // A row alone is shown with some rows around it.
    let margin = if found.is_some() { MARGIN.min(height.saturating_sub(1) / 2) } else { 0 };
    if bottom + margin > reading.scroll + height {
        reading.scroll = bottom + margin - height;
    }
    if top.saturating_sub(margin) < reading.scroll {
        reading.scroll = top.saturating_sub(margin);
    }
    reading.scroll = reading.scroll.min(last);
}

fn found_row(page: &Page, reading: &super::super::model::Reading) -> Option<usize> {
    let found = reading.found.as_ref()?;
    let rows = page.pairs.get(reading.pair)?;
    let lines = rows.sides.get(found.language).as_ref()?;
    let holds = |line: &super::super::line::Line| {
        line.pieces.iter().any(|piece| {
            piece.source.is_some_and(|source| {
                source.cell == found.cell
                    && source.start <= found.range.start
                    && found.range.start < source.start + piece.text.len().max(1)
            })
        })
    };
    lines.iter().position(holds).map(|at| rows.top + at)
}

/// Puts the cursor on a place in the text.
pub(super) fn go_to(model: &mut Model, spot: Spot) {
    let Some(loaded) = model.loaded.clone() else { return };
    model.view = View::Reading;
    model.outline.focused = false;
    let reading = &mut model.reading;
    reading.chapter = spot.chapter;
    reading.language = spot.language;
    reading.pair = loaded.pair_of(spot.chapter, spot.language, spot.block);
    reading.figure = spot.figure;
    reading.found = None;
    reading.inspector_scroll = 0;
    lay_out(model);
    reveal(model);
}

/// Puts the cursor on a figure, and on the finding that speaks of it, if one does.
pub(super) fn go_to_figure(model: &mut Model, loaded: &Loaded, figure: FigureId) {
    let place = loaded.report().figures[figure].place;
    model.reading.finding = loaded.finding_at(figure);
    let (chapter, language, block) = (place.chapter, place.language, place.block);
    go_to(model, Spot { chapter, language, block, figure: Some(figure) });
}

/// Puts the cursor on a finding, at one of its places.
pub(super) fn go_to_finding(model: &mut Model, finding: usize, place: usize) {
    let Some(loaded) = model.loaded.clone() else { return };
    let spot = loaded.spots[finding].get(place).copied().flatten();
    if let Some(spot) = spot {
        model.reading.finding = Some((finding, place));
        go_to(model, spot);
    }
}

pub(super) fn go_to_pair(model: &mut Model, chapter: usize, pair: usize) {
    model.reading.chapter = chapter;
    model.reading.pair = pair;
    leave_figure(model);
}

pub(super) fn leave_figure(model: &mut Model) {
    model.reading.figure = None;
    model.reading.finding = None;
    model.reading.found = None;
    model.reading.inspector_scroll = 0;
    lay_out(model);
    reveal(model);
}

fn open_outline(model: &mut Model) {
    let Some(loaded) = model.loaded.clone() else { return };
    let Some(row) = model.outline_rows().get(model.outline.cursor).copied() else { return };
    model.outline.focused = false;
    let (chapter, pair) = match row {
        OutlineRow::Chapter(chapter) => (chapter, 0),
        OutlineRow::Section(chapter, section) => (chapter, loaded.chapters[chapter].sections[section].pair),
    };
    go_to_heading(model, chapter, pair);
}

/// Puts the cursor on a heading, from which on it is read.
pub(super) fn go_to_heading(model: &mut Model, chapter: usize, pair: usize) {
    go_to_pair(model, chapter, pair);
    let (top, last) = model.page.as_ref().map_or((0, 0), |page| {
        let top = page.pairs.get(model.reading.pair).map_or(0, |rows| rows.top);
        (top, page.height)
    });
    model.reading.scroll = top.min(last.saturating_sub(model.text_height()));
}

/// Opens the editor at the figure, the place of the finding, or the block.
fn edit(model: &Model) -> Vec<Effect> {
    let Some(loaded) = &model.loaded else { return Vec::new() };
    let Some(span) = span_at_cursor(model, loaded) else { return Vec::new() };
    let (path, line) = loaded.file_line(span);
    vec![Effect::Edit { path, line }]
}

fn span_at_cursor(model: &Model, loaded: &Loaded) -> Option<Span> {
    let reading = &model.reading;
    if let Some(figure) = reading.figure {
        return Some(loaded.report().figures[figure].span);
    }
    if let Some((finding, place)) = reading.finding {
        return Some(loaded.findings()[finding].places[place].span);
    }
    let pair = loaded.report().chapters.get(reading.chapter)?.pairs.get(reading.pair)?;
    let block = |language: Language| {
        Some(loaded.report().edition(reading.chapter, language)?.blocks.get(pair.get(language)?)?.span)
    };
    block(reading.language).or_else(|| block(reading.language.other()))
}
