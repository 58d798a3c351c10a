//! What is known of a figure: its metric, unit, period and state, the arithmetic that ties it, and what is found against it.

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind};

use crate::check::Arg;
use crate::locale::Locale;
use crate::output::register::{detail, tie_word};
use crate::output::{place, words_of};
use crate::report::{FigureId, MetricRef};
use crate::source::Span;

use super::place::{At, range};
use super::snapshot::Snapshot;

pub fn hover(snapshot: &Snapshot, at: At, locale: &Locale) -> Option<Hover> {
    let (span, mut parts) = if let Some(figure) = snapshot.figure(at) {
        (snapshot.report().figures[figure].span, of_figure(snapshot, figure, locale))
    } else {
        let reference = snapshot.value(at)?;
        let span = snapshot.report().metrics.value(&reference)?.span;
        (span, vec![of_metric(snapshot, &reference, locale)])
    };
    for finding in snapshot.findings(At { file: span.file, offset: span.start }) {
        let finding = &snapshot.session.outcome.findings[finding];
        let severity = locale.text(&format!("severity-{}", finding.severity.word()));
        let words = escaped(&words_of(finding, locale)).replace('\n', "  \n");
        parts.push(format!("**{severity}** `{}`  \n{words}", finding.rule));
    }
    let value = parts.join("\n\n");
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value });
    Some(Hover { contents, range: Some(shown(snapshot, span)) })
}

fn shown(snapshot: &Snapshot, span: Span) -> lsp_types::Range {
    range(snapshot.report().sources.get(span.file), span.start..span.end)
}

fn of_figure(snapshot: &Snapshot, figure: FigureId, locale: &Locale) -> Vec<String> {
    let report = snapshot.report();
    let placed = &report.figures[figure];
    let state = &snapshot.session.outcome.figures[figure];
    let unit = placed.figure.unit.as_ref().map(place::unit).unwrap_or_default();
    let printed = placed.figure.printed.trim();
    // A printed figure often has its unit behind it already.
    let unit = if printed.ends_with(&unit) { String::new() } else { format!(" {unit}") };
    let kind = locale.text(&format!("kind-{}", place::kind(placed.figure.kind)));
    let words = locale.text(&format!("state-{}", place::state(state.state)));
    let mut parts = vec![format!("**{}**{} · {kind} · {words}", escaped(printed), escaped(&unit))];
    if let Some(reference) = &placed.binding {
        parts.push(of_metric(snapshot, reference, locale));
    }
    let ties: Vec<String> = snapshot
        .facts(figure)
        .iter()
        .map(|fact| {
            let what = locale.text(&format!("tie-{}", tie_word(fact.by)));
            let args = [("what", Arg::Text(what)), ("detail", Arg::Text(detail(report, fact)))];
            format!("- {}", escaped(&locale.with("register-tie", &args)))
        })
        .collect();
    if !ties.is_empty() {
        parts.push(ties.join("\n"));
    }
    parts
}

/// A metric: its name, label, value with unit and period, and where it comes from.
fn of_metric(snapshot: &Snapshot, reference: &MetricRef, locale: &Locale) -> String {
    let metrics = &snapshot.report().metrics;
    let series = metrics.series(reference.series);
    let value = metrics.value(reference).map_or("–", |value| &value.lexeme);
    let label = escaped(series.label.get(locale.language));
    let unit = escaped(&series.unit_text);
    let mut words =
        format!("`{}` {label}  \n{}: {} {unit}", metrics.name(reference), reference.period, escaped(value));
    if let Some(source) = &metrics.metrics[series.metric].source {
        words.push_str(&format!("  \n{}", escaped(source)));
    }
    words
}

/// Words of the report in which nothing means anything to Markdown.
pub fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for char in words.chars() {
        if "\\`*_{}[]<>#|~".contains(char) {
            out.push('\\');
        }
        out.push(char);
    }
    out
}
