//! The first row (report, views, findings, coverage) and the last (keys, or a notice).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::check::Severity;

use super::super::canvas::{clear, put, put_right};
use super::super::keys::{self, Binding, Command};
use super::super::mark::Mark;
use super::super::model::{Model, View};
use super::super::screen::narrow;
use super::super::text;
use super::super::theme::Token;

/// The views with their numbers and the keys of their names.
const VIEWS: [(u8, View, &str, Command); 4] = [
    (1, View::Reading, "view-reading", Command::Reading),
    (2, View::Findings, "view-findings", Command::Findings),
    (3, View::Metrics, "view-metrics", Command::Metrics),
    (4, View::Call, "view-call", Command::Call),
];

/// A view in the first row.
struct Tab {
    x: u16,
    cells: u16,
    name: String,
    view: View,
    command: Command,
}

/// The views as they stand in the first row: all by name, or on narrow screens the current, the others by number.
fn tabs(model: &Model) -> Vec<Tab> {
    let mut x = if narrow(model.width) { 28 } else { 34 };
    let mut tabs = Vec::new();
    for (number, view, key, command) in VIEWS {
        let name = format!("{number} {}", model.locale.text(key));
        let name = match (view == model.view, narrow(model.width)) {
            (true, _) => format!("[{name}]"),
            (false, false) => name,
            (false, true) => number.to_string(),
        };
        let cells = u16::try_from(text::width(&name)).unwrap_or(0);
        tabs.push(Tab { x, cells, name, view, command });
        x += cells + if narrow(model.width) { 1 } else { 2 };
    }
    tabs
}

/// What a click on the first row asks for.
#[must_use]
pub fn tab_at(model: &Model, x: u16) -> Option<Command> {
    tabs(model).into_iter().find(|tab| (tab.x..tab.x + tab.cells).contains(&x)).map(|tab| tab.command)
}

pub(super) fn title(model: &Model, buffer: &mut Buffer) {
    let (width, theme) = (buffer.area.width, model.theme);
    let strong = theme.ink(Token::Text).add_modifier(Modifier::BOLD);
    let x = put(buffer, 1, 0, width, "tieout", strong);
    let Some(loaded) = &model.loaded else { return };
    let tabs_at = if narrow(width) { 28 } else { 34 };
    let report = loaded.report();
    let title = report.config.short_title.get(model.locale.language);
    // A file alone goes by its name.
    let name = if title.is_empty() { report.root.file_name().unwrap_or_default() } else { title };
    let room = usize::from(tabs_at - x).saturating_sub(4);
    put(buffer, x + 2, 0, width, &text::cut(name, room), theme.ink(Token::Text));
    for Tab { x, name, view, .. } in tabs(model) {
        let style = if view == model.view {
            theme.ink(Token::Focus).add_modifier(Modifier::BOLD)
        } else {
            theme.ink(Token::Dim)
        };
        put(buffer, x, 0, width, &name, style);
    }
    let outcome = &loaded.session.outcome;
    let editions: Vec<&str> = if narrow(width) {
        vec![model.reading.language.tag()]
    } else {
        loaded.report().languages().into_iter().map(crate::source::Language::tag).collect()
    };
    let coverage = loaded.tally.coverage().map_or(String::new(), |percent| format!("✓{percent}%  "));
    let mut pieces = vec![(format!("{coverage}{}", editions.join("+")), Token::Dim)];
    for (severity, mark) in [
        (Severity::Note, Mark::Note),
        (Severity::Warning, Mark::Warning),
        (Severity::Error, Mark::Contradicted),
    ] {
        pieces.push((format!("{}{}", mark.glyph(), outcome.count(severity)), Token::Mark(mark)));
    }
    let mut end = width - 1;
    for (at, (words, token)) in pieces.into_iter().enumerate() {
        let gap = match at {
            0 => 0,
            1 => 2,
            _ => 1,
        };
        end -= gap;
        put_right(buffer, 0, end, &words, theme.ink(token));
        end -= u16::try_from(text::width(&words)).unwrap_or(0);
    }
}

