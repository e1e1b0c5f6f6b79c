//! `lifts-miss-target`: expected gains that do not bring a measure to its target.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::measuring::{self, Window};
use truenorth_core::plan::Up;

use super::measured;
use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::{also_all, is_live};

static ID: RuleId = RuleId { code: "KRS014", name: "lifts-miss-target", unreadable: false };

/// See `lifts-miss-target.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::KeyResults,
    level: Level::Note,
    set: Set::Strict,
    since: "0.1.0",
    summary: "what contributes to a measure is expected to lift it less than its target needs",
    options: &[],
    page: include_str!("lifts-miss-target.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for (index, goal, measure) in measured(goals) {
        let Some((from, to)) =
            measuring::ends(measure).filter(|_| is_live(goal) && !measuring::is_verdict(measure))
        else {
            continue;
        };
        let mut lifts = Vec::new();
        for (child, edge) in context.graph.children(Up::Goal(index)) {
            let below = &plan[child];
            if !is_live(below) {
                continue;
            }
            let link = edge.entry.and_then(|entry| below.written.contributes_to.get(entry as usize));
            lifts.push(
                link.and_then(|link| link.lift.as_deref()).map(|lift| (child, edge.entry, lift.likely)),
            );
        }
        // What a goal without a lift adds is not known.
        let Some(lifts) = lifts.into_iter().collect::<Option<Vec<_>>>().filter(|lifts| !lifts.is_empty())
        else {
            continue;
        };
        // What was reached already is behind; what is open has to bring the rest.
        let window = Window::of_goal(plan, goal, context.today);
        let reached =
            measuring::current(measure, &window).value().filter(|now| (now - from) * (to - from) > 0.0);
        let from = reached.unwrap_or(from);
        let (sum, needed) = (lifts.iter().map(|(_, _, lift)| lift).sum::<f64>(), to - from);
        let short = if needed < 0.0 { sum - needed } else { needed - sum };
        if short <= 1e-9 * needed.abs() {
            continue;
        }
        let id = goal.id();
        let round = |number: f64| (number * 1e6).round() / 1e6;
        let message = format!(
            "what contributes to `{id}` is expected to move it by {}, but from {from} to {to} it takes {}",
            round(sum),
            round(needed)
        );
        let finding = sink
            .about_goal(context, index, goal.place().field("measure").field("target"), message)
            .help(format!(
                "add work that brings the other {}, or set a target that the work can reach",
                round(short)
            ));
        let places = lifts.into_iter().filter_map(|(child, entry, lift)| {
            let place = plan[child].place().field("contributes_to").index(entry? as usize).field("lift");
            Some((place, format!("{lift} by `{}`", plan[child].id())))
        });
        sink.push(also_all(finding, places.collect()));
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    #[test]
    fn up_and_down() {
        let found = |target: f64, lifts: &str| {
            let json = with(&format!(
                r#""goals": [{{ "id": "k", "title": "K", "kind": "key_result", "contributes_to": "vision", "measure": {{ "baseline": 10, "target": {target} }} }},
                {{ "id": "a", "title": "A", "kind": "initiative", "contributes_to": {{ "goal": "k", "lift": {lifts} }} }}]"#
            ));
            of_rule(&json, "KRS014").into_iter().map(|finding| finding.message).collect::<Vec<_>>()
        };
        assert_eq!(
            found(14.0, "3"),
            ["what contributes to `k` is expected to move it by 3, but from 10 to 14 it takes 4"]
        );
        assert!(found(14.0, "4").is_empty() && found(14.0, r#"{ "low": 1, "likely": 5 }"#).is_empty());
        assert_eq!(found(4.0, "-5").len(), 1);
        assert!(found(4.0, "-6").is_empty());
        assert_eq!(found(4.0, "6").len(), 1, "the wrong way");
    }
}
