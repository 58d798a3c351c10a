//! The state of every figure: tied by what, contradicted, waived, or not tied at all.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::figures::Kind;
use crate::relation::{Operand, RelationKind};
use crate::report::{FigureId, Origin, Place};
use crate::source::Language;

use super::context::Context;
use super::{FigureState, Finding, Role, Severity, State, Tie};

/// One state for each figure of the report.
#[must_use]
pub fn of_figures(context: &Context, findings: &[Finding]) -> Vec<FigureState> {
    let ties = ties(context);
    let accused = accused(context.report.figures.len(), findings);
    let figures = context.report.figures.iter().zip(ties).zip(accused);
    figures
        .map(|((placed, tie), accused)| {
            let state = match (accused, tie) {
                (Some(state), _) => state,
                (None, Some(_)) => State::Tied,
                (None, None) => State::Untied,
            };
            FigureState { state, tie, counted: placed.figure.kind.carries_arithmetic() }
        })
        .collect()
}

/// What findings say of each figure: an open one contradicts it, a waived one leaves it waived.
fn accused(count: usize, findings: &[Finding]) -> Vec<Option<State>> {
    let mut accused = vec![None; count];
    for finding in findings.iter().filter(|finding| finding.severity != Severity::Note) {
        let state = if finding.waived.is_some() { State::Waived } else { State::Contradicted };
        let suspects = finding.places.iter().filter(|place| place.role == Role::Suspect);
        for figure in suspects.filter_map(|place| place.figure) {
            if accused[figure] != Some(State::Contradicted) {
                accused[figure] = Some(state);
            }
        }
    }
    accused
}

/// The strongest tie of each figure.
fn ties(context: &Context) -> Vec<Option<Tie>> {
    let report = context.report;
    let mut ties: Vec<Option<Tie>> = vec![None; report.figures.len()];
    let mut tie = |figure: FigureId, by: Tie| ties[figure] = ties[figure].max(Some(by));
    for relation in context.relations.iter().filter(|relation| relation.holds) {
        let by = match relation.kind {
            RelationKind::Sum | RelationKind::Difference | RelationKind::RollForward => Tie::Footed,
            _ => Tie::Recomputed,
        };
        for operand in relation.operands() {
            match operand {
                Operand::Figure(figure) => tie(*figure, by),
                Operand::Metric(metric) => context.stating(metric).into_iter().for_each(|id| tie(id, by)),
            }
        }
    }
    for (id, placed) in report.figures.iter().enumerate() {
        if placed.origin == Origin::Linked {
            tie(id, Tie::Linked);
        } else if placed.binding.is_some() && !context.is_suspect(id) {
            tie(id, Tie::Metric);
        }
        if context.twins.agreeing(id).is_some() {
            tie(id, Tie::Paired);
        }
    }
    for figures in repeated(context).into_values() {
        let blocks = |id: &FigureId| block(&report.figures[*id].place);
        if figures.iter().any(|id| blocks(id) != blocks(&figures[0])) {
            for id in figures {
                tie(id, Tie::Agreed);
            }
        }
    }
    ties
}

/// Figures of one language, value and unit, where the value is long enough not to repeat by chance.
fn repeated(context: &Context) -> BTreeMap<(Language, Decimal, String), Vec<FigureId>> {
    let mut repeated: BTreeMap<_, Vec<FigureId>> = BTreeMap::new();
    for (id, placed) in context.report.figures.iter().enumerate() {
        let figure = &placed.figure;
        let digits = figure.value.normalize().mantissa().unsigned_abs();
        let arithmetic = figure.kind.carries_arithmetic() && figure.kind != Kind::Range;
        if arithmetic && digits >= 1000 {
            let unit = figure.unit.as_ref().map_or_else(String::new, |unit| unit.symbol.clone());
            let key = (placed.place.language, figure.value.normalize(), unit);
            repeated.entry(key).or_default().push(id);
        }
    }
    repeated.retain(|_, figures| figures.len() > 1);
    repeated
}

fn block(place: &Place) -> (usize, usize) {
    (place.chapter, place.block)
}
