//! The keys: one table, from which they are dispatched and the keys line and help are printed.
//!
//! Keys are named as people write them: `j`, `<tab>`, `<c-c>`.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key(pub String);

impl Key {
    /// The name of a key press; none for keys that nothing is ever bound to.
    #[must_use]
    pub fn of(event: KeyEvent) -> Option<Key> {
        let named = match event.code {
            KeyCode::Char(' ') => "space",
            KeyCode::Char(character) => {
                let control = event.modifiers.contains(KeyModifiers::CONTROL);
                let name = if control {
                    format!("<c-{}>", character.to_ascii_lowercase())
                } else {
                    character.to_string()
                };
                return (!event.modifiers.contains(KeyModifiers::ALT)).then_some(Key(name));
            }
            KeyCode::Tab => "tab",
            KeyCode::BackTab => "s-tab",
            KeyCode::Enter => "enter",
            KeyCode::Esc => "esc",
            KeyCode::Backspace => "backspace",
            KeyCode::Up => "up",
            KeyCode::Down => "down",
            KeyCode::Left => "left",
            KeyCode::Right => "right",
            KeyCode::PageUp => "pageup",
            KeyCode::PageDown => "pagedown",
            KeyCode::Home => "home",
            KeyCode::End => "end",
            KeyCode::Delete => "delete",
            _ => return None,
        };
        Some(Key(format!("<{named}>")))
    }

    /// Whether these are the letters of a key: one character, or a name in pointed brackets.
    #[must_use]
    pub fn is_name(name: &str) -> bool {
        const NAMED: [&str; 15] = [
            "space",
            "tab",
            "s-tab",
            "enter",
            "esc",
            "backspace",
            "up",
            "down",
            "left",
            "right",
            "pageup",
            "pagedown",
            "home",
            "end",
            "delete",
        ];
        match name.strip_prefix('<').and_then(|name| name.strip_suffix('>')) {
            Some(inner) => {
                NAMED.contains(&inner)
                    || inner.strip_prefix("c-").is_some_and(|rest| rest.chars().count() == 1)
            }
            None => name.chars().count() == 1,
        }
    }

    /// The character that the key types, if it types one.
    #[must_use]
    pub fn character(&self) -> Option<char> {
        if self.0 == "<space>" {
            return Some(' ');
        }
        let mut chars = self.0.chars();
        chars.next().filter(|_| chars.next().is_none())
    }
}

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    Down,
    Up,
    PageDown,
    PageUp,
    First,
    Last,
    NextFigure,
    PreviousFigure,
    NextFinding,
    PreviousFinding,
    NextChapter,
    PreviousChapter,
    Twin,
    /// The other language, or the next place of a finding.
    Switch,
    /// What the cursor is on.
    Open,
    Back,
    Reading,
    Findings,
    Metrics,
    Call,
    Palette,
    Outline,
    Search,
    Filter,
    Severity,
    Rule,
    Chapter,
    Sort,
    /// What is said to a figure that is called.
    Agrees,
    Differs,
    Skip,
    /// Ends a round of calling.
    Sign,
    /// To the clipboard: what the cursor is on, or its place.
    Copy,
    CopyPlace,
    ScrollDown,
    ScrollUp,
    Edit,
    Mend,
    Link,
    Waive,
    Flag,
    Resolve,
    Undo,
    Redo,
    /// All places of a mending, or one.
    Both,
    /// As [`Command::Switch`], the other way round.
    SwitchBack,
    Export,
    /// The export goes on without its box.
    Background,
    CancelExport,
    Language,
    Theme,
    Ticks,
    Help,
    Erase,
    EraseAll,
    Suspend,
    Quit,
}

/// Which part of the screen takes the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    #[default]
    Reading,
    Outline,
    Findings,
    /// Typing the filter of the findings.
    Filter,
    Search,
    Help,
    /// Choosing what to export.
    Export,
    /// Choosing how to mend.
    Mend,
    /// Typing a reason or a comment.
    Note,
    Metrics,
    /// Typing a value in place.
    Cell,
    Call,
    Palette,
}

