//! A table in one of three notations: lines are rows, `|` parts cells.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tieout_fuzz::{checked, single, text};

fuzz_target!(|data: &[u8]| {
    let Some((notation, data)) = data.split_first() else { return };
    let Some(text) = text(data) else { return };
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split('|').collect()).collect();
    let lines =
        |join: &dyn Fn(&[&str]) -> String| rows.iter().map(|row| join(row) + "\n").collect::<String>();
    let markdown = match notation % 3 {
        0 => {
            let width = rows.first().map_or(0, Vec::len);
            let pipes = lines(&|row| format!("| {} |", row.join(" | ")));
            let (head, body) = pipes.split_once('\n').unwrap_or((&pipes, ""));
            format!("{head}\n|{}\n{body}", "---|".repeat(width))
        }
        1 => lines(&|row| row.join("\t")),
        _ => {
            let cells = lines(&|row| format!("<tr><td>{}</td></tr>", row.join("</td><td>")));
            format!("<table>\n{cells}</table>\n")
        }
    };
    checked(&single(&format!("# T\n\nTable: T 2023\n\n{markdown}")));
});
