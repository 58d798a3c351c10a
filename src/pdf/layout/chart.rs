//! Charts from metrics, as paths: the title states what they show, labels stand at the marks, no axes.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Layout;
use super::chapter::Unit;
use super::grid::{Role, Type};
use super::piece::Piece;
use super::prose::spaced;
use super::words::{GAP, Words};
use crate::pdf::colour::Colour;
use crate::pdf::page::{Item, Stroke, Tag};
use crate::pdf::tag::Role as Part;
use crate::report::{BlockKind, Chart, ChartType, Period, grouped};
use crate::source::Language;

const BAR_HEIGHT: f32 = 22.0;
const PLOT: f32 = 90.0;
const LINE_PLOT: f32 = 110.0;
/// Height of a line of the key.
const KEY: f32 = 15.0;

/// One row of values: a part, a line, a bar.
pub struct Series {
    pub name: String,
    /// By period; none where there is no value.
    pub values: Vec<Option<Value>>,
    pub unit: String,
}

pub struct Value {
    pub exact: Decimal,
    pub printed: String,
}

impl Value {
    /// For lengths only.
    fn length(&self) -> f32 {
        self.exact.to_f32().unwrap_or_default()
    }
}

impl Layout<'_> {
    /// A chart with its caption; one drawing for both languages.
    pub fn chart(&mut self, unit: Unit) -> Vec<Piece> {
        let mut titles = Vec::new();
        let mut lead: Option<&Chart> = None;
        for language in self.grid.languages.clone() {
            let Some(BlockKind::Chart(chart)) = unit.get(language).map(|block| &block.kind) else { continue };
            titles.push((language, Words::plain(chart.title.clone())));
            lead = lead.or(Some(chart));
        }
        let Some(chart) = lead else { return Vec::new() };
        self.charts += 1;
        let figure = self.setter.tags.add(Part::Figure, Some(self.lead()));
        self.setter.tags.enter(figure);
        let area = self.grid.full;
        let mut pieces = self.caption("pdf-chart", &titles, self.charts, area, false);
        self.setter.tags.leave();
        let series = self.series(chart);
        self.setter.tags.describe(figure, described(chart, &series));
        // All of it is one drawing, which the description stands for.
        let tag = Tag { order: self.setter.tags.count(), element: Some(figure) };
        self.setter.tag = tag;
        let mut piece = Piece::default();
        match chart.chart_type {
            ChartType::Shares => self.parts(chart, &series, true, &mut piece),
            ChartType::Stacked => self.parts(chart, &series, false, &mut piece),
            ChartType::Bars if series.len() == 1 => self.year_bars(chart, &series[0], &mut piece),
            ChartType::Bars => self.row_bars(chart, &series, &mut piece),
            ChartType::Lines => self.trend(chart, &series, &mut piece),
        }
        piece.items = vec![Item::Drawing { tag, items: std::mem::take(&mut piece.items) }];
        pieces.push(piece);
        spaced(&mut pieces, 18.0, 18.0);
        pieces
    }

    /// The values of a chart's metrics, named in the languages of the edition.
    fn series(&self, chart: &Chart) -> Vec<Series> {
        let metrics = &self.report.metrics;
        // Parts of different wholes may have one name: then the whole's stands before it.
        let label = |reference: &crate::report::MetricRef, language| {
            metrics.series(reference.series).label.get(language)
        };
        let shared = |reference: &crate::report::MetricRef, language| {
            chart.series.iter().filter(|other| label(other, language) == label(reference, language)).count()
                > 1
        };
        let name = |reference: &crate::report::MetricRef, language| {
            let own = label(reference, language).clone();
            let series = metrics.series(reference.series);
            let whole = metrics.series(metrics.metrics[series.metric].whole).label.get(language);
            if shared(reference, language) && *whole != own { format!("{whole} · {own}") } else { own }
        };
        let one = |reference: &crate::report::MetricRef| {
            let series = metrics.series(reference.series);
            let value = |period: &Period| {
                let value = series.values.get(period)?;
                Some(Value { exact: value.value, printed: grouped(&value.lexeme) })
            };
            let names: Vec<String> =
                self.grid.languages.iter().map(|language| name(reference, *language)).collect();
            Series {
                name: names.join(GAP),
                values: chart.periods.iter().map(value).collect(),
                unit: series.unit_text.clone(),
            }
        };
        chart.series.iter().map(one).collect()
    }

    fn label_type(&self) -> Type {
        let language = if self.grid.bilingual { Language::ZhHant } else { self.lead() };
        self.scale.of(Role::Cell, language).sized(8.8, 12.0)
    }

    /// A label whose left edge, middle or right edge is at `x`: `side` 0, 0.5 or 1.
    fn mark(&mut self, piece: &mut Piece, words: &str, kind: Type, (x, y): (f32, f32), side: f32) -> f32 {
        let line = self.setter.label(words, kind);
        piece.items.extend(line.items(x - line.end() * side, y));
        line.end()
    }

    /// One bar a period, divided; as shares each is as long as the other.
    fn parts(&mut self, chart: &Chart, series: &[Series], shares: bool, piece: &mut Piece) {
        let area = self.grid.full;
        let kind = self.label_type();
        let left = if chart.periods.len() > 1 { 46.0 } else { 0.0 };
        let room = area.width - left;
        let total = |at: usize| -> Decimal {
            series.iter().filter_map(|series| series.values[at].as_ref()).map(|value| value.exact).sum()
        };
        let longest = (0..chart.periods.len()).map(total).max().unwrap_or_default();
        let mut y = 14.0;
        for (at, period) in chart.periods.iter().enumerate() {
            let whole = if shares { total(at) } else { longest };
            if whole.is_zero() {
                continue;
            }
            if left > 0.0 {
                self.mark(piece, &period.0, kind, (area.x, y + 14.5), 0.0);
            }
            let mut x = area.x + left;
            for (index, part) in series.iter().enumerate() {
                let Some(value) = &part.values[at] else { continue };
                let width = (value.exact / whole).to_f32().unwrap_or_default() * room;
                let fill = self.palette.series[index % 6];
                let height = BAR_HEIGHT;
                piece.items.push(Item::Rectangle { x, y, width: (width - 0.75).max(0.3), height, fill });
                let words = if shares { share(value.exact, whole) } else { value.printed.clone() };
                let inside = kind.strong().coloured(on(fill));
                if width >= 34.0 {
                    self.mark(piece, &words, inside, (x + 6.0, y + 14.5), 0.0);
                } else {
                    // Flush with the part's right edge, but not beyond the left one of the chart.
                    let label = self.setter.label(&words, kind).end();
                    let right = (x + width).clamp(area.x + label, area.right());
                    self.mark(piece, &words, kind, (right, y - 4.0), 1.0);
                }
                x += width;
            }
            y += BAR_HEIGHT + 16.0;
        }
        piece.height = self.key(series, y - 8.0, piece);
    }

    /// Names with swatches, and the latest value; as many in a line as fit.
    fn key(&mut self, series: &[Series], top: f32, piece: &mut Piece) -> f32 {
        let area = self.grid.full;
        let kind = self.label_type();
        let (mut x, mut y) = (area.x, top);
        for (index, part) in series.iter().enumerate() {
            let value = part.values.iter().rev().flatten().next().map_or("", |value| value.printed.as_str());
            let space = if part.unit == "%" { "" } else { " " };
            let words = format!("{}{GAP}{value}{space}{}", part.name, part.unit);
            let line = self.setter.label(words.trim_end(), kind);
            if x > area.x && x + 14.0 + line.end() > area.right() {
                x = area.x;
                y += KEY;
            }
            let fill = self.palette.series[index % 6];
            piece.items.push(Item::Rectangle { x, y: y + 6.0, width: 10.0, height: 2.0, fill });
            piece.items.extend(line.items(x + 14.0, y + 10.5));
            x += 14.0 + line.end() + 18.0;
        }
        y + KEY
    }

    /// One bar a year, the older the lighter.
    fn year_bars(&mut self, chart: &Chart, series: &Series, piece: &mut Piece) {
        let area = self.grid.full;
        let kind = self.label_type();
        self.mark(
            piece,
            &format!("{} {}", series.name, series.unit),
            kind.coloured(Colour::DIM),
            (area.x, 9.0),
            0.0,
        );
        let top = 30.0;
        let largest = series.values.iter().flatten().map(Value::length).fold(0.0_f32, |a, b| a.max(b.abs()));
        let count = chart.periods.len();
        let last = count.saturating_sub(1);
        let mut x = area.x + 8.0;
        for (at, period) in chart.periods.iter().enumerate() {
            let strong = if at == last { kind.strong() } else { kind };
            if let Some(value) = series.values[at].as_ref().filter(|_| largest > 0.0) {
                let height = value.length().abs() / largest * PLOT;
                let fill = self.palette.years[2_usize.saturating_sub(last - at)];
                piece.items.push(Item::Rectangle { x, y: top + PLOT - height, width: 34.0, height, fill });
                self.mark(piece, &value.printed, strong, (x + 17.0, top + PLOT - height - 4.0), 0.5);
            }
            self.mark(piece, &period.0, strong, (x + 17.0, top + PLOT + 12.0), 0.5);
            x += 56.0;
        }
        let points = vec![(area.x, top + PLOT), (x - 14.0, top + PLOT)];
        piece.items.push(Item::Line { points, stroke: Stroke::solid(0.6, Colour::TEXT) });
        piece.height = top + PLOT + 18.0;
    }

    /// A bar a row, the name at its left, the figure at its end; one for each period.
    fn row_bars(&mut self, chart: &Chart, series: &[Series], piece: &mut Piece) {
        let area = self.grid.full;
        let kind = self.label_type();
        let names: f32 =
            series.iter().map(|part| self.setter.label(&part.name, kind).end()).fold(0.0, f32::max);
        let left = area.x + names.min(area.width * 0.5) + 12.0;
        let largest = series
            .iter()
            .flat_map(|part| part.values.iter().flatten())
            .map(Value::length)
            .fold(0.0, f32::max);
        let room = area.right() - left - 90.0;
        let last = chart.periods.len().saturating_sub(1);
        let thick = if chart.periods.len() > 1 { 9.0 } else { 14.0 };
        let top = 6.0;
        let mut y = top;
        for part in series {
            self.mark(piece, &part.name, kind, (left - 12.0, y + 10.5), 1.0);
            for (at, value) in part.values.iter().enumerate() {
                let strong = if at == last { kind.strong() } else { kind };
                if let Some(value) = value.as_ref().filter(|_| largest > 0.0) {
                    let width = value.length().max(0.0) / largest * room;
                    let fill = self.palette.years[2_usize.saturating_sub(last - at)];
                    piece.items.push(Item::Rectangle { x: left, y, width, height: thick, fill });
                    let mut words = format!("{} {}", value.printed, part.unit);
                    if last > 0 {
                        words = format!("{} · {words}", chart.periods[at]);
                    }
                    self.mark(piece, words.trim_end(), strong, (left + width + 5.0, y + thick - 3.4), 0.0);
                }
                y += thick + 2.0;
            }
            y += 6.0;
        }
        let points = vec![(left, top - 2.0), (left, y - 4.0)];
        piece.items.push(Item::Line { points, stroke: Stroke::solid(0.6, Colour::TEXT) });
        piece.height = y;
    }

    /// Lines over the periods; a missing period is a gap.
    fn trend(&mut self, chart: &Chart, series: &[Series], piece: &mut Piece) {
        let area = self.grid.full;
        let kind = self.label_type();
        let top = 14.0;
        let largest = series
            .iter()
            .flat_map(|part| part.values.iter().flatten())
            .map(Value::length)
            .fold(0.0, f32::max);
        let right = area.right() - 150.0;
        let steps = f32::from(u8::try_from(chart.periods.len().saturating_sub(1).max(1)).unwrap_or(1));
        let step = (right - area.x - 20.0) / steps;
        let at_x = |at: usize| area.x + 20.0 + step * f32::from(u8::try_from(at).unwrap_or_default());
        for (at, period) in chart.periods.iter().enumerate() {
            self.mark(piece, &period.0, kind.coloured(Colour::DIM), (at_x(at), top + LINE_PLOT + 12.0), 0.5);
        }
        let mut ends: Vec<f32> = Vec::new();
        for (index, part) in series.iter().enumerate() {
            let colour = self.palette.series[index % 6];
            let height =
                |value: &Value| top + LINE_PLOT * (1.0 - value.length() / largest.max(f32::MIN_POSITIVE));
            let mut run: Vec<(f32, f32)> = Vec::new();
            for (at, value) in part.values.iter().enumerate() {
                if let Some(value) = value {
                    let (x, y) = (at_x(at), height(value));
                    run.push((x, y));
                    piece.items.push(Item::Circle { x, y, radius: 2.0, fill: Some(colour), stroke: None });
                    continue;
                }
                stroke_run(piece, &mut run, colour);
            }
            let end = run.last().copied();
            stroke_run(piece, &mut run, colour);
            if let (Some((x, mut y)), Some(Some(value))) = (end, part.values.last()) {
                while ends.iter().any(|other| (other - y).abs() < 10.5) {
                    y += 1.0;
                }
                ends.push(y);
                let words = format!("{} {} {}", part.name, value.printed, part.unit);
                self.mark(piece, words.trim_end(), kind.coloured(colour), (x + 7.0, y + 3.0), 0.0);
            }
        }
        let base = vec![(area.x, top + LINE_PLOT), (right, top + LINE_PLOT)];
        piece.items.push(Item::Line { points: base, stroke: Stroke::solid(0.6, Colour::TEXT) });
        piece.height = top + LINE_PLOT + 18.0;
    }
}

/// What a chart shows, in words and figures: the given description, then every value.
fn described(chart: &Chart, series: &[Series]) -> String {
    let mut words = chart.alt.trim().to_owned();
    for part in series {
        let values = part.values.iter().zip(&chart.periods);
        let values: Vec<String> = values
            .filter_map(|(value, period)| Some(format!("{period} {}", value.as_ref()?.printed)))
            .collect();
        words.push_str(&format!(
            "; {} ({}): {}",
            part.name.replace(GAP, " / "),
            part.unit,
            values.join(", ")
        ));
    }
    words
}

fn stroke_run(piece: &mut Piece, run: &mut Vec<(f32, f32)>, colour: Colour) {
    let points = std::mem::take(run);
    if points.len() > 1 {
        piece.items.push(Item::Line { points, stroke: Stroke::solid(1.6, colour) });
    }
}

/// A part of a whole in per cent, one decimal.
fn share(part: Decimal, whole: Decimal) -> String {
    format!("{:.1}%", (part * Decimal::ONE_HUNDRED / whole).round_dp(1))
}

/// White on dark fills, text on light ones.
fn on(fill: Colour) -> Colour {
    if fill.contrast_on_white() >= 4.5 { Colour::WHITE } else { Colour::TEXT }
}
