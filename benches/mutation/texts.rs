//! The texts in which changes are planted.

use camino::{Utf8Path, Utf8PathBuf};
use tieout::output::markdown;
use tieout::report::load::{Input, InputFile, load};
use tieout::source::Language;
use tieout::store;

/// Texts of one kind.
pub struct Set {
    pub name: String,
    pub inputs: Vec<Input>,
}

/// The folders that are named, or else the sets that are there; what lies outside the repository may not be.
pub fn all(words: &[String]) -> Vec<Set> {
    let set = |name: &str, inputs: Vec<Input>| Set { name: name.to_owned(), inputs };
    let folders = words.iter().filter(|word| Utf8Path::new(word).is_dir());
    let named: Vec<Set> = folders.map(|folder| set(folder, files(folder, "md"))).collect();
    let sets = if named.is_empty() {
        vec![
            set("sample report as one Chinese text", vec![sample()]),
            set("yardstick reports with nothing wrong", yardstick()),
            set("published report", files("../shared/source", "txt")),
            set("audited statements", files("../shared/data/tatqa", "md")),
        ]
    } else {
        named
    };
    sets.into_iter().filter(|set| !set.inputs.is_empty()).collect()
}

/// The Chinese edition of the sample, without its metrics and declarations.
fn sample() -> Input {
    let root = Utf8Path::new("content");
    let report = load(&store::read(root).expect("the sample can be read"));
    let text = markdown::edition(&report, Language::ZhHant, root);
    let file = InputFile { path: "sample.md".into(), content: Ok(text) };
    Input { root: "sample.md".into(), folder: false, files: vec![file], others: Vec::new() }
}

fn yardstick() -> Vec<Input> {
    let folders = entries(Utf8Path::new("tests/yardstick"));
    let clean =
        folders.iter().filter(|folder| folder.file_name().is_some_and(|name| name.starts_with("clean-")));
    clean
        .map(|folder| {
            let single = folder.join("report.md");
            let root = if single.is_file() { single } else { folder.join("report") };
            store::read(&root).unwrap_or_else(|error| panic!("{error}"))
        })
        .collect()
}

fn files(folder: &str, extension: &str) -> Vec<Input> {
    let files = entries(Utf8Path::new(folder));
    let wanted = files.iter().filter(|path| path.extension() == Some(extension));
    wanted.filter_map(|path| store::read(path).ok()).collect()
}

/// Sorted; none where there is no such folder.
fn entries(folder: &Utf8Path) -> Vec<Utf8PathBuf> {
    let Ok(entries) = folder.read_dir_utf8() else { return Vec::new() };
    let mut paths: Vec<Utf8PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.into_path())).collect();
    paths.sort();
    paths
}
