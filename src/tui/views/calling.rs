//! Calling a figure: both editions around it, its words, and what can be said to it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::check::Arg;
use crate::report::{BlockKind, FigureId};
use crate::source::Language;

use super::super::canvas::{column_rule, put, put_line, title_rule};
use super::super::line::{Ink, Line, Piece, wrap_words};
use super::super::loaded::{Item, Loaded};
use super::super::mark::Mark;
use super::super::model::{Model, Verdict};
use super::super::spoken;
use super::super::text;
use super::super::theme::Token;
use super::places;

/// The widest that the two columns are.
const CELLS: u16 = 112;

pub(super) fn draw(model: &Model, buffer: &mut Buffer) {
    let Some(loaded) = &model.loaded else { return };
    let (width, height) = (buffer.area.width, buffer.area.height);
    let cells = width.saturating_sub(2).min(CELLS);
    let area = Rect::new((width - cells) / 2, 1, cells, height.saturating_sub(2));
    title_rule(buffer, model.theme, Rect { x: 0, width, ..area }, &title(model, loaded), true);
    let Some(item) = model.calling.item() else {
        put(
            buffer,
            area.x,
            area.y + 2,
            area.right(),
            &model.locale.text("call-none"),
            model.theme.ink(Token::Dim),
        );
        return;
    };
    // The words below need nine rows; the text around the figure has the rest, up to ten.
    let rows = area.height.saturating_sub(10).min(10);
    let half = area.width.saturating_sub(1) / 2;
    for (language, x) in [(Language::ZhHant, area.x), (Language::En, area.x + half + 1)] {
        let pane = Rect { x, y: area.y + 1, width: half, height: rows };
        side(model, loaded, buffer, pane, (item, language));
    }
    column_rule(buffer, model.theme, (area.x + half, area.y + 1, rows));
    let below = Rect { y: area.y + 1 + rows, height: area.height.saturating_sub(rows + 1), ..area };
    answers(model, loaded, buffer, below, item);
}

/// `Call figures  2.2  figure 17 of 64  ✓14 ✗1 skipped 1`.
fn title(model: &Model, loaded: &Loaded) -> String {
    let calling = &model.calling;
    let Some(item) = calling.item() else { return model.locale.text("call-title") };
    let chapter = loaded.report().chapters[item.chapter].title(model.locale.language);
    let number = |count: usize| Arg::Number(i64::try_from(count).unwrap_or(i64::MAX));
    let first = calling.items.iter().position(|other| other.chapter == item.chapter).unwrap_or(0);
    let of = calling.items.iter().filter(|other| other.chapter == item.chapter).count();
    let args = [
        ("at", number(calling.at - first + 1)),
        ("of", number(of)),
        ("agreed", number(calling.count(Verdict::Agrees))),
        ("differ", number(calling.count(Verdict::Differs))),
        ("skipped", number(calling.count(Verdict::Skipped))),
    ];
    format!(
        "{}  {}  {}",
        model.locale.text("call-title"),
        text::cut(chapter, 16),
        model.locale.with("call-count", &args)
    )
}

/// The words of one edition around the figure, which stands in brackets.
fn side(
    model: &Model,
    loaded: &Loaded,
    buffer: &mut Buffer,
    area: Rect,
    (item, language): (&Item, Language),
) {
    let x = area.x + 1;
    let tag = model.locale.text(&format!("language-{}", language.tag()));
    put(buffer, x, area.y, area.right(), &tag, model.theme.ink(Token::Dim));
    let Some(figure) = item.get(language) else {
        let words = model.locale.text("reading-no-counterpart");
        put(buffer, x, area.y + 2, area.right(), &words, model.theme.ink(Token::Dim));
        return;
    };
    let place = places::of_figure(loaded, model.locale.language, figure);
    let at = x + u16::try_from(text::width(&tag)).unwrap_or(0) + 2;
    put(buffer, at, area.y, area.right(), &place, model.theme.ink(Token::Dim));
    let cells = usize::from(area.width.saturating_sub(2));
    let (words, range) = around(loaded, figure);
    let bracketed = format!("{}[{}]{}", &words[..range.start], &words[range.clone()], &words[range.end..]);
    let solid = text::Solid { range: range.start..range.end + 2, mark: 0 };
    let rows = text::wrap(&bracketed, std::slice::from_ref(&solid), cells);
    let here = rows.iter().position(|row| row.contains(&solid.range.start)).unwrap_or(0);
    let room = usize::from(area.height.saturating_sub(2)).max(1);
    let scroll = here.saturating_sub(room / 2).min(rows.len().saturating_sub(room));
    for (y, row) in (area.y + 2..area.bottom()).zip(rows.into_iter().skip(scroll)) {
        let clamp = |at: usize| at.clamp(row.start, row.end);
        let (start, end) = (clamp(solid.range.start), clamp(solid.range.end));
        let text = model.theme.ink(Token::Text);
        let strong = model.theme.ink(Token::Focus).add_modifier(Modifier::BOLD);
        let x = put(buffer, x, y, area.right(), &bracketed[row.start..start], text);
        let x = put(buffer, x, y, area.right(), &bracketed[start..end], strong);
        put(buffer, x, y, area.right(), &bracketed[end..row.end], text);
    }
}

