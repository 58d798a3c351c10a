//! Numbers of YAML and counts as a report prints them.

/// A number with separators between its thousands: `2364.85` is `2,364.85`.
#[must_use]
pub fn grouped(lexeme: &str) -> String {
    let start = lexeme.find(|character: char| character.is_ascii_digit()).unwrap_or(lexeme.len());
    let rest = &lexeme[start..];
    let whole = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
    let mut out = lexeme[..start].to_owned();
    for (at, digit) in rest[..whole].chars().enumerate() {
        if at > 0 && (whole - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out.push_str(&rest[whole..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        let cases = [
            ("2364.85", "2,364.85"),
            ("-1234567", "-1,234,567"),
            ("161.06", "161.06"),
            ("0.94", "0.94"),
            ("100", "100"),
            ("1000", "1,000"),
            ("12,345", "12,345"),
            ("–", "–"),
        ];
        for (lexeme, expected) in cases {
            assert_eq!(grouped(lexeme), expected);
        }
    }
}
