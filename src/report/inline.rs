//! Inline Markdown and HTML to [`Text`]: words, styles, links, and the way back to the source.

mod finish;
mod html;
mod origin;

use std::ops::Range;

use camino::Utf8PathBuf;
use comrak::nodes::{Node, NodeValue, Sourcepos};

use crate::source::{SourceFile, Span};

use super::problem::ProblemKind;
use super::text::Segment;
use super::yaml::Reader;
use super::{Link, MetricRef, Metrics, Run, Style, image, reference};

pub(super) use origin::bytes;
use origin::{MOST_LOST, Pieces, is_from, lower};

/// What is known before the chapters are read: they refer to metrics and to images.
pub(super) struct Known<'a> {
    pub metrics: &'a Metrics,
    pub images: &'a [Utf8PathBuf],
    pub folder: bool,
}

/// What the words of an edition are read with.
pub(super) struct Scene<'a> {
    pub source: &'a SourceFile,
    pub known: &'a Known<'a>,
    pub reader: Reader<'a>,
}

/// Emphasis and links nested deeper are not read.
const DEPTH_LIMIT: usize = 64;

/// Collects one text.
pub(super) struct Builder {
    plain: String,
    runs: Vec<Run>,
    segments: Vec<Segment>,
    style: Style,
    link: Option<Link>,
    linked: Vec<(Range<usize>, MetricRef)>,
    /// How deep the marks are nested that are being read.
    depth: usize,
    /// A line ended in the source; whether that is a space depends on what follows.
    soft_break: bool,
    /// By how many lines the parser puts what follows too high: it does not count a line that ends within an address.
    lost_lines: usize,
}

impl Builder {
    pub(super) fn new() -> Builder {
        Builder {
            plain: String::new(),
            runs: Vec::new(),
            segments: Vec::new(),
            style: Style::default(),
            link: None,
            linked: Vec::new(),
            depth: 0,
            soft_break: false,
            lost_lines: 0,
        }
    }

    /// Adds words and the source bytes that they came from.
    fn push(&mut self, words: &str, source: Range<usize>) {
        if words.is_empty() {
            return;
        }
        if std::mem::take(&mut self.soft_break) {
            let wide = |char: Option<char>| char.is_some_and(|char| char >= '\u{2e80}');
            if !(wide(self.plain.chars().next_back()) && wide(words.chars().next())) {
                self.push(" ", source.start..source.start);
            }
        }
        let start = self.plain.len();
        self.plain.push_str(words);
        let range = start..self.plain.len();
        // Most texts are one run of one segment: a vector that makes room for four takes a page of memory for ten cells.
        if self.segments.capacity() == 0 {
            self.segments.reserve_exact(1);
            self.runs.reserve_exact(1);
        }
        self.segments.push(Segment { plain: range.clone(), source });
        match self.runs.last_mut() {
            Some(run) if run.style == self.style && run.link == self.link => run.range.end = range.end,
            _ => self.runs.push(Run { range, style: self.style, link: self.link.clone() }),
        }
    }

    /// Adds the inline children of a node.
    pub(super) fn children(&mut self, node: Node<'_>, scene: &mut Scene) {
        if self.depth >= DEPTH_LIMIT {
            let at = bytes(&node.data().sourcepos, scene.source).start;
            let kind = ProblemKind::TooDeep { limit: DEPTH_LIMIT };
            return scene.reader.problem(Span::new(scene.reader.file, at, at), kind);
        }
        self.depth += 1;
        for child in node.children() {
            self.inline(child, scene);
        }
        self.depth -= 1;
    }

    fn inline(&mut self, node: Node<'_>, scene: &mut Scene) {
        let data = node.data();
        let range = bytes(&lower(data.sourcepos, self.lost_lines), scene.source);
        match &data.value {
            NodeValue::Text(words) => {
                let range = self.found(words, data.sourcepos, range, scene.source);
                self.words(words, range, scene);
            }
            NodeValue::Code(code) => self.styled(
                |style| style.code = true,
                |builder| {
                    builder.push(&code.literal, range);
                },
            ),
            NodeValue::SoftBreak => self.soft_break = true,
            NodeValue::LineBreak => self.push("\n", range),
            NodeValue::HtmlInline(tag) => self.tag(tag, range),
            NodeValue::Emph => {
                self.styled(|style| style.emphasis = true, |builder| builder.children(node, scene));
            }
            NodeValue::Strong => {
                self.styled(|style| style.strong = true, |builder| builder.children(node, scene));
            }
            NodeValue::Link(link) => {
                let target = link.url.clone();
                drop(data);
                self.link(&target, node, range, scene);
            }
            NodeValue::FootnoteReference(mark) => {
                let label = mark.name.clone();
                let old = self.link.replace(Link::Footnote(label.clone()));
                self.styled(|style| style.superscript = true, |builder| builder.push(&label, range));
                self.link = old;
            }
            // Within a line an image is its words.
            NodeValue::Image(link) => {
                let target = link.url.clone();
                drop(data);
                image::check(&target, &range, scene);
                self.children(node, scene);
            }
            _ => self.children(node, scene),
        }
    }

