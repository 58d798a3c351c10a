//! `metric-unused`: a metric, or some of its values, that no figure, chart, metric table or relation uses.
//!
//! It is a note: the value may be meant for later, or a table may have lost the row that printed it.

use std::collections::BTreeSet;

use crate::check::{Arg, Context, Finding, FindingPlace, Message, Role, Rule, Severity};
use crate::report::{BlockKind, Metric, MetricRef, Metrics, Period, Report, SeriesId};

pub const RULE: Rule = Rule { id: "metric-unused", severity: Severity::Note, run: check };

/// How many unused values a message names.
const NAMED: usize = 4;

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    let related = in_relations(report);
    let mut used = in_blocks(report);
    used.extend(context.bound().map(|(metric, _)| metric.clone()));
    let unused = |series: SeriesId| -> Vec<MetricRef> {
        if related.contains(&series) {
            return Vec::new();
        }
        let all = report.metrics.series(series).values.keys();
        all.map(|period| MetricRef { series, period: period.clone() })
            .filter(|one| !used.contains(one))
            .collect()
    };
    report.metrics.metrics.iter().filter_map(|metric| finding(&report.metrics, metric, unused)).collect()
}

fn finding(
    metrics: &Metrics,
    metric: &Metric,
    unused: impl Fn(SeriesId) -> Vec<MetricRef>,
) -> Option<Finding> {
    let members = metric.dimensions.iter().flat_map(|dimension| dimension.members.iter().copied());
    let all: Vec<SeriesId> = std::iter::once(metric.whole).chain(members).collect();
    let found: Vec<MetricRef> = all.iter().flat_map(|series| unused(*series)).collect();
    let values: usize = all.iter().map(|series| metrics.series(*series).values.len()).sum();
    if found.is_empty() {
        return None;
    }
    let label = metrics.series(metric.whole).label.clone();
    let id = ("id", Arg::Text(metric.id.clone()));
    let (message, places) = if found.len() == values {
        let args = vec![id, ("label", Arg::Words(label))];
        let place = FindingPlace::words(metric.span, Role::Suspect);
        (Message { key: "finding-metric-unused", args }, vec![place])
    } else {
        let mut names: Vec<String> = found.iter().take(NAMED).map(|one| metrics.name(one)).collect();
        if found.len() > NAMED {
            names.push("…".to_owned());
        }
        let count = i64::try_from(found.len()).unwrap_or(i64::MAX);
        let args = vec![
            id,
            ("label", Arg::Words(label)),
            ("values", Arg::Text(names.join(", "))),
            ("count", Arg::Number(count)),
        ];
        let places = found.iter().filter_map(|one| {
            let place = FindingPlace::words(metrics.value(one)?.span, Role::Suspect);
            Some(FindingPlace { metric: Some(one.clone()), ..place })
        });
        (Message { key: "finding-metric-unused-values", args }, places.collect())
    };
    Some(Finding::new(RULE.id, RULE.severity, message, places))
}

/// What charts and tables of metrics print.
fn in_blocks(report: &Report) -> BTreeSet<MetricRef> {
    let editions = report.chapters.iter().flat_map(|chapter| {
        [chapter.editions.zh_hant.as_ref(), chapter.editions.en.as_ref()].into_iter().flatten()
    });
    let printed = editions.flat_map(|edition| &edition.blocks).filter_map(|block| match &block.kind {
        BlockKind::Chart(chart) => Some((&chart.series, &chart.periods)),
        BlockKind::MetricTable(table) => Some((&table.rows, &table.periods)),
        _ => None,
    });
    let each = |(rows, periods): (&Vec<MetricRef>, &Vec<Period>)| -> Vec<MetricRef> {
        let one = |row: &MetricRef| {
            let series = row.series;
            periods.iter().map(move |period| MetricRef { series, period: period.clone() })
        };
        rows.iter().flat_map(one).collect()
    };
    printed.flat_map(each).collect()
}

/// The series that some formula names, a dimension (`workforce[gender]`) for all its members.
///
/// A formula that cannot be read uses what it names all the same: its own problem is reported elsewhere.
fn in_relations(report: &Report) -> BTreeSet<SeriesId> {
    let part_of_name = |char: char| char.is_alphanumeric() || matches!(char, '.' | '_' | '-' | '[' | ']');
    let mut related = BTreeSet::new();
    for relation in &report.relations {
        for name in relation.formula.split(|char| !part_of_name(char)).filter(|name| !name.is_empty()) {
            related.extend(report.metrics.by_name.get(name));
            related.extend(members(&report.metrics, name));
        }
    }
    related
}

fn members<'a>(metrics: &'a Metrics, name: &str) -> &'a [SeriesId] {
    let dimension = || {
        let (id, key) = name.strip_suffix(']')?.split_once('[')?;
        let metric = &metrics.metrics[metrics.series(*metrics.by_name.get(id)?).metric];
        metric.dimensions.iter().find(|dimension| dimension.key == key)
    };
    dimension().map(|dimension| dimension.members.as_slice()).unwrap_or_default()
}
