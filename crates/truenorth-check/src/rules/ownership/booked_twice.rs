//! `booked-twice`: one person booked twice for one goal and time.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::{Item, PersonIx};
use truenorth_core::scalar::Period;

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "OWN012", name: "booked-twice", unreadable: false };

/// See `booked-twice.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Ownership,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "one person is booked twice for one goal at the same time",
    options: &[],
    page: include_str!("booked-twice.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for (index, goal) in goals.filter(|(_, goal)| !goal.is_over()) {
        let Some(raci) = goal.written.raci.as_deref().filter(|raci| raci.responsible.len() > 1) else {
            continue;
        };
        let mut seen: Vec<(Item, Option<Period>, usize)> = Vec::new();
        for (entry, part) in raci.responsible.iter().enumerate() {
            if part.share.is_none() && part.effort.is_none() {
                continue;
            }
            let Some(who) = plan.target(&part.who).map(|who| holder(context, who)) else { continue };
            let period = part.period.map(|time| plan.calendar.period(&time));
            let meets = |other: &Option<Period>| match (period, other) {
                (Some(one), Some(other)) => one.overlaps(other),
                _ => true,
            };
            let first =
                seen.iter().find(|(other, when, _)| *other == who && meets(when)).map(|(_, _, first)| *first);
            seen.push((who, period, entry));
            let Some(first) = first else { continue };
            let place = |entry: usize| goal.place().field("raci").field("responsible").index(entry);
            let message =
                format!("`{}` is booked twice for `{}` at the same time", plan.item_id(who), goal.id());
            let finding = sink
                .about_goal(context, index, place(entry), message)
                .also(place(first), "first here")
                .help("join the two into one entry, or give them times that do not overlap");
            sink.push(finding);
        }
    }
}

/// A role that one person holds stands for that person.
fn holder(context: &Context<'_>, who: Item) -> Item {
    let Item::Role(role) = who else { return who };
    let mut holders =
        (0..).map(PersonIx).zip(&context.plan.people).filter(|(_, person)| person.roles.contains(&role));
    match (holders.next(), holders.next()) {
        (Some((person, _)), None) => Item::Person(person),
        _ => who,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    #[test]
    fn by_person_role_and_time() {
        let found = |parts: &str| {
            let json = with(&format!(
                r#""people": [{{ "id": "p", "name": "P", "roles": "r" }}], "roles": [{{ "id": "r", "title": "R" }}], "goals": [{{ "id": "g", "title": "G",
                    "contributes_to": "vision", "raci": {{ "responsible": [{parts}] }} }}]"#
            ));
            of_rule(&json, "OWN012").into_iter().map(|finding| finding.message).collect::<Vec<_>>()
        };
        let part = |who: &str, period: &str| format!(r#"{{ "who": "{who}", "share": "10%"{period} }}"#);
        let (q1, h2) = (r#", "period": "2027-Q1""#, r#", "period": "2027-H2""#);
        assert_eq!(
            found(&[part("p", q1), part("r", "")].join(",")),
            ["`p` is booked twice for `g` at the same time"]
        );
        assert!(found(&[part("p", q1), part("p", h2)].join(",")).is_empty());
        assert!(
            found(&[part("p", ""), r#""p""#.to_owned()].join(",")).is_empty(),
            "a name without time books nothing"
        );
    }
}