impl Scope {
    #[cfg(test)]
    pub const ALL: [Scope; 13] = [
        Scope::Reading,
        Scope::Outline,
        Scope::Findings,
        Scope::Filter,
        Scope::Search,
        Scope::Help,
        Scope::Export,
        Scope::Mend,
        Scope::Note,
        Scope::Metrics,
        Scope::Cell,
        Scope::Call,
        Scope::Palette,
    ];
}

/// What the conditions of keys may ask.
#[expect(clippy::struct_excessive_bools, reason = "a snapshot of independent facts, not a state machine")]
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    pub scope: Scope,
    /// The cursor is on a finding with several places in the text.
    pub places: bool,
    /// The cursor is on a figure.
    pub figure: bool,
    /// Both editions are there.
    pub bilingual: bool,
    /// The box of an export is shown.
    pub exporting: bool,
    /// The cursor is on a finding or a figure.
    pub subject: bool,
    /// The cursor is on a finding that nobody has waived.
    pub waivable: bool,
    /// What the cursor is on has an open flag.
    pub flagged: bool,
    pub undoable: bool,
    pub redoable: bool,
    /// A mending could be of several places.
    pub several: bool,
}

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
    pub in_footer: bool,
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
pub static TABLE: &[Binding] = &[
    row(
        &["j", "k"],
        &["<down>", "<up>"],
        &[Command::Down, Command::Up],
        "key-block",
        Group::Move,
        true,
        reading,
    ),
    row(
        &["]", "["],
        &[],
        &[Command::NextFigure, Command::PreviousFigure],
        "key-figure",
        Group::Move,
        true,
        reading,
    ),
    row(
        &["n", "N"],
        &[],
        &[Command::NextFinding, Command::PreviousFinding],
        "key-finding",
        Group::Move,
        true,
        reading,
    ),
    row(&["<enter>"], &[], &[Command::Open], "key-place", Group::Move, true, |context| {
        reading(context) && context.places
    }),
    row(
        &["<tab>"],
        &["<s-tab>"],
        &[Command::Switch, Command::Switch],
        "key-language",
        Group::Move,
        true,
        |context| reading(context) && context.bilingual,
    ),
    row(&["g"], &[], &[Command::Twin], "key-twin", Group::Move, true, |context| {
        reading(context) && context.bilingual && context.figure
    }),
    row(
        &["}", "{"],
        &[],
        &[Command::NextChapter, Command::PreviousChapter],
        "key-chapter",
        Group::Move,
        false,
        reading,
    ),
    row(
        &["<pagedown>", "<pageup>"],
        &["<c-d>", "<c-u>", "<space>"],
        &[Command::PageDown, Command::PageUp],
        "key-page",
        Group::Move,
        false,
        reading,
    ),
    row(&["<home>", "<end>"], &[], &[Command::First, Command::Last], "key-ends", Group::Move, false, reading),
    row(&["o"], &[], &[Command::Outline], "key-outline", Group::Move, true, reading),
    // The list of findings.
    row(
        &["j", "k"],
        &["<down>", "<up>"],
        &[Command::Down, Command::Up],
        "key-row",
        Group::List,
        false,
        findings,
    ),
    row(&["<enter>"], &[], &[Command::Open], "key-open", Group::List, true, findings),
    row(&["<tab>"], &[], &[Command::Switch], "key-next-place", Group::List, true, |context| {
        findings(context) && context.places
    }),
    row(&["/"], &[], &[Command::Filter], "key-filter", Group::List, true, findings),
    row(&["s"], &[], &[Command::Severity], "key-severity", Group::List, true, findings),
    row(&["r"], &[], &[Command::Rule], "key-rule", Group::List, true, findings),
    row(&["c"], &[], &[Command::Chapter], "key-by-chapter", Group::List, true, findings),
    row(
        &["<pagedown>", "<pageup>"],
        &["<c-d>", "<c-u>"],
        &[Command::PageDown, Command::PageUp],
        "key-page",
        Group::List,
        false,
        |context| findings(context) || outline(context) || metrics(context),
    ),
    row(
        &["<home>", "<end>"],
        &[],
        &[Command::First, Command::Last],
        "key-list-ends",
        Group::List,
        false,
        |context| findings(context) || outline(context) || metrics(context),
    ),
    // The outline.
    row(
        &["j", "k"],
        &["<down>", "<up>"],
        &[Command::Down, Command::Up],
        "key-row",
        Group::List,
        true,
        outline,
    ),
    row(&["<enter>"], &[], &[Command::Open], "key-go", Group::List, true, outline),
    row(&["<esc>"], &["o"], &[Command::Back, Command::Back], "key-back", Group::List, true, outline),
    // The table of metrics.
    row(&["<enter>"], &[], &[Command::Open], "key-value", Group::List, true, metrics),
    row(
        &["<tab>", "<s-tab>"],
        &["<right>", "<left>"],
        &[Command::Switch, Command::SwitchBack],
        "key-period",
        Group::List,
        true,
        metrics,
    ),
    row(&["g"], &[], &[Command::Twin], "key-places", Group::List, true, metrics),
    row(&["s"], &[], &[Command::Sort], "key-sort", Group::List, true, metrics),
    row(&["/"], &[], &[Command::Filter], "key-filter", Group::List, true, metrics),
    row(
        &["j", "k"],
        &["<down>", "<up>"],
        &[Command::Down, Command::Up],
        "key-row",
        Group::List,
        false,
        metrics,
    ),
    // Calling.
    row(&["y"], &[], &[Command::Agrees], "key-agrees", Group::Act, true, calling),
    row(&["n"], &[], &[Command::Differs], "key-differs", Group::Act, true, calling),
    row(&["<space>"], &[], &[Command::Skip], "key-skip", Group::Act, true, calling),
    row(
        &["b"],
        &["<up>"],
        &[Command::PreviousFigure, Command::PreviousFigure],
        "key-before",
        Group::Act,
        true,
        calling,
    ),
    row(
        &["]", "["],
        &["<down>"],
        &[Command::NextFigure, Command::PreviousFigure],
        "key-figure",
        Group::Move,
        false,
        calling,
    ),
    row(
        &["}", "{"],
        &[],
        &[Command::NextChapter, Command::PreviousChapter],
        "key-chapter",
        Group::Move,
        false,
        calling,
    ),
    row(&["<enter>"], &[], &[Command::Open], "key-in-text", Group::Move, false, calling),
    row(&["q"], &[], &[Command::Sign], "key-sign", Group::Act, true, calling),
    // Acting.
    row(&["m"], &[], &[Command::Mend], "key-mend", Group::Act, true, |context| {
        (main(context) || calling(context)) && context.subject
    }),
    row(&["w"], &[], &[Command::Waive], "key-waive", Group::Act, true, |context| {
        main(context) && context.waivable
    }),
    row(&["f"], &[], &[Command::Flag], "key-flag", Group::Act, true, |context| {
        (main(context) || calling(context)) && context.subject
    }),
    row(&["R"], &[], &[Command::Resolve], "key-resolve", Group::Act, true, |context| {
        main(context) && context.flagged
    }),
    row(&["u"], &[], &[Command::Undo], "key-undo", Group::Act, true, |context| {
        view(context) && context.undoable
    }),
    row(&["U"], &[], &[Command::Redo], "key-redo", Group::Act, true, |context| {
        view(context) && context.redoable
    }),
    row(&["l"], &[], &[Command::Link], "key-link", Group::Act, false, |context| {
        main(context) && context.subject
    }),
    row(&["e"], &[], &[Command::Edit], "key-edit", Group::Act, true, view),
    row(&["c"], &[], &[Command::Call], "key-call", Group::Act, true, |context| {
        reading(context) || metrics(context)
    }),
    row(&["x"], &[], &[Command::Export], "key-export", Group::Act, true, |context| {
        view(context) && !context.exporting
    }),
    row(&["y"], &[], &[Command::Copy], "key-copy", Group::Act, false, main),
    row(&["Y"], &[], &[Command::CopyPlace], "key-copy-place", Group::Act, false, main),
    row(&["<esc>"], &[], &[Command::CancelExport], "key-end-export", Group::Act, true, |context| {
        view(context) && context.exporting
    }),
    row(&["b"], &[], &[Command::Background], "key-background", Group::Act, true, |context| {
        main(context) && context.exporting
    }),
    // Looking.
    row(&["/"], &[], &[Command::Search], "key-search", Group::Look, true, |context| {
        reading(context) || outline(context)
    }),
    row(&[":"], &[], &[Command::Palette], "key-palette", Group::Look, true, |context| {
        view(context) || outline(context)
    }),
    row(
        &["1", "2", "3", "4"],
        &[],
        &[Command::Reading, Command::Findings, Command::Metrics, Command::Call],
        "key-views",
        Group::Look,
        false,
        |context| view(context) || outline(context),
    ),
    row(
        &["J", "K"],
        &[],
        &[Command::ScrollDown, Command::ScrollUp],
        "key-inspector",
        Group::Look,
        false,
        main,
    ),
    row(&["L"], &[], &[Command::Language], "key-interface", Group::Look, false, anywhere),
    row(&["t"], &[], &[Command::Theme], "key-theme", Group::Look, false, anywhere),
    row(&["M"], &[], &[Command::Ticks], "key-ticks", Group::Look, false, reading),
    row(&["<esc>"], &[], &[Command::Back], "key-back", Group::Look, false, |context| {
        view(context) && !context.exporting
    }),
    row(&["q"], &[], &[Command::Quit], "key-quit", Group::Look, false, |context| {
        anywhere(context) && !calling(context)
    }),
    row(&["<c-c>"], &[], &[Command::Quit], "key-quit", Group::Look, false, anywhere),
    row(&["<c-z>"], &[], &[Command::Suspend], "key-suspend", Group::Look, false, can_stop),
    row(&["?"], &[], &[Command::Help], "key-help", Group::Look, true, anywhere),
    // Choosing what to export.
    row(
        &["j", "k"],
        &["<down>", "<up>"],
        &[Command::Down, Command::Up],
        "key-row",
        Group::List,
        true,
        choosing,
    ),
    row(&["<enter>"], &[], &[Command::Open], "key-start", Group::List, true, choosing),
    row(&["<esc>"], &["x"], &[Command::Back, Command::Back], "key-close", Group::List, true, choosing),
    // Choosing how to mend.
    row(&["<enter>"], &[], &[Command::Open], "key-write", Group::Act, true, mending),
    row(
        &["<tab>", "<s-tab>"],
        &["<right>", "<left>"],
        &[Command::Switch, Command::SwitchBack],
        "key-choice",
        Group::Act,
        true,
        mending,
    ),
    row(&["b"], &[], &[Command::Both], "key-both", Group::Act, true, |context| {
        mending(context) && context.several
    }),
    row(&["<down>", "<up>"], &[], &[Command::Down, Command::Up], "key-row", Group::Act, false, mending),
    // Typing a reason or a comment.
    row(&["<enter>"], &[], &[Command::Open], "key-write", Group::Type, true, noting),
    // Typing a value in place.
    row(&["<enter>"], &[], &[Command::Open], "key-see", Group::Type, true, |context| {
        context.scope == Scope::Cell
    }),
    // Typing.
    row(&["<enter>"], &[], &[Command::Open], "key-run", Group::Type, true, picking),
    row(
        &["<tab>", "<s-tab>"],
        &[],
        &[Command::Switch, Command::SwitchBack],
        "key-kind",
        Group::Type,
        true,
        picking,
    ),
    row(
        &["<down>", "<up>"],
        &["<c-n>", "<c-p>"],
        &[Command::Down, Command::Up],
        "key-row",
        Group::Type,
        true,
        picking,
    ),
    row(&["<enter>"], &[], &[Command::Open], "key-go", Group::Type, true, searching),
    row(
        &["<down>", "<up>"],
        &["<tab>", "<s-tab>"],
        &[Command::Down, Command::Up],
        "key-row",
        Group::Type,
        true,
        |context| searching(context) || helping(context),
    ),
    row(&["<enter>"], &[], &[Command::Open], "key-keep", Group::Type, true, filtering),
    row(
        &["<backspace>", "<c-u>"],
        &[],
        &[Command::Erase, Command::EraseAll],
        "key-erase",
        Group::Type,
        false,
        typing,
    ),
    row(&["<esc>"], &[], &[Command::Back], "key-close", Group::Type, true, typing),
    row(&["<c-c>"], &[], &[Command::Quit], "key-quit", Group::Type, false, |context| {
        typing(context) || choosing(context)
    }),
];

