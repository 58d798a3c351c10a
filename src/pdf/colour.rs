//! Every colour of the page, from one brand value.
//!
//! The brand is read as OKLCH; its ink is darkened until it reads on white (contrast 7 : 1), its tints keep
//! its hue. Neutrals are fixed. Nothing is refused: a yellow brand gives a dark yellow ink.

/// An sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour {
    pub red: u8,
    pub green: u8,
    pub blue: u8,
}

impl Colour {
    pub const WHITE: Colour = Colour::new(0xFF, 0xFF, 0xFF);
    pub const TEXT: Colour = Colour::new(0x1F, 0x23, 0x28);
    pub const DIM: Colour = Colour::new(0x59, 0x62, 0x6B);
    pub const RULE: Colour = Colour::new(0xC3, 0xC9, 0xCF);
    pub const HAIR: Colour = Colour::new(0xDD, 0xE1, 0xE5);
    /// Inks of the states of figures in a review copy.
    pub const CONTRADICTED: Colour = Colour::new(0x9E, 0x1B, 0x16);
    pub const WARNING: Colour = Colour::new(0x8F, 0x4E, 0x00);
    pub const WAIVED: Colour = Colour::new(0x6B, 0x4F, 0xA0);
    pub const UNTIED: Colour = Colour::new(0x63, 0x6C, 0x75);
    pub const TIED: Colour = Colour::new(0x00, 0x60, 0x5F);
    /// What is laid under figures that do not tie, and under doubtful ones.
    pub const UNDER_CONTRADICTED: Colour = Colour::new(0xFF, 0xD6, 0xD0);
    pub const UNDER_WARNING: Colour = Colour::new(0xFF, 0xEB, 0xB8);
    /// The brand of a report that names none.
    pub const BRAND: Colour = Colour::new(0x0F, 0x5C, 0x6E);

    #[must_use]
    pub const fn new(red: u8, green: u8, blue: u8) -> Colour {
        Colour { red, green, blue }
    }

    /// Reads `#RRGGBB`.
    #[must_use]
    pub fn from_hex(hex: &str) -> Option<Colour> {
        let digits = hex.trim().strip_prefix('#')?;
        if digits.len() != 6 || !digits.is_ascii() {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Colour::new(part(0)?, part(2)?, part(4)?))
    }

    /// The colour thinned with white: 1 leaves it as it is.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0–255 first")]
    pub fn thinned(self, part: f32) -> Colour {
        let mix = |byte: u8| (255.0 - (255.0 - f32::from(byte)) * part).round().clamp(0.0, 255.0) as u8;
        Colour::new(mix(self.red), mix(self.green), mix(self.blue))
    }

    /// Contrast with white as WCAG 2 counts it, from 1 to 21.
    #[must_use]
    pub fn contrast_on_white(self) -> f64 {
        let [red, green, blue] = self.linear();
        1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
    }

    fn linear(self) -> [f64; 3] {
        [self.red, self.green, self.blue].map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        })
    }
}

/// The colours that depend on the brand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Headings, rules, the latest year.
    pub ink: Colour,
    /// Fills of group rows, callouts, case boxes.
    pub tint: Colour,
    /// Stronger fills.
    pub tint_strong: Colour,
    /// Rules of quotes, second titles on ink.
    pub soft: Colour,
    /// Bars by year, oldest first; the last is the ink.
    pub years: [Colour; 3],
    /// Parts and lines of charts, in order.
    pub series: [Colour; 6],
}

impl Palette {
    /// Derives the palette of a brand.
    #[must_use]
    pub fn new(brand: Colour) -> Palette {
        let base = Oklch::from(brand);
        let mut ink = brand;
        let mut dark = base;
        while ink.contrast_on_white() < 7.0 {
            dark.lightness -= 0.005;
            ink = dark.colour();
        }
        let tone =
            |lightness, chroma: f64| Oklch { lightness, chroma: chroma * base.chroma, ..base }.colour();
        let years = [tone(0.84, 0.45), tone(0.68, 0.8), ink];
        Palette {
            ink,
            tint: tone(0.97, 0.12),
            tint_strong: tone(0.93, 0.25),
            soft: tone(0.85, 0.5),
            years,
            series: series(Oklch::from(ink)),
        }
    }
}

