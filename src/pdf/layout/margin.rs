//! What stands beside the text: notes of a review copy, and lines of the source.

use std::ops::Range;

use super::Layout;
use super::flow::Sheet;
use super::grid::{Column, Role, Type};
use super::review::{Aside, Look};
use super::setter::{Fill, Line};
use super::words::{GAP, Words};
use crate::pdf::colour::Colour;
use crate::pdf::page::{Glyph, Item, Tag};

/// Between two notes.
const APART: f32 = 6.0;
/// A note further from its line than this is left to the annex.
const FURTHEST: f32 = 140.0;
/// The lines of a note, its title left out.
const LINES: usize = 4;
/// From the bar to the words.
const INDENT: f32 = 6.0;

impl Layout<'_> {
    /// Notes in the side column where there is one, else numbers in the outer margin.
    pub fn margin(&mut self, sheet: &mut Sheet, asides: &[Aside]) {
        match self.grid.side() {
            Some(side) => self.side_notes(sheet, asides, side),
            None => self.margin_numbers(sheet, asides),
        }
    }

    fn side_notes(&mut self, sheet: &mut Sheet, asides: &[Aside], side: Column) {
        let mut taken = taken(&sheet.items, side);
        for aside in asides {
            let ink = Look::of(self.outcome.findings[aside.finding].severity).ink;
            let (title, kind, lines) = self.note_lines(*aside, side.width - INDENT, ink);
            let wanted = aside.y - 0.88 * aside.size;
            let height = 11.0 * small(title.len()) + kind.leading * small(lines.len()) + 2.0;
            let Some(top) = free(&taken, wanted, height) else { continue };
            if top - wanted > FURTHEST || top + height > self.grid.bottom {
                continue;
            }
            taken.push(top - APART..top + height + APART);
            sheet.items.push(Item::Rectangle { x: side.x, y: top, width: 1.5, height, fill: ink });
            let mut y = top + 8.5;
            for line in &title {
                sheet.items.extend(line.items(side.x + INDENT, y));
                y += 11.0;
            }
            for line in &lines {
                sheet.items.extend(line.items(side.x + INDENT, y));
                y += kind.leading;
            }
        }
    }

    /// The number with the rule's title, and the first lines of what was found.
    fn note_lines(&mut self, aside: Aside, width: f32, ink: Colour) -> (Vec<Line>, Type, Vec<Line>) {
        let language = self.lead();
        let found = &self.outcome.findings[aside.finding];
        let locale = self.locales.get(language);
        let title = format!("{}{GAP}{}", aside.number, super::annex::title(locale, found.rule));
        let message = locale.finding(found);
        let strong = self.scale.of(Role::Running, language).strong().sized(8.0, 11.0).coloured(ink);
        let kind = self.scale.of(Role::TableNote, language).sized(7.5, 10.5).coloured(Colour::TEXT);
        let fill = Fill::ragged(width);
        self.setter.tagged(Tag::LAST, |setter| {
            let title = setter.lines(&Words::plain(title), strong, fill);
            let mut lines = setter.lines(&Words::plain(message), kind, fill);
            if lines.len() > LINES {
                let mut shown: String = lines[..LINES].iter().map(said).collect();
                // Room for the sign that there is more.
                shown.pop();
                shown.pop();
                lines = setter.lines(&Words::plain(format!("{}…", shown.trim_end())), kind, fill);
                lines.truncate(LINES);
            }
            (title, kind, lines)
        })
    }

    fn margin_numbers(&mut self, sheet: &mut Sheet, asides: &[Aside]) {
        let right = self.grid.full.x - 6.0;
        for line in asides.chunk_by(|a, b| (a.y - b.y).abs() < 3.0) {
            let Some(first) = line.first() else { continue };
            let ink = Look::of(self.outcome.findings[first.finding].severity).ink;
            let numbers: Vec<String> = line.iter().map(|aside| aside.number.to_string()).collect();
            let kind = self.heavy(7.0).coloured(ink);
            let set = self.setter.tagged(Tag::LAST, |setter| setter.label(&numbers.join(" "), kind));
            sheet.items.extend(set.items(right - set.end(), first.y));
        }
    }

    /// The line of the source at which each block begins: in the left margin, the second language's in the right one.
    pub fn source_lines(&mut self, sheet: &mut Sheet) {
        let kind = self.scale.of(Role::Running, self.lead()).sized(5.5, 7.0);
        let full = self.grid.full;
        let mut path = None;
        for (top, language, span) in std::mem::take(&mut sheet.sources) {
            let line = self.report.sources.position(span).line;
            let set = self.setter.tagged(Tag::LAST, |setter| setter.label(&line.to_string(), kind));
            let lead = language == self.lead();
            let x = if lead { full.x - 14.0 - set.end() } else { full.right() + 14.0 };
            sheet.items.extend(set.items(x, top + 9.0));
            path.get_or_insert_with(|| self.report.sources.path(span).to_owned());
        }
        if let Some(path) = path {
            let set = self.setter.tagged(Tag::LAST, |setter| setter.label(path.as_str(), kind));
            sheet.items.extend(set.items(full.right() - set.end(), self.grid.head_rule() + 8.0));
        }
    }
}

