//! Places and values as machines read them; the words of the JSON contract and of CSV.

use rust_decimal::Decimal;

use crate::check::State;
use crate::figures::{Figure, Kind, Unit};

/// The word of a kind of figure.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Quantity => "quantity",
        Kind::Count => "count",
        Kind::Percent => "percent",
        Kind::Money => "money",
        Kind::Date => "date",
        Kind::Period => "period",
        Kind::Ordinal => "ordinal",
        Kind::Identifier => "identifier",
        Kind::Range => "range",
    }
}

/// The word of a tie-out state.
pub fn state(state: State) -> &'static str {
    match state {
        State::Tied => "tied",
        State::Contradicted => "contradicted",
        State::Waived => "waived",
        State::Untied => "untied",
    }
}

/// An exact decimal without separators or padding: `2265.46`.
pub fn number(value: Decimal) -> String {
    value.normalize().to_string()
}

/// The value of a figure: a number; a date as ISO 8601 writes it; two ends with `/` between.
pub fn value(figure: &Figure) -> String {
    let one = |value: Decimal| match figure.kind {
        Kind::Date | Kind::Period => date(value),
        _ => number(value),
    };
    match figure.upper {
        Some(upper) => format!("{}/{}", one(figure.value), one(upper)),
        None => one(figure.value),
    }
}

/// `20230508` is `2023-05-08`, `20230000` is `2023`, `508` is `--05-08`.
fn date(value: Decimal) -> String {
    let plain = number(value);
    let digits = format!("{plain:0>8}");
    let (Some(year), Some(month), Some(day)) = (digits.get(..4), digits.get(4..6), digits.get(6..)) else {
        return plain;
    };
    let year = if year == "0000" { "-" } else { year };
    match (month, day) {
        ("00", "00") => year.to_owned(),
        (month, "00") => format!("{year}-{month}"),
        (month, day) => format!("{year}-{month}-{day}"),
    }
}

/// A unit on one line: what one printed number is worth where that is not one, the symbol, and what it is per:
/// `tCO2e`, `tCO2e/人`, `1000000 CNY`.
pub fn unit(unit: &Unit) -> String {
    let symbol: &str = unit.currency.map_or(&unit.symbol, |money| money.code());
    let per = unit.per.as_ref().map(|per| format!("/{per}")).unwrap_or_default();
    if unit.factor == Decimal::ONE {
        format!("{symbol}{per}")
    } else {
        format!("{} {symbol}{per}", number(unit.factor))
    }
}

/// A path as RFC 3986 writes it in an address.
pub fn percent_encoded(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            b'\\' if cfg!(windows) => uri.push('/'),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Currency;

    #[test]
    fn dates_are_written_as_iso_does() {
        let cases =
            [("20230508", "2023-05-08"), ("20230500", "2023-05"), ("20230000", "2023"), ("508", "--05-08")];
        for (value, expected) in cases {
            assert_eq!(date(value.parse().unwrap()), expected);
        }
    }

    #[test]
    fn units_name_what_one_number_is_worth() {
        let per_head = Unit { per: Some("人".to_owned()), ..Unit::new("tCO2e") };
        let million = Unit { factor: Decimal::from(1_000_000), ..Unit::money(Some(Currency::Renminbi)) };
        assert_eq!(unit(&per_head), "tCO2e/人");
        assert_eq!(unit(&million), "1000000 CNY");
        assert_eq!(unit(&Unit::money(None)), "元");
    }
}
