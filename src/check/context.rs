//! What every rule is given: the report, and what was worked out from it once for all rules.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;

use crate::figures::Interval;
use crate::relation::{self, Operand, Origin, Relation, RelationKind, Sheet, Values, sheet};
use crate::report::{Block, BlockKind, FigureId, MetricRef, Pair, PlacedFigure, Problem, Report, Table};
use crate::source::Language;

use super::bands;
use super::cause::{self, Cause};
use super::disagreement::{self, Disagreement};
use super::twins::Twins;

/// The report and the look-ups that rules need.
#[derive(Debug)]
pub struct Context<'a> {
    pub report: &'a Report,
    /// Problems that only checking brings to light, such as a formula that cannot be read.
    pub problems: Vec<Problem>,
    /// The tables, as arithmetic sees them.
    pub sheets: Vec<Sheet<'a>>,
    /// Declared and mined, evaluated with the likely right value of every metric.
    pub relations: Vec<Relation>,
    /// What each operand is worth; of a metric that is stated with two values, the likely right one.
    pub values: Values<'a>,
    /// Metrics that are stated with more than one value.
    pub disagreements: Vec<Disagreement>,
    /// Broken relations by cause.
    pub causes: Vec<Cause>,
    /// The blocks of both editions in pairs, chapter by chapter; a block without counterpart stands alone.
    pub pairs: Vec<PairOfBlocks<'a>>,
    /// Which figure answers which in the other edition.
    pub twins: Twins,
    /// The classifications by bands, once a rule has asked for them.
    bands: OnceLock<Vec<bands::Run<'a>>>,
    by_metric: BTreeMap<MetricRef, Vec<FigureId>>,
    /// By chapter, language and block.
    by_block: BTreeMap<(usize, Language, usize), Range<FigureId>>,
    by_operand: BTreeMap<Operand, Vec<usize>>,
    /// Index of [`Context::disagreements`].
    disagreement_of: BTreeMap<MetricRef, usize>,
}

impl<'a> Context<'a> {
    #[must_use]
    pub fn new(report: &'a Report) -> Context<'a> {
        let sheets = sheet::all(report);
        let values = Values::new(report, &sheets);
        let found = relation::all(report, &sheets, &values);
        let mut context = Context {
            report,
            problems: found.problems,
            relations: found.relations,
            sheets,
            values,
            disagreements: Vec::new(),
            causes: Vec::new(),
            pairs: Vec::new(),
            twins: Twins::default(),
            bands: OnceLock::new(),
            by_metric: BTreeMap::new(),
            by_block: BTreeMap::new(),
            by_operand: BTreeMap::new(),
            disagreement_of: BTreeMap::new(),
        };
        context.index();
        context.pairs = context.pairs_of_all();
        context.twins = Twins::new(report, &context.pairs);
        context.settle();
        context.causes = cause::find(&context);
        context
    }

    /// The classifications of the report that are made of bands: ages, amounts.
    #[must_use]
    pub fn bands(&self) -> &[bands::Run<'a>] {
        self.bands.get_or_init(|| bands::runs(self.report))
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

    /// The relations in which an operand takes part, as indices.
    #[must_use]
    pub fn relations_of(&self, operand: &Operand) -> &[usize] {
        self.by_operand.get(operand).map(Vec::as_slice).unwrap_or_default()
    }

    /// The figures that print the quantity of another once more, with the same value.
    pub fn copies_of(&self, figure: FigureId) -> impl Iterator<Item = FigureId> + '_ {
        let own = Operand::Figure(figure);
        let restated = self.relations_of(&own).iter().map(|index| &self.relations[*index]);
        let holding =
            restated.filter(|relation| relation.kind == RelationKind::Restatement && relation.holds);
        holding.flat_map(Relation::operands).filter_map(move |operand| match operand {
            Operand::Figure(copy) if *copy != figure => Some(*copy),
            _ => None,
        })
    }

    /// Whether two figures are one quantity, printed twice and alike.
    #[must_use]
    pub fn restate(&self, a: &Operand, b: &Operand) -> bool {
        let (Operand::Figure(a), Operand::Figure(b)) = (a, b) else { return false };
        self.copies_of(*a).any(|copy| copy == *b)
    }

    /// The figures that state the likely right value of a metric.
    #[must_use]
    pub fn stating(&self, metric: &MetricRef) -> Vec<FigureId> {
        match self.disagreement_of.get(metric) {
            Some(at) => self.disagreements[*at].right().figures.clone(),
            None => self.figures_of(metric).to_vec(),
        }
    }

    /// Whether a figure states its metric with a value that is likely wrong.
    #[must_use]
    pub fn is_suspect(&self, figure: FigureId) -> bool {
        self.disagreement_at(figure).is_some_and(|disagreement| disagreement.suspects(figure))
    }

    /// What a suspect figure should mean.
    #[must_use]
    pub fn corrected(&self, figure: FigureId) -> Option<Interval> {
        let disagreement = self.disagreement_at(figure).filter(|found| found.suspects(figure))?;
        Some(disagreement.right().value.interval)
    }

    /// Whether the other edition prints another value where this figure or metric stands.
    #[must_use]
    pub fn differs_from_twin(&self, operand: &Operand) -> bool {
        let Operand::Figure(figure) = operand else { return false };
        self.twins.differ(*figure)
    }

    /// How often a value stands in the text beyond the first time, translations not counted.
    #[must_use]
    pub fn repeats(&self, operand: &Operand) -> usize {
        let Operand::Metric(metric) = operand else { return 0 };
        let figures = self.stating(metric);
        let is_zh = |id: &&FigureId| self.report.figures[**id].place.language == Language::ZhHant;
        let zh = figures.iter().filter(is_zh).count();
        zh.max(figures.len() - zh).saturating_sub(1)
    }

    /// The labels above and beside a figure in a table.
    #[must_use]
    pub fn row_label(&self, figure: FigureId) -> Option<String> {
        let (table, (row, _)) = self.cell(figure)?;
        let path = table.path(row).join(" ");
        if !path.trim().is_empty() {
            return Some(path);
        }
        // A total without a label is called after its table.
        let place = &self.report.figures[figure].place;
        let here = |sheet: &&Sheet| {
            sheet.chapter == place.chapter
                && sheet.language == place.language
                && sheet.blocks.contains(&place.block)
        };
        self.sheets.iter().find(here).map(|sheet| sheet.title.to_owned())
    }

    /// The clause in which a figure stands; of a long one, the words next to it.
    #[must_use]
    pub fn words_around(&self, figure: FigureId) -> &'a str {
        let placed = &self.report.figures[figure];
        let text = self.report.block_of(&placed.place).text();
        text.map_or("", |text| clause(&text.plain, &placed.figure.range))
    }

