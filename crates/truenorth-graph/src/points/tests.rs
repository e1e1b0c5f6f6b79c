//! Single points by hand, and as if each were taken away.

use proptest::prelude::*;

use super::*;
use crate::testing::{chain, date, diamonds, goal, link, on_small_stack, plan, plan_of_links};

fn found(plan: &Plan) -> Vec<Point> {
    points(plan, &PlanGraph::new(plan), date("2027-04-01"), usize::MAX)
}

/// `who 0.5: a b (2/3); goals; waiting` of each point: the share of the vision, of each pillar, and the lists.
fn shown(plan: &Plan) -> Vec<String> {
    let ids = |goals: &[GoalIx]| goals.iter().map(|goal| plan[*goal].id()).collect::<Vec<_>>().join(" ");
    let line = |point: Point| {
        let pillars: Vec<String> = (point.pillars.iter())
            .map(|(pillar, share)| format!("{}={share:.3}", plan[*pillar].id()))
            .collect();
        let work: Vec<GoalIx> = point.work.iter().map(|lost| lost.goal).collect();
        format!(
            "{} {:.3} [{}] {} | {} | {}",
            plan.item_id(point.item),
            point.loses,
            pillars.join(" "),
            ids(&work),
            ids(&point.goals),
            ids(&point.waiting)
        )
    };
    found(plan).into_iter().map(line).collect()
}

/// By hand. North is worth 3/4 and south 1/4 of the vision; a and b are half of north each, so 3/8. Of b, x is
/// 2/3 and y 1/3, so 1/4 and 1/8. Bo alone holds the role `mate`, which does x; Ada does a and is one of two at y.
#[test]
fn a_plan_followed_by_hand() {
    let plan = plan(
        r#""people": [ { "id": "ada", "name": "Ada" }, { "id": "bo", "name": "Bo", "roles": "mate" } ],
        "roles": [ { "id": "mate", "title": "Mate" }, { "id": "cook", "title": "Cook" } ],
        "pillars": [ { "id": "north", "title": "N", "weight": 3 }, { "id": "south", "title": "S" } ],
        "goals": [
            { "id": "a", "title": "A", "contributes_to": "north", "owner": "ada" },
            { "id": "b", "title": "B", "contributes_to": "north", "owner": "ada", "initiatives": [
                { "id": "x", "title": "X", "weight": 2, "owner": "ada", "raci": { "responsible": "mate" } },
                { "id": "y", "title": "Y", "owner": "ada", "raci": { "responsible": ["ada", "mate"] } } ] },
            { "id": "c", "title": "C", "contributes_to": "south", "owner": "cook", "depends_on": "a" },
            { "id": "d", "title": "D", "owner": "organization", "depends_on": "c" } ]"#,
    );
    assert_eq!(
        shown(&plan),
        [
            "ada 0.375 [north=0.500] a |  | c d",
            "bo 0.250 [north=0.333] b/x |  | ",
            "cook 0.250 [south=1.000] c | south | d",
            "mate 0.250 [north=0.333] b/x |  | "
        ]
    );
    let reasons: Vec<Reason> = found(&plan).iter().map(|point| point.work[0].reason).collect();
    assert_eq!(
        reasons,
        [Reason::Work, Reason::Holder(plan.people[1].roles[0]), Reason::Vacant, Reason::Work]
    );
}

#[test]
fn money_comes_from_the_nearest_lines() {
    let plan = plan(
        r#""pillars": [ { "id": "p", "title": "P" } ],
        "goals": [
            { "id": "o", "title": "O", "contributes_to": "p" },
            { "id": "own", "title": "Own", "contributes_to": "o" },
            { "id": "both", "title": "Both", "contributes_to": ["o", "p"] },
            { "id": "none", "title": "None", "contributes_to": "o" } ],
        "budget": [
            { "id": "general", "title": "G", "funds": "p", "amounts": { "adopted": { "2027": 9 } } },
            { "id": "special", "title": "S", "funds": "own", "amounts": { "adopted": { "2027": 9 } } },
            { "id": "course", "title": "C", "funds": "o", "amounts": { "adopted": { "2027": 9 } } },
            { "id": "gone", "title": "X", "funds": "o", "valid": "2025..2026", "amounts": { "actual": { "2026": 9 } } },
            { "id": "fares", "title": "F", "type": "revenue", "funds": "o", "amounts": { "adopted": { "2027": 9 } } } ]"#,
    );
    // `o` is half of `p`, its children a third of it each. Both lines pay for `both`.
    assert_eq!(shown(&plan), ["course 0.167 [p=0.167] none |  | ", "special 0.167 [p=0.167] own |  | "]);
    assert_eq!(found(&plan)[0].work[0].reason, Reason::Money);
}

