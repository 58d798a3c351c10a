//! A whole table cell: one figure or two, something said to be missing, nothing, or text.

use rust_decimal::Decimal;

use super::{Figure, Kind, Qualifier, Unit, around, lex, look, numeral, unit};

/// What a whole table cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// One figure, or two in `128 (82%)`. A period (`2023年`) is a number too: ask its kind.
    Number(Vec<Figure>),
    /// Said to be missing: `/ - – — N/A n.a. nil 不適用 沒有披露`.
    Missing,
    Empty,
    /// Words, and the figures among them.
    Text(Vec<Figure>),
}

/// Reads a whole table cell.
#[must_use]
pub fn cell(text: &str) -> Cell {
    let bare = trimmed(text);
    if bare.is_empty() {
        return Cell::Empty;
    }
    if is_missing(bare) {
        return Cell::Missing;
    }
    if let Some(figures) = in_brackets(text, bare) {
        return if only_figures(text, &figures) { Cell::Number(figures) } else { Cell::Text(lex(text)) };
    }
    let found = lex(text);
    let figures = without_marks(text, found.iter().map(|figure| plain(text, figure.clone())).collect());
    let names = figures.iter().all(|figure| matches!(figure.kind, Kind::Identifier | Kind::Ordinal));
    if names || !only_figures(text, &figures) { Cell::Text(found) } else { Cell::Number(figures) }
}

/// Without the footnote marks: the `(1)` of `98(1)`, glued to the figure before it, and of `(1) $98`.
fn without_marks(text: &str, figures: Vec<Figure>) -> Vec<Figure> {
    let mut kept: Vec<Figure> = Vec::with_capacity(figures.len());
    let leads = figures.get(1).is_some_and(is_money);
    for figure in figures {
        let short = figure.printed.len() <= 2 && figure.printed.bytes().all(|byte| byte.is_ascii_digit());
        let bracketed =
            text[..figure.range.start].ends_with('(') && text[figure.range.end..].starts_with(')');
        let glued = kept.last().is_some_and(|last| last.range.end + 1 == figure.range.start);
        let first = leads && kept.is_empty();
        if !(short && bracketed && (glued || first)) {
            kept.push(figure);
        }
    }
    kept
}

fn is_money(figure: &Figure) -> bool {
    figure.kind == Kind::Money
}

/// Without space, emphasis and tags at either end.
fn trimmed(text: &str) -> &str {
    let mut bare = text;
    loop {
        let inner = look::before(&bare[look::gap(bare)..])
            .trim_matches(|c: char| c.is_whitespace() || c == '*' || c == '`');
        let inner = inner.strip_prefix("<p>").unwrap_or(inner);
        let inner = inner
            .strip_suffix("</p>")
            .or_else(|| inner.strip_suffix("<br>"))
            .or_else(|| inner.strip_suffix("<br/>"))
            .unwrap_or(inner);
        if inner.len() == bare.len() {
            return bare;
        }
        bare = inner;
    }
}

