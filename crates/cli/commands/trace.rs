//! `truenorth trace`: why an item matters, up to the vision, and how it comes about, down to the work.

use std::collections::{HashMap, HashSet};

use anstream::ColorChoice;
use truenorth_core::budget::Total;
use truenorth_core::plan::{GoalIx, Item, Plan, Up};
use truenorth_graph::{Asked, Basis, Grain, Money, Sheet, Sight};

use super::{Analysed, ask, percent};
use crate::answer::{Answer, Cell, Look, Table, columns};
use crate::args::Trace;
use crate::exit;
use crate::failure::Failure;
use crate::load::Loaded;

pub(super) fn run(trace: &Trace, color: ColorChoice) -> Result<u8, Failure> {
    ask::answer(&trace.asked, color, |loaded, analysed| {
        let item = ask::item(loaded, &trace.id)?;
        let goal = match item {
            Item::Goal(goal) => Up::Goal(goal),
            Item::Vision => Up::Vision,
            other => {
                return Err(Failure::with_help(
                    ask::not_a_goal(&loaded.plan, other),
                    format!("`truenorth impact {}` shows what hangs on it", loaded.plan.item_id(other)),
                ));
            }
        };
        Ok(of_goal(loaded, analysed, goal, trace.depth))
    })?;
    Ok(exit::CLEAN)
}

fn of_goal(loaded: &Loaded, analysed: &Analysed, from: Up, depth: usize) -> Answer {
    let plan = &loaded.plan;
    let mut answer = Answer { command: "trace", title: title(plan, analysed, from), ..Answer::default() };
    if let Up::Goal(goal) = from {
        let at = goal.at();
        let sight = Sight::new(&analysed.graph);
        let figures = &analysed.figures;
        answer.fact("contribution", "part of the vision", Cell::Share(figures.contribution[at]));
        // Ways that pass a circle are not counted, and a goal without a way has no strength.
        let reaches = figures.reaches[at];
        let paths = Some(sight.paths(goal)).filter(|paths| *paths > 0 || !reaches);
        answer.fact("ways", "ways to the vision", Cell::maybe(paths, Cell::Count));
        let strength = Some(sight.strength(goal)).filter(|_| reaches);
        answer.fact("strength", "strongest way", Cell::maybe(strength, Cell::Share));
        if reaches && paths.is_none() {
            answer.notes.push("its ways to the vision pass a circle, so they are not counted".to_owned());
        }
        answer.fact("status", "status", Cell::text(figures.status[at].title()));
        answer.fact("progress", "progress", Cell::maybe(figures.progress[at], Cell::Share));
    }
    let money = Planned::new(plan, analysed);
    let labels = HashMap::new();
    let mut drawing = Drawing { loaded, analysed, money: &money, answer: &mut answer, from, labels };
    let why = drawing.up();
    let how = drawing.down(depth);
    // The main table is the first.
    answer.tables = if from == Up::Vision { vec![how, why] } else { vec![why, how] };
    let reaches = matches!(from, Up::Goal(goal) if analysed.figures.reaches[goal.at()]);
    if let Some(expected) = analysed.figures.vision.expected.filter(|_| reaches) {
        let expected = percent(expected);
        answer.notes.push(format!(
            "the vision has no status of its own; {expected} of the way to it is expected by now"
        ));
    }
    answer
}

fn title(plan: &Plan, analysed: &Analysed, from: Up) -> String {
    match from {
        Up::Vision => "How the vision comes about".to_owned(),
        Up::Goal(goal) if analysed.figures.reaches[goal.at()] => {
            format!("`{}`: {}", plan[goal].id(), plan[goal].title())
        }
        Up::Goal(goal) => {
            format!("`{}` does not reach the vision: {}", plan[goal].id(), plan[goal].title())
        }
    }
}

/// Planned expenses over all time, in the organisation's currency, else in the first.
struct Planned {
    sheet: Option<Sheet>,
    /// What goals hand to their parents.
    links: HashMap<(GoalIx, Up), Total>,
}

