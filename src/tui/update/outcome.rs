//! What became of a change: the report that it made, or why nothing was written.

use crate::check::Arg;
use crate::session::undo::Deed;
use crate::session::{ChangeError, Refusal};
use crate::store::CommitError;

use super::super::act::{Done, Turn, deed_key};
use super::super::model::{Calling, Model, Overlay, View};
use super::super::msg::Effect;
use super::{notify, reload};

/// Something was written, or why not.
pub(super) fn done(model: &mut Model, result: Result<Done, ChangeError>) -> Vec<Effect> {
    let done = match result {
        Ok(done) => done,
        Err(error) => return failed(model, &error),
    };
    model.history = done.history;
    if done.deed == Deed::Call && done.turn == Turn::Done {
        model.calling = Calling::default();
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
pub(super) fn failed(model: &mut Model, error: &ChangeError) -> Vec<Effect> {
    let path = |path: &camino::Utf8Path| vec![("path", Arg::Text(path.to_string()))];
    let (key, args) = error_words(error).unwrap_or_else(|| match error {
        ChangeError::Commit(CommitError::Changed(at)) => ("change-underneath", path(at)),
        ChangeError::Commit(CommitError::Busy(at)) => ("change-busy", path(at)),
        ChangeError::Commit(CommitError::Failed { path: at, message }) => {
            let mut args = path(at);
            args.push(("error", Arg::System(message.clone())));
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
