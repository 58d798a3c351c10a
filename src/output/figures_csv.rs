//! The figure register as CSV (RFC 4180, with a byte order mark: spreadsheets take Chinese for Latin-1 without it).

use super::register::{Entry, Register, detail, tie_word};
use super::{path, place};

const HEAD: [&str; 16] = [
    "path", "line", "column", "text", "kind", "value", "unit", "low", "high", "metric", "period", "edition",
    "state", "tie", "tied_by", "against",
];
const COVERAGE_HEAD: [&str; 8] =
    ["chapter", "edition", "figures", "tied", "contradicted", "waived", "untied", "percent"];

/// One line a figure.
#[must_use]
pub fn figures(register: &Register) -> String {
    let mut text = String::from('\u{feff}');
    line(&mut text, HEAD.map(str::to_owned));
    for entry in &register.entries {
        line(&mut text, fields(register, entry));
    }
    text
}

/// One line a chapter and edition; the whole edition has no chapter.
#[must_use]
pub fn coverage(register: &Register) -> String {
    let report = register.checked.report;
    let mut text = String::from('\u{feff}');
    line(&mut text, COVERAGE_HEAD.map(str::to_owned));
    for one in &register.coverage {
        let counts =
            [one.figures, one.tied, one.contradicted, one.waived, one.untied].map(|count| count.to_string());
        let [figures, tied, contradicted, waived, untied] = counts;
        let chapter = one.chapter.map(|chapter| report.chapters[chapter].folder.clone()).unwrap_or_default();
        let percent = one.percent().map(|percent| percent.to_string()).unwrap_or_default();
        let edition = one.language.tag().to_owned();
        line(&mut text, [chapter, edition, figures, tied, contradicted, waived, untied, percent]);
    }
    text
}

fn line<const N: usize>(text: &mut String, fields: [String; N]) {
    text.push_str(&fields.map(quoted).join(","));
    text.push_str("\r\n");
}

fn fields(register: &Register, entry: &Entry) -> [String; 16] {
    let report = register.checked.report;
    let placed = entry.placed;
    let at = report.sources.position(placed.span);
    let interval = placed.figure.interval();
    let bound = placed.binding.as_ref();
    let number = |value: Option<_>| value.map(place::number).unwrap_or_default();
    let tie = entry.ties.first();
    let rules: Vec<&str> = entry.against.iter().map(|finding| finding.rule).collect();
    [
        path(report, report.sources.path(placed.span)).into_string(),
        at.line.to_string(),
        at.column.to_string(),
        report.sources.slice(placed.span).to_owned(),
        place::kind(placed.figure.kind).to_owned(),
        place::value(&placed.figure),
        placed.figure.unit.as_ref().map(place::unit).unwrap_or_default(),
        number(interval.low),
        number(interval.high),
        bound.map(|bound| report.metrics.series(bound.series).name.clone()).unwrap_or_default(),
        bound.map(|bound| bound.period.to_string()).unwrap_or_default(),
        placed.place.language.tag().to_owned(),
        place::state(entry.state.state).to_owned(),
        tie.map(|tie| tie_word(tie.by).to_owned()).unwrap_or_default(),
        tie.map(|tie| detail(report, tie)).unwrap_or_default(),
        rules.join(" "),
    ]
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
