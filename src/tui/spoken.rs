//! Figures as they are read aloud in each language, for calling them.

use rust_decimal::Decimal;

use crate::figures::word::{SMALL, TENS};
use crate::source::Language;

/// A printed figure in words; what stands before and after its digits stays as it is printed.
#[must_use]
pub fn aloud(printed: &str, language: Language) -> String {
    let digit = |char: char| char.is_ascii_digit();
    let (Some(start), Some(end)) = (printed.find(digit), printed.rfind(digit)) else {
        return printed.to_owned();
    };
    let (before, after) = (&printed[..start], &printed[end + 1..]);
    let plain = printed[start..=end].replace(',', "");
    let (Ok(_), (whole, decimals)) =
        (plain.parse::<Decimal>(), plain.split_once('.').unwrap_or((&plain, "")))
    else {
        return printed.to_owned();
    };
    let negative = before.ends_with(['-', '−', '(', '（', '△', '▲']);
    let before = before.trim_end_matches(['-', '−', '(', '（', '△', '▲']);
    let after = after.trim_start_matches([')', '）']);
    match language {
        Language::ZhHant => {
            let mut words = format!("{}{}", if negative { "負" } else { "" }, chinese(whole));
            if !decimals.is_empty() {
                words.push('點');
                words.extend(decimals.chars().map(han));
            }
            match after.strip_prefix(['%', '％']) {
                Some(rest) => format!("{before}百分之{words}{rest}"),
                None => format!("{before}{words}{after}"),
            }
        }
        Language::En => {
            let mut words = format!("{}{}", if negative { "minus " } else { "" }, english(whole));
            if !decimals.is_empty() {
                words.push_str(" point");
                for char in decimals.chars() {
                    words.push(' ');
                    words.push_str(SMALL[value(char)]);
                }
            }
            match after.strip_prefix(['%', '％']) {
                Some(rest) => format!("{before}{words} per cent{rest}"),
                None => format!(
                    "{before}{words}{}{after}",
                    if after.starts_with(char::is_alphabetic) { " " } else { "" }
                ),
            }
        }
    }
}

const HAN: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
fn value(digit: char) -> usize {
    digit.to_digit(10).map_or(0, |digit| digit as usize)
}

fn han(digit: char) -> char {
    HAN[value(digit)]
}

/// A whole number in groups of four digits: 二千二百六十五, 一億零三萬.
fn chinese(digits: &str) -> String {
    const SCALES: [&str; 5] = ["", "萬", "億", "萬億", "億億"];
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return "零".to_owned();
    }
    let groups = groups(digits, 4);
    if groups.len() > SCALES.len() {
        return digits.chars().map(han).collect();
    }
    let mut words = String::new();
    let mut skipped = false;
    for (at, group) in groups.iter().enumerate() {
        let number: usize = group.chars().fold(0, |number, digit| number * 10 + value(digit));
        if number == 0 {
            skipped = true;
            continue;
        }
        if !words.is_empty() && (skipped || number < 1000) {
            words.push('零');
        }
        skipped = false;
        words.push_str(&group_of_four(number, words.is_empty()));
        words.push_str(SCALES[groups.len() - 1 - at]);
    }
    words
}

fn group_of_four(number: usize, first: bool) -> String {
    let mut words = String::new();
    let mut zero = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / unit % 10;
        if digit == 0 {
            zero = !words.is_empty();
            continue;
        }
        if zero {
            words.push('零');
            zero = false;
        }
        // 十二, not 一十二, where nothing stands before it.
        if !(unit == 10 && digit == 1 && words.is_empty() && first) {
            words.push(HAN[digit]);
        }
        words.push_str(name);
    }
    words
}

/// A whole number in groups of three digits.
fn english(digits: &str) -> String {
    const SCALES: [&str; 6] = ["", " thousand", " million", " billion", " trillion", " quadrillion"];
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return SMALL[0].to_owned();
    }
    let groups = groups(digits, 3);
    if groups.len() > SCALES.len() {
        return digits.chars().map(|digit| SMALL[value(digit)]).collect::<Vec<_>>().join(" ");
    }
    let mut parts: Vec<String> = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        let number: usize = group.chars().fold(0, |number, digit| number * 10 + value(digit));
        let scale = groups.len() - 1 - at;
        if number > 0 {
            let and = if scale == 0 && number < 100 && !parts.is_empty() { "and " } else { "" };
            parts.push(format!("{and}{}{}", group_of_three(number), SCALES[scale]));
        }
    }
    parts.join(" ")
}

fn group_of_three(number: usize) -> String {
    let (hundreds, rest) = (number / 100, number % 100);
    let small = match rest {
        0..20 => SMALL[rest].to_owned(),
        _ if rest % 10 == 0 => TENS[rest / 10 - 2].to_owned(),
        _ => format!("{}-{}", TENS[rest / 10 - 2], SMALL[rest % 10]),
    };
    match (hundreds, rest) {
        (0, _) => small,
        (_, 0) => format!("{} hundred", SMALL[hundreds]),
        _ => format!("{} hundred and {small}", SMALL[hundreds]),
    }
}

/// Digits in groups from the right.
fn groups(digits: &str, size: usize) -> Vec<&str> {
    let first = digits.len() % size;
    let rest = (first..digits.len()).step_by(size).map(|at| &digits[at..at + size]);
    std::iter::once(&digits[..first]).filter(|group| !group.is_empty()).chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_as_people_read_them() {
        let cases = [
            ("2,265.46", "二千二百六十五點四六", "two thousand two hundred and sixty-five point four six"),
            ("19.0%", "百分之十九點零", "nineteen point zero per cent"),
            ("4,584", "四千五百八十四", "four thousand five hundred and eighty-four"),
            ("12", "十二", "twelve"),
            ("110", "一百一十", "one hundred and ten"),
            ("1,005", "一千零五", "one thousand and five"),
            ("100,030,000", "一億零三萬", "one hundred million thirty thousand"),
            ("20,010", "二萬零一十", "twenty thousand and ten"),
            ("0.47", "零點四七", "zero point four seven"),
            ("(1,200)", "負一千二百", "minus one thousand two hundred"),
            ("22.28億", "二十二點二八億", "twenty-two point two eight 億"),
            ("0", "零", "zero"),
            ("九成", "九成", "九成"),
        ];
        for (printed, zh, en) in cases {
            assert_eq!(aloud(printed, Language::ZhHant), zh, "{printed}");
            assert_eq!(aloud(printed, Language::En), en, "{printed}");
        }
    }
}
