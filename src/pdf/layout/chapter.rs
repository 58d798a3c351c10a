//! A chapter in reading order: single blocks, pairs of blocks, and the runs of blocks that are set as one.

use super::piece::{FrameKind, Piece, Step, beside};
use super::unit::{TWIN, Twin, Unit, end_list, keep_under_heading, run_length};
use super::words::GAP;
use super::{Entry, Layout, step_all};
use crate::pdf::tag::Role;
use crate::report::{Block, BlockKind, Container};
use crate::source::{ByLanguage, Language, Span};

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
        let mut under_heading = false;
        while let Some(first) = rest.first() {
            if let Some(BlockKind::Heading { level: 1, .. }) = first.lead().map(|block| &block.kind) {
                if !opener {
                    let mut pieces = self.columns(*first);
                    let first = !matches!(first.twin, Some(Twin::Before));
                    if let Some(piece) = pieces.first_mut().filter(|_| first) {
                        piece.anchors.push(destination);
                    }
                    step_all(steps, pieces);
                }
                rest = &rest[1..];
                continue;
            }
            let count = run_length(rest, false);
            let mut pieces = self.run(&rest[..count], false);
            end_list(&rest[..count], rest.get(count), &mut pieces);
            keep_under_heading(under_heading, &mut pieces);
            under_heading = first.is_heading();
            step_all(steps, pieces);
            rest = &rest[count..];
        }
    }

    /// Units in order, where no chapter begins; `boxed` in a box.
    pub fn sequence(&mut self, units: &[Unit<'a>], boxed: bool) -> Vec<Piece> {
        let mut rest = units;
        let mut pieces = Vec::new();
        let mut under_heading = false;
        while let Some(first) = rest.first() {
            let count = run_length(rest, boxed);
            let mut run = self.run(&rest[..count], boxed);
            end_list(&rest[..count], rest.get(count), &mut run);
            keep_under_heading(under_heading, &mut run);
            under_heading = first.is_heading();
            pieces.extend(run);
            rest = &rest[count..];
        }
        pieces
    }

    /// The blocks of the edition's language, or the pairs of both.
    fn units(&self, chapter: usize) -> Vec<Unit<'a>> {
        let report = self.report;
        let blocks = |language| report.edition(chapter, language).map(|edition| edition.blocks.as_slice());
        let (zh_hant, en) = (blocks(Language::ZhHant), blocks(Language::En));
        if self.grid.languages.len() > 1 {
            let find = |blocks: Option<&'a [Block]>, at: Option<usize>| blocks?.get(at?);
            let pairs = report.chapters[chapter].pairs.iter();
            let pairs = pairs.map(|pair| Unit {
                zh_hant: find(zh_hant, pair.zh_hant),
                en: find(en, pair.en),
                twin: None,
            });
            let one_column = !self.grid.bilingual;
            return pairs.flat_map(|pair| if one_column { pair.apart() } else { vec![pair] }).collect();
        }
        let blocks = match self.lead() {
            Language::ZhHant => zh_hant,
            Language::En => en,
        };
        blocks.unwrap_or_default().iter().map(|block| Unit::of(self.lead(), block)).collect()
    }

    /// Some units that are set as one, and what no font has of their words.
    fn run(&mut self, units: &[Unit<'a>], boxed: bool) -> Vec<Piece> {
        let pieces = self.run_of(units, boxed);
        if let Some(block) = units.iter().find_map(|unit| unit.lead()) {
            self.report_rest(block.span);
        }
        pieces
    }

    fn run_of(&mut self, units: &[Unit<'a>], boxed: bool) -> Vec<Piece> {
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
        if matches!(unit.twin, Some(Twin::Before)) {
            return;
        }
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
            self.note_change(&mut pieces, block.span);
            both = beside(both, pieces);
        }
        self.enter(unit, &mut both);
        let heading = unit.is_heading();
        match (unit.twin, both.first_mut()) {
            (Some(Twin::Before), Some(first)) if heading => first.before = TWIN,
            (Some(Twin::After(_)), _) => {
                if let Some(last) = both.last_mut() {
                    last.after = TWIN;
                }
            }
            _ => {}
        }
        both
    }

    /// Remembers where a block stands in the source, if the margin is to say so.
    pub fn note_source(&self, pieces: &mut [Piece], language: Language, block: &Block) {
        if let (true, Some(first)) = (self.options.source_lines, pieces.first_mut()) {
            first.sources.push((language, block.span));
        }
    }

    /// Marks what changed since the version that the copy is compared with.
    pub fn note_change(&self, pieces: &mut [Piece], span: Span) {
        if self.options.changed.as_ref().is_some_and(|changed| changed.touches(self.report, span)) {
            for piece in pieces {
                piece.changed = true;
            }
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
        if !(2..=3).contains(&level) || matches!(unit.twin, Some(Twin::Before)) {
            return;
        }
        let destination = self.destination();
        piece.anchors.push(destination);
        let mut titles: Vec<String> = found.into_iter().map(|(_, _, title)| title).collect();
        if let Some(Twin::After(block)) = unit.twin
            && let BlockKind::Heading { text, .. } = &block.kind
        {
            titles.push(text.plain.clone());
        }
        self.contents.push(Entry { level, number, titles, chapter: self.at, destination });
    }
}

impl Layout<'_> {
    /// What two languages say, side by side; one under the other where there is one column only.
    pub fn beside_or_under(&self, mut first: Vec<Piece>, second: Vec<Piece>) -> Vec<Piece> {
        if self.grid.bilingual {
            return beside(first, second);
        }
        if let (Some(last), false) = (first.last_mut(), second.is_empty()) {
            last.keep = true;
        }
        first.extend(second);
        first
    }
}
