//! Notes that say a comparative was restated: in the table, its caption, beside it, or for the whole report.

use crate::check::Context;
use crate::report::text::lower;
use crate::report::{Block, BlockKind, Link, Place, Report, Text};
use crate::source::Language;

use super::Compared;

/// Words of a restatement.
const WORDS: [&str; 24] = [
    "重列",
    "重述",
    "重新列報",
    "重新編列",
    "重編",
    "重新計算",
    "重新分類",
    "追溯",
    "作出調整",
    "已作調整",
    "相應調整",
    "修訂",
    "更正",
    "restat",
    "re-stat",
    "re-present",
    "represented",
    "reclassif",
    "recalculat",
    "retrospectiv",
    "been adjusted",
    "revised",
    "corrected",
    "updated from",
];
/// Words for all comparatives together.
const ALL: [&str; 8] = [
    "比較數字",
    "比較數據",
    "往年數據",
    "過往數據",
    "comparative figures",
    "comparative data",
    "prior-year figures",
    "prior year figures",
];
/// So many blocks before and after a table may speak of it.
const NEAR: usize = 3;

/// What the report says of restatements.
pub(super) struct Notes {
    /// Somewhere it says so of all comparatives.
    general: bool,
}

impl Notes {
    pub(super) fn new(report: &Report) -> Notes {
        let says = |block: &Block| {
            block.text().is_some_and(|text| {
                let words = lower(&text.plain);
                ALL.iter().any(|all| words.contains(all)) && says_restated(&words)
            })
        };
        let mut editions = report.chapters.iter().flat_map(|chapter| {
            Language::ALL.into_iter().filter_map(|language| chapter.editions.get(language).as_ref())
        });
        Notes { general: editions.any(|edition| edition.blocks.iter().any(says)) }
    }

    /// Whether a difference is owned up to, in either edition.
    pub(super) fn explain(&self, context: &Context, compared: &Compared) -> bool {
        let report = context.report;
        let beside = |figure: usize| is_noted(report, &report.figures[figure].place);
        let at = |figure: usize| beside(figure) || context.twins.of(figure).is_some_and(beside);
        let of_source = compared.now.iter().filter_map(|place| place.metric.as_ref()).any(|metric| {
            let metric = &report.metrics.metrics[report.metrics.series(metric.series).metric];
            metric.source.as_ref().is_some_and(|source| says_restated(&lower(source)))
        });
        self.general || of_source || compared.now.iter().filter_map(|place| place.figure).any(at)
    }
}

fn says_restated(lower: &str) -> bool {
    WORDS.iter().any(|word| lower.contains(word))
}

fn says(text: &Text) -> bool {
    says_restated(&lower(&text.plain))
}

fn is_noted(report: &Report, place: &Place) -> bool {
    let Some(edition) = report.edition(place.chapter, place.language) else { return false };
    let blocks = &edition.blocks;
    let own = &blocks[place.block];
    if let BlockKind::Table(table) = &own.kind
        && table.rows.iter().flat_map(|row| &row.cells).any(|cell| says(&cell.text))
    {
        return true;
    }
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading { .. });
    let before = blocks[..place.block].iter().rev().take(NEAR);
    let after = blocks[place.block..].iter().take(NEAR + 1);
    let near =
        before.take_while(|block| !is_heading(block)).chain(after.take_while(|block| !is_heading(block)));
    let mut near = near.filter_map(Block::text);
    near.any(says) || footnotes(own, blocks).any(says)
}

/// The footnotes to which a block has marks.
fn footnotes<'a>(own: &'a Block, blocks: &'a [Block]) -> impl Iterator<Item = &'a Text> {
    let runs = own.texts().flat_map(|text| &text.runs);
    let marks: Vec<&String> = runs
        .filter_map(|run| match &run.link {
            Some(Link::Footnote(label)) => Some(label),
            _ => None,
        })
        .collect();
    blocks.iter().filter_map(move |block| match &block.kind {
        BlockKind::Footnote { label, text } if marks.contains(&label) => Some(text),
        _ => None,
    })
}
