//! A chapter in reading order: single blocks, pairs of blocks, and the runs of blocks that are set as one.

use super::chart::is_small;
use super::piece::{FrameKind, Piece, Step};
use super::words::GAP;
use super::{Entry, Layout, step_all};
use crate::pdf::tag::Role;
use crate::report::{Block, BlockKind, Container};
use crate::source::{ByLanguage, Language};

/// A block, or the two blocks that say the same.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unit<'a> {
    pub zh_hant: Option<&'a Block>,
    pub en: Option<&'a Block>,
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

    fn container(self) -> Container {
        self.lead().map_or(Container::Body, |block| block.container)
    }

    fn is_key_figure(self) -> bool {
        self.lead().is_some_and(|block| matches!(block.kind, BlockKind::Item { key_figure: true, .. }))
    }
}

impl<'a> Layout<'a> {
    /// Lays out a chapter; nothing if no language of the edition has it.
    pub fn chapter(&mut self, chapter: usize, steps: &mut Vec<Step>) {
        let units = self.units(chapter);
        if units.is_empty() {
            return;
        }
        (self.at, self.tables, self.charts, self.pairs) = (chapter, 0, 0, None);
        let report = self.report;
        let number = report.chapters[chapter].number.clone();
        let title = |language: Language| report.chapters[chapter].title(language).to_owned();
        let titles: Vec<String> = self.grid.languages.iter().map(|language| title(*language)).collect();
        let destination = self.destination_of((chapter, None));
        self.setter.tags.leave_all();
        let section = self.setter.tags.add(Role::Section, None);
        self.setter.tags.enter(section);
        self.sections.insert(chapter, section);
        let running = titles.join(GAP);
        steps.push(Step::Chapter { number: number.clone(), title: running });
        let opener = number.is_some();
        if opener {
            steps.push(Step::Opener { chapter, anchor: destination });
        }
        self.contents.push(Entry { level: 1, number, titles, chapter, destination });
        self.set_notes(chapter, &units);
        let mut rest = units.as_slice();
        while let Some(first) = rest.first() {
            if let Some(BlockKind::Heading { level: 1, .. }) = first.lead().map(|block| &block.kind) {
                if !opener {
                    let mut pieces = self.columns(*first);
                    if let Some(piece) = pieces.first_mut() {
                        piece.anchors.push(destination);
                    }
                    step_all(steps, pieces);
                }
                rest = &rest[1..];
                continue;
            }
            let count = run_length(rest, false);
            let pieces = self.run(&rest[..count], false);
            step_all(steps, pieces);
            rest = &rest[count..];
        }
    }

    /// Units in order, where no chapter begins; `boxed` in a box.
    pub fn sequence(&mut self, units: &[Unit<'a>], boxed: bool) -> Vec<Piece> {
        let mut rest = units;
        let mut pieces = Vec::new();
        while !rest.is_empty() {
            let count = run_length(rest, boxed);
            pieces.extend(self.run(&rest[..count], boxed));
            rest = &rest[count..];
        }
        pieces
    }

    /// The blocks of the edition's language, or the pairs of both.
    fn units(&self, chapter: usize) -> Vec<Unit<'a>> {
        let report = self.report;
        let blocks = |language| report.edition(chapter, language).map(|edition| edition.blocks.as_slice());
        let (zh_hant, en) = (blocks(Language::ZhHant), blocks(Language::En));
        if self.grid.bilingual {
            let find = |blocks: Option<&'a [Block]>, at: Option<usize>| blocks?.get(at?);
            let pairs = report.chapters[chapter].pairs.iter();
            return pairs
                .map(|pair| Unit { zh_hant: find(zh_hant, pair.zh_hant), en: find(en, pair.en) })
                .collect();
        }
        match self.lead() {
            Language::ZhHant => zh_hant
                .unwrap_or_default()
                .iter()
                .map(|block| Unit { zh_hant: Some(block), en: None })
                .collect(),
            Language::En => {
                en.unwrap_or_default().iter().map(|block| Unit { zh_hant: None, en: Some(block) }).collect()
            }
        }
    }