#[test]
fn skills_that_one_person_has() {
    let plan = plan(
        r#""skills": [ { "id": "weld", "title": "Weld" }, { "id": "dive", "title": "Dive" } ],
        "people": [
            { "id": "ada", "name": "Ada", "skills": { "weld": 4, "dive": 3 } },
            { "id": "bo", "name": "Bo", "skills": { "weld": 2, "dive": 3 } },
            { "id": "cy", "name": "Cy", "skills": { "weld": 5 }, "valid": "2020..2026" } ],
        "goals": [
            { "id": "hull", "title": "H", "contributes_to": "vision", "owner": "bo", "needs": ["weld", "dive"] },
            { "id": "two", "title": "T", "contributes_to": "vision", "needs": { "skill": "dive", "people": 2 } },
            { "id": "done", "title": "D", "contributes_to": "vision", "owner": "ada", "done": "2027-01-01" },
            { "id": "hurts", "title": "D", "contributes_to": { "goal": "vision", "weight": -1 }, "owner": "ada" } ]"#,
    );
    assert_eq!(
        shown(&plan),
        ["ada 0.250 [] hull |  | ", "bo 0.250 [] hull |  | ", "weld 0.250 [] hull |  | "]
    );
    let weld =
        plan.skills.iter().position(|skill| skill.id() == "weld").map(truenorth_core::plan::SkillIx::new);
    assert_eq!(found(&plan)[0].work[0].reason, Reason::Skill(weld.unwrap()));
}

/// A team of one is that one; of a team without people nobody knows who is behind it. Teams below count.
#[test]
fn teams() {
    let plan = plan(
        r#""teams": [ { "id": "crew", "title": "C" }, { "id": "deck", "title": "D", "part_of": "crew" }, { "id": "dock", "title": "K" } ],
        "people": [ { "id": "ada", "name": "Ada", "team": "deck" }, { "id": "bo", "name": "Bo", "team": "crew" } ],
        "goals": [
            { "id": "g", "title": "G", "contributes_to": "vision", "owner": "deck" },
            { "id": "h", "title": "H", "contributes_to": "vision", "owner": "crew" },
            { "id": "i", "title": "I", "contributes_to": "vision", "owner": "dock" },
            { "id": "j", "title": "J", "contributes_to": "vision", "owner": "organization" } ]"#,
    );
    assert_eq!(
        shown(&plan),
        ["ada 0.250 [] g |  | ", "crew 0.250 [] h |  | ", "deck 0.250 [] g |  | ", "dock 0.250 [] i |  | "]
    );
}

#[test]
fn hostile_shapes() {
    let one = plan(
        r#""people": [ { "id": "ada", "name": "Ada" } ],
        "goals": [ { "id": "g", "title": "G", "owner": "ada", "contributes_to": "vision" } ]"#,
    );
    let of_links = |goals: usize, links: Vec<(GoalIx, truenorth_core::plan::Parent)>| Plan {
        people: one.people.clone(),
        ids: one.ids.clone(),
        ..plan_of_links(&one, goals, links)
    };
    on_small_stack(|| {
        let long = found(&of_links(200_000, chain(200_000).collect()));
        assert_eq!((long.len(), long[0].loses), (1, 1.0));
        assert_eq!(long[0].goals.len(), 199_999);
        let around = chain(200_000).chain([(GoalIx(0), link(Up::Goal(GoalIx(199_999))))]);
        assert_eq!(found(&of_links(200_000, around.collect())), []);
        let (goals, links) = diamonds(30);
        let diamonds = found(&of_links(goals, links));
        assert_eq!((diamonds[0].loses, diamonds[0].goals.len()), (1.0, 89));
        let half = 1_000;
        let tops = (0..half).map(|goal| (GoalIx::new(goal), link(Up::Vision)));
        let both = (half..2 * half)
            .flat_map(|from| (0..half).map(move |to| (GoalIx::new(from), link(Up::Goal(GoalIx::new(to))))));
        let both = found(&of_links(2 * half, tops.chain(both).collect()));
        assert!((both[0].loses - 1.0).abs() < 1e-9);
        assert_eq!(both[0].goals.len(), half);
    });
}

