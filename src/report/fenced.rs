//! Fenced blocks that print figures from YAML: ` ```metrics ` and ` ```chart `.

use std::ops::Range;

use crate::source::Span;

use super::inline::Scene;
use super::problem::ProblemKind;
use super::yaml::Node;
use super::{
    BlockKind, Chart, ChartType, MetricRef, MetricTable, Period, Standing, metrics_read, reference, shape,
};

/// Reads the body of a fenced block; one of neither kind, or that cannot be read, stays code.
pub(super) fn read(info: &str, body: String, range: &Range<usize>, scene: &mut Scene) -> BlockKind {
    if !matches!(info, "metrics" | "chart") {
        return BlockKind::Code(body);
    }
    let opening = body_start(&scene.source.text, range);
    let Some(node) = scene.reader.parse(&body, opening) else {
        return BlockKind::Code(body);
    };
    let shape = if info == "metrics" { &shape::METRIC_TABLE } else { &shape::CHART };
    shape::check(&mut scene.reader, &node, shape);
    let title = node.text("title").unwrap_or_default();
    let periods = periods(&node, "periods", scene);
    let series = series(&node, &periods, scene);
    if info == "metrics" {
        return BlockKind::MetricTable(MetricTable { title, rows: series, periods });
    }
    let Some(chart_type) = chart_type(&node, scene) else {
        return BlockKind::Code(body);
    };
    let alt = node.text("alt").unwrap_or_else(|| title.clone());
    let standings = standings(&node, scene);
    BlockKind::Chart(Chart { chart_type, title, alt, series, periods, standings })
}

/// Where the line behind the fence begins; a lone return ends a line too.
fn body_start(source: &str, range: &Range<usize>) -> usize {
    let fenced = &source[range.clone()];
    let Some(end) = fenced.find(['\r', '\n']) else { return range.end };
    range.start + end + if fenced[end..].starts_with("\r\n") { 2 } else { 1 }
}

fn periods(node: &Node, key: &str, scene: &mut Scene) -> Vec<Period> {
    let items = node.get(key).map(Node::items).unwrap_or_default();
    items.iter().filter_map(|item| metrics_read::read_period(&mut scene.reader, item)).collect()
}

/// The periods of `targets:`, `forecasts:` and `restated:`.
fn standings(node: &Node, scene: &mut Scene) -> Vec<(Period, Standing)> {
    const KEYS: [(&str, Standing); 3] =
        [("targets", Standing::Target), ("forecasts", Standing::Forecast), ("restated", Standing::Restated)];
    let of = |(key, standing)| periods(node, key, scene).into_iter().map(move |period| (period, standing));
    KEYS.into_iter().flat_map(of).collect()
}

/// The series of `metrics:`; each must exist, and have a value for at least one of the periods.
fn series(node: &Node, periods: &[Period], scene: &mut Scene) -> Vec<MetricRef> {
    let Some(list) = node.get("metrics") else {
        scene.reader.problem(node.span, ProblemKind::MissingKey { key: "metrics" });
        return Vec::new();
    };
    let first = periods.first().cloned().unwrap_or_else(|| Period(String::new()));
    let mut series = Vec::new();
    for item in list.items() {
        let name = item.scalar().unwrap_or_default();
        match reference::resolve_series(name, scene.known.metrics, &first) {
            Ok(found) => series.push(found),
            Err(kind) => scene.reader.problem(item.span, kind),
        }
    }
    series
}

fn chart_type(node: &Node, scene: &mut Scene) -> Option<ChartType> {
    const TYPES: [(&str, ChartType); 4] = [
        ("bars", ChartType::Bars),
        ("stacked", ChartType::Stacked),
        ("lines", ChartType::Lines),
        ("shares", ChartType::Shares),
    ];
    let found = node.get("type");
    let word = found.and_then(Node::scalar).unwrap_or_default();
    let chart_type = TYPES.into_iter().find(|(name, _)| *name == word).map(|(_, chart_type)| chart_type);
    if chart_type.is_none() {
        let span =
            found.map_or(Span::new(node.span.file, node.span.start, node.span.start), |found| found.span);
        let expected = TYPES.map(|(name, _)| name.to_owned()).to_vec();
        scene.reader.problem(span, ProblemKind::UnknownWord { found: word.to_owned(), expected });
    }
    chart_type
}
