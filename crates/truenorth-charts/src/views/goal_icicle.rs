//! What the icicle of goals shows of a plan.

use truenorth_core::budget::{fiscal_year, is_revenue};
use truenorth_core::model::Status;
use truenorth_core::plan::{GoalIx, Up};
use truenorth_core::scalar::Currency;
use truenorth_graph::{Asked, Basis, Currencies, Grain, Money, Sheet};

use super::{counted, shown, source, spoken_time, tone};
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
        let (scene, undrawn) = chart::draw(&view, look);
        let mut notes = Vec::new();
        if undrawn > 0 {
            notes.push(format!("left out: {} too small or too deep to be drawn", counted(undrawn, "goal")));
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
        source: source(facts),
        ..View::default()
    };
    // By goal: the part of its money that flows through the boxes at its left.
    let mut drawn: Vec<f64> = vec![0.0; plan.goals.len()];
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
            Up::Vision => Some((parent, None, edge.weight)),
            Up::Goal(to) => Some((parent, Some(place.get(to.at()).copied().flatten()?), edge.weight)),
        });
        let Some((up, parent, weight)) = places.next() else {
            view.loose += 1;
            continue;
        };
        view.shared += usize::from(places.next().is_some());
        let status = facts.figures.status.get(goal.at()).copied().unwrap_or(Status::NotTracked);
        if let Some(slot) = place.get_mut(goal.at()) {
            *slot = Some(view.boxes.len());
        }
        let above = match up {
            Up::Vision => 1.0,
            Up::Goal(parent) => drawn.get(parent.at()).copied().unwrap_or(0.0),
        };
        let passes = sheets.as_ref().map_or(0.0, |sheets| sheets.part(goal, up)) * above;
        if let Some(slot) = drawn.get_mut(goal.at()) {
            *slot = passes;
        }
        view.boxes.push(Box {
            id: shown(plan[goal].id()),
            title: shown(plan[goal].title()),
            tone: tone(status),
            status: status.title().to_owned(),
            parent,
            weight: weight.abs(),
            money: sheets.as_ref().map_or_else(String::new, |sheets| sheets.of(goal, passes)),
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

    /// The part of what comes to a goal that it hands on to this parent, 0 to 1.
    fn part(&self, goal: GoalIx, to: Up) -> f64 {
        // They are in the order of the plan.
        let first = self.sheet.links.partition_point(|link| link.from < goal);
        let own = self.sheet.links.iter().skip(first).take_while(|link| link.from == goal);
        let handed: f64 = own.filter(|link| link.to == to).map(|link| link.amount.to_f64()).sum();
        let share = handed / self.sheet.received(goal).total.to_f64();
        if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 }
    }

    /// Such a part of what comes to a goal.
    fn of(&self, goal: GoalIx, part: f64) -> String {
        let total = self.sheet.received(goal).total;
        if total.is_zero() || part == 0.0 { String::new() } else { self.scale.named(total.to_f64() * part) }
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
        "budget": [ { "id": "l", "title": "L", "funds": "a", "amounts": { "adopted": { "2027": 1200 } } },
            { "id": "m", "title": "M", "funds": "b", "amounts": { "adopted": { "2027": 900 } } } ]"#;

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
        // Of the 900 of `b` half goes to each of its parents, since no share is written; only that half stands at `p`.
        assert_eq!(
            found,
            [
                ("a", p, 1.0, "1,200 EUR"),
                ("b", p, 1.0, "450 EUR"),
                ("p", None, 3.0, "1,650 EUR"),
                ("q", None, 1.0, "450 EUR")
            ]
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
