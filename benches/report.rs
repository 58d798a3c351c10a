//! How long the steps take on the sample report: `cargo bench`.

use camino::Utf8Path;
use tieout::report::Report;
use tieout::report::load::{Input, load};
use tieout::{check, figures, pdf, store};

fn main() {
    divan::main();
}

fn input() -> Input {
    let sample = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    store::read(&sample).expect("the sample report can be read")
}

fn sample() -> Report {
    load(&input())
}

#[divan::bench]
fn read_files(bencher: divan::Bencher) {
    bencher.bench(input);
}

#[divan::bench]
fn load_report(bencher: divan::Bencher) {
    let input = input();
    bencher.bench(|| load(&input));
}

#[divan::bench]
fn run_rules(bencher: divan::Bencher) {
    let report = sample();
    bencher.bench(|| check::run(&report));
}

/// Every source file of the report, as one text a file.
#[divan::bench]
fn lex_figures(bencher: divan::Bencher) {
    let report = sample();
    let bytes: usize = report.sources.iter().map(|(_, file)| file.text.len()).sum();
    bencher
        .counter(divan::counter::BytesCount::new(bytes))
        .bench(|| report.sources.iter().map(|(_, file)| figures::lex(&file.text).len()).sum::<usize>());
}

#[divan::bench(args = pdf::EditionChoice::ALL, sample_count = 10)]
fn export_pdf(bencher: divan::Bencher, edition: pdf::EditionChoice) {
    let report = sample();
    let outcome = check::run(&report);
    let options = pdf::Options::new(edition);
    bencher.bench(|| {
        let mut progress = |_| std::ops::ControlFlow::Continue(());
        pdf::export(&report, &outcome, &options, &mut progress).expect("nothing stops the export")
    });
}
