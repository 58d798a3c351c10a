//! A key to a frame at 160 × 45, on the sample report and on one a hundred times as large: `cargo bench --bench screen`.

#![expect(clippy::print_stdout, reason = "a measurement is printed")]

use std::time::{Duration, Instant};

use camino::Utf8Path;
use divan::Bencher;
use tieout::report::load::{Input, InputFile};
use tieout::session::Session;
use tieout::source::Language;
use tieout::store;
use tieout::tui::Headless;

fn main() {
    divan::main();
    for times in [1, 100] {
        percentiles(times);
    }
}

/// The sample, its chapters told so many times; the metrics stay, so that each is stated as many times more.
fn input(times: usize) -> Input {
    let sample = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let input = store::read(&sample).expect("the sample report can be read");
    let mut files: Vec<InputFile> = Vec::new();
    let mut report = String::new();
    for file in &input.files {
        let text = file.content.clone().expect("the sample is sound");
        if file.path == "report.yaml" {
            report = text;
        } else if let Ok(rest) = file.path.strip_prefix("chapters") {
            for time in 0..times {
                let path = Utf8Path::new("chapters").join(format!("{time:03}-{rest}"));
                files.push(InputFile { path, content: Ok(text.clone()) });
            }
        } else {
            files.push(file.clone());
        }
    }
    let (head, list) = report.split_once("chapters:\n").expect("it lists its chapters, last of all");
    let again: String = (0..times)
        .flat_map(|time| list.lines().map(move |line| (time, line)))
        .map(|(time, line)| match line.strip_prefix("  - {folder: ") {
            Some(rest) => format!("  - {{folder: {time:03}-{rest}\n"),
            None => format!("  - {time:03}-{}\n", line.trim_start_matches("  - ")),
        })
        .collect();
    let content = Ok(format!("{head}chapters:\n{again}"));
    files.push(InputFile { path: "report.yaml".into(), content });
    files.sort_by(|one, two| one.path.cmp(&two.path));
    Input { files, ..input }
}

fn screen(times: usize) -> Headless {
    Headless::new(Session::of(input(times)), 160, 45, Language::ZhHant)
}

/// Keys as an editor presses them: along the text, figures, findings, views, searching, the palette.
const KEYS: &str = "jjjj]]]]nnnn}jjj2jjjj13jjjj1/2265|:scope|jj]]nn";

/// Presses a key, `|` for Esc, and draws.
fn press(screen: &mut Headless, key: char) {
    match key {
        '|' => screen.press("<esc>"),
        key => screen.press(&key.to_string()),
    }
    divan::black_box(screen.draw());
}

#[divan::bench(args = [1, 100], sample_count = 400, sample_size = 1)]
fn key_to_frame(bencher: Bencher, times: usize) {
    let mut screen = screen(times);
    let mut keys = KEYS.chars().cycle();
    bencher.bench_local(move || press(&mut screen, keys.next().expect("there is always another key")));
}

/// What divan does not tell: how long the slowest hundredth of the keys takes.
fn percentiles(times: usize) {
    let mut screen = screen(times);
    let took = |key| {
        let begun = Instant::now();
        press(&mut screen, key);
        begun.elapsed()
    };
    let mut all: Vec<Duration> = KEYS.chars().cycle().take(40 * KEYS.len()).map(took).collect();
    all.sort_unstable();
    let at = |share: usize| all[(all.len() - 1) * share / 100];
    println!(
        "{times} times: {} keys, median {:?}, 99% {:?}, slowest {:?}",
        all.len(),
        at(50),
        at(99),
        at(100)
    );
}

/// From the files in memory to the first frame.
#[divan::bench]
fn first_frame(bencher: Bencher) {
    let input = input(1);
    bencher.bench(|| {
        let mut screen = Headless::new(Session::of(input.clone()), 160, 45, Language::ZhHant);
        screen.draw().area
    });
}
