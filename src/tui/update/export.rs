//! Exporting: choosing the documents, following the progress, seeing the end.

use crate::check::Arg;
use crate::pdf::{EditionChoice, Progress};

use super::super::keys::Command;
use super::super::model::{Export, Model, Overlay};
use super::super::msg::{Effect, ExportEnd};
use super::notify;

/// Asks what to export, or shows the export that goes on without its box.
pub(super) fn choose(model: &mut Model) {
    match &mut model.export {
        Some(export) => export.hidden = false,
        None if model.loaded.is_some() => model.overlay = Some(Overlay::Export { cursor: 0 }),
        None => {}
    }
}

pub(super) fn perform(model: &mut Model, command: Command) -> Vec<Effect> {
    let choices = model.export_choices();
    let Some(Overlay::Export { cursor }) = &mut model.overlay else { return Vec::new() };
    match command {
        Command::Down => *cursor = (*cursor + 1).min(choices.len().saturating_sub(1)),
        Command::Up => *cursor = cursor.saturating_sub(1),
        Command::Open => {
            let chosen = choices.into_iter().nth(*cursor).unwrap_or_default();
            model.overlay = None;
            let Some(edition) = chosen.first().copied() else { return Vec::new() };
            model.export = Some(Export { edition, progress: None, end: None, hidden: false });
            return vec![Effect::Export(chosen)];
        }
        Command::Back => model.overlay = None,
        _ => {}
    }
    Vec::new()
}

pub(super) fn advance(model: &mut Model, edition: EditionChoice, progress: Progress) {
    if let Some(export) = &mut model.export {
        export.edition = edition;
        export.progress = Some(progress);
    }
}

/// The end stays in the box until it is closed; without a box it is told in a line.
pub(super) fn end(model: &mut Model, end: ExportEnd) -> Vec<Effect> {
    let Some(export) = &mut model.export else { return Vec::new() };
    if !export.hidden && end != ExportEnd::Cancelled {
        export.end = Some(end);
        return Vec::new();
    }
    model.export = None;
    match end {
        ExportEnd::Written { files, .. } => {
            let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
            notify(model, "notice-exported", &[("paths", Arg::Text(paths.join("  ")))])
        }
        ExportEnd::Cancelled => notify(model, "notice-export-cancelled", &[]),
        ExportEnd::Failed(error) => notify(model, "notice-export-failed", &[("error", Arg::Text(error))]),
    }
}

pub(super) fn hide(model: &mut Model) {
    if model.export.as_ref().is_some_and(|export| export.end.is_some()) {
        model.export = None;
    } else if let Some(export) = &mut model.export {
        export.hidden = true;
    }
}

/// Stops an export under way; closes the box of one that has ended.
pub(super) fn cancel(model: &mut Model) -> Vec<Effect> {
    match model.export.take_if(|export| export.end.is_some()) {
        Some(_) => Vec::new(),
        None => vec![Effect::CancelExport],
    }
}
