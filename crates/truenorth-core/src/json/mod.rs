//! JSON text with places: a scanner that reports all damage of a file in one pass, the tape it
//! writes, and a serde `Deserializer` over the tape.
//!
//! serde_json stops at a file's first error, points at the end of the token and keeps the last of two
//! equal keys; see `docs/decisions/0002-own-json-reader.md`. It is the oracle of the tests here: both
//! accept and reject the same texts (but for equal keys and depth, which serde_json does not judge).

mod damage;
mod de;
mod direct;
mod mends;
mod scan;
mod sound;
mod tape;
mod token;

#[cfg(test)]
mod direct_tests;
#[cfg(test)]
mod tests;

pub use damage::{Damage, DamageKind, Mend};
pub use de::{Problem, ProblemFix, ProblemKind, Reading, read_value};
pub use scan::{MAX_DEPTH, scan, scan_value};
pub use tape::{NodeKind, Tape};

pub(crate) use de::RETRY;
pub(crate) use direct::read_sound;
pub(crate) use tape::Nodes;
