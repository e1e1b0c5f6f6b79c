//! `booked-twice`: one person booked twice for one goal and time.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::{Item, PersonIx, Plan};
use truenorth_core::scalar::{Date, Period};

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
    let holders = OnceCell::new();
    for (index, goal) in goals.filter(|(_, goal)| !goal.is_over()) {
        let Some(raci) = goal.written.raci.as_deref().filter(|raci| raci.responsible.len() > 1) else {
            continue;
        };
        let mut parts: BTreeMap<Item, Vec<(Period, usize)>> = BTreeMap::new();
        for (entry, part) in raci.responsible.iter().enumerate() {
            if part.share.is_none() && part.effort.is_none() {
                continue;
            }
            let who = match plan.target(&part.who) {
                // A role that one person holds stands for that person.
                Some(Item::Role(role)) => {
                    let holders = holders.get_or_init(|| sole_holders(plan));
                    holders.get(role.at()).copied().flatten().map_or(Item::Role(role), Item::Person)
                }
                Some(who) => who,
                None => continue,
            };
            let whole = Period { first: Date::MIN, last: Date::MAX };
            let period = part.period.map_or(whole, |time| plan.calendar.period(&time));
            parts.entry(who).or_default().push((period, entry));
        }
        for (who, mut parts) in parts.into_iter().filter(|(_, parts)| parts.len() > 1) {
            parts.sort_unstable_by_key(|(period, entry)| (period.first, *entry));
            let twice =
                parts.windows(2).find(|pair| matches!(pair, [one, other] if one.0.overlaps(&other.0)));
            let Some([one, other]) = twice else { continue };
            let (first, second) = (one.1.min(other.1), one.1.max(other.1));
            let place = |entry: usize| goal.place().field("raci").field("responsible").index(entry);
            let message =
                format!("`{}` is booked twice for `{}` at the same time", plan.item_id(who), goal.id());
            let finding = sink
                .about_goal(context, index, place(second), message)
                .also(place(first), "first here")
                .help("join the two into one entry, or give them times that do not overlap");
            sink.push(finding);
        }
    }
}

/// The person who holds each role alone.
fn sole_holders(plan: &Plan) -> Vec<Option<PersonIx>> {
    let mut holders: Vec<Vec<PersonIx>> = vec![Vec::new(); plan.roles.len()];
    for (position, person) in plan.people.iter().enumerate() {
        for role in &person.roles {
            holders[role.at()].push(PersonIx::new(position));
        }
    }
    holders
        .into_iter()
        .map(|holders| if let [one] = holders.as_slice() { Some(*one) } else { None })
        .collect()
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
