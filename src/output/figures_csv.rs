//! The figure register as CSV (RFC 4180, with a byte order mark: spreadsheets take Chinese for Latin-1 without it).

use crate::report::PlacedFigure;

use super::{Checked, path, place};

const HEAD: [&str; 13] = [
    "path", "line", "column", "text", "kind", "value", "unit", "low", "high", "metric", "period", "edition",
    "state",
];

/// One line a figure.
#[must_use]
pub fn figures(checked: &Checked) -> String {
    let mut text = format!("\u{feff}{}\r\n", HEAD.join(","));
    for (placed, state) in checked.figures() {
        let fields = fields(checked, placed, place::state(state.state));
        text.push_str(&fields.map(quoted).join(","));
        text.push_str("\r\n");
    }
    text
}

fn fields(checked: &Checked, placed: &PlacedFigure, state: &str) -> [String; 13] {
    let report = checked.report;
    let at = report.sources.position(placed.span);
    let interval = placed.figure.interval();
    let bound = placed.binding.as_ref();
    let number = |value: Option<_>| value.map(place::number).unwrap_or_default();
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
        state.to_owned(),
    ]
}

/// A field in quotes where it needs them; one that a spreadsheet would run as a formula is made text.
fn quoted(field: String) -> String {
    let formula =
        field.starts_with(['=', '@', '\t']) || (field.starts_with(['+', '-']) && !is_number(&field));
    let field = if formula { format!("'{field}") } else { field };
    if field.contains([',', '"', '\n', '\r']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}

fn is_number(field: &str) -> bool {
    field[1..].bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        let cases = [("2,265.46", "\"2,265.46\""), ("a\"b", "\"a\"\"b\""), ("-5", "-5"), ("=1+1", "'=1+1")];
        for (field, expected) in cases {
            assert_eq!(quoted(field.to_owned()), expected);
        }
    }
}
