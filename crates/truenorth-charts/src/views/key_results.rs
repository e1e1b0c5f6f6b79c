//! What the bullet graphs of key results show of a plan.

use std::collections::BTreeMap;

use truenorth_core::measuring::{self, Window};
use truenorth_core::model::{Kind, Measure, MeasureKind, Status};
use truenorth_core::plan::{GoalIx, Plan, TeamIx};
use truenorth_core::scalar::Value;

use super::{counted, in_time, shown, source, spoken, tone, unit_of};
use crate::catalogue::{Chart, Drawing, Facts, Filter, Of};
use crate::charts::key_results::{self as chart, Goal, KeyResult, Team, View};

/// The chart's entry in the catalogue.
pub const CHART: Chart = Chart {
    name: "key-results",
    summary: "Key results of each team as bullet graphs: what is done, what should be done by now, and the target",
    filters: &[Filter::Team, Filter::Pillar, Filter::Period],
    of: Of::Plan { has: |plan| plan.goals().any(|(goal, _)| goal_of(plan, goal).is_some()) },
    draw: |facts, _, look| {
        let view = view(facts);
        // Those that need less help are counted in the picture.
        let scene = chart::draw(&view, look);
        let mut notes = Vec::new();
        if view.unmeasured > 0 {
            notes.push(format!(
                "left out: {} without a target number",
                counted(view.unmeasured, "key result")
            ));
        }
        Ok(Drawing { scene, table: chart::table(&view), notes })
    },
};

/// What the measure of a goal is held against; `None` without a number to arrive at.
fn goal_of(plan: &Plan, goal: GoalIx) -> Option<Goal> {
    let measure = plan[goal].written.measure.as_deref()?;
    let number = |value: Option<Value>| value.and_then(Value::number).filter(|value| value.is_finite());
    let target = number(measure.target);
    let limits = |low: Option<f64>, high: Option<f64>| {
        let baseline = number(measure.baseline);
        (low.is_some() || high.is_some()).then_some(Goal::Limits { low, high, baseline })
    };
    match measuring::kind(measure) {
        MeasureKind::AtLeast => limits(target.or(number(measure.low)), None),
        MeasureKind::AtMost => limits(None, target.or(number(measure.high))),
        MeasureKind::Between => limits(number(measure.low), number(measure.high)),
        MeasureKind::Decrease | MeasureKind::Increase | MeasureKind::Milestone => {
            match measuring::ends(measure) {
                Some((baseline, target)) => Some(Goal::Way { baseline, target }),
                // Without a first value there is no way to measure along, but still a target to reach.
                None => limits(target, None),
            }
        }
    }
}

fn view(facts: &Facts<'_>) -> View {
    let plan = facts.plan;
    let mut view = View { source: source(facts), ..View::default() };
    // What belongs to no team comes last.
    let mut teams: BTreeMap<(bool, Option<TeamIx>), Vec<KeyResult>> = BTreeMap::new();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for (goal, written) in plan.goals() {
        let is_measured_kind = matches!(plan.like(goal), Kind::KeyResult | Kind::Kpi);
        let status = facts.figures.status.get(goal.at()).copied().unwrap_or(Status::NotTracked);
        if !facts.wants_goal(goal) || !in_time(facts, goal) || status == Status::Dropped {
            continue;
        }
        let (Some(held), Some(measure)) = (goal_of(plan, goal), written.written.measure.as_deref()) else {
            view.unmeasured += usize::from(is_measured_kind);
            continue;
        };
        *kinds.entry(shown(&plan[written.kind].title).to_lowercase()).or_default() += 1;
        view.others += usize::from(plan.like(goal) != Kind::KeyResult);
        let result = key_result(facts, goal, (held, measure, status));
        teams.entry((written.team.is_none(), written.team)).or_default().push(result);
    }
    view.kinds = kinds.into_iter().collect();
    view.kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    view.teams = teams
        .into_iter()
        .map(|((_, team), mut results)| {
            results.sort_by(chart::rank);
            let name = team.map_or_else(|| "No team".to_owned(), |team| shown(&plan[team].written.title));
            Team { name, results }
        })
        .collect();
    view
}

fn key_result(
    facts: &Facts<'_>,
    goal: GoalIx,
    (held, measure, status): (Goal, &Measure, Status),
) -> KeyResult {
    let written = &facts.plan[goal];
    let window = Window::of_goal(facts.plan, written, facts.today);
    let reading = measuring::read(measure, &window);
    let is_projected = measuring::is_projected(measure);
    let value = if is_projected { measuring::projected(measure, &window) } else { reading.current.value() };
    let is_way = matches!(held, Goal::Way { .. });
    KeyResult {
        id: shown(written.id()),
        title: shown(written.title()),
        tone: tone(status),
        status: status.title().to_owned(),
        unit: unit_of(measure),
        is_part: measure.unit.is_none()
            && measuring::kind(measure) == MeasureKind::Milestone
            && measuring::ends(measure) == Some((0.0, 1.0)),
        goal: held,
        value,
        is_projected: is_projected && value.is_some(),
        progress: reading.progress.filter(|_| is_way),
        expected: reading.expected.filter(|_| is_way),
        counted: reading.current.day().map_or_else(String::new, spoken),
    }
}
