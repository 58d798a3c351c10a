//! Acting: what keys propose, what is shown before it is written, what is refused, what is kept when files change.

use super::*;
use crate::report::load::{Input, InputFile};
use crate::session::{ChangeError, Refusal, Signature, Target, Way};
use crate::store::CommitError;
use crate::tui::act::{Done, History, Proposal, Subject, Turn};
use crate::tui::model::Overlay;

/// The fixture checked by the real rules, after a change to its files. Its growth is that of the value that ties.
fn checked(from: &str, to: &str) -> Session {
    let input = Input::clone(&fixture::session().input);
    let file = |file: InputFile| InputFile {
        content: file.content.map(|text| text.replace("19.0%", "24.3%").replace(from, to)),
        ..file
    };
    let files = input.files.into_iter().map(file).collect();
    Session::of(Input { files, ..input })
}

fn opened() -> Model {
    let mut model = open(checked("\u{0}", ""), 120, 40, Language::En);
    model.name = "M. Chan".to_owned();
    model
}

/// Finds 2,265.46 in the Chinese edition.
fn at_scope_3() -> Model {
    let mut model = opened();
    press(&mut model, "/2265<enter>");
    model
}

/// Does what the worker does for a trial.
fn try_out(model: &mut Model, effects: &[Effect]) {
    for effect in effects {
        if let Effect::Try { id, proposal } = effect {
            let loaded = model.loaded.clone().unwrap();
            let result = proposal.try_out(&loaded.session, &Signature::default()).map(Arc::new);
            let _ = update(model, Msg::Tried { id: *id, result });
        }
    }
}

fn mending(model: &Model) -> &crate::tui::model::Mend {
    match &model.overlay {
        Some(Overlay::Mend(mend)) => mend,
        other => panic!("no mending but {other:?}"),
    }
}

#[test]
fn a_mending_is_tried_out_shown_as_a_diff_and_written_on_enter() {
    let mut model = at_scope_3();
    let effects = press(&mut model, "m");
    assert!(
        matches!(&effects[..], [Effect::Try { proposal: Proposal::Mend { way: Way::Value(value), .. }, .. }] if value == "2,364.85"),
        "{effects:?}"
    );
    assert!(seen(&model).contains("Checking"));
    assert_eq!(press(&mut model, "<enter>").len(), 1, "a notice, and nothing written while it is checked");
    try_out(&mut model, &effects);
    let screen = seen(&model);
    assert!(screen.contains("(x) write 2,364.85") && screen.contains("[x] in all these places"), "{screen}");
    let written = press(&mut model, "<enter>");
    assert!(matches!(&written[..], [Effect::Write(_)]), "{written:?}");
}

#[test]
fn a_trial_that_is_refused_is_not_written() {
    let mut model = at_scope_3();
    press(&mut model, "m");
    let effects = press(&mut model, "9");
    assert_eq!(mending(&model).typed, "9", "a digit means that a value is typed");
    try_out(&mut model, &effects);
    assert!(
        mending(&model)
            .trial
            .as_ref()
            .is_some_and(|trial| { trial.as_ref().is_ok_and(|trial| trial.refusal == Some(Refusal::Stays)) })
    );
    let effects = press(&mut model, "<enter>");
    assert!(matches!(&effects[..], [Effect::Expire(_)]), "{effects:?}");
    assert!(seen(&model).contains("Cannot be written"));
    press(&mut model, "<esc>");
    assert!(model.overlay.is_none());
}

#[test]
fn an_old_trial_is_not_taken_for_a_new_one() {
    let mut model = at_scope_3();
    let first = press(&mut model, "m");
    let _ = press(&mut model, "<tab>");
    try_out(&mut model, &first);
    assert_eq!(mending(&model).trial, None);
}

#[test]
fn one_place_alone_can_be_meant() {
    let mut model = at_scope_3();
    press(&mut model, "m");
    let effects = press(&mut model, "b");
    assert!(
        matches!(&effects[..], [Effect::Try { proposal: Proposal::Mend { targets, .. }, .. }] if targets.len() == 1),
        "{effects:?}"
    );
}

