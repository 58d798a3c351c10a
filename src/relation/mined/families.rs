//! Rows of one group and unit that divide one thing among them: men and women, ages, ranks.

use crate::figures::Unit;
use crate::relation::sheet::{Sheet, SheetRow};
use crate::report::FigureId;

use super::words::are_men_and_women;

/// The members of a division of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// The groups above all of them, as indices into [`Sheet::rows`].
    pub groups: Vec<usize>,
    pub rows: Vec<usize>,
    /// Men and women: nobody is missing.
    pub sexes: bool,
}

/// The families of the rows that are wanted: pairs of men and women, and what is left of each group and unit.
#[must_use]
pub fn of_sheet(sheet: &Sheet, wanted: impl Fn(usize, &SheetRow) -> bool) -> Vec<Family> {
    let mut runs: Vec<(&[usize], Option<&Unit>, Vec<usize>)> = Vec::new();
    for (at, row) in sheet.data().filter(|(at, row)| wanted(*at, row)) {
        let key = (row.groups.as_slice(), row.unit.as_ref());
        // A run of another unit in between changes nothing: shares and hours may alternate.
        let known = runs.iter_mut().rev().take(MIXED).find(|(groups, unit, _)| (*groups, *unit) == key);
        match known {
            Some((_, _, rows)) => rows.push(at),
            None => runs.push((key.0, key.1, vec![at])),
        }
    }
    let mut families = Vec::new();
    for (groups, _, rows) in runs {
        let mut rest = Vec::new();
        let mut at = 0;
        while at < rows.len() {
            let pair = rows
                .get(at..at + 2)
                .filter(|pair| are_men_and_women(sheet.rows[pair[0]].label, sheet.rows[pair[1]].label));
            if let Some(pair) = pair {
                families.push(Family { groups: groups.to_vec(), rows: pair.to_vec(), sexes: true });
                at += 2;
            } else {
                rest.push(rows[at]);
                at += 1;
            }
        }
        if rest.len() >= 2 {
            families.push(Family { groups: groups.to_vec(), rows: rest, sexes: false });
        }
    }
    families
}

/// So many units can alternate in one group.
const MIXED: usize = 8;

impl Family {
    /// The figures of the members in a column; `None` unless all have one.
    #[must_use]
    pub fn figures(&self, sheet: &Sheet, column: usize) -> Option<Vec<FigureId>> {
        self.rows.iter().map(|row| sheet.amount(*row, column).map(|amount| amount.figure)).collect()
    }

    /// The innermost group row.
    #[must_use]
    pub fn by(&self) -> Option<usize> {
        self.groups.last().copied()
    }
}
