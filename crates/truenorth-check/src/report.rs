//! Runs the rules and applies the policy at one place.

use truenorth_core::finding::{Finding, Level};
use truenorth_core::fix::Safety;
use truenorth_core::plan::Plan;
use truenorth_core::scalar::Date;
use truenorth_core::source::Sources;
use truenorth_graph::{Figures, PlanGraph};

use crate::causes;
use crate::context::{Context, Goals, Sink};
use crate::ignores::Ignores;
use crate::policy::{Flags, Policy, Way};
use crate::rule::{Rule, RuleCheck};
use crate::rules::RULES;

/// How many goals the rules look at before they go on to the next. A goal with all that hangs on it has somewhat less than a
/// kilobyte, so that this many stay in the fastest memory of a processor core.
const PORTION: usize = 64;

/// A finding that an `ignore` silences.
#[derive(Clone, Debug)]
pub struct Ignored {
    /// What was found.
    pub finding: Finding,
    /// Why it is silenced.
    pub reason: String,
}

/// What a check found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// In the order of files and places.
    pub findings: Vec<Finding>,
    /// Silenced ones, in the same order.
    pub ignored: Vec<Ignored>,
    /// Those that the baseline holds, in the same order.
    pub baselined: Vec<Finding>,
    /// Those that were there at the revision that the plan is held against, in the same order.
    pub before: Vec<Finding>,
    /// Part of the plan could not be read, so the rules were not run on it.
    pub unreadable: bool,
}

impl Report {
    /// How many findings have this level.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }

    /// Whether a finding is at or above this level.
    #[must_use]
    pub fn fails(&self, level: Level) -> bool {
        self.findings.iter().any(|finding| finding.level >= level)
    }

    /// How many findings have a fix of this kind.
    #[must_use]
    pub fn fixable(&self, safety: Safety) -> usize {
        let of = |finding: &&Finding| finding.fix.as_ref().is_some_and(|fix| fix.safety == safety);
        self.findings.iter().filter(of).count()
    }

    /// Whether a broken reference or item makes the built plan something else than what is written.
    #[must_use]
    pub fn has_broken_items(&self) -> bool {
        self.broken_items().next().is_some()
    }

    /// The findings by which the plan as read is something else than what is written.
    pub fn broken_items(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| {
            finding.level == Level::Error
                && (finding.rule.code.starts_with("REF") || finding.rule.code.starts_with("PLN"))
        })
    }
}

/// Checks a plan. `read` are the findings of reading and resolving it; the rules run only if they leave
/// the plan whole.
#[must_use]
pub fn check(
    plan: &Plan,
    graph: &PlanGraph,
    figures: &Figures,
    today: Date,
    sources: &Sources,
    flags: &Flags,
    read: Vec<Finding>,
) -> Report {
    let mut found = read;
    let policy = Policy::new(plan, sources, flags, &mut found);
    check_by(&policy, plan, graph, figures, today, sources, found)
}

/// The same by a policy that may be that of another plan. `read` holds also what is wrong with the plan's own policy.
#[must_use]
pub fn check_by(
    policy: &Policy,
    plan: &Plan,
    graph: &PlanGraph,
    figures: &Figures,
    today: Date,
    sources: &Sources,
    read: Vec<Finding>,
) -> Report {
    let mut found = read;
    let unreadable = found.iter().any(|finding| finding.rule.unreadable);
    if !unreadable {
        let context = Context { plan, graph, figures, today };
        let mut of_rules = Vec::new();
        let running: Vec<&Rule> = RULES.iter().copied().filter(|rule| policy.runs(rule)).collect();
        for rule in &running {
            if let RuleCheck::Plan(run) | RuleCheck::GoalsAndRest(_, run) = rule.check {
                in_every_way(policy, rule, sources, &mut of_rules, |sink| run(&context, sink));
            }
        }
        for goals in Goals::portions(plan, PORTION) {
            for rule in &running {
                if let RuleCheck::Goals(run) | RuleCheck::GoalsAndRest(run, _) = rule.check {
                    in_every_way(policy, rule, sources, &mut of_rules, |sink| {
                        run(&context, goals.clone(), sink);
                    });
                }
            }
        }
        // One root cause, not its consequences: what could not be read of an item is reported already.
        let follows =
            |finding: &Finding| finding.item.as_deref().is_some_and(|item| plan.damaged_ids.contains(item));
        found.extend(of_rules.into_iter().filter(|finding| !follows(finding)));
    }
    causes::name_slips_in_defaults(&mut found, sources);
    let mut ignores = Ignores::new(plan, today, policy, &mut found);
    let mut report = Report { unreadable, ..Report::default() };
    for finding in found {
        sort_in(&mut report, finding, policy, sources, Some(&mut ignores));
    }
    if !unreadable {
        for finding in ignores.unused(plan, policy, sources) {
            sort_in(&mut report, finding, policy, sources, None);
        }
    }
    let key = |finding: &Finding| {
        let start = finding.primary.place.span(sources).start;
        (finding.primary.place.file, start, finding.rule.code)
    };
    report.findings.sort_by_cached_key(key);
    report.ignored.sort_by_cached_key(|ignored| key(&ignored.finding));
    report
}

