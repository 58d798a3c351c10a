//! Calling the figures one after the other, and signing what was said.

use super::super::act::Proposal;
use super::super::keys::Command;
use super::super::model::{Model, Verdict, View};
use super::super::msg::Effect;
use super::{notify, reading};

pub(super) fn perform(model: &mut Model, command: Command) -> Vec<Effect> {
    let last = model.calling.items.len().saturating_sub(1);
    let at = model.calling.at;
    match command {
        Command::Agrees => return answer(model, Verdict::Agrees),
        Command::Differs => return answer(model, Verdict::Differs),
        Command::Skip => return answer(model, Verdict::Skipped),
        Command::Background | Command::PreviousFigure | Command::Up => {
            model.calling.at = at.saturating_sub(1);
        }
        Command::NextFigure | Command::Down => model.calling.at = (at + 1).min(last),
        Command::NextChapter => step_chapter(model, true),
        Command::PreviousChapter => step_chapter(model, false),
        Command::Open => {
            if let (Some(figure), Some(loaded)) = (model.called(), model.loaded.clone()) {
                reading::go_to_figure(model, &loaded, figure);
            }
        }
        Command::Sign => return sign(model),
        Command::Edit => {
            let span = |model: &Model| {
                let loaded = model.loaded.as_ref()?;
                Some(loaded.file_line(loaded.report().figures[model.called()?].span))
            };
            if let Some((path, line)) = span(model) {
                return vec![Effect::Edit { path, line }];
            }
        }
        Command::Back => model.view = View::Reading,
        _ => {}
    }
    Vec::new()
}

/// Begins, or goes on, at the figure at which the text is.
pub(super) fn show(model: &mut Model) {
    refresh(model);
    model.view = View::Call;
    let here = model.reading.figure;
    let at = here.and_then(|figure| {
        model.calling.items.iter().position(|item| item.zh == Some(figure) || item.en == Some(figure))
    });
    let chapter = model.calling.items.iter().position(|item| item.chapter == model.reading.chapter);
    let open =
        |model: &Model| model.calling.items.iter().position(|item| model.calling.verdict(item).is_none());
    if model.calling.verdicts.is_empty() {
        model.calling.at = at.or(chapter).unwrap_or(0);
    } else if let Some(at) = at.or_else(|| open(model)) {
        model.calling.at = at;
    }
}

/// Takes the figures of a report that was read again; the caller stays at the same one.
pub(super) fn refresh(model: &mut Model) {
    let Some(loaded) = model.loaded.clone() else { return };
    let name = model.calling.item().map(|item| item.name.clone());
    model.calling.items.clone_from(loaded.calls());
    let same = name.and_then(|name| model.calling.items.iter().position(|item| item.name == name));
    model.calling.at = same.unwrap_or(model.calling.at).min(model.calling.items.len().saturating_sub(1));
}

fn answer(model: &mut Model, verdict: Verdict) -> Vec<Effect> {
    let Some(item) = model.calling.item().cloned() else { return Vec::new() };
    model.calling.verdicts.insert(item.name, verdict);
    if model.calling.at + 1 < model.calling.items.len() {
        model.calling.at += 1;
        vec![Effect::Keep]
    } else {
        let mut effects = notify(model, "notice-all-called", &[]);
        effects.push(Effect::Keep);
        effects
    }
}

fn step_chapter(model: &mut Model, forward: bool) {
    let Some(chapter) = model.calling.item().map(|item| item.chapter) else { return };
    let items = &model.calling.items;
    let first = |wanted: usize| items.iter().position(|item| item.chapter == wanted);
    let to = if forward {
        items.iter().position(|item| item.chapter > chapter)
    } else {
        items.iter().rev().find(|item| item.chapter < chapter).and_then(|item| first(item.chapter))
    };
    model.calling.at = to.unwrap_or(model.calling.at);
}

/// Ends the round: what was said goes into `review.yaml`.
fn sign(model: &mut Model) -> Vec<Effect> {
    let verdicts = model.calling.verdicts();
    if verdicts.agreed + verdicts.skipped + verdicts.differ.len() == 0 {
        model.view = View::Reading;
        return notify(model, "notice-nothing-called", &[]);
    }
    vec![Effect::Carry(Proposal::Call(verdicts))]
}
