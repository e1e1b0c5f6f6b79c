//! The rules that a plan is held against, and the policy that decides what comes of their findings.
//!
//! [`rules::RULES`] is the one list of rules; [`check()`] runs those that the plan's policy selects and
//! gives a [`Report`]. Reading and resolving have findings of their own, which go through the same policy.

mod baseline;
mod causes;
mod context;
mod ignores;
mod page;
mod policy;
mod report;
mod rule;
pub mod rules;
#[cfg(test)]
mod testing;

pub use baseline::{Baseline, BaselineError, Key, keys};
pub use context::{Context, Goals, Sink};
pub use page::{Page, PageError, parse_page};
pub use policy::{FlagError, Flags, Policy, Selector, SetLevel};
pub use report::{Ignored, Report, check, check_by};
pub use rule::{Group, OptionDoc, Rule, RuleCheck, Set};
pub use rules::{RULES, find};
