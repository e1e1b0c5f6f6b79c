//! `vision-horizon-passed`: a vision whose time has passed.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::Item;
use truenorth_core::scalar::Time;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "STR013", name: "vision-horizon-passed", unreadable: false };

/// See `vision-horizon-passed.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Strategy,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "the horizon of the vision or mission has passed",
    options: &[],
    page: include_str!("vision-horizon-passed.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for (item, statement) in [(Item::Vision, plan.vision.as_ref()), (Item::Mission, plan.mission.as_ref())] {
        let Some(horizon) = statement.and_then(|statement| statement.horizon) else { continue };
        let last = plan.calendar.period(&horizon).last;
        let open = matches!(horizon, Time::From(_));
        let Some(place) = plan.item_place(item).filter(|_| last < context.today && !open) else { continue };
        let id = plan.item_id(item);
        let finding = sink
            .finding(place.field("horizon"), format!("the horizon of the {id} was {last}"))
            .help("say what has become of it in a review, and write the vision for the time to come with a new `horizon`")
            .item(id);
        sink.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::of_rule;

    #[test]
    fn the_last_day_counts() {
        let found = |today: &str, horizon: &str| {
            let json = format!(
                r#"{{ "truenorth": 1, "as_of": "{today}", "organization": {{ "name": "T" }}, "vision": {{ "title": "V", "horizon": "{horizon}" }} }}"#
            );
            of_rule(&json, "STR013").into_iter().map(|finding| finding.message).collect::<Vec<_>>()
        };
        assert_eq!(found("2027-01-01", "2026"), ["the horizon of the vision was 2026-12-31"]);
        assert!(found("2026-12-31", "2026").is_empty() && found("2027-01-01", "2026..").is_empty());
    }
}
