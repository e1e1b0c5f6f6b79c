//! What a plan is made of, and how well it hangs together: every number with those that spoil it. There is no single
//! score of all of them: it could only hide which of them moved.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use truenorth_core::budget::Total;
use truenorth_core::model::{Kind, Status};
use truenorth_core::plan::{GoalIx, Item, KindIx, LinkKind, Owner, Plan, Up};
use truenorth_core::scalar::Date;

use crate::carried::{Carried, Mass, carried};
use crate::coverage::Coverage;
use crate::graph::PlanGraph;
use crate::misallocation::{entropy, hhi};
use crate::money::{Asked, Basis, Currencies, Heading, Misalignment, Money, Sheet, Unaligned, misalignment};
use crate::progress::Figures;
use crate::sight::Sight;

/// Counts and measures of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Stats {
    /// Number of goals of all kinds.
    pub goals: usize,
    /// By kind, for the kinds that have goals, in the order of [`Plan::kinds`].
    pub kinds: Vec<(KindIx, usize)>,
    /// Goals by status, for those that occur, in the order of [`Status`].
    pub statuses: Vec<(Status, Vec<GoalIx>)>,
    /// How much is connected, upwards and downwards; [`Coverage::orphans`] are the goals that do not reach the vision.
    pub coverage: Coverage,
    /// How far goals are from the vision.
    pub depth: Depth,
    /// Number of links by field of the format, those that occur, in its order.
    pub links: Vec<(&'static str, usize)>,
    /// Links between goals of two teams, in the order of the plan.
    pub cross_team: Vec<CrossTeam>,
    /// How much stands beside each other.
    pub focus: Focus,
    /// How much of the goals without children arrives at the vision.
    pub by_count: Carried,
    /// How much of the effort does.
    pub by_effort: Carried,
    /// How much of the planned money does, by fiscal year; in the organisation's currency if all can be converted,
    /// else by currency.
    pub money: Vec<MoneyStat>,
    /// Planned money of today's fiscal year and later against the priorities; see [`misalignment`].
    pub misalignment: Option<Misalignment>,
}

/// Numbers of links on the shortest ways to the vision.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Depth {
    /// The largest; `None` if no goal reaches the vision.
    pub max: Option<u32>,
    /// The mean of those that reach it.
    pub mean: Option<f64>,
    /// How many goals have each, from the smallest.
    pub distribution: Vec<(u32, usize)>,
    /// The goals with the largest, in the order of the plan.
    pub deepest: Vec<GoalIx>,
}

/// A link from a goal of one team to one of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CrossTeam {
    /// The goal that writes the link.
    pub from: GoalIx,
    /// The goal that it leads to.
    pub to: GoalIx,
    /// The field of the format.
    pub field: &'static str,
}

/// Many goals at once are no focus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Focus {
    /// Goals that are not over and not only proposed, by owner: the longest list first.
    pub goals_per_owner: Vec<(Owner, Vec<GoalIx>)>,
    /// Objectives with the number of their key results that are not over: the largest first. 0 is left out.
    pub key_results: Vec<(GoalIx, usize)>,
    /// Herfindahl-Hirschman index of the money of the pillars: 1 = all in one; see [`hhi`].
    pub money_hhi: Option<f64>,
    /// Normalised entropy of it: 0 = all in one; see [`entropy`].
    pub money_entropy: Option<f64>,
}

/// Planned money under one heading.
#[derive(Clone, Debug, PartialEq)]
pub struct MoneyStat {
    /// Which.
    pub heading: Heading,
    /// The sum of the lines.
    pub lines: Total,
    /// What of it does not reach the vision.
    pub unaligned: Total,
    /// The same as a share; see [`Sheet::unaligned_ratio`].
    pub ratio: Option<f64>,
    /// Where it stays, the largest amount first.
    pub offenders: Vec<Unaligned>,
}

/// Counts and measures a plan.
#[must_use]
pub fn stats(plan: &Plan, graph: &PlanGraph, figures: &Figures, today: Date) -> Stats {
    let sight = Sight::new(graph);
    let misalignment = misalignment(plan, graph, today);
    let mut statuses: BTreeMap<Status, Vec<GoalIx>> = BTreeMap::new();
    for (goal, status) in graph.goals().zip(&figures.status) {
        statuses.entry(*status).or_default().push(goal);
    }
    let mut kinds: BTreeMap<KindIx, usize> = BTreeMap::new();
    for goal in &plan.goals {
        *kinds.entry(goal.kind).or_default() += 1;
    }
    Stats {
        goals: plan.goals.len(),
        kinds: kinds.into_iter().collect(),
        statuses: statuses.into_iter().collect(),
        coverage: Coverage::new(plan, graph, &sight),
        depth: depth(graph, &sight),
        links: links(plan),
        cross_team: cross_team(plan),
        focus: focus(plan, graph, misalignment.as_ref()),
        by_count: carried(plan, graph, Mass::Count),
        by_effort: carried(plan, graph, Mass::Effort),
        money: money(plan, graph),
        misalignment,
    }
}

