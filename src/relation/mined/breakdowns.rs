//! Two divisions of one population that cannot both be right: heads by gender and by age that come to two numbers,
//! or rates of men and women that lie wholly above those of every age.

use rust_decimal::Decimal;

use crate::figures::Unit;
use crate::relation::{Expression, Operand, Relation, RelationKind, Sheet, Values};
use crate::report::FigureId;
use crate::report::text::lower;

use super::equation::{self, figure};
use super::families::{self, Family};
use super::{shares, words};

/// Adds the relations of the divisions of every sheet with each other.
pub fn find(sheets: &[Sheet], values: &Values, relations: &mut Vec<Relation>) {
    for sheet in sheets {
        let families: Vec<Family> =
            families::of_sheet(sheet, |at, row| is_divided(sheet, at) && row.unit.is_some())
                .into_iter()
                .filter(|family| !is_excused(sheet, family))
                .collect();
        for (at, first) in families.iter().enumerate().filter(|(_, family)| family.sexes) {
            for (other, second) in families.iter().enumerate().filter(|(other, _)| *other != at) {
                let again = second.sexes && other < at;
                if !again && are_of_one_thing(sheet, first, second) {
                    of_two(sheet, values, first, second, relations);
                }
            }
        }
    }
}

/// A row under `按…`, By ….
fn is_divided(sheet: &Sheet, at: usize) -> bool {
    let row = &sheet.rows[at];
    row.groups.last().is_some_and(|by| words::divides(sheet.rows[*by].label)) && !row.is_total
}

/// The same unit and the same section, divided by two things.
fn are_of_one_thing(sheet: &Sheet, first: &Family, second: &Family) -> bool {
    let unit = |family: &Family| sheet.rows[family.rows[0]].unit.as_ref();
    let outer = |family: &Family| family.groups.split_last().map(|(_, outer)| outer.to_vec());
    let members = second.rows.len() >= 2 && first.by() != second.by();
    members && unit(first) == unit(second) && outer(first) == outer(second)
}

fn is_excused(sheet: &Sheet, family: &Family) -> bool {
    let word = family.by().map_or("", |by| words::divisor(sheet.rows[by].label));
    words::overlaps(&sheet.notes).any(|sentence| !word.is_empty() && sentence.contains(&lower(word)))
}

fn of_two(sheet: &Sheet, values: &Values, first: &Family, second: &Family, relations: &mut Vec<Relation>) {
    let row = &sheet.rows[first.rows[0]];
    let unit = row.unit.as_ref();
    let counts = row.additive && unit.is_some_and(Unit::is_counter);
    let rate = unit.is_some_and(|unit| unit.is_percent() || unit.per.is_some());
    if counts && !has_total(sheet, first) {
        let side = |figures: Vec<FigureId>| Expression::sum(figures.into_iter().map(figure));
        let found = trials(sheet, values, first, second, &side);
        let near = |relation: &Relation| relation.holds || is_near(values, relation);
        said(found.into_iter().filter(near).collect(), true, relations);
    } else if rate && !divides_a_whole(sheet, values, first) && !divides_a_whole(sheet, values, second) {
        let side =
            |figures: Vec<FigureId>| Some(Expression::Between(figures.into_iter().map(figure).collect()));
        let found = trials(sheet, values, first, second, &side);
        let holding = found.iter().filter(|relation| relation.holds).count();
        // Where they never meet they are hardly rates of one thing.
        if holding > 0 {
            said(found, true, relations);
        }
    }
}

fn trials(
    sheet: &Sheet,
    values: &Values,
    first: &Family,
    second: &Family,
    side: &dyn Fn(Vec<FigureId>) -> Option<Expression>,
) -> Vec<Relation> {
    let span = sheet.rows[first.rows[0]].span;
    let trial = |column: usize| {
        let (left, right) = (first.figures(sheet, column)?, second.figures(sheet, column)?);
        let all_zero = |figures: &[FigureId]| {
            figures.iter().all(|id| values.point(&Operand::Figure(*id)).is_none_or(|value| value.is_zero()))
        };
        if all_zero(&left) || all_zero(&right) {
            return None;
        }
        equation::relation(values, RelationKind::Breakdown, side(left)?, side(right)?, span)
    };
    (0..sheet.columns.len()).filter_map(trial).collect()
}

fn said(found: Vec<Relation>, certain: bool, relations: &mut Vec<Relation>) {
    let holding = found.iter().filter(|relation| relation.holds).count();
    let failing = found.len() - holding;
    if failing > holding.max(1) {
        return;
    }
    relations.extend(found.into_iter().map(|relation| equation::with_evidence(relation, holding, certain)));
}

/// Within a tenth of each other: else they are of two populations.
fn is_near(values: &Values, relation: &Relation) -> bool {
    let point = |expression: &Expression| expression.point(&|operand| values.point(operand));
    let apart = || {
        let (left, right) = (point(&relation.left)?, point(&relation.right)?);
        Some(left.saturating_sub(right).abs().saturating_mul(Decimal::TEN) <= left.max(right))
    };
    apart().unwrap_or(false)
}

/// A total of their unit stands in the section: then both are sums of it.
fn has_total(sheet: &Sheet, family: &Family) -> bool {
    let first = &sheet.rows[family.rows[0]];
    let outer = family.groups.split_last().map_or(&[][..], |(_, outer)| outer);
    let by = family.by().unwrap_or(0);
    let above = sheet.rows[..by].iter().filter(|row| !row.is_group && row.unit == first.unit);
    let mut above = above.filter(|row| row.groups.as_slice() == outer);
    above.next().is_some()
}

/// The members are shares: they come to 100% somewhere, or say so.
fn divides_a_whole(sheet: &Sheet, values: &Values, family: &Family) -> bool {
    if family.rows.iter().any(|row| shares::is_share(&sheet.path(*row).join(" "))) {
        return true;
    }
    let hundred = Decimal::ONE_HUNDRED;
    (0..sheet.columns.len()).any(|column| {
        let figures = family.figures(sheet, column).unwrap_or_default();
        let values = figures.iter().filter_map(|id| values.point(&Operand::Figure(*id)));
        let sum = values.fold(Decimal::ZERO, Decimal::saturating_add);
        sum.saturating_sub(hundred).abs() <= Decimal::ONE
    })
}
