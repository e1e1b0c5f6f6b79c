//! `truenorth compare-rollups`: where another way to join children would change a status.

use anstream::ColorChoice;
use truenorth_core::model::Rollup;
use truenorth_core::plan::Up;
use truenorth_graph::{COMPARED, Comparison};

use super::ask;
use crate::answer::{Answer, Cell, Column, Look, Table, columns};
use crate::args::CompareRollups;
use crate::exit;
use crate::failure::Failure;
use crate::load::Loaded;

pub(super) fn run(arguments: &CompareRollups, color: ColorChoice) -> Result<u8, Failure> {
    ask::answer(&arguments.asked, color, |loaded, analysed| {
        let all = truenorth_graph::compare_rollups(&loaded.plan, &analysed.graph, loaded.today);
        Ok(of(loaded, &all))
    })?;
    Ok(exit::CLEAN)
}

fn of(loaded: &Loaded, all: &[Comparison]) -> Answer {
    let plan = &loaded.plan;
    let differing: Vec<&Comparison> = all.iter().filter(|found| !differs(found).is_empty()).collect();
    let title = match all.len() {
        0 => "No goal has others that contribute to it and count".to_owned(),
        1 => "The one goal with children would stand otherwise (1) or not (0) under".to_owned(),
        count => format!("Of {count} goals with children, so many would stand otherwise under"),
    };
    let mut answer = Answer { command: "compare-rollups", title, ..Answer::default() };
    for kind in COMPARED.iter().copied().filter(|_| !all.is_empty()) {
        let count = all.iter().filter(|found| differs(found).contains(&kind)).count();
        answer.fact(word(kind), word(kind), Cell::count(count));
    }
    let statuses = |found: &&Comparison| {
        let mut row = vec![
            Cell::text(plan[found.goal].id()),
            Cell::text(word(found.chosen)),
            Cell::text(found.status.title()),
            Cell::Yes(found.used),
        ];
        row.extend(found.kinds.iter().map(|kind| {
            let mark = if differs(found).contains(&kind.kind) { "* " } else { "" };
            Cell::text(format!("{mark}{}", kind.status.title()))
        }));
        row
    };
    let progress = |found: &Comparison| {
        let mut row = vec![Cell::text(plan[found.goal].id()), Cell::text(word(found.chosen))];
        row.extend(found.kinds.iter().map(|kind| Cell::maybe(kind.progress, Cell::Share)));
        row
    };
    let kinds = || COMPARED.iter().map(|kind| Column { key: word(*kind), title: word(*kind) });
    let mut of_status =
        columns(&[("goal", "Goal"), ("chosen", "Roll-up"), ("status", "Status"), ("used", "")]);
    of_status.extend(kinds());
    let mut of_progress = columns(&[("goal", "Goal"), ("chosen", "Roll-up")]);
    of_progress.extend(kinds());
    answer.tables = vec![
        Table {
            key: "statuses",
            title: "Statuses where they differ (*)".to_owned(),
            columns: of_status,
            rows: differing.iter().map(statuses).collect(),
            empty: if all.is_empty() { "" } else { "no goal would stand otherwise" },
            is_detail: false,
        },
        Table {
            key: "progress",
            title: "Progress of every goal with children".to_owned(),
            columns: of_progress,
            rows: all.iter().map(progress).collect(),
            empty: "",
            is_detail: true,
        },
    ];
    for found in all {
        let changes = differs(found);
        let look = if !changes.is_empty() { Look::Fault } else { Look::Plain };
        let goal = &plan[found.goal];
        let lines = || {
            let mut lines = vec![truenorth_core::sanitise::short(goal.title(), 60).into_owned()];
            lines.push(format!("{}: {}", word(found.chosen), found.status.title()));
            let others = found.kinds.iter().filter(|kind| changes.contains(&kind.kind));
            lines.extend(others.map(|kind| format!("{}: {}", word(kind.kind), kind.status.title())));
            lines
        };
        answer.diagram.node(goal.id(), lines, look);
    }
    for found in all {
        for parent in &plan[found.goal].parents {
            let id = plan.up_id(parent.to);
            let from = answer.diagram.node(plan[found.goal].id(), Vec::new, Look::Plain);
            let title = || vec![super::trace::up_title(plan, parent.to).to_owned()];
            let look = if parent.to == Up::Vision { Look::Top } else { Look::Plain };
            let to = answer.diagram.node(id, title, look);
            answer.diagram.edge(from, to, "");
        }
    }
    answer
}

/// The kinds that would change the status. One that gives no number changes nothing: it cannot be used there.
fn differs(found: &Comparison) -> Vec<Rollup> {
    let kinds = found.kinds.iter().filter(|kind| kind.progress.is_some());
    kinds.map(|kind| kind.kind).filter(|kind| found.differs.contains(kind)).collect()
}

/// The word of the format.
fn word(kind: Rollup) -> &'static str {
    match kind {
        Rollup::WeightedMean => "weighted_mean",
        Rollup::Mean => "mean",
        Rollup::Sum => "sum",
        Rollup::Min => "min",
        Rollup::Max => "max",
        Rollup::All => "all",
        Rollup::Any => "any",
        Rollup::Grl => "grl",
        Rollup::Manual => "manual",
        Rollup::None => "none",
    }
}
