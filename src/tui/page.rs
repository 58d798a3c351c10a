//! A chapter laid out for the screen: both editions in rows, pair by pair, so that they scroll together.
//!
//! Made when the chapter or the width changes, and kept; drawing only looks up the rows in view.

pub mod bars;
mod blocks;
mod chart;
mod metric_table;
mod prose;
mod table;
mod value;

use std::sync::Arc;

use crate::report::{Block, BlockKind, FigureId, Pair};
use crate::source::{ByLanguage, Language};

use super::line::{Ink, Line};
use super::loaded::Loaded;

/// What a layout depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageKey {
    pub chapter: usize,
    /// The width of each edition's pane; none for an edition that is not shown.
    pub widths: ByLanguage<Option<usize>>,
    /// Whether tied figures carry their tick.
    pub ticks: bool,
}

/// The rows of a chapter.
#[derive(Debug)]
pub struct Page {
    pub key: PageKey,
    pub pairs: Vec<PairRows>,
    pub height: usize,
}

/// The rows of a pair; a side that the pair lacks, or that is not shown, is none.
#[derive(Debug)]
pub struct PairRows {
    pub top: usize,
    /// Without the blank row after it.
    pub height: usize,
    pub sides: ByLanguage<Option<Vec<Line>>>,
}

/// What laying out needs to know.
pub(super) struct Setting<'a> {
    pub loaded: &'a Loaded,
    pub language: Language,
    pub ticks: bool,
}

impl Page {
    /// Lays out a chapter.
    #[must_use]
    pub fn new(loaded: &Loaded, key: PageKey) -> Page {
        let pairs = &loaded.report().chapters[key.chapter].pairs;
        let mut out: Vec<PairRows> = Vec::with_capacity(pairs.len());
        let mut top = 0;
        for (at, pair) in pairs.iter().enumerate() {
            let sides = sides(loaded, &key, *pair);
            let rows =
                |language| sides.get(language).as_ref().map_or(0, |side| side.iter().map(Vec::len).sum());
            let height: usize = Language::ALL.into_iter().map(rows).max().unwrap_or(0);
            let mut sides = ByLanguage {
                zh_hant: sides.zh_hant.map(|side| side.concat()),
                en: sides.en.map(|side| side.concat()),
            };
            let gap = usize::from(height > 0 && !close(loaded, &key, *pair, pairs.get(at + 1).copied()));
            for language in Language::ALL.into_iter().filter(|_| gap > 0) {
                bridge(loaded, &key, language, *pair, pairs.get(at + 1).copied(), height, &mut sides);
            }
            out.push(PairRows { top, height, sides });
            top += height + gap;
        }
        Page { key, pairs: out, height: top }
    }

    /// The pair that stands at a row; the blank row after a pair is its own.
    #[must_use]
    pub fn pair_at(&self, row: usize) -> usize {
        self.pairs.partition_point(|pair| pair.top <= row).saturating_sub(1)
    }

    /// The row in which a figure stands, counted from the top of the chapter.
    #[must_use]
    pub fn row_of(&self, pair: usize, language: Language, figure: FigureId) -> Option<usize> {
        let rows = self.pairs.get(pair)?;
        let lines = rows.sides.get(language).as_ref()?;
        lines.iter().position(|line| line.holds(figure)).map(|at| rows.top + at)
    }
}

/// The last few layouts, so that going back and forth lays nothing out again.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    kept: Vec<Arc<Page>>,
}

impl Pages {
    const LIMIT: usize = 8;

    /// The layout for a key, made if it is not at hand.
    pub fn get(&mut self, loaded: &Loaded, key: &PageKey) -> Arc<Page> {
        if let Some(at) = self.kept.iter().position(|page| page.key == *key) {
            let page = self.kept.remove(at);
            self.kept.push(page);
        } else {
            if self.kept.len() == Self::LIMIT {
                self.kept.remove(0);
            }
            self.kept.push(Arc::new(Page::new(loaded, key.clone())));
        }
        Arc::clone(&self.kept[self.kept.len() - 1])
    }

    /// Forgets everything: the report has changed.
    pub fn clear(&mut self) {
        self.kept.clear();
    }
}

/// The lines of both sides, in groups (the rows of a table) that start level with each other.
fn sides(loaded: &Loaded, key: &PageKey, pair: Pair) -> ByLanguage<Option<Vec<Vec<Line>>>> {
    let side = |language| {
        let width = (*key.widths.get(language))?;
        let block = block(loaded, key.chapter, language, pair)?;
        let setting = Setting { loaded, language, ticks: key.ticks };
        Some(blocks::lay(&setting, block, width))
    };
    let mut sides = ByLanguage { zh_hant: side(Language::ZhHant), en: side(Language::En) };
    if let (Some(zh), Some(en)) = (&mut sides.zh_hant, &mut sides.en)
        && zh.len() == en.len()
    {
        for (zh, en) in zh.iter_mut().zip(en) {
            let height = zh.len().max(en.len());
            zh.resize(height, Line::default());
            en.resize(height, Line::default());
        }
    }
    sides
}

fn block(loaded: &Loaded, chapter: usize, language: Language, pair: Pair) -> Option<&Block> {
    loaded.report().edition(chapter, language)?.blocks.get(pair.get(language)?)
}

/// Whether two pairs follow each other without a blank row: items of a list, a caption and its table.
fn close(loaded: &Loaded, key: &PageKey, pair: Pair, next: Option<Pair>) -> bool {
    let Some(next) = next else { return false };
    let kinds = |language| {
        Some((
            &block(loaded, key.chapter, language, pair)?.kind,
            &block(loaded, key.chapter, language, next)?.kind,
        ))
    };
    let shown = |language: &Language| key.widths.get(*language).is_some();
    Language::ALL.into_iter().filter(shown).find_map(kinds).is_some_and(|kinds| {
        matches!(
            kinds,
            (BlockKind::Item { .. }, BlockKind::Item { .. })
                | (BlockKind::Caption(_), _)
                | (BlockKind::Footnote { .. }, BlockKind::Footnote { .. })
        )
    })
}

/// The bar beside a box goes on through the blank row between two blocks of the box.
fn bridge(
    loaded: &Loaded,
    key: &PageKey,
    language: Language,
    pair: Pair,
    next: Option<Pair>,
    height: usize,
    sides: &mut ByLanguage<Option<Vec<Line>>>,
) {
    let container = |pair| block(loaded, key.chapter, language, pair).map(|block| block.container);
    let (Some(here), Some(there)) = (container(pair), next.and_then(container)) else { return };
    let Some(lines) = sides.get_mut(language) else { return };
    if here == there && here != crate::report::Container::Body {
        lines.resize_with(height, || Line::plain(Ink::Border, blocks::bar_beside()));
        lines.push(Line::plain(Ink::Border, blocks::bar_beside()));
    }
}
