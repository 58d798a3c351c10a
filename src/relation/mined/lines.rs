//! Rows or columns as lines of amounts, and whether some of them add up to another.

use crate::report::FigureId;
use crate::report::text::lower;

use super::super::sheet::{Amount, Sheet, Slot};
use super::words;

/// The lines of a sheet that may be added up, in one direction.
#[derive(Clone, Debug)]
pub struct Lines {
    pub items: Vec<Line>,
    /// Those that are not added up (rates, shares): they can still explain a difference.
    pub others: Vec<Line>,
    /// The sheet's rows or columns that its cells stand in.
    pub across: Vec<usize>,
    /// How many halves the number one is.
    pub one: i128,
    /// A note says that figures may not add up for rounding.
    pub rounded: bool,
}

/// A row, or a column where a sheet is read across.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing of its own that a line is or is not")]
pub struct Line {
    /// Index of the row or column in the sheet.
    pub at: usize,
    /// Lines of one unit share a number.
    pub unit: usize,
    pub is_total: bool,
    /// The label names what is left of others: net, gross profit, profit before tax.
    pub is_result: bool,
    /// The label says that it is a part of the line above: of which.
    pub within: bool,
    /// It has no label.
    pub blank: bool,
    /// The table or a group begins (or, read upwards, ends) with it.
    pub opens: bool,
    pub ragged: bool,
    pub cells: Vec<Slot>,
}

/// What one column says of a sum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Trial {
    /// The total is missing or nothing, or fewer than two parts are something.
    Nothing,
    Holds {
        /// How many digits of the total it confirms.
        digits: f64,
        /// To the last digit, without the help of rounding.
        exact: bool,
    },
    Fails {
        /// Parts without a value.
        missing: usize,
        /// Stated less sum, in halves of the smallest unit.
        apart: i128,
        /// What truncated parts, or parts rounded from finer data, can be off.
        room: i128,
        /// One unit of the total's last digit.
        quantum: i128,
    },
}

/// The parts of a would-be total, added up column by column.
#[derive(Clone, Debug)]
pub struct Sums {
    columns: Vec<Sum>,
    ragged: bool,
    pub count: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    twice: i128,
    slack: i128,
    quanta: i128,
    something: usize,
    missing: usize,
    /// The largest quantum of a part.
    coarsest: i128,
    /// The first part that is something, and whether all others are the same.
    first: i128,
    varied: bool,
}

impl Lines {
    /// The rows of a sheet, or, reversed, its rows from the bottom up.
    #[must_use]
    pub fn rows(sheet: &Sheet, reversed: bool) -> Lines {
        let across: Vec<usize> =
            sheet.columns.iter().enumerate().filter(|(_, of)| of.additive).map(|(at, _)| at).collect();
        let mut units = Vec::new();
        let (mut items, mut others) = (Vec::new(), Vec::new());
        let mut opens = true;
        let mut order: Vec<usize> = (0..sheet.rows.len()).collect();
        if reversed {
            order.reverse();
        }
        for at in order {
            let row = &sheet.rows[at];
            if row.is_group {
                opens = true;
                continue;
            }
            let cells: Vec<Slot> = across.iter().map(|column| row.slots[*column]).collect();
            let blank = row.label.trim().is_empty();
            // Words of the head that go on below it.
            if blank && !cells.iter().any(|cell| cell.amount().is_some()) {
                opens = true;
                continue;
            }
            // A row without a label that closes a block is its total.
            let is_total = row.is_total || blank;
            let (is_result, within) = (words::is_result(row.label), words::is_within(row.label));
            let ragged = row.ragged;
            let line = Line { at, unit: 0, is_total, is_result, within, blank, opens, ragged, cells };
            if row.additive {
                let unit = units.iter().position(|unit| *unit == row.unit).unwrap_or_else(|| {
                    units.push(row.unit.clone());
                    units.len() - 1
                });
                items.push(Line { unit, ..line });
                opens = false;
            } else {
                others.push(line);
            }
        }
        Lines { items, others, across, one: sheet.one, rounded: declares_rounding(&sheet.notes) }
    }

    /// The columns of a sheet, each a line over its additive rows.
    #[must_use]
    pub fn columns(sheet: &Sheet, reversed: bool) -> Lines {
        let across: Vec<usize> =
            sheet.data().filter(|(_, row)| row.additive && !row.ragged).map(|(at, _)| at).collect();
        let (mut items, mut others) = (Vec::new(), Vec::new());
        for (at, column) in sheet.columns.iter().enumerate() {
            let head = lower(&column.head);
            let line = Line {
                at,
                unit: 0,
                is_total: super::super::sheet::is_total(&head),
                is_result: false,
                within: false,
                blank: head.is_empty(),
                opens: false,
                ragged: false,
                cells: across.iter().map(|row| sheet.rows[*row].slots[at]).collect(),
            };
            if column.additive { items.push(line) } else { others.push(line) }
        }
        if reversed {
            items.reverse();
        }
        if let Some(first) = items.first_mut() {
            first.opens = true;
        }
        Lines { items, others, across, one: sheet.one, rounded: declares_rounding(&sheet.notes) }
    }

