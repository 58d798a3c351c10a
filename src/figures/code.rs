//! Codes that begin with letters (GB/T 22239-2019, RCP8.5, A 1.2, COVID-19), and numbers that a word before them makes
//! a reference: Scope 1, 範圍一, 附錄 27, page 12, Sections 4.1 and 4.2.

use super::{Figure, Kind, chinese, look, name, number, numeral, order, unit};

/// What a word that begins a code turned out to be.
pub(super) enum Found {
    Figure(Figure),
    /// A formula, or a footnote mark at a word: no figure. Reading goes on here.
    Nothing(usize),
}

/// Bodies whose standards go by number.
const STANDARDS: &[&str] = &[
    "ISO", "IEC", "GB", "GRI", "IFRS", "HKFRS", "IAS", "HKAS", "IFRIC", "SASB", "AA", "SA", "EN", "BS",
    "OHSAS", "PAS", "DB", "AQ", "CAS", "ISAE", "ISRS", "ASTM", "IEEE", "ANSI", "UL", "RFC", "HKSAE",
    "HKICPA", "ISSB", "CNS", "ASC", "AASB", "ASU", "FRS", "SFAS", "FSP", "IPSAS", "NFRD", "ESRS", "TS", "JR",
    "YD",
];

/// Chemistry: the digits in these are no figures.
const FORMULAS: &[&str] = &[
    "CO2", "CO2e", "CO2eq", "tCO2e", "tCO2", "kgCO2e", "N2O", "CH4", "SF6", "NF3", "SO2", "NO2", "H2O", "O3",
    "PM2", "PM10", "H2S", "NH3", "O2", "CO2E",
];

/// The code that a word at `at` begins, if digits belong to it.
pub(super) fn read(text: &str, at: usize) -> Option<Found> {
    let rest = &text[at..];
    let letters = look::letters(rest);
    if let Some(len) = standard(rest, letters) {
        return Some(Found::Figure(name::name(text, at, at + len)));
    }
    if let Some(len) = indicator(text, at, letters) {
        return Some(Found::Figure(name::name(text, at, at + len)));
    }
    let run = rest.bytes().take(64).take_while(u8::is_ascii_alphanumeric).count();
    let word = &rest[..run];
    if run == letters.len() {
        let capitals = letters.len() <= 6 && letters.bytes().all(|byte| byte.is_ascii_uppercase());
        let glued = rest[run..]
            .strip_prefix('-')
            .is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()));
        let len = extent(rest, run);
        return (capitals && glued && !is_currency(letters) && letters != "FY")
            .then(|| Found::Figure(name::name(text, at, at + len)));
    }
    if is_currency(letters) {
        return None;
    }
    let footnote = letters.len() >= 3
        && letters[1..].bytes().all(|byte| byte.is_ascii_lowercase())
        && run - letters.len() <= 2
        && word[letters.len()..].bytes().all(|byte| byte.is_ascii_digit());
    if FORMULAS.contains(&word) {
        let fraction = rest[run..].starts_with(".5");
        return Some(Found::Nothing(at + run + if fraction { 2 } else { 0 }));
    }
    if footnote || unit::read(word).is_some_and(|(_, len)| len == run) {
        return Some(Found::Nothing(at + run));
    }
    Some(Found::Figure(name::name(text, at, at + extent(rest, run))))
}

fn is_currency(letters: &str) -> bool {
    [
        "INR", "AUD", "CHF", "KRW", "RMB", "HKD", "USD", "CNY", "EUR", "GBP", "JPY", "TWD", "SGD", "MOP",
        "HK", "US", "NT",
    ]
    .contains(&letters)
}

/// Letters and digits joined by `-`, `.`, `_` and `:`, as far as each part has a digit or is short.
fn extent(rest: &str, run: usize) -> usize {
    let mut len = run;
    while let Some(after) = rest[len..].strip_prefix(['-', '.', '_', ':']) {
        let next = after.bytes().take(40).take_while(u8::is_ascii_alphanumeric).count();
        let part = &after[..next];
        let fits = part.bytes().any(|byte| byte.is_ascii_digit()) && part.len() <= 12;
        if !fits || len > 64 {
            break;
        }
        len += 1 + next;
    }
    len
}

