//! What the profile of leadership and management counts of a plan.
//!
//! That leading (vision, direction, people, learning, change, taking risks) and managing (goals, plans, budgets, training,
//! delegation, deadlines, weighing risks) are two things which both have to be there is John Kotter's (A Force for Change,
//! 1990). Which items of a plan are evidence for which is ours: each count says what was looked for, and none is a
//! judgement of a person.

use std::collections::BTreeSet;

use truenorth_core::model::{Kind, Measure, RiskStatus, TrainingStatus};
use truenorth_core::plan::{Goal, GoalIx, Item, Owner, PersonIx, StrategyIx, SwotIx, SwotKind};
use truenorth_core::scalar::Reference;
use truenorth_graph::supply::is_here;
use truenorth_graph::{open_changes, team_of_owner};

use super::risk_matrix::is_gain;
use super::source;
use crate::catalogue::{Chart, Drawing, Facts, Filter, Of};
use crate::charts::leadership_profile::{self as chart, Count, View};

/// The chart's entry in the catalogue.
pub const CHART: Chart = Chart {
    name: "leadership-profile",
    summary: "Evidence of leadership and of management in the plan, counted for each element, never summed to one index",
    filters: &[Filter::Team],
    of: Of::Plan { has: |plan| !plan.goals.is_empty() },
    draw: |facts, _, look| {
        let view = view(facts);
        Ok(Drawing { scene: chart::draw(&view, look), table: chart::table(&view), notes: Vec::new() })
    },
};

fn view(facts: &Facts<'_>) -> View {
    View {
        groups: vec![("Leadership", leadership(facts)), ("Management", management(facts))],
        source: source(facts),
    }
}

/// Counts of those items, by whether they have what is looked for.
fn count(
    element: &'static str,
    what: &'static str,
    with: [&'static str; 2],
    items: impl Iterator<Item = bool>,
) -> Count {
    let mut count = Count { element, what, with, ..Count::default() };
    for has in items {
        count.of += 1;
        count.have += usize::from(has);
    }
    count
}

/// The open goals that are asked for.
fn open<'a>(facts: &Facts<'a>) -> impl Iterator<Item = (GoalIx, &'a Goal)> {
    facts.plan.goals().filter(|(index, goal)| goal.is_live() && facts.wants_goal(*index))
}

fn leadership(facts: &Facts<'_>) -> Vec<Count> {
    let plan = facts.plan;
    let reaches = open(facts).map(|(index, _)| facts.figures.reaches.get(index.at()) == Some(&true));
    let directing =
        open(facts).filter(|(index, _)| matches!(plan.like(*index), Kind::Pillar | Kind::Objective));
    let described = directing.map(|(_, goal)| goal.written.description.is_some());
    let cared_for = cared_for(facts);
    let people = (0..plan.people.len())
        .map(PersonIx::new)
        .filter(|person| facts.wants_team(plan[*person].team) && is_here(plan, *person, facts.today));
    let reviews = plan.reviews.iter().map(|review| &review.written).filter(|review| {
        facts.only.team.is_none() || review.about.iter().any(|about| concerns(facts, about))
    });
    let changes = open_changes(plan).map(|change| &change.written).filter(|change| {
        facts.only.team.is_none() || change.groups.iter().any(|group| concerns(facts, &group.group))
    });
    let answered: BTreeSet<SwotIx> = plan
        .strategies
        .iter()
        .flat_map(|strategy| strategy.written.answers.iter())
        .filter_map(|answer| match plan.target(answer) {
            Some(Item::Swot(swot)) => Some(swot),
            _ => None,
        })
        .collect();
    let opportunities = (0..plan.swot.len())
        .map(SwotIx::new)
        .filter(|at| plan[*at].kind == SwotKind::Opportunity && wants(facts, plan[*at].entry.owner));
    vec![
        count("Vision", "open goals of every kind", ["leads to the vision", "lead to the vision"], reaches),
        count(
            "Direction",
            "open pillars and objectives",
            ["says in words what it means", "say in words what they mean"],
            described,
        ),
        count(
            "People",
            "people",
            ["has a training, a mentor or regular talks", "have a training, a mentor or regular talks"],
            people.map(|person| cared_for.contains(&person)),
        ),
        count(
            "Learning",
            "reviews",
            [
                "led to a trial, or to steps with somebody and a day",
                "led to a trial, or to steps with somebody and a day",
            ],
            reviews.map(|review| {
                let mut steps = review.actions.iter();
                let are_whole =
                    steps.all(|step| step.owner.is_some() && (step.due.is_some() || step.done.is_some()));
                are_whole && !(review.actions.is_empty() && review.to_try.is_empty())
            }),
        ),
        count(
            "Change",
            "open changes",
            [
                "has reason, sponsor, and of each group help and how far it is",
                "have reason, sponsor, and of each group help and how far it is",
            ],
            changes.map(|change| {
                let helped =
                    change.groups.iter().all(|group| !group.support.is_empty() && group.adkar.is_some());
                change.why.is_some() && change.sponsor.is_some() && !change.groups.is_empty() && helped
            }),
        ),
        count(
            "Risk taken",
            "opportunities of the SWOT",
            ["is taken up by a strategy", "are taken up by a strategy"],
            opportunities.map(|at| answered.contains(&at)),
        ),
    ]
}