#[test]
fn linking_begins_with_the_metric_chosen() {
    let mut model = at_scope_3();
    let effects = press(&mut model, "l");
    assert!(
        matches!(&effects[..], [Effect::Try { proposal: Proposal::Mend { way: Way::Link(_), targets, .. }, .. }] if targets.len() == 2),
        "{effects:?}"
    );
    try_out(&mut model, &effects);
    assert!(seen(&model).contains("{{ghg.scope3@2023}}"));
}

#[test]
fn a_waiver_needs_a_reason_and_is_signed() {
    let mut model = at_scope_3();
    let finding = model.reading.finding.unwrap().0;
    press(&mut model, "w");
    assert!(seen(&model).contains("M. Chan"));
    assert!(matches!(&press(&mut model, "<enter>")[..], [Effect::Expire(_)]), "not without words");
    press(&mut model, "Restated<space>after<space>audit.");
    let reason = "Restated after audit.".to_owned();
    assert_eq!(press(&mut model, "<enter>"), [Effect::Carry(Proposal::Waive { finding, reason })]);
    assert!(model.overlay.is_some(), "the words stay until they are written");
}

#[test]
fn a_figure_without_a_finding_is_flagged() {
    let mut model = opened();
    press(&mut model, "}]");
    let figure = model.reading.figure.unwrap();
    assert_eq!(model.reading.finding, None);
    press(&mut model, "fwhy");
    let on = Subject::Figure(figure);
    assert_eq!(
        press(&mut model, "<enter>"),
        [Effect::Carry(Proposal::Flag { on, comment: "why".to_owned() })]
    );
}

#[test]
fn what_was_done_is_told_and_can_be_taken_back() {
    let mut model = at_scope_3();
    assert_eq!(press(&mut model, "u"), [], "nothing was done yet");
    let loaded = Arc::new(Loaded::new(checked("2,265.46", "2,364.85")));
    let done = Done {
        turn: Turn::Done,
        deed: crate::session::undo::Deed::Mend,
        subject: "2,265.46".to_owned(),
        loaded,
        history: History { done: 1, undone: 0 },
    };
    let _ = update(&mut model, Msg::Done(Ok(done)));
    assert!(seen(&model).contains("u takes it back"));
    assert_eq!(press(&mut model, "u"), [Effect::Reverse { again: false }]);
    assert_eq!(model.reading.language, Language::ZhHant);
}

#[test]
fn what_changed_underneath_is_read_again_and_nothing_is_written_over_it() {
    let mut model = at_scope_3();
    press(&mut model, "wsome<space>words");
    let changed = ChangeError::Commit(CommitError::Changed("review.yaml".into()));
    let effects = update(&mut model, Msg::Done(Err(changed)));
    assert!(effects.contains(&Effect::Load));
    let elsewhere =
        Arc::new(Loaded::new(checked("## 能源及排放物管理\n", "## 能源及排放物管理\n\n新的一段。\n")));
    let _ = update(&mut model, Msg::Loaded(Ok(elsewhere)));
    assert!(seen(&model).contains("some words_"), "what was typed is kept");
    let gone = Arc::new(Loaded::new(checked("2,265.46", "2,364.85")));
    let _ = update(&mut model, Msg::Loaded(Ok(gone)));
    assert!(seen(&model).contains("some words_"), "also where the finding has gone");
    assert!(matches!(&press(&mut model, "<enter>")[..], [Effect::Expire(_)]));
    let back = Arc::new(Loaded::new(checked("\u{0}", "")));
    let _ = update(&mut model, Msg::Loaded(Ok(back)));
    assert!(
        matches!(&press(&mut model, "<enter>")[..], [Effect::Carry(Proposal::Waive { .. })]),
        "it came back"
    );
    assert!(matches!(&press(&mut model, "<enter>")[..], [Effect::Expire(_)]), "it is written once");
}

#[test]
fn a_box_that_was_opened_after_something_was_sent_stays() {
    let mut model = at_scope_3();
    press(&mut model, "wfirst<enter><esc>");
    press(&mut model, "fsecond");
    let loaded = Arc::new(Loaded::new(checked("\u{0}", "")));
    let done = Done {
        turn: Turn::Done,
        deed: crate::session::undo::Deed::Waive,
        subject: String::new(),
        loaded,
        history: History { done: 1, undone: 0 },
    };
    let _ = update(&mut model, Msg::Done(Ok(done)));
    assert!(seen(&model).contains("second_"), "{}", seen(&model));
}

