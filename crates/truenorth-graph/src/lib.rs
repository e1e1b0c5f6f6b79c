//! Links team goals to the organisation's vision on petgraph: line of sight, coverage, cycles, contribution, progress, schedule.
//!
//! A [`PlanGraph`] is made of a plan once; all else is computed from it by plain functions:
//!
//! - [`Sight`]: whether and on which way each goal reaches the vision;
//! - [`Coverage`]: how much of the plan is connected, upwards and downwards, with the offenders;
//! - [`cycles`]: goals that lead back to themselves;
//! - [`contribution`]: how much of the vision hangs on each goal;
//! - [`Schedule`]: when goals can and must happen, and which chain decides it;
//! - [`implied_links`] and [`links_to_cut`]: links that could go;
//! - [`frozen`]: the links in compressed rows, for analyses of large plans;
//! - [`misallocation`]: how far money lies from the priorities;
//! - [`figures`]: progress, expectation and status of every goal, with the columns above.
//!
//! Plans may be hostile: chains and cycles of a million goals, and more paths than atoms. Nothing here recurses,
//! and nothing lists paths; time and memory grow with the number of links.

mod contribution;
mod coverage;
mod cycles;
pub mod frozen;
mod graph;
mod hints;
mod misallocation;
mod normal;
mod progress;
mod rollup;
mod schedule;
mod sight;

#[cfg(test)]
mod testing;

pub use contribution::contribution;
pub use coverage::{Coverage, Share};
pub use cycles::{Cycle, CycleEdge, CycleKind, Via, cycles};
pub use graph::{Edge, Node, PlanGraph};
pub use hints::{ImpliedLink, ImpliedLinks, implied_links, links_to_cut};
pub use misallocation::misallocation;
pub use normal::normal_cdf;
pub use progress::{Figures, Ground, figures, latest_check_in};
pub use schedule::{
    Activity, Cause, ChainStep, Dates, Length, Network, NetworkEnd, Passes, Pert, Schedule, Times, Wait,
    critical_path, probability_by, three_points,
};
pub use sight::{Sight, Step};
