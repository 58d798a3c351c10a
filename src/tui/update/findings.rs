//! The list of findings: its cursor, its filter, and the way into the text.

use crate::source::ByLanguage;

use super::super::keys::Command;
use super::super::loaded::Loaded;
use super::super::model::{Filter, Model, View};
use super::super::msg::Effect;
use super::super::page::PageKey;
use super::{notify, reading};

pub(super) fn perform(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some(loaded) = model.loaded.clone() else { return Vec::new() };
    let rows = model.findings.rows.len();
    let height = list_height(model);
    let last = rows.saturating_sub(1);
    let findings = &mut model.findings;
    let cursor = findings.cursor;
    match command {
        Command::Open if findings.typing => findings.typing = false,
        Command::Back if findings.typing => {
            findings.typing = false;
            findings.filter.text.clear();
            refresh(model);
        }
        Command::Erase => {
            findings.filter.text.pop();
            refresh(model);
        }
        Command::EraseAll => {
            findings.filter.text.clear();
            refresh(model);
        }
        Command::Down => select(model, (cursor + 1).min(last)),
        Command::Up => select(model, cursor.saturating_sub(1)),
        Command::PageDown => select(model, (cursor + height).min(last)),
        Command::PageUp => select(model, cursor.saturating_sub(height)),
        Command::First => select(model, 0),
        Command::Last => select(model, last),
        Command::Open => return open(model),
        Command::Switch => next_place(model, &loaded),
        Command::Filter => findings.typing = true,
        Command::Severity => {
            findings.filter.status = findings.filter.status.next();
            refresh(model);
        }
        Command::Rule => {
            findings.filter.rule = next_of(&rules(&loaded), findings.filter.rule);
            refresh(model);
        }
        Command::Chapter => {
            findings.filter.chapter = next_of(&chapters(&loaded), findings.filter.chapter);
            refresh(model);
        }
        Command::ScrollDown => findings.inspector_scroll += 1,
        Command::ScrollUp => findings.inspector_scroll = findings.inspector_scroll.saturating_sub(1),
        Command::Edit => return edit(model, &loaded),
        // One step back: first the filter, then the view.
        Command::Back if findings.filter != Filter::default() => {
            findings.filter = Filter::default();
            refresh(model);
        }
        Command::Back => model.view = View::Reading,
        _ => {}
    }
    let most = super::super::views::inspector::overflow(model);
    model.findings.inspector_scroll = model.findings.inspector_scroll.min(most);
    Vec::new()
}

/// Shows the list, with the cursor on the finding at which the text is.
pub(super) fn show(model: &mut Model) {
    model.view = View::Findings;
    let Some((finding, place)) = model.reading.finding else { return };
    if let Some(row) = model.findings.rows.iter().position(|row| *row == finding) {
        select(model, row);
        model.findings.place = place;
    }
}

/// Applies the filter again, with the cursor on the same finding if it is still there.
pub(super) fn refresh(model: &mut Model) {
    let Some(loaded) = model.loaded.clone() else { return };
    let current = model.selected();
    model.findings.rows = loaded.listed.iter().copied().filter(|at| takes(model, &loaded, *at)).collect();
    let row = current.and_then(|current| model.findings.rows.iter().position(|row| *row == current));
    select(model, row.unwrap_or(0));
}

/// Makes the layout of the text beside the list fit the finding at its cursor.
pub(super) fn lay_out(model: &mut Model) {
    let area = model.finding_areas().source.filter(|_| model.view == View::Findings);
    let spot = |loaded: &Loaded| loaded.spots[model.selected()?].get(model.findings.place).copied().flatten();
    let known =
        area.zip(model.loaded.clone()).and_then(|(area, loaded)| Some((area, spot(&loaded)?, loaded)));
    let Some((area, spot, loaded)) = known else {
        model.source = None;
        return;
    };
    let mut widths = ByLanguage::<Option<usize>>::default();
    *widths.get_mut(spot.language) = Some(usize::from(area.width));
    let key = PageKey { chapter: spot.chapter, widths, ticks: model.ticks };
    model.source = Some(model.pages.get(&loaded, &key));
}

