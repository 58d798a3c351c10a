//! Claims about two figures of one sentence: 由 8,733 升至 8,387; rose from 31 to 25; 連續兩年上升，由 14 宗降至 9 宗.

use std::ops::Range;

use crate::check::Severity;
use crate::figures::{Figure, Kind};
use crate::report::text::sentences;
use crate::report::{FigureId, Report, Text};

use super::Claim;
use super::words::{SENTENCE_ENDS, directions, is_plain, only};

/// Words that may stand between a verb and "from".
const NOUNS: [&str; 8] = ["target", "goal", "rate", "share", "plan", "and", "while", "but"];

/// A sentence with more amounts than this is no sentence.
const MOST: usize = 100;

#[must_use]
pub fn claims(report: &Report, text: &Text) -> Vec<Claim> {
    let plain = &text.plain;
    let mut claims = Vec::new();
    if text.figures.len() < 2 {
        return claims;
    }
    for sentence in sentences(plain, SENTENCE_ENDS) {
        let amounts: Vec<FigureId> = report
            .figures_within(text, &sentence)
            .filter(|id| {
                let figure = &report.figures[*id].figure;
                figure.kind.carries_arithmetic() && figure.kind != Kind::Range
            })
            .collect();
        if !(2..=MOST).contains(&amounts.len()) || !is_plain(&plain[sentence.clone()]) {
            continue;
        }
        for (at, before) in amounts.iter().enumerate() {
            let first = &report.figures[*before].figure;
            let alike = |id: &&FigureId| alike(first, &report.figures[**id].figure);
            let Some(after) = amounts[at + 1..].iter().find(alike) else { continue };
            let second = &report.figures[*after].figure;
            let between = first.range.end..second.range.start;
            let claim = |word: Range<usize>, said, before: FigureId, after: FigureId| Claim {
                word,
                said,
                before,
                after,
                severity: Severity::Error,
            };
            if let Some((word, said)) = chinese(plain, &sentence, first, &between) {
                claims.push(claim(word, said, *before, *after));
                if let Some((word, said)) = claimed_before(plain, &sentence, first) {
                    claims.push(claim(word, said, *before, *after));
                }
            } else if let Some((word, said, forward)) = english(plain, &sentence, first, &between) {
                let (before, after) = if forward { (*before, *after) } else { (*after, *before) };
                claims.push(claim(word, said, before, after));
            }
        }
    }
    claims
}

fn alike(a: &Figure, b: &Figure) -> bool {
    let percent = |figure: &Figure| figure.kind == Kind::Percent;
    percent(a) == percent(b) && (a.unit == b.unit || a.unit.is_none() || b.unit.is_none())
}

type Word = (Range<usize>, super::Direction);

/// 由 A …升至 B: the verb stands between the two, and 至 or 到 before the second.
fn chinese(plain: &str, sentence: &Range<usize>, first: &Figure, between: &Range<usize>) -> Option<Word> {
    let head = &plain[sentence.start..first.range.start];
    let clause = &head[head.rfind(['，', ',', '、', '：']).map_or(0, |at| at)..];
    if !clause.contains(['由', '從', '自']) {
        return None;
    }
    let words = plain.get(between.clone())?;
    words.contains(['至', '到']).then(|| only(plain, between.clone())).flatten()
}

/// 連續兩年上升，由…: what the clause before says of the same figures.
fn claimed_before(plain: &str, sentence: &Range<usize>, first: &Figure) -> Option<Word> {
    let head = &plain[sentence.start..first.range.start];
    let comma = sentence.start + head.rfind('，')?;
    let before = &plain[sentence.start..comma];
    let start = sentence.start + before.rfind('，').map_or(0, |at| at + '，'.len_utf8());
    let led = ["連續", "逐年", "持續", "按年", "同比"].iter().any(|word| plain[start..comma].contains(word));
    let (word, said) = only(plain, start..comma)?;
    (led && word.end == comma).then_some((word, said))
}

/// "rose from A to B", "rose to B from A".
fn english(
    plain: &str,
    sentence: &Range<usize>,
    first: &Figure,
    between: &Range<usize>,
) -> Option<(Range<usize>, super::Direction, bool)> {
    let head =
        plain[sentence.start..first.range.start].trim_end_matches(|char: char| !char.is_ascii_alphabetic());
    let words = plain.get(between.clone())?.to_ascii_lowercase();
    let words = words.trim_end_matches(|char: char| !char.is_ascii_alphabetic());
    let words = ["about", "approximately", "nearly", "rmb", "hk", "us"]
        .iter()
        .find_map(|word| words.strip_suffix(word))
        .unwrap_or(words);
    let words = words.trim_end_matches(|char: char| !char.is_ascii_alphabetic());
    let (joint, other, forward) = if head.to_ascii_lowercase().ends_with(" from") {
        (" from", " to", true)
    } else if head.to_ascii_lowercase().ends_with(" to") {
        (" to", " from", false)
    } else {
        return None;
    };
    if !format!(" {words}").ends_with(other) || words.contains(['，', ';']) {
        return None;
    }
    let end = sentence.start + head.len() - joint.len();
    let (word, said) = directions(plain, sentence.start..end).pop()?;
    let rest = plain[word.end..end].to_ascii_lowercase();
    let near = rest.len() <= 26 && !rest.contains(',') && !NOUNS.iter().any(|noun| rest.contains(noun));
    near.then_some((word, said, forward))
}
