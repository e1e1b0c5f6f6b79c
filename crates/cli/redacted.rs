//! A plan for other eyes: loaded, looked at whole, and read again without what `--redact` takes out.

use std::collections::BTreeSet;

use truenorth_check::{Flags, Report};
use truenorth_core::finding::Finding;
use truenorth_core::redact::{Redactor, What};
use truenorth_core::source::Sources;
use truenorth_graph::PlanGraph;

use crate::args::{Input, Redact, Secret, Under};
use crate::charts::{self, Drawn};
use crate::commands::{self, Analysed};
use crate::failure::Failure;
use crate::load::{self, Loaded};
use crate::output;

/// What a command may show.
pub(crate) struct Shown {
    pub(crate) loaded: Loaded,
    pub(crate) analysed: Analysed,
    /// If something was taken out.
    redactor: Option<Redactor>,
    /// Amounts were.
    no_money: bool,
}

impl Shown {
    /// The id that an item has in what is shown.
    pub(crate) fn id(&self, id: &str) -> String {
        self.redactor.as_ref().map_or_else(|| id.to_owned(), |redactor| redactor.id(id))
    }

    /// Whether of this chart nothing is left without amounts. It would say that there is no money, which is not so.
    pub(crate) fn leaves_out(&self, chart: &Drawn) -> bool {
        self.no_money && !chart.has_numbers()
    }

    /// The charts of which something is left; says which are not.
    pub(crate) fn left(&self, charts: Vec<Drawn>) -> Vec<Drawn> {
        let (none, left): (Vec<_>, Vec<_>) = charts.into_iter().partition(|chart| self.leaves_out(chart));
        let notes =
            none.iter().map(|chart| format!("{}: left out, since it shows amounts alone", chart.name));
        charts::tell(&notes.collect::<Vec<_>>());
        left
    }

    /// Words for people, which may name a file or repeat an option.
    pub(crate) fn words(&self, text: String) -> String {
        match &self.redactor {
            Some(redactor) => redactor.words(&text),
            None => text,
        }
    }
}

/// Loads and analyses a plan, and takes out what is not to be seen. An unreadable plan is refused, an empty one given.
pub(crate) fn load(input: &Input, under: &Under, redact: &Redact) -> Result<Shown, Failure> {
    let mut loaded = load::load_under(input, under.scenario.as_deref())?;
    let analysed = commands::analyse(&mut loaded, &Flags::default());
    let what = What {
        money: redact.redact.contains(&Secret::Money),
        people: redact.redact.contains(&Secret::People),
    };
    if what.is_nothing() || loaded.empty {
        return Ok(Shown { loaded, analysed, redactor: None, no_money: false });
    }
    if analysed.report.unreadable {
        // Its findings would show lines of the files as they are.
        let message = "the plan cannot be read whole; nothing was written";
        return Err(Failure::with_help(
            message,
            "`truenorth check` shows why; with --redact nothing of it is shown",
        ));
    }
    let redactor = Redactor::new(what, &loaded.sources, &loaded.plan);
    Ok(Shown { no_money: what.money, ..without(input, &loaded, analysed, redactor)? })
}

fn without(input: &Input, whole: &Loaded, known: Analysed, redactor: Redactor) -> Result<Shown, Failure> {
    let texts = redactor.texts(&whole.sources);
    let texts: Vec<(&str, &str)> =
        texts.iter().map(|(file, text)| (whole.sources.name(*file), text.as_str())).collect();
    let mut loaded = load::load_again(input, whole, &texts)?;
    loaded.today = whole.today;
    loaded.plan.scenario = whole.plan.scenario.as_deref().map(|id| redactor.id(id));
    loaded.plan.name = redactor.id(&loaded.plan.name);
    // They hold names and amounts of their own; references into them are bound by now.
    loaded.plan.others.iter_mut().for_each(|other| other.plan = None);
    let ids =
        |loaded: &Loaded| loaded.plan.goals.iter().map(|goal| redactor.id(goal.id())).collect::<Vec<_>>();
    let same = loaded.plan.goals.iter().map(|goal| goal.id().to_owned()).eq(ids(whole));
    if !same || loaded.findings.iter().any(|finding| finding.rule.unreadable) {
        return Err(Failure::with_help(
            "without what --redact takes out the plan is another one; nothing was written",
            "an id is made of a person's name in a way that leaves two items alike; give one another id",
        ));
    }
    // Progress and status are those of the whole plan: how far a goal is, is no amount.
    let graph = PlanGraph::new(&loaded.plan);
    let figures = known.figures;
    let read = std::mem::take(&mut loaded.findings);
    let (plan, today, sources) = (&loaded.plan, loaded.today, &loaded.sources);
    let report = truenorth_check::check(plan, &graph, &figures, today, sources, &Flags::default(), read);
    let (report, hidden) = common(report, &loaded.sources, &known.report, &whole.sources);
    let files: Vec<_> =
        loaded.sources.iter().map(|(file, source)| (file, redactor.words(&source.name))).collect();
    for (file, name) in files {
        loaded.sources.rename(file, name);
    }
    if hidden > 0 {
        let words =
            if hidden == 1 { "1 finding rests".to_owned() } else { format!("{hidden} findings rest") };
        let is = if hidden == 1 { "is" } else { "are" };
        output::to_stderr(&format!("note: {words} on what was taken out, and {is} not shown\n"));
    }
    let analysed = Analysed { graph, figures, report };
    Ok(Shown { loaded, analysed, redactor: Some(redactor), no_money: false })
}

/// The findings that the plan has with and without what was taken out, and how many it has only with it. Those that it
/// has only without are of the redaction and not of the plan.
fn common(report: Report, sources: &Sources, whole: &Report, whole_sources: &Sources) -> (Report, usize) {
    let key = |finding: &Finding, sources: &Sources| {
        let place = &finding.primary.place;
        let span = place.span(sources);
        (finding.rule.code, place.file, sources.line_column(place.file, span.start).line)
    };
    let known: BTreeSet<_> = whole.findings.iter().map(|finding| key(finding, whole_sources)).collect();
    let mut report = report;
    report.findings.retain(|finding| known.contains(&key(finding, sources)));
    report.ignored.clear();
    let hidden = whole.findings.len().saturating_sub(report.findings.len());
    (report, hidden)
}
