//! What is said of a found sum: where it holds, it ties its figures; where it breaks, only if it was surely meant
//! and no innocent reading explains it.

use rust_decimal::Decimal;

use crate::report::{FigureId, Report};

use super::super::sheet::{Sheet, Slot};
use super::super::{Expression, Operator, Relation, RelationKind, Values};
use super::equation;
use super::lines::{Lines, Sums, Trial};
use super::luck::{is_made_of_printed, is_rounding};
use super::sums::Found;
use super::{repair, slipped};

/// A sheet, and one direction of reading it.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    pub report: &'a Report,
    pub sheet: &'a Sheet<'a>,
    pub values: &'a Values<'a>,
    pub lines: &'a Lines,
    /// Lines are columns.
    pub across: bool,
}

/// Tenths of digits by which a slip must explain a sum better than chance.
const PROVEN: u32 = 5;
/// The same where lines between were left out.
const SURE: u32 = 15;
/// Digits that a difference must show in other columns.
const SIGNED: f64 = 3.5;

/// Tenths of digits that the figures of a sum without a label must show.
const SHOWN: u32 = 20;
/// A difference of a few last digits is near if what is stated is so many times as large.
const NEAR: i128 = 200;

/// Digits that a sum must show in other years before a difference of any size is told.
const SETTLED: f64 = 3.0;
/// The same where the other lines are no years.
const SETTLED_ACROSS: f64 = 7.0;

/// How a broken sum is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing can explain it.
    Error,
    /// Something legitimate may.
    Warning,
    Silent,
}

/// The relations of the sums found in one direction.
#[must_use]
pub fn relations(reading: Reading, found: &[Found]) -> Vec<Relation> {
    let explained: Vec<bool> = found
        .iter()
        .map(|sum| sum.fails() > 0 && (is_innocent(reading, sum) || has_whole_rival(sum, found)))
        .collect();
    let printed = is_made_of_printed(found);
    let shared = repair::shared(reading, found, &explained, printed);
    let banned = banned_columns(reading.lines, found, &shared);
    let mut relations = Vec::new();
    for (at, sum) in found.iter().enumerate() {
        for (column, trial) in sum.trials.iter().enumerate() {
            let verdict = match trial {
                Trial::Fails { .. } if explained[at] || banned.contains(&column) => Verdict::Silent,
                Trial::Fails { .. } if is_shared(&shared, at, column) == Some(true) => Verdict::Error,
                Trial::Fails { .. } if !printed && is_rounding(sum, column) => Verdict::Silent,
                Trial::Fails { .. } => verdict(reading, sum, column, adds_up(found, column)),
                _ => Verdict::Error,
            };
            if verdict != Verdict::Silent {
                relations.extend(relation(reading, sum, column, verdict));
            }
        }
    }
    relations
}

/// The relation of a sum in one column; `None` where nothing can be said.
#[must_use]
pub fn relation(reading: Reading, sum: &Found, column: usize, verdict: Verdict) -> Option<Relation> {
    let lines = reading.lines;
    let (holds, missing) = match sum.trials[column] {
        Trial::Nothing => return None,
        Trial::Holds { .. } => (true, 0),
        Trial::Fails { missing, .. } => (false, missing),
    };
    let total = lines.items[sum.total].cells[column].amount()?.figure;
    let plus = Expression::sum(lines.figures(&sum.parts, column).map(equation::figure))?;
    let right = lines
        .figures(&sum.minus, column)
        .map(equation::figure)
        .fold(plus, |left, right| Expression::binary(left, Operator::Subtract, right));
    let sheet = reading.sheet;
    let (row, across) = (lines.items[sum.total].at, lines.across[column]);
    let (row, column) = if reading.across { (across, row) } else { (row, across) };
    let kind = if sum.minus.is_empty() { RelationKind::Sum } else { RelationKind::Difference };
    let found = Relation::mined(kind, equation::figure(total), right, sheet.rows[row].span);
    let found = equation::with_evidence(found, sum.holds(), verdict == Verdict::Error);
    let slack = if lines.rounded { widened(reading.report, total, sum.parts.len()) } else { Decimal::ZERO };
    let period = sheet.period_of(column).cloned();
    Some(Relation { period, partial: missing > 0, slack, holds, ..found })
}

/// How far apart a stated total and its sum may be where a note speaks of rounding.
fn widened(report: &Report, total: FigureId, parts: usize) -> Decimal {
    report.figures[total].figure.quantum.saturating_mul(Decimal::from(parts))
}

