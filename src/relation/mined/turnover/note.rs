//! The formula of a turnover rate, as a note gives it.

use super::super::similar::Bigrams;

/// One formula, and the years that it is said to be of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    /// Empty where none is named.
    pub years: Vec<String>,
    /// It is leavers over closing heads and leavers; any other formula is not read further.
    pub closing: bool,
}

/// The formulas of turnover rates in some notes, in lower case.
#[must_use]
pub fn formulas(notes: &str) -> Vec<Formula> {
    notes.split(['\n', '。', '；', ';']).filter_map(formula).collect()
}

fn formula(sentence: &str) -> Option<Formula> {
    let plain: String = sentence.chars().map(half_width).collect();
    let (before, after) = plain.split_once('=')?;
    let rate = ["流失率", "離職率", "离职率", "流動率", "turnover", "attrition"];
    if !rate.iter().any(|word| before.contains(word)) {
        return None;
    }
    let closing = is_closing(after).unwrap_or(false);
    Some(Formula { years: years(before), closing })
}

/// `L / (H + L)`: the numerator stands in the denominator, with heads at the end of the period.
fn is_closing(right: &str) -> Option<bool> {
    let (above, rest) = right.split_once(['/', '÷'])?;
    let (_, inside) = rest.split_once('(')?;
    let (inside, _) = inside.split_once(')')?;
    let terms: Vec<&str> = inside.split('+').map(str::trim).collect();
    let [first, second] = terms[..] else { return Some(false) };
    let above = Bigrams::of(above);
    let is_above = |term: &str| above.likeness(&Bigrams::of(term)) >= 85;
    let heads = match (is_above(first), is_above(second)) {
        (true, false) => second,
        (false, true) => first,
        _ => return Some(false),
    };
    let closing =
        ["在職", "期末", "年末", "年底", "年度最終", "在册", "closing", "year-end", "year end", "end of"];
    Some(closing.iter().any(|word| heads.contains(word)))
}

fn half_width(char: char) -> char {
    match char {
        '（' => '(',
        '）' => ')',
        '＝' => '=',
        '＋' => '+',
        '／' => '/',
        _ => char,
    }
}

/// The years named in some words.
fn years(words: &str) -> Vec<String> {
    let digits = words.split(|c: char| !c.is_ascii_digit());
    digits.filter(|digits| digits.len() == 4 && digits.starts_with("20")).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{Formula, formulas};

    #[test]
    fn notes_give_formulas() {
        for (note, expected) in [
            ("流失率 = 離職人數 ÷（離職人數 + 期末人數）× 100%", Some((&[][..], true))),
            (
                "2022年與2023年：流失率 = 離職人數 / (年末在職人數 + 離職人數)",
                Some((&["2022", "2023"][..], true)),
            ),
            ("2021年：流失率 = 離職人數 / (年末人數 + 離職人數 + 入職人數)", Some((&["2021"][..], false))),
            ("turnover rate = leavers / average head count", Some((&[][..], false))),
            ("turnover rate = leavers / (leavers + employees at year-end)", Some((&[][..], true))),
            ("受訓比例 = 受訓人數 / 僱員總數", None),
        ] {
            let found = formulas(note).pop();
            let expected = expected.map(|(years, closing)| Formula {
                years: years.iter().map(|year| (*year).to_owned()).collect(),
                closing,
            });
            assert_eq!(found, expected, "{note}");
        }
    }
}
