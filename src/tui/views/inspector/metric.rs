//! A metric in the inspector: its name, its values year by year, where else it stands.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::report::{FigureId, MetricRef};

use super::super::super::line::{Ink, Line, Piece};
use super::super::super::loaded::Loaded;
use super::super::super::number::grouped;
use super::super::super::page::bars::bar;
use super::super::super::text;
use super::super::places;
use super::Look;

/// `ghg.scope3 @2023  tCO2e`.
pub(super) fn title(loaded: &Loaded, metric: &MetricRef) -> String {
    let series = loaded.report().metrics.series(metric.series);
    format!("{} @{}  {}", series.name, metric.period, series.unit_text).trim_end().to_owned()
}

/// A bar for each period, the value behind it; nothing for a metric of one period.
pub(super) fn trend(look: &Look, metric: &MetricRef) -> Vec<Line> {
    let series = look.loaded.report().metrics.series(metric.series);
    if series.values.len() < 2 {
        return Vec::new();
    }
    let largest = series.values.values().map(|value| value.value).max().unwrap_or(Decimal::ZERO);
    let name_cells = series.values.keys().map(|period| text::width(&period.0)).max().unwrap_or(0);
    let value_cells =
        series.values.values().map(|value| text::width(&grouped(&value.lexeme))).max().unwrap_or(0);
    let bar_cells = look.cells.saturating_sub(name_cells + value_cells + 4).clamp(1, 24);
    let line = |(period, value): (&crate::report::Period, &crate::report::metrics::MetricValue)| {
        let ink = if *period == metric.period { Ink::Strong } else { Ink::Text };
        let mut line = Line::plain(Ink::Text, " ");
        line.pieces.push(Piece::new(ink, period.to_string()));
        line.pad_to(name_cells + 2);
        line.pieces.push(Piece::new(Ink::Link, bar(value.value, largest, bar_cells)));
        let printed = grouped(&value.lexeme);
        line.pad_to(name_cells + bar_cells + 3 + value_cells - text::width(&printed));
        line.pieces.push(Piece::new(ink, printed));
        line
    };
    series.values.iter().map(line).collect()
}

/// The other figures that state the metric.
pub(super) fn also_at(look: &Look, metric: &MetricRef, but: &BTreeSet<FigureId>) -> Vec<Line> {
    let (loaded, language) = (look.loaded, look.model.locale.language);
    let stated = loaded.stated.get(metric).map(Vec::as_slice).unwrap_or_default();
    let others: Vec<FigureId> = stated.iter().copied().filter(|figure| !but.contains(figure)).collect();
    if others.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Line::default(), Line::plain(Ink::Dim, look.model.locale.text("inspector-also-at"))];
    lines.extend(others.into_iter().map(|figure| {
        let printed = &loaded.report().figures[figure].figure.printed;
        let mut line = match loaded.marks[figure] {
            Some(mark) => Line::of([Piece::new(Ink::Text, " "), Piece::new(Ink::Mark(mark), mark.glyph())]),
            None => Line::plain(Ink::Text, "  "),
        };
        line.pieces.push(Piece::new(Ink::Text, format!(" {}", places::of_figure(loaded, language, figure))));
        line.pieces.push(Piece::new(Ink::Text, format!("  {printed}")));
        line
    }));
    lines
}
