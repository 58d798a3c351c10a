//! `review.yaml`: flags, waivers and calls, with who, when and why.

use crate::source::Span;

use super::yaml::{Node, Reader, required};

/// The review file as it was read.
#[derive(Clone, Debug, Default)]
pub struct Review {
    pub waivers: Vec<WaiverEntry>,
    pub flags: Vec<Flag>,
    pub calls: Vec<Call>,
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

/// A remark for a colleague on a finding or a figure.
#[derive(Clone, Debug)]
pub struct Flag {
    /// The finding's fingerprint; empty where a figure is flagged.
    pub finding: String,
    pub figure: Option<FlaggedFigure>,
    pub by: String,
    pub on: String,
    pub comment: String,
    pub resolved: bool,
    pub span: Span,
}

/// A figure by what is printed, so that it is found again when lines have moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlaggedFigure {
    /// The file, as the report names it.
    pub path: String,
    pub printed: String,
    /// Which of the figures that are printed so in the file, from 1.
    pub nth: usize,
}

/// A round in which all figures were called.
#[derive(Clone, Debug)]
pub struct Call {
    pub by: String,
    pub on: String,
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
        let figure = item.get("figure").and_then(flagged);
        let (finding, span) = match figure {
            Some(_) => (String::new(), item.span),
            None => match required(reader, item, "finding") {
                Some(found) => found,
                None => continue,
            },
        };
        let text = |key| item.text(key).unwrap_or_default();
        let resolved = item.text("resolved").as_deref() == Some("true");
        review.flags.push(Flag {
            finding,
            figure,
            by: text("by"),
            on: text("on"),
            comment: text("comment"),
            resolved,
            span,
        });
    }
    for item in node.get("calls").map(Node::items).unwrap_or_default() {
        let text = |key| item.text(key).unwrap_or_default();
        review.calls.push(Call { by: text("by"), on: text("on"), span: item.span });
    }
    review
}

fn flagged(node: &Node) -> Option<FlaggedFigure> {
    let nth = node.text("nth").and_then(|text| text.parse().ok()).unwrap_or(1);
    Some(FlaggedFigure { path: node.text("path")?, printed: node.text("printed")?, nth })
}
