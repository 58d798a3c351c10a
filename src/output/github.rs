//! Findings as workflow commands, which GitHub shows on the lines of a pull request.
//!
//! A command is one line on the standard output: `::error file=…,line=…::message`.

use crate::check::Severity;

use super::{Checked, Unchecked, path, words_of};

/// One command for each open finding, at its first place.
#[must_use]
pub fn findings(checked: &Checked) -> String {
    let report = checked.report;
    let mut text = String::new();
    for finding in checked.findings.iter().filter(|finding| finding.waived.is_none()) {
        let place = finding.primary();
        let source = report.sources.get(place.span.file);
        let (start, end) = (source.position(place.span.start), source.position(place.span.end));
        let mut properties = vec![
            ("file", path(report, &source.path).into_string()),
            ("line", start.line.to_string()),
            ("endLine", end.line.to_string()),
        ];
        // Columns are read only where they are those of one line.
        if start.line == end.line {
            properties.push(("col", start.column.to_string()));
            properties.push(("endColumn", end.column.to_string()));
        }
        properties.push(("title", format!("{} ({})", checked.locale.rule_title(finding.rule), finding.rule)));
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        text.push_str(&line(command, &properties, &words_of(finding, checked.locale)));
    }
    text
}

/// A report that was not checked.
#[must_use]
pub fn failed(unchecked: &Unchecked) -> String {
    line("error", &[("file", unchecked.path.to_string())], &unchecked.words)
}

fn line(command: &str, properties: &[(&str, String)], message: &str) -> String {
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
    format!("::{command} {}::{}\n", properties.join(","), data(message))
}

/// What follows the second `::`: line breaks are written as their codes, other control characters are dropped.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    text.chars().filter(|char| !char.is_control()).collect()
}

/// A property ends at a comma or a colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_a_command_or_begins_another() {
        let cases = [
            ("50% ≠ 5%", "50%25 ≠ 5%25", "50%25 ≠ 5%25"),
            ("a\r\n::error::b", "a%0D%0A::error::b", "a%0D%0A%3A%3Aerror%3A%3Ab"),
            ("1,204：甲", "1,204：甲", "1%2C204：甲"),
            ("\u{1b}[2Jx", "[2Jx", "[2Jx"),
        ];
        for (text, as_data, as_property) in cases {
            assert_eq!((data(text).as_str(), property(text).as_str()), (as_data, as_property));
        }
    }
}
