//! The bytes of a page's content: numbers as short as they can be, then an operator.

use crate::pdf::colour::Colour;
use crate::pdf::save;

#[derive(Debug, Default)]
pub struct Content {
    pub bytes: Vec<u8>,
}

impl Content {
    pub fn say(&mut self, words: &str) {
        self.bytes.extend(words.as_bytes());
    }

    /// Lengths in points, and what is done with them.
    pub fn operator(&mut self, lengths: &[f32], operator: &str) {
        for length in lengths {
            save::number(&mut self.bytes, *length);
            self.bytes.push(b' ');
        }
        self.say(operator);
        self.bytes.push(b'\n');
    }

    pub fn whole(&mut self, number: i64) {
        save::whole(&mut self.bytes, number);
    }

    /// A number of hundredths and a space.
    pub fn hundredths(&mut self, number: i64) {
        save::hundredths(&mut self.bytes, number);
        self.bytes.push(b' ');
    }

    /// The parts of a colour; three decimals tell all 256 steps apart.
    pub fn colour(&mut self, colour: Colour) {
        for part in [colour.red, colour.green, colour.blue] {
            let thousandths = (u32::from(part) * 1000 + 127) / 255;
            match thousandths {
                0 => self.say("0"),
                1000 => self.say("1"),
                _ => self.say(format!(".{thousandths:03}").trim_end_matches('0')),
            }
            self.bytes.push(b' ');
        }
    }
}