/// `/`, `—`, `N/A`, 不適用 (註 4).
fn is_missing(bare: &str) -> bool {
    const WORDS: &[&str] = &[
        "n/a",
        "n.a.",
        "na",
        "n.a",
        "nil",
        "none",
        "not applicable",
        "not available",
        "not disclosed",
        "nm",
        "n/m",
        "不適用",
        "不适用",
        "沒有披露",
        "未披露",
        "沒有",
        "無",
        "无",
        "未有",
        "暫無",
        "暂无",
        "沒有數據",
        "無數據",
        "未統計",
        "no data",
        "tbc",
        "待定",
        "none disclosed",
        "not recorded",
    ];
    let bare = bare.trim_start_matches(['$', '¥', '￥', '€', '£', '＄', ' ']);
    let bare = ["HK$", "US$", "RMB"].iter().find_map(|code| bare.strip_prefix(code)).unwrap_or(bare);
    let word = bare.split(['(', '（', '[']).next().unwrap_or(bare).trim().trim_end_matches(is_mark);
    let dashes = !word.is_empty() && word.chars().all(is_dash);
    (dashes && word.chars().any(|c| !matches!(c, '*' | '#' | '^')))
        || WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// `(1,234)`, `$(1,234)`, `(5.3)%`, `(1,234` with its bracket lost: negative.
fn in_brackets(text: &str, bare: &str) -> Option<Vec<Figure>> {
    let inside = bare.find(['(', '（'])?;
    let start = text.find(bare)?;
    let open = start + inside;
    let (currency, head) = around::currency_before(&text[..open]);
    if !look::before(head).trim().is_empty() {
        return None;
    }
    let inner = open + text[open..].chars().next()?.len_utf8();
    let close = text[inner..].find([')', '）']).map_or(start + bare.len(), |close| inner + close);
    let figures = lex(&text[inner..close]);
    let [figure] = &figures[..] else { return None };
    let mut figure = plain(&text[inner..close], figure.clone());
    let amount = matches!(figure.kind, Kind::Quantity | Kind::Count | Kind::Percent | Kind::Money);
    if !amount
        || figure.upper.is_some()
        || figure.value.is_sign_negative()
        || !only_figures(&text[inner..close], &figures)
    {
        return None;
    }
    let mut end =
        close + text[close..].chars().next().filter(|c| matches!(c, ')' | '）')).map_or(0, char::len_utf8);
    if text[end..].starts_with(['%', '％']) && figure.kind != Kind::Percent {
        end += text[end..].chars().next().map_or(0, char::len_utf8);
        (figure.kind, figure.unit) = (Kind::Percent, Some(Unit::percent()));
    }
    let is_mark = text[inner..close].len() <= 2 && lex(&text[end..]).iter().any(is_money);
    if is_mark || !is_beside(&text[end..]) {
        return None;
    }
    if let Some(currency) = currency {
        (figure.kind, figure.unit) = (Kind::Money, Some(Unit::money(Some(currency))));
    }
    figure.range = open..end;
    text[open..end].clone_into(&mut figure.printed);
    figure.value = -figure.value;
    Some(vec![figure])
}

/// In a cell of its own, `07` and `3,18.05` are amounts badly written, not names.
fn plain(text: &str, figure: Figure) -> Figure {
    let alone = trimmed(text) == figure.printed;
    let Some(read) =
        numeral::arabic(&figure.printed).filter(|read| alone && read.len == figure.printed.len())
    else {
        return figure;
    };
    if figure.kind != Kind::Identifier {
        return figure;
    }
    Figure {
        kind: Kind::Quantity,
        value: read.value,
        quantum: read.quantum(),
        qualifier: Qualifier::Exact,
        ..figure
    }
}

/// Whether nothing but units, currencies, brackets and footnote marks stands beside the figures.
fn only_figures(text: &str, figures: &[Figure]) -> bool {
    let mut at = 0;
    for figure in figures {
        if !text.get(at..figure.range.start).is_some_and(is_beside) {
            return false;
        }
        at = figure.range.end;
        let gap = look::gap(&text[at..]);
        if let Some((_, len)) = figure.unit.as_ref().and_then(|_| unit::read_after(&text[at + gap..])) {
            at += gap + len;
        }
    }
    is_beside(&text[at..])
}

fn is_beside(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "RMB",
        "HK",
        "US",
        "NT",
        "HKD",
        "USD",
        "CNY",
        "b",
        "sup",
        "sub",
        "p",
        "br",
        "人民幣",
        "港幣",
        "約",
        "近",
        "超過",
        "逾",
        "以上",
        "以下",
        "及以上",
        "及以下",
        "左右",
        "about",
        "over",
        "approx",
        "approximately",
        "more",
        "than",
        "less",
        "or",
        "above",
        "below",
        "up",
        "to",
        "at",
        "least",
        "hours",
    ];
    let mark = text.strip_prefix('(').and_then(|mark| mark.trim_end().strip_suffix(')'));
    if mark.is_some_and(|mark| mark.len() <= 2 && mark.bytes().all(|byte| byte.is_ascii_alphanumeric())) {
        return true;
    }
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .all(|word| WORDS.contains(&word) || word.chars().all(is_mark))
}

/// A sign that stands for nothing, or a mark beside one.
fn is_dash(c: char) -> bool {
    matches!(
        c,
        '/' | '／'
            | '-'
            | '–'
            | '—'
            | '−'
            | '―'
            | '─'
            | '－'
            | '.'
            | '…'
            | '*'
            | '‐'
            | '‑'
            | '#'
            | '^'
    )
}

/// A footnote mark.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '*' | '†' | '‡' | '#' | '^' | '①'..='⑳' | '¹' | '²' | '³' | '⁴' | '⁵' | '註' | '注' | 'ª' | '§'
    )
}

/// Whether a value is so far from the others as to be a slip of the separators: unused digits are kept.
#[must_use]
pub fn is_malformed(printed: &str) -> bool {
    let start = printed.char_indices().find(|(_, c)| numeral::digit(*c).is_some());
    let read = start.and_then(|(at, _)| numeral::arabic(&printed[at..]));
    read.is_some_and(|read| read.malformed && read.value >= Decimal::ZERO)
}
