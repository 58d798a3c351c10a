//! What keys ask for: a closed list.

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
