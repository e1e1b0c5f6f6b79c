//! The analyses over links, measured beside petgraph: `analyses generate SHAPE NODES FILE` writes a graph, `analyses FILE`
//! prints a table. `analyses.py FILE` prints the same of rustworkx.
//!
//! Shapes: `local` has two parents a node among the 1,000 nodes before it, under shuffled numbers; `dag` is six levels below
//! 1,000 roots, two parents on the level above; `tangled` is `local` with a link back for each 1,000 nodes.
#![expect(clippy::print_stdout, reason = "a command-line program for measuring")]

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::time::Instant;

use petgraph::algo::{dominators, kosaraju_scc, toposort};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::Dfs;
use truenorth_graph::frozen::{Frozen, Rows, strong_components, topological_order};

/// How often each thing is done; the least time counts.
const RUNS: u32 = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["generate", shape, nodes, file] => generate(shape, nodes.parse()?, file),
        [file] => measure(file),
        _ => Err("usage: analyses generate local|dag|tangled NODES FILE, or analyses FILE".into()),
    }
}

/// xorshift64* (Vigna, "An experimental exploration of Marsaglia's xorshift generators, scrambled", 2016).
struct Random(u64);

impl Random {
    /// From 0 to `end` - 1.
    fn below(&mut self, end: u32) -> u32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let mixed = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32;
        u32::try_from((mixed * u64::from(end.max(1))) >> 32).unwrap_or(0)
    }
}

/// The first line has the number of nodes, each other line a child and its parent.
fn generate(shape: &str, nodes: u32, file: &str) -> Result<(), Box<dyn Error>> {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut name: Vec<u32> = (0..nodes).collect();
    let mut edges: Vec<(u32, u32)> = Vec::new();
    if shape == "dag" {
        let roots = nodes.min(1000);
        let level = nodes.saturating_sub(roots).div_ceil(6).max(1);
        for node in roots..nodes {
            let number = (node - roots) / level;
            let (begin, size) = if number == 0 { (0, roots) } else { (roots + (number - 1) * level, level) };
            edges.extend([0, 1].map(|_| (node, begin + random.below(size))));
        }
    } else {
        for at in (1..nodes).rev() {
            name.swap(at as usize, random.below(at + 1) as usize);
        }
        for node in 1..nodes {
            edges.extend([0, 1].map(|_| (node, node - 1 - random.below(node.min(1000)))));
            if shape == "tangled" && node % 1000 == 0 {
                edges.push((node - 1 - random.below(1000), node));
            }
        }
    }
    let mut text = format!("{nodes}\n");
    for (child, parent) in edges {
        writeln!(text, "{} {}", name[child as usize], name[parent as usize])?;
    }
    Ok(fs::write(file, text)?)
}

/// A child and its parent.
type Link = (u32, u32);

fn read(file: &str) -> Result<(u32, Vec<Link>), Box<dyn Error>> {
    let text = fs::read_to_string(file)?;
    let mut numbers = text.split_ascii_whitespace().map(str::parse::<u32>);
    let nodes = numbers.next().ok_or("an empty file")??;
    let mut edges = Vec::new();
    while let (Some(child), Some(parent)) = (numbers.next(), numbers.next()) {
        edges.push((child?, parent?));
    }
    Ok((nodes, edges))
}

/// The least time of several runs, in ms.
fn least<T>(mut run: impl FnMut() -> T) -> f64 {
    let mut least = f64::INFINITY;
    for _ in 0..RUNS {
        let begin = Instant::now();
        black_box(run());
        least = least.min(begin.elapsed().as_secs_f64() * 1000.0);
    }
    least
}

fn line(name: &str, own: f64, petgraph: Option<f64>) {
    let petgraph = petgraph.map_or_else(|| "-".to_owned(), |time| format!("{time:.2}"));
    println!("| {name} | {own:.2} | {petgraph} |");
}

fn measure(file: &str) -> Result<(), Box<dyn Error>> {
    let (nodes, edges) = read(file)?;
    let count = nodes as usize;
    println!("{nodes} nodes, {} links; least of {RUNS} runs, ms\n", edges.len());
    println!("| operation | truenorth | petgraph |\n|---|---:|---:|");
    // petgraph goes from parents to children, so that parents come first in its order too.
    let build = || DiGraph::<(), (), u32>::from_edges(edges.iter().map(|(child, parent)| (*parent, *child)));
    let graph = build();
    let frozen = Frozen::of_edges(count, &edges);
    line("build and freeze", least(|| Frozen::of_edges(count, &edges)), Some(least(build)));
    let children = Rows::new(count, edges.iter().map(|(child, parent)| (*parent, *child)));
    let parents = Rows::new(count, edges.iter().copied());
    let sort = frozen.is_acyclic().then(|| least(|| toposort(&graph, None)));
    line("topological sort", least(|| topological_order(&children)), sort);
    line("strong components", least(|| strong_components(&parents)), Some(least(|| kosaraju_scc(&graph))));
    let roots: Vec<u32> = (0..nodes).filter(|node| parents.row(*node).is_empty()).collect();
    let reach = || {
        let mut search = Dfs::empty(&graph);
        for root in &roots {
            search.move_to(NodeIndex::new(*root as usize));
            while search.next(&graph).is_some() {}
        }
        search
    };
    line("reach from the roots", least(|| frozen.reached_from(&roots)), Some(least(reach)));
    let shares = frozen.by_slot(&vec![0.5; edges.len()]);
    let mut start = vec![0.0; count];
    for root in &roots {
        start[*root as usize] = 1.0;
    }
    let start = frozen.by_rank(&start);
    let mut values = start.clone();
    let mut again = |pass: fn(&Frozen, &mut [f64], &[f64])| {
        least(|| {
            values.copy_from_slice(&start);
            pass(&frozen, &mut values, &shares);
        })
    };
    let (down, up) = (again(Frozen::push_down), again(Frozen::push_up));
    let order = toposort(&graph, None).unwrap_or_default();
    let by_petgraph = |turned: bool| {
        least(|| {
            let mut values = vec![1.0_f64; count];
            let mut push = |node: NodeIndex<u32>| {
                for child in graph.neighbors(node) {
                    let (from, to) = if turned { (child, node) } else { (node, child) };
                    values[to.index()] += values[from.index()] * 0.5;
                }
            };
            if turned {
                order.iter().rev().copied().for_each(&mut push);
            } else {
                order.iter().copied().for_each(&mut push);
            }
            values
        })
    };
    let passes = frozen.is_acyclic().then(|| (by_petgraph(false), by_petgraph(true)));
    line("push contribution down", down, passes.map(|(down, _)| down));
    line("roll values up", up, passes.map(|(_, up)| up));
    let mut rooted = graph.clone();
    let top = rooted.add_node(());
    for root in &roots {
        rooted.add_edge(top, NodeIndex::new(*root as usize), ());
    }
    let fast = least(|| dominators::simple_fast(&rooted, top));
    line("dominators", least(|| frozen.dominators(&roots)), Some(fast));
    line("longest path", least(|| frozen.longest_path()), None);
    line("transitive reduction", least(|| frozen.reduction()), None);
    let reduction = frozen.reduction();
    println!("\n{} links implied by others; complete: {}", reduction.implied.len(), reduction.complete);
    Ok(())
}
