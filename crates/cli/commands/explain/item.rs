//! What an item is, how it stands, which numbers it has, and what was found in it.

use std::collections::BTreeSet;

use truenorth_core::plan::{GoalIx, Item, Up};
use truenorth_core::sanitise;
use truenorth_core::scalar::Id;
use truenorth_graph::mentions::Mentions;
use truenorth_graph::why::{self, Ask};
use truenorth_graph::{Ground, Sight};

use super::number;
use crate::answer::{Answer, Cell, Look, Table, columns};
use crate::commands::{Analysed, percent, trace};
use crate::load::Loaded;
use crate::page;

/// The answer to `explain ID`.
pub(super) fn answer(loaded: &Loaded, analysed: &Analysed, item: Item) -> Answer {
    let plan = &loaded.plan;
    let kind = sanitise::one_line(plan.item_kind(item)).into_owned();
    let title = format!("{kind} `{}`: {}", plan.item_id(item), plan.item_title(item));
    let mut answer = Answer { command: "explain", title, ..Answer::default() };
    if let Some(place) = plan.item_place(item) {
        answer.fact("at", "written in", Cell::text(number::at(loaded, &place)));
    }
    let way = match item {
        Item::Goal(goal) => Some(of_goal(loaded, analysed, goal, &mut answer)),
        other => {
            of_other(loaded, analysed, other, &mut answer);
            None
        }
    };
    answer.tables.push(numbers(loaded, analysed, item));
    answer.tables.extend(way);
    answer.tables.push(mentions(loaded, item));
    answer.tables.push(findings(loaded, analysed, item));
    if answer.diagram.nodes.is_empty() {
        let title = || vec![sanitise::short(plan.item_title(item), 60).into_owned()];
        answer.diagram.node(plan.item_id(item), title, Look::Asked);
    }
    answer
}

/// Facts of a goal; gives its line of sight.
fn of_goal(loaded: &Loaded, analysed: &Analysed, index: GoalIx, answer: &mut Answer) -> Table {
    let plan = &loaded.plan;
    let goal = &plan[index];
    let figures = &analysed.figures;
    let at = index.at();
    let owner = goal.owner.map(|owner| {
        let from = if goal.written.owner.is_some() { "" } else { ", from the file's defaults" };
        format!("{} (`{}`{from})", plan.owner_name(owner), plan.owner_id(owner))
    });
    answer.fact("owner", "owner", Cell::text(owner.unwrap_or_else(|| "nobody".to_owned())));
    if let Some(team) = goal.team {
        answer.fact("team", "team", Cell::text(&*plan[team].written.title));
    }
    let by = if figures.by_hand[at] { "set by hand" } else { "computed" };
    answer.fact("status", "status", Cell::text(format!("{} ({by})", figures.status[at].title())));
    answer.fact("ground", "progress from", Cell::text(ground(figures.ground[at])));
    let sight = Sight::new(&analysed.graph);
    let way = sight.strongest(index);
    let words = match &way {
        Some(way) => line_of_sight(way.len(), sight.paths(index)),
        None => "none: it does not reach the vision".to_owned(),
    };
    answer.fact("line_of_sight", "line of sight", Cell::text(words));
    let mut rows = Vec::new();
    let mut below = answer.diagram.node(goal.id(), || vec![goal.title().to_owned()], Look::Asked);
    for step in way.unwrap_or_default() {
        let title = trace::up_title(plan, step.to);
        let id = plan.up_id(step.to);
        rows.push(vec![
            Cell::text(format!("-> `{id}`")),
            Cell::text(id),
            Cell::Share(step.normalised),
            Cell::text(title),
        ]);
        let look = if step.to == Up::Vision { Look::Top } else { Look::Plain };
        let above = answer.diagram.node(id, || vec![sanitise::short(title, 60).into_owned()], look);
        answer.diagram.edge(below, above, percent(step.normalised));
        below = above;
    }
    let pairs = [("", "To"), ("to", ""), ("share", "Of it"), ("title", "Title")];
    Table {
        key: "way",
        title: "Line of sight".to_owned(),
        columns: columns(&pairs),
        rows,
        empty: "",
        is_detail: false,
    }
}

