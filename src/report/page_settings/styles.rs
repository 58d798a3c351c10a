//! `styles:` of the page: size, leading, colour and weight of a role, such as `body` or `h2`.

use super::super::problem::ProblemKind;
use super::super::yaml::{Node, Reader};
use crate::source::{ByLanguage, Language};

/// A role by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StyledRole {
    H1,
    H2,
    H3,
    H4,
    Body,
    Lead,
    Cell,
    Head,
    Group,
    Caption,
    Unit,
    TableNote,
    Footnote,
    Running,
}

/// The names of roles, in the order of a page.
pub const ROLES: [(&str, StyledRole); 14] = [
    ("h1", StyledRole::H1),
    ("h2", StyledRole::H2),
    ("h3", StyledRole::H3),
    ("h4", StyledRole::H4),
    ("body", StyledRole::Body),
    ("lead", StyledRole::Lead),
    ("cell", StyledRole::Cell),
    ("head", StyledRole::Head),
    ("group", StyledRole::Group),
    ("caption", StyledRole::Caption),
    ("unit", StyledRole::Unit),
    ("note", StyledRole::TableNote),
    ("footnote", StyledRole::Footnote),
    ("running", StyledRole::Running),
];

/// What is asked of a role; what is not said stays as usual.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Style {
    /// In points, by language.
    pub size: ByLanguage<Option<f32>>,
    pub leading: ByLanguage<Option<f32>>,
    /// `#RRGGBB`.
    pub colour: Option<String>,
    pub strong: Option<bool>,
}

/// Sizes and leadings within which type can be read and set, in points.
const SIZE: std::ops::RangeInclusive<f32> = 5.0..=72.0;

pub(super) fn read(reader: &mut Reader, node: &Node) -> Vec<(StyledRole, Style)> {
    let mut styles = Vec::new();
    for (key, value) in node.entries() {
        let name = key.scalar().unwrap_or_default();
        let Some((_, role)) = ROLES.iter().find(|(known, _)| *known == name) else {
            let expected = ROLES.iter().map(|(known, _)| (*known).to_owned()).collect();
            reader.problem(key.span, ProblemKind::UnknownWord { found: name.to_owned(), expected });
            continue;
        };
        styles.push((*role, style(reader, value)));
    }
    styles
}

fn style(reader: &mut Reader, node: &Node) -> Style {
    let mut style = Style::default();
    if let Some(found) = node.get("size") {
        style.size = lengths(reader, found);
    }
    if let Some(found) = node.get("leading") {
        style.leading = lengths(reader, found);
    }
    if let Some(found) = node.get("colour") {
        let hex = found.scalar().unwrap_or_default();
        let sound = hex
            .strip_prefix('#')
            .is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        if sound {
            style.colour = Some(hex.to_owned());
        } else {
            unknown(reader, found, &["#0F5C6E"]);
        }
    }
    if let Some(found) = node.get("weight") {
        match found.scalar().unwrap_or_default() {
            "regular" => style.strong = Some(false),
            "bold" => style.strong = Some(true),
            _ => unknown(reader, found, &["regular", "bold"]),
        }
    }
    style
}

/// A length for both languages, or `{zh-Hant, en}`.
fn lengths(reader: &mut Reader, node: &Node) -> ByLanguage<Option<f32>> {
    let mut read = |node: &Node| {
        let length = node.scalar().and_then(super::length).filter(|length| SIZE.contains(length));
        if length.is_none() {
            unknown(reader, node, &["10.5", "11pt"]);
        }
        length
    };
    if node.scalar().is_some() {
        let both = read(node);
        return ByLanguage { zh_hant: both, en: both };
    }
    let mut of = |language: Language| node.get(language.tag()).and_then(&mut read);
    ByLanguage { zh_hant: of(Language::ZhHant), en: of(Language::En) }
}

fn unknown(reader: &mut Reader, node: &Node, expected: &[&str]) {
    let _: bool = super::unknown(reader, node, expected);
}
