//! Opening, in, out and closing in one sentence: `新入職 478 人，離職 341 人，期末由 2,010 人增至 2,147 人`.

use crate::relation::{Expression, Operand, Operator, RelationKind, Values};

use super::Found;
use super::sentence::Sentence;
use super::words::{self, says};

const IN: &[&str] = &[
    "新入職",
    "入職",
    "新增",
    "加入",
    "聘用",
    "招聘",
    "joined",
    "new hires",
    "joiners",
    "hired",
    "opened",
    "additions",
];
const OUT: &[&str] =
    &["離職", "流失", "退出", "終止", "關閉", "left", "leavers", "departed", "closed", "disposals"];
const CLOSING: &[&str] = &[
    "期末",
    "年末",
    "年底",
    "總數",
    "head count",
    "headcount",
    "at the end",
    "total",
    "number of",
    "staff",
    "employees",
];

pub fn find(sentence: &Sentence, values: &Values, found: &mut Vec<Found>) {
    let amounts = sentence.amounts();
    let [first, second, opening, closing] = amounts[..] else { return };
    let near = |mention: usize| {
        let after = sentence.after(mention).split(['，', ',', '、', '。']).next().unwrap_or_default();
        (sentence.before(mention), after)
    };
    let is = |mention: usize, own: &[&str], other: &[&str]| {
        let (before, after) = near(mention);
        (says(before, own) || says(after, own)) && !says(before, other)
    };
    let counts =
        amounts.iter().all(|at| sentence.mentions[*at].is_count() && sentence.mentions[*at].is_exact());
    let unit = &sentence.figure(first).unit;
    let alike = amounts.iter().all(|at| sentence.figure(*at).unit == *unit);
    let from_to = says(sentence.between(second, opening), &["由", "從", "from"])
        && says(sentence.between(opening, closing), &["至", "到", "to "])
        && says(sentence.between(second, opening), CLOSING);
    if !counts
        || !alike
        || !from_to
        || !is(first, IN, OUT)
        || !is(second, OUT, IN)
        || says(sentence.words(), words::PART)
    {
        return;
    }
    let term = |mention: usize| Expression::figure(Operand::Figure(sentence.mentions[mention].id));
    let grown = Expression::binary(term(opening), Operator::Add, term(first));
    let mut one = Found {
        kind: RelationKind::RollForward,
        left: term(closing),
        right: Expression::binary(grown, Operator::Subtract, term(second)),
        span: sentence.mentions[closing].span,
        slack: rust_decimal::Decimal::ZERO,
        certain: false,
        holds: true,
    };
    let Some(holds) = one.relation().holds_with(&|operand| values.interval(operand)) else { return };
    one.holds = holds;
    found.push(one);
}