/// Columns in which sums break that hold elsewhere, more often than sums hold, and no one figure is to blame: those
/// do not add up at all.
fn banned_columns(lines: &Lines, found: &[Found], shared: &[repair::Shared]) -> Vec<usize> {
    let breaks = |column: usize| {
        let is = |(at, sum): &(usize, &Found)| {
            let fails = matches!(sum.trials[column], Trial::Fails { .. });
            // Of many differences some hold by chance, and then break elsewhere.
            fails && sum.holds() > 0 && sum.minus.is_empty() && is_shared(shared, *at, column).is_none()
        };
        found.iter().enumerate().filter(is).count()
    };
    let holds =
        |column: usize| found.iter().filter(|sum| matches!(sum.trials[column], Trial::Holds { .. })).count();
    (0..lines.across.len())
        .filter(|column| breaks(*column) >= 2 && breaks(*column) > holds(*column))
        .collect()
}

/// Whether a broken sum shares a figure to blame with another, and whether by a slip.
fn is_shared(shared: &[repair::Shared], sum: usize, column: usize) -> Option<bool> {
    shared.iter().find(|known| known.sum == sum && known.column == column).map(|known| known.slip)
}

/// Read across: other rows have only their total, and one of them, or all, is what the parts lack.
fn has_own_item(reading: Reading, sum: &Found, apart: i128) -> bool {
    let total = &reading.lines.items[sum.total];
    let alone: Vec<i128> = (0..total.cells.len())
        .filter(|row| sum.trials[*row] == Trial::Nothing)
        .filter(|row| reading.lines.figures(&sum.parts, *row).next().is_none())
        .filter_map(|row| Some(total.cells[row].amount()?.twice))
        .collect();
    alone.iter().any(|own| own.abs() == apart.abs()) || alone.iter().sum::<i128>().abs() == apart.abs()
}

/// Some sum holds in a column: it is no column of rates or of greatest values.
fn adds_up(found: &[Found], column: usize) -> bool {
    found.iter().any(|sum| matches!(sum.trials[column], Trial::Holds { .. }))
}

fn verdict(reading: Reading, sum: &Found, column: usize, adds_up: bool) -> Verdict {
    let Trial::Fails { missing, apart, quantum, .. } = sum.trials[column] else { return Verdict::Silent };
    let (holds, fails) = (sum.holds(), sum.fails());
    if fails > holds {
        return Verdict::Silent;
    }
    if reading.across && has_own_item(reading, sum, apart) {
        return Verdict::Silent;
    }
    let total = &reading.lines.items[sum.total];
    let slip = slip_tenths(reading, sum, column);
    // One column alone is out, and what is printed there is a slip away from what would be right.
    let proven = fails == 1 && slip.is_some_and(|tenths| tenths >= PROVEN);
    let slips = slip.is_some() && (missing == 0 || proven);
    let telling = slips && slip > Some(0);
    let settled = is_settled(reading, sum, column);
    if is_far(reading, sum, column) && !telling && !adds_up && !settled {
        return Verdict::Silent;
    }
    let few = holds < 6 || holds < 5 * fails || missing > 0;
    if reading.across && !total.is_total && !sum.named && few && !settled {
        return Verdict::Silent;
    }
    if sum.omitted > 0 || !sum.minus.is_empty() {
        let strong = holds >= 2 && fails == 1 && sum.digits() >= 7.0 && missing == 0;
        let slipped = slips && sum.omitted == 0 && apart.abs() >= 10 * quantum;
        return match strong {
            true if total.is_total || holds >= 3 => Verdict::Error,
            true if slipped => Verdict::Warning,
            _ if proven && (sum.omitted == 0 && sum.digits() >= SIGNED || slip >= Some(SURE)) => {
                Verdict::Warning
            }
            _ => Verdict::Silent,
        };
    }
    if missing > 0 && proven {
        return Verdict::Warning;
    }
    let sure = holds >= 2 || sum.named || total.is_total || total.blank;
    if sure {
        return if missing > 0 { Verdict::Warning } else { Verdict::Error };
    }
    let far = apart.abs() >= 10 * quantum;
    let near = !far && total_of(reading, sum, column).abs() >= NEAR * apart.abs();
    let whole = (sum.natural || total.is_result) && shows(reading, sum, column);
    let slipped = fails == 1 && (far && (telling || whole && slips) || near && whole);
    if slipped { Verdict::Warning } else { Verdict::Silent }
}

/// Whether the figures of a broken sum show digits: round amounts come to one another by chance.
fn shows(reading: Reading, sum: &Found, column: usize) -> bool {
    let relation = relation(reading, sum, column, Verdict::Warning);
    relation.is_some_and(|relation| slipped::shown(reading.values, &relation) >= SHOWN)
}

