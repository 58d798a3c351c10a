//! Units as English writes them: a metric names its unit once, in the words of either language.

use std::borrow::Cow;

use super::Locale;
use crate::source::Language;

/// In Chinese; in English as what is counted, and as what something is divided by.
const UNITS: &[(&str, &str, &str)] = &[
    ("人", "people", "person"),
    ("名", "people", "person"),
    ("位", "people", "person"),
    ("人次", "attendances", "attendance"),
    ("人天", "person-days", "person-day"),
    ("個", "", "item"),
    ("次", "times", "time"),
    ("家", "companies", "company"),
    ("戶", "households", "household"),
    ("項", "items", "item"),
    ("件", "cases", "case"),
    ("宗", "cases", "case"),
    ("起", "cases", "case"),
    ("場", "sessions", "session"),
    ("份", "copies", "copy"),
    ("天", "days", "day"),
    ("日", "days", "day"),
    ("小時", "hours", "hour"),
    ("月", "months", "month"),
    ("年", "years", "year"),
    ("噸", "tonnes", "tonne"),
    ("千克", "kg", "kg"),
    ("公斤", "kg", "kg"),
    ("克", "g", "g"),
    ("公里", "km", "km"),
    ("米", "m", "m"),
    ("平方米", "m²", "m²"),
    ("立方米", "m³", "m³"),
    ("升", "litres", "litre"),
    ("千瓦", "kW", "kW"),
    ("兆瓦", "MW", "MW"),
    ("千瓦時", "kWh", "kWh"),
    ("兆瓦時", "MWh", "MWh"),
    ("度", "kWh", "kWh"),
    // Of which currency, the metric's own label says.
    ("千元", "thousand", "thousand"),
    ("百萬元", "million", "million"),
];

impl Locale {
    /// A unit in this language; as it was written where its words are not known.
    #[must_use]
    pub fn unit<'a>(&self, unit: &'a str) -> Cow<'a, str> {
        let han = |text: &str| text.chars().any(|char| char >= '\u{3400}');
        if self.language != Language::En || !han(unit) {
            return Cow::Borrowed(unit);
        }
        let parts = unit.split('/').enumerate();
        let word = |(at, part): (usize, &'a str)| -> Option<&'a str> {
            let known = UNITS.iter().find(|(chinese, ..)| *chinese == part.trim());
            match known {
                Some((_, counted, divided)) => Some(if at == 0 { counted } else { divided }),
                None => (!han(part)).then_some(part),
            }
        };
        let words: Option<Vec<&str>> = parts.map(word).collect();
        match words.as_deref() {
            None => Cow::Borrowed(unit),
            // What is divided has no word of its own: 1.5 per person.
            Some(["", divided @ ..]) if !divided.is_empty() => {
                Cow::Owned(format!("per {}", divided.join(" per ")))
            }
            Some(words) => Cow::Owned(words.join("/")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_written_in_english_where_their_words_are_known() {
        let english = Locale::new(Language::En);
        for (unit, expected) in [
            ("人", "people"),
            ("tCO2e/人", "tCO2e/person"),
            ("個/人/日", "per person per day"),
            ("個", ""),
            ("噸/百萬元", "tonnes/million"),
            ("kWh", "kWh"),
            ("億斗", "億斗"),
        ] {
            assert_eq!(english.unit(unit), expected, "{unit}");
        }
        assert_eq!(Locale::new(Language::ZhHant).unit("人"), "人");
    }
}
