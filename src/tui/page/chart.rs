//! Charts in cells, of the same types as on paper, with every value in figures.
//!
//! Lengths and lines show how values lie; what they are is always read. Parts are told apart by the heights of their
//! dots, never by a colour alone.

mod bars;
mod dots;
mod key;
mod parts;
mod trend;

use std::sync::LazyLock;

use crate::locale::Locale;
use crate::report::{Chart, ChartType, MetricRef, Period};
use crate::source::{ByLanguage, Language};

use super::super::line::{Ink, Line, Piece, wrap_words};
use super::super::text;
use super::Setting;
use super::value::Value;

/// A chart speaks the language of its edition, whichever the screen speaks.
static LOCALES: LazyLock<ByLanguage<Locale>> =
    LazyLock::new(|| ByLanguage { zh_hant: Locale::new(Language::ZhHant), en: Locale::new(Language::En) });

/// Lays out a chart in at most `cells`. How many groups of lines there are depends on the chart alone, so that both
/// editions stand level.
pub(super) fn lay(setting: &Setting, chart: &Chart, cells: usize) -> Vec<Vec<Line>> {
    let data = Data::new(setting, chart);
    let mut groups = vec![data.title(cells)];
    groups.extend(match chart.chart_type {
        ChartType::Bars => bars::lay(&data, cells),
        ChartType::Stacked => parts::stacked(&data, cells),
        ChartType::Shares => parts::shares(&data, cells),
        ChartType::Lines => trend::lay(&data, cells),
    });
    groups
}

/// The values of a chart, named in the language of the edition.
struct Data<'a> {
    chart: &'a Chart,
    language: Language,
    /// Of all parts, where it is one.
    unit: Option<&'a str>,
    parts: Vec<Part>,
}

/// A part, a line, a row of bars.
struct Part {
    name: String,
    /// By period.
    values: Vec<Option<Value>>,
}

impl<'a> Data<'a> {
    fn new(setting: &Setting<'a>, chart: &'a Chart) -> Data<'a> {
        let metrics = &setting.loaded.report().metrics;
        let unit_of = |part: &MetricRef| metrics.series(part.series).unit_text.as_str();
        let first = chart.series.first().map(unit_of);
        let unit = first.filter(|first| chart.series.iter().all(|part| unit_of(part) == *first));
        let value = |part: &MetricRef, period: &Period| {
            Value::of(setting, &MetricRef { series: part.series, period: period.clone() })
        };
        let part = |part: &MetricRef| {
            let name = chart.name(metrics, part, setting.language);
            let own = unit_of(part);
            let name = if unit.is_some() || own.is_empty() { name } else { format!("{name} ({own})") };
            Part { name, values: chart.periods.iter().map(|period| value(part, period)).collect() }
        };
        let parts = chart.series.iter().map(part).collect();
        Data { chart, language: setting.language, unit, parts }
    }

    fn title(&self, cells: usize) -> Vec<Line> {
        let mut lines = wrap_words(Ink::Strong, &self.chart.title, cells);
        let unit = self.unit.filter(|unit| !unit.is_empty());
        match (unit, lines.last_mut()) {
            (Some(unit), Some(last)) if last.width() + 2 + text::width(unit) <= cells => {
                last.pieces.push(Piece::new(Ink::Dim, format!("  {unit}")));
            }
            (Some(unit), _) => lines.extend(wrap_words(Ink::Dim, unit, cells)),
            (None, _) => {}
        }
        lines
    }

    fn word(&self, key: &str) -> String {
        LOCALES.get(self.language).text(key)
    }

    /// What the values of a period are where they are not simply reported, with a blank before it.
    fn standing(&self, at: usize) -> String {
        let standing = self.chart.standing(&self.chart.periods[at]);
        standing.map_or_else(String::new, |standing| {
            format!(" {}", self.word(&format!("standing-{}", standing.word())))
        })
    }

    /// The widest of what is said of any period.
    fn standing_cells(&self) -> usize {
        widest((0..self.chart.periods.len()).map(|at| text::width(&self.standing(at))))
    }

    fn period_cells(&self) -> usize {
        widest(self.chart.periods.iter().map(|period| text::width(&period.0)))
    }

    fn value_cells(&self) -> usize {
        widest(self.parts.iter().flat_map(|part| &part.values).flatten().map(Value::width))
    }
}

fn widest(widths: impl Iterator<Item = usize>) -> usize {
    widths.max().unwrap_or(0)
}

/// A line that a name begins, cut to its cells.
fn named(ink: Ink, name: &str, cells: usize) -> Line {
    let mut line = Line::plain(ink, text::cut(name, cells));
    line.pad_to(cells);
    line
}
