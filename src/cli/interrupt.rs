//! Ctrl-C while files are made: heeded where nothing is half done, so that all files are written or none.

#[cfg(unix)]
use std::sync::Arc;
#[cfg(unix)]
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::console::Failure;

/// Whether somebody, or the system, wishes that we end.
#[derive(Debug, Default)]
pub struct Interrupt {
    /// The signal that came; 0 where none did.
    #[cfg(unix)]
    signal: Arc<AtomicUsize>,
}

impl Interrupt {
    /// Listens from now on. A second signal ends the program at once: that too leaves old files or new ones.
    #[cfg(unix)]
    #[must_use]
    pub fn listen() -> Interrupt {
        use signal_hook::consts::{SIGINT, SIGTERM};
        use signal_hook::flag;
        let (signal, again) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        // Not SIGHUP: `nohup` has it ignored, and it should stay so.
        for number in [SIGINT, SIGTERM] {
            let code = usize::try_from(number).unwrap_or_default();
            // Where signals cannot be caught, they end the program as they always do.
            let _ = flag::register_conditional_shutdown(number, exit_code(code).into(), Arc::clone(&again))
                .and_then(|_| flag::register(number, Arc::clone(&again)))
                .and_then(|_| flag::register_usize(number, Arc::clone(&signal), code));
        }
        Interrupt { signal }
    }

    /// Signals are a matter of Unix.
    #[cfg(not(unix))]
    #[must_use]
    pub fn listen() -> Interrupt {
        Interrupt::default()
    }

    /// Stops what is being done, if it is to be.
    ///
    /// # Errors
    /// When a signal has come.
    #[cfg(unix)]
    pub fn heed(&self) -> Result<(), Failure> {
        match self.signal.load(Ordering::Relaxed) {
            0 => Ok(()),
            signal => Err(Failure::Interrupted(exit_code(signal))),
        }
    }

    /// # Errors
    /// Never.
    #[cfg(not(unix))]
    pub fn heed(&self) -> Result<(), Failure> {
        Ok(())
    }
}

/// What shells say of a program that a signal ended: 130 for Ctrl-C.
#[cfg(unix)]
fn exit_code(signal: usize) -> u8 {
    u8::try_from(128 + signal).unwrap_or(super::UNUSABLE)
}
