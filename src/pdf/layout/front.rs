//! What opens the report and its chapters: cover, contents, chapter openers.

use super::flow::Sheet;
use super::grid::{Column, Role, Type};
use super::setter::Fill;
use super::words::{GAP, Words};
use super::{Entry, Layout};
use crate::check::Arg;
use crate::pdf::colour::Colour;
use crate::pdf::page::{Dash, DestinationId, Item, LinkArea, Page, Pages, Paper, Stroke, Target};
use crate::pdf::tag::Role as Part;
use crate::pdf::text::{Align, Weight};
use crate::source::{ByLanguage, Language};

/// The brand field of an opener: 42 % of the page.
const FIELD: f32 = 354.0;
/// The rule above the legal lines of a cover.
const LEGAL_RULE: f32 = 732.0;
/// Where titles begin in the contents, from the numbers.
const TITLE_INDENT: f32 = 46.0;

/// A row of the contents.
struct Row {
    number: String,
    title: Words,
    kind: Type,
    leading: f32,
    before: f32,
    indent: f32,
    destination: DestinationId,
}

impl Layout<'_> {
    /// Year, title, entity, in the language of the edition and in the other.
    pub fn cover(&mut self) -> Page {
        let config = &self.report.config;
        let full = self.grid.full;
        let (lead, other) = (self.lead(), self.lead().other());
        let body = self.scale.of(Role::Body, lead);
        let kind =
            |language, size, weight, colour| Type { language, size, leading: size * 1.3, weight, colour };
        let year = config.period.as_ref().map_or(String::new(), |period| period.0.clone());
        let report = self.report;
        let title = |language| without_year(crate::pdf::title(report, language), &year);
        let ink = self.palette.ink;
        // On other papers everything stands at the same part of the height.
        let part = self.grid.paper.height / Paper::A4.height;
        let down = |y: f32| y * part;
        let mut items =
            vec![Item::Rectangle { x: 0.0, y: 0.0, width: 18.0, height: self.grid.paper.height, fill: ink }];
        let mut put = |setter: &mut super::Setter, words: &str, kind: Type, y: f32, right: bool| {
            setter.begin(Part::Paragraph, Some(kind.language));
            let line = setter.label(words, kind);
            let x = if right { full.right() - line.end() } else { full.x };
            items.extend(line.items(x, y));
        };
        let setter = &mut self.setter;
        put(setter, config.entity.get(lead), kind(lead, 14.0, Weight::Strong, Colour::TEXT), 90.0, false);
        put(setter, config.entity.get(other), kind(other, 12.0, Weight::Strong, Colour::DIM), 108.0, false);
        if !config.stock_code.is_empty() {
            let code = [("code", Arg::Text(config.stock_code.clone()))];
            let words = self.locales.get(lead).with("pdf-stock-code", &code);
            put(setter, &words, kind(lead, 11.0, Weight::Strong, Colour::DIM), 90.0, true);
        }
        put(setter, &year, kind(lead, 84.0, Weight::Strong, ink), down(351.0), false);
        let mut y = down(351.0) + 70.0;
        let leading = if lead == Language::ZhHant { 44.0 } else { 40.0 };
        let large = Type { leading, ..kind(lead, 34.0, Weight::Strong, Colour::TEXT) };
        setter.begin(Part::Paragraph, Some(lead));
        for line in setter.lines(&Words::plain(in_two(title(lead))), large, Fill::ragged(full.width)) {
            items.extend(line.items(full.x, y));
            y += large.leading;
        }
        y -= large.leading - 34.0;
        let small = Type { leading: 26.0, ..kind(other, 20.0, Weight::Regular, Colour::DIM) };
        setter.begin(Part::Paragraph, Some(other));
        // A report of one language has one title.
        let second = Some(title(other)).filter(|second| *second != title(lead)).unwrap_or_default();
        for line in setter.lines(&Words::plain(second), small, Fill::ragged(full.width)) {
            items.extend(line.items(full.x, y));
            y += small.leading;
        }
        let points = vec![(full.x, down(LEGAL_RULE)), (full.right(), down(LEGAL_RULE))];
        items.push(Item::Line { points, stroke: Stroke::solid(0.5, Colour::RULE) });
        for (language, y) in [(lead, down(LEGAL_RULE) + 20.0), (other, down(LEGAL_RULE) + 34.0)] {
            let size = if language == Language::ZhHant { 9.0 } else { 9.5 };
            setter.begin(Part::Paragraph, Some(language));
            let line = setter
                .label(config.legal.get(language), Type { size, language, colour: Colour::DIM, ..body });
            items.extend(line.items(full.x, y));
        }
        if self.options.review {
            items.extend(self.review_box(down(LEGAL_RULE) - 18.0));
        }
        Page { items, ..Page::default() }
    }

    /// The contents and the lists of tables and charts; `pages` knows where everything is, counted from the body.
    pub fn contents_pages(&mut self, pages: &Pages) -> Vec<Page> {
        let entries = self.contents.clone();
        let rows: Vec<Row> =
            entries.iter().filter(|entry| entry.level < 3).map(|entry| self.contents_row(entry)).collect();
        let mut sheets =
            Sheets { pages: Vec::new(), y: self.grid.top, top: self.grid.top, bottom: self.grid.bottom };
        self.list("pdf-contents", Role::H1, &rows, pages, &mut sheets);
        let lists: &[(&'static str, &str)] = if self.report.config.page.lists {
            &[("pdf-tables", "pdf-table"), ("pdf-charts", "pdf-chart")]
        } else {
            &[]
        };
        for &(key, wanted) in lists {
            let listed: Vec<Row> = self
                .captions
                .clone()
                .iter()
                .filter(|caption| caption.key == wanted)
                .map(|caption| self.list_row(caption))
                .collect();
            if !listed.is_empty() {
                self.list(key, Role::H3, &listed, pages, &mut sheets);
            }
        }
        sheets.pages
    }

    fn list(&mut self, key: &'static str, role: Role, rows: &[Row], pages: &Pages, sheets: &mut Sheets) {
        let full = self.grid.full;
        let words: Vec<String> =
            self.grid.languages.iter().map(|language| self.locales.get(*language).text(key)).collect();
        let kind = self.scale.of(role, self.lead());
        let before = if sheets.pages.is_empty() { 0.0 } else { 30.0 };
        self.begin(if role == Role::H1 { Part::Heading(1) } else { Part::Heading(2) }, self.lead());
        let y =
            sheets.room(before, kind.leading + 48.0) + crate::pdf::text::baseline(kind.size, kind.leading);
        let line = self.setter.label(&words.join(GAP), kind);
        sheets.page().items.extend(line.items(full.x, y));
        sheets.y += kind.leading + if role == Role::H1 { 24.0 } else { 6.0 };
        self.inside(Part::Contents, None, |layout| {
            for row in rows {
                let top = sheets.room(row.before, row.leading);
                sheets.y = top + layout.contents_row_at(row, full, top, pages, sheets.page());
            }
        });
    }

    /// A row that leads to its page, from a place on this one; gives its height.
    fn contents_row_at(&mut self, row: &Row, area: Column, top: f32, pages: &Pages, page: &mut Page) -> f32 {
        let item = self.setter.tags.add(Part::ContentsItem, Some(self.lead()));
        let link = self.setter.tags.add_to(item, Part::Link, None);
        self.setter.belong(link);
        let baseline = top + crate::pdf::text::baseline(row.kind.size, row.leading);
        let number = page_number(pages, row.destination);
        let height = row.leading + self.contents_line(row, &number, area, baseline, page);
        let target = Target::Inside(row.destination);
        let (x, width) = (area.x, area.width);
        let words = String::new();
        page.links.push(LinkArea { x, y: top, width, height, target, words, element: Some(link) });
        height
    }

    fn contents_row(&self, entry: &Entry) -> Row {
        let chapter = entry.level == 1;
        let body = self.scale.of(Role::Body, self.lead());
        let size = if chapter {
            11.5
        } else if self.lead() == Language::ZhHant {
            10.5
        } else {
            11.0
        };
        let size = if self.grid.bilingual { size - 1.0 } else { size };
        let weight = if chapter { Weight::Strong } else { Weight::Regular };
        let indent = if !chapter
            || self.report.chapters.get(entry.chapter).is_some_and(|chapter| chapter.number.is_some())
        {
            TITLE_INDENT
        } else {
            0.0
        };
        Row {
            number: entry.number.clone().unwrap_or_default(),
            title: Self::titles(&entry.titles),
            kind: Type { size, weight, ..body },
            leading: if chapter { 24.0 } else { 18.0 },
            before: if chapter { 12.0 } else { 0.0 },
            indent,
            destination: entry.destination,
        }
    }

    fn list_row(&self, caption: &super::Caption) -> Row {
        Row {
            number: caption.label.clone(),
            title: Self::titles(&caption.titles),
            kind: self.scale.of(Role::Cell, self.lead()),
            leading: 15.0,
            before: 0.0,
            indent: TITLE_INDENT + 8.0,
            destination: caption.destination,
        }
    }

    /// The second language dim and light after the first.
    fn titles(titles: &[String]) -> Words {
        let mut words = Words::default();
        for (at, title) in titles.iter().enumerate() {
            words.push(if at > 0 { GAP } else { "" }, false, None);
            words.push(title, false, (at > 0).then_some(Colour::DIM));
            if let (true, Some(part)) = (at > 0, words.parts.last_mut()) {
                part.light = true;
            }
        }
        words
    }

    /// A row: number, title, leader, page. Gives the height of further lines of the title.
    fn contents_line(&mut self, row: &Row, number: &str, area: Column, y: f32, page: &mut Page) -> f32 {
        let ink = row.kind.strong().coloured(self.palette.ink);
        let numeral = self.setter.label(&row.number, ink);
        page.items.extend(numeral.items(area.x, y));
        let left = area.x + row.indent;
        let lines = self.setter.lines(&row.title, row.kind, Fill::ragged(area.right() - left - 40.0));
        let step = row.kind.size * 1.35;
        let mut base = y - step;
        let mut end = left;
        for line in &lines {
            base += step;
            page.items.extend(line.items(left, base));
            end = left + line.end();
        }
        let right = area.right();
        let shown = self.setter.label(number, Type { weight: Weight::Regular, ..row.kind });
        let (from, to) = (end + 8.0, right - 22.0);
        if to > from {
            let stroke = Stroke { width: 0.7, colour: Colour::DIM, dash: Dash::Dots(4.0) };
            // From the right, so that the dots of all rows stand under each other.
            let count = ((to - from) / 4.0).floor();
            page.items.push(Item::Line { points: vec![(to - count * 4.0, base), (to, base)], stroke });
        }
        page.items.extend(shown.items(right - shown.end(), base));
        base - y
    }

    /// The page that opens a chapter: its number and titles on the brand, its sections under them.
    pub fn opener(&mut self, sheet: &Sheet, chapter: usize, pages: &Pages, label: String) -> Page {
        let full = self.grid.full;
        let report = self.report;
        let (lead, other) = (self.lead(), self.lead().other());
        let number = report.chapters[chapter].number.clone().unwrap_or_default();
        let titles = ByLanguage {
            zh_hant: report.chapters[chapter].title(Language::ZhHant).to_owned(),
            en: report.chapters[chapter].title(Language::En).to_owned(),
        };
        let body = self.scale.of(Role::Body, lead);
        let section = self.sections.get(&chapter).copied();
        if let Some(section) = section {
            self.setter.tags.enter(section);
        }
        self.begin(Part::Heading(1), lead);
        let white = body.strong().coloured(Colour::WHITE);
        let numeral = self.setter.label(&number, Type { size: 96.0, ..white });
        let part = self.grid.paper.height / Paper::A4.height;
        let mut titles_set = numeral.items(full.x, 204.0 * part);
        let leading = if lead == Language::ZhHant { 39.0 } else { 36.0 };
        let mut y = 204.0 * part + 76.0 - leading;
        for line in self.setter.lines(
            &Words::plain(titles.get(lead).clone()),
            white.sized(30.0, leading),
            Fill::ragged(full.width),
        ) {
            y += leading;
            titles_set.extend(line.items(full.x, y));
        }
        if titles.get(lead) != titles.get(other) && report.edition(chapter, other).is_some() {
            self.begin(Part::Paragraph, other);
            let soft = Type { language: other, size: 18.0, colour: self.palette.soft, ..body };
            y += 6.0;
            for line in self.setter.lines(
                &Words::plain(titles.get(other).clone()),
                soft,
                Fill { align: Align::Left, ..Fill::ragged(full.width) },
            ) {
                y += 24.0;
                titles_set.extend(line.items(full.x, y));
            }
        }
        let height = (FIELD * part).max(y + 44.0);
        let mut page = Page { label, links: sheet.links.clone(), ..Page::default() };
        page.items.push(Item::Rectangle {
            x: 0.0,
            y: 0.0,
            width: self.grid.paper.width,
            height,
            fill: self.palette.ink,
        });
        page.items.append(&mut titles_set);
        let mut y = height + 42.0;
        let sections: Vec<Entry> = self
            .contents
            .iter()
            .filter(|entry| entry.chapter == chapter && entry.level == 2)
            .cloned()
            .collect();
        self.inside(Part::Contents, None, |layout| {
            for entry in &sections {
                let row = layout.contents_row(entry);
                y += 3.0 + layout.contents_row_at(&row, full, y, pages, &mut page);
            }
        });
        if section.is_some() {
            self.setter.tags.leave();
        }
        page
    }
}

