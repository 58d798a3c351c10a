//! `term-differs`: a term of the glossary that the other edition says otherwise, or a word to be avoided.
//!
//! Of terms within terms the longest counts. English terms are found whatever their case, hyphens and plural.

use crate::check::context::{PairOfBlocks, Side};
use crate::check::paired::{rows, tables};
use crate::check::{Arg, Context, Finding, FindingPlace, Message, Role, Rule, Severity, Suggestion};
use crate::figures::phrases::Phrases;
use crate::report::{Edition, Link, Report, Row, Term, Text};
use crate::source::{Language, Span};

pub const RULE: Rule = Rule { id: "term-differs", severity: Severity::Note, run: check };

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    if report.glossary.is_empty() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for language in report.languages() {
        let glossary = Glossary::new(&report.glossary, language);
        if language == Language::ZhHant {
            for pair in &context.pairs {
                for group in groups(report, pair) {
                    glossary.compare(&group, &mut findings);
                }
            }
        }
        let editions = report.chapters.iter().filter_map(|chapter| chapter.editions.get(language).as_ref());
        for edition in editions {
            glossary.avoided(edition, &mut findings);
        }
    }
    findings
}

/// Texts that answer each other as a whole: two blocks, or two rows of a table.
struct Group<'a> {
    zh: Vec<&'a Text>,
    en: Vec<&'a Text>,
    zh_side: &'a Side<'a>,
    en_span: Span,
}

fn groups<'a>(report: &Report, pair: &'a PairOfBlocks<'a>) -> Vec<Group<'a>> {
    let (Some(zh), Some(en)) = (&pair.zh_hant, &pair.en) else {
        return Vec::new();
    };
    if zh.block.simplified {
        return Vec::new();
    }
    let Some((_, table_zh, _, table_en)) = tables(pair) else {
        let group = Group {
            zh: zh.block.texts().collect(),
            en: en.block.texts().collect(),
            zh_side: zh,
            en_span: en.block.span,
        };
        return vec![group];
    };
    let texts = |row: &'a Row| row.cells.iter().map(|cell| &cell.text).collect::<Vec<&Text>>();
    let matched = rows(report, table_zh, table_en).into_iter().filter_map(|(a, b)| a.zip(b));
    let group = |(a, b): (usize, usize)| Group {
        zh: texts(&table_zh.rows[a]),
        en: texts(&table_en.rows[b]),
        zh_side: zh,
        en_span: table_en.rows[b].span,
    };
    matched.map(group).collect()
}

/// The words of all terms in one language, ready to be found.
struct Glossary<'a> {
    terms: &'a [Term],
    language: Language,
    words: Phrases,
    /// For each word, the terms that it speaks for and how.
    uses: Vec<Vec<(usize, Use)>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    Term,
    Also,
    Avoid,
}

