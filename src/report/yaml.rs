//! YAML as a tree with spans: every value keeps its lexeme and its place, so that one bad entry is
//! reported where it stands and the rest is read.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Location, Spanned};

use crate::source::{ByLanguage, FileId, Span};

use super::problem::{Problem, ProblemKind};
use camino::Utf8PathBuf;

mod fault;

pub use fault::YamlFault;

/// A node and its place.
#[derive(Clone, Debug)]
pub struct Node {
    pub value: Value,
    pub span: Span,
}

/// What a node is. A scalar is its lexeme: `30.80` stays `30.80`.
#[derive(Clone, Debug)]
pub enum Value {
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
    Null,
}

/// Lists and maps nested deeper are not read: no file of ours needs a third of it, and a thread's stack is finite.
const DEPTH_LIMIT: usize = 24;

/// A file being read: its id, path, and what was wrong so far.
#[derive(Debug)]
pub struct Reader<'a> {
    pub file: FileId,
    pub path: Utf8PathBuf,
    pub problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    /// Notes what is wrong at a place.
    pub fn problem(&mut self, span: Span, kind: ProblemKind) {
        self.problems.push(Problem { kind, path: self.path.clone(), span: Some(span) });
    }

    /// Parses a text that starts at a byte offset of the file (0, or the body of a fenced block).
    pub fn parse(&mut self, text: &str, offset: usize) -> Option<Node> {
        if text.trim().is_empty() {
            return None;
        }
        let budget = serde_yaml::budget! { max_depth: DEPTH_LIMIT };
        let options = serde_yaml::options! { budget: budget, with_snippet: false };
        match serde_yaml::from_str_with_options::<Spanned<Raw>>(text, options) {
            Ok(raw) => Some(resolve(raw, text, self.file, offset)),
            Err(error) => {
                let error = error.without_snippet();
                let at = error.location().map_or(0, |location| line_column(location, text));
                let span = Span::new(self.file, offset + at, offset + at);
                self.problem(span, ProblemKind::Yaml(fault::of(error)));
                None
            }
        }
    }
}

impl Node {
    /// What stands under a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|(name, _)| name.scalar() == Some(key)).map(|(_, value)| value)
    }

    /// The entries of a map; none for anything else.
    #[must_use]
    pub fn entries(&self) -> &[(Node, Node)] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; a scalar or map is a list of itself.
    #[must_use]
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            Value::Null => &[],
            _ => std::slice::from_ref(self),
        }
    }

    /// Words or a number, as they are written.
    #[must_use]
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// A scalar under a key.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<String> {
        self.get(key)?.scalar().map(str::to_owned)
    }
}

/// The words under a key, one for each language; one scalar stands for both.
pub(super) fn by_language(node: Option<&Node>) -> ByLanguage<String> {
    let Some(node) = node else {
        return ByLanguage::default();
    };
    if let Some(text) = node.scalar() {
        return ByLanguage { zh_hant: text.to_owned(), en: text.to_owned() };
    }
    ByLanguage { zh_hant: node.text("zh-Hant").unwrap_or_default(), en: node.text("en").unwrap_or_default() }
}

/// A list of words for each language.
pub(super) fn lists_by_language(node: Option<&Node>) -> ByLanguage<Vec<String>> {
    let words = |language: &str| {
        let items = node.and_then(|node| node.get(language)).map(Node::items).unwrap_or_default();
        items.iter().filter_map(|item| item.scalar().map(str::to_owned)).collect()
    };
    ByLanguage { zh_hant: words("zh-Hant"), en: words("en") }
}

/// The scalar under a key that must be there; its absence is a problem.
pub(super) fn required(reader: &mut Reader, node: &Node, key: &'static str) -> Option<(String, Span)> {
    let found = node.get(key).and_then(|value| value.scalar().map(|text| (text.to_owned(), value.span)));
    if found.is_none() {
        let span = Span::new(node.span.file, node.span.start, node.span.start);
        reader.problem(span, ProblemKind::MissingKey { key });
    }
    found
}

fn bytes(location: Location, text: &str) -> std::ops::Range<usize> {
    let span = location.span();
    let number = |value: Option<u64>| value.and_then(|value| usize::try_from(value).ok());
    let start = number(span.byte_offset()).unwrap_or(0).min(text.len());
    let end = (start + number(span.byte_len()).unwrap_or(0)).min(text.len());
    start..end
}

/// The byte offset of an error: where the parser gives no bytes, from its line and column.
fn line_column(location: Location, text: &str) -> usize {
    let number = |value: u64| usize::try_from(value).unwrap_or(0).saturating_sub(1);
    let mut lines = text.split_inclusive('\n');
    let before: usize = lines.by_ref().take(number(location.line())).map(str::len).sum();
    let line = lines.next().unwrap_or_default();
    let column = line.char_indices().nth(number(location.column())).map_or(line.len(), |(at, _)| at);
    before + column
}

fn resolve(raw: Spanned<Raw>, text: &str, file: FileId, offset: usize) -> Node {
    let range = bytes(raw.referenced, text);
    let span = Span::new(file, offset + range.start, offset + range.end);
    let value = match raw.value {
        // A quoted scalar was unescaped by the parser; of a plain one the lexeme is in the source.
        Raw::Text(read) => Value::Scalar(read),
        Raw::Plain => match text.get(range).unwrap_or_default().trim() {
            "" | "~" | "null" => Value::Null,
            lexeme => Value::Scalar(lexeme.to_owned()),
        },
        Raw::List(items) => {
            Value::List(items.into_iter().map(|item| resolve(item, text, file, offset)).collect())
        }
        Raw::Map(entries) => {
            let entries = entries.into_iter();
            Value::Map(
                entries
                    .map(|(key, value)| {
                        (resolve(key, text, file, offset), resolve(value, text, file, offset))
                    })
                    .collect(),
            )
        }
    };
    Node { value, span }
}

/// The shape of a document before its lexemes are looked up.
enum Raw {
    Text(String),
    /// A number, boolean or null: only its place counts.
    Plain,
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<Raw>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a scalar, a list or a map")
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        Raw::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Raw::Map(map))
    }
}
