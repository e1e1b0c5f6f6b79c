//! `achieved-but-target-missed`: set to achieved, and the last number is short of the target.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::measuring::{self, Window};
use truenorth_core::model::{Ambition, Status};

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "PRG002", name: "achieved-but-target-missed", unreadable: false };

/// See `achieved-but-target-missed.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Progress,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a goal is set to achieved, and its last number is short of its target",
    options: &[],
    page: include_str!("achieved-but-target-missed.md"),
    check: RuleCheck::Goals(check),
};

/// The share of the way at which an aspirational goal counts as reached (Doerr 2018; Google's grades).
const ASPIRATIONAL: f64 = 0.7;

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for (index, goal) in goals {
        let Some(measure) = &goal.written.measure else { continue };
        if goal.status != Some(Status::Achieved) {
            continue;
        }
        let window = Window::of_goal(plan, goal, context.today);
        let Some(value) = measuring::current(measure, &window).value() else { continue };
        let enough = if goal.written.ambition == Some(Ambition::Aspirational) { ASPIRATIONAL } else { 1.0 };
        let short = match measuring::verdict(measure, &window) {
            Some(met) => !met,
            None => measuring::progress(measure, &window).is_some_and(|progress| progress < enough),
        };
        let least = measure.commit.and_then(|commit| commit.number());
        let downwards = measuring::kind(measure) == truenorth_core::model::MeasureKind::Decrease;
        let committed = least.is_some_and(|least| if downwards { value <= least } else { value >= least });
        let Some(target) = measure.target.and_then(|target| target.number()).filter(|_| short && !committed)
        else {
            continue;
        };
        let message = format!(
            "`{}` is set to achieved, but its last number is {value}, and the target {target}",
            goal.id()
        );
        let finding = sink.about_goal(context, index, goal.place().field("status"), message);
        let finding = finding.also(goal.place().field("measure").field("actuals"), "what was counted");
        sink.push(finding.help("write the number that shows it, or set the status to `missed` or `dropped`"));
    }
}