const fn row(
    keys: &'static [&'static str],
    also: &'static [&'static str],
    commands: &'static [Command],
    words: &'static str,
    group: Group,
    in_footer: bool,
    when: fn(Context) -> bool,
) -> Binding {
    Binding { keys, also, commands, words, group, in_footer, when }
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
    TABLE.iter().filter(move |binding| (binding.when)(context))
}

/// The keys of a row that a hint shows: that Shift goes the other way need not be said.
pub fn hinted<'a>(names: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    names.iter().copied().filter(|name| *name != "<s-tab>")
}

/// How a key is shown: `j`, `Tab`, `Ctrl-C`.
#[must_use]
pub fn shown(name: &str) -> String {
    let Some(inner) = name.strip_prefix('<').and_then(|name| name.strip_suffix('>')) else {
        return name.to_owned();
    };
    let word = |word: &str| match word {
        "pagedown" => "PgDn".to_owned(),
        "pageup" => "PgUp".to_owned(),
        "down" => "Down".to_owned(),
        "up" => "Up".to_owned(),
        _ => {
            let mut chars = word.chars();
            chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
        }
    };
    match inner.strip_prefix("c-") {
        Some(letter) => format!("Ctrl-{}", letter.to_uppercase()),
        None => word(inner),
    }
}

