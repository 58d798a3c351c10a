//! What the cursor of a view is on: the finding or figure that the keys act on.

use crate::report::FigureId;

use super::super::act::Subject;
use super::{Model, View};

impl Model {
    /// The finding or, where there is none, the figure at the cursor of the view.
    #[must_use]
    pub fn subject(&self) -> Option<Subject> {
        match self.view {
            View::Findings => self.selected().map(Subject::Finding),
            View::Reading => {
                let finding = self.reading.finding.map(|(finding, _)| Subject::Finding(finding));
                finding.or(self.reading.figure.map(Subject::Figure))
            }
            View::Call => {
                let figure = self.called()?;
                let finding = self.loaded.as_ref()?.finding_at(figure);
                Some(finding.map_or(Subject::Figure(figure), |(finding, _)| Subject::Finding(finding)))
            }
            View::Metrics => None,
        }
    }

    /// The figure at the cursor of the view.
    #[must_use]
    pub fn figure(&self) -> Option<FigureId> {
        match self.view {
            View::Reading => self.reading.figure,
            View::Call => self.called(),
            View::Metrics => None,
            View::Findings => {
                let finding = self.loaded.as_ref()?.findings().get(self.selected()?)?;
                finding.places.get(self.findings.place)?.figure
            }
        }
    }

    /// The first open flag of what is at the cursor, an index of the flags of the report.
    #[must_use]
    pub fn flag(&self) -> Option<usize> {
        let loaded = self.loaded.as_ref()?;
        let of_finding = |at: usize| loaded.flags_of_findings.get(&at).and_then(|flags| flags.first());
        let of_figure = |at: FigureId| loaded.flags_of_figures.get(&at).and_then(|flags| flags.first());
        let finding = match self.subject()? {
            Subject::Finding(at) => of_finding(at),
            Subject::Figure(_) => None,
        };
        finding.or_else(|| of_figure(self.figure()?)).copied()
    }
}
