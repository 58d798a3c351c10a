//! What happens to the screen on each message: changes the model, and says what is to be done outside.
//!
//! No disk, no clock, no terminal: the effects are values, which tests compare.

mod act;
mod calling;
mod export;
mod findings;
mod mend;
mod metrics;
mod mouse;
pub mod outcome;
mod palette;
mod reading;
mod reload;
mod search;
mod steps;

use std::sync::Arc;

use crate::check::Arg;

use super::keys::{self, Command, Key, Scope};
use super::model::{Model, Notice, Overlay, ThemeFrom, View};
use super::msg::{Effect, Msg};
use super::settings::BadSettings;
use super::theme::Palette;

/// Takes in a message.
#[must_use]
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let effects = react(model, msg);
    reading::lay_out(model);
    findings::lay_out(model);
    effects
}

fn react(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Key(key) => {
            model.hint = model.hint.saturating_sub(1);
            press(model, &key)
        }
        Msg::Mouse(mouse) => mouse::react(model, mouse),
        Msg::Pasted(text) => paste(model, &text),
        Msg::Ground { light } => {
            if model.theme_from == ThemeFrom::Asked {
                // What cannot be known is painted.
                model.theme.painted = light.is_none();
                model.theme.palette = if light == Some(true) { Palette::Light } else { Palette::Dark };
                if light.is_some() {
                    model.theme_from = ThemeFrom::Given;
                }
            }
            Vec::new()
        }
        Msg::Resized { width, height } => {
            (model.width, model.height) = (width, height);
            reading::lay_out(model);
            reading::reveal(model);
            findings::reveal(model);
            metrics::reveal(model);
            Vec::new()
        }
        Msg::Loaded(Ok(loaded)) => {
            match &model.loaded {
                // Our own change, seen by the watcher.
                Some(known) if known.session.reads_as(&loaded.session) => return mend::try_again(model),
                None => {
                    let _ = reload::replace(model, &loaded);
                    if let Some(kept) = model.kept.take() {
                        kept.restore(model);
                    }
                    return Vec::new();
                }
                Some(_) => {}
            }
            let mut effects = notify(model, "notice-reloaded", &[]);
            effects.extend(reload::replace(model, &loaded));
            effects
        }
        // What was read before stays on the screen; where nothing was, the loop ends with the error.
        Msg::Loaded(Err(error)) => {
            let words = model.locale.open_error(&error);
            notify(model, "notice-load-failed", &[("error", Arg::Text(words))])
        }
        Msg::Changed | Msg::Edited(Ok(())) => vec![Effect::Load],
        Msg::Edited(Err(error)) => notify(model, "notice-editor-failed", &[("error", Arg::Text(error))]),
        Msg::Expired(id) => {
            model.notice.take_if(|notice| notice.id == id);
            Vec::new()
        }
        Msg::Exporting(edition, progress) => {
            export::advance(model, edition, progress);
            Vec::new()
        }
        Msg::Exported(end) => export::end(model, end),
        Msg::Tried { id, result } => {
            mend::tried(model, id, result);
            Vec::new()
        }
        Msg::Done(result) => outcome::done(model, result),
        Msg::Terminated => vec![Effect::Quit],
    }
}

fn press(model: &mut Model, key: &Key) -> Vec<Effect> {
    let context = model.context();
    model.notice = None;
    if let Some(command) = model.keymap.command(context, key) {
        return perform(model, context.scope, command);
    }
    if let Some(character) = key.character() {
        return type_character(model, character);
    }
    Vec::new()
}

