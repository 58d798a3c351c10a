//! The keys that act on the report, and those that change what is looked at.

use super::context::{anywhere, calling, can_stop, main, metrics, outline, reading, view};
use super::{Binding, Command, Group, Hint, row};

pub static ACTS: &[Binding] = &[
    // Acting.
    row(&["m"], &[], &[Command::Mend], "key-mend", Group::Act, Hint::First, |context| {
        (main(context) || calling(context)) && context.subject
    }),
    row(&["w"], &[], &[Command::Waive], "key-waive", Group::Act, Hint::First, |context| {
        main(context) && context.waivable
    }),
    row(&["f"], &[], &[Command::Flag], "key-flag", Group::Act, Hint::First, |context| {
        (main(context) || calling(context)) && context.subject
    }),
    row(&["R"], &[], &[Command::Resolve], "key-resolve", Group::Act, Hint::First, |context| {
        main(context) && context.flagged
    }),
    row(&["u"], &[], &[Command::Undo], "key-undo", Group::Act, Hint::First, |context| {
        view(context) && context.undoable
    }),
    row(&["U"], &[], &[Command::Redo], "key-redo", Group::Act, Hint::Late, |context| {
        view(context) && context.redoable
    }),
    row(&["l"], &[], &[Command::Link], "key-link", Group::Act, Hint::Never, |context| {
        main(context) && context.subject
    }),
    row(&["e"], &[], &[Command::Edit], "key-edit", Group::Act, Hint::Late, view),
    row(&["c"], &[], &[Command::Call], "key-call", Group::Act, Hint::Late, |context| {
        reading(context) || metrics(context)
    }),
    row(&["x"], &[], &[Command::Export], "key-export", Group::Act, Hint::Soon, |context| {
        view(context) && !context.exporting
    }),
    row(&["y"], &[], &[Command::Copy], "key-copy", Group::Act, Hint::Never, main),
    row(&["Y"], &[], &[Command::CopyPlace], "key-copy-place", Group::Act, Hint::Never, main),
    row(&["<esc>"], &[], &[Command::CancelExport], "key-end-export", Group::Act, Hint::First, |context| {
        view(context) && context.exporting && !context.exported
    }),
    row(&["<esc>"], &[], &[Command::CancelExport], "key-close", Group::Act, Hint::First, |context| {
        view(context) && context.exporting && context.exported
    }),
    row(&["b"], &[], &[Command::Background], "key-background", Group::Act, Hint::First, |context| {
        main(context) && context.exporting && !context.exported
    }),
    // Looking.
    row(&["/"], &[], &[Command::Search], "key-search", Group::Look, Hint::Soon, |context| {
        reading(context) || outline(context)
    }),
    row(&[":"], &[], &[Command::Palette], "key-palette", Group::Look, Hint::First, |context| {
        view(context) || outline(context)
    }),
    row(
        &["1", "2", "3", "4"],
        &[],
        &[Command::Reading, Command::Findings, Command::Metrics, Command::Call],
        "key-views",
        Group::Look,
        Hint::Never,
        |context| view(context) || outline(context),
    ),
    row(
        &["J", "K"],
        &[],
        &[Command::ScrollDown, Command::ScrollUp],
        "key-inspector",
        Group::Look,
        Hint::Never,
        main,
    ),
    row(&["L"], &[], &[Command::Language], "key-interface", Group::Look, Hint::First, anywhere),
    row(&["t"], &[], &[Command::Theme], "key-theme", Group::Look, Hint::Never, anywhere),
    row(&["M"], &[], &[Command::Ticks], "key-ticks", Group::Look, Hint::Never, reading),
    row(&["<esc>"], &[], &[Command::Back], "key-back", Group::Look, Hint::Never, |context| {
        view(context) && !context.exporting
    }),
    row(&["q"], &[], &[Command::Quit], "key-quit", Group::Look, Hint::Never, |context| {
        anywhere(context) && !calling(context)
    }),
    row(&["<c-c>"], &[], &[Command::Quit], "key-quit", Group::Look, Hint::Never, anywhere),
    row(&["<c-z>"], &[], &[Command::Suspend], "key-suspend", Group::Look, Hint::Never, can_stop),
    row(&["?"], &[], &[Command::Help], "key-help", Group::Look, Hint::First, anywhere),
];