/// Six colours whose greys differ from their neighbours' too; hues too near the brand's are swapped.
fn series(ink: Oklch) -> [Colour; 6] {
    let hue = |wanted: f64, other: f64| {
        let apart = (wanted - ink.hue).rem_euclid(360.0);
        if apart.min(360.0 - apart) < 45.0 { other } else { wanted }
    };
    let of = |lightness, chroma, hue| Oklch { lightness, chroma, hue }.colour();
    [
        Oklch { lightness: ink.lightness.clamp(0.36, 0.42), ..ink }.colour(),
        of(0.80, 0.14, hue(70.0, 235.0)),
        of(0.58, 0.15, hue(38.0, 180.0)),
        of(0.89, 0.06, ink.hue),
        of(0.68, 0.11, hue(330.0, 150.0)),
        of(0.32, 0.015, ink.hue),
    ]
}

/// Lightness 0–1, chroma, hue in degrees (Ottosson's OKLCH).
#[derive(Clone, Copy)]
struct Oklch {
    lightness: f64,
    chroma: f64,
    hue: f64,
}

impl Oklch {
    /// The nearest sRGB colour of the same lightness and hue: chroma gives way.
    fn colour(self) -> Colour {
        let mut chroma = self.chroma;
        loop {
            let linear = Oklch { chroma, ..self }.linear();
            let inside = linear.iter().all(|part| (-1e-4..=1.0001).contains(part));
            if inside || chroma <= 0.0 {
                let [red, green, blue] = linear.map(encode);
                return Colour::new(red, green, blue);
            }
            chroma -= 0.002;
        }
    }

    fn linear(self) -> [f64; 3] {
        let (sin, cos) = self.hue.to_radians().sin_cos();
        let (a, b) = (self.chroma.max(0.0) * cos, self.chroma.max(0.0) * sin);
        let long = (self.lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let medium = (self.lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let short = (self.lightness - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
        [
            4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short,
            -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short,
            -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701 * short,
        ]
    }
}

impl From<Colour> for Oklch {
    fn from(colour: Colour) -> Oklch {
        let [red, green, blue] = colour.linear();
        let long = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
        let medium = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
        let short = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
        let a = 1.977_998_495_1 * long - 2.428_592_205 * medium + 0.450_593_709_9 * short;
        let b = 0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766 * short;
        Oklch {
            lightness: 0.210_454_255_3 * long + 0.793_617_785 * medium - 0.004_072_046_8 * short,
            chroma: a.hypot(b),
            hue: b.atan2(a).to_degrees().rem_euclid(360.0),
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0–255 first")]
fn encode(linear: f64) -> u8 {
    let linear = linear.clamp(0.0, 1.0);
    let part = if linear <= 0.003_130_8 { linear * 12.92 } else { 1.055 * linear.powf(1.0 / 2.4) - 0.055 };
    (part * 255.0).round().clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(colour: Colour) -> String {
        format!("#{:02X}{:02X}{:02X}", colour.red, colour.green, colour.blue)
    }

    #[test]
    fn the_default_brand_keeps_its_ink_and_hue() {
        let palette = Palette::new(Colour::BRAND);
        assert_eq!(hex(palette.ink), "#0F5C6E");
        assert_eq!(hex(palette.tint), "#EFF7F9");
        assert_eq!(hex(palette.soft), "#B4D4DE");
        assert_eq!(palette.years.map(hex), ["#B3D0D9", "#6EA2B1", "#0F5C6E"]);
    }

    #[test]
    fn every_brand_gives_an_ink_that_reads_on_white() {
        for brand in ["#FFD400", "#1560FF", "#808080", "#FFFFFF", "#FF0000", "#00FF00"] {
            let ink = Palette::new(Colour::from_hex(brand).unwrap()).ink;
            assert!(ink.contrast_on_white() >= 7.0, "{brand} gave {}", hex(ink));
        }
    }

    #[test]
    fn what_is_no_colour_is_refused() {
        for text in ["", "0F5C6E", "#0F5C6", "#0F5C6G", "#０F5C6", "teal"] {
            assert_eq!(Colour::from_hex(text), None, "{text}");
        }
    }
}
