//! A formula of `relations.yaml`: read, and evaluated with the rest of a report.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tieout::relation::parse;
use tieout::report::load::load;
use tieout_fuzz::{checked, folder};

const METRICS: &str = "metrics:
  - {id: a, label: A, unit: t, values: {2022: 0, 2023: 79228162514264337593543950335}}
  - id: b.c
    label: B
    unit: 人
    values: {2022: 3, 2023: 0.0000001}
    segments: {gender: {male: {label: M, values: {2022: 1}}, female: {label: F, values: {2022: 2, 2023: -5}}}}
";
const CHAPTER: &str = "# One\n\nA was {{a@2023}} t, B {{b.c@2022}}.\n";

fuzz_target!(|text: &str| {
    if text.contains('\0') {
        return;
    }
    let quoted = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    let relations = format!("relations:\n  - \"{quoted}\"\n");
    let report = load(&folder(&[
        ("report.yaml", "title: T\nperiod: 2023\nchapters: [one]\n"),
        ("metrics/a.yaml", METRICS),
        ("relations.yaml", &relations),
        ("chapters/one/en.md", CHAPTER),
    ]));
    if let Err(error) = parse::parse(text, &report.metrics) {
        assert!(text.get(error.range.clone()).is_some(), "{error:?} is no place of the formula");
    }
    checked(&report);
});