impl Planned {
    fn new(plan: &Plan, analysed: &Analysed) -> Self {
        let own = plan.organization.as_ref().and_then(|organization| organization.currency);
        let asked = Asked { grain: Grain::Whole, bases: vec![Basis::Planned], ..Asked::default() };
        let money = Money::new(plan, &analysed.graph, &asked);
        let spent = || money.headings().filter(|heading| !heading.is_revenue);
        let heading = spent().find(|heading| heading.currency == own).or(spent().next()).copied();
        let sheet = heading.and_then(|heading| money.sheet(&heading));
        let mut links: HashMap<(GoalIx, Up), Total> = HashMap::new();
        for link in sheet.iter().flat_map(|sheet| &sheet.links) {
            let sum = links.entry((link.from, link.to)).or_default();
            *sum = sum.plus(link.amount);
        }
        Self { sheet, links }
    }

    /// What a goal hands to a parent.
    fn of_link(&self, from: GoalIx, to: Up) -> Cell {
        let Some(sheet) = &self.sheet else { return Cell::Nothing };
        let sum = self.links.get(&(from, to)).copied().unwrap_or_default();
        if sum.is_zero() { Cell::Nothing } else { Cell::Money(sum.to_string(), sheet.heading.currency) }
    }

    /// What comes to a goal, with all below.
    fn of_goal(&self, goal: GoalIx) -> Cell {
        let Some(sheet) = &self.sheet else { return Cell::Nothing };
        let sum = sheet.received(goal).total;
        if sum.is_zero() { Cell::Nothing } else { Cell::Money(sum.to_string(), sheet.heading.currency) }
    }
}

/// Fills the diagram while it makes the tables.
struct Drawing<'a> {
    loaded: &'a Loaded,
    analysed: &'a Analysed,
    money: &'a Planned,
    answer: &'a mut Answer,
    from: Up,
    /// The shares of each goal whose arrows are drawn, by what it contributes to; by more than one link if it is
    /// named twice.
    labels: HashMap<GoalIx, HashMap<Up, String>>,
}

