//! The figures that changed, for people: what each was and is, then where the same is said and did not move.

use crate::check::Arg;
use crate::diff::{Change, Moved, Spot, Unmoved};
use crate::report::{BlockKind, FigureId, PlacedFigure, Report};
use crate::source::{Span, visible};

use super::{Compared, Look, path};

/// All changes and a summary.
#[must_use]
pub fn changes(compared: &Compared, look: Look) -> String {
    let mut text = String::new();
    for change in &compared.diff.changes {
        text.push_str(&one(compared, change, look));
        text.push('\n');
    }
    text.push_str(&summary(compared));
    text.push('\n');
    text
}

fn summary(compared: &Compared) -> String {
    let diff = compared.diff;
    let number = |count: usize| Arg::Number(i64::try_from(count).unwrap_or(i64::MAX));
    let count = |of: fn(&Change) -> usize| diff.changes.iter().map(of).sum::<usize>();
    let stale = count(|change| change.unmoved.iter().filter(|unmoved| !unmoved.agrees).count());
    let args = [
        ("since", Arg::Text(compared.since.chars().take(12).collect())),
        ("quantities", number(diff.changes.len())),
        ("moved", number(count(|change| change.moved.len()))),
        ("stale", number(stale)),
        ("added", number(diff.added.len())),
        ("removed", number(diff.removed.len())),
    ];
    let key = if diff.changes.is_empty() { "diff-none" } else { "diff-summary" };
    compared.locale.with(key, &args)
}

fn one(compared: &Compared, change: &Change, look: Look) -> String {
    let mut text = bold(&title(compared, change), look);
    text.push('\n');
    for moved in &change.moved {
        text.push_str(&moved_line(compared, moved, look));
    }
    if !change.unmoved.is_empty() {
        text.push_str(&format!("  {}\n", compared.locale.text("diff-unmoved")));
        for unmoved in &change.unmoved {
            text.push_str(&unmoved_line(compared, unmoved, look));
        }
    }
    text
}

/// The metric with its label and unit, or else what stands around the figure.
fn title(compared: &Compared, change: &Change) -> String {
    let report = compared.new;
    let Some((name, period)) = &change.metric else {
        let figure = change.moved.iter().find_map(|moved| match moved.new {
            Some(Spot::Figure(id)) => Some(id),
            _ => None,
        });
        return figure.map(|id| around(report, id)).unwrap_or_default();
    };
    let series = [report, compared.old].into_iter().find_map(|report| {
        let id = report.metrics.by_name.get(name)?;
        Some(report.metrics.series(*id))
    });
    let label = series.map(|series| series.label.get(compared.locale.language).as_str()).unwrap_or_default();
    let unit = series.map(|series| series.unit_text.as_str()).unwrap_or_default();
    visible::one_line(format!("{name}@{period}  {label}  {unit}").trim_end())
}

/// The row and column of a figure in a table; in prose, some words before and after it.
fn around(report: &Report, id: FigureId) -> String {
    const NEAR: usize = 16;
    let placed: &PlacedFigure = &report.figures[id];
    if let (BlockKind::Table(table), Some((row, column))) =
        (&report.block_of(&placed.place).kind, placed.place.cell)
    {
        let head = table.columns.get(column).map_or("", |column| column.head.as_str());
        return visible::one_line(&format!("{}  {head}", table.path(row).join(" ")));
    }
    let source = &report.sources.get(placed.span.file).text;
    let Span { start, end, .. } = placed.span;
    let before: Vec<char> = source[..start].chars().rev().take(NEAR).collect();
    let before: String = before.into_iter().rev().collect();
    let after: String = source[end..].chars().take(NEAR).collect();
    let words = format!("…{before}{}{after}…", &source[start..end]);
    visible::one_line(&words.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn moved_line(compared: &Compared, moved: &Moved, look: Look) -> String {
    let printed = |report: &Report, spot: &Option<Spot>| {
        spot.as_ref().map_or_else(|| "–".to_owned(), |spot| words(report, spot))
    };
    let (old, new) = (printed(compared.old, &moved.old), printed(compared.new, &moved.new));
    let at = moved.new.as_ref().map(|spot| place(compared.new, spot)).unwrap_or_default();
    let arrow = format!("{} → {}", coloured(&old, 31, look), coloured(&new, 32, look));
    format!("  {arrow}  {at}\n")
}

fn unmoved_line(compared: &Compared, unmoved: &Unmoved, look: Look) -> String {
    let words = words(compared.new, &unmoved.spot);
    let at = place(compared.new, &unmoved.spot);
    if unmoved.agrees {
        format!("    ✓ {words}  {at}\n")
    } else {
        format!("    {} {words}  {at}\n", coloured("✗", 31, look))
    }
}

/// A figure as it is printed; of a metric, as it is typed.
fn words(report: &Report, spot: &Spot) -> String {
    match spot {
        Spot::Figure(id) => {
            let placed = &report.figures[*id];
            visible::one_line(&placed.figure.printed)
        }
        Spot::Yaml(metric) => {
            report.metrics.value(metric).map(|value| value.lexeme.clone()).unwrap_or_default()
        }
    }
}

fn place(report: &Report, spot: &Spot) -> String {
    let span = match spot {
        Spot::Figure(id) => Some(report.figures[*id].span),
        Spot::Yaml(metric) => report.metrics.value(metric).map(|value| value.span),
    };
    let Some(span) = span else { return String::new() };
    let at = report.sources.position(span);
    visible::one_line(&format!("{}:{}:{}", path(report, report.sources.path(span)), at.line, at.column))
}

fn bold(text: &str, look: Look) -> String {
    coloured(text, 1, look)
}

fn coloured(text: &str, code: u8, look: Look) -> String {
    if look.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}
