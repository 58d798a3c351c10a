//! What single values of the files may be.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// Words, quoted or not: a number is taken as it is typed.
#[derive(Debug, JsonSchema)]
#[schemars(untagged, inline)]
pub enum Text {
    Words(String),
    Number(f64),
}

/// Words in each language, or one text for both.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
pub enum Words {
    Both(Text),
    Each(ByLanguage<Text>),
}

/// One value for each language; one of them may be left out.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields, inline)]
pub struct ByLanguage<T> {
    /// Traditional Chinese.
    #[schemars(rename = "zh-Hant")]
    pub zh_hant: Option<T>,
    /// English.
    pub en: Option<T>,
}

/// One value, or a list of them.
#[derive(Debug, JsonSchema)]
#[schemars(untagged, inline)]
pub enum OneOrMore<T> {
    More(Vec<T>),
    One(T),
}

/// A language of the report.
#[derive(Debug, JsonSchema)]
pub enum Language {
    /// Traditional Chinese.
    #[schemars(rename = "zh-Hant")]
    ZhHant,
    /// English.
    #[schemars(rename = "en")]
    En,
}

const PERIOD: &str = "^[0-9]{4}(H[12]|Q[1-4])?$";

/// A value with a pattern, named and described.
macro_rules! pattern {
    ($(#[doc = $words:literal])+ $name:ident, $pattern:expr, $number:expr) => {
        $(#[doc = $words])+
        #[derive(Debug)]
        pub struct $name;

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                let words = concat!($($words),+).trim();
                let text = json_schema!({"type": "string", "pattern": $pattern});
                let number: Option<Schema> = $number;
                match number {
                    Some(number) => json_schema!({"description": words, "anyOf": [text, number]}),
                    None => json_schema!({"description": words, "type": "string", "pattern": $pattern}),
                }
            }
        }
    };
}

pattern!(
    /// A year, half-year or quarter: 2023, 2023H1, 2023Q2.
    Period,
    PERIOD,
    Some(json_schema!({"type": "integer", "minimum": 1000, "maximum": 9999}))
);
pattern!(
    /// An exact number, as it should be printed: 30.80 keeps its two decimals.
    Value,
    "^[-+]?[0-9][0-9_,]*([.][0-9]+)?$",
    Some(json_schema!({"type": "number"}))
);
pattern!(
    /// A colour: #RRGGBB.
    Colour,
    "^#[0-9A-Fa-f]{6}$",
    None
);
pattern!(
    /// A length: 20mm, 2cm, 0.8in, 56pt, or a number of points; 18 to 216 points.
    Length,
    "^[0-9]+([.][0-9]+)? *(mm|cm|in|pt)?$",
    Some(json_schema!({"type": "number", "minimum": 18, "maximum": 216}))
);
pattern!(
    /// A length of type: 10.5, 11pt; 5 to 72 points.
    TypeLength,
    "^[0-9]+([.][0-9]+)? *(mm|cm|in|pt)?$",
    Some(json_schema!({"type": "number", "minimum": 5, "maximum": 72}))
);
pattern!(
    /// The fingerprint of a finding: the sixteen hex digits that “check --format json” prints.
    Fingerprint,
    "^[0-9a-f]{16}$",
    // Sixteen digits may all be decimal, the first ones naught.
    Some(json_schema!({"type": "integer", "minimum": 1_000_000_000_000u64}))
);
pattern!(
    /// A day: 2024-04-02.
    Day,
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    None
);

/// Values by period.
#[derive(Debug)]
pub struct Values;

impl JsonSchema for Values {
    fn schema_name() -> Cow<'static, str> {
        "Values".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Values by period: {2022: 6278, 2023: 4584}",
            "type": "object",
            "patternProperties": {PERIOD: generator.subschema_for::<Value>()},
            "additionalProperties": false
        })
    }
}
