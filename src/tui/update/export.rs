//! Exporting: choosing the documents and how they are made, following the progress, seeing the end.

use crate::check::{Arg, Severity};
use crate::pdf::{EditionChoice, Progress};

use super::super::keys::Command;
use super::super::model::{Export, ExportRow, Model, Overlay};
use super::super::msg::{Effect, ExportEnd};
use super::notify;

/// Asks what to export, or shows the export that goes on without its box.
pub(super) fn choose(model: &mut Model) {
    let choices = model.export_choices().len();
    match &mut model.export {
        Some(export) => export.hidden = false,
        None if model.loaded.is_some() => {
            let mut form = model.wished.clone();
            form.documents = form.documents.min(choices.saturating_sub(1));
            model.overlay = Some(Overlay::Export(form));
        }
        None => {}
    }
}

pub(super) fn perform(model: &mut Model, command: Command) -> Vec<Effect> {
    let choices = model.export_choices().len().max(1);
    let Some(Overlay::Export(form)) = &mut model.overlay else { return Vec::new() };
    let row = form.row();
    match command {
        Command::Down => form.cursor = (form.cursor + 1).min(ExportRow::ALL.len() - 1),
        Command::Up => form.cursor = form.cursor.saturating_sub(1),
        Command::Switch | Command::SwitchBack => match form.switch(row) {
            Some(switch) => *switch = !*switch,
            None if row == ExportRow::Documents => {
                let step = if command == Command::Switch { 1 } else { choices - 1 };
                form.documents = (form.documents + step) % choices;
            }
            None => {}
        },
        Command::Erase => {
            form.folder.pop();
        }
        Command::EraseAll => form.folder.clear(),
        Command::Open => return start(model),
        Command::Back => model.overlay = None,
        _ => {}
    }
    Vec::new()
}

/// A character of the folder.
pub(super) fn type_character(model: &mut Model, character: char) {
    if let Some(Overlay::Export(form)) = &mut model.overlay
        && form.row() == ExportRow::Folder
    {
        form.folder.push(character);
    }
}

fn start(model: &mut Model) -> Vec<Effect> {
    let choices = model.export_choices();
    let Some(Overlay::Export(form)) = &model.overlay else { return Vec::new() };
    let Some(order) = form.order(&choices) else { return notify(model, "notice-folder-needed", &[]) };
    let Some(edition) = order.editions.first().copied() else { return Vec::new() };
    let open = model.loaded.as_ref().map_or(0, |loaded| loaded.session.outcome.count(Severity::Error));
    if order.strict && open > 0 {
        let count = Arg::Number(i64::try_from(open).unwrap_or(i64::MAX));
        return notify(model, "notice-export-strict", &[("count", count)]);
    }
    model.wished = form.clone();
    model.overlay = None;
    model.export = Some(Export { order: order.clone(), edition, progress: None, end: None, hidden: false });
    vec![Effect::Export(order)]
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
        ExportEnd::Refused(warnings) => {
            let count = Arg::Number(i64::try_from(warnings.len()).unwrap_or(i64::MAX));
            notify(model, "export-refused", &[("count", count)])
        }
        ExportEnd::Cancelled => notify(model, "notice-export-cancelled", &[]),
        ExportEnd::Failed(error) => notify(model, "notice-export-failed", &[("error", Arg::System(error))]),
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
