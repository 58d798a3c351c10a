//! What is found of one changed figure: `cargo bench --bench mutation`.
//!
//! The texts are the sample report as one Chinese file, the yardstick's reports with nothing wrong, and, where they
//! lie beside the repository, a published report and audited statements. In each run one printed number that takes part in a relation is
//! changed: a digit, two neighbours swapped, a digit dropped, the point moved. Then everything is checked again.
//!
//! - *Found at the figure*: an error or a warning has the changed figure among its places. *Named*: as a suspect.
//! - *Found*: that, or a new error or warning has a figure among its places that stands in a relation with it.
//! - *False alarm*: a new error or warning that has neither. It is new if nothing that it suspects was suspected before.
//! - *Within rounding*: every relation of the figure still holds with the changed value. Nobody could find such a change; it is
//!   counted apart.
//!
//! The figures are those that the checks themselves tie, so that this says how much of what is tied would be noticed, not how much is tied;
//! the heading of each table says that. The seed is fixed: two runs print the same.
//!
//! `cargo bench --bench mutation -- misses` lists what was not found, with what ties it, and every false alarm; `samples=2000` plants more
//! changes, `seed=7` others, and a folder of Markdown files is a set of its own.

#[path = "mutation/plant.rs"]
mod plant;
#[path = "mutation/tally.rs"]
mod tally;
#[path = "mutation/texts.rs"]
mod texts;
#[path = "mutation/trial.rs"]
mod trial;

use plant::{Change, Random};
use tally::Tally;
use trial::{Subject, Ties};

/// Changes planted in each set of texts, and where they begin, where nothing else is asked for.
const SAMPLES: u64 = 600;
const SEED: u64 = 0x7469_656f_7574;

#[expect(clippy::print_stdout, reason = "the measurement is for the person who runs it")]
fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |name: &str| words.iter().find_map(|word| word.strip_prefix(name)?.parse().ok());
    let (samples, seed) = (number("samples=").unwrap_or(SAMPLES), number("seed=").unwrap_or(SEED));
    let mut whole = Tally::default();
    for set in texts::all(&words) {
        let reports: Vec<_> = set.inputs.iter().map(tieout::report::load::load).collect();
        let subjects: Vec<Subject> =
            set.inputs.iter().zip(&reports).map(|(input, report)| Subject::new(input, report)).collect();
        let tied: Vec<(&Subject, Ties)> = subjects
            .iter()
            .flat_map(|subject| subject.tied().into_iter().map(move |ties| (subject, ties)))
            .collect();
        let counted = subjects.iter().map(Subject::counted).sum();
        let tally = measure(&tied, counted, samples, seed);
        println!("{}", tally.table(&format!("{}: {} texts", set.name, reports.len())));
        whole.add(&tally);
    }
    println!("{}", whole.table("all"));
    if words.iter().any(|word| word == "misses") {
        whole.misses.iter().for_each(|miss| println!("{miss}"));
    }
}

/// Plants changes in figures drawn at random, on all cores.
fn measure(tied: &[(&Subject, Ties)], counted: usize, samples: u64, seed: u64) -> Tally {
    let mut random = Random::new(seed);
    let mut drawn: Vec<(usize, Change, u64)> = Vec::new();
    let samples = if tied.is_empty() { 0 } else { samples };
    for change in Change::ALL.into_iter().cycle().zip(0..samples).map(|(change, _)| change) {
        drawn.push((random.below(tied.len()), change, random.next()));
    }
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut tally = Tally::new(tied.len(), counted);
    std::thread::scope(|scope| {
        let chunks = drawn.chunks(drawn.len().div_ceil(threads).max(1));
        let running: Vec<_> = chunks
            .map(|chunk| {
                scope.spawn(move || {
                    let mut tally = Tally::default();
                    for (at, change, seed) in chunk {
                        let (text, around) = &tied[*at];
                        if let Some(verdict) = text.trial(around, *change, &mut Random::new(*seed)) {
                            tally.count(*change, around, &verdict);
                        }
                    }
                    tally
                })
            })
            .collect();
        for thread in running {
            tally.add(&thread.join().expect("no trial panics"));
        }
    });
    tally
}
