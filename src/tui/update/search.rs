//! Searching both editions: words, figures by their digits, metrics by name.

use crate::report::FigureId;

use super::super::index::digits;
use super::super::keys::Command;
use super::super::loaded::{Loaded, Spot};
use super::super::model::{Found, Hit, Model, Overlay};
use super::super::msg::Effect;
use super::reading;

/// More hits than this help nobody.
const LIMIT: usize = 200;

pub(super) fn open(model: &mut Model) {
    model.overlay = Some(Overlay::Search { query: String::new(), hits: Vec::new(), cursor: 0 });
}

pub(super) fn perform(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some(Overlay::Search { query, hits, cursor }) = &mut model.overlay else { return Vec::new() };
    match command {
        Command::Down => *cursor = (*cursor + 1).min(hits.len().saturating_sub(1)),
        Command::Up => *cursor = cursor.saturating_sub(1),
        Command::Erase => {
            query.pop();
            refresh(model);
        }
        Command::EraseAll => {
            query.clear();
            refresh(model);
        }
        Command::Open => {
            if let Some(hit) = hits.get(*cursor).cloned() {
                model.overlay = None;
                go_to(model, hit);
            }
        }
        Command::Back => model.overlay = None,
        _ => {}
    }
    Vec::new()
}

/// Searches again for what is typed.
pub(super) fn refresh(model: &mut Model) {
    let Some(loaded) = model.loaded.clone() else { return };
    if let Some(Overlay::Search { query, hits, cursor }) = &mut model.overlay {
        *hits = find(&loaded, query);
        *cursor = 0;
    }
}

fn go_to(model: &mut Model, hit: Hit) {
    let Hit { chapter, block, language, cell, figure, range } = hit;
    if let (Some(figure), Some(loaded)) = (figure, model.loaded.clone()) {
        reading::go_to_figure(model, &loaded, figure);
    } else {
        model.reading.finding = None;
        reading::go_to(model, Spot { chapter, language, block, figure: None });
    }
    model.reading.found = Some(Found { language, block, cell, range });
    reading::reveal(model);
}

/// Figures whose digits begin with those typed or whose metric is named, then words.
fn find(loaded: &Loaded, query: &str) -> Vec<Hit> {
    let query = query.trim().to_ascii_lowercase();
    if query.is_empty() {
        return Vec::new();
    }
    let report = loaded.report();
    let digits = digits(&query);
    let named: Vec<bool> = report
        .metrics
        .series
        .iter()
        .map(|series| query.starts_with(&series.name) || series.name.starts_with(&query))
        .collect();
    let of_value = |figure: FigureId| {
        let known = &loaded.index().digits[figure];
        digits.as_ref().is_some_and(|typed| !known.is_empty() && known.starts_with(typed))
    };
    let of_metric = |figure: FigureId| {
        report.figures[figure]
            .binding
            .as_ref()
            .is_some_and(|metric| named[metric.series.0] && report.metrics.name(metric).starts_with(&query))
    };
    let figures = (0..report.figures.len()).filter(|figure| of_value(*figure) || of_metric(*figure));
    let mut hits: Vec<Hit> = figures
        .take(LIMIT)
        .map(|figure| {
            let placed = &report.figures[figure];
            Hit {
                chapter: placed.place.chapter,
                block: placed.place.block,
                language: placed.place.language,
                cell: placed.place.cell,
                figure: Some(figure),
                range: placed.figure.range.clone(),
            }
        })
        .collect();
    for text in &loaded.index().texts {
        if hits.len() >= LIMIT {
            break;
        }
        for (start, _) in text.lower.match_indices(&query) {
            let (chapter, block, language, cell) = text.at;
            let range = start..start + query.len();
            let known = |hit: &Hit| {
                (hit.chapter, hit.block, hit.language, hit.cell) == text.at
                    && hit.figure.is_some()
                    && hit.range.start <= range.start
                    && range.start < hit.range.end
            };
            if !hits.iter().any(known) {
                hits.push(Hit { chapter, block, language, cell, figure: None, range });
            }
        }
    }
    hits.truncate(LIMIT);
    hits
}
