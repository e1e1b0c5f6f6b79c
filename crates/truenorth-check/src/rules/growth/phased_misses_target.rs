//! `phased-misses-target`: the expected path ends elsewhere than at the target.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::measuring;
use truenorth_core::model::{Measure, MeasureKind};
use truenorth_core::place::Place;
use truenorth_core::scalar::Date;

use super::{end, id, place};
use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;
use crate::rules::key_results::{measured, number};

static ID: RuleId = RuleId { code: "GRO005", name: "phased-misses-target", unreadable: false };

/// See `phased-misses-target.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Growth,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "the phased numbers of a plan end elsewhere than at its target",
    options: &[],
    page: include_str!("phased-misses-target.md"),
    check: RuleCheck::GoalsAndRest(goals, growth),
};

fn goals(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    for (_, goal, measure) in measured(goals).filter(|(_, goal, _)| is_live(goal)) {
        judge(context, sink, goal.id(), goal.place(), measure, goal.due);
    }
}

fn growth(context: &Context<'_>, sink: &mut Sink<'_>) {
    let calendar = &context.plan.calendar;
    for growth in &context.plan.growth {
        judge(context, sink, id(growth), place(growth), &growth.written.measure, end(growth, calendar));
    }
}

fn judge(
    context: &Context<'_>,
    sink: &mut Sink<'_>,
    id: &str,
    here: Place,
    measure: &Measure,
    end: Option<Date>,
) {
    let (Some(target), Some(end)) = (number(measure.target), end) else { return };
    let points = measure
        .phased
        .iter()
        .filter_map(|(time, value)| Some((context.plan.calendar.period(time).last, time, value.number()?)));
    // Before the end the path goes straight on to the target; only a number for the end can miss it.
    let Some((_, time, value)) = points.filter(|(day, ..)| *day >= end).min_by_key(|(day, ..)| *day) else {
        return;
    };
    let differs = (value - target).abs() > target.abs().max(value.abs()) * 1e-9;
    let misses = match measuring::kind(measure) {
        MeasureKind::AtLeast => value < target,
        MeasureKind::AtMost => value > target,
        MeasureKind::Between => false,
        MeasureKind::Increase | MeasureKind::Decrease | MeasureKind::Milestone => differs,
    };
    if !misses {
        return;
    }
    let measure = here.field("measure");
    let message =
        format!("the phased numbers of `{id}` end at {value} in {time}, but its target is {target}");
    sink.push(
        sink.finding(measure.clone().field("phased").key(time.to_string()), message)
            .also(measure.field("target"), "the target")
            .help("write one number at both places")
            .item(id),
    );
}
