//! `truenorth path`: the chain of goals that decides a date.

use anstream::ColorChoice;
use truenorth_core::plan::{GoalIx, Item, Plan};
use truenorth_graph::{Cause, ChainStep, Length, Schedule};

use super::ask;
use crate::answer::{Answer, Cell, Look, Table, columns};
use crate::args::PathArgs;
use crate::exit;
use crate::failure::Failure;
use crate::load::Loaded;

pub(super) fn run(arguments: &PathArgs, color: ColorChoice) -> Result<u8, Failure> {
    ask::answer(&arguments.asked, color, |loaded, _| {
        let to = match &arguments.to {
            None => None,
            Some(id) => match ask::item(loaded, id)? {
                Item::Goal(goal) => Some(goal),
                other => {
                    return Err(Failure::with_help(
                        ask::not_a_goal(&loaded.plan, other),
                        "name the goal whose date is in question",
                    ));
                }
            },
        };
        of(loaded, to)
    })?;
    Ok(exit::CLEAN)
}

fn of(loaded: &Loaded, to: Option<GoalIx>) -> Result<Answer, Failure> {
    let plan = &loaded.plan;
    let schedule = Schedule::new(plan, loaded.today);
    let mut answer = Answer { command: "path", ..Answer::default() };
    match to {
        Some(goal) => one(plan, &schedule, goal, &mut answer)?,
        None => all(plan, &schedule, &mut answer),
    }
    let stuck: Vec<String> =
        schedule.waiting_for_cycles().map(|goal| format!("`{}`", plan[goal].id())).collect();
    if !stuck.is_empty() {
        answer.notes.push(format!("without dates, as they wait in a circle: {}", stuck.join(", ")));
    }
    Ok(answer)
}

/// What decides the date of one goal.
fn one(plan: &Plan, schedule: &Schedule, goal: GoalIx, answer: &mut Answer) -> Result<(), Failure> {
    let id = plan[goal].id();
    let Some(dates) = schedule.dates(goal) else {
        let help = "it is dropped, has no dates, or waits for a circle of `depends_on`";
        return Err(Failure::with_help(format!("`{id}` has no dates to follow"), help));
    };
    let chain = schedule.chain(goal);
    answer.title = format!("`{id}` ends on {} at the earliest", dates.early_finish);
    answer.fact("early_finish", "earliest last day", Cell::Day(dates.early_finish));
    answer.fact("due", "due", Cell::maybe(plan[goal].due, Cell::Day));
    answer.fact("late_by", "working days late", Cell::Number(dates.late_by as f64));
    answer.fact(
        "margin",
        "working days to spare until a due is missed",
        Cell::maybe(dates.margin, |days| Cell::Number(days as f64)),
    );
    let margin_of = dates.margin_of.map(|goal| Cell::text(plan[goal].id()));
    answer.fact("margin_of", "that of", margin_of.unwrap_or(Cell::Nothing));
    if let Some(pert) = schedule.pert(goal) {
        answer.fact("expected_finish", "expected (PERT)", Cell::Day(pert.expected_finish));
        answer.fact("sd_days", "standard deviation, working days", Cell::Number(pert.sd_days));
        answer.fact("probability", "in time with probability", Cell::maybe(pert.probability, Cell::Share));
        answer.notes.push(
            "the probability looks at one chain: others that are almost as long make it smaller".to_owned(),
        );
    }
    answer.tables = vec![chain_table(plan, schedule, "What decides it", &chain)];
    draw(plan, &chain, goal, answer);
    Ok(())
}

/// The critical path of every network of goals that wait for each other.
fn all(plan: &Plan, schedule: &Schedule, answer: &mut Answer) {
    let mut networks: Vec<_> = schedule.networks().iter().filter(|network| network.goals.len() > 1).collect();
    networks.sort_by_key(|network| (std::cmp::Reverse(network.end), network.last));
    let late: Vec<GoalIx> = schedule.late().map(|(goal, _)| goal).collect();
    let missing = match late.len() {
        0 => "no goal misses a due".to_owned(),
        1 => "one goal misses a due".to_owned(),
        count => format!("{count} goals miss a due"),
    };
    answer.title = match networks.first() {
        None if schedule.waiting_for_cycles().next().is_none() => {
            format!("No goal waits for another; {missing}")
        }
        None => format!("No goal with dates waits for another; {missing}"),
        Some(last) => {
            format!("The last chain ends on {} with `{}`; {missing}", last.end, plan[last.last].id())
        }
    };
    let lengths = plan.goals().filter_map(|(goal, _)| schedule.dates(goal)).map(|dates| dates.length);
    let unknown = lengths.filter(|length| *length == Length::Missing).count();
    answer.fact("without_length", "goals without a length", Cell::count(unknown));
    if unknown > 0 {
        answer.notes.push(
            "a goal that says neither `duration` nor `start` is taken at its word: it ends on its due"
                .to_owned(),
        );
    }
    answer.fact("networks", "chains of goals", Cell::count(networks.len()));
    answer.fact("late", "goals that miss a due", Cell::count(late.len()));
    let mut rows = Vec::new();
    for (number, network) in networks.iter().enumerate() {
        let chain = schedule.critical_path(network);
        for step in &chain {
            let mut row = vec![Cell::count(number + 1)];
            row.extend(step_row(plan, schedule, step));
            rows.push(row);
        }
        draw(plan, &chain, network.last, answer);
    }
    let mut of_chains = columns(&[("network", "Chain")]);
    of_chains.extend(columns(&STEP));
    let late_rows = schedule.late().map(|(goal, dates)| {
        vec![
            Cell::text(plan[goal].id()),
            Cell::Day(dates.early_finish),
            Cell::maybe(dates.margin, |days| Cell::Number(days as f64)),
            Cell::maybe(dates.margin_of, |of| Cell::text(plan[of].id())),
            Cell::text(plan[goal].title()),
        ]
    });
    let of_late = [
        ("goal", "Goal"),
        ("early_finish", "Earliest end"),
        ("margin", "Working days to spare"),
        ("margin_of", "Until the due of"),
        ("title", "Title"),
    ];
    answer.tables = vec![
        Table {
            key: "chains",
            title: "Critical paths".to_owned(),
            columns: of_chains,
            rows,
            empty: "",
            is_detail: false,
        },
        Table {
            key: "late",
            title: "Late as things stand".to_owned(),
            columns: columns(&of_late),
            rows: late_rows.collect(),
            empty: "nothing",
            is_detail: false,
        },
        Table { is_detail: true, ..floats(plan, schedule) },
    ];
}

