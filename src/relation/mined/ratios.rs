//! Rates by unit: `tCO2e/人` beside a quantity in tCO2e implies how many people it was divided by.
//!
//! All rates of one unit and period must imply one denominator, and that must be the stated one. A rate that stands
//! alone may have been divided by anything that the report counts in that unit: hours per man by the men.

mod agreement;
mod own;
mod percents;
mod rates;
mod stated;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::figures::Interval;
use crate::report::Report;

use super::super::{Relation, RelationKind, Sheet, Values};
use super::equation::{self, figure, quotient, term};
use agreement::Agreement;
pub use rates::{Moment, moments};
use rates::{Place, Rate, RateRow};
use stated::{Stated, Whole};

/// Adds the relations of every rate with its denominator.
pub fn find(report: &Report, sheets: &[Sheet], values: &Values, relations: &mut Vec<Relation>) {
    for (index, sheet) in sheets.iter().enumerate() {
        percents::find(report, index, sheet, values, relations);
    }
    let sheeted = sheets.iter().enumerate();
    let mut rows: Vec<RateRow> =
        sheeted.flat_map(|(index, sheet)| rates::of_sheet(index, sheet, values)).collect();
    let mut pers = Vec::new();
    for row in &rows {
        if !pers.contains(&row.per) {
            pers.push(row.per.clone());
        }
    }
    let stated = Stated::new(report, sheets, &pers);
    rows.retain(|row| match own::relations(sheets, values, &stated, row) {
        Some(found) => {
            relations.extend(found);
            false
        }
        None => true,
    });
    let miner =
        Miner { values, stated: &stated, rows: &rows, agreements: agreements(values, &stated, &rows) };
    for place in miner.agreements.keys() {
        miner.relations(place, relations);
    }
}

fn agreements<'a>(
    values: &Values,
    stated: &Stated,
    rows: &'a [RateRow],
) -> BTreeMap<&'a Place, Agreement<'a>> {
    let mut places: BTreeMap<&Place, Vec<(usize, &Rate)>> = BTreeMap::new();
    for (row, of) in rows.iter().enumerate() {
        for rate in &of.rates {
            places.entry(&rate.place).or_default().push((row, rate));
        }
    }
    let agreement = |place: &Place, rates| agreement::of(values, rates, stated.wholes(place));
    places.into_iter().filter_map(|(place, rates)| Some((place, agreement(place, rates)?))).collect()
}

struct Miner<'a> {
    values: &'a Values<'a>,
    stated: &'a Stated,
    rows: &'a [RateRow],
    agreements: BTreeMap<&'a Place, Agreement<'a>>,
}

/// Rates that imply a denominator only roughly prove nothing against a stated one.
const ROUGH: (i64, i64) = (3, 2);
/// Labels that are less alike may name two things.
const ALIKE: i64 = 80;

