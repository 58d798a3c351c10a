//! The blocks of a chapter in lines: headings, paragraphs, lists, boxes, captions, charts.

use rust_decimal::Decimal;

use crate::report::{Block, BlockKind, Chart, ChartType, Container, MetricRef, MetricTable, Period, Text};

use super::super::cells;
use super::super::line::{Ink, Line, Piece};
use super::super::number::grouped;
use super::super::text;
use super::bars::bar;
use super::{Setting, prose, table};

/// The margin of a boxed block: two cells, the bar, a blank.
pub(super) fn bar_beside() -> String {
    format!("  {} ", cells::border().down)
}

/// Paragraphs stand two cells in, headings one; two cells stay free at the right.
const INDENT: usize = 2;

/// Lays out a block for a pane of `width` cells, as groups of lines.
pub(super) fn lay(setting: &Setting, block: &Block, width: usize) -> Vec<Vec<Line>> {
    let boxed = block.container != Container::Body;
    let margin = if boxed { text::width(&bar_beside()) } else { INDENT };
    let cells = width.saturating_sub(margin + INDENT).max(8);
    let groups = inside(setting, block, cells);
    let indent = |line: Line| match (&block.kind, boxed) {
        (_, true) => line.after(Piece::new(Ink::Border, bar_beside())),
        (BlockKind::Heading { .. }, false) => line.after(Piece::new(Ink::Text, " ")),
        (_, false) => line.after(Piece::new(Ink::Text, "  ")),
    };
    groups.into_iter().map(|lines| lines.into_iter().map(indent).collect()).collect()
}

fn inside(setting: &Setting, block: &Block, cells: usize) -> Vec<Vec<Line>> {
    let words = |text: &Text, ink| vec![prose::lay(setting, text, None, ink, cells)];
    match &block.kind {
        BlockKind::Heading { number, text, .. } => {
            vec![hang(setting, text, Ink::Heading, number.as_deref().unwrap_or_default(), 0, cells)]
        }
        BlockKind::Paragraph(text) => words(text, Ink::Text),
        BlockKind::Caption(text) => words(text, Ink::Strong),
        BlockKind::Note(text) => words(text, Ink::Dim),
        BlockKind::Item { depth, marker, text, .. } => {
            let marker = marker.as_deref().unwrap_or("-");
            vec![hang(setting, text, Ink::Text, marker, usize::from(*depth) * 2, cells)]
        }
        BlockKind::Footnote { label, text } => vec![hang(setting, text, Ink::Dim, label, 0, cells)],
        BlockKind::Table(table) => table::lay(setting, table, cells),
        BlockKind::MetricTable(metrics) => metric_table(setting, metrics, cells),
        BlockKind::Chart(chart) => draw_chart(setting, chart, cells),
        BlockKind::Image { alt, target } => {
            let label = if alt.is_empty() { target } else { alt };
            vec![super::super::line::wrap_words(Ink::Dim, &format!("[ {label} ]"), cells)]
        }
        BlockKind::Code(code) => vec![
            code.trim_end()
                .lines()
                .flat_map(|line| super::super::line::wrap_words(Ink::Dim, line, cells))
                .collect(),
        ],
        BlockKind::Rule => {
            vec![vec![Line::plain(Ink::Border, cells::border().across.repeat(cells.min(12)))]]
        }
    }
}

/// A text that hangs behind a number or a bullet.
fn hang(setting: &Setting, text: &Text, ink: Ink, marker: &str, depth: usize, cells: usize) -> Vec<Line> {
    let margin = if marker.is_empty() { 0 } else { depth + text::width(marker) + 1 };
    let lines = prose::lay(setting, text, None, ink, cells.saturating_sub(margin).max(8));
    if margin == 0 {
        return lines;
    }
    let before = |at: usize| match at {
        0 => Piece::new(
            if ink == Ink::Heading { ink } else { Ink::Dim },
            format!("{}{marker} ", " ".repeat(depth)),
        ),
        _ => Piece::new(Ink::Text, " ".repeat(margin)),
    };
    lines.into_iter().enumerate().map(|(at, line)| line.after(before(at))).collect()
}

