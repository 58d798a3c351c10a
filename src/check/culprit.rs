//! Which figure is likely wrong: the one whose change mends every broken relation and spoils the fewest others.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::{Decimal, RoundingStrategy};

use crate::figures::{Interval, Slip, slip};
use crate::relation::{Operand, Relation, RelationKind, Values, print};

use super::context::Context;

/// The figures that may be wrong.
#[derive(Clone, Debug, Default)]
pub struct Culprit {
    /// Those with the best score; more than one where nothing tells them apart.
    pub likely: Vec<Operand>,
    /// What the only one should be, as it would be printed, and the slip that explains it.
    pub mended: Option<(String, Option<Slip>)>,
}

/// What changing one operand would do.
struct Repair {
    operand: Operand,
    score: i64,
    mended: Option<(String, Option<Slip>)>,
}

/// Looks for the culprit of relations that break together.
#[must_use]
pub fn find(context: &Context, broken: &[usize]) -> Culprit {
    let places: BTreeMap<usize, usize> = broken.iter().enumerate().map(|(at, index)| (*index, at)).collect();
    let broken = Broken { context, indices: broken, places };
    let operands = broken.operands();
    let all = operands.len();
    let repairs: Vec<Repair> = operands.into_iter().filter_map(|operand| repair(&broken, operand)).collect();
    let Some(best) = repairs.iter().map(|repair| repair.score).max() else {
        return Culprit::default();
    };
    // Of a figure that stands in a formula twice it is not known what should stand there instead; where most
    // do, being the only candidate proves nothing.
    if repairs.len() * 2 < all {
        return Culprit::default();
    }
    let mut likely: Vec<Repair> = repairs.into_iter().filter(|repair| repair.score == best).collect();
    let mended = if likely.len() == 1 { likely[0].mended.take() } else { None };
    if likely.len() == 1 && mended.is_none() {
        return Culprit::default();
    }
    Culprit { likely: likely.into_iter().map(|repair| repair.operand).collect(), mended }
}

/// Relations that break together.
struct Broken<'b, 'a> {
    context: &'b Context<'a>,
    /// Indices of [`Context::relations`], the one that says most first.
    indices: &'b [usize],
    /// Where each index stands among them.
    places: BTreeMap<usize, usize>,
}

impl<'b> Broken<'b, '_> {
    /// Every operand once, in the order in which they are met.
    fn operands(&self) -> Vec<&'b Operand> {
        let mut seen = BTreeSet::new();
        let all = self.indices.iter().flat_map(|index| self.context.relations[*index].operands());
        all.filter(|operand| seen.insert(*operand)).collect()
    }

    /// Those that some operands stand in, in order: what the others say does not change with these.
    fn with<'o>(&self, operands: impl Iterator<Item = &'o Operand>) -> impl Iterator<Item = &'b Relation> {
        let of_operands = operands.flat_map(|operand| self.context.relations_of(operand));
        let places: BTreeSet<usize> =
            of_operands.filter_map(|index| self.places.get(index).copied()).collect();
        places.into_iter().map(|place| &self.context.relations[self.indices[place]])
    }
}

/// So many relations of one figure are looked at: a head count that every rate of a long report is divided by has
/// hundreds, and the first of them say of it what the others would.
const RELATED: usize = 64;

