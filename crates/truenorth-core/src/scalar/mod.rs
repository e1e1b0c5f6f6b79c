//! The scalars of the plan format: the smallest values a field can hold, each with its own syntax.
//!
//! Every type has one canonical text (`Display`), a `parse` that accepts that text and tells people how
//! to mend any other ([`Mistake`]), and hand-written serde and JSON Schema implementations. All of them
//! are small plain values; none of them panics on any input.

mod calendar;
mod date;
mod decimal;
mod due;
mod duration;
mod id;
mod mistake;
mod money;
mod nearest;
mod number_text;
mod percent;
mod ratio;
mod read;
mod suggest;
pub mod text;
mod time;
mod time_repair;
mod value;

pub use calendar::{Calendar, NamedBy, parse_fiscal_start};
pub use date::Date;
pub use decimal::Decimal;
pub(crate) use decimal::split_units;
pub use due::{Due, Offset, Sign};
pub use duration::{Duration, DurationUnit};
pub use id::{Id, Reference};
pub use mistake::Mistake;
pub use money::{Amount, Currency, Money};
pub use nearest::{Candidates, Near};
pub use percent::Percent;
pub use ratio::Ratio;
pub use suggest::{did_you_mean, only_slip};
pub use time::{Period, SimpleTime, Time};
pub use value::{MissingWord, Value};

#[cfg(test)]
mod tests {
    use super::*;

    /// A plan of 100,000 goals holds millions of these, so their sizes are part of the contract.
    #[test]
    fn sizes_stay_small() {
        assert!(size_of::<Date>() <= 4);
        assert!(size_of::<Time>() <= 16);
        assert!(size_of::<Option<Time>>() <= 16);
        assert!(size_of::<Duration>() <= 8);
        assert!(size_of::<Percent>() <= 8);
        assert!(size_of::<Decimal>() <= 16);
        assert!(size_of::<Money>() <= 32);
        assert!(size_of::<Option<Money>>() <= 32);
        assert!(size_of::<Value>() <= 16);
        // Short ids, which most are, stand in these bytes themselves.
        assert_eq!(size_of::<Id>(), 24);
        assert_eq!(size_of::<Option<Reference>>(), 24);
        assert!(size_of::<Due>() <= 32);
    }
}
