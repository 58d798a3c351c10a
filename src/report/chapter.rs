//! One Markdown file to the blocks of an edition.

mod html;
mod tables;

use std::ops::Range;

use comrak::nodes::{ListType, Node, NodeValue};
use comrak::{Arena, Options};

use crate::source::{Language, SourceFile, Span};

use super::draft::{Draft, Words};
use super::inline::{self, Builder, Known, Scene};
use super::problem::ProblemKind;
use super::yaml::Reader;
use super::{
    Block, BlockKind, Container, Edition, Place, PlacedFigure, Text, draft, fenced, grid, image, opening,
};

/// Lists and quotes nested deeper are not read.
const DEPTH_LIMIT: usize = 24;

/// Reads an edition of a chapter. Its figures are added to the report's.
pub(super) fn read(
    source: &SourceFile,
    language: Language,
    chapter: usize,
    number: Option<&str>,
    known: &Known,
    reader: Reader,
) -> (Edition, Vec<PlacedFigure>) {
    let file = reader.file;
    let scene = Scene { source, known, reader };
    let mut walker = Walker {
        scene,
        number: number.map(str::to_owned),
        sections: [0; 7],
        drafts: Vec::with_capacity(source.text.len() / BYTES_PER_BLOCK),
        container: Container::Body,
        boxes: 0,
        next: Directives::default(),
    };
    walker.document();
    let first = Place { chapter, language, block: 0, cell: None };
    let (blocks, figures) =
        draft::finish(walker.drafts, first, draft::FIGURE_LIMIT, &mut walker.scene.reader);
    let title = blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Heading { text, .. } => Some(text.plain.clone()),
        _ => None,
    });
    (Edition { language, file, title: title.unwrap_or_default(), blocks }, figures)
}

/// A text is seldom parted into shorter blocks.
const BYTES_PER_BLOCK: usize = 160;

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.footnotes = true;
    options.extension.alerts = true;
    options.parse.leave_footnote_definitions = true;
    options
}

/// What comments say of the next block.
#[derive(Default)]
struct Directives {
    simplified: bool,
    metrics: Option<Vec<String>>,
}

struct Walker<'a> {
    scene: Scene<'a>,
    number: Option<String>,
    /// Counters of the numbered heading levels.
    sections: [u32; 7],
    drafts: Vec<Draft>,
    container: Container,
    boxes: u32,
    next: Directives,
}

