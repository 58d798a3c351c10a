//! The mouse: what a click, a turn of the wheel or a drag of a divider does, by what is drawn there.

use super::super::keys::{Command, Key, Scope};
use super::super::model::{Model, Overlay, View};
use super::super::msg::{Effect, Mouse, Press};
use super::super::overlays;
use super::super::screen::{self, SPLITS};
use super::super::text;
use super::super::views::bar;
use super::{calling, findings, metrics, press, reading, steps};
use crate::source::Language;
use ratatui::layout::{Position, Rect};

/// Rows that one turn of the wheel moves.
const ROWS: usize = 3;

pub(super) fn react(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    let at = Position::new(mouse.x, mouse.y);
    match mouse.press {
        Press::Down => {
            model.dragging = model.overlay.is_none() && on_divider(model, at);
            if model.dragging { Vec::new() } else { click(model, at) }
        }
        Press::Drag if model.dragging => {
            drag(model, mouse.x);
            Vec::new()
        }
        Press::Drag => Vec::new(),
        Press::Up => {
            model.dragging = false;
            Vec::new()
        }
        Press::WheelDown => wheel(model, at, true),
        Press::WheelUp => wheel(model, at, false),
    }
}

fn click(model: &mut Model, at: Position) -> Vec<Effect> {
    model.notice = None;
    if at.y + 1 == model.height
        && let Some(key) = bar::hint_at(model, at.x)
    {
        return press(model, &Key(key));
    }
    if model.overlay.is_some() {
        return click_overlay(model, at);
    }
    if at.y == 0
        && let Some(command) = bar::tab_at(model, at.x)
    {
        return super::perform(model, Scope::Reading, command);
    }
    match model.view {
        View::Reading => click_reading(model, at),
        View::Findings => click_findings(model, at),
        View::Metrics => click_metrics(model, at),
        View::Call => Vec::new(),
    }
}

/// A row of a list is chosen, and gone to when it was chosen already; outside of a list that loses nothing, it closes.
fn click_overlay(model: &mut Model, at: Position) -> Vec<Effect> {
    let (width, height) = (model.width, model.height);
    let chosen = match &mut model.overlay {
        Some(Overlay::Palette(palette)) => {
            let (area, list) = overlays::list_box(width, height);
            if !area.contains(at) {
                model.overlay = None;
                return Vec::new();
            }
            let first = overlays::palette::scroll(palette, list.height);
            choose(at, list, first, palette.hits.len(), &mut palette.cursor)
        }
        Some(Overlay::Search { hits, cursor, .. }) => {
            let (area, list) = overlays::list_box(width, height);
            if !area.contains(at) {
                model.overlay = None;
                return Vec::new();
            }
            let first = (*cursor + 1).saturating_sub(usize::from(list.height));
            choose(at, list, first, hits.len(), cursor)
        }
        Some(Overlay::Help { .. }) => {
            if !overlays::help::area(width, height).contains(at) {
                model.overlay = None;
            }
            false
        }
        Some(Overlay::Export(_)) => return click_export(model, at),
        _ => false,
    };
    if chosen { press(model, &Key("<enter>".to_owned())) } else { Vec::new() }
}

/// The row that is clicked is switched, or typed into.
fn click_export(model: &mut Model, at: Position) -> Vec<Effect> {
    let row = overlays::export::row_at(model, at);
    let Some(Overlay::Export(form)) = &mut model.overlay else { return Vec::new() };
    if let Some(row) = row {
        form.cursor = row;
        return super::perform(model, Scope::Export, Command::Switch);
    }
    Vec::new()
}

/// Puts the cursor of a list on the row that was clicked; says whether it was there already.
fn choose(at: Position, list: Rect, first: usize, count: usize, cursor: &mut usize) -> bool {
    let row = first + usize::from(at.y.saturating_sub(list.y));
    if !list.contains(at) || row >= count {
        return false;
    }
    let again = *cursor == row;
    *cursor = row;
    again
}

