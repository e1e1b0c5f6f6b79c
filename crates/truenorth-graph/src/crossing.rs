//! Which team waits for which, and what they ask of each other.

use std::collections::BTreeMap;

use truenorth_core::model::{Answer, Size};
use truenorth_core::plan::{GoalIx, Item, LinkKind, Owner, Plan, TeamIx};
use truenorth_core::scalar::{Date, Period};

use crate::asks::{ask_day, ask_points};

/// A goal that waits for a goal of another team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TeamWait {
    /// The goal that waits.
    pub goal: GoalIx,
    /// What it waits for.
    pub on: GoalIx,
    /// The entry of `depends_on`.
    pub entry: u32,
    /// The day on which the other team agreed.
    pub agreed: Option<Date>,
    /// Whether what it waits for is over.
    pub is_over: bool,
}

/// Something that a goal asks of another team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TeamAsk {
    /// The goal that asks.
    pub goal: GoalIx,
    /// The entry of `asks`.
    pub entry: u32,
    /// How much work it is, if anybody has judged.
    pub size: Option<Size>,
    /// The points of the size.
    pub points: Option<u32>,
    /// By when: its own day, else that of the goal.
    pub day: Option<Date>,
    /// What the other team says.
    pub answer: Answer,
}

/// What one team wants of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// The team that waits and asks.
    pub from: TeamIx,
    /// The team that it waits for and asks.
    pub to: TeamIx,
    /// Goals that wait, in the order of the plan.
    pub waits: Vec<TeamWait>,
    /// What is asked, in the order of the plan.
    pub asks: Vec<TeamAsk>,
}

impl Crossing {
    /// Points of all asks that are not declined; those without a size count for nothing.
    #[must_use]
    pub fn points(&self) -> u32 {
        let wanted = self.asks.iter().filter(|ask| ask.answer != Answer::Declined);
        wanted.filter_map(|ask| ask.points).fold(0, u32::saturating_add)
    }

    /// Number of asks without an answer, and of waits for open goals that nobody has agreed to.
    #[must_use]
    pub fn open(&self) -> usize {
        let asks = self.asks.iter().filter(|ask| ask.answer == Answer::Open).count();
        asks.saturating_add(self.waits.iter().filter(|wait| wait.agreed.is_none() && !wait.is_over).count())
    }
}

/// What is asked of a team in a calendar quarter, by teams and by goals without a team, its own goals included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AskedInQuarter {
    /// The team that is asked.
    pub team: TeamIx,
    /// The quarter in which the day of the asks lies.
    pub quarter: Period,
    /// Points of asks that are not declined.
    pub points: u32,
    /// Points of asks without an answer.
    pub open: u32,
    /// Asks without a size: their points are not known.
    pub unsized_asks: usize,
    /// Points that the team can take in a quarter, if written.
    pub capacity: Option<u32>,
}

impl AskedInQuarter {
    /// Whether more is asked than the team can take.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.capacity.is_some_and(|capacity| self.points > capacity)
    }
}

/// Which team waits for which, and what they ask of each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Crossings {
    /// Pairs of teams with something between them, by the one that wants, then the other, in the order of the plan.
    pub table: Vec<Crossing>,
    /// By team, then quarter.
    pub quarters: Vec<AskedInQuarter>,
    /// Open goals that wait for others or ask, but have no team, in the order of the plan: they are not in the table.
    pub without_team: Vec<GoalIx>,
}

/// The team of a goal: its own, else its owner, the main team of a person, or the team of a role that owns it.
#[must_use]
pub fn team_of(plan: &Plan, goal: GoalIx) -> Option<TeamIx> {
    let goal = plan.goals.get(goal.at())?;
    goal.team.or_else(|| team_of_owner(plan, goal.owner?))
}

/// The team that an owner is, or the main team of a person, or the team of a role.
#[must_use]
pub fn team_of_owner(plan: &Plan, owner: Owner) -> Option<TeamIx> {
    match owner {
        Owner::Team(team) => Some(team),
        Owner::Person(person) => plan.people.get(person.at())?.team,
        Owner::Role(role) => plan.roles.get(role.at())?.team,
        Owner::Organization => None,
    }
}

