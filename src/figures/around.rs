//! What stands around a number and changes its meaning: currency, unit, the thing counted, "about", "以上".

use rust_decimal::Decimal;

use super::unit::{self, Currency};
use super::{Figure, Kind, Qualifier, Unit, look};

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
        let money = Unit::money(after.and_then(|unit| unit.currency).or(currency));
        found = Some(money);
    }
    let qualifier = match magnitude.qualifier {
        Qualifier::Exact => qualifier(head, &text[next..]),
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
    let is_tag = sign == Some('>')
        && head.rfind('<').is_some_and(|open| start - open < 40 && !head[open..].contains(' '));
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

/// The currency that a number is preceded by (`$` and 元 name none for certain), and what stands before it.
pub(super) fn currency_before(head: &str) -> (Option<Option<Currency>>, &str) {
    const NAMES: &[(&str, Option<Currency>)] = &[
        ("人民幣", Some(Currency::Renminbi)),
        ("人民币", Some(Currency::Renminbi)),
        ("RMB", Some(Currency::Renminbi)),
        ("RMB¥", Some(Currency::Renminbi)),
        ("CNY", Some(Currency::Renminbi)),
        ("¥", Some(Currency::Renminbi)),
        ("￥", Some(Currency::Renminbi)),
        ("HK$", Some(Currency::HongKongDollar)),
        ("HKD", Some(Currency::HongKongDollar)),
        ("港幣", Some(Currency::HongKongDollar)),
        ("港元", Some(Currency::HongKongDollar)),
        ("US$", Some(Currency::UnitedStatesDollar)),
        ("USD", Some(Currency::UnitedStatesDollar)),
        ("美元", Some(Currency::UnitedStatesDollar)),
        ("NT$", Some(Currency::TaiwanDollar)),
        ("TWD", Some(Currency::TaiwanDollar)),
        ("新台幣", Some(Currency::TaiwanDollar)),
        ("新臺幣", Some(Currency::TaiwanDollar)),
        ("S$", Some(Currency::SingaporeDollar)),
        ("SGD", Some(Currency::SingaporeDollar)),
        ("€", Some(Currency::Euro)),
        ("EUR", Some(Currency::Euro)),
        ("歐元", Some(Currency::Euro)),
        ("£", Some(Currency::PoundSterling)),
        ("GBP", Some(Currency::PoundSterling)),
        ("JPY", Some(Currency::Yen)),
        ("MOP", Some(Currency::Pataca)),
        ("$", Some(Currency::Dollar)),
        ("＄", Some(Currency::Dollar)),
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
    lower && plural(word) || lower && noun(next).is_some_and(plural)
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

/// What the words before and after say: "about", "超過", "or below".
fn qualifier(head: &str, after: &str) -> Qualifier {
    let found = qualifier_before(head);
    if found != Qualifier::Exact {
        return found;
    }
    let rest = &after[look::gap(after)..];
    AFTER
        .iter()
        .find(|(word, _)| look::starts_with(rest, word).is_some())
        .map_or(Qualifier::Exact, |found| found.1)
}

fn qualifier_before(head: &str) -> Qualifier {
    let mut before = look::before(head);
    for filler in ["了", "為", "为", "達", "达", "到", "有"] {
        if let Some(shorter) = look::strip_end(before, filler) {
            if look::last(look::before(shorter)).is_some_and(|c| "過过約约逾近於于tryns達达".contains(c))
            {
                before = look::before(shorter);
                break;
            }
        }
    }
    if let Some(found) = at_distance(before) {
        return found;
    }
    let Some(last) = look::last(before) else { return Qualifier::Exact };
    if !(look::is_han(last) || last.is_ascii_alphabetic() || "><≥≤＞＜≈~～.+".contains(last)) {
        return Qualifier::Exact;
    }
    for (word, qualifier, not_after) in BEFORE {
        if let Some(head) = look::strip_end(before, word) {
            let foreign = look::last(head).is_some_and(|c| not_after.contains(c));
            if !foreign {
                return *qualifier;
            }
        }
    }
    Qualifier::Exact
}

/// 至少能夠降低 15%: 至少 and 最多 bound a number over a verb.
fn at_distance(before: &str) -> Option<Qualifier> {
    if !look::last(before).is_some_and(look::is_han) {
        return None;
    }
    let near = look::tail(before, "至少能夠可以降低".len());
    let words = [
        ("至少", Qualifier::Over),
        ("最少", Qualifier::Over),
        ("至多", Qualifier::Under),
        ("最多", Qualifier::Under),
    ];
    words.iter().find_map(|(word, qualifier)| {
        let between = &near[near.rfind(word)? + word.len()..];
        between.chars().all(|c| look::is_han(c) && !super::chinese::is_numeral(c)).then_some(*qualifier)
    })
}

/// Words before a number; the last column is the characters that would make it a part of another word.
const BEFORE: &[(&str, Qualifier, &str)] = &[
    ("took over", Qualifier::Exact, ""),
    ("taken over", Qualifier::Exact, ""),
    ("take over", Qualifier::Exact, ""),
    ("不超過", Qualifier::Under, ""),
    ("不超过", Qualifier::Under, ""),
    ("不多於", Qualifier::Under, ""),
    ("不高於", Qualifier::Under, ""),
    ("不大於", Qualifier::Under, ""),
    ("不少於", Qualifier::Over, ""),
    ("不少于", Qualifier::Over, ""),
    ("不低於", Qualifier::Over, ""),
    ("不低于", Qualifier::Over, ""),
    ("不小於", Qualifier::Over, ""),
    ("超過", Qualifier::Over, "不"),
    ("超过", Qualifier::Over, "不"),
    ("超出", Qualifier::Over, ""),
    ("超逾", Qualifier::Over, ""),
    ("逾", Qualifier::Over, ""),
    ("超", Qualifier::Over, ""),
    ("多於", Qualifier::Over, ""),
    ("多于", Qualifier::Over, ""),
    ("大於", Qualifier::Over, ""),
    ("大于", Qualifier::Over, ""),
    ("高於", Qualifier::Over, ""),
    ("高于", Qualifier::Over, ""),
    ("至少", Qualifier::Over, ""),
    ("突破", Qualifier::Over, ""),
    ("少於", Qualifier::Under, ""),
    ("少于", Qualifier::Under, ""),
    ("低於", Qualifier::Under, ""),
    ("低于", Qualifier::Under, ""),
    ("小於", Qualifier::Under, ""),
    ("不足", Qualifier::Under, ""),
    ("不到", Qualifier::Under, ""),
    ("未滿", Qualifier::Under, ""),
    ("最多", Qualifier::Under, ""),
    ("至多", Qualifier::Under, ""),
    ("約", Qualifier::About, "節条條合公預制"),
    ("约", Qualifier::About, "节条合公预制"),
    ("近", Qualifier::About, "最附靠鄰邻"),
    ("接近", Qualifier::About, ""),
    ("大概", Qualifier::About, ""),
    ("not more than", Qualifier::Under, ""),
    ("no more than", Qualifier::Under, ""),
    ("not exceeding", Qualifier::Under, ""),
    ("not exceed", Qualifier::Under, ""),
    ("not less than", Qualifier::Over, ""),
    ("no less than", Qualifier::Over, ""),
    ("no fewer than", Qualifier::Over, ""),
    ("not fewer than", Qualifier::Over, ""),
    ("more than", Qualifier::Over, ""),
    ("greater than", Qualifier::Over, ""),
    ("higher than", Qualifier::Over, ""),
    ("at least", Qualifier::Over, ""),
    ("over", Qualifier::Over, ""),
    ("above", Qualifier::Over, ""),
    ("exceed", Qualifier::Over, ""),
    ("exceeds", Qualifier::Over, ""),
    ("exceeded", Qualifier::Over, ""),
    ("exceeding", Qualifier::Over, ""),
    ("in excess of", Qualifier::Over, ""),
    ("over the age of", Qualifier::Over, ""),
    ("above the age of", Qualifier::Over, ""),
    ("under the age of", Qualifier::Under, ""),
    ("below the age of", Qualifier::Under, ""),
    ("surpassed", Qualifier::Over, ""),
    ("passed", Qualifier::Over, ""),
    ("topped", Qualifier::Over, ""),
    ("surpassing", Qualifier::Over, ""),
    ("less than", Qualifier::Under, ""),
    ("fewer than", Qualifier::Under, ""),
    ("lower than", Qualifier::Under, ""),
    ("under", Qualifier::Under, ""),
    ("below", Qualifier::Under, ""),
    ("at most", Qualifier::Under, ""),
    ("up to", Qualifier::Under, ""),
    ("about", Qualifier::About, ""),
    ("approximately", Qualifier::About, ""),
    ("approx.", Qualifier::About, ""),
    ("around", Qualifier::About, ""),
    ("nearly", Qualifier::About, ""),
    ("almost", Qualifier::About, ""),
    ("roughly", Qualifier::About, ""),
    ("close to", Qualifier::About, ""),
    ("some", Qualifier::About, ""),
    ("≥", Qualifier::Over, ""),
    (">", Qualifier::Over, "-=b>"),
    ("＞", Qualifier::Over, ""),
    ("≤", Qualifier::Under, ""),
    ("<", Qualifier::Under, "<"),
    ("＜", Qualifier::Under, ""),
    ("≈", Qualifier::About, ""),
    ("~", Qualifier::About, "0123456789"),
];

/// Words after a number and its unit.
const AFTER: &[(&str, Qualifier)] = &[
    ("以上", Qualifier::Over),
    ("及以上", Qualifier::Over),
    ("或以上", Qualifier::Over),
    ("或更多", Qualifier::Over),
    ("以下", Qualifier::Under),
    ("及以下", Qualifier::Under),
    ("或以下", Qualifier::Under),
    ("以內", Qualifier::Under),
    ("以内", Qualifier::Under),
    ("左右", Qualifier::About),
    ("上下", Qualifier::About),
    ("or more", Qualifier::Over),
    ("or above", Qualifier::Over),
    ("and above", Qualifier::Over),
    ("or over", Qualifier::Over),
    ("and over", Qualifier::Over),
    ("or older", Qualifier::Over),
    ("or below", Qualifier::Under),
    ("and below", Qualifier::Under),
    ("or under", Qualifier::Under),
    ("and under", Qualifier::Under),
    ("or less", Qualifier::Under),
    ("or fewer", Qualifier::Under),
    ("or so", Qualifier::About),
];
