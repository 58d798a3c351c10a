//! From one long text to a report folder: chapters, metrics, formulas, bound figures.
//!
//! A pure function from a report that was read from a single file to the files of a folder. What it proposes it
//! reads back and compares with what it was given: the same blocks in the same order.
//! One language only: a text that holds both editions one after the other is imported as one edition.

mod emit;
mod name;
mod split;
mod weave;

use camino::Utf8PathBuf;

use crate::report::load::{Input, InputFile, load};
use crate::report::{Block, BlockKind, Edition, ProblemKind, Report, config};
use crate::source::Language;

use split::Part;
use weave::Weave;

/// A report folder as it would be written.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// Paths within the folder and what stands in them, sorted.
    pub files: Vec<(Utf8PathBuf, String)>,
    /// Images that the chapters show: as they are named in the text, and where they belong in the folder.
    pub images: Vec<(String, Utf8PathBuf)>,
    pub chapters: usize,
}

/// Makes a report folder of a report that was read from a single file; `None` if nothing was read.
#[must_use]
pub fn import(report: &Report) -> Option<Imported> {
    let single = Single::of(report)?;
    let mut parts = split::split(single.edition, single.source);
    // A chapter that reads otherwise alone than within the whole is joined to the one before it.
    let draft = loop {
        let draft = Draft::new(&single, &parts);
        match draft.first_difference(&single) {
            Some(at) if split::join(&mut parts, at) => {}
            _ => break draft,
        }
    };
    Some(draft.finish())
}

/// The text that is imported.
struct Single<'a> {
    edition: &'a Edition,
    source: &'a str,
}

impl<'a> Single<'a> {
    fn of(report: &'a Report) -> Option<Single<'a>> {
        let editions = &report.chapters.first()?.editions;
        let edition = Language::ALL.into_iter().find_map(|language| editions.get(language).as_ref())?;
        Some(Single { edition, source: &report.sources.get(edition.file).text })
    }
}

/// The files of a folder, and what is read from them.
struct Draft {
    files: Vec<(Utf8PathBuf, String)>,
    weaves: Vec<Weave>,
    read: Report,
}

impl Draft {
    fn new(single: &Single, parts: &[Part]) -> Draft {
        let language = single.edition.language;
        let weaves = weave::weave(parts, single.edition, single.source, &[]);
        let folders: Vec<String> =
            parts.iter().enumerate().map(|(index, part)| name::folder(index, &part.title)).collect();
        let mut files = vec![("report.yaml".into(), describe(single, &folders))];
        for (folder, weave) in folders.iter().zip(&weaves) {
            let path = format!("chapters/{folder}/{}.md", language.tag());
            files.push((path.into(), weave.text(single.source)));
        }
        files.sort();
        let read = load(&input(&files));
        Draft { files, weaves, read }
    }

    /// The place in the source of the first block that is not read back as it was.
    fn first_difference(&self, single: &Single) -> Option<usize> {
        let mut read = Vec::new();
        for (chapter, weave) in self.read.chapters.iter().zip(&self.weaves) {
            let edition = chapter.editions.get(single.edition.language).as_ref()?;
            read.extend(edition.blocks.iter().filter(|block| !is_footnote(block)).map(|block| {
                let start = block.span.start..block.span.start + 1;
                (signature(block), weave.origin(&start).map_or(0, |origin| origin.start))
            }));
        }
        let blocks: Vec<&Block> = single.edition.blocks.iter().filter(|block| !is_footnote(block)).collect();
        let differ = |at: &usize| match (blocks.get(*at), read.get(*at)) {
            (Some(block), Some((other, _))) => signature(block) != *other,
            _ => true,
        };
        let at = (0..blocks.len().max(read.len())).find(differ)?;
        let known = blocks.get(at).map(|block| block.span.start);
        Some(known.or_else(|| read.get(at).map(|(_, start)| *start)).unwrap_or(0))
    }

    fn finish(self) -> Imported {
        let mut images = Vec::new();
        for problem in &self.read.problems {
            let folder = problem.path.parent().unwrap_or("".into());
            if let ProblemKind::ImageMissing { target } = &problem.kind
                && let Some(path) = config::inside(folder, target)
                && !images.iter().any(|(_, known)| *known == path)
            {
                images.push((target.clone(), path));
            }
        }
        Imported { images, chapters: self.weaves.len(), files: self.files }
    }
}

/// Files in memory as the store would give them.
fn input(files: &[(Utf8PathBuf, String)]) -> Input {
    let file =
        |(path, text): &(Utf8PathBuf, String)| InputFile { path: path.clone(), content: Ok(text.clone()) };
    Input { root: "import".into(), folder: true, files: files.iter().map(file).collect(), others: Vec::new() }
}

/// Footnotes are known by their label, wherever they stand.
fn is_footnote(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Footnote { .. })
}

/// What a block says and is, without its place.
fn signature(block: &Block) -> String {
    let kind = match &block.kind {
        BlockKind::Heading { level, .. } => format!("heading {level}"),
        BlockKind::Paragraph(_) => "paragraph".to_owned(),
        BlockKind::Item { depth, marker, .. } => format!("item {depth} {marker:?}"),
        BlockKind::Caption(_) => "caption".to_owned(),
        BlockKind::Note(_) => "note".to_owned(),
        BlockKind::Footnote { label, .. } => format!("footnote {label}"),
        BlockKind::Table(table) => format!("table {} {}", table.columns.len(), table.rows.len()),
        BlockKind::MetricTable(_) => "metrics".to_owned(),
        BlockKind::Chart(_) => "chart".to_owned(),
        BlockKind::Image { alt, target } => format!("image {alt} {target}"),
        BlockKind::Code(code) => format!("code {code}"),
        BlockKind::Rule => "rule".to_owned(),
    };
    let words: Vec<&str> = block.texts().into_iter().map(|text| text.plain.as_str()).collect();
    format!("{kind}\u{1f}{}", words.join("\u{1f}"))
}

/// `report.yaml`: title, languages, chapters.
fn describe(single: &Single, folders: &[String]) -> String {
    let title = title(single);
    let mut out = String::from("# Imported from one file; chapters in the order of the text.\n");
    if !title.is_empty() {
        out.push_str(&format!("title: {}\n", emit::scalar(&title)));
    }
    out.push_str(&format!("languages: [{}]\n", single.edition.language.tag()));
    out.push_str("chapters:\n");
    for folder in folders {
        // A bare number would be one to other readers of YAML.
        let bare = folder.bytes().all(|byte| byte.is_ascii_digit());
        out.push_str(&if bare { format!("  - \"{folder}\"\n") } else { format!("  - {folder}\n") });
    }
    out
}

/// The first heading that calls the text a report, among the first ones; else the first heading.
fn title(single: &Single) -> String {
    const REPORTS: [&str; 4] = ["report", "報告", "年報", "报告"];
    const AMONG: usize = 10;
    let headings = single.edition.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading { text, .. } => Some(emit::line(&text.plain)),
        _ => None,
    });
    let headings: Vec<String> = headings.filter(|heading| !heading.is_empty()).take(AMONG).collect();
    let named = |heading: &&String| REPORTS.iter().any(|word| heading.to_lowercase().contains(word));
    headings.iter().find(named).or_else(|| headings.first()).cloned().unwrap_or_default()
}
