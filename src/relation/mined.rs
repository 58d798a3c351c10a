//! Relations that a report shows by itself, with nothing declared.
//!
//! No relation without evidence that it was meant: it holds elsewhere (another column, a sibling group, a copy of the
//! table), or its structure is unmistakable (a labelled total that names its parts, men and women).

mod alike;
mod copies;
mod equation;
mod groups;
mod lines;
mod prose;
mod ratios;
mod repair;
mod repeats;
mod rows;
mod segments;
mod similar;
mod sums;
mod totals;
mod verdict;
mod words;

use rust_decimal::Decimal;

use crate::figures::Interval;
use crate::report::{BlockKind, FigureId, Report, Table};

use super::{Evidence, Expression, Operand, Origin, Relation, RelationKind, Sheet, Term, Values};
use lines::Lines;
use rows::Rows;
use verdict::Reading;

/// Adds the relations of every table.
pub fn find(report: &Report, sheets: &[Sheet], values: &Values, relations: &mut Vec<Relation>) {
    for sheet in sheets {
        down(report, sheet, relations);
        across(report, sheet, relations);
    }
    segments::find(sheets, relations);
    copies::find(report, sheets, relations);
    repeats::find(report, sheets, relations);
    ratios::find(report, sheets, values, relations);
    for chapter in &report.chapters {
        for edition in [&chapter.editions.zh_hant, &chapter.editions.en].into_iter().flatten() {
            for block in &edition.blocks {
                let BlockKind::Table(table) = &block.kind else { continue };
                Miner { values, table, rows: Rows::new(report, table) }.shares(relations);
            }
        }
    }
    prose::find(report, sheets, values, relations);
}

/// Rows that add up to rows: totals below, totals above, groups, differences.
fn down(report: &Report, sheet: &Sheet, relations: &mut Vec<Relation>) {
    let (below, above) = (Lines::rows(sheet, false), Lines::rows(sheet, true));
    let reading = Reading { report, sheet, lines: &below, across: false };
    let (of_groups, group_totals) = groups::relations(reading);
    let named: Vec<sums::Found> = groups::scopes(reading).into_iter().chain(groups::sexes(reading)).collect();
    let is_named = |found: &sums::Found| {
        named.iter().any(|other| other.total == found.total && other.parts == found.parts)
    };
    let mut found: Vec<sums::Found> = named.iter().filter(|found| found.holds() > 0).cloned().collect();
    found.extend(sums::find(&below).into_iter().filter(|found| !is_named(found)));
    let place = |line: usize, lines: &Lines| lines.items[line].at;
    let mut explained: Vec<usize> = found.iter().map(|found| found.total).chain(group_totals).collect();
    // Read upwards, a total stands above its parts; one that is explained downwards needs no second reading.
    let upwards = Reading { lines: &above, ..reading };
    let known: Vec<usize> = explained.iter().map(|line| place(*line, &below)).collect();
    let mut turned = sums::find(&above);
    turned.retain(|found| !known.contains(&place(found.total, &above)));
    let at = |line: &usize| below.items.iter().position(|of| of.at == place(*line, &above));
    explained.extend(turned.iter().filter_map(|found| at(&found.total)));
    let used: Vec<usize> = found
        .iter()
        .flat_map(|found| found.parts.clone())
        .chain(turned.iter().flat_map(|found| &found.parts).filter_map(at))
        .collect();
    let differences = sums::signed(&below, &explained);
    explained.extend(differences.iter().map(|found| found.total));
    relations.extend(of_groups);
    relations.extend(totals::relations(reading, &explained, &used, &named));
    found.extend(differences);
    relations.extend(verdict::relations(reading, &found));
    relations.extend(verdict::relations(upwards, &turned));
}

/// Columns that add up to a column: only where they are more than years of one thing.
fn across(report: &Report, sheet: &Sheet, relations: &mut Vec<Relation>) {
    let amounts = sheet.columns.iter().filter(|column| column.additive);
    if amounts.clone().count() < 3 || amounts.clone().all(|column| column.period.is_some()) {
        return;
    }
    for reversed in [false, true] {
        let lines = Lines::columns(sheet, reversed);
        let reading = Reading { report, sheet, lines: &lines, across: true };
        let mut found = sums::find(&lines);
        found.retain(|found| found.omitted == 0);
        relations.extend(verdict::relations(reading, &found));
    }
}

struct Miner<'a> {
    values: &'a Values<'a>,
    table: &'a Table,
    rows: Rows<'a>,
}

impl Miner<'_> {
    /// Shares of men and women, and families of shares that reach the whole in another column.
    fn shares(&self, relations: &mut Vec<Relation>) {
        for (family, named) in self.rows.families() {
            let trials: Vec<(Relation, Decimal)> =
                self.rows.percent_columns.iter().filter_map(|column| self.whole(&family, *column)).collect();
            let holding = trials.iter().filter(|(relation, _)| relation.holds).count();
            let failing = trials.len() - holding;
            if !named && (holding == 0 || failing > holding) {
                continue;
            }
            let between = Decimal::new(5, 1)..Decimal::new(25, 1);
            for (mut relation, sum) in trials {
                if relation.holds || between.contains(&sum) {
                    relation.origin = Origin::Mined(Evidence { columns: holding, certain: true });
                    relations.push(relation);
                }
            }
        }
    }

    fn whole(&self, family: &[usize], column: usize) -> Option<(Relation, Decimal)> {
        let figures: Vec<FigureId> =
            family.iter().map(|row| self.rows.number(*row, column)).collect::<Option<_>>()?;
        let term = |figure: FigureId| {
            Expression::Term(Term { operand: Operand::Figure(figure), factor: Decimal::new(1, 2) })
        };
        let right = Expression::sum(figures.iter().map(|figure| term(*figure)))?;
        let sum = right.point(&|operand| self.values.point(operand))?;
        let mut interval = right.interval(&|operand| self.values.interval(operand))?;
        // Shares rounded to tenths and padded with a zero can be off by a tenth for all but one of them.
        let slack = Decimal::new(i64::try_from(figures.len()).ok()? - 1, 3);
        interval = interval.add(&Interval::around(Decimal::ZERO, slack));
        let relation = Relation {
            kind: RelationKind::Shares,
            origin: Origin::Mined(Evidence { columns: 0, certain: true }),
            left: Expression::Number(Decimal::ONE),
            right,
            period: None,
            span: self.table.rows[family[0]].span,
            partial: false,
            slack: Decimal::ZERO,
            holds: interval.contains(Decimal::ONE),
        };
        Some((relation, sum))
    }
}
