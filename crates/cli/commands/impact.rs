//! `truenorth impact`: what hangs on an item, and what it hangs on itself.

use anstream::ColorChoice;
use truenorth_core::plan::{GoalIx, Item};
use truenorth_graph::{Dominators, Impact, Named, Reached};

use super::{Analysed, ask, percent};
use crate::answer::{Answer, Cell, Look, Table, columns};
use crate::args::Impact as Arguments;
use crate::exit;
use crate::failure::Failure;
use crate::load::Loaded;

pub(super) fn run(arguments: &Arguments, color: ColorChoice) -> Result<u8, Failure> {
    ask::answer(&arguments.asked, color, |loaded, analysed| {
        let item = ask::item(loaded, &arguments.id)?;
        let impact = truenorth_graph::impact(&loaded.plan, &analysed.graph, item);
        let mut answer = of(loaded, &impact);
        if let Item::Goal(goal) = item {
            answer.tables.push(only_by_way_of(loaded, analysed, goal));
        }
        Ok(answer)
    })?;
    Ok(exit::CLEAN)
}

fn of(loaded: &Loaded, impact: &Impact) -> Answer {
    let plan = &loaded.plan;
    let title = format!(
        "{} `{}`: {}",
        plan.item_kind(impact.item),
        plan.item_id(impact.item),
        plan.item_title(impact.item)
    );
    let mut answer = Answer { command: "impact", title, ..Answer::default() };
    answer.fact("goals", "goals it stands for", Cell::count(goals(impact)));
    answer.fact("vision", "share of the vision", Cell::Share(impact.vision));
    answer.fact("waiting", "goals that wait for it", Cell::count(impact.waits.len()));
    if !matches!(impact.item, Item::Goal(_) | Item::Vision) && impact.vision > 0.0 {
        answer.notes.push(
            "the share of the vision is that of all goals it stands for, whoever else works on them; what the vision \
             would lose without it alone is in `truenorth stats --table points`"
                .to_owned(),
        );
    }
    draw(loaded, impact, &mut answer);
    answer.tables = vec![
        reached(loaded, "feeds", "What it leads to", "Hangs on it", &impact.feeds),
        reached(loaded, "waits", "What waits for it", "", &impact.waits),
        named(loaded, "carries", "The goals it stands for", &impact.carries),
        named(loaded, "refers", "What else is tied to it", &impact.refers),
        reached(loaded, "parts", "What it is made of", "Makes up", &impact.parts),
        reached(loaded, "awaits", "What it waits for", "", &impact.awaits),
        named(loaded, "needs", "What it needs", &impact.needs),
    ];
    answer
}

/// The goals that would lose the vision with this one: every way of theirs leads over it.
fn only_by_way_of(loaded: &Loaded, analysed: &Analysed, goal: GoalIx) -> Table {
    let plan = &loaded.plan;
    let below = Dominators::new(&analysed.graph).goals_below(&analysed.graph, goal);
    let rows = below.iter().map(|goal| vec![Cell::text(plan[*goal].id()), Cell::text(plan[*goal].title())]);
    Table {
        key: "only_way",
        title: "Goals that reach the vision only by way of it".to_owned(),
        columns: columns(&[("id", "Goal"), ("title", "Title")]),
        rows: rows.collect(),
        empty: "",
        is_detail: true,
    }
}

/// How many goals it stands for, each once.
fn goals(impact: &Impact) -> usize {
    let mut goals: Vec<Item> = impact.carries.iter().map(|named| named.item).collect();
    goals.sort_unstable();
    goals.dedup();
    goals.len()
}

fn reached(
    loaded: &Loaded,
    key: &'static str,
    title: &str,
    strength: &'static str,
    items: &[Reached],
) -> Table {
    let plan = &loaded.plan;
    let row = |reached: &Reached| {
        vec![
            Cell::count(reached.distance as usize),
            Cell::text(plan.item_id(reached.item)),
            Cell::Share(reached.strength),
            Cell::maybe(reached.day, Cell::Day),
            Cell::text(plan.item_id(reached.via)),
            Cell::text(plan.item_title(reached.item)),
        ]
    };
    let pairs = [
        ("distance", "Steps"),
        ("id", "Item"),
        ("strength", strength),
        ("due", "Due"),
        ("via", "By way of"),
        ("title", "Title"),
    ];
    Table::new(key, title, columns(&pairs), items.iter().map(row).collect())
}

fn named(loaded: &Loaded, key: &'static str, title: &str, items: &[Named]) -> Table {
    let plan = &loaded.plan;
    let row = |named: &Named| {
        vec![
            Cell::text(plan.item_kind(named.item)),
            Cell::text(plan.item_id(named.item)),
            Cell::text(named.field),
            Cell::Yes(named.is_named),
            Cell::count(named.times),
            Cell::text(plan.item_title(named.item)),
        ]
    };
    let pairs = [
        ("kind", "Kind"),
        ("id", "Item"),
        ("field", "By"),
        ("is_named", ""),
        ("times", ""),
        ("title", "Title"),
    ];
    Table::new(key, title, columns(&pairs), items.iter().map(row).collect())
}

fn draw(loaded: &Loaded, impact: &Impact, answer: &mut Answer) {
    let plan = &loaded.plan;
    let node = |item: Item, answer: &mut Answer| {
        let look = match item {
            _ if item == impact.item => Look::Asked,
            Item::Vision => Look::Top,
            Item::Goal(_) => Look::Plain,
            _ => Look::Means,
        };
        let title = || vec![truenorth_core::sanitise::short(plan.item_title(item), 60).into_owned()];
        answer.diagram.node(plan.item_id(item), title, look)
    };
    let own = node(impact.item, answer);
    for named in &impact.carries {
        let goal = node(named.item, answer);
        if goal != own {
            answer.diagram.edge(own, goal, named.field);
        }
    }
    for (list, up) in [(&impact.feeds, true), (&impact.parts, false)] {
        for reached in list {
            let (here, via) = (node(reached.item, answer), node(reached.via, answer));
            let (from, to) = if up { (via, here) } else { (here, via) };
            answer.diagram.edge(from, to, percent(reached.strength));
        }
    }
    for (list, after) in [(&impact.waits, true), (&impact.awaits, false)] {
        for reached in list {
            let (here, via) = (node(reached.item, answer), node(reached.via, answer));
            let (from, to) = if after { (here, via) } else { (via, here) };
            answer.diagram.weak_edge(from, to, "depends_on");
        }
    }
    for (list, label_up) in [(&impact.refers, true), (&impact.needs, true)] {
        for named in list {
            let other = node(named.item, answer);
            let (from, to) = if named.is_named == label_up { (own, other) } else { (other, own) };
            answer.diagram.weak_edge(from, to, named.field);
        }
    }
}
