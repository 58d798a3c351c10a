//! Searching both editions: words, figures by their digits, metrics by name.

use crate::report::{PlacedFigure, Text};
use crate::source::Language;

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
    let of_value = |placed: &PlacedFigure| {
        digits.as_ref().is_some_and(|typed| {
            self::digits(&placed.figure.printed).is_some_and(|printed| printed.starts_with(typed))
        })
    };
    let of_metric = |placed: &PlacedFigure| {
        placed.binding.as_ref().is_some_and(|metric| report.metrics.name(metric).starts_with(&query))
    };
    let figures =
        report.figures.iter().enumerate().filter(|(_, placed)| of_value(placed) || of_metric(placed));
    let mut hits: Vec<Hit> = figures
        .take(LIMIT)
        .map(|(figure, placed)| Hit {
            chapter: placed.place.chapter,
            block: placed.place.block,
            language: placed.place.language,
            cell: placed.place.cell,
            figure: Some(figure),
            range: placed.figure.range.clone(),
        })
        .collect();
    for chapter in 0..report.chapters.len() {
        for language in Language::ALL {
            words(loaded, chapter, language, &query, &mut hits);
        }
    }
    hits.truncate(LIMIT);
    hits
}

fn words(loaded: &Loaded, chapter: usize, language: Language, query: &str, hits: &mut Vec<Hit>) {
    let Some(edition) = loaded.report().edition(chapter, language) else { return };
    for (block, content) in edition.blocks.iter().enumerate() {
        if hits.len() >= LIMIT {
            return;
        }
        let mut look = |text: &Text, cell| {
            let lower = text.plain.to_ascii_lowercase();
            for (start, _) in lower.match_indices(query) {
                let range = start..start + query.len();
                let known = |hit: &Hit| {
                    (hit.chapter, hit.block, hit.language, hit.cell) == (chapter, block, language, cell)
                        && hit.figure.is_some()
                        && hit.range.start <= range.start
                        && range.start < hit.range.end
                };
                if !hits.iter().any(known) {
                    hits.push(Hit { chapter, block, language, cell, figure: None, range });
                }
            }
        };
        match &content.kind {
            crate::report::BlockKind::Table(table) => {
                for (row, cells) in table.rows.iter().enumerate() {
                    for (column, cell) in cells.cells.iter().enumerate() {
                        look(&cell.text, Some((row, column)));
                    }
                }
            }
            _ => {
                if let Some(text) = content.text() {
                    look(text, None);
                }
            }
        }
    }
}

/// The digits and point of something that looks like a number, full-width ones too; none for anything else.
fn digits(text: &str) -> Option<String> {
    let mut out = String::new();
    for character in text.chars() {
        match character {
            '0'..='9' | '.' => out.push(character),
            '０'..='９' => out.push(char::from_u32(u32::from(character) - 0xFEE0)?),
            ',' | '，' | ' ' | '%' | '％' | '+' | '(' | ')' | '-' | '<' => {}
            _ => return None,
        }
    }
    (!out.is_empty()).then_some(out)
}