fn depth(graph: &PlanGraph, sight: &Sight<'_>) -> Depth {
    let mut counts: BTreeMap<u32, Vec<GoalIx>> = BTreeMap::new();
    for goal in graph.goals() {
        if let Some(distance) = sight.distance(goal) {
            counts.entry(distance).or_default().push(goal);
        }
    }
    let distribution: Vec<(u32, usize)> = counts.iter().map(|(depth, goals)| (*depth, goals.len())).collect();
    let count: usize = distribution.iter().map(|(_, count)| count).sum();
    let sum: f64 = distribution.iter().map(|(depth, count)| f64::from(*depth) * *count as f64).sum();
    let last = counts.pop_last();
    Depth {
        max: last.as_ref().map(|(depth, _)| *depth),
        mean: (count > 0).then(|| sum / count as f64),
        distribution,
        deepest: last.map(|(_, goals)| goals).unwrap_or_default(),
    }
}

fn links(plan: &Plan) -> Vec<(&'static str, usize)> {
    let parents = plan.goals.iter().map(|goal| goal.parents.len()).sum();
    let others = LinkKind::ALL.map(|kind| {
        let of_kind =
            |goal: &truenorth_core::plan::Goal| goal.links.iter().filter(|link| link.kind == kind).count();
        (kind.field(), plan.goals.iter().map(of_kind).sum())
    });
    let all = [("contributes_to", parents)].into_iter().chain(others);
    all.filter(|(_, count)| *count > 0).collect()
}

fn cross_team(plan: &Plan) -> Vec<CrossTeam> {
    let mut found = Vec::new();
    for (from, goal) in plan.goals() {
        let parents = goal.parents.iter().filter_map(|parent| match parent.to {
            Up::Goal(to) => Some((to, "contributes_to")),
            Up::Vision => None,
        });
        let others = goal.links.iter().filter_map(|link| match link.to {
            Item::Goal(to) => Some((to, link.kind.field())),
            _ => None,
        });
        for (to, field) in parents.chain(others) {
            let other = plan.goals.get(to.at()).and_then(|goal| goal.team);
            if goal.team.is_some() && other.is_some() && goal.team != other {
                found.push(CrossTeam { from, to, field });
            }
        }
    }
    found
}

fn focus(plan: &Plan, graph: &PlanGraph, misalignment: Option<&Misalignment>) -> Focus {
    let is_active = |goal: GoalIx| {
        let goal = plan.goals.get(goal.at());
        goal.is_some_and(|goal| !goal.is_over() && goal.status != Some(Status::Proposed))
    };
    let like = |goal: GoalIx| plan.goals.get(goal.at()).and_then(|goal| plan.kinds.get(goal.kind.at()));
    let is = |goal: GoalIx, wanted: Kind| like(goal).is_some_and(|kind| kind.like == wanted);
    let mut owners: BTreeMap<Owner, Vec<GoalIx>> = BTreeMap::new();
    let mut key_results: Vec<(GoalIx, usize)> = Vec::new();
    for (index, goal) in plan.goals().filter(|(index, _)| is_active(*index)) {
        if let Some(owner) = goal.owner {
            owners.entry(owner).or_default().push(index);
        }
        if is(index, Kind::Objective) {
            let children = graph.children(Up::Goal(index));
            let count =
                children.filter(|(child, _)| is(*child, Kind::KeyResult) && is_active(*child)).count();
            key_results.extend((count > 0).then_some((index, count)));
        }
    }
    let mut goals_per_owner: Vec<(Owner, Vec<GoalIx>)> = owners.into_iter().collect();
    goals_per_owner.sort_by_key(|(_, goals)| Reverse(goals.len()));
    key_results.sort_by_key(|(_, count)| Reverse(*count));
    let pillars: Vec<f64> = misalignment
        .map(|found| {
            found.pillars.iter().filter(|gap| gap.pillar.is_some()).map(|gap| gap.money.to_f64()).collect()
        })
        .unwrap_or_default();
    Focus { goals_per_owner, key_results, money_hhi: hhi(&pillars), money_entropy: entropy(&pillars) }
}

fn money(plan: &Plan, graph: &PlanGraph) -> Vec<MoneyStat> {
    let asked = |currencies| Asked { bases: vec![Basis::Planned], currencies, ..Asked::default() };
    let own = Money::new(plan, graph, &asked(Currencies::Own));
    let has_own = plan.organization.as_ref().is_some_and(|organization| organization.currency.is_some());
    let money = if has_own && own.without_rate().is_empty() {
        own
    } else {
        Money::new(plan, graph, &asked(Currencies::Each))
    };
    money.sheets().map(of_sheet).collect()
}

