//! The table of metrics: moving, sorting, filtering, and typing a value in place.

use crate::report::{MetricRef, SeriesId};

use super::super::keys::Command;
use super::super::loaded::Loaded;
use super::super::model::{Model, Sort, View};
use super::super::msg::Effect;
use super::super::screen;
use super::{mend, notify, reading};

pub(super) fn perform(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some(loaded) = model.loaded.clone() else { return Vec::new() };
    if model.metrics.editing.is_some() {
        return edit(model, command);
    }
    let height = screen::metrics(model.width, model.height).rows().max(1);
    let last = model.metrics.rows.len().saturating_sub(1);
    let cursor = model.metrics.cursor;
    match command {
        Command::Open if model.metrics.typing => model.metrics.typing = false,
        Command::Back if model.metrics.typing || !model.metrics.filter.is_empty() => {
            model.metrics.typing = false;
            model.metrics.filter.clear();
            refresh(model);
        }
        Command::Erase => {
            model.metrics.filter.pop();
            refresh(model);
        }
        Command::EraseAll => {
            model.metrics.filter.clear();
            refresh(model);
        }
        Command::Down => model.metrics.cursor = (cursor + 1).min(last),
        Command::Up => model.metrics.cursor = cursor.saturating_sub(1),
        Command::PageDown => model.metrics.cursor = (cursor + height).min(last),
        Command::PageUp => model.metrics.cursor = cursor.saturating_sub(height),
        Command::First => model.metrics.cursor = 0,
        Command::Last => model.metrics.cursor = last,
        Command::Switch => step_period(model, &loaded, true),
        Command::SwitchBack => step_period(model, &loaded, false),
        Command::Filter => model.metrics.typing = true,
        Command::Sort => {
            model.metrics.sort = model.metrics.sort.next();
            refresh(model);
        }
        Command::Open => return begin(model, &loaded),
        Command::Twin => return go_to_place(model, &loaded),
        Command::Edit => return open_editor(model, &loaded),
        Command::Back => model.view = View::Reading,
        _ => {}
    }
    reveal(model);
    Vec::new()
}

/// Shows the table, with the cursor on the metric of the figure at which the text is.
pub(super) fn show(model: &mut Model) {
    let Some(loaded) = model.loaded.clone() else { return };
    model.view = View::Metrics;
    refresh(model);
    let binding = model.reading.figure.and_then(|figure| loaded.report().figures[figure].binding.clone());
    if let Some(metric) = binding {
        go_to(model, metric.series);
        model.metrics.period = loaded.periods.iter().position(|period| *period == metric.period);
    }
    reveal(model);
}

/// Puts the cursor on a series, without a filter that would hide it.
pub(super) fn go_to(model: &mut Model, series: SeriesId) {
    model.view = View::Metrics;
    if !model.metrics.rows.contains(&series) {
        model.metrics.filter.clear();
        refresh(model);
    }
    if let Some(row) = model.metrics.rows.iter().position(|row| *row == series) {
        model.metrics.cursor = row;
    }
    reveal(model);
}

/// Takes the metrics of a report that was read again; the cursor stays at the same value, and what is typed with it.
pub(super) fn replace(model: &mut Model, cell: Option<MetricRef>, old: Option<&Loaded>) {
    let (Some(loaded), Some(cell), Some(old)) = (model.loaded.clone(), cell, old) else {
        refresh(model);
        return;
    };
    let series = loaded.report().metrics.by_name.get(&old.report().metrics.series(cell.series).name);
    let row = model.metrics.cursor;
    // Numbers of series speak of the report before: none of them is the one at the cursor.
    model.metrics.rows.clear();
    refresh(model);
    let again = series.and_then(|series| model.metrics.rows.iter().position(|row| row == series));
    model.metrics.cursor = again.unwrap_or(row);
    if model.metrics.period.is_some() {
        model.metrics.period = loaded.periods.iter().position(|period| *period == cell.period);
    }
    if again.is_none() || model.cell().is_none_or(|cell| loaded.report().metrics.value(&cell).is_none()) {
        model.metrics.editing = None;
    }
    reveal(model);
}

