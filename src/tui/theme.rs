//! Colours by meaning, for terminals of 16 million, 256, 16 and no colours.

use ratatui::style::{Color, Modifier, Style};

use super::mark::Mark;

/// A set of colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    Dark,
    Light,
    HighContrast,
}

impl Palette {
    #[must_use]
    pub fn next(self) -> Palette {
        match self {
            Palette::Dark => Palette::Light,
            Palette::Light => Palette::HighContrast,
            Palette::HighContrast => Palette::Dark,
        }
    }

    /// The key of its name in words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Palette::Dark => "theme-dark",
            Palette::Light => "theme-light",
            Palette::HighContrast => "theme-high-contrast",
        }
    }
}

/// What a terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    TrueColour,
    Colours256,
    Colours16,
    None,
}

/// What a colour is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Token {
    /// The page.
    Ground,
    /// The page of overlays.
    Raised,
    Text,
    Dim,
    Border,
    /// The active title, keys, links.
    Focus,
    Mark(Mark),
}

/// The colours in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    pub palette: Palette,
    pub depth: Depth,
    /// Whether the ground is painted; else the terminal's own stays.
    pub painted: bool,
}

impl Theme {
    /// How something is written on the page.
    #[must_use]
    pub fn ink(self, token: Token) -> Style {
        let style = Style::new();
        match (self.depth, token) {
            (Depth::None, Token::Focus) => style.add_modifier(Modifier::BOLD),
            (Depth::None, Token::Mark(mark)) => style.add_modifier(plain_mark(mark)),
            (Depth::None, _) => style,
            (_, Token::Mark(Mark::Contradicted)) => style.fg(self.colour(token)).add_modifier(Modifier::BOLD),
            _ => style.fg(self.colour(token)),
        }
    }

    /// How a figure is written: tied figures as text, the others so that they stand out without colour too.
    #[must_use]
    pub fn figure(self, mark: Mark) -> Style {
        let text = self.ink(Token::Text);
        match mark {
            _ if self.depth == Depth::None => text.add_modifier(plain_mark(mark)),
            Mark::Tied | Mark::Waived | Mark::Note => text,
            Mark::Contradicted => {
                self.ink(Token::Mark(mark)).add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
            }
            Mark::Warning => self.ink(Token::Mark(mark)).add_modifier(Modifier::UNDERLINED),
            Mark::Untied => text.add_modifier(Modifier::UNDERLINED),
        }
    }

    /// The ground of the page.
    #[must_use]
    pub fn page(self) -> Style {
        self.ground(Token::Ground)
    }

    /// The ground of an overlay.
    #[must_use]
    pub fn raised(self) -> Style {
        self.ground(Token::Raised)
    }

    /// The ground of the current row or figure, to lay over what stands there.
    #[must_use]
    pub fn select(self) -> Style {
        match (self.depth, self.palette) {
            (Depth::None | Depth::Colours16, _) => Style::new().add_modifier(Modifier::REVERSED),
            (_, Palette::HighContrast) => Style::new().fg(Color::Black).bg(Color::White),
            (Depth::TrueColour, Palette::Dark) => Style::new().bg(rgb(0x002C_343D)),
            (Depth::TrueColour, Palette::Light) => Style::new().bg(rgb(0x00D9_E6F2)),
            (Depth::Colours256, Palette::Dark) => Style::new().bg(Color::Indexed(236)),
            (Depth::Colours256, Palette::Light) => Style::new().bg(Color::Indexed(254)),
        }
    }

    fn ground(self, token: Token) -> Style {
        if self.painted && matches!(self.depth, Depth::TrueColour | Depth::Colours256) {
            self.ink(Token::Text).bg(self.colour(token))
        } else {
            Style::new().fg(Color::Reset).bg(Color::Reset)
        }
    }

    fn colour(self, token: Token) -> Color {
        let (dark, light, contrast) = row(token);
        let shade = match self.palette {
            Palette::Dark => dark,
            Palette::Light => light,
            Palette::HighContrast => {
                return match self.depth {
                    Depth::Colours16 | Depth::None => dark.basic,
                    // The colour cube is close enough, and the ground is black in all of them.
                    Depth::Colours256 => Color::Indexed(contrast.1),
                    Depth::TrueColour => rgb(contrast.0),
                };
            }
        };
        match self.depth {
            Depth::TrueColour => rgb(shade.rgb),
            Depth::Colours256 => Color::Indexed(shade.indexed),
            Depth::Colours16 | Depth::None => shade.basic,
        }
    }
}

