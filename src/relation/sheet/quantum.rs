//! Reads the amounts of a sheet, and how fine their last digits really are.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::figures::Unit;
use crate::report::config::Rounding;
use crate::report::{CellContent, FigureId, Report};

use super::affix::Kept;
use super::{Amount, Sheet, Slot, figure_of, halves};

/// Amounts are scaled to the finest digit of the sheet, if that has no more decimals than these.
const FINEST: u32 = 9;

/// Fills the slots of every row.
pub(super) fn read_amounts(report: &Report, kept: &[Kept], sheet: &mut Sheet) {
    let mut cells: Vec<Vec<(Slot, Option<FigureId>)>> = Vec::with_capacity(sheet.rows.len());
    for row in &sheet.rows {
        let source = &row.table.rows[row.index].cells;
        let read = kept.iter().map(|kept| {
            let Some(cell) = source.get(kept.index) else { return (Slot::Empty, None) };
            match cell.content {
                CellContent::Missing => (Slot::Missing, None),
                CellContent::Empty => (Slot::Empty, None),
                CellContent::Words => (Slot::Other, None),
                CellContent::Number => (Slot::Other, figure_of(report, cell)),
            }
        });
        cells.push(read.collect());
    }
    let figures = || cells.iter().flatten().filter_map(|(_, figure)| *figure);
    let scale = figures().map(|id| report.figures[id].figure.value.scale()).max().unwrap_or(0).min(FINEST);
    let coarse = coarse(report, sheet, &cells);
    sheet.one = 2 * 10_i128.pow(scale);
    let truncates = report.config.rounding == Rounding::Truncate;
    for (row, cells) in sheet.rows.iter_mut().zip(&cells) {
        row.slots = cells
            .iter()
            .map(|(slot, figure)| {
                let amount = figure.and_then(|id| amount(report, id, scale, coarse.get(&id), truncates));
                amount.map_or(*slot, Slot::Amount)
            })
            .collect();
    }
}

fn amount(
    report: &Report,
    id: FigureId,
    scale: u32,
    coarse: Option<&Decimal>,
    truncates: bool,
) -> Option<Amount> {
    let figure = &report.figures[id].figure;
    let quantum = halves(*coarse.unwrap_or(&figure.quantum), scale)?;
    let exact = figure.interval().width() == Some(Decimal::ZERO);
    let slack = if exact { 0 } else { quantum / 2 };
    let mut twice = halves(figure.value, scale)?;
    if truncates && !exact {
        twice += if figure.value.is_sign_negative() { -slack } else { slack };
    }
    Some(Amount { figure: id, twice, slack, quantum })
}

/// A unit, and a number of decimals.
type Habit = (String, u32);

/// Figures whose last digits are zeros put there for show, with their real quantum.
///
/// *Padded*: of the cells of one unit and one number of decimals at least nine in ten end in a zero (all of them,
/// below ten cells), and not all in two. *Round*: a column of five or more whole numbers that all end in zeros.
fn coarse(
    report: &Report,
    sheet: &Sheet,
    cells: &[Vec<(Slot, Option<FigureId>)>],
) -> BTreeMap<FigureId, Decimal> {
    let mut habits: BTreeMap<Habit, Vec<FigureId>> = BTreeMap::new();
    let mut columns: Vec<Vec<FigureId>> = vec![Vec::new(); sheet.columns.len()];
    for (row, cells) in sheet.rows.iter().zip(cells) {
        for (column, id) in cells.iter().enumerate().filter_map(|(at, (_, id))| Some((at, (*id)?))) {
            let figure = &report.figures[id].figure;
            if figure.value.scale() > 0 && !figure.value.is_zero() && figure.value != Decimal::ONE_HUNDRED {
                let unit = row.unit.as_ref().or(figure.unit.as_ref());
                let per = |unit: &Unit| unit.per.clone().unwrap_or_default();
                let name = unit.map_or_else(String::new, |unit| format!("{}/{}", unit.symbol, per(unit)));
                habits.entry((name, figure.value.scale())).or_default().push(id);
            }
            if figure.value.scale() == 0 && row.additive {
                columns[column].push(id);
            }
        }
    }
    let mut coarse = BTreeMap::new();
    for ((_, scale), figures) in habits {
        let zeros = |digits: u32| {
            let ends = |id: &&FigureId| trailing_zeros(report.figures[**id].figure.value) >= digits;
            figures.iter().filter(ends).count()
        };
        let (all, single) = (figures.len(), zeros(1));
        let padded = all >= 4 && (single == all || all >= 10 && single * 10 >= all * 9) && zeros(2) < all;
        if padded {
            let quantum = Decimal::new(10, scale);
            let is_padded = |id: &FigureId| trailing_zeros(report.figures[*id].figure.value) >= 1;
            coarse.extend(figures.into_iter().filter(is_padded).map(|id| (id, quantum)));
        }
    }
    for figures in columns {
        let value = |id: &FigureId| report.figures[*id].figure.value;
        let large: Vec<FigureId> = figures.into_iter().filter(|id| !value(id).is_zero()).collect();
        let zeros = large.iter().map(|id| trailing_zeros(value(id))).min().unwrap_or(0);
        if large.len() >= 5 && zeros > 0 && large.iter().all(|id| value(id).abs() >= Decimal::ONE_HUNDRED) {
            coarse.extend(large.into_iter().map(|id| (id, Decimal::from(10_i64.pow(zeros.min(15))))));
        }
    }
    coarse
}

/// How many zeros the printed digits end in, decimals included.
fn trailing_zeros(value: Decimal) -> u32 {
    let mut mantissa = value.mantissa();
    let mut zeros = 0;
    while mantissa != 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        zeros += 1;
    }
    zeros
}
