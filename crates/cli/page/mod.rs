//! One page of Markdown for somebody: what their work is for, or why the work of others matters to them.

mod others;
mod own;
mod parts;

use std::fmt::Write as _;

use truenorth_core::plan::{GoalIx, Item, Plan, Up};
use truenorth_core::sanitise::markdown;
use truenorth_graph::{Figures, Sight};

use crate::commands::{Analysed, percent};
use crate::load::Loaded;

pub(crate) use others::{does_work, of_stakeholder, of_team_for};
pub(crate) use own::of_worker;

/// What every page is made from.
pub(crate) struct Page<'a> {
    loaded: &'a Loaded,
    figures: &'a Figures,
    sight: Sight<'a>,
    out: String,
}

impl<'a> Page<'a> {
    /// A page with its heading, the day and the vision.
    pub(crate) fn new(loaded: &'a Loaded, analysed: &'a Analysed, title: &str) -> Self {
        let plan = &loaded.plan;
        let sight = Sight::new(&analysed.graph);
        let mut page = Self { loaded, figures: &analysed.figures, sight, out: String::new() };
        page.line(&format!("# {}\n", markdown(title)));
        let scenario = plan.scenarios.iter().find(|it| Some(it.id()) == plan.scenario.as_deref());
        let under = scenario.map_or_else(String::new, |it| format!(", if: {}", markdown(it.title())));
        page.line(&format!("{}, as of {}{under}.\n", markdown(plan.organization_name()), loaded.today));
        if let Some(vision) = &plan.vision {
            page.line(&format!("> {}\n", markdown(&vision.title)));
        }
        page
    }

    /// The whole text.
    pub(crate) fn finish(self) -> String {
        format!("{}\n", self.out.trim_end())
    }

    fn plan(&self) -> &'a Plan {
        &self.loaded.plan
    }

    fn line(&mut self, text: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.out, "{text}");
    }

    fn title(&self, item: Item) -> String {
        markdown(self.plan().item_title(item))
    }

    fn table(&mut self, heading: &str, columns: &[&str], rows: &[Vec<String>]) {
        if rows.is_empty() {
            return;
        }
        self.line(&format!("## {heading}\n"));
        self.line(&format!("| {} |\n|{}", columns.join(" | "), " --- |".repeat(columns.len())));
        for row in rows {
            self.line(&format!("| {} |", row.join(" | ")));
        }
        self.line("");
    }

    /// `On track: 54 % of the way, where 50 % was expected. Due 2027-12-31.`
    fn standing(&self, goal: GoalIx) -> String {
        let due = self.plan()[goal].due.map_or_else(String::new, |due| format!(" Due {due}."));
        format!("{}{due}", self.status(goal))
    }

    /// The same without the date.
    fn status(&self, goal: GoalIx) -> String {
        let (figures, at) = (self.figures, goal.at());
        let status = figures.status[at].title();
        let mut text = match status.split_at_checked(1) {
            Some((first, rest)) => format!("{}{rest}", first.to_uppercase()),
            None => status.to_owned(),
        };
        match (figures.progress[at], figures.expected[at]) {
            // It has not begun, and need not have.
            (Some(0.0), Some(0.0)) => {}
            (Some(progress), Some(expected)) => {
                let (progress, expected) = (percent(progress), percent(expected));
                let _ = write!(text, ": {progress} of the way, where {expected} was expected");
            }
            (Some(progress), None) => {
                let _ = write!(text, ": {} of the way", percent(progress));
            }
            _ => {}
        }
        text.push('.');
        text
    }

    /// `It is 22 % of _Trains you can set your watch by_, and that is 48 % of the vision: 11 % of the vision in all.`
    fn line_of_sight(&self, goal: GoalIx) -> String {
        let Some(way) = self.sight.strongest(goal) else {
            return "It does not reach the vision: what it is for is not written.".to_owned();
        };
        let steps: Vec<String> = way
            .iter()
            .map(|step| {
                let of = match step.to {
                    Up::Vision => "the vision".to_owned(),
                    Up::Goal(up) => format!("_{}_", markdown(self.plan()[up].title())),
                };
                match step.normalised {
                    share if share < 0.0 => {
                        format!("it works against {of}, of which it counts {}", percent(-share))
                    }
                    share if share >= 1.0 => format!("it is all of {of}"),
                    share => format!("it is {} of {of}", percent(share)),
                }
            })
            .collect();
        let mut text = String::new();
        for (number, step) in steps.iter().enumerate() {
            match number {
                0 => text.push_str(&step.replacen('i', "I", 1)),
                _ => text.push_str(&format!(", and that{}", step.strip_prefix("it").unwrap_or(step))),
            }
        }
        let ways = self.sight.paths(goal);
        let contribution = percent(self.figures.contribution[goal.at()]);
        let _ = match (steps.len(), ways) {
            (1, 1) => write!(text, "."),
            (_, 1) => write!(text, ": {contribution} of the vision in all."),
            (_, ways) => {
                write!(text, ". Over all of its {ways} ways {contribution} of the vision hang on it.")
            }
        };
        text
    }
}
