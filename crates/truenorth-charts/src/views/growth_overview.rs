//! What the overview of growth shows of a plan.

use truenorth_core::plan::GrowthIx;

use super::growth_plan::growth_plan;
use super::{civil_date, counted, source, spoken, wants_growth};
use crate::catalogue::{Chart, Drawing, Facts, Filter, Of};
use crate::charts::growth_overview::{self as chart, View};

/// The chart's entry in the catalogue.
pub const CHART: Chart = Chart {
    name: "growth-overview",
    summary: "All growth plans as small plots over the same time: plan, actuals and ceiling, furthest behind first",
    filters: &[Filter::Team, Filter::Pillar, Filter::Period],
    of: Of::Plan { has: |plan| !plan.growth.is_empty() },
    draw: |facts, _, look| {
        let view = view(facts);
        let (scene, more) = chart::draw(&view, look);
        let notes = match more {
            0 => Vec::new(),
            more => vec![format!("left out: {} less far behind", counted(more, "growth plan"))],
        };
        Ok(Drawing { scene, table: chart::table(&view), notes })
    },
};

fn view(facts: &Facts<'_>) -> View {
    let plans = (0..facts.plan.growth.len()).map(GrowthIx::new).filter(|growth| wants_growth(facts, *growth));
    // A time that is over is looked at from its end.
    let day = facts.only.period.map_or(facts.today, |time| time.last.min(facts.today));
    View {
        plans: plans.map(|growth| growth_plan(facts.plan, growth, day)).collect(),
        days: facts.only.period.map(|time| (civil_date(time.first), civil_date(time.last))),
        today: format!("as of {}", spoken(facts.today)),
        source: source(facts),
    }
}
