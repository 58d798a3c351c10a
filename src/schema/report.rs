//! `report.yaml`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::report::page_settings::ROLES;

use super::scalars::{ByLanguage, Colour, Language, Length, OneOrMore, Period, Text, TypeLength, Words};

/// What the report is, its chapters, its page.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields, title = "report.yaml")]
pub struct ReportFile {
    /// The title, on the cover.
    pub title: Option<Words>,
    /// A short title for the screen and the foot of pages; the title where none is given.
    pub short_title: Option<Words>,
    /// Whose report it is.
    pub entity: Option<Words>,
    /// The entity's full legal name and form.
    pub legal: Option<Words>,
    /// The stock code.
    pub stock_code: Option<Text>,
    /// The address.
    pub address: Option<Words>,
    /// Lines of contact: telephone, e-mail.
    pub contact: Option<OneOrMore<Words>>,
    /// The reporting period, for figures that name none.
    pub period: Option<Period>,
    /// The languages of the editions; both where left out.
    pub languages: Option<OneOrMore<Language>>,
    /// The chapters in their order: folders of chapters/.
    pub chapters: Vec<Chapter>,
    /// The colour from which all colours of the page come.
    pub brand: Option<Colour>,
    /// How the report's figures were cut to their decimals.
    pub rounding: Option<Rounding>,
    /// Paper, margins, sizes.
    pub page: Option<Page>,
    /// Last year's report, a folder or a file inside or beside this one's folder: its figures are compared with this year's
    /// comparatives.
    pub prior: Option<String>,
}

/// A folder of chapters/, or a folder with the number that is printed.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
pub enum Chapter {
    Folder(Text),
    Numbered(NumberedChapter),
}

/// A folder of chapters/, with the number that is printed.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields, inline)]
pub struct NumberedChapter {
    /// The folder's name.
    pub folder: Text,
    /// The number that is printed before its title.
    pub number: Option<Text>,
}

/// How figures were cut to their decimals: half-up (0.465 is 0.47) where left out, or truncate (0.465 is 0.46).
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Rounding {
    HalfUp,
    Truncate,
}

/// Paper, margins, sizes; all of it may be left out.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Page {
    /// The paper: a4 where left out.
    pub paper: Option<Paper>,
    /// From the edges of the paper to the text: one length, or one for each side.
    pub margins: Option<Margins>,
    /// How large text is, against the usual 1: 0.8 to 1.3.
    #[schemars(range(min = 0.8, max = 1.3))]
    pub scale: Option<f64>,
    /// Whether the parts of charts are told apart by colour alone, or by patterns too.
    pub charts: Option<Charts>,
    /// Whether lists of tables and of charts follow the contents.
    pub lists: Option<bool>,
    /// Whether one side of the paper is printed or both: then margins mirror, and chapters open on the right.
    pub sides: Option<PrintedSides>,
    /// Font files, from the report's folder, in place of those built in.
    pub fonts: Option<OneOrMore<String>>,
    /// Size, leading, colour and weight of the type of a role: h1 to h4, body, lead, cell, head, group, caption, unit, note, footnote,
    /// running.
    pub styles: Option<Styles>,
}

/// How many sides of the paper are printed.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
pub enum PrintedSides {
    Word(SidesWord),
    Number(#[schemars(range(min = 1, max = 2))] u8),
}

/// One or two.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "kebab-case", inline)]
pub enum SidesWord {
    One,
    Two,
}

/// The type of a role; what is left out stays as usual.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Style {
    /// The size, 5 to 72 points: for both languages, or for each.
    pub size: Option<TypeSize>,
    /// From line to line, 5 to 72 points: for both languages, or for each.
    pub leading: Option<TypeSize>,
    /// The colour.
    pub colour: Option<Colour>,
    /// The weight.
    pub weight: Option<Weight>,
}

/// A length for both languages, or one for each.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
pub enum TypeSize {
    Both(TypeLength),
    Each(ByLanguage<TypeLength>),
}

/// The weight of type.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Weight {
    Regular,
    Bold,
}

/// The type of roles, by their names.
#[derive(Debug)]
pub struct Styles(pub BTreeMap<String, Style>);

impl JsonSchema for Styles {
    fn schema_name() -> Cow<'static, str> {
        "Styles".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let names: Vec<&str> = ROLES.iter().map(|(name, _)| *name).collect();
        let style = generator.subschema_for::<Style>();
        json_schema!({"type": "object", "propertyNames": {"enum": names}, "additionalProperties": style})
    }
}

/// A paper size.
#[derive(Debug, JsonSchema)]
pub enum Paper {
    #[schemars(rename = "a4")]
    A4,
    #[schemars(rename = "A4")]
    LargeA4,
    #[schemars(rename = "letter")]
    Letter,
    /// 16 : 9, landscape.
    #[schemars(rename = "16:9")]
    Wide,
    #[schemars(rename = "wide")]
    AlsoWide,
}

/// One length for all sides, or one for each.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
pub enum Margins {
    All(Length),
    Each(Sides),
}

/// A length for each side; the usual one where left out.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields, inline)]
pub struct Sides {
    /// From the upper edge.
    pub top: Option<Length>,
    /// From the lower edge.
    pub bottom: Option<Length>,
    /// From the left edge.
    pub left: Option<Length>,
    /// From the right edge.
    pub right: Option<Length>,
}

/// How the parts of charts are told apart.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Charts {
    Colour,
    Pattern,
}