fn management(facts: &Facts<'_>) -> Vec<Count> {
    let plan = facts.plan;
    let key_results = open(facts).filter(|(index, _)| plan.like(*index) == Kind::KeyResult);
    // What has not begun has nothing to count.
    let under_way = key_results.filter(|(_, goal)| goal.start.is_none_or(|start| start <= facts.today));
    let measured = under_way.map(|(_, goal)| {
        goal.written.measure.as_deref().is_some_and(|it| {
            let mut ends = [it.target, it.low, it.high].into_iter().flatten();
            ends.any(|to| to.number().is_some()) && is_counted(facts, it)
        })
    });
    let strategies = (0..plan.strategies.len())
        .map(StrategyIx::new)
        .map(|at| &plan[at])
        .filter(|strategy| wants(facts, strategy.owner))
        .map(|strategy| !strategy.written.carried_by.is_empty());
    let growth = plan.growth.iter().filter(|growth| wants(facts, growth.owner));
    let lines =
        plan.lines.iter().filter(|line| line.written.aggregate != Some(true) && facts.wants_team(line.team));
    let trainings = plan.training.iter().map(|training| &training.written).filter(|training| {
        let team = facts.only.team.is_none() || training.attendees.iter().any(|who| concerns(facts, who));
        team && training.status != Some(TrainingStatus::Cancelled)
    });
    let below = || open(facts).filter(|(index, _)| plan.like(*index) != Kind::Pillar);
    let owned = below().map(|(_, goal)| matches!(goal.owner, Some(Owner::Person(_) | Owner::Role(_))));
    let dated = below()
        .filter(|(index, _)| plan.like(*index) != Kind::Kpi)
        .map(|(_, goal)| goal.due.is_some_and(|due| due >= facts.today));
    let risks = plan.risks.iter().filter(|risk| {
        let threatens = || risk.written.threatens.iter().any(|item| concerns(facts, item));
        let is_chance = risk.written.loss.as_deref().is_some_and(is_gain);
        risk.written.status != Some(RiskStatus::Closed)
            && !is_chance
            && (wants(facts, risk.owner) || threatens())
    });
    let weighed = risks.map(|risk| {
        let risk = &risk.written;
        let sized = risk.likelihood.is_some() && risk.impact.is_some()
            || risk.probability.is_some() && risk.loss.is_some();
        sized && risk.treatment.is_some() && risk.review.is_some()
    });
    vec![
        count(
            "Goals",
            "open key results under way",
            [
                "has a number to reach and one of the last quarter",
                "have a number to reach and one of the last quarter",
            ],
            measured,
        ),
        count("Strategy", "strategies", ["is carried by a goal", "are carried by a goal"], strategies),
        count(
            "Growth planning",
            "growth plans",
            ["is held against numbers of the last quarter", "are held against numbers of the last quarter"],
            growth.map(|growth| is_counted(facts, &growth.written.measure)),
        ),
        count(
            "Budgeting",
            "budget lines other than sums of others",
            ["names the goals it pays for and who answers", "name the goals they pay for and who answers"],
            lines.map(|line| !line.funds.is_empty() && line.owner.is_some()),
        ),
        count(
            "Training",
            "trainings",
            [
                "names a goal and who takes part, and is booked",
                "name a goal and who takes part, and are booked",
            ],
            trainings.map(|it| {
                let is_booked = matches!(it.status, Some(TrainingStatus::Booked | TrainingStatus::Held));
                !it.contributes_to.is_empty() && !it.attendees.is_empty() && is_booked
            }),
        ),
        count(
            "Delegation",
            "open goals below the pillars",
            ["is with a person or a role", "are with a person or a role"],
            owned,
        ),
        count(
            "Deadlines",
            "open goals below the pillars other than KPIs",
            ["has a last day that is not past", "have a last day that is not past"],
            dated,
        ),
        count(
            "Risk weighed",
            "open risks",
            [
                "has a size, a treatment and a day to look again",
                "have a size, a treatment and a day to look again",
            ],
            weighed,
        ),
    ]
}

