//! `perspective-against-order`: a goal that contributes to one of a perspective below its own.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Perspective;
use truenorth_core::plan::Up;

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "STR011", name: "perspective-against-order", unreadable: false };

/// See `perspective-against-order.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Strategy,
    level: Level::Note,
    set: Set::Strict,
    since: "0.1.0",
    summary: "a goal contributes to one whose perspective should feed its own",
    options: &[],
    page: include_str!("perspective-against-order.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for (index, goal) in goals.filter(|(_, goal)| is_live(goal)) {
        let Some(own) = goal.written.perspective else { continue };
        for parent in &goal.parents {
            let Up::Goal(above) = parent.to else { continue };
            let Some(to) = plan[above].written.perspective.filter(|_| is_live(&plan[above])) else {
                continue;
            };
            if storey(own) <= storey(to) {
                continue;
            }
            let message = format!(
                "`{}` ({}) contributes to `{}` ({})",
                goal.id(),
                word(own),
                plan[above].id(),
                word(to)
            );
            let finding = sink
                .about_goal(context, index, goal.parent_place(parent), message)
                .also(plan[above].place().field("perspective"), word(to))
                .also(goal.place().field("perspective"), word(own))
                .help("turn the link round if the other feeds this one, or give the goal the perspective in which it works");
            sink.push(finding);
        }
    }
}

/// From the ground up: what is learnt makes processes better, these the customers content, these the finances sound.
fn storey(perspective: Perspective) -> u8 {
    match perspective {
        Perspective::LearningGrowth => 0,
        Perspective::InternalProcess => 1,
        Perspective::Customer => 2,
        Perspective::Financial => 3,
    }
}

fn word(perspective: Perspective) -> &'static str {
    match perspective {
        Perspective::LearningGrowth => "learning and growth",
        Perspective::InternalProcess => "internal process",
        Perspective::Customer => "customer",
        Perspective::Financial => "financial",
    }
}
