//! The last pass, when every page number is known: heads, feet, labels, destinations.

use super::flow::{Flowed, Sheet};
use super::grid::{FOOT_BASELINE, HEAD_BASELINE, HEAD_RULE, Role};
use super::{Layout, OutlineEntry};
use crate::pdf::colour::Colour;
use crate::pdf::page::{Destination, Item, Page, Pages, Stroke};
use crate::pdf::text::Weight;

impl Layout<'_> {
    /// Front matter, body, heads and feet, in one document.
    pub fn assemble(&mut self, flowed: Flowed) -> Pages {
        let mut pages = Pages::default();
        let front = pages.pages.len();
        pages.destinations = vec![None; self.destinations];
        for (id, destination) in &flowed.destinations {
            pages.destinations[id.0] = Some(Destination { page: destination.page + front, ..*destination });
        }
        for (index, sheet) in flowed.sheets.into_iter().enumerate() {
            let label = (index + 1).to_string();
            let page = self.body_page(sheet, &flowed.heads, label);
            pages.pages.push(page);
        }
        pages.outline = self.outline();
        pages
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
        if sheet.opener.is_none() {
            if let Some((number, title)) = sheet.head.and_then(|head| heads.get(head)) {
                items.extend(self.running_head(number.as_deref(), title));
            }
        }
        items.extend(sheet.items);
        if sheet.opener.is_none() {
            items.extend(self.foot(&label));
        }
        Page { label, items, links: sheet.links }
    }

    fn running_head(&mut self, number: Option<&str>, title: &str) -> Vec<Item> {
        let kind = self.scale.of(Role::Running, self.lead());
        let full = self.grid.full;
        let words = number.map_or(title.to_owned(), |number| format!("{number}\u{2003}{title}"));
        let mut items = self.setter.label(&words, kind).items(full.x, HEAD_BASELINE);
        let points = vec![(full.x, HEAD_RULE), (full.right(), HEAD_RULE)];
        items.push(Item::Line { points, stroke: Stroke::solid(0.4, Colour::RULE) });
        items
    }

    /// The page number at the left; title, edition and revision at the right.
    pub fn foot(&mut self, label: &str) -> Vec<Item> {
        let lead = self.lead();
        let full = self.grid.full;
        let running = self.scale.of(Role::Running, lead);
        let number =
            super::grid::Type { size: 9.0, weight: Weight::Strong, colour: self.palette.ink, ..running };
        self.next_order();
        let mut items = self.setter.label(label, number).items(full.x, FOOT_BASELINE);
        let mut parts = vec![self.report.config.title.get(lead).clone()];
        let word = match self.options.edition {
            crate::pdf::EditionChoice::ZhHant => "pdf-edition-zh-Hant",
            crate::pdf::EditionChoice::En => "pdf-edition-en",
            crate::pdf::EditionChoice::Bilingual => "pdf-edition-bilingual",
        };
        parts.push(self.locales.get(lead).text(word));
        parts.extend(self.options.revision.clone());
        let line = self.setter.label(&parts.join(" · "), running);
        items.extend(line.items(full.right() - line.end(), FOOT_BASELINE));
        items
    }
}
