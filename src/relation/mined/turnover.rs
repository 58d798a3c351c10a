//! People who left: by the formula that a note gives for the turnover rate, and between two closing head counts.
//!
//! `rate = L / (H + L)` tells how many left each group, where the heads of the group are stated. What the groups of one
//! division come to must be what those of another come to, and what is stated. Only the years that the note names follow it.

mod note;
mod people;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::figures::Unit;
use crate::relation::{Expression, Operand, Operator, Relation, RelationKind, Sheet, Values};
use crate::report::FigureId;
use crate::source::Span;

use super::equation::{self, PERCENT, figure, quotient, term};
use super::families::{self, Family};
use super::ratios::{Moment, moments};
use people::{Division, People, Sort};

/// Adds the relations of leavers with heads and rates.
pub fn find(sheets: &[Sheet], values: &Values, relations: &mut Vec<Relation>) {
    let noted: Vec<(usize, Vec<note::Formula>)> = sheets
        .iter()
        .enumerate()
        .map(|(index, sheet)| (index, note::formulas(&sheet.notes)))
        .filter(|(_, formulas)| formulas.iter().any(|formula| formula.closing))
        .collect();
    let people = People::new(sheets);
    people::rolls_forward(&people, values, relations);
    for (index, formulas) in noted {
        Miner { sheets, values, people: &people, index, formulas }.relations(relations);
    }
}

struct Miner<'a> {
    sheets: &'a [Sheet<'a>],
    values: &'a Values<'a>,
    people: &'a People,
    /// The sheet of rates.
    index: usize,
    formulas: Vec<note::Formula>,
}

impl Miner<'_> {
    fn relations(&self, relations: &mut Vec<Relation>) {
        let sheet = &self.sheets[self.index];
        let percent = |row: usize| sheet.rows[row].unit.as_ref().is_some_and(Unit::is_percent);
        let families = families::of_sheet(sheet, |row, of| percent(row) && !of.groups.is_empty());
        let moments = moments(self.index, sheet);
        for (column, moment) in moments.iter().enumerate().filter(|(_, moment)| self.follows(moment)) {
            let mut sums: Vec<(Expression, Span)> = Vec::new();
            for family in &families {
                let Some(rates) = family.figures(sheet, column) else { continue };
                let division = Division::of(sheet, family);
                let Some(staff) = self.people.members(Sort::Staff, sheet.language, &division, moment) else {
                    continue;
                };
                let span = sheet.rows[family.rows[0]].span;
                match self.people.members(Sort::Leavers, sheet.language, &division, moment) {
                    Some(leavers) => self.of_each(&rates, &staff, &leavers, (sheet, family), relations),
                    None => sums.extend(implied(&rates, &staff).map(|sum| (sum, span))),
                }
            }
            self.of_all(sheet, moment, &sums, relations);
        }
    }

    /// Whether the rates of a period are by the formula: its year is named, or none is and no other formula names it.
    fn follows(&self, moment: &Moment) -> bool {
        let Moment::Period(period) = moment else { return false };
        let names = |formula: &note::Formula| formula.years.iter().any(|year| period.0.starts_with(year));
        let of_year = self.formulas.iter().find(|formula| names(formula));
        of_year
            .or_else(|| self.formulas.iter().find(|formula| formula.years.is_empty()))
            .is_some_and(|formula| formula.closing)
    }

    /// `rate = L / (H + L)`, where the leavers of each group are stated.
    fn of_each(
        &self,
        rates: &[FigureId],
        heads: &[FigureId],
        leavers: &[FigureId],
        (sheet, family): (&Sheet, &Family),
        relations: &mut Vec<Relation>,
    ) {
        let found: Vec<Relation> = (0..rates.len())
            .filter_map(|at| {
                let all = Expression::binary(figure(heads[at]), Operator::Add, figure(leavers[at]));
                let right = quotient(figure(leavers[at]), all);
                let span = sheet.rows[family.rows[at]].span;
                equation::relation(self.values, RelationKind::Ratio, term(rates[at], PERCENT), right, span)
            })
            .filter(|found| found.holds || !equation::is_cut_off(self.values, found))
            .collect();
        let holding = found.iter().filter(|relation| relation.holds).count();
        if holding * 2 >= found.len() {
            relations.extend(found.into_iter().map(|found| equation::with_evidence(found, holding, true)));
        }
    }

    /// What the groups come to, against the stated leavers and against each other.
    fn of_all(
        &self,
        sheet: &Sheet,
        moment: &Moment,
        sums: &[(Expression, Span)],
        relations: &mut Vec<Relation>,
    ) {
        if let Some(stated) = self.people.total(Sort::Leavers, sheet.language, moment) {
            for (sum, span) in sums {
                let found = equation::relation(
                    self.values,
                    RelationKind::Formula,
                    figure(stated),
                    sum.clone(),
                    *span,
                );
                relations.extend(found.map(|found| equation::with_evidence(found, sums.len(), false)));
            }
        }
        if let [(first, span), (second, _), ..] = sums {
            let found = equation::relation(
                self.values,
                RelationKind::Breakdown,
                first.clone(),
                second.clone(),
                *span,
            );
            relations.extend(found.map(|found| equation::with_evidence(found, 1, true)));
        }
    }
}

/// The leavers that rates and heads imply: `H / (1 / rate − 1)` for each group.
fn implied(rates: &[FigureId], heads: &[FigureId]) -> Option<Expression> {
    let one = || Expression::Number(Decimal::ONE);
    let each = rates.iter().zip(heads).map(|(rate, heads)| {
        let stayed = Expression::binary(quotient(one(), term(*rate, PERCENT)), Operator::Subtract, one());
        quotient(figure(*heads), stayed)
    });
    Expression::sum(each)
}

/// Figures by moment.
type ByMoment = BTreeMap<Moment, Vec<FigureId>>;

/// The value of a figure as it is printed.
fn point(values: &Values, id: FigureId) -> Decimal {
    values.point(&Operand::Figure(id)).unwrap_or_default()
}
