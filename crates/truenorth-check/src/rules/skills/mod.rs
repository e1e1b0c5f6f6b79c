//! Rules on skills: what the goals need, who has it, and who learns it in time.

mod needs;
mod supply;

pub mod certificate_expired;
pub mod level_outside_scale;
pub mod mentor_below_mentee;
pub mod role_gap_without_training;
pub mod single_point_skill;
pub mod skill_below_wanted;
pub mod skill_gap;
pub mod stale_level;
pub mod too_many_mentees;
pub mod training_overbooked;
pub mod training_too_late;
pub mod training_without_need;

#[cfg(test)]
mod tests;
