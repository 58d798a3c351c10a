//! Rows of a rate (`tCO2e/人`) with the row that is divided, and the denominator that the two imply.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::figures::{Interval, Unit, unit};
use crate::relation::{Operand, Sheet, Values};
use crate::report::{FigureId, Period};
use crate::source::{Language, Span};

use super::super::alike::{likeness, subject};

/// A column in which figures belong together: all of one period, or one column of one table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    Period(Period),
    Place(usize, usize),
}

/// Figures that may share a denominator: of one language, unit and moment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub language: Language,
    /// `人`, `百萬元`.
    pub per: String,
    pub moment: Moment,
}

/// A row of rates and the row that is divided.
#[derive(Clone, Debug)]
pub struct RateRow {
    /// Sheet and row.
    pub at: (usize, usize),
    pub per: Unit,
    /// How like the two labels are, from 0 to 100.
    pub likeness: i64,
    pub rates: Vec<Rate>,
}

/// A rate, what is divided, and what it must have been divided by.
#[derive(Clone, Debug)]
pub struct Rate {
    pub column: usize,
    pub place: Place,
    /// The rate itself.
    pub figure: FigureId,
    pub numerator: FigureId,
    /// Brings the numerator to the unit of the rate.
    pub factor: Decimal,
    pub implied: Interval,
    pub span: Span,
}

/// Rows further away than these are of something else.
const ABOVE: usize = 40;
const BELOW: usize = 12;
/// What a numerator must score: a like label, or the same group.
const LEAST: i64 = 110;

/// The rows of rates of a sheet.
#[must_use]
pub fn of_sheet(index: usize, sheet: &Sheet, values: &Values) -> Vec<RateRow> {
    let moments = moments(index, sheet);
    let rows = sheet.data().filter_map(|(row, of)| {
        let unit = of.unit.as_ref()?;
        let per = unit::parse(unit.per.as_deref()?).filter(|per| per.per.is_none())?;
        let plain = Unit { per: None, ..unit.clone() };
        let (numerator, likeness) = numerator(sheet, row, &plain)?;
        let factor = sheet.rows[numerator].unit.as_ref()?.ratio_to(&plain)?;
        let rates = (0..sheet.columns.len()).filter_map(|column| {
            let (rate, above) = (sheet.amount(row, column)?, sheet.amount(numerator, column)?);
            let interval = |figure| values.interval(&Operand::Figure(figure));
            let implied = interval(above.figure)?.scale(factor).div(&interval(rate.figure)?)?;
            let positive = implied.low.is_some_and(|low| low > Decimal::ZERO);
            let place = Place { language: sheet.language, per: name(&per), moment: moments[column].clone() };
            positive.then_some(Rate {
                column,
                place,
                figure: rate.figure,
                numerator: above.figure,
                factor,
                implied,
                span: of.span,
            })
        });
        let rates: Vec<Rate> = rates.collect();
        (!rates.is_empty()).then_some(RateRow { at: (index, row), per, likeness, rates })
    });
    rows.collect()
}

/// A unit by which figures are grouped; the scale is kept, the currency is not.
#[must_use]
pub fn name(unit: &Unit) -> String {
    format!("{} {}", unit.factor.normalize(), unit.symbol)
}

/// What the columns of a sheet stand for. A period that two columns share tells nothing.
#[must_use]
pub fn moments(index: usize, sheet: &Sheet) -> Vec<Moment> {
    let mut seen: BTreeMap<&Period, usize> = BTreeMap::new();
    let own = |column: usize| {
        let period = sheet.columns[column].period.as_ref();
        period.or_else(|| sheet.period.as_ref().filter(|_| sheet.columns.len() == 1))
    };
    for period in (0..sheet.columns.len()).filter_map(own) {
        *seen.entry(period).or_default() += 1;
    }
    let moment = |column: usize| match own(column).filter(|period| seen[period] == 1) {
        Some(period) => Moment::Period(period.clone()),
        None => Moment::Place(index, column),
    };
    (0..sheet.columns.len()).map(moment).collect()
}

/// The row that a row of rates divides: in its unit, like it in label or of its group, and near.
fn numerator(sheet: &Sheet, row: usize, plain: &Unit) -> Option<(usize, i64)> {
    let own = &sheet.rows[row];
    let name = subject(own.label);
    let near = row.saturating_sub(ABOVE)..sheet.rows.len().min(row + BELOW);
    let scored = near.filter_map(|at| {
        let other = &sheet.rows[at];
        let fits = at != row
            && !other.is_group
            && other.additive
            && other.unit.as_ref().is_some_and(|unit| unit.ratio_to(plain).is_some());
        if !fits {
            return None;
        }
        let same_group = other.groups == own.groups;
        let likeness = likeness(&subject(other.label), &name);
        // In one group a total stands for the rest of its label.
        let named =
            if same_group && !own.groups.is_empty() && other.is_total { likeness.max(50) } else { likeness };
        let close = row.checked_sub(at).is_some_and(|apart| apart <= 3);
        let score = named + if same_group { 60 } else { 0 } + if close { 20 } else { 0 };
        Some((score, std::cmp::Reverse(row.abs_diff(at)), at, named))
    });
    let (score, _, at, likeness) = scored.max()?;
    (score >= LEAST).then_some((at, likeness))
}
