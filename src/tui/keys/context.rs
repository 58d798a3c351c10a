//! Where keys are pressed: which part of the screen takes them, and what is true there.

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
    /// What is in it has ended.
    pub exported: bool,
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
    /// There is more than one way to mend.
    pub ways: bool,
    /// The folder of an export is being typed.
    pub naming: bool,
}

#[must_use]
pub fn reading(context: Context) -> bool {
    context.scope == Scope::Reading
}

#[must_use]
pub fn findings(context: Context) -> bool {
    context.scope == Scope::Findings
}

#[must_use]
pub fn outline(context: Context) -> bool {
    context.scope == Scope::Outline
}

#[must_use]
pub fn main(context: Context) -> bool {
    reading(context) || findings(context)
}

#[must_use]
pub fn metrics(context: Context) -> bool {
    context.scope == Scope::Metrics
}

#[must_use]
pub fn calling(context: Context) -> bool {
    context.scope == Scope::Call
}

/// A whole view, with nothing over it.
#[must_use]
pub fn view(context: Context) -> bool {
    main(context) || metrics(context) || calling(context)
}

#[must_use]
pub fn picking(context: Context) -> bool {
    context.scope == Scope::Palette
}

#[must_use]
pub fn searching(context: Context) -> bool {
    context.scope == Scope::Search
}

#[must_use]
pub fn filtering(context: Context) -> bool {
    context.scope == Scope::Filter
}

#[must_use]
pub fn helping(context: Context) -> bool {
    context.scope == Scope::Help
}

#[must_use]
pub fn typing(context: Context) -> bool {
    searching(context)
        || filtering(context)
        || helping(context)
        || mending(context)
        || noting(context)
        || picking(context)
        || naming(context)
        || context.scope == Scope::Cell
}

#[must_use]
pub fn mending(context: Context) -> bool {
    context.scope == Scope::Mend
}

#[must_use]
pub fn noting(context: Context) -> bool {
    context.scope == Scope::Note
}

#[must_use]
pub fn choosing(context: Context) -> bool {
    context.scope == Scope::Export && !context.naming
}

/// Typing the folder of an export.
#[must_use]
pub fn naming(context: Context) -> bool {
    context.scope == Scope::Export && context.naming
}

/// Everywhere but where letters are typed.
#[must_use]
pub fn anywhere(context: Context) -> bool {
    !typing(context) && !choosing(context)
}

/// Whether letters are typed here.
#[must_use]
pub fn takes_text(context: Context) -> bool {
    typing(context)
}

/// Where stopping a job exists.
#[must_use]
pub fn can_stop(context: Context) -> bool {
    cfg!(unix) && anywhere(context)
}
