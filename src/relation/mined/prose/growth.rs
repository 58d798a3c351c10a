//! Growth in a sentence: `from 120 to 150, up 25%`, `較 2022 年的 137 宗下降 19.1%`.

use rust_decimal::Decimal;

use crate::relation::{Expression, Operand, Operator, RelationKind, Term, Values};

use super::Found;
use super::sentence::Sentence;
use super::words::{self, says};

const FROM: &[&str] = &["由", "從", "自", "from"];
const TO: &[&str] = &["至", "到", "to ", "為"];

pub fn find(sentence: &Sentence, values: &Values, found: &mut Vec<Found>) {
    let has_rate = sentence.mentions.iter().any(super::sentence::Mention::is_percent);
    if !has_rate || says(sentence.words(), words::AIMS) {
        return;
    }
    let amounts = sentence.amounts();
    for (at, rate) in amounts.iter().copied().enumerate() {
        if !sentence.mentions[rate].is_percent() || !is_growth(sentence, rate) {
            continue;
        }
        let pair = from_to(sentence, &amounts, at).or_else(|| compared(sentence, &amounts, at));
        found.extend(pair.and_then(|(old, new)| growth(sentence, values, rate, old, new)));
    }
}

/// A word of change right before or behind a percentage.
pub fn is_growth(sentence: &Sentence, rate: usize) -> bool {
    let before = sentence.before(rate);
    let clause = sentence.clause(rate);
    let start = clause.start.max(sentence.figure(rate).range.start - before.len());
    let before = &sentence.text[start..sentence.figure(rate).range.start];
    let behind = sentence.after(rate);
    let behind = behind.split([',', '，', '。', '.']).next().unwrap_or_default();
    let behind: String = behind.split_whitespace().take(1).collect();
    let is_point = behind.starts_with("個百分點") || behind.starts_with("percentage");
    !is_point
        && (says(before, words::UP)
            || says(before, words::DOWN)
            || says(
                &behind,
                &["increase", "decrease", "rise", "fall", "drop", "reduction", "higher", "lower", "growth"],
            ))
}

/// The amounts that can be the two ends of a change.
fn ends(sentence: &Sentence, amounts: &[usize]) -> Vec<usize> {
    let is_end = |at: &usize| !sentence.mentions[*at].is_percent() && !sentence.is_bracketed(*at);
    amounts.iter().copied().filter(is_end).collect()
}

/// `from A to B, up p%`, `由 A 增加 p% 至 B`: the only two amounts of the sentence but for the rate, or the two before it.
fn from_to(sentence: &Sentence, amounts: &[usize], at: usize) -> Option<(usize, usize)> {
    let rate = amounts[at];
    let ends = ends(sentence, amounts);
    let before: Vec<usize> = ends.iter().copied().filter(|end| *end < rate).collect();
    let behind = ends.iter().copied().find(|end| *end > rate);
    let is_from = |end: usize| says(near_end(sentence.before(end)), FROM);
    let is_to = |old: usize, new: usize| {
        let between = sentence.between(old, new);
        says(near_end(between), TO) && !between.contains(['。', '；'])
    };
    if let [.., old, new] = before[..]
        && is_from(old)
        && is_to(old, new)
        && new + 1 >= rate.saturating_sub(dates_between(sentence, new, rate))
    {
        return same_sort(sentence, old, new).then_some((old, new));
    }
    let old = *before.last()?;
    let new = behind?;
    let only_rate = amounts.iter().filter(|other| (old..new).contains(*other)).count() == 2;
    (only_rate && is_from(old) && says(near_end(sentence.before(new)), TO) && same_sort(sentence, old, new))
        .then_some((old, new))
}

fn dates_between(sentence: &Sentence, first: usize, second: usize) -> usize {
    (first + 1..second).filter(|at| !sentence.mentions[*at].is_amount()).count()
}

/// `new …，較 2022 年的 old 下降 p%`.
fn compared(sentence: &Sentence, amounts: &[usize], at: usize) -> Option<(usize, usize)> {
    let rate = amounts[at];
    let ends = ends(sentence, &amounts[..at]);
    let [.., new, old] = ends[..] else { return None };
    let next = amounts[at - 1] == old;
    let than = says(near_end(sentence.between(new, old)), words::THAN);
    let clause = sentence.clause(rate);
    let same_clause = clause.start <= sentence.figure(old).range.start;
    (next && than && same_clause && same_sort(sentence, old, new)).then_some((old, new))
}

/// The last words of a text: a word that introduces a figure stands near it.
fn near_end(text: &str) -> &str {
    let mut start = text.len().saturating_sub(36);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

fn same_sort(sentence: &Sentence, old: usize, new: usize) -> bool {
    match (&sentence.figure(old).unit, &sentence.figure(new).unit) {
        (Some(of), Some(all)) => of.ratio_to(all).is_some(),
        // The unit stands once, behind the second: `from 139.2 to 112.5 tonnes`.
        (None, _) => true,
        (Some(_), None) => false,
    }
}

fn growth(sentence: &Sentence, values: &Values, rate: usize, old: usize, new: usize) -> Option<Found> {
    let operand = |at: usize| Operand::Figure(sentence.mentions[at].id);
    let factor = match (&sentence.figure(old).unit, &sentence.figure(new).unit) {
        (Some(of), Some(all)) => all.ratio_to(of)?,
        _ => Decimal::ONE,
    };
    let new = Expression::Term(Term { operand: operand(new), factor });
    let span = sentence.mentions[rate].span;
    change(values, (operand(rate), sentence.figure(rate).quantum), &operand(old), new, span)
}

/// A rate of change, whichever way it went: that words and figures go one way is another rule's affair.
pub fn change(
    values: &Values,
    (rate, quantum): (Operand, Decimal),
    old: &Operand,
    new: Expression,
    span: crate::source::Span,
) -> Option<Found> {
    let rises = new.point(&|operand| values.point(operand))? >= values.point(old)?;
    let ratio = Expression::binary(new, Operator::Divide, Expression::figure(old.clone()));
    let one = Expression::Number(Decimal::ONE);
    let right = if rises {
        Expression::binary(ratio, Operator::Subtract, one)
    } else {
        Expression::binary(one, Operator::Subtract, ratio)
    };
    let stated = values.point(&rate)?.abs();
    let mut found = Found {
        kind: RelationKind::Ratio,
        left: Expression::Term(Term { operand: rate, factor: Decimal::new(1, 2) }),
        right,
        span,
        slack: Decimal::ZERO,
        certain: false,
        holds: true,
    };
    found.holds = found.relation().holds_with(&|operand| values.interval(operand))?;
    let exact = found.right.point(&|operand| values.point(operand))?.checked_mul(Decimal::ONE_HUNDRED)?;
    // The rate may come from figures that were not rounded, or be truncated.
    let near = exact.saturating_sub(stated).abs() <= quantum;
    (found.holds || !near).then_some(found)
}
