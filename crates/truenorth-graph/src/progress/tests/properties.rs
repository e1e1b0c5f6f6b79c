//! What holds for every plan.

use proptest::prelude::*;
use truenorth_core::plan::Parent;

use super::*;
use crate::COMPARED;

/// A goal of a random plan: its parents (0 = vision, else the goal before it with that number), the weights of the links in
/// quarters, and its progress in percent, if it has one of its own.
type Sketch = (Vec<(usize, i8)>, Option<u8>);

fn sketches() -> impl Strategy<Value = Vec<Sketch>> {
    let links = prop::collection::vec((0_usize..8, -3_i8..9), 1..3);
    prop::collection::vec((links, prop::option::of(0_u8..=120)), 2..12)
}

fn goal_json(number: usize, sketch: &Sketch, name: &dyn Fn(usize) -> String, rollup: &str) -> String {
    let (links, percent) = sketch;
    let mut parents: Vec<usize> = Vec::new();
    let mut written = Vec::new();
    for (parent, weight) in links {
        let parent = parent % (number + 1);
        if !parents.contains(&parent) {
            parents.push(parent);
            let id = if parent == 0 { "vision".to_owned() } else { name(parent - 1) };
            written.push(format!(r#"{{ "goal": "{id}", "weight": {} }}"#, f64::from(*weight) / 4.0));
        }
    }
    let measure = percent.map_or_else(String::new, |percent| {
        format!(r#", "measure": {{ "baseline": 0, "target": 100, "actuals": {{ "2027-03": {percent} }} }}"#)
    });
    format!(
        r#"{{ "id": "{}", "title": "T", "contributes_to": [{}], "rollup": "{rollup}"{measure} }}"#,
        name(number),
        written.join(", ")
    )
}

/// The plan of sketches, its goals written in the order `order` and named by `name`.
fn made(sketches: &[Sketch], order: &[usize], name: &dyn Fn(usize) -> String, rollup: &str) -> Plan {
    let goals: Vec<String> =
        order.iter().map(|number| goal_json(*number, &sketches[*number], name, rollup)).collect();
    plan(&format!(r#""defaults": {{ "period": "2027" }}, "goals": [ {} ]"#, goals.join(",\n")))
}

fn near(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() < 1e-9,
        (one, other) => one == other,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Other names and another order of the goals change no number and no status.
    #[test]
    fn names_and_order_are_of_no_account(
        sketches in sketches(),
        order in Just((0..12_usize).collect::<Vec<_>>()).prop_shuffle(),
        rollup in prop::sample::select(vec!["weighted_mean", "mean", "sum", "min", "max", "all", "any", "grl"]),
    ) {
        let plain: Vec<usize> = (0..sketches.len()).collect();
        let shuffled: Vec<usize> = order.into_iter().filter(|number| *number < sketches.len()).collect();
        let here = made(&sketches, &plain, &|number| format!("g{number}"), rollup);
        let there = made(&sketches, &shuffled, &|number| format!("z{}-renamed", 99 - number), rollup);
        let (one, other) = (figures_of(&here), figures_of(&there));
        for number in plain {
            let a = goal(&here, &format!("g{number}")).at();
            let b = goal(&there, &format!("z{}-renamed", 99 - number)).at();
            for (one, other) in [
                (one.progress[a], other.progress[b]),
                (one.raw[a], other.raw[b]),
                (one.expected[a], other.expected[b]),
                (one.needed[a], other.needed[b]),
                (one.known_weight[a], other.known_weight[b]),
                (one.satisfaction(GoalIx::new(a)), other.satisfaction(GoalIx::new(b))),
                (Some(one.contribution[a]), Some(other.contribution[b])),
            ] {
                prop_assert!(near(one, other), "{one:?} {other:?}");
            }
            prop_assert_eq!(one.status[a], other.status[b]);
            prop_assert_eq!(one.ground[a], other.ground[b]);
            prop_assert_eq!(one.as_of[a], other.as_of[b]);
            prop_assert_eq!(one.known_children[a], other.known_children[b]);
        }
    }

    /// A mean lies between the least and the greatest of the children that are known, as long as none hurts; every
    /// roll-up stays within 0 and 1; the known share within 0 and 1 too.
    #[test]
    fn means_lie_between_the_children(sketches in sketches(), rollup in prop::sample::select(COMPARED.to_vec())) {
        let word = serde_json::to_value(rollup).unwrap();
        let plain: Vec<usize> = (0..sketches.len()).collect();
        let plan = made(&sketches, &plain, &|number| format!("g{number}"), word.as_str().unwrap());
        let graph = PlanGraph::new(&plan);
        let figures = figures_of(&plan);
        for (ix, _) in plan.goals() {
            let progress = figures.progress[ix.at()];
            prop_assert!(progress.is_none_or(|progress| (0.0..=1.0).contains(&progress)));
            prop_assert!(figures.known_weight[ix.at()].is_none_or(|share| (0.0..=1.0 + 1e-9).contains(&share)));
            prop_assert!(figures.known_children[ix.at()] <= figures.counted_children[ix.at()]);
            if figures.ground[ix.at()] != Ground::Children {
                continue;
            }
            let children: Vec<_> = graph.children(Up::Goal(ix)).collect();
            let means = matches!(rollup, Rollup::WeightedMean | Rollup::Mean | Rollup::Min | Rollup::Max);
            if !means || children.iter().any(|(_, link)| link.weight < 0.0) {
                continue;
            }
            let counted = children.iter().filter(|(_, link)| link.normalised > 0.0);
            let known: Vec<f64> = counted.filter_map(|(child, _)| figures.progress[child.at()]).collect();
            let least = known.iter().copied().fold(f64::INFINITY, f64::min);
            let most = known.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let progress = progress.unwrap();
            prop_assert!(least - 1e-9 <= progress && progress <= most + 1e-9, "{least} {progress} {most}");
        }
    }
}

/// A long chain in which each goal waits for the one beside it, by GRL: no recursion, no quadratic time.
#[test]
fn a_long_chain_with_limits() {
    const GOALS: usize = 100_000;
    let pattern = plan(r#""goals": [ { "id": "a", "title": "A", "rollup": "grl" } ]"#);
    let links = chain(GOALS).map(|(goal, parent)| (goal, Parent { weight: 1.0, ..parent }));
    let mut long = plan_of_links(&pattern, GOALS, links);
    let last = GoalIx::new(GOALS - 1);
    long.goals[last.at()].done = Some(date("2027-03-01"));
    for number in 0..GOALS - 1 {
        let on = truenorth_core::plan::Item::Goal(GoalIx::new(number + 1));
        let kind = truenorth_core::plan::LinkKind::DependsOn;
        long.goals[number].links.push(truenorth_core::plan::Link { kind, to: on, entry: 0 });
    }
    let figures = on_small_stack(|| figures_of(&long));
    assert!(figures.progress.iter().all(|progress| *progress == Some(1.0)));
}
