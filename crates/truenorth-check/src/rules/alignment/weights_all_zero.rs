//! `weights-all-zero`: all that contributes to a parent has the weight 0 in it.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Rollup;
use truenorth_core::place::Place;
use truenorth_core::plan::{GoalIx, Plan, Up};

use super::{also_all, weight_place};
use crate::context::{Context, Sink, count};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "ALN006", name: "weights-all-zero", unreadable: false };

/// See `weights-all-zero.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Alignment,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "all goals of a parent have the weight 0 in it",
    options: &[],
    page: include_str!("weights-all-zero.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let vision = plan.goals.len();
    let slot = |up: Up| match up {
        Up::Goal(goal) => goal.at(),
        Up::Vision => vision,
    };
    let mut weighed = vec![false; vision + 1];
    let mut zeros: Vec<Vec<(Place, String)>> = vec![Vec::new(); vision + 1];
    for goal in &plan.goals {
        for parent in &goal.parents {
            if parent.weight == 0.0 {
                zeros[slot(parent.to)].push((weight_place(goal, parent), format!("`{}`", goal.id())));
            } else {
                weighed[slot(parent.to)] = true;
            }
        }
    }
    for (position, mut places) in zeros.into_iter().enumerate() {
        let up = if position == vision { Up::Vision } else { Up::Goal(GoalIx::new(position)) };
        if weighed[position] || !by_children(plan, up) || places.is_empty() {
            continue;
        }
        let id = plan.up_id(up);
        let message = match places.len() {
            1 => format!("the only goal of `{id}` has the weight 0 in it, so nothing moves `{id}`"),
            many => format!(
                "all {} of `{id}` have the weight 0 in it, so nothing moves `{id}`",
                count(many, "goal")
            ),
        };
        let (first, words) = places.remove(0);
        let finding = sink
            .finding(first, message)
            .item(id)
            .label(words)
            .help("give a weight above 0 to those that count; weights are relative, so 1 for each means equal parts");
        sink.push(also_all(finding, places));
    }
}

/// Whether the progress of a parent depends on its children, and anyone still asks for it.
fn by_children(plan: &Plan, up: Up) -> bool {
    let own = match up {
        Up::Goal(goal) if plan[goal].is_over() => return false,
        Up::Goal(goal) => plan[goal].written.rollup,
        Up::Vision => None,
    };
    let rollup = own.or(plan.checks.rollup).unwrap_or(Rollup::WeightedMean);
    !matches!(rollup, Rollup::Manual | Rollup::None)
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    fn found(rollup: &str, weights: [f64; 2]) -> Vec<String> {
        let goal = |id: &str, weight: f64| {
            format!(
                r#"{{ "id": "{id}", "title": "T", "contributes_to": {{ "goal": "o", "weight": {weight} }} }}"#
            )
        };
        let json = with(&format!(
            r#""goals": [{{ "id": "o", "title": "O", "contributes_to": "vision", "rollup": "{rollup}" }}, {}, {}]"#,
            goal("a", weights[0]),
            goal("b", weights[1])
        ));
        of_rule(&json, "ALN006").into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn all_zero_where_weights_count() {
        let message = "all 2 goals of `o` have the weight 0 in it, so nothing moves `o`";
        assert_eq!(found("weighted_mean", [0.0, 0.0]), [message]);
        assert!(found("weighted_mean", [0.0, 1.0]).is_empty());
        assert!(found("weighted_mean", [-1.0, 1.0]).is_empty(), "for and against is not nothing");
        assert_eq!(found("mean", [0.0, 0.0]), [message]);
        assert!(found("manual", [0.0, 0.0]).is_empty());
    }

    #[test]
    fn pillars_in_the_vision() {
        let json = with(r#""pillars": [{ "id": "p", "title": "P", "weight": 0 }]"#);
        let found = of_rule(&json, "ALN006");
        assert_eq!(
            found[0].message,
            "the only goal of `vision` has the weight 0 in it, so nothing moves `vision`"
        );
        assert_eq!(found[0].item.as_deref(), Some("vision"));
    }
}