/// `ISO 27001`, `ISO/IEC 27001:2022`, `GB/T 22239-2019`, `GRI 305-1`, `DB31/T 1234`.
fn standard(rest: &str, letters: &str) -> Option<usize> {
    if !(2..=6).contains(&letters.len()) || !letters.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let body = STANDARDS.iter().find(|body| **body == letters)?;
    let mut len = body.len();
    len += rest[len..].bytes().take(2).take_while(u8::is_ascii_digit).count();
    while let Some(after) = rest[len..].strip_prefix(['/', ' ']) {
        let more = look::letters(after);
        if more.is_empty() || more.len() > 4 || !more.bytes().all(|byte| byte.is_ascii_uppercase()) {
            break;
        }
        len += 1 + more.len();
    }
    len += look::gap(&rest[len..]);
    let start = len;
    len += rest[len..].strip_prefix('-').map_or(0, |_| 1);
    loop {
        let digits = rest[len..].bytes().take(8).take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            break;
        }
        len += digits;
        let joint = ["-", ":", ".", ": ", "："].iter().rev().find(|joint| {
            rest[len..]
                .strip_prefix(**joint)
                .is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()))
        });
        match joint {
            Some(joint) => len += joint.len(),
            None => return Some(len + dated(&rest[len..])),
        }
    }
    // `DB31` itself, without anything behind it.
    (start > body.len() && rest[..len].ends_with(|c: char| c.is_ascii_digit())).then_some(len)
}

/// ` : 2021`, the year of a standard written apart.
fn dated(rest: &str) -> usize {
    let Some(year) =
        rest.strip_prefix(" : ").or_else(|| rest.strip_prefix(" :")).or_else(|| rest.strip_prefix(": "))
    else {
        return 0;
    };
    let digits = year.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 4 { rest.len() - year.len() + digits } else { 0 }
}

/// `A 1.2` after KPI, 層面 or Aspect.
fn indicator(text: &str, at: usize, letters: &str) -> Option<usize> {
    if letters.len() != 1 {
        return None;
    }
    let before = look::before(&text[..at]);
    let led = ["KPI", "KPIs", "層面", "层面", "Aspect", "Aspects", "指標", "GRI", "HKEX"]
        .iter()
        .any(|word| look::ends_with(before, word));
    let rest = &text[at + letters.len()..];
    let gap = look::gap(rest);
    if !led || letters.len() != 1 || !letters.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let digits =
        rest[gap..].bytes().take(8).take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let digits = rest[gap..gap + digits].trim_end_matches('.').len();
    (digits > 0).then_some(letters.len() + gap + digits)
}

/// English words that make the number behind them a name.
const ENGLISH: &[&str] = &[
    "scope",
    "scopes",
    "appendix",
    "appendices",
    "annex",
    "note",
    "notes",
    "section",
    "sections",
    "chapter",
    "chapters",
    "page",
    "pages",
    "p.",
    "pp.",
    "part",
    "table",
    "tables",
    "figure",
    "figures",
    "fig.",
    "chart",
    "article",
    "articles",
    "rule",
    "rules",
    "principle",
    "principles",
    "clause",
    "paragraph",
    "paragraphs",
    "schedule",
    "phase",
    "phases",
    "level",
    "levels",
    "tier",
    "class",
    "grade",
    "category",
    "categories",
    "stage",
    "step",
    "no.",
    "nos.",
    "sdg",
    "sdgs",
    "goal",
    "goals",
    "question",
    "version",
    "code",
    "code:",
    "form",
    "room",
    "block",
    "aspect",
    "gri",
    "vol.",
    "type",
    "zone",
    "rcp",
    "ssp",
    "item",
    "ifrs",
    "footnote",
    "topic",
    "standard",
    "standards",
    "windows",
    "web",
    "industry",
];