/// The table of open goals that wait for goals of other teams or ask something of them. What a team wants of itself is
/// left out of the table.
#[must_use]
pub fn crossings(plan: &Plan) -> Crossings {
    let mut table: BTreeMap<(TeamIx, TeamIx), Crossing> = BTreeMap::new();
    let mut quarters: BTreeMap<(TeamIx, Date), AskedInQuarter> = BTreeMap::new();
    let mut without_team = Vec::new();
    let mut cell = |from: TeamIx, to: TeamIx, put: &mut dyn FnMut(&mut Crossing)| {
        if from != to {
            let new = || Crossing { from, to, waits: Vec::new(), asks: Vec::new() };
            put(table.entry((from, to)).or_insert_with(new));
        }
    };
    for (index, goal) in plan.goals().filter(|(_, goal)| goal.is_live()) {
        let from = team_of(plan, index);
        let mut wants = false;
        for link in goal.links.iter().filter(|link| link.kind == LinkKind::DependsOn) {
            let Item::Goal(on) = link.to else { continue };
            wants = true;
            let (Some(from), Some(to)) = (from, team_of(plan, on)) else { continue };
            let agreed = goal.written.depends_on.get(link.entry as usize).and_then(|link| link.agreed);
            let is_over = plan.goals.get(on.at()).is_some_and(|on| on.is_over());
            let wait = TeamWait { goal: index, on, entry: link.entry, agreed, is_over };
            cell(from, to, &mut |cell| cell.waits.push(wait));
        }
        for (entry, ask) in (0..).zip(&goal.written.asks) {
            wants = true;
            let asked = TeamAsk {
                goal: index,
                entry,
                size: ask.size,
                points: ask.size.map(|size| ask_points(plan, size)),
                day: ask_day(plan, goal, ask),
                answer: ask.answer.unwrap_or(Answer::Open),
            };
            let to =
                plan.target(&ask.team).and_then(Item::owner).and_then(|owner| team_of_owner(plan, owner));
            let Some(to) = to else { continue };
            if let Some(from) = from {
                cell(from, to, &mut |cell| cell.asks.push(asked));
            }
            if let Some(day) = asked.day {
                let quarter = Period::quarter_of(day);
                let capacity = plan.teams.get(to.at()).and_then(|team| team.written.ask_capacity);
                let new =
                    || AskedInQuarter { team: to, quarter, points: 0, open: 0, unsized_asks: 0, capacity };
                count(quarters.entry((to, quarter.first)).or_insert_with(new), &asked);
            }
        }
        if wants && from.is_none() {
            without_team.push(index);
        }
    }
    Crossings {
        table: table.into_values().collect(),
        quarters: quarters.into_values().collect(),
        without_team,
    }
}

fn count(quarter: &mut AskedInQuarter, ask: &TeamAsk) {
    if ask.answer == Answer::Declined {
        return;
    }
    let Some(points) = ask.points else {
        quarter.unsized_asks = quarter.unsized_asks.saturating_add(1);
        return;
    };
    quarter.points = quarter.points.saturating_add(points);
    if ask.answer == Answer::Open {
        quarter.open = quarter.open.saturating_add(points);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{goal, plan};

    fn shown(plan: &Plan) -> Vec<String> {
        let team = |team: TeamIx| plan[team].written.id.as_str().to_owned();
        let cell = |cell: &Crossing| {
            let waits: Vec<String> = (cell.waits.iter())
                .map(|wait| format!("{}<{}", plan[wait.goal].id(), plan[wait.on].id()))
                .collect();
            let asks: Vec<&str> = cell.asks.iter().map(|ask| plan[ask.goal].id()).collect();
            format!(
                "{}>{} {} | {} | {} points, {} open",
                team(cell.from),
                team(cell.to),
                waits.join(" "),
                asks.join(" "),
                cell.points(),
                cell.open()
            )
        };
        crossings(plan).table.iter().map(cell).collect()
    }

    #[test]
    fn teams_that_wait_and_ask() {
        let plan = plan(
            r#""teams": [ { "id": "desk", "title": "D" }, { "id": "it", "title": "I", "ask_capacity": 10 }, { "id": "bus", "title": "B" } ],
            "people": [ { "id": "ada", "name": "Ada", "team": "it" } ],
            "roles": [ { "id": "driver", "title": "D", "team": "bus" } ],
            "goals": [
                { "id": "a", "title": "A", "team": "desk", "due": "2027-03-31",
                  "depends_on": ["b", { "goal": "c", "agreed": "2027-01-05" }, "own"],
                  "asks": [ { "team": "it", "size": "large", "answer": "agreed" }, { "team": "ada", "size": "medium", "due": "2027-02-01" },
                            { "team": "driver", "size": "small", "answer": "declined" }, { "team": "desk", "size": "large" } ] },
                { "id": "b", "title": "B", "owner": "ada", "depends_on": "done" },
                { "id": "c", "title": "C", "owner": "driver" },
                { "id": "own", "title": "O", "owner": "desk", "asks": { "team": "it", "due": "2027-04-01" } },
                { "id": "done", "title": "X", "owner": "bus", "done": "2027-01-01", "depends_on": "a" },
                { "id": "nobody", "title": "N", "asks": { "team": "it", "size": "small", "due": "2027-03-01" } } ]"#,
        );
        assert_eq!(
            shown(&plan),
            [
                // The medium ask to Ada has no answer, and nobody agreed to `b`. One ask has no size.
                "desk>it a<b | a a own | 11 points, 3 open",
                "desk>bus a<c | a | 0 points, 0 open",
                "it>bus b<done |  | 0 points, 0 open"
            ]
        );
        let all = crossings(&plan);
        assert_eq!(all.without_team, [goal(&plan, "nobody")]);
        let quarters: Vec<_> = (all.quarters.iter())
            .map(|it| {
                (
                    plan[it.team].written.id.as_str(),
                    it.quarter.first.to_string(),
                    it.points,
                    it.open,
                    it.unsized_asks,
                    it.is_over(),
                )
            })
            .collect();
        assert_eq!(
            quarters,
            [
                ("desk", "2027-01-01".to_owned(), 8, 8, 0, false),
                ("it", "2027-01-01".to_owned(), 12, 4, 0, true),
                ("it", "2027-04-01".to_owned(), 0, 0, 1, false),
                ("bus", "2027-01-01".to_owned(), 0, 0, 0, false)
            ]
        );
    }
}