impl Miner<'_> {
    fn relations(&self, place: &Place, relations: &mut Vec<Relation>) {
        let agreement = &self.agreements[place];
        let wholes = self.stated.wholes(place);
        if let Some(whole) = agreement.whole {
            for (row, rate) in agreement.all() {
                let found = self.by_whole(rate, whole);
                relations.extend(found.and_then(|found| self.judged(found, *row, rate, agreement)));
            }
            return;
        }
        let Some(first) = wholes.first() else { return self.among(agreement, relations) };
        if agreement.inside.len() < 2 {
            for (row, rate) in agreement.all() {
                let found = self.by_nearest(rate, wholes);
                relations.extend(found.and_then(|found| self.judged(found, *row, rate, agreement)));
            }
            return;
        }
        self.among(agreement, relations);
        let explained = self.stated.is_part(place, &narrow(agreement.common))
            || self.stated.is_told(place, &narrow(agreement.common));
        if explained || is_rough(&agreement.common) {
            return;
        }
        let proven = self.agreements.iter().any(|(other, of)| {
            other.per == place.per
                && other.language == place.language
                && of.whole.is_some()
                && of.inside.len() > 1
        });
        let near = first.interval(self.values).is_some_and(|stated| is_near(&stated, &agreement.common));
        if !proven && !near {
            return;
        }
        let certain = proven && agreement.inside.len() >= 3;
        for (_, rate) in &agreement.inside {
            let found = self.by_whole(rate, *first);
            relations
                .extend(found.map(|found| equation::with_evidence(found, agreement.inside.len(), certain)));
        }
    }

    /// The rates against the one among them that says most exactly what the denominator is.
    fn among(&self, agreement: &Agreement, relations: &mut Vec<Relation>) {
        if agreement.inside.len() < 2 {
            return;
        }
        let sharp = agreement.sharpest();
        for (row, rate) in agreement.all().filter(|(_, rate)| rate.figure != sharp.figure) {
            let denominator = quotient(term(sharp.numerator, sharp.factor), figure(sharp.figure));
            let right = quotient(term(rate.numerator, rate.factor), denominator);
            let found =
                equation::relation(self.values, RelationKind::Ratio, figure(rate.figure), right, rate.span);
            relations.extend(found.and_then(|found| self.judged(found, *row, rate, agreement)));
        }
    }

    fn by_whole(&self, rate: &Rate, whole: Whole) -> Option<Relation> {
        let right = quotient(term(rate.numerator, rate.factor), term(whole.figure, whole.factor));
        equation::relation(self.values, RelationKind::Ratio, figure(rate.figure), right, rate.span)
    }

    /// By the stated whole that it agrees with, or else by the first.
    fn by_nearest(&self, rate: &Rate, wholes: &[Whole]) -> Option<Relation> {
        let agrees = |whole: &&Whole| {
            whole.interval(self.values).is_some_and(|stated| stated.intersects(&rate.implied))
        };
        self.by_whole(rate, *wholes.iter().find(agrees).or(wholes.first())?)
    }

    /// A relation that holds, or breaks without an excuse, with what speaks for it; `None` if it is to be left alone.
    fn judged(&self, found: Relation, row: usize, rate: &Rate, agreement: &Agreement) -> Option<Relation> {
        let elsewhere = self.agrees_elsewhere(row, rate);
        if found.holds {
            return Some(equation::with_evidence(found, elsewhere + 1, true));
        }
        let counted = self.stated.is_counted(&rate.place, &rate.implied);
        // The same two values stand in another table, and are spoken of there.
        let known = agreement.copies.iter().any(|(_, copy)| copy.figure == rate.figure);
        if counted
            || known
            || equation::is_cut_off(self.values, &found)
            || self.stated.is_told(&rate.place, &narrow(rate.implied))
        {
            return None;
        }
        let many = agreement.inside.len();
        let named = self.rows[row].likeness >= ALIKE;
        let meant = elsewhere >= 1 || many >= 3 && named;
        let certain = elsewhere >= 1 && (many >= 3 || elsewhere >= 2);
        meant.then(|| equation::with_evidence(found, elsewhere, certain))
    }

    /// In how many other periods the row agrees with the others, or with a stated denominator.
    fn agrees_elsewhere(&self, row: usize, rate: &Rate) -> usize {
        let others = self.rows[row].rates.iter().filter(|other| other.figure != rate.figure);
        others
            .filter(|other| {
                let Some(agreement) = self.agreements.get(&other.place) else { return false };
                let shared = agreement.inside.len() > 1 || agreement.whole.is_some();
                shared && agreement.common.intersects(&other.implied)
            })
            .count()
    }
}

fn is_rough(common: &Interval) -> bool {
    let (Some(low), Some(high)) = (common.low, common.high) else { return true };
    high.saturating_mul(Decimal::from(ROUGH.1)) > low.saturating_mul(Decimal::from(ROUGH.0))
}

/// Within a factor of two and a half.
fn is_near(stated: &Interval, common: &Interval) -> bool {
    let reach = Decimal::new(25, 1);
    let (Some(low), Some(high)) = (common.low, common.high) else { return false };
    stated.low.is_some_and(|stated| stated <= high.saturating_mul(reach))
        && stated.high.is_some_and(|stated| stated.saturating_mul(reach) >= low)
}

/// An interval, if it is narrow enough for a number in a sentence not to lie in it by chance.
fn narrow(implied: Interval) -> Interval {
    let hundredth = Decimal::new(1, 2);
    let is_narrow = implied
        .width()
        .zip(implied.high)
        .is_some_and(|(width, high)| width <= high.saturating_mul(hundredth));
    if is_narrow { implied } else { Interval::exact(Decimal::NEGATIVE_ONE) }
}
