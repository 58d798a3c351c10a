//! Ways to mend a figure: what its witnesses say, what its sum comes to, its metric, or what an editor types.

use std::ops::Range;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::check::{Finding, FindingPlace, Role};
use crate::edit::Plan;
use crate::report::{FigureId, MetricRef, Origin, grouped};
use crate::source::Span;

use super::{ChangeError, Session};

/// What is mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A figure of the text.
    Figure(FigureId),
    /// A value in YAML.
    Metric(MetricRef),
}

/// How something is mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// As the rule that found it suggests.
    Suggested,
    /// This number in place of the other: digits, separators and point.
    Value(String),
    /// Printed from its metric from now on.
    Link(MetricRef),
    /// Typed as it is, and declared to be that metric: for `22.28億`, whose number is not the metric's own.
    Declare(MetricRef),
}

impl Session {
    /// What a finding accuses, or, where it accuses nothing, what it is shown at.
    #[must_use]
    pub fn targets(&self, finding: &Finding) -> Vec<Target> {
        let mut targets: Vec<Target> = Vec::new();
        let suspects = finding.places.iter().filter(|place| place.role == Role::Suspect);
        for place in suspects {
            if let Some(target) = self.target_at(place).filter(|target| !targets.contains(target)) {
                targets.push(target);
            }
        }
        if targets.is_empty() {
            targets.extend(self.target_at(finding.primary()));
        }
        targets
    }

    /// Those targets that say the same as the first: what mends it mends them.
    #[must_use]
    pub fn like_the_first(&self, mut targets: Vec<Target>) -> Vec<Target> {
        let Some(first) = targets.first().cloned() else { return targets };
        let (value, metric) = (self.value(&first), self.metric_of(&first));
        targets.retain(|target| {
            let other = self.metric_of(target);
            self.value(target) == value && (metric.is_none() || other.is_none() || metric == other)
        });
        targets
    }

    fn target_at(&self, place: &FindingPlace) -> Option<Target> {
        match (place.figure, &place.metric) {
            (Some(figure), _) => Some(self.target(figure)),
            (None, Some(metric)) if place.value.is_some() => Some(Target::Metric(metric.clone())),
            _ => None,
        }
    }

    /// The figure itself, or, where it is printed from a metric, that.
    #[must_use]
    pub fn target(&self, figure: FigureId) -> Target {
        let placed = &self.report.figures[figure];
        match &placed.binding {
            Some(metric) if placed.origin == Origin::Linked => Target::Metric(metric.clone()),
            _ => Target::Figure(figure),
        }
    }

    /// The ways that speak for themselves, the likeliest first.
    #[must_use]
    pub fn ways(&self, targets: &[Target], finding: Option<&Finding>) -> Vec<Way> {
        let mut ways = Vec::new();
        if finding.is_some_and(|finding| finding.suggestion.as_ref().is_some_and(|one| !one.edits.is_empty()))
        {
            ways.push(Way::Suggested);
        }
        let Some(first) = targets.first() else { return ways };
        let Some(now) = self.value(first) else { return ways };
        let mut values: Vec<String> = Vec::new();
        let mut add = |value: Option<String>| {
            if let Some(value) = value.filter(|value| number(value).is_some_and(|value| value != now)) {
                values.push(value);
            }
        };
        if let Some(finding) = finding {
            let mut witnesses: Vec<(usize, String)> = Vec::new();
            let witnesses_of =
                |place: &&FindingPlace| place.role == Role::Witness && self.may_say(place, first);
            for place in finding.places.iter().filter(witnesses_of) {
                if let Some(value) = self.stated(place) {
                    match witnesses.iter_mut().find(|(_, known)| number(known) == number(&value)) {
                        Some((count, _)) => *count += 1,
                        None => witnesses.push((1, value)),
                    }
                }
            }
            witnesses.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
            for (_, value) in witnesses {
                add(Some(value));
            }
            for line in finding.arithmetic.iter().filter(|line| !line.holds) {
                let stated = line.stated.as_deref().and_then(number);
                add((stated == Some(now)).then(|| core_of(&line.result)));
            }
        }
        let metric = self.metric_of(first);
        if let (Target::Figure(_), Some(value)) =
            (first, metric.as_ref().and_then(|metric| self.report.metrics.value(metric)))
        {
            add(Some(grouped(&value.lexeme)));
        }
        for value in values {
            let way = Way::Value(value);
            if !ways.contains(&way) && self.edits(targets, &way).is_ok() {
                ways.push(way);
            }
        }
        let links = metric.map_or_else(|| self.metrics_like(first), |metric| vec![metric]);
        for metric in links {
            let either = [Way::Link(metric.clone()), Way::Declare(metric)];
            ways.extend(either.into_iter().find(|way| self.edits(targets, way).is_ok()));
        }
        ways
    }

