//! `grade-out-of-range`: a grade below 0 or above 1.

use truenorth_core::finding::{Level, RuleId};

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "PRG004", name: "grade-out-of-range", unreadable: false };

/// See `grade-out-of-range.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Progress,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "a grade lies outside 0 to 1",
    options: &[],
    page: include_str!("grade-out-of-range.md"),
    check: RuleCheck::GoalsAndRest(goals, reviews),
};

const HELP: &str = "a grade is a part of 1, such as 0.7; 70 % is written 0.7";

fn fits(grade: f64) -> bool {
    (0.0..=1.0).contains(&grade)
}

fn goals(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    for (index, goal) in goals {
        if let Some(grade) = goal.written.grade.filter(|grade| !fits(*grade)) {
            let message = format!("the grade of `{}` is {grade}", goal.id());
            sink.push(sink.about_goal(context, index, goal.place().field("grade"), message).help(HELP));
        }
    }
}

fn reviews(context: &Context<'_>, sink: &mut Sink<'_>) {
    for review in &context.plan.reviews {
        for (goal, grade) in review.written.grades.iter().filter(|(_, grade)| !fits(*grade)) {
            let place = review.place().field("grades").key(goal.as_str());
            let message = format!("`{}` gives `{goal}` the grade {grade}", review.id());
            sink.push(sink.finding(place, message).item(review.id()).help(HELP));
        }
    }
}
