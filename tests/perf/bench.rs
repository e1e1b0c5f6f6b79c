//! What each stage of a check costs, on plans of 1,000 and 10,000 goals that `synthetic` makes: `cargo bench`.
//!
//! Whole processes beside other programs are measured by `compare`; these benches tell which stage a change touched.

use std::error::Error;
use std::fs;
use std::hint::black_box;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use truenorth_check::{Flags, Report};
use truenorth_core::finding::Finding;
use truenorth_core::plan::Plan;
use truenorth_core::read::{self, Document};
use truenorth_core::scalar::Date;
use truenorth_core::source::Sources;
use truenorth_core::{json, resolve};
use truenorth_graph::{Figures, PlanGraph};

mod synthetic;

const SIZES: [usize; 2] = [1_000, 10_000];

/// Files by name, the root file first.
type Texts = Vec<(String, Vec<u8>)>;

fn main() {
    divan::main();
}

/// The texts of a plan of so many goals.
fn texts(goals: usize) -> Texts {
    let made = || -> Result<Texts, Box<dyn Error>> {
        let directory = tempfile::tempdir()?;
        synthetic::generate(goals, directory.path(), goals.div_ceil(500), 0)?;
        let mut texts = Vec::new();
        for entry in fs::read_dir(directory.path())? {
            let entry = entry?;
            texts.push((entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path())?));
        }
        texts.sort_by_key(|(name, _)| (name != "truenorth.json", name.clone()));
        Ok(texts)
    };
    made().unwrap_or_default()
}

fn documents(texts: &Texts) -> (Sources, Vec<Document>, Vec<Finding>) {
    let (mut sources, mut findings) = (Sources::default(), Vec::new());
    let documents = texts.iter().enumerate().map(|(position, (name, text))| {
        read::read(&mut sources, &mut findings, name, text.clone(), position == 0)
    });
    let documents = documents.collect();
    (sources, documents, findings)
}

fn plan(texts: &Texts) -> (Sources, Plan) {
    let (sources, documents, mut findings) = documents(texts);
    (sources, resolve::resolve(documents, "synthetic", true, &mut findings))
}

fn bytes(texts: &Texts) -> usize {
    texts.iter().map(|(_, text)| text.len()).sum()
}

/// The tape of every file, which only files with faults and edits need.
#[divan::bench(args = SIZES)]
fn scan(bencher: Bencher<'_, '_>, goals: usize) {
    let texts = texts(goals);
    bencher.counter(BytesCount::new(bytes(&texts))).bench_local(|| {
        for (_, text) in &texts {
            black_box(json::scan(std::str::from_utf8(text).unwrap_or_default()));
        }
    });
}

#[divan::bench(args = SIZES)]
fn read(bencher: Bencher<'_, '_>, goals: usize) {
    let texts = texts(goals);
    bencher.counter(BytesCount::new(bytes(&texts))).bench_local(|| black_box(documents(&texts)));
}

#[divan::bench(args = SIZES)]
fn resolve(bencher: Bencher<'_, '_>, goals: usize) {
    let texts = texts(goals);
    bencher
        .counter(ItemsCount::new(goals))
        .with_inputs(|| documents(&texts).1)
        .bench_local_values(|documents| resolve::resolve(documents, "synthetic", true, &mut Vec::new()));
}

#[divan::bench(args = SIZES)]
fn graph(bencher: Bencher<'_, '_>, goals: usize) {
    let (_, plan) = plan(&texts(goals));
    bencher.counter(ItemsCount::new(goals)).bench_local(|| PlanGraph::new(&plan));
}

#[divan::bench(args = SIZES)]
fn figures(bencher: Bencher<'_, '_>, goals: usize) {
    let (_, plan) = plan(&texts(goals));
    let (graph, today) = (PlanGraph::new(&plan), today(&plan));
    bencher
        .counter(ItemsCount::new(goals))
        .bench_local(|| -> Figures { truenorth_graph::figures(&plan, &graph, today) });
}

/// All rules of the default set.
#[divan::bench(args = SIZES)]
fn rules(bencher: Bencher<'_, '_>, goals: usize) {
    let (sources, plan) = plan(&texts(goals));
    let (graph, today, flags) = (PlanGraph::new(&plan), today(&plan), Flags::default());
    let figures = truenorth_graph::figures(&plan, &graph, today);
    bencher.counter(ItemsCount::new(goals)).bench_local(|| -> Report {
        truenorth_check::check(&plan, &graph, &figures, today, &sources, &flags, Vec::new())
    });
}

fn today(plan: &Plan) -> Date {
    plan.as_of.unwrap_or(Date::MIN)
}
