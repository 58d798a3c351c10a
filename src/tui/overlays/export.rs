//! The export: what to typeset and how, then a bar for each stage, then the files.

use camino::Utf8PathBuf;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::check::Arg;
use crate::pdf::{self, EditionChoice, Progress, Stage};

use super::super::canvas::{overlay, put, put_line, put_right};
use super::super::cells;
use super::super::line::{Ink, wrap_words};
use super::super::mark::Mark;
use super::super::model::{Export, ExportForm, ExportRow, Model, Order};
use super::super::msg::ExportEnd;
use super::super::theme::Token;
use super::hints;

/// The cells of a progress bar.
const BAR: usize = 28;

/// The documents to choose from, how they are made, and where they go.
pub fn choose(model: &Model, buffer: &mut Buffer, form: &ExportForm) {
    let theme = model.theme;
    let locale = &model.locale;
    let area = area(buffer.area.width, buffer.area.height);
    let inside = overlay(buffer, theme, area, &locale.text("export-title"), &hints(model));
    for (y, (at, row)) in (inside.y..inside.bottom()).zip(ExportRow::ALL.into_iter().enumerate()) {
        let over = if at == form.cursor { theme.select() } else { Style::new() };
        if at == form.cursor {
            put(buffer, inside.x, y, inside.right(), &" ".repeat(usize::from(inside.width)), over);
            put(buffer, inside.x, y, inside.right(), cells::cursor(), theme.ink(Token::Focus).patch(over));
        }
        let words = row_words(model, form, row, at == form.cursor);
        put(buffer, inside.x + 2, y, inside.right(), &words, theme.ink(Token::Text).patch(over));
    }
    if let Some(order) = form.order(&model.export_choices()) {
        let files: Vec<String> = order
            .editions
            .iter()
            .filter_map(|edition| Some(file(model, &order, *edition)?.to_string()))
            .collect();
        let rows = (inside.y + 6..inside.bottom()).zip(wrap_words(
            Ink::Dim,
            &files.join("  "),
            usize::from(inside.width) - 2,
        ));
        for (y, line) in rows {
            put_line(buffer, theme, inside.x + 2, y, inside.right(), &line, |_| Style::new());
        }
    }
}

/// `[x] review copy: …`, `( ) English`.
fn row_words(model: &Model, form: &ExportForm, row: ExportRow, here: bool) -> String {
    let locale = &model.locale;
    let mut form = form.clone();
    if let Some(on) = form.switch(row) {
        let key = match row {
            ExportRow::Review => "export-review",
            ExportRow::Draft => "export-draft",
            ExportRow::SourceLines => "export-source-lines",
            _ => "export-strict-box",
        };
        return format!("[{}] {}", if *on { "x" } else { " " }, locale.text(key));
    }
    if row == ExportRow::Folder {
        let folder = format!("{}{}", form.folder, if here { "_" } else { "" });
        return locale.with("export-folder", &[("folder", Arg::Text(folder))]);
    }
    let choices = model.export_choices();
    let choice = |(at, choice): (usize, &Vec<EditionChoice>)| {
        let words = match choice.as_slice() {
            [edition] => locale.text(edition_key(*edition)),
            _ => locale.text("export-all"),
        };
        format!("({}) {words}", if at == form.documents { "x" } else { " " })
    };
    choices.iter().enumerate().map(choice).collect::<Vec<_>>().join("  ")
}

/// The row of the box at a place of the screen.
#[must_use]
pub fn row_at(model: &Model, at: Position) -> Option<usize> {
    let area = area(model.width, model.height);
    let row = usize::from(at.y.checked_sub(area.y + 1)?);
    (area.contains(at) && row < ExportRow::ALL.len()).then_some(row)
}

/// The path of a document.
fn file(model: &Model, order: &Order, edition: EditionChoice) -> Option<Utf8PathBuf> {
    let options = order.options(edition);
    Some(order.folder.join(pdf::file_name_of(model.loaded.as_ref()?.report(), &options)))
}

/// How far the export is, or how it ended.
pub fn draw(model: &Model, buffer: &mut Buffer, export: &Export) {
    let locale = &model.locale;
    let keys = if export.end.is_some() { "export-end-keys" } else { "export-keys" };
    let mut title = format!("{}  {}", locale.text("export-title"), locale.text(edition_key(export.edition)));
    for (asked, key) in
        [(export.order.review, "export-review-short"), (export.order.draft, "export-draft-short")]
    {
        if asked {
            title.push_str(&format!("  {}", locale.text(key)));
        }
    }
    let area = area(buffer.area.width, buffer.area.height);
    let inside = overlay(buffer, model.theme, area, &title, &locale.text(keys));
    match &export.end {
        None => {
            stages(model, buffer, inside, export.progress);
            if let Some(path) = file(model, &export.order, export.edition) {
                let below = Rect { y: inside.y + 4, height: inside.height.saturating_sub(4), ..inside };
                lines(model, buffer, below, &[(Token::Dim, path.to_string())]);
            }
        }
        Some(ExportEnd::Written { files, warnings }) => {
            let mut words: Vec<(Token, String)> = files
                .iter()
                .map(|(path, pages)| {
                    let pages = Arg::Number(i64::try_from(*pages).unwrap_or(i64::MAX));
                    let path = Arg::Text(path.to_string());
                    (Token::Text, locale.with("export-file", &[("path", path), ("pages", pages)]))
                })
                .collect();
            words.extend(unset(model, warnings, "export-unset"));
            lines(model, buffer, inside, &words);
        }
        Some(ExportEnd::Refused(warnings)) => {
            lines(model, buffer, inside, &unset(model, warnings, "export-refused"));
        }
        Some(ExportEnd::Failed(error)) => {
            let words = locale.with("notice-export-failed", &[("error", Arg::System(error.clone()))]);
            lines(model, buffer, inside, &[(Token::Mark(Mark::Contradicted), words)]);
        }
        Some(ExportEnd::Cancelled) => {}
    }
}

/// How many things could not be set as they stand, and what and where each is.
fn unset(model: &Model, warnings: &[pdf::Warning], key: &str) -> Vec<(Token, String)> {
    let Some(loaded) = model.loaded.as_ref().filter(|_| !warnings.is_empty()) else { return Vec::new() };
    let count = Arg::Number(i64::try_from(warnings.len()).unwrap_or(i64::MAX));
    let mut words = vec![(Token::Dim, model.locale.with(key, &[("count", count)]))];
    let sources = &loaded.report().sources;
    words.extend(warnings.iter().map(|warning| {
        let message = warning.kind.message();
        let said = model.locale.with(message.key, &message.args);
        let place = format!("{}:{}", sources.path(warning.span), sources.position(warning.span).line);
        (Token::Mark(Mark::Warning), format!("{} {said}  {place}", Mark::Warning.glyph()))
    }));
    words
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
fn area(width: u16, height: u16) -> Rect {
    let (cells, rows) = (58.min(width.saturating_sub(2)), 10.min(height.saturating_sub(2)));
    Rect::new((width - cells).saturating_sub(1), (height - rows).saturating_sub(1), cells, rows)
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
