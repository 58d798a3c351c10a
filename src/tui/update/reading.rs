//! Moving about in the text: blocks, figures, findings, twins, the outline.

use crate::report::FigureId;
use crate::source::{Language, Span};

use super::super::keys::{Command, Scope};
use super::super::loaded::{Loaded, Spot};
use super::super::model::{Model, OutlineRow, View};
use super::super::msg::Effect;
use super::super::page::{Page, PageKey};
use super::notify;

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
        (_, Command::Down) => step_block(model, true),
        (_, Command::Up) => step_block(model, false),
        (_, Command::PageDown) => scroll_page(model, true),
        (_, Command::PageUp) => scroll_page(model, false),
        (_, Command::First) => go_to_pair(model, model.reading.chapter, 0),
        (_, Command::Last) => go_to_pair(model, model.reading.chapter, usize::MAX),
        (_, Command::NextChapter) => step_chapter(model, true),
        (_, Command::PreviousChapter) => step_chapter(model, false),
        (_, Command::NextFigure) => return step_figure(model, true),
        (_, Command::PreviousFigure) => return step_figure(model, false),
        (_, Command::NextFinding) => return step_finding(model, true),
        (_, Command::PreviousFinding) => return step_finding(model, false),
        (_, Command::Open) => next_place(model),
        (_, Command::Twin) => return twin(model),
        (_, Command::Switch) => switch_language(model),
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
    if bottom > reading.scroll + height {
        reading.scroll = bottom - height;
    }
    if top < reading.scroll {
        reading.scroll = top;
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

fn leave_figure(model: &mut Model) {
    model.reading.figure = None;
    model.reading.finding = None;
    model.reading.found = None;
    model.reading.inspector_scroll = 0;
    lay_out(model);
    reveal(model);
}

/// The next block; a block taller than the pane is read to its end first.
fn step_block(model: &mut Model, forward: bool) {
    let height = model.text_height().max(1);
    let Some(page) = model.page.clone() else { return };
    let reading = &mut model.reading;
    let Some(rows) = page.pairs.get(reading.pair) else { return };
    let (top, bottom) = (rows.top, rows.top + rows.height);
    if forward && bottom > reading.scroll + height {
        reading.scroll += (bottom - reading.scroll - height).min(height / 2 + 1);
        return;
    }
    if !forward && top < reading.scroll {
        reading.scroll -= (reading.scroll - top).min(height / 2 + 1);
        return;
    }
    let shown = |pair: &usize| page.pairs[*pair].height > 0;
    let next = if forward {
        (reading.pair + 1..page.pairs.len()).find(shown)
    } else {
        (0..reading.pair).rev().find(shown)
    };
    if let Some(next) = next {
        go_to_pair(model, model.reading.chapter, next);
    } else {
        step_chapter_at_edge(model, forward);
    }
}

/// At the end of a chapter the next begins.
fn step_chapter_at_edge(model: &mut Model, forward: bool) {
    let Some(loaded) = model.loaded.clone() else { return };
    let chapters = loaded.report().chapters.len();
    if forward && model.reading.chapter + 1 < chapters {
        go_to_pair(model, model.reading.chapter + 1, 0);
    } else if !forward && model.reading.chapter > 0 {
        go_to_pair(model, model.reading.chapter - 1, usize::MAX);
    }
}

fn step_chapter(model: &mut Model, forward: bool) {
    let Some(loaded) = model.loaded.clone() else { return };
    let last = loaded.report().chapters.len().saturating_sub(1);
    let chapter = model.reading.chapter;
    let to = if forward { (chapter + 1).min(last) } else { chapter.saturating_sub(1) };
    if to != chapter {
        go_to_pair(model, to, 0);
    }
}

fn scroll_page(model: &mut Model, forward: bool) {
    let height = model.text_height().max(2);
    let Some(page) = model.page.clone() else { return };
    let last = page.height.saturating_sub(height);
    let from = model.reading.scroll;
    let to = if forward { (from + height - 1).min(last) } else { from.saturating_sub(height - 1) };
    if to == from {
        step_chapter_at_edge(model, forward);
        return;
    }
    leave_figure(model);
    model.reading.scroll = to;
    let mut pair = page.pair_at(to);
    // The first block that begins in view, if one does.
    if page.pairs[pair].top < to && page.pairs.get(pair + 1).is_some_and(|next| next.top < to + height) {
        pair += 1;
    }
    model.reading.pair = pair;
}

/// Moves the text by some rows; the cursor goes along when it would be out of view.
pub(super) fn scroll_rows(model: &mut Model, rows: usize, down: bool) {
    let height = model.text_height();
    let Some(page) = model.page.clone() else { return };
    let last = page.height.saturating_sub(height);
    let from = model.reading.scroll;
    let to = if down { (from + rows).min(last) } else { from.saturating_sub(rows) };
    let in_view = |pair: usize| {
        page.pairs.get(pair).is_some_and(|rows| rows.top < to + height && to < rows.top + rows.height.max(1))
    };
    if !in_view(model.reading.pair) {
        let pair = if down { page.pair_at(to) } else { page.pair_at(to + height.saturating_sub(1)) };
        go_to_pair(model, model.reading.chapter, pair);
    }
    model.reading.scroll = to;
}

/// The next figure that is counted, also in the chapters after this one.
fn step_figure(model: &mut Model, forward: bool) -> Vec<Effect> {
    let Some(loaded) = model.loaded.clone() else { return Vec::new() };
    let reading = &model.reading;
    let here = (reading.chapter, reading.pair);
    let counted = |figure: &FigureId| loaded.marks[*figure].is_some();
    let pair = |figure: FigureId| {
        let place = loaded.report().figures[figure].place;
        loaded.pair_of(place.chapter, place.language, place.block)
    };
    let beyond = |figure: &FigureId| match (reading.figure, forward) {
        (Some(current), true) => *figure > current,
        (Some(current), false) => *figure < current,
        (None, true) => pair(*figure) >= here.1,
        (None, false) => pair(*figure) < here.1,
    };
    let in_chapter = |chapter| loaded.figures_in(chapter, reading.language).filter(counted);
    let next = if forward {
        let later = here.0 + 1..loaded.report().chapters.len();
        in_chapter(here.0).find(beyond).or_else(|| later.into_iter().find_map(|at| in_chapter(at).next()))
    } else {
        let earlier = (0..here.0).rev();
        in_chapter(here.0)
            .rfind(beyond)
            .or_else(|| earlier.into_iter().find_map(|at| in_chapter(at).next_back()))
    };
    let Some(figure) = next else { return notify(model, "notice-no-figure", &[]) };
    go_to_figure(model, &loaded, figure);
    Vec::new()
}

/// Puts the cursor on a figure, and on the finding that speaks of it, if one does.
pub(super) fn go_to_figure(model: &mut Model, loaded: &Loaded, figure: FigureId) {
    let place = loaded.report().figures[figure].place;
    model.reading.finding = loaded.finding_at(figure);
    let (chapter, language, block) = (place.chapter, place.language, place.block);
    go_to(model, Spot { chapter, language, block, figure: Some(figure) });
}

/// The next finding in reading order, among those that the filter takes; after the last, the first.
fn step_finding(model: &mut Model, forward: bool) -> Vec<Effect> {
    let Some(loaded) = model.loaded.clone() else { return Vec::new() };
    let walk: Vec<usize> =
        loaded.walk.iter().copied().filter(|finding| model.findings.rows.contains(finding)).collect();
    if walk.is_empty() {
        return notify(model, "notice-no-finding", &[]);
    }
    let reading = &model.reading;
    let current = reading.finding.and_then(|(finding, _)| walk.iter().position(|at| *at == finding));
    let before_here = |finding: &usize| {
        let (_, spot) = loaded
            .first_spot(*finding)
            .unwrap_or((0, Spot { chapter: 0, language: Language::ZhHant, block: 0, figure: None }));
        let pair = loaded.pair_of(spot.chapter, spot.language, spot.block);
        (spot.chapter, pair) < (reading.chapter, reading.pair)
    };
    let first_after = walk.iter().take_while(|finding| before_here(finding)).count();
    let next = match (current, forward) {
        (Some(at), true) => at + 1,
        (Some(at), false) => at.checked_sub(1).unwrap_or(usize::MAX),
        (None, true) => first_after,
        (None, false) => first_after.checked_sub(1).unwrap_or(usize::MAX),
    };
    let (next, around) = match walk.get(next) {
        Some(finding) => (*finding, false),
        None if forward => (walk[0], true),
        None => (walk[walk.len() - 1], true),
    };
    let place = loaded.first_spot(next).map_or(0, |(place, _)| place);
    go_to_finding(model, next, place);
    let key = if forward { "notice-from-start" } else { "notice-from-end" };
    if around { notify(model, key, &[]) } else { Vec::new() }
}

/// The next place in the text of the finding at the cursor.
fn next_place(model: &mut Model) {
    let Some(loaded) = model.loaded.clone() else { return };
    let Some((finding, place)) = model.reading.finding else { return };
    let spots = &loaded.spots[finding];
    let next = (1..=spots.len()).map(|step| (place + step) % spots.len()).find(|at| spots[*at].is_some());
    if let Some(next) = next {
        go_to_finding(model, finding, next);
    }
}

fn twin(model: &mut Model) -> Vec<Effect> {
    let Some(loaded) = model.loaded.clone() else { return Vec::new() };
    let Some(twin) = model.reading.figure.and_then(|figure| loaded.twin(figure)) else {
        return notify(model, "notice-no-twin", &[]);
    };
    go_to_figure(model, &loaded, twin);
    Vec::new()
}

/// The other edition takes the cursor, on the same pair.
fn switch_language(model: &mut Model) {
    let twin = model.reading.figure.and_then(|figure| model.loaded.as_ref()?.twin(figure));
    model.reading.language = model.reading.language.other();
    model.reading.figure = twin;
    model.reading.found = None;
    lay_out(model);
    let Some(page) = model.page.clone() else { return };
    // One edition at a time, a pair that lacks it has no rows: the nearest before it has.
    let shown = |pair: &usize| page.pairs.get(*pair).is_some_and(|rows| rows.height > 0);
    if let Some(pair) = (0..=model.reading.pair).rev().find(shown) {
        model.reading.pair = pair;
    }
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
