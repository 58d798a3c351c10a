//! From the start of the process to the first frame of the checked sample, on a terminal of 160 × 45:
//! `cargo bench --bench start`.

#![expect(clippy::print_stdout, reason = "a measurement is printed")]

use std::io::Read as _;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

const RUNS: usize = 41;
/// In the first frame of the checked report, and in none before it.
const SIGN: &str = "[1 Read]";

fn main() {
    let mut times: Vec<Duration> = (0..RUNS).map(|_| first_frame()).collect();
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    println!("first frame of the sample, {RUNS} runs");
    println!("fastest {:?}  median {:?}  90% {:?}  slowest {:?}", at(0), at(50), at(90), at(100));
}

/// Starts the program, waits for its first frame, and ends it.
fn first_frame() -> Duration {
    let home = tempfile::tempdir().expect("there is room for a folder");
    let size = PtySize { rows: 45, cols: 160, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).expect("there is a terminal to open");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tieout"));
    command.args(["--lang", "en", "content"]);
    command.cwd(env!("CARGO_MANIFEST_DIR"));
    command.env("TERM", "xterm-256color");
    command.env("XDG_STATE_HOME", home.path().join("state"));
    command.env("XDG_CONFIG_HOME", home.path().join("config"));
    let mut reader = pair.master.try_clone_reader().expect("its output can be read");
    let begun = Instant::now();
    let mut child = pair.slave.spawn_command(command).expect("the program starts");
    let mut seen = Vec::new();
    let mut bytes = [0; 16384];
    loop {
        let count = reader.read(&mut bytes).expect("its output can be read");
        assert!(count > 0, "it ended: {}", String::from_utf8_lossy(&seen));
        seen.extend_from_slice(&bytes[..count]);
        if seen.windows(SIGN.len()).any(|window| window == SIGN.as_bytes()) {
            break;
        }
    }
    let took = begun.elapsed();
    // It is ended as the system ends it, and gives the terminal back; what it still says is let go.
    child.kill().expect("it can be ended");
    child.wait().expect("it ends");
    took
}
