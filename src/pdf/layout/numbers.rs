//! What is put in when all pages are known: the numbers of pointers, and where links lead, in words.

use std::collections::BTreeMap;

use super::Layout;
use crate::check::Arg;
use crate::pdf::page::{Destination, DestinationId, Item, Letters, LinkArea, Target, Text};

impl Layout<'_> {
    /// Puts in the numbers of pages, counted from the body's first.
    pub fn put_numbers(&self, items: &mut [Item], destinations: &[Option<Destination>]) {
        for item in items {
            match item {
                Item::Text(text) => self.put_number(text, destinations),
                Item::Drawing { items, .. } => self.put_numbers(items, destinations),
                _ => {}
            }
        }
    }

    fn put_number(&self, text: &mut Text, destinations: &[Option<Destination>]) {
        let place = text.page_of.and_then(|id| destinations.get(id.0).copied().flatten());
        let Some(place) = place else { return };
        let number = (place.page + 1).to_string();
        // Where rounds have not found room for another figure, the number of the last round stands.
        if number.len() != text.glyphs.len() {
            return;
        }
        for (glyph, figure) in text.glyphs.iter_mut().zip(number.chars()) {
            if let Some(id) = self.setter.fonts.glyph(glyph.face, figure) {
                glyph.id = id;
                glyph.text = Letters::from(&*figure.encode_utf8(&mut [0; 4]));
            }
        }
    }

    /// What stands at each destination that has a title.
    pub fn titles_by_destination(&self) -> BTreeMap<DestinationId, String> {
        let entries = self.contents.iter().map(|entry| (entry.destination, &entry.titles));
        let captions = self.captions.iter().map(|caption| (caption.destination, &caption.titles));
        entries.chain(captions).map(|(id, titles)| (id, titles.join(" / "))).collect()
    }

    /// Says where links inside the document lead: a title, or else a page.
    pub fn say_where(
        &self,
        links: &mut [LinkArea],
        titles: &BTreeMap<DestinationId, String>,
        destinations: &[Option<Destination>],
    ) {
        for link in links {
            let Target::Inside(id) = link.target else { continue };
            let page = destinations.get(id.0).copied().flatten().map_or(0, |place| place.page + 1);
            link.words = titles.get(&id).cloned().unwrap_or_else(|| {
                let page = [("page", Arg::Text(page.to_string()))];
                self.locales.get(self.lead()).with("pdf-link-page", &page)
            });
        }
    }
}
