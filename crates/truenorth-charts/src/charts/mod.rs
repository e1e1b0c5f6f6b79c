//! The charts: one file each, one list of all.
//!
//! A chart has a `View` of plain data, a `headline` computed from it and a `draw` that turns it into a scene.

pub mod alignment_map;
mod axis;
mod card;
mod columns;
mod dates;
mod edges;
mod growth_labels;
pub mod growth_plan;
mod growth_plot;
mod header;
mod labels;
mod map_words;

#[cfg(test)]
mod tests;

use std::fmt;

/// What a chart is called and what it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chart {
    /// The name on the command line and in file names.
    pub name: &'static str,
    /// One sentence on what it shows.
    pub summary: &'static str,
}

/// Every chart there is, in the order in which help lists them.
pub static CHARTS: &[Chart] = &[alignment_map::CHART, growth_plan::CHART];

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
