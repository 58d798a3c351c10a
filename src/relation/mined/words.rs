//! Words of labels and notes that say how a table is divided.

use std::sync::LazyLock;

use crate::figures::phrases::{CharSet, any_in};
use crate::report::text::{letters, lower, sentences};

/// The longer word first, where one holds the other.
const SEXES: &[(&str, &str)] =
    &[("男性", "女性"), ("男", "女"), ("female", "male"), ("women", "men"), ("woman", "man")];
/// One of these is in each of them.
const SEXED: [&str; 5] = ["男", "女", "male", "man", "men"];
const DIVISORS: &[&str] = &[
    "性別",
    "性别",
    "年齡",
    "年龄",
    "年齡組別",
    "學歷",
    "学历",
    "地區",
    "地区",
    "職級",
    "职级",
    "僱傭類型",
    "僱員類型",
    "僱員類別",
    "員工類型",
    "員工類別",
    "國籍",
    "司齡",
    "gender",
    "sex",
    "age",
    "age group",
    "region",
    "location",
    "geography",
    "education",
    "rank",
    "grade",
    "level",
    "employment type",
    "employee category",
    "nationality",
    "seniority",
    "job category",
    "geographical region",
];
const OVERLAPS: &[&str] = &[
    "重疊",
    "重叠",
    "重複計",
    "重复计",
    "交叉",
    "跨度",
    "橫跨",
    "横跨",
    "跨越",
    "超過實際",
    "多於實際",
    "同時屬",
    "不可相加",
    "overlap",
    "straddle",
    "span ",
    "spans",
    "more than one",
    "mutually exclusive",
    "counted in both",
    "counted twice",
    "double count",
    "exceed the actual",
];

/// Whether a group row divides the total above it: `按性別`, By gender, Gender.
#[must_use]
pub fn divides(label: &str) -> bool {
    let label = lower(label.trim());
    label.starts_with('按') || label.starts_with("by ") || DIVISORS.contains(&label.as_str())
}

/// What a group is divided by: the X of `按X`, By X.
#[must_use]
pub fn divisor(label: &str) -> &str {
    // 按崗位（註 1）: the mark of a note is no part of it.
    let label = label.split(['（', '(']).next().unwrap_or(label).trim();
    let bare = label
        .strip_prefix('按')
        .or_else(|| label.get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).map(|_| &label[3..]));
    bare.unwrap_or(label).trim_end_matches(['劃', '分', '划']).trim()
}

/// The sentences of some notes that declare an overlap.
pub fn overlaps(notes: &str) -> impl Iterator<Item = &str> {
    let sentences = sentences(notes, &['。', '；', ';', '\n']).into_iter().map(|range| &notes[range]);
    sentences.filter(|sentence| OVERLAPS.iter().any(|word| sentence.contains(word)))
}

/// How labels begin that name what is left of others.
const RESULTS: &[&str] = &[
    "net ",
    "gross profit",
    "gross margin",
    "gross loss",
    "operating profit",
    "operating income",
    "operating loss",
    "operating result",
    "income before",
    "income from",
    "income after",
    "profit before",
    "profit after",
    "profit for",
    "profit from",
    "profit or loss",
    "(loss)",
    "loss before",
    "loss for",
    "loss from",
    "earnings before",
    "earnings after",
    "earnings from",
    "comprehensive ",
    "other comprehensive ",
    "ebit",
    "adjusted ",
    "毛利",
    "毛損",
    "淨",
    "净",
    "營業利",
    "营业利",
    "經營溢利",
    "經營利潤",
    "利潤總額",
    "利润总额",
    "除稅前",
    "除税前",
    "稅前",
    "年內溢利",
    "年內虧損",
    "年度溢利",
    "本期淨利",
    "本期溢利",
];