    fn run(&mut self, units: &[Unit<'a>], boxed: bool) -> Vec<Piece> {
        let special = self.special(units, boxed);
        if let Some(pieces) = special {
            self.pairs = None;
            return pieces;
        }
        let mut pieces = Vec::new();
        for unit in units {
            if !boxed {
                self.section(*unit);
            }
            pieces.extend(self.columns(*unit));
        }
        if self.grid.bilingual && !boxed {
            let x = self.grid.gutter();
            let frame = match self.pairs.take() {
                Some(frame) => frame,
                None => self.frame(FrameKind::Columns { x }, Vec::new()),
            };
            for piece in &mut pieces {
                piece.frame = Some(frame.clone());
            }
            self.pairs = Some(frame);
        }
        pieces
    }

    /// What is not text in columns: boxes, bands, tables, charts.
    fn special(&mut self, units: &[Unit<'a>], boxed: bool) -> Option<Vec<Piece>> {
        let first = *units.first()?;
        let is_item =
            |unit: &Unit| unit.lead().is_some_and(|block| matches!(block.kind, BlockKind::Item { .. }));
        if !is_item(&first) || first.is_key_figure() {
            self.lists = ByLanguage::default();
        }
        if !boxed && first.container() != Container::Body {
            return Some(self.boxed(units));
        }
        if first.is_key_figure() {
            return Some(self.band(units));
        }
        if let (true, Some(zh_hant), Some(en)) = (self.grid.bilingual, first.zh_hant, first.en)
            && let Some(pieces) = self.shared_image(zh_hant, en)
        {
            return Some(pieces);
        }
        let has = |wanted: fn(&BlockKind) -> bool| {
            units.iter().any(|unit| unit.lead().is_some_and(|block| wanted(&block.kind)))
        };
        if has(|kind| matches!(kind, BlockKind::Table(_))) {
            return Some(self.table(units));
        }
        if has(|kind| matches!(kind, BlockKind::Chart(_))) {
            if let [first, second] = units {
                return Some(self.chart_pair(*first, *second));
            }
            return Some(self.chart(first));
        }
        has(|kind| matches!(kind, BlockKind::MetricTable(_))).then(|| self.metric_table(first))
    }

    /// A heading ends the sections of its level and below, and begins one.
    fn section(&mut self, unit: Unit<'a>) {
        let Some(BlockKind::Heading { level, .. }) = unit.lead().map(|block| &block.kind) else { return };
        // The document, the chapter, and a section for each level from the second on.
        let depth = usize::from((*level).max(2));
        while self.setter.tags.depth() > depth {
            self.setter.tags.leave();
        }
        let section = self.setter.tags.add(Role::Section, None);
        self.setter.tags.enter(section);
    }

    /// Text of each language in its column, line beside line.
    pub fn columns(&mut self, unit: Unit<'a>) -> Vec<Piece> {
        let mut both: Vec<Piece> = Vec::new();
        for language in self.grid.languages.clone() {
            let Some(block) = unit.get(language) else { continue };
            let mut pieces = self.block(block, language, self.grid.column(language));
            self.note_source(&mut pieces, language, block);
            both = beside(both, pieces);
        }
        self.enter(unit, &mut both);
        both
    }

    /// Remembers where a block stands in the source, if the margin is to say so.
    pub fn note_source(&self, pieces: &mut [Piece], language: Language, block: &Block) {
        if let (true, Some(first)) = (self.options.source_lines, pieces.first_mut()) {
            first.sources.push((language, block.span));
        }
    }

    /// Enters a section in the contents and the outline.
    fn enter(&mut self, unit: Unit<'a>, pieces: &mut [Piece]) {
        let heading = |language: Language| match unit.get(language).map(|block| &block.kind) {
            Some(BlockKind::Heading { level, number, text }) => {
                Some((*level, number.clone(), text.plain.clone()))
            }
            _ => None,
        };
        let found: Vec<_> = self.grid.languages.iter().filter_map(|language| heading(*language)).collect();
        let (Some((level, number, _)), Some(piece)) = (found.first().cloned(), pieces.first_mut()) else {
            return;
        };
        for block in self.grid.languages.clone().into_iter().filter_map(|language| unit.get(language)) {
            piece.anchors.push(self.destination_of((self.at, Some(block.span))));
        }
        if !(2..=3).contains(&level) {
            return;
        }
        let destination = self.destination();
        piece.anchors.push(destination);
        let titles = found.into_iter().map(|(_, _, title)| title).collect();
        self.contents.push(Entry { level, number, titles, chapter: self.at, destination });
    }
}

/// How many units from here are set together: a box, a band of key figures, or one.
fn run_length(rest: &[Unit], boxed: bool) -> usize {
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

/// Two runs of pieces side by side: first beside first.
pub fn beside(left: Vec<Piece>, right: Vec<Piece>) -> Vec<Piece> {
    if left.is_empty() {
        return right;
    }
    let after = |pieces: &[Piece]| pieces.last().map_or(0.0, |piece| piece.after);
    let after = after(&left).max(after(&right));
    let count = left.len().max(right.len());
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    let mut both = Vec::with_capacity(count);
    while both.len() < count {
        let mut piece = match (left.next(), right.next()) {
            (Some(a), Some(b)) => merge(a, b),
            (Some(piece), None) | (None, Some(piece)) => piece,
            (None, None) => break,
        };
        piece.after = 0.0;
        both.push(piece);
    }
    if let Some(last) = both.last_mut() {
        last.after = after;
    }
    both
}

fn merge(mut a: Piece, b: Piece) -> Piece {
    a.height = a.height.max(b.height);
    a.before = a.before.max(b.before);
    a.keep |= b.keep;
    a.turned |= b.turned;
    a.items.extend(b.items);
    a.links.extend(b.links);
    a.marks.extend(b.marks);
    a.sources.extend(b.sources);
    a.anchors.extend(b.anchors);
    a.notes.extend(b.notes);
    a.notes.dedup();
    a
}
