//! `item-cycle`: items that are part of, report to or replace each other in a circle.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::place::Place;
use truenorth_core::plan::{AccountIx, DecisionIx, Item, PersonIx, Plan, RiskIx, RoleIx, TeamIx};
use truenorth_core::scalar::Reference;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::circle::{Member, circles, report};

static ID: RuleId = RuleId { code: "REF013", name: "item-cycle", unreadable: false };

/// See `item-cycle.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::References,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "items are part of, report to or replace each other in a circle",
    options: &[],
    page: include_str!("item-cycle.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    accounts(plan, sink);
    teams(plan, sink);
    lines_of_report(plan, sink);
    risks(plan, sink);
    decisions(plan, sink);
}

/// Reports each circle of a list in which an entry names at most one other.
fn all<'a>(
    sink: &mut Sink<'_>,
    next: &[Option<usize>],
    what: &str,
    help: &str,
    member: impl Fn(usize) -> Member<'a>,
) {
    for circle in circles(next) {
        let members: Vec<Member<'_>> = circle.into_iter().map(&member).collect();
        report(sink, what, &members, help);
    }
}

fn accounts(plan: &Plan, sink: &mut Sink<'_>) {
    let next: Vec<_> = plan.accounts.iter().map(|account| account.part_of.map(AccountIx::at)).collect();
    let help = "take out the `part_of` of the account that should head the hierarchy";
    all(sink, &next, "accounts are part of each other in a circle", help, |position| {
        let account = &plan[AccountIx::new(position)];
        (account.written.id.as_str(), Place::value(account.file, account.written.spot).field("part_of"))
    });
}

fn teams(plan: &Plan, sink: &mut Sink<'_>) {
    let next: Vec<_> = plan.teams.iter().map(|team| team.part_of.map(TeamIx::at)).collect();
    let help = "take out the `part_of` of the team that the others belong to";
    all(sink, &next, "teams are part of each other in a circle", help, |position| {
        let team = &plan[TeamIx::new(position)];
        (team.written.id.as_str(), Place::value(team.file, team.written.spot).field("part_of"))
    });
}

/// People and roles report to people and roles: people stand first, roles behind them.
fn lines_of_report(plan: &Plan, sink: &mut Sink<'_>) {
    let people = plan.people.len();
    let to = |reference: Option<&Reference>| match plan.target(reference?)? {
        Item::Person(person) => Some(person.at()),
        Item::Role(role) => Some(people + role.at()),
        _ => None,
    };
    let of_people = plan.people.iter().map(|person| to(person.written.reports_to.as_ref()));
    let of_roles = plan.roles.iter().map(|role| to(role.written.reports_to.as_ref()));
    let next: Vec<_> = of_people.chain(of_roles).collect();
    let help = "take out the `reports_to` of the one who heads the others";
    all(sink, &next, "people or roles report to each other in a circle", help, |position| {
        if let Some(role) = position.checked_sub(people) {
            let role = &plan[RoleIx::new(role)];
            return (
                role.written.id.as_str(),
                Place::value(role.file, role.written.spot).field("reports_to"),
            );
        }
        let person = &plan[PersonIx::new(position)];
        (person.written.id.as_str(), Place::value(person.file, person.written.spot).field("reports_to"))
    });
}

fn risks(plan: &Plan, sink: &mut Sink<'_>) {
    let next: Vec<_> = (plan.risks.iter())
        .map(|risk| match plan.target(risk.written.part_of.as_ref()?)? {
            Item::Risk(whole) => Some(whole.at()),
            _ => None,
        })
        .collect();
    let help = "take out the `part_of` of the risk that the others are parts of";
    all(sink, &next, "risks are part of each other in a circle", help, |position| {
        let risk = &plan[RiskIx::new(position)];
        (risk.id(), risk.place().field("part_of"))
    });
}

