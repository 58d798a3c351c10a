//! The list of findings, the inspector of the one at the cursor, and on wide screens the text there.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::canvas::{column_rule, put, put_right, title_rule};
use super::super::cells;
use super::super::loaded::Loaded;
use super::super::mark::Mark;
use super::super::model::{Model, Status};
use super::super::screen::narrow;
use super::super::text;
use super::super::theme::Token;
use super::reading::Cursor;
use super::{inspector, places, reading};

/// Rule names stand in the list where the inspector is below it.
const RULE_CELLS: usize = 22;

pub(super) fn draw(model: &Model, buffer: &mut Buffer) {
    let Some(loaded) = &model.loaded else { return };
    let areas = model.finding_areas();
    list(model, loaded, buffer, areas.list);
    inspector::draw(model, buffer, areas.inspector);
    if let Some(area) = areas.source {
        source(model, loaded, buffer, area);
    }
    for rule in areas.rules {
        column_rule(buffer, model.theme, rule);
    }
}

fn list(model: &Model, loaded: &Loaded, buffer: &mut Buffer, area: Rect) {
    title_rule(buffer, model.theme, area, &title(model, loaded), true);
    let list = Rect { y: area.y + 1, height: area.height - 1, ..area };
    if model.findings.rows.is_empty() {
        let words = model.locale.text("findings-none");
        put(buffer, list.x + 3, list.y, list.right(), &words, model.theme.ink(Token::Dim));
    }
    let rows = model.findings.rows.iter().enumerate().skip(model.findings.scroll);
    for (y, (at, finding)) in (list.y..list.bottom()).zip(rows) {
        row(model, loaded, buffer, Rect { y, height: 1, ..list }, *finding, at == model.findings.cursor);
    }
}

/// `Findings 25  open, all rules`, or what the filter asks for.
fn title(model: &Model, loaded: &Loaded) -> String {
    let (locale, filter) = (&model.locale, &model.findings.filter);
    let status = match filter.status {
        Status::Open => locale.text("filter-open"),
        Status::Only(severity) => locale.text(&format!("severity-{}", severity.word())),
        Status::Waived => locale.text("state-waived"),
        Status::Flagged => locale.text("filter-flagged"),
    };
    let mut words = vec![status];
    words.push(filter.rule.map_or_else(|| locale.text("filter-all-rules"), str::to_owned));
    if let Some(chapter) = filter.chapter {
        words.push(loaded.report().chapters[chapter].title(locale.language).to_owned());
    }
    if model.findings.typing || !filter.text.is_empty() {
        let cursor = if model.findings.typing { "_" } else { "" };
        words.push(format!("/ {}{cursor}", filter.text));
    }
    format!("{} {}  {}", locale.text("view-findings"), model.findings.rows.len(), words.join("  "))
}

fn row(model: &Model, loaded: &Loaded, buffer: &mut Buffer, area: Rect, at: usize, current: bool) {
    let (theme, locale) = (model.theme, &model.locale);
    let finding = &loaded.findings()[at];
    let over = if current { theme.select() } else { Style::new() };
    let ink = |token| theme.ink(token).patch(over);
    if current {
        put(buffer, area.x, area.y, area.right(), &" ".repeat(usize::from(area.width)), over);
        put(buffer, area.x, area.y, area.right(), cells::cursor(), ink(Token::Focus));
    }
    let mark = Mark::of(finding);
    put(buffer, area.x + 1, area.y, area.right(), mark.glyph(), ink(Token::Mark(mark)));
    let part = parts(model, loaded, at);
    let part_cells = text::width(&part);
    put_right(buffer, area.y, area.right() - 1, &part, ink(Token::Dim));
    let mut x = area.x + 3;
    if narrow(model.width) {
        put(buffer, x, area.y, area.right(), &text::cut(finding.rule, RULE_CELLS), ink(Token::Dim));
        x += u16::try_from(RULE_CELLS).unwrap_or(0) + 1;
    }
    let room = usize::from(area.right() - x).saturating_sub(part_cells + 3);
    let words = locale.finding(finding).replace('\n', " ");
    put(buffer, x, area.y, area.right(), &text::cut(&words, room), ink(Token::Text));
}

/// The sections in which a finding stands, two at most.
fn parts(model: &Model, loaded: &Loaded, at: usize) -> String {
    let mut parts: Vec<String> = Vec::new();
    for spot in loaded.spots[at].iter().flatten() {
        let part = places::part(loaded, model.locale.language, *spot);
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    if parts.is_empty() {
        let span = loaded.findings()[at].primary().span;
        parts.push(loaded.report().sources.path(span).file_name().unwrap_or_default().to_owned());
    }
    parts.truncate(2);
    parts.join(" ")
}

/// The text around the place that would be opened.
fn source(model: &Model, loaded: &Loaded, buffer: &mut Buffer, area: Rect) {
    let spot = model.selected().and_then(|at| loaded.spots[at].get(model.findings.place).copied().flatten());
    let Some(spot) = spot else {
        title_rule(buffer, model.theme, area, "", false);
        return;
    };
    let finding = &loaded.findings()[model.selected().unwrap_or(0)];
    let line = places::line(loaded, spot.language, finding.places[model.findings.place].span);
    let title = format!("{} {line}", places::part(loaded, model.locale.language, spot));
    title_rule(buffer, model.theme, area, &title, false);
    let Some(page) = &model.source else { return };
    let body = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let height = usize::from(body.height);
    let pair = loaded.pair_of(spot.chapter, spot.language, spot.block);
    let top = page.pairs.get(pair).map_or(0, |rows| rows.top);
    let row = spot.figure.and_then(|figure| page.row_of(pair, spot.language, figure)).unwrap_or(top);
    let scroll = row.saturating_sub(height / 3).min(page.height.saturating_sub(height));
    let cursor = Cursor { pair, language: spot.language, figure: spot.figure, twin: None, found: None };
    reading::rows(model, buffer, page, body, spot.language, scroll, &cursor);
}
