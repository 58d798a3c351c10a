//! The last pass, when every page number is known: heads, feet, labels, destinations.

use super::flow::{Flowed, Sheet};
use super::grid::Role;
use super::words::GAP;
use super::{Layout, OutlineEntry};
use crate::pdf::colour::Colour;
use crate::pdf::page::{Item, Page, Pages, Stroke, Tag};
use crate::pdf::tag::Role as Part;
use crate::pdf::text::Weight;

impl Layout<'_> {
    /// Front matter, body, heads and feet, in one document.
    pub fn assemble(&mut self, mut flowed: Flowed) -> Pages {
        if self.options.review {
            self.review_pages(&mut flowed);
        }
        if self.options.source_lines {
            for (at, sheet) in flowed.sheets.iter_mut().enumerate() {
                self.on_page(at + 1, |layout| layout.source_lines(sheet));
            }
        }
        let mut pages = Pages {
            destinations: vec![None; self.destinations],
            paper: self.grid.paper,
            facing: self.grid.inner.is_some(),
            watermark: self.options.draft.then(|| self.watermark()),
            ..Pages::default()
        };
        for (id, destination) in &flowed.destinations {
            pages.destinations[id.0] = Some(*destination);
        }
        // While pages are drawn, destinations count from the body's first page, as the printed numbers do.
        self.setter.tags.leave_all();
        let mut front = vec![self.inside(Part::Part, None, Layout::cover)];
        front.extend(self.inside(Part::Part, None, |layout| layout.contents_pages(&pages)));
        for (index, page) in front.iter_mut().enumerate() {
            page.label = roman(index + 1);
            if index > 0 {
                let across = self.grid.offsets(index + 1).full;
                page.items.iter_mut().for_each(|item| item.slide(across));
                page.links.iter_mut().for_each(|link| link.x += across);
                let foot = self.on_page(index + 1, |layout| layout.foot(&page.label));
                page.items.extend(foot);
            }
        }
        if pages.facing && front.len() % 2 == 1 {
            // The body begins on the right.
            front.push(Page { label: roman(front.len() + 1), ..Page::default() });
        }
        let mut body = Vec::with_capacity(flowed.sheets.len());
        for (index, sheet) in flowed.sheets.into_iter().enumerate() {
            let label = (index + 1).to_string();
            body.push(self.on_page(index + 1, |layout| match sheet.opener {
                _ if sheet.blank => Page { label, ..Page::default() },
                Some(chapter) => layout.opener(&sheet, chapter, &pages, label),
                None => layout.body_page(sheet, &flowed.heads, label),
            }));
        }
        let count = front.len();
        pages.pages = front;
        pages.pages.append(&mut body);
        let titles = self.titles_by_destination();
        for page in &mut pages.pages {
            in_reading_order(&mut page.items);
            self.put_numbers(&mut page.items, &pages.destinations);
            self.say_where(&mut page.links, &titles, &pages.destinations);
        }
        for destination in pages.destinations.iter_mut().flatten() {
            destination.page += count;
        }
        pages.outline = self.outline();
        pages.pictures = std::mem::take(&mut self.pictures);
        pages.shades = std::mem::take(&mut self.shades);
        pages.tags = std::mem::take(&mut self.setter.tags);
        pages
    }

    /// Does something with the lines of a page of a number.
    pub fn on_page<T>(&mut self, number: usize, draw: impl FnOnce(&mut Self) -> T) -> T {
        let of_page = self.grid.of_page(number);
        let upright = std::mem::replace(&mut self.grid, of_page);
        let done = draw(self);
        self.grid = upright;
        done
    }

    /// Draws the marks of a review copy, and lays out its annex after the last page.
    fn review_pages(&mut self, flowed: &mut Flowed) {
        let numbered = self.review(&mut flowed.sheets, &mut flowed.destinations);
        let steps = self.annex(&numbered);
        let mut annex = super::flow::flow(steps, &self.notes, &self.grid, &self.palette, flowed.sheets.len());
        let (pages, heads) = (flowed.sheets.len(), flowed.heads.len());
        for sheet in &mut annex.sheets {
            sheet.head = sheet.head.map(|head| head + heads);
        }
        for (_, destination) in &mut annex.destinations {
            destination.page += pages;
        }
        flowed.sheets.append(&mut annex.sheets);
        flowed.heads.append(&mut annex.heads);
        flowed.destinations.append(&mut annex.destinations);
    }

    fn outline(&self) -> Vec<OutlineEntry> {
        let title = |entry: &super::Entry| {
            let titles = entry.titles.join(" / ");
            entry.number.as_ref().map_or(titles.clone(), |number| format!("{number}  {titles}"))
        };
        let line = |entry: &super::Entry| OutlineEntry {
            level: entry.level,
            title: title(entry),
            destination: entry.destination,
        };
        self.contents.iter().map(line).collect()
    }

    fn body_page(&mut self, sheet: Sheet, heads: &[(Option<String>, String)], label: String) -> Page {
        let mut items = Vec::new();
        let before = std::mem::replace(&mut self.setter.tag, Tag::HEAD);
        // Head and foot are as wide as the page that they stand on.
        let upright = self.grid.clone();
        if sheet.turned {
            self.grid.full = upright.turned();
            self.grid.bottom = upright.turned_bottom();
        }
        if let Some((number, title)) = sheet.head.and_then(|head| heads.get(head)) {
            items.extend(self.running_head(number.as_deref(), title));
        }
        items.extend(sheet.items);
        items.extend(self.foot(&label));
        self.setter.tag = before;
        self.grid = upright;
        Page { label, items, links: sheet.links, remarks: sheet.remarks, turned: sheet.turned }
    }

    fn running_head(&mut self, number: Option<&str>, title: &str) -> Vec<Item> {
        let kind = self.scale.of(Role::Running, self.lead());
        let full = self.grid.full;
        let words = number.map_or(title.to_owned(), |number| format!("{number}{GAP}{title}"));
        let mut items = self.setter.label(&words, kind).items(full.x, self.grid.head_baseline());
        let points = vec![(full.x, self.grid.head_rule()), (full.right(), self.grid.head_rule())];
        items.push(Item::Line { points, stroke: Stroke::solid(0.4, Colour::RULE) });
        items
    }

    /// The page number at the outer edge; title, edition and revision at the other.
    pub fn foot(&mut self, label: &str) -> Vec<Item> {
        let before = std::mem::replace(&mut self.setter.tag, Tag::FOOT);
        let lead = self.lead();
        let full = self.grid.full;
        let running = self.scale.of(Role::Running, lead);
        let number =
            super::grid::Type { size: 9.0, weight: Weight::Strong, colour: self.palette.ink, ..running };
        let label = self.setter.label(label, number);
        let mut parts = vec![crate::pdf::title(self.report, lead).to_owned()];
        let word = match self.options.edition {
            crate::pdf::EditionChoice::ZhHant => "pdf-edition-zh-Hant",
            crate::pdf::EditionChoice::En => "pdf-edition-en",
            crate::pdf::EditionChoice::Bilingual => "pdf-edition-bilingual",
        };
        parts.push(self.locales.get(lead).text(word));
        parts.extend(self.options.revision.clone());
        parts.retain(|part| !part.is_empty());
        let line = self.setter.label(&parts.join(" · "), running);
        // The number stands at the outer edge.
        let outer = self.grid.inner.is_some() && self.grid.right_hand;
        let (left, right) = if outer { (line, label) } else { (label, line) };
        let mut items = left.items(full.x, self.grid.foot_baseline());
        items.extend(right.items(full.right() - right.end(), self.grid.foot_baseline()));
        self.setter.tag = before;
        items
    }
}

/// Text after all shapes, and block by block: so it is read, searched and copied, whatever the columns.
fn in_reading_order(items: &mut [Item]) {
    items.sort_by_key(|item| item.tag().map_or((0, 0), |tag| (1, tag.order)));
}

/// A small number in roman numerals.
fn roman(mut number: usize) -> String {
    const SIGNS: [(usize, &str); 9] =
        [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn front_matter_is_counted_in_roman() {
        assert_eq!([1, 2, 4, 9, 14, 42].map(roman), ["i", "ii", "iv", "ix", "xiv", "xlii"]);
    }
}
