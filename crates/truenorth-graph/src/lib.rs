//! Links team goals to the organisation's vision on petgraph: line of sight, coverage, cycles, contribution, progress.
//!
//! A [`PlanGraph`] is made of a plan once; all else is computed from it by plain functions:
//!
//! - [`Sight`]: whether and on which way each goal reaches the vision;
//! - [`Coverage`]: how much of the plan is connected, upwards and downwards, with the offenders;
//! - [`cycles`]: goals that lead back to themselves;
//! - [`contribution`]: how much of the vision hangs on each goal;
//! - [`Money`]: what comes to every goal from the budget, and what never reaches the vision, to the cent;
//! - [`misallocation`]: how far money lies from the priorities;
//! - [`carried`]: how much of the work reaches the vision, by number of goals or effort;
//! - [`stats`]: counts and measures of the whole plan, each with what spoils it;
//! - [`figures`]: progress, expectation and status of every goal, with the columns above.
//!
//! Plans may be hostile: chains and cycles of a million goals, and more paths than atoms. Nothing here recurses,
//! and nothing lists paths; time and memory grow with the number of links.

mod carried;
mod contribution;
mod coverage;
mod cycles;
mod graph;
mod misallocation;
mod money;
mod progress;
mod rollup;
mod sight;
mod stats;

#[cfg(test)]
mod testing;

pub use carried::{Carried, Mass, carried};
pub use contribution::contribution;
pub use coverage::{Coverage, Share};
pub use cycles::{Cycle, CycleEdge, CycleKind, Via, cycles};
pub use graph::{Edge, Node, PlanGraph};
pub use misallocation::{entropy, hhi, jsd, kl, misallocation};
pub use money::{
    Asked, Basis, By, Currencies, Flow, FlowNode, FundMoney, Grain, Heading, Hierarchy, LinkMoney,
    Misalignment, Money, PillarGap, Reason, Received, Sheet, Stuck, Unaligned, hierarchy_heads, misalignment,
};
pub use progress::{Figures, Ground, figures, latest_check_in};
pub use sight::{Sight, Step};
pub use stats::{CrossTeam, Depth, Focus, MoneyStat, Stats, stats};
