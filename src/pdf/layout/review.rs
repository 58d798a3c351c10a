//! The review copy: highlights and numbers at findings, ticks at figures, notes beside the text. Nothing moves.

use std::collections::BTreeMap;

use super::Layout;
use super::flow::Sheet;
use super::grid::{Role, Type};
use super::marks::{Mark, MarkId, MarkOnPage};
use super::ticks::{IN_TABLE, IN_TEXT, Tick};
use crate::check::Severity;
use crate::pdf::colour::Colour;
use crate::pdf::page::{Dash, Destination, DestinationId, Item, Remark, Stroke, Tag};
use crate::pdf::tag::Role as Part;
use crate::pdf::text::Weight;

/// Figures larger than this are not part of a running text.
const LARGE: f32 = 15.0;

/// A finding as this document numbers it.
#[derive(Clone, Copy, Debug)]
pub struct Numbered {
    pub number: usize,
    /// Where it is first marked; none if it speaks of nothing on these pages.
    pub place: Option<(DestinationId, usize)>,
}

/// How a finding looks.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub ink: Colour,
    pub under: Colour,
    pub line: f32,
}

impl Look {
    #[must_use]
    pub fn of(severity: Severity) -> Look {
        match severity {
            Severity::Error => {
                Look { ink: Colour::CONTRADICTED, under: Colour::UNDER_CONTRADICTED, line: 0.9 }
            }
            Severity::Warning => Look { ink: Colour::WARNING, under: Colour::UNDER_WARNING, line: 0.5 },
            Severity::Note => Look { ink: Colour::UNTIED, under: Colour::HAIR, line: 0.35 },
        }
    }
}

/// A finding that a page speaks of, for its margin.
#[derive(Clone, Copy, Debug)]
pub struct Aside {
    pub finding: usize,
    pub number: usize,
    /// The baseline and size of the line.
    pub y: f32,
    pub size: f32,
}

