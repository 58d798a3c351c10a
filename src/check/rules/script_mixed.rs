//! `script-mixed`: a Simplified character in the Traditional edition.
//!
//! Characters that Traditional texts use as well (后 里 只 台) say nothing, and a document that is quoted in
//! Simplified on purpose is left alone: where `<!-- lang: zh-Hans -->` says so, and where neighbouring blocks, or the
//! words between quotation marks, hold many different Simplified characters and no Traditional one. Japanese has many of
//! those characters too, and an English text may quote names in Simplified.

mod quotation;

use std::ops::Range;
use std::sync::LazyLock;

use crate::check::{Arg, Context, Finding, FindingPlace, Message, Role, Rule, Severity, Suggestion};
use crate::report::{Block, BlockKind, Edition, Text};
use crate::source::{FileId, Language, Span};

use quotation::Script;

pub const RULE: Rule = Rule { id: "script-mixed", severity: Severity::Warning, run: check };

/// Every edition block of the table lies in this part of Unicode: the unified ideographs.
const IDEOGRAPHS: Range<u32> = 0x4e00..0xa000;

fn check(context: &Context) -> Vec<Finding> {
    let editions =
        context.report.chapters.iter().filter_map(|chapter| chapter.editions.get(Language::ZhHant).as_ref());
    editions
        .filter_map(|edition| Some(in_edition(edition, &quotation::scripts(edition)?)))
        .flatten()
        .collect()
}

fn in_edition(edition: &Edition, scripts: &[Script]) -> Vec<Finding> {
    let blocks = edition.blocks.iter().zip(scripts).zip(quotation::blocks(scripts));
    // The words of a chart are not among its block's texts.
    let doubtful =
        |block: &Block, script: &Script| script.count > 0 || matches!(block.kind, BlockKind::Chart(_));
    let own = blocks.filter(|((block, script), quoted)| !quoted && doubtful(block, script));
    own.filter_map(|((block, _), _)| in_block(edition, block)).collect()
}

/// One finding for all slips of a block: who mends one mends them together.
fn in_block(edition: &Edition, block: &Block) -> Option<Finding> {
    if block.simplified {
        return None;
    }
    let mut slips: Vec<Slip> = Vec::new();
    for text in block.texts() {
        slips.extend(in_text(text, edition.file));
    }
    if let BlockKind::Chart(chart) = &block.kind {
        slips.extend(in_words(&chart.title).chain(in_words(&chart.alt)).map(|(range, words)| {
            let simplified = words[range].to_owned();
            Slip { traditional: converted(&simplified), simplified, span: block.span, exact: false }
        }));
    }
    let joined = |of: fn(&Slip) -> &str| slips.iter().map(of).collect::<Vec<_>>().join(" ");
    let args = vec![
        ("found", Arg::Text(joined(|slip| &slip.simplified))),
        ("expected", Arg::Text(joined(|slip| &slip.traditional))),
    ];
    let mut places: Vec<FindingPlace> =
        slips.iter().map(|slip| FindingPlace::words(slip.span, Role::Suspect)).collect();
    places.dedup();
    if places.is_empty() {
        return None;
    }
    let message = Message { key: "finding-script-mixed", args };
    let edits = slips.into_iter().filter(|slip| slip.exact).map(|slip| (slip.span, slip.traditional));
    let edits: Vec<(Span, String)> = edits.collect();
    let mut finding = Finding::new(RULE.id, RULE.severity, message, places);
    finding.suggestion = (!edits.is_empty()).then_some(Suggestion { edits });
    Some(finding)
}

struct Slip {
    simplified: String,
    traditional: String,
    span: Span,
    /// Whether the span holds the words and nothing else.
    exact: bool,
}

fn in_text(text: &Text, file: FileId) -> impl Iterator<Item = Slip> {
    let quoted = quotation::inside(&text.plain);
    let own = in_words(&text.plain)
        .filter(move |(range, _)| !quoted.iter().any(|quote| quote.contains(&range.start)));
    own.map(move |(range, words)| {
        let simplified = words[range.clone()].to_owned();
        let span = text.span(file, &range);
        let exact = span.end - span.start == range.len();
        Slip { traditional: converted(&simplified), simplified, span, exact }
    })
}

/// Runs of neighbouring Simplified characters.
fn in_words(words: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + words[at..].find(|char| traditional(char).is_some())?;
        let rest = &words[start..];
        at = start + rest.find(|char| traditional(char).is_none()).unwrap_or(rest.len());
        Some((start..at, words))
    })
}

fn converted(simplified: &str) -> String {
    simplified.chars().map(|char| traditional(char).unwrap_or(char)).collect()
}

/// Which of the scripts a character belongs to alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Both scripts have it, or neither.
    Common,
    /// Only Simplified uses it; the other is what it stands for.
    Simplified(char),
    /// A Simplified one stands for it.
    Traditional,
}

fn form(char: char) -> Form {
    Forms::all().of(char)
}

/// The form of each ideograph.
struct Forms(Vec<u16>);

impl Forms {
    fn all() -> &'static Forms {
        static FORMS: LazyLock<Forms> = LazyLock::new(|| Forms(table()));
        &FORMS
    }

    fn of(&self, char: char) -> Form {
        let at = u32::from(char).checked_sub(IDEOGRAPHS.start).and_then(|at| usize::try_from(at).ok());
        match at.and_then(|at| self.0.get(at)) {
            None | Some(&COMMON) => Form::Common,
            Some(&TRADITIONAL) => Form::Traditional,
            Some(other) => char::from_u32(u32::from(*other)).map_or(Form::Common, Form::Simplified),
        }
    }
}

/// The Traditional form of a character that only Simplified uses.
fn traditional(char: char) -> Option<char> {
    match form(char) {
        Form::Simplified(traditional) => Some(traditional),
        Form::Common | Form::Traditional => None,
    }
}

/// What stands in the table for a character that no other stands for; else it is the Traditional form, a number above both.
const COMMON: u16 = 0;
const TRADITIONAL: u16 = 1;

/// Two bytes for each ideograph: no Traditional form needs more.
fn table() -> Vec<u16> {
    let mut table = vec![COMMON; IDEOGRAPHS.len()];
    let mut set = |char: char, form: u16| {
        let at = u32::from(char).checked_sub(IDEOGRAPHS.start).and_then(|at| usize::try_from(at).ok());
        if let Some(entry) = at.and_then(|at| table.get_mut(at))
            && *entry <= TRADITIONAL
        {
            *entry = form;
        }
    };
    for line in data().filter(|line| !line.starts_with('=')) {
        let mut chars = line.chars();
        while let (Some(simplified), Some(traditional)) = (chars.next(), chars.next()) {
            set(simplified, u16::try_from(u32::from(traditional)).unwrap_or(COMMON));
            set(traditional, TRADITIONAL);
        }
    }
    table
}

fn data() -> impl Iterator<Item = &'static str> {
    include_str!("simplified.txt").lines().filter(|line| !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_traditional_texts_use_too_is_silent() {
        for char in "后里面只台干几云着裏才系表松谷采制千回向划升舍余范周游户税恒".chars()
        {
            assert_eq!(traditional(char), None, "{char}");
        }
    }

    #[test]
    fn runs_are_found_whole() {
        let found: Vec<&str> =
            in_words("人才发展戰略、总量与体系").map(|(range, words)| &words[range]).collect();
        assert_eq!(found, ["发", "总", "与体"]);
        assert_eq!(converted("总与体"), "總與體");
    }
}