/// Chinese words that do so, and the characters before them that make another word of them.
const CHINESE: &[(&str, &str)] = &[
    ("範圍", ""),
    ("范围", ""),
    ("附錄", ""),
    ("附录", ""),
    ("註", "附備"),
    ("附註", ""),
    ("附注", ""),
    ("備註", ""),
    ("注", "關关專专投備备附"),
    ("表", "代發发儀仪列報报外"),
    ("圖", "地企意試"),
    ("图", "地企意试"),
    ("附件", ""),
    ("附表", ""),
    ("編號", ""),
    ("编号", ""),
    ("代碼", ""),
    ("代码", ""),
    ("代號", ""),
    ("代号", ""),
    ("號碼", ""),
    ("编码", ""),
    ("編碼", ""),
    ("證號", ""),
    ("證書號", ""),
    ("級別", ""),
    ("类别", ""),
    ("類別", ""),
    ("原則", ""),
    ("步驟", ""),
    ("階段", ""),
    ("版本", ""),
    ("規則", ""),
    ("層面", ""),
    ("頁", ""),
    ("章節", ""),
    ("議題", ""),
    ("工業", ""),
];

/// Whether the words before a number make it a reference.
pub(super) fn is_led(head: &str) -> bool {
    let before = look::before(head);
    let before = look::before(before.trim_end_matches([':', '：', '#']));
    let Some(last) = look::last(before) else { return false };
    if last.is_ascii() {
        return ENGLISH.iter().any(|word| look::ends_with(before, word));
    }
    CHINESE.iter().any(|(word, not_after)| {
        before.strip_suffix(word).is_some_and(|head| !look::last(head).is_some_and(|c| not_after.contains(c)))
    })
}

/// Whether a short number right behind a reference goes on with it: "Scopes 1, 2 and 3", 範圍一、二與三.
pub(super) fn goes_on(between: &str) -> bool {
    if between.is_empty() || between.len() > 12 {
        return false;
    }
    const JOINTS: &[&str] = &[
        ",", "、", "和", "與", "与", "及", "以及", "and", ", and", "&", "or", "或", "至", "to", "/", "-",
        "–", "+",
    ];
    JOINTS.contains(&between.trim_matches(|c: char| c.is_whitespace() || c == '*'))
}

/// The reference number at `at`: short, in digits or Chinese, and without anything that makes it an amount.
pub(super) fn reference(text: &str, at: usize) -> Option<Figure> {
    let rest = &text[at..];
    let len = if rest.starts_with(|c: char| numeral::digit(c).is_some()) {
        let len = digits(rest);
        len + name::ticker(&rest[len..]).unwrap_or(0)
    } else {
        let read = chinese::read(rest).filter(|read| !read.bare && read.value < 100.into())?;
        // 表一 to 表四, and 範圍一、二: a pair such as 一二 would be two names.
        (read.upper.is_none() && read.chars <= 3).then_some(read.len)?
    };
    let end = at + len;
    let after = &text[end..];
    let named = ["範圍", "范围", "附錄", "附录", "scope", "appendix"]
        .iter()
        .any(|word| look::ends_with(look::before(&text[..at]), word));
    let amount = number::read(text, at).is_some_and(|read| {
        read.percent || read.end > end && read.upper.is_none() && !text[end..].starts_with('+')
    }) || !named
        && unit::read_after(&after[look::gap(after)..]).is_some_and(|(unit, taken)| {
            !unit.symbol.is_empty() && !is_letter_unit(&after[look::gap(after)..], taken)
        });
    if amount || len == 0 {
        return None;
    }
    let mut figure = name::name(text, at, end);
    if let Some(read) = chinese::read(rest).filter(|_| figure.value.is_zero()) {
        figure = order::ordinal(text, at, end, read.value, Kind::Identifier);
    }
    Some(figure)
}

/// `Note 3 m` is no length: a lone letter behind a reference is a word.
fn is_letter_unit(rest: &str, taken: usize) -> bool {
    taken == 1 && rest.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// `4`, `13.91`, `305-1`, `2.10.3`.
fn digits(rest: &str) -> usize {
    let mut len = 0;
    for c in rest.chars().take(24) {
        if numeral::digit(c).is_some() || matches!(c, '.' | '-') {
            len += c.len_utf8();
        } else {
            break;
        }
    }
    rest[..len].trim_end_matches(['.', '-']).len()
}

/// The bytes of a clause behind a reference: `(a)`, `(c-i)`.
pub(super) fn clause(after: &str) -> usize {
    let inner = after.strip_prefix('(').map(|inner| look::head(inner, 10));
    inner.and_then(|inner| inner.find(')').filter(|end| inner[..*end].is_ascii())).map_or(0, |end| end + 2)
}
