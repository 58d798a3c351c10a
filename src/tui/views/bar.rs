//! The first row (report, views, findings, coverage) and the last (keys, or a notice).

use ratatui::buffer::Buffer;
use ratatui::style::Modifier;

use crate::check::Severity;

use super::super::canvas::{put, put_right};
use super::super::keys::{self, Binding};
use super::super::mark::Mark;
use super::super::model::{Model, View};
use super::super::screen::narrow;
use super::super::text;
use super::super::theme::Token;

/// The views with their numbers and the keys of their names.
const VIEWS: [(u8, View, &str); 4] = [
    (1, View::Reading, "view-reading"),
    (2, View::Findings, "view-findings"),
    (3, View::Metrics, "view-metrics"),
    (4, View::Call, "view-call"),
];

pub(super) fn title(model: &Model, buffer: &mut Buffer) {
    let (width, theme) = (buffer.area.width, model.theme);
    let strong = theme.ink(Token::Text).add_modifier(Modifier::BOLD);
    let x = put(buffer, 1, 0, width, "tieout", strong);
    let Some(loaded) = &model.loaded else { return };
    let tabs_at = if narrow(width) { 28 } else { 34 };
    let name = loaded.report().config.short_title.get(model.locale.language);
    let room = usize::from(tabs_at - x).saturating_sub(4);
    put(buffer, x + 2, 0, width, &text::cut(name, room), theme.ink(Token::Text));
    let mut x = tabs_at;
    for (number, view, key) in VIEWS {
        let name = format!("{number} {}", model.locale.text(key));
        if view == model.view {
            let style = theme.ink(Token::Focus).add_modifier(Modifier::BOLD);
            x = put(buffer, x, 0, width, &format!("[{name}]"), style) + 2;
        } else if !narrow(width) {
            x = put(buffer, x, 0, width, &name, theme.ink(Token::Dim)) + 2;
        }
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
    let context = model.context();
    let hints: Vec<(String, String)> = keys::bindings(context)
        .filter(|binding| binding.in_footer)
        .map(|binding| (names(model, binding), model.locale.text(&format!("{}-short", binding.words))))
        .collect();
    let cells = |hint: &(String, String)| text::width(&hint.0) + text::width(&hint.1) + 3;
    let Some((last, others)) = hints.split_last() else { return };
    let mut room = usize::from(width).saturating_sub(cells(last));
    let mut shown: Vec<&(String, String)> = Vec::new();
    for hint in others {
        if cells(hint) > room {
            break;
        }
        room -= cells(hint);
        shown.push(hint);
    }
    shown.push(last);
    let mut x = 1;
    for (names, words) in shown {
        x = put(buffer, x, y, width, names, model.theme.ink(Token::Focus));
        x = put(buffer, x + 1, y, width, words, model.theme.ink(Token::Dim)) + 2;
    }
}

/// The keys of a binding in the keys line: `j/k`.
fn names(model: &Model, binding: &Binding) -> String {
    keys::hinted(&model.keymap.keys(binding)).map(keys::shown).collect::<Vec<_>>().join("/")
}
