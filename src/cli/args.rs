//! What can be typed: the commands and their options.
//!
//! The words of the help pages are not here but in `locales/`, see [`super::help`]: the comments below are for
//! readers of the code.

use camino::Utf8PathBuf;
use clap::{ColorChoice, Parser, Subcommand, ValueEnum};

use crate::check::Severity;
use crate::source::Language;

/// The version, and the revision from which the program was built where that is known.
pub const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), env!("TIEOUT_REVISION"));

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "tieout", version = VERSION)]
pub struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The report to open on the screen, where no command is given.
    pub path: Option<Utf8PathBuf>,
    /// The language of what is said; the locale's where not given.
    #[arg(long, global = true, value_name = "LANG", ignore_case = true)]
    pub lang: Option<Tongue>,
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Check(CheckArgs),
    Figures(FiguresArgs),
    Diff(DiffArgs),
    Explain(ExplainArgs),
    Export(ExportArgs),
    Fix(FixArgs),
    Import(ImportArgs),
    New(NewArgs),
    Schema(SchemaArgs),
    Lsp,
    Watch(WatchArgs),
    Doctor,
    Completions(CompletionsArgs),
    Man(ManArgs),
}

/// Runs the rules and prints what they found.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    #[arg(value_name = "PATH")]
    pub paths: Vec<Utf8PathBuf>,
    /// That of the output file's name, or else text.
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<CheckFormat>,
    /// A file instead of the standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<Utf8PathBuf>,
    /// More paths, one a line; `-` is the standard input.
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<Utf8PathBuf>,
    #[command(flatten)]
    pub rules: RuleArgs,
    /// Only what touches this edition.
    #[arg(long, value_name = "EDITION", ignore_case = true)]
    pub edition: Option<Tongue>,
    #[arg(long, value_name = "SEVERITY", default_value = "note")]
    pub min_severity: Level,
    /// Findings at or above this severity make the exit code 1.
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    pub fail_on: Threshold,
    /// What `--format json` printed before: its findings are known and left out.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<Utf8PathBuf>,
    /// Last year's report, where `report.yaml` names none or another.
    #[arg(long, value_name = "PATH")]
    pub prior: Option<Utf8PathBuf>,
    /// Only what touches lines that changed since this git revision.
    #[arg(long, value_name = "REV")]
    pub changed: Option<String>,
}

/// Which rules count.
#[derive(Clone, Debug, clap::Args)]
pub struct RuleArgs {
    /// Only these rules.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,
    /// All rules but these.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,
}

impl RuleArgs {
    /// Whether a rule counts.
    #[must_use]
    pub fn admit(&self, rule: &str) -> bool {
        (self.select.is_empty() || self.select.iter().any(|known| known == rule))
            && !self.ignore.iter().any(|known| known == rule)
    }
}

/// Prints every figure with its tie-out state.
#[derive(Debug, clap::Args)]
pub struct FiguresArgs {
    pub path: Option<Utf8PathBuf>,
    /// That of the output file's name, or else a table.
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<FiguresFormat>,
    /// A file instead of the standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<Utf8PathBuf>,
    /// Only how many figures are tied in each chapter and edition.
    #[arg(long)]
    pub coverage: bool,
    #[arg(long, value_name = "EDITION", ignore_case = true)]
    pub edition: Option<Tongue>,
}

/// Prints the figures that changed since a git revision.
#[derive(Debug, clap::Args)]
pub struct DiffArgs {
    pub rev: String,
    pub path: Option<Utf8PathBuf>,
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: DiffFormat,
}

/// Prints the page of a rule, or the list of all.
#[derive(Debug, clap::Args)]
pub struct ExplainArgs {
    pub rule: Option<String>,
}

