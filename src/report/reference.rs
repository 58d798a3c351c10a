//! Metric references as they are written: `ghg.scope3@2023`, `workforce.headcount[male]@2023`.

use super::nearest::nearest;
use super::problem::ProblemKind;
use super::{MetricRef, Metrics, Period};

/// Finds the metric and period of a reference; without `@`, the default period.
///
/// # Errors
/// What is wrong with it, for a [`super::Problem`]: no such metric, no value for the period.
pub(super) fn resolve(
    text: &str,
    metrics: &Metrics,
    default: Option<&Period>,
) -> Result<MetricRef, ProblemKind> {
    let (name, period) = match text.split_once('@') {
        Some((name, period)) => (name.trim(), Some(Period(period.trim().to_owned()))),
        None => (text.trim(), default.cloned()),
    };
    let bad = || ProblemKind::BadReference { reference: text.to_owned() };
    if name.is_empty() {
        return Err(bad());
    }
    let Some(series) = metrics.by_name.get(name).copied() else {
        let nearest = near(name, metrics);
        return Err(ProblemKind::UnknownMetric { reference: text.to_owned(), nearest });
    };
    let reference = MetricRef { series, period: period.ok_or_else(bad)? };
    if metrics.value(&reference).is_none() {
        let known = metrics.series(series).values.keys().map(Period::to_string).collect();
        return Err(ProblemKind::UnknownPeriod { reference: text.to_owned(), known });
    }
    Ok(reference)
}

/// Finds the series of a name, for charts and tables that list their periods apart.
///
/// # Errors
/// As [`resolve`].
pub(super) fn resolve_series(
    name: &str,
    metrics: &Metrics,
    period: &Period,
) -> Result<MetricRef, ProblemKind> {
    match metrics.by_name.get(name.trim()).copied() {
        Some(series) => Ok(MetricRef { series, period: period.clone() }),
        None => Err(ProblemKind::UnknownMetric { reference: name.to_owned(), nearest: near(name, metrics) }),
    }
}

fn near(name: &str, metrics: &Metrics) -> Option<String> {
    nearest(name, metrics.series.iter().map(|series| series.name.as_str())).map(str::to_owned)
}
