//! Mending: choosing how, trying it out, writing what was tried.

use std::sync::Arc;

use crate::report::{FigureId, MetricRef};
use crate::session::{ChangeError, Target, Way};

use super::super::act::{Subject, Trial};
use super::super::keys::Command;
use super::super::loaded::Loaded;
use super::super::model::{Mend, Model, Overlay};
use super::super::msg::Effect;
use super::notify;
use super::outcome::failed;

/// Opens the box in which a mending is chosen; for linking, with that chosen.
pub(super) fn begin(model: &mut Model, link: bool) -> Vec<Effect> {
    let Some(loaded) = model.loaded.clone() else { return Vec::new() };
    let Some(subject) = model.subject() else { return notify(model, "notice-nothing-here", &[]) };
    let (finding, mut targets) = match subject {
        Subject::Finding(at) => (Some(at), loaded.session.targets(&loaded.findings()[at])),
        Subject::Figure(figure) => (None, both(&loaded, figure)),
    };
    // Of several places, the one at the cursor can be mended alone.
    if let Some(figure) = model.figure() {
        let here = loaded.session.target(figure);
        if let Some(at) = targets.iter().position(|target| *target == here) {
            targets.swap(0, at);
        }
    }
    let targets = loaded.session.like_the_first(targets);
    let ways = loaded.session.ways(&targets, finding.map(|at| &loaded.findings()[at]));
    let suggested = finding.is_some_and(|at| loaded.findings()[at].suggestion.is_some());
    if targets.is_empty() && !suggested {
        return notify(model, "notice-cannot-mend", &[]);
    }
    let linking = ways.iter().position(|way| matches!(way, Way::Link(_) | Way::Declare(_)));
    if link && linking.is_none() {
        return notify(model, "notice-cannot-link", &[]);
    }
    let choice = linking.filter(|_| link).unwrap_or(0);
    open(model, Mend { finding, targets, ways, choice, ..blank() })
}

/// Opens the box for a value in YAML that has been typed.
pub(super) fn value(model: &mut Model, metric: MetricRef, typed: String) -> Vec<Effect> {
    open(model, Mend { targets: vec![Target::Metric(metric)], typed, value: true, ..blank() })
}

fn blank() -> Mend {
    Mend {
        finding: None,
        targets: Vec::new(),
        all: true,
        ways: Vec::new(),
        choice: 0,
        typed: String::new(),
        value: false,
        id: 0,
        trial: None,
        scroll: 0,
        sent: false,
    }
}

fn open(model: &mut Model, mend: Mend) -> Vec<Effect> {
    model.astray = None;
    model.overlay = Some(Overlay::Mend(mend));
    try_out(model)
}

/// A figure and, where the other edition says the same, its twin.
fn both(loaded: &Loaded, figure: FigureId) -> Vec<Target> {
    let figures = &loaded.report().figures;
    let twin = loaded.twin(figure).filter(|twin| figures[*twin].figure.value == figures[figure].figure.value);
    let mut targets = vec![loaded.session.target(figure)];
    if let Some(target) =
        twin.map(|twin| loaded.session.target(twin)).filter(|target| !targets.contains(target))
    {
        targets.push(target);
    }
    targets
}

/// Asks what the mending that is chosen would come to.
pub(super) fn try_out(model: &mut Model) -> Vec<Effect> {
    model.tries += 1;
    let id = model.tries;
    let Some(Overlay::Mend(mend)) = &mut model.overlay else { return Vec::new() };
    mend.id = id;
    mend.trial = None;
    mend.scroll = 0;
    let proposal = mend.proposal().filter(|_| model.astray.is_none());
    proposal.map(|proposal| Effect::Try { id, proposal }).into_iter().collect()
}

/// Asks again where nothing is known of the mending, although it could be.
pub(super) fn try_again(model: &mut Model) -> Vec<Effect> {
    match &model.overlay {
        Some(Overlay::Mend(mend)) if mend.trial.is_none() => try_out(model),
        _ => Vec::new(),
    }
}

pub(super) fn tried(model: &mut Model, id: u64, result: Result<Arc<Trial>, ChangeError>) {
    if let Some(Overlay::Mend(mend)) = &mut model.overlay
        && mend.id == id
    {
        mend.trial = Some(result);
    }
}

/// A key in the box of a mending.
pub(super) fn perform(model: &mut Model, command: Command) -> Vec<Effect> {
    let most = super::super::overlays::mend::overflow(model);
    let Some(Overlay::Mend(mend)) = &mut model.overlay else { return Vec::new() };
    let choices = mend.ways.len() + 1;
    match command {
        Command::Switch => mend.choice = (mend.choice + 1) % choices,
        Command::SwitchBack => mend.choice = (mend.choice + choices - 1) % choices,
        Command::Both if mend.targets.len() > 1 => mend.all = !mend.all,
        Command::Erase if mend.is_typing() => {
            mend.typed.pop();
        }
        Command::EraseAll if mend.is_typing() => mend.typed.clear(),
        Command::Down => {
            mend.scroll = (mend.scroll + 1).min(most);
            return Vec::new();
        }
        Command::Up => {
            mend.scroll = mend.scroll.saturating_sub(1);
            return Vec::new();
        }
        Command::Back => {
            model.overlay = None;
            return Vec::new();
        }
        Command::Open => return write(model),
        _ => return Vec::new(),
    }
    try_out(model)
}

/// Writes what was tried out, if nothing speaks against it.
fn write(model: &mut Model) -> Vec<Effect> {
    if model.astray.is_some() {
        return notify(model, "notice-gone", &[]);
    }
    let Some(Overlay::Mend(mend)) = &mut model.overlay else { return Vec::new() };
    match &mend.trial {
        Some(Ok(trial)) => match trial.refusal {
            None if mend.sent => notify(model, "notice-writing", &[]),
            None => {
                mend.sent = true;
                vec![Effect::Write(Arc::clone(trial))]
            }
            Some(refusal) => notify(model, refusal.key(), &[]),
        },
        Some(Err(error)) => {
            let error = error.clone();
            failed(model, &error)
        }
        None if mend.proposal().is_none() => notify(model, "notice-type-a-value", &[]),
        None => notify(model, "notice-still-checking", &[]),
    }
}

/// Digits, separators and a point are typed into the value.
pub(super) fn type_value(model: &mut Model, character: char) -> Vec<Effect> {
    let Some(Overlay::Mend(mend)) = &mut model.overlay else { return Vec::new() };
    if !character.is_ascii_digit() && !matches!(character, ',' | '.' | '-') {
        return Vec::new();
    }
    // A digit means that a value is to be typed.
    mend.choice = mend.ways.len();
    mend.typed.push(character);
    try_out(model)
}
