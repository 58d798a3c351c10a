//! Labelled totals that are the sum of their block in no column: told only where the difference is small.

use super::super::Relation;
use super::super::sheet::Sheet;
use super::lines::{Lines, Trial};
use super::luck;
use super::sums::Found;
use super::verdict::{self, Reading, Verdict};

/// The relations of totals that nothing explains. `named` are those that name their parts.
#[must_use]
pub fn relations(reading: Reading, explained: &[usize], used: &[usize], named: &[Found]) -> Vec<Relation> {
    let lines = reading.lines;
    let mut relations = Vec::new();
    for found in named.iter().filter(|found| found.holds() == 0) {
        relations.extend(judge(reading, found, true));
    }
    for total in 0..lines.items.len() {
        let skip = explained.contains(&total) || named.iter().any(|found| found.total == total);
        if skip || !lines.items[total].is_total || has_groups_below(reading.sheet, lines, total) {
            continue;
        }
        let parts = natural_block(lines, total, used);
        let whole = natural_block(lines, total, &[]);
        let adds_up = Found::new(total, whole.clone(), lines.trials(total, &lines.sum(&whole))).holds() > 0;
        if parts.len() >= 2 && !adds_up {
            let sums = lines.sum(&parts);
            let found = Found::new(total, parts, lines.trials(total, &sums));
            relations.extend(judge(reading, &found, false));
        }
    }
    relations
}

/// The lines of one unit right above a total, down from the start of its block, without those another total has.
fn natural_block(lines: &Lines, total: usize, used: &[usize]) -> Vec<usize> {
    let mut block = Vec::new();
    if lines.items[total].opens {
        return block;
    }
    for line in (0..total).rev() {
        let of = &lines.items[line];
        if of.unit == lines.items[total].unit && !used.contains(&line) {
            block.push(line);
        }
        // An unexplained total ends the block above it.
        if of.opens || of.is_total {
            break;
        }
    }
    block.reverse();
    if block.iter().any(|line| lines.items[*line].is_total) { Vec::new() } else { block }
}

/// The total stands above its breakdowns, not below its parts.
fn has_groups_below(sheet: &Sheet, lines: &Lines, total: usize) -> bool {
    let at = lines.items[total].at;
    sheet.rows.get(at + 1).is_some_and(|next| next.is_group && super::words::divides(next.label))
}

/// The relation of a total that is a slip away in the only line that says anything, by more than chance.
#[must_use]
pub fn slipped(reading: Reading, found: &Found) -> Vec<Relation> {
    let by_slip = |column: &usize| verdict::slip_tenths(reading, found, *column) > Some(0);
    let column = (0..found.trials.len()).find(by_slip).filter(|_| found.fails() == 1);
    column
        .and_then(|column| verdict::relation(reading, found, column, Verdict::Warning))
        .into_iter()
        .collect()
}

fn judge(reading: Reading, found: &Found, named: bool) -> Vec<Relation> {
    let lines = reading.lines;
    let failing: Vec<(usize, i128, i128)> = found
        .trials
        .iter()
        .enumerate()
        .filter_map(|(column, trial)| match trial {
            Trial::Fails { missing: 0, apart, .. } if !luck::is_rounding(found, column) => {
                let total = lines.items[found.total].cells[column].amount()?.twice;
                Some((column, *apart, total))
            }
            _ => None,
        })
        .collect();
    let incomplete =
        found.trials.iter().any(|trial| matches!(trial, Trial::Fails { missing, .. } if *missing > 0));
    let same = failing.len() > 1 && failing.iter().all(|(_, apart, _)| *apart == failing[0].1);
    if failing.is_empty() || incomplete || same && !named {
        return Vec::new();
    }
    // In thousandths of the total.
    let within = |thousandths: i128| {
        failing.iter().all(|(_, apart, total)| {
            apart.abs().saturating_mul(1000) <= total.abs().saturating_mul(thousandths)
        })
    };
    let slipped = failing.len() == 1 && verdict::is_slip(reading, found, failing[0].0);
    let verdict = if within(5) {
        if named { Verdict::Error } else { Verdict::Warning }
    } else if within(50) && named || slipped {
        Verdict::Warning
    } else {
        Verdict::Silent
    };
    if verdict == Verdict::Silent {
        return Vec::new();
    }
    failing
        .into_iter()
        .filter_map(|(column, ..)| verdict::relation(reading, found, column, verdict))
        .collect()
}
