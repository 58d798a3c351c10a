//! Which English block answers which Chinese block.
//!
//! Headings are aligned first, then the blocks of each section, so that one missing paragraph shifts
//! nothing beyond its section and the cost stays near linear. Alignment is that of Needleman and Wunsch:
//! the best monotone matching under a score of like kinds and like figures.

use rust_decimal::Decimal;

use crate::source::ByLanguage;

use super::{Block, BlockKind, Edition, Pair, PlacedFigure};

/// A gap costs this much on each side.
const GAP: i32 = -2;
/// Blocks that cannot answer each other.
const NEVER: i32 = -1_000;
/// Sections with more cells of the matrix than this are aligned one to one.
const CELL_LIMIT: usize = 4_000_000;

/// Pairs the blocks of two editions; with one edition, each block stands alone.
#[must_use]
pub fn pair(editions: &ByLanguage<Option<Edition>>, figures: &[PlacedFigure]) -> Vec<Pair> {
    match (&editions.zh_hant, &editions.en) {
        (Some(zh), Some(en)) => pair_editions(&zh.blocks, &en.blocks, figures),
        (Some(zh), None) => (0..zh.blocks.len()).map(|at| Pair { zh_hant: Some(at), en: None }).collect(),
        (None, Some(en)) => (0..en.blocks.len()).map(|at| Pair { zh_hant: None, en: Some(at) }).collect(),
        (None, None) => Vec::new(),
    }
}

fn pair_editions(zh: &[Block], en: &[Block], figures: &[PlacedFigure]) -> Vec<Pair> {
    let headings = |blocks: &[Block]| -> Vec<usize> {
        let is_heading = |at: &usize| matches!(blocks[*at].kind, BlockKind::Heading { .. });
        (0..blocks.len()).filter(is_heading).collect()
    };
    let (zh_heads, en_heads) = (headings(zh), headings(en));
    let score = |a: usize, b: usize| heading_score(zh, en, &zh_heads, &en_heads, a, b);
    let mut pairs = Vec::new();
    let (mut from_zh, mut from_en) = (0, 0);
    for (a, b) in align(zh_heads.len(), en_heads.len(), score) {
        let (Some(a), Some(b)) = (a, b) else { continue };
        let (to_zh, to_en) = (zh_heads[a], en_heads[b]);
        section(zh, en, from_zh..to_zh, from_en..to_en, figures, &mut pairs);
        pairs.push(Pair { zh_hant: Some(to_zh), en: Some(to_en) });
        (from_zh, from_en) = (to_zh + 1, to_en + 1);
    }
    section(zh, en, from_zh..zh.len(), from_en..en.len(), figures, &mut pairs);
    pairs
}

/// Same level, and a section of much the same length.
fn heading_score(
    zh: &[Block],
    en: &[Block],
    zh_heads: &[usize],
    en_heads: &[usize],
    a: usize,
    b: usize,
) -> i32 {
    let level = |block: &Block| match block.kind {
        BlockKind::Heading { level, .. } => level,
        _ => 0,
    };
    if level(&zh[zh_heads[a]]) != level(&en[en_heads[b]]) {
        return NEVER;
    }
    let length =
        |heads: &[usize], at: usize, all: usize| heads.get(at + 1).copied().unwrap_or(all) - heads[at];
    let difference = length(zh_heads, a, zh.len()).abs_diff(length(en_heads, b, en.len()));
    6 - i32::try_from(difference.min(6)).unwrap_or(6)
}

fn section(
    zh: &[Block],
    en: &[Block],
    zh_range: std::ops::Range<usize>,
    en_range: std::ops::Range<usize>,
    figures: &[PlacedFigure],
    pairs: &mut Vec<Pair>,
) {
    let zh_values: Vec<_> = zh[zh_range.clone()].iter().map(|block| values(block, figures)).collect();
    let en_values: Vec<_> = en[en_range.clone()].iter().map(|block| values(block, figures)).collect();
    let score = |a: usize, b: usize| {
        let kinds = kind_score(&zh[zh_range.start + a], &en[en_range.start + b]);
        if kinds == NEVER { NEVER } else { kinds + value_score(&zh_values[a], &en_values[b]) }
    };
    for (a, b) in align(zh_range.len(), en_range.len(), score) {
        pairs.push(Pair { zh_hant: a.map(|a| zh_range.start + a), en: b.map(|b| en_range.start + b) });
    }
}

