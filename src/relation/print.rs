//! Arithmetic as people write it: `161.06 + 1,772.64 + 2,265.46 = 4,199.16`.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Expression, Operand, Operator, Relation};

/// One line of arithmetic, in figures and signs that both languages share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub expression: String,
    pub result: String,
    /// What is stated, where it differs from the result.
    pub stated: Option<String>,
    /// Stated less result.
    pub difference: Option<String>,
}

/// How an operand is shown, and its printed value.
pub type Show<'a> = &'a dyn Fn(&Operand) -> Option<(String, Decimal)>;

/// Writes a relation out; `None` if a value is missing or a divisor is zero.
#[must_use]
pub fn line(relation: &Relation, show: Show) -> Option<Line> {
    let point = |operand: &Operand| show(operand).map(|(_, value)| value);
    let (stated, factor) = match &relation.left {
        Expression::Term(term) => (show(&term.operand)?, term.factor),
        other => {
            // A whole of which the right side are the percentages.
            let value = other.point(&point)? * Decimal::ONE_HUNDRED;
            ((format!("{}%", grouped(value.normalize())), value), Decimal::new(1, 2))
        }
    };
    let exact = relation.right.point(&point)?.checked_div(factor)?;
    let sign = if stated.0.ends_with('%') { "%" } else { "" };
    let result =
        if is_sum(&relation.right) { shown(exact, stated.1.scale()) } else { rounded(exact, stated.1) };
    let difference = stated.1.checked_sub(result)?;
    let result_text = format!("{}{sign}", grouped(result));
    let differs = stated.0 != result_text;
    Some(Line {
        expression: expression(&relation.right, show)?,
        result: result_text,
        stated: differs.then_some(stated.0),
        difference: differs.then(|| format!("{}{sign}", grouped(difference))),
    })
}

/// A number with separators between thousands and a true minus.
#[must_use]
pub fn grouped(value: Decimal) -> String {
    let text = value.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::with_capacity(text.len() + text.len() / 3);
    if value.is_sign_negative() && !value.is_zero() {
        out.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A computed sum, to at most two decimals more than what is stated.
#[must_use]
pub fn shown(value: Decimal, stated_scale: u32) -> Decimal {
    let most = stated_scale + 2;
    let trimmed = if value.scale() > most {
        value.round_dp_with_strategy(most, RoundingStrategy::MidpointAwayFromZero)
    } else {
        value
    };
    let bare = trimmed.normalize();
    if bare.scale() < stated_scale { with_scale(bare, stated_scale) } else { bare }
}

/// A quotient or product with the decimals of what is stated.
fn rounded(value: Decimal, stated: Decimal) -> Decimal {
    with_scale(
        value.round_dp_with_strategy(stated.scale(), RoundingStrategy::MidpointAwayFromZero),
        stated.scale(),
    )
}

fn is_sum(expression: &Expression) -> bool {
    match expression {
        Expression::Binary(left, Operator::Add | Operator::Subtract, right) => is_sum(left) && is_sum(right),
        Expression::Binary(..) => false,
        Expression::Term(_) | Expression::Number(_) => true,
    }
}

fn with_scale(mut value: Decimal, scale: u32) -> Decimal {
    value.rescale(scale);
    value
}

fn expression(expression: &Expression, show: Show) -> Option<String> {
    match expression {
        Expression::Term(term) => show(&term.operand).map(|(text, _)| text),
        Expression::Number(number) => Some(grouped(*number)),
        Expression::Binary(left, operator, right) => {
            let (strength, sign) = match operator {
                Operator::Add => (1, "+"),
                Operator::Subtract => (1, "−"),
                Operator::Multiply => (2, "×"),
                Operator::Divide => (2, "÷"),
            };
            let left = bracketed(left, strength, show)?;
            // What stands right of a minus or a division sign needs brackets also at equal strength.
            let tight = matches!(operator, Operator::Subtract | Operator::Divide);
            let right = bracketed(right, strength + i32::from(tight), show)?;
            Some(format!("{left} {sign} {right}"))
        }
    }
}

fn bracketed(inner: &Expression, needed: i32, show: Show) -> Option<String> {
    let strength = match inner {
        Expression::Binary(_, Operator::Add | Operator::Subtract, _) => 1,
        Expression::Binary(..) => 2,
        _ => 3,
    };
    let text = expression(inner, show)?;
    Some(if strength < needed { format!("({text})") } else { text })
}
