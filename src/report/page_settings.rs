//! `page:` in `report.yaml`: paper, margins, sizes, charts, lists; sane without any of it.

mod styles;

use super::problem::ProblemKind;
use super::yaml::{Node, Reader};
use crate::source::Span;

pub use styles::{ROLES, Style, StyledRole};

/// What the report asks of its pages.
#[derive(Clone, Debug, PartialEq)]
pub struct PageSettings {
    pub paper: PaperSize,
    pub margins: Option<Margins>,
    /// How large text is, against the usual 1.
    pub scale: Option<f32>,
    /// Charts are told apart by patterns as well as by colour.
    pub patterns: bool,
    /// Lists of tables and of charts follow the contents.
    pub lists: bool,
    /// Both sides of the paper are printed: margins mirror, chapters open on the right.
    pub two_sided: bool,
    /// Font files, from the report's folder, with the places where they are named.
    pub fonts: Vec<(String, Span)>,
    /// What the type of a role is to be, where it is not as usual.
    pub styles: Vec<(StyledRole, Style)>,
}

impl Default for PageSettings {
    fn default() -> PageSettings {
        let paper = PaperSize::default();
        PageSettings {
            paper,
            margins: None,
            scale: None,
            patterns: false,
            lists: true,
            two_sided: false,
            fonts: Vec::new(),
            styles: Vec::new(),
        }
    }
}

/// The paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PaperSize {
    #[default]
    A4,
    Letter,
    /// 16 : 9, landscape.
    Wide,
}

/// From the edges of the paper to the text, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Margins {
    pub top: f32,
    pub bottom: f32,
    pub left: f32,
    pub right: f32,
}

/// A point and its fellows: `20mm`, `2cm`, `0.8in`, `56pt`, or a bare number of points.
const UNITS: [(&str, f32); 4] = [("mm", 72.0 / 25.4), ("cm", 72.0 / 2.54), ("in", 72.0), ("pt", 1.0)];
/// Margins within which pages can be set, in points; text sizes against the usual.
const MARGIN: std::ops::RangeInclusive<f32> = 18.0..=216.0;
const SCALE: std::ops::RangeInclusive<f32> = 0.8..=1.3;

/// Reads `page:`; what cannot be read is a problem, and as if it were not there.
pub(super) fn read(reader: &mut Reader, node: &Node) -> PageSettings {
    let mut settings = PageSettings::default();
    if let Some(found) = node.get("paper") {
        settings.paper = match found.scalar().unwrap_or_default().to_ascii_lowercase().as_str() {
            "a4" => PaperSize::A4,
            "letter" => PaperSize::Letter,
            "16:9" | "wide" => PaperSize::Wide,
            _ => unknown(reader, found, &["a4", "letter", "16:9"]),
        };
    }
    if let Some(found) = node.get("margins") {
        settings.margins = margins(reader, found);
    }
    if let Some(found) = node.get("scale") {
        let scale =
            found.scalar().and_then(|scalar| scalar.parse().ok()).filter(|scale| SCALE.contains(scale));
        settings.scale = scale;
        if scale.is_none() {
            let _: PaperSize = unknown(reader, found, &["0.8", "1.0", "1.3"]);
        }
    }
    if let Some(found) = node.get("charts") {
        match found.scalar().unwrap_or_default() {
            "pattern" => settings.patterns = true,
            "colour" => {}
            _ => unknown(reader, found, &["colour", "pattern"]),
        }
    }
    if let Some(found) = node.get("lists") {
        match found.scalar().unwrap_or_default() {
            "true" => {}
            "false" => settings.lists = false,
            _ => unknown(reader, found, &["true", "false"]),
        }
    }
    if let Some(found) = node.get("sides") {
        match found.scalar().unwrap_or_default() {
            "two" | "2" => settings.two_sided = true,
            "one" | "1" => {}
            _ => unknown(reader, found, &["one", "two"]),
        }
    }
    if let Some(found) = node.get("fonts") {
        settings.fonts =
            found.items().iter().filter_map(|item| Some((item.scalar()?.to_owned(), item.span))).collect();
    }
    if let Some(found) = node.get("styles") {
        settings.styles = styles::read(reader, found);
    }
    settings
}

/// One length for all sides, or `{top, bottom, left, right}`.
fn margins(reader: &mut Reader, node: &Node) -> Option<Margins> {
    let mut side = |node: &Node| {
        let length = node.scalar().and_then(length).filter(|length| MARGIN.contains(length));
        if length.is_none() {
            let _: PaperSize = unknown(reader, node, &["20mm", "56pt"]);
        }
        length
    };
    if node.scalar().is_some() {
        let all = side(node)?;
        return Some(Margins { top: all, bottom: all, left: all, right: all });
    }
    let mut of = |key: &str, otherwise: f32| node.get(key).map_or(Some(otherwise), &mut side);
    Some(Margins {
        top: of("top", 60.0)?,
        bottom: of("bottom", 62.0)?,
        left: of("left", 63.64)?,
        right: of("right", 63.64)?,
    })
}

fn length(text: &str) -> Option<f32> {
    let text = text.trim();
    let unit = UNITS.iter().find_map(|(unit, points)| Some((text.strip_suffix(unit)?, *points)));
    let (number, points) = unit.unwrap_or((text, 1.0));
    number.trim().parse::<f32>().ok().map(|number| number * points)
}

fn unknown<T: Default>(reader: &mut Reader, node: &Node, expected: &[&str]) -> T {
    let found = node.scalar().unwrap_or_default().to_owned();
    let expected = expected.iter().map(|word| (*word).to_owned()).collect();
    reader.problem(node.span, ProblemKind::UnknownWord { found, expected });
    T::default()
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn lengths_have_units() {
        for (text, points) in
            [("25.4mm", 72.0), ("2.54 cm", 72.0), ("1in", 72.0), ("56", 56.0), ("56pt", 56.0)]
        {
            assert!((length(text).unwrap() - points).abs() < 0.01, "{text}");
        }
        assert_eq!(length("wide"), None);
    }
}
