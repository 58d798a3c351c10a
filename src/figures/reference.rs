//! Numbers that a word before them makes a reference: Scope 1, 範圍一, 附錄 27, page 12, Sections 4.1 and 4.2.

use std::sync::LazyLock;

use super::phrases::CharSet;
use super::{Figure, Kind, chinese, look, name, number, numeral, order, unit};

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
    static ENDS: LazyLock<CharSet> = LazyLock::new(|| {
        let words = ENGLISH.iter().chain(CHINESE.iter().map(|(word, _)| word));
        words.filter_map(|word| look::last(word)).collect()
    });
    let before = look::before(head);
    let before = look::before(before.trim_end_matches([':', '：', '#']));
    let Some(last) = look::last(before).filter(|last| ENDS.may_hold(*last)) else { return false };
    if last.is_ascii() {
        return ENGLISH.iter().any(|word| look::ends_with(before, word));
    }
    CHINESE.iter().any(|(word, not_after)| {
        before.strip_suffix(word).is_some_and(|head| !look::last(head).is_some_and(|c| not_after.contains(c)))
    })
}

/// Whether a short number right behind a reference goes on with it: "Scopes 1, 2 and 3", 範圍一、二與三.
pub(super) fn goes_on(between: &str) -> bool {
    const JOINTS: &[&str] = &[
        ",", "、", "和", "與", "与", "及", "以及", "and", ", and", "&", "or", "或", "至", "to", "/", "-",
        "–", "+",
    ];
    if between.is_empty() || between.len() > 12 {
        return false;
    }
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
