//! The metrics as a table: years, change, trend, and where the value at the cursor stands.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::report::metrics::Series;
use crate::report::{MetricRef, Period, SeriesId};

use super::super::canvas::{put, put_right, title_rule};
use super::super::cells;
use super::super::loaded::Loaded;
use super::super::model::Model;
use super::super::number::grouped;
use super::super::page::bars::sparkline;
use super::super::screen;
use super::super::text;
use super::super::theme::Token;
use super::places;

/// A column: where it begins, how wide it is.
#[derive(Clone, Copy)]
struct Column {
    x: u16,
    cells: u16,
}

/// The columns that there is room for.
struct Columns {
    name: Column,
    label: Column,
    other: Option<Column>,
    unit: Column,
    values: Vec<Column>,
    change: Option<Column>,
    trend: Option<Column>,
    tied: Option<Column>,
    source: Option<Column>,
}

impl Columns {
    fn new(width: u16, periods: usize) -> Columns {
        let wide = !screen::narrow(width);
        let widest = width >= 150;
        let mut x = 3;
        let mut take = |cells: u16| {
            let column = Column { x, cells };
            x += cells + 1;
            column
        };
        let name = take(if wide { 26 } else { 20 });
        let label = take(if widest {
            24
        } else if wide {
            18
        } else {
            14
        });
        let other = widest.then(|| take(20));
        let unit = take(if wide { 10 } else { 7 });
        let values = (0..periods).map(|_| take(if wide { 11 } else { 10 })).collect();
        let change = wide.then(|| take(8));
        let trend = wide.then(|| take(5));
        let tied = widest.then(|| take(7));
        let source = widest
            .then(|| take(width.saturating_sub(149)).cells)
            .map(|cells| Column { x: x - cells - 1, cells });
        Columns { name, label, other, unit, values, change, trend, tied, source }
    }
}

pub(super) fn draw(model: &Model, buffer: &mut Buffer) {
    let Some(loaded) = &model.loaded else { return };
    let areas = screen::metrics(model.width, model.height);
    title_rule(buffer, model.theme, areas.list, &title(model), true);
    let periods = model.periods();
    let columns = Columns::new(model.width, periods.len());
    heads(model, buffer, areas.list.y + 1, &columns, periods);
    if model.metrics.rows.is_empty() {
        let words = model.locale.text("metrics-none");
        put(buffer, 3, areas.list.y + 2, model.width, &words, model.theme.ink(Token::Dim));
    }
    let rows = model.metrics.rows.iter().enumerate().skip(model.metrics.scroll);
    for (y, (at, id)) in (areas.list.y + 2..areas.list.bottom()).zip(rows) {
        row(model, loaded, buffer, y, &columns, (*id, at == model.metrics.cursor));
    }
    detail(model, loaded, buffer, areas.detail);
}

/// `Metrics 148  as in the files  / scope`.
fn title(model: &Model) -> String {
    let list = &model.metrics;
    let mut title = format!(
        "{} {}  {}",
        model.locale.text("view-metrics"),
        list.rows.len(),
        model.locale.text(list.sort.key())
    );
    if list.typing || !list.filter.is_empty() {
        let cursor = if list.typing { "_" } else { "" };
        title.push_str(&format!("  / {}{cursor}", list.filter));
    }
    title
}

fn heads(model: &Model, buffer: &mut Buffer, y: u16, columns: &Columns, periods: &[Period]) {
    let dim = model.theme.ink(Token::Dim);
    let mut head = |column: Option<Column>, words: &str, right: bool| {
        let Some(column) = column else { return };
        let words = text::cut(words, usize::from(column.cells));
        if right {
            put_right(buffer, y, column.x + column.cells, &words, dim);
        } else {
            put(buffer, column.x, y, column.x + column.cells, &words, dim);
        }
    };
    let word = |key: &str| model.locale.text(key);
    head(Some(columns.name), &word("table-metric"), false);
    head(Some(columns.label), &word("table-label"), false);
    head(columns.other, &word(&format!("language-{}", model.locale.language.other().tag())), false);
    head(Some(columns.unit), &word("table-unit"), false);
    for (column, period) in columns.values.iter().zip(periods) {
        head(Some(*column), &period.0, true);
    }
    head(columns.change, &word("table-change"), true);
    head(columns.trend, &word("table-trend"), false);
    head(columns.tied, &word("table-tied"), true);
    head(columns.source, &word("table-source"), false);
}