/// The keys that work here, as many as fit; the last of them, help, always does.
pub(super) fn keys(model: &Model, buffer: &mut Buffer) {
    let (width, y) = (buffer.area.width, buffer.area.height - 1);
    if let Some(notice) = &model.notice {
        let words = text::cut(&notice.words, usize::from(width.saturating_sub(2)));
        put(buffer, 1, y, width, &words, model.theme.ink(Token::Focus));
        return;
    }
    for Hint { x, names, words, .. } in hints(model) {
        let x = put(buffer, x, y, width, &names, model.theme.ink(Token::Focus));
        put(buffer, x + 1, y, width, &words, model.theme.ink(Token::Dim));
    }
}

/// Cells between two keys of the keys line.
const GAP: u16 = 2;

/// A key in the keys line.
struct Hint {
    x: u16,
    cells: u16,
    names: String,
    words: String,
    /// The first of its keys.
    key: String,
}

/// The keys as they stand in the keys line: those that matter most here as far as there is room, in the table's order.
fn hints(model: &Model) -> Vec<Hint> {
    let shown = keys::bindings(model.context()).filter(|binding| binding.hint != keys::Hint::Never);
    // Help is there always.
    let rank = |binding: &Binding| (binding.name() != "help").then_some(binding.hint);
    let mut hints: Vec<_> = shown.map(|binding| (rank(binding), hint(model, binding))).collect();
    let mut ranked: Vec<usize> = (0..hints.len()).collect();
    ranked.sort_by_key(|at| hints[*at].0);
    // A cell before the first, none after the last.
    let mut room = (model.width + GAP).saturating_sub(2);
    let mut kept: Vec<usize> = Vec::new();
    for at in ranked {
        let cells = hints[at].1.cells + GAP;
        if cells <= room {
            room -= cells;
            kept.push(at);
        }
    }
    let mut at = 0;
    hints.retain(|_| {
        at += 1;
        kept.contains(&(at - 1))
    });
    let mut x = 1;
    let mut place = |mut hint: Hint| {
        hint.x = x;
        x += hint.cells + GAP;
        hint
    };
    hints.into_iter().map(|(_, hint)| place(hint)).collect()
}

fn hint(model: &Model, binding: &Binding) -> Hint {
    let names = names(model, binding);
    let words = model.locale.text(&format!("{}-short", binding.words));
    let cells = u16::try_from(text::width(&names) + text::width(&words) + 1).unwrap_or(0);
    let key = model.keymap.keys(binding).first().map_or(String::new(), |key| (*key).to_owned());
    Hint { x: 0, cells, names, words, key }
}

/// The key that a click on the keys line presses.
#[must_use]
pub fn hint_at(model: &Model, x: u16) -> Option<String> {
    if model.notice.is_some() {
        return None;
    }
    let hint = hints(model).into_iter().find(|hint| (hint.x..hint.x + hint.cells).contains(&x))?;
    Some(hint.key).filter(|key| !key.is_empty())
}

/// A line for those who have never been here, above the keys, until they have pressed a few.
pub(super) fn welcome(model: &Model, buffer: &mut Buffer) {
    if model.hint == 0 || model.overlay.is_some() || model.loaded.is_none() {
        return;
    }
    let area = Rect::new(0, buffer.area.height - 2, buffer.area.width, 1);
    clear(buffer, area, model.theme.raised());
    let words = model.locale.text("hint-first");
    let words = text::cut(&words, usize::from(area.width).saturating_sub(2));
    put(buffer, 1, area.y, area.right(), &words, model.theme.ink(Token::Focus).patch(model.theme.select()));
}

/// The keys of a binding in the keys line: `j/k`.
fn names(model: &Model, binding: &Binding) -> String {
    keys::hinted(&model.keymap.keys(binding)).map(keys::shown).collect::<Vec<_>>().join("/")
}
