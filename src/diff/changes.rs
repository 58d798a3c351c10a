//! The figures that changed, by metric, and those places that state the same and did not.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::check::Context;
use crate::check::disagreement::{agree, declared, in_unit};
use crate::figures::Figure;
use crate::report::{FigureId, MetricRef, Period, PlacedFigure, Report};

use super::figures::{Matched, is_same, is_told, matched};

/// What changed between two readings of a report.
#[derive(Debug, Default)]
pub struct Diff {
    /// Metrics in the order of their names, then other figures in reading order.
    pub changes: Vec<Change>,
    /// Figures of the new reading that no figure of the old one became.
    pub added: Vec<FigureId>,
    /// Figures of the old reading that are gone.
    pub removed: Vec<FigureId>,
}

/// One quantity that changed.
#[derive(Debug, Default)]
pub struct Change {
    /// The metric's name and the period; none for figures that are bound to no metric.
    pub metric: Option<(String, Period)>,
    pub moved: Vec<Moved>,
    /// Places of the new reading that state the same and did not move.
    pub unmoved: Vec<Unmoved>,
}

/// A place with another value than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    pub old: Option<Spot>,
    pub new: Option<Spot>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmoved {
    pub spot: Spot,
    /// Whether it says what the others now say.
    pub agrees: bool,
}

/// Where a value stands, in one of the two readings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    Figure(FigureId),
    Yaml(MetricRef),
}

/// A value needs so many digits before it is taken for the same quantity elsewhere.
const TELLING: u128 = 1000;

/// Compares two readings; `new` is the context of the later one.
#[must_use]
pub fn between(old: &Report, new: &Context) -> Diff {
    let matched = matched(old, new.report);
    let moved = |id: &FigureId| {
        let now = &new.report.figures[*id].figure;
        matched.was[*id].is_some_and(|was| is_told(now) && !is_same(&old.figures[was].figure, now))
    };
    let moved: BTreeSet<FigureId> = (0..new.report.figures.len()).filter(moved).collect();
    let mut changes = metrics(old, new, &matched, &moved);
    changes.extend(others(old, new, &matched, &moved));
    let lone = |figures: &[PlacedFigure], partner: &[Option<FigureId>]| -> Vec<FigureId> {
        let told = |id: &FigureId| partner[*id].is_none() && is_told(&figures[*id].figure);
        (0..figures.len()).filter(told).collect()
    };
    let added = lone(&new.report.figures, &matched.was);
    let removed = lone(&old.figures, &matched.is);
    Diff { changes, added, removed }
}

/// The name and period of the metric that a figure is bound to, now or else before.
fn metric_of(old: &Report, new: &Report, id: FigureId, was: Option<FigureId>) -> Option<(String, Period)> {
    let named = |report: &Report, metric: &MetricRef| {
        (report.metrics.series(metric.series).name.clone(), metric.period.clone())
    };
    let now = new.figures[id].binding.as_ref().map(|metric| named(new, metric));
    now.or_else(|| old.figures[was?].binding.as_ref().map(|metric| named(old, metric)))
}

fn reference(report: &Report, metric: &(String, Period)) -> Option<MetricRef> {
    let series = report.metrics.by_name.get(&metric.0).copied()?;
    let reference = MetricRef { series, period: metric.1.clone() };
    report.metrics.value(&reference).map(|_| reference)
}

fn metrics(old: &Report, new: &Context, matched: &Matched, moved: &BTreeSet<FigureId>) -> Vec<Change> {
    let report = new.report;
    let mut changes: BTreeMap<(String, Period), Change> = BTreeMap::new();
    for name in names(report) {
        let (Some(then), Some(now)) = (reference(old, &name), reference(report, &name)) else { continue };
        let typed = |report: &Report, metric: &MetricRef| {
            report.metrics.value(metric).map(|value| (value.value, value.value.scale()))
        };
        if typed(old, &then) != typed(report, &now) {
            let one = Moved { old: Some(Spot::Yaml(then)), new: Some(Spot::Yaml(now)) };
            changes.entry(name).or_default().moved.push(one);
        }
    }
    for id in moved {
        let was = matched.was[*id];
        if let Some(name) = metric_of(old, report, *id, was) {
            let one = Moved { old: was.map(Spot::Figure), new: Some(Spot::Figure(*id)) };
            changes.entry(name).or_default().moved.push(one);
        }
    }
    for (name, change) in &mut changes {
        change.metric = Some(name.clone());
        change.unmoved = still(old, new, name, change);
        change.unmoved.retain(|one| match one.spot {
            Spot::Figure(id) => !moved.contains(&id) && matched.was[id].is_some(),
            Spot::Yaml(_) => true,
        });
    }
    changes.into_values().collect()
}

