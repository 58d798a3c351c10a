//! Formulas as they are written in `relations.yaml`: `ghg.total = ghg.scope1 + ghg.scope2`.
//!
//! `+ - * / ( )`, numbers, names of metrics and segments, `name@prev` for the period before, and
//! `sum(metric[dimension])`. What cannot be read is said with its place in the formula.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::report::{Metrics, SeriesId};

use super::Operator;

/// A formula whose names are known, not yet of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    pub left: Node,
    pub right: Node,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    Series {
        series: SeriesId,
        /// Of the period before.
        previous: bool,
    },
    /// The members of a dimension.
    Sum(Vec<SeriesId>),
    Number(Decimal),
    Binary(Box<Node>, Operator, Box<Node>),
}

/// What was expected and found at a place of a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaError {
    pub range: Range<usize>,
    pub expected: &'static str,
    pub found: String,
}

/// Brackets nested deeper than this are not read: no formula needs them, and the stack is finite.
const DEPTH_LIMIT: usize = 64;

/// Reads a formula.
///
/// # Errors
/// The first place that is not as expected.
pub fn parse(text: &str, metrics: &Metrics) -> Result<Formula, FormulaError> {
    let mut parser = Parser { text, at: 0, depth: 0, metrics };
    let left = parser.sum()?;
    parser.expect('=', "=")?;
    let right = parser.sum()?;
    match parser.peek() {
        None => Ok(Formula { left, right }),
        Some(_) => Err(parser.error("+ - * /")),
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    metrics: &'a Metrics,
}

impl Parser<'_> {
    fn sum(&mut self) -> Result<Node, FormulaError> {
        let mut node = self.product()?;
        while let Some(sign @ ('+' | '-' | '−')) = self.peek() {
            self.at += sign.len_utf8();
            let operator = if sign == '+' { Operator::Add } else { Operator::Subtract };
            node = Node::Binary(Box::new(node), operator, Box::new(self.product()?));
        }
        Ok(node)
    }

    fn product(&mut self) -> Result<Node, FormulaError> {
        let mut node = self.atom()?;
        while let Some(sign @ ('*' | '×' | '/' | '÷')) = self.peek() {
            self.at += sign.len_utf8();
            let operator = if matches!(sign, '*' | '×') { Operator::Multiply } else { Operator::Divide };
            node = Node::Binary(Box::new(node), operator, Box::new(self.atom()?));
        }
        Ok(node)
    }

    fn atom(&mut self) -> Result<Node, FormulaError> {
        match self.peek() {
            Some('(') => {
                if self.depth == DEPTH_LIMIT {
                    return Err(self.error("fewer-brackets"));
                }
                self.depth += 1;
                self.at += 1;
                let node = self.sum()?;
                self.depth -= 1;
                self.expect(')', ")")?;
                Ok(node)
            }
            Some(digit) if digit.is_ascii_digit() => self.number(),
            Some(letter) if letter.is_alphabetic() => self.name(),
            _ => Err(self.error("operand")),
        }
    }

    fn number(&mut self) -> Result<Node, FormulaError> {
        let word = self.take(|char| char.is_ascii_digit() || matches!(char, '.' | '_' | ','));
        let number = self.text[word.clone()]
            .replace(['_', ','], "")
            .parse()
            .map_err(|_| self.error_at(word, "number"))?;
        Ok(Node::Number(number))
    }

    fn name(&mut self) -> Result<Node, FormulaError> {
        let word = self.take(is_name);
        if &self.text[word.clone()] == "sum" && self.peek() == Some('(') {
            self.at += 1;
            return self.members();
        }
        let name = self.segment(word.clone());
        let previous = self.previous()?;
        let series = self.metrics.by_name.get(&self.text[name.clone()]).copied();
        let series = series.ok_or_else(|| self.error_at(name, "metric"))?;
        Ok(Node::Series { series, previous })
    }

    /// `metric[dimension])`, after `sum(`.
    fn members(&mut self) -> Result<Node, FormulaError> {
        self.peek();
        let word = self.take(is_name);
        let metric = self.metrics.by_name.get(&self.text[word.clone()]).copied();
        let metric = metric.ok_or_else(|| self.error_at(word, "metric"))?;
        self.expect('[', "[")?;
        let key = self.take(is_name);
        let dimensions = &self.metrics.metrics[self.metrics.series(metric).metric].dimensions;
        let dimension = dimensions.iter().find(|dimension| dimension.key == self.text[key.clone()]);
        let members = dimension.map(|dimension| dimension.members.clone());
        let members = members.ok_or_else(|| self.error_at(key, "dimension"))?;
        self.expect(']', "]")?;
        self.expect(')', ")")?;
        Ok(Node::Sum(members))
    }

    /// Extends a name by the segment in brackets right after it.
    fn segment(&mut self, word: Range<usize>) -> Range<usize> {
        if !self.text[self.at..].starts_with('[') {
            return word;
        }
        let rest = &self.text[self.at..];
        self.at += rest.find(']').map_or(rest.len(), |close| close + 1);
        word.start..self.at
    }

    fn previous(&mut self) -> Result<bool, FormulaError> {
        if !self.text[self.at..].starts_with('@') {
            return Ok(false);
        }
        self.at += 1;
        let word = self.take(is_name);
        if &self.text[word.clone()] == "prev" { Ok(true) } else { Err(self.error_at(word, "prev")) }
    }

    fn peek(&mut self) -> Option<char> {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
        self.text[self.at..].chars().next()
    }

    fn take(&mut self, accept: impl Fn(char) -> bool) -> Range<usize> {
        let rest = &self.text[self.at..];
        let len = rest.find(|char| !accept(char)).unwrap_or(rest.len());
        let start = self.at;
        self.at += len;
        start..self.at
    }

    fn expect(&mut self, char: char, expected: &'static str) -> Result<(), FormulaError> {
        if self.peek() != Some(char) {
            return Err(self.error(expected));
        }
        self.at += char.len_utf8();
        Ok(())
    }

    /// Something else than expected at the next word or sign.
    fn error(&self, expected: &'static str) -> FormulaError {
        let rest = &self.text[self.at..];
        let word = rest.find(|char| !is_name(char)).unwrap_or(rest.len());
        let len = word.max(rest.chars().next().map_or(0, char::len_utf8));
        self.error_at(self.at..self.at + len, expected)
    }

    fn error_at(&self, range: Range<usize>, expected: &'static str) -> FormulaError {
        let found = self.text.get(range.clone()).unwrap_or_default().to_owned();
        FormulaError { range, expected, found }
    }
}

fn is_name(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '.' | '_')
}
