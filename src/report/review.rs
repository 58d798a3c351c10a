//! `review.yaml`: flags and waivers, with who, when and why.

use crate::source::Span;

use super::yaml::{Node, Reader, required};

/// The review file as it was read.
#[derive(Clone, Debug, Default)]
pub struct Review {
    pub waivers: Vec<WaiverEntry>,
    pub flags: Vec<Flag>,
}

/// A finding that somebody has accepted.
#[derive(Clone, Debug)]
pub struct WaiverEntry {
    /// The finding's fingerprint.
    pub finding: String,
    pub rule: String,
    pub by: String,
    pub on: String,
    pub reason: String,
    pub span: Span,
}

/// A remark for a colleague on a finding or figure.
#[derive(Clone, Debug)]
pub struct Flag {
    /// The finding's fingerprint.
    pub finding: String,
    pub by: String,
    pub on: String,
    pub comment: String,
    pub resolved: bool,
    pub span: Span,
}

/// Reads `review.yaml`.
pub(super) fn read(reader: &mut Reader, node: &Node) -> Review {
    let mut review = Review::default();
    for item in node.get("waivers").map(Node::items).unwrap_or_default() {
        let (Some((finding, span)), Some((reason, _))) =
            (required(reader, item, "finding"), required(reader, item, "reason"))
        else {
            continue;
        };
        let text = |key| item.text(key).unwrap_or_default();
        review.waivers.push(WaiverEntry {
            finding,
            rule: text("rule"),
            by: text("by"),
            on: text("on"),
            reason,
            span,
        });
    }
    for item in node.get("flags").map(Node::items).unwrap_or_default() {
        let Some((finding, span)) = required(reader, item, "finding") else {
            continue;
        };
        let text = |key| item.text(key).unwrap_or_default();
        let resolved = item.text("resolved").as_deref() == Some("true");
        review.flags.push(Flag {
            finding,
            by: text("by"),
            on: text("on"),
            comment: text("comment"),
            resolved,
            span,
        });
    }
    review
}
