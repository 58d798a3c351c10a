//! What stands around a number and changes its meaning: currency, unit, the thing counted, "about", "以上".

use std::ops::Range;

use rust_decimal::Decimal;

use super::unit::{self, Currency};
use super::{Figure, Kind, Qualifier, Unit, look, qualifier};

/// A number read so far, before its surroundings are looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Magnitude {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) value: Decimal,
    pub(super) upper: Option<Decimal>,
    pub(super) quantum: Decimal,
    pub(super) percent: bool,
    /// Said by the number itself: `+`, 多, a fraction.
    pub(super) qualifier: Qualifier,
}

/// A share in words, in percent: "two-thirds", 三分之二. It is seldom meant to the digit, so it is "about"
/// unless its surroundings say otherwise.
pub(super) fn fraction(text: &str, range: Range<usize>, value: Decimal) -> (Figure, usize) {
    let mut magnitude = Magnitude {
        start: range.start,
        end: range.end,
        value,
        upper: None,
        quantum: Decimal::ONE,
        percent: true,
        qualifier: Qualifier::Exact,
    };
    let (said, _) = dress(text, magnitude);
    magnitude.qualifier = if said.qualifier == Qualifier::Exact { Qualifier::About } else { said.qualifier };
    dress(text, magnitude)
}

/// The figure that a magnitude is, and where reading goes on: behind its unit.
pub(super) fn dress(text: &str, magnitude: Magnitude) -> (Figure, usize) {
    let head = &text[..magnitude.start];
    let (currency, head) = currency_before(head);
    let mut next = magnitude.end;
    let mut found = None;
    if magnitude.percent {
        found = Some(Unit::percent());
    } else if let Some((read, len)) = unit_after(&text[next..], currency.is_some()) {
        next += len;
        found = Some(read);
    }
    if let Some(currency) = currency {
        let after = found.take().filter(Unit::is_money);
        let money = Unit::money(after.and_then(|unit| unit.currency).or(Some(currency)));
        found = Some(money);
    }
    let qualifier = match magnitude.qualifier {
        Qualifier::Exact => qualifier::qualifier(head, &text[next..]),
        said => said,
    };
    let kind = kind(&magnitude, found.as_ref(), &text[next..]);
    let start = comparison_start(text, magnitude.start);
    // A grade is a name: 三級, 3 級.
    let grade = kind == Kind::Count && found.as_ref().is_some_and(|unit| unit.symbol == "級");
    let kind = if grade { Kind::Identifier } else { kind };
    let found = found.filter(|_| !grade);
    let figure = Figure {
        range: start..magnitude.end,
        printed: text[start..magnitude.end].to_owned(),
        kind,
        value: magnitude.value,
        upper: magnitude.upper,
        quantum: magnitude.quantum,
        qualifier,
        unit: found,
    };
    (figure, next)
}

/// Where a `<` or `≥` glued to the number stands; as `+`, it is a part of the figure.
fn comparison_start(text: &str, start: usize) -> usize {
    let head = &text[..start];
    let sign = look::last(head).filter(|c| "<>≥≤＜＞".contains(*c));
    let is_tag = sign == Some('>') && {
        let near = look::tail(head, 40);
        near.rfind('<').is_some_and(|open| !near[open..].contains(' '))
    };
    let doubled =
        sign.is_some_and(|sign| head[..head.len() - sign.len_utf8()].ends_with(['<', '>', '-', '=']));
    sign.filter(|_| !is_tag && !doubled).map_or(start, |sign| start - sign.len_utf8())
}

fn kind(magnitude: &Magnitude, unit: Option<&Unit>, after: &str) -> Kind {
    if magnitude.upper.is_some() {
        return Kind::Range;
    }
    match unit {
        Some(unit) => unit.kind_of(magnitude.value, magnitude.quantum),
        None if magnitude.value.is_integer() && magnitude.quantum >= Decimal::ONE && counts_a_noun(after) => {
            Kind::Count
        }
        None => Kind::Quantity,
    }
}