    /// The period of a figure's column in a table, or else its head.
    #[must_use]
    pub fn column_head(&self, figure: FigureId) -> Option<String> {
        let (table, (_, column)) = self.cell(figure)?;
        let column = table.columns.get(column)?;
        Some(column.period.as_ref().map_or_else(|| column.head.clone(), ToString::to_string))
    }

    fn cell(&self, figure: FigureId) -> Option<(&'a Table, (usize, usize))> {
        let placed: &PlacedFigure = &self.report.figures[figure];
        match &self.report.block_of(&placed.place).kind {
            BlockKind::Table(table) => Some((table, placed.place.cell?)),
            _ => None,
        }
    }

    fn disagreement_at(&self, figure: FigureId) -> Option<&Disagreement> {
        let metric = self.report.figures[figure].binding.as_ref()?;
        self.disagreement_of.get(metric).map(|at| &self.disagreements[*at])
    }

    fn index(&mut self) {
        for (id, placed) in self.report.figures.iter().enumerate() {
            if let Some(reference) = &placed.binding {
                self.by_metric.entry(reference.clone()).or_default().push(id);
            }
            let place = &placed.place;
            let range = self.by_block.entry((place.chapter, place.language, place.block)).or_insert(id..id);
            range.end = id + 1;
        }
        for (index, relation) in self.relations.iter().enumerate() {
            for operand in relation.operands() {
                self.by_operand.entry(operand.clone()).or_default().push(index);
            }
        }
    }

    /// Finds the metrics with two values, and evaluates anew what takes part of those that YAML has wrong.
    fn settle(&mut self) {
        let found = disagreement::find(
            self.report,
            &self.by_metric,
            &self.relations,
            &self.by_operand,
            &self.values,
            &self.twins,
        );
        let mut stale = BTreeSet::new();
        for (at, disagreement) in found.iter().enumerate() {
            self.disagreement_of.insert(disagreement.metric.clone(), at);
            let right = disagreement.right();
            if !right.declared {
                let operand = Operand::Metric(disagreement.metric.clone());
                stale.extend(self.relations_of(&operand).iter().copied());
                self.values.set(disagreement.metric.clone(), right.value.clone());
            }
        }
        self.disagreements = found;
        for index in stale {
            let relation = &self.relations[index];
            if matches!(relation.origin, Origin::Declared(_)) {
                let holds = relation.holds_with(&|operand| self.values.interval(operand));
                self.relations[index].holds = holds.unwrap_or(true);
            }
        }
    }

    fn pairs_of_all(&self) -> Vec<PairOfBlocks<'a>> {
        let chapters = self.report.chapters.iter().enumerate();
        chapters
            .flat_map(|(chapter, of)| of.pairs.iter().map(move |pair| self.pair(chapter, *pair)))
            .collect()
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

/// The words around a stretch of a text, between marks that part no digits, at most so many on either side.
fn clause<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    const MOST: usize = 24;
    let is_mark = |at: usize, c: char| {
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        "，,.。；;：:\n（(）)、".contains(c)
            && !(is_digit(text[..at].chars().next_back()) && is_digit(text[at..].chars().nth(1)))
    };
    let before = text[..range.start].char_indices().rev().take(MOST);
    let start = before.take_while(|(at, c)| !is_mark(*at, *c)).last().map_or(range.start, |(at, _)| at);
    let after = text[range.end..].char_indices().map(|(at, c)| (range.end + at, c)).take(MOST);
    let end = after.take_while(|(at, c)| !is_mark(*at, *c)).last();
    text[start..end.map_or(range.end, |(at, c)| at + c.len_utf8())].trim()
}
