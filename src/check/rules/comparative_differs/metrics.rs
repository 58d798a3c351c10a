//! Metrics of both reports by name: what this one states of an earlier period, and what last year's printed.

use std::collections::BTreeMap;

use crate::check::disagreement::{agree, declared, in_unit};
use crate::check::evidence::metric_name;
use crate::check::{Arg, Context, FindingPlace, Role};
use crate::figures::{Figure, Qualifier};
use crate::report::{FigureId, MetricRef, Prior, SeriesId};

use super::years::Years;
use super::{Compared, shown, told};

/// Every value of an earlier period that both reports state.
pub(super) fn compare(context: &Context, prior: &Prior, years: &Years) -> Vec<Compared> {
    let mut printed: BTreeMap<MetricRef, Vec<FigureId>> = BTreeMap::new();
    for (id, placed) in prior.report.figures.iter().enumerate() {
        if let Some(metric) = &placed.binding {
            printed.entry(metric.clone()).or_default().push(id);
        }
    }
    let mut compared = Vec::new();
    for (index, series) in context.report.metrics.series.iter().enumerate() {
        let Some(before) = prior.report.metrics.by_name.get(&series.name).copied() else { continue };
        for period in series.values.keys().filter(|period| years.compare(period)) {
            let now = MetricRef { series: SeriesId(index), period: period.clone() };
            let then = MetricRef { series: before, period: period.clone() };
            let figures = printed.get(&then).map(Vec::as_slice).unwrap_or_default();
            compared.extend(one(context, prior, &now, &then, figures));
        }
    }
    compared
}

fn one(
    context: &Context,
    prior: &Prior,
    now: &MetricRef,
    then: &MetricRef,
    printed: &[FigureId],
) -> Option<Compared> {
    let report = context.report;
    let (own, before) = (declared(report, now)?, declared(&prior.report, then)?);
    let comparable = match (&own.unit, &before.unit) {
        (Some(own), Some(before)) => own.ratio_to(before).is_some(),
        (None, None) => true,
        _ => false,
    };
    if !comparable {
        return None;
    }
    let places = context.stating(now);
    let mut stated: Vec<Figure> =
        places.iter().map(|id| in_unit(&report.figures[*id].figure, &own)).collect();
    if stated.is_empty() {
        stated.push(own.clone());
    }
    let in_print = |id: &FigureId| in_unit(&in_unit(&prior.report.figures[*id].figure, &before), &own);
    let mut said: Vec<Figure> = printed.iter().map(in_print).collect();
    if said.is_empty() {
        said.push(in_unit(&before, &own));
    }
    let same = |a: &Figure, b: &Figure| agree(report, a, b) || agree(&prior.report, a, b);
    let agrees = stated.iter().any(|a| said.iter().any(|b| same(a, b)));
    let exact = |figure: &&Figure| figure.qualifier == Qualifier::Exact && figure.upper.is_none();
    let (first, last) = (stated.iter().find(exact)?, said.iter().find(exact)?);
    let mut now_at: Vec<FindingPlace> =
        places.iter().map(|id| FindingPlace::figure(report, *id, Role::Suspect)).collect();
    let value = report.metrics.value(now)?;
    let role = if now_at.is_empty() { Role::Suspect } else { Role::Operand };
    let yaml = FindingPlace::words(value.span, role);
    now_at.push(FindingPlace { metric: Some(now.clone()), value: Some(value.value), ..yaml });
    let mut then_at: Vec<_> = printed.iter().map(|id| shown(prior, *id)).collect();
    if then_at.is_empty() {
        let value = prior.report.metrics.value(then)?;
        then_at.push((prior.span(value.span), value.value));
    }
    let place = places.first().map(|id| report.figures[*id].place);
    Some(Compared {
        name: Arg::Words(metric_name(context, now)),
        period: now.period.clone(),
        stated: told(first),
        now: now_at,
        then: then_at,
        printed: told(last),
        agrees,
        like: first.quantum == last.quantum,
        bound: true,
        table: place
            .filter(|place| place.cell.is_some())
            .map(|place| (place.chapter, place.language, place.block)),
    })
}
