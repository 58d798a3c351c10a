//! SVG as shapes of the page: paths with fills, strokes and shades, and words with their places.
//!
//! Thin colours are mixed with white, which prints the same everywhere; patterns are grey.

use usvg::tiny_skia_path::{PathSegment, Point};
use usvg::{BaseGradient, Group, Node, Options, Paint, Transform, Tree};

use super::words::{self, Words};
use super::{Label, Read};
use crate::pdf::colour::Colour;
use crate::pdf::page::{Dash, Item, Segment, Shade, ShadeId, Stroke};

/// Reads an SVG; none if it is none.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Read> {
    let (svg, words) = words::boxed(std::str::from_utf8(bytes).ok()?);
    let tree = Tree::from_str(&svg, &Options::default()).ok()?;
    let size = tree.size();
    let mut drawing = Drawing { words, ..Drawing::default() };
    drawing.group(tree.root(), 1.0);
    // Words along a path have no place that they could be set at.
    let left_out = svg.contains("<textPath");
    let Drawing { items, shades, labels, .. } = drawing;
    Some(Read::Shapes { items, width: size.width(), height: size.height(), shades, labels, left_out })
}

/// A drawing on its way.
#[derive(Default)]
struct Drawing {
    words: Vec<Words>,
    items: Vec<Item>,
    shades: Vec<Shade>,
    labels: Vec<Label>,
}

impl Drawing {
    fn group(&mut self, group: &Group, opacity: f32) {
        let opacity = opacity * group.opacity().get();
        for node in group.children() {
            match node {
                Node::Group(inner) => self.group(inner, opacity),
                Node::Path(shape) if shape.is_visible() => {
                    let number = shape.id().strip_prefix(words::BOX).and_then(|number| number.parse().ok());
                    match number.and_then(|number: usize| self.words.get(number).cloned()) {
                        Some(words) => self.label(shape, &words, opacity),
                        None => self.path(shape, opacity),
                    }
                }
                _ => {}
            }
        }
    }

    fn path(&mut self, shape: &usvg::Path, opacity: f32) {
        let transform = shape.abs_transform();
        let segments = segments(shape, transform);
        let mut fill = None;
        if let Some(found) = shape.fill() {
            let opacity = opacity * found.opacity().get();
            match self.shade(found.paint(), transform, opacity) {
                Some((fading, matrix)) => {
                    let segments = segments.clone();
                    self.items.push(Item::Shaded { segments, shade: fading, matrix });
                }
                None => fill = Some(colour(found.paint(), opacity)),
            }
        }
        let stroke = shape.stroke().map(|stroke| Stroke {
            width: stroke.width().get() * scale(transform),
            colour: colour(stroke.paint(), opacity * stroke.opacity().get()),
            dash: match stroke.dasharray() {
                Some([on, off, ..]) => Dash::Dashes(*on * scale(transform), *off * scale(transform)),
                _ => Dash::Solid,
            },
        });
        if fill.is_some() || stroke.is_some() {
            self.items.push(Item::Path { segments, fill, stroke });
        }
    }

    /// A gradient, and how its plane lies in the drawing; none for a plain colour.
    fn shade(&mut self, paint: &Paint, transform: Transform, opacity: f32) -> Option<(ShadeId, [f32; 6])> {
        let (base, from, to, radii): (&BaseGradient, _, _, _) = match paint {
            Paint::LinearGradient(line) => (line, (line.x1(), line.y1()), (line.x2(), line.y2()), None),
            Paint::RadialGradient(round) => {
                let radii = (round.fr().get(), round.r().get());
                (round, (round.fx(), round.fy()), (round.cx(), round.cy()), Some(radii))
            }
            Paint::Color(_) | Paint::Pattern(_) => return None,
        };
        let stop = |stop: &usvg::Stop| {
            let own = stop.color();
            let colour = Colour::new(own.red, own.green, own.blue);
            (stop.offset().get(), colour.thinned(opacity * stop.opacity().get()))
        };
        let stops = base.stops().iter().map(stop).collect();
        self.shades.push(Shade { from, to, radii, stops });
        let place = transform.pre_concat(base.transform());
        let matrix = [place.sx, place.ky, place.kx, place.sy, place.tx, place.ty];
        Some((ShadeId(self.shades.len() - 1), matrix))
    }

    /// Words where their box stands.
    fn label(&mut self, shape: &usvg::Path, words: &Words, opacity: f32) {
        let Some(fill) = shape.fill() else { return };
        let bounds = shape.data().bounds();
        let place = shape.abs_transform();
        let size = bounds.width();
        let mut at = Point::from_xy(bounds.left(), bounds.top() + words.down.0 + words.down.1 * size);
        place.map_point(&mut at);
        self.labels.push(Label {
            text: words.text.clone(),
            x: at.x,
            y: at.y,
            size: size * scale(place),
            anchor: match words.anchor {
                words::Anchor::Start => 0.0,
                words::Anchor::Middle => 0.5,
                words::Anchor::End => 1.0,
            },
            bold: words.bold,
            colour: colour(fill.paint(), opacity * fill.opacity().get()),
            turn: place.ky.atan2(place.sx),
        });
    }
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
            <g transform="translate(10 5)"><rect width="4" height="2" fill="#0F5C6E"/></g></svg>"##;
        let Some(Read::Shapes { items, width, height, .. }) = read(svg) else { panic!("not read") };
        assert_eq!((width, height), (40.0, 20.0));
        let [Item::Path { segments, fill, .. }] = items.as_slice() else { panic!("{items:?}") };
        assert_eq!(segments.first(), Some(&Segment::Move((10.0, 5.0))));
        assert_eq!(*fill, Some(Colour::BRAND));
    }

    #[test]
    fn what_is_no_drawing_is_nothing() {
        assert!(read(b"plain words").is_none());
    }

    #[test]
    fn words_stand_at_their_place_in_their_size() {
        let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" font-size="8">
            <g transform="translate(10 5) scale(2)"><text x="1" y="2" dy="1em" fill="#0F5C6E">1,234</text></g></svg>"##;
        let Some(Read::Shapes { items, labels, .. }) = read(svg) else { panic!("not read") };
        assert_eq!(items, []);
        let [label] = labels.as_slice() else { panic!("{labels:?}") };
        assert_eq!((label.text.as_str(), label.x, label.y, label.size), ("1,234", 12.0, 25.0, 16.0));
        assert_eq!(label.colour, Colour::BRAND);
    }

    #[test]
    fn gradients_are_shades() {
        let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">
            <linearGradient id="a"><stop stop-color="#000"/><stop offset="1" stop-color="#FFF"/></linearGradient>
            <rect width="40" height="20" fill="url(#a)"/></svg>"##;
        let Some(Read::Shapes { items, shades, .. }) = read(svg) else { panic!("not read") };
        assert!(matches!(items.as_slice(), [Item::Shaded { shade: ShadeId(0), .. }]), "{items:?}");
        assert_eq!(shades[0].stops, [(0.0, Colour::new(0, 0, 0)), (1.0, Colour::WHITE)]);
    }
}
