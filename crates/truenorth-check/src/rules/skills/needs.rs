//! What open goals need of skills, and by when.

use truenorth_core::place::Place;
use truenorth_core::plan::{GoalIx, Plan, SkillIx};
use truenorth_core::scalar::Date;

use super::supply::{LEVEL, skill_of, wanted};
use crate::rules::alignment::is_live;

/// An entry of `needs` of an open goal.
pub(super) struct GoalNeed {
    pub(super) goal: GoalIx,
    pub(super) skill: SkillIx,
    /// The least level.
    pub(super) level: u32,
    /// How many people.
    pub(super) people: usize,
    /// By when: its own day, else the first or, without one, the last day of the goal.
    pub(super) by: Option<Date>,
    /// The entry of `needs`.
    pub(super) entry: usize,
}

impl GoalNeed {
    /// The day that is looked at: what has begun is judged as of today.
    pub(super) fn day(&self, today: Date) -> Date {
        self.by.map_or(today, |by| by.max(today))
    }

    /// Where it stands.
    pub(super) fn place(&self, plan: &Plan) -> Place {
        plan[self.goal].place().field("needs").index(self.entry)
    }

    /// ` by 2027-03-31`, or nothing.
    pub(super) fn by_words(&self) -> String {
        self.by.map_or_else(String::new, |by| format!(" by {by}"))
    }
}

/// What the open goals need, in the order of the plan.
pub(super) fn needs(plan: &Plan) -> Vec<GoalNeed> {
    let mut all = Vec::new();
    for (index, goal) in plan.goals().filter(|(_, goal)| is_live(goal)) {
        for (entry, need) in goal.written.needs.iter().enumerate() {
            let Some(skill) = skill_of(plan, &need.skill) else { continue };
            let own = need.by.as_ref().map(|by| plan.calendar.period(by).last);
            all.push(GoalNeed {
                goal: index,
                skill,
                level: need.level.unwrap_or(LEVEL),
                people: wanted(need.people, 1),
                by: own.or(goal.start).or(goal.due),
                entry,
            });
        }
    }
    all
}

/// By skill: whether an open goal, a role, or the skill itself asks for it.
pub(super) fn needed_skills(plan: &Plan) -> Vec<bool> {
    let mut needed = vec![false; plan.skills.len()];
    for need in needs(plan) {
        needed[need.skill.at()] = true;
    }
    let required = plan.roles.iter().flat_map(|role| &role.written.requires);
    for skill in required.filter_map(|(skill, _)| skill_of(plan, skill)) {
        needed[skill.at()] = true;
    }
    for (position, skill) in plan.skills.iter().enumerate() {
        needed[position] |= skill.written.needed.is_some_and(|needed| needed > 0);
    }
    needed
}
