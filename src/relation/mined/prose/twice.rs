//! One quantity twice in the text: a headline of few words and the paragraph that says it again, or a sentence repeated.
//!
//! Only what cannot be meant otherwise: a headline with one count of which the paragraph says every word, in the same
//! unit, and nothing else in that section; a sentence that stands elsewhere word for word.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use rust_decimal::Decimal;

use crate::figures::{Kind, slip};
use crate::relation::{Expression, Operand, RelationKind};
use crate::report::{Block, BlockKind, FigureId};

use super::Found;
use super::sentence::{Mention, Sentence};
use super::tokens;
use super::words::{self, says, says_any};

/// A sentence, the block it stands in and the heading that this stands under.
pub struct Said<'a> {
    pub sentence: Sentence<'a>,
    pub section: usize,
    pub block: usize,
    pub is_headline: bool,
}

/// A block of few words in which one count stands, as a band of key figures has them.
#[must_use]
pub fn is_headline(block: &Block) -> bool {
    let Some(text) = block.text() else { return false };
    let short = text.plain.chars().count() <= 32 && text.plain.len() <= 60;
    match &block.kind {
        BlockKind::Item { key_figure, .. } => *key_figure || short,
        BlockKind::Paragraph(_) => {
            // A comma between digits parts no words.
            let chars: Vec<char> = text.plain.chars().collect();
            let parts = |at: usize| chars[at] == ',' && !chars.get(at + 1).is_some_and(char::is_ascii_digit);
            let has_clauses = text.plain.contains(['。', '，']) || (0..chars.len()).any(parts);
            short && !has_clauses && !text.plain.ends_with('.')
        }
        _ => false,
    }
}

pub fn find(said: &[Said], found: &mut Vec<Found>) {
    for section in said.chunk_by(|a, b| a.section == b.section) {
        for headline in section.iter().filter(|said| said.is_headline) {
            found.extend(repeated_below(headline, section));
        }
    }
    repeated_passages(said, found);
}

/// A headline's count and the one figure of its section of which all its words are said.
fn repeated_below(headline: &Said, section: &[Said]) -> Option<Found> {
    let [at] = headline.sentence.amounts()[..] else { return None };
    let own = &headline.sentence.mentions[at];
    // What is measured is told only in so many digits that a slip is no chance.
    let counted = own.is_count() || own.digits() >= 4;
    if !counted || !own.is_exact() || own.figure.unit.is_none() || own.figure.value < Decimal::TWO {
        return None;
    }
    let label = label(&headline.sentence);
    if label.len() < 2 {
        return None;
    }
    let mut candidates: Vec<&Mention> = Vec::new();
    for other in section.iter().filter(|other| !other.is_headline && other.block != headline.block) {
        let sentence = &other.sentence;
        for mention in sentence.amounts() {
            let clause = sentence.clause(mention);
            let words = &sentence.text[clause.start..clause.end];
            let tokens = tokens::of_text(words);
            let covered = label.iter().all(|token| tokens.iter().any(|said| said.hash == *token));
            if sentence.figure(mention).unit == own.figure.unit && covered {
                let each: &[&str] = &["每", "平均", "each", "average"];
                let others = [words::UP, words::DOWN, words::LAST_YEAR, words::AIMS, words::SINCE, each];
                let loose = says_any(words, &others) || says(sentence.left(mention), words::PART);
                if loose || !sentence.mentions[mention].is_exact() {
                    return None;
                }
                candidates.push(&sentence.mentions[mention]);
            }
        }
    }
    if let Some(same) = candidates.iter().find(|other| other.figure.value == own.figure.value) {
        return Some(restatement(own, same, true));
    }
    let [other] = candidates[..] else { return None };
    let slips = || slip(&own.figure.printed, &other.figure.printed).is_some();
    let told = if own.is_count() { is_near(own, other) } else { slips() };
    told.then(|| restatement(own, other, false))
}

/// What a headline says besides its count and the unit of it, on a line below it too.
fn label(sentence: &Sentence) -> Vec<u64> {
    let Range { start, end } = sentence.range;
    let others = [&sentence.text[..start], &sentence.text[end..]];
    let alone = !others.iter().any(|line| line.contains(|c: char| c.is_ascii_digit()));
    let whole = if alone { 0..sentence.text.len() } else { start..end };
    let mut bare = String::with_capacity(sentence.text.len());
    let mut from = whole.start;
    for mention in &sentence.mentions {
        bare.push_str(sentence.text.get(from..mention.figure.range.start).unwrap_or_default());
        bare.push(';');
        from = mention.figure.range.end;
        let rest = &sentence.text[from..whole.end.max(from)];
        let gap = rest.len() - rest.trim_start().len();
        if let Some((_, len)) = crate::figures::unit::read(&rest[gap..]) {
            from += gap + len;
        }
    }
    bare.push_str(sentence.text.get(from..whole.end).unwrap_or_default());
    tokens::of_label(&bare)
}

