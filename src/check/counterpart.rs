//! Which figure of one edition answers which of the other in paired texts, whatever the order of words.
//!
//! Agreement is generous (one value, whatever it counts); to say that two figures *differ* takes more: both must
//! be without a counterpart, and be figures of one sort.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::figures::{self, Figure, Kind, Qualifier};
use crate::report::{FigureId, Report};

/// What comparing two texts gave.
#[derive(Debug, Default)]
pub struct Compared {
    /// The same in both editions.
    pub agreeing: Vec<(FigureId, FigureId)>,
    /// Two figures that should be one, the Chinese first.
    pub differing: Vec<(FigureId, FigureId)>,
    /// Figures that the other edition does not have.
    pub alone: Vec<FigureId>,
}

/// Compares the figures of a Chinese text with those of its English counterpart.
#[must_use]
pub fn compare(report: &Report, zh: Range<FigureId>, en: Range<FigureId>) -> Compared {
    if zh.is_empty() && en.is_empty() {
        return Compared::default();
    }
    let figure = |id: FigureId| &report.figures[id].figure;
    let mut taken = vec![false; en.len()];
    let mut compared = Compared::default();
    let mut open: Vec<FigureId> = zh.clone().collect();
    for level in [Closeness::Same, Closeness::Value, Closeness::Agrees] {
        open.retain(|id| {
            let fits = |other: &usize| !taken[other - en.start] && level.holds(figure(*id), figure(*other));
            // Of several that fit, the one nearest in the order of the text.
            let place = |other: usize| (other - en.start).abs_diff(id - zh.start);
            let Some(other) = en.clone().filter(fits).min_by_key(|other| place(*other)) else {
                return true;
            };
            taken[other - en.start] = true;
            compared.agreeing.push((*id, other));
            false
        });
    }
    let mut rest: Vec<FigureId> = en.clone().filter(|other| !taken[other - en.start]).collect();
    stretches(report, &mut open, &mut rest);
    stretches(report, &mut rest, &mut open);
    let candidates = open.iter().flat_map(|id| rest.iter().map(move |other| (*id, *other)));
    let mut candidates: Vec<_> = candidates
        .filter(|(id, other)| one_sort(figure(*id), figure(*other)))
        .map(|(id, other)| {
            let slip = figures::slip(&figure(id).printed, &figure(other).printed).is_none();
            ((slip, (other - en.start).abs_diff(id - zh.start)), id, other)
        })
        .collect();
    candidates.sort_unstable();
    for (_, id, other) in candidates {
        if open.contains(&id) && rest.contains(&other) {
            open.retain(|left| *left != id);
            rest.retain(|left| *left != other);
            compared.differing.push((id, other));
        }
    }
    // What is said once more than in the other edition has its counterpart all the same.
    let said = |id: FigureId, others: Range<FigureId>| {
        others.into_iter().any(|other| Closeness::Agrees.holds(figure(id), figure(other)))
    };
    open.retain(|id| !said(*id, en.clone()));
    rest.retain(|id| !said(*id, zh.clone()));
    compared.alone = open.into_iter().chain(rest).collect();
    compared
}

/// A stretch with two ends, which the other edition may print as two figures.
fn stretches(report: &Report, these: &mut Vec<FigureId>, others: &mut Vec<FigureId>) {
    let value = |id: FigureId| report.figures[id].figure.value;
    these.retain(|id| {
        let figure = &report.figures[*id].figure;
        let Some(upper) = figure.upper else { return true };
        let place = |end| others.iter().position(|other| value(*other) == end);
        let (Some(from), Some(to)) = (place(figure.value), place(upper)) else { return true };
        others.remove(from.max(to));
        if from != to {
            others.remove(from.min(to));
        }
        false
    });
}

/// Whether both editions say the same: what both loosen alike ("over 4,500" and 逾4,500) must be one value, for two
/// such stretches always have something in common.
fn agree(a: &Figure, b: &Figure) -> bool {
    let exact = |figure: &Figure| Figure { qualifier: Qualifier::Exact, upper: None, ..figure.clone() };
    match (a.upper, b.upper) {
        (Some(_), Some(_)) if a.kind == Kind::Range => a.value == b.value && a.upper == b.upper,
        (None, None) if a.qualifier == b.qualifier => figures::agree(&exact(a), &exact(b)),
        _ => figures::agree(a, b),
    }
}

/// 23年 for 2023.
fn short_year(year: &Figure, short: &Figure) -> bool {
    let of_year = |unit: &crate::figures::Unit| unit.symbol == "年";
    let is_short = short.unit.as_ref().is_some_and(of_year) && short.printed.len() == 2;
    let century = Decimal::from(1_000_000);
    let only_year = (year.value % Decimal::from(10_000)).is_zero();
    let same = || year.value % century == short.value.saturating_mul(Decimal::from(10_000));
    year.kind == Kind::Date && only_year && is_short && same()
}

/// How near two figures are, nearest first.
#[derive(Clone, Copy)]
enum Closeness {
    /// Kind and value.
    Same,
    /// Value.
    Value,
    /// Some value in common.
    Agrees,
}

impl Closeness {
    fn holds(self, a: &Figure, b: &Figure) -> bool {
        let values = || a.value == b.value && a.upper == b.upper;
        match self {
            Closeness::Same => a.kind == b.kind && a.qualifier == b.qualifier && values(),
            Closeness::Value => values(),
            Closeness::Agrees => agree(a, b) || short_year(a, b) || short_year(b, a),
        }
    }
}

/// Whether two figures could be meant to be one.
fn one_sort(a: &Figure, b: &Figure) -> bool {
    let number = |kind: Kind| matches!(kind, Kind::Quantity | Kind::Count);
    let calendar = |kind: Kind| matches!(kind, Kind::Date | Kind::Period);
    let units = match (&a.unit, &b.unit) {
        (Some(of_a), Some(of_b)) => of_a.ratio_to(of_b).is_some(),
        _ => true,
    };
    let kinds = a.kind == b.kind || number(a.kind) && number(b.kind) || calendar(a.kind) && calendar(b.kind);
    kinds && (units || calendar(a.kind))
}