/// The words in which a figure stands: those of its block, or of the row of its table with the head of its column.
fn around(loaded: &Loaded, figure: FigureId) -> (String, std::ops::Range<usize>) {
    let placed = &loaded.report().figures[figure];
    let block = loaded.report().block_of(&placed.place);
    let inner = placed.figure.range.clone();
    match (&block.kind, placed.place.cell) {
        (BlockKind::Table(table), Some((row, column))) => {
            let path = table.path(row);
            let head = table.columns.get(column).map(|column| column.head.clone()).unwrap_or_default();
            let mut words = path.join("  ");
            if !head.is_empty() {
                words.push_str(&format!("  {head}"));
            }
            words.push('\n');
            let cell = table.rows.get(row).and_then(|row| row.cells.get(column));
            let plain = cell.map(|cell| cell.text.plain.clone()).unwrap_or_default();
            let range = words.len() + inner.start..words.len() + inner.end;
            words.push_str(&plain);
            (words, range)
        }
        _ => match block.text() {
            Some(text) => (text.plain.clone(), inner),
            None => (placed.figure.printed.clone(), 0..placed.figure.printed.len()),
        },
    }
}

/// The figure in words, what else is known of it, the answers, and how far the round is.
fn answers(model: &Model, loaded: &Loaded, buffer: &mut Buffer, area: Rect, item: &Item) {
    title_rule(buffer, model.theme, area, &model.locale.text("call-same"), false);
    let cells = usize::from(area.width.saturating_sub(4));
    let mut lines: Vec<Line> = Vec::new();
    for language in Language::ALL {
        if let Some(figure) = item.get(language) {
            let words = spoken::aloud(&loaded.report().figures[figure].figure.printed, language);
            lines.push(Line::plain(Ink::Strong, text::cut(&words, cells)));
        }
    }
    let finding = item.either().and_then(|figure| loaded.finding_at(figure));
    if let Some((at, _)) = finding {
        let finding = &loaded.findings()[at];
        let mark = Mark::of(finding);
        let words = model.locale.finding(finding).replace('\n', " ");
        lines.push(Line::of([
            Piece::new(Ink::Mark(mark), mark.glyph()),
            Piece::new(Ink::Text, format!(" {}", text::cut(&words, cells.saturating_sub(2)))),
        ]));
    }
    lines.push(Line::default());
    let said = model.calling.verdict(item).map(|verdict| model.locale.text(verdict_key(verdict)));
    let answer = match said {
        Some(said) => model.locale.with("call-said", &[("said", Arg::Text(said))]),
        None => model.locale.text("call-keys"),
    };
    lines.extend(wrap_words(Ink::Text, &answer, cells));
    lines.push(Line::plain(Ink::Link, progress(model, cells)));
    lines.extend(log(model, loaded).map(|words| Line::plain(Ink::Dim, text::cut(&words, cells))));
    for (y, line) in (area.y + 1..area.bottom()).zip(&lines) {
        put_line(buffer, model.theme, area.x + 2, y, area.right(), line, |_| ratatui::style::Style::new());
    }
}

fn progress(model: &Model, cells: usize) -> String {
    let all = model.calling.items.len().max(1);
    let done = model.calling.items.iter().filter(|item| model.calling.verdict(item).is_some()).count();
    let count = format!("{done}/{}", model.calling.items.len());
    let bar = cells.saturating_sub(count.len() + 4).min(60);
    let filled = bar * done / all;
    format!("[{}{}]  {count}", "#".repeat(filled), ".".repeat(bar - filled))
}

/// Who signed the last round.
fn log(model: &Model, loaded: &Loaded) -> Option<String> {
    let calls = &loaded.report().review.calls;
    let last = calls.last()?;
    let round = Arg::Number(i64::try_from(calls.len()).unwrap_or(i64::MAX));
    let args = [("by", Arg::Text(last.by.clone())), ("on", Arg::Text(last.on.clone())), ("round", round)];
    Some(model.locale.with("call-log", &args))
}

fn verdict_key(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Agrees => "call-agrees",
        Verdict::Differs => "call-differs",
        Verdict::Skipped => "call-skipped",
    }
}
