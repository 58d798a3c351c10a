//! Pointers to other places of the report: `[附錄1](../a1-performance/zh-Hant.md)`, `[2.2](#energy)`; where they lead
//! and on which page that is.

use std::collections::BTreeMap;

use camino::Utf8Path;

use super::Layout;
use super::words::{Lead, Words};
use crate::check::Arg;
use crate::pdf::page::{Destination, DestinationId};
use crate::pdf::{Warning, WarningKind};
use crate::report::config::inside;
use crate::report::{Block, BlockKind};
use crate::source::{Language, Span};

/// The page of something that is not laid out yet: most have two figures.
const GUESS: usize = 10;

/// What a pointer leads to: a chapter, or a heading of it by its place in the source.
pub type Goal = (usize, Option<Span>);

impl Layout<'_> {
    /// Words with the page after each pointer inside the report; pointers that lead nowhere are plain words.
    pub fn with_pages(&mut self, words: Words, block: &Block, language: Language) -> Words {
        let leads = |lead: &Option<Lead>| matches!(lead, Some(Lead::Url(url)) if is_inside(url));
        if !words.parts.iter().any(|part| leads(&part.lead)) {
            return words;
        }
        let mut out = Words::default();
        for (at, part) in words.parts.iter().enumerate() {
            let from = out.parts.len();
            out.append(words.slice(&part.range));
            let Some(Lead::Url(url)) = part.lead.as_ref().filter(|_| leads(&part.lead)) else { continue };
            let goal = self.goal(url, block, language);
            let to = goal.map(|goal| (self.destination_of(goal), self.page_of(goal)));
            for part in &mut out.parts[from..] {
                part.lead = to.map(|(to, _)| Lead::Inside(to));
            }
            let Some((to, page)) = to else {
                let kind = WarningKind::PointerLost(url.clone());
                self.warnings.push(Warning { span: block.span, kind });
                continue;
            };
            // A pointer of several styles has its page at its end.
            let goes_on = words.parts.get(at + 1).is_some_and(|next| next.lead == part.lead);
            if !goes_on {
                let number = page.to_string();
                let said = self
                    .locales
                    .get(language)
                    .with("pdf-page-reference", &[("page", Arg::Text(number.clone()))]);
                let (before, after) = said.split_once(&number).unwrap_or((&said, ""));
                out.push_leading(before, to);
                out.push_leading(&number, to);
                if let Some(part) = out.parts.last_mut() {
                    part.page_of = Some(to);
                }
                out.push_leading(after, to);
            }
        }
        out
    }

    /// Where an address inside the report leads.
    fn goal(&self, url: &str, block: &Block, language: Language) -> Option<Goal> {
        let (path, fragment) = url.split_once('#').unwrap_or((url, ""));
        let chapter = if path.is_empty() {
            self.at
        } else {
            let source = self.report.sources.path(block.span);
            let path = inside(source.parent().unwrap_or(Utf8Path::new("")), path)?;
            // `../a1-performance/zh-Hant.md`, or the folder alone.
            self.report
                .chapters
                .iter()
                .position(|chapter| path.components().any(|part| part.as_str() == chapter.folder))?
        };
        if fragment.is_empty() {
            return Some((chapter, None));
        }
        let blocks = &self.report.edition(chapter, language)?.blocks;
        let heading = blocks.iter().find(|block| match &block.kind {
            BlockKind::Heading { number, text, .. } => {
                number.as_deref() == Some(fragment) || slug(&text.plain) == slug(fragment)
            }
            _ => false,
        })?;
        Some((chapter, Some(heading.span)))
    }

    /// The destination of a goal, which may be laid out later.
    pub fn destination_of(&mut self, goal: Goal) -> DestinationId {
        if let Some(known) = self.goals.get(&goal) {
            return *known;
        }
        let id = self.destination();
        self.goals.insert(goal, id);
        id
    }

    /// The page of a goal as the last round found it.
    fn page_of(&mut self, goal: Goal) -> usize {
        self.pointed.insert(goal);
        self.known_pages.get(&goal).copied().unwrap_or(GUESS)
    }

    /// Whether the numbers of the true pages fit where the pages were printed; if not, the true ones are kept for
    /// another round.
    pub fn learn_pages(&mut self, destinations: &[(DestinationId, Destination)]) -> bool {
        let places: BTreeMap<DestinationId, Destination> = destinations.iter().copied().collect();
        let mut settled = true;
        for goal in &self.pointed {
            let Some(destination) = self.goals.get(goal).and_then(|id| places.get(id)) else { continue };
            let page = destination.page + 1;
            // Figures are all equally wide: as many of them take the same place.
            let guessed = self.known_pages.insert(*goal, page).unwrap_or(GUESS);
            settled &= guessed.checked_ilog10() == page.checked_ilog10();
        }
        settled
    }
}

/// Whether an address leads to a place in the report rather than out of it.
fn is_inside(url: &str) -> bool {
    !url.contains(':') && !url.starts_with("//") && !url.starts_with("www.")
}

/// A heading as addresses name it: small letters, hyphens for spaces, no marks.
fn slug(heading: &str) -> String {
    let mut slug = String::new();
    for character in heading.trim().chars().flat_map(char::to_lowercase) {
        match character {
            ' ' | '-' | '\u{3000}' => slug.push('-'),
            _ if character.is_alphanumeric() || character == '_' => slug.push(character),
            _ => {}
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_named_as_other_renderers_do() {
        assert_eq!(slug("Energy and Emissions (2023)"), "energy-and-emissions-2023");
        assert_eq!(slug("能源及排放物管理"), "能源及排放物管理");
    }

    #[test]
    fn addresses_outside_are_told_from_pointers() {
        for (url, expected) in [
            ("../a1/zh-Hant.md", true),
            ("#能源", true),
            ("https://a.hk/#x", false),
            ("mailto:a@b.hk", false),
            ("www.weimob.com", false),
        ] {
            assert_eq!(is_inside(url), expected, "{url}");
        }
    }
}
