//! Sums that are right to the last digit: made of the printed figures, or by luck of figures that were cut off.

use super::lines::Trial;
use super::sums::Found;

/// Truncated figures add up to the last digit by luck less often than once in so many times.
const LUCK: usize = 36;

/// Parts that were cut off, or rounded from finer data, can be off by a last digit each, unless the sum is exact
/// to the digit wherever it holds: then it was made of the printed figures.
#[must_use]
pub fn is_rounding(sum: &Found, column: usize) -> bool {
    let Trial::Fails { apart, room, .. } = sum.trials[column] else { return false };
    let made_of_these = is_exact(sum) && (sum.holds() >= 3 || luck(sum) >= LUCK);
    apart.abs() <= room && !made_of_these
}

/// Whether all sums of a table that hold are right to the last digit, more often than by luck.
#[must_use]
pub fn is_made_of_printed(found: &[Found]) -> bool {
    found.iter().all(is_exact) && found.iter().map(luck).fold(1, usize::saturating_mul) >= LUCK
}

fn is_exact(sum: &Found) -> bool {
    sum.trials.iter().all(|trial| !matches!(trial, Trial::Holds { exact: false, .. }))
}

/// Of some truncated parts one sum in as many as there are orders of them is right to the last digit: of four, one in
/// twenty-four.
fn luck(sum: &Found) -> usize {
    let orders = (2..=sum.parts.len().min(12)).product::<usize>();
    orders.saturating_pow(u32::try_from(sum.holds()).unwrap_or(u32::MAX))
}
