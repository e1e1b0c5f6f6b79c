//! What the table of parts shows of a plan.

use std::collections::BTreeSet;

use truenorth_core::model::{Involved, Kind, Raci};
use truenorth_core::plan::{GoalIx, Owner, Plan};
use truenorth_graph::team_of_owner;

use super::{shown, source};
use crate::catalogue::{Chart, Drawing, Facts, Filter, Of};
use crate::charts::raci::{self as chart, Goal, Part, View};

/// The chart's entry in the catalogue.
pub const CHART: Chart = Chart {
    name: "raci",
    summary: "Who is accountable, responsible, consulted and informed in each goal, and which lack exactly one accountable",
    filters: &[Filter::Team, Filter::Pillar],
    of: Of::Plan { has: |plan| plan.goals.iter().any(|goal| goal.is_live() && goal.written.raci.is_some()) },
    draw: |facts, _, look| {
        let view = view(facts);
        Ok(Drawing { scene: chart::draw(&view, look), table: chart::table(&view), notes: Vec::new() })
    },
};

/// More people, roles and teams than this are drawn by their teams.
const MOST: usize = 12;

/// Somebody's part in a goal.
struct Held {
    who: Owner,
    part: Part,
}

fn view(facts: &Facts<'_>) -> View {
    let plan = facts.plan;
    let goals: Vec<GoalIx> = plan
        .goals()
        .filter(|(index, goal)| {
            goal.is_live() && facts.wants_goal(*index) && plan.like(*index) != Kind::Pillar
        })
        .map(|(index, _)| index)
        .collect();
    let wanted = || plan.goals().filter(|(index, _)| facts.wants_goal(*index));
    let pillars = wanted().filter(|(index, goal)| goal.is_live() && plan.like(*index) == Kind::Pillar);
    let ended = wanted().filter(|(_, goal)| !goal.is_live());
    let left_out = (pillars.count(), ended.count());
    let mut view = View { left_out, source: source(facts), ..View::default() };
    let mut drawn: Vec<(GoalIx, Vec<Held>)> = Vec::new();
    for index in goals {
        let held = parts(plan, index);
        let accountable = held.iter().filter(|it| it.part == Part::Accountable).count();
        if accountable == 1 && held.len() == 1 {
            view.plain += 1;
        } else {
            drawn.push((index, held));
        }
    }
    let mut columns: BTreeSet<Owner> = drawn.iter().flat_map(|(_, held)| held).map(|held| held.who).collect();
    view.of = "person, role and team".to_owned();
    let by_team = columns.len() > MOST;
    // Those without a team stay as they are.
    let column = |who: Owner| team_of_owner(plan, who).filter(|_| by_team).map_or(who, Owner::Team);
    if by_team {
        columns = columns.into_iter().map(column).collect();
        let all = columns.iter().all(|owner| matches!(owner, Owner::Team(_)));
        let whom = if all { "team" } else { "team, and those without one" };
        view.of = format!("{whom} (2R = two of a team)");
    }
    let columns: Vec<Owner> = columns.into_iter().collect();
    view.columns = columns.iter().map(|owner| shown(plan.owner_name(*owner))).collect();
    view.goals = drawn
        .into_iter()
        .map(|(index, held)| {
            let of = |held: &Held| Some((columns.iter().position(|it| *it == column(held.who))?, held.part));
            let accountable = held.iter().filter(|held| held.part == Part::Accountable);
            Goal {
                id: shown(plan[index].id()),
                title: shown(plan[index].title()),
                kind: shown(&plan[plan[index].kind].title),
                accountable: accountable.map(|held| shown(plan.owner_name(held.who))).collect(),
                help_wanted: plan[index].written.help_wanted == Some(true),
                parts: held.iter().filter_map(of).collect(),
            }
        })
        .collect();
    view
}

/// Who has which part in a goal, each part of each once. The owner is accountable.
fn parts(plan: &Plan, goal: GoalIx) -> Vec<Held> {
    let written = &plan[goal];
    let owner = written.owner.map(|owner| (owner, Part::Accountable));
    let raci = written.written.raci.as_deref();
    let of_part = |part: Part| {
        let involved: &[Involved] = raci.and_then(|raci| field(raci, part)).unwrap_or_default();
        involved.iter().filter_map(move |it| Some((plan.target(&it.who)?.owner()?, part)))
    };
    let mut seen = BTreeSet::new();
    let all = owner.into_iter().chain(Part::ALL.into_iter().flat_map(of_part));
    all.filter(|held| seen.insert(*held)).map(|(who, part)| Held { who, part }).collect()
}

/// The entries of a part.
fn field(raci: &Raci, part: Part) -> Option<&[Involved]> {
    raci.parts().into_iter().find(|(word, _)| *word == part.word()).map(|(_, involved)| involved)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::with_facts;

    /// Ana owns `a` and does it, which is named twice; `b` has two accountable; `c` nobody; `d` one and nobody else.
    #[test]
    fn owners_are_accountable_and_parts_count_once() {
        let text = r#"{ "truenorth": 1, "vision": "V", "as_of": "2027-04-12",
            "people": [{ "id": "ana", "name": "Ana" }, { "id": "bo", "name": "Bo" }],
            "goals": [
            { "id": "a", "title": "A", "contributes_to": "vision", "owner": "ana", "raci": { "responsible": ["ana", "ana"], "informed": "bo" } },
            { "id": "b", "title": "B", "contributes_to": "vision", "owner": "ana", "raci": { "accountable": ["bo", "ana"] } },
            { "id": "c", "title": "C", "contributes_to": "vision" },
            { "id": "d", "title": "D", "contributes_to": "vision", "owner": "bo" }] }"#;
        with_facts(text, |facts| {
            let view = view(facts);
            assert_eq!((view.columns.clone(), view.plain), (vec!["Ana".to_owned(), "Bo".to_owned()], 1));
            let ids: Vec<&str> = view.goals.iter().map(|goal| goal.id.as_str()).collect();
            assert_eq!(ids, ["a", "b", "c"]);
            let accountable: Vec<usize> = view.goals.iter().map(|goal| goal.accountable.len()).collect();
            assert_eq!(accountable, [1, 2, 0]);
            let parts = [(0, Part::Accountable), (0, Part::Responsible), (1, Part::Informed)];
            assert_eq!(view.goals[0].parts, parts);
            assert_eq!(view.goals[1].parts, [(0, Part::Accountable), (1, Part::Accountable)]);
        });
    }
}
