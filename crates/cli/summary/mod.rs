//! `summary.md`: what the plan says and what was found in it, for people who do not run the tool.

mod sections;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use truenorth_core::budget;
use truenorth_core::finding::Level;
use truenorth_core::model::{Kind, Stage};
use truenorth_core::plan::{GoalIx, Plan, Up};
use truenorth_core::sanitise::markdown;
use truenorth_core::scalar::{Calendar, Currency, Date, NamedBy};
use truenorth_graph::{Figures, Ground};

use crate::charts::Drawn;
use crate::commands::{Analysed, percent};
use crate::load::Loaded;
use crate::report::markdown::with_code;

/// How many findings the summary lists.
const MOST_FINDINGS: usize = 200;

/// The text of summary.md. Writing to a `String` cannot fail, so results of `write!` are passed over.
pub(crate) fn markdown_summary(loaded: &Loaded, analysed: &Analysed, charts: &[Drawn]) -> String {
    let plan = &loaded.plan;
    let mut out = String::new();
    let _ = writeln!(out, "# {}\n", markdown(plan.organization_name()));
    if let Some(vision) = &plan.vision {
        let horizon =
            vision.horizon.map_or_else(String::new, |time| format!(" by {}", markdown(&time.to_string())));
        let _ = writeln!(out, "**Vision{horizon}:** {}\n", markdown(&vision.title));
    }
    if let Some(mission) = &plan.mission {
        let _ = writeln!(out, "**Mission:** {}\n", markdown(&mission.title));
    }
    match plan.scenarios.iter().find(|scenario| Some(scenario.id()) == plan.scenario.as_deref()) {
        Some(scenario) => {
            let _ = writeln!(
                out,
                "As of {}, under the scenario: {}.\n",
                loaded.today,
                markdown(scenario.title())
            );
        }
        None => {
            let _ = writeln!(out, "As of {}.\n", loaded.today);
        }
    }
    at_a_glance(plan, &analysed.figures, &mut out);
    pictures(charts, &mut out);
    pillars(plan, &analysed.figures, &mut out);
    objectives(plan, &analysed.figures, &mut out);
    money(plan, &mut out);
    sections::write(plan, &mut out);
    findings(loaded, analysed, &mut out);
    out
}

fn at_a_glance(plan: &Plan, figures: &Figures, out: &mut String) {
    let reaching = figures.reaches.iter().filter(|reaches| **reaches).count();
    let _ = writeln!(out, "## At a glance\n");
    if !plan.goals.is_empty() {
        let _ = writeln!(out, "- {reaching} of {} goals reach the vision", plan.goals.len());
        if let Some(progress) = figures.vision.progress {
            let expected = figures.vision.expected.map(percent);
            let expected =
                expected.map_or_else(String::new, |expected| format!(", where {expected} was expected"));
            let known = match figures.vision.known_weight {
                Some(known) if known < 1.0 => {
                    format!(" (the progress of {} of the work is known)", percent(known))
                }
                _ => String::new(),
            };
            let _ = writeln!(out, "- the vision is {} of the way{expected}{known}", percent(progress));
        }
    }
    for (position, kind) in plan.kinds.iter().enumerate() {
        let count = plan.goals.iter().filter(|goal| goal.kind.at() == position).count();
        if count > 0 {
            let _ = writeln!(out, "- {count} of kind {}", markdown(&kind.title));
        }
    }
    let sections = [
        (plan.teams.len(), "team", "teams"),
        (plan.people.len(), "person", "people"),
        (plan.roles.len(), "role", "roles"),
        (plan.skills.len(), "skill", "skills"),
        (plan.training.len(), "training", "trainings"),
        (plan.lines.len(), "budget line", "budget lines"),
        (plan.savings.len(), "saving", "savings"),
        (plan.growth.len(), "growth plan", "growth plans"),
        (plan.scenarios.len(), "scenario", "scenarios"),
        (plan.swot.len(), "SWOT entry", "SWOT entries"),
        (plan.risks.len(), "risk", "risks"),
        (plan.decisions.len(), "decision", "decisions"),
        (plan.changes.len(), "change", "changes"),
        (plan.stakeholders.len(), "stakeholder", "stakeholders"),
        (plan.reviews.len(), "review", "reviews"),
    ];
    let written = sections.iter().filter(|(count, ..)| *count > 0);
    let words: Vec<String> = written.map(|(count, one, many)| counted(*count, one, many)).collect();
    if !words.is_empty() {
        let _ = writeln!(out, "- {}", words.join(", "));
    }
    if plan.unresolved > 0 {
        let references = counted(plan.unresolved, "reference leads", "references lead");
        let _ = writeln!(out, "- {references} into other plans that are not here");
    }
    out.push('\n');
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn pictures(charts: &[Drawn], out: &mut String) {
    if charts.is_empty() {
        return;
    }
    let _ = writeln!(out, "## Charts\n");
    for chart in charts {
        let _ = writeln!(out, "![{}](charts/{}.svg)\n", markdown(&chart.scene.title), chart.name);
    }
}

fn pillars(plan: &Plan, figures: &Figures, out: &mut String) {
    let pillars: Vec<GoalIx> =
        plan.goals().map(|(index, _)| index).filter(|index| plan.like(*index) == Kind::Pillar).collect();
    if pillars.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "## Pillars\n\n| Pillar | Of the vision | Progress | Expected | Status |\n| --- | ---: | ---: | ---: | --- |"
    );
    for index in pillars {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            markdown(plan[index].title()),
            percent(figures.contribution[index.at()]),
            progress(figures, index),
            figures.expected[index.at()].map_or_else(String::new, percent),
            figures.status[index.at()].title()
        );
    }
    out.push('\n');
}

