//! What open goals need of skills, in words, and which skills anybody needs.

use truenorth_core::plan::Plan;
use truenorth_graph::needs::{GoalNeed, needs};
use truenorth_graph::supply::skill_of;

/// ` by 2027-03-31`, or nothing.
pub(super) fn by_words(need: &GoalNeed) -> String {
    need.by.map_or_else(String::new, |by| format!(" by {by}"))
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
