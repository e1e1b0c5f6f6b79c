//! The plans that layouts are compared on: samples, generated plans, and maps that are deeper than those.

use std::error::Error;
use std::fs;
use std::path::Path;

use truenorth_charts::catalogue::{Detail, Facts, Only};
use truenorth_charts::charts::alignment_map::{Edge, FULL_LIMIT, Node, View};
use truenorth_charts::views::alignment_map::alignment_map;
use truenorth_core::scalar::Date;
use truenorth_core::source::Sources;
use truenorth_core::{read, resolve};
use truenorth_graph::PlanGraph;

use crate::synthetic;

/// A plan to lay out.
pub(crate) enum Kind {
    /// A directory under `samples`.
    Sample(&'static str),
    /// `synthetic::generate`: pillars, objectives, and all else beside each other.
    Flat { goals: usize, seed: u64 },
    /// Initiatives under key results under objectives under pillars, some with more parents, some skipping levels.
    Deep { goals: usize, seed: u64 },
}

const SAMPLES: [&str; 5] =
    ["first-steps", "aurora", "federal-data-strategy-2020", "rust-goals-2025h1", "sdg"];

/// What layouts are judged by; nobody looks at these while working on them.
const TEST: [(usize, u64); 15] = [
    (10, 901),
    (16, 902),
    (25, 903),
    (40, 904),
    (60, 905),
    (80, 906),
    (110, 907),
    (150, 908),
    (210, 909),
    (300, 910),
    (420, 911),
    (500, 912),
    (700, 913),
    (1000, 914),
    (2000, 915),
];

/// What layouts are worked on with.
const DESIGN: [(usize, u64); 12] = [
    (12, 1),
    (20, 2),
    (33, 3),
    (50, 4),
    (70, 5),
    (100, 6),
    (140, 7),
    (200, 8),
    (330, 9),
    (500, 10),
    (900, 11),
    (2000, 12),
];

impl Kind {
    /// The samples and the generated plans of a set: `test` or `design`.
    pub(crate) fn all(set: &str) -> Vec<Self> {
        let seeds: &[(usize, u64)] = if set == "design" { &DESIGN } else { &TEST };
        let samples = SAMPLES.iter().copied().map(Self::Sample);
        let flat = seeds.iter().map(|&(goals, seed)| Self::Flat { goals, seed });
        let deep = seeds.iter().map(|&(goals, seed)| Self::Deep { goals, seed: seed + 50 });
        samples.chain(flat).chain(deep).collect()
    }

    pub(crate) fn name(&self) -> String {
        match self {
            Self::Sample(name) => (*name).to_owned(),
            Self::Flat { goals, seed } => format!("flat {goals}, seed {seed}"),
            Self::Deep { goals, seed } => format!("deep {goals}, seed {seed}"),
        }
    }

    /// The map, with a box for every goal that reaches the vision: dot knows no band below the map.
    pub(crate) fn view(&self) -> Result<View, Box<dyn Error>> {
        let mut view = match *self {
            Self::Sample(name) => of_directory(&Path::new("samples").join(name))?,
            Self::Flat { goals, seed } => {
                let directory = tempfile::tempdir()?;
                synthetic::generate(goals, directory.path(), 1, seed)?;
                of_directory(directory.path())?
            }
            Self::Deep { goals, seed } => deep(goals, seed),
        };
        keep_aligned(&mut view);
        view.detail = if view.nodes.len() > FULL_LIMIT { Detail::Compact } else { Detail::Full };
        Ok(view)
    }
}

fn of_directory(directory: &Path) -> Result<View, Box<dyn Error>> {
    let (mut sources, mut findings, mut documents) = (Sources::default(), Vec::new(), Vec::new());
    let mut paths = Vec::new();
    walk(directory, &mut paths)?;
    // The root file comes first.
    paths.sort_by_key(|path: &std::path::PathBuf| (!path.ends_with("truenorth.json"), path.clone()));
    for (position, path) in paths.iter().enumerate() {
        let name = path.strip_prefix(directory)?.to_string_lossy().into_owned();
        documents.push(read::read(&mut sources, &mut findings, &name, fs::read(path)?, position == 0));
    }
    let plan = resolve::resolve(documents, "plan", true, &mut findings);
    let graph = PlanGraph::new(&plan);
    let today = plan.as_of.unwrap_or(Date::MIN);
    let figures = truenorth_graph::figures(&plan, &graph, today);
    let only = Only { detail: Some(Detail::Compact), ..Only::default() };
    Ok(alignment_map(&Facts::new(&plan, &graph, &figures, today, only)))
}

fn walk(directory: &Path, paths: &mut Vec<std::path::PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, paths)?;
        } else if path.extension().is_some_and(|ending| ending == "json") {
            paths.push(path);
        }
    }
    Ok(())
}

fn keep_aligned(view: &mut View) {
    let mut place = vec![None; view.nodes.len()];
    let mut kept = 0;
    for (slot, node) in place.iter_mut().zip(&view.nodes) {
        if node.aligned {
            *slot = Some(kept);
            kept += 1;
        }
    }
    view.nodes.retain(|node| node.aligned);
    let moved = |edge: &Edge| {
        let (child, parent) = (place[edge.child]?, place[edge.parent]?);
        (child != parent).then_some(Edge { child, parent, ..*edge })
    };
    view.edges = view.edges.iter().filter_map(moved).collect();
}

fn deep(goals: usize, seed: u64) -> View {
    let mut random = synthetic::Random::new(seed);
    let columns = ["Vision", "Pillars", "Objectives", "Key results", "Initiatives"].map(String::from);
    let mut view = View { columns: columns.to_vec(), ..View::default() };
    let pillars = (goals / 6).clamp(2, 6);
    let objectives = (goals * 12 / 100).max(pillars);
    let results = (goals * 35 / 100).max(objectives);
    let counts = [1, pillars, objectives, results, goals.saturating_sub(pillars + objectives + results)];
    let mut starts = Vec::new();
    for (column, &count) in counts.iter().enumerate() {
        starts.push(view.nodes.len());
        for _ in 0..count {
            let number = view.nodes.len();
            view.nodes.push(Node {
                id: format!("g{number}"),
                title: synthetic::title(&mut random, number),
                kind: String::new(),
                column,
                owner: format!("Team {}", number % 7),
                status: None,
                progress: Some(random.below(100) as f64 / 100.0),
                aligned: true,
                context: false,
            });
        }
    }
    for child in 1..view.nodes.len() {
        let column = view.nodes[child].column;
        let mut parents = Vec::new();
        // Every twentieth skips a level, every seventh has one more parent.
        let above = if column > 1 && random.percent(5) { column - 2 } else { column - 1 };
        parents.push(starts[above] + random.below(counts[above]));
        if column > 1 && random.percent(15) {
            let second = starts[column - 1] + random.below(counts[column - 1]);
            if !parents.contains(&second) {
                parents.push(second);
            }
        }
        let weight = 1.0 / parents.len() as f64;
        view.edges.extend(parents.into_iter().map(|parent| Edge { child, parent, weight, negative: false }));
    }
    view
}
