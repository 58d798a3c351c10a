//! The YAML files of a report folder: the first byte says which of them the rest is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tieout::report::load::load;
use tieout_fuzz::{checked, folder, text};

const REPORT: &str = "title: T\nperiod: 2023\nchapters: [one]\n";
const METRICS: &str =
    "metrics:\n  - {id: a.b, label: {en: People}, unit: 人, values: {2022: 90, 2023: 100}}\n";
const CHAPTER: &str = "# One\n\n100 people, {{a.b@2023}}, [90](metric:a.b@2022).\n\n| | 2022 | 2023 |\n|---|---|---|\n| People | 90 | 101 |\n";
const FILES: [&str; 6] =
    ["report.yaml", "metrics/a.yaml", "relations.yaml", "glossary.yaml", "disclosures.yaml", "review.yaml"];

fuzz_target!(|data: &[u8]| {
    let Some((which, data)) = data.split_first() else { return };
    let Some(text) = text(data) else { return };
    let fuzzed = FILES[usize::from(*which) % FILES.len()];
    let mut files = vec![(fuzzed, text), ("chapters/one/en.md", CHAPTER)];
    for (path, text) in [("report.yaml", REPORT), ("metrics/a.yaml", METRICS)] {
        if path != fuzzed {
            files.push((path, text));
        }
    }
    checked(&load(&folder(&files)));
});
