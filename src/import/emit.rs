//! YAML as it is written: one scalar at a time, plain where that reads back as the same words, else in double quotes.

use std::fmt::Write as _;

/// Words that a plain scalar would turn into something else.
const RESERVED: &[&str] = &["true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"];

/// A text as a YAML scalar.
#[must_use]
pub fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// Words on one line: what a text says without its line breaks and repeated spaces.
#[must_use]
pub fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters, digits and marks that mean nothing to YAML, beginning with a letter.
fn is_plain(text: &str) -> bool {
    let ascii = |char: char| char.is_ascii_alphanumeric() || " _./()-$%+&".contains(char);
    let other =
        |char: char| !char.is_ascii() && !char.is_control() && !char.is_whitespace() && char != '\u{feff}';
    text.chars().next().is_some_and(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.chars().all(|char| ascii(char) || other(char))
        && !RESERVED.contains(&text.to_lowercase().as_str())
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for char in text.chars() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // Control characters, and those that YAML takes for line ends or a byte order mark.
            char if char.is_control() || matches!(char, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04X}", u32::from(char));
            }
            char => out.push(char),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_where_that_is_safe() {
        for (text, written) in [
            ("Total revenue (HK$ million)", "Total revenue (HK$ million)"),
            ("30 歲及以下", "\"30 歲及以下\""),
            ("直接溫室氣體（範圍一）", "直接溫室氣體（範圍一）"),
            ("a: b", "\"a: b\""),
            ("a #b", "\"a #b\""),
            ("No", "\"No\""),
            ("a, [b]", "\"a, [b]\""),
            ("say \"so\" \\", "\"say \\\"so\\\" \\\\\""),
            ("", "\"\""),
        ] {
            assert_eq!(scalar(text), written);
        }
    }

    proptest! {
        #[test]
        fn every_scalar_reads_back(text in "\\PC{0,20}|[a-z:#, \\[\\]{}&*!|>'\"%@`~?-]{0,12}") {
            let yaml = format!("a: {{b: {}}}\n", scalar(&text));
            let read: std::collections::BTreeMap<String, std::collections::BTreeMap<String, String>> =
                serde_yaml::from_str(&yaml).unwrap();
            prop_assert_eq!(&read["a"]["b"], &text);
        }
    }
}
