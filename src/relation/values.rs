//! What each operand is worth: its printed value and the interval that it stands for.
//!
//! Figures that are padded with zeros (`27.80` among others that all end so) have the coarser last digit.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::figures::{Interval, Kind, Qualifier};
use crate::report::config::Rounding;
use crate::report::metrics::MetricValue;
use crate::report::text::lower;
use crate::report::{FigureId, MetricRef, PlacedFigure, Report, SeriesId};

use super::sheet::Amount;
use super::{Operand, Sheet, print};

/// The values of all operands of a report.
#[derive(Clone, Debug)]
pub struct Values<'a> {
    report: &'a Report,
    /// What each figure can mean.
    figures: Vec<Interval>,
    metrics: BTreeMap<MetricRef, Value>,
}

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    pub value: Decimal,
    pub interval: Interval,
    /// As it is shown in arithmetic: `1,772.64`, `46.50%`.
    pub printed: String,
}

impl<'a> Values<'a> {
    #[must_use]
    pub fn new(report: &'a Report, sheets: &[Sheet]) -> Values<'a> {
        let padded = padded(report);
        let mut metrics = BTreeMap::new();
        for (index, series) in report.metrics.series.iter().enumerate() {
            let percent = series.unit.as_ref().is_some_and(crate::figures::Unit::is_percent);
            for (period, typed) in &series.values {
                let is_padded = typed.value.scale() > 0
                    && ends_in_zero(typed.value)
                    && padded.contains(&group(report, index, typed));
                let quantum = Decimal::new(if is_padded { 10 } else { 1 }, typed.value.scale());
                let sign = if percent { "%" } else { "" };
                let value = Value {
                    value: typed.value,
                    interval: meaning(report, typed.value, quantum, &typed.interval),
                    printed: format!("{}{sign}", print::grouped(typed.value)),
                };
                metrics.insert(MetricRef { series: SeriesId(index), period: period.clone() }, value);
            }
        }
        Values { report, figures: intervals(report, sheets), metrics }
    }

    /// The value of an operand, if it has one.
    #[must_use]
    pub fn get(&self, operand: &Operand) -> Option<Value> {
        match operand {
            Operand::Metric(metric) => self.metrics.get(metric).cloned(),
            Operand::Figure(figure) => Some(self.figure(*figure)),
        }
    }

    #[must_use]
    pub fn interval(&self, operand: &Operand) -> Option<Interval> {
        match operand {
            Operand::Metric(metric) => self.metrics.get(metric).map(|value| value.interval),
            Operand::Figure(figure) => Some(self.figures[*figure]),
        }
    }

    #[must_use]
    pub fn point(&self, operand: &Operand) -> Option<Decimal> {
        match operand {
            Operand::Metric(metric) => self.metrics.get(metric).map(|value| value.value),
            Operand::Figure(figure) => Some(self.report.figures[*figure].figure.value),
        }
    }

    /// Puts another value in the place of a metric's: what the text says, where YAML is likely wrong.
    pub fn set(&mut self, metric: MetricRef, value: Value) {
        self.metrics.insert(metric, value);
    }

    fn figure(&self, id: usize) -> Value {
        let figure = &self.report.figures[id].figure;
        let in_words = !figure.printed.contains(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
        let has_sign = figure.printed.ends_with(['%', '％']) || in_words;
        let sign = if figure.kind == Kind::Percent && !has_sign { "%" } else { "" };
        let printed = format!("{}{sign}", figure.printed);
        Value { value: figure.value, interval: self.figures[id], printed }
    }
}

/// What each figure can mean: with the real last digit of those that are padded with zeros for show, and whole numbers in
/// columns that count exactly as they are.
fn intervals(report: &Report, sheets: &[Sheet]) -> Vec<Interval> {
    let of = |placed: &PlacedFigure, quantum: Decimal| {
        let figure = &placed.figure;
        let plain = figure.interval();
        let exact = figure.qualifier == Qualifier::Exact && figure.upper.is_none();
        if exact { meaning(report, figure.value, quantum, &plain) } else { plain }
    };
    let mut intervals: Vec<Interval> =
        report.figures.iter().map(|placed| of(placed, placed.figure.quantum)).collect();
    for (id, quantum) in sheets.iter().flat_map(|sheet| coarse(report, sheet)) {
        intervals[id] = of(&report.figures[id], quantum);
    }
    for id in sheets.iter().flat_map(|sheet| counted(report, sheet)) {
        intervals[id] = Interval::exact(report.figures[id].figure.value);
    }
    intervals
}

/// The figures of a table whose last digits are for show, with their real quantum.
fn coarse(report: &Report, sheet: &Sheet) -> Vec<(FigureId, Decimal)> {
    let amounts = sheet.rows.iter().flat_map(|row| &row.slots).filter_map(|slot| slot.amount());
    let coarser = |amount: Amount| {
        let quantum = Decimal::from(amount.quantum).checked_div(Decimal::from(sheet.one))?;
        (quantum > report.figures[amount.figure].figure.quantum).then_some((amount.figure, quantum))
    };
    amounts.filter_map(coarser).collect()
}

/// Heads of columns that count: meetings, people, cases.
const COUNTS: &[&str] =
    &["次數", "次数", "人數", "人数", "數目", "個數", "場次", "件數", "number of", "no. of", "meetings"];

/// The whole numbers of columns that count; they are exact, though no unit says so.
fn counted(report: &Report, sheet: &Sheet) -> Vec<FigureId> {
    let counts = |column: usize| {
        let head = lower(&sheet.columns[column].head);
        COUNTS.iter().any(|word| head.contains(word)) && sheet.columns[column].unit.is_none()
    };
    let columns: Vec<usize> = (0..sheet.columns.len()).filter(|column| counts(*column)).collect();
    let cells = sheet.rows.iter().filter(|row| row.unit.is_none() && row.additive);
    let figures =
        cells.flat_map(|row| columns.iter().filter_map(|column| Some(row.slots[*column].amount()?.figure)));
    let is_whole = |id: &FigureId| {
        let figure = &report.figures[*id].figure;
        figure.kind == Kind::Quantity && figure.quantum == Decimal::ONE
    };
    figures.filter(is_whole).collect()
}

/// What a printed value can mean under the report's rounding; an exact one means itself.
fn meaning(report: &Report, value: Decimal, quantum: Decimal, plain: &Interval) -> Interval {
    if plain.width() == Some(Decimal::ZERO) {
        return *plain;
    }
    match report.config.rounding {
        Rounding::HalfUp => Interval::around(value, quantum / Decimal::TWO),
        Rounding::Truncate if value.is_sign_negative() => Interval::new(value.saturating_sub(quantum), value),
        Rounding::Truncate => Interval::new(value, value.saturating_add(quantum)),
    }
}

/// Values that were printed under the same habits: one file, one unit, one number of decimals.
type Group = (u32, String, u32);

fn group(report: &Report, series: usize, value: &MetricValue) -> Group {
    (value.span.file.0, report.metrics.series[series].unit_text.clone(), value.value.scale())
}

/// The groups of percentages whose last digit is a zero put there for show.
fn padded(report: &Report) -> BTreeSet<Group> {
    let mut groups: BTreeMap<Group, (usize, usize, usize)> = BTreeMap::new();
    for (index, series) in report.metrics.series.iter().enumerate() {
        if !series.unit.as_ref().is_some_and(crate::figures::Unit::is_percent) {
            continue;
        }
        for typed in series.values.values() {
            if typed.value.scale() == 0 || typed.value.is_zero() || typed.value == Decimal::ONE_HUNDRED {
                continue;
            }
            let (all, zeros, double) = groups.entry(group(report, index, typed)).or_default();
            *all += 1;
            *zeros += usize::from(ends_in_zero(typed.value));
            *double += usize::from(typed.value.normalize().scale() + 2 <= typed.value.scale());
        }
    }
    let is_padded = |(all, zeros, double): &(usize, usize, usize)| {
        *all >= 4 && (zeros == all || *all >= 10 && zeros * 10 >= all * 9) && double < all
    };
    groups.into_iter().filter(|(_, counts)| is_padded(counts)).map(|(group, _)| group).collect()
}

fn ends_in_zero(value: Decimal) -> bool {
    value.mantissa() % 10 == 0
}
