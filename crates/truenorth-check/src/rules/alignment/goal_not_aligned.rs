//! `goal-not-aligned`: a goal from which no chain of `contributes_to` leads to the vision.
//!
//! Only the top of a detached chain is reported: once it has a parent, everything below it is aligned.
//! Goals in or below a cycle are left to `contribution-cycle`, goals whose parent is unknown to
//! `unknown-reference`, and a plan without a vision to `plan-without-vision`.

use std::collections::{BTreeMap, HashMap};

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::fix::{Change, Fix};
use truenorth_core::model::Kind;
use truenorth_core::plan::{Goal, GoalIx, KindIx, Plan, Up};

use super::is_live;
use crate::context::{Context, Sink, count};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "ALN001", name: "goal-not-aligned", unreadable: false };

/// See `goal-not-aligned.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Alignment,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "a goal from which no chain of `contributes_to` leads to the vision",
    options: &[],
    page: include_str!("goal-not-aligned.md"),
    check: RuleCheck::Plan(check),
};

/// How many findings get a proposal by title: each looks at the goals that share a word with it.
const PROPOSALS: usize = 50;
/// How many pillars are listed where no title is near.
const PILLARS: usize = 6;

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    if plan.vision.is_none() {
        return;
    }
    let tops = tops(context);
    if tops.iter().all(Option::is_none) {
        return;
    }
    let mut below = vec![0_usize; plan.goals.len()];
    let mut has_live = vec![false; plan.goals.len()];
    for (index, goal) in plan.goals() {
        let Some(top) = tops.get(index.at()).copied().flatten() else { continue };
        if top != index {
            below[top.at()] += 1;
        }
        has_live[top.at()] |= is_live(goal);
    }
    let words = Words::new(context);
    let mut pillars = Pillars::default();
    let pillar = only_pillar(plan);
    let mut found = 0;
    for (index, goal) in plan.goals() {
        let detached = tops.get(index.at()).copied().flatten() == Some(index);
        let kind = &plan[goal.kind];
        let level = kind.unaligned.map_or(Some(RULE.level), |level| level.level());
        let Some(level) = level.filter(|_| detached && has_live[index.at()]) else { continue };
        let with = match below[index.at()] {
            0 => String::new(),
            number => format!(", nor does what is below it ({})", count(number, "goal")),
        };
        let message = format!("`{}` does not lead to the vision{with}", goal.id());
        let near = if found < PROPOSALS { words.nearest(context, index) } else { None };
        let mut finding = sink
            .about_goal(context, index, goal.place(), message)
            .label("contributes to nothing")
            .help(help(plan, index, near, &mut pillars));
        finding.level = level;
        // There is nothing else that it could serve; whether it does only its people know.
        let free = goal.written.contributes_to.is_empty();
        let fits = |pillar: &GoalIx| free && may_be_under(plan, index, &plan[plan[*pillar].kind].word);
        if let Some(pillar) = pillar.filter(fits).map(|pillar| plan[pillar].id()) {
            let change = Change::Add(goal.place(), "contributes_to", format!("\"{pillar}\""));
            let title = format!("let it contribute to `{pillar}`, the only pillar");
            finding = finding.fix(Fix::not_safe(title, change));
        }
        sink.push(finding);
        found += 1;
    }
}

/// The pillar of a plan that has no other.
fn only_pillar(plan: &Plan) -> Option<GoalIx> {
    let is_pillar = |goal: &(GoalIx, &Goal)| plan.like(goal.0) == Kind::Pillar && is_live(goal.1);
    let mut pillars = plan.goals().filter(is_pillar).map(|(index, _)| index);
    let only = pillars.next()?;
    pillars.next().is_none().then_some(only)
}

fn reaches(context: &Context<'_>, goal: GoalIx) -> bool {
    context.figures.reaches.get(goal.at()).copied().unwrap_or(false)
}

