//! `report.yaml`: what the report is, its chapters, its page.

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};

use crate::source::{ByLanguage, Language, Span};

use super::Period;
use super::metrics_read;
use super::page_settings::{self, PageSettings};
use super::problem::ProblemKind;
use super::yaml::{Node, Reader, by_language, required};

/// The report's own description.
#[derive(Clone, Debug, Default)]
pub struct Config {
    pub title: ByLanguage<String>,
    /// A short title for the screen and the foot of pages; the title where none is given.
    pub short_title: ByLanguage<String>,
    pub entity: ByLanguage<String>,
    pub legal: ByLanguage<String>,
    pub stock_code: String,
    pub address: ByLanguage<String>,
    pub contact: Vec<ByLanguage<String>>,
    /// The reporting period, for figures that name none.
    pub period: Option<Period>,
    pub languages: Vec<Language>,
    pub chapters: Vec<ChapterEntry>,
    /// `#RRGGBB`.
    pub brand: Option<String>,
    pub rounding: Rounding,
    /// Paper, margins, sizes.
    pub page: PageSettings,
    /// Last year's report: a folder or a single file.
    pub prior: Option<PriorEntry>,
}

/// Where last year's report is.
#[derive(Clone, Debug)]
pub struct PriorEntry {
    /// From the report's folder, tidied; begins with `..` where it leads out of it.
    pub path: Utf8PathBuf,
    pub span: Span,
}

/// A line of the chapter list.
#[derive(Clone, Debug)]
pub struct ChapterEntry {
    pub folder: String,
    pub number: Option<String>,
    pub span: Span,
}

/// How the report's figures were cut to their decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rounding {
    #[default]
    HalfUp,
    Truncate,
}

/// Reads `report.yaml`.
pub(super) fn read(reader: &mut Reader, node: &Node) -> Config {
    let languages = node.get("languages").map(Node::items).unwrap_or_default();
    let mut config = Config {
        title: by_language(node.get("title")),
        short_title: by_language(node.get("short_title").or(node.get("title"))),
        entity: by_language(node.get("entity")),
        legal: by_language(node.get("legal")),
        stock_code: node.text("stock_code").unwrap_or_default(),
        address: by_language(node.get("address")),
        contact: node
            .get("contact")
            .map(Node::items)
            .unwrap_or_default()
            .iter()
            .map(|line| by_language(Some(line)))
            .collect(),
        period: None,
        languages: languages.iter().filter_map(|item| language(reader, item)).collect(),
        chapters: node
            .get("chapters")
            .map(Node::items)
            .unwrap_or_default()
            .iter()
            .filter_map(|item| entry(reader, item))
            .collect(),
        brand: node.text("brand"),
        rounding: Rounding::HalfUp,
        page: PageSettings::default(),
        prior: None,
    };
    if config.languages.is_empty() {
        config.languages = Language::ALL.to_vec();
    }
    if let Some(found) = node.get("period") {
        config.period = metrics_read::read_period(reader, found);
    }
    if let Some(found) = node.get("page") {
        config.page = page_settings::read(reader, found);
    }
    if let Some(found) = node.get("rounding") {
        config.rounding = rounding(reader, found);
    }
    if let Some(found) = node.get("prior") {
        config.prior = prior(reader, found);
    }
    if node.get("chapters").is_none() {
        reader.problem(node.span, ProblemKind::MissingKey { key: "chapters" });
    }
    config
}

fn language(reader: &mut Reader, node: &Node) -> Option<Language> {
    let found = node.scalar().unwrap_or_default();
    let language = Language::ALL.into_iter().find(|language| language.tag() == found);
    if language.is_none() {
        let expected = Language::ALL.map(|language| language.tag().to_owned()).to_vec();
        reader.problem(node.span, ProblemKind::UnknownWord { found: found.to_owned(), expected });
    }
    language
}

/// `- 2-climate`, or `- {folder: 2-climate, number: 2}`.
fn entry(reader: &mut Reader, node: &Node) -> Option<ChapterEntry> {
    let (folder, span) = match node.scalar() {
        Some(folder) => (folder.to_owned(), node.span),
        None => required(reader, node, "folder")?,
    };
    Some(ChapterEntry { folder, number: node.text("number"), span })
}

fn rounding(reader: &mut Reader, node: &Node) -> Rounding {
    match node.scalar() {
        Some("half-up") => Rounding::HalfUp,
        Some("truncate") => Rounding::Truncate,
        found => {
            let found = found.unwrap_or_default().to_owned();
            let expected = vec!["half-up".to_owned(), "truncate".to_owned()];
            reader.problem(node.span, ProblemKind::UnknownWord { found, expected });
            Rounding::HalfUp
        }
    }
}

fn prior(reader: &mut Reader, node: &Node) -> Option<PriorEntry> {
    let target = node.scalar().unwrap_or_default();
    let path = beside(target);
    if path.is_none() {
        reader.problem(node.span, ProblemKind::PriorOutside { target: target.to_owned() });
    }
    path.map(|path| PriorEntry { path, span: node.span })
}

/// Last year's report may lie beside this one, but a report sent by somebody else should not read the whole disk:
/// a path may climb this many folders, and not begin at the root.
const CLIMB_LIMIT: usize = 3;

/// A path to a neighbour of the report's folder, without `.` and with `..` at its beginning only.
fn beside(target: &str) -> Option<Utf8PathBuf> {
    let parts = Utf8Path::new(target).components();
    let up = parts.clone().take_while(|part| *part == Utf8Component::ParentDir).count();
    let rest: Utf8PathBuf = parts.skip(up).collect();
    let down = inside(Utf8Path::new(""), rest.as_str()).filter(|path| !path.as_str().is_empty())?;
    let way = std::iter::repeat_n(Utf8PathBuf::from(".."), up).chain([down]);
    (up <= CLIMB_LIMIT).then(|| way.collect())
}

/// A path written in a file of a folder, relative to the report; none where it leads out of the report.
#[must_use]
pub fn inside(folder: &Utf8Path, target: &str) -> Option<Utf8PathBuf> {
    let mut path = folder.to_owned();
    for part in Utf8Path::new(target).components() {
        match part {
            Utf8Component::Normal(name) => path.push(name),
            Utf8Component::CurDir => {}
            Utf8Component::ParentDir => {
                if !path.pop() {
                    return None;
                }
            }
            Utf8Component::RootDir | Utf8Component::Prefix(_) => return None,
        }
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_years_report_lies_inside_or_beside() {
        let cases = [
            ("2022.md", Some("2022.md")),
            ("./old/../2022", Some("2022")),
            ("../2022", Some("../2022")),
            ("../../2022/content", Some("../../2022/content")),
            ("../../../../etc", None),
            ("a/../../2022", None),
            ("/srv/2022", None),
            ("..", None),
            (".", None),
            ("", None),
        ];
        for (target, expected) in cases {
            assert_eq!(beside(target), expected.map(Utf8PathBuf::from), "{target}");
        }
    }
}