/// Every goal with what it can slip.
fn floats(plan: &Plan, schedule: &Schedule) -> Table {
    let rows = plan.goals().filter_map(|(goal, written)| {
        let dates = schedule.dates(goal)?;
        let days = |days: Option<i64>| Cell::maybe(days, |days| Cell::Number(days as f64));
        Some(vec![
            Cell::text(written.id()),
            Cell::Day(dates.early_start),
            Cell::Day(dates.early_finish),
            Cell::Day(dates.late_start),
            Cell::Day(dates.late_finish),
            days(dates.total_float),
            days(dates.free_float),
            days(dates.margin),
            Cell::Yes(dates.critical),
        ])
    });
    let pairs = [
        ("goal", "Goal"),
        ("early_start", "Early start"),
        ("early_finish", "Early end"),
        ("late_start", "Late start"),
        ("late_finish", "Late end"),
        ("total_float", "Float"),
        ("free_float", "Free float"),
        ("margin", "To spare"),
        ("critical", "Critical"),
    ];
    let title = "Floats in working days".to_owned();
    Table {
        key: "floats",
        title,
        columns: columns(&pairs),
        rows: rows.collect(),
        empty: "",
        is_detail: false,
    }
}

const STEP: [(&str, &str); 9] = [
    ("goal", "Goal"),
    ("start", "Earliest start"),
    ("finish", "Earliest end"),
    ("length", "Length"),
    ("because", "Not earlier because"),
    ("due", "Due"),
    ("float", "Float in its chain"),
    ("owner", "Owner"),
    ("title", "Title"),
];

fn step_row(plan: &Plan, schedule: &Schedule, step: &ChainStep) -> Vec<Cell> {
    let goal = &plan[step.goal];
    let float = schedule.dates(step.goal).and_then(|dates| dates.total_float);
    vec![
        Cell::text(goal.id()),
        Cell::Day(step.early_start),
        Cell::Day(step.early_finish),
        Cell::text(schedule.dates(step.goal).map_or_else(String::new, |dates| length(dates.length))),
        Cell::text(because(plan, &step.cause)),
        Cell::maybe(goal.due, Cell::Day),
        Cell::maybe(float, |days| Cell::Number(days as f64)),
        Cell::maybe(goal.owner, |owner| Cell::text(plan.owner_name(owner))),
        Cell::text(goal.title()),
    ]
}

fn chain_table(plan: &Plan, schedule: &Schedule, title: &str, chain: &[ChainStep]) -> Table {
    Table {
        key: "chain",
        title: title.to_owned(),
        columns: columns(&STEP),
        rows: chain.iter().map(|step| step_row(plan, schedule, step)).collect(),
        empty: "",
        is_detail: false,
    }
}

fn length(length: Length) -> String {
    match length {
        Length::Written(days) => format!("{days} days"),
        Length::Span(days) => format!("{days} days, start to due"),
        Length::Over => "over".to_owned(),
        Length::Missing => "not known".to_owned(),
    }
}

fn because(plan: &Plan, cause: &Cause) -> String {
    match cause {
        Cause::After { goal, wait: 0, .. } => format!("after `{}`", plan[*goal].id()),
        Cause::After { goal, wait: 1, .. } => format!("after `{}` and a day", plan[*goal].id()),
        Cause::After { goal, wait, .. } => format!("after `{}` and {wait} days", plan[*goal].id()),
        Cause::Start(day) => format!("starts {day}"),
        Cause::Due(day) => format!("due {day}"),
        Cause::Done(day) => format!("done {day}"),
        Cause::Today => "open today".to_owned(),
    }
}

fn draw(plan: &Plan, chain: &[ChainStep], asked: GoalIx, answer: &mut Answer) {
    for step in chain {
        let look = if step.goal == asked { Look::Asked } else { Look::Plain };
        let lines = || {
            let title = truenorth_core::sanitise::short(plan[step.goal].title(), 60).into_owned();
            vec![title, step.early_finish.to_string()]
        };
        let node = answer.diagram.node(plan[step.goal].id(), lines, look);
        if let Cause::After { goal, .. } = step.cause {
            let before = answer.diagram.node(plan[goal].id(), Vec::new, Look::Plain);
            answer.diagram.edge(before, node, "");
        }
    }
}
