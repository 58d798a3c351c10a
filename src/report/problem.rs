//! What is wrong with the input: data with a place, never an `Err`.

use camino::Utf8PathBuf;

use crate::source::{Position, Span};

pub use super::yaml::YamlFault;

/// One thing wrong with the input, where it is, and what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub kind: ProblemKind,
    /// The file, also where it could not be read.
    pub path: Utf8PathBuf,
    /// None where the file could not be read at all.
    pub span: Option<Span>,
}

/// What is wrong, with the words and figures that its message needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// YAML that cannot be read.
    Yaml(YamlFault),
    /// The file is not UTF-8 from here on.
    NotUtf8 { at: Position },
    /// The file holds a NUL byte.
    NulByte { at: Position },
    /// The file is larger than the limit, both in bytes.
    TooLarge { size: u64, limit: u64 },
    /// A listed chapter has no folder or no edition file.
    ChapterAbsent { folder: String },
    /// An edition of a chapter is absent though the report lists its language.
    EditionAbsent { folder: String, language: &'static str },
    /// The operating system's own words.
    Unreadable { message: String },
    /// The same metric id a second time.
    DuplicateMetric { id: String },
    /// The same segment key twice in one metric.
    DuplicateSegment { id: String, key: String },
    /// `{{…}}`, `metric:…` or a fenced block that names no known metric.
    UnknownMetric { reference: String, nearest: Option<String> },
    /// A known metric without a value for the period.
    UnknownPeriod { reference: String, known: Vec<String> },
    /// A metric reference that cannot be parsed.
    BadReference { reference: String },
    /// A value that is not a number.
    NotANumber { found: String },
    /// A period that is not a year, half-year or quarter.
    BadPeriod { found: String },
    /// A key that must be there.
    MissingKey { key: &'static str },
    /// A key that nobody reads, and the one that may be meant; where none is expected, words or a number are.
    UnknownKey { found: String, nearest: Option<&'static str>, expected: Vec<&'static str> },
    /// Words or a number where keys with values should be.
    NoMap { found: String },
    /// A word where one of a list was expected.
    UnknownWord { found: String, expected: Vec<String> },
    /// An image that is not there.
    ImageMissing { target: String },
    /// An image outside the report folder.
    ImageOutside { target: String },
    /// Last year's report is not where `prior:` says.
    PriorAbsent { target: String },
    /// `prior:` is not a path that leads to a neighbour of the report.
    PriorOutside { target: String },
    /// A formula in `relations.yaml`; what was expected and found, and where in the formula.
    BadFormula { formula: String, expected: String, found: String },
    /// A table with more columns than are read.
    TableTooWide { columns: usize, limit: usize },
    /// Nested deeper than is read.
    TooDeep { limit: usize },
    /// More figures than are read of one file.
    TooManyFigures { limit: usize },
}
