//! Inline Markdown and HTML to [`Text`]: words, styles, links, and the way back to the source.

use std::collections::HashSet;
use std::ops::Range;

use camino::Utf8PathBuf;
use comrak::nodes::{Node, NodeValue, Sourcepos};

use crate::figures::{self, Figure};
use crate::source::{Language, SourceFile, Span};

use super::problem::ProblemKind;
use super::text::Segment;
use super::yaml::Reader;
use super::{Link, MetricRef, Metrics, Origin, Place, PlacedFigure, Run, Style, Text, image, reference};

/// What is known before the chapters are read: they refer to metrics and to images.
pub(super) struct Known<'a> {
    pub metrics: &'a Metrics,
    pub images: &'a [Utf8PathBuf],
    pub folder: bool,
}

/// What every text of an edition is read with.
pub(super) struct Scene<'a> {
    pub source: &'a SourceFile,
    pub language: Language,
    pub known: &'a Known<'a>,
    pub reader: Reader<'a>,
    pub figures: &'a mut Vec<PlacedFigure>,
    /// There were more figures than are read, and it has been said.
    pub full: bool,
}

/// Those of some things, in order and apart, whose ranges meet another.
fn meeting<'a, T>(
    things: &'a [T],
    range: impl Fn(&T) -> &Range<usize> + 'a,
    other: &Range<usize>,
) -> impl Iterator<Item = &'a T> {
    let (start, end) = (other.start, other.end);
    let first = things.partition_point(|thing| range(thing).end <= start);
    things[first..].iter().take_while(move |thing| range(thing).start < end)
}

impl Scene<'_> {
    /// The figures found in a text, as long as the file has not had too many.
    fn counted(&mut self, text: &Text, mut found: Vec<Figure>) -> Vec<Figure> {
        if self.full {
            return Vec::new();
        }
        let room = FIGURE_LIMIT.saturating_sub(self.figures.len());
        if let Some(first) = found.get(room) {
            self.full = true;
            let span = text.span(self.reader.file, &first.range);
            self.reader.problem(span, ProblemKind::TooManyFigures { limit: FIGURE_LIMIT });
            found.truncate(room);
        }
        found
    }
}

/// Emphasis and links nested deeper are not read.
const DEPTH_LIMIT: usize = 64;
/// More figures of one file are not read: a long report as one text has a few thousand.
const FIGURE_LIMIT: usize = 500_000;

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

    fn tag(&mut self, tag: &str, range: Range<usize>) {
        let name = tag.trim_start_matches('<').trim_end_matches(['>', '/', ' ']);
        let (name, on) = match name.strip_prefix('/') {
            Some(name) => (name, false),
            None => (name.split_whitespace().next().unwrap_or_default(), true),
        };
        match name.to_ascii_lowercase().as_str() {
            "sub" => self.style.subscript = on,
            "sup" => self.style.superscript = on,
            "b" | "strong" => self.style.strong = on,
            "i" | "em" => self.style.emphasis = on,
            "br" => self.push("\n", range),
            "li" | "p" if on && !self.plain.is_empty() && !self.plain.ends_with('\n') => {
                self.push("\n", range);
            }
            _ => {}
        }
    }

    /// Adds a slice of the source that is not Markdown: tags and entities are read, the rest stands.
    pub(super) fn html(&mut self, source: &str, offset: usize) {
        let mut at = 0;
        while at < source.len() {
            let rest = &source[at..];
            let next = rest.find(['<', '&', '\n']).unwrap_or(rest.len());
            self.push(&rest[..next], offset + at..offset + at + next);
            at += next;
            let rest = &source[at..];
            let length = match rest.chars().next() {
                Some('<')
                    if rest[1..].starts_with(|char: char| char.is_ascii_alphabetic() || char == '/') =>
                {
                    let length = rest.find('>').map_or(rest.len(), |end| end + 1);
                    self.tag(&rest[..length], offset + at..offset + at + length);
                    length
                }
                Some('&') => {
                    let (char, length) = entity(rest);
                    self.push(char, offset + at..offset + at + length);
                    length
                }
                Some('\n') => {
                    self.soft_break = true;
                    1
                }
                Some(char) => {
                    self.push(&rest[..char.len_utf8()], offset + at..offset + at + char.len_utf8());
                    char.len_utf8()
                }
                None => 0,
            };
            at += length;
        }
    }

    /// The finished text; its figures are found and placed.
    pub(super) fn finish(self, place: Place, scene: &mut Scene) -> Text {
        let found = figures::lex(&self.plain);
        self.finish_with(found, place, scene)
    }

    /// The finished text, with the figures that were found in it.
    pub(super) fn finish_with(self, found: Vec<Figure>, place: Place, scene: &mut Scene) -> Text {
        let first = scene.figures.len();
        let mut text =
            Text { plain: self.plain, runs: self.runs, segments: self.segments, figures: first..first };
        let marks = |run: &&Run| matches!(run.link, Some(Link::Footnote(_)));
        let marks: Vec<Range<usize>> = text.runs.iter().filter(marks).map(|run| run.range.clone()).collect();
        for figure in scene.counted(&text, found) {
            if meeting(&marks, |mark| mark, &figure.range).next().is_some() {
                continue;
            }
            let span = text.span(scene.reader.file, &figure.range);
            let linked = meeting(&self.linked, |(range, _)| range, &figure.range).next();
            let linked = linked.map(|(_, found)| found.clone());
            let bound = || {
                meeting(&text.runs, |run| &run.range, &figure.range).find_map(|run| match &run.link {
                    Some(Link::Metric(found)) => Some(found.clone()),
                    _ => None,
                })
            };
            let (origin, binding) = match linked {
                Some(found) => (Origin::Linked, Some(found)),
                None => bound().map_or((Origin::Typed, None), |found| (Origin::Bound, Some(found))),
            };
            scene.figures.push(PlacedFigure { figure, span, place, origin, binding });
        }
        text.figures.end = scene.figures.len();
        let figures = scene.figures[text.figures.clone()].iter();
        let stated: HashSet<MetricRef> = figures.filter_map(|placed| placed.binding.clone()).collect();
        for run in &text.runs {
            let Some(Link::Metric(found)) = &run.link else {
                continue;
            };
            if !stated.contains(found) {
                let reference = text.plain[run.range.clone()].to_owned();
                scene.reader.problem(
                    text.span(scene.reader.file, &run.range),
                    ProblemKind::BadReference { reference },
                );
            }
        }
        text
    }

    #[must_use]
    pub(super) fn plain(&self) -> &str {
        &self.plain
    }

    /// Drops the first bytes of the text: a caption's `表：`.
    pub(super) fn cut(&mut self, bytes: usize) {
        self.plain.drain(..bytes);
        let shift = |range: &Range<usize>| range.start.saturating_sub(bytes)..range.end.saturating_sub(bytes);
        for segment in &mut self.segments {
            let cut = bytes.saturating_sub(segment.plain.start).min(segment.plain.len());
            if segment.plain.len() == segment.source.len() {
                segment.source.start += cut;
            }
            segment.plain = shift(&segment.plain);
        }
        self.segments.retain(|segment| !segment.plain.is_empty());
        for run in &mut self.runs {
            run.range = shift(&run.range);
        }
        self.runs.retain(|run| !run.range.is_empty());
    }
}

