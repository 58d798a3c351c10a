//! What a printed figure is: every number of a text or a table cell, with its exact value and what it can mean.
//!
//! `lex` reads prose, `cell` reads a whole table cell; both know nothing of files, chapters or metrics.

mod around;
pub mod cell;
mod chinese;
mod code;
mod date;
mod han;
pub mod interval;
pub mod lex;
mod look;
mod month;
mod name;
mod number;
pub mod numeral;
mod order;
pub mod phrases;
mod qualifier;
mod reference;
mod scale;
pub mod slip;
pub mod unit;
pub mod word;

use std::ops::Range;

use rust_decimal::Decimal;

pub use cell::{Cell, cell, is_malformed};
pub use interval::{Interval, agree};
pub use lex::lex;
pub use look::is_han;
pub use slip::{Slip, shown_digits, slip, slips};
pub use unit::{Currency, Unit};

/// What sort of number it is. Only some sorts can be added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A measured amount, or a number of which nothing more is known: `338 噸`, a bare `56.7`.
    Quantity,
    /// A whole number of things, exact when no scale word stands behind it: `4,584 人`, `seven directors`.
    Count,
    /// A share in hundredths: `45%`, `九成`, `百分之九十`.
    Percent,
    /// An amount in a currency: `RMB2.2 billion`, `22.28億元`.
    Money,
    /// A day, month or year of the calendar: `2023年5月8日`, `FY2023` is a `Period`.
    Date,
    /// A stretch of the calendar: `2022/23`, `FY2023`, `2021 to 2023`.
    Period,
    /// A place in an order: `第六份`, `sixth`.
    Ordinal,
    /// A number that names: `ISO 27001`, `KPI A1.2`, a telephone, a page, `Scope 1`.
    Identifier,
    /// Two ends of a stretch of amounts: `20-30`, `3 至 5 年`.
    Range,
}

impl Kind {
    /// Whether figures of this kind may take part in sums, ratios and products.
    #[must_use]
    pub fn carries_arithmetic(self) -> bool {
        matches!(self, Kind::Quantity | Kind::Count | Kind::Percent | Kind::Money | Kind::Range)
    }
}

/// How the words around a figure loosen it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Qualifier {
    #[default]
    Exact,
    /// 多 餘 超過 逾 more than `+`: open above.
    Over,
    /// 少於 不足 less than `<`: open below.
    Under,
    /// 約 近 nearly about: a relative band.
    About,
}

/// One number as it is printed, and all that can be known of it without knowing the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Bytes in the text that was read. Covers the digits with sign, separators, percent sign, scale word and `+`,
    /// but neither the unit nor the currency.
    pub range: Range<usize>,
    /// `text[range]`.
    pub printed: String,
    pub kind: Kind,
    /// The exact value. Dates are `yyyymmdd` with zeros for parts not stated; `45%` is 45.
    pub value: Decimal,
    /// The other end of a range or period.
    pub upper: Option<Decimal>,
    /// One unit of the last shown digit, times the scale.
    pub quantum: Decimal,
    pub qualifier: Qualifier,
    pub unit: Option<Unit>,
}

impl Figure {
    /// All the values that this printed figure can stand for.
    #[must_use]
    pub fn interval(&self) -> Interval {
        interval::of(self)
    }

    /// The same figure once its unit is known from elsewhere (a unit column, a header): its kind follows the unit.
    /// A unit printed with the figure itself stays; money takes the scale of the column.
    #[must_use]
    pub fn with_unit(&self, unit: Unit) -> Figure {
        let mut figure = self.as_plain_number();
        let unit = match figure.unit.take() {
            Some(own) if own.is_money() && unit.is_money() => {
                Unit { currency: own.currency.or(unit.currency), ..unit }
            }
            Some(own) => own,
            None => unit,
        };
        if matches!(figure.kind, Kind::Quantity | Kind::Count | Kind::Percent | Kind::Money) {
            figure.kind = unit.kind_of(figure.value, figure.quantum);
        }
        figure.unit = Some(unit);
        figure
    }

    /// A bare `2013` is read as a year; in a column of amounts it is an amount, and this reads it so.
    #[must_use]
    pub fn as_plain_number(&self) -> Figure {
        let mut figure = self.clone();
        if figure.kind == Kind::Date
            && let Some(read) =
                numeral::arabic(&figure.printed).filter(|read| read.len == figure.printed.len())
        {
            figure.kind = Kind::Quantity;
            figure.value = read.value;
            figure.quantum = read.quantum();
        }
        figure
    }
}
