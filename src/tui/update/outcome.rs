//! What became of a change: the report that it made, or why nothing was written.

use crate::check::Arg;
use crate::session::ChangeError;
use crate::session::undo::Deed;
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
    // Of a box that was opened meanwhile nothing is taken away.
    if sent(model).is_some_and(|sent| *sent) && done.turn == Turn::Done {
        model.overlay = None;
        model.astray = None;
    }
    let mut effects = reload::replace(model, &done.loaded);
    let key = match done.turn {
        Turn::Done => "notice-done",
        Turn::Undone => "notice-undone",
        Turn::Redone => "notice-redone",
    };
    let deed = model.locale.text(deed_key(done.deed));
    let what = format!("{deed} {}", done.subject);
    effects.extend(notify(model, key, &[("what", Arg::Text(what.trim_end().to_owned()))]));
    effects
}

/// Whether what is in the box is being written.
fn sent(model: &mut Model) -> Option<&mut bool> {
    match &mut model.overlay {
        Some(Overlay::Mend(mend)) => Some(&mut mend.sent),
        Some(Overlay::Note(note)) => Some(&mut note.sent),
        _ => None,
    }
}

/// Nothing was written: what is on the disk is read again where it is not what was read.
pub(super) fn failed(model: &mut Model, error: &ChangeError) -> Vec<Effect> {
    if let Some(sent) = sent(model) {
        *sent = false;
    }
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
        // What was tried out is no longer what would come of it.
        if let Some(Overlay::Mend(mend)) = &mut model.overlay {
            mend.trial = None;
        }
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
        ChangeError::Refused(refusal) => (refusal.key(), Vec::new()),
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