/// The currency that a number is preceded by (`$` alone is a dollar of no country), and what stands before it.
pub(super) fn currency_before(head: &str) -> (Option<Currency>, &str) {
    const NAMES: &[(&str, Currency)] = &[
        ("人民幣", Currency::Renminbi),
        ("人民币", Currency::Renminbi),
        ("RMB", Currency::Renminbi),
        ("RMB¥", Currency::Renminbi),
        ("CNY", Currency::Renminbi),
        ("¥", Currency::Renminbi),
        ("￥", Currency::Renminbi),
        ("HK$", Currency::HongKongDollar),
        ("HKD", Currency::HongKongDollar),
        ("港幣", Currency::HongKongDollar),
        ("港元", Currency::HongKongDollar),
        ("US$", Currency::UnitedStatesDollar),
        ("USD", Currency::UnitedStatesDollar),
        ("美元", Currency::UnitedStatesDollar),
        ("NT$", Currency::TaiwanDollar),
        ("TWD", Currency::TaiwanDollar),
        ("新台幣", Currency::TaiwanDollar),
        ("新臺幣", Currency::TaiwanDollar),
        ("S$", Currency::SingaporeDollar),
        ("SGD", Currency::SingaporeDollar),
        ("€", Currency::Euro),
        ("EUR", Currency::Euro),
        ("歐元", Currency::Euro),
        ("£", Currency::PoundSterling),
        ("GBP", Currency::PoundSterling),
        ("JPY", Currency::Yen),
        ("MOP", Currency::Pataca),
        ("$", Currency::Dollar),
        ("＄", Currency::Dollar),
    ];
    let before = look::before(head);
    let last = look::last(before);
    if !last.is_some_and(|c| "幣币BYD$¥￥元€R£PＤ＄bydrp".contains(c)) {
        return (None, head);
    }
    let found = NAMES.iter().filter_map(|(name, currency)| Some((look::strip_end(before, name)?, *currency)));
    found.min_by_key(|(head, _)| head.len()).map_or((None, head), |(head, currency)| (Some(currency), head))
}

/// The unit behind a number, with the bytes up to its end.
fn unit_after(after: &str, has_currency: bool) -> Option<(Unit, usize)> {
    let gap = look::gap(after);
    let rest = &after[gap..];
    // "five-day", "12-month": a hyphen and a word, not a dash.
    if let Some(word) = rest
        .strip_prefix(['-', '\u{2010}', '\u{2011}'])
        .filter(|word| gap == 0 && look::letters(word).len() > 2)
    {
        return unit::read_after(word).map(|(unit, len)| (unit, after.len() - word.len() + len));
    }
    if let Some((unit, len)) = unit::read_after(rest) {
        // After a currency, letters are the next word.
        if !(has_currency && rest.starts_with(|c: char| c.is_ascii_alphabetic())) {
            return Some((unit, gap + len));
        }
    }
    people_after(rest).map(|len| (Unit::new("人"), gap + len))
}

/// "seven independent non-executive directors": the people may stand up to four words behind.
fn people_after(rest: &str) -> Option<usize> {
    let mut len = 0;
    for words in 0..4 {
        let word = noun(&rest[len..])?;
        if words > 0
            && unit::read_after(&rest[len..])
                .is_some_and(|(unit, _)| unit.symbol == "人" && unit.per.is_none())
        {
            return Some(0);
        }
        len += word.len();
        let space = rest[len..].len() - rest[len..].trim_start_matches([' ', '\u{a0}']).len();
        if space == 0 {
            return None;
        }
        len += space;
    }
    None
}

/// Whether what follows is "different industries" or the like: a plural noun, with or without one word before it.
fn counts_a_noun(after: &str) -> bool {
    let rest = &after[look::gap(after)..];
    let Some(word) = noun(rest) else {
        // "16 of us", "two of the three".
        return look::starts_with(rest, "of").is_some();
    };
    let plural = |word: &str| {
        word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !["this", "thus", "plus", "versus", "less"].contains(&word)
    };
    let next = rest[word.len()..].trim_start_matches(' ');
    let lower = word.starts_with(|c: char| c.is_ascii_lowercase());
    lower && (plural(word) || noun(next).is_some_and(plural))
}

/// A word that can belong to the name of a counted thing: letters and hyphens, and no preposition or verb.
fn noun(rest: &str) -> Option<&str> {
    const NOT: &[&str] = &[
        "in",
        "of",
        "at",
        "for",
        "and",
        "or",
        "to",
        "the",
        "by",
        "from",
        "with",
        "on",
        "as",
        "is",
        "was",
        "were",
        "are",
        "per",
        "than",
        "has",
        "have",
        "had",
        "which",
        "that",
        "who",
        "when",
        "while",
        "under",
        "over",
        "its",
        "our",
        "their",
        "we",
        "all",
        "include",
        "includes",
        "including",
        "through",
        "during",
        "across",
        "based",
        "compared",
        "consists",
        "shows",
    ];
    let end = rest
        .bytes()
        .take(24)
        .position(|b| !b.is_ascii_alphabetic() && b != b'-')
        .unwrap_or(rest.len().min(24));
    let word = rest.get(..end)?;
    (!word.is_empty() && !NOT.iter().any(|not| word.eq_ignore_ascii_case(not))).then_some(word)
}
