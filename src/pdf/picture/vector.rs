//! SVG as shapes of the page: paths with fills and strokes.
//!
//! Gradients are drawn in their middle colour and thin colours mixed with white: what a report's diagrams use, and
//! what prints the same everywhere. Words need fonts of their own and are left out, which is told.

use usvg::tiny_skia_path::{PathSegment, Point};
use usvg::{Group, Node, Options, Paint, Transform, Tree};

use super::Read;
use crate::pdf::colour::Colour;
use crate::pdf::page::{Dash, Item, Segment, Stroke};

/// Reads an SVG; none if it is none.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Read> {
    let tree = Tree::from_data(bytes, &Options::default()).ok()?;
    let size = tree.size();
    let mut items = Vec::new();
    group(tree.root(), 1.0, &mut items);
    let words = bytes.windows(5).any(|window| window == b"<text");
    Some(Read::Shapes { items, width: size.width(), height: size.height(), words })
}

fn group(group: &Group, opacity: f32, items: &mut Vec<Item>) {
    let opacity = opacity * group.opacity().get();
    for node in group.children() {
        match node {
            Node::Group(inner) => self::group(inner, opacity, items),
            Node::Path(shape) if shape.is_visible() => path(shape, opacity, items),
            _ => {}
        }
    }
}

fn path(shape: &usvg::Path, opacity: f32, items: &mut Vec<Item>) {
    let transform = shape.abs_transform();
    let segments = segments(shape, transform);
    let fill = shape.fill().map(|fill| colour(fill.paint(), opacity * fill.opacity().get()));
    let stroke = shape.stroke().map(|stroke| Stroke {
        width: stroke.width().get() * scale(transform),
        colour: colour(stroke.paint(), opacity * stroke.opacity().get()),
        dash: match stroke.dasharray() {
            Some([on, off, ..]) => Dash::Dashes(*on, *off),
            _ => Dash::Solid,
        },
    });
    items.push(Item::Path { segments, fill, stroke });
}

/// The steps of a path in the drawing's own coordinates, y down; quadratic curves made cubic.
fn segments(shape: &usvg::Path, transform: Transform) -> Vec<Segment> {
    let place = |point: Point| {
        let mut point = point;
        transform.map_point(&mut point);
        (point.x, point.y)
    };
    let mut last = (0.0, 0.0);
    let mut out = Vec::new();
    for segment in shape.data().segments() {
        let step = match segment {
            PathSegment::MoveTo(to) => Segment::Move(place(to)),
            PathSegment::LineTo(to) => Segment::Line(place(to)),
            PathSegment::QuadTo(control, to) => {
                let (control, to) = (place(control), place(to));
                let near = |end: (f32, f32)| {
                    (end.0 + 2.0 / 3.0 * (control.0 - end.0), end.1 + 2.0 / 3.0 * (control.1 - end.1))
                };
                Segment::Curve(near(last), near(to), to)
            }
            PathSegment::CubicTo(a, b, to) => Segment::Curve(place(a), place(b), place(to)),
            PathSegment::Close => Segment::Close,
        };
        if let Segment::Move(to) | Segment::Line(to) | Segment::Curve(_, _, to) = step {
            last = to;
        }
        out.push(step);
    }
    out
}

fn scale(transform: Transform) -> f32 {
    let (across, down) = transform.get_scale();
    f32::midpoint(across, down)
}

fn colour(paint: &Paint, opacity: f32) -> Colour {
    let middle = |stops: &[usvg::Stop]| {
        stops.get(stops.len() / 2).map_or((0, 0, 0), |stop| {
            let colour = stop.color();
            (colour.red, colour.green, colour.blue)
        })
    };
    let (red, green, blue) = match paint {
        Paint::Color(colour) => (colour.red, colour.green, colour.blue),
        Paint::LinearGradient(gradient) => middle(gradient.stops()),
        Paint::RadialGradient(gradient) => middle(gradient.stops()),
        Paint::Pattern(_) => (0xC3, 0xC9, 0xCF),
    };
    Colour::new(red, green, blue).thinned(opacity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_come_where_the_drawing_puts_them() {
        let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">
            <g transform="translate(10 5)"><rect width="4" height="2" fill="#0F5C6E"/></g><text>x</text></svg>"##;
        let Some(Read::Shapes { items, width, height, words }) = read(svg) else { panic!("not read") };
        assert_eq!((width, height, words), (40.0, 20.0, true));
        let [Item::Path { segments, fill, .. }] = items.as_slice() else { panic!("{items:?}") };
        assert_eq!(segments.first(), Some(&Segment::Move((10.0, 5.0))));
        assert_eq!(*fill, Some(Colour::BRAND));
    }

    #[test]
    fn what_is_no_drawing_is_nothing() {
        assert!(read(b"plain words").is_none());
    }
}
