//! How this terminal counts and draws cells: ambiguous characters, borders and signs, as the settings say.
//!
//! Everything that measures or draws a text asks here, from one thread; to hand the answer through every function
//! that measures a word would hide what they do.

use std::cell::Cell;

/// What the terminal does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// Characters of ambiguous width (`…`, `①`, `─`) take two cells.
    pub ambiguous_wide: bool,
    /// Rules and boxes of `-`, `|` and `+`.
    pub ascii_borders: bool,
    /// Signs such as `✓` of ASCII.
    pub ascii_signs: bool,
}

thread_local! {
    static CELLS: Cell<Cells> = const { Cell::new(Cells { ambiguous_wide: false, ascii_borders: false, ascii_signs: false }) };
}

/// Sets it for this thread.
pub fn set(cells: Cells) {
    CELLS.set(cells);
}

#[must_use]
pub fn get() -> Cells {
    CELLS.get()
}

/// The sign of the current row.
#[must_use]
pub fn cursor() -> &'static str {
    if get().ascii_signs { ">" } else { "▸" }
}

/// Where text was cut.
#[must_use]
pub fn clip() -> &'static str {
    if get().ambiguous_wide || get().ascii_signs { ">" } else { "…" }
}

/// Where there is no value.
#[must_use]
pub fn none() -> &'static str {
    if get().ambiguous_wide || get().ascii_signs { "-" } else { "–" }
}

/// Between two that change places.
#[must_use]
pub fn swap() -> &'static str {
    if get().ascii_signs { "/" } else { "⇄" }
}

/// The pieces of rules and boxes.
#[derive(Clone, Copy, Debug)]
pub struct Border {
    pub across: &'static str,
    pub down: &'static str,
    /// Upper left, upper right, lower left, lower right.
    pub corners: [&'static str; 4],
}

#[must_use]
pub fn border() -> Border {
    if get().ascii_borders || get().ambiguous_wide {
        Border { across: "-", down: "|", corners: ["+"; 4] }
    } else {
        Border { across: "─", down: "│", corners: ["┌", "┐", "└", "┘"] }
    }
}

/// The four steps of a sparkline, and the full cell of a bar.
#[must_use]
pub fn steps() -> [char; 4] {
    if get().ascii_signs { ['_', '-', '=', '#'] } else { ['⣀', '⣤', '⣶', '⣿'] }
}
