//! The keys of boxes and of lines in which something is typed.

use super::context::{choosing, filtering, helping, mending, naming, noting, picking, searching, typing};
use super::{Binding, Command, Group, Hint, Scope, row};

pub static BOXES: &[Binding] = &[
    // Choosing what to export.
    row(
        &["j", "k"],
        &["<down>", "<up>"],
        &[Command::Down, Command::Up],
        "key-row",
        Group::List,
        Hint::First,
        choosing,
    ),
    row(
        &["<space>"],
        &["<tab>", "<right>"],
        &[Command::Switch],
        "key-change",
        Group::List,
        Hint::First,
        choosing,
    ),
    row(
        &["<s-tab>"],
        &["<left>"],
        &[Command::SwitchBack],
        "key-change-back",
        Group::List,
        Hint::Never,
        choosing,
    ),
    row(
        &["<down>", "<up>"],
        &["<tab>", "<s-tab>"],
        &[Command::Down, Command::Up],
        "key-row",
        Group::Type,
        Hint::First,
        naming,
    ),
    row(&["<enter>"], &[], &[Command::Open], "key-start", Group::Type, Hint::First, |context| {
        choosing(context) || naming(context)
    }),
    row(&["<esc>"], &["x"], &[Command::Back, Command::Back], "key-close", Group::List, Hint::First, choosing),
    // Choosing how to mend.
    row(&["<enter>"], &[], &[Command::Open], "key-write", Group::Act, Hint::First, mending),
    row(
        &["<tab>", "<s-tab>"],
        &["<right>", "<left>"],
        &[Command::Switch, Command::SwitchBack],
        "key-choice",
        Group::Act,
        Hint::First,
        |context| mending(context) && context.ways,
    ),
    row(&["b"], &[], &[Command::Both], "key-both", Group::Act, Hint::First, |context| {
        mending(context) && context.several
    }),
    row(&["<down>", "<up>"], &[], &[Command::Down, Command::Up], "key-row", Group::Act, Hint::Never, mending),
    // Typing a reason or a comment.
    row(&["<enter>"], &[], &[Command::Open], "key-write", Group::Type, Hint::First, noting),
    // Typing a value in place.
    row(&["<enter>"], &[], &[Command::Open], "key-see", Group::Type, Hint::First, |context| {
        context.scope == Scope::Cell
    }),
    // Typing.
    row(&["<enter>"], &[], &[Command::Open], "key-run", Group::Type, Hint::First, picking),
    row(
        &["<tab>", "<s-tab>"],
        &[],
        &[Command::Switch, Command::SwitchBack],
        "key-kind",
        Group::Type,
        Hint::First,
        picking,
    ),
    row(
        &["<down>", "<up>"],
        &["<c-n>", "<c-p>"],
        &[Command::Down, Command::Up],
        "key-row",
        Group::Type,
        Hint::First,
        picking,
    ),
    row(&["<enter>"], &[], &[Command::Open], "key-go", Group::Type, Hint::First, searching),
    row(
        &["<down>", "<up>"],
        &["<tab>", "<s-tab>"],
        &[Command::Down, Command::Up],
        "key-row",
        Group::Type,
        Hint::First,
        |context| searching(context) || helping(context),
    ),
    row(&["<enter>"], &[], &[Command::Open], "key-keep", Group::Type, Hint::First, filtering),
    row(
        &["<backspace>", "<c-u>"],
        &[],
        &[Command::Erase, Command::EraseAll],
        "key-erase",
        Group::Type,
        Hint::Never,
        typing,
    ),
    row(&["<esc>"], &[], &[Command::Back], "key-close", Group::Type, Hint::First, typing),
    row(&["<c-c>"], &[], &[Command::Quit], "key-quit", Group::Type, Hint::Never, |context| {
        typing(context) || choosing(context)
    }),
];
