//! The keys: one table, from which they are dispatched and the keys line and help are printed.

mod acts;
mod boxes;
mod command;
mod context;
mod key;
mod views;

pub use command::Command;
pub use context::{Context, Scope, takes_text};
pub use key::{Key, shown};

/// Where a key stands in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Move,
    Act,
    Look,
    List,
    Type,
}

impl Group {
    /// The key of its name in words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Group::Move => "group-move",
            Group::Act => "group-act",
            Group::Look => "group-look",
            Group::List => "group-list",
            Group::Type => "group-type",
        }
    }
}

/// Whether a key stands in the keys line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hint {
    /// Before all others, however narrow the screen is.
    First,
    Soon,
    /// Where there is still room.
    Late,
    /// In help alone.
    Never,
}

/// One line of the table.
#[derive(Debug)]
pub struct Binding {
    /// Shown in help; each key asks for the command at its own place.
    pub keys: &'static [&'static str],
    /// Other keys for the same commands, in the same order.
    pub also: &'static [&'static str],
    pub commands: &'static [Command],
    /// The message that explains it in help; with `-short` added, in the keys line.
    pub words: &'static str,
    pub group: Group,
    pub hint: Hint,
    pub when: fn(Context) -> bool,
}

impl Binding {
    /// What the row is called in the settings: `mend`, `block`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.words.strip_prefix("key-").unwrap_or(self.words)
    }
}

/// All keys. The order is that of the keys line and of help.
pub fn table() -> impl Iterator<Item = &'static Binding> {
    [views::VIEWS, acts::ACTS, boxes::BOXES].into_iter().flatten()
}

const fn row(
    keys: &'static [&'static str],
    also: &'static [&'static str],
    commands: &'static [Command],
    words: &'static str,
    group: Group,
    hint: Hint,
    when: fn(Context) -> bool,
) -> Binding {
    Binding { keys, also, commands, words, group, hint, when }
}

/// What a key of the table asks for, among some of its rows.
#[must_use]
pub fn command_of(rows: impl Iterator<Item = &'static Binding>, name: &str) -> Option<Command> {
    rows.into_iter().find_map(|binding| {
        let at = |keys: &[&str]| keys.iter().position(|known| *known == name);
        let at = at(binding.keys).or_else(|| at(binding.also))?;
        Some(binding.commands[at % binding.commands.len()])
    })
}

/// The keys that work here, in the table's order.
pub fn bindings(context: Context) -> impl Iterator<Item = &'static Binding> {
    table().filter(move |binding| (binding.when)(context))
}

/// The keys of a row that a hint shows: that Shift goes the other way need not be said.
pub fn hinted<'a>(names: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    names.iter().copied().filter(|name| *name != "<s-tab>")
}