impl Layout<'_> {
    /// Draws the marks of all pages, numbering the findings as they come; gives them by their place in the outcome.
    pub fn review(
        &mut self,
        sheets: &mut [Sheet],
        destinations: &mut Vec<(DestinationId, Destination)>,
    ) -> BTreeMap<usize, Numbered> {
        let mut numbered: BTreeMap<usize, Numbered> = BTreeMap::new();
        for (page, sheet) in sheets.iter_mut().enumerate() {
            let mut marks = std::mem::take(&mut sheet.marks);
            marks.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
            let mut asides: Vec<Aside> = Vec::new();
            let mut last: Option<MarkId> = None;
            // Several findings may speak of one figure: their numbers stand side by side.
            let mut numbers = 0.0;
            let mut before: Option<&MarkOnPage> = None;
            for mark in &marks {
                let Mark::Finding(finding) = self.marks.get(mark.mark) else {
                    tick(Tick::of(self.marks.get(mark.mark)), mark, &mut sheet.items);
                    continue;
                };
                let next = numbered.len() + 1;
                let entry = numbered.entry(finding).or_insert_with(|| {
                    let id = self.destination();
                    destinations.push((id, Destination { page, y: (mark.y - 40.0).max(0.0) }));
                    Numbered { number: next, place: Some((id, page)) }
                });
                let aside = Aside { finding, number: entry.number, y: mark.y, size: mark.size };
                // What goes on in the next line has its number already.
                let begins = last != Some(mark.mark);
                last = Some(mark.mark);
                let again =
                    before.is_some_and(|other| (other.y - mark.y).abs() + (other.x - mark.x).abs() < 0.1);
                before = Some(mark);
                numbers = if again { numbers } else { 0.0 };
                numbers += self.highlight(sheet, mark, aside, begins.then_some(numbers));
                if !asides.iter().any(|other| other.finding == finding) {
                    asides.push(aside);
                }
            }
            self.on_page(page + 1, |layout| layout.margin(sheet, &asides));
        }
        for (finding, _) in
            self.outcome.findings.iter().enumerate().filter(|(_, found)| found.waived.is_none())
        {
            let number = numbered.len() + 1;
            numbered.entry(finding).or_insert(Numbered { number, place: None });
        }
        numbered
    }

    /// The fill, the line under it, the number so far from its left end, and the same as an annotation.
    /// Gives the width of the number.
    fn highlight(
        &mut self,
        sheet: &mut Sheet,
        mark: &MarkOnPage,
        aside: Aside,
        number_at: Option<f32>,
    ) -> f32 {
        let look = Look::of(self.outcome.findings[aside.finding].severity);
        let (top, bottom) = (mark.y - 0.86 * mark.size, mark.y + 0.25 * mark.size);
        let (x, width, height) = (mark.x - 1.0, mark.width + 2.0, bottom - top);
        sheet.items.push(Item::Rectangle { x, y: top, width, height, fill: look.under });
        let points = vec![(x, bottom), (x + width, bottom)];
        sheet.items.push(Item::Line { points, stroke: Stroke::solid(look.line, look.ink) });
        let mut taken = 0.0;
        if let Some(number_at) = number_at {
            let kind = self.heavy(6.5).coloured(look.ink);
            let line = self.setter.tagged(Tag::LAST, |setter| setter.label(&aside.number.to_string(), kind));
            sheet.items.extend(line.items(x + number_at, top - 0.6));
            taken = line.end() + 2.0;
        }
        let element = mark.element.map(|element| self.setter.tags.add_to(element, Part::Annotation, None));
        let words = self.remark(aside.finding, aside.number);
        let flag = self.flag(aside.finding);
        sheet.remarks.push(Remark {
            x,
            y: top,
            width,
            height,
            colour: look.under,
            author: flag.map_or_else(|| "tieout".to_owned(), |flag| flag.by.clone()),
            date: flag.map(|flag| flag.on.clone()),
            words,
            element,
        });
        taken
    }

    /// The flag that somebody has put on a finding.
    pub fn flag(&self, finding: usize) -> Option<&crate::report::Flag> {
        let fingerprint = &self.outcome.findings[finding].fingerprint;
        self.report.review.flags.iter().find(|flag| !flag.resolved && flag.finding == *fingerprint)
    }

    /// Number, title, message and arithmetic, as an annotation says them; then what a colleague has said.
    fn remark(&self, finding: usize, number: usize) -> String {
        let found = &self.outcome.findings[finding];
        let mut lines = Vec::new();
        for language in &self.grid.languages {
            let locale = self.locales.get(*language);
            lines.push(format!("{number} {}", super::annex::title(locale, found.rule)));
            lines.push(locale.finding(found));
        }
        lines.extend(found.arithmetic.iter().map(crate::check::Arithmetic::line));
        if let Some(flag) = self.flag(finding).filter(|flag| !flag.comment.is_empty()) {
            lines.push(format!("{} {}: {}", flag.by, flag.on, flag.comment));
        }
        lines.join("\n")
    }

    /// Source Bold, for the numbers of a review copy.
    pub fn heavy(&self, size: f32) -> Type {
        Type { weight: Weight::Heavy, ..self.scale.of(Role::Running, self.lead()) }.sized(size, size * 1.2)
    }
}

/// A tick before a figure in a column, or above its end in text; a line under it where it is not tied.
fn tick(tick: Tick, mark: &MarkOnPage, items: &mut Vec<Item>) {
    let under = |dash: Dash, width: f32| {
        let y = mark.y + 0.25 * mark.size;
        let stroke = Stroke { width, colour: tick.colour(), dash };
        Item::Line { points: vec![(mark.x, y), (mark.x + mark.width, y)], stroke }
    };
    match tick {
        Tick::Untied => items.push(under(Dash::Dots(2.0), 0.8)),
        Tick::Waived => items.push(under(Dash::Dashes(3.0, 1.6), 0.8)),
        _ if mark.in_cell => {
            items.extend(tick.items(mark.x - 2.5 - tick.width() * IN_TABLE, mark.y, IN_TABLE));
        }
        _ => {
            let x = mark.x + mark.width - tick.width() * IN_TEXT;
            // Large figures, as in bands, stand close under a rule.
            let above = if mark.size > LARGE { 0.72 } else { 0.86 };
            items.extend(tick.items(x, mark.y - above * mark.size, IN_TEXT));
        }
    }
}
