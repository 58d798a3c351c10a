//! Counts with their percentages beside them: all must be of one whole, and that is the stated total.

use rust_decimal::Decimal;

use crate::figures::{Kind, Unit};
use crate::relation::{Operand, Relation, RelationKind, Sheet, Values};
use crate::report::{FigureId, Report};

use super::super::equation::{self, PERCENT, figure, quotient, term};
use super::agreement::{self, Agreement, Member};
use super::rates::{Moment, Place, Rate};
use super::stated::Whole;

/// A count and its percentage in one row.
struct Pair {
    row: usize,
    count: FigureId,
    percent: FigureId,
}

/// Adds the relations of the counts and percentages of a sheet.
pub fn find(report: &Report, index: usize, sheet: &Sheet, values: &Values, relations: &mut Vec<Relation>) {
    for column in 0..sheet.columns.len() {
        let mut pairs = in_cells(report, sheet, column);
        let mut counts = column;
        if pairs.is_empty() {
            let Some(beside) = counts_of(report, sheet, column) else { continue };
            counts = beside;
            pairs = beside_each_other(sheet, counts, column);
        }
        let place =
            Place { language: sheet.language, per: String::new(), moment: Moment::Place(index, column) };
        for block in blocks(sheet, pairs) {
            of_block(sheet, values, &place, &block, counts, relations);
        }
    }
}

/// `128 (82%)`: both in one cell.
fn in_cells(report: &Report, sheet: &Sheet, column: usize) -> Vec<Pair> {
    let source = sheet.columns[column].source;
    let pair = |row: usize| {
        let count = sheet.amount(row, column)?.figure;
        let of = &sheet.rows[row];
        let cell = of.table.rows[of.index].cells.get(source)?;
        let percent = cell.text.figures.clone().nth(1)?;
        let is_percent = report.figures[percent].figure.kind == Kind::Percent;
        (percent != count && is_percent).then_some(Pair { row, count, percent })
    };
    sheet.data().filter_map(|(row, _)| pair(row)).collect()
}

/// The column of counts that a column of percentages goes with: the one before it, or the one of its period.
fn counts_of(report: &Report, sheet: &Sheet, column: usize) -> Option<usize> {
    let is_percent = |column: usize| {
        let amounts = sheet.data().filter(|(_, row)| !row.unit.as_ref().is_some_and(Unit::is_percent));
        let figures = amounts.filter_map(|(row, _)| Some(sheet.amount(row, column)?.figure));
        let mut all = 0;
        let percent =
            figures.inspect(|_| all += 1).filter(|id| report.figures[*id].figure.kind == Kind::Percent);
        let percent = percent.count();
        percent >= 3 && percent * 4 >= all * 3
    };
    if !is_percent(column) {
        return None;
    }
    let period = sheet.columns[column].period.as_ref();
    let same = |at: &usize| period.is_none() || sheet.columns[*at].period.as_ref() == period;
    let before = column.checked_sub(1).filter(|at| sheet.columns[*at].additive);
    before.filter(same).or_else(|| (0..column).rev().find(|at| sheet.columns[*at].additive && same(at)))
}

fn beside_each_other(sheet: &Sheet, counts: usize, percents: usize) -> Vec<Pair> {
    let pair = |row: usize| {
        let (count, percent) = (sheet.amount(row, counts)?.figure, sheet.amount(row, percents)?.figure);
        Some(Pair { row, count, percent })
    };
    let rows = sheet.data().filter(|(_, row)| row.additive);
    rows.filter_map(|(row, _)| pair(row)).collect()
}

/// Pairs of one group and unit; of a table without groups, all.
fn blocks(sheet: &Sheet, pairs: Vec<Pair>) -> Vec<Vec<Pair>> {
    let mut blocks: Vec<Vec<Pair>> = Vec::new();
    for pair in pairs {
        let key = |row: usize| (&sheet.rows[row].groups, &sheet.rows[row].unit);
        match blocks.last_mut().filter(|block| key(block[0].row) == key(pair.row)) {
            Some(block) => block.push(pair),
            None => blocks.push(vec![pair]),
        }
    }
    blocks
}

fn of_block(
    sheet: &Sheet,
    values: &Values,
    place: &Place,
    block: &[Pair],
    counts: usize,
    relations: &mut Vec<Relation>,
) {
    let rates: Vec<Rate> = block.iter().filter_map(|pair| rate(sheet, values, place, pair)).collect();
    let total = |pair: &&Pair| sheet.rows[pair.row].is_total;
    let wholes: Vec<Whole> = block
        .iter()
        .filter(total)
        .filter_map(|pair| sheet.amount(pair.row, counts))
        .map(|amount| Whole { figure: amount.figure, factor: Decimal::ONE })
        .collect();
    let members: Vec<Member> = rates
        .iter()
        .enumerate()
        .filter(|(_, rate)| wholes.iter().all(|whole| whole.figure != rate.numerator))
        .collect();
    let Some(agreement) = agreement::of(values, members, &wholes) else { return };
    let (inside, outside) = (agreement.inside.len(), agreement.outside.len());
    if inside < 3 || outside * 3 > inside || is_loose(&agreement) {
        return;
    }
    for (_, rate) in agreement.all() {
        let sharp = agreement.sharpest();
        let whole = if let Some(whole) = agreement.whole {
            figure(whole.figure)
        } else if sharp.figure == rate.figure {
            continue;
        } else {
            quotient(figure(sharp.numerator), term(sharp.figure, PERCENT))
        };
        let right = quotient(figure(rate.numerator), whole);
        let found =
            equation::relation(values, RelationKind::Percent, term(rate.figure, PERCENT), right, rate.span);
        let kept = found.filter(|found| found.holds || !equation::is_cut_off(values, found));
        relations.extend(kept.map(|found| equation::with_evidence(found, inside, true)));
    }
}

/// A whole that is known only roughly proves nothing.
fn is_loose(agreement: &Agreement) -> bool {
    let width = agreement.common.width().zip(agreement.common.high);
    width.is_none_or(|(width, high)| width.saturating_mul(Decimal::TEN) > high)
}

fn rate(sheet: &Sheet, values: &Values, place: &Place, pair: &Pair) -> Option<Rate> {
    let interval = |figure| values.interval(&Operand::Figure(figure));
    let implied = interval(pair.count)?.div(&interval(pair.percent)?.scale(PERCENT))?;
    let positive = implied.low.is_some_and(|low| low > Decimal::ZERO);
    positive.then(|| Rate {
        column: 0,
        place: place.clone(),
        figure: pair.percent,
        numerator: pair.count,
        factor: Decimal::ONE,
        implied,
        span: sheet.rows[pair.row].span,
    })
}
