//! `skill-gap`: a goal needs more people with a skill than there are, courses included.

use truenorth_core::finding::{Level, RuleId};
use truenorth_graph::needs::needs;
use truenorth_graph::supply::{Courses, Supply};

use super::needs::by_words;
use super::supply::{are, people, unknown_words};
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "SKL001", name: "skill-gap", unreadable: false };

/// See `skill-gap.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Skills,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "an open goal needs a skill that too few people have or learn",
    options: &[],
    page: include_str!("skill-gap.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let needs = needs(plan);
    let supply = Supply::new(plan);
    if needs.is_empty() || !supply.is_written() {
        return;
    }
    for need in &needs {
        let day = need.day(context.today);
        // What a course mends too late is found by `training-too-late`.
        let known = supply.who(need.skill, need.level, day, Courses::All);
        if known.len() >= need.people {
            continue;
        }
        let goal = &plan[need.goal];
        let skill = plan[need.skill].id();
        let message = format!(
            "`{}` needs {} with `{skill}` at level {}{}, and {} known to have or learn it{}",
            goal.id(),
            people(need.people),
            need.level,
            by_words(need),
            are(known.len()),
            unknown_words(&supply, need.skill, day)
        );
        let mut finding = sink
            .about_goal(context, need.goal, need.place(plan), message)
            .also(plan[need.skill].place(), "the skill");
        let missing = need.people - known.len();
        let course = supply.courses(need.skill).iter().find(|course| course.level >= need.level);
        finding = match course {
            Some(course) => {
                let course = &plan[course.training];
                finding.also(course.place(), "teaches it").help(format!(
                    "add {} more to the `attendees` of `{}`, or write the levels of those who have it",
                    missing,
                    course.id()
                ))
            }
            None => finding.help(format!(
                "plan a training that `teaches` `{skill}`, hire, or write the levels of those who have it"
            )),
        };
        sink.push(finding);
    }
}
