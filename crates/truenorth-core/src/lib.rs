//! What a plan is: the format's types, reading, resolving, money, calendar and findings.
//!
//! Everything here is pure: text comes in, a [`plan::Plan`] and [`finding::Finding`]s go out. Files,
//! clock, environment and terminal belong to the binary (`crates/cli`).
//!
//! The flow is `text -> json::Tape -> model::File -> plan::Plan`; see `docs/architecture.md`.

pub mod belongs;
pub mod budget;
pub mod built;
pub mod edit;
pub mod finding;
pub mod fix;
pub mod json;
pub mod measuring;
pub mod model;
pub mod place;
pub mod plan;
pub mod read;
pub mod redact;
pub mod resolve;
pub mod rules;
pub mod sanitise;
pub mod scalar;
pub mod scenario;
pub mod schema;
pub mod source;
#[cfg(test)]
mod testing;