/// The other lines leave no doubt that this one was meant to add up too: years beside a year, or many figures.
fn is_settled(reading: Reading, sum: &Found, column: usize) -> bool {
    let Trial::Fails { missing, .. } = sum.trials[column] else { return false };
    let items = &reading.lines.items;
    let total = &items[sum.total];
    // Beside amounts a dash is nothing; an empty cell may be anything.
    let dashes = sum.parts.iter().filter(|part| items[**part].cells[column] == Slot::Missing).count();
    if dashes < missing || 2 * missing > sum.parts.len() {
        return false;
    }
    if sum.fails() != 1 || sum.omitted > 0 || !sum.minus.is_empty() {
        return false;
    }
    if reading.across {
        return sum.holds() >= 3 && sum.digits() >= SETTLED_ACROSS;
    }
    let is_year = |column: usize| reading.sheet.period_of(reading.lines.across[column]).is_some();
    let years = (0..sum.trials.len()).filter(|at| sum.trials[*at] != Trial::Nothing).all(is_year);
    let meant = total.is_total || total.is_result || sum.natural || sum.named || sum.holds() >= 2;
    years && meant && sum.digits() >= SETTLED && is_year(column)
}

/// Less than half the total or more than twice: a column of greatest values or of rates does not add up.
fn is_far(reading: Reading, sum: &Found, column: usize) -> bool {
    let Trial::Fails { apart, .. } = sum.trials[column] else { return false };
    let total = total_of(reading, sum, column);
    let parts = total - apart;
    parts.abs() * 2 < total.abs() || parts.abs() > total.abs() * 2 || (parts < 0) != (total < 0)
}

/// What is stated, in halves of the smallest unit.
fn total_of(reading: Reading, sum: &Found, column: usize) -> i128 {
    reading.lines.items[sum.total].cells[column].amount().map_or(0, |total| total.twice)
}

/// Whether one figure, mended, would differ from what is printed by a slip of the hand.
#[must_use]
pub fn is_slip(reading: Reading, sum: &Found, column: usize) -> bool {
    slip_tenths(reading, sum, column).is_some()
}

/// How much better than chance a slip explains a broken sum; what cutting off can hide is open.
#[must_use]
pub fn slip_tenths(reading: Reading, sum: &Found, column: usize) -> Option<u32> {
    let Trial::Fails { room, .. } = sum.trials[column] else { return None };
    let slack = Decimal::from(room).checked_div(Decimal::from(reading.lines.one)).unwrap_or_default();
    let relation = relation(reading, sum, column, Verdict::Error)?;
    slipped::tenths(reading.values, &Relation { slack, ..relation })
}

/// One more line from the neighbourhood, one sign, or one part too many explains every column.
fn is_innocent(reading: Reading, sum: &Found) -> bool {
    let lines = reading.lines;
    let mut sums = lines.sum(&sum.parts);
    let taken = sum.parts.iter().chain(&sum.minus);
    for line in &sum.minus {
        sums.add(&lines.items[*line], -1);
    }
    let all_hold = |sums: &Sums| {
        let trials = lines.trials(sum.total, sums);
        trials
            .iter()
            .zip(&sum.trials)
            .all(|(now, was)| matches!((now, was), (Trial::Holds { .. }, _) | (_, Trial::Nothing)))
    };
    let places = || taken.clone().chain([&sum.total]).map(|line| lines.items[*line].at);
    let near = places().min().unwrap_or(0).saturating_sub(4)..=places().max().unwrap_or(0) + 4;
    let free = |at: usize| near.contains(&at) && places().all(|used| used != at);
    let added = lines.items.iter().chain(&lines.others).filter(|line| free(line.at)).any(|line| {
        [1, -1].into_iter().any(|sign| {
            let mut more = sums.clone();
            more.add(line, sign);
            all_hold(&more)
        })
    });
    added
        || sum.parts.iter().any(|part| {
            let line = &lines.items[*part];
            let mut flipped = sums.clone();
            flipped.add(line, -1);
            flipped.add(line, -1);
            all_hold(&flipped) || sum.parts.len() > 2 && all_hold(&sums.without(line))
        })
}

/// Another sum of the same total holds everywhere and shares parts with this one.
fn has_whole_rival(sum: &Found, found: &[Found]) -> bool {
    found.iter().any(|other| {
        other.total == sum.total
            && other.fails() == 0
            && other.holds() > 0
            && other.parts.iter().any(|part| sum.parts.contains(part))
    })
}
