//! What "30.8" can mean, the arithmetic of such meanings, and when two printed figures agree.

use rust_decimal::Decimal;

use super::{Figure, Kind, Qualifier};

/// "About 100" can be anything from 90 to 110.
const ABOUT: Decimal = Decimal::from_parts(10, 0, 0, false, 2);

/// A closed stretch of values; an end that is `None` is open without bound.
///
/// Strict ends (`<1` is `[0, 1)`) are kept closed: the half-open reading was measured to change no finding,
/// and closed intervals make every comparison one sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    pub low: Option<Decimal>,
    pub high: Option<Decimal>,
}

impl Interval {
    /// No bound on either side.
    pub const ANY: Interval = Interval { low: None, high: None };

    #[must_use]
    pub fn new(low: Decimal, high: Decimal) -> Interval {
        Interval { low: Some(low.min(high)), high: Some(low.max(high)) }
    }

    #[must_use]
    pub fn exact(value: Decimal) -> Interval {
        Interval::new(value, value)
    }

    /// `value ± half`.
    #[must_use]
    pub fn around(value: Decimal, half: Decimal) -> Interval {
        Interval { low: value.checked_sub(half.abs()), high: value.checked_add(half.abs()) }
    }

    #[must_use]
    pub fn at_least(value: Decimal) -> Interval {
        Interval { low: Some(value), high: None }
    }

    #[must_use]
    pub fn contains(&self, value: Decimal) -> bool {
        self.low.is_none_or(|low| low <= value) && self.high.is_none_or(|high| value <= high)
    }

    #[must_use]
    pub fn intersects(&self, other: &Interval) -> bool {
        below(self.low, other.high) && below(other.low, self.high)
    }

    /// The values that both allow, if there are any.
    #[must_use]
    pub fn intersection(&self, other: &Interval) -> Option<Interval> {
        let low = self.low.into_iter().chain(other.low).max();
        let high = self.high.into_iter().chain(other.high).min();
        self.intersects(other).then_some(Interval { low, high })
    }

    /// High minus low; `None` when an end is open.
    #[must_use]
    pub fn width(&self) -> Option<Decimal> {
        self.high?.checked_sub(self.low?)
    }

    #[must_use]
    pub fn negated(&self) -> Interval {
        Interval { low: self.high.map(|high| -high), high: self.low.map(|low| -low) }
    }

    #[must_use]
    pub fn add(&self, other: &Interval) -> Interval {
        Interval { low: both(self.low, other.low), high: both(self.high, other.high) }
    }

    #[must_use]
    pub fn sub(&self, other: &Interval) -> Interval {
        self.add(&other.negated())
    }

    #[must_use]
    pub fn scale(&self, factor: Decimal) -> Interval {
        // Most figures are in the unit of their formula.
        if factor == Decimal::ONE {
            return *self;
        }
        if factor.is_zero() {
            return Interval::exact(factor);
        }
        let times = |end: Option<Decimal>| end.and_then(|end| end.checked_mul(factor));
        let (low, high) = (times(self.low), times(self.high));
        if factor.is_sign_negative() { Interval { low: high, high: low } } else { Interval { low, high } }
    }

    #[must_use]
    pub fn mul(&self, other: &Interval) -> Interval {
        let mut low = End::PlusInfinity;
        let mut high = End::MinusInfinity;
        for a in self.ends() {
            for b in other.ends() {
                let product = a.times(b);
                low = low.min(product);
                high = high.max(product);
            }
        }
        Interval { low: low.finite(), high: high.finite() }
    }

    /// `None` when the divisor can be zero.
    #[must_use]
    pub fn div(&self, other: &Interval) -> Option<Interval> {
        if other.contains(Decimal::ZERO) {
            return None;
        }
        let inverse =
            |end: Option<Decimal>| end.map_or(Some(Decimal::ZERO), |end| Decimal::ONE.checked_div(end));
        // Dividing end by end keeps more digits than multiplying by a rounded inverse.
        if let (Some(a), Some(b), Some(c), Some(d)) = (self.low, self.high, other.low, other.high) {
            // A divisor below zero turns both round. The signs tell which ends are furthest: division is slow.
            let (a, b, c, d) = if d.is_sign_negative() { (-b, -a, -d, -c) } else { (a, b, c, d) };
            let low = a.checked_div(if a.is_sign_negative() { c } else { d })?;
            let high =
                if (a, c) == (b, d) { low } else { b.checked_div(if b.is_sign_negative() { d } else { c })? };
            return Some(Interval { low: Some(low), high: Some(high) });
        }
        Some(self.mul(&Interval { low: inverse(other.high), high: inverse(other.low) }))
    }

    fn ends(&self) -> [End; 2] {
        [self.low.map_or(End::MinusInfinity, End::At), self.high.map_or(End::PlusInfinity, End::At)]
    }
}