/// Scores in halves: two a relation mended, two against each spoilt, one and a half for a slip.
fn repair(broken: &Broken, operand: &Operand) -> Option<Repair> {
    let context = broken.context;
    let values = &context.values;
    let plain = |asked: &Operand| values.interval(asked);
    let own = || broken.with(std::iter::once(operand));
    let solved = own().filter_map(|relation| relation.solve(operand, &plain));
    let wanted = solved.reduce(|a, b| a.intersection(&b).unwrap_or(a))?;
    let changed = Change::new(context, operand, wanted);
    let mended_count = broken.with(changed.operands()).filter(|relation| changed.holds(relation)).count();
    let related = context.relations_of(operand);
    let spoilt = related
        .iter()
        .take(RELATED)
        .map(|index| &context.relations[*index])
        .filter(|relation| relation.holds && !changed.holds(relation))
        .count();
    let old = values.get(operand)?;
    // What is computed is as fine as its parts; what is stated is rounded.
    let stated = own().any(|relation| relation.stated() == Some(operand));
    let half = if stated { old.interval.width().unwrap_or_default() / Decimal::TWO } else { Decimal::ZERO };
    let new = rounded(wanted, old.value.scale(), half);
    let slip = new.and_then(|new| likely_slip(old.value, new));
    let negative = new.is_some_and(|new| new.is_sign_negative() && !old.value.is_sign_negative());
    let points = |count: usize, each: i64| i64::try_from(count).unwrap_or(0) * each;
    let score = points(mended_count, 4) - points(spoilt, 4) - points(context.repeats(operand).min(2), 2)
        + slip.map_or(0, slip_points)
        + if context.differs_from_twin(operand) { 6 } else { 0 }
        - if negative { 4 } else { 0 }
        // Nothing that could be printed there would mend it.
        - if new.is_none() { 4 } else { 0 };
    let sign = if old.printed.ends_with('%') { "%" } else { "" };
    let mended = new.map(|new| (format!("{}{sign}", print::grouped(new)), slip));
    Some(Repair { operand: operand.clone(), score, mended })
}

/// One operand with other values, and the rates that follow it: hours per head follow the hours.
pub(super) struct Change<'a> {
    values: &'a Values<'a>,
    changed: Vec<(Operand, Interval)>,
}

impl<'a> Change<'a> {
    pub(super) fn new(context: &'a Context, operand: &Operand, wanted: Interval) -> Change<'a> {
        let mut change = Change { values: &context.values, changed: vec![(operand.clone(), wanted)] };
        for index in context.relations_of(operand) {
            let relation = &context.relations[*index];
            let follows = relation.holds && relation.kind == RelationKind::Ratio;
            let Some(rate) = relation.stated().filter(|rate| follows && *rate != operand) else { continue };
            if relation.right.numerator() != Some(operand) {
                continue;
            }
            let lookup = |asked: &Operand| change.interval(asked);
            if let Some(interval) = relation.right.interval(&lookup) {
                let rate = rate.clone();
                change.changed.push((rate, interval));
            }
        }
        change
    }

    pub(super) fn holds(&self, relation: &Relation) -> bool {
        relation.holds_with(&|asked| self.interval(asked)).unwrap_or(false)
    }

    /// What changes, the cause of it first.
    pub(super) fn operands(&self) -> impl Iterator<Item = &Operand> {
        self.changed.iter().map(|(operand, _)| operand)
    }

    fn interval(&self, asked: &Operand) -> Option<Interval> {
        let changed = self.changed.iter().find(|(operand, _)| operand == asked);
        changed.map(|(_, interval)| *interval).or_else(|| self.values.interval(asked))
    }
}

/// The value in the middle, with as many decimals as were printed, if what it stands for is among those wanted.
fn rounded(wanted: Interval, scale: u32, half: Decimal) -> Option<Decimal> {
    let middle = wanted.low?.checked_add(wanted.high?)?.checked_div(Decimal::TWO)?;
    let mut value = middle.round_dp_with_strategy(scale, RoundingStrategy::MidpointAwayFromZero);
    value.rescale(scale);
    wanted.intersects(&Interval::around(value, half)).then_some(value)
}

/// A slip, unless the two are so near that every difference is one.
pub(super) fn likely_slip(old: Decimal, new: Decimal) -> Option<Slip> {
    let far = old.saturating_sub(new).abs() >= Decimal::new(10, old.scale());
    far.then(|| slip(&print::grouped(old), &print::grouped(new)))?
}

fn slip_points(slip: Slip) -> i64 {
    if slip == Slip::Changed { 2 } else { 3 }
}
