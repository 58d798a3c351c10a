//! Captions of tables and charts: their number in ink, their title in each language.

use super::Layout;
use super::grid::{Column, Role};
use super::piece::Piece;
use super::setter::Fill;
use super::words::{GAP, Words};
use crate::check::Arg;
use crate::pdf::colour::Colour;
use crate::pdf::page::Tag;
use crate::pdf::tag::Role as Part;
use crate::source::Language;

impl Layout<'_> {
    /// `表2.1（續）` in ink, then the title; the second language dim.
    pub fn caption(
        &mut self,
        key: &'static str,
        titles: &[(Language, Words)],
        number: usize,
        area: Column,
        continued: bool,
    ) -> Vec<Piece> {
        let Some((lead, _)) = titles.first() else { return Vec::new() };
        let kind = self.scale.of(Role::Caption, *lead);
        let mut all = Words::default();
        let number = self.printed_number(number);
        for (at, (language, _)) in titles.iter().enumerate() {
            let locale = self.locales.get(*language);
            let Some(number) = &number else { continue };
            let key = if continued { "pdf-table-continued" } else { key };
            let label = locale.with(key, &[("number", Arg::Text(number.clone()))]);
            all.push(if at > 0 { " " } else { "" }, true, None);
            all.push(&label, true, Some(self.palette.ink));
        }
        for (at, (_, words)) in titles.iter().enumerate() {
            if !all.plain.is_empty() {
                all.push(GAP, false, None);
            }
            let mut words = words.clone();
            if continued {
                words.marks.clear();
            }
            for part in &mut words.parts {
                part.strong = true;
                if at > 0 {
                    (part.colour, part.light) = (Some(Colour::DIM), true);
                }
            }
            all.append(words);
        }
        if continued && number.is_none() {
            all.push(&self.locales.get(*lead).text("pdf-continued"), true, None);
        }
        let tag = if continued {
            Tag { element: None, ..self.setter.tag }
        } else {
            self.begin(Part::Caption, *lead);
            self.setter.tag
        };
        let lines = self.setter.tagged(tag, |setter| setter.lines(&all, kind, Fill::ragged(area.width)));
        let mut pieces = self.setter.pieces(&lines, kind, area.x);
        if let Some(unit) = self.caption_unit.clone().filter(|_| !continued) {
            let kind = self.scale.of(Role::Unit, *lead);
            let lines = self.setter.tagged(tag, |setter| setter.lines(&unit, kind, Fill::ragged(area.width)));
            pieces.extend(self.setter.pieces(&lines, kind, area.x));
        }
        if let (false, Some(number), Some(first)) = (continued, number, pieces.first_mut()) {
            let label = self.locales.get(*lead).with(key, &[("number", Arg::Text(number))]);
            let destination = self.destination();
            first.anchors.push(destination);
            let titles = titles.iter().map(|(_, words)| words.plain.clone()).collect();
            self.captions.push(super::Caption { key, label, titles, destination });
        }
        for piece in &mut pieces {
            piece.keep = true;
        }
        if let Some(last) = pieces.last_mut() {
            last.height += 3.0;
        }
        pieces
    }

    /// `2.1` in chapter 2, `A1.1` in the first appendix; none in other chapters.
    fn printed_number(&self, number: usize) -> Option<String> {
        let chapter = &self.report.chapters[self.at];
        if let Some(own) = &chapter.number {
            return Some(format!("{own}.{number}"));
        }
        let title = chapter.title(Language::En);
        let rest = title.strip_prefix("Appendix ").or_else(|| title.strip_prefix("附錄"))?;
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        (!digits.is_empty()).then(|| format!("A{digits}.{number}"))
    }
}
