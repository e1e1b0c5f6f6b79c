//! `point-outside-period`: a planned number for a time that the growth plan is not made for.

use truenorth_core::finding::{Level, RuleId};

use super::{end, id, place, planned};
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::also_all;

static ID: RuleId = RuleId { code: "GRO004", name: "point-outside-period", unreadable: false };

/// See `point-outside-period.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Growth,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a growth plan has a planned number outside its period",
    options: &[],
    page: include_str!("point-outside-period.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let calendar = &context.plan.calendar;
    for growth in &context.plan.growth {
        let Some(time) = &growth.written.period else { continue };
        let first = calendar.period(time).first;
        let last = end(growth, calendar);
        // The start of the plan is the number at the end of the day before, or of the baseline.
        let baseline = growth.written.measure.baseline_at.map(|at| calendar.period(&at).last);
        let start = baseline.unwrap_or(first).min(first.add_days(-1));
        let mut outside = planned(growth).into_iter().filter_map(|point| {
            let day = point.period(calendar)?.last;
            (day < start || last.is_some_and(|last| day > last)).then_some((point, day))
        });
        let Some((point, day)) = outside.next() else { continue };
        let rest: Vec<_> = outside.collect();
        let side = if day < start {
            format!("before its period `{time}` begins on {first}")
        } else {
            format!("after its period `{time}` ends on {}", last.unwrap_or(day))
        };
        let more = match rest.len() {
            0 => String::new(),
            1 => ", and 1 more number outside".to_owned(),
            others => format!(", and {others} more numbers outside"),
        };
        let of = point.time.map_or_else(String::new, |time| time.to_string());
        let message =
            format!("`{}` plans {} for {of} ({}), {side}{more}", id(growth), point.value, point.field);
        let finding = sink
            .finding(point.place.key_only(), message)
            .also(place(growth).field("period"), "the period")
            .help("write another `period`, or the time that was meant")
            .item(id(growth));
        let places =
            rest.into_iter().map(|(point, _)| (point.place.key_only(), "and this".to_owned())).collect();
        sink.push(also_all(finding, places));
    }
}
