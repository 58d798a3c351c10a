//! The slips of a typist: one number in, a wrong one out.

/// What is done to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    Digit,
    Swap,
    Drop,
    Point,
}

impl Change {
    pub const ALL: [Change; 4] = [Change::Digit, Change::Swap, Change::Drop, Change::Point];

    pub fn name(self) -> &'static str {
        match self {
            Change::Digit => "a digit changed",
            Change::Swap => "neighbours swapped",
            Change::Drop => "a digit dropped",
            Change::Point => "the point moved",
        }
    }

    /// The number as it would be misprinted, grouped as it was; `None` where this slip is not possible in it.
    pub fn apply(self, number: &str, random: &mut Random) -> Option<String> {
        let grouped = number.contains(',');
        let plain: Vec<char> = number.chars().filter(|char| *char != ',').collect();
        let digits: Vec<usize> = (0..plain.len()).filter(|at| plain[*at].is_ascii_digit()).collect();
        let changed = match self {
            Change::Digit => digit(&plain, &digits, random),
            Change::Swap => swap(&plain, &digits, random),
            Change::Drop => drop(&plain, &digits, random),
            Change::Point => point(&plain, random),
        }?;
        let leads = changed.len() > 1 && changed[0] == '0' && changed[1] != '.';
        let changed: String = changed.into_iter().collect();
        let printed = if grouped { group(&changed) } else { changed };
        (!leads && printed != number && printed.chars().any(|char| ('1'..='9').contains(&char)))
            .then_some(printed)
    }
}

fn digit(plain: &[char], digits: &[usize], random: &mut Random) -> Option<Vec<char>> {
    let at = *digits.get(random.below(digits.len()))?;
    let old = plain[at].to_digit(10)?;
    let new = (old + 1 + u32::try_from(random.below(9)).ok()?) % 10;
    let mut changed = plain.to_vec();
    changed[at] = char::from_digit(new, 10)?;
    Some(changed)
}

fn swap(plain: &[char], digits: &[usize], random: &mut Random) -> Option<Vec<char>> {
    let unequal: Vec<&[usize]> = digits.windows(2).filter(|pair| plain[pair[0]] != plain[pair[1]]).collect();
    let pair = unequal.get(random.below(unequal.len()))?;
    let mut changed = plain.to_vec();
    changed.swap(pair[0], pair[1]);
    Some(changed)
}

/// A number keeps at least two digits, and one on each side of its point.
fn drop(plain: &[char], digits: &[usize], random: &mut Random) -> Option<Vec<char>> {
    let at = *digits.get(random.below(digits.len()))?;
    let alone = |near: Option<&char>| near.is_none_or(|char| !char.is_ascii_digit());
    let before = at.checked_sub(1).and_then(|before| plain.get(before));
    if digits.len() < 3 || alone(before) && alone(plain.get(at + 1)) {
        return None;
    }
    let mut changed = plain.to_vec();
    changed.remove(at);
    Some(changed)
}

/// A place to the left or to the right; a whole number is made ten times as large, or gets a point.
fn point(plain: &[char], random: &mut Random) -> Option<Vec<char>> {
    let mut changed = plain.to_vec();
    let right = random.below(2) == 0;
    match plain.iter().position(|char| *char == '.') {
        Some(at) if right => {
            changed.swap(at, at + 1);
            if changed.last() == Some(&'.') {
                changed.pop();
            }
            if changed[0] == '0' && changed.get(1).is_some_and(char::is_ascii_digit) {
                changed.remove(0);
            }
        }
        Some(at) if at > 1 => changed.swap(at, at - 1),
        Some(_) => {
            changed.retain(|char| *char != '.');
            changed.splice(0..0, ['0', '.']);
        }
        None if right => changed.push('0'),
        None if plain.len() > 1 => changed.insert(plain.len() - 1, '.'),
        None => return None,
    }
    Some(changed)
}

/// Thousands separators, put in anew.
fn group(number: &str) -> String {
    let (whole, rest) = number.split_at(number.find('.').unwrap_or(number.len()));
    let mut out = String::new();
    for (at, char) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(char);
    }
    out + rest
}

/// Numbers that only look random (`SplitMix64`): the same on every machine.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From nothing to one less than `end`; nothing where `end` is.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).expect("a count of figures");
        usize::try_from(self.next() % end).expect("less than a count of figures")
    }
}
