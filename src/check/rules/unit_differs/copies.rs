//! A row that another table repeats figure by figure, in another unit.

use std::collections::BTreeMap;

use crate::check::{Arg, Context, Finding, FindingPlace, Message, Role};
use crate::relation::{Operand, RelationKind};
use crate::report::{BlockKind, FigureId, Report};

use super::{RULE, stated};

/// A row of a table: chapter, block and row.
type RowPlace = (usize, usize, usize);

/// One finding for each pair of rows that agree in every figure and not in their units.
pub fn findings(context: &Context) -> Vec<Finding> {
    let report = context.report;
    let mut rows: BTreeMap<(RowPlace, RowPlace), (bool, FigureId, FigureId)> = BTreeMap::new();
    for relation in &context.relations {
        if relation.kind != RelationKind::Restatement {
            continue;
        }
        if let [Operand::Figure(a), Operand::Figure(b)] = relation.operands()[..]
            && let (Some(first), Some(second)) = (place(report, *a), place(report, *b))
            && report.figures[*a].binding.is_none()
        {
            let agree = rows.entry((first, second)).or_insert((true, *a, *b));
            agree.0 &= relation.holds;
        }
    }
    let agreeing = rows.into_values().filter(|(agree, ..)| *agree);
    agreeing.filter_map(|(_, a, b)| finding(report, a, b)).collect()
}

fn place(report: &Report, figure: FigureId) -> Option<RowPlace> {
    let place = &report.figures[figure].place;
    place.cell.map(|(row, _)| (place.chapter, place.block, row))
}

fn finding(report: &Report, a: FigureId, b: FigureId) -> Option<Finding> {
    let of = |figure: FigureId| {
        let place = &report.figures[figure].place;
        let BlockKind::Table(table) = &report.block_of(place).kind else { return None };
        let (row, _) = place.cell?;
        Some((table.label(row), stated(table, row)?))
    };
    let ((label, first), (_, second)) = (of(a)?, of(b)?);
    if first.0.ratio_to(&second.0).is_some() {
        return None;
    }
    let args = vec![
        ("row", Arg::Text(label.to_owned())),
        ("first", Arg::Text(first.1)),
        ("second", Arg::Text(second.1)),
    ];
    // A unit that lost its denominator is the likelier slip.
    let (suspect, witness) = if second.0.per.is_some() && first.0.per.is_none() || a > b {
        (first.2, second.2)
    } else {
        (second.2, first.2)
    };
    let places =
        vec![FindingPlace::words(suspect, Role::Suspect), FindingPlace::words(witness, Role::Suspect)];
    Some(Finding::new(RULE.id, RULE.severity, Message { key: "finding-unit-differs-copies", args }, places))
}
