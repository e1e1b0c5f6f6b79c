//! What the flow of money shows of a plan.

use std::collections::BTreeMap;

use truenorth_core::budget::{Total, is_revenue};
use truenorth_core::plan::{GoalIx, Up};
use truenorth_graph::{Asked, Basis, Currencies, Grain, Money, Sheet};

use super::ledger::{Group, left_out, period};
use super::{shown, source, spoken_time};
use crate::catalogue::{Chart, Drawing, Facts, Filter, Of};
use crate::charts::money::Unit;
use crate::charts::money_flow::{self as chart, End, Flow, Sink, View};

/// The chart's entry in the catalogue.
pub const CHART: Chart = Chart {
    name: "money-flow",
    summary: "Where the planned money goes: from budget lines, categories or teams to the pillars, and what reaches none",
    filters: &[Filter::Period],
    of: Of::Plan {
        has: |plan| plan.lines.iter().any(|line| !is_revenue(line) && !line.written.amounts.is_empty()),
    },
    draw: |facts, _, look| {
        let (view, notes) = view(facts);
        Ok(Drawing { scene: chart::draw(&view, look), table: chart::table(&view), notes })
    },
};

/// The most sources that can be read.
const MOST: usize = 12;

fn view(facts: &Facts<'_>) -> (View, Vec<String>) {
    let plan = facts.plan;
    let own = plan.organization.as_ref().and_then(|organization| organization.currency);
    let time = period(facts);
    let asked = Asked {
        grain: Grain::Whole,
        bases: vec![Basis::Planned],
        currencies: if own.is_some() { Currencies::Own } else { Currencies::Each },
        within: Some(time),
    };
    let money = Money::new(plan, facts.graph, &asked);
    let mut view = View { time: spoken_time(&time), source: source(facts), ..View::default() };
    let mut notes = Vec::new();
    let headings: Vec<_> = money.headings().filter(|heading| !heading.is_revenue).copied().collect();
    if headings.len() > 1 {
        notes.push("amounts of other currencies are left out: the organisation names none".to_owned());
    }
    let Some(sheet) = headings.first().and_then(|heading| money.sheet(heading)) else { return (view, notes) };
    view.unit = Unit { currency: sheet.heading.currency };
    let wanted = money.misalignment([&sheet]).filter(|found| found.written);
    for (goal, total) in &sheet.pillars {
        let gap = wanted.iter().flat_map(|found| &found.pillars).find(|gap| gap.pillar == Some(*goal));
        view.sinks.push(Sink {
            title: shown(plan[*goal].title()),
            amount: *total,
            wanted: gap.map(|gap| gap.wanted),
            end: End::Pillar,
        });
    }
    let (beside, lost) = (sheet.beside_pillars, sheet.unaligned_total());
    let mut other = |title: &str, amount: Total, end: End| {
        if amount.is_zero() {
            return None;
        }
        view.sinks.push(Sink { title: title.to_owned(), amount, wanted: None, end });
        Some(view.sinks.len() - 1)
    };
    let beside = other("The vision, past every pillar", beside, End::Vision);
    let lost = other("Reaches no pillar", lost, End::Nothing);
    let parts = Parts::new(facts, &sheet, beside, lost, view.sinks.len());
    let lines: Vec<_> = money.by_line(&sheet.heading);
    let flowing: Vec<_> = lines.iter().filter(|(_, total)| !total.is_zero()).map(|(line, _)| *line).collect();
    view.lines = flowing.len();
    view.left_out = left_out(facts, |line| flowing.contains(&line), false, "without a plan in this time");
    let group = Group::of(plan, &lines.iter().map(|(line, _)| *line).collect::<Vec<_>>(), MOST);
    view.group = group.word();
    let mut flows: BTreeMap<(String, usize), f64> = BTreeMap::new();
    let mut given: BTreeMap<truenorth_core::plan::LineIx, Total> = BTreeMap::new();
    for fund in &sheet.funds {
        let sum = given.entry(fund.line).or_default();
        *sum = sum.plus(fund.amount);
        for (sink, part) in parts.of(fund.to) {
            *flows.entry((group.label(plan, fund.line), sink)).or_default() += fund.amount.to_f64() * part;
        }
    }
    for (line, total) in lines {
        let rest = total.minus(given.get(&line).copied().unwrap_or_default()).to_f64();
        if let Some(sink) = lost.filter(|_| rest != 0.0) {
            *flows.entry((group.label(plan, line), sink)).or_default() += rest;
        }
    }
    view.flows = flows
        .into_iter()
        .filter(|(_, amount)| *amount > 0.0)
        .map(|((source, sink), amount)| Flow { source, sink, amount })
        .collect();
    (view, notes)
}

/// Of every goal, which part of its money ends where.
struct Parts {
    /// By goal: parts by sink.
    ends: Vec<Vec<f64>>,
    beside: Option<usize>,
}

impl Parts {
    /// From the pillars down: a goal's money ends where that of its parents does, in proportion to what each gets; what
    /// is handed to nobody is lost.
    fn new(
        facts: &Facts<'_>,
        sheet: &Sheet,
        beside: Option<usize>,
        lost: Option<usize>,
        sinks: usize,
    ) -> Self {
        let mut ends = vec![vec![0.0; sinks]; facts.plan.goals.len()];
        let mut out: BTreeMap<GoalIx, Vec<(Up, f64)>> = BTreeMap::new();
        for link in &sheet.links {
            out.entry(link.from).or_default().push((link.to, link.amount.to_f64()));
        }
        for up in facts.graph.parents_first() {
            let Up::Goal(goal) = up else { continue };
            let own = sheet.pillars.iter().position(|(pillar, _)| *pillar == goal);
            let mut parts = vec![0.0; sinks];
            if let Some(part) = own.and_then(|own| parts.get_mut(own)) {
                *part = 1.0;
            } else {
                let whole = sheet.received(goal).total.to_f64();
                let links = out.get(&goal).map(Vec::as_slice).unwrap_or_default();
                for (to, amount) in links.iter().filter(|_| whole != 0.0) {
                    match to {
                        Up::Goal(parent) => {
                            let above = ends.get(parent.at()).cloned().unwrap_or_default();
                            for (part, above) in parts.iter_mut().zip(above) {
                                *part += amount / whole * above;
                            }
                        }
                        Up::Vision => {
                            if let Some(part) = beside.and_then(|sink| parts.get_mut(sink)) {
                                *part += amount / whole;
                            }
                        }
                    }
                }
                let known: f64 = parts.iter().sum();
                if let Some(part) = lost.and_then(|sink| parts.get_mut(sink)) {
                    *part += (1.0 - known).max(0.0);
                }
            }
            if let Some(slot) = ends.get_mut(goal.at()) {
                *slot = parts;
            }
        }
        Self { ends, beside }
    }

    fn of(&self, to: Up) -> Vec<(usize, f64)> {
        match to {
            Up::Vision => self.beside.map(|sink| (sink, 1.0)).into_iter().collect(),
            Up::Goal(goal) => {
                let parts = self.ends.get(goal.at()).map(Vec::as_slice).unwrap_or_default();
                parts.iter().copied().enumerate().filter(|(_, part)| *part > 0.0).collect()
            }
        }
    }
}
