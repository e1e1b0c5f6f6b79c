//! `truenorth explain`

use std::fmt::Write as _;

use anstream::ColorChoice;
use truenorth_check::{Flags, RULES, Rule, Set};
use truenorth_core::plan::{GoalIx, Item};
use truenorth_core::sanitise;
use truenorth_core::scalar::did_you_mean;
use truenorth_graph::{Sight, Step};

use super::Analysed;
use crate::args::Explain;
use crate::failure::Failure;
use crate::load::Loaded;
use crate::{exit, load, output};

pub(super) fn run(explain: &Explain, color: ColorChoice) -> Result<u8, Failure> {
    let (rule_word, item_word) = match explain.word.split_once(':') {
        Some(("rule", word)) => (Some(word), None),
        Some(("item", word)) => (None, Some(word)),
        _ => (Some(explain.word.as_str()), Some(explain.word.as_str())),
    };
    let rule = rule_word.and_then(truenorth_check::find);
    let mut out = rule.map(of_rule).unwrap_or_default();
    if let Some(word) = item_word {
        match load::load_under(&explain.input, explain.under.scenario.as_deref()) {
            Ok(mut loaded) => {
                let analysed = super::analyse(&mut loaded, &Flags::default());
                if let Some(item) = loaded.plan.find(word) {
                    if !out.is_empty() {
                        out.push('\n');
                    }
                    out.push_str(&of_item(&loaded, &analysed, item));
                } else if rule.is_none() {
                    return Err(unknown(word, loaded.plan.ids.keys().map(AsRef::as_ref)));
                }
            }
            // Without a plan there are still the rules.
            Err(Failure::NoPlan { .. }) if rule.is_some() => {}
            Err(Failure::NoPlan { .. }) => return Err(unknown(word, std::iter::empty())),
            Err(failure) if rule.is_none() => return Err(failure),
            Err(_) => {}
        }
    } else if rule.is_none() {
        return Err(unknown(rule_word.unwrap_or_default(), std::iter::empty()));
    }
    output::to_stdout(&out, color)?;
    Ok(exit::CLEAN)
}

fn unknown<'a>(word: &str, ids: impl Iterator<Item = &'a str>) -> Failure {
    let mut words: Vec<&str> = ids.collect();
    words.sort_unstable();
    words.splice(0..0, RULES.iter().flat_map(|rule| [rule.id.code, rule.id.name]));
    let help = match did_you_mean(word, words.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`truenorth rules` lists the rules; items are named by their full id".to_owned(),
    };
    Failure::with_help(format!("`{word}` is neither a rule nor an item of the plan"), help)
}

fn of_rule(rule: &Rule) -> String {
    let set = if rule.set == Set::Strict { "strict" } else { "default" };
    let mut out = format!(
        "{} {} ({}, in the set `{set}`, since {})\n{}\n\n{}",
        rule.id.code,
        rule.id.name,
        rule.level.word(),
        rule.since,
        rule.summary,
        rule.page
    );
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

fn of_item(loaded: &Loaded, analysed: &Analysed, item: Item) -> String {
    let plan = &loaded.plan;
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "{} `{}`: {}",
        sanitise::one_line(plan.item_kind(item)),
        plan.item_id(item),
        sanitise::one_line(plan.item_title(item))
    );
    if let Some(place) = plan.item_place(item) {
        let at = loaded.sources.line_column(place.file, place.span(&loaded.sources).start);
        let name = sanitise::one_line(loaded.sources.name(place.file)).into_owned();
        let _ = writeln!(out, "  written in   {name}:{}:{}", at.line, at.column);
    }
    if let Item::Goal(goal) = item {
        of_goal(loaded, analysed, goal, &mut out);
    }
    let findings: Vec<_> = analysed
        .report
        .findings
        .iter()
        .filter(|finding| finding.item.as_deref() == Some(plan.item_id(item)))
        .collect();
    for finding in findings {
        let _ = writeln!(
            out,
            "  {:<12} {} {}",
            finding.level.word(),
            finding.rule.code,
            sanitise::one_line(&finding.message)
        );
    }
    out
}

fn of_goal(loaded: &Loaded, analysed: &Analysed, index: GoalIx, out: &mut String) {
    let plan = &loaded.plan;
    let goal = &plan[index];
    let figures = &analysed.figures;
    let mut line = |name: &str, value: String| {
        let _ = writeln!(out, "  {name:<12} {value}");
    };
    let owner = goal.owner.map(|owner| {
        let name = sanitise::one_line(plan.owner_name(owner));
        let from = if goal.written.owner.is_some() { "" } else { ", from the file's defaults" };
        format!("{name} (`{}`{from})", plan.owner_id(owner))
    });
    line("owner", owner.unwrap_or_else(|| "nobody".to_owned()));
    if let Some(team) = goal.team {
        line("team", sanitise::one_line(&plan[team].written.title).into_owned());
    }
    if goal.start.is_some() || goal.due.is_some() {
        let day =
            |day: Option<truenorth_core::scalar::Date>| day.map_or_else(String::new, |day| day.to_string());
        line("time", format!("{} to {}", day(goal.start), day(goal.due)));
    }
    let status = figures.status[index.at()];
    let by = if figures.by_hand[index.at()] { "set by hand" } else { "computed" };
    line("status", format!("{} ({by})", status.title()));
    if let Some(progress) = figures.progress[index.at()] {
        let expected = figures.expected[index.at()];
        let expected =
            expected.map_or_else(String::new, |expected| format!(", expected by now {}", percent(expected)));
        line("progress", format!("{} ({}){expected}", percent(progress), ground(figures.ground[index.at()])));
    }
    let sight = Sight::new(&analysed.graph);
    line("of the vision", percent(figures.contribution[index.at()]));
    match sight.strongest(index) {
        Some(path) => {
            line("line of sight", line_of_sight(path.len(), sight.paths(index)));
            for step in path {
                line("", arrow(loaded, &step));
            }
        }
        None => line("line of sight", "none: it does not reach the vision".to_owned()),
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

fn arrow(loaded: &Loaded, step: &Step) -> String {
    let plan = &loaded.plan;
    let id = plan.up_id(step.to);
    let title = match step.to {
        truenorth_core::plan::Up::Vision => plan.vision.as_ref().map_or("", |vision| &vision.title),
        truenorth_core::plan::Up::Goal(goal) => plan[goal].title(),
    };
    format!("-> `{id}` {} ({} of it)", sanitise::short(title, 70), percent(step.normalised))
}

fn ground(ground: truenorth_graph::Ground) -> &'static str {
    use truenorth_graph::Ground;
    match ground {
        Ground::Nothing => "nothing is known",
        Ground::Done => "done",
        Ground::Measure => "from its measure",
        Ground::Verdict => "its measure is met or not",
        Ground::Open => "not done yet",
        Ground::Children => "from what contributes to it",
        Ground::CheckIn => "from the latest check-in",
    }
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
