//! Which table cell is which metric, segment and period: by the labels of its row and the head of its column.
//!
//! A cell is bound only where label, unit and period leave no doubt; two candidates are none.

use std::collections::HashMap;

use crate::source::Language;

use super::table_read::period_in;
use super::{BlockKind, Column, ColumnRole, MetricRef, Metrics, Period, Report, RowKind, SeriesId, Table};

/// Binds the figures of every table.
pub(super) fn bind(report: &mut Report) {
    if report.metrics.series.is_empty() {
        return;
    }
    let mut bindings: Vec<(usize, MetricRef)> = Vec::new();
    for language in Language::ALL {
        let names = Names::new(&report.metrics, language);
        for chapter in &report.chapters {
            let Some(edition) = chapter.editions.get(language) else {
                continue;
            };
            for block in &edition.blocks {
                if let BlockKind::Table(table) = &block.kind {
                    let binder = Binder {
                        table,
                        names: &names,
                        metrics: &report.metrics,
                        default: report.config.period.as_ref(),
                    };
                    binder.bind(&mut bindings);
                }
            }
        }
    }
    for (figure, reference) in bindings {
        let placed = &mut report.figures[figure];
        if placed.binding.is_none() {
            placed.binding = Some(reference);
        }
    }
}

/// Series by the words that label them in one language.
struct Names {
    by_label: HashMap<String, Vec<SeriesId>>,
}

impl Names {
    fn new(metrics: &Metrics, language: Language) -> Names {
        let mut by_label: HashMap<String, Vec<SeriesId>> = HashMap::new();
        for (index, series) in metrics.series.iter().enumerate() {
            let aliases = series.aliases.get(language);
            for label in std::iter::once(series.label.get(language)).chain(aliases) {
                let entry = by_label.entry(normalise(label)).or_default();
                if entry.last() != Some(&SeriesId(index)) {
                    entry.push(SeriesId(index));
                }
            }
        }
        Names { by_label }
    }

    fn get(&self, label: &str) -> &[SeriesId] {
        self.by_label.get(label).map(Vec::as_slice).unwrap_or_default()
    }
}

struct Binder<'a> {
    table: &'a Table,
    names: &'a Names,
    metrics: &'a Metrics,
    default: Option<&'a Period>,
}

impl Binder<'_> {
    fn bind(&self, bindings: &mut Vec<(usize, MetricRef)>) {
        for (index, row) in self.table.body().filter(|(_, row)| row.kind == RowKind::Data) {
            let candidates = self.candidates(index);
            for (cell, column) in row.cells.iter().zip(&self.table.columns) {
                let may_hold = matches!(column.role, ColumnRole::Value | ColumnRole::Attribute);
                if !may_hold || cell.text.figures.is_empty() {
                    continue;
                }
                if let Some(reference) = self.cell(index, column, &candidates) {
                    bindings.push((cell.text.figures.start, reference));
                }
            }
        }
    }

    /// The series that a row may be, those by its fullest label first and alone.
    fn candidates(&self, row: usize) -> Vec<SeriesId> {
        let label = self.table.label(row);
        let own = normalise(label);
        if own.is_empty() {
            return Vec::new();
        }
        let groups: Vec<String> =
            self.table.rows[row].groups.iter().map(|group| normalise(self.table.label(*group))).collect();
        let mut labels = vec![format!("{}{own}", groups.concat())];
        labels.extend(groups.iter().rev().map(|group| format!("{group}{own}")));
        labels.push(own);
        // `僱員總數（人）`: the unit in brackets is not a part of the name.
        labels.extend(label.rfind(['(', '（']).map(|open| normalise(&label[..open])));
        for label in labels {
            let named = self.names.get(&label).iter().copied().filter(|id| self.allowed(*id));
            let named: Vec<SeriesId> = named.collect();
            for fits in [Binder::same_quantity, Binder::same_symbol] {
                let fit: Vec<SeriesId> = named.iter().copied().filter(|id| fits(self, *id, row)).collect();
                if !fit.is_empty() {
                    return fit;
                }
            }
        }
        Vec::new()
    }

    /// Whether the table's `<!-- metrics: … -->` lets a series in.
    fn allowed(&self, id: SeriesId) -> bool {
        let name = &self.metrics.series(id).name;
        self.table.bound_to.as_ref().is_none_or(|allowed| {
            allowed.iter().any(|prefix| {
                let rest = name.strip_prefix(prefix.as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
            })
        })
    }

    fn same_quantity(&self, id: SeriesId, row: usize) -> bool {
        match (&self.metrics.series(id).unit, &self.table.rows[row].unit) {
            (Some(series), Some(row)) => row.ratio_to(series).is_some(),
            _ => true,
        }
    }

    /// The right unit but for its denominator: a slip that a rule will report, not another metric.
    fn same_symbol(&self, id: SeriesId, row: usize) -> bool {
        match (&self.metrics.series(id).unit, &self.table.rows[row].unit) {
            (Some(series), Some(row)) => row.symbol == series.symbol,
            _ => true,
        }
    }

    /// The metric of a cell, if there is just one with a value for its period.
    fn cell(&self, row: usize, column: &Column, candidates: &[SeriesId]) -> Option<MetricRef> {
        let in_groups =
            || self.table.rows[row].groups.iter().rev().find_map(|group| period_in(self.table.label(*group)));
        let period = column.period.clone().or_else(in_groups).or_else(|| self.table.period.clone());
        let period = period.or_else(|| self.default.cloned())?;
        let head = normalise(&column.head);
        let mut found: Vec<MetricRef> = Vec::new();
        for id in candidates {
            // A column that is not a period may be a segment of the row's metric.
            let series = if column.period.is_some() {
                Some(*id)
            } else {
                // A column of as many words as figures holds figures where its head says of what.
                let plain = || self.plain(*id, column).filter(|_| column.role == ColumnRole::Value);
                self.segment(*id, &head).or_else(plain)
            };
            let reference = series.map(|series| MetricRef { series, period: period.clone() });
            found.extend(reference.filter(|reference| self.metrics.value(reference).is_some()));
        }
        found.dedup();
        if found.len() == 1 { found.pop() } else { None }
    }

    fn segment(&self, id: SeriesId, head: &str) -> Option<SeriesId> {
        let metric = &self.metrics.metrics[self.metrics.series(id).metric];
        let members = metric.dimensions.iter().flat_map(|dimension| &dimension.members).copied();
        let mut named = members.filter(|member| self.names.get(head).contains(member));
        if metric.whole == id { named.next() } else { None }
    }

    /// A single column of values (數量, Number) holds the series itself.
    fn plain(&self, id: SeriesId, column: &Column) -> Option<SeriesId> {
        let values = self.table.columns.iter().filter(|column| column.role == ColumnRole::Value).count();
        (values == 1 || is_total(&column.head)).then_some(id)
    }
}

/// Whether a column head says that the column holds the quantity of the row itself.
#[must_use]
pub fn is_total(head: &str) -> bool {
    ["合計", "總計", "總數", "數量", "total", "number", "amount"].contains(&normalise(head).as_str())
}

/// A label without spaces, brackets, marks and letter case.
#[must_use]
pub fn normalise(label: &str) -> String {
    let kept =
        label.chars().filter(|char| char.is_alphanumeric() || *char == '%' || *char == '<' || *char == '+');
    let kept = kept.filter(|char| !matches!(char, '①'..='⑳'));
    kept.flat_map(char::to_lowercase).collect()
}
