//! What every rule is given: the report, and look-ups that several rules need.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::report::{Block, FigureId, MetricRef, Pair, Problem, Report};
use crate::source::Language;

/// The report and what was worked out from it once for all rules.
#[derive(Debug)]
pub struct Context<'a> {
    pub report: &'a Report,
    /// Problems that only checking brings to light, such as a formula that cannot be read.
    pub problems: Vec<Problem>,
    by_metric: BTreeMap<MetricRef, Vec<FigureId>>,
    /// By chapter, language and block.
    by_block: BTreeMap<(usize, Language, usize), Range<FigureId>>,
}

impl<'a> Context<'a> {
    #[must_use]
    pub fn new(report: &'a Report) -> Context<'a> {
        let mut by_metric: BTreeMap<MetricRef, Vec<FigureId>> = BTreeMap::new();
        let mut by_block: BTreeMap<_, Range<FigureId>> = BTreeMap::new();
        for (id, placed) in report.figures.iter().enumerate() {
            if let Some(reference) = &placed.binding {
                by_metric.entry(reference.clone()).or_default().push(id);
            }
            let place = &placed.place;
            let range = by_block.entry((place.chapter, place.language, place.block)).or_insert(id..id);
            range.end = id + 1;
        }
        Context { report, problems: Vec::new(), by_metric, by_block }
    }

    /// The figures bound to one metric and period, in reading order.
    #[must_use]
    pub fn figures_of(&self, metric: &MetricRef) -> &[FigureId] {
        self.by_metric.get(metric).map(Vec::as_slice).unwrap_or_default()
    }

    /// Every metric and period that some figure is bound to, with those figures.
    pub fn bound(&self) -> impl Iterator<Item = (&MetricRef, &[FigureId])> {
        self.by_metric.iter().map(|(metric, figures)| (metric, figures.as_slice()))
    }

    /// The figures of a block, in reading order.
    #[must_use]
    pub fn figures_in(&self, chapter: usize, language: Language, block: usize) -> Range<FigureId> {
        self.by_block.get(&(chapter, language, block)).cloned().unwrap_or(0..0)
    }

    /// Every pair of blocks with both its sides, by chapter: what the two editions are compared by.
    pub fn pairs(&self) -> impl Iterator<Item = PairOfBlocks<'a>> + '_ {
        self.report.chapters.iter().enumerate().flat_map(move |(chapter, of)| {
            of.pairs.iter().map(move |pair| self.pair(chapter, *pair))
        })
    }

    fn pair(&self, chapter: usize, pair: Pair) -> PairOfBlocks<'a> {
        let side = |language| {
            let block = pair.get(language)?;
            let edition = self.report.edition(chapter, language)?;
            let figures = self.figures_in(chapter, language, block);
            Some(Side { language, index: block, block: &edition.blocks[block], figures })
        };
        PairOfBlocks { chapter, zh_hant: side(Language::ZhHant), en: side(Language::En) }
    }
}

/// Two blocks that say the same in two languages, or one that stands alone.
#[derive(Clone, Debug)]
pub struct PairOfBlocks<'a> {
    pub chapter: usize,
    pub zh_hant: Option<Side<'a>>,
    pub en: Option<Side<'a>>,
}

/// One block of a pair.
#[derive(Clone, Debug)]
pub struct Side<'a> {
    pub language: Language,
    /// Index into the edition's blocks.
    pub index: usize,
    pub block: &'a Block,
    pub figures: Range<FigureId>,
}