/// Whether anything was counted in the three months before today.
fn is_counted(facts: &Facts<'_>, measure: &Measure) -> bool {
    let since = facts.today.add_months(-3);
    let mut days = measure.actuals.iter().map(|(time, _)| facts.plan.calendar.period(time).last);
    days.any(|day| since <= day)
}

/// Whether what this owner has is asked for.
fn wants(facts: &Facts<'_>, owner: Option<Owner>) -> bool {
    facts.wants_team(owner.and_then(|owner| team_of_owner(facts.plan, owner)))
}

/// Whether an item is the team that is asked for, a goal of it, or somebody in it.
fn concerns(facts: &Facts<'_>, reference: &Reference) -> bool {
    match facts.plan.target(reference) {
        Some(Item::Goal(goal)) => facts.wants_goal(goal),
        Some(item) => item.owner().is_some_and(|owner| wants(facts, Some(owner))),
        None => false,
    }
}

/// Those who learn in a training, with a mentor or as one, or talk with somebody at a known interval.
fn cared_for(facts: &Facts<'_>) -> BTreeSet<PersonIx> {
    let plan = facts.plan;
    let trainings = plan.training.iter().map(|training| &training.written);
    let attendees = trainings
        .filter(|training| training.status != Some(TrainingStatus::Cancelled))
        .flat_map(|training| training.attendees.iter());
    let mentoring = plan.mentoring.iter().flat_map(|pair| [&pair.written.mentor, &pair.written.mentee]);
    let talks = plan.feedback.iter().flat_map(|talk| [&talk.written.from, &talk.written.to]);
    let items = attendees.chain(mentoring).chain(talks).filter_map(|who| plan.target(who));
    let mut people = BTreeSet::new();
    for item in items {
        match item {
            Item::Person(person) => {
                people.insert(person);
            }
            // A talk with a role is one with those who hold it.
            Item::Role(role) => {
                let held = |person: &PersonIx| plan[*person].roles.contains(&role);
                people.extend((0..plan.people.len()).map(PersonIx::new).filter(held));
            }
            _ => {}
        }
    }
    people
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::with_facts;

    /// By hand, on 12 April 2027: of three key results under way one was counted in March, one last in December, one never; the
    /// fourth begins in May. Of two reviews one has a step without a day. Of two trainings one is merely planned. The change
    /// tells of one of its two groups how far it is. Of two lines one has nobody who answers.
    #[test]
    fn what_is_written_once_is_no_evidence_of_doing() {
        let text = r#"{ "truenorth": 1, "vision": "V", "as_of": "2027-04-12", "organization": { "name": "O", "currency": "EUR" },
            "people": [{ "id": "ana", "name": "Ana" }], "skills": [{ "id": "s", "title": "S" }],
            "teams": [{ "id": "t", "title": "T" }, { "id": "u", "title": "U" }],
            "goals": [{ "id": "o", "title": "O", "contributes_to": "vision", "period": "2027", "key_results": [
            { "id": "a", "title": "A", "period": "2027", "measure": { "baseline": 0, "target": 9, "actuals": { "2027-03": 1 } } },
            { "id": "b", "title": "B", "period": "2027", "measure": { "baseline": 0, "target": 9, "actuals": { "2026-12": 1 } } },
            { "id": "c", "title": "C", "period": "2027", "measure": { "baseline": 0, "target": 9 } },
            { "id": "d", "title": "D", "period": "2027-05", "measure": { "baseline": 0, "target": 9 } }] }],
            "reviews": [{ "id": "rr", "title": "R", "date": "2027-03-01", "actions": [{ "title": "S", "owner": "ana" }] },
            { "id": "rs", "title": "S", "date": "2027-03-01", "actions": [{ "title": "S", "owner": "ana", "due": "2027-05" }] }],
            "training": [{ "id": "tr", "title": "T", "teaches": { "s": 3 }, "contributes_to": "o", "attendees": "ana", "status": "booked" },
            { "id": "ts", "title": "T", "teaches": { "s": 3 }, "contributes_to": "o", "attendees": "ana", "status": "planned" }],
            "changes": [{ "id": "ch", "title": "C", "why": "W", "sponsor": "ana", "groups": [
            { "group": "t", "support": "tr", "adkar": { "date": "2027-03-01", "answers": 9, "awareness": 3 } }, { "group": "u", "support": "tr" }] }],
            "budget": [{ "id": "l", "title": "L", "owner": "ana", "funds": "o", "amounts": { "adopted": { "2027": 5 } } },
            { "id": "m", "title": "M", "funds": "o", "amounts": { "adopted": { "2027": 5 } } }] }"#;
        with_facts(text, |facts| {
            let view = view(facts);
            let of = |element: &str| {
                let mut counts = view.groups.iter().flat_map(|(_, counts)| counts);
                counts.find(|count| count.element == element).map(|count| (count.have, count.of))
            };
            assert_eq!(of("Goals"), Some((1, 3)));
            assert_eq!((of("Learning"), of("Training")), (Some((1, 2)), Some((1, 2))));
            assert_eq!((of("Change"), of("Budgeting")), (Some((0, 1)), Some((1, 2))));
        });
    }

    /// By hand: two of three goals reach the vision, the pillar is described and the objective not; one of the two goals below
    /// the pillar has a last day and a person; one of two risks has size and treatment, the closed one and the chance do not count.
    #[test]
    fn each_element_is_counted_by_itself() {
        let text = r#"{ "truenorth": 1, "vision": "V", "as_of": "2027-04-12", "people": [{ "id": "ana", "name": "Ana" }],
            "pillars": [{ "id": "p", "title": "P", "description": "What it means" }],
            "goals": [{ "id": "a", "title": "A", "contributes_to": "p", "owner": "ana", "due": "2027" },
            { "id": "b", "title": "B", "kind": "initiative", "owner": "organization" }],
            "risks": [{ "id": "r", "title": "R", "likelihood": 2, "impact": 3, "treatment": "reduce", "review": "2027-06" },
            { "id": "s", "title": "S", "likelihood": 2 }, { "id": "t", "title": "T", "status": "closed" },
            { "id": "c", "title": "C", "probability": "40%", "loss": -50, "treatment": "accept" }] }"#;
        with_facts(text, |facts| {
            let view = view(facts);
            let of = |element: &str| {
                let mut counts = view.groups.iter().flat_map(|(_, counts)| counts);
                counts.find(|count| count.element == element).map(|count| (count.have, count.of))
            };
            assert_eq!(of("Vision"), Some((2, 3)));
            assert_eq!(of("Direction"), Some((1, 2)));
            assert_eq!(of("People"), Some((0, 1)));
            assert_eq!(of("Learning"), Some((0, 0)));
            assert_eq!((of("Delegation"), of("Deadlines")), (Some((1, 2)), Some((1, 2))));
            assert_eq!(of("Risk weighed"), Some((1, 2)));
            // Counts of unlike wholes never have the same words.
            let of = |element: &str| {
                let mut counts = view.groups.iter().flat_map(|(_, counts)| counts);
                counts.find(|count| count.element == element).map_or("", |count| count.what)
            };
            assert_eq!(of("Vision"), "open goals of every kind");
            assert_eq!(of("Delegation"), "open goals below the pillars");
            assert_eq!(of("Deadlines"), "open goals below the pillars other than KPIs");
        });
    }
}