fn click_reading(model: &mut Model, at: Position) -> Vec<Effect> {
    let areas = model.areas();
    if let Some(area) = areas.outline.filter(|area| area.contains(at)) {
        if let Some(row) = overlays_row(model, area, at) {
            model.outline.cursor = row;
            model.outline.focused = true;
            return super::perform(model, Scope::Outline, Command::Open);
        }
        return Vec::new();
    }
    model.outline.focused = false;
    let pane = Language::ALL.into_iter().find_map(|language| {
        areas.text.get(language).filter(|area| area.contains(at)).map(|area| (language, area))
    });
    let (Some((language, area)), Some(layout), Some(loaded)) =
        (pane, model.page.clone(), model.loaded.clone())
    else {
        return Vec::new();
    };
    if at.y == area.y {
        return Vec::new();
    }
    let row = model.reading.scroll + usize::from(at.y - area.y - 1);
    let pair = layout.pair_at(row);
    let Some(rows) = layout.pairs.get(pair) else { return Vec::new() };
    let line = rows.sides.get(language).as_ref().and_then(|lines| lines.get(row.checked_sub(rows.top)?));
    let mut x = area.x;
    let figure = line.and_then(|line| {
        line.pieces.iter().find_map(|piece| {
            let end = x + u16::try_from(text::width(&piece.text)).unwrap_or(0);
            let here = (x..end).contains(&at.x);
            x = end;
            piece.source.filter(|_| here)?.figure
        })
    });
    let scroll = model.reading.scroll;
    if let Some(figure) = figure.filter(|figure| loaded.marks[*figure].is_some()) {
        reading::go_to_figure(model, &loaded, figure);
    } else {
        model.reading.language = language;
        reading::go_to_pair(model, model.reading.chapter, pair);
    }
    // What was clicked stays under the mouse, as far as the inspector leaves it room.
    model.reading.scroll = scroll;
    reading::reveal(model);
    Vec::new()
}

fn overlays_row(model: &Model, area: Rect, at: Position) -> Option<usize> {
    super::super::views::outline::row_at(model, area, at.y)
}

fn click_findings(model: &mut Model, at: Position) -> Vec<Effect> {
    let list = model.finding_areas().list;
    let rows = Rect { y: list.y + 1, height: list.height.saturating_sub(1), ..list };
    let mut cursor = model.findings.cursor;
    let again = choose(at, rows, model.findings.scroll, model.findings.rows.len(), &mut cursor);
    if again {
        return super::perform(model, Scope::Findings, Command::Open);
    }
    if cursor != model.findings.cursor {
        findings::select(model, cursor);
    }
    Vec::new()
}

fn click_metrics(model: &mut Model, at: Position) -> Vec<Effect> {
    let list = screen::metrics(model.width, model.height).list;
    let rows = Rect { y: list.y + 2, height: list.height.saturating_sub(2), ..list };
    if model.metrics.editing.is_some() || !rows.contains(at) {
        return Vec::new();
    }
    let before = (model.metrics.cursor, model.period());
    let first = model.metrics.scroll;
    choose(at, rows, first, model.metrics.rows.len(), &mut model.metrics.cursor);
    let column = super::super::views::metrics::period_at(model, at.x);
    model.metrics.period = column.or(model.metrics.period);
    if column.is_some() && before == (model.metrics.cursor, model.period()) {
        return super::perform(model, Scope::Metrics, Command::Open);
    }
    metrics::reveal(model);
    Vec::new()
}

fn wheel(model: &mut Model, at: Position, down: bool) -> Vec<Effect> {
    let command = if down { Command::Down } else { Command::Up };
    if model.overlay.is_some() {
        let scope = model.context().scope;
        return super::perform(model, scope, command);
    }
    let inspector = match model.view {
        View::Reading => model.areas().inspector,
        View::Findings => Some(model.finding_areas().inspector),
        View::Metrics | View::Call => None,
    };
    let scope = model.context().scope;
    if inspector.is_some_and(|area| area.contains(at)) {
        let command = if down { Command::ScrollDown } else { Command::ScrollUp };
        return super::perform(model, scope, command);
    }
    match model.view {
        View::Reading => {
            steps::scroll_rows(model, ROWS, down);
            Vec::new()
        }
        View::Findings => findings::perform(model, command),
        View::Metrics => metrics::perform(model, command),
        View::Call => calling::perform(model, command),
    }
}

/// The column of the divider that can be dragged, and the stretch that it divides.
fn divider(model: &Model) -> Option<(u16, Rect)> {
    match model.view {
        View::Reading => {
            let text = model.areas().text;
            let (zh, en) = (text.zh_hant?, text.en?);
            Some((en.x - 1, Rect { width: zh.width + 1 + en.width, ..zh }))
        }
        View::Findings => {
            let areas = model.finding_areas();
            let beside = areas.inspector.x > areas.list.x;
            beside.then(|| (areas.inspector.x - 1, Rect { width: model.width, ..areas.list }))
        }
        View::Metrics | View::Call => None,
    }
}

fn on_divider(model: &Model, at: Position) -> bool {
    divider(model).is_some_and(|(x, area)| at.x == x && (area.top()..area.bottom()).contains(&at.y))
}

fn drag(model: &mut Model, x: u16) {
    let Some((_, area)) = divider(model) else { return };
    let share = u32::from(x.saturating_sub(area.x)) * 100 / u32::from(area.width.max(1));
    let share = u16::try_from(share).unwrap_or(50).clamp(*SPLITS.start(), *SPLITS.end());
    match model.view {
        View::Findings => model.list_split = Some(share),
        _ => model.split = Some(share),
    }
    reading::lay_out(model);
    reading::reveal(model);
}
