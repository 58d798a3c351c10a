//! From files to a [`Report`]: pure, so that the screen can load what is not yet on the disk.

use camino::{Utf8Path, Utf8PathBuf};

use crate::figures::is_han;
use crate::source::{ByLanguage, FileId, Language, Position, SourceFile, Sources};

use super::inline::Known;
use super::metrics::Metrics;
use super::problem::{Problem, ProblemKind};
use super::shape::Shape;
use super::yaml::{Node, Reader};
use super::{
    Block, Chapter, Config, Report, binding, chapter, config, metrics_read, pairing, parallel, prior, review,
    shape, terms,
};

/// The files of a report, as the store found them.
#[derive(Clone, Debug)]
pub struct Input {
    pub root: Utf8PathBuf,
    /// A report folder, not a single file.
    pub folder: bool,
    /// Markdown and YAML files, by path relative to the root, sorted.
    pub files: Vec<InputFile>,
    /// Other files of the folder (images), sorted.
    pub others: Vec<Utf8PathBuf>,
}

#[derive(Clone, Debug)]
pub struct InputFile {
    pub path: Utf8PathBuf,
    pub content: Result<String, Unread>,
}

impl Input {
    /// Adds a file, in place of one of its path.
    pub fn put(&mut self, file: InputFile) {
        let at = self.files.partition_point(|known| known.path < file.path);
        match self.files.get_mut(at).filter(|known| known.path == file.path) {
            Some(known) => *known = file,
            None => self.files.insert(at, file),
        }
    }
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    NotUtf8 { at: Position },
    NulByte { at: Position },
    TooLarge { size: u64, limit: u64 },
    Io { message: String },
}

impl From<Unread> for ProblemKind {
    fn from(unread: Unread) -> ProblemKind {
        match unread {
            Unread::NotUtf8 { at } => ProblemKind::NotUtf8 { at },
            Unread::NulByte { at } => ProblemKind::NulByte { at },
            Unread::TooLarge { size, limit } => ProblemKind::TooLarge { size, limit },
            Unread::Io { message } => ProblemKind::Unreadable { message },
        }
    }
}

/// Reads a report from its files, and last year's where `prior:` names one inside the folder. Whatever is wrong with
/// them becomes a [`Problem`].
#[must_use]
pub fn load(input: &Input) -> Report {
    let mut report = load_alone(input);
    prior::find_inside(input, &mut report);
    report
}

/// As [`load`], without last year's report.
#[must_use]
pub fn load_alone(input: &Input) -> Report {
    let mut loader = Loader::new(input);
    if input.folder {
        loader.folder(input);
    } else {
        loader.single(input);
    }
    let mut report = loader.report;
    for chapter in &mut report.chapters {
        chapter.pairs = pairing::pair(&chapter.editions, &report.figures);
    }
    binding::bind(&mut report);
    if !input.folder || !report.metrics_are_whole() {
        // What a file that could not be read may define is not unknown: one cause, one problem.
        report.problems.retain(|problem| !matches!(problem.kind, ProblemKind::UnknownMetric { .. }));
    }
    report.problems.sort_by(|a, b| (&a.path, a.span).cmp(&(&b.path, b.span)));
    report
}

struct Loader {
    report: Report,
    /// Path and id of every file that could be read.
    readable: Vec<(Utf8PathBuf, FileId)>,
    trees: Vec<(FileId, Node)>,
}

/// One edition of one chapter, to be read.
struct Task {
    file: FileId,
    language: Language,
    chapter: usize,
    number: Option<String>,
}

impl Loader {
    fn new(input: &Input) -> Loader {
        let mut report = Report::empty(input.root.clone());
        report.others.clone_from(&input.others);
        let mut readable = Vec::new();
        for file in &input.files {
            match &file.content {
                Ok(text) => {
                    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
                    let id = report.sources.add(SourceFile::new(file.path.clone(), text));
                    readable.push((file.path.clone(), id));
                }
                Err(unread) => {
                    let kind = unread.clone().into();
                    report.problems.push(Problem { kind, path: file.path.clone(), span: None });
                }
            }
        }
        Loader { report, readable, trees: Vec::new() }
    }