    /// The plan that mends targets in a way; what cannot be replaced stops it.
    ///
    /// # Errors
    /// Where a figure is not plain digits, or the edits make no plan.
    pub fn mend(
        &self,
        targets: &[Target],
        finding: Option<&Finding>,
        way: &Way,
    ) -> Result<Plan, ChangeError> {
        let edits = match (way, finding.and_then(|finding| finding.suggestion.as_ref())) {
            (Way::Suggested, Some(suggestion)) => suggestion.edits.clone(),
            (Way::Suggested, None) => return Err(ChangeError::NotPlain),
            _ => self.edits(targets, way)?,
        };
        Ok(self.plan(edits)?)
    }

    fn edits(&self, targets: &[Target], way: &Way) -> Result<Vec<(Span, String)>, ChangeError> {
        let edit = |target: &Target| match (target, way) {
            (Target::Figure(figure), Way::Value(value)) => self.retype(*figure, value),
            (Target::Figure(figure), Way::Link(metric)) => self.link(*figure, metric),
            (Target::Figure(figure), Way::Declare(metric)) => self.declare(*figure, metric),
            (Target::Metric(metric), Way::Value(value)) => {
                let known = self.report.metrics.value(metric)?;
                Some((known.span, requote(self.report.sources.slice(known.span), value)?))
            }
            _ => None,
        };
        targets.iter().map(|target| edit(target).ok_or(ChangeError::NotPlain)).collect()
    }

    /// The figure with another number in its place, to as many decimals as it has.
    fn retype(&self, figure: FigureId, value: &str) -> Option<(Span, String)> {
        let placed = &self.report.figures[figure];
        let printed = &placed.figure.printed;
        if self.report.sources.slice(placed.span) != printed || placed.origin == Origin::Linked {
            return None;
        }
        let core = core(printed)?;
        let wanted = number(value)?;
        let old = number(&printed[core.clone()])?;
        let rounded = wanted.round_dp_with_strategy(old.scale(), RoundingStrategy::MidpointAwayFromZero);
        let text = if wanted.scale() > old.scale() { rounded.to_string() } else { value.replace(',', "") };
        let separated = printed.contains(',') || old < Decimal::ONE_THOUSAND;
        let text = if separated { grouped(&text) } else { text };
        let span = Span::new(placed.span.file, placed.span.start + core.start, placed.span.start + core.end);
        Some((span, text))
    }

    /// The figure printed from a metric.
    fn link(&self, figure: FigureId, metric: &MetricRef) -> Option<(Span, String)> {
        let placed = &self.report.figures[figure];
        let source = &self.report.sources.get(placed.span.file).text;
        let printed = &placed.figure.printed;
        if self.report.sources.slice(placed.span) != printed || placed.origin == Origin::Linked {
            return None;
        }
        // A scale word or bracket that stays would change what the metric says.
        let core = core(printed)?;
        if core.start > 0 || !matches!(&printed[core.end..], "" | "%" | "％") {
            return None;
        }
        let name = format!("{{{{{}}}}}", self.report.metrics.name(metric));
        let mut range = placed.span.start..placed.span.start + core.end;
        if placed.origin == Origin::Bound {
            range = whole_link(source, &range)?;
        }
        Some((Span::new(placed.span.file, range.start, range.end), name))
    }

    /// The figure declared to be a metric, its number in brackets and its scale word behind them.
    fn declare(&self, figure: FigureId, metric: &MetricRef) -> Option<(Span, String)> {
        let placed = &self.report.figures[figure];
        let printed = &placed.figure.printed;
        if self.report.sources.slice(placed.span) != printed
            || matches!(placed.origin, Origin::Linked | Origin::Bound)
        {
            return None;
        }
        let core = core(printed)?;
        let words = format!("[{}](metric:{})", &printed[core.clone()], self.report.metrics.name(metric));
        let span = Span::new(placed.span.file, placed.span.start + core.start, placed.span.start + core.end);
        Some((span, words))
    }