#[test]
fn a_value_being_typed_stays_with_its_metric() {
    let mut model = opened();
    press(&mut model, "3jj<enter>");
    let name = |model: &Model| {
        let series = model.series().expect("the table has rows");
        model.loaded.as_ref().unwrap().report().metrics.series(series).name.clone()
    };
    let before = name(&model);
    let first = "metrics:\n  - {id: another.one, label: {zh-Hant: 另一項, en: Another}, unit: t, values: {2023: 7}}\n";
    let more = Arc::new(Loaded::new(checked("metrics:\n", first)));
    let _ = update(&mut model, Msg::Loaded(Ok(more)));
    assert_eq!(name(&model), before);
    assert!(model.metrics.editing.is_some());
    let gone = Arc::new(Loaded::new(checked(&format!("id: {before}"), "id: a.new.name")));
    let _ = update(&mut model, Msg::Loaded(Ok(gone)));
    assert_eq!(model.metrics.editing, None, "nothing is typed into another metric");
}

#[test]
fn the_palette_and_the_filter_follow_the_report() {
    let mut model = opened();
    press(&mut model, "2cc");
    let chapter = model.findings.filter.chapter.expect("there are findings in two chapters");
    press(&mut model, ":");
    let fewer = Arc::new(Loaded::new(checked("  - {folder: 2-climate", "  - {folder: 3-none")));
    let _ = update(&mut model, Msg::Loaded(Ok(fewer)));
    let _ = seen(&model);
    for _ in 0..40 {
        press(&mut model, "<down>");
    }
    press(&mut model, "<enter>");
    let _ = seen(&model);
    assert_ne!(model.findings.filter.chapter, Some(chapter));
}

#[test]
fn a_mending_is_tried_again_on_what_was_read_again_and_waits_where_its_place_is_gone() {
    let mut model = at_scope_3();
    press(&mut model, "m1");
    let elsewhere =
        Arc::new(Loaded::new(checked("## 能源及排放物管理\n", "## 能源及排放物管理\n\n新的一段。\n")));
    let effects = update(&mut model, Msg::Loaded(Ok(elsewhere)));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Try { .. })), "{effects:?}");
    assert_eq!(mending(&model).typed, "1");
    let gone = Arc::new(Loaded::new(checked("2,265.46", "2,364.85")));
    let _ = update(&mut model, Msg::Loaded(Ok(gone)));
    assert!(seen(&model).contains("no longer there"), "{}", seen(&model));
    assert!(
        !press(&mut model, "2<enter>")
            .iter()
            .any(|effect| matches!(effect, Effect::Try { .. } | Effect::Write(_)))
    );
    let back = Arc::new(Loaded::new(checked("\u{0}", "")));
    let effects = update(&mut model, Msg::Loaded(Ok(back)));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Try { .. })), "{effects:?}");
    assert_eq!(mending(&model).typed, "12", "what was typed is still there");
    try_out(&mut model, &effects);
    assert!(mending(&model).trial.is_some());
}

#[test]
fn our_own_change_seen_by_the_watcher_is_no_news() {
    let mut model = opened();
    let again = Arc::new(Loaded::new(checked("\u{0}", "")));
    assert_eq!(update(&mut model, Msg::Loaded(Ok(again))), []);
}

#[test]
fn a_target_in_yaml_is_mended_there() {
    let model = at_scope_3();
    let loaded = model.loaded.unwrap();
    let metric = loaded.report().figures[model.reading.figure.unwrap()].binding.clone().unwrap();
    let value = Proposal::Value { metric: metric.clone(), value: "2,265.46".to_owned() };
    let plan = value.plan(&loaded.session, &Signature::default()).unwrap();
    assert_eq!(
        plan,
        loaded.session.mend(&[Target::Metric(metric)], None, &Way::Value("2265.46".into())).unwrap()
    );
}