/// Runs a rule by the options of the plan, and again by those of each override that has some, of which only the findings in
/// its own files count.
fn in_every_way(
    policy: &Policy,
    rule: &'static Rule,
    sources: &Sources,
    findings: &mut Vec<Finding>,
    run: impl Fn(&mut Sink<'_>),
) {
    // Rules without options, and plans without options in overrides, have one way.
    let ways = if rule.options.is_empty() { Vec::new() } else { policy.ways(rule) };
    if ways.len() < 2 {
        return run(&mut Sink::new(rule, policy, Way::PLAN, findings));
    }
    for way in ways {
        let mut found = Vec::new();
        run(&mut Sink::new(rule, policy, way, &mut found));
        let counts = |finding: &Finding| policy.way(rule, sources.name(finding.primary.place.file)) == way;
        findings.extend(found.into_iter().filter(counts));
    }
}

/// Puts a finding where the policy wants it: among the findings, among the ignored, or nowhere.
fn sort_in(
    report: &mut Report,
    mut finding: Finding,
    policy: &Policy,
    sources: &Sources,
    ignores: Option<&mut Ignores<'_>>,
) {
    let file = sources.name(finding.primary.place.file);
    let Some((level, from)) = policy.level(&finding, file) else { return };
    finding.level = level;
    finding.level_from = from;
    let reason = ignores.and_then(|ignores| ignores.reason(&finding)).filter(|_| !policy.no_ignores);
    match reason {
        Some(reason) => report.ignored.push(Ignored { reason: reason.to_owned(), finding }),
        None => report.findings.push(finding),
    }
}

#[cfg(test)]
mod tests {
    use super::PORTION;
    use crate::policy::Flags;
    use crate::testing::{codes, with, with_flags};

    /// Rules that look at goals in portions look at each goal once, and at what is no goal once.
    #[test]
    fn a_plan_of_many_portions() {
        let goals: Vec<String> = (0..2 * PORTION + 3)
            .map(|number| {
                format!(
                    r#"{{ "id": "g{number}", "title": "G", "kind": "initiative", "grade": 2,
                        "contributes_to": [{{ "goal": "vision", "share": "90%" }}] }}"#
                )
            })
            .collect();
        let plan = with(&format!(
            r#""goals": [{}], "reviews": [{{ "id": "r", "title": "R", "date": "2027-01-01", "grades": {{ "g0": 3 }} }}]"#,
            goals.join(", ")
        ));
        let report = with_flags(&plan, &Flags::default());
        let found = |code: &str| {
            let of_rule = report.findings.iter().filter(|finding| finding.rule.code == code);
            of_rule.filter_map(|finding| finding.item.clone()).collect::<Vec<_>>()
        };
        let ids: Vec<String> = (0..2 * PORTION + 3).map(|number| format!("g{number}")).collect();
        assert!(found("ALN005") == ids);
        let mut grades = ids;
        grades.push("r".to_owned());
        assert!(found("PLN019") == grades);
    }

    #[test]
    fn an_ignore_of_a_rule_that_does_not_run_is_not_unused() {
        let plan = with(
            r#""goals": [{ "id": "g", "title": "G", "kind": "initiative", "contributes_to": "vision",
                "ignore": [{ "rule": "initiative-without-estimate", "reason": "The survey comes in autumn" }] }]"#,
        );
        assert!(with_flags(&plan, &Flags::default()).findings.is_empty());
        // With every rule it is: the plan estimates nothing, so nothing is found.
        assert_eq!(codes(&plan), ["SUP003"]);
    }
}