    fn folder(&mut self, input: &Input) {
        self.parse_yaml();
        if let Some(config) = self.yaml("report.yaml", &shape::REPORT, config::read) {
            self.report.config = config;
        }
        let metric_files: Vec<_> =
            self.readable.iter().filter(|(path, _)| path.starts_with("metrics")).cloned().collect();
        let mut metrics = Metrics::default();
        for (path, _) in metric_files {
            self.yaml(path.as_str(), &shape::METRICS, |reader, node| {
                metrics_read::read(reader, node, &mut metrics);
            });
        }
        self.report.metrics = metrics;
        self.report.relations =
            self.yaml("relations.yaml", &shape::RELATIONS, terms::read_relations).unwrap_or_default();
        self.report.glossary =
            self.yaml("glossary.yaml", &shape::GLOSSARY, terms::read_glossary).unwrap_or_default();
        self.report.disclosures =
            self.yaml("disclosures.yaml", &shape::DISCLOSURES, terms::read_disclosures).unwrap_or_default();
        self.report.review = self.yaml("review.yaml", &shape::REVIEW, review::read).unwrap_or_default();
        let mut tasks = Vec::new();
        for entry in self.report.config.chapters.clone() {
            self.chapter(&entry, input, &mut tasks);
        }
        self.editions(&tasks, input);
    }

    /// Parses all YAML files at once, into trees.
    fn parse_yaml(&mut self) {
        let is_yaml = |path: &Utf8Path| matches!(path.extension(), Some("yaml" | "yml"));
        let files: Vec<_> = self.readable.iter().filter(|(path, _)| is_yaml(path)).collect();
        let sources = &self.report.sources;
        let parsed = parallel::map(&files, |(path, file)| {
            let mut problems = Vec::new();
            let mut reader = Reader { file: *file, path: path.clone(), problems: &mut problems };
            (reader.parse(&sources.get(*file).text, 0), problems)
        });
        let files: Vec<FileId> = files.iter().map(|(_, file)| *file).collect();
        for (file, (node, problems)) in files.into_iter().zip(parsed) {
            self.report.problems.extend(problems);
            self.trees.extend(node.map(|node| (file, node)));
        }
    }

    /// Hands the tree of a YAML file, if it was read, to a reader of its shape.
    fn yaml<T>(
        &mut self,
        path: &str,
        shape: &Shape,
        read: impl FnOnce(&mut Reader, &Node) -> T,
    ) -> Option<T> {
        let (path, file) = self.readable.iter().find(|(found, _)| found == path)?.clone();
        let (_, node) = self.trees.iter().find(|(found, _)| *found == file)?;
        let mut reader = Reader { file, path, problems: &mut self.report.problems };
        shape::check(&mut reader, node, shape);
        Some(read(&mut reader, node))
    }

    /// Adds a chapter, and a task for each of its editions that can be read.
    fn chapter(&mut self, entry: &config::ChapterEntry, input: &Input, tasks: &mut Vec<Task>) {
        let folder = Utf8Path::new("chapters").join(&entry.folder);
        let present = input.files.iter().any(|file| file.path.starts_with(&folder));
        let problem = |kind| Problem { kind, path: "report.yaml".into(), span: Some(entry.span) };
        if !present {
            let folder = entry.folder.clone();
            self.report.problems.push(problem(ProblemKind::ChapterAbsent { folder }));
            return;
        }
        let chapter = self.report.chapters.len();
        for language in self.report.config.languages.clone() {
            let path = folder.join(format!("{}.md", language.tag()));
            let unread = input.files.iter().any(|file| file.path == path && file.content.is_err());
            match self.readable.iter().find(|(found, _)| *found == path) {
                Some((_, file)) => {
                    tasks.push(Task { file: *file, language, chapter, number: entry.number.clone() });
                }
                // A file that is there and cannot be read has its own problem.
                None if unread => {}
                None => {
                    let kind =
                        ProblemKind::EditionAbsent { folder: entry.folder.clone(), language: language.tag() };
                    self.report.problems.push(problem(kind));
                }
            }
        }
        let (folder, number) = (entry.folder.clone(), entry.number.clone());
        self.report.chapters.push(Chapter {
            folder,
            number,
            editions: ByLanguage::default(),
            pairs: Vec::new(),
        });
    }

