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
    let (stated, factor) = match (&relation.left, &relation.right) {
        (left, Expression::Between(ends)) => return line_between(left, ends, show),
        (Expression::Term(term), _) => (show(&term.operand)?, term.factor),
        (Expression::Number(whole), _) => {
            // A whole of which the right side are the percentages.
            let value = whole.checked_mul(Decimal::ONE_HUNDRED)?;
            ((format!("{}%", grouped(value.normalize())), value), Decimal::new(1, 2))
        }
        (other, right) => {
            let value = in_tenths(other.point(&point)?, right.point(&point)?);
            ((format!("{} = {}", expression(other, show)?, grouped(value)), value), Decimal::ONE)
        }
    };
    let exact = relation.right.point(&point)?.checked_div(factor)?;
    let sign = if stated.0.ends_with('%') { "%" } else { "" };
    let result =
        if is_sum(&relation.right) { shown(exact, stated.1.scale()) } else { rounded(exact, stated.1) };
    let difference = stated.1.checked_sub(result)?;
    let restated = match &relation.right {
        Expression::Term(term) => Some(show(&term.operand)?.0),
        _ => None,
    };
    let computed = matches!(relation.left, Expression::Binary(..)) || restated.is_some();
    // A figure stated twice is shown as it is printed there, in its own unit.
    let result_text = restated.unwrap_or_else(|| format!("{}{sign}", grouped(result)));
    let differs = !difference.is_zero() || !computed && stated.0 != result_text;
    Some(Line {
        expression: expression(&relation.right, show)?,
        result: result_text,
        stated: differs.then_some(stated.0),
        difference: differs.then(|| format!("{}{sign}", grouped(difference))),
    })
}

/// What is stated against the nearest of the ends between which it should lie: `max(8.84, 8.93) = 8.93`, not 9.13.
fn line_between(left: &Expression, ends: &[Expression], show: Show) -> Option<Line> {
    let stated = match left {
        Expression::Between(others) => {
            let (low, high) = least_and_greatest(others, show)?;
            let (own_low, own_high) = least_and_greatest(ends, show)?;
            if low.1 > own_high.1 {
                (named("min", others, &low, show)?, low.1)
            } else if high.1 < own_low.1 {
                (named("max", others, &high, show)?, high.1)
            } else {
                (format!("{}–{}", low.0, high.0), low.1.max(own_low.1))
            }
        }
        Expression::Term(term) => show(&term.operand)?,
        _ => return None,
    };
    let (low, high) = least_and_greatest(ends, show)?;
    let list = |name: &str| {
        let shown: Vec<String> = ends.iter().map(|end| expression(end, show)).collect::<Option<_>>()?;
        Some(format!("{name}({})", shown.join(", ")))
    };
    let sign = if low.0.ends_with('%') { "%" } else { "" };
    let (expression, result) = if stated.1 > high.1 {
        (list("max")?, high)
    } else if stated.1 < low.1 {
        (list("min")?, low)
    } else {
        let line = Line {
            expression: format!("{}–{}", low.0, high.0),
            result: stated.0,
            stated: None,
            difference: None,
        };
        return Some(line);
    };
    let difference = format!("{}{sign}", grouped(stated.1.checked_sub(result.1)?));
    Some(Line { expression, result: result.0, stated: Some(stated.0), difference: Some(difference) })
}

/// `min(44.50%, 46.20%) = 44.50%`.
fn named(name: &str, ends: &[Expression], end: &(String, Decimal), show: Show) -> Option<String> {
    let shown: Vec<String> = ends.iter().map(|end| expression(end, show)).collect::<Option<_>>()?;
    Some(format!("{name}({}) = {}", shown.join(", "), end.0))
}

/// The ends as they are shown, with their values.
fn least_and_greatest(ends: &[Expression], show: Show) -> Option<((String, Decimal), (String, Decimal))> {
    let shown = ends.iter().map(|end| match end {
        Expression::Term(term) => show(&term.operand),
        _ => None,
    });
    let mut shown: Vec<(String, Decimal)> = shown.collect::<Option<_>>()?;
    shown.sort_by_key(|(_, value)| *value);
    Some((shown.first()?.clone(), shown.last()?.clone()))
}

/// A computed value, whole where what it is compared with is; else to a tenth.
fn in_tenths(value: Decimal, other: Decimal) -> Decimal {
    let scale = u32::from(!(value.is_integer() && other.is_integer()));
    value.round_dp_with_strategy(scale, RoundingStrategy::MidpointAwayFromZero)
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
        Expression::Binary(..) | Expression::Between(_) => false,
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
        Expression::Between(ends) => {
            let (low, high) = least_and_greatest(ends, show)?;
            Some(format!("{}–{}", low.0, high.0))
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
