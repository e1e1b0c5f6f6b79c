//! `truenorth owners`: how much is on whom, quarter by quarter, and who asks whom.

use anstream::ColorChoice;
use truenorth_core::plan::{Owner, Plan, TeamIx};
use truenorth_core::scalar::{Percent, Period};
use truenorth_graph::Crossings;

use super::ask;
use crate::answer::{Answer, Cell, Look, Table, columns};
use crate::args::Owners;
use crate::exit;
use crate::failure::Failure;
use crate::load::Loaded;

pub(super) fn run(arguments: &Owners, color: ColorChoice) -> Result<u8, Failure> {
    ask::answer(&arguments.asked, color, |loaded, _| Ok(of(loaded, arguments)))?;
    Ok(exit::CLEAN)
}

fn of(loaded: &Loaded, arguments: &Owners) -> Answer {
    let plan = &loaded.plan;
    let period = match &arguments.within {
        Some(time) => plan.calendar.period(time),
        // This quarter and the three after it.
        None => {
            let day = loaded.today;
            let first = day.first_of_month().add_months(-i64::from((day.month() - 1) % 3));
            Period { first, last: first.add_months(12).add_days(-1) }
        }
    };
    let loads = truenorth_graph::loads(plan, period, loaded.today);
    let over: Vec<_> = loads.iter().filter(|load| load.is_over()).collect();
    let mut who: Vec<Owner> = over.iter().map(|load| load.who).collect();
    who.dedup();
    let unknown: usize = loads.iter().map(|load| load.unknown).sum();
    let title = match who.len() {
        _ if loads.is_empty() => "Nobody owns or does anything in this time".to_owned(),
        0 if unknown > 0 => {
            "Nobody is known to have more booked than there is; what some parts take is not known".to_owned()
        }
        0 => "Nobody has more booked in a quarter than there is".to_owned(),
        1 => format!("{} has more booked in a quarter than there is", plan.owner_name(who[0])),
        count => format!("{count} people and teams have more booked in a quarter than there is"),
    };
    let mut answer = Answer { command: "owners", title, ..Answer::default() };
    answer.fact("first", "from", Cell::Day(period.first));
    answer.fact("last", "to", Cell::Day(period.last));
    let rows = loads.iter().map(|load| {
        vec![
            Cell::text(if matches!(load.who, Owner::Team(_)) { "team" } else { "person" }),
            Cell::text(plan.owner_id(load.who)),
            Cell::text(quarter(load.quarter)),
            Cell::Day(load.quarter.first),
            Cell::Day(load.quarter.last),
            Cell::count(load.goals.len()),
            Cell::count(load.most_at_once),
            share(load.booked),
            share(load.peak),
            share(load.training),
            share(load.at_hand),
            Cell::Yes(load.is_over()),
            Cell::count(load.unknown),
            Cell::Count(load.asked_of.into()),
            Cell::Count(load.asks.into()),
            Cell::count(load.unsized_asks),
            Cell::List(load.goals.iter().map(|goal| plan[*goal].id().to_owned()).collect()),
        ]
    });
    let pairs = [
        ("kind", ""),
        ("id", "Who"),
        ("quarter", "Quarter"),
        ("first", ""),
        ("last", ""),
        ("goals", "Goals"),
        ("most_at_once", "At once"),
        ("booked", "Booked"),
        ("peak", "Peak"),
        ("training", "Training"),
        ("at_hand", "At hand"),
        ("over", "Over"),
        ("unknown", "Unknown parts"),
        ("asked_of", "Points asked of"),
        ("asks", "Points it asks"),
        ("unsized_asks", "Asks without size"),
        ("goal_ids", ""),
    ];
    let table = |key, title: &str, columns, rows, empty| Table {
        key,
        title: title.to_owned(),
        columns,
        rows,
        empty,
        is_detail: false,
    };
    let crossings = truenorth_graph::crossings(plan);
    answer.tables = vec![
        table("loads", "Load", columns(&pairs), rows.collect(), "nobody owns or does anything in this time"),
        asks(plan, &crossings),
        capacities(plan, &crossings),
    ];
    draw(plan, &crossings, &mut answer);
    if loads.iter().any(|load| load.unknown > 0) {
        let note = "parts without share, effort or time are counted, but not in what is booked";
        answer.notes.push(note.to_owned());
    }
    answer
}

fn share(percent: Percent) -> Cell {
    Cell::Share(percent.fraction())
}

/// 2027-Q1, or its days where it is cut.
fn quarter(period: Period) -> String {
    let (first, last) = (period.first, period.last);
    if first.day() == 1 && first.month() % 3 == 1 && last == first.add_months(3).add_days(-1) {
        return format!("{:04}-Q{}", first.year(), first.month().div_ceil(3));
    }
    format!("{first}..{last}")
}

/// Who waits for whom, and asks whom for how much.
fn asks(plan: &Plan, crossings: &Crossings) -> Table {
    let rows = crossings.table.iter().map(|crossing| {
        let mut goals: Vec<String> =
            crossing.waits.iter().map(|wait| plan[wait.goal].id().to_owned()).collect();
        goals.extend(crossing.asks.iter().map(|ask| plan[ask.goal].id().to_owned()));
        goals.sort();
        goals.dedup();
        vec![
            Cell::text(id(plan, crossing.from)),
            Cell::text(id(plan, crossing.to)),
            Cell::count(crossing.waits.len()),
            Cell::count(crossing.asks.len()),
            Cell::Count(crossing.points().into()),
            Cell::count(crossing.open()),
            Cell::List(goals),
        ]
    });
    let pairs = [
        ("from", "Team"),
        ("to", "Of team"),
        ("waits", "Waits for"),
        ("asks", "Asks"),
        ("points", "Points"),
        ("open", "Not agreed"),
        ("goals", "For"),
    ];
    Table {
        key: "asks",
        title: "Between teams".to_owned(),
        columns: columns(&pairs),
        rows: rows.collect(),
        empty: "",
        is_detail: false,
    }
}

/// What teams are asked for, against what they can take.
fn capacities(plan: &Plan, crossings: &Crossings) -> Table {
    let rows = crossings.quarters.iter().map(|asked| {
        vec![
            Cell::text(id(plan, asked.team)),
            Cell::text(quarter(asked.quarter)),
            Cell::Count(asked.points.into()),
            Cell::Count(asked.open.into()),
            Cell::maybe(asked.capacity, |points| Cell::Count(points.into())),
            Cell::Yes(asked.is_over()),
        ]
    });
    let pairs = [
        ("team", "Team"),
        ("quarter", "Quarter"),
        ("points", "Points asked"),
        ("open", "Of them open"),
        ("capacity", "Can take"),
        ("over", "Over"),
    ];
    Table {
        key: "capacities",
        title: "Asked of teams".to_owned(),
        columns: columns(&pairs),
        rows: rows.collect(),
        empty: "",
        is_detail: false,
    }
}

fn id(plan: &Plan, team: TeamIx) -> &str {
    plan[team].written.id.as_str()
}

fn draw(plan: &Plan, crossings: &Crossings, answer: &mut Answer) {
    for crossing in &crossings.table {
        let [from, to] = [crossing.from, crossing.to].map(|team| {
            answer.diagram.node(id(plan, team), || vec![plan[team].written.title.clone()], Look::Plain)
        });
        let label = match (crossing.waits.len(), crossing.points()) {
            (waits, 0) => format!("waits for {waits}"),
            (0, points) => format!("asks {points} points"),
            (waits, points) => format!("waits for {waits}, asks {points} points"),
        };
        answer.diagram.edge(from, to, label);
    }
}
