//! Pointers to appendices, tables, figures and notes by a number that nothing has, where others have numbers.

use std::collections::HashMap;

use crate::check::{Arg, Finding, FindingPlace, Message, Role};
use crate::report::{BlockKind, Edition, Report, Text};
use crate::source::{FileId, Language};

use super::RULE;
use super::pointer::{self, NUMBERED, Numbered};

/// The numbers that the things of an edition have.
pub struct Numbers<'a> {
    report: &'a Report,
    language: Language,
    /// By the English name of the kind and, for notes, the file: those are numbered anew in each chapter.
    known: HashMap<(&'static str, Option<FileId>), Vec<u32>>,
}

impl<'a> Numbers<'a> {
    #[must_use]
    pub fn new(report: &'a Report, language: Language) -> Numbers<'a> {
        Numbers { report, language, known: HashMap::new() }
    }

    /// The pointers of a text that lead to no number.
    pub fn missing(&mut self, edition: &Edition, text: &Text) -> Vec<Finding> {
        let mut findings = Vec::new();
        if !pointer::may_point(&text.plain) {
            return findings;
        }
        for kind in NUMBERED {
            let pointers = pointer::numbered(kind, edition.language, &text.plain);
            if pointers.is_empty() {
                continue;
            }
            let known = self.known(kind, edition.file);
            // Only a list that runs from 1 without a gap shows what is not there: an excerpt has a part of it.
            let whole = known.iter().copied().eq((1..).take(known.len()));
            for (number, range) in pointers {
                if whole && !known.is_empty() && !known.contains(&number) {
                    let found = Arg::Text(text.plain[range.clone()].to_owned());
                    let known: Vec<String> = known.iter().map(u32::to_string).collect();
                    let args = vec![("found", found), ("known", Arg::Text(known.join(", ")))];
                    let message = Message { key: "finding-reference-broken-number", args };
                    let place = FindingPlace::words(text.span(edition.file, &range), Role::Suspect);
                    findings.push(Finding::new(RULE.id, RULE.severity, message, vec![place]));
                }
            }
        }
        findings
    }

    /// The numbers of all things of a kind, sorted; of notes, those of a file.
    fn known(&mut self, kind: Numbered, file: FileId) -> &[u32] {
        let of = (kind.en == "note").then_some(file);
        let (report, language) = (self.report, self.language);
        self.known.entry((kind.en, of)).or_insert_with(|| collect(report, language, kind, of))
    }
}

fn collect(report: &Report, language: Language, kind: Numbered, file: Option<FileId>) -> Vec<u32> {
    let all = report.chapters.iter().filter_map(|chapter| chapter.editions.get(language).as_ref());
    let blocks =
        all.filter(|other| file.is_none_or(|file| other.file == file)).flat_map(|other| &other.blocks);
    let mut known: Vec<u32> = blocks
        .filter_map(|block| match &block.kind {
            BlockKind::Footnote { label, .. } if file.is_some() => label.parse().ok(),
            _ => block.text().and_then(|text| pointer::number_of(kind, &text.plain)),
        })
        .collect();
    known.sort_unstable();
    known.dedup();
    known
}