fn perform(model: &mut Model, scope: Scope, command: Command) -> Vec<Effect> {
    match command {
        Command::Quit => return vec![Effect::Quit],
        Command::Suspend => return vec![Effect::Suspend],
        Command::Help => {
            model.overlay = Some(Overlay::Help { filter: String::new(), scroll: 0 });
            return Vec::new();
        }
        Command::Search => {
            search::open(model);
            return Vec::new();
        }
        Command::Export => {
            export::choose(model);
            return Vec::new();
        }
        Command::Background => {
            export::hide(model);
            return Vec::new();
        }
        Command::CancelExport => return export::cancel(model),
        Command::Language => {
            model.locale = Arc::new(model.keymap.locale(model.locale.language.other()));
            return Vec::new();
        }
        Command::Theme => {
            // The first press keeps the palette that was guessed, and paints its ground.
            if model.theme.painted {
                model.theme.palette = model.theme.palette.next();
            }
            model.theme.painted = true;
            model.theme_from = ThemeFrom::Chosen;
            let name = model.locale.text(model.theme.palette.key());
            return notify(model, "notice-theme", &[("name", Arg::Text(name))]);
        }
        Command::Mend
        | Command::Link
        | Command::Waive
        | Command::Flag
        | Command::Resolve
        | Command::Copy
        | Command::CopyPlace
        | Command::Undo
        | Command::Redo => return act::begin(model, command),
        Command::Reading => {
            model.view = View::Reading;
            return Vec::new();
        }
        Command::Findings => {
            model.outline.focused = false;
            findings::show(model);
            return Vec::new();
        }
        Command::Metrics => {
            model.outline.focused = false;
            metrics::show(model);
            return Vec::new();
        }
        Command::Call => {
            model.outline.focused = false;
            calling::show(model);
            return Vec::new();
        }
        Command::Palette => {
            palette::open(model);
            return Vec::new();
        }
        _ => {}
    }
    match scope {
        Scope::Reading | Scope::Outline => reading::perform(model, scope, command),
        Scope::Filter if model.view == View::Metrics => metrics::perform(model, command),
        Scope::Findings | Scope::Filter => findings::perform(model, command),
        Scope::Metrics | Scope::Cell => metrics::perform(model, command),
        Scope::Call => calling::perform(model, command),
        Scope::Palette => palette::perform(model, command),
        Scope::Search => search::perform(model, command),
        Scope::Export => export::perform(model, command),
        Scope::Mend => mend::perform(model, command),
        Scope::Note => act::perform(model, command),
        Scope::Help => {
            help(model, command);
            Vec::new()
        }
    }
}

/// What is pasted is typed where something is typed, and is no command where nothing is.
fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    let context = model.context();
    let mut effects = Vec::new();
    if keys::takes_text(context) {
        for character in text.chars() {
            let character = if character.is_control() { ' ' } else { character };
            effects.extend(type_character(model, character));
        }
    }
    effects
}

/// Puts the lists where they were left, and lays out what is shown.
pub fn restore(model: &mut Model, finding: Option<usize>, series: Option<crate::report::SeriesId>) {
    let view = model.view;
    findings::refresh(model);
    let row = finding.and_then(|finding| model.findings.rows.iter().position(|row| *row == finding));
    if let Some(row) = row {
        findings::select(model, row);
    }
    if let Some(series) = series {
        metrics::go_to(model, series);
    }
    model.view = view;
    if view == View::Call {
        calling::show(model);
    }
    reading::lay_out(model);
    let height = model.text_height();
    if let Some(page) = &model.page {
        model.reading.scroll = model.reading.scroll.min(page.height.saturating_sub(height));
    }
    reading::reveal(model);
}

fn help(model: &mut Model, command: Command) {
    let Some(Overlay::Help { filter, scroll }) = &mut model.overlay else { return };
    match command {
        Command::Down => *scroll += 1,
        Command::Up => *scroll = scroll.saturating_sub(1),
        Command::Erase => {
            filter.pop();
        }
        Command::EraseAll => filter.clear(),
        Command::Back => model.overlay = None,
        _ => {}
    }
    let lines = super::overlays::help::overflow(model);
    if let Some(Overlay::Help { scroll, .. }) = &mut model.overlay {
        *scroll = (*scroll).min(lines);
    }
}

fn type_character(model: &mut Model, character: char) -> Vec<Effect> {
    match &mut model.overlay {
        Some(Overlay::Help { filter, scroll }) => {
            filter.push(character);
            *scroll = 0;
        }
        Some(Overlay::Search { query, .. }) => {
            query.push(character);
            search::refresh(model);
        }
        None if model.findings.typing => {
            model.findings.filter.text.push(character);
            findings::refresh(model);
        }
        Some(Overlay::Mend(_)) => return mend::type_value(model, character),
        // What is being written is no longer changed.
        Some(Overlay::Note(note)) if note.sent => {}
        Some(Overlay::Note(note)) => note.words.push(character),
        Some(Overlay::Palette(_)) => palette::type_character(model, character),
        None if model.view == View::Metrics => metrics::type_character(model, character),
        Some(Overlay::Export(_)) => export::type_character(model, character),
        None => {}
    }
    Vec::new()
}

/// Tells what is wrong with the settings.
pub fn complain(model: &mut Model, bad: &BadSettings) -> Vec<Effect> {
    let (key, args) = bad.message();
    match bad {
        BadSettings::File(_) => {
            let words = model.locale.with(key, &args);
            notify(model, "settings-wrong", &[("words", Arg::Text(words))])
        }
        BadSettings::Key(_) => notify(model, key, &args),
    }
}

/// Shows a message in place of the keys line for a while.
fn notify(model: &mut Model, key: &str, args: &[(&str, Arg)]) -> Vec<Effect> {
    model.notices += 1;
    model.notice = Some(Notice { id: model.notices, words: model.locale.with(key, args) });
    vec![Effect::Expire(model.notices)]
}