/// Applies the filter and the order again, with the cursor on the same metric if it is still there.
pub(super) fn refresh(model: &mut Model) {
    let Some(loaded) = model.loaded.clone() else { return };
    let current = model.series();
    let report = loaded.report();
    let words = model.metrics.filter.to_lowercase();
    let takes = |id: &SeriesId| {
        let series = report.metrics.series(*id);
        let labels = [&series.name, &series.label.zh_hant, &series.label.en, &series.unit_text];
        let digits = || series.values.values().any(|value| value.lexeme.contains(&words.replace(',', "")));
        words.is_empty() || labels.iter().any(|label| label.to_lowercase().contains(&words)) || digits()
    };
    let mut rows: Vec<SeriesId> = (0..report.metrics.series.len()).map(SeriesId).filter(takes).collect();
    match model.metrics.sort {
        Sort::File => {}
        Sort::Name => rows.sort_by_key(|id| &report.metrics.series(*id).name),
        Sort::State => rows.sort_by_key(|id| (loaded.series_rank(*id), id.0)),
    }
    let row = current.and_then(|current| rows.iter().position(|row| *row == current));
    model.metrics.rows = rows;
    model.metrics.cursor = row.unwrap_or(0);
    reveal(model);
}

/// Scrolls so that the cursor is in view.
pub(super) fn reveal(model: &mut Model) {
    let height = screen::metrics(model.width, model.height).rows().max(1);
    let list = &mut model.metrics;
    list.cursor = list.cursor.min(list.rows.len().saturating_sub(1));
    let furthest = list.rows.len().saturating_sub(height);
    list.scroll = list.scroll.clamp((list.cursor + 1).saturating_sub(height), list.cursor).min(furthest);
}

fn step_period(model: &mut Model, loaded: &Loaded, forward: bool) {
    let count = loaded.periods.len().max(1);
    let at = model.period().unwrap_or(0);
    model.metrics.period = Some(if forward { (at + 1) % count } else { (at + count - 1) % count });
}

/// Begins to type the value at the cursor.
fn begin(model: &mut Model, loaded: &Loaded) -> Vec<Effect> {
    let value = model.cell().and_then(|cell| loaded.report().metrics.value(&cell).cloned());
    match value {
        Some(value) => {
            model.metrics.editing = Some(value.lexeme);
            Vec::new()
        }
        None => notify(model, "notice-no-value", &[]),
    }
}

/// A key while a value is typed.
fn edit(model: &mut Model, command: Command) -> Vec<Effect> {
    let cell = model.cell();
    let Some(typed) = &mut model.metrics.editing else { return Vec::new() };
    match command {
        Command::Erase => {
            typed.pop();
        }
        Command::EraseAll => typed.clear(),
        Command::Back => model.metrics.editing = None,
        Command::Open => {
            let typed = model.metrics.editing.take().unwrap_or_default();
            if let Some(cell) = cell.filter(|_| !typed.is_empty()) {
                return mend::value(model, cell, typed);
            }
        }
        _ => {}
    }
    Vec::new()
}

/// Digits, a separator or a point typed into the value, or a character into the filter.
pub(super) fn type_character(model: &mut Model, character: char) {
    if let Some(typed) = &mut model.metrics.editing {
        if character.is_ascii_digit() || matches!(character, ',' | '.' | '-') {
            typed.push(character);
        }
    } else if model.metrics.typing {
        model.metrics.filter.push(character);
        refresh(model);
    }
}

/// To the first figure that states the value.
fn go_to_place(model: &mut Model, loaded: &Loaded) -> Vec<Effect> {
    let figure = model.cell().and_then(|cell| loaded.stated.get(&cell)?.first().copied());
    match figure {
        Some(figure) => {
            reading::go_to_figure(model, loaded, figure);
            Vec::new()
        }
        None => notify(model, "notice-not-stated", &[]),
    }
}

fn open_editor(model: &Model, loaded: &Loaded) -> Vec<Effect> {
    let Some(cell) = model.cell() else { return Vec::new() };
    let metrics = &loaded.report().metrics;
    let span = metrics.value(&cell).map_or(metrics.series(cell.series).span, |value| value.span);
    let (path, line) = loaded.file_line(span);
    vec![Effect::Edit { path, line }]
}
