//! A Markdown page on the terminal: headings bold, paragraphs wrapped at line-break opportunities of both scripts.

use comrak::nodes::{AstNode, ListType, NodeValue};
use comrak::{Arena, Options, parse_document};
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use unicode_width::UnicodeWidthStr as _;

/// How a page is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Face {
    pub colour: bool,
    /// Cells of a line.
    pub width: usize,
}

/// The page as lines of a terminal, with one line break at its end.
#[must_use]
pub fn render(markdown: &str, face: Face) -> String {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.table = true;
    let root = parse_document(&arena, markdown, &options);
    let mut out = String::new();
    blocks(root, "", face, &mut out);
    let mut text = out.trim_end().to_owned();
    text.push('\n');
    text
}

/// The children of a node, each after a blank line, behind an indent.
fn blocks<'a>(node: &'a AstNode<'a>, indent: &str, face: Face, out: &mut String) {
    for child in node.children() {
        block(child, indent, face, out);
    }
}

fn block<'a>(node: &'a AstNode<'a>, indent: &str, face: Face, out: &mut String) {
    match &node.data().value {
        NodeValue::Heading(_) => {
            let text = styled(&words(node), "1", face);
            out.extend([indent, &text, "\n\n"]);
        }
        NodeValue::Paragraph => {
            out.push_str(&wrap(&words(node), indent, indent, face.width));
            out.push('\n');
        }
        NodeValue::List(list) => {
            let first = list.start;
            for (number, item) in (first..).zip(node.children()) {
                let mark = match list.list_type {
                    ListType::Bullet => "- ".to_owned(),
                    ListType::Ordered => format!("{number}. "),
                };
                item_block(item, &mark, indent, face, out);
            }
            out.push('\n');
        }
        NodeValue::CodeBlock(code) => {
            // Rule pages name the file of an example after its language.
            if let Some((_, file)) = code.info.split_once(' ') {
                out.extend([indent, "  ", file, "\n"]);
            }
            for line in code.literal.lines() {
                out.extend([indent, "    ", &styled(line, "36", face), "\n"]);
            }
            out.push('\n');
        }
        NodeValue::Table(_) => {
            for row in node.children() {
                let cells: Vec<String> = row.children().map(|cell| words(cell)).collect();
                out.extend([indent, "    ", &cells.join(" | "), "\n"]);
            }
            out.push('\n');
        }
        _ => blocks(node, &format!("{indent}  "), face, out),
    }
}

fn item_block<'a>(item: &'a AstNode<'a>, mark: &str, indent: &str, face: Face, out: &mut String) {
    let deeper = format!("{indent}{}", " ".repeat(mark.width()));
    for (at, child) in item.children().enumerate() {
        match &child.data().value {
            NodeValue::Paragraph if at == 0 => {
                out.push_str(&wrap(&words(child), &format!("{indent}{mark}"), &deeper, face.width));
            }
            _ => block(child, &deeper, face, out),
        }
    }
}

/// The words of a block on one line; a line break between Han characters is no space.
fn words<'a>(node: &'a AstNode<'a>) -> String {
    let mut text = String::new();
    for part in node.descendants() {
        match &part.data().value {
            NodeValue::Text(literal) => text.push_str(literal),
            NodeValue::Code(code) => text.extend(["`", &code.literal, "`"]),
            NodeValue::SoftBreak | NodeValue::LineBreak if !text.ends_with(is_han) => text.push(' '),
            _ => {}
        }
    }
    text
}

fn is_han(char: char) -> bool {
    ('\u{3000}'..='\u{9fff}').contains(&char) || ('\u{ff00}'..='\u{ff60}').contains(&char)
}

fn styled(text: &str, code: &str, face: Face) -> String {
    if face.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// Breaks a text into lines of at most `width` cells where its script allows a break.
fn wrap(text: &str, first: &str, indent: &str, width: usize) -> String {
    let segmenter = LineSegmenter::new_auto(LineBreakOptions::default());
    let breaks: Vec<usize> = segmenter.segment_str(text).skip(1).collect();
    let mut out = String::from(first);
    let mut used = first.width();
    let mut start = 0;
    for end in breaks {
        let piece = &text[start..end];
        if used + piece.trim_end().width() > width && used > indent.width() {
            let kept = out.trim_end_matches(' ').len();
            out.truncate(kept);
            out.push('\n');
            out.push_str(indent);
            used = indent.width();
        }
        out.push_str(piece);
        used += piece.width();
        start = end;
    }
    let kept = out.trim_end_matches(' ').len();
    out.truncate(kept);
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_wrapped_in_both_scripts() {
        let page = "# 標題\n\n總量應等於各組成項之和，\n四捨五入除外。\n\n- one two three four\n\n```yaml a.yaml\na = b\n```\n";
        let shown = render(page, Face { colour: false, width: 16 });
        assert_eq!(
            shown,
            "標題\n\n總量應等於各組成\n項之和，四捨五入\n除外。\n\n- one two three\n  four\n\n  a.yaml\n    a = b\n"
        );
    }
}
