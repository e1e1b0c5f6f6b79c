//! `share-out-of-range`: a share below 0 or above 100 %.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::place::Place;
use truenorth_core::scalar::Percent;

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "BUD013", name: "share-out-of-range", unreadable: false };

/// See `share-out-of-range.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Budget,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "a share is below 0 % or above 100 %",
    options: &[],
    page: include_str!("share-out-of-range.md"),
    check: RuleCheck::GoalsAndRest(goals, lines),
};

fn lines(context: &Context<'_>, sink: &mut Sink<'_>) {
    for line in &context.plan.lines {
        for (entry, funding) in line.written.funds.iter().enumerate() {
            let place = || line.place().field("funds").index(entry).field("share");
            judge(sink, line.id(), funding.share, funding.goal.as_str(), place);
        }
    }
}

fn goals(_: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    for (_, goal) in goals {
        for (entry, link) in goal.written.contributes_to.iter().enumerate() {
            let place = || goal.place().field("contributes_to").index(entry).field("share");
            judge(sink, goal.id(), link.share, link.goal.as_str(), place);
        }
    }
}

fn judge(sink: &mut Sink<'_>, id: &str, share: Option<Percent>, to: &str, place: impl Fn() -> Place) {
    let Some(share) = share.filter(|share| !(Percent::ZERO..=Percent::HUNDRED).contains(share)) else {
        return;
    };
    let message = format!("the share of `{id}` for `{to}` is {share}");
    let help = "a share is a part of the whole: write 0% to 100%; what hurts a goal has a negative `weight`";
    sink.push(sink.finding(place(), message).help(help).item(id));
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    #[test]
    fn of_lines_and_goals() {
        let json = with(
            r#""goals": [
              { "id": "a", "title": "A", "contributes_to": [{ "goal": "vision", "share": "101%" }] },
              { "id": "b", "title": "B", "contributes_to": [{ "goal": "vision", "share": "100%" }] }],
            "budget": [{ "id": "l", "title": "L", "currency": "EUR", "amounts": { "adopted": { "2027": 1 } },
              "funds": [{ "goal": "a", "share": "150%" }, { "goal": "b", "share": "-50%" }] }]"#,
        );
        let messages: Vec<String> =
            of_rule(&json, "BUD013").into_iter().map(|finding| finding.message).collect();
        assert_eq!(
            messages,
            [
                "the share of `a` for `vision` is 101%",
                "the share of `l` for `a` is 150%",
                "the share of `l` for `b` is -50%"
            ]
        );
    }
}
