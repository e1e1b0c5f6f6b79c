//! What the SWOT chart shows of a plan.

use truenorth_core::model::Status;
use truenorth_core::plan::{GoalIx, Item, SwotKind};

use super::{counted, shown, source, spoken, tone};
use crate::catalogue::{Chart, Drawing, Facts, Filter, Of};
use crate::charts::swot::{self as chart, Entry, Goal, Side, Strategy, View};

/// The chart's entry in the catalogue.
pub const CHART: Chart = Chart {
    name: "swot",
    summary: "Strengths, weaknesses, opportunities and threats, the strategies that answer them (TOWS), and their goals",
    filters: &[Filter::Team, Filter::Pillar],
    of: Of::Plan { has: |plan| !plan.swot.is_empty() },
    draw: |facts, _, look| {
        let view = view(facts);
        let (scene, left_out) = chart::draw(&view, look);
        let notes = match left_out {
            0 => Vec::new(),
            count => vec![format!("left out: {} without a place", counted(count, "item"))],
        };
        Ok(Drawing { scene, table: chart::table(&view), notes })
    },
};

/// What a strategy answers and what carries it; only the strategies whose goals are asked for, and what they answer.
fn view(facts: &Facts<'_>) -> View {
    let plan = facts.plan;
    let is_whole = facts.only.team.is_none() && facts.only.pillar.is_none();
    let mut answered = vec![false; plan.swot.len()];
    let mut asked = vec![is_whole; plan.swot.len()];
    let mut strategies = Vec::new();
    for strategy in &plan.strategies {
        let answers = strategy.written.answers.iter().filter_map(|item| match plan.target(item) {
            Some(Item::Swot(entry)) => Some(entry.at()),
            _ => None,
        });
        let answers: Vec<usize> = answers.collect();
        let goals = strategy.written.carried_by.iter().filter_map(|item| match plan.target(item) {
            Some(Item::Goal(goal)) => Some(goal),
            _ => None,
        });
        let goals: Vec<GoalIx> = goals.collect();
        let is_asked = is_whole || goals.iter().any(|goal| facts.wants_goal(*goal));
        for at in &answers {
            if let Some(slot) = answered.get_mut(*at) {
                *slot = true;
            }
            if let Some(slot) = asked.get_mut(*at).filter(|_| is_asked) {
                *slot = true;
            }
        }
        if is_asked {
            strategies.push((strategy, answers, goals));
        }
    }
    let kept: Vec<usize> = (0..plan.swot.len()).filter(|at| asked.get(*at) == Some(&true)).collect();
    let entries = kept.iter().filter_map(|at| {
        let swot = plan.swot.get(*at)?;
        Some(Entry {
            id: shown(swot.entry.id()),
            title: shown(swot.entry.title()),
            side: match swot.kind {
                SwotKind::Strength => Side::Strength,
                SwotKind::Weakness => Side::Weakness,
                SwotKind::Opportunity => Side::Opportunity,
                SwotKind::Threat => Side::Threat,
            },
            is_answered: answered.get(*at) == Some(&true),
        })
    });
    let goal = |goal: &GoalIx| {
        let status = facts.figures.status.get(goal.at()).copied().unwrap_or(Status::NotTracked);
        Goal {
            id: shown(plan[*goal].id()),
            title: shown(plan[*goal].title()),
            tone: tone(status),
            status: status.title().to_owned(),
        }
    };
    let strategies = strategies.into_iter().map(|(strategy, answers, goals)| Strategy {
        id: shown(strategy.id()),
        title: shown(strategy.title()),
        answers: answers.iter().filter_map(|at| kept.binary_search(at).ok()).collect(),
        goals: goals.iter().map(goal).collect(),
    });
    View {
        entries: entries.collect(),
        strategies: strategies.collect(),
        today: format!("as of {}", spoken(facts.today)),
        source: source(facts),
    }
}

#[cfg(test)]
mod tests {
    use truenorth_core::scalar::Date;

    use super::*;
    use crate::catalogue::Only;
    use crate::charts::swot::headline;
    use crate::testing::{facts_of, plan_of};

    /// Under `p` the strategy that `a` carries, with what it answers; the other threat is no matter of `p`.
    #[test]
    fn under_a_pillar_stand_the_strategies_that_it_carries() {
        let plan = plan_of(
            r#""pillars": [ { "id": "p", "title": "P" }, { "id": "q", "title": "Q" } ],
            "goals": [ { "id": "a", "title": "A", "contributes_to": "p" } ],
            "strategy": { "strengths": [ { "id": "s", "title": "S" } ], "threats": [ { "id": "t", "title": "T" },
                { "id": "u", "title": "U" } ],
              "strategies": [ { "id": "x", "title": "X", "answers": ["s", "t"], "carried_by": "a" },
                { "id": "y", "title": "Y", "answers": "s", "carried_by": "q" } ] }"#,
        );
        let told = |only: Only| {
            facts_of(&plan, Date::new(2027, 4, 1).unwrap(), only, |facts| {
                let view = view(facts);
                (headline(&view), view.entries.len(), view.strategies.len())
            })
        };
        let (headline, entries, strategies) = told(Only::default());
        assert_eq!(
            headline,
            "1 of 2 opportunities and threats of the SWOT is unanswered; none of 2 goals that carry the answers needs help"
        );
        assert_eq!((entries, strategies), (3, 2));
        let pillar = plan.goals().find(|(_, goal)| goal.id() == "p").map(|(goal, _)| goal);
        let (headline, entries, strategies) = told(Only { pillar, ..Only::default() });
        assert_eq!(
            headline,
            "The only opportunity or threat is answered; the only goal that carries the answers needs no help"
        );
        assert_eq!((entries, strategies), (2, 1));
    }
}
