//! `shares-not-whole`: the written shares of a goal's cost do not make a whole.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Contribution;
use truenorth_core::plan::Goal;
use truenorth_core::scalar::Percent;

use super::also_all;
use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "ALN005", name: "shares-not-whole", unreadable: false };

/// See `shares-not-whole.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Alignment,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "the shares of a goal's cost do not add to 100%",
    options: &[],
    page: include_str!("shares-not-whole.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    for (index, goal) in goals {
        let links = &goal.written.contributes_to;
        // Nearly all shares add up; only the others are looked at closely.
        if Percent::sum(links.iter().filter_map(|link| link.share)).is_hundred() {
            continue;
        }
        let written: Vec<(usize, &Contribution, Percent)> =
            (links.iter().enumerate()).filter_map(|(entry, link)| Some((entry, link, link.share?))).collect();
        let Some((last_entry, last, last_share)) = written.last().copied() else { continue };
        let sum = Percent::sum(written.iter().map(|(_, _, share)| *share));
        // A nested goal's link to the goal around it has no share of its own: it takes what is left.
        let left_out = links.len() - written.len() + usize::from(goal.nest.is_some());
        let over = sum > Percent::HUNDRED;
        if sum.is_hundred() || (!over && left_out > 0) {
            continue;
        }
        let off = Percent::from_ten_thousandths(
            sum.ten_thousandths().saturating_sub(Percent::HUNDRED.ten_thousandths()).saturating_abs(),
        );
        let than = if over { "more" } else { "less" };
        let message = format!("the shares of `{}` add to {sum}, {off} {than} than 100%", goal.id());
        let others = written.iter().take(written.len() - 1);
        let places = others.map(|(entry, _, share)| (share_place(goal, *entry), share.to_string())).collect();
        let finding = sink
            .about_goal(context, index, share_place(goal, last_entry), message)
            .label(if over { format!("{off} too much") } else { format!("{off} missing") })
            .help(help(last, last_share, sum, left_out));
        sink.push(also_all(finding, places));
    }
}

fn share_place(goal: &Goal, entry: usize) -> truenorth_core::place::Place {
    goal.place().field("contributes_to").index(entry).field("share")
}

/// The edit: another last share if that can be, else no shares at all.
fn help(last: &Contribution, share: Percent, sum: Percent, left_out: usize) -> String {
    let rest = share
        .ten_thousandths()
        .saturating_add(Percent::HUNDRED.ten_thousandths())
        .saturating_sub(sum.ten_thousandths());
    let rest = Percent::from_ten_thousandths(rest);
    if left_out == 0 && rest > Percent::ZERO && rest <= Percent::HUNDRED {
        return format!(
            "make the share of `{}` {rest}, or leave it out: a link without a share takes what the others leave",
            last.goal
        );
    }
    "make the shares smaller, or leave all of them out for equal parts".to_owned()
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    fn found(links: &str) -> Option<(String, Option<String>)> {
        let json = with(&format!(
            r#""pillars": [{{ "id": "p", "title": "P" }}, {{ "id": "q", "title": "Q" }}, {{ "id": "r", "title": "R" }}],
            "goals": [{{ "id": "a", "title": "A", "contributes_to": [{links}] }}]"#
        ));
        of_rule(&json, "ALN005").pop().map(|finding| (finding.message, finding.help))
    }

    #[test]
    fn sums_are_exact() {
        let third = |goal: &str| format!(r#"{{ "goal": "{goal}", "share": "33.3%" }}"#);
        let (message, help) = found(&[third("p"), third("q"), third("r")].join(",")).unwrap();
        assert_eq!(message, "the shares of `a` add to 99.9%, 0.1% less than 100%");
        assert!(help.unwrap().starts_with("make the share of `r` 33.4%"));
        assert_eq!(found(&[third("p"), third("q"), r#""r""#.to_owned()].join(",")), None);
    }

    #[test]
    fn links_without_a_share_take_what_is_left_but_no_more() {
        let two = |p: &str, q: &str| {
            format!(r#"{{ "goal": "p", "share": "{p}" }}, {{ "goal": "q", "share": "{q}" }}"#)
        };
        assert_eq!(found(&two("60%", "40%")), None);
        assert_eq!(found(&format!(r#"{}, "r""#, two("60%", "30%"))), None);
        let (message, help) = found(&format!(r#"{}, "r""#, two("60%", "60%"))).unwrap();
        assert_eq!(message, "the shares of `a` add to 120%, 20% more than 100%");
        assert_eq!(
            help.as_deref(),
            Some("make the shares smaller, or leave all of them out for equal parts")
        );
        let (message, _) = found(r#"{ "goal": "p", "share": "60%" }"#).unwrap();
        assert_eq!(message, "the shares of `a` add to 60%, 40% less than 100%");
    }

    #[test]
    fn the_goal_around_takes_the_rest() {
        let nested = |share: &str| {
            let json = with(&format!(
                r#""pillars": [{{ "id": "p", "title": "P" }}], "goals": [{{ "id": "a", "title": "A", "contributes_to": "vision",
                "initiatives": [{{ "id": "i", "title": "I", "contributes_to": {{ "goal": "p", "share": "{share}" }} }}] }}]"#
            ));
            of_rule(&json, "ALN005").len()
        };
        assert_eq!((nested("60%"), nested("100.1%")), (0, 1));
    }
}
