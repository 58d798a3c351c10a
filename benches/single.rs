//! One long text with nothing declared: how the cost grows with its length: `cargo bench --bench single`.
//!
//! The text is the Chinese edition of the sample, its chapters one after another, once, ten and a hundred times.

use std::fmt::Write as _;

use camino::Utf8Path;
use divan::counter::BytesCount;
use divan::{AllocProfiler, Bencher};
use tieout::report::Report;
use tieout::report::load::{Input, InputFile, load};
use tieout::source::Language;
use tieout::{check, relation, session};

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

const COPIES: [usize; 3] = [1, 10, 100];

fn main() {
    divan::main();
}

fn text(copies: usize) -> String {
    let sample = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let report = session::Session::open(&sample).expect("the sample report can be read").report;
    let mut text = String::new();
    for copy in 0..copies {
        for chapter in &report.chapters {
            let edition = chapter.editions.get(Language::ZhHant).as_ref().expect("the sample is bilingual");
            writeln!(text, "{}\n\n第 {copy} 份\n", report.sources.get(edition.file).text)
                .expect("a string can be written to");
        }
    }
    text
}

fn input(copies: usize) -> Input {
    let file = InputFile { path: "report.md".into(), content: Ok(text(copies)) };
    Input { root: "report.md".into(), folder: false, files: vec![file], others: Vec::new() }
}

fn report(copies: usize) -> Report {
    load(&input(copies))
}

/// Reading: blocks, tables, figures.
#[divan::bench(args = COPIES, sample_count = 10)]
fn read(bencher: Bencher, copies: usize) {
    let input = input(copies);
    bencher.counter(BytesCount::new(text(copies).len())).bench(|| load(&input));
}

/// The tables as arithmetic sees them.
#[divan::bench(args = COPIES, sample_count = 10)]
fn sheets(bencher: Bencher, copies: usize) {
    let report = report(copies);
    bencher.bench(|| relation::sheet::all(&report));
}

/// Relations mined from tables and sentences.
#[divan::bench(args = COPIES, sample_count = 10)]
fn mine(bencher: Bencher, copies: usize) {
    let report = report(copies);
    let sheets = relation::sheet::all(&report);
    let values = relation::Values::new(&report, &sheets);
    bencher.bench(|| relation::all(&report, &sheets, &values));
}

/// All of checking: relations, causes, rules, states.
#[divan::bench(args = COPIES, sample_count = 10)]
fn check_all(bencher: Bencher, copies: usize) {
    let report = report(copies);
    bencher.bench(|| check::run(&report));
}
