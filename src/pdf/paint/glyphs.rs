//! Text by glyph: runs of one font and size, placed from the widths that stand in the file, so that rounding never
//! adds up.

use super::{Painter, foreign};
use crate::pdf::embed::Cut;
use crate::pdf::page::{Glyph, Text};
use crate::pdf::save;

impl Painter<'_> {
    pub(super) fn text(&mut self, text: &Text) {
        self.fill(text.colour);
        if self.unseen != text.unseen {
            self.unseen = text.unseen;
            self.out.say(if text.unseen { "3 Tr\n" } else { "0 Tr\n" });
        }
        let language = text.tag.element.and_then(|element| self.tags.language(element));
        let stretches = language.map(|language| foreign::stretches(&text.glyphs, language));
        let mut start = 0;
        for stretch in stretches.unwrap_or_default() {
            self.glyphs(text, &text.glyphs[start..stretch.start]);
            // A stretch that is in another language than what stands around it.
            let tag = language.map_or("", |language| language.other().tag());
            self.out.say(&format!("/Span <</Lang({tag})>> BDC\n"));
            start = stretch.end;
            self.glyphs(text, &text.glyphs[stretch]);
            self.out.say("EMC\n");
        }
        self.glyphs(text, &text.glyphs[start..]);
    }

    fn glyphs(&mut self, text: &Text, glyphs: &[Glyph]) {
        let same = |a: &Glyph, b: &Glyph| a.face == b.face && same(a.size, b.size) && same(a.rise, b.rise);
        for run in glyphs.chunk_by(same) {
            self.run(text, run);
        }
    }

    fn run(&mut self, text: &Text, run: &[Glyph]) {
        let fonts = self.fonts;
        let Some((first, font)) = run.first().and_then(|first| Some((first, fonts.get(&first.face)?))) else {
            return;
        };
        let size = save::in_hundredths(first.size);
        if self.font != Some((first.face, size)) {
            self.font = Some((first.face, size));
            self.out.say("/");
            self.out.say(&font.name);
            self.out.say(" ");
            self.out.hundredths(size);
            self.out.say("Tf\n");
        }
        let plain = |glyph: &Glyph| glyph.text.as_str() == font.text(glyph.id);
        for part in run.chunk_by(|a, b| plain(a) && plain(b)) {
            let Some(head) = part.first() else { continue };
            let otherwise = !plain(head);
            if otherwise {
                // It is read as something else than its glyph says elsewhere.
                self.out.say("/Span <</ActualText");
                save::text_string(&mut self.out.bytes, &head.text);
                self.out.say(">> BDC\n");
            }
            let up = self.up(text.y - head.rise);
            self.line_at(save::in_hundredths(text.x + head.x), save::in_hundredths(up));
            self.show(part, font);
            if otherwise {
                self.out.say("EMC\n");
            }
        }
    }

    /// Begins a line, counted from where the last one began.
    fn line_at(&mut self, x: i64, y: i64) {
        self.out.hundredths(x - self.line.0);
        self.out.hundredths(y - self.line.1);
        self.out.say("Td\n");
        self.line = (x, y);
    }

    /// Shows glyphs with the gaps between them, counted from the widths in the file.
    fn show(&mut self, glyphs: &[Glyph], font: &Cut) {
        let start = glyphs.first().map_or(0.0, |first| first.x);
        let mut pen = 0.0;
        let mut codes: Vec<u8> = Vec::with_capacity(glyphs.len() * 2);
        self.out.say("[");
        for (at, glyph) in glyphs.iter().enumerate() {
            let gap = (pen - (glyph.x - start) * 1000.0 / glyph.size).round();
            if at > 0 && gap != 0.0 {
                save::literal(&mut self.out.bytes, &codes);
                codes.clear();
                #[expect(clippy::cast_possible_truncation, reason = "a gap is shorter than a page")]
                self.out.whole(gap as i64);
                pen -= gap;
            }
            let (id, width) = font.glyph(glyph.id);
            codes.extend(id.to_be_bytes());
            pen += width;
        }
        save::literal(&mut self.out.bytes, &codes);
        self.out.say("]TJ\n");
    }
}

fn same(a: f32, b: f32) -> bool {
    (a - b).abs() < 0.001
}
