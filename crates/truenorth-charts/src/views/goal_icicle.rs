//! What the icicle of goals shows of a plan.

use truenorth_core::budget::{fiscal_year, is_revenue};
use truenorth_core::model::Status;
use truenorth_core::plan::{GoalIx, Up};
use truenorth_core::scalar::Currency;
use truenorth_graph::{Asked, Basis, Currencies, Grain, Money, Sheet};

use super::{counted, shown, source, spoken, spoken_time, tone};
use crate::catalogue::{Chart, Drawing, Facts, Filter, Of};
use crate::charts::goal_icicle::{self as chart, Box, View};
use crate::number::Scale;

/// The chart's entry in the catalogue.
pub const CHART: Chart = Chart {
    name: "goal-icicle",
    summary: "All goals by weight, from the vision to the right, each as high as its part of the whole, with its state",
    filters: &[Filter::Team, Filter::Pillar, Filter::Period],
    of: Of::Plan {
        has: |plan| plan.goals.iter().any(|goal| goal.parents.iter().any(|parent| parent.to == Up::Vision)),
    },
    draw: |facts, _, look| {
        let view = view(facts);
        let (scene, hidden) = chart::draw(&view, look);
        let mut notes = Vec::new();
        if hidden.undrawn > 0 {
            notes.push(format!(
                "left out: {} too small or too deep to be drawn",
                counted(hidden.undrawn, "goal")
            ));
        }
        Ok(Drawing { scene, table: chart::table(&view), notes })
    },
};

fn view(facts: &Facts<'_>) -> View {
    let plan = facts.plan;
    let wanted = wanted(facts);
    let sheets = Planned::new(facts);
    let mut view = View {
        vision: plan
            .vision
            .as_ref()
            .map_or_else(|| "No vision is written".to_owned(), |vision| shown(&vision.title)),
        money_time: sheets.as_ref().map_or_else(String::new, |sheets| sheets.time.clone()),
        today: format!("as of {}", spoken(facts.today)),
        source: source(facts),
        ..View::default()
    };
    // By goal: where its box is.
    let mut place: Vec<Option<usize>> = vec![None; plan.goals.len()];
    for up in facts.graph.parents_first() {
        let Up::Goal(goal) = up else { continue };
        if wanted.get(goal.at()) != Some(&true) {
            continue;
        }
        // The first parent that has a place; members of a cycle may come before theirs.
        let parents = facts.graph.parents(goal);
        let mut places = parents.filter_map(|(parent, edge)| match parent {
            Up::Vision => Some((None, edge.weight)),
            Up::Goal(parent) => Some((Some(place.get(parent.at()).copied().flatten()?), edge.weight)),
        });
        let Some((parent, weight)) = places.next() else {
            view.loose += 1;
            continue;
        };
        view.shared += usize::from(places.next().is_some());
        let status = facts.figures.status.get(goal.at()).copied().unwrap_or(Status::NotTracked);
        if let Some(slot) = place.get_mut(goal.at()) {
            *slot = Some(view.boxes.len());
        }
        view.boxes.push(Box {
            id: shown(plan[goal].id()),
            title: shown(plan[goal].title()),
            tone: tone(status),
            status: status.title().to_owned(),
            parent,
            weight: weight.abs(),
            money: sheets.as_ref().map_or_else(String::new, |sheets| sheets.of(goal)),
            progress: facts.figures.progress.get(goal.at()).copied().flatten(),
        });
    }
    view
}

/// By goal, whether it has a place: it is asked for, or leads from one that is to the vision. Beside a pillar that is
/// asked for, what its goals contribute to as well has none.
fn wanted(facts: &Facts<'_>) -> Vec<bool> {
    let plan = facts.plan;
    let is_asked = |goal: GoalIx| facts.wants_goal(goal) && super::in_time(facts, goal);
    let asked: Vec<bool> = plan.goals().map(|(goal, _)| is_asked(goal)).collect();
    let above = |mut found: Vec<bool>, may: &dyn Fn(GoalIx) -> bool| {
        for up in facts.graph.parents_first().rev() {
            let Up::Goal(goal) = up else { continue };
            if found.get(goal.at()) != Some(&true) {
                continue;
            }
            for parent in &plan[goal].parents {
                let Up::Goal(parent) = parent.to else { continue };
                if let Some(slot) = found.get_mut(parent.at()).filter(|_| may(parent)) {
                    *slot = true;
                }
            }
        }
        found
    };
    let Some(pillar) = facts.only.pillar else { return above(asked, &|_| true) };
    let way = above(plan.goals().map(|(goal, _)| goal == pillar).collect(), &|_| true);
    above(asked, &|goal| facts.is_below(goal) || way.get(goal.at()) == Some(&true))
}

