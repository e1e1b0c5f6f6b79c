//! What the alignment map shows of a plan.

use truenorth_core::model::Kind;
use truenorth_core::plan::{GoalIx, Plan, Up};
use truenorth_graph::{Figures, Node as GraphNode, PlanGraph};

use super::{alignment_groups, shown, tone};
use crate::catalogue::{Chart, Detail, Drawing, Facts, Filter, Of};
use crate::charts::alignment_map::{self as chart, Edge, FULL_LIMIT, LIMIT, Node, Status, View};

/// The chart's entry in the catalogue.
pub const CHART: Chart = Chart {
    name: "alignment-map",
    summary: "How every goal reaches the vision, with state, owner and progress; and which goals do not",
    filters: &[Filter::Team, Filter::Pillar, Filter::Detail],
    // Decisions or skills alone make a plan, too; there is nothing to align then.
    of: Of::Plan { has: |plan| !plan.goals.is_empty() || plan.vision.is_some() },
    draw: |facts, _, look| {
        let view = alignment_map(facts);
        let goals = view.undrawn.goals;
        let notes = match (facts.only.detail, view.detail) {
            (None, Detail::Collapsed) => vec![format!(
                "{goals} goals are counted by pillar and team, because nobody could read so many boxes; --team and --pillar \
                 narrow the map, --detail compact draws all"
            )],
            (Some(Detail::Full | Detail::Compact), _) if view.nodes.len() > LIMIT => {
                vec![format!("{} boxes are more than anybody reads on one picture", view.nodes.len())]
            }
            _ => Vec::new(),
        };
        Ok(Drawing { scene: chart::draw(&view, look)?, table: chart::table(&view), notes })
    },
};

/// The map of a plan, or of the part of it that is asked for.
#[must_use]
pub fn alignment_map(facts: &Facts<'_>) -> View {
    let Facts { plan, graph, figures, .. } = *facts;
    let kept = kept(facts);
    let detail = facts.only.detail.unwrap_or_else(|| readable(kept.iter().filter(|kept| **kept).count() + 1));
    if detail == Detail::Collapsed {
        return alignment_groups::groups(facts);
    }
    let columns = columns(plan, graph, &kept);
    let mut view = View { detail, columns: headings(plan, &columns, &kept), ..View::default() };
    view.source = super::source(facts);
    view.nodes.push(vision(plan, figures));
    // Where each goal went, if it did.
    let mut place = vec![None; plan.goals.len()];
    for (index, _) in plan.goals().filter(|(index, _)| kept[index.at()]) {
        place[index.at()] = Some(view.nodes.len());
        view.nodes.push(node(facts, index, columns[index.at()]));
    }
    let graph = graph.petgraph();
    for edge in graph.edge_indices() {
        let Some((child, parent)) = graph.edge_endpoints(edge) else { continue };
        let of = |node| match graph[node] {
            GraphNode::Vision => Some(0),
            GraphNode::Goal(goal) => place.get(goal.at()).copied().flatten(),
        };
        if let (Some(child), Some(parent)) = (of(child), of(parent)) {
            let weight = graph[edge].normalised;
            view.edges.push(Edge { child, parent, weight: weight.abs(), negative: weight < 0.0 });
        }
    }
    view
}

/// The box of a goal.
pub(super) fn node(facts: &Facts<'_>, index: GoalIx, column: usize) -> Node {
    let Facts { plan, figures, .. } = *facts;
    let goal = &plan[index];
    let status = figures.status[index.at()];
    Node {
        id: shown(goal.id()),
        title: shown(goal.title()),
        kind: shown(&capital(&plan[goal.kind].title)),
        column,
        owner: owner(plan, index),
        status: Some(Status { tone: tone(status), word: status.title().to_owned() }),
        progress: figures.progress[index.at()],
        aligned: figures.reaches[index.at()],
        context: !facts.wants_goal(index),
    }
}

/// The person or body a reader knows: the team, else the owner.
pub(super) fn owner(plan: &Plan, goal: GoalIx) -> String {
    let goal = &plan[goal];
    match (goal.team, goal.owner) {
        (Some(team), _) => shown(&plan[team].written.title),
        (None, Some(owner)) => shown(plan.owner_name(owner)),
        (None, None) => String::new(),
    }
}

pub(super) fn vision(plan: &Plan, figures: &Figures) -> Node {
    let pillars = plan.goals().filter(|(_, goal)| goal.parents.iter().any(|parent| parent.to == Up::Vision));
    let known: Vec<(f64, f64)> = pillars
        .filter_map(|(index, goal)| {
            let weight: f64 = goal
                .parents
                .iter()
                .filter(|parent| parent.to == Up::Vision)
                .map(|parent| parent.weight)
                .sum();
            Some((figures.progress[index.at()]?, weight.max(0.0)))
        })
        .collect();
    let weights: f64 = known.iter().map(|(_, weight)| weight).sum();
    let progress =
        (weights > 0.0).then(|| known.iter().map(|(value, weight)| value * weight).sum::<f64>() / weights);
    Node {
        id: "vision".to_owned(),
        title: plan
            .vision
            .as_ref()
            .map_or_else(|| "No vision is written".to_owned(), |vision| shown(&vision.title)),
        kind: "Vision".to_owned(),
        column: 0,
        owner: shown(plan.organization_name()),
        status: None,
        progress,
        aligned: true,
        context: false,
    }
}

/// As much as can be read of so many boxes.
const fn readable(boxes: usize) -> Detail {
    if boxes <= FULL_LIMIT {
        Detail::Full
    } else if boxes <= LIMIT {
        Detail::Compact
    } else {
        Detail::Collapsed
    }
}

