//! Where the text states a metric with another value than YAML or than another place, and which is likely right.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::figures::{self, Figure, Interval, Kind, Qualifier};
use crate::relation::{Operand, Relation, Value, Values, print};
use crate::report::config::Rounding;
use crate::report::{FigureId, MetricRef, Report};

use super::twins::Twins;

/// One metric and period with more than one value.
#[derive(Clone, Debug)]
pub struct Disagreement {
    pub metric: MetricRef,
    /// At least two, the likely right one first.
    pub readings: Vec<Reading>,
}

/// One of the values, in the metric's unit, and who states it.
#[derive(Clone, Debug)]
pub struct Reading {
    pub value: Value,
    /// The figures of the text that state it, in reading order.
    pub figures: Vec<FigureId>,
    /// YAML states it.
    pub declared: bool,
    /// Relations that hold with it, less those that break.
    support: i64,
}

impl Disagreement {
    /// The likely right value.
    #[must_use]
    pub fn right(&self) -> &Reading {
        &self.readings[0]
    }

    /// The others.
    #[must_use]
    pub fn wrong(&self) -> &[Reading] {
        &self.readings[1..]
    }

    /// Whether the text itself states two values; else the text says one and YAML another.
    #[must_use]
    pub fn within_text(&self) -> bool {
        self.readings.iter().filter(|reading| !reading.figures.is_empty()).count() > 1
    }

    /// Whether a figure states a value that is likely wrong.
    #[must_use]
    pub fn suspects(&self, figure: FigureId) -> bool {
        self.wrong().iter().any(|reading| reading.figures.contains(&figure))
    }
}

/// Every metric that is stated with more than one value.
#[must_use]
pub fn find(
    report: &Report,
    by_metric: &BTreeMap<MetricRef, Vec<FigureId>>,
    relations: &[Relation],
    by_operand: &BTreeMap<Operand, Vec<usize>>,
    values: &Values,
    twins: &Twins,
) -> Vec<Disagreement> {
    let mut found = Vec::new();
    for (metric, figures) in by_metric {
        let Some(mut readings) = readings(report, metric, figures, values, twins) else { continue };
        if readings.len() < 2 {
            continue;
        }
        let operand = Operand::Metric(metric.clone());
        let related = by_operand.get(&operand).map(Vec::as_slice).unwrap_or_default();
        for reading in &mut readings {
            reading.support = support(related, relations, &operand, reading.value.interval, values);
        }
        // What YAML says wins where the relations cannot tell; then what is said more often.
        let rank = |reading: &Reading| (reading.support, reading.declared, reading.figures.len());
        readings.sort_by_key(|reading| std::cmp::Reverse(rank(reading)));
        found.push(Disagreement { metric: metric.clone(), readings });
    }
    found
}

fn support(
    related: &[usize],
    relations: &[Relation],
    operand: &Operand,
    interval: Interval,
    values: &Values,
) -> i64 {
    let with = |asked: &Operand| if asked == operand { Some(interval) } else { values.interval(asked) };
    related
        .iter()
        .map(|index| match relations[*index].holds_with(&with) {
            Some(true) => 1,
            Some(false) => -1,
            None => 0,
        })
        .sum()
}

/// The distinct values of a metric: that of YAML first, then those of the text that differ from it.
fn readings(
    report: &Report,
    metric: &MetricRef,
    figures: &[FigureId],
    values: &Values,
    twins: &Twins,
) -> Option<Vec<Reading>> {
    let declared = declared(report, metric)?;
    let value = values.get(&Operand::Metric(metric.clone()))?;
    let mut readings = vec![Reading { value, figures: Vec::new(), declared: true, support: 0 }];
    let mut representatives = vec![declared];
    for id in figures {
        let figure = in_unit(&report.figures[*id].figure, &representatives[0]);
        let same = representatives.iter().position(|known| agree(report, &figure, known));
        let same = same.filter(|at| *at > 0 || !is_worse_than_twin(report, *id, &representatives[0], twins));
        if let Some(at) = same {
            readings[at].figures.push(*id);
        } else {
            let value = reading_value(&figure, &representatives[0]);
            readings.push(Reading { value, figures: vec![*id], declared: false, support: 0 });
            representatives.push(figure);
        }
    }
    Some(readings)
}

/// Whether "more than 4,000" stands where the other edition says "more than 4,500": both are true of 4,584, but
/// only one can be a translation of the other, and it is the nearer one.
fn is_worse_than_twin(report: &Report, id: FigureId, metric: &Figure, twins: &Twins) -> bool {
    let own = &report.figures[id];
    let Some(twin) = twins.of(id).map(|twin| &report.figures[twin]) else { return false };
    if own.figure.qualifier == Qualifier::Exact || own.binding != twin.binding {
        return false;
    }
    let apart = |figure: &Figure| in_unit(figure, metric).value.saturating_sub(metric.value).abs();
    apart(&own.figure) > apart(&twin.figure)
}

