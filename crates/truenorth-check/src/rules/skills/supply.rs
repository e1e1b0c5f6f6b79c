//! Words about who has a skill.

use truenorth_core::place::Place;
use truenorth_core::plan::{PersonIx, Plan, SkillIx};
use truenorth_core::scalar::Date;
use truenorth_graph::supply::Supply;

use crate::context::count;

/// "; of 3 people no level is written", or nothing.
pub(super) fn unknown_words(supply: &Supply<'_>, skill: SkillIx, day: Date) -> String {
    match supply.unknown(skill, day) {
        0 => String::new(),
        unknown => format!("; of {} no level is written", people(unknown)),
    }
}

/// Where a person stands.
pub(super) fn person_place(plan: &Plan, person: PersonIx) -> Place {
    Place::value(plan[person].file, plan[person].written.spot)
}

/// A person's id.
pub(super) fn person_id(plan: &Plan, person: PersonIx) -> &str {
    plan[person].written.id.as_str()
}

/// "1 person", "2 people".
pub(super) fn people(number: usize) -> String {
    if number == 1 { count(1, "person") } else { format!("{number} people") }
}

/// A number of the format as a count.
pub(super) fn wanted(number: Option<u32>, default: usize) -> usize {
    number.map_or(default, |number| usize::try_from(number).unwrap_or(usize::MAX))
}

/// "nobody is", "1 is", "2 are".
pub(super) fn are(number: usize) -> String {
    match number {
        0 => "nobody is".to_owned(),
        1 => "1 is".to_owned(),
        _ => format!("{number} are"),
    }
}
