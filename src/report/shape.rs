//! Which keys the YAML files have, and where: a key that nobody reads is a mistake, and is told as one.
//!
//! The schemas of [`crate::schema`] say the same to editors; a test compares the two, map by map.

use super::nearest::nearest;
use super::problem::ProblemKind;
use super::yaml::{Node, Reader, Value};

/// Keys, and what stands under each.
type Known = &'static [(&'static str, Shape)];

/// What keys a node may have. A list is as each of its items is.
#[derive(Debug)]
pub enum Shape {
    /// These keys, or words or a number in their place.
    Keys(Known),
    /// These keys, and nothing in their place.
    Map(Known),
    /// Names that the report gives to things which are all alike.
    Names(&'static Shape),
}

use Shape::{Keys, Map, Names};

/// Of so many in one file the rest are not told: a file of something else is soon known as one.
const TOLD: usize = 100;

/// Tells the keys of a file, or of a fenced block, that nobody reads.
pub fn check(reader: &mut Reader, node: &Node, shape: &Shape) {
    Walk { reader, told: 0 }.node(node, shape);
}

struct Walk<'a, 'b> {
    reader: &'a mut Reader<'b>,
    told: usize,
}

impl Walk<'_, '_> {
    fn node(&mut self, node: &Node, shape: &Shape) {
        match (&node.value, shape) {
            (Value::List(items), _) => items.iter().for_each(|item| self.node(item, shape)),
            (Value::Map(entries), Names(each)) => {
                for (_, value) in entries {
                    self.node(value, each);
                }
            }
            (Value::Map(entries), Keys(known) | Map(known)) => {
                for (key, value) in entries {
                    let name = key.scalar().unwrap_or_default();
                    match known.iter().find(|(known, _)| *known == name) {
                        Some((_, shape)) => self.node(value, shape),
                        None => self.tell(key, unknown(name, node, known)),
                    }
                }
            }
            (Value::Scalar(found), Map(_) | Names(_)) => {
                self.tell(node, ProblemKind::NoMap { found: found.clone() });
            }
            (Value::Scalar(_) | Value::Null, _) => {}
        }
    }

    fn tell(&mut self, node: &Node, kind: ProblemKind) {
        self.told += 1;
        if self.told <= TOLD {
            self.reader.problem(node.span, kind);
        }
    }
}

/// A key that is not known, and which may be meant: one that is not there as well.
fn unknown(found: &str, node: &Node, known: Known) -> ProblemKind {
    let names = || known.iter().map(|(name, _)| *name);
    let nearest = nearest(found, names().filter(|name| node.get(name).is_none()));
    ProblemKind::UnknownKey { found: found.to_owned(), nearest, expected: names().collect() }
}

/// Words or a number.
const PLAIN: Shape = Keys(&[]);
/// Something for each language.
const WORDS: Shape = Keys(&[("zh-Hant", PLAIN), ("en", PLAIN)]);
/// Lists of words for each language.
const LISTS: Shape = Map(&[("zh-Hant", PLAIN), ("en", PLAIN)]);
/// Numbers by period.
const VALUES: Shape = Names(&PLAIN);

const STYLE: Shape = Keys(&[("size", WORDS), ("leading", WORDS), ("colour", PLAIN), ("weight", PLAIN)]);

const PAGE: Shape = Keys(&[
    ("paper", PLAIN),
    ("margins", Keys(&[("top", PLAIN), ("bottom", PLAIN), ("left", PLAIN), ("right", PLAIN)])),
    ("scale", PLAIN),
    ("charts", PLAIN),
    ("lists", PLAIN),
    ("sides", PLAIN),
    ("fonts", PLAIN),
    // The reader of styles tells roles that it does not know.
    ("styles", Names(&STYLE)),
]);

/// `report.yaml`.
pub const REPORT: Shape = Keys(&[
    ("title", WORDS),
    ("short_title", WORDS),
    ("entity", WORDS),
    ("legal", WORDS),
    ("stock_code", PLAIN),
    ("address", WORDS),
    ("contact", WORDS),
    ("period", PLAIN),
    ("languages", PLAIN),
    ("chapters", Keys(&[("folder", PLAIN), ("number", PLAIN)])),
    ("brand", PLAIN),
    ("rounding", PLAIN),
    ("page", PAGE),
    ("prior", PLAIN),
]);

const SEGMENT: Shape = Map(&[("label", WORDS), ("aliases", LISTS), ("values", VALUES)]);

/// `metrics/*.yaml`.
pub const METRICS: Shape = Keys(&[(
    "metrics",
    Keys(&[
        ("id", PLAIN),
        ("label", WORDS),
        ("aliases", LISTS),
        ("unit", PLAIN),
        ("decimals", PLAIN),
        ("values", VALUES),
        ("segments", Names(&Names(&SEGMENT))),
        ("source", PLAIN),
    ]),
)]);

/// `relations.yaml`.
pub const RELATIONS: Shape =
    Map(&[("relations", Keys(&[("formula", PLAIN), ("periods", PLAIN), ("note", WORDS)]))]);

/// `glossary.yaml`.
pub const GLOSSARY: Shape =
    Map(&[("terms", Keys(&[("zh-Hant", PLAIN), ("en", PLAIN), ("also", WORDS), ("avoid", LISTS)]))]);

/// `disclosures.yaml`.
pub const DISCLOSURES: Shape = Map(&[
    ("code", WORDS),
    (
        "items",
        Keys(&[
            ("id", PLAIN),
            ("label", WORDS),
            ("gri", PLAIN),
            ("chapters", PLAIN),
            ("not_applicable", PLAIN),
            ("reason", WORDS),
        ]),
    ),
]);

/// `review.yaml`.
pub const REVIEW: Shape = Map(&[
    (
        "waivers",
        Keys(&[("finding", PLAIN), ("rule", PLAIN), ("by", PLAIN), ("on", PLAIN), ("reason", PLAIN)]),
    ),
    (
        "flags",
        Keys(&[
            ("finding", PLAIN),
            ("figure", Keys(&[("path", PLAIN), ("printed", PLAIN), ("nth", PLAIN)])),
            ("by", PLAIN),
            ("on", PLAIN),
            ("comment", PLAIN),
            ("resolved", PLAIN),
        ]),
    ),
    (
        "calls",
        Keys(&[
            ("round", PLAIN),
            ("by", PLAIN),
            ("on", PLAIN),
            ("agreed", PLAIN),
            ("skipped", PLAIN),
            ("differ", PLAIN),
            ("digest", PLAIN),
        ]),
    ),
]);

/// `settings.yaml`, which is the user's and no part of a report.
pub const SETTINGS: Shape = Map(&[
    ("name", PLAIN),
    ("editor", PLAIN),
    ("theme", PLAIN),
    ("ambiguous", PLAIN),
    ("borders", PLAIN),
    ("glyphs", PLAIN),
    ("mouse", PLAIN),
    ("keys", Names(&PLAIN)),
]);

/// The body of ` ```metrics `.
pub const METRIC_TABLE: Shape = Map(&[("title", PLAIN), ("metrics", PLAIN), ("periods", PLAIN)]);

/// The body of ` ```chart `.
pub const CHART: Shape = Map(&[
    ("type", PLAIN),
    ("title", PLAIN),
    ("metrics", PLAIN),
    ("periods", PLAIN),
    ("targets", PLAIN),
    ("forecasts", PLAIN),
    ("restated", PLAIN),
    ("alt", PLAIN),
]);
