//! Figures of sentences that state a metric: bound where value, unit, label and period all say so.
//!
//! A link to a metric is not drawn: the words stay as they are.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::figures::{Kind, Qualifier};
use crate::report::binding::normalise;
use crate::report::{Block, BlockKind, Edition, FigureId, Period, Report, Text, period_in};

use super::metrics::{Metrics, Series};
use super::tables::TableRows;
use super::weave::Insertion;

/// Shorter numbers are equal by chance.
const LEAST: Decimal = Decimal::ONE_HUNDRED;

/// What the figures of sentences state, by figure: the series' name and the period.
#[must_use]
pub fn stated(
    report: &Report,
    edition: &Edition,
    metrics: &Metrics,
    tables: &[TableRows],
    default: Option<&Period>,
) -> BTreeMap<FigureId, (String, Period)> {
    let by_value = by_value(report, metrics, tables);
    let mut found = BTreeMap::new();
    for block in edition.blocks.iter().filter(|block| is_prose(block)) {
        let Some(text) = block.text() else { continue };
        for id in text.figures.clone() {
            if is_bindable(report, edition, text, id)
                && let Some(stated) = meant(report, text, id, &by_value, default)
            {
                found.insert(id, stated);
            }
        }
    }
    found
}

/// The links around figures, in the order of the text.
#[must_use]
pub fn links(report: &Report, stated: &BTreeMap<FigureId, (String, Period)>) -> Vec<Insertion> {
    let mut links = Vec::new();
    for (figure, (name, period)) in stated {
        let span = report.figures[*figure].span;
        links.push(Insertion { at: span.start, text: "[".to_owned() });
        links.push(Insertion { at: span.end, text: format!("](metric:{name}@{period})") });
    }
    links
}

fn is_prose(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Item { .. })
}

/// A value of a series, and the words that name it.
struct Candidate {
    name: String,
    period: Period,
    figure: FigureId,
    labels: Vec<String>,
}

fn by_value(report: &Report, metrics: &Metrics, tables: &[TableRows]) -> BTreeMap<Decimal, Vec<Candidate>> {
    let mut found: BTreeMap<Decimal, Vec<Candidate>> = BTreeMap::new();
    let mut add = |name: &str, series: &Series, labels: &[String]| {
        for (period, stated) in &series.values {
            let value = report.figures[stated.figure].figure.value.normalize();
            let (name, period) = (name.to_owned(), period.clone());
            let candidate = Candidate { name, period, figure: stated.figure, labels: labels.to_vec() };
            found.entry(value).or_default().push(candidate);
        }
    };
    for metric in &metrics.all {
        // The row's own label stands in sentences, hardly ever with its groups before it.
        let entries = metrics.names.iter().filter(|(_, name)| **name == metric.id);
        let own = entries.map(|((table, entry), _)| normalise(tables[*table].entries[*entry].own()));
        let mut labels: Vec<String> =
            own.chain([normalise(&metric.whole.label)]).filter(|label| tells(label)).collect();
        labels.dedup();
        add(&metric.id, &metric.whole, &labels);
        for (key, part) in metric.dimensions.iter().flat_map(|dimension| &dimension.parts) {
            let label = normalise(&part.label);
            let labels: Vec<String> = Some(label).filter(|label| tells(label)).into_iter().collect();
            add(&format!("{}[{key}]", metric.id), part, &labels);
        }
    }
    found
}

/// Whether a label is more than a word that any sentence may hold.
fn tells(label: &str) -> bool {
    let wide = label.chars().any(|char| char >= '\u{2e80}');
    label.chars().count() >= if wide { 4 } else { 8 }
}

/// A plain exact number that stands in the source as it is printed, outside links and code.
fn is_bindable(report: &Report, edition: &Edition, text: &Text, id: FigureId) -> bool {
    let placed = &report.figures[id];
    let figure = &placed.figure;
    let source = &report.sources.get(edition.file).text;
    let as_printed = report.sources.slice(placed.span) == figure.printed;
    let free = text.runs.iter().all(|run| {
        let apart = run.range.end <= figure.range.start || figure.range.end <= run.range.start;
        apart || run.link.is_none() && !run.style.code
    });
    let arithmetic = figure.kind.carries_arithmetic() && figure.kind != Kind::Range;
    let exact = figure.qualifier == Qualifier::Exact && figure.upper.is_none();
    let digits = figure.value.normalize().mantissa().unsigned_abs();
    // Within HTML a link is not read.
    let block = report.block_of(&placed.place).span;
    let markdown = !source[block.start..block.end].contains('<');
    as_printed && free && arithmetic && exact && markdown && Decimal::from(digits) >= LEAST
}

/// The one series and period that a figure of a sentence states.
fn meant(
    report: &Report,
    text: &Text,
    id: FigureId,
    by_value: &BTreeMap<Decimal, Vec<Candidate>>,
    default: Option<&Period>,
) -> Option<(String, Period)> {
    let figure = &report.figures[id].figure;
    let unit = figure.unit.as_ref()?;
    let sentence = sentence(&text.plain, figure.range.start);
    let words = normalise(sentence);
    let named = period_in(sentence);
    // Among several years the value itself tells which is meant.
    let of_period =
        |period: &Period| sentence.contains(&period.0) || named.as_ref().or(default) == Some(period);
    let fits = |candidate: &&Candidate| {
        report.figures[candidate.figure].figure.unit.as_ref() == Some(unit)
            && of_period(&candidate.period)
            && candidate.labels.iter().any(|label| words.contains(label.as_str()))
    };
    let mut fitting = by_value.get(&figure.value.normalize())?.iter().filter(fits);
    let only = fitting.next()?;
    fitting.next().is_none().then(|| (only.name.clone(), only.period.clone()))
}

/// The sentence around a byte of a text.
fn sentence(plain: &str, at: usize) -> &str {
    let ends = |(index, char): (usize, char)| {
        let after = index + char.len_utf8();
        let full = matches!(char, '。' | '！' | '？' | '；' | '\n');
        let stop = matches!(char, '.' | ';') && plain[after..].starts_with(' ');
        (full || stop).then_some(after)
    };
    let start = plain[..at].char_indices().rev().find_map(ends).unwrap_or(0);
    let end =
        plain[at..].char_indices().find_map(|(index, char)| ends((at + index, char))).unwrap_or(plain.len());
    &plain[start..end]
}
