//! "Why this matters to you": for a stakeholder, and for another team.

use std::collections::BTreeMap;

use truenorth_core::model::ChangeStatus;
use truenorth_core::plan::{ChangeIx, GoalIx, Item, StakeholderIx};
use truenorth_core::sanitise::markdown;
use truenorth_graph::{Crossing, Impact, Reached};

use super::Page;
use super::own::carried;
use crate::commands::{Analysed, percent};
use crate::load::Loaded;

/// The page of a stakeholder: the goals and changes that concern it.
pub(crate) fn of_stakeholder(loaded: &Loaded, analysed: &Analysed, who: StakeholderIx) -> String {
    let plan = &loaded.plan;
    let stakeholder = &plan[who];
    let title = format!("Why this matters to you: {}", stakeholder.title());
    let mut page = Page::new(loaded, analysed, &title);
    let mut about: Vec<Item> =
        stakeholder.written.about.iter().filter_map(|reference| plan.target(reference)).collect();
    let told = stakeholder.written.messages.iter().flat_map(|message| message.about.iter());
    about.extend(told.filter_map(|reference| plan.target(reference)));
    let mut seen = Vec::new();
    about.retain(|item| {
        !seen.contains(item) && {
            seen.push(*item);
            true
        }
    });
    let goals: Vec<GoalIx> = about
        .iter()
        .filter_map(|item| match item {
            Item::Goal(goal) => Some(*goal),
            _ => None,
        })
        .collect();
    if about.is_empty() {
        page.line("The plan does not say yet what of it concerns you.\n");
    }
    let rows: Vec<Vec<String>> = (stakeholder.written.messages.iter())
        .map(|message| {
            let due = message.due.as_ref().map_or_else(String::new, ToString::to_string);
            let sent = message.sent.iter().max().map_or_else(|| "not yet".to_owned(), ToString::to_string);
            vec![markdown(&message.title), due, sent]
        })
        .collect();
    page.table("In short", &["Why", "You hear of it", "Last told"], &rows);
    page.goals("The goals that concern you", &goals);
    for item in &about {
        if let Item::Change(change) = item {
            page.change(*change, who);
        }
    }
    if let Some(owner) = stakeholder.owner {
        page.line(&format!("Ask {} about it.\n", markdown(plan.owner_name(owner))));
    }
    page.finish()
}

/// The page on a team's (or person's) work for another one: what ties them.
pub(crate) fn of_team_for(loaded: &Loaded, analysed: &Analysed, who: Item, reader: Item) -> String {
    let plan = &loaded.plan;
    let title = format!("Why the work of {} matters to {}", plan.item_title(who), plan.item_title(reader));
    let mut page = Page::new(loaded, analysed, &title);
    let [theirs, yours] = [who, reader].map(|item| truenorth_graph::impact(plan, &analysed.graph, item));
    let (their_goals, your_goals) = (carried(&theirs), carried(&yours));
    page.waiting("What of yours waits for them", &theirs, &your_goals);
    page.waiting("What of theirs waits for you", &yours, &their_goals);
    page.shared(&theirs, &yours, &their_goals, &your_goals);
    if let (Item::Team(them), Item::Team(you)) = (who, reader) {
        let crossings = truenorth_graph::crossings(plan);
        let between = |from, to| -> Vec<&Crossing> {
            let all = crossings.table.iter();
            all.filter(|crossing| crossing.from == from && crossing.to == to).collect()
        };
        page.asks("What they ask of you", &between(them, you), |crossing| crossing.from);
        page.asks("What you ask of them", &between(you, them), |crossing| crossing.to);
    }
    page.goals("What they do, and what it is for", &their_goals);
    page.finish()
}

impl Page<'_> {
    /// Goals of one side that wait for those of the other.
    fn waiting(&mut self, heading: &str, of: &Impact, goals: &[GoalIx]) {
        let plan = self.plan();
        let rows: Vec<Vec<String>> = (of.waits.iter())
            .filter_map(|reached| match reached.item {
                Item::Goal(goal) if goals.contains(&goal) => {
                    let due = plan[goal].due.map_or_else(String::new, |due| due.to_string());
                    Some(vec![markdown(plan[goal].title()), due, self.title(reached.via)])
                }
                _ => None,
            })
            .collect();
        self.table(heading, &["Goal", "Due", "Waits for"], &rows);
    }

    /// The goals above both, with how much each side is of them.
    fn shared(&mut self, theirs: &Impact, yours: &Impact, their_goals: &[GoalIx], your_goals: &[GoalIx]) {
        let shares = |impact: &Impact, goals: &[GoalIx]| -> BTreeMap<Item, f64> {
            let above = impact.feeds.iter().map(|reached: &Reached| (reached.item, reached.strength));
            // Whoever carries a goal whole is all of it.
            above.chain(goals.iter().map(|goal| (Item::Goal(*goal), 1.0))).collect()
        };
        let (them, you) = (shares(theirs, their_goals), shares(yours, your_goals));
        let rows: Vec<Vec<String>> = them
            .iter()
            .filter_map(|(item, their)| {
                let your = you.get(item)?;
                let title = match item {
                    Item::Vision => "the vision".to_owned(),
                    other => self.title(*other),
                };
                Some(vec![title, percent(*your), percent(*their)])
            })
            .collect();
        self.table("What you both work for", &["Goal", "Hangs on you", "Hangs on them"], &rows);
    }

    /// A change: why, how far, and what helps the reader through it.
    fn change(&mut self, ix: ChangeIx, reader: StakeholderIx) {
        let plan = self.plan();
        let change = &plan[ix];
        let status = match change.written.status.unwrap_or(ChangeStatus::Proposed) {
            ChangeStatus::Proposed => "proposed",
            ChangeStatus::UnderWay => "under way",
            ChangeStatus::Embedded => "done, and part of daily work",
            ChangeStatus::Dropped => "dropped",
        };
        let time = change.written.period.map_or_else(String::new, |time| format!(", {time}"));
        self.line(&format!("## {}\n", markdown(change.title())));
        self.line(&format!("A change that is {status}{time}."));
        if let Some(why) = &change.written.why {
            self.line(&format!("\nWhy: {}", markdown(why)));
        }
        for goal in change.written.contributes_to.iter().filter_map(|goal| plan.target(goal)) {
            if let Item::Goal(goal) = goal {
                self.line(&format!(
                    "\nIt serves _{}_. {}",
                    markdown(plan[goal].title()),
                    self.line_of_sight(goal)
                ));
            }
        }
        let groups = change.written.groups.iter();
        let own = groups.filter(|group| plan.target(&group.group) == Some(Item::Stakeholder(reader)));
        let support: Vec<String> = own
            .flat_map(|group| group.support.iter())
            .filter_map(|item| Some(self.title(plan.target(item)?)))
            .collect();
        if !support.is_empty() {
            self.line(&format!("\nWhat helps you through it: {}.", support.join("; ")));
        }
        self.line("");
    }
}

/// Whether an item can have a page on its work.
pub(crate) fn does_work(item: Item) -> bool {
    matches!(item, Item::Team(_) | Item::Person(_) | Item::Role(_))
}
