//! What a rule found: facts with places, from which the words are made later.

use rust_decimal::Decimal;

use crate::report::{FigureId, MetricRef, Report};
use crate::source::{ByLanguage, Span};

/// How bad it is. The order is that of the summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// No rounding, no declared exception and no reading of "about" can save it.
    Error,
    /// A legitimate explanation exists.
    Warning,
    Note,
}

impl Severity {
    /// The word used on the command line and in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// One thing wrong, with everything that speaks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's slug, such as `restatement-differs`.
    pub rule: &'static str,
    pub severity: Severity,
    pub message: Message,
    /// The primary place first; never empty.
    pub places: Vec<FindingPlace>,
    pub arithmetic: Vec<Arithmetic>,
    pub suggestion: Option<Suggestion>,
    /// Sixteen hex digits that stay the same when unrelated lines move.
    pub fingerprint: String,
    /// The waiver that accepts it, as an index of `review.waivers`.
    pub waived: Option<usize>,
}

impl Finding {
    /// A finding without arithmetic; its fingerprint and waiver are filled in after all rules have run.
    ///
    /// # Panics
    /// Without a place: a finding is always somewhere.
    #[must_use]
    pub fn new(
        rule: &'static str,
        severity: Severity,
        message: Message,
        places: Vec<FindingPlace>,
    ) -> Finding {
        assert!(!places.is_empty(), "a finding of {rule} without a place");
        Finding {
            rule,
            severity,
            message,
            places,
            arithmetic: Vec::new(),
            suggestion: None,
            fingerprint: String::new(),
            waived: None,
        }
    }

    /// Where it is shown first.
    #[must_use]
    pub fn primary(&self) -> &FindingPlace {
        &self.places[0]
    }
}

/// The words of a finding, not yet in a language: a Fluent key and its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub key: &'static str,
    pub args: Vec<(&'static str, Arg)>,
}

/// An argument of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// The same in both languages: a printed figure, a metric's name, a path.
    Text(String),
    /// A label with a name in each language.
    Words(ByLanguage<String>),
    Number(i64),
    /// Words of the operating system, which end in `(os error 13)`; they are told in the chosen language.
    System(String),
}

/// Something that a finding speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingPlace {
    pub span: Span,
    pub role: Role,
    /// The figure there, if it is one of the text.
    pub figure: Option<FigureId>,
    /// The metric that it states, or that stands at the span in YAML.
    pub metric: Option<MetricRef>,
    /// The value there, if it is a figure.
    pub value: Option<Decimal>,
}

impl FindingPlace {
    /// A word, heading, block or YAML entry.
    #[must_use]
    pub fn words(span: Span, role: Role) -> FindingPlace {
        FindingPlace { span, role, figure: None, metric: None, value: None }
    }

    /// A figure of the text.
    #[must_use]
    pub fn figure(report: &Report, figure: FigureId, role: Role) -> FindingPlace {
        let placed = &report.figures[figure];
        FindingPlace {
            span: placed.span,
            role,
            figure: Some(figure),
            metric: placed.binding.clone(),
            value: Some(placed.figure.value),
        }
    }
}

/// What part a place plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Likely wrong: the others agree without it.
    Suspect,
    /// States another value, or the same, of the quantity.
    Witness,
    /// Takes part in the arithmetic.
    Operand,
}

impl Role {
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Role::Suspect => "suspect",
            Role::Witness => "witness",
            Role::Operand => "operand",
        }
    }
}

/// One line of arithmetic, in figures and signs that both languages share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arithmetic {
    /// `161.06 + 1,772.64 + 2,265.46`.
    pub expression: String,
    /// What it comes to: `4,199.16`.
    pub result: String,
    /// What is stated, where that is another figure.
    pub stated: Option<String>,
    /// Stated less result: `99.39`.
    pub difference: Option<String>,
    pub holds: bool,
}

impl Arithmetic {
    /// `161.06 + 1,772.64 + 2,265.46 = 4,199.16 ≠ 4,298.56 (99.40)`.
    #[must_use]
    pub fn line(&self) -> String {
        let mut text = format!("{} = {}", self.expression, self.result);
        if let Some(stated) = &self.stated {
            let sign = if self.holds { "=" } else { "≠" };
            text = format!("{text} {sign} {stated}");
        }
        if let Some(difference) = &self.difference {
            text = format!("{text} ({difference})");
        }
        text
    }
}

/// What would mend it: bytes to replace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub edits: Vec<(Span, String)>,
}
