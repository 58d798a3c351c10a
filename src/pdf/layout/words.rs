//! Words before they are set: plain text in styled parts, with what is to be found again on the page.

use std::ops::Range;

use crate::pdf::colour::Colour;
use crate::pdf::fonts::Script;
use crate::pdf::page::DestinationId;
use crate::report;
use crate::source::Language;

use super::marks::MarkId;

/// An em between a number and its title, or between two languages: unlike other spaces it is never squeezed.
pub const GAP: &str = "\u{3000}";

/// A stretch of words in one style.
#[derive(Clone, Debug)]
pub struct Part {
    pub range: Range<usize>,
    pub strong: bool,
    pub italic: bool,
    /// Regular even where the type is strong.
    pub light: bool,
    pub script: Script,
    pub colour: Option<Colour>,
    pub lead: Option<Lead>,
    /// It is the number of this destination's page, which is not known yet.
    pub page_of: Option<DestinationId>,
}

/// Where a part leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lead {
    /// Outside the document.
    Url(String),
    /// To the footnote of this label.
    Note(String),
    /// To a place in the document.
    Inside(DestinationId),
}

/// Words to be set.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pub plain: String,
    pub parts: Vec<Part>,
    /// Stretches whose places on the page a review copy asks for.
    pub marks: Vec<(Range<usize>, MarkId)>,
}

impl Words {
    /// Words of one style.
    #[must_use]
    pub fn plain(words: impl Into<String>) -> Words {
        let mut all = Words::default();
        all.push(&words.into(), false, None);
        all
    }

    /// Adds words at the end.
    pub fn push(&mut self, words: &str, strong: bool, colour: Option<Colour>) {
        let start = self.plain.len();
        self.plain.push_str(words);
        let range = start..self.plain.len();
        self.parts.push(Part {
            range,
            strong,
            italic: false,
            light: false,
            script: Script::default(),
            colour,
            lead: None,
            page_of: None,
        });
    }

    /// Adds words that lead to a place in the document.
    pub fn push_leading(&mut self, words: &str, to: DestinationId) {
        self.push(words, false, None);
        if let Some(part) = self.parts.last_mut() {
            part.lead = Some(Lead::Inside(to));
        }
    }

    /// Adds other words at the end, as they are.
    pub fn append(&mut self, other: Words) {
        let by = self.plain.len();
        self.plain.push_str(&other.plain);
        let moved = |range: &Range<usize>| range.start + by..range.end + by;
        self.parts.extend(other.parts.into_iter().map(|part| Part { range: moved(&part.range), ..part }));
        self.marks.extend(other.marks.into_iter().map(|(range, mark)| (moved(&range), mark)));
    }

    /// The words of a range, as they are.
    #[must_use]
    pub fn slice(&self, range: &Range<usize>) -> Words {
        let inside = |other: &Range<usize>| {
            let (start, end) = (other.start.max(range.start), other.end.min(range.end));
            (start < end).then(|| start - range.start..end - range.start)
        };
        let part = |part: &Part| Some(Part { range: inside(&part.range)?, ..part.clone() });
        Words {
            plain: self.plain[range.clone()].to_owned(),
            parts: self.parts.iter().filter_map(part).collect(),
            marks: self.marks.iter().filter_map(|(range, mark)| Some((inside(range)?, *mark))).collect(),
        }
    }

    /// A text of the report: emphasis is bold in Chinese, italic in English.
    #[must_use]
    pub fn of(text: &report::Text, language: Language) -> Words {
        let part = |run: &report::Run| {
            let style = run.style;
            let script = match (style.subscript, style.superscript) {
                (true, _) => Script::Sub,
                (_, true) => Script::Super,
                _ => Script::Normal,
            };
            let emphasis = style.emphasis;
            Part {
                range: run.range.clone(),
                strong: style.strong || (emphasis && language == Language::ZhHant),
                italic: emphasis && language == Language::En,
                light: false,
                script,
                colour: None,
                lead: match &run.link {
                    Some(report::Link::Url(url)) => Some(Lead::Url(url.clone())),
                    Some(report::Link::Footnote(label)) => Some(Lead::Note(label.clone())),
                    Some(report::Link::Metric(_)) | None => None,
                },
                page_of: None,
            }
        };
        let parts = text.runs.iter().map(part).collect();
        Words { plain: text.plain.clone(), parts, marks: Vec::new() }
    }
}
