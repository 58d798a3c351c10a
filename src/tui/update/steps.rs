//! Steps through the text: blocks, screenfuls, figures, findings, twins, the other edition.

use crate::report::FigureId;
use crate::source::Language;

use super::super::loaded::Spot;
use super::super::model::Model;
use super::super::msg::Effect;
use super::notify;
use super::reading::{go_to_figure, go_to_finding, go_to_pair, lay_out, leave_figure, reveal};

/// The next block; a block taller than the pane is read to its end first.
pub(super) fn step_block(model: &mut Model, forward: bool) {
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

pub(super) fn step_chapter(model: &mut Model, forward: bool) {
    let Some(loaded) = model.loaded.clone() else { return };
    let last = loaded.report().chapters.len().saturating_sub(1);
    let chapter = model.reading.chapter;
    let to = if forward { (chapter + 1).min(last) } else { chapter.saturating_sub(1) };
    if to != chapter {
        go_to_pair(model, to, 0);
    }
}

pub(super) fn scroll_page(model: &mut Model, forward: bool) {
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
pub(super) fn step_figure(model: &mut Model, forward: bool) -> Vec<Effect> {
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

/// The next finding in reading order, among those that the filter takes; after the last, the first.
pub(super) fn step_finding(model: &mut Model, forward: bool) -> Vec<Effect> {
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
pub(super) fn next_place(model: &mut Model) {
    let Some(loaded) = model.loaded.clone() else { return };
    let Some((finding, place)) = model.reading.finding else { return };
    let spots = &loaded.spots[finding];
    let next = (1..=spots.len()).map(|step| (place + step) % spots.len()).find(|at| spots[*at].is_some());
    if let Some(next) = next {
        go_to_finding(model, finding, next);
    }
}

pub(super) fn twin(model: &mut Model) -> Vec<Effect> {
    let Some(loaded) = model.loaded.clone() else { return Vec::new() };
    let Some(twin) = model.reading.figure.and_then(|figure| loaded.twin(figure)) else {
        return notify(model, "notice-no-twin", &[]);
    };
    go_to_figure(model, &loaded, twin);
    Vec::new()
}

/// The other edition takes the cursor, on the same pair.
pub(super) fn switch_language(model: &mut Model) {
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