/// By goal, the top of the detached chain that it hangs on: itself if it has no parent at all. `None` for
/// goals that reach the vision, that hang on a cycle, or whose parents are unknown. A goal below several
/// tops counts for the one that its first such parent leads to.
fn tops(context: &Context<'_>) -> Vec<Option<GoalIx>> {
    let plan = context.plan;
    let mut tops: Vec<Option<GoalIx>> = vec![None; plan.goals.len()];
    let mut seen = vec![false; plan.goals.len()];
    for (first, _) in plan.goals() {
        let mut chain = Vec::new();
        let mut at = first;
        let top = loop {
            if reaches(context, at) {
                break None;
            }
            if seen[at.at()] {
                break tops[at.at()];
            }
            seen[at.at()] = true;
            chain.push(at);
            let up = plan[at].parents.iter().find_map(|parent| match parent.to {
                Up::Goal(up) => Some(up),
                Up::Vision => None,
            });
            match up {
                Some(up) => at = up,
                None => break plan[at].written.contributes_to.is_empty().then_some(at),
            }
        };
        for goal in chain {
            tops[goal.at()] = top;
        }
    }
    tops
}

/// Whether the levels of the plan let a goal contribute to something of this kind.
fn may_be_under(plan: &Plan, goal: GoalIx, kind: &str) -> bool {
    let under = plan[plan[goal].kind].under.as_ref();
    under.is_none_or(|under| under.iter().any(|word| word == kind))
}

fn help(plan: &Plan, goal: GoalIx, near: Option<GoalIx>, pillars: &mut Pillars) -> String {
    if let Some(near) = near {
        return format!("add `\"contributes_to\": \"{}\"` if that is what it serves", plan[near].id());
    }
    let list = pillars.0.entry(plan[goal].kind).or_insert_with(|| list_pillars(plan, goal));
    match (list.is_empty(), may_be_under(plan, goal, "vision")) {
        (false, _) => format!("add `contributes_to` with what it serves, such as a pillar: {list}"),
        (true, true) => "add `\"contributes_to\": \"vision\"`, or name the goal that it serves".to_owned(),
        (true, false) => "add `contributes_to` with the goal that it serves".to_owned(),
    }
}

/// The pillars that goals of a kind may contribute to, as shown; looked up once a kind.
#[derive(Default)]
struct Pillars(HashMap<KindIx, String>);

fn list_pillars(plan: &Plan, goal: GoalIx) -> String {
    let pillars: Vec<String> = (plan.goals())
        .filter(|(index, pillar)| plan.like(*index) == Kind::Pillar && is_live(pillar))
        .filter(|(_, pillar)| may_be_under(plan, goal, &plan[pillar.kind].word))
        .take(PILLARS + 1)
        .map(|(_, pillar)| format!("`{}`", pillar.id()))
        .collect();
    let more = if pillars.len() > PILLARS { " ..." } else { "" };
    let shown: Vec<&str> = pillars.iter().take(PILLARS).map(String::as_str).collect();
    format!("{}{more}", shown.join(", "))
}

/// The words of the titles of all pillars and objectives that lead to the vision.
struct Words {
    goals: HashMap<String, Vec<GoalIx>>,
}

impl Words {
    fn new(context: &Context<'_>) -> Self {
        let mut goals: HashMap<String, Vec<GoalIx>> = HashMap::new();
        for (index, goal) in context.plan.goals() {
            let wanted = matches!(context.plan.like(index), Kind::Pillar | Kind::Objective);
            if wanted && reaches(context, index) && is_live(goal) {
                for word in words(goal.title()) {
                    goals.entry(word).or_default().push(index);
                }
            }
        }
        Self { goals }
    }

    /// The goal that shares most words with the title; of equal ones a pillar, then the first.
    fn nearest(&self, context: &Context<'_>, goal: GoalIx) -> Option<GoalIx> {
        let plan = context.plan;
        let mut shared: BTreeMap<GoalIx, usize> = BTreeMap::new();
        for word in words(plan[goal].title()) {
            for near in self.goals.get(&word).into_iter().flatten() {
                *shared.entry(*near).or_default() += 1;
            }
        }
        let allowed = |near: &GoalIx| may_be_under(plan, goal, &plan[plan[*near].kind].word);
        let rank =
            |near: GoalIx, shared: usize| (shared, plan.like(near) == Kind::Pillar, std::cmp::Reverse(near));
        shared
            .into_iter()
            .filter(|(near, _)| allowed(near))
            .max_by_key(|(near, shared)| rank(*near, *shared))
            .map(|(near, _)| near)
    }
}

