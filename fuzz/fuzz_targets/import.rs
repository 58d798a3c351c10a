//! A text made into a report folder: the folder reads, and none of the figures is lost.
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
    // A footnote comes to every chapter that refers to it.
    assert!(again.figures.len() >= report.figures.len(), "figures were lost");
    checked(&again);
});
