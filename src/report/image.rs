//! Images: those that stand alone are blocks; all of them must be files inside the report folder.

use std::ops::Range;

use comrak::nodes::{Node, NodeValue};

use crate::source::Span;

use super::config;
use super::inline::Scene;
use super::problem::ProblemKind;

/// Reports an image that is not there, or not in the report folder.
pub(super) fn check(target: &str, range: &Range<usize>, scene: &mut Scene) {
    if !scene.known.folder || target.contains("://") {
        return;
    }
    let span = Span::new(scene.reader.file, range.start, range.end);
    let folder = scene.source.path.parent().unwrap_or("".into());
    let kind = match config::inside(folder, target) {
        None => ProblemKind::ImageOutside { target: target.to_owned() },
        Some(path) if scene.known.images.contains(&path) => return,
        Some(_) => ProblemKind::ImageMissing { target: target.to_owned() },
    };
    scene.reader.problem(span, kind);
}

/// The image of a paragraph that holds nothing else.
pub(super) fn alone(node: Node<'_>) -> Option<(String, String)> {
    let image = node.first_child()?;
    if image.next_sibling().is_some() {
        return None;
    }
    let NodeValue::Image(link) = &image.data().value else {
        return None;
    };
    let mut alt = String::new();
    for child in image.children() {
        if let NodeValue::Text(words) = &child.data().value {
            alt.push_str(words);
        }
    }
    Some((alt, link.url.clone()))
}
