//! What the X-matrix shows of a plan.

use std::collections::BTreeMap;

use truenorth_core::model::Kind;
use truenorth_core::plan::{GoalIx, Plan, Up};

use super::{alignment_map, shown, source, tone};
use crate::catalogue::{Chart, Drawing, Facts, Filter, Of};
use crate::charts::x_matrix::{self as chart, Entry, Tie, Ties, View};
use crate::theme::Tone;

/// The chart's entry in the catalogue.
pub const CHART: Chart = Chart {
    name: "x-matrix",
    summary: "Long-term goals, annual goals, initiatives and measures on four sides, with what belongs to what, and owners",
    filters: &[Filter::Team, Filter::Pillar],
    of: Of::Plan { has: |plan| plan.goals().any(|(at, _)| is_annual(plan, at)) },
    draw: |facts, _, look| {
        let view = view(facts);
        Ok(Drawing { scene: chart::draw(&view, look), table: chart::table(&view), notes: Vec::new() })
    },
};

fn is_annual(plan: &Plan, goal: GoalIx) -> bool {
    plan.like(goal) == Kind::Objective
}

/// Goals of one list with their places in it.
struct List {
    goals: Vec<GoalIx>,
    place: BTreeMap<GoalIx, usize>,
}

impl List {
    fn new(goals: Vec<GoalIx>) -> Self {
        let place = goals.iter().enumerate().map(|(at, goal)| (*goal, at)).collect();
        Self { goals, place }
    }

    fn entries(&self, facts: &Facts<'_>) -> Vec<Entry> {
        let entry = |goal: &GoalIx| {
            let status = facts.figures.status.get(goal.at()).copied();
            Entry {
                id: shown(facts.plan[*goal].id()),
                title: shown(facts.plan[*goal].title()),
                tone: status.map_or(Tone::Unknown, tone),
                status: status.map_or("", truenorth_core::model::Status::title).to_owned(),
            }
        };
        self.goals.iter().map(entry).collect()
    }
}

fn view(facts: &Facts<'_>) -> View {
    let plan = facts.plan;
    let is_open = |goal: &GoalIx| facts.wants_goal(*goal) && !plan[*goal].is_over();
    let open = |wanted: &dyn Fn(GoalIx) -> bool| -> Vec<GoalIx> {
        plan.goals().map(|(at, _)| at).filter(|at| is_open(at) && wanted(*at)).collect()
    };
    // Pillars are asked for less strictly: a team has none of its own, and its goals are for those of others.
    let annual = List::new(open(&|goal| is_annual(plan, goal)));
    let initiatives = List::new(open(&|goal| plan.like(goal) == Kind::Initiative));
    let measures = List::new(open(&|goal| {
        matches!(plan.like(goal), Kind::KeyResult | Kind::Kpi) && plan[goal].written.measure.is_some()
    }));
    let above: Vec<BTreeMap<GoalIx, usize>> = [&annual, &measures]
        .iter()
        .flat_map(|list| list.goals.iter().map(|goal| above(plan, *goal)))
        .collect();
    let is_long = |goal: &GoalIx| plan.like(*goal) == Kind::Pillar && !plan[*goal].is_over();
    let long: Vec<GoalIx> = plan.goals().map(|(at, _)| at).filter(is_long).collect();
    let long = List::new(
        long.into_iter().filter(|goal| above.iter().any(|above| above.contains_key(goal))).collect(),
    );
    let mut view = View {
        long: long.entries(facts),
        annual: annual.entries(facts),
        initiatives: initiatives.entries(facts),
        measures: measures.entries(facts),
        // A measure of an annual goal of the pillar is two steps away.
        annual_long: ties(plan, &annual, &long, 1),
        measure_long: ties(plan, &measures, &long, 2),
        initiative_annual: ties(plan, &initiatives, &annual, 1),
        initiative_measure: ties(plan, &initiatives, &measures, 1),
        source: source(facts),
        ..View::default()
    };
    // Work and measures of one annual goal belong together, too.
    let mut measures_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, goal) in measures.goals.iter().enumerate() {
        for (annual, _) in nearest(plan, *goal, &annual) {
            measures_of.entry(annual).or_default().push(at);
        }
    }
    for (at, goal) in initiatives.goals.iter().enumerate() {
        for (annual, _) in nearest(plan, *goal, &annual) {
            for measure in measures_of.get(&annual).into_iter().flatten() {
                view.initiative_measure.entry((at, *measure)).or_insert(Tie::Weak);
            }
        }
    }
    let owners = |list: &List| list.goals.iter().map(|goal| alignment_map::owner(plan, *goal)).collect();
    view.initiative_owner = owners(&initiatives);
    view.long_owner = owners(&long);
    view
}

