//! One number, unit or cell by itself, and the arithmetic on what it can mean.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tieout::figures::{self, Cell, numeral, unit};

fuzz_target!(|text: &str| {
    if let Some(read) = numeral::arabic(text) {
        assert!(text.is_char_boundary(read.len));
        let _ = read.quantum();
    }
    let _ = unit::parse(text);
    if let Some((_, length)) = unit::read(text) {
        assert!(text.is_char_boundary(length));
    }
    let _ = figures::is_malformed(text);
    if let Cell::Number(numbers) = figures::cell(text) {
        for (one, two) in numbers.iter().zip(numbers.iter().skip(1)) {
            let _ = figures::agree(one, two);
            let _ = figures::slip(&one.printed, &two.printed);
        }
        for number in &numbers {
            assert!(figures::agree(number, number), "{number:?} differs from itself");
        }
    }
});
