//! A Markdown file laid out as a review copy in one edition and in both.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tieout::pdf::{self, EditionChoice, Options};
use tieout_fuzz::{checked, single, text};

fuzz_target!(|data: &[u8]| {
    let Some(text) = text(data) else { return };
    let report = single(text);
    let outcome = checked(&report);
    for edition in [EditionChoice::En, EditionChoice::Bilingual] {
        let options = Options { review: true, draft: true, source_lines: true, ..Options::new(edition) };
        let _ = pdf::pages(&report, &outcome, &options);
    }
});