/// A table printed from YAML: one row a metric, one column a period.
fn metric_table(setting: &Setting, metrics: &MetricTable, cells: usize) -> Vec<Vec<Line>> {
    let value = |metric: &MetricRef, period: &Period| {
        printed(setting, metric, period).map_or_else(|| cells::none().to_owned(), grouped)
    };
    let columns: Vec<usize> = metrics
        .periods
        .iter()
        .map(|period| {
            let widths = metrics.rows.iter().map(|metric| text::width(&value(metric, period)));
            widths.chain([text::width(&period.0)]).max().unwrap_or(0) + 2
        })
        .collect();
    let label_cells = cells.saturating_sub(columns.iter().sum()).max(4);
    let row = |label: &str, values: Vec<String>, ink| {
        let mut line = Line::plain(ink, text::cut(label, label_cells));
        line.pad_to(label_cells);
        for (value, column) in values.iter().zip(&columns) {
            let blank = column.saturating_sub(text::width(value));
            line.pieces.push(Piece::new(ink, format!("{}{value}", " ".repeat(blank))));
        }
        vec![line]
    };
    let mut head = row("", metrics.periods.iter().map(ToString::to_string).collect(), Ink::Dim);
    head.push(Line::plain(
        Ink::Border,
        cells::border().across.repeat(label_cells + columns.iter().sum::<usize>()),
    ));
    let mut groups = vec![vec![Line::plain(Ink::Strong, text::cut(&metrics.title, cells))], head];
    groups.extend(metrics.rows.iter().map(|metric| {
        let values = metrics.periods.iter().map(|period| value(metric, period)).collect();
        row(label(setting, metric), values, Ink::Text)
    }));
    groups
}

/// Bars, whatever the chart will be on paper: on the screen the lengths and the figures tell it all.
fn draw_chart(setting: &Setting, chart: &Chart, cells: usize) -> Vec<Vec<Line>> {
    let several = chart.periods.len() > 1;
    let name = |metric: &MetricRef, period: &Period| match (chart.series.len() > 1, several) {
        (true, true) => format!("{} {period}", label(setting, metric)),
        (false, true) => period.to_string(),
        _ => label(setting, metric).to_owned(),
    };
    let rows: Vec<(String, String, Decimal)> = chart
        .series
        .iter()
        .flat_map(|metric| chart.periods.iter().map(move |period| (metric, period)))
        .filter_map(|(metric, period)| {
            let reference = MetricRef { series: metric.series, period: period.clone() };
            let value = setting.loaded.report().metrics.value(&reference)?;
            Some((name(metric, period), grouped(&value.lexeme), value.value))
        })
        .collect();
    let widest = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or(0);
    let name_cells = widest(&mut rows.iter().map(|row| text::width(&row.0))).min(cells / 2);
    let value_cells = widest(&mut rows.iter().map(|row| text::width(&row.1)));
    let bar_cells = cells.saturating_sub(name_cells + value_cells + 2).min(30);
    let whole = matches!(chart.chart_type, ChartType::Shares | ChartType::Stacked);
    let largest = if whole {
        rows.iter().fold(Decimal::ZERO, |sum, row| sum.saturating_add(row.2))
    } else {
        rows.iter().map(|row| row.2).max().unwrap_or_default()
    };
    let mut groups = vec![super::super::line::wrap_words(Ink::Strong, &chart.title, cells)];
    groups.extend(rows.iter().map(|(name, printed, value)| {
        let mut line = Line::plain(Ink::Text, text::cut(name, name_cells));
        line.pad_to(name_cells + 1);
        line.pieces.push(Piece::new(Ink::Link, bar(*value, largest, bar_cells)));
        line.pad_to(name_cells + bar_cells + 2 + value_cells - text::width(printed));
        line.pieces.push(Piece::new(Ink::Text, printed.clone()));
        vec![line]
    }));
    groups
}

fn label<'a>(setting: &Setting<'a>, metric: &MetricRef) -> &'a str {
    setting.loaded.report().metrics.series(metric.series).label.get(setting.language)
}

fn printed<'a>(setting: &Setting<'a>, metric: &MetricRef, period: &Period) -> Option<&'a str> {
    let reference = MetricRef { series: metric.series, period: period.clone() };
    setting.loaded.report().metrics.value(&reference).map(|value| value.lexeme.as_str())
}