/// Checks, then typesets.
#[derive(Debug, clap::Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line, and any of them go together"
)]
pub struct ExportArgs {
    pub path: Option<Utf8PathBuf>,
    #[arg(long, value_name = "EDITION", value_delimiter = ',', default_value = "all", ignore_case = true)]
    pub edition: Vec<ExportEdition>,
    #[arg(long, value_name = "FORMAT", default_value = "pdf")]
    pub format: ExportFormat,
    /// The folder for the files.
    #[arg(short, long, value_name = "DIR", default_value = "out")]
    pub output: Utf8PathBuf,
    /// Findings, tick marks and an annex are drawn.
    #[arg(long)]
    pub review: bool,
    /// A watermark says that it is not final.
    #[arg(long)]
    pub draft: bool,
    /// The margin says where in the source each block stands.
    #[arg(long)]
    pub source_lines: bool,
    /// A font in the place of those built in: `Family.ttf`, `Family.ttc#1`.
    #[arg(long = "font", value_name = "FILE[#INDEX]")]
    pub fonts: Vec<String>,
    /// Bars stand beside what changed since this git revision.
    #[arg(long, value_name = "REV")]
    pub changes: Option<String>,
    /// Errors stop the export, and so do warnings of typesetting.
    #[arg(long)]
    pub strict: bool,
}

/// Carries out what findings suggest.
#[derive(Debug, clap::Args)]
pub struct FixArgs {
    pub path: Option<Utf8PathBuf>,
    #[command(flatten)]
    pub rules: RuleArgs,
    /// Shows what would change, and writes nothing.
    #[arg(long, conflicts_with = "yes")]
    pub diff: bool,
    /// Writes without asking.
    #[arg(short, long)]
    pub yes: bool,
}

/// Makes a report folder of one long text.
#[derive(Debug, clap::Args)]
pub struct ImportArgs {
    pub file: Utf8PathBuf,
    /// The folder to make.
    #[arg(short, long, value_name = "DIR")]
    pub output: Utf8PathBuf,
    /// Says what would be written, and writes nothing.
    #[arg(long)]
    pub dry_run: bool,
}

/// Writes a small report to start from.
#[derive(Debug, clap::Args)]
pub struct NewArgs {
    pub dir: Utf8PathBuf,
}

/// Prints or writes the schemas of the YAML files.
#[derive(Debug, clap::Args)]
pub struct SchemaArgs {
    pub name: Option<String>,
    /// All of them, as files.
    #[arg(long, conflicts_with = "name")]
    pub all: bool,
    /// The folder for the files.
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<Utf8PathBuf>,
}

/// Checks again whenever a file of the report changes.
#[derive(Debug, clap::Args)]
pub struct WatchArgs {
    pub path: Option<Utf8PathBuf>,
}

/// Prints the completions of a shell.
#[derive(Debug, clap::Args)]
pub struct CompletionsArgs {
    pub shell: clap_complete::Shell,
}

/// Prints the manual page, or writes one for each command.
#[derive(Debug, clap::Args)]
pub struct ManArgs {
    /// The folder for the files.
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<Utf8PathBuf>,
}

/// A language as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Tongue {
    #[value(name = "zh-Hant", alias = "zh", alias = "zh-HK", alias = "zh-TW")]
    ZhHant,
    #[value(name = "en", alias = "en-GB", alias = "en-US")]
    En,
}

impl From<Tongue> for Language {
    fn from(tongue: Tongue) -> Language {
        match tongue {
            Tongue::ZhHant => Language::ZhHant,
            Tongue::En => Language::En,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    Text,
    Json,
    Jsonl,
    Sarif,
    Github,
    Junit,
    Csv,
    Xlsx,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FiguresFormat {
    Table,
    Json,
    Csv,
    Xlsx,
}

/// What is typeset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportEdition {
    #[value(name = "zh-Hant", alias = "zh")]
    ZhHant,
    #[value(name = "en")]
    En,
    Bilingual,
    All,
}

/// As what an edition is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    Pdf,
    Markdown,
}

/// A severity as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Level {
    Error,
    Warning,
    Note,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Severity {
        match level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Note => Severity::Note,
        }
    }
}

/// From which severity on the exit code is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Threshold {
    Error,
    Warning,
    Note,
    Never,
}

impl Threshold {
    /// Whether a finding of a severity reaches it.
    #[must_use]
    pub fn reached_by(self, severity: Severity) -> bool {
        match self {
            Threshold::Error => severity <= Severity::Error,
            Threshold::Warning => severity <= Severity::Warning,
            Threshold::Note => severity <= Severity::Note,
            Threshold::Never => false,
        }
    }
}