impl Drawing<'_> {
    /// Every link on a way from the goal to the vision, the goal's own first, level by level.
    fn up(&mut self) -> Table {
        let plan = &self.loaded.plan;
        let mut rows = Vec::new();
        let mut seen = HashMap::from([(self.from, 0_usize)]);
        let mut open = vec![self.from];
        let mut at = 0;
        while let Some(item) = open.get(at).copied() {
            at += 1;
            let steps = seen.get(&item).copied().unwrap_or(0) + 1;
            let Up::Goal(goal) = item else { continue };
            for (parent, link) in self.analysed.graph.parents(goal) {
                rows.push(vec![
                    Cell::count(steps),
                    Cell::text(plan[goal].id()),
                    Cell::text(plan.up_id(parent)),
                    Cell::Share(link.normalised),
                    self.status(parent),
                    self.progress(parent),
                    self.money.of_link(goal, parent),
                    Cell::text(up_title(plan, parent)),
                ]);
                self.draw(goal, parent);
                seen.entry(parent).or_insert_with(|| {
                    open.push(parent);
                    steps
                });
            }
        }
        let pairs = [
            ("step", "Step"),
            ("from", "From"),
            ("to", "Contributes to"),
            ("share", "Of it"),
            ("status", "Its status"),
            ("progress", "Its progress"),
            ("money", "Planned money"),
            ("title", "Its title"),
        ];
        let empty = if self.from == Up::Vision { "" } else { "it contributes to nothing" };
        Table { key: "why", title: "Why".to_owned(), columns: columns(&pairs), rows, empty, is_detail: false }
    }

    /// What contributes to it, as a tree; what comes a second time is named and not opened again.
    fn down(&mut self, most: usize) -> Table {
        let plan = &self.loaded.plan;
        let mut rows = Vec::new();
        let mut opened = HashSet::from([self.from]);
        let children = |item: Up| -> Vec<(GoalIx, f64)> {
            self.analysed.graph.children(item).map(|(child, link)| (child, link.normalised)).collect()
        };
        let mut links = Vec::new();
        let mut open: Vec<(usize, Up, GoalIx, f64)> = Some(children(self.from))
            .filter(|_| most > 0)
            .into_iter()
            .flatten()
            .rev()
            .map(|(child, share)| (1, self.from, child, share))
            .collect();
        while let Some((depth, parent, goal, share)) = open.pop() {
            let again = !opened.insert(Up::Goal(goal));
            let up = Up::Goal(goal);
            // What is not opened is not listed either: a goal may have many parents and many children.
            let leads_on = self.analysed.graph.children(up).next().is_some();
            let below = if again { Vec::new() } else { children(up) };
            let hidden = if depth < most { 0 } else { below.len() };
            links.push((goal, parent));
            rows.push(vec![
                Cell::Below(depth - 1, plan[goal].id().to_owned()),
                Cell::count(depth),
                Cell::text(plan.up_id(parent)),
                Cell::Share(share),
                self.status(up),
                self.progress(up),
                self.money.of_goal(goal),
                Cell::maybe(plan[goal].owner, |owner| Cell::text(plan.owner_name(owner))),
                Cell::maybe(plan[goal].due, Cell::Day),
                Cell::text(match (again, hidden) {
                    (true, _) if leads_on => format!("{} (opened above)", plan[goal].title()),
                    (_, 0) => plan[goal].title().to_owned(),
                    (_, hidden) => format!("{} (and {hidden} below)", plan[goal].title()),
                }),
            ]);
            if !again && depth < most {
                open.extend(below.into_iter().rev().map(|(child, share)| (depth + 1, up, child, share)));
            }
        }
        for (goal, parent) in links {
            self.draw(goal, parent);
        }
        let pairs = [
            ("id", "Goal"),
            ("depth", ""),
            ("parent", "For"),
            ("share", "Of it"),
            ("status", "Status"),
            ("progress", "Progress"),
            ("money", "Planned money"),
            ("owner", "Owner"),
            ("due", "Due"),
            ("title", "Title"),
        ];
        Table {
            key: "how",
            title: "How".to_owned(),
            columns: columns(&pairs),
            rows,
            empty: if most > 0 { "nothing contributes to it" } else { "" },
            is_detail: false,
        }
    }

    fn status(&self, item: Up) -> Cell {
        match item {
            Up::Vision => Cell::Nothing,
            Up::Goal(goal) => Cell::text(self.analysed.figures.status[goal.at()].title()),
        }
    }

    fn progress(&self, item: Up) -> Cell {
        match item {
            Up::Vision => Cell::maybe(self.analysed.figures.vision.progress, Cell::Share),
            Up::Goal(goal) => Cell::maybe(self.analysed.figures.progress[goal.at()], Cell::Share),
        }
    }

    fn draw(&mut self, goal: GoalIx, parent: Up) {
        let [from, to] = [Up::Goal(goal), parent].map(|item| self.node(item));
        if self.answer.diagram.has_edge(from, to) {
            return;
        }
        let graph = &self.analysed.graph;
        let labels = self.labels.entry(goal).or_insert_with(|| {
            let mut labels: HashMap<Up, String> = HashMap::new();
            for (parent, link) in graph.parents(goal) {
                let label = labels.entry(parent).or_default();
                if !label.is_empty() {
                    label.push_str(" and ");
                }
                label.push_str(&percent(link.normalised));
            }
            labels
        });
        let label = labels.get(&parent).cloned().unwrap_or_default();
        self.answer.diagram.edge(from, to, label);
    }

    fn node(&mut self, item: Up) -> usize {
        let plan = &self.loaded.plan;
        let look = match item {
            _ if item == self.from => Look::Asked,
            Up::Vision => Look::Top,
            Up::Goal(_) => Look::Plain,
        };
        let lines = || {
            let title = truenorth_core::sanitise::short(up_title(plan, item), 60).into_owned();
            match item {
                Up::Vision => vec![title],
                Up::Goal(goal) => vec![title, self.analysed.figures.status[goal.at()].title().to_owned()],
            }
        };
        self.answer.diagram.node(plan.up_id(item), lines, look)
    }
}

/// The title of the vision or a goal. Goals may serve a vision that is not written yet.
pub(super) fn up_title(plan: &Plan, up: Up) -> &str {
    match up {
        Up::Vision => plan.vision.as_ref().map_or("the vision, not written yet", |vision| &vision.title),
        Up::Goal(goal) => plan[goal].title(),
    }
}
