//! Lines of CSV (RFC 4180), as spreadsheets take them.

/// A byte order mark at the beginning: spreadsheets take Chinese for Latin-1 without it.
pub const MARK: char = '\u{feff}';

/// Adds a line.
pub fn line<const N: usize>(text: &mut String, fields: [String; N]) {
    text.push_str(&fields.map(quoted).join(","));
    text.push_str("\r\n");
}

/// A field in quotes where it needs them; one that a spreadsheet would run as a formula is made text.
fn quoted(field: String) -> String {
    let formula = field.starts_with(['=', '@', '\t', '\r', '＝', '＠'])
        || (field.starts_with(['+', '-', '＋', '－', '−']) && !is_number(&field));
    let field = if formula { format!("'{field}") } else { field };
    if field.contains([',', '"', '\n', '\r']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}

/// A sign and digits: no formula, whatever a spreadsheet makes of it.
fn is_number(field: &str) -> bool {
    let digits = field.trim_start_matches(['+', '-', '＋', '－', '−']);
    let signs = field.chars().count() - digits.chars().count();
    signs == 1
        && !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        let cases = [
            ("2,265.46", "\"2,265.46\""),
            ("a\"b", "\"a\"\"b\""),
            ("-5", "-5"),
            ("−1,204.5", "\"−1,204.5\""),
            ("=1+1", "'=1+1"),
            ("+5-cmd|'/c calc'!A1", "'+5-cmd|'/c calc'!A1"),
            ("--5", "'--5"),
            ("-", "'-"),
            ("@sum(a)", "'@sum(a)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "\"'\r=1\""),
            ("＝1+1", "'＝1+1"),
            ("a=1", "a=1"),
        ];
        for (field, expected) in cases {
            assert_eq!(quoted(field.to_owned()), expected);
        }
    }
}