fn reading(context: Context) -> bool {
    context.scope == Scope::Reading
}

fn findings(context: Context) -> bool {
    context.scope == Scope::Findings
}

fn outline(context: Context) -> bool {
    context.scope == Scope::Outline
}

fn main(context: Context) -> bool {
    reading(context) || findings(context)
}

fn metrics(context: Context) -> bool {
    context.scope == Scope::Metrics
}

fn calling(context: Context) -> bool {
    context.scope == Scope::Call
}

/// A whole view, with nothing over it.
fn view(context: Context) -> bool {
    main(context) || metrics(context) || calling(context)
}

fn picking(context: Context) -> bool {
    context.scope == Scope::Palette
}

fn searching(context: Context) -> bool {
    context.scope == Scope::Search
}

fn filtering(context: Context) -> bool {
    context.scope == Scope::Filter
}

fn helping(context: Context) -> bool {
    context.scope == Scope::Help
}

fn typing(context: Context) -> bool {
    searching(context)
        || filtering(context)
        || helping(context)
        || mending(context)
        || noting(context)
        || picking(context)
        || context.scope == Scope::Cell
}

fn mending(context: Context) -> bool {
    context.scope == Scope::Mend
}

fn noting(context: Context) -> bool {
    context.scope == Scope::Note
}

fn choosing(context: Context) -> bool {
    context.scope == Scope::Export
}

/// Everywhere but where letters are typed.
fn anywhere(context: Context) -> bool {
    !typing(context) && !choosing(context)
}

/// Whether letters are typed here.
#[must_use]
pub fn takes_text(context: Context) -> bool {
    typing(context)
}

/// Where stopping a job exists.
fn can_stop(context: Context) -> bool {
    cfg!(unix) && anywhere(context)
}
