//! Horizontal bars in cells of dots, which every terminal shows one cell wide.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// A bar for a value of which the largest takes all the cells; half cells are drawn. Nothing for no positive value.
#[must_use]
pub fn bar(value: Decimal, largest: Decimal, cells: usize) -> String {
    if value <= Decimal::ZERO || largest <= Decimal::ZERO {
        return String::new();
    }
    let halves = value
        .checked_div(largest)
        .and_then(|share| share.checked_mul(Decimal::from(cells * 2)))
        .and_then(|halves| halves.round().to_usize())
        .unwrap_or(0)
        .clamp(1, cells * 2);
    let mut bar = "⣿".repeat(halves / 2);
    if halves % 2 == 1 {
        bar.push('⡇');
    }
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_in_proportion_and_never_invisible() {
        let bars: Vec<String> =
            [0, 1, 50, 75, 100].into_iter().map(|value| bar(value.into(), 100.into(), 4)).collect();
        assert_eq!(bars, ["", "⡇", "⣿⣿", "⣿⣿⣿", "⣿⣿⣿⣿"]);
    }
}