/// The words of a line.
fn said(line: &Line) -> String {
    let glyphs = line.texts.iter().flat_map(|text| &text.glyphs);
    glyphs.filter(|glyph: &&Glyph| glyph.text.as_str() != "\u{ad}").map(|glyph| glyph.text.as_str()).collect()
}

fn small(count: usize) -> f32 {
    f32::from(u8::try_from(count).unwrap_or(u8::MAX))
}

/// The stretches of a column, from top to bottom, that something stands in.
fn taken(items: &[Item], side: Column) -> Vec<Range<f32>> {
    let mut taken = Vec::new();
    for item in items {
        let (left, range) = match item {
            Item::Text(text) => {
                let high = text.glyphs.first().map_or(0.0, |glyph| glyph.size);
                (text.x + text.glyphs.first().map_or(0.0, |glyph| glyph.x), text.y - high..text.y + 4.0)
            }
            Item::Rectangle { x, y, height, .. } | Item::Picture { x, y, height, .. } => (*x, *y..y + height),
            // Only drawings hold paths, and those span the type area.
            Item::Path { .. } | Item::Shaded { .. } => continue,
            Item::Circle { x, y, radius, .. } => (x - radius, y - radius..y + radius),
            Item::Line { points, .. } | Item::Polygon { points, .. } => {
                let edge = |pick: fn(&(f32, f32)) -> f32, fold: fn(f32, f32) -> f32, start: f32| {
                    points.iter().map(pick).fold(start, fold)
                };
                let left = edge(|point| point.0, f32::min, f32::MAX);
                (left, edge(|point| point.1, f32::min, f32::MAX)..edge(|point| point.1, f32::max, f32::MIN))
            }
            Item::Drawing { items, .. } => {
                taken.extend(self::taken(items, side));
                continue;
            }
        };
        if left < side.right() && left >= side.x - 1.0 {
            taken.push(range.start - APART..range.end + APART);
        }
    }
    taken
}

/// The first place from a height on where something fits between what is taken.
fn free(taken: &[Range<f32>], from: f32, height: f32) -> Option<f32> {
    let mut top = from;
    // Each round passes at least one of the stretches.
    for _ in 0..=taken.len() {
        let clash = taken.iter().filter(|range| range.start < top + height && top < range.end);
        match clash.map(|range| range.end).reduce(f32::max) {
            Some(end) => top = end,
            None => return Some(top),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::free;

    #[test]
    fn a_note_goes_under_what_is_in_its_way() {
        assert_eq!(free(&[], 10.0, 5.0), Some(10.0));
        assert_eq!(free(&[12.0..20.0, 22.0..30.0], 10.0, 5.0), Some(30.0));
        assert_eq!(free(&[0.0..9.0], 10.0, 5.0), Some(10.0));
    }
}