fn objectives(plan: &Plan, figures: &Figures, out: &mut String) {
    let objectives: Vec<GoalIx> =
        plan.goals().map(|(index, _)| index).filter(|index| plan.like(*index) == Kind::Objective).collect();
    if objectives.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "## Objectives\n\n| Objective | For | Owner | Due | Progress | Expected | Status |\n| --- | --- | --- | --- | ---: | ---: | --- |"
    );
    for index in objectives {
        let goal = &plan[index];
        let parents: Vec<String> = goal
            .parents
            .iter()
            .map(|parent| match parent.to {
                Up::Vision => "the vision".to_owned(),
                Up::Goal(parent) => markdown(plan[parent].title()),
            })
            .collect();
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} | {} |",
            markdown(goal.title()),
            parents.join("; "),
            goal.owner.map_or_else(String::new, |owner| markdown(plan.owner_name(owner))),
            goal.due.map_or_else(String::new, |due| due.to_string()),
            progress(figures, index),
            figures.expected[index.at()].map_or_else(String::new, percent),
            figures.status[index.at()].title()
        );
    }
    out.push('\n');
}

/// How far a goal has come, and of how much of what contributes to it that is known.
fn progress(figures: &Figures, goal: GoalIx) -> String {
    let Some(progress) = figures.progress[goal.at()] else { return "unknown".to_owned() };
    let (known, of) = (figures.known_children[goal.at()], figures.counted_children[goal.at()]);
    if figures.ground[goal.at()] == Ground::Children && known < of {
        return format!("{} (from {known} of {of})", percent(progress));
    }
    percent(progress)
}

