//! Parts and wholes in a sentence: a number made up of others.

use rust_decimal::Decimal;

use crate::relation::{Expression, Operand, RelationKind, Term, Values};

use super::sentence::Sentence;
use super::words::{self, says, says_any};
use super::{Found, certain_of};

/// A list of all the parts follows.
const DIVIDED: &[&str] = &[
    "分別",
    "分佈如下",
    "分布如下",
    "組成",
    "構成",
    "包括",
    "包含",
    "其中",
    "當中",
    "分為",
    "即",
    "comprising",
    "comprises",
    "made up of",
    "consist",
    "of whom",
    "of which",
    "namely",
    "composed of",
    "broken down",
];
/// The list leaves nothing out.
const WHOLLY: &[&str] = &[
    "分佈如下",
    "分布如下",
    "組成",
    "構成",
    "分為",
    "comprising",
    "comprises",
    "made up of",
    "consist",
    "composed of",
    "broken down",
];
/// Two words that between them leave nothing out.
const PAIRS: &[(&str, &str)] = &[
    ("男", "女"),
    ("實名", "匿名"),
    ("全職", "兼職"),
    ("境內", "境外"),
    ("國內", "海外"),
    ("已", "未"),
    ("執行董事", "獨立非執行董事"),
    ("women", "men"),
    ("female", "male"),
    ("full-time", "part-time"),
    ("named", "anonymous"),
    ("executive directors", "independent non-executive"),
    ("within one year", "after"),
];
const TOTAL: &[&str] =
    &["合計", "合共", "共計", "總計", "總共", "一共", "totalling", "totaling", "a total of", "making"];
const TOTAL_BEHIND: &[&str] = &["in total", "in all", "altogether"];

/// What parts the members of a list.
const PIECES: &[&str] = &[" and ", "，", ", ", "、", "及", "和", "與", "：", "；", "。"];

pub fn find(sentence: &Sentence, values: &Values, found: &mut Vec<Found>) {
    let amounts = sentence.amounts();
    for at in 0..amounts.len() {
        if let Some(one) = whole_first(sentence, values, &amounts, at) {
            found.push(one);
        } else if let Some(one) = whole_last(sentence, values, &amounts, at) {
            found.push(one);
        }
    }
}

/// `86 名學生，分佈如下：甘肅 24 名、貴州 31 名…`; `42 起，其中匿名 19 起，實名 23 起`.
fn whole_first(sentence: &Sentence, values: &Values, amounts: &[usize], at: usize) -> Option<Found> {
    let whole = amounts[at];
    let first = *amounts.get(at + 1)?;
    if sentence.mentions[whole].is_percent() {
        return None;
    }
    let divider = sentence.between(whole, first);
    let lead = sentence.before(whole);
    let is_made_of = says(lead, &["由"]) && says(divider, &["組成", "構成"]);
    if !says(divider, DIVIDED) && !is_made_of {
        return None;
    }
    let parts = list(sentence, amounts, at + 1, whole);
    if parts.len() < 2 {
        return None;
    }
    let all = &sentence.text[sentence.figure(whole).range.end..part_end(sentence, *parts.last()?)];
    let paired = parts.len() == 2 && is_pair(sentence, &parts);
    let wholly = says(divider, WHOLLY) || is_made_of;
    let overlaps = says(all, &["重疊", "同時", "overlap", "also", "兼任"]);
    let mut one = sum(sentence, values, whole, &parts)?;
    if one.holds {
        return Some(one);
    }
    // Parts of parts: 其中 within the list opens another.
    let nested = says(&all[divider.len()..], words::PART);
    let near = is_near(sentence, whole, &parts);
    one.certain = paired && one.certain && near;
    ((paired || wholly && near) && !overlaps && !nested).then_some(one)
}

/// An amount for each of several is no part of their sum.
const EACH: &[&str] = &["每", "平均", "each", "average", "per "];

/// `12 場講座及 24 場培訓，合共 38 場活動`.
fn whole_last(sentence: &Sentence, values: &Values, amounts: &[usize], at: usize) -> Option<Found> {
    let whole = amounts[at];
    let called = says(sentence.before(whole), TOTAL) || says(sentence.after(whole), TOTAL_BEHIND);
    if at < 2
        || !called
        || sentence.mentions[whole].is_percent()
        || says(sentence.before(whole), words::SINCE)
    {
        return None;
    }
    let start = (0..at).rev().take_while(|before| alike(sentence, amounts[*before], whole)).last()?;
    let parts: Vec<usize> = amounts[start..at].to_vec();
    let text = &sentence.text[sentence.range.start..sentence.figure(whole).range.start];
    let other =
        || says_any(text, &[EACH, words::PART, words::UP, words::DOWN, words::LAST_YEAR, words::SINCE]);
    if parts.len() < 2 || other() || parts.iter().any(|part| sentence.is_bracketed(*part)) {
        return None;
    }
    let mut one = sum(sentence, values, whole, &parts)?;
    one.certain = false;
    (one.holds || is_near(sentence, whole, &parts)).then_some(one)
}