fn row(
    model: &Model,
    loaded: &Loaded,
    buffer: &mut Buffer,
    y: u16,
    columns: &Columns,
    (id, current): (SeriesId, bool),
) {
    let theme = model.theme;
    let over = if current { theme.select() } else { Style::new() };
    let ink = |token| theme.ink(token).patch(over);
    if current {
        put(buffer, 0, y, model.width, &" ".repeat(usize::from(model.width)), over);
        put(buffer, 0, y, model.width, cells::cursor(), ink(Token::Focus));
    }
    if let Some(mark) = loaded.series_mark(id) {
        put(buffer, 1, y, model.width, mark.glyph(), ink(Token::Mark(mark)));
    }
    let series = loaded.report().metrics.series(id);
    let language = model.locale.language;
    let mut cell = |column: Option<Column>, words: &str, token: Token| {
        let Some(column) = column else { return };
        let words = text::cut(words, usize::from(column.cells));
        put(buffer, column.x, y, column.x + column.cells, &words, ink(token));
    };
    cell(Some(columns.name), &series.name, Token::Text);
    cell(Some(columns.label), series.label.get(language), Token::Text);
    cell(columns.other, series.label.get(language.other()), Token::Dim);
    cell(Some(columns.unit), &series.unit_text, Token::Dim);
    let values: Vec<Decimal> = series.values.values().map(|value| value.value).collect();
    cell(columns.trend, &sparkline(&values[values.len().saturating_sub(4)..]), Token::Focus);
    let path = loaded.report().sources.path(series.span);
    cell(columns.source, path.file_stem().unwrap_or_default(), Token::Dim);
    let mut right = |column: Option<Column>, words: &str, style: Style| {
        let Some(column) = column else { return };
        put_right(buffer, y, column.x + column.cells, &text::cut(words, usize::from(column.cells)), style);
    };
    right(columns.change, &change(series), ink(Token::Dim));
    right(columns.tied, &tied(loaded, id), ink(Token::Dim));
    let here = model.cell().map(|cell| cell.period);
    for (column, period) in columns.values.iter().zip(model.periods()) {
        let lexeme = series
            .values
            .get(period)
            .map_or_else(|| cells::none().to_owned(), |value| grouped(&value.lexeme));
        let chosen = current && here.as_ref() == Some(period);
        let strong = ink(Token::Focus).add_modifier(Modifier::BOLD);
        match (&model.metrics.editing, chosen) {
            (Some(typed), true) => right(Some(*column), &format!("{typed}_"), strong),
            // The brackets stand in the gap, so that the digits stay in line.
            (None, true) => {
                right(Some(Column { cells: column.cells + 1, ..*column }), &format!("[{lexeme}]"), strong);
            }
            _ => right(Some(*column), &lexeme, ink(Token::Text)),
        }
    }
}

/// The period of the column in which a cell of the screen is, an index of all periods.
#[must_use]
pub fn period_at(model: &Model, x: u16) -> Option<usize> {
    let periods = model.periods();
    let columns = Columns::new(model.width, periods.len());
    let at = columns.values.iter().position(|column| (column.x..=column.x + column.cells).contains(&x))?;
    model.loaded.as_ref()?.periods.iter().position(|period| Some(period) == periods.get(at))
}

/// The last value over the one before: `+24.3%`.
fn change(series: &Series) -> String {
    let mut values = series.values.values().rev().map(|value| value.value);
    let (Some(last), Some(before)) = (values.next(), values.next()) else { return String::new() };
    let share = last
        .saturating_sub(before)
        .checked_div(before.abs())
        .and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED));
    let Some(share) = share else { return String::new() };
    let share = share.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    format!("{}{share:.1}%", if share.is_sign_negative() { "" } else { "+" })
}

/// How many of the figures that state it tie: `3/4`.
fn tied(loaded: &Loaded, id: SeriesId) -> String {
    let (tied, all) = loaded.series_tied(id);
    if all == 0 { String::new() } else { format!("{tied}/{all}") }
}

/// Source, places and formulas of the value at the cursor.
fn detail(model: &Model, loaded: &Loaded, buffer: &mut Buffer, area: Rect) {
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