struct Shade {
    rgb: u32,
    indexed: u8,
    basic: Color,
}

const fn shade(rgb: u32, indexed: u8, basic: Color) -> Shade {
    Shade { rgb, indexed, basic }
}

/// Dark, light, and high contrast (with its nearest of 256) of each token.
fn row(token: Token) -> (Shade, Shade, (u32, u8)) {
    use Color::{
        Blue, Cyan, DarkGray, Gray, LightBlue, LightCyan, LightMagenta, LightRed, LightYellow, Magenta, Red,
        Reset, Yellow,
    };
    match token {
        Token::Ground => (shade(0x0016_191D, 234, Reset), shade(0x00FB_FBFA, 231, Reset), (0, 16)),
        Token::Raised => (shade(0x001E_2228, 235, Reset), shade(0x00F1_F2F3, 255, Reset), (0, 16)),
        Token::Text => (shade(0x00D7_DBE0, 253, Reset), shade(0x001F_2328, 235, Reset), (0x00FF_FFFF, 231)),
        Token::Dim | Token::Mark(Mark::Untied) => {
            (shade(0x0098_A1AB, 247, Gray), shade(0x0059_626B, 59, DarkGray), (0x00D0_D0D0, 252))
        }
        Token::Border => {
            (shade(0x004A_545F, 239, DarkGray), shade(0x00A9_B1B9, 249, DarkGray), (0x00FF_FFFF, 231))
        }
        Token::Focus => {
            (shade(0x007F_B7E6, 110, LightCyan), shade(0x000B_5CAD, 25, Blue), (0x00FF_FF00, 226))
        }
        Token::Mark(Mark::Note) => {
            (shade(0x007F_B7E6, 110, LightBlue), shade(0x000B_5CAD, 25, Blue), (0x0087_D7FF, 117))
        }
        Token::Mark(Mark::Tied) => {
            (shade(0x0063_C9B8, 79, Cyan), shade(0x0000_594F, 23, Cyan), (0x005F_FFD7, 86))
        }
        Token::Mark(Mark::Contradicted) => {
            (shade(0x00FF_7A6E, 210, LightRed), shade(0x009E_1B16, 124, Red), (0x00FF_8F87, 210))
        }
        Token::Mark(Mark::Warning) => {
            (shade(0x00E8_B04B, 179, LightYellow), shade(0x0094_6200, 94, Yellow), (0x00FF_D75F, 221))
        }
        Token::Mark(Mark::Waived) => {
            (shade(0x00B9_A2EC, 147, LightMagenta), shade(0x0065_41A5, 55, Magenta), (0x00D7_AFFF, 183))
        }
    }
}

/// Without colour: contradicted reversed, warnings bold and underlined, untied underlined.
fn plain_mark(mark: Mark) -> Modifier {
    match mark {
        Mark::Contradicted => Modifier::REVERSED,
        Mark::Warning => Modifier::BOLD.union(Modifier::UNDERLINED),
        Mark::Untied => Modifier::UNDERLINED,
        Mark::Tied | Mark::Note | Mark::Waived => Modifier::empty(),
    }
}

fn rgb(hex: u32) -> Color {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color::Rgb(red, green, blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(palette: Palette, depth: Depth) -> Theme {
        Theme { palette, depth, painted: true }
    }

    #[test]
    fn without_colour_nothing_is_coloured() {
        let theme = theme(Palette::Dark, Depth::None);
        for mark in Mark::ALL {
            for style in [theme.figure(mark), theme.ink(Token::Mark(mark)), theme.ink(Token::Focus)] {
                assert_eq!((style.fg, style.bg), (None, None), "{mark:?}");
            }
        }
        assert_eq!(theme.page().bg, Some(Color::Reset));
        assert!(theme.figure(Mark::Contradicted).add_modifier.contains(Modifier::REVERSED));
    }

    #[test]
    fn contradicted_and_warned_figures_differ_by_more_than_colour() {
        for palette in [Palette::Dark, Palette::Light, Palette::HighContrast] {
            let theme = theme(palette, Depth::TrueColour);
            let (wrong, doubtful) = (theme.figure(Mark::Contradicted), theme.figure(Mark::Warning));
            assert_ne!(wrong.add_modifier, doubtful.add_modifier);
            assert_ne!(wrong.fg, doubtful.fg);
        }
    }
}