/// Every metric and period of a report.
fn names(report: &Report) -> impl Iterator<Item = (String, Period)> + '_ {
    let series = report.metrics.series.iter();
    series.flat_map(|series| series.values.keys().map(|period| (series.name.clone(), period.clone())))
}

/// The places of a metric, and the value in YAML if that was there and did not move.
fn still(old: &Report, new: &Context, name: &(String, Period), change: &Change) -> Vec<Unmoved> {
    let report = new.report;
    let Some(metric) = reference(report, name) else { return Vec::new() };
    let Some(own) = declared(report, &metric) else { return Vec::new() };
    let value = |spot: &Spot| match spot {
        Spot::Figure(id) => in_unit(&report.figures[*id].figure, &own),
        Spot::Yaml(_) => own.clone(),
    };
    let said: Vec<Figure> = change.moved.iter().filter_map(|one| one.new.as_ref()).map(value).collect();
    let figures = new.figures_of(&metric).iter().map(|id| Spot::Figure(*id));
    let yaml = Spot::Yaml(metric.clone());
    let moved = change.moved.iter().any(|one| one.new.as_ref() == Some(&yaml));
    let stays = !moved && reference(old, name).is_some();
    let spots = figures.chain(stays.then_some(yaml));
    spots
        .map(|spot| Unmoved { agrees: said.iter().all(|said| agree(report, said, &value(&spot))), spot })
        .collect()
}

/// Figures of no metric: with their translations, and with those that said the same and now say the same.
fn others(old: &Report, new: &Context, matched: &Matched, moved: &BTreeSet<FigureId>) -> Vec<Change> {
    let report = new.report;
    let before = |id: FigureId| matched.was[id].map(|was| &old.figures[was].figure);
    let mut groups: Vec<Vec<FigureId>> = Vec::new();
    let mut group_of: BTreeMap<FigureId, usize> = BTreeMap::new();
    let mut group_from: BTreeMap<(Decimal, Decimal), usize> = BTreeMap::new();
    for id in moved.iter().copied() {
        if metric_of(old, report, id, matched.was[id]).is_some() {
            continue;
        }
        let told = before(id).filter(|was| is_telling(was));
        let step = told.map(|was| (was.value, report.figures[id].figure.value));
        let of_twin = new.twins.of(id).and_then(|twin| group_of.get(&twin));
        let known = of_twin.or_else(|| step.and_then(|step| group_from.get(&step))).copied();
        let at = known.unwrap_or(groups.len());
        if known.is_none() {
            groups.push(Vec::new());
        }
        groups[at].push(id);
        group_of.insert(id, at);
        group_from.extend(step.map(|step| (step, at)));
    }
    let mut saying: BTreeMap<Decimal, Vec<FigureId>> = BTreeMap::new();
    for (id, placed) in report.figures.iter().enumerate().filter(|(_, placed)| is_telling(&placed.figure)) {
        saying.entry(placed.figure.value).or_default().push(id);
    }
    let changes = groups.into_iter().map(|group| {
        let mut unmoved: BTreeSet<FigureId> = BTreeSet::new();
        for id in &group {
            unmoved.extend(new.twins.of(*id));
            let Some(was) = before(*id) else { continue };
            let same = saying.get(&was.value).into_iter().flatten();
            unmoved.extend(same.filter(|other| may_be_same(was, &report.figures[**other].figure)));
        }
        unmoved.retain(|id| !moved.contains(id) && matched.was[*id].is_some());
        let figure = |id: FigureId| &report.figures[id].figure;
        let agrees = |id: FigureId| group.iter().all(|other| agree(report, figure(*other), figure(id)));
        let moved_from = |id: &FigureId| matched.was[*id].map(Spot::Figure);
        Change {
            metric: None,
            moved: group
                .iter()
                .map(|id| Moved { old: moved_from(id), new: Some(Spot::Figure(*id)) })
                .collect(),
            unmoved: unmoved
                .iter()
                .map(|id| Unmoved { spot: Spot::Figure(*id), agrees: agrees(*id) })
                .collect(),
        }
    });
    changes.collect()
}

/// Whether two equal values can be of one quantity: a unit that is not printed may be any.
fn may_be_same(a: &Figure, b: &Figure) -> bool {
    a.unit.is_none() || b.unit.is_none() || a.unit == b.unit
}

fn is_telling(figure: &Figure) -> bool {
    figure.kind.carries_arithmetic() && figure.value.normalize().mantissa().unsigned_abs() >= TELLING
}
