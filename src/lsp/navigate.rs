//! From a figure to its twins: the metric in YAML, the other edition, and the other places that state the same.

use lsp_types::{GotoDefinitionResponse, Location};

use crate::check::{Context, Tie};
use crate::report::{FigureId, MetricRef};
use crate::source::Span;

use super::place::At;
use super::snapshot::Snapshot;

/// Where a figure is defined: its metric in YAML, and its translation. From a value in YAML, the places that print it; from a
/// fingerprint in `review.yaml`, the finding.
pub fn definition(snapshot: &Snapshot, at: At) -> GotoDefinitionResponse {
    let spans = if let Some(figure) = snapshot.figure(at) {
        let metric = snapshot.report().figures[figure].binding.as_ref();
        let value = metric.and_then(|metric| snapshot.report().metrics.value(metric));
        let twin = twin(snapshot, figure).map(|twin| snapshot.report().figures[twin].span);
        value.map(|value| value.span).into_iter().chain(twin).collect()
    } else if let Some(metric) = snapshot.value(at) {
        stating(snapshot, &metric)
    } else {
        finding(snapshot, at).into_iter().collect()
    };
    GotoDefinitionResponse::Array(locations(snapshot, spans))
}

/// Every place that states the same figure; with its definition, also the value in YAML.
pub fn references(snapshot: &Snapshot, at: At, definition: bool) -> Vec<Location> {
    let report = snapshot.report();
    let figure = snapshot.figure(at);
    let metric =
        figure.and_then(|figure| report.figures[figure].binding.clone()).or_else(|| snapshot.value(at));
    let mut spans: Vec<Span> = Vec::new();
    if let Some(metric) = &metric {
        spans.extend(stating(snapshot, metric));
        if let Some(value) = report.metrics.value(metric).filter(|_| definition) {
            spans.push(value.span);
        }
    }
    if let Some(figure) = figure {
        spans.push(report.figures[figure].span);
        spans.extend(twin(snapshot, figure).map(|twin| report.figures[twin].span));
        let same = |by: Tie| matches!(by, Tie::Agreed | Tie::Paired);
        let agreeing = snapshot.facts(figure).iter().filter(|fact| same(fact.by));
        spans.extend(agreeing.flat_map(|fact| fact.places.iter().copied()));
    }
    spans.sort_by_key(|span| (report.sources.get(span.file).path.clone(), span.start));
    spans.dedup();
    locations(snapshot, spans)
}

fn locations(snapshot: &Snapshot, spans: Vec<Span>) -> Vec<Location> {
    spans.into_iter().filter_map(|span| snapshot.location(span)).collect()
}

fn stating(snapshot: &Snapshot, metric: &MetricRef) -> Vec<Span> {
    let figures = snapshot.report().figures.iter();
    figures.filter(|placed| placed.binding.as_ref() == Some(metric)).map(|placed| placed.span).collect()
}

/// The figure of the other edition that answers one, whether it says the same or not.
fn twin(snapshot: &Snapshot, figure: FigureId) -> Option<FigureId> {
    Context::new(snapshot.report()).twins.of(figure)
}

/// The place of the finding whose fingerprint stands at a place.
fn finding(snapshot: &Snapshot, at: At) -> Option<Span> {
    let text = &snapshot.report().sources.get(at.file).text;
    let hex = |char: char| char.is_ascii_hexdigit();
    let start = text[..at.offset].rfind(|char| !hex(char)).map_or(0, |before| before + 1);
    let word: String = text.get(start..)?.chars().take_while(|char| hex(*char)).collect();
    let findings = snapshot.session.outcome.findings.iter();
    findings.filter(|finding| finding.fingerprint == word).map(|finding| finding.primary().span).next()
}
