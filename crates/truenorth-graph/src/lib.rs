//! Links team goals to the organisation's vision on petgraph: line of sight, coverage, cycles, contribution, progress.
//!
//! A [`PlanGraph`] is made of a plan once; all else is computed from it by plain functions:
//!
//! - [`Sight`]: whether and on which way each goal reaches the vision;
//! - [`Coverage`]: how much of the plan is connected, upwards and downwards, with the offenders;
//! - [`cycles`]: goals that lead back to themselves;
//! - [`contribution`]: how much of the vision hangs on each goal;
//! - [`Dominators`]: goals that others cannot reach the vision without;
//! - [`points`]: people, roles, teams, skills and budget lines without which part of the vision is lost;
//! - [`impact`]: what hangs on an item, and what it hangs on;
//! - [`loads`]: what people and teams have to do by quarter;
//! - [`crossings`]: which team waits for which;
//! - [`misallocation`]: how far money lies from the priorities;
//! - [`figures`]: progress, expectation and status of every goal, with the columns above.
//!
//! Plans may be hostile: chains and cycles of a million goals, and more paths than atoms. Nothing here recurses,
//! and nothing lists paths; time and memory grow with the number of links.

mod asks;
pub mod bookings;
mod carriers;
mod contribution;
mod coverage;
mod crossing;
mod cycles;
mod dominators;
mod graph;
mod hands;
mod impact;
mod load;
pub mod mentions;
mod misallocation;
pub mod needs;
mod points;
mod progress;
mod rollup;
mod sight;
pub mod supply;
mod waiting;
mod work_days;

#[cfg(test)]
mod testing;

pub use asks::{ask_day, ask_points};
pub use carriers::Reason;
pub use contribution::contribution;
pub use coverage::{Coverage, Share};
pub use crossing::{Asked, AskedInQuarter, Crossing, Crossings, Wait, crossings, team_of};
pub use cycles::{Cycle, CycleEdge, CycleKind, Via, cycles};
pub use dominators::Dominators;
pub use graph::{Edge, Node, PlanGraph};
pub use impact::{Impact, Named, Reached, impact, impact_with};
pub use load::{Load, is_own_work, loads};
pub use misallocation::misallocation;
pub use points::{Lost, Point, points};
pub use progress::{Figures, Ground, figures, latest_check_in};
pub use sight::{Sight, Step};
