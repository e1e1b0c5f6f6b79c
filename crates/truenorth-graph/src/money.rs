//! Money through the graph: from the budget lines to the goals that they fund, and up to the vision.
//!
//! Nothing is lost and nothing counted twice: for every heading, the sum of the lines is what arrives at the vision
//! through each of its direct children plus what is unaligned, to the smallest coin.

mod accounts;
mod flows;
mod pass;
mod priorities;
mod runs;
mod sheet;
mod ways;

use std::collections::BTreeSet;

pub use accounts::{Hierarchy, hierarchy_heads};
pub use flows::{By, Flow, FlowNode};
pub use priorities::{Misalignment, PillarGap, misalignment};
pub use sheet::{FundMoney, LinkMoney, Received, Sheet, Stuck, Unaligned};
pub use ways::Reason;

use truenorth_core::budget::Total;
use truenorth_core::model::Stage;
use truenorth_core::plan::{GoalIx, LineIx, Plan};
use truenorth_core::scalar::{Currency, Period};

use crate::graph::PlanGraph;
use priorities::Items;
use runs::Runs;
pub(crate) use ways::{To, Ways};

/// How long the periods of a report are. Money is divided by fiscal year, so that no part of a year is off by more than
/// a coin; a month is what is added to the year until its end. So the months of a year add to the year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// Calendar months.
    Month,
    /// Fiscal quarters.
    Quarter,
    /// Fiscal years.
    #[default]
    Year,
    /// All time at once.
    Whole,
}

/// Which amounts of the lines are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Those of a stage.
    Stage(Stage),
    /// The latest planned ones; see [`truenorth_core::budget::planned_months`].
    Planned,
}

impl Basis {
    /// The word for people: that of the stage, or `planned`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Stage(stage) => stage.word(),
            Self::Planned => "planned",
        }
    }
}

/// What becomes of several currencies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Currencies {
    /// They stay apart.
    #[default]
    Each,
    /// Amounts are converted to the organisation's before they are followed, by the rate of each month.
    Own,
}

/// What is to be followed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// How long the periods are.
    pub grain: Grain,
    /// Which amounts; none = those of every stage, not the planned ones.
    pub bases: Vec<Basis>,
    /// Apart or converted.
    pub currencies: Currencies,
    /// Only months that begin in this time.
    pub within: Option<Period>,
}

/// What a sheet is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Heading {
    /// A month, fiscal quarter or fiscal year, or all time.
    pub period: Period,
    /// Money out or in.
    pub is_revenue: bool,
    /// Which amounts.
    pub basis: Basis,
    /// Of the amounts; `None` if none is named.
    pub currency: Option<Currency>,
}

/// The money of a plan, ready to be followed. It holds amounts by line and month; what comes to each goal is worked
/// out for one heading at a time, so that memory stays linear in the text of the plan.
#[derive(Clone, Debug)]
pub struct Money<'a> {
    plan: &'a Plan,
    graph: &'a PlanGraph,
    runs: Runs,
    ways: Ways,
    items: Items,
}

impl<'a> Money<'a> {
    /// Collects the amounts of all lines that are no subtotals.
    #[must_use]
    pub fn new(plan: &'a Plan, graph: &'a PlanGraph, asked: &Asked) -> Self {
        let (runs, ways) = (Runs::new(plan, asked), Ways::new(plan, graph));
        Self { plan, graph, runs, ways, items: Items::new(plan, graph) }
    }

    /// What there is a sheet of, in order. An amount of 0 has one too: it is known.
    pub fn headings(&self) -> impl Iterator<Item = &Heading> {
        self.runs.headings.keys()
    }

    /// The sheet of a heading; time grows with the number of amounts and links, for each fiscal year in it.
    #[must_use]
    pub fn sheet(&self, heading: &Heading) -> Option<Sheet> {
        self.runs.headings.contains_key(heading).then(|| sheet::build(self, heading))
    }

    /// The sheets of all headings in order, each worked out when it is asked for.
    pub fn sheets(&self) -> impl Iterator<Item = Sheet> {
        self.headings().map(|heading| sheet::build(self, heading))
    }

    /// What a goal costs, or earns: its own lines, and with all that contributes to it. Headings without any money
    /// for it are left out.
    #[must_use]
    pub fn cost_of(&self, goal: GoalIx) -> Vec<(Heading, Received)> {
        let received = |heading: &Heading| {
            let received = sheet::received(self, heading, goal)?;
            Some((*heading, received))
        };
        self.headings().filter_map(received).collect()
    }

    /// The sum of each line under a heading, in the order of the plan; lines without an amount there are left out.
    #[must_use]
    pub fn by_line(&self, heading: &Heading) -> Vec<(LineIx, Total)> {
        self.runs.by_line(heading)
    }

    /// Totals by account, one entry for each hierarchy; every line counts once in each.
    #[must_use]
    pub fn by_account(&self, heading: &Heading) -> Vec<Hierarchy> {
        accounts::totals(self.plan, &self.by_line(heading))
    }

    /// How far the money of some sheets lies from the priorities. The sheets are meant to be of one currency and
    /// direction. `None` without priorities, pillars or money, and where a pillar has less than nothing.
    #[must_use]
    pub fn misalignment<'s>(&self, sheets: impl IntoIterator<Item = &'s Sheet>) -> Option<Misalignment> {
        let found = priorities::measure(&self.items, sheets)?;
        Some(Misalignment { without_rate: self.without_rate().clone(), ..found })
    }

    /// Currencies of amounts that have no rate at their time, if conversion was asked for; those are left out.
    #[must_use]
    pub fn without_rate(&self) -> &BTreeSet<Currency> {
        &self.runs.without_rate
    }

    /// Lines with an amount that is a word in place of a number, in the order of the plan. They are left out, not 0.
    #[must_use]
    pub fn unknown(&self) -> &[LineIx] {
        &self.runs.unknown
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
