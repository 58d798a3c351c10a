//! Which rows and columns can be added up, and which rows call themselves totals.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::figures::Unit;
use crate::figures::phrases::Phrases;
use crate::report::text::lower;

use super::{Amount, Sheet, Slot};

/// Anywhere in a label.
const TOTALS: &[&str] = &[
    "合計",
    "合计",
    "總計",
    "总计",
    "總數",
    "总数",
    "總量",
    "总量",
    "小計",
    "小计",
    "總額",
    "总额",
    "總人數",
    "总人数",
    "共計",
    "共计",
    "總和",
    "總值",
    "总值",
];
/// As a word of its own.
const TOTAL_WORDS: &[&str] = &["total", "totals", "subtotal", "sub-total", "overall", "aggregate"];
const RATES: &[&str] = &[
    "密度",
    "強度",
    "强度",
    "人均",
    "平均",
    "比率",
    "每股",
    "占比",
    "佔比",
    "比例",
    "百分比",
    "利率",
    "單價",
    "每人",
    "每名",
];
/// As words of their own: "operations" are no ratio, "corporate" no rate.
const RATE_WORDS: &[&str] = &[
    "intensity",
    "density",
    "average",
    "ratio",
    "ratios",
    "price",
    "prices",
    "per",
    "percentage",
    "percent",
    "proportion",
    "weighted",
    "margin",
    "mean",
    "median",
];
const NOT_AMOUNTS: &[&str] = &[
    "%",
    "變動",
    "变动",
    "增減",
    "占比",
    "佔比",
    "比例",
    "同比",
    "比率",
    "增幅",
    "升幅",
    "變化",
    "change",
    "price",
    "weighted",
    "share",
    "term",
    "rate",
    "percent",
    "percentage",
    "average",
    "avg",
    "ratio",
    "mean",
    "variance",
];

/// The label says that its row is a total. 總時長 is one, 男性培訓總時長 is not.
pub fn is_total(label: &str) -> bool {
    static WORDS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(TOTALS.iter().copied()));
    let label = lower(label);
    label.trim_start().starts_with(['總', '总']) || WORDS.are_in(&label) || has_word(&label, TOTAL_WORDS)
}

/// Rates, shares and prices are not added up. "Rate" counts at the end only: a rate change is an amount.
pub(super) fn is_additive(label: &str, unit: Option<&Unit>) -> bool {
    static WORDS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(RATES.iter().copied()));
    // What was paid for something is an amount.
    let label = lower(label).replace("purchase price", "");
    let bare = label.trim_end_matches(|c: char| !c.is_alphanumeric());
    let is_rate = WORDS.are_in(&label) || has_word(&label, RATE_WORDS);
    let is_rate = is_rate || bare.ends_with('率') || has_last_word(bare, "rate");
    !is_rate && !unit.is_some_and(|unit| unit.is_percent() || unit.per.is_some())
}

/// The unit of a row. A currency sign is printed on the first and last rows of a statement and meant for all.
pub(super) fn unit_of(unit: Option<&Unit>) -> Option<Unit> {
    unit.filter(|unit| !unit.is_money() || unit.factor != Decimal::ONE).cloned()
}

/// Works out which columns are amounts: by their heads, their signs, and what they hold.
pub(super) fn settle_columns(sheet: &mut Sheet) {
    for at in 0..sheet.columns.len() {
        let head = lower(&sheet.columns[at].head);
        let named = sheet.columns[at].period.is_none() && has_word(&head, NOT_AMOUNTS);
        let unit = sheet.columns[at].unit.as_ref();
        let rated = unit.is_some_and(|unit| unit.is_percent() || unit.per.is_some());
        if named || rated || head.contains('%') || is_percent(sheet, at) || is_computed(sheet, at) {
            sheet.columns[at].additive = false;
        }
    }
}

/// Whether a label has one of some words. A Latin word stands by itself ("long-term" is no term, "shareholders" are no
/// share).
fn has_word(label: &str, words: &[&str]) -> bool {
    let is_letter = |c: char| c.is_ascii_alphabetic();
    words.iter().any(|word| !word.starts_with(is_letter) && label.contains(word))
        || label.contains(is_letter)
            && label.split(|c: char| !c.is_alphanumeric() && c != '-').any(|found| words.contains(&found))
}

fn has_last_word(label: &str, word: &str) -> bool {
    label.rsplit(|c: char| !c.is_alphanumeric()).next() == Some(word)
}

/// Most of its numbers carry a percent sign, or the first does, as with a currency, in rows that are not percentages themselves.
fn is_percent(sheet: &Sheet, column: usize) -> bool {
    let source = sheet.columns[column].source;
    let (mut numbers, mut percent, mut first) = (0, 0, false);
    for (_, row) in sheet.data() {
        let whole_row = row.unit.as_ref().is_some_and(Unit::is_percent);
        if whole_row || !matches!(row.slots[column], Slot::Amount(_)) {
            continue;
        }
        let cell = row.table.rows[row.index].cells.get(source);
        let has_sign = cell.is_some_and(|cell| cell.text.plain.trim_end().ends_with(['%', '％']));
        first |= numbers == 0 && has_sign;
        numbers += 1;
        percent += usize::from(has_sign);
    }
    first || percent * 2 > numbers
}

/// In over half of its rows it is the growth or the ratio of two columns beside it: heads are often lost.
fn is_computed(sheet: &Sheet, column: usize) -> bool {
    let count = sheet.columns.len();
    if count < 3 {
        return false;
    }
    let near: Vec<usize> =
        (column.saturating_sub(2)..count.min(column + 3)).filter(|at| *at != column).collect();
    let pairs = near.iter().flat_map(|above| near.iter().map(move |below| (*above, *below)));
    pairs.filter(|(above, below)| above != below).any(|(above, below)| {
        let (mut tried, mut explained) = (0, 0);
        for (_, row) in sheet.data() {
            let values = [column, above, below].map(|at| row.slots[at].amount());
            let [Some(own), Some(above), Some(below)] = values else { continue };
            if own.twice != 0 && above.twice != 0 && below.twice != 0 {
                tried += 1;
                explained += usize::from(explains(sheet.one, own, above, below));
            }
        }
        tried >= 3 && explained * 2 > tried
    })
}

/// Whether `own` is `above / below`, or its growth, as a number or in hundredths, to its last digit.
fn explains(one: i128, own: Amount, above: Amount, below: Amount) -> bool {
    let within = |numerator: i128, factor: i128| {
        let product = numerator.checked_mul(factor)?.checked_mul(one)?;
        let apart = product.checked_sub(own.twice.checked_mul(below.twice)?)?;
        Some(apart.abs() <= own.slack.max(1).checked_mul(below.twice.abs())?)
    };
    let growth = above.twice - below.twice;
    [(above.twice, 1), (above.twice, 100), (growth, 1), (growth, 100)]
        .into_iter()
        .any(|(numerator, factor)| within(numerator, factor) == Some(true))
}
