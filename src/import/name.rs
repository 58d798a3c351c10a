//! Names made of headings and labels: folders in plain ASCII, numbered; identifiers of metrics.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::terms;

/// Longer names are cut at a word.
const LONGEST: usize = 48;

/// `03-energy-and-emissions`; a heading that is not of Latin letters gives its number alone.
#[must_use]
pub fn folder(index: usize, title: &str) -> String {
    let slug = slug(title, '-');
    let slug = cut(slug.trim_start_matches(|char: char| char.is_ascii_digit() || char == '-'), '-');
    match (slug.as_str(), is_latin(title)) {
        ("", _) | (_, false) => format!("{:02}", index + 1),
        (slug, true) => format!("{:02}-{slug}", index + 1),
    }
}

/// The identifier that a label gives: `total_employees`; of a Chinese label, if all of it is made of well-known terms.
#[must_use]
pub fn identifier(label: &str) -> Option<String> {
    let label = unbracketed(label);
    let label = if is_latin(&label) { label } else { terms::translate(&label)? };
    let mut words: Vec<&str> = Vec::new();
    let all = slug(&label, '_');
    for word in all.split('_').filter(|word| !word.is_empty()) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let words = cut(&words.join("_"), '_');
    let starts = words.chars().next()?;
    Some(if starts.is_ascii_digit() { format!("n{words}") } else { words })
}

/// The first words of an identifier, so many at most.
#[must_use]
pub fn first_words(identifier: &str, count: usize) -> String {
    identifier.split('_').take(count).collect::<Vec<_>>().join("_")
}

/// Latin letters and digits in lower case, anything else a separator, accents left out.
fn slug(text: &str, separator: char) -> String {
    let mut out = String::new();
    for char in text.nfkd().filter(|char| !is_combining_mark(*char) && !matches!(char, '\'' | '’')) {
        if char.is_ascii_alphanumeric() {
            out.push(char.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with(separator) {
            out.push(separator);
        }
    }
    out.trim_end_matches(separator).to_owned()
}

/// A name of a bearable length, cut between words.
fn cut(name: &str, separator: char) -> String {
    let Some(head) = name.get(..=LONGEST) else { return name.to_owned() };
    head[..head.rfind(separator).unwrap_or(LONGEST)].to_owned()
}

/// Whether the words are written in Latin letters, but for a few.
fn is_latin(text: &str) -> bool {
    let latin = text.nfkd().filter(char::is_ascii_alphabetic).count();
    let other = text.chars().filter(|char| char.is_alphabetic() && *char >= '\u{370}').count();
    latin > 0 && other * 3 <= latin
}

/// `收入（百萬元）`, `Revenue (HK$ million)`: the last bracket is the unit, unless it is all there is.
fn unbracketed(label: &str) -> String {
    let kept = label.rfind(['(', '（']).map(|open| label[..open].trim());
    match kept {
        Some(kept)
            if !kept.is_empty()
                && label.trim_end().ends_with([')', '）'])
                && !has_digit(&label[kept.len()..]) =>
        {
            kept.to_owned()
        }
        _ => label.to_owned(),
    }
}

/// `(Scope 1)`, `（範圍一）` name something, they are no unit.
fn has_digit(words: &str) -> bool {
    words.chars().any(|char| char.is_ascii_digit() || matches!(char, '一' | '二' | '三'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_plain_and_numbered() {
        for (title, name) in [
            ("Energy & Emissions", "03-energy-emissions"),
            ("2.1 Café déjà vu", "03-cafe-deja-vu"),
            ("關於ESG報告", "03"),
            ("微盟集團 WEIMOB INC. ANNUAL", "03-weimob-inc-annual"),
            ("2023", "03"),
            ("", "03"),
        ] {
            assert_eq!(folder(2, title), name, "{title}");
        }
        let long = folder(0, "A very long heading that goes on and on until nobody remembers how it began");
        assert_eq!(long, "01-a-very-long-heading-that-goes-on-and-on-until");
    }

    #[test]
    fn identifiers_are_english_or_none() {
        for (label, name) in [
            ("Total employees", Some("total_employees")),
            ("Revenue (HK$ million)", Some("revenue")),
            ("Scope 1 emissions (Scope 1)", Some("scope_1_emissions")),
            ("30-50 years", Some("n30_50_years")),
            ("溫室氣體排放總量", Some("ghg_emissions_total")),
            ("直接溫室氣體（範圍一）排放量", Some("direct_ghg_scope1_emissions")),
            ("30 歲及以下", Some("n30_and_under")),
            ("能源消耗密度（兆瓦時/人）", Some("energy_consumption_density")),
            ("大專", None),
            ("董事會報告", None),
            ("（%）", None),
        ] {
            assert_eq!(identifier(label).as_deref(), name, "{label}");
        }
    }
}
