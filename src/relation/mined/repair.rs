//! Broken sums that a change of one figure would mend together: each alone may be chance; two, by a slip, are not.

use rust_decimal::Decimal;

use crate::figures;

use super::super::print;
use super::lines::Trial;
use super::luck::is_rounding;
use super::sums::Found;
use super::verdict::Reading;

/// A broken sum that shares a figure to blame with another.
#[derive(Clone, Copy, Debug)]
pub struct Shared {
    /// Index of the found sums.
    pub sum: usize,
    pub column: usize,
    /// The figure would differ from what is printed by a slip of the hand.
    pub slip: bool,
}

/// The sums of each column that share such a figure with another sum. `printed`: sums were made of the printed figures.
#[must_use]
pub fn shared(reading: Reading, found: &[Found], explained: &[bool], printed: bool) -> Vec<Shared> {
    let mut shared: Vec<Shared> = Vec::new();
    for column in 0..reading.lines.across.len() {
        let mut repairs: Vec<(usize, usize, i128, i128)> = Vec::new();
        for (at, sum) in found.iter().enumerate().filter(|(at, sum)| !explained[*at] && sum.holds() > 0) {
            let Trial::Fails { apart, quantum, .. } = sum.trials[column] else { continue };
            if !printed && is_rounding(sum, column) {
                continue;
            }
            let lines = [(&sum.parts, apart), (&sum.minus, -apart), (&vec![sum.total], -apart)].map(
                |(lines, change)| {
                    lines.iter().map(move |line| (at, *line, change, quantum)).collect::<Vec<_>>()
                },
            );
            repairs.extend(lines.into_iter().flatten());
        }
        for (at, line, change, quantum) in &repairs {
            let agrees = repairs.iter().any(|(other, other_line, other_change, other_quantum)| {
                other != at
                    && other_line == line
                    && (change - other_change).abs() <= *quantum.max(other_quantum)
            });
            if agrees {
                let slip = change.abs() >= 10 * quantum && is_slip(reading, *line, column, *change);
                match shared.iter_mut().find(|known| known.sum == *at && known.column == column) {
                    Some(known) => known.slip |= slip,
                    None => shared.push(Shared { sum: *at, column, slip }),
                }
            }
        }
    }
    shared
}

/// Whether a change of one figure, in halves of the smallest unit, is a slip of the hand.
#[must_use]
pub fn is_slip(reading: Reading, line: usize, column: usize, change: i128) -> bool {
    let change = Decimal::from(change).checked_div(Decimal::from(reading.lines.one));
    let Some((change, amount)) = change.zip(reading.lines.items[line].cells[column].amount()) else {
        return false;
    };
    let old = reading.report.figures[amount.figure].figure.value;
    let new = old.saturating_add(change);
    new.is_sign_negative() == old.is_sign_negative()
        && figures::slip(&print::grouped(old), &print::grouped(new)).is_some()
}
