//! Acting on the report: mending with a diff, waiving and flagging with words, resolving, undoing.

use std::sync::Arc;

use crate::check::Arg;
use crate::report::FigureId;
use crate::session::undo::Deed;
use crate::session::{ChangeError, Refusal, Target};
use crate::store::CommitError;

use super::super::act::{Done, Proposal, Subject, Trial, Turn, deed_key};
use super::super::keys::Command;
use super::super::loaded::Loaded;
use super::super::model::{Mend, Model, Note, NoteKind, Overlay, View};
use super::super::msg::Effect;
use super::{notify, reload};

/// Begins what a key of a view asks for.
pub(super) fn begin(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::Mend => mend(model, false),
        Command::Link => mend(model, true),
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

/// Opens the box in which a mending is chosen; for linking, with that chosen.
fn mend(model: &mut Model, link: bool) -> Vec<Effect> {
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
    let linking = ways.iter().position(|way| matches!(way, crate::session::Way::Link(_)));
    if link && linking.is_none() {
        return notify(model, "notice-cannot-link", &[]);
    }
    let choice = linking.filter(|_| link).unwrap_or(0);
    open(model, Mend { finding, targets, ways, choice, ..blank() })
}

/// Opens the box for a value in YAML that has been typed.
pub(super) fn value(model: &mut Model, metric: crate::report::MetricRef, typed: String) -> Vec<Effect> {
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
    }
}

