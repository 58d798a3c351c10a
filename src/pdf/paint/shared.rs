//! What pages share: the watermark, the pictures and the shades, each held once and drawn by name.

use std::collections::BTreeMap;

use printpdf::xobject::{ExternalStream, ExternalXObject};
use printpdf::{
    DictItem, GradientStop, PdfDocument, Shading, ShadingGeometry, ShadingId, XObject, XObjectId,
};

use crate::pdf::page::{
    Colours, Pages, Paper, Picture, PictureId, Samples, Segment, Shade, ShadeId, Stencil,
};

const WATERMARK: &str = "Draft";
/// Draws the watermark.
pub const WATERMARK_OPERATOR: &str = "/Draft Do\n";

#[must_use]
pub fn picture_name(id: PictureId) -> String {
    format!("Im{}", id.0)
}

#[must_use]
pub fn shade_name(id: ShadeId) -> String {
    format!("Sh{}", id.0)
}

/// Gives a document everything that is shared, by name.
pub fn resources(pages: &Pages, document: &mut PdfDocument) {
    let xobjects = &mut document.resources.xobjects.map;
    for (at, picture) in pages.pictures.iter().enumerate() {
        xobjects.insert(XObjectId(picture_name(PictureId(at))), image(picture));
    }
    if let Some(stencil) = &pages.watermark {
        xobjects.insert(XObjectId(WATERMARK.to_owned()), form(stencil, pages.paper));
    }
    for (at, shade) in pages.shades.iter().enumerate() {
        document.resources.shadings.map.insert(ShadingId(shade_name(ShadeId(at))), shading(shade));
    }
}

fn shading(shade: &Shade) -> Shading {
    let (from, to) = (shade.from, shade.to);
    let geometry = match shade.radii {
        None => ShadingGeometry::Axial { coords: [from.0, from.1, to.0, to.1] },
        Some((one, two)) => ShadingGeometry::Radial { coords: [from.0, from.1, one, to.0, to.1, two] },
    };
    let part = |part: u8| f32::from(part) / 255.0;
    let stop = |(offset, colour): &(f32, crate::pdf::colour::Colour)| GradientStop {
        offset: *offset,
        color: [part(colour.red), part(colour.green), part(colour.blue)],
    };
    Shading { geometry, stops: shade.stops.iter().map(stop).collect(), extend: (true, true) }
}

fn external(entries: &[(&str, DictItem)], content: Vec<u8>, compress: bool) -> ExternalStream {
    let dict =
        entries.iter().map(|(key, item)| ((*key).to_owned(), item.clone())).collect::<BTreeMap<_, _>>();
    ExternalStream { dict, content, compress }
}
fn word(word: &str) -> DictItem {
    DictItem::Name(word.as_bytes().to_vec())
}

fn form(stencil: &Stencil, paper: Paper) -> XObject {
    let fill = stencil.fill;
    let part = |part: u8| f32::from(part) / 255.0;
    let mut content = format!("{:.3} {:.3} {:.3} rg\n", part(fill.red), part(fill.green), part(fill.blue));
    for segment in &stencil.segments {
        let at = |(x, y): (f32, f32)| format!("{x:.2} {:.2}", paper.height - y);
        content.push_str(&match *segment {
            Segment::Move(to) => format!("{} m\n", at(to)),
            Segment::Line(to) => format!("{} l\n", at(to)),
            Segment::Curve(a, b, to) => format!("{} {} {} c\n", at(a), at(b), at(to)),
            Segment::Close => "h\n".to_owned(),
        });
    }
    content.push('f');
    let real = DictItem::Real;
    let paper = DictItem::Array(vec![real(0.0), real(0.0), real(paper.width), real(paper.height)]);
    let entries = [
        ("Type", word("XObject")),
        ("Subtype", word("Form")),
        ("BBox", paper),
        ("Resources", DictItem::Dict { map: BTreeMap::new() }),
    ];
    let stream = external(&entries, content.into_bytes(), true);
    XObject::External(ExternalXObject { stream, width: None, height: None, dpi: None })
}

fn image(picture: &Picture) -> XObject {
    let colours = match picture.colours {
        Colours::Grey => "DeviceGray",
        Colours::Rgb => "DeviceRGB",
        Colours::Cmyk => "DeviceCMYK",
    };
    let (content, filter) = match &picture.samples {
        Samples::Plain(bytes) => (bytes.clone(), None),
        Samples::Jpeg(bytes) => (bytes.clone(), Some("DCTDecode")),
    };
    let mut entries = samples(picture, colours);
    entries.extend(filter.map(|filter| ("Filter", word(filter))));
    if picture.colours == Colours::Cmyk {
        let inverted = [1, 0, 1, 0, 1, 0, 1, 0].map(DictItem::Int).to_vec();
        entries.push(("Decode", DictItem::Array(inverted)));
    }
    if let Some(alpha) = &picture.alpha {
        let stream = external(&samples(picture, "DeviceGray"), alpha.clone(), true);
        entries.push(("SMask", DictItem::Stream { stream }));
    }
    let stream = external(&entries, content, filter.is_none());
    XObject::External(ExternalXObject { stream, width: None, height: None, dpi: None })
}

fn samples(picture: &Picture, colours: &str) -> Vec<(&'static str, DictItem)> {
    vec![
        ("Type", word("XObject")),
        ("Subtype", word("Image")),
        ("Width", DictItem::Int(i64::from(picture.width))),
        ("Height", DictItem::Int(i64::from(picture.height))),
        ("ColorSpace", word(colours)),
        ("BitsPerComponent", DictItem::Int(8)),
    ]
}
