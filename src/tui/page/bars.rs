//! Horizontal bars in cells of dots, which every terminal shows one cell wide.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::super::cells;

/// A bar for a value of which the largest takes all the cells; half cells are drawn. Nothing for no positive value.
#[must_use]
pub fn bar(value: Decimal, largest: Decimal, cells: usize) -> String {
    if value <= Decimal::ZERO || largest <= Decimal::ZERO || cells == 0 {
        return String::new();
    }
    let halves = value
        .checked_div(largest)
        .and_then(|share| share.checked_mul(Decimal::from(cells * 2)))
        .and_then(|halves| halves.round().to_usize())
        .unwrap_or(0)
        .clamp(1, cells * 2);
    let [.., full] = cells::steps();
    let mut bar = full.to_string().repeat(halves / 2);
    if halves % 2 == 1 {
        bar.push(if full == '⣿' { '⡇' } else { '-' });
    }
    bar
}

/// A cell of one of four heights for each value, from the least to the greatest; one value alone goes nowhere.
#[must_use]
pub fn sparkline(values: &[Decimal]) -> String {
    let (Some(least), Some(most)) = (values.iter().min(), values.iter().max()) else { return String::new() };
    if values.len() < 2 {
        return String::new();
    }
    let steps = cells::steps();
    let height = |value: &Decimal| {
        let share = value
            .saturating_sub(*least)
            .checked_mul(Decimal::from(3))
            .and_then(|share| share.checked_div(most.saturating_sub(*least)));
        share.and_then(|share| share.round().to_usize()).unwrap_or(1).min(3)
    };
    values.iter().map(|value| steps[height(value)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_in_proportion_and_never_invisible() {
        let bars: Vec<String> =
            [0, 1, 50, 75, 100].into_iter().map(|value| bar(value.into(), 100.into(), 4)).collect();
        assert_eq!(bars, ["", "⡇", "⣿⣿", "⣿⣿⣿", "⣿⣿⣿⣿"]);
        assert_eq!(bar(1.into(), 1.into(), 0), "", "where there is no room");
    }

    #[test]
    fn a_sparkline_spans_its_values() {
        let line =
            |values: &[i64]| sparkline(&values.iter().map(|value| Decimal::from(*value)).collect::<Vec<_>>());
        assert_eq!(line(&[10, 20, 40]), "⣀⣤⣿");
        assert_eq!(line(&[5, 5]), "⣤⣤");
        assert_eq!(line(&[5]), "");
        assert_eq!(line(&[]), "");
    }
}