/// The pages of the contents, filled from the top.
struct Sheets {
    pages: Vec<Page>,
    y: f32,
    top: f32,
    bottom: f32,
}

impl Sheets {
    /// The top of a row of some height, after some space; on a new page if need be.
    fn room(&mut self, before: f32, height: f32) -> f32 {
        if self.pages.is_empty() || self.y + before + height > self.bottom {
            self.pages.push(Page::default());
            self.y = self.top;
        } else {
            self.y += before;
        }
        self.y
    }

    fn page(&mut self) -> &mut Page {
        if self.pages.is_empty() {
            self.pages.push(Page::default());
        }
        self.pages.last_mut().expect("one was pushed")
    }
}

/// The printed number of the page that a destination stands on.
fn page_number(pages: &Pages, id: DestinationId) -> String {
    let destination = pages.destinations.get(id.0).copied().flatten();
    destination.map_or(String::new(), |destination| (destination.page + 1).to_string())
}

/// A long Chinese title in two lines, after 、, 及 or 與.
fn in_two(title: &str) -> String {
    const LONGEST: usize = 13;
    let count = title.chars().filter(|char| *char >= '\u{3400}').count();
    if count <= LONGEST {
        return title.to_owned();
    }
    let middle = title.len() / 2;
    let breaks = title.char_indices().filter(|(_, char)| matches!(char, '、' | '及' | '與'));
    // 及 and 與 begin the second line, 、 ends the first.
    let ends = breaks.map(|(at, char)| if char == '、' { at + char.len_utf8() } else { at });
    match ends.filter(|at| *at > 0).min_by_key(|at| at.abs_diff(middle)) {
        Some(at) => format!("{}\n{}", &title[..at], &title[at..]),
        None => title.to_owned(),
    }
}

/// A title without the year that stands above it in large figures.
fn without_year<'a>(title: &'a str, year: &str) -> &'a str {
    if year.is_empty() { title } else { title.trim().trim_end_matches(year).trim_end() }
}

#[cfg(test)]
mod tests {
    use super::{in_two, without_year};

    #[test]
    fn a_long_chinese_title_breaks_where_it_says_and() {
        let long = "微盟集團控股有限公司環境、社會及管治報告";
        assert_eq!(in_two(long), "微盟集團控股有限公司環境、\n社會及管治報告");
        assert_eq!(in_two("環境、社會及管治報告"), "環境、社會及管治報告");
    }

    #[test]
    fn the_year_is_said_once() {
        assert_eq!(without_year("環境、社會及管治報告 2023", "2023"), "環境、社會及管治報告");
        assert_eq!(without_year("Annual Report", "2023"), "Annual Report");
        assert_eq!(without_year("2023 Annual Report", "2023"), "2023 Annual Report");
    }
}
