//! `parent-twice`: a goal names the same parent twice.

use rustc_hash::FxHashMap;
use truenorth_core::finding::{Level, RuleId};
use truenorth_core::fix::{Change, Fix};
use truenorth_core::plan::{Goal, Parent, Up};

use super::also_all;
use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "ALN009", name: "parent-twice", unreadable: false };

/// See `parent-twice.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Alignment,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a goal names the same parent twice, or one that it is nested in",
    options: &[],
    page: include_str!("parent-twice.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for (index, goal) in goals {
        if goal.parents.len() < 2 {
            continue;
        }
        let mut first: FxHashMap<Up, &Parent> = FxHashMap::default();
        let mut again = Vec::new();
        for parent in &goal.parents {
            match first.get(&parent.to) {
                Some(before) => again.push((*before, parent)),
                None => {
                    first.insert(parent.to, parent);
                }
            }
        }
        let Some(((before, parent), others)) = again.split_first() else { continue };
        let (id, up) = (goal.id(), plan.up_id(parent.to));
        let mut places = Vec::new();
        let (nested, help) = if before.entry.is_some() {
            places.push((goal.parent_place(before), "first named here".to_owned()));
            ("", "take one of the two out; one link with their joint weight says the same".to_owned())
        } else {
            let help = format!("take `{up}` out of `contributes_to`; a weight goes to `weight` of the goal");
            (": it is nested in it and names it too", help)
        };
        let named = |parent: &Parent| format!("`{}` is named again too", plan.up_id(parent.to));
        places.extend(others.iter().map(|(_, parent)| (goal.parent_place(parent), named(parent))));
        let message = format!("`{id}` contributes to `{up}` twice{nested}");
        let mut finding = sink.about_goal(context, index, goal.parent_place(parent), message).help(help);
        // A link that says nothing but the parent is the one that is there already.
        if let Some(entry) = parent.entry.filter(|_| says_nothing_more(goal, parent, before)) {
            let place = goal.place().field("contributes_to").index(entry as usize);
            finding = finding.fix(Fix::safe("take the second link out", Change::Remove(place)));
        }
        sink.push(also_all(finding, places));
    }
}

/// Whether a link has neither weight nor share, nor the one before it, so that one of them is as good as both.
fn says_nothing_more(goal: &Goal, link: &Parent, before: &Parent) -> bool {
    let plain = |parent: &Parent| {
        let written = parent.entry.and_then(|entry| goal.written.contributes_to.get(entry as usize));
        parent.share.is_none() && written.is_none_or(|written| written.weight.is_none())
    };
    plain(link) && plain(before)
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    #[test]
    fn one_finding_a_goal() {
        let json = with(
            r#""pillars": [{ "id": "p", "title": "P" }, { "id": "q", "title": "Q" }],
            "goals": [{ "id": "a", "title": "A", "contributes_to": ["p", "q", "p", "q", "vision"],
              "initiatives": [{ "id": "i", "title": "I", "contributes_to": ["a", "p"] }] }]"#,
        );
        let found = of_rule(&json, "ALN009");
        let messages: Vec<&str> = found.iter().map(|finding| finding.message.as_str()).collect();
        let nested = "`a/i` contributes to `a` twice: it is nested in it and names it too";
        assert_eq!(messages, ["`a` contributes to `p` twice", nested]);
        let others: Vec<&str> = found[0].secondary.iter().map(|label| label.text.as_str()).collect();
        assert_eq!(others, ["first named here", "`q` is named again too"]);
    }
}
