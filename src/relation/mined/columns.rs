//! Columns that are computed from two others: a growth of one year over another, a rate of one count in another.
//!
//! A column is believed to be computed if it comes out in at least three rows and nearly all of them.

use rust_decimal::Decimal;

use crate::figures::{Kind, Unit};
use crate::relation::{Expression, Operand, Operator, Relation, RelationKind, Sheet, Term, Values};
use crate::report::text::lower;
use crate::report::{FigureId, Report};

use super::equation::{self, PERCENT, figure, quotient, term};
use super::slipped;

/// Columns further away are not looked at.
const NEAR: usize = 4;
/// Heads of columns that say how they were computed.
const NAMED: &[&str] = &[
    "change",
    "growth",
    "increase",
    "variance",
    "變動",
    "变动",
    "增減",
    "增长",
    "增長",
    "同比",
    "變化",
    "升幅",
    "%",
    "率",
    "decrease",
    "difference",
];
/// Tenths of digits that the rows must be worth, where the head says what the column is, and where not.
const NEEDED: (u32, u32) = (20, 40);

/// Adds the relations of the computed columns of every sheet.
pub fn find(report: &Report, sheets: &[Sheet], values: &Values, relations: &mut Vec<Relation>) {
    for sheet in sheets.iter().filter(|sheet| sheet.columns.len() >= 3) {
        for column in (0..sheet.columns.len()).filter(|column| is_rate(report, sheet, *column)) {
            relations.extend(of_column(report, sheet, values, column));
        }
    }
}

/// How a column may come from two others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Formula {
    /// `a / b`.
    Quotient,
    /// `a / b - 1`.
    Growth,
    /// `a - b`.
    Change,
}

/// Its head says so, or most of its figures are percentages.
fn is_rate(report: &Report, sheet: &Sheet, column: usize) -> bool {
    is_named(sheet, column) || {
        let kinds = figures(sheet, column).map(|id| report.figures[id].figure.kind == Kind::Percent);
        let kinds: Vec<bool> = kinds.collect();
        kinds.iter().filter(|percent| **percent).count() * 2 > kinds.len()
    }
}

fn is_named(sheet: &Sheet, column: usize) -> bool {
    let head = lower(&sheet.columns[column].head);
    sheet.columns[column].period.is_none() && NAMED.iter().any(|word| head.contains(word))
}

/// The figures of a column in rows that are no rates themselves.
fn figures<'a>(sheet: &'a Sheet, column: usize) -> impl Iterator<Item = FigureId> + 'a {
    rows(sheet).filter_map(move |row| Some(sheet.amount(row, column)?.figure))
}

fn rows<'a>(sheet: &'a Sheet) -> impl Iterator<Item = usize> + 'a {
    let is_rate = |unit: &Unit| unit.is_percent() || unit.per.is_some();
    sheet
        .data()
        .filter(move |(_, row)| !row.ragged && !row.unit.as_ref().is_some_and(is_rate))
        .map(|(at, _)| at)
}

/// The formula that explains most of a column, in every row.
fn of_column(report: &Report, sheet: &Sheet, values: &Values, column: usize) -> Vec<Relation> {
    let near: Vec<usize> = (column.saturating_sub(NEAR)..sheet.columns.len().min(column + NEAR + 1))
        .filter(|at| *at != column && !is_rate(report, sheet, *at))
        .collect();
    let mut best: Option<(usize, Vec<Relation>)> = None;
    for (above, below) in near.iter().flat_map(|above| near.iter().map(move |below| (*above, *below))) {
        if above == below {
            continue;
        }
        for formula in [Formula::Quotient, Formula::Growth, Formula::Change] {
            for factor in [PERCENT, Decimal::ONE] {
                if formula == Formula::Change && (factor == PERCENT || !is_named(sheet, column)) {
                    continue;
                }
                let found = trials(report, sheet, values, [column, above, below], formula, factor);
                let holds = found.iter().filter(|relation| relation.holds).count();
                let more = best.as_ref().is_none_or(|(most, _)| holds > *most);
                // All rows, or all but one, if they are few.
                let few = (2..=3).contains(&found.len()) && holds + 1 >= found.len();
                let enough = holds >= 3 || few && is_named(sheet, column);
                if enough && more && is_believed(sheet, values, column, &found, holds) {
                    best = Some((holds, found));
                }
            }
        }
    }
    let Some((holds, found)) = best else { return Vec::new() };
    let innocent = |found: &Relation| equation::is_cut_off(values, found) || is_unsigned(values, found);
    let meant = found.into_iter().filter(|found| found.holds || !innocent(found));
    // Two rows are one support.
    meant.map(|relation| equation::with_evidence(relation, holds, holds >= 3)).collect()
}

/// Five rows hold for each that does not; three, where the head says what the column is.
fn is_believed(sheet: &Sheet, values: &Values, column: usize, found: &[Relation], holds: usize) -> bool {
    let fails = found.len() - holds;
    let (each, needed) = if is_named(sheet, column) { (3, NEEDED.0) } else { (5, NEEDED.1) };
    let (holding, broken): (Vec<&Relation>, Vec<&Relation>) = found.iter().partition(|found| found.holds);
    let digits: u32 = holding.iter().map(|relation| equation::tenths_of_digits(values, relation)).sum();
    // The last of two or three rows, out by a slip.
    let slipped = || holds <= 2 && broken.iter().all(|broken| slipped::tenths(values, broken).is_some());
    (fails * each <= holds || fails == 1 && slipped()) && digits >= needed
}

/// A fall that is printed without its sign: an arrow or a word beside it has been lost.
fn is_unsigned(values: &Values, relation: &Relation) -> bool {
    let Expression::Term(own) = &relation.left else { return false };
    let mut turned = relation.clone();
    turned.left = Expression::Term(Term { factor: -own.factor, ..own.clone() });
    turned.holds_with(&|operand| values.interval(operand)) == Some(true)
}

fn trials(
    report: &Report,
    sheet: &Sheet,
    values: &Values,
    [column, above, below]: [usize; 3],
    formula: Formula,
    factor: Decimal,
) -> Vec<Relation> {
    let trial = |row: usize| {
        let [own, above, below] = [column, above, below].map(|at| sheet.amount(row, at));
        let (own, above, below) = (own?.figure, above?.figure, below?.figure);
        let percent = report.figures[own].figure.kind == Kind::Percent;
        let (of_above, of_below) =
            (values.point(&Operand::Figure(above))?, values.point(&Operand::Figure(below))?);
        // From a loss to a gain there is no growth, and a loss that shrinks is printed with either sign.
        let same_sign = of_above.is_sign_negative() == of_below.is_sign_negative();
        let of_losses = formula == Formula::Growth && of_below.is_sign_negative();
        let quotient_fails = of_below.is_zero() || !same_sign || of_losses;
        if percent && factor != PERCENT || formula != Formula::Change && quotient_fails {
            return None;
        }
        let quotient = quotient(figure(above), figure(below));
        let (kind, right) = match formula {
            Formula::Quotient if factor == PERCENT => (RelationKind::Percent, quotient),
            Formula::Quotient => (RelationKind::Ratio, quotient),
            Formula::Change => {
                let (above, below) = (figure(above), figure(below));
                (RelationKind::Difference, Expression::binary(above, Operator::Subtract, below))
            }
            Formula::Growth => {
                let one = Expression::Number(Decimal::ONE);
                (RelationKind::Ratio, Expression::binary(quotient, Operator::Subtract, one))
            }
        };
        equation::relation(values, kind, term(own, factor), right, sheet.rows[row].span)
    };
    rows(sheet).filter_map(trial).collect()
}
