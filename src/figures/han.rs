//! Chinese numerals in running text. 三名 counts, 三方 does not: a numeral is a figure only where something shows it.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::around::{self, Magnitude};
use super::chinese::{self, Chinese};
use super::phrases::CharSet;
use super::{Figure, Kind, Qualifier, Unit, look, number, numeral, order, unit};

/// What stands at a Chinese numeral.
pub(super) enum Found {
    /// A figure, and where reading goes on.
    Figure(Figure, usize),
    /// 一名, 一位: a figure only beside other counts of people.
    One(Figure, usize),
    /// No figure; reading goes on here.
    Nothing(usize),
}

/// Judges the Chinese numeral at `at`.
pub(super) fn read(text: &str, at: usize) -> Found {
    let head = &text[..at];
    let skip = text[at..].chars().next().map_or(text.len(), |c| at + c.len_utf8());
    if let Some(figure) = hundredths(text, at) {
        return figure;
    }
    let Some(numeral) = chinese::read(&text[at..]) else { return Found::Nothing(skip) };
    let end = at + numeral.len;
    if let Some(found) = fraction(text, at, &numeral) {
        return found;
    }
    if text[at..].starts_with("二次")
        && !text[at + "二次".len()..].starts_with(['元', '方', '函', '曲', '型'])
    {
        return Found::Figure(order::ordinal(text, at, end, numeral.value, Kind::Ordinal), end);
    }
    if let Some(figure) = plan(text, at, &numeral) {
        return Found::Figure(figure, end);
    }
    // 數十, 幾百, 上千, 成千: nobody knows how many.
    let lone_formal = numeral.formal && numeral.chars == 1;
    let vague = lone_formal
        || look::last(head)
            .is_some_and(|c| "數数幾几".contains(c) || ("上成".contains(c) && starts_large(text, at)));
    let idiom = idiom(&text[at..]);
    if vague || numeral.value.is_zero() || idiom.is_some() {
        return Found::Nothing(idiom.map_or(end, |len| at + len));
    }
    let mut magnitude = Magnitude {
        start: at,
        end,
        value: numeral.value,
        upper: numeral.upper,
        quantum: numeral.quantum,
        percent: false,
        qualifier: Qualifier::Exact,
    };
    if order::is_anniversary(&text[end..]) {
        return Found::Figure(order::ordinal(text, at, end, numeral.value, Kind::Ordinal), end);
    }
    number::more(text, &mut magnitude);
    if let Some(tenths) = tenths(text, &magnitude, &numeral) {
        let (figure, next) = around::dress(text, tenths);
        return Found::Figure(figure, next);
    }
    judge(text, magnitude, &numeral)
}

/// Decides by what follows, and by how the numeral is written.
fn judge(text: &str, magnitude: Magnitude, numeral: &Chinese) -> Found {
    let (mut figure, next) = around::dress(text, magnitude);
    let after = &text[magnitude.end..];
    // 百萬家 alone is a manner of speaking; 近百項 says so.
    let said = figure.qualifier != Qualifier::Exact;
    if numeral.bare && !said {
        figure.qualifier = Qualifier::About;
    }
    let shown = match &figure.unit {
        Some(unit) if unit.is_money() => !numeral.bare,
        Some(unit) => counts(numeral, unit, said, &text[magnitude.start..]) || large(numeral),
        None => figure.kind == Kind::Identifier || is_heading_count(numeral, after) || large(numeral),
    };
    if !shown
        || (numeral.bare && look::last(&text[..magnitude.start]).is_some_and(|c| "/／每(（、".contains(c)))
    {
        return Found::Nothing(magnitude.end);
    }
    if figure.unit.is_none() && is_heading_count(numeral, after) {
        figure.kind = Kind::Count;
    }
    if numeral.value == Decimal::ONE {
        return Found::One(figure, next);
    }
    Found::Figure(figure, next)
}

/// A numeral so long that it is nothing else: 一百二十萬, 壹拾壹億.
fn large(numeral: &Chinese) -> bool {
    !numeral.positional && !numeral.bare && (numeral.chars >= 4 || (numeral.formal && numeral.chars >= 3))
}

/// Whether a numeral and a counter make a count. 一 is mostly "a", 二 mostly "second".
fn counts(numeral: &Chinese, unit: &Unit, said: bool, rest: &str) -> bool {
    const NEVER: &[&str] = &["分", "包", "處", "對", "把", "米", "升", "克", "節", "千瓦時"];
    let symbol = unit.symbol.as_str();
    let after = &rest[numeral.len..];
    if numeral.positional && numeral.upper.is_none() && numeral.chars < 3 {
        return false;
    }
    if numeral.bare {
        return unit.is_counter() && (numeral.chars > 1 || said) && !NEVER.contains(&symbol);
    }
    if NEVER.contains(&symbol) && numeral.chars < 3 {
        return false;
    }
    if numeral.value == Decimal::ONE {
        return symbol == "人" && after.trim_start().starts_with(['名', '位', '人']);
    }
    let second = rest.starts_with('二') && numeral.chars == 1;
    !(second && after.starts_with(['次', '級', '级', '期', '層', '套', '本']))
}

/// 三大支柱, 十佳案例: counts without a counter.
fn is_heading_count(numeral: &Chinese, after: &str) -> bool {
    let place = after
        .strip_prefix('地')
        .is_some_and(|after| !after.starts_with(|c: char| "區区方點点址圖图產产球面上下理震".contains(c)));
    let mark = after.starts_with(['大', '佳', '強', '險', '险']) || place;
    let congress = numeral.value > Decimal::from(12) && numeral.value < Decimal::from(30);
    let other = ["大學", "大学", "大會", "大会", "大樓", "大部", "大街", "大道", "強度", "強化"]
        .iter()
        .any(|word| after.starts_with(word));
    mark && !other && !congress && !numeral.bare && !numeral.positional && numeral.value > Decimal::ONE
}