    fn single(&mut self, input: &Input) {
        let Some((path, file)) = self.readable.first().cloned() else { return };
        let language = guess_language(&self.report.sources.get(file).text);
        let folder = path.file_name().unwrap_or(path.as_str()).to_owned();
        self.report.config.languages = vec![language];
        self.report.chapters.push(Chapter {
            folder,
            number: None,
            editions: ByLanguage::default(),
            pairs: Vec::new(),
        });
        self.editions(&[Task { file, language, chapter: 0, number: None }], input);
    }

    /// Reads all editions, and numbers their figures in the order of the tasks.
    fn editions(&mut self, tasks: &[Task], input: &Input) {
        let Report { sources, metrics, .. } = &self.report;
        let known = Known { metrics, images: &input.others, folder: input.folder };
        let read = parallel::map(tasks, |task| {
            let source = sources.get(task.file);
            let mut problems = Vec::new();
            let reader = Reader { file: task.file, path: source.path.clone(), problems: &mut problems };
            let number = task.number.as_deref();
            let (edition, figures) =
                chapter::read(source, task.language, task.chapter, number, &known, reader);
            (edition, figures, problems)
        });
        for (task, (mut edition, figures, problems)) in tasks.iter().zip(read) {
            let offset = self.report.figures.len();
            for text in edition.blocks.iter_mut().flat_map(Block::texts_mut) {
                text.figures = text.figures.start + offset..text.figures.end + offset;
            }
            if self.report.figures.is_empty() {
                self.report.figures = figures;
            } else {
                self.report.figures.extend(figures);
            }
            self.report.problems.extend(problems);
            *self.report.chapters[task.chapter].editions.get_mut(task.language) = Some(edition);
        }
    }
}

/// Chinese where at least a tenth of the letters are Han.
fn guess_language(text: &str) -> Language {
    // Asked of so many, the tables of Unicode would take longer than reading the text.
    let is_letter = |char: &char| is_han(*char) || char.is_alphabetic();
    let letters = text.chars().filter(is_letter).take(20_000);
    let (all, han) =
        letters.fold((0usize, 0usize), |(all, han), char| (all + 1, han + usize::from(char >= '\u{2e80}')));
    if han * 10 >= all && all > 0 { Language::ZhHant } else { Language::En }
}

impl Report {
    /// Whether every file of metrics could be read; otherwise a metric that is not known may still be defined.
    #[must_use]
    pub fn metrics_are_whole(&self) -> bool {
        let unread = |problem: &Problem| {
            matches!(
                problem.kind,
                ProblemKind::Yaml(_)
                    | ProblemKind::NotUtf8 { .. }
                    | ProblemKind::NulByte { .. }
                    | ProblemKind::TooLarge { .. }
                    | ProblemKind::Unreadable { .. }
            )
        };
        !self.problems.iter().any(|problem| problem.path.starts_with("metrics") && unread(problem))
    }

    /// A report in which nothing has been read.
    #[must_use]
    pub fn empty(root: Utf8PathBuf) -> Report {
        Report {
            root,
            sources: Sources::default(),
            config: Config::default(),
            chapters: Vec::new(),
            metrics: Metrics::default(),
            relations: Vec::new(),
            glossary: Vec::new(),
            disclosures: Vec::new(),
            review: super::Review::default(),
            figures: Vec::new(),
            problems: Vec::new(),
            prior: None,
            others: Vec::new(),
        }
    }
}