fn of_sheet(sheet: Sheet) -> MoneyStat {
    let (unaligned, ratio) = (sheet.unaligned_total(), sheet.unaligned_ratio());
    let mut offenders = sheet.unaligned;
    offenders.sort_by_key(|unaligned| Reverse(unaligned.amount));
    MoneyStat { heading: sheet.heading, lines: sheet.lines, unaligned, ratio, offenders }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::figures;
    use crate::testing::{date, goal, plan};

    #[test]
    fn of_a_small_plan() {
        let plan = plan(
            r#""teams": [ { "id": "t", "title": "T" }, { "id": "u", "title": "U" } ],
            "pillars": [ { "id": "p", "title": "P", "owner": "t" }, { "id": "q", "title": "Q", "owner": "t" } ],
            "goals": [
                { "id": "a", "title": "A", "contributes_to": "p", "owner": "u", "team": "t", "depends_on": "b",
                    "key_results": [ { "id": "k", "title": "K", "team": "t" }, { "id": "old", "title": "Old", "status": "dropped" } ] },
                { "id": "b", "title": "B", "contributes_to": ["p", "a"], "owner": "t", "team": "u", "supports": "a/k" },
                { "id": "lost", "title": "Lost", "owner": "t", "status": "proposed" } ],
            "budget": [ { "id": "l", "title": "L", "currency": "EUR", "funds": "lost", "amounts": { "adopted": { "2027": 10 } } },
                { "id": "m", "title": "M", "currency": "EUR", "amounts": { "adopted": { "2027": 20 } } },
                { "id": "n", "title": "N", "currency": "EUR", "funds": "b", "amounts": { "adopted": { "2027": 30 } } } ]"#,
        );
        let graph = PlanGraph::new(&plan);
        let today = date("2027-06-30");
        let stats = stats(&plan, &graph, &figures(&plan, &graph, today), today);
        let [p, a, k, b, lost] = ["p", "a", "a/k", "b", "lost"].map(|id| goal(&plan, id));
        assert_eq!(stats.goals, 7);
        let kinds: Vec<_> =
            stats.kinds.iter().map(|(kind, count)| (plan[*kind].word.as_str(), *count)).collect();
        assert_eq!(kinds, [("pillar", 2), ("objective", 3), ("key_result", 2)]);
        assert_eq!(
            stats.statuses.first().map(|(status, goals)| (*status, goals.clone())),
            Some((Status::Proposed, vec![lost]))
        );
        assert_eq!(stats.statuses.iter().map(|(_, goals)| goals.len()).sum::<usize>(), 7);
        assert_eq!(stats.coverage.orphans(), [lost]);
        assert_eq!(stats.depth.distribution, [(1, 2), (2, 2), (3, 2)]);
        assert_eq!((stats.depth.max, stats.depth.mean, stats.depth.deepest.len()), (Some(3), Some(2.0), 2));
        assert_eq!(stats.links, [("contributes_to", 7), ("supports", 1), ("depends_on", 1)]);
        let crossing = [(a, b, "depends_on"), (b, a, "contributes_to"), (b, k, "supports")];
        assert_eq!(stats.cross_team, crossing.map(|(from, to, field)| CrossTeam { from, to, field }));
        let owners: Vec<usize> = stats.focus.goals_per_owner.iter().map(|(_, goals)| goals.len()).collect();
        assert_eq!(owners, [3, 1]);
        assert_eq!(stats.focus.key_results, [(a, 1)]);
        assert_eq!((stats.by_count.total, stats.by_count.reaches), (5.0, 4.0));
        assert_eq!((stats.by_effort.total, stats.by_effort.ratio()), (0.0, None));
        // Without an own currency nothing is converted, and the priorities have no money.
        let [year] = stats.money.as_slice() else { panic!("{:?}", stats.money) };
        assert_eq!(
            (year.lines.to_string(), year.unaligned.to_string(), year.ratio),
            ("60".into(), "30".into(), Some(0.5))
        );
        let amounts: Vec<String> =
            year.offenders.iter().map(|offender| offender.amount.to_string()).collect();
        assert_eq!(amounts, ["20", "10"]);
        assert_eq!(stats.misalignment, None);

        let mut plan = plan;
        if let Some(organization) = &mut plan.organization {
            organization.currency = plan.lines.first().and_then(|line| line.currency);
        }
        let stats = super::stats(&plan, &graph, &figures(&plan, &graph, today), today);
        let found = stats.misalignment.unwrap();
        assert_eq!((found.distance, found.amount.to_string(), found.pillars.len()), (0.5, "15".into(), 2));
        assert_eq!(found.pillars.first().map(|gap| gap.pillar), Some(Some(p)));
        assert_eq!((stats.focus.money_hhi, stats.focus.money_entropy), (Some(1.0), Some(0.0)));
    }

    #[test]
    fn of_nothing() {
        let plan = Plan::default();
        let graph = PlanGraph::new(&plan);
        let today = date("2027-06-30");
        let stats = stats(&plan, &graph, &figures(&plan, &graph, today), today);
        assert_eq!((stats.goals, stats.depth, stats.focus), (0, Depth::default(), Focus::default()));
        assert!(stats.links.is_empty() && stats.money.is_empty() && stats.misalignment.is_none());
    }
}