fn kind_score(a: &Block, b: &Block) -> i32 {
    use BlockKind as K;
    match (&a.kind, &b.kind) {
        (K::Heading { level: a, .. }, K::Heading { level: b, .. }) => {
            if a == b {
                4
            } else {
                NEVER
            }
        }
        (K::Table(a), K::Table(b)) => {
            if a.columns.len() == b.columns.len() {
                6
            } else {
                2
            }
        }
        (K::Footnote { label: a, .. }, K::Footnote { label: b, .. }) => {
            if a == b {
                6
            } else {
                NEVER
            }
        }
        (K::Item { depth: a, .. }, K::Item { depth: b, .. }) => {
            if a == b {
                2
            } else {
                0
            }
        }
        (K::Note(_) | K::Item { .. }, K::Paragraph(_)) | (K::Paragraph(_), K::Note(_) | K::Item { .. }) => -1,
        (a, b) if std::mem::discriminant(a) == std::mem::discriminant(b) => 2,
        _ => NEVER,
    }
}

/// Common figures speak for a pair, unlike ones against it.
fn value_score(a: &[Decimal], b: &[Decimal]) -> i32 {
    if a.is_empty() && b.is_empty() {
        return 0;
    }
    let common = a.iter().filter(|value| b.contains(value)).count();
    let unlike = a.len().max(b.len()) - common.min(a.len().max(b.len()));
    i32::try_from(common.min(4)).unwrap_or(4) * 2 - i32::try_from(unlike.min(3)).unwrap_or(3)
}

fn values(block: &Block, figures: &[PlacedFigure]) -> Vec<Decimal> {
    let placed = block.texts().flat_map(|text| &figures[text.figures.clone()]);
    let mut values: Vec<Decimal> = placed.map(|placed| placed.figure.value.normalize()).take(64).collect();
    values.sort_unstable();
    values
}

/// The best monotone matching of two sequences; each index appears once, alone or with its partner.
pub(crate) fn align(
    rows: usize,
    columns: usize,
    score: impl Fn(usize, usize) -> i32,
) -> Vec<(Option<usize>, Option<usize>)> {
    if rows.saturating_mul(columns) > CELL_LIMIT {
        let longest = rows.max(columns);
        return (0..longest).map(|at| ((at < rows).then_some(at), (at < columns).then_some(at))).collect();
    }
    let width = columns + 1;
    let mut best = vec![0i32; (rows + 1) * width];
    let gap = |count: usize| GAP.saturating_mul(i32::try_from(count).unwrap_or(i32::MAX));
    for (column, cell) in best[..width].iter_mut().enumerate() {
        *cell = gap(column);
    }
    for row in 1..=rows {
        best[row * width] = gap(row);
        for column in 1..=columns {
            let matched = best[(row - 1) * width + column - 1] + score(row - 1, column - 1);
            let skipped = best[(row - 1) * width + column].max(best[row * width + column - 1]) + GAP;
            best[row * width + column] = matched.max(skipped);
        }
    }
    let (mut row, mut column) = (rows, columns);
    let mut out = Vec::with_capacity(rows.max(columns));
    while row > 0 || column > 0 {
        let here = best[row * width + column];
        let matched = row > 0
            && column > 0
            && here == best[(row - 1) * width + column - 1] + score(row - 1, column - 1);
        if matched {
            (row, column) = (row - 1, column - 1);
            out.push((Some(row), Some(column)));
        } else if row > 0 && here == best[(row - 1) * width + column] + GAP {
            row -= 1;
            out.push((Some(row), None));
        } else {
            column -= 1;
            out.push((None, Some(column)));
        }
    }
    out.reverse();
    out
}
