//! The export: what to typeset, then a bar for each stage, then the files.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::check::Arg;
use crate::pdf::{EditionChoice, Progress, Stage};

use super::super::canvas::{overlay, put, put_right};
use super::super::cells;
use super::super::line::{Ink, wrap_words};
use super::super::model::{Export, Model};
use super::super::msg::ExportEnd;
use super::super::theme::Token;

/// The cells of a progress bar.
const BAR: usize = 28;

/// The documents to choose from.
pub fn choose(model: &Model, buffer: &mut Buffer, cursor: usize) {
    let theme = model.theme;
    let locale = &model.locale;
    let inside = overlay(
        buffer,
        theme,
        area(buffer),
        &locale.text("export-title"),
        &locale.text("export-choose-keys"),
    );
    let strong = theme.ink(Token::Text).add_modifier(Modifier::BOLD);
    put(buffer, inside.x, inside.y, inside.right(), &locale.text("export-which"), strong);
    for (y, (at, choice)) in (inside.y + 1..inside.bottom()).zip(model.export_choices().iter().enumerate()) {
        let over = if at == cursor { theme.select() } else { Style::new() };
        let words = match choice.as_slice() {
            [edition] => locale.text(edition_key(*edition)),
            _ => locale.text("export-all"),
        };
        if at == cursor {
            put(buffer, inside.x, y, inside.right(), &" ".repeat(usize::from(inside.width)), over);
            put(buffer, inside.x, y, inside.right(), cells::cursor(), theme.ink(Token::Focus).patch(over));
        }
        put(buffer, inside.x + 2, y, inside.right(), &words, theme.ink(Token::Text).patch(over));
    }
}

/// How far the export is, or how it ended.
pub fn draw(model: &Model, buffer: &mut Buffer, export: &Export) {
    let locale = &model.locale;
    let keys = if export.end.is_some() { "export-end-keys" } else { "export-keys" };
    let title = format!("{}  {}", locale.text("export-title"), locale.text(edition_key(export.edition)));
    let inside = overlay(buffer, model.theme, area(buffer), &title, &locale.text(keys));
    match &export.end {
        None => stages(model, buffer, inside, export.progress),
        Some(ExportEnd::Written { files, warnings }) => {
            let mut words: Vec<(Token, String)> = files
                .iter()
                .map(|(path, pages)| {
                    let pages = Arg::Number(i64::try_from(*pages).unwrap_or(i64::MAX));
                    let path = Arg::Text(path.to_string());
                    (Token::Text, locale.with("export-file", &[("path", path), ("pages", pages)]))
                })
                .collect();
            if *warnings > 0 {
                let count = Arg::Number(i64::try_from(*warnings).unwrap_or(i64::MAX));
                words.push((Token::Dim, locale.with("export-unset", &[("count", count)])));
            }
            lines(model, buffer, inside, &words);
        }
        Some(ExportEnd::Failed(error)) => {
            lines(
                model,
                buffer,
                inside,
                &[(Token::Mark(super::super::mark::Mark::Contradicted), error.clone())],
            );
        }
        Some(ExportEnd::Cancelled) => {}
    }
}

fn stages(model: &Model, buffer: &mut Buffer, inside: Rect, progress: Option<Progress>) {
    let theme = model.theme;
    for (y, stage) in (inside.y..inside.bottom()).zip(Stage::ALL) {
        let (done, of) = match progress {
            Some(progress) if progress.stage == stage => (progress.done, progress.of.max(1)),
            Some(progress) if progress.stage > stage => (1, 1),
            _ => (0, 1),
        };
        let filled = (BAR * done / of).min(BAR);
        put(
            buffer,
            inside.x,
            y,
            inside.right(),
            &model.locale.text(stage_key(stage)),
            theme.ink(Token::Text),
        );
        let bar = format!("[{}{}]", "#".repeat(filled), ".".repeat(BAR - filled));
        put(buffer, inside.x + 12, y, inside.right(), &bar, theme.ink(Token::Focus));
        if let Some(progress) = progress.filter(|progress| progress.stage == stage && progress.of > 0) {
            let count = format!("{}/{}", progress.done, progress.of);
            put_right(buffer, y, inside.right(), &count, theme.ink(Token::Dim));
        }
    }
}

fn lines(model: &Model, buffer: &mut Buffer, inside: Rect, words: &[(Token, String)]) {
    let cells = usize::from(inside.width);
    let lines = words.iter().flat_map(|(token, words)| {
        wrap_words(Ink::Text, words, cells).into_iter().map(move |line| (*token, line))
    });
    for (y, (token, line)) in (inside.y..inside.bottom()).zip(lines) {
        put(buffer, inside.x, y, inside.right(), &line.pieces[0].text, model.theme.ink(token));
    }
}

/// The lower right corner, above the keys.
fn area(buffer: &Buffer) -> Rect {
    let (width, height) = (58.min(buffer.area.width - 2), 10.min(buffer.area.height - 2));
    Rect::new(buffer.area.width - width - 1, buffer.area.height - height - 1, width, height)
}

fn edition_key(edition: EditionChoice) -> &'static str {
    match edition {
        EditionChoice::ZhHant => "language-zh-Hant",
        EditionChoice::En => "language-en",
        EditionChoice::Bilingual => "export-bilingual",
    }
}

fn stage_key(stage: Stage) -> &'static str {
    match stage {
        Stage::LayOut => "export-lay-out",
        Stage::Paint => "export-paint",
        Stage::Save => "export-save",
    }
}
