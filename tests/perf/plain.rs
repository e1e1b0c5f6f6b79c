//! The plain program to measure against: `plain DIR` reads a plan that `generate` wrote and does the main checks
//! with serde_json and petgraph, as one would write them for a single use. It knows no positions in the files,
//! no shorthands of the format, and says only how many findings there are.
#![expect(clippy::print_stdout, reason = "a command-line program for measuring")]
#![expect(dead_code, reason = "plans are read completely; the checks use a part of the fields")]

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs;
use std::path::Path;

use petgraph::algo::toposort;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::{Dfs, Reversed};
use serde::Deserialize;

#[derive(Deserialize)]
struct Root {
    truenorth: u32,
    plan: Option<String>,
    as_of: Option<String>,
    organization: Organization,
    vision: String,
    include: Vec<String>,
    pillars: Vec<Goal>,
}

#[derive(Deserialize)]
struct Organization {
    name: String,
}

#[derive(Deserialize)]
struct PlanFile {
    #[serde(default)]
    goals: Vec<Goal>,
    #[serde(default)]
    teams: Vec<Team>,
    #[serde(default)]
    people: Vec<Person>,
}

#[derive(Deserialize)]
struct Goal {
    id: String,
    title: String,
    kind: Option<String>,
    owner: Option<String>,
    team: Option<String>,
    #[serde(default)]
    contributes_to: Vec<Contribution>,
    #[serde(default)]
    depends_on: Vec<Dependency>,
    period: Option<String>,
    start: Option<String>,
    due: Option<String>,
    measure: Option<Measure>,
}

#[derive(Deserialize)]
struct Contribution {
    goal: String,
    share: Option<String>,
}

#[derive(Deserialize)]
struct Dependency {
    goal: String,
    agreed: Option<String>,
}

#[derive(Deserialize)]
struct Measure {
    unit: Option<String>,
    baseline: Option<f64>,
    target: Option<f64>,
    actuals: BTreeMap<String, f64>,
}

#[derive(Deserialize)]
struct Team {
    id: String,
    title: String,
    owner: Option<String>,
}

#[derive(Deserialize)]
struct Person {
    id: String,
    name: String,
    team: Option<String>,
}

impl Goal {
    /// The last day: ISO dates, so that comparing texts compares days.
    fn end(&self) -> Option<&str> {
        self.due.as_deref().or_else(|| self.period.as_deref()?.split_once("..").map(|(_, end)| end))
    }
}

fn included(patterns: &[String], name: &str) -> bool {
    patterns.iter().any(|pattern| match pattern.split_once('*') {
        Some((before, after)) => name.starts_with(before) && name.ends_with(after),
        None => pattern == name,
    })
}

fn main() -> Result<(), Box<dyn Error>> {
    let directory = std::env::args().nth(1).ok_or("usage: plain DIR")?;
    let directory = Path::new(&directory);
    let root: Root = serde_json::from_slice(&fs::read(directory.join("truenorth.json"))?)?;
    let (mut goals, mut teams, mut people) = (root.pillars, Vec::new(), Vec::new());
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        if included(&root.include, &entry.file_name().to_string_lossy()) {
            let file: PlanFile = serde_json::from_slice(&fs::read(entry.path())?)?;
            goals.extend(file.goals);
            teams.extend(file.teams);
            people.extend(file.people);
        }
    }

    // One namespace: the index of goals is the index of their nodes, everything else has none.
    let mut ids: HashMap<&str, Option<usize>> =
        HashMap::with_capacity(goals.len() + teams.len() + people.len());
    let mut duplicates = 0;
    let others = teams.iter().map(|team| &team.id).chain(people.iter().map(|person| &person.id));
    let named =
        goals.iter().enumerate().map(|(i, goal)| (&goal.id, Some(i))).chain(others.map(|id| (id, None)));
    for (id, index) in named {
        duplicates += usize::from(ids.insert(id, index).is_some());
    }

    let mut dangling = 0;
    let owners = goals.iter().flat_map(|goal| goal.owner.iter().chain(&goal.team));
    let owners = owners.chain(teams.iter().filter_map(|team| team.owner.as_ref()));
    for owner in owners.chain(people.iter().filter_map(|person| person.team.as_ref())) {
        dangling += usize::from(!matches!(ids.get(owner.as_str()), Some(None)));
    }

    let mut lines: DiGraph<(), ()> = DiGraph::with_capacity(goals.len() + 1, goals.len() * 2);
    let mut waits: DiGraph<(), ()> = DiGraph::with_capacity(goals.len(), goals.len() / 8);
    for _ in &goals {
        lines.add_node(());
        waits.add_node(());
    }
    let vision = lines.add_node(());
    let (mut wrong_shares, mut late) = (0, 0);
    for (i, goal) in goals.iter().enumerate() {
        let mut total = None;
        for link in &goal.contributes_to {
            if let Some(share) = &link.share {
                *total.get_or_insert(0.0) += share.trim_end_matches('%').parse::<f64>()?;
            }
            if link.goal == "vision" {
                lines.add_edge(NodeIndex::new(i), vision, ());
            } else if let Some(&Some(parent)) = ids.get(link.goal.as_str()) {
                lines.add_edge(NodeIndex::new(i), NodeIndex::new(parent), ());
                late +=
                    usize::from(goal.end().zip(goals[parent].end()).is_some_and(|(own, above)| own > above));
            } else {
                dangling += 1;
            }
        }
        wrong_shares += usize::from(total.is_some_and(|total: f64| (total - 100.0).abs() > 0.01));
        for wait in &goal.depends_on {
            match ids.get(wait.goal.as_str()) {
                Some(&Some(first)) => drop(waits.add_edge(NodeIndex::new(first), NodeIndex::new(i), ())),
                _ => dangling += 1,
            }
        }
    }

    let cycles = usize::from(toposort(&lines, None).is_err()) + usize::from(toposort(&waits, None).is_err());
    let mut walk = Dfs::new(Reversed(&lines), vision);
    let mut reached = 0;
    while walk.next(Reversed(&lines)).is_some() {
        reached += 1;
    }
    let unaligned = goals.len() + 1 - reached;
    println!("{} goals, {} teams, {} people", goals.len(), teams.len(), people.len());
    println!("{} contributions, {} dependencies", lines.edge_count(), waits.edge_count());
    println!("{duplicates} duplicate ids, {dangling} dangling references, {cycles} graphs with a cycle");
    println!(
        "{unaligned} goals that do not reach the vision, {wrong_shares} wrong shares, {late} due after a parent"
    );
    Ok(())
}
