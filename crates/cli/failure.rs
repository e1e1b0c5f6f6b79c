//! What ends a command: a failure of the tool's surroundings, told on standard error.

use std::io;

use truenorth_core::sanitise;

use crate::exit;
use crate::output;

/// Why a command ends before it has done its work.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Something is wrong with the call, a file or the plan: message and what to do.
    Stop { message: String, help: Option<String> },
    /// There is no plan.
    NoPlan { looked_in: String },
    /// Whoever reads the output has gone: end quietly.
    Gone,
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self::Stop { message: message.into(), help: None }
    }

    pub(crate) fn with_help(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Stop { message: message.into(), help: Some(help.into()) }
    }

    /// Says it, and gives the exit status.
    pub(crate) fn tell(&self) -> u8 {
        match self {
            Self::Stop { message, help } => {
                let mut text = format!("error: {}\n", sanitise::one_line(message));
                if let Some(help) = help {
                    text.push_str(&format!("help: {}\n", sanitise::one_line(help)));
                }
                output::to_stderr(&text);
                exit::FAILED
            }
            Self::NoPlan { looked_in } => {
                let looked_in = sanitise::one_line(looked_in);
                let init = if looked_in == "." { String::new() } else { format!(" {looked_in}") };
                output::to_stderr(&format!(
                    "error: no truenorth.json in {looked_in} or above it\n\
                     help: `truenorth init{init}` begins a plan there\n"
                ));
                exit::NOTHING
            }
            Self::Gone => exit::CLEAN,
        }
    }
}

/// An error of writing results: quiet if the reader has gone.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::Gone;
        }
        Self::new(format!("the output cannot be written: {error}"))
    }
}
