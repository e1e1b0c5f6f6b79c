//! `spent-ahead-of-work`: money that is spent faster than the work goes.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::{Kind, Stage};
use truenorth_core::plan::Up;

use super::amounts::{decided, is_spending, of_stage, shown, total};
use crate::context::{Context, Sink};
use crate::rule::{Group, OptionDoc, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "BUD026", name: "spent-ahead-of-work", unreadable: false };

/// See `spent-ahead-of-work.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Budget,
    level: Level::Warning,
    set: Set::Strict,
    since: "0.1.0",
    summary: "much more of the money is spent than of the work is done",
    options: &[OptionDoc {
        name: "points",
        default: "25",
        meaning: "points of a hundred by which spending may run ahead of progress",
    }],
    page: include_str!("spent-ahead-of-work.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let most = sink.number("points").clamp(0.0, 100.0);
    for line in plan.lines.iter().filter(|line| is_spending(line)) {
        // One goal alone: of several nobody says which the money went to.
        let [funds] = line.funds.as_slice() else { continue };
        let Up::Goal(goal) = funds.to else { continue };
        // A result may follow long after the work that is paid for; only of work is progress what was done.
        let is_work =
            matches!(plan.like(goal), Kind::Initiative | Kind::Milestone) || line.written.earned_by.is_some();
        if plan[goal].is_over() || !is_work {
            continue;
        }
        let planned = decided(line, &plan.calendar);
        let actual = of_stage(line, &plan.calendar, Stage::Actual);
        let (Some(whole), Some(spent), Some(last)) =
            (total(line, &planned.entries), total(line, &actual), actual.last())
        else {
            continue;
        };
        let Some(progress) = context.figures.progress[goal.at()] else { continue };
        if !planned.whole || whole.is_zero() || whole.is_negative() {
            continue;
        }
        let share = spent.to_f64() / whole.to_f64();
        if (share - progress) * 100.0 <= most {
            continue;
        }
        let percent = |part: f64| (part * 100.0).round();
        let message = format!(
            "`{}` has spent {} % of its money, and `{}` is {} % done",
            line.id(),
            percent(share),
            plan[goal].id(),
            percent(progress)
        );
        let finding = sink
            .finding(last.place(line), message)
            .label(format!("{} of {} in all", shown(line, spent), shown(line, whole)))
            .also(plan[goal].place(), format!("{} % done", percent(progress)))
            .help("forecast what the rest will cost (`forecast`), and ask for it or for less work while there is time")
            .item(line.id());
        sink.push(finding);
    }
}
