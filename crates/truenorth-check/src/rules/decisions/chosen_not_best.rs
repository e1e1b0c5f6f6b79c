//! `chosen-not-best`: a choice that another option beats by the scores.

use std::collections::BTreeSet;

use truenorth_core::finding::{Level, RuleId};
use truenorth_graph::weigh;

use super::holds;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "DEC012", name: "chosen-not-best", unreadable: false };

/// See `chosen-not-best.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Decisions,
    level: Level::Note,
    set: Set::Default,
    since: "0.1.0",
    summary: "another option has a higher weighted score than the one that was chosen",
    options: &[],
    page: include_str!("chosen-not-best.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for decision in context.plan.decisions.iter().filter(|decision| holds(&decision.written)) {
        let it = &decision.written;
        let Some(chosen) = &it.chosen else { continue };
        let ids: BTreeSet<&str> = it.options.iter().map(|option| option.id.as_str()).collect();
        let Some(weighed) = weigh(it).filter(|_| ids.len() == it.options.len()) else { continue };
        let scores: Option<Vec<f64>> = weighed.totals.into_iter().collect();
        let Some(scores) = scores else { continue };
        let Some(at) = it.options.iter().position(|option| option.id == *chosen) else { continue };
        let best = it.options.iter().zip(&scores).enumerate().max_by(|a, b| a.1.1.total_cmp(b.1.1));
        let (Some((entry, (best, most))), Some(own)) = (best, scores.get(at)) else { continue };
        let (most, own) = (shown(*most), shown(*own));
        // What looks the same counts as the same: the rest is rounding.
        if most == own {
            continue;
        }
        let message = format!(
            "`{}` has chosen `{chosen}` with a weighted score of {own}, but `{}` has {most}",
            decision.id(),
            best.id
        );
        let finding = sink
            .finding(decision.place().field("chosen"), message)
            .also(decision.place().field("options").index(entry).field("id"), format!("scored {most}"))
            .help("add the criterion that decided, or correct a score or weight; if it stands, `ignore` it with the reason")
            .item(decision.id());
        sink.push(finding);
    }
}

/// A score with at most four decimals.
fn shown(score: f64) -> String {
    let text = format!("{score:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    fn found(weights: [f64; 3], second: &str, chosen: &str) -> Vec<String> {
        let [a, b, c] = weights;
        let json = with(&format!(
            r#""decisions": [{{ "id": "d", "title": "D", "status": "accepted", "why": "W", "chosen": "{chosen}",
            "criteria": [{{ "id": "a", "weight": {a} }}, {{ "id": "b", "weight": {b} }}, {{ "id": "c", "weight": {c} }}],
            "options": [{{ "id": "x", "title": "X", "scores": {{ "a": 8, "b": 6, "c": 9 }} }},
            {{ "id": "y", "title": "Y", "scores": {second} }},
            {{ "id": "z", "title": "Z", "scores": {{ "a": 5, "b": 8, "c": 8 }} }}] }}]"#
        ));
        of_rule(&json, "DEC012").into_iter().map(|finding| finding.message).collect()
    }

    const Y: &str = r#"{ "a": 7, "b": 9, "c": 5 }"#;

    /// Totals 7.6, 7.2 and 6.5 of the first case of the oracle `weighted_sum.json` (worked out by hand).
    #[test]
    fn the_oracle_ranks_x_y_z() {
        let weights = [0.5, 0.3, 0.2];
        assert!(found(weights, Y, "x").is_empty());
        let message = |id: &str, own: &str| {
            vec![format!("`d` has chosen `{id}` with a weighted score of {own}, but `x` has 7.6")]
        };
        assert_eq!(found(weights, Y, "y"), message("y", "7.2"));
        assert_eq!(found(weights, Y, "z"), message("z", "6.5"));
        assert_eq!(found(weights.map(|weight| weight * 10.0), Y, "y"), message("y", "7.2"));
    }

    #[test]
    fn what_cannot_be_compared_is_left_alone() {
        let same = r#"{ "a": 8, "b": 6, "c": 9 }"#;
        assert!(found([0.5, 0.3, 0.2], same, "y").is_empty(), "a tie has no loser");
        assert!(
            found([0.5, 0.3, 0.2], r#"{ "a": 1, "b": 1 }"#, "y").is_empty(),
            "a missing score is not zero"
        );
        assert!(found([0.0, 0.0, 0.0], Y, "y").is_empty());
        assert!(found([0.5, 0.8, -0.3], Y, "z").is_empty());
        assert!(found([0.5, 0.3, 0.2], Y, "unknown").is_empty());
    }
}
