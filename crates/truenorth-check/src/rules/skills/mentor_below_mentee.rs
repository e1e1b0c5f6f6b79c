//! `mentor-below-mentee`: somebody learns from a person who knows no more.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::place::Place;
use truenorth_core::plan::PersonIx;
use truenorth_graph::supply::{Supply, person_of, skill_of};

use super::supply::{person_id, person_place};
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "SKL007", name: "mentor-below-mentee", unreadable: false };

/// See `mentor-below-mentee.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Skills,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a mentor knows no more of the skill than the mentee",
    options: &[],
    page: include_str!("mentor-below-mentee.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let mut supply = None;
    for mentoring in &plan.mentoring {
        let written = &mentoring.written;
        let period = written.period.as_ref().map(|period| plan.calendar.period(period));
        if period.is_some_and(|period| period.last < context.today) {
            continue;
        }
        let (Some(mentor), Some(mentee)) =
            (person_of(plan, &written.mentor), person_of(plan, &written.mentee))
        else {
            continue;
        };
        let place = Place::value(mentoring.file, written.spot);
        let (above, below) = (person_id(plan, mentor), person_id(plan, mentee));
        if mentor == mentee {
            let message = format!("`{above}` is mentor of the same person");
            let finding = sink.finding(place.field("mentee"), message).item(above);
            sink.push(finding.help("name the other person, or take the entry out"));
            continue;
        }
        let Some(skill) = written.skill.as_ref().and_then(|skill| skill_of(plan, skill)) else { continue };
        let supply = supply.get_or_insert_with(|| Supply::new(plan));
        let level = |person: PersonIx| supply.level(person, skill);
        let (Some(higher), Some(lower)) = (level(mentor), level(mentee)) else { continue };
        if higher > lower {
            continue;
        }
        let skill = plan[skill].id();
        let message = format!(
            "`{above}` teaches `{skill}` to `{below}`, but is at level {higher}, and `{below}` at level {lower}"
        );
        let finding = sink
            .finding(place.field("mentor"), message)
            .item(above)
            .also(person_place(plan, mentor), format!("level {higher}"))
            .also(person_place(plan, mentee), format!("level {lower}"))
            .help("name a mentor with a higher level, or correct the levels");
        sink.push(finding);
    }
}