/// Whether a label names what is left of other lines.
#[must_use]
pub fn is_result(label: &str) -> bool {
    static BEGIN: LazyLock<CharSet> =
        LazyLock::new(|| RESULTS.iter().filter_map(|word| word.chars().next()).collect());
    let label = label.trim();
    label.starts_with(|first| BEGIN.may_hold(first)) && {
        let label = lower(label);
        RESULTS.iter().any(|word| label.starts_with(word))
    }
}

/// Whether a label names what stood at a moment: the opening or the closing of a movement.
#[must_use]
pub fn is_balance(label: &str) -> bool {
    const BEGIN: &[&str] = &[
        "balance",
        "balances",
        "opening",
        "closing",
        "outstanding at",
        "outstanding as",
        "outstanding,",
        "at ",
        "as at ",
        "as of ",
        "at beginning",
        "at end",
        "beginning",
        "ending",
        "end of",
    ];
    const HOLD: &[&str] = &["期初", "期末", "年初", "年末", "結餘", "结余", "於1月1日", "於12月31日"];
    const MONTHS: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "may ",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let label = lower(label.trim());
    let begins = BEGIN.iter().any(|word| label.starts_with(word));
    let dated = [" at ", " as of "]
        .iter()
        .filter_map(|at| label.split_once(at))
        .any(|(_, rest)| MONTHS.iter().any(|month| rest.starts_with(month)));
    begins || dated || any_in(&label, HOLD)
}

/// Which quarter of a year a head names.
#[must_use]
pub fn quarter(head: &str) -> Option<u8> {
    const NAMES: [&[&str]; 4] = [
        &["q1", "first quarter", "1st quarter", "第一季", "第1季", "一季度"],
        &["q2", "second quarter", "2nd quarter", "第二季", "第2季", "二季度"],
        &["q3", "third quarter", "3rd quarter", "第三季", "第3季", "三季度"],
        &["q4", "fourth quarter", "4th quarter", "第四季", "第4季", "四季度"],
    ];
    let head = lower(head);
    let named = (1..).zip(NAMES).find(|(_, names)| names.iter().any(|name| head.contains(name)));
    named.map(|(quarter, _)| quarter)
}

/// Whether a label says that its line is a part of the line above.
#[must_use]
pub fn is_within(label: &str) -> bool {
    let label = lower(label.trim());
    ["of which", "of whom", "thereof", "其中"].iter().any(|word| label.starts_with(word))
}

/// Two labels that are the same but for men and women.
#[must_use]
pub fn are_men_and_women(first: &str, second: &str) -> bool {
    let (first, second) = (letters(first), letters(second));
    if !any_in(&first, &SEXED) || !any_in(&second, &SEXED) {
        return false;
    }
    let same = |a: &str, b: &str| {
        SEXES.iter().any(|(of_a, of_b)| {
            // "female" holds "male", "women" holds "men".
            let (left, right) = (a.replacen(of_a, "", 1), b.replacen(of_b, "", 1));
            a.contains(of_a)
                && b.contains(of_b)
                && left == right
                && (of_a.len() == of_b.len() || !b.contains(of_a))
        })
    };
    same(&first, &second) || same(&second, &first)
}

/// The emission scopes named in a label, in order.
#[must_use]
pub fn scopes_in(label: &str) -> Vec<u8> {
    let label = lower(label);
    let mut scopes = Vec::new();
    let chars: CharSet = label.chars().collect();
    for word in ["範圍", "范围", "範疇", "范畴", "scopes", "scope"] {
        if !chars.may_end(word) {
            continue;
        }
        for (at, _) in label.match_indices(word) {
            for char in label[at + word.len()..].chars() {
                match char {
                    '一' | '1' => scopes.push(1),
                    '二' | '2' => scopes.push(2),
                    '三' | '3' => scopes.push(3),
                    'a' | 'n' | 'd' | ' ' | '、' | ',' | '，' | '及' | '和' | '與' | '+' | '&' | '\u{a0}' =>
                        {}
                    _ => break,
                }
            }
        }
    }
    scopes.sort_unstable();
    scopes.dedup();
    scopes
}
