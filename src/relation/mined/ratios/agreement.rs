//! Which of the rates of one period agree on a denominator.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::figures::Interval;
use crate::relation::{Operand, Values};

use super::rates::Rate;
use super::stated::Whole;

/// A rate and the index of its row.
pub type Member<'a> = (usize, &'a Rate);

/// The largest set of rates with a common denominator, and the others.
#[derive(Clone, Debug)]
pub struct Agreement<'a> {
    pub inside: Vec<Member<'a>>,
    pub outside: Vec<Member<'a>>,
    /// Rates that repeat another with the same two values: a table printed again.
    pub copies: Vec<Member<'a>>,
    /// The denominators that all inside allow.
    pub common: Interval,
    /// A stated one among them.
    pub whole: Option<Whole>,
}

impl Agreement<'_> {
    /// Every rate, copies included.
    pub fn all(&self) -> impl Iterator<Item = &Member<'_>> {
        self.inside.iter().chain(&self.outside).chain(&self.copies)
    }

    /// The rate that allows the fewest denominators.
    #[must_use]
    pub fn sharpest(&self) -> &Rate {
        let width = |rate: &Rate| rate.implied.width().unwrap_or(Decimal::MAX);
        let sharpest = self.inside.iter().min_by_key(|(_, rate)| width(rate));
        sharpest.expect("an agreement is of at least one rate").1
    }
}

/// The agreement of the rates of one place; `None` of none.
#[must_use]
pub fn of<'a>(values: &Values, rates: Vec<Member<'a>>, wholes: &[Whole]) -> Option<Agreement<'a>> {
    let mut seen = BTreeSet::new();
    let point = |figure| values.point(&Operand::Figure(figure)).unwrap_or_default().normalize();
    let (distinct, copies): (Vec<Member>, Vec<Member>) = rates.into_iter().partition(|(_, rate)| {
        seen.insert((point(rate.figure), point(rate.numerator).saturating_mul(rate.factor).normalize()))
    });
    let stated: Vec<(Whole, Interval)> =
        wholes.iter().filter_map(|whole| Some((*whole, whole.interval(values)?))).collect();
    let common = largest(&distinct, &stated)?;
    let whole = stated.iter().find(|(_, interval)| interval.intersects(&common)).map(|(whole, _)| *whole);
    let (inside, outside) = distinct.into_iter().partition(|(_, rate)| contains(&rate.implied, &common));
    Some(Agreement { inside, outside, copies, common, whole })
}

/// The denominators that most rates allow; among equals those that are stated, then the fewest.
fn largest(rates: &[Member], stated: &[(Whole, Interval)]) -> Option<Interval> {
    let mut ends: Vec<(Decimal, bool)> = Vec::with_capacity(rates.len() * 2);
    for (_, rate) in rates {
        ends.push((rate.implied.low?, false));
        ends.push((rate.implied.high?, true));
    }
    // At one value the intervals that begin come before those that end.
    ends.sort_unstable();
    let mut depth = 0_usize;
    let mut best: Option<(usize, bool, Interval)> = None;
    for (at, (value, closes)) in ends.iter().enumerate() {
        if *closes {
            depth -= 1;
            continue;
        }
        depth += 1;
        let Some((next, true)) = ends.get(at + 1) else { continue };
        let common = Interval::new(*value, *next);
        let known = stated.iter().any(|(_, interval)| interval.intersects(&common));
        if best.as_ref().is_none_or(|(most, is_known, _)| (depth, known) > (*most, *is_known)) {
            best = Some((depth, known, common));
        }
    }
    best.map(|(_, _, common)| common)
}

fn contains(implied: &Interval, common: &Interval) -> bool {
    implied.low <= common.low && implied.high >= common.high
}