/// 九成, 三成五.
fn tenths(text: &str, magnitude: &Magnitude, numeral: &Chinese) -> Option<Magnitude> {
    let rest = text[magnitude.end..].strip_prefix('成').filter(|after| number::is_tenths(after))?;
    if numeral.value >= Decimal::TEN || numeral.positional && numeral.upper.is_none() {
        return None;
    }
    let mut tenths = Magnitude {
        end: magnitude.end + '成'.len_utf8(),
        value: magnitude.value.saturating_mul(Decimal::TEN),
        upper: magnitude.upper.map(|upper| upper.saturating_mul(Decimal::TEN)),
        quantum: Decimal::TEN,
        percent: true,
        ..*magnitude
    };
    if let Some(half) = chinese::read(rest)
        .filter(|half| half.chars == 1 && half.value < Decimal::TEN && !half.value.is_zero())
        && unit::read_after(&rest[half.len..]).is_none()
    {
        tenths.value = tenths.value.saturating_add(half.value);
        tenths.quantum = Decimal::ONE;
        tenths.end += half.len;
    }
    Some(tenths)
}

/// 百分之九十, 百分之三點五, 千分之三.
fn hundredths(text: &str, at: usize) -> Option<Found> {
    let rest = &text[at..];
    let (prefix, factor) = [("百分之", Decimal::ONE), ("千分之", Decimal::new(1, 1))]
        .into_iter()
        .find(|(p, _)| rest.starts_with(p))?;
    let start = at + prefix.len();
    let inner = start + look::gap(&text[start..]);
    let (value, quantum, end) = if let Some(read) = numeral::arabic(&text[inner..]) {
        (read.value, read.quantum(), inner + read.len)
    } else {
        let read = chinese::read(&text[inner..])?;
        (read.value, read.quantum.min(Decimal::ONE), inner + read.len)
    };
    let magnitude = Magnitude {
        start: at,
        end,
        value: value.checked_mul(factor)?,
        upper: None,
        quantum: quantum.checked_mul(factor)?,
        percent: true,
        qualifier: Qualifier::Exact,
    };
    let (figure, next) = around::dress(text, magnitude);
    Some(Found::Figure(figure, next))
}

/// 三分之一, 一半: a share that is seldom meant to the digit.
fn fraction(text: &str, at: usize, numeral: &Chinese) -> Option<Found> {
    let end = at + numeral.len;
    let rest = &text[end..];
    let (value, len) = if let Some(after) = rest.strip_prefix("分之") {
        let part =
            chinese::read(after).filter(|part| !numeral.value.is_zero() && part.value < numeral.value)?;
        (part.value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(numeral.value)?, "分之".len() + part.len)
    } else if numeral.value == Decimal::ONE && rest.starts_with('半') {
        (Decimal::from(50), '半'.len_utf8())
    } else {
        return None;
    };
    let (figure, next) = around::fraction(text, at..end + len, value);
    Some(Found::Figure(figure, next))
}

/// 十四五 is the fourteenth five-year plan.
fn plan(text: &str, at: usize, numeral: &Chinese) -> Option<Figure> {
    let word = &text[at..at + numeral.len];
    let (value, len) = match word {
        "十四" if text[at + numeral.len..].starts_with('五') => (14, numeral.len + '五'.len_utf8()),
        "十三" if text[at + numeral.len..].starts_with('五') => (13, numeral.len + '五'.len_utf8()),
        "十五" if text[at + numeral.len..].starts_with('五') => (15, numeral.len + '五'.len_utf8()),
        _ => return None,
    };
    Some(Figure {
        range: at..at + len,
        printed: text[at..at + len].to_owned(),
        kind: Kind::Ordinal,
        value: Decimal::from(value),
        upper: None,
        quantum: Decimal::ONE,
        qualifier: Qualifier::Exact,
        unit: None,
    })
}

fn starts_large(text: &str, at: usize) -> bool {
    text[at..].starts_with(['百', '千', '萬', '万', '億', '亿'])
}

/// Words and sayings that begin with a numeral and a counter and count nothing.
const IDIOMS: &[&str] = &[
    "千家萬戶",
    "千萬不",
    "萬一",
    "四方面軍",
    "三位一體",
    "兩位一體",
    "一家人",
    "八面",
    "四面",
    "百家",
    "千人千面",
    "千人計劃",
    "萬人",
    "三家分",
    "四級跳",
    "九年義務",
    "三年級",
    "五年級",
    "六年級",
    "三級跳",
    "三個代表",
    "十年樹木",
    "百年",
    "千年",
    "萬年",
    "二人轉",
    "三千大",
    "九天",
    "三部曲",
    "兩棲",
    "十項全能",
    "三名三",
    "七日談",
    "兩層皮",
    "兩本帳",
];

/// The bytes of the idiom that a text begins with.
fn idiom(rest: &str) -> Option<usize> {
    // All begin with a numeral: what they go on with tells them from counts.
    static SECOND: LazyLock<CharSet> =
        LazyLock::new(|| IDIOMS.iter().filter_map(|idiom| idiom.chars().nth(1)).collect());
    let may = rest.chars().nth(1).is_some_and(|second| SECOND.may_hold(second));
    may.then(|| IDIOMS.iter().find(|idiom| rest.starts_with(**idiom)))?.map(|idiom| idiom.len())
}
