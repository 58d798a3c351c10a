//! The figures of a text: they stand where they say, one after another.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tieout::figures;

fuzz_target!(|text: &str| {
    let mut end = 0;
    for figure in figures::lex(text) {
        assert_eq!(text.get(figure.range.clone()), Some(figure.printed.as_str()));
        assert!(end <= figure.range.start, "figures overlap");
        end = figure.range.end;
        let interval = figure.interval();
        assert!(
            interval.contains(figure.value) || figure.upper.is_some(),
            "{figure:?} is outside {interval:?}"
        );
        let _ = figure.as_plain_number();
    }
});