    fn styled(&mut self, set: impl FnOnce(&mut Style), inside: impl FnOnce(&mut Builder)) {
        let old = self.style;
        set(&mut self.style);
        inside(self);
        self.style = old;
    }

    fn link(&mut self, target: &str, node: Node<'_>, range: Range<usize>, scene: &mut Scene) {
        let link = match target.strip_prefix("metric:") {
            None => Some(Link::Url(target.to_owned())),
            Some(name) => match reference::resolve(name, scene.known.metrics, None) {
                Ok(found) => Some(Link::Metric(found)),
                Err(kind) => {
                    let file = scene.reader.file;
                    scene.reader.problem(Span::new(file, range.start, range.end), kind);
                    None
                }
            },
        };
        let old = std::mem::replace(&mut self.link, link);
        self.children(node, scene);
        self.link = old;
    }

    /// Where some words stand: in their range, or in the same columns some lines further on.
    fn found(
        &mut self,
        words: &str,
        position: Sourcepos,
        range: Range<usize>,
        source: &SourceFile,
    ) -> Range<usize> {
        if is_from(words, &source.text[range.clone()]) {
            return range;
        }
        for lost in self.lost_lines + 1..=self.lost_lines + MOST_LOST {
            let further = bytes(&lower(position, lost), source);
            if is_from(words, &source.text[further.clone()]) {
                self.lost_lines = lost;
                return further;
            }
        }
        range
    }

    /// Words in which `{{metric@period}}` is printed from YAML.
    fn words(&mut self, words: &str, range: Range<usize>, scene: &mut Scene) {
        let source = scene.source.text.get(range.clone()).unwrap_or_default();
        if source != words {
            let Pieces { known, rest } = Pieces::of(words, source);
            for (own, from) in known {
                self.push(&words[own], range.start + from.start..range.start + from.end);
            }
            if let Some((own, from)) = rest {
                self.as_a_whole(&words[own], range.start + from.start..range.start + from.end);
            }
            return;
        }
        let mut rest = 0;
        while let Some(open) = words[rest..].find("{{").map(|at| rest + at) {
            let Some(close) = words[open..].find("}}").map(|at| open + at + 2) else {
                break;
            };
            self.push(&words[rest..open], range.start + rest..range.start + open);
            self.linked_figure(&words[open + 2..close - 2], range.start + open..range.start + close, scene);
            rest = close;
        }
        self.push(&words[rest..], range.start + rest..range.end);
    }

    fn linked_figure(&mut self, name: &str, range: Range<usize>, scene: &mut Scene) {
        match reference::resolve(name, scene.known.metrics, None) {
            Ok(found) => {
                let lexeme = scene.known.metrics.value(&found).map_or("", |value| &value.lexeme);
                let start = self.plain.len();
                self.push(&grouped(lexeme), range);
                self.linked.push((start..self.plain.len(), found));
            }
            Err(kind) => {
                let file = scene.reader.file;
                scene.reader.problem(Span::new(file, range.start, range.end), kind);
                self.push(&format!("{{{{{name}}}}}"), range);
            }
        }
    }

    /// Words that came from other bytes: even where these are as many, none of the words is one of them.
    fn as_a_whole(&mut self, words: &str, source: Range<usize>) {
        let first = words.chars().next().map_or(0, char::len_utf8);
        let end = source.end;
        self.push(&words[..first], source);
        self.push(&words[first..], end..end);
    }

    #[must_use]
    pub(super) fn plain(&self) -> &str {
        &self.plain
    }
}

/// A metric's lexeme with thousands separators, as both editions print it.
pub fn grouped(lexeme: &str) -> String {
    let (sign, digits) = lexeme.strip_prefix('-').map_or(("", lexeme), |digits| ("-", digits));
    let (whole, fraction) = digits.find('.').map_or((digits, ""), |at| digits.split_at(at));
    let mut out = sign.to_owned();
    for (index, char) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push(',');
        }
        out.push(char);
    }
    out.push_str(fraction);
    out
}
