//! What a paragraph or a list is, by how it opens: a caption, a note, a case, a band of key figures.

use comrak::nodes::{Node, NodeValue};

use super::text::lower;

/// How many bytes of a paragraph say that it is a caption.
pub(super) fn caption_prefix(plain: &str) -> Option<usize> {
    let prefix = ["表：", "表:", "Table:", "Table："].into_iter().find(|prefix| plain.starts_with(prefix))?;
    let rest = &plain[prefix.len()..];
    Some(plain.len() - rest.trim_start().len())
}

/// A paragraph under a table that explains it: 註, Note, or a mark such as ①.
pub(super) fn is_note(plain: &str) -> bool {
    let first = plain.chars().next();
    first.is_some_and(|char| matches!(char, '①'..='⑳' | '*' | '†' | '‡'))
        || ["註", "注：", "注:", "附註", "Note"].iter().any(|word| plain.starts_with(word))
        || numbered_note(plain)
}

/// `2. …`, as the second of several notes is written.
fn numbered_note(plain: &str) -> bool {
    plain
        .split_once(". ")
        .is_some_and(|(number, _)| number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A list of two to six items that all open with a figure in bold.
pub(super) fn is_key_figures<'n>(list: Node<'n>) -> bool {
    let count = list.children().count();
    let opens = |item: Node<'n>| {
        let strong = item.first_child()?.first_child()?;
        let is_strong = matches!(strong.data().value, NodeValue::Strong);
        let words = plain_words(strong);
        (is_strong && words.chars().any(|char| char.is_ascii_digit()) && words.chars().count() <= 20)
            .then_some(())
    };
    (2..=6).contains(&count) && list.children().all(|item| opens(item).is_some())
}

pub(super) fn opens_case(paragraph: Node<'_>) -> bool {
    let Some(strong) = paragraph.first_child() else {
        return false;
    };
    let is_strong = matches!(strong.data().value, NodeValue::Strong);
    let words = plain_words(strong);
    is_strong && (words.starts_with("案例") || lower(&words).starts_with("case study"))
}

fn plain_words(node: Node<'_>) -> String {
    let words = node.descendants().filter_map(|child| match &child.data().value {
        NodeValue::Text(words) => Some(words.to_string()),
        _ => None,
    });
    words.collect()
}
