//! The annex of a review copy: how far the report is tied out, what the marks mean, and every finding.

use std::collections::BTreeMap;

use super::cells::Cell;
use super::grid::Role;
use super::piece::Step;
use super::prose::spaced;
use super::review::{Look, Numbered};
use super::setter::Fill;
use super::table::{Head, Kind, Row, Sheet};
use super::words::{GAP, Words};
use super::{Entry, Layout, step_all};
use crate::check::{Arithmetic, Finding, FindingPlace, Severity};
use crate::locale::Locale;
use crate::pdf::colour::Colour;
use crate::pdf::tag::Role as Part;
use crate::source::Language;

/// Printed text that is longer is cut: it is there to be recognised.
const SUSPECT: usize = 24;

impl Layout<'_> {
    /// The annex as steps, after the last chapter.
    pub fn annex(&mut self, numbered: &BTreeMap<usize, Numbered>) -> Vec<Step> {
        let words = |layout: &Self, key: &str| -> Vec<String> {
            layout.grid.languages.iter().map(|language| layout.locales.get(*language).text(key)).collect()
        };
        let titles = words(self, "pdf-annex");
        let mut steps = vec![Step::Chapter { number: None, title: titles.join(GAP) }];
        self.setter.tags.leave_all();
        let section = self.setter.tags.add(Part::Section, None);
        self.setter.tags.enter(section);
        let destination = self.destination();
        let kind = self.scale.of(Role::H1, self.lead());
        let full = self.grid.full;
        self.begin(Part::Heading(1), self.lead());
        let lines = self.setter.lines(&Words::plain(titles.join(GAP)), kind, Fill::ragged(full.width));
        let mut pieces = self.setter.pieces(&lines, kind, full.x);
        for piece in &mut pieces {
            piece.keep = true;
        }
        if let Some(first) = pieces.first_mut() {
            first.anchors.push(destination);
        }
        spaced(&mut pieces, 0.0, 18.0);
        pieces.extend(self.coverage());
        let legend = self.legend();
        pieces.push(legend);
        super::piece::widen(&mut pieces, true);
        let sheet = self.findings_sheet(numbered);
        pieces.extend(self.set_sheet(&sheet, &[], 0));
        step_all(&mut steps, pieces);
        let chapter = self.report.chapters.len();
        self.contents.push(Entry { level: 1, number: None, titles, chapter, destination });
        steps
    }

    fn findings_sheet(&self, numbered: &BTreeMap<usize, Numbered>) -> Sheet {
        const HEADS: [&str; 6] = [
            "pdf-annex-number",
            "pdf-annex-page",
            "pdf-annex-chapter",
            "pdf-annex-found",
            "pdf-annex-suspect",
            "pdf-annex-who",
        ];
        let heads = HEADS.iter().map(|key| self.both(|locale| locale.text(key))).collect();
        let mut rows = vec![Row { kind: Kind::Head, cells: heads, depth: 0 }];
        let mut by_number: Vec<(&usize, &Numbered)> = numbered.iter().collect();
        by_number.sort_by_key(|(_, numbered)| numbered.number);
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            let of = |index: usize| &self.outcome.findings[index];
            let members: Vec<_> =
                by_number.iter().filter(|(index, _)| of(**index).severity == severity).collect();
            if !members.is_empty() {
                let key = format!("severity-{}", severity.word());
                rows.push(self.group(&key, members.len()));
            }
            for (index, numbered) in members {
                rows.push(self.finding_row(
                    of(**index),
                    Some(**index),
                    Some(**numbered),
                    Look::of(severity).ink,
                ));
            }
        }
        let waived: Vec<&Finding> =
            self.outcome.findings.iter().filter(|finding| finding.waived.is_some()).collect();
        if !waived.is_empty() {
            rows.push(self.group("state-waived", waived.len()));
        }
        rows.extend(waived.into_iter().map(|finding| self.finding_row(finding, None, None, Colour::WAIVED)));
        Sheet { columns: vec![Head::default(); HEADS.len()], rows, heads: 1 }
    }

    fn group(&self, key: &str, count: usize) -> Row {
        let mut cell = self.both(|locale| format!("{} ({count})", locale.text(key)));
        cell.join();
        Row { kind: Kind::Group, cells: vec![cell], depth: 0 }
    }

    fn finding_row(
        &self,
        finding: &Finding,
        index: Option<usize>,
        numbered: Option<Numbered>,
        ink: Colour,
    ) -> Row {
        let mut number = Words::default();
        number.push(
            &numbered.map_or("–".to_owned(), |numbered| numbered.number.to_string()),
            true,
            Some(ink),
        );
        let mut page = Words::default();
        match numbered.and_then(|numbered| numbered.place) {
            Some((id, at)) => page.push_leading(&(at + 1).to_string(), id),
            None => page.push("–", false, Some(Colour::DIM)),
        }
        let place = finding.primary();
        let chapter = self.chapter_of(finding);
        let mut found = self.both(|locale| locale.finding(finding));
        let arithmetic: Vec<String> = finding.arithmetic.iter().map(Arithmetic::line).collect();
        if !arithmetic.is_empty() {
            let last = found.second.as_mut().unwrap_or(&mut found.words);
            last.push(&format!("\n{}", arithmetic.join("\n")), false, Some(Colour::DIM));
        }
        let mut suspect = Words::default();
        suspect.push(&self.printed(place), true, Some(ink));
        suspect.push(&format!("\n{}", self.place_of(place)), false, Some(Colour::DIM));
        let plain = |words: Words| Cell { words, ..Cell::words("", None) };
        let cells = vec![
            plain(number),
            plain(page),
            Cell::words(chapter, None),
            found,
            plain(suspect),
            Cell::words(self.who(finding, index), None),
        ];
        Row { kind: Kind::Data, cells, depth: 0 }
    }

    /// What is printed at a place: the figure, or the first words.
    fn printed(&self, place: &FindingPlace) -> String {
        if let Some(figure) = place.figure {
            return self.report.figures[figure].figure.printed.clone();
        }
        let source = self.report.sources.slice(place.span).trim();
        let first = source.lines().next().unwrap_or_default();
        let words = without_tags(first.trim_start_matches(['#', '|', '>', '-', '*', ' ']));
        words.chars().take(SUSPECT).collect()
    }

    /// `zh-Hant:86` in a chapter; the file's name elsewhere.
    fn place_of(&self, place: &FindingPlace) -> String {
        let line = self.report.sources.position(place.span).line;
        let path = self.report.sources.path(place.span);
        format!("{}:{line}", path.file_stem().unwrap_or(path.as_str()))
    }

    /// Who has waived or flagged a finding, when, and why.
    fn who(&self, finding: &Finding, index: Option<usize>) -> String {
        let waiver = finding.waived.and_then(|waiver| self.report.review.waivers.get(waiver));
        let flag = index.and_then(|index| self.flag(index));
        match (waiver, flag) {
            (Some(waiver), _) => format!("{} {}\n{}", waiver.by, waiver.on, waiver.reason),
            (None, Some(flag)) => format!("{} {}\n{}", flag.by, flag.on, flag.comment),
            (None, None) => String::new(),
        }
    }

    /// The number of the chapter that a finding speaks of, or its title.
    fn chapter_of(&self, finding: &Finding) -> String {
        let file = finding.primary().span.file;
        let chapter = self.report.chapters.iter().find(|chapter| {
            let in_it = |language| {
                chapter.editions.get(language).as_ref().is_some_and(|edition| edition.file == file)
            };
            Language::ALL.into_iter().any(in_it)
        });
        let name = |chapter: &crate::report::Chapter| {
            // `附錄1 績效數據` and `Appendix 1: Performance` are known by what stands before the gap.
            let title = chapter.title(self.lead());
            let before = |gap: &&str| title.split_once(*gap).map(|(before, _)| before);
            let numbered = |before: &&str| before.contains(|char: char| char.is_ascii_digit());
            let short = ["：", ":", "　", " "].iter().filter_map(before).find(numbered);
            chapter.number.clone().unwrap_or_else(|| short.unwrap_or(title).to_owned())
        };
        chapter.map_or_else(String::new, name)
    }

    /// A cell in the languages of the edition.
    fn both(&self, words: impl Fn(&Locale) -> String) -> Cell {
        let of = |language: &Language| words(self.locales.get(*language));
        let first = self.grid.languages.first().map(of).unwrap_or_default();
        let second = self.grid.languages.get(1).map(of).filter(|second| *second != first);
        Cell::words(first, second)
    }
}

/// Words without the marks of their style.
fn without_tags(words: &str) -> String {
    let mut parts = words.split('<');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('>') {
            Some((tag, rest)) if !tag.contains(' ') => plain.push_str(rest),
            _ => plain.extend(["<", part]),
        }
    }
    plain.replace("**", "")
}

/// The title of a rule's page.
#[must_use]
pub fn title(locale: &Locale, rule: &'static str) -> String {
    let page = locale.rule_page(rule).and_then(|page| page.lines().next());
    page.and_then(|line| line.strip_prefix("# ")).unwrap_or(rule).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::without_tags;

    #[test]
    fn marks_of_style_are_left_out() {
        for (words, plain) in
            [("tCO<sub>2</sub>e", "tCO2e"), ("**30** < 40", "30 < 40"), ("a<b and c>d", "a<b and c>d")]
        {
            assert_eq!(without_tags(words), plain);
        }
    }
}