impl Walker<'_> {
    /// All blocks of the source. What the parser makes of it is gone before figures are looked for.
    fn document(&mut self) {
        let source = self.scene.source;
        let runs = grid::tab_separated(&source.text);
        let mut markdown = grid::blank_out(&source.text, &runs);
        let deep = grid::deep_quotes(&markdown, 2 * DEPTH_LIMIT);
        if !deep.is_empty() {
            markdown = grid::blank_out(&markdown, &deep);
        }
        let arena = Arena::new();
        let root = comrak::parse_document(&arena, &markdown, &options());
        let mut runs = runs.into_iter().peekable();
        for node in root.children() {
            let start = inline::bytes(&node.data().sourcepos, source).start;
            while let Some(run) = runs.next_if(|run| run.start < start) {
                self.tab_table(&run);
            }
            self.block(node, 0);
        }
        for run in runs {
            self.tab_table(&run);
        }
    }

    fn push(&mut self, kind: BlockKind, words: Words, range: Range<usize>) {
        let span = Span::new(self.scene.reader.file, range.start, range.end);
        let simplified = self.next.simplified;
        self.next = Directives::default();
        let block = Block { kind, span, container: self.container, simplified };
        self.drafts.push(Draft { block, words });
    }

    fn text(&mut self, node: Node<'_>) -> Builder {
        let mut builder = Builder::new();
        builder.children(node, &mut self.scene);
        builder
    }

    fn block(&mut self, node: Node<'_>, depth: usize) {
        let range = inline::bytes(&node.data().sourcepos, self.scene.source);
        if depth > DEPTH_LIMIT {
            let span = Span::new(self.scene.reader.file, range.start, range.start);
            return self.scene.reader.problem(span, ProblemKind::TooDeep { limit: DEPTH_LIMIT });
        }
        let data = node.data();
        match &data.value {
            NodeValue::Heading(heading) => {
                let level = heading.level;
                drop(data);
                self.heading(level, node, range);
            }
            NodeValue::Paragraph => {
                drop(data);
                self.paragraph(node, range);
            }
            NodeValue::List(list) => {
                let (ordered, start) = (list.list_type == ListType::Ordered, list.start);
                drop(data);
                self.list(node, ordered.then_some(start), 0, depth);
            }
            NodeValue::BlockQuote => {
                drop(data);
                self.quote(node, depth);
            }
            NodeValue::Alert(_) => {
                drop(data);
                self.boxed(Container::Callout(self.boxes), node, depth);
            }
            NodeValue::Table(_) => {
                drop(data);
                self.pipe_table(node, range);
            }
            NodeValue::CodeBlock(code) => {
                let (info, literal) = (code.info.trim().to_owned(), code.literal.clone());
                drop(data);
                let kind = fenced::read(&info, literal, &range, &mut self.scene);
                self.push(kind, Words::None, range);
            }
            NodeValue::HtmlBlock(_) => {
                drop(data);
                self.html(range);
            }
            NodeValue::FootnoteDefinition(definition) => {
                let label = definition.name.clone();
                drop(data);
                self.footnote(&label, node, range);
            }
            NodeValue::ThematicBreak => self.push(BlockKind::Rule, Words::None, range),
            _ => {
                drop(data);
                for child in node.children() {
                    self.block(child, depth + 1);
                }
            }
        }
    }

    fn heading(&mut self, level: u8, node: Node<'_>, range: Range<usize>) {
        let builder = self.text(node);
        let number = self.section_number(level);
        let kind = BlockKind::Heading { level, number, text: Text::empty() };
        self.push(kind, Words::Text(builder), range);
    }

    /// `2.1` for the first section of chapter 2; deeper headings have no number.
    fn section_number(&mut self, level: u8) -> Option<String> {
        let chapter = self.number.as_ref()?;
        match level {
            1 => Some(chapter.clone()),
            2 => {
                self.sections[2] += 1;
                Some(format!("{chapter}.{}", self.sections[2]))
            }
            _ => None,
        }
    }

    fn paragraph(&mut self, node: Node<'_>, range: Range<usize>) {
        if let Some((alt, target)) = image::alone(node) {
            image::check(&target, &range, &mut self.scene);
            return self.push(BlockKind::Image { alt, target }, Words::None, range);
        }
        let before_table =
            node.next_sibling().is_some_and(|next| matches!(next.data().value, NodeValue::Table(_)))
                || self.table_follows(&range);
        let after_table = self.drafts.last().is_some_and(|last| {
            matches!(last.words, Words::Table(_)) || matches!(last.block.kind, BlockKind::Note(_))
        });
        let mut builder = self.text(node);
        if before_table && let Some(length) = opening::caption_prefix(builder.plain()) {
            builder.cut(length);
            let next = std::mem::take(&mut self.next);
            self.push(BlockKind::Caption(Text::empty()), Words::Text(builder), range);
            // What a comment says is meant for the table under the caption.
            self.next = next;
            return;
        }
        let explains = after_table && opening::is_note(builder.plain());
        let kind = if explains { BlockKind::Note } else { BlockKind::Paragraph };
        self.push(kind(Text::empty()), Words::Text(builder), range);
    }

    /// Whether a table in HTML or with tabs stands right under a paragraph, comments aside.
    fn table_follows(&self, range: &Range<usize>) -> bool {
        let mut rest = self.scene.source.text[range.end..].trim_start();
        while let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after).trim_start();
        }
        let first = rest.lines().next().unwrap_or_default();
        rest.starts_with("<table") || rest.starts_with('|') || first.contains('\t')
    }

    fn list(&mut self, list: Node<'_>, start: Option<usize>, level: u8, depth: usize) {
        if depth > DEPTH_LIMIT {
            return;
        }
        let band = start.is_none() && level == 0 && opening::is_key_figures(list);
        for (index, item) in list.children().enumerate() {
            let marker = start.map(|start| format!("{}.", start + index));
            let mut first = true;
            for child in item.children() {
                let range = inline::bytes(&child.data().sourcepos, self.scene.source);
                let nested = match &child.data().value {
                    NodeValue::List(list) => {
                        Some((list.list_type == ListType::Ordered).then_some(list.start))
                    }
                    _ => None,
                };
                let paragraph = matches!(child.data().value, NodeValue::Paragraph);
                if let Some(start) = nested {
                    self.list(child, start, level + 1, depth + 1);
                } else if paragraph && std::mem::take(&mut first) {
                    let builder = self.text(child);
                    let (marker, text) = (marker.clone(), Text::empty());
                    let kind = BlockKind::Item { depth: level, marker, key_figure: band, text };
                    self.push(kind, Words::Text(builder), range);
                } else {
                    self.block(child, depth + 1);
                }
            }
        }
    }

    fn quote(&mut self, node: Node<'_>, depth: usize) {
        let case = node.first_child().is_some_and(opening::opens_case);
        let container = if case { Container::CaseBox(self.boxes) } else { Container::Quote(self.boxes) };
        self.boxed(container, node, depth);
    }

    fn boxed(&mut self, container: Container, node: Node<'_>, depth: usize) {
        self.boxes += 1;
        let outer = std::mem::replace(&mut self.container, container);
        let simplified = self.next.simplified;
        for child in node.children() {
            self.next.simplified = simplified;
            self.block(child, depth + 1);
        }
        self.next = Directives::default();
        self.container = outer;
    }

    fn footnote(&mut self, label: &str, node: Node<'_>, range: Range<usize>) {
        let mut builder = Builder::new();
        for child in node.children() {
            builder.children(child, &mut self.scene);
        }
        let kind = BlockKind::Footnote { label: label.to_owned(), text: Text::empty() };
        self.push(kind, Words::Text(builder), range);
    }
}
