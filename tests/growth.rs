//! Long dull texts, such as nobody writes and somebody may send: eight times as much takes about eight times as long, so
//! that no file of the size that is read keeps the program for hours.

use std::time::{Duration, Instant};

use tieout::report::load::{Input, InputFile};
use tieout::session::Session;

/// What is repeated.
const PATTERNS: &[&str] = &[
    "12人34噸",
    "1,",
    "5% ",
    "two ",
    "[1](metric:a@2023) ",
    "{{a@2023}} ",
    "*a* 5 ",
    "<http://a.b> 5 ",
    "a[^1] ",
    "1-2-",
    ">",
    "Revenue rose to 100 million from 95 million. ",
    "Our board has 8 members. ",
    "截至2023年12月31日，集團共有4,584名僱員，較2022年減少27.0%。",
];

/// The shortest of some tries: what else the machine does only adds.
fn took(text: &str) -> Duration {
    let tries = (0..2).map(|_| {
        let file = InputFile { path: "one.md".into(), content: Ok(text.to_owned()) };
        let input = Input { root: "one.md".into(), folder: false, files: vec![file], others: Vec::new() };
        let begun = Instant::now();
        let session = Session::of(input);
        assert_eq!(session.report.chapters.len(), 1);
        begun.elapsed()
    });
    tries.min().unwrap_or_default()
}

#[test]
fn time_grows_with_the_text_and_not_with_its_square() {
    for pattern in PATTERNS {
        let text = |bytes: usize| format!("# T\n\n{}\n", pattern.repeat(bytes / pattern.len()));
        let (short, long) = (took(&text(4_000)), took(&text(32_000)));
        // Its square would be 64 times.
        let most = short.max(Duration::from_millis(10)) * 24;
        assert!(long < most, "{pattern:?}: {short:?} becomes {long:?}");
    }
}
