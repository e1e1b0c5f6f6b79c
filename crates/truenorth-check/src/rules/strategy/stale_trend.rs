//! `stale-trend`: a trend that was last looked at long ago.

use truenorth_core::finding::{Level, RuleId};

use crate::context::{Context, Sink, count};
use crate::rule::{Group, OptionDoc, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "STR004", name: "stale-trend", unreadable: false };

/// See `stale-trend.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Strategy,
    level: Level::Note,
    set: Set::Strict,
    since: "0.1.0",
    summary: "a trend was seen long ago",
    options: &[OptionDoc {
        name: "days",
        default: "180",
        meaning: "days after which a trend is looked at again",
    }],
    page: include_str!("stale-trend.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let most = sink.number("days");
    for trend in &context.plan.trends {
        let Some(date) = trend.written.date else { continue };
        let days = context.today.days_since(date);
        if days as f64 <= most {
            continue;
        }
        let age = count(usize::try_from(days).unwrap_or(0), "day");
        let message = format!("the trend `{}` was seen on {date}, {age} ago", trend.id());
        let finding = sink
            .finding(trend.place().field("date"), message)
            .help("look at its source again and write the new `date`, or take the trend out")
            .item(trend.id());
        sink.push(finding);
    }
}
