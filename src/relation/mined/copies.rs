//! One quantity in two tables: rows of a table that another repeats, cell by cell.
//!
//! Tables that share at least two telling values are laid side by side, their rows aligned in order; a cell that
//! differs in an otherwise equal row is a broken restatement.

mod face;

use std::collections::BTreeMap;

use foldhash::HashMap;

use crate::figures::{Kind, agree, shown_digits as digits, slips};
use crate::report::{FigureId, Period, Report};

use super::super::Relation;
use super::super::sheet::{Amount, Sheet, Slot};
use super::equation;
use super::similar::bare;
use face::Face;

/// A value that stands in more tables tells nothing.
const COMMON: usize = 6;
/// Pairs of larger tables are not laid side by side.
const LARGEST: usize = 40_000;

/// A language, a period and a value: its normalised bytes are compared at once.
type Key<'a> = (u8, Option<&'a Period>, [u8; 16]);

/// Adds the restatements between the tables of each edition.
pub fn find(report: &Report, sheets: &[Sheet], relations: &mut Vec<Relation>) {
    let mut faces: BTreeMap<usize, Face> = BTreeMap::new();
    for (first, second) in pairs(report, sheets) {
        for at in [first, second] {
            faces.entry(at).or_insert_with(|| Face::new(&sheets[at]));
        }
        let side = |at: usize| (&sheets[at], &faces[&at]);
        Pair { report, a: side(first), b: side(second) }.relations(relations);
    }
}

