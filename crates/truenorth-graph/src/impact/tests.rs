//! Impact of every kind of item, by hand.

use proptest::prelude::*;
use truenorth_core::plan::Parent;

use super::*;
use crate::contribution::contribution;
use crate::testing::{chain, link, on_small_stack, plan, plan_of_links};

fn of(plan: &Plan, id: &str) -> Impact {
    impact(plan, &PlanGraph::new(plan), plan.find(id).unwrap())
}

/// `id distance strength via`, each.
fn reached(plan: &Plan, list: &[Reached]) -> Vec<String> {
    let shown = |it: &Reached| {
        let day = it.day.map_or(String::new(), |day| format!(" {day}"));
        format!("{} {} {:.3} {}{day}", plan.item_id(it.item), it.distance, it.strength, plan.item_id(it.via))
    };
    list.iter().map(shown).collect()
}

/// `field>id` where the item is named, `field<id` where it names, with the number of times above 1.
fn named(plan: &Plan, list: &[Named]) -> Vec<String> {
    let shown = |it: &Named| {
        let times = if it.times > 1 { format!(" x{}", it.times) } else { String::new() };
        format!("{}{}{}{times}", it.field, if it.is_named { '>' } else { '<' }, plan.item_id(it.item))
    };
    list.iter().map(shown).collect()
}

fn ferry() -> Plan {
    plan(
        r#""teams": [ { "id": "fleet", "title": "Fleet" }, { "id": "yard", "title": "Yard", "part_of": "fleet" } ],
        "people": [
            { "id": "ada", "name": "Ada", "roles": "mate", "skills": { "weld": 4 } },
            { "id": "bo", "name": "Bo", "team": "yard", "skills": { "weld": 0 } } ],
        "roles": [ { "id": "mate", "title": "Mate" } ],
        "skills": [ { "id": "weld", "title": "Weld" } ],
        "training": [ { "id": "course", "title": "Course", "teaches": { "weld": 3 }, "attendees": "bo" } ],
        "pillars": [ { "id": "north", "title": "N", "weight": 3 }, { "id": "south", "title": "S" } ],
        "goals": [
            { "id": "boat", "title": "A boat", "owner": "ada", "due": "2027-06-30",
              "contributes_to": ["north", { "goal": "south", "weight": 1 }], "team": "yard",
              "key_results": [
                { "id": "hull", "title": "Hull", "weight": 3, "owner": "mate", "needs": "weld" },
                { "id": "sail", "title": "Sail", "owner": "bo", "done": "2027-01-02" } ] },
            { "id": "quay", "title": "Quay", "contributes_to": { "goal": "south", "weight": 3 }, "owner": "bo" },
            { "id": "first-trip", "title": "Trip", "depends_on": "boat", "due": "2027-09-30", "asks": { "team": "yard" } },
            { "id": "party", "title": "Party", "depends_on": "first-trip", "due": "2027-10-31" } ],
        "risks": [ { "id": "storm", "title": "Storm", "threatens": "boat", "actions": { "title": "Rope", "owner": "ada" } } ],
        "growth": [ { "id": "riders", "title": "Riders", "contributes_to": "boat", "measure": { "baseline": 1, "target": 2 } } ],
        "accounts": [ { "id": "ships", "title": "Ships" }, { "id": "small-ships", "title": "Small", "part_of": "ships" } ],
        "budget": [
            { "id": "wood", "title": "Wood", "funds": "boat", "accounts": "small-ships", "amounts": { "adopted": { "2027": 1 } } } ],
        "savings": [ { "id": "cheap", "title": "Cheap", "lines": "wood", "saving": 1 } ],
        "decisions": [ { "id": "oak", "title": "Oak", "affects": "boat" } ]"#,
    )
}

#[test]
fn of_a_goal() {
    let plan = ferry();
    let boat = of(&plan, "boat");
    assert_eq!(named(&plan, &boat.carries), ["id>boat"]);
    // All of north, which is 3/4; a quarter of south, which is 1/4.
    assert_eq!(boat.vision, 0.8125);
    assert_eq!(
        reached(&plan, &boat.feeds),
        ["north 1 1.000 boat", "south 1 0.250 boat", "vision 2 0.812 north"].map(str::to_owned)
    );
    assert_eq!(
        reached(&plan, &boat.waits),
        ["first-trip 1 1.000 boat 2027-09-30", "party 2 1.000 first-trip 2027-10-31"]
    );
    assert_eq!(
        reached(&plan, &boat.parts),
        ["boat/hull 1 0.750 boat 2027-06-30", "boat/sail 1 0.250 boat 2027-06-30"]
    );
    assert_eq!(named(&plan, &boat.needs), ["team>yard", "owner>ada", "funds<wood"]);
    assert_eq!(named(&plan, &boat.refers), ["contributes_to<riders", "threatens<storm", "affects<oak"]);
    let party = of(&plan, "party");
    assert_eq!(
        reached(&plan, &party.awaits),
        ["first-trip 1 1.000 party 2027-09-30", "boat 2 1.000 first-trip 2027-06-30"]
    );
    assert_eq!((party.vision, party.feeds.len(), party.parts.len()), (0.0, 0, 0));
}

