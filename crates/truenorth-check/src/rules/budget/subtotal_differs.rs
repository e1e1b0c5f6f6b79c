//! `subtotal-differs`: a subtotal that is not the sum of what is below it.

use std::collections::BTreeMap;

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Stage;
use truenorth_core::plan::{Line, LineIx, Plan};
use truenorth_core::scalar::{Decimal, Period, Time};

use super::amounts::{Entry, is_revenue, known, of_stage, shown, sum};
use super::tree::{Tree, is_whole};
use crate::context::count;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "BUD008", name: "subtotal-differs", unreadable: false };

/// See `subtotal-differs.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Budget,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "a subtotal is not the sum of the budget lines below it",
    options: &[],
    page: include_str!("subtotal-differs.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    if !is_whole(plan) {
        return;
    }
    let tree = Tree::new(plan);
    let subtotals = plan.lines().filter(|(_, line)| line.written.aggregate == Some(true));
    for (index, line) in subtotals.filter(|(_, line)| !line.written.aggregate_of.is_empty()) {
        let Some(below) = tree.below(plan, index) else { continue };
        let Some(parts) = below.iter().map(|part| Part::new(plan, *part, line)).collect::<Option<Vec<_>>>()
        else {
            continue;
        };
        let mut differences = Vec::new();
        for (stage, amounts) in &line.written.amounts {
            for (time, money) in amounts {
                let said = known(line, money);
                let found = sum_at(&parts, *stage, plan.calendar.period(time));
                if let (Some(said), Some(found)) = (said, found)
                    && said != found
                {
                    differences.push((*stage, *time, said, found));
                }
            }
        }
        let place =
            |stage: Stage, time: Time| line.place().field("amounts").key(stage.word()).key(time.to_string());
        let Some(((stage, time, said, found), others)) = differences.split_first() else { continue };
        let message = format!(
            "the subtotal `{}` says {} ({}, {time}), but {} below {} to {}",
            line.id(),
            shown(line, *said),
            stage.word(),
            count(below.len(), "line"),
            if below.len() == 1 { "adds" } else { "add" },
            shown(line, *found)
        );
        let mut finding = sink
            .finding(place(*stage, *time), message)
            .label(match found.checked_sub(said) {
                Some(by) if by.is_negative() => {
                    format!("{} more than the lines", shown(line, by.checked_neg().unwrap_or(by)))
                }
                Some(by) => format!("{} less than the lines", shown(line, by)),
                None => String::new(),
            })
            .help(format!("write {found}, or find the line that is wrong or missing below `{}`", line.id()))
            .item(line.id());
        for (stage, time, _, found) in others.iter().take(SHOWN) {
            finding =
                finding.also(place(*stage, *time), format!("here the lines add to {}", shown(line, *found)));
        }
        sink.push(finding);
    }
}

/// How many further amounts a finding points at.
const SHOWN: usize = 5;

/// A line below a subtotal, with its amounts by stage, each in order of time.
struct Part<'a> {
    line: &'a Line,
    amounts: BTreeMap<Stage, Vec<Entry>>,
}

impl<'a> Part<'a> {
    /// None if it cannot be added to the subtotal: other currency, or the other way of money.
    fn new(plan: &'a Plan, index: LineIx, total: &Line) -> Option<Self> {
        let line = &plan[index];
        if line.currency != total.currency || is_revenue(line) != is_revenue(total) {
            return None;
        }
        let stages = line.written.amounts.iter().map(|(stage, _)| *stage);
        let amounts = stages.map(|stage| (stage, of_stage(line, &plan.calendar, stage))).collect();
        Some(Self { line, amounts })
    }

    /// The amount of exactly that time; zero if nothing touches it; none if it is written for another
    /// time that overlaps it, or not known.
    fn at(&self, stage: Stage, period: Period) -> Option<Decimal> {
        let entries = self.amounts.get(&stage).map_or(&[][..], Vec::as_slice);
        let from = entries.partition_point(|entry| entry.period.last < period.first);
        match entries.get(from).filter(|entry| entry.period.first <= period.last) {
            None => Some(Decimal::ZERO),
            Some(same) if same.period == period => known(self.line, &same.money),
            Some(_) => None,
        }
    }
}

fn sum_at(parts: &[Part<'_>], stage: Stage, period: Period) -> Option<Decimal> {
    sum(parts.iter().map(|part| part.at(stage, period)).collect::<Option<Vec<_>>>()?)
}