/// Tables of one language that share at least two values of three or more digits in the same period.
fn pairs(report: &Report, sheets: &[Sheet]) -> Vec<(usize, usize)> {
    let mut index: HashMap<Key, Vec<usize>> = HashMap::default();
    for (at, sheet) in sheets.iter().enumerate() {
        for (_, row) in sheet.data() {
            for (column, slot) in row.slots.iter().enumerate() {
                let Slot::Amount(amount) = slot else { continue };
                let value = report.figures[amount.figure].figure.value.normalize();
                if digits(value) >= 3 {
                    let key = (sheet.language as u8, sheet.period_of(column), value.serialize());
                    let known = index.entry(key).or_default();
                    if known.last() != Some(&at) {
                        known.push(at);
                    }
                }
            }
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for tables in index.values().filter(|tables| tables.len() <= COMMON) {
        for (at, first) in tables.iter().enumerate() {
            for second in &tables[at + 1..] {
                *shared.entry((*first, *second)).or_default() += 1;
            }
        }
    }
    shared.into_iter().filter(|(_, count)| *count >= 2).map(|(pair, _)| pair).collect()
}

/// Two tables side by side.
struct Pair<'a> {
    report: &'a Report,
    a: (&'a Sheet<'a>, &'a Face),
    b: (&'a Sheet<'a>, &'a Face),
}

/// Two rows that may be one.
struct Match {
    a: usize,
    b: usize,
    /// Common columns with equal values of two or more digits, with equal values of any size, with other values.
    equal: usize,
    same: usize,
    unequal: usize,
    /// In hundredths.
    label: i64,
    groups: i64,
    /// `None` where one row has no unit.
    units: Option<bool>,
    /// In hundredths.
    score: i64,
}

impl Pair<'_> {
    fn relations(&self, relations: &mut Vec<Relation>) {
        let mut columns = self.columns();
        if columns.is_empty() || self.a.0.rows.len() * self.b.0.rows.len() > LARGEST {
            return;
        }
        let matches = self.align(&columns);
        columns.retain(|column| self.is_of_one_kind(*column, &matches));
        let is_good = |found: &Match| found.equal > 0 && found.unequal == 0;
        let good = matches.iter().filter(|found| is_good(found)).count();
        for (at, found) in matches.iter().enumerate() {
            let near = matches[at.saturating_sub(2)..matches.len().min(at + 3)].iter();
            let neighbour = near.filter(|other| other.a != found.a).any(is_good);
            let certain = accuses(found, neighbour, good);
            for (left, right) in &columns {
                let both = self.a.0.amount(found.a, *left).zip(self.b.0.amount(found.b, *right));
                let Some((a, b)) = both.filter(|(a, b)| self.are_alike(*a, *b)) else { continue };
                let holds = self.agree(a.figure, b.figure);
                let alone = || (neighbour && self.is_slip(found, a.figure, b.figure)).then_some(false);
                let certain = certain.or_else(alone);
                if holds || certain.is_some() {
                    let span = self.a.0.rows[found.a].span;
                    let same = equation::restatement(a.figure, b.figure, span);
                    let same = equation::with_evidence(same, found.same, certain.unwrap_or(true));
                    let period = self.a.0.period_of(*left).cloned();
                    relations.push(Relation { period, holds, ..same });
                }
            }
        }
    }

    /// Where a third of the cells differ, or two of two, the column is of something else (diluted rather than basic).
    fn is_of_one_kind(&self, (left, right): (usize, usize), matches: &[Match]) -> bool {
        let cells = matches.iter().filter_map(|found| {
            Some((self.a.0.amount(found.a, left)?.figure, self.b.0.amount(found.b, right)?.figure))
        });
        let (equal, unequal): (Vec<_>, Vec<_>) = cells.partition(|(a, b)| self.agree(*a, *b));
        let none = equal.is_empty() && unequal.len() >= 2;
        !none && (unequal.len() < 3 || unequal.len() * 2 < equal.len())
    }

    /// The columns of one period, or, without periods, of one head.
    fn columns(&self) -> Vec<(usize, usize)> {
        let (a, b) = (self.a.0, self.b.0);
        let name = |sheet: &Sheet, column: usize| {
            let period = sheet.columns[column].period.as_ref();
            period.map_or_else(|| bare(&sheet.columns[column].head), ToString::to_string)
        };
        let own = |sheet: &Sheet| (0..sheet.columns.len()).map(|at| name(sheet, at)).collect::<Vec<_>>();
        let (of_a, of_b) = (own(a), own(b));
        let mut pairs = Vec::new();
        for (left, name) in of_a.iter().enumerate() {
            let only = |names: &[String]| names.iter().filter(|other| *other == name).count() == 1;
            let right = of_b.iter().position(|other| other == name);
            let same_period = a.period_of(left) == right.and_then(|right| b.period_of(right));
            if let Some(right) = right.filter(|_| same_period && only(&of_a) && only(&of_b)) {
                pairs.push((left, right));
            }
        }
        pairs
    }

    /// The rows of both in order, each with its counterpart, so that the whole is as alike as can be.
    fn align(&self, columns: &[(usize, usize)]) -> Vec<Match> {
        let rows = |sheet: &Sheet| sheet.data().map(|(at, _)| at).collect::<Vec<_>>();
        let (left, right) = (rows(self.a.0), rows(self.b.0));
        let width = right.len() + 1;
        let mut best = vec![0_i64; (left.len() + 1) * width];
        let mut matches: Vec<Option<Match>> = Vec::with_capacity(left.len() * right.len());
        for (i, a) in left.iter().enumerate() {
            for (j, b) in right.iter().enumerate() {
                let found = Some(self.compare(*a, *b, columns)).filter(|found| found.score >= 200);
                let score = found.as_ref().map_or(0, |found| found.score);
                let diagonal = best[i * width + j] + score;
                best[(i + 1) * width + j + 1] =
                    diagonal.max(best[i * width + j + 1]).max(best[(i + 1) * width + j]);
                matches.push(found);
            }
        }
        let (mut i, mut j) = (left.len(), right.len());
        let mut aligned = Vec::new();
        while i > 0 && j > 0 {
            let here = best[i * width + j];
            if here == best[(i - 1) * width + j] {
                i -= 1;
            } else if here == best[i * width + j - 1] {
                j -= 1;
            } else {
                i -= 1;
                j -= 1;
                aligned.extend(matches[i * right.len() + j].take());
            }
        }
        aligned.reverse();
        aligned
    }

    fn compare(&self, a: usize, b: usize, columns: &[(usize, usize)]) -> Match {
        let (names, others) = (&self.a.1.rows[a], &self.b.1.rows[b]);
        let (row, other) = (&self.a.0.rows[a], &self.b.0.rows[b]);
        let label = [
            (&names.label, &others.label),
            (&names.path, &others.path),
            (&names.label, &others.path),
            (&names.path, &others.label),
        ]
        .into_iter()
        .map(|(first, second)| first.likeness(second))
        .max()
        .unwrap_or(0);
        let groups = names.groups.likeness(&others.groups);
        let units = row.unit.as_ref().zip(other.unit.as_ref()).map(|(unit, other)| unit == other);
        let mut found = Match {
            a,
            b,
            equal: 0,
            same: 0,
            unequal: 0,
            label,
            groups,
            units,
            score: label * 5 / 2 + groups * 3 / 2,
        };
        if names.date.is_some() && others.date.is_some() && names.date != others.date {
            return Match { score: 0, ..found };
        }
        found.score += units.map_or(0, |same| if same { 150 } else { -150 });
        for (left, right) in columns {
            match (row.slots[*left], other.slots[*right]) {
                (Slot::Amount(first), Slot::Amount(second)) if self.are_alike(first, second) => {
                    let telling = [first, second]
                        .iter()
                        .all(|amount| digits(self.report.figures[amount.figure].figure.value) >= 2);
                    if self.agree(first.figure, second.figure) {
                        found.same += 1;
                        found.equal += usize::from(telling);
                        found.score += if telling { 300 } else { 90 };
                    } else {
                        found.unequal += 1;
                        found.score -= if telling { 200 } else { 60 };
                    }
                }
                (Slot::Amount(_), _) | (_, Slot::Amount(_)) => found.score -= 100,
                _ => {}
            }
        }
        found
    }

    /// Two rows of one name and nothing else, whose figures are a slip apart.
    fn is_slip(&self, found: &Match, a: FigureId, b: FigureId) -> bool {
        let [a, b] = [a, b].map(|id| self.report.figures[id].figure.value);
        let alike = found.units != Some(false) && found.label >= 90 && found.groups >= 60;
        alike && found.unequal == 1 && digits(a).min(digits(b)) >= 3 && slips(a).contains(&b)
    }

    /// Not a percentage beside an amount: a column of changes under the head of a year.
    fn are_alike(&self, a: Amount, b: Amount) -> bool {
        let [a, b] = [a, b].map(|amount| self.report.figures[amount.figure].figure.kind == Kind::Percent);
        a == b
    }

    /// The same value, whatever unit the tables put to it.
    fn agree(&self, a: FigureId, b: FigureId) -> bool {
        let (a, b) = (&self.report.figures[a].figure, &self.report.figures[b].figure);
        a.value == b.value || agree(a, b)
    }
}

/// Whether an unequal cell of a row is told, and whether it is certain.
fn accuses(found: &Match, neighbour: bool, good: usize) -> Option<bool> {
    let units = found.units != Some(false);
    if found.equal >= 1
        && units
        && (found.label >= 50 || found.equal >= 2 || neighbour && found.label >= 30)
        && found.equal >= found.unequal
    {
        // Two equal figures under other words: it may be another thing that was the same before.
        return Some(found.label >= 50 || neighbour);
    }
    if found.same >= 2 && neighbour && good >= 3 && found.label >= 40 && found.same >= found.unequal {
        return Some(units);
    }
    let alike = found.same == 0 && units && found.label >= 90 && found.groups >= 60;
    (alike && neighbour && good >= 3).then_some(true)
}
