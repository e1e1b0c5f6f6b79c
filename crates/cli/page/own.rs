//! "Your work and the vision": for a person, a role or a team.

use truenorth_core::model::TrainingStatus;
use truenorth_core::plan::{GoalIx, Item, TeamIx};
use truenorth_core::sanitise::markdown;
use truenorth_graph::{Crossing, Impact};

use super::Page;
use crate::commands::{Analysed, percent};
use crate::load::Loaded;

/// Days ahead that are soon.
const SOON: i64 = 92;

/// The page of whoever does work.
pub(crate) fn of_worker(loaded: &Loaded, analysed: &Analysed, who: Item) -> String {
    let plan = &loaded.plan;
    let title = format!("Your work and the vision: {}", plan.item_title(who));
    let mut page = Page::new(loaded, analysed, &title);
    let impact = truenorth_graph::impact(plan, &analysed.graph, who);
    let goals = carried(&impact);
    if goals.is_empty() {
        page.line("No open goal of this plan is yours.\n");
    } else {
        let count = if goals.len() == 1 { "one goal".to_owned() } else { format!("{} goals", goals.len()) };
        page.line(&format!(
            "**{} of the vision** runs through the {count} that you answer for or work on.\n",
            percent(impact.vision)
        ));
    }
    page.goals("What you do, and what it is for", &goals);
    page.next(&goals);
    page.waits(&impact);
    if let Item::Team(team) = who {
        page.of_team(team);
    }
    page.learning(who);
    page.money(&impact);
    page.finish()
}

/// The goals that an item stands for, each once, in the order of the plan.
pub(super) fn carried(impact: &Impact) -> Vec<GoalIx> {
    let of = |item: Item| match item {
        Item::Goal(goal) => Some(goal),
        _ => None,
    };
    let mut goals: Vec<GoalIx> = impact.carries.iter().filter_map(|named| of(named.item)).collect();
    goals.sort_unstable();
    goals.dedup();
    goals
}

impl Page<'_> {
    /// What is due soon, and what is late.
    fn next(&mut self, goals: &[GoalIx]) {
        let (plan, today) = (self.plan(), self.loaded.today);
        let mut soon: Vec<(truenorth_core::scalar::Date, GoalIx)> = goals
            .iter()
            .filter(|goal| !plan[**goal].is_over())
            .filter_map(|goal| Some((plan[*goal].due?, *goal)))
            .filter(|(due, _)| due.days_since(today) <= SOON)
            .collect();
        soon.sort_unstable();
        let rows: Vec<Vec<String>> = soon
            .into_iter()
            .map(|(due, goal)| {
                let late = if due < today { " (late)" } else { "" };
                vec![format!("{due}{late}"), markdown(plan[goal].title()), self.status(goal)]
            })
            .collect();
        self.table("Due within three months", &["Due", "Goal", "How it stands"], &rows);
    }

    /// What other teams ask of it, and it of them.
    fn of_team(&mut self, team: TeamIx) {
        let crossings = truenorth_graph::crossings(self.plan());
        let to: Vec<&Crossing> = crossings.table.iter().filter(|crossing| crossing.to == team).collect();
        let from: Vec<&Crossing> = crossings.table.iter().filter(|crossing| crossing.from == team).collect();
        self.asks("What others ask of you", &to, |crossing| crossing.from);
        self.asks("What you ask of others", &from, |crossing| crossing.to);
    }

    /// Trainings of a person, or of the people of a team, that are more than an idea and not over.
    fn learning(&mut self, who: Item) {
        let plan = self.plan();
        let is_of = |person: Item| match (who, person) {
            (Item::Team(team), Item::Person(person)) => plan[person].team == Some(team),
            (who, person) => who == person,
        };
        let rows: Vec<Vec<String>> = plan
            .training
            .iter()
            .filter(|training| {
                !matches!(
                    training.written.status,
                    Some(TrainingStatus::Idea | TrainingStatus::Cancelled | TrainingStatus::Held)
                )
            })
            .filter(|training| {
                let people = training.written.attendees.iter().filter_map(|person| plan.target(person));
                people.into_iter().any(is_of)
            })
            .map(|training| {
                let goals: Vec<String> = (training.written.contributes_to.iter())
                    .filter_map(|goal| Some(markdown(plan.item_title(plan.target(goal)?))))
                    .collect();
                let time = training.written.period.map_or_else(String::new, |time| time.to_string());
                vec![markdown(training.title()), time, goals.join("; ")]
            })
            .collect();
        self.table("What you will learn", &["Training", "When", "For"], &rows);
    }

    /// The lines that pay for it.
    fn money(&mut self, impact: &Impact) {
        let plan = self.plan();
        let rows: Vec<Vec<String>> = impact
            .needs
            .iter()
            .filter_map(|named| match named.item {
                Item::Line(line) => Some(&plan[line]),
                _ => None,
            })
            .map(|line| {
                let owner = line.owner.map_or("nobody", |owner| plan.owner_name(owner));
                let goals: Vec<String> = (line.funds.iter())
                    .map(|funds| match funds.to {
                        truenorth_core::plan::Up::Goal(goal) => markdown(plan[goal].title()),
                        truenorth_core::plan::Up::Vision => "the vision".to_owned(),
                    })
                    .collect();
                vec![markdown(&line.written.title), markdown(owner), goals.join("; ")]
            })
            .collect();
        self.table("What pays for it", &["Budget line", "Owner", "For"], &rows);
    }
}