/// Facts of what is no goal, and which commands say more of it.
fn of_other(loaded: &Loaded, analysed: &Analysed, item: Item, answer: &mut Answer) {
    let plan = &loaded.plan;
    let id = plan.item_id(item);
    match item {
        Item::Person(index) => {
            let person = &plan[index];
            answer.fact("roles", "roles", Cell::count(person.roles.len()));
            let carried = truenorth_graph::impact(plan, &analysed.graph, item).carries;
            let goals: BTreeSet<Item> = carried.iter().map(|named| named.item).collect();
            answer.fact("goals", "goals", Cell::count(goals.len()));
            answer.fact("skills", "skills", Cell::count(person.written.skills.len()));
        }
        Item::Decision(index) => {
            let written = &plan[index].written;
            let is_chosen = |id: &Id| written.options.iter().find(|option| option.id == *id);
            let chosen = written.chosen.as_ref().and_then(is_chosen);
            let chosen = chosen.map_or("none yet", |option| option.title.as_str());
            answer.fact("chosen", "chosen", Cell::text(chosen));
        }
        _ => {}
    }
    if item == Item::Vision {
        answer.notes.push("`truenorth trace vision` shows how it comes about".to_owned());
        return;
    }
    let mut more = format!("`truenorth impact {id}` shows what hangs on it");
    if page::does_work(item) || matches!(item, Item::Stakeholder(_)) {
        more.push_str(&format!(", `truenorth page {id}` writes a page for them"));
    }
    if matches!(item, Item::Line(_) | Item::Account(_)) {
        more.push_str(", `truenorth money` where the money goes");
    }
    answer.notes.push(more);
}

/// Every number of the item with the first step of its derivation.
fn numbers(loaded: &Loaded, analysed: &Analysed, item: Item) -> Table {
    let grounds = number::grounds(loaded, analysed);
    let derivations = why::fields(&grounds, item)
        .into_iter()
        .filter_map(|field| why::derivation(&grounds, Ask { item, field }));
    let rows = derivations.map(|derivation| {
        vec![
            Cell::text(derivation.of.field.name()),
            number::cell(&derivation.value),
            Cell::text(derivation.because),
        ]
    });
    Table {
        key: "numbers",
        title: format!("Numbers; `truenorth explain {} NUMBER` follows one back", loaded.plan.item_id(item)),
        columns: columns(&[("field", "Number"), ("value", "Value"), ("because", "Because")]),
        rows: rows.collect(),
        empty: "",
        is_detail: false,
    }
}

/// Who names the item, and where.
fn mentions(loaded: &Loaded, item: Item) -> Table {
    let plan = &loaded.plan;
    let mentions = Mentions::new(plan);
    let rows = mentions.to(item).iter().map(|mention| {
        vec![
            Cell::text(plan.item_kind(mention.from)),
            Cell::text(plan.item_id(mention.from)),
            Cell::text(mention.field),
            Cell::text(plan.item_title(mention.from)),
        ]
    });
    Table {
        key: "mentions",
        title: "Named by".to_owned(),
        columns: columns(&[("kind", "Kind"), ("id", "Item"), ("field", "In"), ("title", "Title")]),
        rows: rows.collect(),
        empty: "",
        is_detail: false,
    }
}

fn findings(loaded: &Loaded, analysed: &Analysed, item: Item) -> Table {
    let id = loaded.plan.item_id(item);
    let found = analysed.report.findings.iter().filter(|finding| finding.item.as_deref() == Some(id));
    let rows = found.map(|finding| {
        vec![Cell::text(finding.level.word()), Cell::text(finding.rule.code), Cell::text(&*finding.message)]
    });
    Table {
        key: "findings",
        title: "Findings".to_owned(),
        columns: columns(&[("level", "Level"), ("code", "Rule"), ("message", "Message")]),
        rows: rows.collect(),
        empty: "",
        is_detail: false,
    }
}

/// `2 steps, the strongest of 3 ways`
fn line_of_sight(steps: usize, ways: u64) -> String {
    let steps = if steps == 1 { "1 step".to_owned() } else { format!("{steps} steps") };
    if ways == 1 {
        format!("{steps}, the only way")
    } else {
        format!("{steps}, the strongest of {ways} ways")
    }
}

fn ground(ground: Ground) -> &'static str {
    match ground {
        Ground::Nothing => "nothing is known",
        Ground::Done => "done",
        Ground::Measure => "its measure",
        Ground::Verdict => "its measure, met or not",
        Ground::Open => "not done yet",
        Ground::Children => "what contributes to it",
        Ground::CheckIn => "the latest check-in",
    }
}
