//! Links team goals to the organisation's vision on petgraph: line of sight, coverage, cycles, contribution, progress, schedule.
//!
//! A [`PlanGraph`] is made of a plan once; all else is computed from it by plain functions:
//!
//! - [`Sight`]: whether and on which way each goal reaches the vision;
//! - [`Coverage`]: how much of the plan is connected, upwards and downwards, with the offenders;
//! - [`cycles`]: goals that lead back to themselves;
//! - [`contribution`]: how much of the vision hangs on each goal;
//! - [`Dominators`]: goals that others cannot reach the vision without;
//! - [`points`]: people, roles, teams, skills and budget lines without which part of the vision is lost;
//! - [`Money`]: what comes to every goal from the budget, and what never reaches the vision, to the cent;
//! - [`impact`]: what hangs on an item, and what it hangs on;
//! - [`loads`]: what people and teams have to do by quarter;
//! - [`crossings`]: which team waits for which;
//! - [`Schedule`]: when goals can and must happen, and which chain decides it;
//! - [`implied_links`] and [`links_to_cut`]: links that could go;
//! - [`frozen`]: the links in compressed rows, for analyses of large plans;
//! - [`misallocation`]: how far money lies from the priorities;
//! - [`figures`]: progress, expectation and status of every goal, with the columns above;
//! - [`compare_rollups`]: what they would be under every roll-up;
//! - [`grl`]: the plan as a goal model of ITU-T Z.151.
//! - [`carried`]: how much of the work reaches the vision, by number of goals or effort;
//! - [`weigh`]: options by weighted scores, and how far it is to another winner;
//! - [`gaps`]: skills that are wanted and not there, and which of them courses close in time;
//! - [`stats`]: counts and measures of the whole plan, each with what spoils it;
//! - [`figures`]: progress, expectation and status of every goal, with the columns above.
//!
//! Plans may be hostile: chains and cycles of a million goals, and more paths than atoms. Nothing here recurses,
//! and nothing lists paths; time and memory grow with the number of links.

mod asks;
pub mod bookings;
mod carried;
mod carriers;
mod changes;
mod compare;
mod contribution;
mod coverage;
mod crossing;
mod cycles;
mod dominators;
mod expected_loss;
pub mod frozen;
pub mod gaps;
mod graph;
pub mod grl;
mod hands;
mod hints;
mod impact;
mod load;
pub mod mentions;
mod misallocation;
mod money;
pub mod needs;
mod normal;
mod points;
mod progress;
mod rollup;
mod schedule;
mod sight;
mod standing;
mod stats;
pub mod supply;
mod waiting;
mod weighing;
pub mod why;
mod work_days;

#[cfg(test)]
mod testing;

pub use asks::{ask_day, ask_points};
pub use carried::{Carried, Mass, carried};
pub use carriers::Reason;
pub use changes::{ChangeLoad, change_loads, open_changes};
pub use compare::{COMPARED, Comparison, RolledUp, compare_rollups};
pub use contribution::contribution;
pub use coverage::{Coverage, Share};
pub use crossing::{
    AskedInQuarter, Crossing, Crossings, TeamAsk, TeamWait, crossings, team_of, team_of_owner,
};
pub use cycles::{Cycle, CycleEdge, CycleKind, Via, cycles, tangles};
pub use dominators::Dominators;
pub use expected_loss::{ExpectedLoss, currency_of};
pub use graph::{Edge, Node, PlanGraph};
pub use hints::{ImpliedLink, ImpliedLinks, implied_links, links_to_cut};
pub use impact::{Impact, Named, Reached, impact, impact_with};
pub use load::{Load, is_own_work, loads};
pub use misallocation::{entropy, hhi, jsd, kl, misallocation};
pub use money::{
    Asked, Basis, By, Currencies, Flow, FlowNode, FundMoney, Grain, Heading, Hierarchy, LinkMoney,
    Misalignment, Money, PillarGap, Reason as StuckReason, Received, Sheet, Stuck, Unaligned,
    hierarchy_heads, misalignment,
};
pub use normal::normal_cdf;
pub use points::{Lost, Point, points};
pub use progress::{Figures, Ground, Whole, figures, latest_check_in};
pub use rollup::rollup_of;
pub use schedule::{
    Activity, Cause, ChainStep, Dates, Length, Network, NetworkEnd, Passes, Pert, Schedule, Times, Wait,
    critical_path, probability_by, three_points,
};
pub use sight::{Sight, Step};
pub use stats::{CrossTeam, Depth, Focus, MoneyStat, Stats, stats};
pub use weighing::{ScoreFlip, Weighed, WeightFlip, WeightFlips, weigh};
