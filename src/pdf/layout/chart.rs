//! Charts from metrics, as paths: the title states what they show, labels stand at the marks, no axes.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Layout;
use super::chapter::{Unit, beside};
use super::grid::{Column, Role, Type};
use super::hatch;
use super::piece::Piece;
use super::prose::spaced;
use super::setter::{Fill, Line};
use super::words::{GAP, Words};
use crate::pdf::colour::Colour;
use crate::pdf::page::{Item, Tag};
use crate::pdf::tag::Role as Part;
use crate::pdf::{Warning, WarningKind};
use crate::report::{BlockKind, Chart, ChartType, Period, grouped};
use crate::source::Language;

/// Colours, and so parts at most; between two charts side by side.
pub const PARTS: usize = 6;
const GUTTER: f32 = 12.0;
const BAR_HEIGHT: f32 = 22.0;
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
    pub fn length(&self) -> f32 {
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
        let spans: Vec<_> = [unit.zh_hant, unit.en].into_iter().flatten().map(|block| block.span).collect();
        self.charts += 1;
        let figure = self.setter.tags.add(Part::Figure, Some(self.lead()));
        self.setter.tags.enter(figure);
        let area = self.grid.full;
        let mut pieces = self.caption("pdf-chart", &titles, self.charts, area, false);
        self.setter.tags.leave();
        let mut series = self.series(chart);
        if series.iter().all(|part| part.values.iter().all(Option::is_none)) {
            let block = self.grid.languages.iter().find_map(|language| unit.get(*language));
            self.warnings
                .extend(block.map(|block| Warning { span: block.span, kind: WarningKind::ChartEmpty }));
        }
        if matches!(chart.chart_type, ChartType::Shares | ChartType::Stacked) {
            self.gather(&mut series);
        }
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
        self.figures_of(chart, &series, &mut piece);
        pieces.push(piece);
        super::piece::widen(&mut pieces, true);
        for span in spans {
            self.note_change(&mut pieces, span);
        }
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

    /// Two charts side by side.
    pub fn chart_pair(&mut self, left: Unit, right: Unit) -> Vec<Piece> {
        let full = self.grid.full;
        let width = (full.width - GUTTER) / 2.0;
        let mut halves = [(left, full.x), (right, full.x + width + GUTTER)].map(|(unit, x)| {
            self.grid.full = Column { x, width };
            vec![stacked(self.chart(unit))]
        });
        self.grid.full = full;
        let [left, right] = halves.each_mut().map(std::mem::take);
        let mut both = beside(left, right);
        spaced(&mut both, 18.0, 18.0);
        both
    }

    /// More parts than there are colours: the smallest are put together as others.
    fn gather(&self, series: &mut Vec<Series>) {
        if series.len() <= PARTS {
            return;
        }
        let size = |part: &Series| part.values.iter().flatten().map(|value| value.exact).max();
        let mut sizes: Vec<Option<Decimal>> = series.iter().map(size).collect();
        sizes.sort_unstable_by(|a, b| b.cmp(a));
        let least = sizes[PARTS - 2];
        let mut kept = 0;
        let (large, small): (Vec<Series>, Vec<Series>) = series.drain(..).partition(|part| {
            let keep = size(part) >= least && kept < PARTS - 1;
            kept += usize::from(keep);
            keep
        });
        let periods = small.first().map_or(0, |part| part.values.len());
        let sum = |at: usize| {
            let values: Vec<Decimal> =
                small.iter().filter_map(|part| part.values[at].as_ref()).map(|value| value.exact).collect();
            let exact = values.iter().fold(Decimal::ZERO, |sum, value| sum.saturating_add(*value));
            (!values.is_empty()).then(|| Value { exact, printed: grouped(&exact.to_string()) })
        };
        let name: Vec<String> = self
            .grid
            .languages
            .iter()
            .map(|language| self.locales.get(*language).text("pdf-others"))
            .collect();
        let unit = small.first().map_or_else(String::new, |part| part.unit.clone());
        let others = Series { name: name.join(GAP), values: (0..periods).map(sum).collect(), unit };
        *series = large;
        series.push(others);
    }

    /// The area of a part: its colour, or a pattern in it where patterns are asked for or parts are many.
    fn part(&self, area: hatch::Area, number: usize, parts: usize) -> Vec<Item> {
        let colour = self.palette.series[number % PARTS];
        if self.report.config.page.patterns || parts > 4 {
            return hatch::fill(area, number, colour);
        }
        let [x, y, width, height] = area;
        vec![Item::Rectangle { x, y, width, height, fill: colour }]
    }

    pub fn label_type(&self) -> Type {
        let language = if self.grid.bilingual { Language::ZhHant } else { self.lead() };
        self.scale.of(Role::Cell, language).sized(8.8, 12.0)
    }

    /// A label whose left edge, middle or right edge is at `x`: `side` 0, 0.5 or 1.
    pub fn mark(&mut self, piece: &mut Piece, words: &str, kind: Type, (x, y): (f32, f32), side: f32) -> f32 {
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
            let values = series.iter().filter_map(|series| series.values[at].as_ref());
            values.fold(Decimal::ZERO, |sum, value| sum.saturating_add(value.exact))
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
                let width =
                    value.exact.checked_div(whole).and_then(|share| share.to_f32()).unwrap_or_default()
                        * room;
                let patterned = self.report.config.page.patterns || series.len() > 4;
                // On a pattern words stand on white.
                let fill = if patterned && index % PARTS > 0 {
                    Colour::WHITE
                } else {
                    self.palette.series[index % PARTS]
                };
                let drawn = [x, y, (width - 0.75).max(0.3), BAR_HEIGHT];
                piece.items.extend(self.part(drawn, index, series.len()));
                let words = if shares { share(value.exact, whole) } else { value.printed.clone() };
                let inside = kind.strong().coloured(on(fill));
                let label = self.setter.label(&words, inside).end();
                if width >= label + 10.0 {
                    if patterned && index % PARTS > 0 {
                        let (y, width, height) = (y + 4.5, label + 4.0, 13.0);
                        piece.items.push(Item::Rectangle {
                            x: x + 4.0,
                            y,
                            width,
                            height,
                            fill: Colour::WHITE,
                        });
                    }
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
            let mut lines =
                self.setter.lines(&Words::plain(words.trim_end()), kind, Fill::ragged(area.width - 14.0));
            let width = lines.iter().map(Line::end).fold(0.0, f32::max);
            if x > area.x && x + 14.0 + width > area.right() {
                x = area.x;
                y += KEY;
            }
            let patterned = self.report.config.page.patterns || series.len() > 4;
            let (above, high) = if patterned { (2.5, 8.0) } else { (6.0, 2.0) };
            piece.items.extend(self.part([x, y + above, 10.0, high], index, series.len()));
            let last = lines.pop();
            for line in lines {
                piece.items.extend(line.items(x + 14.0, y + 10.5));
                y += KEY - 3.0;
            }
            piece.items.extend(last.map(|line| line.items(x + 14.0, y + 10.5)).unwrap_or_default());
            x += 14.0 + width + 18.0;
        }
        y + KEY
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

/// Whether a chart has room in half the width.
#[must_use]
pub fn is_small(chart: &Chart) -> bool {
    match chart.chart_type {
        ChartType::Bars => chart.series.len() == 1 && chart.periods.len() <= 4,
        ChartType::Shares | ChartType::Stacked => chart.series.len() <= 3 && chart.periods.len() <= 2,
        ChartType::Lines => false,
    }
}

/// Pieces that are kept together anyway, as one.
fn stacked(pieces: Vec<Piece>) -> Piece {
    let mut whole = Piece { wide: true, ..Piece::default() };
    for mut piece in pieces {
        piece.items.iter_mut().for_each(|item| item.shift(whole.height));
        whole.height += piece.height;
        whole.items.append(&mut piece.items);
        whole.anchors.append(&mut piece.anchors);
        whole.sources.append(&mut piece.sources);
        whole.changed |= piece.changed;
    }
    whole
}

/// A part of a whole in per cent, one decimal.
fn share(part: Decimal, whole: Decimal) -> String {
    let share = part.checked_mul(Decimal::ONE_HUNDRED).and_then(|part| part.checked_div(whole));
    share.map_or_else(String::new, |share| format!("{:.1}%", share.round_dp(1)))
}

/// White on dark fills, text on light ones.
fn on(fill: Colour) -> Colour {
    if fill.contrast_on_white() >= 4.5 { Colour::WHITE } else { Colour::TEXT }
}
