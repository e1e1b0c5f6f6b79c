//! Parts that several pages share.

use std::collections::BTreeMap;

use truenorth_core::model::Answer;
use truenorth_core::plan::{GoalIx, Item, TeamIx, Up};
use truenorth_core::sanitise::markdown;
use truenorth_graph::{Crossing, Impact};

use super::Page;
use crate::commands::percent;

impl Page<'_> {
    /// What each goal is for.
    pub(super) fn goals(&mut self, heading: &str, goals: &[GoalIx]) {
        if goals.is_empty() {
            return;
        }
        self.line(&format!("## {heading}\n"));
        // A goal whose way leads over another of the list stands below that, with its part of it alone.
        let mut below: BTreeMap<GoalIx, Vec<(GoalIx, f64)>> = BTreeMap::new();
        let mut open: Vec<(usize, GoalIx, Option<f64>)> = Vec::new();
        for goal in goals {
            let first = self.sight.strongest(*goal).and_then(|way| way.first().copied());
            match first.map(|step| (step.to, step.normalised)) {
                Some((Up::Goal(parent), share)) if parent != *goal && goals.contains(&parent) => {
                    below.entry(parent).or_default().push((*goal, share));
                }
                _ => open.push((0, *goal, None)),
            }
        }
        open.reverse();
        while let Some((depth, goal, share)) = open.pop() {
            let title = self.title(Item::Goal(goal));
            let standing = self.standing(goal);
            let place = match share {
                Some(share) => format!("{} of it.", percent(share)),
                None => self.line_of_sight(goal),
            };
            let room = "  ".repeat(depth.min(20));
            self.line(&format!("{room}- **{title}**: {place} {standing}"));
            let children = below.remove(&goal).unwrap_or_default();
            open.extend(children.into_iter().rev().map(|(child, share)| (depth + 1, child, Some(share))));
        }
        self.line("");
    }

    /// Whom others wait for, and who is waited for.
    pub(super) fn waits(&mut self, impact: &Impact) {
        let row = |reached: &truenorth_graph::Reached| {
            let Item::Goal(goal) = reached.item else { return None };
            let written = &self.plan()[goal];
            let owner = written.owner.map_or("nobody", |owner| self.plan().owner_name(owner));
            let due = written.due.map_or_else(String::new, |due| due.to_string());
            let by = if reached.distance == 1 { String::new() } else { self.title(reached.via) };
            Some(vec![markdown(written.title()), markdown(owner), due, by])
        };
        let waiting: Vec<Vec<String>> = impact.waits.iter().filter_map(row).collect();
        let awaited: Vec<Vec<String>> = impact.awaits.iter().filter_map(row).collect();
        self.table("Who waits for it", &["Goal", "Owner", "Due", "By way of"], &waiting);
        self.table("What it waits for", &["Goal", "Owner", "Due", "By way of"], &awaited);
    }

    /// The asks between two teams, or of and to one.
    pub(super) fn asks(
        &mut self,
        heading: &str,
        crossings: &[&Crossing],
        other: impl Fn(&Crossing) -> TeamIx,
    ) {
        let plan = self.plan();
        let mut rows = Vec::new();
        for crossing in crossings {
            for ask in &crossing.asks {
                let goal = &plan[ask.goal];
                let wants = goal.written.asks.get(ask.entry as usize).and_then(|ask| ask.wants.as_deref());
                rows.push(vec![
                    markdown(&plan[other(crossing)].written.title),
                    markdown(wants.unwrap_or("")),
                    ask.points.map_or_else(String::new, |points| match points {
                        1 => "1 point".to_owned(),
                        points => format!("{points} points"),
                    }),
                    ask.day.map_or_else(String::new, |day| day.to_string()),
                    answer(ask.answer).to_owned(),
                    markdown(goal.title()),
                ]);
            }
        }
        self.table(heading, &["Team", "What", "Size", "By", "Answer", "For"], &rows);
    }
}

fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::Open => "open",
        Answer::Agreed => "agreed",
        Answer::Declined => "declined",
        Answer::Done => "done",
    }
}