/// Which goals are drawn: those that are asked for, and all above them, which show their way to the vision.
fn kept(facts: &Facts<'_>) -> Vec<bool> {
    let mut kept: Vec<bool> = facts.plan.goals().map(|(at, _)| facts.wants_goal(at)).collect();
    for up in facts.graph.parents_first().rev() {
        let Up::Goal(goal) = up else { continue };
        if !kept[goal.at()] {
            continue;
        }
        for parent in &facts.plan[goal].parents {
            if let Up::Goal(parent) = parent.to {
                kept[parent.at()] = true;
            }
        }
    }
    kept
}

/// Kinds from the vision down; those with one number share a column.
fn order(kind: Kind) -> usize {
    match kind {
        Kind::Pillar => 0,
        Kind::Objective => 1,
        Kind::KeyResult | Kind::Kpi | Kind::Initiative => 2,
        Kind::Milestone => 3,
    }
}

/// The column of every goal: right of all its parents, and never left of where its kind begins. Without
/// recursion: parents come before children in the graph's order; members of a cycle count once.
fn columns(plan: &Plan, graph: &PlanGraph, kept: &[bool]) -> Vec<usize> {
    let mut present = [false; 4];
    for (index, _) in plan.goals().filter(|(index, _)| kept[index.at()]) {
        present[order(plan.like(index))] = true;
    }
    let first = |kind: Kind| 1 + present[..order(kind)].iter().filter(|there| **there).count();
    let mut columns = vec![0; plan.goals.len()];
    for up in graph.parents_first() {
        let Up::Goal(goal) = up else { continue };
        let below = plan[goal].parents.iter().map(|parent| match parent.to {
            Up::Vision => 1,
            Up::Goal(parent) if kept[parent.at()] => columns[parent.at()] + 1,
            Up::Goal(_) => 0,
        });
        columns[goal.at()] = below.max().unwrap_or(1).max(first(plan.like(goal)));
    }
    columns
}

/// What stands over each column: the kinds in it.
fn headings(plan: &Plan, columns: &[usize], kept: &[bool]) -> Vec<String> {
    let most =
        (plan.goals()).filter(|(index, _)| kept[index.at()]).map(|(index, _)| columns[index.at()]).max();
    let mut headings = vec!["Vision".to_owned()];
    for column in 1..=most.unwrap_or(0) {
        let mut kinds: Vec<&str> = Vec::new();
        for (_, goal) in plan.goals().filter(|(index, _)| kept[index.at()] && columns[index.at()] == column) {
            let title = plan[goal.kind].title.as_str();
            if !kinds.contains(&title) {
                kinds.push(title);
            }
        }
        let words: Vec<String> = kinds
            .iter()
            .take(2)
            .enumerate()
            .map(|(at, kind)| if at == 0 { plural(&capital(kind)) } else { plural(&lower(kind)) })
            .collect();
        let more = if kinds.len() > 2 { " and more" } else { "" };
        let joined = if words.len() == 2 && more.is_empty() { words.join(" and ") } else { words.join(", ") };
        headings.push(shown(&format!("{joined}{more}")));
    }
    headings
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A capital at the beginning becomes small, unless the word is an abbreviation such as `KPI`.
fn lower(word: &str) -> String {
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(word.chars().skip(1)).collect()
        }
        _ => word.to_owned(),
    }
}

fn plural(word: &str) -> String {
    if word.ends_with('s') { word.to_owned() } else { format!("{word}s") }
}

#[cfg(test)]
mod tests {
    use truenorth_core::scalar::Date;

    use super::*;
    use crate::catalogue::Only;
    use crate::charts::alignment_map::headline;
    use crate::testing::{facts_of, plan_of_file};

    fn view(goals: &str) -> View {
        let text = format!(
            r#"{{ "truenorth": 1, "organization": {{ "name": "O" }}, "vision": "V", "goals": [{goals}] }}"#
        );
        facts_of(&plan_of_file(&text), Date::new(2027, 7, 1).unwrap(), Only::default(), alignment_map)
    }

    #[test]
    fn more_goals_than_can_be_read_are_counted_in_groups() {
        let objective = r#"{ "id": "o", "title": "O", "contributes_to": "vision" }"#.to_owned();
        let late = |many: usize| {
            let late = (0..many).map(|at| {
                let to = if at % 3 == 0 { "" } else { r#", "contributes_to": "o""# };
                format!(
                    r#"{{ "id": "k{at}", "title": "K", "kind": "key_result", "status": "off_track"{to} }}"#
                )
            });
            view(&std::iter::once(objective.clone()).chain(late).collect::<Vec<_>>().join(","))
        };
        let groups = late(LIMIT);
        // The vision, the objective, and what reaches neither; of the rest a box for all would say no more.
        assert_eq!((groups.detail, groups.nodes.len(), groups.undrawn.goals), (Detail::Collapsed, 3, 301));
        let loose = groups.nodes.last().unwrap();
        assert_eq!((loose.owner.as_str(), loose.aligned), ("100 goals, 100 off track", false));
        assert_eq!(
            headline(&groups),
            "100 of 301 goals do not reach the vision; 300 are off track, of 1 nothing is known"
        );
        let all = late(LIMIT - 2);
        assert_eq!((all.detail, all.nodes.len(), all.undrawn.goals), (Detail::Compact, LIMIT, 0));
        let few = late(FULL_LIMIT - 2);
        assert_eq!((few.detail, few.nodes.len()), (Detail::Full, FULL_LIMIT));
    }

    #[test]
    fn what_is_not_known_is_not_called_fine() {
        let view = view(
            r#"{ "id": "a", "title": "A", "contributes_to": "vision" },
               { "id": "b", "title": "B", "contributes_to": "vision", "status": "on_track" }"#,
        );
        assert_eq!(headline(&view), "All 2 goals reach the vision; none is off track, of 1 nothing is known");
    }
}
