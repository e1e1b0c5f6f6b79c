//! The commands, one file each.

mod ask;
mod build;
mod check;
mod compare_rollups;
mod explain;
mod fmt;
mod impact;
mod import;
mod init;
mod migrate;
mod money;
mod new;
mod owners;
mod page;
mod path;
mod record;
mod render;
mod rules;
mod schema;
mod stats;
mod trace;

use truenorth_check::{Flags, Policy, Report};
use truenorth_graph::{Figures, PlanGraph};

use crate::args::{Args, Command};
use crate::failure::Failure;
use crate::load::Loaded;

/// Runs the command and gives its exit status.
pub(crate) fn run(args: &Args) -> Result<u8, Failure> {
    let color = args.color.into();
    match &args.command {
        Command::Init(init) => init::run(init, color),
        Command::Build(build) => build::run(build, color),
        Command::Check(check) => check::run(check, color),
        Command::Render(render) => render::run(render, color),
        Command::Explain(explain) => explain::run(explain, color),
        Command::Trace(trace) => trace::run(trace, color),
        Command::Impact(impact) => impact::run(impact, color),
        Command::Money(money) => money::run(money, color),
        Command::Page(page) => page::run(page, color),
        Command::Path(path) => path::run(path, color),
        Command::Owners(owners) => owners::run(owners, color),
        Command::Stats(stats) => stats::run(stats, color),
        Command::CompareRollups(compare) => compare_rollups::run(compare, color),
        Command::Fmt(fmt) => fmt::run(fmt, color),
        Command::Record(record) => record::run(record, color),
        Command::New(new) => new::run(new, color),
        Command::Migrate(migrate) => migrate::run(migrate, color),
        Command::Import(import) => import::run(import, color),
        Command::Rules(rules) => rules::run(rules, color),
        Command::Schema(schema) => schema::run(schema, color),
    }
}

/// A plan with everything computed from it.
pub(crate) struct Analysed {
    pub(crate) graph: PlanGraph,
    pub(crate) figures: Figures,
    pub(crate) report: Report,
}

/// Analyses and checks a loaded plan. Takes its findings.
pub(crate) fn analyse(loaded: &mut Loaded, flags: &Flags) -> Analysed {
    let graph = PlanGraph::new(&loaded.plan);
    let figures = truenorth_graph::figures(&loaded.plan, &graph, loaded.today);
    let read = std::mem::take(&mut loaded.findings);
    let report =
        truenorth_check::check(&loaded.plan, &graph, &figures, loaded.today, &loaded.sources, flags, read);
    Analysed { graph, figures, report }
}

/// Analyses a plan and checks it by the policy of another one, such as the plan as it is now.
pub(crate) fn analyse_by(loaded: &mut Loaded, policy: &Policy, flags: &Flags) -> Analysed {
    let graph = PlanGraph::new(&loaded.plan);
    let figures = truenorth_graph::figures(&loaded.plan, &graph, loaded.today);
    let mut read = std::mem::take(&mut loaded.findings);
    // What is wrong with its own words is found as it was then.
    let _own = Policy::new(&loaded.plan, &loaded.sources, flags, &mut read);
    let (plan, sources) = (&loaded.plan, &loaded.sources);
    let report = truenorth_check::check_by(policy, plan, &graph, &figures, loaded.today, sources, read);
    Analysed { graph, figures, report }
}

/// Ends a command that needs the whole plan if part of it cannot be read; the findings go to standard
/// error.
pub(crate) fn refuse_unreadable(
    loaded: &Loaded,
    report: &Report,
    color: anstream::ColorChoice,
) -> Result<(), Failure> {
    refuse(loaded, report, color, "the plan cannot be read whole; nothing was written")
}

/// The same, in these words.
fn refuse(
    loaded: &Loaded,
    report: &Report,
    color: anstream::ColorChoice,
    words: &str,
) -> Result<(), Failure> {
    if loaded.empty {
        return Err(Failure::with_help(
            "truenorth.json is empty",
            "`truenorth init` shows what a plan holds",
        ));
    }
    if !report.unreadable {
        return Ok(());
    }
    tell(loaded, report, color);
    Err(Failure::new(words))
}

/// What to say where values that cannot be read are not in an answer, which would else look whole.
pub(crate) fn left_out(report: &Report) -> Option<String> {
    let count = report.broken_items().count();
    (count > 0).then(|| {
        let errors = if count == 1 { "1 error leaves".to_owned() } else { format!("{count} errors leave") };
        format!("{errors} something of the plan out of this answer; `truenorth check` shows what")
    })
}

/// Prints findings to standard error.
pub(crate) fn tell(loaded: &Loaded, report: &Report, color: anstream::ColorChoice) {
    crate::output::to_stderr(&crate::report::Format::Human.render(&loaded.shown(report, color)));
}

/// A fraction in whole per cent, or with one decimal below 10 %.
pub(crate) fn percent(value: f64) -> String {
    let percent = value * 100.0;
    if percent.abs() < 10.0 && percent.fract().abs() > 0.05 {
        return format!("{percent:.1} %");
    }
    // A value that rounds to zero has no sign.
    let rounded = percent.round() + 0.0;
    format!("{rounded:.0} %")
}
