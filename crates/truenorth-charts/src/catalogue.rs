//! Every chart there is, and what each is drawn of.

use std::fmt;

use truenorth_core::plan::{GoalIx, Plan, TeamIx, Up};
use truenorth_core::scalar::{Date, Period};
use truenorth_graph::{Figures, PlanGraph};

use crate::charts::DrawError;
use crate::scene::Scene;
use crate::table::Table;
use crate::theme::Look;
use crate::views;

/// Every chart, in the order in which help lists them.
pub static CHARTS: &[Chart] = &[
    views::alignment_map::CHART,
    views::goal_icicle::CHART,
    views::key_results::CHART,
    views::burn_up::CHART,
    views::growth_plan::CHART,
    views::growth_overview::CHART,
    views::budget_variance::CHART,
    views::budget_waterfall::CHART,
    views::budget_burn::CHART,
    views::risk_matrix::CHART,
    views::tornado::CHART,
    views::roadmap::CHART,
    views::swot::CHART,
    views::stakeholder_grid::CHART,
    views::skills_matrix::CHART,
    views::owner_load::CHART,
    views::money_flow::CHART,
    views::status_map::CHART,
    views::change_load::CHART,
    views::training_plan::CHART,
    views::raci::CHART,
    views::decision_matrix::CHART,
    views::leadership_profile::CHART,
    views::strategy_map::CHART,
    views::x_matrix::CHART,
];

/// A chart: what it is called, what it is drawn of, and how.
#[derive(Clone, Copy)]
pub struct Chart {
    /// The name on the command line and in file names.
    pub name: &'static str,
    /// One sentence on what it shows.
    pub summary: &'static str,
    /// What of the plan it can be narrowed to.
    pub filters: &'static [Filter],
    /// The whole plan, or one item of it.
    pub of: Of,
    /// Draws it; of a chart of items the one at this position of [`Of::Each::ids`].
    pub draw: fn(&Facts<'_>, usize, &Look) -> Result<Drawing, DrawError>,
}

/// What a chart is drawn of.
#[derive(Clone, Copy)]
pub enum Of {
    /// The whole plan, if it holds what the chart shows.
    Plan {
        /// Whether it does.
        has: fn(&Plan) -> bool,
    },
    /// One item of the plan.
    Each {
        /// What such an item is called, such as `growth plan`.
        word: &'static str,
        /// Where it is written.
        section: &'static str,
        /// Ids of the items that can be drawn, in the order of the plan.
        ids: fn(&Plan) -> Vec<String>,
    },
}

/// What a chart can be narrowed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// A team with the teams that belong to it.
    Team,
    /// A pillar with all that contributes to it.
    Pillar,
    /// A time.
    Period,
    /// How much is said of each goal, see [`Detail`].
    Detail,
}

impl Filter {
    /// The option on the command line.
    #[must_use]
    pub const fn option(self) -> &'static str {
        match self {
            Self::Team => "--team",
            Self::Pillar => "--pillar",
            Self::Period => "--period",
            Self::Detail => "--detail",
        }
    }
}

/// How much a chart says of each goal. Charts that take it choose by the number of goals where it is not asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// A card with all that is known.
    #[default]
    Full,
    /// A line.
    Compact,
    /// A box for many goals, with their number and states.
    Collapsed,
}

/// What was asked for instead of the whole plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Only {
    /// This team with the teams that belong to it.
    pub team: Option<TeamIx>,
    /// This goal with all that contributes to it.
    pub pillar: Option<GoalIx>,
    /// This time.
    pub period: Option<Period>,
    /// So much of each goal.
    pub detail: Option<Detail>,
}

/// A plan with what is computed of it.
pub struct Facts<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its links.
    pub graph: &'a PlanGraph,
    /// What is known of its goals.
    pub figures: &'a Figures,
    /// The day that it is looked at.
    pub today: Date,
    /// What is asked for of it.
    pub only: Only,
    /// By team, whether it is asked for.
    teams: Vec<bool>,
    /// By goal, whether it is asked for.
    goals: Vec<bool>,
    /// By goal, whether it is the pillar asked for or contributes to it.
    below: Vec<bool>,
}

impl<'a> Facts<'a> {
    /// Works out once which teams and goals are asked for.
    #[must_use]
    pub fn new(plan: &'a Plan, graph: &'a PlanGraph, figures: &'a Figures, today: Date, only: Only) -> Self {
        let teams: Vec<bool> = (0..plan.teams.len())
            .map(|at| only.team.is_none_or(|team| belongs(plan, TeamIx::new(at), team)))
            .collect();
        let mut below = vec![only.pillar.is_none(); plan.goals.len()];
        for up in graph.parents_first() {
            let Up::Goal(goal) = up else { continue };
            let is_below = Some(goal) == only.pillar
                || plan[goal].parents.iter().any(|parent| match parent.to {
                    Up::Goal(parent) => below.get(parent.at()).copied().unwrap_or_default(),
                    Up::Vision => false,
                });
            if let Some(slot) = below.get_mut(goal.at()).filter(|_| is_below) {
                *slot = true;
            }
        }
        let of_team = |team: Option<TeamIx>| match team {
            Some(team) => teams.get(team.at()).copied().unwrap_or_default(),
            None => only.team.is_none(),
        };
        let goals = plan.goals().map(|(at, goal)| below.get(at.at()) == Some(&true) && of_team(goal.team));
        let goals = goals.collect();
        Self { plan, graph, figures, today, only, goals, teams, below }
    }

    /// Whether something of this team is asked for; what belongs to no team is not if a team is.
    #[must_use]
    pub fn wants_team(&self, team: Option<TeamIx>) -> bool {
        match team {
            Some(team) => self.teams.get(team.at()).copied().unwrap_or_default(),
            None => self.only.team.is_none(),
        }
    }

    /// Whether this goal is the pillar asked for or contributes to it, whatever its team; true of all without a pillar.
    #[must_use]
    pub fn is_below(&self, goal: GoalIx) -> bool {
        self.below.get(goal.at()).copied().unwrap_or_default()
    }

    /// Whether this goal is asked for.
    #[must_use]
    pub fn wants_goal(&self, goal: GoalIx) -> bool {
        self.goals.get(goal.at()).copied().unwrap_or_default()
    }
}

/// Whether a team is another one or belongs to it, over any number of steps.
fn belongs(plan: &Plan, team: TeamIx, to: TeamIx) -> bool {
    let above = |team: &TeamIx| plan.teams.get(team.at()).and_then(|team| team.part_of);
    // Teams may belong to each other in a circle, which a rule reports.
    std::iter::successors(Some(team), above).take(plan.teams.len() + 1).any(|above| above == to)
}

/// A drawn chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// The picture.
    pub scene: Scene,
    /// The numbers behind it.
    pub table: Table,
    /// What the picture leaves out, for people.
    pub notes: Vec<String>,
}

impl fmt::Debug for Chart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chart").field("name", &self.name).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
