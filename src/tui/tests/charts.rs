//! Charts of every type in the text, as they are drawn: in panes wide and narrow, with dots and without.

use super::*;
use crate::tui::cells::{self, Cells};

/// The report with a chart of a type in place of its bars; a year told anew, and a target.
fn with_chart(kind: &str, metrics: &str) -> Session {
    let kind = format!("type: {kind}");
    let values =
        format!("metrics: [{metrics}]\nperiods: [2021, 2022, 2023]\nrestated: [2021]\ntargets: [2023]");
    fixture::edited(&[("type: bars", &kind), ("metrics: [ghg.scope3]\nperiods: [2021, 2022, 2023]", &values)])
}

fn pictures(kind: &str, metrics: &str, sizes: &[(u16, u16)], suffix: &str) {
    for language in Language::ALL {
        for (width, height) in sizes {
            let mut model = open(with_chart(kind, metrics), *width, *height, language);
            press(&mut model, "<end>");
            let seen = seen(&model);
            for row in seen.lines() {
                assert_eq!(crate::tui::text::width(row), usize::from(*width), "{row}");
            }
            insta::assert_snapshot!(
                format!("chart-{kind}{suffix}-{width}x{height}-{}", language.tag()),
                seen
            );
        }
    }
}

const PARTS: &str = "ghg.scope1, ghg.scope2, ghg.scope3";
const KINDS: [(&str, &str); 4] = [
    ("bars", "ghg.scope3, ghg.total"),
    ("stacked", PARTS),
    ("lines", "ghg.scope2, ghg.scope3"),
    ("shares", PARTS),
];

#[test]
fn each_type_at_each_size() {
    for (kind, metrics) in KINDS {
        pictures(kind, metrics, &[(80, 24), (120, 40)], "");
    }
}

#[test]
fn each_type_in_ascii_and_where_ambiguous_characters_are_wide() {
    let (ascii_borders, ascii_signs) = (true, true);
    let ways = [
        ("-ascii", Cells { ascii_borders, ascii_signs, ..Cells::default() }),
        ("-wide", Cells { ambiguous_wide: true, ..Cells::default() }),
    ];
    for (suffix, way) in ways {
        cells::set(way);
        for (kind, metrics) in KINDS {
            pictures(kind, metrics, &[(120, 40)], suffix);
        }
        cells::set(Cells::default());
    }
}

/// Whatever the width, each value is there to be read, in both editions, on rows that keep within their pane.
#[test]
fn every_value_can_be_read_at_every_width() {
    for (kind, metrics) in KINDS {
        for width in (60..170).step_by(7) {
            let mut model = open(with_chart(kind, metrics), width, 60, Language::En);
            press(&mut model, "<end>");
            let screen = seen(&model);
            for value in ["1,021.40", "1,903.20", "2,364.85"] {
                assert!(screen.contains(value), "{kind} {width}: {value}\n{screen}");
            }
        }
    }
}
