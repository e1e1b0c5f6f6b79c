//! The charts: one file each.
//!
//! A chart has a `View` of plain data, a `headline` computed from it, a `draw` that turns it into a scene and a `table`
//! of its numbers. [`crate::views`] makes the view of a plan, [`crate::catalogue`] lists them all.

pub mod alignment_map;
mod axis;
pub mod budget_burn;
pub mod budget_variance;
pub mod budget_waterfall;
mod bullet;
pub mod burn_up;
mod card;
mod cells;
pub mod change_load;
mod columns;
pub(crate) mod dates;
mod decision_flips;
pub mod decision_matrix;
mod edges;
mod frame;
pub mod goal_icicle;
mod growth_labels;
pub mod growth_overview;
pub mod growth_plan;
mod growth_plot;
pub(crate) mod growth_standing;
mod header;
mod heat_table;
mod icicle_cells;
mod icicle_labels;
pub mod key_results;
mod kit;
mod labels;
pub mod leadership_profile;
mod map_words;
pub mod money;
pub mod money_flow;
pub mod owner_load;
mod plot;
pub mod raci;
mod risk_list;
mod risk_marks;
pub mod risk_matrix;
pub mod roadmap;
mod roadmap_key;
mod roadmap_links;
mod roadmap_names;
pub mod skills_matrix;
pub mod stakeholder_grid;
pub mod status_map;
mod strategy_lanes;
mod strategy_links;
pub mod strategy_map;
mod strategy_rows;
pub mod swot;
mod swot_key;
mod swot_text;
pub mod tornado;
mod tornado_lines;
pub mod training_plan;
mod x_grid;
pub mod x_matrix;
mod x_places;

pub use frame::Words;

#[cfg(test)]
mod tests;

use std::fmt;

/// Why a chart can not be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DrawError {
    /// Nobody could read that many boxes on one picture: draw a part of the plan instead.
    TooManyBoxes {
        /// How many there are.
        count: usize,
        /// How many are possible.
        limit: usize,
    },
    /// A link names a node that does not exist.
    UnknownNode {
        /// The node's index.
        index: usize,
    },
    /// A box stands in a column that has no heading.
    UnknownColumn {
        /// The column's index.
        index: usize,
    },
    /// The drawing library refused; the text says why.
    Backend(String),
}

impl fmt::Display for DrawError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManyBoxes { count, limit } => {
                write!(f, "{count} boxes are too many for one picture, the limit is {limit}")
            }
            Self::UnknownNode { index } => write!(f, "a link names node {index}, which does not exist"),
            Self::UnknownColumn { index } => {
                write!(f, "a box stands in column {index}, which has no heading")
            }
            Self::Backend(why) => write!(f, "the chart could not be drawn: {why}"),
        }
    }
}

impl std::error::Error for DrawError {}