/// The telling words of a title: in lower case, of four letters and more, without a plural `s`.
fn words(title: &str) -> Vec<String> {
    const EMPTY: [&str; 12] =
        ["with", "from", "that", "this", "than", "more", "every", "into", "over", "their", "have", "each"];
    let mut words: Vec<String> = (title.split(|c: char| !c.is_alphanumeric()))
        .map(|word| word.to_lowercase())
        .filter(|word| word.chars().count() >= 4 && !EMPTY.contains(&word.as_str()))
        .filter(|word| !word.chars().all(|c| c.is_ascii_digit()))
        .map(|word| word.strip_suffix('s').map(str::to_owned).unwrap_or(word))
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    fn found(fields: &str) -> Vec<(String, Option<String>)> {
        let findings = of_rule(&with(fields), "ALN001").into_iter();
        findings.map(|finding| (finding.message, finding.help)).collect()
    }

    #[test]
    fn only_the_top_of_a_chain_is_reported_with_what_hangs_on_it() {
        let found = found(
            r#""pillars": [{ "id": "p", "title": "Loyal members" }, { "id": "q", "title": "New shops" }],
            "goals": [
              { "id": "a", "title": "A member's card" , "key_results": [{ "id": "k", "title": "K" }] },
              { "id": "b", "title": "B", "contributes_to": "a" },
              { "id": "c", "title": "C", "contributes_to": ["a", "p"] },
              { "id": "d", "title": "Something else" }
            ]"#,
        );
        let messages: Vec<&str> = found.iter().map(|(message, _)| message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "`a` does not lead to the vision, nor does what is below it (2 goals)",
                "`d` does not lead to the vision"
            ]
        );
        let helps: Vec<&str> = found.iter().filter_map(|(_, help)| help.as_deref()).collect();
        assert!(helps[0].contains("\"contributes_to\": \"p\""), "{}", helps[0]);
        assert!(helps[1].ends_with("such as a pillar: `p`, `q`"), "{}", helps[1]);
    }

    #[test]
    fn one_cause_is_one_finding() {
        let cycle = r#""goals": [{ "id": "a", "title": "A", "contributes_to": "b" },
            { "id": "b", "title": "B", "contributes_to": "a" }, { "id": "c", "title": "C", "contributes_to": "a" }]"#;
        assert!(found(cycle).is_empty(), "a cycle is found by another rule");
        assert!(found(r#""goals": [{ "id": "a", "title": "A", "contributes_to": "none" }]"#).is_empty());
        assert!(
            found(r#""goals": [{ "id": "a", "title": "A", "contributes_to": "other-plan:x" }]"#).is_empty()
        );
        let none = with(r#""goals": [{ "id": "a", "title": "A" }]"#).replace(r#""vision": "v","#, "");
        assert!(of_rule(&none, "ALN001").is_empty());
        assert_eq!(of_rule(&none, "ALN008").len(), 1);
    }

    #[test]
    fn the_level_follows_the_kind() {
        use truenorth_core::finding::Level;
        let levels = |unaligned: &str| {
            let json = with(&format!(
                r#""levels": [{{ "kind": "kpi", "unaligned": "{unaligned}" }}],
                "goals": [{{ "id": "a", "title": "A", "kind": "kpi" }}]"#
            ));
            of_rule(&json, "ALN001").iter().map(|finding| finding.level).collect::<Vec<_>>()
        };
        assert_eq!(levels("note"), [Level::Note]);
        assert_eq!(levels("warning"), [Level::Warning]);
        assert!(levels("off").is_empty());
    }

    #[test]
    fn the_past_and_proposals_are_left_alone_unless_work_hangs_on_them() {
        let top = |status: &str, below: &str| {
            found(&format!(
                r#""goals": [{{ "id": "a", "title": "A", "status": "{status}" }},
                {{ "id": "b", "title": "B", "status": "{below}", "contributes_to": "a" }}]"#
            ))
            .len()
        };
        assert_eq!(top("dropped", "achieved"), 0);
        assert_eq!(top("proposed", "proposed"), 0);
        assert_eq!(top("achieved", "on_track"), 1);
    }
}