impl<'a> Glossary<'a> {
    fn new(terms: &'a [Term], language: Language) -> Glossary<'a> {
        let mut words: Vec<String> = Vec::new();
        let mut uses: Vec<Vec<(usize, Use)>> = Vec::new();
        let mut places = std::collections::HashMap::new();
        // Terms are looked up from Chinese to English: in English only what is to be avoided is searched for, and
        // the longer terms that hold such words rightly.
        let avoided: Vec<String> =
            terms.iter().flat_map(|term| term.avoid.get(language)).map(|word| levelled(word)).collect();
        let sought =
            |word: &str| language == Language::ZhHant || avoided.iter().any(|avoid| word.contains(avoid));
        for (index, term) in terms.iter().enumerate() {
            let one = std::iter::once((term.words.get(language), Use::Term));
            let also = term.also.get(language).iter().map(|word| (word, Use::Also));
            let avoid = term.avoid.get(language).iter().map(|word| (word, Use::Avoid));
            for (word, as_what) in one.chain(also).chain(avoid).filter(|(word, _)| !word.trim().is_empty()) {
                let word = levelled(word);
                if !sought(&word) {
                    continue;
                }
                let at = *places.entry(word.clone()).or_insert_with(|| {
                    words.push(word);
                    uses.push(Vec::new());
                    uses.len() - 1
                });
                uses[at].push((index, as_what));
            }
        }
        let words = Phrases::new(words.iter().map(String::as_str));
        Glossary { terms, language, words, uses }
    }

    /// Terms of the Chinese texts that the English ones do not have.
    fn compare(&self, group: &Group, findings: &mut Vec<Finding>) {
        let mut english: Option<String> = None;
        let mut seen: Vec<&str> = Vec::new();
        for text in &group.zh {
            // Levelling keeps Chinese as it is, byte for byte.
            for (which, range) in self.words.find(&words(text)) {
                let terms: Vec<&Term> = self.uses[which]
                    .iter()
                    .filter(|(_, as_what)| *as_what == Use::Term)
                    .map(|(index, _)| &self.terms[*index])
                    .collect();
                let Some(first) = terms.first() else { continue };
                if seen.contains(&first.words.zh_hant.as_str()) {
                    continue;
                }
                seen.push(&first.words.zh_hant);
                let english = english.get_or_insert_with(|| {
                    group.en.iter().map(|text| words(text)).collect::<Vec<_>>().join("\n")
                });
                // Where a word to be avoided stands instead, that is the finding.
                let said = |term: &&Term| {
                    let accepted = std::iter::once(&term.words.en).chain(&term.also.en);
                    accepted.chain(&term.avoid.en).any(|word| holds(english, &levelled(word)))
                };
                if terms.iter().any(said) {
                    continue;
                }
                let span = text.span(group.zh_side.block.span.file, &range);
                let args = vec![
                    ("term", Arg::Text(first.words.zh_hant.clone())),
                    ("expected", Arg::Text(first.words.en.clone())),
                ];
                let places = vec![
                    FindingPlace::words(span, Role::Suspect),
                    FindingPlace::words(group.en_span, Role::Suspect),
                    FindingPlace::words(first.span, Role::Witness),
                ];
                let message = Message { key: "finding-term-differs", args };
                findings.push(Finding::new(RULE.id, RULE.severity, message, places));
            }
        }
    }

    /// Words of an edition that the glossary wants avoided.
    fn avoided(&self, edition: &Edition, findings: &mut Vec<Finding>) {
        for block in edition.blocks.iter().filter(|block| !block.simplified) {
            for text in block.texts() {
                let plain = words(text);
                for (which, range) in self.words.find(&plain) {
                    let uses = &self.uses[which];
                    let avoid = uses.iter().find(|(_, as_what)| *as_what == Use::Avoid);
                    let Some((index, _)) =
                        avoid.filter(|_| uses.iter().all(|(_, other)| *other == Use::Avoid))
                    else {
                        continue;
                    };
                    if self.language == Language::En && !bounded(&plain, range.start, range.end) {
                        continue;
                    }
                    let term = &self.terms[*index];
                    let span = text.span(edition.file, &range);
                    let expected = term.words.get(self.language).clone();
                    let args = vec![
                        ("found", Arg::Text(text.plain[range].to_owned())),
                        ("expected", Arg::Text(expected.clone())),
                    ];
                    let places = vec![
                        FindingPlace::words(span, Role::Suspect),
                        FindingPlace::words(term.span, Role::Witness),
                    ];
                    let message = Message { key: "finding-term-differs-avoid", args };
                    let mut finding = Finding::new(RULE.id, RULE.severity, message, places);
                    finding.suggestion = Some(Suggestion { edits: vec![(span, expected)] });
                    findings.push(finding);
                }
            }
        }
    }
}

/// The words of a text, levelled; the marks of footnotes are blanks.
fn words(text: &Text) -> String {
    let mut words = levelled(&text.plain);
    for run in text.runs.iter().filter(|run| matches!(run.link, Some(Link::Footnote(_)))) {
        words.replace_range(run.range.clone(), &" ".repeat(run.range.len()));
    }
    words
}

/// Small letters, spaces for hyphens, straight apostrophes; every byte keeps its place.
fn levelled(words: &str) -> String {
    let mut levelled = words.to_ascii_lowercase();
    if levelled.contains('-') {
        levelled = levelled.replace('-', " ");
    }
    levelled
}

/// Whether a text holds a word or its plural, with no letter before or after.
fn holds(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| bounded(text, at, at + word.len()))
}

fn bounded(text: &str, start: usize, end: usize) -> bool {
    let letter = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric());
    let rest = &text[end..];
    let plural = ["es", "s"].into_iter().find_map(|ending| rest.strip_prefix(ending)).unwrap_or(rest);
    !letter(text[..start].chars().next_back())
        && (!letter(rest.chars().next()) || !letter(plural.chars().next()))
}
