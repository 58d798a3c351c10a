//! A bar for each period, divided into parts; as shares each is as long as the other.

use rust_decimal::{Decimal, RoundingStrategy};

use super::super::super::cells;
use super::super::super::line::{Ink, Line, Piece};
use super::super::super::text;
use super::super::bars::steps_of;
use super::super::value::{Value, set_right};
use super::{Data, key, named, widest};

/// Longer bars say no more.
const LONGEST: usize = 48;
/// `100.0%`.
const PERCENT: usize = 6;

/// What a part is drawn with: neighbours differ in the height of their dots, the ink helps where there are many.
pub(super) fn fill(part: usize, cells: usize) -> Piece {
    let [least, low, high, full] = cells::steps();
    let dots = [full, low, high, least][part % 4];
    let ink = if (part + part / 4).is_multiple_of(2) { Ink::Link } else { Ink::Text };
    Piece::new(ink, dots.to_string().repeat(cells))
}

/// As long as the whole is large, which stands at the end; the values of the parts stand in a table below.
pub(super) fn stacked(data: &Data, cells: usize) -> Vec<Vec<Line>> {
    let totals: Vec<Option<Value>> = (0..data.chart.periods.len()).map(|at| total(data, at)).collect();
    let word = data.word("chart-total");
    let total_cells = widest(totals.iter().flatten().map(Value::width).chain([text::width(&word)]));
    let name_cells = data.period_cells();
    let behind = total_cells + data.standing_cells() + 1;
    let bar_cells = cells.saturating_sub(name_cells + behind + 2).min(LONGEST);
    let longest = (0..totals.len()).map(|at| drawn(data, at)).max().unwrap_or(Decimal::ZERO);
    let end = name_cells + bar_cells + 2 + total_cells;
    let mut head = Line::default();
    head.pad_to(end - text::width(&word));
    head.pieces.push(Piece::new(Ink::Dim, word));
    let mut groups = vec![vec![head]];
    groups.extend(totals.iter().enumerate().map(|(at, total)| {
        let mut line = named(Ink::Text, &data.chart.periods[at].0, name_cells + 1);
        line.pieces.extend(bar(data, at, steps_of(drawn(data, at), longest, bar_cells)));
        set_right(&mut line, end, total.as_ref());
        line.pieces.push(Piece::new(Ink::Dim, data.standing(at)));
        vec![line]
    }));
    groups.extend(key::table(data, Some(fill), cells));
    groups
}

/// The parts of each period in percent, and their values.
pub(super) fn shares(data: &Data, cells: usize) -> Vec<Vec<Line>> {
    let mut groups = Vec::new();
    let value_cells = data.value_cells();
    let name_cells = widest(data.parts.iter().map(|part| text::width(&part.name) + 2))
        .min(cells.saturating_sub(value_cells + PERCENT + 4));
    let period = |at: usize| format!("{}{}", data.chart.periods[at], data.standing(at));
    let period_cells = widest((0..data.chart.periods.len()).map(|at| text::width(&period(at)))) + 2;
    let bar_cells = cells.saturating_sub(period_cells).min(LONGEST);
    for at in 0..data.chart.periods.len() {
        let whole = drawn(data, at);
        let mut line = named(Ink::Strong, &period(at), period_cells);
        line.pieces.extend(bar(data, at, bar_cells));
        groups.push((at > 0).then(Line::default).into_iter().chain([line]).collect());
        groups.extend(data.parts.iter().enumerate().map(|(index, part)| {
            let value = part.values[at].as_ref();
            let mut line = named(Ink::Text, &part.name, name_cells.saturating_sub(2))
                .after(Piece::new(Ink::Text, " "))
                .after(fill(index, 1));
            set_right(&mut line, name_cells + 2 + value_cells, value);
            let percent = value.and_then(|value| percent(value.exact, whole)).unwrap_or_default();
            line.pad_to(name_cells + value_cells + 4 + PERCENT - text::width(&percent));
            line.pieces.push(Piece::new(Ink::Text, percent));
            vec![line]
        }));
    }
    groups
}

/// The values of a period that can be drawn as parts.
fn positive(data: &Data, at: usize) -> impl Iterator<Item = Decimal> {
    let value = move |part: &super::Part| part.values[at].as_ref().map_or(Decimal::ZERO, |value| value.exact);
    data.parts.iter().map(move |part| value(part).max(Decimal::ZERO))
}

fn drawn(data: &Data, at: usize) -> Decimal {
    positive(data, at).fold(Decimal::ZERO, Decimal::saturating_add)
}

/// The sum of a period; none where a part has no value or another unit.
fn total(data: &Data, at: usize) -> Option<Value> {
    let values = data.parts.iter().map(|part| part.values[at].as_ref().map(|value| value.exact));
    let sum = values.sum::<Option<Decimal>>()?;
    data.unit.map(|_| Value::computed(sum))
}

/// A bar of some cells in parts; no part is invisible while another has cells to spare.
fn bar(data: &Data, at: usize, cells: usize) -> Vec<Piece> {
    let whole = drawn(data, at);
    let (mut sum, mut from) = (Decimal::ZERO, 0);
    let mut lengths = Vec::with_capacity(data.parts.len());
    for value in positive(data, at) {
        sum = sum.saturating_add(value);
        let to = steps_of(sum, whole, cells);
        lengths.push(to - from);
        from = to;
    }
    let hidden: Vec<usize> = positive(data, at)
        .zip(&lengths)
        .enumerate()
        .filter_map(|(part, (value, length))| (value > Decimal::ZERO && *length == 0).then_some(part))
        .collect();
    for part in hidden {
        if let Some(longest) = lengths.iter_mut().max().filter(|longest| **longest > 1) {
            *longest -= 1;
            lengths[part] = 1;
        }
    }
    lengths.into_iter().enumerate().map(|(part, length)| fill(part, length)).collect()
}

/// A part of a whole as on paper: `37.4%`.
fn percent(part: Decimal, whole: Decimal) -> Option<String> {
    let share = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    let share = share.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    (!share.is_sign_negative()).then(|| format!("{share:.1}%"))
}