/// Parents with weights, who does it and which lines pay, each by number.
type SmallGoal = (Vec<(usize, i32)>, Vec<usize>, Vec<usize>);

#[derive(Clone, Debug)]
struct Small {
    goals: Vec<SmallGoal>,
    roles: Vec<Option<usize>>,
}

fn small() -> impl Strategy<Value = Small> {
    let parents =
        prop::collection::btree_map(0_usize..7, -1_i32..4, 0..3).prop_map(|map| map.into_iter().collect());
    let doers = prop::collection::vec(0_usize..5, 0..3);
    let lines = prop::collection::vec(0_usize..3, 0..2);
    (
        prop::collection::vec((parents, doers, lines), 7),
        prop::collection::vec(prop::option::of(0_usize..2), 3),
    )
        .prop_map(|(goals, roles)| Small { goals, roles })
}

const UP: [&str; 7] = ["vision", "g0", "g1", "g2", "g3", "g4", "g5"];
/// Two roles, held as `roles` says, and three people.
const WHO: [&str; 5] = ["r0", "r1", "p0", "p1", "p2"];

/// The parents of goal `at`: only those before it, so that there is no cycle.
fn parents(small: &Small, at: usize) -> Vec<(usize, i32)> {
    small.goals[at].0.iter().copied().filter(|(to, _)| *to <= at).collect()
}

