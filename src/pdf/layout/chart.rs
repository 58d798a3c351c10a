//! Charts from metrics, as paths: the title states what they show, labels stand at the marks, no axes.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Layout;
use super::grid::{Column, Role, Type};
use super::piece::{Piece, beside, stacked};
use super::prose::spaced;
use super::unit::Unit;
use super::words::{GAP, Words};
use crate::pdf::page::{Item, Tag};
use crate::pdf::tag::Role as Part;
use crate::pdf::{Warning, WarningKind};
use crate::report::{BlockKind, Chart, ChartType, Period, grouped};
use crate::source::Language;

/// Colours, and so parts at most.
pub const PARTS: usize = 6;
/// Between two charts side by side.
const GUTTER: f32 = 12.0;

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
        let words = self.described(chart, &series);
        self.setter.tags.describe(figure, words);
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
                unit: self.locales.get(self.lead()).unit(&series.unit_text).into_owned(),
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
}

impl Layout<'_> {
    /// What a chart shows, in words and figures: the given description, then every value.
    fn described(&self, chart: &Chart, series: &[Series]) -> String {
        let mut words = chart.alt.trim().to_owned();
        for part in series {
            let values = part.values.iter().zip(&chart.periods);
            let values: Vec<String> = values
                .filter_map(|(value, period)| {
                    Some(format!("{} {}", self.period_words(chart, period), value.as_ref()?.printed))
                })
                .collect();
            let name = part.name.replace(GAP, " / ");
            words.push_str(&format!("; {name} ({}): {}", part.unit, values.join(", ")));
        }
        words
    }

    /// A period with what its values are, where they are not reported.
    pub fn period_words(&self, chart: &Chart, period: &Period) -> String {
        let standing = self.standing_words(chart.standing(period)).join(" / ");
        if standing.is_empty() { period.0.clone() } else { format!("{period} {standing}") }
    }
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