/// Passages that differ in nothing but figures; at least one telling figure of them must be the same.
fn repeated_passages(said: &[Said], found: &mut Vec<Found>) {
    let passages: Vec<Sentence> = said.iter().flat_map(|one| passages(&one.sentence)).collect();
    let mut last: HashMap<Vec<u64>, usize> = HashMap::new();
    let mut told: BTreeSet<(FigureId, FigureId)> = BTreeSet::new();
    for (at, passage) in passages.iter().enumerate() {
        let tokens: Vec<u64> = wordy(passage);
        if tokens.len() < 10 {
            continue;
        }
        // Each with the one before it: with the first alone, a figure would take part in as many as there are repeats.
        let Some(earlier) = last.insert(tokens, at) else { continue };
        let pairs = pairs(&passages[earlier], passage);
        let unequal: Vec<usize> = (0..pairs.len())
            .filter(|pair| pairs[*pair].0.figure.value != pairs[*pair].1.figure.value)
            .collect();
        let dates_differ = pairs.iter().any(|(a, b)| is_calendar(a) && a.figure.value != b.figure.value);
        let telling = |(a, b): &(&Mention, &Mention)| {
            a.is_amount() && a.figure.value == b.figure.value && a.digits() >= 2
        };
        match unequal[..] {
            _ if dates_differ => {}
            [] => {
                let amounts = pairs.iter().filter(|(a, _)| a.is_amount() && !a.is_bound);
                let new = amounts.filter(|(a, b)| told.insert((a.id, b.id)));
                found.extend(new.map(|(a, b)| restatement(a, b, true)));
            }
            [pair] if pairs.iter().any(telling) => {
                let (a, b) = pairs[pair];
                let alike = a.figure.qualifier == b.figure.qualifier;
                if a.is_amount() && alike && !a.is_bound && is_near(a, b) && told.insert((a.id, b.id)) {
                    found.push(restatement(b, a, false));
                }
            }
            _ => {}
        }
    }
}

/// A sentence, and those of its clauses, alone or with the next, in which several figures stand.
fn passages<'a>(sentence: &Sentence<'a>) -> Vec<Sentence<'a>> {
    let mut ranges = vec![sentence.range.clone()];
    let mut last: Option<Range<usize>> = None;
    for mention in 0..sentence.mentions.len() {
        let clause = sentence.clause(mention);
        let both = last.filter(|last| last.end < clause.start).map(|last| last.start..clause.end);
        for range in both.into_iter().chain([clause.clone()]) {
            if !ranges.contains(&range) {
                ranges.push(range);
            }
        }
        last = Some(clause);
    }
    let within = |range: Range<usize>| {
        let inside = |mention: &&Mention| range.contains(&mention.figure.range.start);
        let mentions = sentence.mentions.iter().filter(inside).copied().collect();
        Sentence { text: sentence.text, range, mentions }
    };
    ranges.into_iter().map(within).filter(|passage| passage.mentions.len() >= 2).collect()
}

/// The words of a sentence without its figures.
fn wordy(sentence: &Sentence) -> Vec<u64> {
    let inside = |at: usize| {
        sentence.mentions.iter().any(|mention| mention.figure.range.contains(&(sentence.range.start + at)))
    };
    tokens::of_text(sentence.words())
        .into_iter()
        .filter(|token| !inside(token.at))
        .map(|token| token.hash)
        .collect()
}

/// The figures of two sentences side by side; none where they do not answer each other.
fn pairs<'s>(a: &'s Sentence, b: &'s Sentence) -> Vec<(&'s Mention<'s>, &'s Mention<'s>)> {
    let alike =
        |(a, b): (&Mention, &Mention)| a.figure.unit == b.figure.unit && a.figure.kind == b.figure.kind;
    if a.mentions.len() != b.mentions.len() || !a.mentions.iter().zip(&b.mentions).all(alike) {
        return Vec::new();
    }
    a.mentions.iter().zip(&b.mentions).collect()
}

fn is_calendar(mention: &Mention) -> bool {
    matches!(mention.figure.kind, Kind::Date | Kind::Period)
}

/// A slip or a fifth apart: a farther number is likely of something else.
fn is_near(a: &Mention, b: &Mention) -> bool {
    let (x, y) = (a.figure.value, b.figure.value);
    x.saturating_sub(y).abs().saturating_mul(Decimal::from(5)) <= x.abs().max(y.abs())
        || slip(&a.figure.printed, &b.figure.printed).is_some() && a.digits() >= 3
}

fn restatement(a: &Mention, b: &Mention, holds: bool) -> Found {
    Found {
        kind: RelationKind::Restatement,
        left: Expression::figure(Operand::Figure(a.id)),
        right: Expression::figure(Operand::Figure(b.id)),
        span: a.span,
        slack: Decimal::ZERO,
        certain: false,
        holds,
    }
}