/// The length of `&amp;`, `&#20013;` or the like at the start of some words.
fn entity_length(rest: &str) -> Option<usize> {
    let end = rest.strip_prefix('&')?.find(';')?;
    (end < 32).then_some(end + 2)
}

fn entity(rest: &str) -> (&'static str, usize) {
    const ENTITIES: [(&str, &str); 6] = [
        ("&nbsp;", "\u{a0}"),
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
    ];
    let found = ENTITIES.into_iter().find(|(name, _)| rest.starts_with(name));
    found.map_or(("&", 1), |(name, char)| (char, name.len()))
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

/// Words in pieces, each with the source that it came from.
struct Pieces {
    known: Vec<(Range<usize>, Range<usize>)>,
    /// What is left of both where something else differs.
    rest: Option<(Range<usize>, Range<usize>)>,
}

impl Pieces {
    /// Backslashes are stepped over, and an entity is its character.
    fn of(words: &str, source: &str) -> Pieces {
        let mut known = Vec::new();
        let (mut at, mut done) = (0, 0);
        for (index, char) in words.char_indices() {
            let rest = &source[at..];
            let is_escape = rest.strip_prefix('\\').is_some_and(|rest| rest.starts_with(char));
            if !is_escape && rest.starts_with(char) && !rest.starts_with("&amp;") {
                at += char.len_utf8();
                continue;
            }
            known.push((done..index, at - (index - done)..at));
            done = index;
            if is_escape {
                at += 1 + char.len_utf8();
            } else if let Some(length) = entity_length(rest) {
                done = index + char.len_utf8();
                known.push((index..done, at..at + length));
                at += length;
            } else {
                return Pieces { known, rest: Some((index..words.len(), at..source.len())) };
            }
        }
        known.push((done..words.len(), at - (words.len() - done)..at));
        Pieces { known, rest: None }
    }
}

fn is_from(words: &str, source: &str) -> bool {
    words == source || Pieces::of(words, source).rest.is_none()
}

/// Lines of one address that are looked for.
const MOST_LOST: usize = 4;

/// A position some lines further on.
fn lower(position: Sourcepos, lines: usize) -> Sourcepos {
    let mut position = position;
    position.start.line += lines;
    position.end.line += lines;
    position
}

/// The bytes of a node: comrak's columns are bytes from 1, its ends inclusive.
pub(super) fn bytes(position: &Sourcepos, source: &SourceFile) -> Range<usize> {
    let text = &source.text;
    let start =
        (source.line_start(position.start.line) + position.start.column.saturating_sub(1)).min(text.len());
    let end = (source.line_start(position.end.line) + position.end.column).min(text.len());
    let start = (0..=start).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let end = (end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    start..end.max(start)
}