/// An end of an interval, ordered as on the number line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    MinusInfinity,
    At(Decimal),
    PlusInfinity,
}

impl End {
    /// Zero times infinity is zero here: the zero is a bound, not a limit. What overflows counts as infinite.
    fn times(self, other: End) -> End {
        let sign = self.sign() * other.sign();
        let product = match (self, other) {
            (End::At(a), End::At(b)) => a.checked_mul(b),
            _ => None,
        };
        match (product, sign) {
            (Some(product), _) => End::At(product),
            (None, 0) => End::At(Decimal::ZERO),
            (None, 1) => End::PlusInfinity,
            (None, _) => End::MinusInfinity,
        }
    }

    fn sign(self) -> i8 {
        match self {
            End::MinusInfinity => -1,
            End::PlusInfinity => 1,
            End::At(value) if value.is_zero() => 0,
            End::At(value) => {
                if value.is_sign_negative() {
                    -1
                } else {
                    1
                }
            }
        }
    }

    fn finite(self) -> Option<Decimal> {
        match self {
            End::At(value) => Some(value),
            _ => None,
        }
    }
}

/// What a figure can mean.
pub(super) fn of(figure: &Figure) -> Interval {
    let value = figure.value;
    if !figure.kind.carries_arithmetic() {
        return Interval::new(value, figure.upper.unwrap_or(value));
    }
    if let Some(upper) = figure.upper {
        return Interval::new(value, upper);
    }
    let positive = !value.is_sign_negative();
    match figure.qualifier {
        Qualifier::Exact if is_exact(figure) => Interval::exact(value),
        Qualifier::Exact => Interval::around(value, half(figure.quantum)),
        Qualifier::Over => Interval::at_least(value),
        Qualifier::Under => Interval { low: positive.then_some(Decimal::ZERO), high: Some(value) },
        Qualifier::About => {
            let band = value.abs().checked_mul(ABOUT).unwrap_or(value.abs());
            Interval::around(value, band.max(half(figure.quantum)))
        }
    }
}

/// Do two printed figures allow a common value?
///
/// Dates agree when every part that both state is the same; identifiers when they read the same but for spacing;
/// two exact figures of one precision only when they are equal; otherwise the coarser one must round from the finer.
#[must_use]
pub fn agree(a: &Figure, b: &Figure) -> bool {
    if is_calendar(a) && is_calendar(b) {
        return same_date(a.value, b.value)
            && same_date(a.upper.unwrap_or(a.value), b.upper.unwrap_or(b.value));
    }
    if !a.kind.carries_arithmetic() || !b.kind.carries_arithmetic() {
        return a.value == b.value && a.upper == b.upper || same_code(&a.printed, &b.printed);
    }
    let factor = match (&a.unit, &b.unit) {
        (Some(of_a), Some(of_b)) => of_b.ratio_to(of_a).unwrap_or(Decimal::ONE),
        _ => Decimal::ONE,
    };
    let exact = a.qualifier == Qualifier::Exact && b.qualifier == Qualifier::Exact;
    if exact && a.upper.is_none() && b.upper.is_none() {
        return agree_plain(a, b, factor).unwrap_or(false);
    }
    a.interval().intersects(&b.interval().scale(factor))
}

fn agree_plain(a: &Figure, b: &Figure, factor: Decimal) -> Option<bool> {
    let of_b = b.value.checked_mul(factor)?;
    let quantum_b = b.quantum.checked_mul(factor)?;
    let apart = a.value.checked_sub(of_b)?.abs();
    Some(if a.quantum == quantum_b { apart.is_zero() } else { apart <= half(a.quantum.max(quantum_b)) })
}

fn is_calendar(figure: &Figure) -> bool {
    matches!(figure.kind, Kind::Date | Kind::Period)
}

/// Year, month and day, each equal or not stated on one side.
fn same_date(a: Decimal, b: Decimal) -> bool {
    let parts = |date: Decimal| {
        let whole = u32::try_from(date.trunc()).unwrap_or(0);
        [whole / 10_000, whole / 100 % 100, whole % 100]
    };
    parts(a).into_iter().zip(parts(b)).all(|(a, b)| a == b || a == 0 || b == 0)
}

fn same_code(a: &str, b: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect()
    };
    letters(a) == letters(b)
}

/// A whole number of things, without a scale word, is what it says.
fn is_exact(figure: &Figure) -> bool {
    figure.kind == Kind::Count && figure.quantum == Decimal::ONE
}

fn half(quantum: Decimal) -> Decimal {
    quantum.checked_div(Decimal::TWO).unwrap_or(quantum)
}

fn both(a: Option<Decimal>, b: Option<Decimal>) -> Option<Decimal> {
    a?.checked_add(b?)
}

fn below(low: Option<Decimal>, high: Option<Decimal>) -> bool {
    match (low, high) {
        (Some(low), Some(high)) => low <= high,
        _ => true,
    }
}
