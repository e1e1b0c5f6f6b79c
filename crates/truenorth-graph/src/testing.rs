//! Plans for tests.

use truenorth_core::finding::{Finding, Level};
use truenorth_core::plan::{Goal, GoalIx, KindIx, Parent, Plan, Up};
use truenorth_core::read::read;
use truenorth_core::resolve::resolve;
use truenorth_core::scalar::Date;
use truenorth_core::source::Sources;

/// A plan of one root file: `json` holds the fields besides the required ones. It must read without errors.
pub(crate) fn plan(json: &str) -> Plan {
    let text = format!(
        "{{ \"truenorth\": 1, \"organization\": {{ \"name\": \"Tern Ferries\" }}, \"vision\": \"Every island\", {json} }}"
    );
    let mut sources = Sources::default();
    let mut findings: Vec<Finding> = Vec::new();
    let document = read(&mut sources, &mut findings, "truenorth.json", text.into_bytes(), true);
    let plan = resolve(vec![document], "test", true, &mut findings);
    let errors: Vec<_> = findings.iter().filter(|finding| finding.level == Level::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    plan
}

/// The goal with an id.
pub(crate) fn goal(plan: &Plan, id: &str) -> GoalIx {
    plan.goals().find(|(_, goal)| goal.id() == id).map(|(ix, _)| ix).unwrap()
}

pub(crate) fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// A link without anything written on it.
pub(crate) fn link(to: Up) -> Parent {
    Parent { to, weight: 1.0, share: None, entry: Some(0) }
}

/// Links from each goal to the one before, the first to the vision.
pub(crate) fn chain(goals: usize) -> impl Iterator<Item = (GoalIx, Parent)> {
    (0..goals).map(|goal| {
        let to = goal.checked_sub(1).map_or(Up::Vision, |parent| Up::Goal(GoalIx::new(parent)));
        (GoalIx::new(goal), link(to))
    })
}

/// `count` diamonds, each on top of the next: 3 goals a diamond, 2^count ways from the last goal.
pub(crate) fn diamonds(count: usize) -> (usize, Vec<(GoalIx, Parent)>) {
    let mut links = Vec::new();
    let mut top = Up::Vision;
    for number in 0..count {
        let [left, right, bottom] = [0, 1, 2].map(|part| GoalIx::new(number * 3 + part));
        links.extend([(left, link(top)), (right, link(top))]);
        links.extend([(bottom, link(Up::Goal(left))), (bottom, link(Up::Goal(right)))]);
        top = Up::Goal(bottom);
    }
    (count * 3, links)
}

/// A plan whose goals all look like the first one of `plan`, with these links.
pub(crate) fn plan_of_links(
    plan: &Plan,
    goals: usize,
    links: impl IntoIterator<Item = (GoalIx, Parent)>,
) -> Plan {
    let pattern = Goal { parents: Default::default(), kind: KindIx::new(1), ..plan.goals[0].clone() };
    let mut made = Plan { kinds: plan.kinds.clone(), goals: vec![pattern; goals], ..Plan::default() };
    for (goal, parent) in links {
        made.goals[goal.at()].parents.push(parent);
    }
    made
}

/// Runs on a thread with the 2 MiB stack that test and worker threads have by default.
pub(crate) fn on_small_stack<T: Send>(run: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(2 << 20).spawn_scoped(scope, run).unwrap();
        thread.join().unwrap()
    })
}