    fn value(&self, target: &Target) -> Option<Decimal> {
        match target {
            Target::Figure(figure) => {
                let printed = &self.report.figures[*figure].figure.printed;
                number(&printed[core(printed)?])
            }
            Target::Metric(metric) => Some(self.report.metrics.value(metric)?.value),
        }
    }

    fn metric_of(&self, target: &Target) -> Option<MetricRef> {
        match target {
            Target::Figure(figure) => self.report.figures[*figure].binding.clone(),
            Target::Metric(_) => None,
        }
    }

    /// Whether a witness speaks of the same quantity.
    fn may_say(&self, witness: &FindingPlace, target: &Target) -> bool {
        let metric = match target {
            Target::Figure(figure) => self.report.figures[*figure].binding.as_ref(),
            Target::Metric(metric) => Some(metric),
        };
        match (&witness.metric, metric) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        }
    }

    /// What a witness says, in plain digits; none where a scale word would have to be reckoned in.
    fn stated(&self, place: &FindingPlace) -> Option<String> {
        if let Some(figure) = place.figure {
            let printed = &self.report.figures[figure].figure.printed;
            let core = core(printed)?;
            let plain = core.start == 0 && matches!(&printed[core.end..], "" | "%" | "％");
            return plain.then(|| printed[core].to_owned());
        }
        let metric = place.metric.as_ref()?;
        Some(grouped(&self.report.metrics.value(metric)?.lexeme))
    }

    /// Metrics that say just what a figure says, where there are not so many that it could be any.
    fn metrics_like(&self, target: &Target) -> Vec<MetricRef> {
        const FEW: usize = 3;
        let Target::Figure(figure) = target else { return Vec::new() };
        let placed = &self.report.figures[*figure].figure;
        let mut found = Vec::new();
        for (at, series) in self.report.metrics.series.iter().enumerate() {
            // Both in whole units, where both say which: 2,228百萬元 are 22.28億元.
            let factors = match (&series.unit, &placed.unit) {
                (Some(one), Some(other)) if one.symbol != other.symbol => continue,
                (Some(one), Some(other)) => (one.factor, other.factor),
                _ => (Decimal::ONE, Decimal::ONE),
            };
            let same = |value: Decimal| {
                let ours = placed.value.checked_mul(factors.1);
                ours.is_some() && value.checked_mul(factors.0) == ours
            };
            for (period, _) in series.values.iter().filter(|(_, value)| same(value.value)) {
                found.push(MetricRef { series: crate::report::SeriesId(at), period: period.clone() });
            }
        }
        if found.len() > FEW { Vec::new() } else { found }
    }
}

/// The stretch from the first to the last digit; none where the number is not in plain digits.
fn core(printed: &str) -> Option<Range<usize>> {
    let start = printed.find(|char: char| char.is_ascii_digit())?;
    let end = printed.rfind(|char: char| char.is_ascii_digit())? + 1;
    number(&printed[start..end]).map(|_| start..end)
}

fn core_of(words: &str) -> String {
    core(words).map_or(String::new(), |core| words[core].to_owned())
}

/// The value of plain digits with separators.
fn number(text: &str) -> Option<Decimal> {
    let plain = |char: char| char.is_ascii_digit() || matches!(char, ',' | '.' | '-');
    if !text.chars().all(plain) || !text.ends_with(|char: char| char.is_ascii_digit()) {
        return None;
    }
    text.replace(',', "").parse().ok()
}

/// A value in YAML as the one before it was written: in the same quotes, without separators.
fn requote(old: &str, value: &str) -> Option<String> {
    let plain = number(value).map(|_| value.replace(',', ""))?;
    match old.chars().next() {
        Some(quote @ ('"' | '\'')) => Some(format!("{quote}{plain}{quote}")),
        _ => Some(plain),
    }
}

/// The whole of `[2,265.46](metric:…)` around the number in it.
fn whole_link(source: &str, number: &Range<usize>) -> Option<Range<usize>> {
    source[..number.start].ends_with('[').then_some(())?;
    let rest = source[number.end..].strip_prefix("](metric:")?;
    let close = rest.find(')')?;
    Some(number.start - 1..number.end + "](metric:".len() + close + 1)
}
