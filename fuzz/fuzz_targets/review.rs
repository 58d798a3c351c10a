//! Waiving and flagging into any `review.yaml`: what is written reads as what was there and one entry more.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tieout::session::{Session, Signature};
use tieout_fuzz::{folder, text};

const CHAPTER: &str =
    "# One\n\n| | 2023 |\n|---|---|\n| A | 1 |\n| B | 2 |\n| Total | 4 |\n\nA total of 5 [x](metric:none).\n";

fuzz_target!(|data: &[u8]| {
    let Some(text) = text(data) else { return };
    let session = Session::of(folder(&[
        ("report.yaml", "title: T\nperiod: 2023\nchapters: [one]\n"),
        ("chapters/one/en.md", CHAPTER),
        ("review.yaml", text),
    ]));
    let signature = Signature { by: "A: \"B\" #\u{202e}\n".into(), on: "2024-01-02".into() };
    let Some(finding) = session.outcome.open().next() else { return };
    let Ok(plan) = session.waive(finding, &signature, "because: of\nit") else { return };
    let after = session.with(&plan).report.review;
    let before = &session.report.review;
    assert_eq!(after.waivers.len(), before.waivers.len() + 1);
    assert_eq!(after.flags.len(), before.flags.len());
});