fn money(plan: &Plan, out: &mut String) {
    let sums = budget::by_year(plan);
    if sums.is_empty() {
        return;
    }
    let mut stages: Vec<Stage> = sums.keys().map(|heading| heading.stage).collect();
    stages.sort_unstable();
    stages.dedup();
    let _ = writeln!(out, "## Budget\n");
    let heads: Vec<&str> = stages.iter().map(|stage| stage.word()).collect();
    let _ =
        writeln!(out, "| Year | | {} |\n| --- | --- |{}", heads.join(" | "), " ---: |".repeat(stages.len()));
    let mut rows: Vec<_> =
        sums.keys().map(|heading| (heading.year, heading.is_revenue, heading.currency)).collect();
    rows.sort_unstable();
    rows.dedup();
    let mut lines = |sums: &BTreeMap<budget::Heading, budget::Total>,
                     rows: &[(Date, bool, Option<Currency>)],
                     all: &str| {
        for (year, is_revenue, currency) in rows.iter().copied() {
            let word = if is_revenue { "revenue" } else { "expense" };
            let cells: Vec<String> = stages
                .iter()
                .map(|stage| {
                    let heading = budget::Heading { year, is_revenue, stage: *stage, currency };
                    sums.get(&heading).map_or_else(String::new, |sum| grouped(sum, currency))
                })
                .collect();
            let unit = currency.map_or_else(String::new, |currency| format!(" {currency}"));
            let year = year_name(&plan.calendar, plan, year);
            let _ = writeln!(out, "| {year} | {word}{all}{unit} | {} |", cells.join(" | "));
        }
    };
    lines(&sums, &rows, "");
    // With several currencies also all in the organisation's own, as far as there are rates.
    if rows.iter().any(|(.., currency)| *currency != rows.first().and_then(|(.., currency)| *currency)) {
        let (own, without) = budget::by_year_in_own(plan);
        let mut rows: Vec<_> =
            own.keys().map(|heading| (heading.year, heading.is_revenue, heading.currency)).collect();
        rows.dedup();
        lines(&own, &rows, ", all in");
        if !without.is_empty() {
            let words: Vec<String> = without.iter().map(ToString::to_string).collect();
            let _ = writeln!(out, "\nWithout amounts in {} for which `rates` has no rate.", words.join(", "));
        }
    }
    out.push('\n');
}

/// `2027`, or `FY27` where the fiscal year is not the calendar year.
fn year_name(calendar: &Calendar, plan: &Plan, first: Date) -> String {
    let period = budget::fiscal_year(plan, first);
    if period.first.year() == period.last.year() {
        return period.first.year().to_string();
    }
    let year = match calendar.named_by {
        NamedBy::End => period.last.year(),
        NamedBy::Start => period.first.year(),
    };
    format!("FY{:02}", year % 100)
}

/// A sum with thousands in groups, `1 234 567.50`, with narrow spaces that do not break. Cents, where there
/// are any, are written in full.
fn grouped(sum: &impl std::fmt::Display, currency: Option<Currency>) -> String {
    let text = sum.to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, fraction) =
        digits.split_once('.').map_or((digits, ""), |(whole, fraction)| (whole, fraction));
    let mut out = sign.to_owned();
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position) % 3 == 0 {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
        let digits = currency.map_or(2, |currency| currency.minor_digits()) as usize;
        out.push_str(&"0".repeat(digits.saturating_sub(fraction.len())));
    }
    out
}

fn findings(loaded: &Loaded, analysed: &Analysed, out: &mut String) {
    let report = &analysed.report;
    let _ = writeln!(out, "## Findings\n");
    if report.findings.is_empty() {
        let _ = writeln!(out, "None.");
    }
    let mut list: Vec<_> = report.findings.iter().collect();
    list.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    for finding in list.iter().take(MOST_FINDINGS) {
        let place = &finding.primary.place;
        let at = loaded.sources.line_column(place.file, place.span(&loaded.sources).start);
        let _ = writeln!(
            out,
            "- {} {} in {}, line {}: {}",
            if finding.level == Level::Error { "**error**" } else { finding.level.word() },
            finding.rule.code,
            markdown(loaded.sources.name(place.file)),
            at.line,
            with_code(&finding.message)
        );
    }
    if list.len() > MOST_FINDINGS {
        let _ = writeln!(out, "- and {} more", list.len() - MOST_FINDINGS);
    }
    for ignored in &report.ignored {
        let _ = writeln!(
            out,
            "- ignored {}: {} (because: {})",
            ignored.finding.rule.code,
            with_code(&ignored.finding.message),
            with_code(&ignored.reason)
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        let shown = |text: &str| grouped(&text, None).replace('\u{202f}', " ");
        assert_eq!(shown("1234567.50"), "1 234 567.50");
        assert_eq!(shown("-999"), "-999");
        assert_eq!(shown("-1000"), "-1 000");
    }
}
