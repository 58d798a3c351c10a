//! What is set as one: a block, two blocks that say the same, and the runs of blocks that belong together.

use super::chart::is_small;
use super::piece::Piece;
use crate::report::{Block, BlockKind, Container};
use crate::source::Language;

/// A block, or the two blocks that say the same.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unit<'a> {
    pub zh_hant: Option<&'a Block>,
    pub en: Option<&'a Block>,
    /// What says the same in the other language and stands before or after it, where there is one column only.
    pub twin: Option<Twin<'a>>,
}

/// Between what two languages say, one under the other.
pub const TWIN: f32 = 3.0;

#[derive(Clone, Copy, Debug)]
pub enum Twin<'a> {
    Before,
    After(&'a Block),
}

impl<'a> Unit<'a> {
    pub fn get(self, language: Language) -> Option<&'a Block> {
        match language {
            Language::ZhHant => self.zh_hant,
            Language::En => self.en,
        }
    }

    /// The block that says what kind of thing it is.
    pub fn lead(self) -> Option<&'a Block> {
        self.zh_hant.or(self.en)
    }

    pub fn container(self) -> Container {
        self.lead().map_or(Container::Body, |block| block.container)
    }

    pub fn of(language: Language, block: &'a Block) -> Unit<'a> {
        match language {
            Language::ZhHant => Unit { zh_hant: Some(block), ..Unit::default() },
            Language::En => Unit { en: Some(block), ..Unit::default() },
        }
    }

    /// Text of two languages as two units, one after the other; tables, charts and bands say both at once.
    pub fn apart(self) -> Vec<Unit<'a>> {
        let text = |block: &Block| match &block.kind {
            BlockKind::Heading { .. }
            | BlockKind::Paragraph(_)
            | BlockKind::Code(_)
            | BlockKind::Image { .. } => true,
            BlockKind::Item { key_figure, .. } => !key_figure,
            _ => false,
        };
        let (Some(zh_hant), Some(en)) = (self.zh_hant, self.en) else { return vec![self] };
        if !text(zh_hant) {
            return vec![self];
        }
        let first = Unit { twin: Some(Twin::After(en)), ..Unit::of(Language::ZhHant, zh_hant) };
        vec![first, Unit { twin: Some(Twin::Before), ..Unit::of(Language::En, en) }]
    }

    pub fn is_heading(self) -> bool {
        self.lead().is_some_and(|block| matches!(block.kind, BlockKind::Heading { .. }))
    }

    pub fn is_key_figure(self) -> bool {
        self.lead().is_some_and(|block| matches!(block.kind, BlockKind::Item { key_figure: true, .. }))
    }
}

/// A heading keeps two lines of what follows: where the first block has one alone, the next block as well.
pub fn keep_under_heading(under_heading: bool, pieces: &mut [Piece]) {
    if let (true, [line]) = (under_heading, pieces) {
        line.keep = true;
    }
}

/// Leaves room after the last item of a list.
pub fn end_list(units: &[Unit], next: Option<&Unit>, pieces: &mut [Piece]) {
    let is_item = |unit: &Unit| {
        unit.lead().is_some_and(|block| matches!(block.kind, BlockKind::Item { key_figure: false, .. }))
    };
    if units.last().is_some_and(is_item)
        && !next.is_some_and(is_item)
        && let Some(last) = pieces.last_mut()
    {
        last.after = LIST_END;
    }
}

/// The room after a list.
const LIST_END: f32 = 12.0;

/// How many units from here are set together: a box, a band of key figures, or one.
pub fn run_length(rest: &[Unit], boxed: bool) -> usize {
    let first = rest[0];
    let same = |wanted: &dyn Fn(&Unit) -> bool| rest.iter().take_while(|unit| wanted(unit)).count().max(1);
    if !boxed && first.container() != Container::Body {
        return same(&|unit| unit.container() == first.container());
    }
    if first.is_key_figure() {
        return same(&|unit| unit.is_key_figure());
    }
    let small = |at: usize| match rest.get(at).and_then(|unit| unit.lead()).map(|block| &block.kind) {
        Some(BlockKind::Chart(chart)) => is_small(chart),
        _ => false,
    };
    if !boxed && small(0) && small(1) {
        return 2;
    }
    // A caption, its table, the table's notes.
    let kind = |at: usize| rest.get(at).and_then(|unit| unit.lead()).map(|block| &block.kind);
    let caption = usize::from(matches!(kind(0), Some(BlockKind::Caption(_))));
    if !matches!(kind(caption), Some(BlockKind::Table(_))) {
        return 1;
    }
    let notes =
        (caption + 1..rest.len()).take_while(|at| matches!(kind(*at), Some(BlockKind::Note(_)))).count();
    caption + 1 + notes
}
