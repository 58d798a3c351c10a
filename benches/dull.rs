//! Long dull texts, such as nobody writes and somebody may send: `cargo bench --bench dull`. Eight times as much takes about
//! eight times as long, so that no file of the size that is read keeps the program for hours.

use divan::Bencher;
use tieout::report::load::{Input, InputFile};
use tieout::session::Session;

/// What is repeated.
const PATTERNS: [&str; 14] = [
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

fn main() {
    divan::main();
}

#[divan::bench(args = PATTERNS, consts = [16_000, 128_000], sample_count = 3, sample_size = 1)]
fn bytes<const BYTES: usize>(bencher: Bencher, pattern: &str) {
    let text = format!("# T\n\n{}\n", pattern.repeat(BYTES / pattern.len()));
    let file = InputFile { path: "one.md".into(), content: Ok(text) };
    let input = Input { root: "one.md".into(), folder: false, files: vec![file], others: Vec::new() };
    bencher.with_inputs(|| input.clone()).bench_values(Session::of);
}