/// Everything above a goal with the number of links to it, itself included.
fn above(plan: &Plan, goal: GoalIx) -> BTreeMap<GoalIx, usize> {
    let mut found = BTreeMap::from([(goal, 0)]);
    let mut open = vec![goal];
    let mut steps = 0;
    while !open.is_empty() {
        steps += 1;
        let mut next = Vec::new();
        for goal in open {
            for parent in plan[goal].parents.iter().filter(|parent| parent.weight >= 0.0) {
                if let Up::Goal(to) = parent.to
                    && !found.contains_key(&to)
                {
                    found.insert(to, steps);
                    next.push(to);
                }
            }
        }
        open = next;
    }
    found
}

/// What of a list is above a goal, by place, with the number of links.
fn nearest(plan: &Plan, goal: GoalIx, list: &List) -> Vec<(usize, usize)> {
    let above = above(plan, goal);
    let mut found: Vec<(usize, usize)> =
        above.iter().filter_map(|(goal, steps)| Some((*list.place.get(goal)?, *steps))).collect();
    found.sort_unstable();
    found
}

/// Strong where there are at most so many links between, else weak.
fn ties(plan: &Plan, from: &List, to: &List, strong: usize) -> Ties {
    let mut ties = Ties::new();
    for (at, goal) in from.goals.iter().enumerate() {
        for (place, steps) in nearest(plan, *goal, to) {
            ties.insert((at, place), if steps <= strong { Tie::Strong } else { Tie::Weak });
        }
    }
    ties
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Only;
    use crate::testing::{facts_of, plan_of_file};
    use truenorth_core::scalar::Date;

    #[test]
    fn ties_follow_the_links() {
        let text = r#"{ "truenorth": 1, "organization": { "name": "O" }, "vision": "V",
            "teams": [{ "id": "red", "title": "Red" }],
            "pillars": [{ "id": "p", "title": "P" }, { "id": "idle", "title": "I" }],
            "goals": [
              { "id": "o", "title": "O", "kind": "objective", "contributes_to": "p", "key_results": [
                  { "id": "k", "title": "K", "measure": { "baseline": 1, "target": 2 } } ] },
              { "id": "q", "title": "Q", "kind": "objective", "contributes_to": "p" },
              { "id": "w", "title": "W", "kind": "initiative", "team": "red", "contributes_to": "o" },
              { "id": "x", "title": "X", "kind": "initiative", "team": "red", "contributes_to": "o/k" } ] }"#;
        let view = facts_of(&plan_of_file(text), Date::new(2027, 7, 1).unwrap(), Only::default(), view);
        let ids = |list: &[Entry]| list.iter().map(|entry| entry.id.clone()).collect::<Vec<_>>();
        assert_eq!(
            (ids(&view.long), ids(&view.annual)),
            (vec!["p".to_owned()], vec!["o".to_owned(), "q".to_owned()])
        );
        assert_eq!(
            (ids(&view.initiatives), ids(&view.measures)),
            (vec!["w".to_owned(), "x".to_owned()], vec!["o/k".to_owned()])
        );
        let (weak, strong) = (Tie::Weak, Tie::Strong);
        assert_eq!(view.annual_long, Ties::from([((0, 0), strong), ((1, 0), strong)]));
        assert_eq!(view.initiative_annual, Ties::from([((0, 0), strong), ((1, 0), weak)]));
        assert_eq!(view.initiative_measure, Ties::from([((0, 0), weak), ((1, 0), strong)]));
        assert_eq!(view.measure_long, Ties::from([((0, 0), strong)]));
        assert_eq!(view.initiative_owner, ["Red", "Red"]);
        assert_eq!(
            chart::headline(&view),
            "1 of 2 open annual goals has no initiative; every initiative moves a measure"
        );
    }
}
