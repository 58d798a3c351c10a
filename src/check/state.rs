//! The state of every figure: tied by what, contradicted, waived, or not tied at all.

use super::context::Context;
use super::{FigureState, Finding, Role, Severity, State, Tie, tie};

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
    let mut ties: Vec<Option<Tie>> = vec![None; context.report.figures.len()];
    tie::each(context, |figure, by, _| ties[figure] = ties[figure].max(Some(by)));
    ties
}