fn open(model: &mut Model, mend: Mend) -> Vec<Effect> {
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
fn try_out(model: &mut Model) -> Vec<Effect> {
    model.tries += 1;
    let id = model.tries;
    let Some(Overlay::Mend(mend)) = &mut model.overlay else { return Vec::new() };
    mend.id = id;
    mend.trial = None;
    mend.scroll = 0;
    mend.proposal().map(|proposal| Effect::Try { id, proposal }).into_iter().collect()
}

pub(super) fn tried(model: &mut Model, id: u64, result: Result<Arc<Trial>, ChangeError>) {
    if let Some(Overlay::Mend(mend)) = &mut model.overlay
        && mend.id == id
    {
        mend.trial = Some(result);
    }
}

/// A key in the box of a mending.
pub(super) fn perform_mend(model: &mut Model, command: Command) -> Vec<Effect> {
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
    let Some(Overlay::Mend(mend)) = &mut model.overlay else { return Vec::new() };
    match &mend.trial {
        Some(Ok(trial)) => match trial.refusal {
            None => vec![Effect::Write(Arc::clone(trial))],
            Some(refusal) => notify(model, refusal_key(refusal), &[]),
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
    model.overlay = Some(Overlay::Note(Note { kind, on: Some(on), words: String::new() }));
}

/// A key in the box of a waiver or flag.
pub(super) fn perform_note(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some(Overlay::Note(note)) = &mut model.overlay else { return Vec::new() };
    match command {
        Command::Erase => {
            note.words.pop();
        }
        Command::EraseAll => note.words.clear(),
        Command::Back => model.overlay = None,
        Command::Open => match note.proposal() {
            Some(proposal) => return vec![Effect::Carry(proposal)],
            None if note.on.is_none() => return notify(model, "notice-gone", &[]),
            None => return notify(model, "notice-words-needed", &[]),
        },
        _ => {}
    }
    Vec::new()
}

/// Something was written, or why not.
pub(super) fn done(model: &mut Model, result: Result<Done, ChangeError>) -> Vec<Effect> {
    let done = match result {
        Ok(done) => done,
        Err(error) => return failed(model, &error),
    };
    model.history = done.history;
    if done.deed == Deed::Call && done.turn == Turn::Done {
        model.calling = super::super::model::Calling::default();
        model.view = View::Reading;
    }
    if matches!(model.overlay, Some(Overlay::Mend(_) | Overlay::Note(_))) && done.turn == Turn::Done {
        model.overlay = None;
    }
    reload::replace(model, &done.loaded);
    let key = match done.turn {
        Turn::Done => "notice-done",
        Turn::Undone => "notice-undone",
        Turn::Redone => "notice-redone",
    };
    let deed = model.locale.text(deed_key(done.deed));
    let what = format!("{deed} {}", done.subject);
    notify(model, key, &[("what", Arg::Text(what.trim_end().to_owned()))])
}

/// Nothing was written: what is on the disk is read again where it is not what was read.
fn failed(model: &mut Model, error: &ChangeError) -> Vec<Effect> {
    let path = |path: &camino::Utf8Path| vec![("path", Arg::Text(path.to_string()))];
    let (key, args) = error_words(error).unwrap_or_else(|| match error {
        ChangeError::Commit(CommitError::Changed(at)) => ("change-underneath", path(at)),
        ChangeError::Commit(CommitError::Busy(at)) => ("change-busy", path(at)),
        ChangeError::Commit(CommitError::Failed { path: at, message }) => {
            let mut args = path(at);
            args.push(("error", Arg::Text(message.clone())));
            ("change-not-written", args)
        }
        ChangeError::Plan(error) => ("change-no-plan", vec![("error", Arg::Text(error.to_string()))]),
        _ => ("change-none", Vec::new()),
    });
    let mut effects = notify(model, key, &args);
    if matches!(error, ChangeError::Commit(CommitError::Changed(_))) {
        effects.push(Effect::Load);
    }
    effects
}

type Words = (&'static str, Vec<(&'static str, Arg)>);

fn error_words(error: &ChangeError) -> Option<Words> {
    Some(match error {
        ChangeError::Shape => ("change-shape", Vec::new()),
        ChangeError::NotPlain => ("change-not-plain", Vec::new()),
        ChangeError::Nothing => ("change-nothing", Vec::new()),
        ChangeError::Failed => ("change-failed", Vec::new()),
        ChangeError::Refused(refusal) => (refusal_key(*refusal), Vec::new()),
        ChangeError::Plan(crate::edit::PlanError::Idle) => ("change-idle", Vec::new()),
        ChangeError::Plan(crate::edit::PlanError::Gone(path)) => {
            ("change-gone", vec![("path", Arg::Text(path.to_string()))])
        }
        _ => return None,
    })
}

/// The key of what is said of an error where it is shown in a box.
#[must_use]
pub fn error_text(model: &Model, error: &ChangeError) -> String {
    match error_words(error) {
        Some((key, args)) => model.locale.with(key, &args),
        None => error.to_string(),
    }
}

/// The key of why something is not done.
#[must_use]
pub fn refusal_key(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Stays => "refusal-stays",
        Refusal::Opens => "refusal-opens",
        Refusal::Disturbs => "refusal-disturbs",
        Refusal::NotLinked => "refusal-not-linked",
    }
}

/// Takes what is being done along to a report that was read again.
pub(super) fn carry_over(model: &mut Model, old: &Loaded, new: &Loaded) -> Vec<Effect> {
    let figure = |figure: FigureId| new.session.figure_named(&old.session.name_figure(figure));
    let finding = |at: usize| {
        let fingerprint = &old.findings()[at].fingerprint;
        new.findings().iter().position(|finding| finding.fingerprint == *fingerprint)
    };
    match &mut model.overlay {
        Some(Overlay::Note(note)) => {
            note.on = note.on.and_then(|on| match on {
                Subject::Finding(at) => finding(at).map(Subject::Finding),
                Subject::Figure(at) => figure(at).map(Subject::Figure),
            });
            Vec::new()
        }
        Some(Overlay::Mend(mend)) => {
            let target = |target: &Target| match target {
                Target::Figure(at) => figure(*at).map(Target::Figure),
                Target::Metric(metric) => {
                    let name = &old.report().metrics.series(metric.series).name;
                    let series = *new.report().metrics.by_name.get(name)?;
                    let metric = crate::report::MetricRef { series, period: metric.period.clone() };
                    new.report().metrics.value(&metric).map(|_| Target::Metric(metric.clone()))
                }
            };
            let targets: Option<Vec<Target>> = mend.targets.iter().map(target).collect();
            let again = mend.finding.map(finding);
            let (Some(targets), None | Some(Some(_))) = (targets, again) else {
                // Somebody else has changed what was being mended: what is there now is to be seen first.
                model.overlay = None;
                return notify(model, "notice-mend-overtaken", &[]);
            };
            mend.targets = targets;
            mend.finding = again.flatten();
            let was = mend.ways.get(mend.choice).cloned();
            if !mend.value {
                mend.ways = new.session.ways(&mend.targets, mend.finding.map(|at| &new.findings()[at]));
            }
            let same = was.and_then(|was| mend.ways.iter().position(|way| *way == was));
            mend.choice = same.unwrap_or(mend.ways.len());
            try_out(model)
        }
        _ => Vec::new(),
    }
}

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
