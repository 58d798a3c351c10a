//! The palette: what is in it, what matches, and going there.

use std::sync::Arc;

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::report::SeriesId;

use super::super::keys::{self, Command, Group};
use super::super::loaded::Loaded;
use super::super::mark::Mark;
use super::super::model::{Entry, Goal, Kind, Model, Overlay, Palette, View};
use super::super::msg::Effect;
use super::super::number::grouped;
use super::super::views::places;
use super::{findings, metrics, notify, reading};

/// More hits than this help nobody.
const LIMIT: usize = 100;

pub(super) fn open(model: &mut Model) {
    let entries = Arc::new(entries(model));
    let palette = Palette { query: String::new(), kind: None, entries, hits: Vec::new(), cursor: 0 };
    model.overlay = Some(Overlay::Palette(palette));
    refresh(model, false);
}

/// Takes the entries of a report that was read again; what is typed stays.
pub(super) fn replace(model: &mut Model) {
    // What can be done is what could be before it was opened.
    let Some(Overlay::Palette(palette)) = model.overlay.take_if(|one| matches!(one, Overlay::Palette(_)))
    else {
        return;
    };
    let entries = Arc::new(entries(model));
    model.overlay = Some(Overlay::Palette(Palette { entries, ..palette }));
    refresh(model, false);
}

pub(super) fn perform(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some(Overlay::Palette(palette)) = &mut model.overlay else { return Vec::new() };
    match command {
        Command::Down => palette.cursor = (palette.cursor + 1).min(palette.hits.len().saturating_sub(1)),
        Command::Up => palette.cursor = palette.cursor.saturating_sub(1),
        Command::Switch | Command::SwitchBack => {
            let at = palette.kind.and_then(|kind| Kind::ALL.iter().position(|known| *known == kind));
            palette.kind = match (at, command) {
                (None, Command::Switch) => Kind::ALL.first().copied(),
                (None, _) => Kind::ALL.last().copied(),
                (Some(at), Command::Switch) => Kind::ALL.get(at + 1).copied(),
                (Some(at), _) => at.checked_sub(1).map(|at| Kind::ALL[at]),
            };
            refresh(model, false);
        }
        Command::Erase => {
            palette.query.pop();
            refresh(model, false);
        }
        Command::EraseAll => {
            palette.query.clear();
            refresh(model, false);
        }
        Command::Back => model.overlay = None,
        Command::Open => {
            let chosen = palette.hits.get(palette.cursor).map(|hit| palette.entries[*hit].goal);
            if let Some(goal) = chosen {
                model.overlay = None;
                return go(model, goal);
            }
        }
        _ => {}
    }
    Vec::new()
}

pub(super) fn type_character(model: &mut Model, character: char) {
    if let Some(Overlay::Palette(palette)) = &mut model.overlay {
        palette.query.push(character);
        refresh(model, true);
    }
}

/// Matches again; what did not match fewer letters does not match more.
fn refresh(model: &mut Model, narrower: bool) {
    let Some(Overlay::Palette(palette)) = &mut model.overlay else { return };
    let takes = |at: &usize| palette.kind.is_none_or(|kind| palette.entries[*at].kind == kind);
    let query = palette.query.trim();
    palette.cursor = 0;
    if query.is_empty() {
        palette.hits = (0..palette.entries.len()).filter(takes).take(LIMIT).collect();
        return;
    }
    // The hits shown are cut at the limit: only where they were not do they hold all that can match.
    let whole = !narrower || palette.hits.len() >= LIMIT || query.chars().count() < 2;
    let candidates: Vec<usize> =
        if whole { (0..palette.entries.len()).collect() } else { palette.hits.clone() };
    let matcher = SkimMatcherV2::default().ignore_case();
    let mut scored: Vec<(i64, usize)> = candidates
        .into_iter()
        .filter(takes)
        .filter_map(|at| Some((matcher.fuzzy_match(&palette.entries[at].words, query)?, at)))
        .collect();
    scored.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
    palette.hits = scored.into_iter().take(LIMIT).map(|(_, at)| at).collect();
}

fn go(model: &mut Model, goal: Goal) -> Vec<Effect> {
    match goal {
        Goal::Command(scope, command) => return super::perform(model, scope, command),
        Goal::Place(chapter, pair) => {
            model.view = View::Reading;
            model.outline.focused = false;
            reading::go_to_heading(model, chapter, pair);
        }
        Goal::Metric(series) => {
            metrics::go_to(model, series);
        }
        Goal::Finding(finding) => {
            let place = model.loaded.as_ref().and_then(|loaded| loaded.first_spot(finding));
            if let Some((place, _)) = place {
                reading::go_to_finding(model, finding, place);
            } else {
                model.reading.finding = Some((finding, 0));
                findings::show(model);
            }
        }
        Goal::Flag(flag) => return go_to_flag(model, flag),
    }
    Vec::new()
}

