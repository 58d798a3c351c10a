//! Where a line may end, and at what price.

use std::ops::Range;

use hypher::Lang;
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

use super::class::{self, Class};
use super::itemise::{After, Units};
use super::{Align, Script, Setting, Span};
use super::{bound, codes};
use crate::source::Language;

/// Letters of the longest English words; what has more is none, and the patterns refuse it.
const LONGEST: usize = 45;

/// What a line that ends after a unit costs beyond its spacing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Break {
    /// Not even when nothing else is left.
    Never,
    /// Only when the line could not be set otherwise.
    Emergency,
    /// Allowed, at a cost: 0 for the ends of words and between Han.
    At(f32),
    /// Allowed with a hyphen.
    Hyphen,
    /// The line ends here.
    Always,
}

/// Breaking what belongs together costs as much as one line at its limit.
const BOUND: f32 = 100.0;

/// The break after each unit, and whether the joint there is inside what is kept together.
#[must_use]
pub fn breaks(units: &Units, spans: &[Span], setting: &Setting) -> Vec<(Break, bool)> {
    let mut kept = bound::kept(&units.text);
    kept.retain(|range| !is_overlong(units, range, setting));
    let mut allowed = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default())
        .segment_str(&units.text)
        .peekable();
    let mut kept = kept.iter().peekable();
    let addresses = codes::addresses(&units.text);
    let mut addresses = addresses.iter().peekable();
    let mut breaks = Vec::with_capacity(units.all.len());
    for (index, unit) in units.all.iter().enumerate() {
        let Some(next) = units.all.get(index + 1) else {
            breaks.push((Break::Always, false));
            continue;
        };
        while kept.next_if(|range| range.end <= next.range.start).is_some() {}
        let inside =
            kept.peek().is_some_and(|range| range.start < unit.range.end && next.range.start < range.end);
        while allowed.next_if(|&at| at < unit.range.end).is_some() {}
        let chance = allowed.peek().is_some_and(|&at| at <= next.range.start);
        while addresses.next_if(|range| range.end <= unit.range.end).is_some() {}
        let address = addresses.peek().is_some_and(|range| range.start < unit.range.end);
        let found = if address && !inside {
            in_address(units, index)
        } else {
            after(units, spans, setting, index, chance, inside)
        };
        breaks.push((found, inside));
    }
    if setting.hyphenate && setting.language == Language::En {
        hyphenate(units, setting, &mut breaks);
    }
    breaks
}

/// Whether a code is wider than the whole measure: better parted than over its neighbours. Figures never are.
fn is_overlong(units: &Units, range: &Range<usize>, setting: &Setting) -> bool {
    let (size, measure) = (setting.size, setting.measure);
    let letters = units.text[range.clone()].bytes().filter(u8::is_ascii_alphabetic).count();
    // Few letters are wider than their size.
    let most = f32::from(u16::try_from(range.len()).unwrap_or(u16::MAX)) * size;
    if letters < 3 || most < measure {
        return false;
    }
    let inside =
        units.all.iter().filter(|unit| range.start <= unit.range.start && unit.range.end <= range.end);
    inside.map(|unit| unit.width).sum::<f32>() > measure
}

fn after(
    units: &Units,
    spans: &[Span],
    setting: &Setting,
    index: usize,
    chance: bool,
    inside: bool,
) -> Break {
    let (one, two) = (&units.all[index], &units.all[index + 1]);
    if one.after == After::End {
        return Break::Always;
    }
    if inside {
        return Break::Never;
    }
    // ICU does not know which quotation marks are full width here.
    let chance = chance || two.class == Class::Open || one.class == Class::Close;
    let note = spans[two.span].script == Script::Super || spans[two.span].script == Script::Sub;
    let spaced = one.after == After::Space;
    let apostrophe = spaced && setting.language == Language::En && matches!(two.character, '\'' | '’');
    if one.after == After::Tie
        || (class::not_at_start(two.character) && !apostrophe)
        || class::not_at_end(one.last)
        || (note && !spaced)
    {
        return Break::Emergency;
    }
    if !chance {
        return Break::Emergency;
    }
    let (before, after) = units.text.split_at(two.range.start);
    if bound::is_bound(&before[window(before)..], after) {
        return Break::At(BOUND);
    }
    Break::At(if one.character == '-' { 10.0 } else { 0.0 })
}

/// Where the last few characters of a text begin.
fn window(text: &str) -> usize {
    text.char_indices().rev().nth(15).map_or(0, |(at, _)| at)
}

/// Inside an address of the web a line breaks after `/ . - _ ?` and nowhere else.
fn in_address(units: &Units, index: usize) -> Break {
    let (one, two) = (&units.all[index], &units.all[index + 1]);
    let after = matches!(one.character, '/' | '.' | '-' | '_' | '?') && !matches!(two.character, '/' | '.');
    if after { Break::At(20.0) } else { Break::Emergency }
}

/// Marks the places inside lower-case words where they may be parted, three letters from either end.
fn hyphenate(units: &Units, setting: &Setting, breaks: &mut [(Break, bool)]) {
    let shortest = if setting.align == Align::Justify { 6 } else { 10 };
    let all = &units.all;
    let lower =
        |index: usize| units.text[all[index].range.clone()].bytes().all(|byte| byte.is_ascii_lowercase());
    let mut start = 0;
    while start < all.len() {
        if !lower(start) {
            start += 1;
            // The rest of a word that begins otherwise is not a word.
            while start < all.len() && all[start - 1].after == After::Nothing && lower(start) {
                start += 1;
            }
            continue;
        }
        let mut end = start + 1;
        while end < all.len() && all[end - 1].after == After::Nothing && lower(end) {
            end += 1;
        }
        let bytes = all[start].range.start..all[end - 1].range.end;
        let whole = all[end - 1].after != After::Nothing
            || all
                .get(end)
                .is_none_or(|next| matches!(next.character, ',' | '.' | ';' | ':' | ')' | '?' | '!'));
        if whole && (shortest..=LONGEST).contains(&bytes.len()) {
            let mut at = bytes.start;
            let mut index = start;
            for syllable in hypher::hyphenate_bounded(&units.text[bytes.clone()], Lang::English, 3, 3) {
                at += syllable.len();
                while index < end && all[index].range.end < at {
                    index += 1;
                }
                if at < bytes.end && all[index].range.end == at && !breaks[index].1 {
                    breaks[index].0 = Break::Hyphen;
                }
            }
        }
        start = end;
    }
}
