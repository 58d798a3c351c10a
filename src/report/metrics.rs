//! Metrics: named quantities with values by period and segment, kept as they were typed.

use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;

use crate::figures::{Interval, Unit};
use crate::source::{ByLanguage, Span};

/// A reporting period: `2023`, `2023H1`, `2023Q2`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period(pub String);

impl std::fmt::Display for Period {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Index into [`Metrics::series`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeriesId(pub usize);

/// One value of one series: `ghg.scope3@2023`, `workforce.headcount[male]@2023`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MetricRef {
    pub series: SeriesId,
    pub period: Period,
}

/// All metrics of a report.
#[derive(Clone, Debug, Default)]
pub struct Metrics {
    pub metrics: Vec<Metric>,
    /// The metrics themselves and their segments, each a row of values by period.
    pub series: Vec<Series>,
    /// By name (`ghg.scope3`, `workforce.headcount[male]`).
    pub by_name: HashMap<String, SeriesId>,
}

/// A named quantity.
#[derive(Clone, Debug)]
pub struct Metric {
    pub id: String,
    /// The series of the whole.
    pub whole: SeriesId,
    /// Ways to divide it, in file order: `gender` into `male`, `female`.
    pub dimensions: Vec<Dimension>,
    pub source: Option<String>,
    /// The span of its id.
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Dimension {
    pub key: String,
    pub members: Vec<SeriesId>,
}

/// One row of values: a metric, or one segment of it.
#[derive(Clone, Debug)]
pub struct Series {
    /// `ghg.scope3` or `workforce.headcount[male]`.
    pub name: String,
    /// Index into [`Metrics::metrics`].
    pub metric: usize,
    /// The dimension and key of a segment.
    pub segment: Option<(String, String)>,
    pub label: ByLanguage<String>,
    pub aliases: ByLanguage<Vec<String>>,
    pub unit: Option<Unit>,
    /// The unit as typed, for printing.
    pub unit_text: String,
    pub decimals: Option<u32>,
    pub values: BTreeMap<Period, MetricValue>,
    pub span: Span,
}

/// One typed value.
#[derive(Clone, Debug)]
pub struct MetricValue {
    /// As typed: `30.80`.
    pub lexeme: String,
    pub value: Decimal,
    /// What it can mean, by its decimals and unit.
    pub interval: Interval,
    pub span: Span,
}

impl Metrics {
    #[must_use]
    pub fn series(&self, id: SeriesId) -> &Series {
        &self.series[id.0]
    }

    #[must_use]
    pub fn value(&self, reference: &MetricRef) -> Option<&MetricValue> {
        self.series(reference.series).values.get(&reference.period)
    }

    /// The name of a reference as it is written in Markdown: `ghg.scope3@2023`.
    #[must_use]
    pub fn name(&self, reference: &MetricRef) -> String {
        format!("{}@{}", self.series(reference.series).name, reference.period)
    }
}
