//! A table by year and another that divides one of the years into segments: each row of the first is the sum of
//! its namesake in the second.

use std::collections::HashMap;

use crate::figures::Unit;
use crate::source::Span;

use super::super::sheet::{Amount, Sheet};
use super::super::{Expression, Relation, RelationKind, Values};
use super::equation;
use super::lines::digits;
use super::similar::bare;
use super::slipped;

/// A row that stands in more tables tells nothing.
const COMMON: usize = 4;
/// Digits of evidence that the pair of tables needs.
const NEEDED: f64 = 4.0;

type Key = (u8, String, Option<Unit>);

/// Adds the relations between tables of years and tables of segments.
pub fn find(sheets: &[Sheet], values: &Values, relations: &mut Vec<Relation>) {
    let mut rows: HashMap<Key, Vec<(usize, usize)>> = HashMap::new();
    for (at, sheet) in sheets.iter().enumerate().filter(|(_, sheet)| !is_of_segments(sheet)) {
        for (row, of) in sheet.data().filter(|(_, row)| row.additive && !row.label.is_empty()) {
            rows.entry(key(sheet, row, of.unit.clone())).or_default().push((at, row));
        }
    }
    for sheet in sheets.iter().filter(|sheet| is_of_segments(sheet)) {
        let mut found: Vec<(usize, Vec<Trial>)> = Vec::new();
        for (row, of) in sheet.data().filter(|(_, row)| row.additive && !row.ragged) {
            let whole = rows.get(&key(sheet, row, of.unit.clone())).filter(|rows| rows.len() <= COMMON);
            for (other, total) in whole.into_iter().flatten() {
                let Some(trial) = trial(&sheets[*other], *total, sheet, row) else { continue };
                match found.iter_mut().find(|(known, _)| known == other) {
                    Some((_, trials)) => trials.push(trial),
                    None => found.push((*other, vec![trial])),
                }
            }
        }
        for (_, trials) in found {
            relations.extend(judge(sheet, values, trials));
        }
    }
}

/// A table whose columns are parts of one year, without a column for the whole.
fn is_of_segments(sheet: &Sheet) -> bool {
    let amounts: Vec<_> = sheet.columns.iter().filter(|column| column.additive).collect();
    amounts.len() >= 2
        && sheet.period.is_some()
        && amounts.iter().all(|column| {
            let total = super::super::sheet::is_total(&column.head);
            column.period.is_none() && !column.head.is_empty() && !total
        })
}

fn key(sheet: &Sheet, row: usize, unit: Option<Unit>) -> Key {
    (sheet.language as u8, bare(&sheet.path(row).concat()), unit)
}

struct Trial {
    total: Amount,
    parts: Vec<Amount>,
    holds: bool,
    digits: f64,
    /// The sum in thousandths of the total.
    share: i128,
    span: Span,
}

fn trial(years: &Sheet, total: usize, segments: &Sheet, row: usize) -> Option<Trial> {
    let period = segments.period.as_ref()?;
    let column = (0..years.columns.len()).find(|column| years.period_of(*column) == Some(period))?;
    let total_amount = years.amount(total, column)?;
    let columns = (0..segments.columns.len()).filter(|column| segments.columns[*column].additive);
    let parts: Vec<Amount> =
        columns.map(|column| segments.amount(row, column)).collect::<Option<Vec<_>>>()?;
    // Both tables in halves of the finer unit.
    let one = years.one.max(segments.one);
    let (up, down) = (one / years.one, one / segments.one);
    let (twice, slack) = (total_amount.twice * up, total_amount.slack * up);
    let sum: i128 = parts.iter().map(|part| part.twice * down).sum();
    let slacks: i128 = parts.iter().map(|part| part.slack * down).sum();
    let something = parts.iter().filter(|part| part.twice != 0).count();
    if twice == 0 || something < 2 {
        return None;
    }
    let tolerance = slack + slacks;
    let holds = (twice - sum).abs() <= tolerance;
    let grain = if tolerance == 0 { one } else { 2 * tolerance };
    let digits = if holds { digits(twice, grain) } else { 0.0 };
    let span = years.rows[total].span;
    Some(Trial { total: total_amount, parts, holds, digits, share: sum.saturating_mul(1000) / twice, span })
}

/// Holding rows tie; the others are told where the two tables surely belong together. That a slip would mend one of
/// them is evidence too.
fn judge(segments: &Sheet, values: &Values, trials: Vec<Trial>) -> Vec<Relation> {
    let holds = trials.iter().filter(|trial| trial.holds).count();
    let fails = trials.len() - holds;
    let digits: f64 = trials.iter().map(|trial| trial.digits).sum();
    let found: Vec<(Relation, i128, Option<u32>)> = trials
        .into_iter()
        .filter_map(|trial| {
            let term = |amount: &Amount| equation::figure(amount.figure);
            let parts = Expression::sum(trial.parts.iter().map(term))?;
            let sum = Relation::mined(RelationKind::Sum, term(&trial.total), parts, trial.span);
            let sum = equation::with_evidence(sum, holds, true);
            let relation = Relation { period: segments.period.clone(), holds: trial.holds, ..sum };
            let slip = if trial.holds { None } else { slipped::tenths(values, &relation) };
            Some((relation, trial.share, slip))
        })
        .collect();
    let slips: u32 = found.iter().filter_map(|(.., slip)| *slip).sum();
    if holds == 0 || digits + f64::from(slips) / 10.0 < NEEDED || fails > 2 * holds {
        return Vec::new();
    }
    let told = |(relation, share, slip): &(Relation, i128, Option<u32>)| {
        relation.holds || (400..=2500).contains(share) || slip.is_some()
    };
    found.into_iter().filter(told).map(|(relation, ..)| relation).collect()
}