/// The planned spending of the time asked for, else of the fiscal year of today.
struct Planned {
    sheet: Sheet,
    time: String,
    scale: Scale,
}

impl Planned {
    fn new(facts: &Facts<'_>) -> Option<Self> {
        let plan = facts.plan;
        if !plan.lines.iter().any(|line| !is_revenue(line) && !line.written.amounts.is_empty()) {
            return None;
        }
        let own = plan.organization.as_ref().and_then(|organization| organization.currency)?;
        let time = facts.only.period.unwrap_or_else(|| fiscal_year(plan, facts.today));
        let asked = Asked {
            grain: Grain::Whole,
            bases: vec![Basis::Planned],
            currencies: Currencies::Own,
            within: Some(time),
        };
        let money = Money::new(plan, facts.graph, &asked);
        let heading =
            money.headings().find(|heading| !heading.is_revenue && heading.currency == Some(own)).copied()?;
        let sheet = money.sheet(&heading)?;
        let most = sheet.pillars.iter().map(|(_, total)| total.to_f64().abs()).fold(0.0, f64::max);
        Some(Self { sheet, time: spoken_time(&time), scale: Scale::of(most, Currency::as_str(&own)) })
    }

    fn of(&self, goal: GoalIx) -> String {
        let total = self.sheet.received(goal).total;
        if total.is_zero() { String::new() } else { self.scale.named(total.to_f64()) }
    }
}

#[cfg(test)]
mod tests {
    use truenorth_core::scalar::Date;

    use super::*;
    use crate::catalogue::Only;
    use crate::testing::{facts_of, plan_of};

    /// `b` contributes to both pillars, `loose` to none of what leads to the vision.
    const PLAN: &str = r#""pillars": [ { "id": "p", "title": "P", "weight": 3 }, { "id": "q", "title": "Q" } ],
        "goals": [
            { "id": "a", "title": "A", "contributes_to": "p" },
            { "id": "b", "title": "B", "contributes_to": ["p", { "goal": "q", "weight": 5 }] },
            { "id": "loose", "title": "L" }, { "id": "below", "title": "L", "contributes_to": "loose" } ],
        "budget": [ { "id": "l", "title": "L", "funds": "a", "amounts": { "adopted": { "2027": 1200 } } } ]"#;

    /// Id, position of the parent, weight, money.
    type Seen = (String, Option<usize>, f64, String);

    fn seen(pillar: Option<&str>) -> (Vec<Seen>, usize, usize) {
        let plan = plan_of(PLAN);
        let pillar =
            pillar.and_then(|id| plan.goals().find(|(_, goal)| goal.id() == id)).map(|(goal, _)| goal);
        facts_of(&plan, Date::new(2027, 4, 1).unwrap(), Only { pillar, ..Only::default() }, |facts| {
            let view = view(facts);
            let boxes = view.boxes.into_iter().map(|of| (of.id, of.parent, of.weight, of.money)).collect();
            (boxes, view.loose, view.shared)
        })
    }

    #[test]
    fn every_goal_stands_at_its_first_parent_with_its_weight_there() {
        let (mut boxes, loose, shared) = seen(None);
        let place = |id: &str| boxes.iter().position(|(of, ..)| of == id);
        let (p, q) = (place("p"), place("q"));
        assert!(p.is_some() && q.is_some());
        boxes.sort_by(|one, other| one.0.cmp(&other.0));
        let found: Vec<(&str, Option<usize>, f64, &str)> = boxes
            .iter()
            .map(|(id, parent, weight, money)| (id.as_str(), *parent, *weight, money.as_str()))
            .collect();
        let money = "1,200 EUR";
        assert_eq!(
            found,
            [("a", p, 1.0, money), ("b", p, 1.0, ""), ("p", None, 3.0, money), ("q", None, 1.0, "")]
        );
        assert_eq!((loose, shared), (2, 1));
    }

    #[test]
    fn under_a_pillar_the_others_have_no_place() {
        let (boxes, loose, shared) = seen(Some("q"));
        let found: Vec<(&str, Option<usize>, f64)> =
            boxes.iter().map(|(id, parent, weight, _)| (id.as_str(), *parent, *weight)).collect();
        assert_eq!(found, [("q", None, 1.0), ("b", Some(0), 5.0)]);
        assert_eq!((loose, shared), (0, 0));
    }
}
