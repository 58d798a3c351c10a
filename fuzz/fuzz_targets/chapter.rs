//! A Markdown file: read, checked, and given back as Markdown.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tieout::output::markdown;
use tieout::source::Language;
use tieout_fuzz::{checked, single, text};

fuzz_target!(|data: &[u8]| {
    let Some(text) = text(data) else { return };
    let report = single(text);
    checked(&report);
    for language in Language::ALL {
        let _ = markdown::edition(&report, language, "".into());
    }
});
