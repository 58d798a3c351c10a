//! Units: both languages to one canonical symbol, `tCO2e/人`, `百萬元`, `RMB'000`, `MWh per employee`.

mod matching;
mod table;

use std::sync::LazyLock;

use foldhash::{HashMap, HashSet};
use rust_decimal::Decimal;

use super::Kind;
use table::{SCALES, Sort, UNITS};

/// A unit in its canonical form; equal units are equal values.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Unit {
    /// `tCO2e`, `人`, `噸`, `兆瓦時`, `%`, `小時`, `元`.
    pub symbol: String,
    /// What it is counted per: `人`, `百萬元`.
    pub per: Option<String>,
    /// What one of the printed numbers is worth: 1,000,000 for 百萬元.
    pub factor: Decimal,
    pub currency: Option<Currency>,
}

/// The currencies that reports here name; 元 alone is none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Currency {
    Renminbi,
    HongKongDollar,
    UnitedStatesDollar,
    TaiwanDollar,
    SingaporeDollar,
    Euro,
    PoundSterling,
    Yen,
    Pataca,
    /// `$` alone: whose dollar it is, the text does not say here.
    Dollar,
}

impl Currency {
    /// The ISO 4217 code; of a dollar that is not named, its sign.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Currency::Renminbi => "CNY",
            Currency::HongKongDollar => "HKD",
            Currency::UnitedStatesDollar => "USD",
            Currency::TaiwanDollar => "TWD",
            Currency::SingaporeDollar => "SGD",
            Currency::Euro => "EUR",
            Currency::PoundSterling => "GBP",
            Currency::Yen => "JPY",
            Currency::Pataca => "MOP",
            Currency::Dollar => "$",
        }
    }
}

impl Unit {
    #[must_use]
    pub fn new(symbol: &str) -> Unit {
        Unit { symbol: symbol.to_owned(), per: None, factor: Decimal::ONE, currency: None }
    }

    #[must_use]
    pub fn percent() -> Unit {
        Unit::new("%")
    }

    #[must_use]
    pub fn money(currency: Option<Currency>) -> Unit {
        Unit { currency, ..Unit::new("元") }
    }

    #[must_use]
    pub fn is_percent(&self) -> bool {
        matches!(self.symbol.as_str(), "%" | "百分點") && self.per.is_none()
    }

    #[must_use]
    pub fn is_money(&self) -> bool {
        self.symbol == "元" && self.per.is_none()
    }

    /// Whether the unit counts things one by one, so that whole numbers of it are exact.
    #[must_use]
    pub fn is_counter(&self) -> bool {
        self.per.is_none() && self.factor == Decimal::ONE && COUNTERS.contains(self.symbol.as_str())
    }

    /// The kind of a number that stands in this unit.
    #[must_use]
    pub fn kind_of(&self, value: Decimal, quantum: Decimal) -> Kind {
        if self.is_percent() {
            Kind::Percent
        } else if self.is_money() {
            Kind::Money
        } else if self.is_counter() && value.is_integer() && quantum >= Decimal::ONE {
            Kind::Count
        } else {
            Kind::Quantity
        }
    }

    /// How many of `other` one of this unit is: 噸 to 千克 is 1000. `None` if they do not measure the same.
    #[must_use]
    pub fn ratio_to(&self, other: &Unit) -> Option<Decimal> {
        let currencies =
            self.currency.is_none() || other.currency.is_none() || self.currency == other.currency;
        if self.per != other.per || !currencies {
            return None;
        }
        if self.symbol == other.symbol {
            return self.factor.checked_div(other.factor);
        }
        let (base, size) = base(&self.symbol);
        let (other_base, other_size) = base_of(other);
        if base != other_base {
            return None;
        }
        size.checked_mul(self.factor)?.checked_div(other_size.checked_mul(other.factor)?)
    }
}

/// The symbols of things that are counted one by one.
static COUNTERS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| UNITS.iter().filter(|entry| entry.base.is_empty()).map(|entry| entry.symbol).collect());

fn base_of(unit: &Unit) -> (&str, Decimal) {
    base(&unit.symbol)
}

/// The unit that a symbol is a multiple of.
fn base(symbol: &str) -> (&str, Decimal) {
    static BASES: LazyLock<HashMap<&str, (&str, Decimal)>> = LazyLock::new(|| {
        // The first entry of a symbol counts.
        let multiples = UNITS.iter().rev().filter(|entry| !entry.base.is_empty());
        multiples.map(|entry| (entry.symbol, (entry.base, Decimal::from(entry.size)))).collect()
    });
    BASES.get(symbol).copied().unwrap_or((symbol, Decimal::ONE))
}

