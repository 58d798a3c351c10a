//! "Did you mean": the known name that a mistyped one is closest to.

/// Longer ones are not a slip of the hand, and would be measured against every name for long.
const LONGEST: usize = 80;

/// The closest of some names, if it is close enough to be meant.
#[must_use]
pub fn nearest<'a>(mistyped: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let short = |name: &&str| name.len() <= LONGEST;
    let known = known.filter(short).filter(|_| short(&mistyped));
    let best = known.map(|name| (strsim::damerau_levenshtein(mistyped, name), name)).min()?;
    (best.0 <= mistyped.len() / 3 + 1).then_some(best.1)
}
