//! The mark of each figure, the open flags, and the orders in which findings are listed and walked to.

use std::collections::BTreeMap;

use crate::check::{Finding, Role, Severity, State};
use crate::report::FigureId;
use crate::session::Session;

use super::super::mark::Mark;
use super::Spot;

type Flags<T> = BTreeMap<T, Vec<usize>>;

/// The open flags, by the finding and by the figure that they are about.
pub(super) fn flags(session: &Session) -> (Flags<usize>, Flags<FigureId>) {
    let (mut of_findings, mut of_figures) = (Flags::new(), Flags::new());
    for (at, flag) in session.report.review.flags.iter().enumerate().filter(|(_, flag)| !flag.resolved) {
        if let Some(figure) = flag.figure.as_ref().and_then(|name| session.figure_named(name)) {
            of_figures.entry(figure).or_default().push(at);
        }
        let about = |finding: &Finding| finding.fingerprint == flag.finding;
        if let Some(finding) = session.outcome.findings.iter().position(about) {
            of_findings.entry(finding).or_default().push(at);
        }
    }
    (of_findings, of_figures)
}

/// The mark of every figure: its state, and of a contradicted one, how bad the worst finding is.
pub(super) fn marks(session: &Session) -> Vec<Option<Mark>> {
    let mut worst: Vec<Option<Severity>> = vec![None; session.report.figures.len()];
    for finding in session.outcome.open() {
        let suspects = finding.places.iter().filter(|place| place.role == Role::Suspect);
        for figure in suspects.chain([finding.primary()]).filter_map(|place| place.figure) {
            let known = &mut worst[figure];
            *known = Some(known.map_or(finding.severity, |known| known.min(finding.severity)));
        }
    }
    let mark = |(state, worst): (&crate::check::FigureState, &Option<Severity>)| {
        if !state.counted {
            return None;
        }
        Some(match (state.state, worst) {
            (State::Waived, _) => Mark::Waived,
            (State::Contradicted, None) | (_, Some(Severity::Error)) => Mark::Contradicted,
            (_, Some(Severity::Warning)) => Mark::Warning,
            (State::Contradicted, Some(Severity::Note)) => Mark::Note,
            (State::Tied, _) => Mark::Tied,
            (State::Untied, _) => Mark::Untied,
        })
    };
    session.outcome.figures.iter().zip(&worst).map(mark).collect()
}

/// The findings that stand in the text in reading order; and all of them, the worst first.
pub(super) fn orders(session: &Session, spots: &[Vec<Option<Spot>>]) -> (Vec<usize>, Vec<usize>) {
    let findings = &session.outcome.findings;
    let first = |finding: usize| spots[finding].iter().flatten().next().copied();
    let mut walk: Vec<usize> = (0..findings.len()).filter(|finding| first(*finding).is_some()).collect();
    walk.sort_by_key(|finding| (first(*finding), *finding));
    let mut listed: Vec<usize> = (0..findings.len()).collect();
    listed.sort_by_key(|at| {
        let finding = &findings[*at];
        // What cannot be read explains much of the rest.
        let unread = finding.rule == "input-problem";
        (finding.waived.is_some(), finding.severity, !unread, first(*at).is_none(), first(*at), *at)
    });
    (walk, listed)
}
