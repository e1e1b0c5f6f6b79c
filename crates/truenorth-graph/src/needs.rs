//! What open goals need of skills, and by when.

use truenorth_core::place::Place;
use truenorth_core::plan::{GoalIx, Plan, SkillIx};
use truenorth_core::scalar::Date;

use crate::supply::{LEVEL, skill_of};

/// An entry of `needs` of an open goal.
pub struct GoalNeed {
    /// The goal.
    pub goal: GoalIx,
    /// What it needs.
    pub skill: SkillIx,
    /// The least level.
    pub level: u32,
    /// How many people.
    pub people: usize,
    /// By when: its own day, else the first or, without one, the last day of the goal.
    pub by: Option<Date>,
    /// The entry of `needs`.
    pub entry: usize,
}

impl GoalNeed {
    /// The day that is looked at: what has begun is judged as of today.
    #[must_use]
    pub fn day(&self, today: Date) -> Date {
        self.by.map_or(today, |by| by.max(today))
    }

    /// Where it stands.
    #[must_use]
    pub fn place(&self, plan: &Plan) -> Place {
        plan[self.goal].place().field("needs").index(self.entry)
    }
}

/// What the open goals need, in the order of the plan.
#[must_use]
pub fn needs(plan: &Plan) -> Vec<GoalNeed> {
    let mut all = Vec::new();
    for (index, goal) in plan.goals().filter(|(_, goal)| goal.is_live()) {
        for (entry, need) in goal.written.needs.iter().enumerate() {
            let Some(skill) = skill_of(plan, &need.skill) else { continue };
            let own = need.by.as_ref().map(|by| plan.calendar.period(by).last);
            all.push(GoalNeed {
                goal: index,
                skill,
                level: need.level.unwrap_or(LEVEL),
                people: need.people.map_or(1, |people| usize::try_from(people).unwrap_or(usize::MAX)),
                by: own.or(goal.start).or(goal.due),
                entry,
            });
        }
    }
    all
}
