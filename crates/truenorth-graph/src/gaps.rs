//! What is wanted of skills and not there, and whether courses mend it.

use std::collections::BTreeMap;

use truenorth_core::plan::{GoalIx, PersonIx, Plan, RoleIx, SkillIx};
use truenorth_core::scalar::Date;

use crate::needs::needs;
use crate::supply::{Courses, LEVEL, Supply, is_here, skill_of};

/// Who wants a skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WantedBy {
    /// An open goal, in its `needs`.
    Goal(GoalIx),
    /// A role, in `requires`, of those who hold it.
    Role(RoleIx),
    /// The skill itself, in `needed`.
    Skill,
}

/// Too few people with a skill, as far as their levels go without courses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The skill.
    pub skill: SkillIx,
    /// The least level.
    pub level: u32,
    /// Who wants it.
    pub wanted_by: WantedBy,
    /// By when a goal needs it, never before today; `None` for what is wanted in any case.
    pub by: Option<Date>,
    /// How many people lack today's level.
    pub short: usize,
    /// How many still do after the courses whose level holds by then; for what has no day, after all courses.
    pub left: usize,
    /// How many would if courses that are merely planned did not take place.
    pub left_if_booked: usize,
}

/// The gaps of a plan: of goals in its order, then of roles, then of skills. A level that is not written is unknown: it
/// is no level for what a goal or the skill itself wants, and no gap of who holds a role. Without any level written
/// there are none.
#[must_use]
pub fn gaps(plan: &Plan, supply: &Supply<'_>, today: Date) -> Vec<Gap> {
    let mut gaps = Vec::new();
    if !supply.is_written() {
        return gaps;
    }
    for need in needs(plan) {
        let day = need.day(today);
        let lack = |which| need.people.saturating_sub(supply.who(need.skill, need.level, day, which).len());
        gaps.push(Gap {
            skill: need.skill,
            level: need.level,
            wanted_by: WantedBy::Goal(need.goal),
            by: need.by.map(|by| by.max(today)),
            short: lack(Courses::None),
            left: lack(Courses::InTime),
            left_if_booked: lack(Courses::Booked),
        });
    }
    gaps.extend(of_roles(plan, supply, today));
    for (position, skill) in plan.skills.iter().enumerate() {
        let Some(needed) = skill.written.needed else { continue };
        let (index, level) = (SkillIx::new(position), skill.written.level.unwrap_or(LEVEL));
        let people = usize::try_from(needed).unwrap_or(usize::MAX);
        let lack = |which| people.saturating_sub(supply.who(index, level, today, which).len());
        let (short, left) = (lack(Courses::None), lack(Courses::All));
        // What is wanted in any case has no day: booked courses that are still to come count, too.
        let booked = supply.booked(index, level, today).len();
        let left_if_booked = people.saturating_sub(booked).max(left);
        let wanted_by = WantedBy::Skill;
        gaps.push(Gap { skill: index, level, wanted_by, by: None, short, left, left_if_booked });
    }
    gaps.retain(|gap| gap.short > 0);
    gaps
}

/// Of how many holders of a role the written level is below what it requires, and how many of them no course leads there.
fn of_roles(plan: &Plan, supply: &Supply<'_>, today: Date) -> Vec<Gap> {
    let mut found: BTreeMap<(RoleIx, SkillIx, u32), [usize; 3]> = BTreeMap::new();
    for (position, person) in plan.people.iter().enumerate() {
        let index = PersonIx::new(position);
        if !is_here(plan, index, today) {
            continue;
        }
        for role in &person.roles {
            for (reference, level) in &plan[*role].written.requires {
                let Some(skill) = skill_of(plan, reference) else { continue };
                let mut held = person.written.skills.iter();
                let held = held.find(|(of, _)| skill_of(plan, of) == Some(skill));
                if held.is_some_and(|(_, held)| held.level < *level) {
                    let [short, left, unbooked] = found.entry((*role, skill, *level)).or_default();
                    *short += 1;
                    *left += usize::from(!supply.will_learn(index, skill, *level));
                    *unbooked += usize::from(!supply.is_booked(index, skill, *level));
                }
            }
        }
    }
    let gap = |((role, skill, level), [short, left, left_if_booked]): (_, [usize; 3])| Gap {
        skill,
        level,
        wanted_by: WantedBy::Role(role),
        by: None,
        short,
        left,
        left_if_booked,
    };
    found.into_iter().map(gap).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{date, plan};

    const SECTIONS: &str = r#""skills": [{ "id": "s", "title": "S", "needed": 3 }],
            "roles": [{ "id": "r", "title": "R", "requires": { "s": 4 } }],
            "people": [{ "id": "ana", "name": "Ana", "skills": { "s": 4 } }, { "id": "bo", "name": "Bo", "skills": { "s": 1 } },
            { "id": "cem", "name": "Cem", "roles": "r", "skills": { "s": 2 } }],
            "training": [{ "id": "t", "title": "T", "teaches": { "s": 3 }, "attendees": "bo", "period": "2027-05",
            "status": STATUS }],
            "goals": [{ "id": "june", "title": "J", "contributes_to": "vision", "period": "2027-06", "needs": { "skill": "s", "people": 2 } },
            { "id": "april", "title": "A", "contributes_to": "vision", "period": "2027-04", "needs": { "skill": "s", "people": 2 } }]"#;

    /// Two goals need two at level 3 and only Ana has it. Bo learns it in May: in time for the one in June, not for the one
    /// in April. Cem holds a role that asks for 4 and is at 2; nothing teaches that. The skill itself wants three: two are
    /// missing today, and one is left after the course.
    #[test]
    fn a_gap_is_closed_by_a_course_in_time() {
        let found = |status: &str| -> Vec<(WantedBy, usize, usize, usize)> {
            let sections = SECTIONS.replace("STATUS", status);
            let plan = plan(&sections);
            let gaps = gaps(&plan, &Supply::new(&plan), date("2027-02-01"));
            gaps.iter().map(|gap| (gap.wanted_by, gap.short, gap.left, gap.left_if_booked)).collect()
        };
        let by = [
            WantedBy::Goal(GoalIx::new(0)),
            WantedBy::Goal(GoalIx::new(1)),
            WantedBy::Role(RoleIx::new(0)),
            WantedBy::Skill,
        ];
        let [june, april, role, skill] = by;
        assert_eq!(
            found(r#""booked""#),
            [(june, 1, 0, 0), (april, 1, 1, 1), (role, 1, 1, 1), (skill, 2, 1, 1)]
        );
        // A course that is merely planned closes the same, if it takes place.
        assert_eq!(
            found(r#""planned""#),
            [(june, 1, 0, 1), (april, 1, 1, 1), (role, 1, 1, 1), (skill, 2, 1, 2)]
        );
    }
}