/// The amounts of a list from one on, as long as they are of the whole's sort.
fn list(sentence: &Sentence, amounts: &[usize], from: usize, whole: usize) -> Vec<usize> {
    let mut parts: Vec<usize> = Vec::new();
    for part in amounts[from..].iter().copied() {
        let of_the_list = parts.last().is_none_or(|last| {
            let between = sentence.between(*last, part);
            between.len() <= 60
                && !says(between, &["其中", "of whom", "of which", "較", "than", "共", "total"])
        });
        // A percentage of a part may follow it: 女性 1,019 人，佔 47.5%.
        if sentence.mentions[part].is_percent() && !parts.is_empty() {
            continue;
        }
        if !of_the_list
            || !alike(sentence, part, whole)
            || sentence.is_bracketed(part) != sentence.is_bracketed(parts.first().copied().unwrap_or(part))
        {
            break;
        }
        parts.push(part);
    }
    parts
}

fn part_end(sentence: &Sentence, last: usize) -> usize {
    let after = sentence.after(last);
    let clause = after.split(['，', ',', '。', '；']).next().unwrap_or_default();
    sentence.figure(last).range.end + clause.len()
}

/// One of two words stands by each part: men and women.
fn is_pair(sentence: &Sentence, parts: &[usize]) -> bool {
    let words = |part: usize| {
        let before =
            PIECES.iter().fold(sentence.before(part), |text, mark| text.rsplit(mark).next().unwrap_or(text));
        let after =
            PIECES.iter().fold(sentence.after(part), |text, mark| text.split(mark).next().unwrap_or(text));
        format!("{before} {after}")
    };
    let (first, second) = (words(parts[0]), words(parts[1]));
    let (first, second) = (first.as_str(), second.as_str());
    PAIRS.iter().any(|(a, b)| {
        says(first, &[a]) && !says(first, &[b]) && says(second, &[b])
            || says(first, &[b]) && says(second, &[a]) && !says(second, &[b])
    })
}

fn alike(sentence: &Sentence, part: usize, whole: usize) -> bool {
    let [part, whole] = [part, whole].map(|at| &sentence.mentions[at]);
    match (&part.figure.unit, &whole.figure.unit) {
        (Some(of), Some(all)) => !part.is_percent() && of.ratio_to(all).is_some(),
        _ => part.is_count() && whole.is_count(),
    }
}

/// Off by a fifth at most, or by a slip: a farther sum is likely of something else.
fn is_near(sentence: &Sentence, whole: usize, parts: &[usize]) -> bool {
    let values = parts.iter().map(|part| sentence.figure(*part).value);
    let total = values.fold(Decimal::ZERO, Decimal::saturating_add);
    let stated = sentence.figure(whole).value;
    total.saturating_sub(stated).abs().saturating_mul(Decimal::from(5)) <= stated.abs().max(total.abs())
        || crate::figures::slip(&total.normalize().to_string(), &stated.normalize().to_string()).is_some()
}

fn sum(sentence: &Sentence, values: &Values, whole: usize, parts: &[usize]) -> Option<Found> {
    let id = |at: usize| Operand::Figure(sentence.mentions[at].id);
    let term = |part: &usize| {
        let factor = match (&sentence.figure(*part).unit, &sentence.figure(whole).unit) {
            (Some(of), Some(all)) => of.ratio_to(all).unwrap_or(Decimal::ONE),
            _ => Decimal::ONE,
        };
        Expression::Term(Term { operand: id(*part), factor })
    };
    let mut all = parts.to_vec();
    all.push(whole);
    let mut found = Found {
        kind: RelationKind::Sum,
        left: Expression::figure(id(whole)),
        right: Expression::sum(parts.iter().map(term))?,
        span: sentence.mentions[whole].span,
        slack: Decimal::ZERO,
        certain: certain_of(sentence, &all),
        holds: true,
    };
    found.holds = found.relation().holds_with(&|operand| values.interval(operand))?;
    Some(found)
}
