//! A text made into a report folder: the folder reads, and gives the text back in the same words.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tieout::import;
use tieout::report::load::load;
use tieout_fuzz::{checked, folder, single, text};

fuzz_target!(|data: &[u8]| {
    let Some(text) = text(data) else { return };
    let report = single(text);
    let Some(imported) = import::import(&report) else { return };
    let files: Vec<(&str, &str)> =
        imported.files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let again = load(&folder(&files));
    assert_eq!(again.figures.len(), report.figures.len(), "figures came or went");
    checked(&again);
});
