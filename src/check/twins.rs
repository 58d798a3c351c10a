//! Which figure of one edition answers which of the other: by cell in tables, by value and order in texts.

use crate::figures::agree;
use crate::report::{BlockKind, FigureId, Report};

use super::context::PairOfBlocks;

/// For each figure its counterpart.
#[derive(Clone, Debug, Default)]
pub struct Twins {
    of: Vec<Option<FigureId>>,
}

impl Twins {
    #[must_use]
    pub fn new<'a>(report: &Report, pairs: impl Iterator<Item = PairOfBlocks<'a>>) -> Twins {
        let mut twins = Twins { of: vec![None; report.figures.len()] };
        for pair in pairs {
            let (Some(zh), Some(en)) = (&pair.zh_hant, &pair.en) else { continue };
            let tables =
                matches!((&zh.block.kind, &en.block.kind), (BlockKind::Table(_), BlockKind::Table(_)));
            if tables {
                twins.by_cell(report, zh.figures.clone(), en.figures.clone());
            } else {
                twins.by_value(
                    report,
                    &zh.figures.clone().collect::<Vec<_>>(),
                    &en.figures.clone().collect::<Vec<_>>(),
                );
            }
        }
        twins
    }

    #[must_use]
    pub fn of(&self, figure: FigureId) -> Option<FigureId> {
        self.of[figure]
    }

    /// Whether a figure has a counterpart that says the same.
    #[must_use]
    pub fn agree(&self, report: &Report, figure: FigureId) -> bool {
        let twin = self.of(figure);
        twin.is_some_and(|twin| agree(&report.figures[figure].figure, &report.figures[twin].figure))
    }

    /// Figures of both tables come in the order of their cells, so one walk finds the common ones.
    fn by_cell(&mut self, report: &Report, zh: std::ops::Range<FigureId>, en: std::ops::Range<FigureId>) {
        let cell = |figure: FigureId| report.figures[figure].place.cell;
        let (mut a, mut b) = (zh.start, en.start);
        while a < zh.end && b < en.end {
            let (of_a, of_b) = (cell(a), cell(b));
            if of_a < of_b {
                a += 1;
            } else if of_b < of_a {
                b += 1;
            } else {
                let run =
                    |from: FigureId, end: FigureId| (from..end).take_while(|at| cell(*at) == of_a).collect();
                let (left, right): (Vec<_>, Vec<_>) = (run(a, zh.end), run(b, en.end));
                self.by_value(report, &left, &right);
                (a, b) = (a + left.len(), b + right.len());
            }
        }
    }

    /// Those that agree first; then, if as many are left on both sides, in order.
    fn by_value(&mut self, report: &Report, zh: &[FigureId], en: &[FigureId]) {
        let mut free = en.to_vec();
        let mut left = Vec::new();
        for figure in zh {
            let printed = &report.figures[*figure].figure;
            match free.iter().position(|other| agree(printed, &report.figures[*other].figure)) {
                Some(at) => self.join(*figure, free.remove(at)),
                None => left.push(*figure),
            }
        }
        if left.len() == free.len() {
            for (a, b) in left.into_iter().zip(free) {
                if report.figures[a].figure.kind == report.figures[b].figure.kind {
                    self.join(a, b);
                }
            }
        }
    }

    fn join(&mut self, a: FigureId, b: FigureId) {
        self.of[a] = Some(b);
        self.of[b] = Some(a);
    }
}
