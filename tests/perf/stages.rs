//! Where the time goes: `stages DIR [--until scan|read|resolve]` reads a plan that `generate` wrote with the libraries alone,
//! without the command line, and prints the processor time of each stage. With `--until` it stops after that stage, so that reading
//! and resolving can be held against `borrowed`. `stages DIR --rules` runs each rule of the default set by itself and prints its time.
#![expect(clippy::print_stdout, reason = "a command-line program for measuring")]

use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

use truenorth_check::{Flags, RULES, Selector, Set};
use truenorth_core::scalar::Date;
use truenorth_core::source::Sources;
use truenorth_core::{json, read, resolve};
use truenorth_graph::PlanGraph;

/// Seconds on the processor so far; where the system does not tell, seconds since `begin`.
fn cpu_time(begin: Instant) -> f64 {
    let told = fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| begin.elapsed().as_secs_f64(), |count| count / 1e9)
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let directory = args.next().ok_or("usage: stages DIR [--until scan|read|resolve | --rules]")?;
    let (mode, until) = (args.next(), args.next());
    let directory = Path::new(&directory);
    let mut names: Vec<String> = fs::read_dir(directory)?
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".json") && name != "truenorth.json")
        .collect();
    names.sort();
    names.insert(0, "truenorth.json".to_owned());

    let begin = Instant::now();
    let mut last = cpu_time(begin);
    let mut stage = |name: &str| {
        let now = cpu_time(begin);
        println!("{name:>8} {:>9.3} ms", (now - last) * 1e3);
        last = cpu_time(begin);
    };
    let mut texts = Vec::new();
    for name in names {
        let bytes = fs::read(directory.join(&name))?;
        texts.push((name, bytes));
    }
    stage("files");
    if until.as_deref() == Some("scan") {
        let mut nodes = 0;
        for (_, bytes) in &texts {
            nodes += json::scan(std::str::from_utf8(bytes)?).0.len();
        }
        stage("scan");
        println!("{nodes} nodes");
        return Ok(());
    }
    let (mut sources, mut findings, mut documents) = (Sources::default(), Vec::new(), Vec::new());
    for (position, (name, bytes)) in texts.into_iter().enumerate() {
        documents.push(read::read(&mut sources, &mut findings, &name, bytes, position == 0));
    }
    stage("read");
    if until.as_deref() == Some("read") {
        std::mem::forget((sources, documents));
        return Ok(());
    }
    let plan = resolve::resolve(documents, "synthetic", true, &mut findings);
    stage("resolve");
    if until.as_deref() != Some("resolve") {
        let today = plan.as_of.unwrap_or(Date::MIN);
        let graph = PlanGraph::new(&plan);
        stage("graph");
        let figures = truenorth_graph::figures(&plan, &graph, today);
        stage("figures");
        let flags = Flags::default();
        let report = truenorth_check::check(&plan, &graph, &figures, today, &sources, &flags, findings);
        stage("check");
        println!("{} findings", report.findings.len());
        if mode.as_deref() == Some("--rules") {
            let alone = |select: Vec<Selector>| {
                let flags = Flags { select, ..Flags::default() };
                let run = || {
                    let begin = Instant::now();
                    let report =
                        truenorth_check::check(&plan, &graph, &figures, today, &sources, &flags, Vec::new());
                    std::hint::black_box(report);
                    begin.elapsed().as_secs_f64() * 1e3
                };
                (0..5).map(|_| run()).fold(f64::INFINITY, f64::min)
            };
            // A word that selects nothing: what a check costs before any rule.
            let nothing = alone(vec![Selector::Prefix("none".to_owned())]);
            println!("{nothing:>8.3} ms without a rule");
            let rules = RULES.iter().filter(|rule| rule.set == Set::Default);
            let mut times: Vec<(f64, &str)> = rules
                .map(|rule| (alone(vec![Selector::Name(rule.id.name)]) - nothing, rule.id.name))
                .collect();
            times.sort_by(|one, other| other.0.total_cmp(&one.0));
            for (time, name) in times {
                println!("{time:>8.3} ms {name}");
            }
        }
        std::mem::forget((graph, figures, report));
    }
    println!("{} goals, {} items", plan.goals.len(), plan.ids.len());
    std::mem::forget((sources, plan));
    Ok(())
}
