//! Which figure of one edition answers which of the other, and whether the two say the same.

use crate::report::{FigureId, Report};

use super::context::PairOfBlocks;
use super::counterpart::compare;
use super::paired::texts;

/// For each figure its counterpart, and whether that agrees.
#[derive(Clone, Debug, Default)]
pub struct Twins {
    of: Vec<Option<(FigureId, bool)>>,
}

impl Twins {
    #[must_use]
    pub fn new(report: &Report, pairs: &[PairOfBlocks]) -> Twins {
        let mut twins = Twins { of: vec![None; report.figures.len()] };
        for text in pairs.iter().flat_map(|pair| texts(report, pair)) {
            let (zh, en) = text.figures();
            let compared = compare(report, zh, en);
            twins.join(&compared.agreeing, true);
            twins.join(&compared.differing, false);
        }
        twins
    }

    /// The counterpart of a figure.
    #[must_use]
    pub fn of(&self, figure: FigureId) -> Option<FigureId> {
        self.of.get(figure).copied().flatten().map(|(twin, _)| twin)
    }

    /// The counterpart of a figure, if it says the same.
    #[must_use]
    pub fn agreeing(&self, figure: FigureId) -> Option<FigureId> {
        self.of.get(figure).copied().flatten().filter(|(_, agrees)| *agrees).map(|(twin, _)| twin)
    }

    /// Whether a figure has a counterpart that says something else.
    #[must_use]
    pub fn differ(&self, figure: FigureId) -> bool {
        matches!(self.of.get(figure), Some(Some((_, false))))
    }

    fn join(&mut self, pairs: &[(FigureId, FigureId)], agree: bool) {
        for (zh, en) in pairs {
            self.of[*zh] = Some((*en, agree));
            self.of[*en] = Some((*zh, agree));
        }
    }
}
