//! Reads `metrics/*.yaml`.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::figures::{Interval, unit};
use crate::source::{ByLanguage, Span};

use super::metrics::{Dimension, Metric, MetricValue, Metrics, Period, Series, SeriesId};
use super::problem::ProblemKind;
use super::yaml::{Node, Reader, by_language, lists_by_language, required};

/// Reads one file into the metrics read so far.
pub(super) fn read(reader: &mut Reader, node: &Node, metrics: &mut Metrics) {
    if node.get("metrics").is_none() {
        reader.problem(node.span, ProblemKind::MissingKey { key: "metrics" });
    }
    for item in node.get("metrics").map(Node::items).unwrap_or_default() {
        metric(reader, item, metrics);
    }
}

fn metric(reader: &mut Reader, node: &Node, metrics: &mut Metrics) {
    let Some((id, span)) = required(reader, node, "id") else {
        return;
    };
    if metrics.by_name.contains_key(&id) {
        return reader.problem(span, ProblemKind::DuplicateMetric { id });
    }
    let index = metrics.metrics.len();
    let common = Common {
        metric: index,
        unit_text: node.text("unit").unwrap_or_default(),
        decimals: node.text("decimals").and_then(|text| text.parse().ok()),
    };
    let whole = common.series(reader, node, id.clone(), None, span, metrics);
    let mut dimensions = Vec::new();
    for (key, members) in node.get("segments").map(Node::entries).unwrap_or_default() {
        let dimension = key.scalar().unwrap_or_default().to_owned();
        let mut series = Vec::new();
        for (member, body) in members.entries() {
            let name = format!("{id}[{}]", member.scalar().unwrap_or_default());
            let key = member.scalar().unwrap_or_default().to_owned();
            if metrics.by_name.contains_key(&name) {
                reader.problem(member.span, ProblemKind::DuplicateSegment { id: id.clone(), key });
                continue;
            }
            let segment = Some((dimension.clone(), key));
            series.push(common.series(reader, body, name, segment, member.span, metrics));
        }
        dimensions.push(Dimension { key: dimension, members: series });
    }
    metrics.metrics.push(Metric { id, whole, dimensions, source: node.text("source"), span });
}

/// What the series of one metric share.
struct Common {
    metric: usize,
    unit_text: String,
    decimals: Option<u32>,
}

impl Common {
    fn series(
        &self,
        reader: &mut Reader,
        node: &Node,
        name: String,
        segment: Option<(String, String)>,
        span: Span,
        metrics: &mut Metrics,
    ) -> SeriesId {
        let id = SeriesId(metrics.series.len());
        let unit = unit::parse(&self.unit_text);
        let exact = unit.as_ref().is_some_and(unit::Unit::is_counter);
        let mut label = by_language(node.get("label"));
        if label == ByLanguage::default() {
            label = ByLanguage { zh_hant: name.clone(), en: name.clone() };
        }
        metrics.by_name.insert(name.clone(), id);
        metrics.series.push(Series {
            name,
            metric: self.metric,
            segment,
            label,
            aliases: lists_by_language(node.get("aliases")),
            unit,
            unit_text: self.unit_text.clone(),
            decimals: self.decimals,
            values: values(reader, node, exact),
            span,
        });
        id
    }
}

fn values(reader: &mut Reader, node: &Node, exact: bool) -> BTreeMap<Period, MetricValue> {
    let mut values = BTreeMap::new();
    for (period, value) in node.get("values").map(Node::entries).unwrap_or_default() {
        let Some(period) = read_period(reader, period) else {
            continue;
        };
        let lexeme = value.scalar().unwrap_or_default().to_owned();
        let Ok(number) = lexeme.replace(['_', ','], "").parse::<Decimal>() else {
            reader.problem(value.span, ProblemKind::NotANumber { found: lexeme });
            continue;
        };
        let quantum = Decimal::new(1, number.scale());
        let interval = printed(number, quantum, exact);
        values.insert(period, MetricValue { lexeme, value: number, interval, span: value.span });
    }
    values
}

/// A year, half-year or quarter: `2023`, `2023H1`, `2023Q2`.
pub(super) fn read_period(reader: &mut Reader, node: &Node) -> Option<Period> {
    let text = node.scalar().unwrap_or_default();
    let (year, part) = text.split_at_checked(4).unwrap_or((text, ""));
    let year_is_plain = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    if year_is_plain && matches!(part, "" | "H1" | "H2" | "Q1" | "Q2" | "Q3" | "Q4") {
        return Some(Period(text.to_owned()));
    }
    reader.problem(node.span, ProblemKind::BadPeriod { found: text.to_owned() });
    None
}

/// What a typed value can mean: counts are exact, anything else half a last digit either side.
fn printed(value: Decimal, quantum: Decimal, counted: bool) -> Interval {
    if counted && value.scale() == 0 {
        Interval::exact(value)
    } else {
        Interval::around(value, quantum / Decimal::TWO)
    }
}
