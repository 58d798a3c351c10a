//! Acting on the report: what the keys of a view begin, waiving and flagging with words, and what becomes of that when
//! the report is read again.

use std::sync::Arc;

use crate::check::Arg;
use crate::report::{FigureId, MetricRef};
use crate::session::Target;

use super::super::act::{Proposal, Subject};
use super::super::keys::Command;
use super::super::loaded::Loaded;
use super::super::model::{Model, Note, NoteKind, Overlay, View};
use super::super::msg::Effect;
use super::{mend, notify};

/// Begins what a key of a view asks for.
pub(super) fn begin(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::Mend => mend::begin(model, false),
        Command::Link => mend::begin(model, true),
        Command::Waive => waive(model),
        Command::Flag => flag(model),
        Command::Resolve => match model.flag() {
            Some(flag) => vec![Effect::Carry(Proposal::Resolve(flag))],
            None => notify(model, "notice-no-flag", &[]),
        },
        Command::Copy => copy(model, words(model)),
        Command::CopyPlace => copy(model, place(model)),
        Command::Undo => vec![Effect::Reverse { again: false }],
        Command::Redo => vec![Effect::Reverse { again: true }],
        _ => Vec::new(),
    }
}

fn copy(model: &mut Model, words: Option<String>) -> Vec<Effect> {
    let Some(words) = words else { return notify(model, "notice-nothing-here", &[]) };
    let mut effects = notify(model, "notice-copied", &[("words", Arg::Text(words.clone()))]);
    effects.push(Effect::Copy(words));
    effects
}

/// What the cursor is on: the figure in the text; in the list, what the finding says.
fn words(model: &Model) -> Option<String> {
    let loaded = model.loaded.as_ref()?;
    match (model.view, model.subject()?) {
        (View::Findings, Subject::Finding(at)) => Some(model.locale.finding(&loaded.findings()[at])),
        (_, subject) => match (model.figure(), subject) {
            (Some(figure), _) => Some(loaded.report().figures[figure].figure.printed.clone()),
            (None, Subject::Finding(at)) => Some(model.locale.finding(&loaded.findings()[at])),
            (None, Subject::Figure(_)) => None,
        },
    }
}

/// The file and line of what the cursor is on.
fn place(model: &Model) -> Option<String> {
    let loaded = model.loaded.as_ref()?;
    let span = match (model.figure(), model.subject()?) {
        (Some(figure), _) | (None, Subject::Figure(figure)) => loaded.report().figures[figure].span,
        (None, Subject::Finding(at)) => loaded.findings()[at].primary().span,
    };
    let (path, line) = loaded.file_line(span);
    Some(format!("{path}:{line}"))
}

fn waive(model: &mut Model) -> Vec<Effect> {
    let Some(Subject::Finding(at)) = model.subject() else {
        return notify(model, "notice-no-finding-here", &[]);
    };
    let waived = model.loaded.as_ref().is_some_and(|loaded| loaded.findings()[at].waived.is_some());
    if waived {
        return notify(model, "notice-is-waived", &[]);
    }
    note(model, NoteKind::Waive, Subject::Finding(at));
    Vec::new()
}

fn flag(model: &mut Model) -> Vec<Effect> {
    let Some(subject) = model.subject() else { return notify(model, "notice-nothing-here", &[]) };
    note(model, NoteKind::Flag, subject);
    Vec::new()
}

fn note(model: &mut Model, kind: NoteKind, on: Subject) {
    model.astray = None;
    model.overlay = Some(Overlay::Note(Note { kind, on, words: String::new(), sent: false }));
}

/// A key in the box of a waiver or flag.
pub(super) fn perform(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some(Overlay::Note(note)) = &mut model.overlay else { return Vec::new() };
    match command {
        Command::Erase | Command::EraseAll if note.sent => {}
        Command::Erase => {
            note.words.pop();
        }
        Command::EraseAll => note.words.clear(),
        Command::Back => model.overlay = None,
        Command::Open if model.astray.is_some() => return notify(model, "notice-gone", &[]),
        Command::Open if note.sent => return notify(model, "notice-writing", &[]),
        Command::Open => match note.proposal() {
            Some(proposal) => {
                note.sent = true;
                return vec![Effect::Carry(proposal)];
            }
            None => return notify(model, "notice-words-needed", &[]),
        },
        _ => {}
    }
    Vec::new()
}

/// Takes what is being done along to a report that was read again. What it is about may be away for a moment, as when a
/// file is deleted and made anew: then nothing can be written, but nothing that was typed is lost.
pub(super) fn carry_over(model: &mut Model, old: &Arc<Loaded>, new: &Loaded) -> Vec<Effect> {
    let old = model.astray.take().unwrap_or_else(|| Arc::clone(old));
    let figure = |figure: FigureId| new.session.figure_named(&old.session.name_figure(figure));
    let finding = |at: usize| {
        let fingerprint = &old.findings()[at].fingerprint;
        new.findings().iter().position(|finding| finding.fingerprint == *fingerprint)
    };
    match &mut model.overlay {
        Some(Overlay::Note(note)) => {
            let on = match note.on {
                Subject::Finding(at) => finding(at).map(Subject::Finding),
                Subject::Figure(at) => figure(at).map(Subject::Figure),
            };
            match on {
                Some(on) => note.on = on,
                None => model.astray = Some(old),
            }
            Vec::new()
        }
        Some(Overlay::Mend(form)) => {
            let target = |target: &Target| match target {
                Target::Figure(at) => figure(*at).map(Target::Figure),
                Target::Metric(metric) => metric_again(metric, &old, new).map(Target::Metric),
            };
            let targets: Option<Vec<Target>> = form.targets.iter().map(target).collect();
            let again = form.finding.map(finding);
            let (Some(targets), None | Some(Some(_))) = (targets, again) else {
                form.trial = None;
                model.astray = Some(old);
                return Vec::new();
            };
            form.targets = targets;
            form.finding = again.flatten();
            let was = form.ways.get(form.choice).cloned();
            if !form.value {
                form.ways = new.session.ways(&form.targets, form.finding.map(|at| &new.findings()[at]));
            }
            let same = was.and_then(|was| form.ways.iter().position(|way| *way == was));
            form.choice = same.unwrap_or(form.ways.len());
            mend::try_out(model)
        }
        _ => Vec::new(),
    }
}

/// The same value in YAML; none where it is no longer there.
pub(super) fn metric_again(metric: &MetricRef, old: &Loaded, new: &Loaded) -> Option<MetricRef> {
    let name = &old.report().metrics.series(metric.series).name;
    let series = *new.report().metrics.by_name.get(name)?;
    let metric = MetricRef { series, period: metric.period.clone() };
    new.report().metrics.value(&metric).map(|_| metric.clone())
}
