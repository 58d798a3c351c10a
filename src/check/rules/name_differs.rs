//! `name-differs`: one thing by two names: 《反貪污管理制度》 three times and 《反貪汙管理制度》 once.
//!
//! Names are what title marks enclose and, in English, capitalised words that end in a noun of documents and bodies.
//! Two of them are one thing where a single character or a single word is another, and one is the usual by far; what
//! tells things apart (first and second, upper and lower, numbers) is no slip.

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::check::{Arg, Context, Finding, FindingPlace, Message, Role, Rule, Severity, Suggestion};
use crate::report::{Edition, Text};
use crate::source::{Language, Span};

pub const RULE: Rule = Rule { id: "name-differs", severity: Severity::Note, run: check };

/// Shorter titles differ in one character by nature: 公司法, 公約法.
const SHORTEST: usize = 6;
/// The fewest words of an English name.
const WORDS: usize = 3;
/// Characters that tell things of one kind apart.
const DISTINGUISHING: &str =
    "一二三四五六七八九十百甲乙丙丁上下左右前後內外東南西北中男女大小高低新舊年月日季入出正副總分非不";
/// What English names of documents and bodies end in.
const NOUNS: [&str; 24] = [
    "Agreement",
    "Board",
    "Code",
    "Committee",
    "Council",
    "Foundation",
    "Framework",
    "Guide",
    "Guidelines",
    "Guideline",
    "Handbook",
    "Limited",
    "Manual",
    "Measures",
    "Mechanism",
    "Plan",
    "Policies",
    "Policy",
    "Principles",
    "Procedures",
    "Regulations",
    "Rules",
    "Standard",
    "System",
];
/// Small words within a name.
const JOINTS: [&str; 8] = ["of", "and", "the", "for", "on", "to", "in", "&"];

/// Words right before a name.
const ARTICLES: [&str; 7] = ["The", "the", "Our", "A", "An", "This", "Its"];

/// How many parts a name has, which half of it this is, and the half.
type Half<'a> = (usize, bool, &'a [&'a str]);

/// Where each name of an edition stands.
type Names<'a> = BTreeMap<Vec<&'a str>, Vec<Span>>;

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    for language in context.report.languages() {
        let editions = context.report.chapters.iter().filter_map(|of| of.editions.get(language).as_ref());
        let mut names = Names::new();
        for edition in editions {
            collect(edition, &mut names);
        }
        findings.extend(slips(&names, language));
    }
    findings
}

fn collect<'a>(edition: &'a Edition, names: &mut Names<'a>) {
    for block in edition.blocks.iter().filter(|block| !block.simplified) {
        for text in block.texts() {
            let ranges = match edition.language {
                Language::ZhHant => titles(text),
                Language::En => capitalised(&text.plain),
            };
            for range in ranges {
                let parts = parts(&text.plain[range.clone()], edition.language);
                names.entry(parts).or_default().push(text.span(edition.file, &range));
            }
        }
    }
}

/// A name in the parts of which one may be another: characters, or words.
fn parts(name: &str, language: Language) -> Vec<&str> {
    match language {
        Language::ZhHant => name.graphemes(true).collect(),
        Language::En => name.split(' ').collect(),
    }
}

/// What title marks enclose.
fn titles(text: &Text) -> Vec<Range<usize>> {
    let plain = &text.plain;
    let opened = plain.match_indices('《').filter_map(|(at, mark)| {
        let start = at + mark.len();
        let end = start + plain[start..].find(['》', '《', '\n'])?;
        Some(start..end)
    });
    opened.filter(|range| plain[range.clone()].chars().count() >= SHORTEST).collect()
}

/// Runs of capitalised words, up to the last that names a document or a body.
fn capitalised(plain: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut run: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for word in plain.split(' ').chain([""]) {
        let bare = word.trim_end_matches(|char: char| !char.is_alphanumeric() && char != '&');
        let capital = bare.starts_with(|char: char| char.is_ascii_uppercase());
        if capital || !run.is_empty() && JOINTS.contains(&bare) {
            run.push(start..start + bare.len());
        }
        // A mark behind a word ends the name, as a word in small letters does.
        if bare.len() < word.len() || !capital && !JOINTS.contains(&bare) {
            found.extend(close(plain, &run));
            run.clear();
        }
        start += word.len() + 1;
    }
    found
}

fn close(plain: &str, run: &[Range<usize>]) -> Option<Range<usize>> {
    let last = run.iter().rposition(|word| NOUNS.contains(&&plain[word.clone()]))?;
    // "Breaches of the …": what stands before an article is no part of the name.
    let article = run[..last].iter().rposition(|word| ARTICLES.contains(&&plain[word.clone()]));
    let first = article.map_or(0, |article| article + 1);
    (last + 1 >= first + WORDS).then(|| run[first].start..run[last].end)
}

/// The rare names that are a usual one but for one part.
fn slips(names: &Names, language: Language) -> Vec<Finding> {
    // Where one part is another, the first half or the second is the same.
    let mut halves: BTreeMap<Half, Vec<&[&str]>> = BTreeMap::new();
    for name in names.keys() {
        let (first, second) = name.split_at(name.len() / 2);
        halves.entry((name.len(), false, first)).or_default().push(name);
        halves.entry((name.len(), true, second)).or_default().push(name);
    }
    let mut findings: BTreeMap<&[&str], Finding> = BTreeMap::new();
    for near in halves.values().filter(|near| near.len() > 1) {
        for usual in near.iter().copied().filter(|usual| names[*usual].len() >= 2) {
            for odd in near.iter().copied() {
                let (few, many) = (&names[odd], &names[usual]);
                if few.len() * 2 <= many.len() && is_slip(odd, usual, language) {
                    findings.entry(odd).or_insert_with(|| finding((odd, few), (usual, many), language));
                }
            }
        }
    }
    findings.into_values().collect()
}

/// One part is another, and neither tells things apart.
fn is_slip(odd: &[&str], usual: &[&str], language: Language) -> bool {
    if odd.len() != usual.len() {
        return false;
    }
    let differing: Vec<(&str, &str)> =
        odd.iter().zip(usual).filter(|(a, b)| a != b).map(|(a, b)| (*a, *b)).collect();
    let [(a, b)] = differing[..] else { return false };
    match language {
        Language::ZhHant => {
            let han = |part: &str| !part.is_ascii() && !DISTINGUISHING.contains(part);
            han(a) && han(b)
        }
        // Two words in the spelling of which little differs.
        Language::En => a.len() >= 5 && b.len() >= 5 && strsim::damerau_levenshtein(a, b) <= 2,
    }
}

type Named<'a> = (&'a [&'a str], &'a [Span]);

fn finding((odd, few): Named, (usual, many): Named, language: Language) -> Finding {
    let joint = if language == Language::En { " " } else { "" };
    let words = usual.join(joint);
    let args = vec![
        ("found", Arg::Text(odd.join(joint))),
        ("usual", Arg::Text(words.clone())),
        ("count", Arg::Number(i64::try_from(many.len()).unwrap_or(i64::MAX))),
    ];
    let suspects = few.iter().map(|span| FindingPlace::words(*span, Role::Suspect));
    let witness = many.first().map(|span| FindingPlace::words(*span, Role::Witness));
    let message = Message { key: "finding-name-differs", args };
    let mut finding = Finding::new(RULE.id, RULE.severity, message, suspects.chain(witness).collect());
    let edits = few.iter().map(|span| (*span, words.clone())).collect();
    finding.suggestion = Some(Suggestion { edits });
    finding
}