/// The metric's value as if it were printed.
#[must_use]
pub fn declared(report: &Report, metric: &MetricRef) -> Option<Figure> {
    let typed = report.metrics.value(metric)?;
    let unit = report.metrics.series(metric.series).unit.clone();
    let quantum = Decimal::new(1, typed.value.scale());
    Some(Figure {
        range: 0..0,
        printed: typed.lexeme.clone(),
        kind: unit.as_ref().map_or(Kind::Quantity, |unit| unit.kind_of(typed.value, quantum)),
        value: typed.value,
        upper: None,
        quantum,
        qualifier: Qualifier::Exact,
        unit,
    })
}

/// A figure of the text in the metric's unit. One without a unit of its own is read in the metric's, or, where
/// its scale is printed (`22.28億` of a metric in millions), in single units.
#[must_use]
pub fn in_unit(figure: &Figure, metric: &Figure) -> Figure {
    let mut figure = if figure.kind.carries_arithmetic() { figure.clone() } else { figure.as_plain_number() };
    let Some(unit) = &metric.unit else { return figure };
    let ratio = match &figure.unit {
        Some(own) => own.ratio_to(unit).unwrap_or(Decimal::ONE),
        None if figure.quantum >= unit.factor && unit.factor > Decimal::ONE => {
            Decimal::ONE.checked_div(unit.factor).unwrap_or(Decimal::ONE)
        }
        None => Decimal::ONE,
    };
    let scaled = |value: Decimal| value.checked_mul(ratio).map_or(value, |value| value.normalize());
    if ratio != Decimal::ONE {
        figure.value = scaled(figure.value);
        figure.upper = figure.upper.map(scaled);
        figure.quantum = scaled(figure.quantum);
    }
    figure.unit = Some(unit.clone());
    if figure.kind.carries_arithmetic() && figure.upper.is_none() {
        figure.kind = unit.kind_of(figure.value, figure.quantum);
    }
    figure
}

/// Whether two figures in one unit can state one value.
#[must_use]
pub fn agree(report: &Report, a: &Figure, b: &Figure) -> bool {
    if a.upper.is_none() && b.upper.is_none() {
        match (a.qualifier, b.qualifier) {
            (Qualifier::Exact, Qualifier::Exact) => {}
            (_, Qualifier::Exact) => return covers(a, b.value),
            (Qualifier::Exact, _) => return covers(b, a.value),
            _ => {
                return a.value == b.value
                    || figures::agree(a, b) && (covers(a, b.value) || covers(b, a.value));
            }
        }
    }
    if figures::agree(a, b) {
        return true;
    }
    // Cut off rather than rounded, a coarser figure can lie up to one last digit below a finer one.
    let (coarse, fine) = if a.quantum >= b.quantum { (a, b) } else { (b, a) };
    let below = fine.value.saturating_sub(coarse.value);
    report.config.rounding == Rounding::Truncate
        && coarse.quantum > fine.quantum
        && !below.is_sign_negative()
        && below < coarse.quantum
}

/// Whether "more than 4,500" or "about 45%" is a fair word for a known value: one who says more than 4,500 means
/// less than 5,000, and one who says about 45% does not mean 42%.
fn covers(loose: &Figure, known: Decimal) -> bool {
    let digit = last_digit(loose.value);
    let single = loose.value.abs() < digit.saturating_mul(Decimal::TEN);
    let room = if single { digit } else { digit.saturating_mul(Decimal::from(5)) };
    let above = known.saturating_sub(loose.value);
    match loose.qualifier {
        Qualifier::Over => !above.is_sign_negative() && above < room,
        Qualifier::Under => !above.is_sign_positive() && -above < room || above.is_zero(),
        Qualifier::About | Qualifier::Exact => above.abs() < digit,
    }
}

/// One unit of the last digit that is not zero: 100 of 4,500.
fn last_digit(value: Decimal) -> Decimal {
    let bare = value.normalize();
    let mut unit = Decimal::new(1, bare.scale());
    let mut mantissa = bare.mantissa();
    while mantissa != 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        unit *= Decimal::TEN;
    }
    unit
}

fn reading_value(figure: &Figure, metric: &Figure) -> Value {
    let sign = if figure.kind == Kind::Percent { "%" } else { "" };
    let mut value = figure.value;
    if value.scale() < metric.value.scale() && figure.quantum <= Decimal::new(1, metric.value.scale()) {
        value.rescale(metric.value.scale());
    }
    Value { value, interval: figure.interval(), printed: format!("{}{sign}", print::grouped(value)) }
}
