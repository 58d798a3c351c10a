//! What must never be seen in set text; tests look for it in every paragraph of the report.

use super::{Paragraph, Setting, class, codes};
use crate::figures::{self, Kind};
use crate::source::Language;

/// The faults of a paragraph, each in a few words with its line.
pub fn violations(plain: &str, setting: &Setting, paragraph: &Paragraph) -> Vec<String> {
    let mut found = Vec::new();
    let figures = figures::lex(plain);
    let addresses = codes::addresses(plain);
    for (number, line) in paragraph.lines.iter().enumerate() {
        let text = plain[line.range.clone()].trim();
        let mut fault = |what: &str| found.push(format!("{what}, line {}: {text}", number + 1));
        let first = text.chars().next().unwrap_or('x');
        let apostrophe = setting.language == Language::En && matches!(first, '\'' | '’' | '”');
        if number > 0 && class::not_at_start(first) && !apostrophe {
            fault("begins with a mark");
        }
        let last = number + 1 == paragraph.lines.len();
        let end = line.range.end;
        let address = addresses.iter().any(|range| range.start < end && end < range.end);
        if !last && !address && text.chars().next_back().is_some_and(class::not_at_end) {
            fault("ends with an opening mark");
        }
        if line.start + line.width > setting.measure + 0.01 {
            fault("wider than the measure");
        }
        if line.glyphs.iter().any(|glyph| glyph.id == 0) {
            fault("has glyph 0");
        }
        for figure in figures.iter().filter(|figure| figure.range.start < end && end < figure.range.end) {
            let digits = |text: &str, last: bool| {
                let character = if last { text.chars().next_back() } else { text.chars().next() };
                character.is_some_and(|character| character.is_ascii_digit() || "０.,".contains(character))
            };
            // The day may stand on another line than the month.
            let calendar = matches!(figure.kind, Kind::Date | Kind::Period);
            if !calendar || digits(&plain[..end], true) && digits(&plain[end..], false) {
                fault(&format!("parts {}", figure.printed));
            }
        }
    }
    found.extend(uncovered(plain, paragraph));
    found
}

/// Characters that no glyph stands for, and glyphs out of order.
fn uncovered(plain: &str, paragraph: &Paragraph) -> Option<String> {
    let mut at = 0;
    for glyph in paragraph.lines.iter().flat_map(|line| &line.glyphs) {
        if glyph.text.is_empty() {
            continue;
        }
        if glyph.text.start < at {
            return Some(format!("{:?} comes twice", plain.get(glyph.text.clone())));
        }
        if let Some(lost) =
            plain[at..glyph.text.start].chars().find(|&c| !class::is_space(c) && !class::is_invisible(c))
        {
            return Some(format!("{lost:?} is lost"));
        }
        at = glyph.text.end;
    }
    let rest = plain[at..]
        .chars()
        .find(|&c| !class::is_space(c) && !class::is_invisible(c) && !class::is_line_end(c));
    rest.map(|lost| format!("{lost:?} is lost at the end"))
}
