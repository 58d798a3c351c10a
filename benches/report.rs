//! How long the steps take on the sample report: `cargo bench`.

use camino::Utf8Path;
use tieout::report::Report;
use tieout::report::load::{Input, InputFile, load};
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

/// The sample with every chapter so many times over: what it takes must grow no faster than its pages.
fn grown(times: usize) -> Report {
    let mut input = input();
    let mut list = String::new();
    let chapters: Vec<_> =
        input.files.iter().filter(|file| file.path.starts_with("chapters")).cloned().collect();
    for copy in 1..times {
        for file in &chapters {
            let folder =
                file.path.parent().and_then(Utf8Path::file_name).expect("a chapter stands in a folder");
            let (named, name) = (format!("{folder}-{copy}"), file.path.file_name().unwrap_or_default());
            let line = format!("  - {named}\n");
            if !list.contains(&line) {
                list.push_str(&line);
            }
            let path = Utf8Path::new("chapters").join(named).join(name);
            input.files.push(InputFile { path, content: file.content.clone() });
        }
    }
    let config = input.files.iter_mut().find(|file| file.path == "report.yaml").expect("the sample has one");
    if let Ok(text) = &mut config.content {
        // The list of chapters stands last.
        text.push_str(&list);
    }
    load(&input)
}

#[divan::bench(args = [1, 10], sample_count = 5, sample_size = 1)]
fn export_grown(bencher: divan::Bencher, times: usize) {
    let report = grown(times);
    let outcome = check::Outcome::default();
    let options = pdf::Options::new(pdf::EditionChoice::Bilingual);
    bencher.bench(|| {
        let mut progress = |_| std::ops::ControlFlow::Continue(());
        pdf::export(&report, &outcome, &options, &mut progress).expect("nothing stops the export").pages
    });
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