fn go_to_flag(model: &mut Model, flag: usize) -> Vec<Effect> {
    let Some(loaded) = model.loaded.clone() else { return Vec::new() };
    let holds = |flags: &Vec<usize>| flags.contains(&flag);
    if let Some((figure, _)) = loaded.flags_of_figures.iter().find(|(_, flags)| holds(flags)) {
        reading::go_to_figure(model, &loaded, *figure);
        return Vec::new();
    }
    match loaded.flags_of_findings.iter().find(|(_, flags)| holds(flags)) {
        Some((finding, _)) => go(model, Goal::Finding(*finding)),
        None => notify(model, "notice-flag-gone", &[]),
    }
}

/// All that can be done from here, and all that can be gone to.
fn entries(model: &Model) -> Vec<Entry> {
    let mut entries = actions(model);
    if let Some(loaded) = &model.loaded {
        chapters(model, loaded, &mut entries);
        flags(model, loaded, &mut entries);
        findings_of(model, loaded, &mut entries);
        metrics_of(model, loaded, &mut entries);
    }
    entries
}

fn actions(model: &Model) -> Vec<Entry> {
    let context = model.context();
    let mut entries = Vec::new();
    for binding in keys::bindings(context).filter(|binding| binding.group != Group::Move) {
        let names = model.keymap.keys(binding);
        // A row of several views is several entries; up and down are keys, not actions.
        let views = binding.words == "key-views";
        if binding.commands.len() > 1 && !views {
            continue;
        }
        for (at, command) in binding.commands.iter().enumerate() {
            let words = match (views, at) {
                (false, _) => model.locale.text(binding.words),
                (true, 0) => model.locale.text("view-reading"),
                (true, 1) => model.locale.text("view-findings"),
                (true, 2) => model.locale.text("view-metrics"),
                (true, _) => model.locale.text("view-call"),
            };
            let aside = names.get(at).map(|name| keys::shown(name)).unwrap_or_default();
            let goal = Goal::Command(context.scope, *command);
            if *command != Command::Palette {
                entries.push(Entry { kind: Kind::Action, words, aside, goal });
            }
        }
    }
    entries
}

fn chapters(model: &Model, loaded: &Loaded, entries: &mut Vec<Entry>) {
    let language = model.locale.language;
    let mut add = |number: Option<&str>, titles: [&str; 2], aside: String, goal| {
        let [title, other] = titles;
        let number = number.map_or(String::new(), |number| format!("{number} "));
        let other = if other == title { String::new() } else { format!("  {other}") };
        entries.push(Entry { kind: Kind::Chapter, words: format!("{number}{title}{other}"), aside, goal });
    };
    let share = |tally: &super::super::loaded::Tally| {
        tally.coverage().map_or(String::new(), |percent| format!("{percent}%"))
    };
    for (at, chapter) in loaded.report().chapters.iter().enumerate() {
        let facts = &loaded.chapters[at];
        let titles = [chapter.title(language), chapter.title(language.other())];
        add(chapter.number.as_deref(), titles, share(&facts.tally), Goal::Place(at, 0));
        for section in &facts.sections {
            let titles = [section.title.get(language).as_str(), section.title.get(language.other()).as_str()];
            add(section.number.as_deref(), titles, share(&section.tally), Goal::Place(at, section.pair));
        }
    }
}

fn flags(model: &Model, loaded: &Loaded, entries: &mut Vec<Entry>) {
    let open = loaded.report().review.flags.iter().enumerate().filter(|(_, flag)| !flag.resolved);
    let name = model.locale.text("deed-flag");
    entries.extend(open.map(|(at, flag)| Entry {
        kind: Kind::Flag,
        words: format!("{}  {name}", flag.comment),
        aside: flag.by.clone(),
        goal: Goal::Flag(at),
    }));
}

fn findings_of(model: &Model, loaded: &Loaded, entries: &mut Vec<Entry>) {
    for at in &loaded.listed {
        let finding = &loaded.findings()[*at];
        let aside = loaded
            .first_spot(*at)
            .map_or(String::new(), |(_, spot)| places::part(loaded, model.locale.language, spot));
        let words = model.locale.finding(finding).replace('\n', " ");
        let words = format!("{} {words}  {}", Mark::of(finding).glyph(), finding.rule);
        entries.push(Entry { kind: Kind::Finding, words, aside, goal: Goal::Finding(*at) });
    }
}

fn metrics_of(model: &Model, loaded: &Loaded, entries: &mut Vec<Entry>) {
    let language = model.locale.language;
    for (at, series) in loaded.report().metrics.series.iter().enumerate() {
        let aside = series.values.values().next_back().map_or(String::new(), |value| grouped(&value.lexeme));
        let (label, other) = (series.label.get(language), series.label.get(language.other()));
        entries.push(Entry {
            kind: Kind::Metric,
            words: format!("{}  {label}  {other}", series.name),
            aside,
            goal: Goal::Metric(SeriesId(at)),
        });
    }
}
