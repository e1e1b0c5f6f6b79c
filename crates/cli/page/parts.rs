//! Parts that several pages share.

use truenorth_core::model::Answer;
use truenorth_core::plan::{GoalIx, Item, TeamIx};
use truenorth_core::sanitise::markdown;
use truenorth_graph::{Crossing, Impact};

use super::Page;

impl Page<'_> {
    /// What each goal is for.
    pub(super) fn goals(&mut self, heading: &str, goals: &[GoalIx]) {
        if goals.is_empty() {
            return;
        }
        self.line(&format!("## {heading}\n"));
        for goal in goals {
            let title = self.title(Item::Goal(*goal));
            let (standing, sight) = (self.standing(*goal), self.line_of_sight(*goal));
            self.line(&format!("- **{title}.** {sight} {standing}"));
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
                    ask.points.map_or_else(String::new, |points| format!("{points} points")),
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