    /// Some lines added up.
    #[must_use]
    pub fn sum(&self, parts: &[usize]) -> Sums {
        let mut sums = Sums { columns: vec![Sum::default(); self.across.len()], ragged: false, count: 0 };
        for part in parts {
            sums.add(&self.items[*part], 1);
        }
        sums
    }

    /// What each column says of a total and the sum of its parts.
    #[must_use]
    pub fn trials(&self, total: usize, sums: &Sums) -> Vec<Trial> {
        let total = &self.items[total];
        if total.ragged || sums.ragged {
            return vec![Trial::Nothing; total.cells.len()];
        }
        total
            .cells
            .iter()
            .zip(&sums.columns)
            .map(|(cell, sum)| self.trial(total, *cell, *sum, sums.count))
            .collect()
    }

    /// Whether a total is the sum without some of its lines in at least one column: asked of many sums of which few are.
    #[must_use]
    pub fn holds_without(&self, total: usize, sums: &Sums, left_out: &[usize]) -> bool {
        let total = &self.items[total];
        if total.ragged || sums.ragged {
            return false;
        }
        let count = sums.count - left_out.len();
        (0..total.cells.len()).any(|column| {
            let mut sum = sums.columns[column];
            for line in left_out {
                sum.take(self.items[*line].cells[column]);
            }
            matches!(self.trial(total, total.cells[column], sum, count), Trial::Holds { .. })
        })
    }

    fn trial(&self, line: &Line, cell: Slot, sum: Sum, count: usize) -> Trial {
        let Slot::Amount(total) = cell else { return Trial::Nothing };
        if total.twice == 0 || sum.something < 2 {
            return Trial::Nothing;
        }
        let apart = total.twice - sum.twice;
        let mut tolerance = total.slack + sum.slack;
        if self.rounded && tolerance > 0 {
            let widest = i128::try_from(count).unwrap_or(1).saturating_mul(total.quantum);
            tolerance = tolerance.max(widest);
        }
        if apart.abs() <= tolerance {
            // A sum that is right to the last digit is less likely to be chance than one that rounding saves.
            let exact = apart == 0;
            let grain = match tolerance {
                0 => self.one,
                _ if exact => total.quantum,
                _ => 2 * tolerance,
            };
            // Equal parts add up to their double anywhere, and small numbers to small numbers.
            let telling = (sum.varied || line.is_total) && total.twice.abs() >= 10 * total.quantum;
            let digits = if telling { digits(total.twice, grain) } else { 0.0 };
            return Trial::Holds { digits, exact };
        }
        let room = if tolerance == 0 { 0 } else { sum.quanta + total.slack };
        Trial::Fails { missing: sum.missing, apart, room, quantum: total.quantum.max(sum.coarsest) }
    }

    /// The figures of some lines in one column, those that have a value.
    pub fn figures<'l>(&'l self, lines: &'l [usize], column: usize) -> impl Iterator<Item = FigureId> + 'l {
        lines.iter().filter_map(move |line| Some(self.items[*line].cells[column].amount()?.figure))
    }
}

impl Sums {
    /// Adds a line, or takes its amounts away (`sign` −1).
    pub fn add(&mut self, line: &Line, sign: i128) {
        self.ragged |= line.ragged;
        self.count += 1;
        for (sum, cell) in self.columns.iter_mut().zip(&line.cells) {
            match cell {
                Slot::Amount(amount) => sum.add(*amount, sign),
                _ => sum.missing += 1,
            }
        }
    }

    /// The sums without one line that was added before.
    #[must_use]
    pub fn without(&self, line: &Line) -> Sums {
        let mut rest = self.clone();
        rest.count -= 1;
        for (sum, cell) in rest.columns.iter_mut().zip(&line.cells) {
            sum.take(*cell);
        }
        rest
    }
}

impl Sum {
    /// Undoes that a cell was added.
    fn take(&mut self, cell: Slot) {
        if let Slot::Amount(amount) = cell {
            self.twice -= amount.twice;
            self.slack -= amount.slack;
            self.quanta -= if amount.slack > 0 { amount.quantum } else { 0 };
            self.something -= usize::from(amount.twice != 0);
        } else {
            self.missing -= 1;
        }
    }

    fn add(&mut self, amount: Amount, sign: i128) {
        self.twice = self.twice.saturating_add(sign.saturating_mul(amount.twice));
        self.slack += amount.slack;
        self.quanta += if amount.slack > 0 { amount.quantum } else { 0 };
        self.something += usize::from(amount.twice != 0);
        self.coarsest = self.coarsest.max(amount.quantum);
        if amount.twice != 0 {
            self.varied |= self.first != 0 && self.first != amount.twice;
            self.first = amount.twice;
        }
    }
}

/// How many digits of a total stand above a grain; evidence only, never a figure.
#[expect(clippy::cast_precision_loss, reason = "a count of digits needs none of the lower ones")]
#[must_use]
pub fn digits(total: i128, grain: i128) -> f64 {
    (total.unsigned_abs() as f64 / grain.max(1) as f64).log10().max(0.0)
}

fn declares_rounding(notes: &str) -> bool {
    ["四捨五入", "四舍五入", "進位", "尾差", "rounding", "may not add up", "may not sum", "rounded"]
        .iter()
        .any(|word| notes.contains(word))
}