/// Reads a text that is a unit and nothing else; notes in brackets around it are not a part of it.
#[must_use]
pub fn parse(text: &str) -> Option<Unit> {
    let bare = text.trim_matches(|c: char| c.is_whitespace() || "()（）[]*".contains(c));
    let (unit, len) = read(bare)?;
    bare[len..]
        .trim_matches(|c: char| c.is_whitespace() || "()（）[]*".contains(c))
        .is_empty()
        .then_some(unit)
}

/// Reads the unit that a text begins with, and how many bytes it takes.
#[must_use]
pub fn read(text: &str) -> Option<(Unit, usize)> {
    numerator(text, true).map(|(unit, len)| with_denominator(unit, len, text))
}

/// Reads the unit behind a number that has its scale word already: 萬 is no part of this unit.
pub(super) fn read_after(text: &str) -> Option<(Unit, usize)> {
    let (unit, len) = numerator(text, false)?;
    let capital = len == 1 && text.starts_with(['M', 'G', 'T', 'H', 'B', 'K']);
    // The sign of the next amount is not the unit of this one.
    let next = unit.is_money() && text[len..].trim_start().starts_with(|c: char| c.is_ascii_digit());
    (!capital && !next).then(|| with_denominator(unit, len, text))
}

fn with_denominator(mut unit: Unit, mut len: usize, text: &str) -> (Unit, usize) {
    if let Some((denominator, taken)) = denominator(&text[len..], 2) {
        unit.per = Some(denominator);
        len += taken;
    }
    (unit, len)
}

/// `RMB million`, `百萬元`, `噸`, `million tonnes`.
fn numerator(text: &str, scaled: bool) -> Option<(Unit, usize)> {
    if let Some((word, len)) = matching::longest(text, Some(Sort::Unit)) {
        return Some((Unit::new(word.symbol), len));
    }
    let (mut factor, mut currency, mut len) = (Decimal::ONE, None::<Option<Currency>>, 0);
    // Scale and currency come in either order, each at most once; 元 or a unit may close.
    for _ in 0..3 {
        let gap = space(&text[len..]);
        // RMB’Million, but HK$'000.
        let mark = text[len + gap..].chars().next().filter(|c| matches!(c, '\'' | '’') && currency.is_some());
        let mark = mark.map_or(0, char::len_utf8);
        let zeros = text[len + gap + mark..].starts_with('0');
        let gap = gap + if zeros { 0 } else { mark };
        let rest = &text[len + gap..];
        let Some((word, taken)) = matching::longest(rest, None) else {
            break;
        };
        match word.sort {
            Sort::Scale if scaled && factor == Decimal::ONE => factor = Decimal::from(word.scale),
            // 人民幣百萬元: 元 adds nothing to a currency that is named.
            Sort::Currency if currency.is_none_or(|seen| seen.is_none() || word.currency.is_none()) => {
                currency = Some(currency.flatten().or(word.currency));
            }
            Sort::Unit if currency.is_none() && factor != Decimal::ONE => {
                return Some((Unit { factor, ..Unit::new(word.symbol) }, len + gap + taken));
            }
            _ => break,
        }
        len += gap + taken;
    }
    let currency = currency?;
    Some((Unit { factor, ..Unit::money(currency) }, len))
}

/// `/人`, `per employee`, `/ 百萬元收入`, `/人/日`.
fn denominator(text: &str, further: u8) -> Option<(String, usize)> {
    let mut len = per(text)?;
    let (unit, taken) = numerator(&text[len..], true)?;
    len += taken;
    len += matching::skip_words(&text[len..], REVENUE);
    let scale = SCALES.iter().find(|scale| Decimal::from(scale.1) == unit.factor).map_or("", |scale| scale.0);
    let mut canonical = format!("{scale}{}", unit.symbol);
    if let Some((further, taken)) = further.checked_sub(1).and_then(|left| denominator(&text[len..], left)) {
        canonical = format!("{canonical}/{further}");
        len += taken;
    }
    Some((canonical, len))
}

/// What may follow the money of a denominator and changes nothing.
const REVENUE: &[&str] = &[
    "of revenue",
    "in revenue",
    "revenue",
    "of turnover",
    "營業收入",
    "營業額",
    "營收",
    "收入",
    "收益",
    "產值",
];

fn per(text: &str) -> Option<usize> {
    let gap = space(text);
    let rest = &text[gap..];
    let word = ["/", "／", "per ", "每"].into_iter().find(|word| rest.starts_with(word))?;
    if word == "per " && gap == 0 {
        return None;
    }
    let len = gap + word.len();
    Some(len + space(&text[len..]))
}

fn space(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\u{a0}', '\u{3000}']).len()
}