fn json(small: &Small, turned: bool) -> String {
    let mut goals: Vec<String> = (0..7)
        .map(|at| {
            let (_, doers, _) = &small.goals[at];
            let up: Vec<String> = parents(small, at)
                .iter()
                .map(|(to, weight)| format!(r#"{{ "goal": "{}", "weight": {weight} }}"#, UP[*to]))
                .collect();
            let who: Vec<String> = doers.iter().map(|who| format!(r#""{}""#, WHO[*who])).collect();
            format!(
                r#"{{ "id": "g{at}", "title": "G", "contributes_to": [{}], "raci": {{ "responsible": [{}] }} }}"#,
                up.join(", "),
                who.join(", ")
            )
        })
        .collect();
    let mut lines: Vec<String> = (0..3)
        .map(|line| {
            let funds: Vec<String> = (0..7)
                .filter(|at| small.goals[*at].2.contains(&line))
                .map(|at| format!(r#""g{at}""#))
                .collect();
            format!(
                r#"{{ "id": "l{line}", "title": "L", "funds": [{}], "amounts": {{ "adopted": {{ "2027": 5 }} }} }}"#,
                funds.join(", ")
            )
        })
        .collect();
    let mut people: Vec<String> = (0..3)
        .map(|person| {
            let roles = small.roles[person].map_or(String::new(), |role| format!(r#", "roles": "r{role}""#));
            format!(r#"{{ "id": "p{person}", "name": "P"{roles} }}"#)
        })
        .collect();
    if turned {
        goals.reverse();
        lines.reverse();
        people.reverse();
    }
    format!(
        r#""roles": [ {{ "id": "r0", "title": "R" }}, {{ "id": "r1", "title": "R" }} ], "people": [{}], "goals": [{}], "budget": [{}]"#,
        people.join(", "),
        goals.join(", "),
        lines.join(", ")
    )
}

/// Which lines pay for a goal: its own, else those of all its parents.
fn paid(small: &Small, at: usize) -> Vec<usize> {
    let mut lines = small.goals[at].2.clone();
    if lines.is_empty() {
        for (to, _) in parents(small, at).into_iter().filter(|(to, _)| *to > 0) {
            lines.extend(paid(small, to - 1));
        }
    }
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// Whether the work of a goal goes on without an item, and whether it does with all.
fn goes_on(small: &Small, at: usize, without: &str) -> bool {
    let (_, doers, _) = &small.goals[at];
    let there = |who: &usize| match WHO[*who] {
        gone if gone == without => false,
        role if role.starts_with('r') => {
            (0..3).any(|person| small.roles[person] == Some(*who) && format!("p{person}") != without)
        }
        _ => true,
    };
    let lines = paid(small, at);
    let money = lines.is_empty() || lines.iter().any(|line| format!("l{line}") != without);
    (doers.is_empty() || doers.iter().any(there)) && money
}

/// What a goal or the vision (0) loses, over all ways, listed.
fn loses(small: &Small, up: usize, gone: &[bool]) -> f64 {
    let children: Vec<(usize, i32)> = (0..7)
        .flat_map(|at| {
            parents(small, at)
                .into_iter()
                .filter(move |(to, _)| *to == up)
                .map(move |(_, weight)| (at, weight))
        })
        .collect();
    if children.is_empty() {
        return f64::from(up > 0 && gone[up - 1]);
    }
    let sum: f64 = children.iter().map(|(_, weight)| f64::from(weight.abs())).sum();
    children
        .iter()
        .map(
            |(at, weight)| {
                if sum > 0.0 { f64::from(*weight) / sum * loses(small, at + 1, gone) } else { 0.0 }
            },
        )
        .sum()
}

proptest! {
    #[test]
    fn as_if_each_were_taken_away(small in small()) {
        let plan = plan(&json(&small, false));
        let found = found(&plan);
        let contributes = contribution(&PlanGraph::new(&plan));
        for item in ["p0", "p1", "p2", "l0", "l1", "l2", "r0", "r1"] {
            let vacant = item.starts_with('r') && !small.roles.contains(&item[1..].parse().ok());
            let gone: Vec<bool> = (0..7)
                .map(|at| {
                    let leaf = !(0..7).any(|child| parents(&small, child).iter().any(|(to, _)| *to == at + 1));
                    let given = small.goals[at].1.iter().all(|who| WHO[*who] == item) && !small.goals[at].1.is_empty();
                    // What only a vacant role is given to is lost already.
                    let lost = (goes_on(&small, at, "") && !goes_on(&small, at, item)) || (vacant && given);
                    // A vacant role beside one who does it changes nothing, and the line stays the only one.
                    let line = item.starts_with('l') && paid(&small, at) == [item[1..].parse::<usize>().unwrap()];
                    leaf && contributes[at] > 0.0 && (lost || line)
                })
                .collect();
            let expected = loses(&small, 0, &gone);
            let point = found.iter().find(|point| plan.item_id(point.item) == item);
            prop_assert!((point.map_or(0.0, |point| point.loses) - expected).abs() < 1e-9, "{item} {expected} {point:?}");
            if let Some(point) = point {
                let work: Vec<usize> = point.work.iter().map(|lost| lost.goal.at()).collect();
                let listed: Vec<usize> = (0..7).filter(|at| gone[*at]).collect();
                prop_assert_eq!(work, listed);
            }
        }
    }

    #[test]
    fn the_order_of_the_plan_does_not_matter(small in small()) {
        let sorted = |line: String| {
            let mut words: Vec<String> = line.split(' ').map(str::to_owned).collect();
            words.sort();
            words.join(" ")
        };
        let one: Vec<String> = shown(&plan(&json(&small, false))).into_iter().map(sorted).collect();
        let other: Vec<String> = shown(&plan(&json(&small, true))).into_iter().map(sorted).collect();
        prop_assert_eq!(one, other);
    }
}

#[test]
fn only_so_many() {
    let plan = plan(
        r#""people": [ { "id": "ada", "name": "Ada" }, { "id": "bo", "name": "Bo" } ],
        "goals": [
            { "id": "a", "title": "A", "contributes_to": "vision", "owner": "ada" },
            { "id": "b", "title": "B", "contributes_to": { "goal": "vision", "weight": 2 }, "owner": "bo" } ]"#,
    );
    let graph = PlanGraph::new(&plan);
    let first = points(&plan, &graph, date("2027-04-01"), 1);
    assert_eq!(first.iter().map(|point| plan.item_id(point.item)).collect::<Vec<_>>(), ["bo"]);
    assert_eq!(first[0].work[0].goal, goal(&plan, "b"));
    assert_eq!(points(&plan, &graph, date("2027-04-01"), 0), []);
}