/// Scrolls so that the cursor of the list is in view.
pub(super) fn reveal(model: &mut Model) {
    let height = list_height(model).max(1);
    let list = &mut model.findings;
    let furthest = list.rows.len().saturating_sub(height);
    list.scroll = list.scroll.clamp((list.cursor + 1).saturating_sub(height), list.cursor).min(furthest);
}

pub(super) fn select(model: &mut Model, row: usize) {
    model.findings.cursor = row;
    model.findings.inspector_scroll = 0;
    let first = |finding: usize| model.loaded.as_ref()?.first_spot(finding).map(|(place, _)| place);
    model.findings.place = model.selected().and_then(first).unwrap_or(0);
    reveal(model);
}

fn list_height(model: &Model) -> usize {
    usize::from(model.finding_areas().list.height.saturating_sub(1))
}

fn takes(model: &Model, loaded: &Loaded, at: usize) -> bool {
    let finding = &loaded.findings()[at];
    let Filter { status, rule, chapter, text } = &model.findings.filter;
    let in_chapter = |chapter: usize| loaded.spots[at].iter().flatten().any(|spot| spot.chapter == chapter);
    status.takes(finding, loaded.flags_of_findings.contains_key(&at))
        && rule.is_none_or(|rule| finding.rule == rule)
        && chapter.is_none_or(in_chapter)
        && (text.is_empty() || says(model, loaded, at, &text.to_lowercase()))
}

/// Whether a finding's rule, words or metrics hold some text; digits match without their separators.
fn says(model: &Model, loaded: &Loaded, at: usize, text: &str) -> bool {
    let finding = &loaded.findings()[at];
    let words = model.locale.finding(finding).to_lowercase();
    let metrics = finding.places.iter().filter_map(|place| place.metric.as_ref());
    finding.rule.contains(text)
        || words.contains(text)
        || words.replace(',', "").contains(text)
        || metrics.into_iter().any(|metric| loaded.report().metrics.name(metric).contains(text))
}

fn rules(loaded: &Loaded) -> Vec<&'static str> {
    let mut rules: Vec<&'static str> = loaded.findings().iter().map(|finding| finding.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

fn chapters(loaded: &Loaded) -> Vec<usize> {
    let mut chapters: Vec<usize> = loaded.spots.iter().flatten().flatten().map(|spot| spot.chapter).collect();
    chapters.sort_unstable();
    chapters.dedup();
    chapters
}

/// The one after the current of a list; after the last, none.
fn next_of<T: Copy + PartialEq>(all: &[T], current: Option<T>) -> Option<T> {
    match current {
        None => all.first().copied(),
        Some(current) => {
            let at = all.iter().position(|one| *one == current)?;
            all.get(at + 1).copied()
        }
    }
}

fn open(model: &mut Model) -> Vec<Effect> {
    let Some(finding) = model.selected() else { return Vec::new() };
    let known = |model: &Model| model.loaded.as_ref()?.spots[finding].get(model.findings.place).copied()?;
    if known(model).is_none() {
        return notify(model, "notice-not-in-text", &[]);
    }
    reading::go_to_finding(model, finding, model.findings.place);
    Vec::new()
}

fn next_place(model: &mut Model, loaded: &Loaded) {
    let Some(finding) = model.selected() else { return };
    let spots = &loaded.spots[finding];
    let place = model.findings.place;
    let next = (1..=spots.len()).map(|step| (place + step) % spots.len()).find(|at| spots[*at].is_some());
    model.findings.place = next.unwrap_or(place);
}

fn edit(model: &Model, loaded: &Loaded) -> Vec<Effect> {
    let Some(finding) = model.selected() else { return Vec::new() };
    let finding = &loaded.findings()[finding];
    let place = finding.places.get(model.findings.place).unwrap_or(finding.primary());
    let (path, line) = loaded.file_line(place.span);
    vec![Effect::Edit { path, line }]
}
