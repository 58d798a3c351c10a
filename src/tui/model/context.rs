//! What is true where keys are pressed.

use std::sync::Arc;

use super::super::act::Subject;
use super::super::keys::{Context, Scope};
use super::super::loaded::Loaded;
use super::{ExportRow, Mend, Model, Overlay, View};

impl Model {
    /// What the conditions of keys may ask.
    #[must_use]
    pub fn context(&self) -> Context {
        let scope = match (&self.overlay, self.view) {
            (Some(Overlay::Help { .. }), _) => Scope::Help,
            (Some(Overlay::Search { .. }), _) => Scope::Search,
            (Some(Overlay::Export(_)), _) => Scope::Export,
            (Some(Overlay::Mend(_)), _) => Scope::Mend,
            (Some(Overlay::Note(_)), _) => Scope::Note,
            (Some(Overlay::Palette(_)), _) => Scope::Palette,
            (None, View::Metrics) if self.metrics.editing.is_some() => Scope::Cell,
            (None, View::Metrics) if self.metrics.typing => Scope::Filter,
            (None, View::Metrics) => Scope::Metrics,
            (None, View::Call) => Scope::Call,
            (None, View::Findings) if self.findings.typing => Scope::Filter,
            (None, View::Findings) => Scope::Findings,
            (None, View::Reading) if self.outline.focused => Scope::Outline,
            (None, View::Reading) => Scope::Reading,
        };
        let finding = match self.view {
            View::Reading => self.reading.finding.map(|(finding, _)| finding),
            View::Findings => self.selected(),
            View::Metrics | View::Call => None,
        };
        let places = |loaded: &Arc<Loaded>| {
            finding.is_some_and(|finding| loaded.spots[finding].iter().flatten().count() > 1)
        };
        let subject = self.subject();
        let open =
            |at: usize| self.loaded.as_ref().is_some_and(|loaded| loaded.findings()[at].waived.is_none());
        let several = |mend: &Mend| mend.targets.len() > 1;
        Context {
            scope,
            subject: subject.is_some(),
            waivable: matches!(subject, Some(Subject::Finding(at)) if open(at)),
            flagged: self.flag().is_some(),
            undoable: self.loaded.is_some() && self.history.done > 0,
            redoable: self.loaded.is_some() && self.history.undone > 0,
            naming: matches!(&self.overlay, Some(Overlay::Export(form)) if form.row() == ExportRow::Folder),
            ways: matches!(&self.overlay, Some(Overlay::Mend(mend)) if !mend.ways.is_empty()),
            several: matches!(&self.overlay, Some(Overlay::Mend(mend)) if several(mend)),
            places: self.loaded.as_ref().is_some_and(places),
            figure: self.reading.figure.is_some(),
            bilingual: self.bilingual(),
            exported: self.export.as_ref().is_some_and(|export| export.end.is_some()),
            exporting: self.export.as_ref().is_some_and(|export| !export.hidden),
        }
    }
}
