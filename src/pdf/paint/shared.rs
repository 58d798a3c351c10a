//! What pages share: the watermark and the pictures, each held once and drawn by name.

use std::collections::BTreeMap;

use printpdf::xobject::{ExternalStream, ExternalXObject};
use printpdf::{DictItem, Op, XObject, XObjectId, XObjectTransform};

use crate::pdf::page::{Colours, Pages, Paper, Picture, PictureId, Samples, Segment, Stencil};

const WATERMARK: &str = "Draft";

/// Draws the watermark.
#[must_use]
pub fn watermark() -> Op {
    draw(WATERMARK.to_owned(), [1.0, 0.0, 0.0, 1.0, 0.0, 0.0])
}

/// Draws a picture: left, bottom, width, height.
#[must_use]
pub fn picture(id: PictureId, [x, bottom, width, height]: [f32; 4]) -> Op {
    draw(name(id), [width, 0.0, 0.0, height, x, bottom])
}

fn draw(name: String, matrix: [f32; 6]) -> Op {
    let transform = XObjectTransform {
        translate_x: Some(printpdf::Pt(matrix[4])),
        translate_y: Some(printpdf::Pt(matrix[5])),
        scale_x: Some(matrix[0]),
        scale_y: Some(matrix[3]),
        no_auto_scale: true,
        ..XObjectTransform::default()
    };
    Op::UseXobject { id: XObjectId(name), transform }
}

fn name(id: PictureId) -> String {
    format!("Im{}", id.0)
}

/// Everything that is shared, by name.
pub fn all(pages: &Pages) -> Vec<(XObjectId, XObject)> {
    let pictures = pages.pictures.iter().enumerate();
    let pictures = pictures.map(|(at, picture)| (XObjectId(name(PictureId(at))), image(picture)));
    let watermark = pages.watermark.iter();
    let watermark = watermark.map(|stencil| (XObjectId(WATERMARK.to_owned()), form(stencil, pages.paper)));
    watermark.chain(pictures).collect()
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