/// A decision may replace and amend several. Those from which no circle can be reached are taken out one after
/// another; each that is left leads to another that is left.
fn decisions(plan: &Plan, sink: &mut Sink<'_>) {
    let links: Vec<Vec<(usize, &'static str, usize)>> = (plan.decisions.iter())
        .map(|decision| {
            let of = |field: &'static str, links: &[Reference]| -> Vec<(usize, &'static str, usize)> {
                let targets =
                    links.iter().enumerate().filter_map(|(entry, link)| match plan.target(link)? {
                        Item::Decision(to) => Some((to.at(), field, entry)),
                        _ => None,
                    });
                targets.collect()
            };
            let mut all = of("replaces", &decision.written.replaces);
            all.extend(of("amends", &decision.written.amends));
            all
        })
        .collect();
    let mut sources: Vec<Vec<usize>> = vec![Vec::new(); links.len()];
    let mut open: Vec<usize> = links.iter().map(Vec::len).collect();
    for (from, (to, _, _)) in
        links.iter().enumerate().flat_map(|(from, to)| to.iter().map(move |to| (from, to)))
    {
        sources[*to].push(from);
    }
    let mut ended: Vec<usize> = (0..links.len()).filter(|position| open[*position] == 0).collect();
    while let Some(position) = ended.pop() {
        for from in std::mem::take(&mut sources[position]) {
            open[from] -= 1;
            if open[from] == 0 {
                ended.push(from);
            }
        }
    }
    let onward = |position: usize| links[position].iter().find(|(to, _, _)| open[*to] > 0);
    let next: Vec<_> = (0..links.len())
        .map(|position| onward(position).filter(|_| open[position] > 0).map(|(to, _, _)| *to))
        .collect();
    let help = "take out the link from the older decision to the newer one";
    all(sink, &next, "decisions replace or amend each other in a circle", help, |position| {
        let decision = &plan[DecisionIx::new(position)];
        let place = decision.place();
        let link = onward(position).map(|(_, field, entry)| place.clone().field(field).index(*entry));
        (decision.id(), link.unwrap_or(place))
    });
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    fn found(fields: &str) -> Vec<String> {
        of_rule(&with(fields), "REF013").into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn every_kind_of_circle() {
        assert_eq!(
            found(
                r#""teams": [{ "id": "a", "title": "A", "part_of": "b" }, { "id": "b", "title": "B", "part_of": "a" }]"#
            ),
            ["teams are part of each other in a circle: `a` in `b` in `a`"]
        );
        assert_eq!(
            found(
                r#""people": [{ "id": "p", "name": "P", "reports_to": "r" }], "roles": [{ "id": "r", "title": "R", "reports_to": "s" },
                { "id": "s", "title": "S", "reports_to": "r" }]"#
            ),
            ["people or roles report to each other in a circle: `r` in `s` in `r`"]
        );
        assert_eq!(
            found(r#""accounts": [{ "id": "s", "title": "S", "part_of": "s" }]"#),
            ["accounts are part of each other in a circle: `s` in `s`"]
        );
    }

    #[test]
    fn decisions_with_several_links() {
        let decision = |id: &str, fields: &str| format!(r#"{{ "id": "{id}", "title": "T"{fields} }}"#);
        let plan = [
            decision("a", r#", "replaces": ["d", "b"]"#),
            decision("b", r#", "amends": ["d", "c"]"#),
            decision("c", r#", "replaces": "a""#),
            decision("d", ""),
            decision("e", r#", "replaces": "a""#),
        ];
        assert_eq!(
            found(&format!(r#""decisions": [{}]"#, plan.join(", "))),
            ["decisions replace or amend each other in a circle: `a` in `b` in `c` in `a`"]
        );
        let chain = [
            decision("a", r#", "replaces": ["b", "c"]"#),
            decision("b", r#", "replaces": "c""#),
            decision("c", ""),
        ];
        assert!(found(&format!(r#""decisions": [{}]"#, chain.join(", "))).is_empty());
    }
}