/// A person stands for the roles he or she holds, and answers for the goals of both; what is done is left out.
#[test]
fn of_people_roles_and_teams() {
    let plan = ferry();
    let ada = of(&plan, "ada");
    assert_eq!(named(&plan, &ada.carries), ["owner<boat", "owner<boat/hull"]);
    // The hull is part of the boat and adds nothing above it.
    assert_eq!(ada.vision, 0.8125);
    assert_eq!(reached(&plan, &ada.parts), ["boat/sail 1 0.250 boat 2027-06-30"]);
    assert_eq!(named(&plan, &ada.needs), ["team>yard", "funds<wood", "needs>weld"]);
    assert_eq!(named(&plan, &ada.refers), ["skills>weld", "actions<storm"]);
    assert_eq!(named(&plan, &of(&plan, "bo").carries), ["owner<quay"]);
    let mate = of(&plan, "mate");
    assert_eq!(named(&plan, &mate.carries), ["owner<boat/hull"]);
    assert_eq!(mate.vision, 0.8125 * 0.75);
    assert_eq!(named(&plan, &mate.needs), ["roles<ada", "needs>weld"]);
    // The yard is part of the fleet.
    let fleet = of(&plan, "fleet");
    assert_eq!(named(&plan, &fleet.carries), ["team<boat"]);
    assert_eq!(named(&plan, &fleet.refers), ["asks<first-trip"]);
    assert_eq!(named(&plan, &fleet.needs), ["owner>ada", "team<bo", "funds<wood"]);
}

#[test]
fn of_skills_money_and_the_rest() {
    let plan = ferry();
    let weld = of(&plan, "weld");
    assert_eq!(named(&plan, &weld.carries), ["needs<boat/hull"]);
    assert_eq!(named(&plan, &weld.needs), ["skills<ada", "owner>mate", "teaches<course"]);
    assert_eq!(named(&plan, &weld.refers), ["skills<bo"]);
    for id in ["wood", "ships", "cheap"] {
        assert_eq!(named(&plan, &of(&plan, id).carries), ["funds>boat"], "{id}");
    }
    for (id, field) in [("storm", "threatens"), ("oak", "affects"), ("riders", "contributes_to")] {
        let of = of(&plan, id);
        assert_eq!(named(&plan, &of.carries), [format!("{field}>boat")]);
        assert_eq!(of.vision, 0.8125);
    }
    assert_eq!(named(&plan, &of(&plan, "course").refers), ["attendees>bo", "teaches>weld"]);
    let vision = of(&plan, "vision");
    assert_eq!((vision.vision, vision.feeds.len(), vision.carries.len()), (1.0, 0, 0));
    assert_eq!(reached(&plan, &vision.parts)[0], "north 1 0.750 vision");
    assert_eq!(vision.parts.len(), 6);
}

#[test]
fn hostile_shapes() {
    const GOALS: usize = 200_000;
    on_small_stack(|| {
        let one = plan(r#""goals": [ { "id": "g", "title": "G", "contributes_to": "vision" } ]"#);
        for around in [false, true] {
            let back = around.then(|| (GoalIx(0), link(Up::Goal(GoalIx::new(GOALS - 1)))));
            let long = plan_of_links(&one, GOALS, chain(GOALS).chain(back));
            let graph = PlanGraph::new(&long);
            let impact = impact(&long, &graph, Item::Goal(GoalIx::new(GOALS - 1)));
            // Around, everything is above it and below it.
            assert_eq!(impact.feeds.len(), GOALS);
            assert_eq!(impact.parts.len(), if around { GOALS - 1 } else { 0 });
            assert_eq!(impact.vision, if around { 0.0 } else { 1.0 });
        }
    });
}

proptest! {
    /// What a goal is worth to the vision is its contribution, from both ends.
    #[test]
    fn as_the_contribution(links in prop::collection::vec((0_u32..8, 0_u32..8, -3.0..3.0), 0..24)) {
        let links = links.into_iter().filter(|(from, to, _)| to <= from).map(|(from, to, weight)| {
            let to = to.checked_sub(1).map_or(Up::Vision, |to| Up::Goal(GoalIx(to)));
            (GoalIx(from), Parent { weight, ..link(to) })
        });
        let one = plan(r#""goals": [ { "id": "g", "title": "G" } ]"#);
        let plan = plan_of_links(&one, 8, links);
        let graph = PlanGraph::new(&plan);
        let below = impact(&plan, &graph, Item::Vision).parts;
        for (at, expected) in contribution(&graph).into_iter().enumerate() {
            let item = Item::Goal(GoalIx::new(at));
            let above = impact(&plan, &graph, item);
            prop_assert!((above.vision - expected).abs() < 1e-9);
            let part = below.iter().find(|reached| reached.item == item).map_or(0.0, |reached| reached.strength);
            prop_assert!((part - expected).abs() < 1e-9);
            // The way up to a goal is its way down.
            for up in above.feeds.iter().filter(|up| up.item != Item::Vision) {
                let down = impact(&plan, &graph, up.item).parts;
                let down = down.iter().find(|reached| reached.item == item).unwrap();
                prop_assert_eq!(down.distance, up.distance);
                prop_assert!((down.strength - up.strength).abs() < 1e-9);
            }
        }
    }
}
