//! Under the table of metrics: where the value at the cursor comes from, where it stands, what is made of it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::report::{MetricRef, Period};

use super::super::super::canvas::{put, put_line, title_rule};
use super::super::super::line::{Ink, Line, wrap_words};
use super::super::super::loaded::Loaded;
use super::super::super::mark::Mark;
use super::super::super::model::Model;
use super::super::super::text;
use super::super::super::theme::Token;
use super::super::places;

/// Source, places and formulas of the value at the cursor.
pub(super) fn draw(model: &Model, loaded: &Loaded, buffer: &mut Buffer, area: Rect) {
    if let (Some(gone), Some(typed)) = (&model.metrics.gone, &model.metrics.editing) {
        return waiting(model, gone, typed, buffer, area);
    }
    let Some(cell) = model.cell() else {
        title_rule(buffer, model.theme, area, "", false);
        return;
    };
    let report = loaded.report();
    let series = report.metrics.series(cell.series);
    title_rule(buffer, model.theme, area, &format!("{} @{}", series.name, cell.period), false);
    let mut y = area.y + 1;
    let span = report.metrics.value(&cell).map_or(series.span, |value| value.span);
    let mut first = vec![places::file(loaded, span)];
    first.extend(report.metrics.metrics[series.metric].source.clone());
    let language = model.locale.language;
    let (label, other) = (series.label.get(language), series.label.get(language.other()));
    first.push(if label == other { label.clone() } else { format!("{label}  {other}") });
    let room = usize::from(area.width).saturating_sub(2);
    put(buffer, 1, y, area.right(), &text::cut(&first.join("   "), room), model.theme.ink(Token::Text));
    y += 1;
    let formulas = formulas(loaded, &cell);
    let reserved = u16::from(!formulas.is_empty());
    let mut x: u16 = 1;
    for figure in loaded.stated.get(&cell).into_iter().flatten() {
        let words = format!(
            " {}  {}",
            places::of_figure(loaded, model.locale.language, *figure),
            report.figures[*figure].figure.printed
        );
        let cells = u16::try_from(text::width(&words)).unwrap_or(u16::MAX).saturating_add(5);
        if x > 1 && x.saturating_add(cells) > area.right() {
            (x, y) = (1, y + 1);
        }
        if y + reserved >= area.bottom() {
            break;
        }
        if let Some(mark) = loaded.marks[*figure] {
            put(buffer, x, y, area.right(), mark.glyph(), model.theme.ink(Token::Mark(mark)));
        }
        put(buffer, x + 1, y, area.right(), &words, model.theme.ink(Token::Text));
        x = x.saturating_add(cells);
    }
    if let Some(words) = formulas.first() {
        let y = area.bottom() - 1;
        let words = format!("{} {words}", model.locale.text("metrics-in"));
        put(buffer, 1, y, area.right(), &text::cut(&words, room), model.theme.ink(Token::Dim));
    }
}

/// What is typed into a value that is not there for now.
fn waiting(model: &Model, (name, period): &(String, Period), typed: &str, buffer: &mut Buffer, area: Rect) {
    title_rule(buffer, model.theme, area, &format!("{name} @{period}"), true);
    let room = usize::from(area.width).saturating_sub(2);
    let mut lines = vec![Line::plain(Ink::Strong, format!("{typed}_"))];
    lines.extend(wrap_words(Ink::Mark(Mark::Contradicted), &model.locale.text("notice-gone"), room));
    for (y, line) in (area.y + 1..area.bottom()).zip(&lines) {
        put_line(buffer, model.theme, 1, y, area.right(), line, |_| Style::new());
    }
}

/// The formulas that speak of a metric.
fn formulas<'a>(loaded: &'a Loaded, cell: &MetricRef) -> Vec<&'a str> {
    let name = &loaded.report().metrics.series(cell.series).name;
    let part = |char: char| char.is_alphanumeric() || matches!(char, '.' | '_' | '[');
    let speaks = |formula: &&str| {
        formula
            .match_indices(name.as_str())
            .any(|(at, _)| !formula[..at].ends_with(part) && !formula[at + name.len()..].starts_with(part))
    };
    loaded.report().relations.iter().map(|relation| relation.formula.as_str()).filter(speaks).collect()
}
