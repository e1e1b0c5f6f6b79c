//! The collapsed alignment map: the vision, its pillars, and one box for all goals of a team.

use std::cmp::Reverse;

use truenorth_core::plan::{GoalIx, TeamIx, Up};

use super::{alignment_map as whole, shown, source, tone};
use crate::catalogue::{Detail, Facts};
use crate::charts::alignment_map::{Edge, Node, Status, Undrawn, View};
use crate::number::grouped;
use crate::theme::Tone;

/// Most boxes of the column of teams: as many as a slide holds.
const MOST: usize = 14;
/// Most pillars. Of what is weighed against each other one sees rather all than few.
const MOST_PILLARS: usize = 20;
/// A team is linked to the pillars that at least one of so many of its goals reach, and to the strongest in any case.
const LINKED: usize = 2;

/// Goals that share a box.
#[derive(Default)]
struct Group {
    goals: Vec<GoalIx>,
    /// By top goal, how many of them reach it.
    reach: Vec<usize>,
}

/// The map with goals counted in place of drawn.
pub(super) fn groups(facts: &Facts<'_>) -> View {
    let (plan, figures) = (facts.plan, facts.figures);
    let asked: Vec<GoalIx> = plan.goals().map(|(at, _)| at).filter(|at| facts.wants_goal(*at)).collect();
    let (tops, rest) = tops(facts, &asked);
    let masks = masks(facts, &tops, &rest);
    let reaches = |goal: GoalIx, top: usize| masks.get(goal.at()).is_some_and(|mask| mask & (1 << top) != 0);
    let is_top = |goal: GoalIx| tops.contains(&goal) || rest.binary_search(&goal).is_ok();
    let boxes = tops.len() + usize::from(!rest.is_empty());
    let mut view = View {
        detail: Detail::Collapsed,
        columns: vec!["Vision".to_owned(), "Pillars".to_owned(), "Goals by team".to_owned()],
        source: source(facts),
        ..View::default()
    };
    view.nodes.push(whole::vision(plan, figures));
    for (at, top) in tops.iter().enumerate() {
        let below = asked.iter().filter(|goal| **goal != *top && reaches(**goal, at));
        let mut node = whole::node(facts, *top, 1);
        node.owner = count(below.count());
        view.edges.push(Edge {
            child: view.nodes.len(),
            parent: 0,
            weight: weight(facts, *top),
            negative: false,
        });
        view.nodes.push(node);
    }
    if !rest.is_empty() {
        let below = asked.iter().filter(|goal| !is_top(**goal) && reaches(**goal, tops.len()));
        let weight = rest.iter().map(|top| weight(facts, *top)).sum();
        view.edges.push(Edge { child: view.nodes.len(), parent: 0, weight, negative: false });
        view.nodes.push(further(facts, &rest, below.count()));
    }
    let mut teams = by_team(facts, asked.iter().copied().filter(|goal| !is_top(*goal)));
    if let [(Whose::None, group)] = teams.as_mut_slice() {
        // One box for all would say no more than the pillars do; what reaches none of them is seen nowhere else.
        group.goals.retain(|goal| masks.get(goal.at()).is_none_or(|mask| *mask == 0));
        if group.goals.is_empty() {
            teams.clear();
        }
    }
    for (_, group) in &mut teams {
        group.reach =
            (0..boxes).map(|top| group.goals.iter().filter(|goal| reaches(**goal, top)).count()).collect();
    }
    for (team, group) in &teams {
        let child = view.nodes.len();
        view.nodes.push(box_of(facts, *team, group));
        let most = group.reach.iter().max().copied().unwrap_or(0);
        for (top, count) in group.reach.iter().enumerate().filter(|(_, count)| **count > 0) {
            if count * LINKED >= group.goals.len() || *count == most {
                let weight = *count as f64 / group.goals.len().max(1) as f64;
                view.edges.push(Edge { child, parent: 1 + top, weight, negative: false });
            }
        }
    }
    if teams.is_empty() {
        view.columns.truncate(2);
    }
    if tops.is_empty() {
        // The teams move up; nothing but goals without a way to the vision is left then.
        view.nodes.iter_mut().filter(|node| node.column == 2).for_each(|node| node.column = 1);
        view.columns = vec!["Vision".to_owned(), "Goals by team".to_owned()];
    }
    let status = |goal: &GoalIx| figures.status.get(goal.at()).copied();
    let toned = |wanted: Tone| asked.iter().filter(|goal| status(goal).map(tone) == Some(wanted)).count();
    view.undrawn = Undrawn {
        goals: asked.len(),
        loose: asked
            .iter()
            .filter(|goal| !figures.reaches.get(goal.at()).copied().unwrap_or_default())
            .count(),
        bad: toned(Tone::Bad),
        unknown: toned(Tone::Unknown),
    };
    for status in asked.iter().filter_map(status) {
        let (tone, word) = (tone(status), status.title());
        match view.states.iter_mut().find(|(known, _)| known.word == word) {
            Some((_, count)) => *count += 1,
            None => view.states.push((Status { tone, word: word.to_owned() }, 1)),
        }
    }
    view
}

/// What contributes to the vision itself: what has a box of its own, and what shares one where it is too much; those with
/// the most goals below have their own.
fn tops(facts: &Facts<'_>, asked: &[GoalIx]) -> (Vec<GoalIx>, Vec<GoalIx>) {
    let is_asked = |goal: GoalIx| asked.binary_search(&goal).is_ok();
    // What is above the goals that are asked for is shown, too: it is their way to the vision.
    let mut above = vec![false; facts.plan.goals.len()];
    for up in facts.graph.parents_first().rev() {
        let Up::Goal(goal) = up else { continue };
        if !is_asked(goal) && above.get(goal.at()) != Some(&true) {
            continue;
        }
        for parent in &facts.plan[goal].parents {
            if let Up::Goal(parent) = parent.to
                && let Some(slot) = above.get_mut(parent.at())
            {
                *slot = true;
            }
        }
    }
    let mut tops: Vec<GoalIx> = facts
        .plan
        .goals()
        .filter(|(at, goal)| {
            (is_asked(*at) || above.get(at.at()) == Some(&true))
                && goal.parents.iter().any(|parent| parent.to == Up::Vision)
        })
        .map(|(at, _)| at)
        .collect();
    let mut rest = Vec::new();
    if tops.len() > MOST_PILLARS {
        let mut sizes = vec![0_usize; facts.plan.goals.len()];
        for up in facts.graph.parents_first().rev() {
            let Up::Goal(goal) = up else { continue };
            let own = sizes.get(goal.at()).copied().unwrap_or(0);
            for parent in &facts.plan[goal].parents {
                if let Up::Goal(parent) = parent.to
                    && let Some(slot) = sizes.get_mut(parent.at())
                {
                    *slot = slot.saturating_add(own + 1);
                }
            }
        }
        tops.sort_by_key(|top| (Reverse(sizes.get(top.at()).copied()), *top));
        rest = tops.split_off(MOST_PILLARS - 1);
        rest.sort_unstable();
        tops.sort_unstable();
    }
    (tops, rest)
}

/// By goal, the set of top goals that it reaches, itself included; the rest is the bit after them.
fn masks(facts: &Facts<'_>, tops: &[GoalIx], rest: &[GoalIx]) -> Vec<u64> {
    let mut masks = vec![0_u64; facts.plan.goals.len()];
    for up in facts.graph.parents_first() {
        let Up::Goal(goal) = up else { continue };
        let own = tops
            .iter()
            .position(|top| *top == goal)
            .or_else(|| rest.binary_search(&goal).is_ok().then_some(tops.len()));
        let own = own.map_or(0, |at| 1 << at);
        let above = facts.plan[goal].parents.iter().map(|parent| match parent.to {
            Up::Goal(parent) => masks.get(parent.at()).copied().unwrap_or(0),
            Up::Vision => 0,
        });
        let mask = above.fold(own, |mask, more| mask | more);
        if let Some(slot) = masks.get_mut(goal.at()) {
            *slot = mask;
        }
    }
    masks
}

/// Goals by team, in the order of the plan, those without a team last; small teams together where there are too many.
fn by_team(facts: &Facts<'_>, goals: impl Iterator<Item = GoalIx>) -> Vec<(Whose, Group)> {
    let mut teams: Vec<Group> = (0..=facts.plan.teams.len()).map(|_| Group::default()).collect();
    for goal in goals {
        let at = facts.plan[goal].team.map_or(facts.plan.teams.len(), TeamIx::at);
        if let Some(group) = teams.get_mut(at) {
            group.goals.push(goal);
        }
    }
    let named =
        |at: usize| if at < facts.plan.teams.len() { Whose::Team(TeamIx::new(at)) } else { Whose::None };
    let mut found: Vec<(Whose, Group)> = teams
        .into_iter()
        .enumerate()
        .filter(|(_, group)| !group.goals.is_empty())
        .map(|(at, group)| (named(at), group))
        .collect();
    if found.len() > MOST {
        let mut sizes: Vec<(usize, usize)> =
            found.iter().enumerate().map(|(at, (_, group))| (group.goals.len(), at)).collect();
        sizes.sort_by_key(|(size, at)| (Reverse(*size), *at));
        let small: Vec<usize> = sizes.iter().skip(MOST - 1).map(|(_, at)| *at).collect();
        let mut rest = Group::default();
        let mut kept = Vec::new();
        for (at, (team, group)) in found.into_iter().enumerate() {
            if small.contains(&at) { rest.goals.extend(group.goals) } else { kept.push((team, group)) }
        }
        kept.push((Whose::More(small.len()), rest));
        found = kept;
    }
    found
}

/// Whose goals a box holds.
#[derive(Clone, Copy)]
enum Whose {
    Team(TeamIx),
    None,
    More(usize),
}

/// The box of pillars that have none of their own.
fn further(facts: &Facts<'_>, rest: &[GoalIx], below: usize) -> Node {
    Node {
        // No id of a plan has a dot.
        id: "pillar.more".to_owned(),
        title: format!("{} more", grouped(rest.len() as f64, 0)),
        kind: "Pillar".to_owned(),
        column: 1,
        owner: count(below),
        status: Some(state_of_most(facts, rest)),
        progress: None,
        aligned: true,
        context: false,
    }
}

/// The box of some goals, and how many are off track.
fn box_of(facts: &Facts<'_>, team: Whose, group: &Group) -> Node {
    let is_bad =
        |goal: &&GoalIx| facts.figures.status.get(goal.at()).map(|status| tone(*status)) == Some(Tone::Bad);
    let bad = group.goals.iter().filter(is_bad).count();
    let off = if bad > 0 { format!(", {} off track", grouped(bad as f64, 0)) } else { String::new() };
    let title = match team {
        Whose::Team(team) => shown(&facts.plan[team].written.title),
        Whose::None => "No team".to_owned(),
        Whose::More(teams) => format!("{teams} more teams"),
    };
    Node {
        // No id of a plan has a dot.
        id: match team {
            Whose::Team(team) => shown(facts.plan[team].written.id.as_str()),
            Whose::None => "team.none".to_owned(),
            Whose::More(_) => "team.more".to_owned(),
        },
        title,
        kind: "Team".to_owned(),
        column: 2,
        owner: format!("{}{off}", count(group.goals.len())),
        status: Some(state_of_most(facts, &group.goals)),
        progress: None,
        aligned: group.reach.iter().any(|count| *count > 0),
        context: false,
    }
}

/// The state that most goals have, the worse of equals.
fn state_of_most(facts: &Facts<'_>, goals: &[GoalIx]) -> Status {
    let tones: Vec<Tone> = goals
        .iter()
        .filter_map(|goal| facts.figures.status.get(goal.at()))
        .map(|s| tone(*s).broad())
        .collect();
    let count_of = |wanted: Tone| tones.iter().filter(|tone| **tone == wanted).count();
    // The last maximum of the reversed list is the first, which is the worst.
    let most = Tone::ALL.into_iter().rev().max_by_key(|tone| count_of(*tone)).unwrap_or(Tone::Unknown);
    let word = match most {
        Tone::Bad => "mostly off track",
        Tone::Warn => "mostly behind",
        Tone::Good | Tone::Ahead => "mostly on track",
        Tone::Done => "mostly achieved",
        Tone::Idle | Tone::Proposed => "mostly not begun",
        Tone::Gone => "mostly dropped",
        Tone::Unknown => "mostly not tracked",
    };
    Status { tone: most, word: word.to_owned() }
}

fn count(goals: usize) -> String {
    if goals == 1 { "1 goal".to_owned() } else { format!("{} goals", grouped(goals as f64, 0)) }
}

/// The share of a top goal in the vision.
fn weight(facts: &Facts<'_>, top: GoalIx) -> f64 {
    let of = |goal: GoalIx| -> f64 {
        let parents = facts.plan[goal].parents.iter().filter(|parent| parent.to == Up::Vision);
        parents.map(|parent| parent.weight.abs()).sum()
    };
    let all: f64 = facts.plan.goals().map(|(at, _)| of(at)).sum();
    if all > 0.0 { of(top) / all } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Only;
    use crate::testing::{facts_of, plan_of_file};
    use truenorth_core::scalar::Date;

    #[test]
    fn goals_are_counted_by_pillar_and_by_team() {
        let text = r#"{ "truenorth": 1, "organization": { "name": "O" }, "vision": "V",
            "teams": [{ "id": "red", "title": "Red" }, { "id": "blue", "title": "Blue" }],
            "pillars": [{ "id": "p", "title": "P" }, { "id": "q", "title": "Q" }],
            "goals": [
              { "id": "a", "title": "A", "team": "red", "contributes_to": "p", "status": "off_track" },
              { "id": "b", "title": "B", "team": "red", "contributes_to": "a", "status": "on_track" },
              { "id": "c", "title": "C", "team": "red", "contributes_to": ["p", "q"], "status": "on_track" },
              { "id": "d", "title": "D", "team": "blue", "contributes_to": "q" },
              { "id": "e", "title": "E" } ] }"#;
        let view = facts_of(&plan_of_file(text), Date::new(2027, 7, 1).unwrap(), Only::default(), groups);
        let said: Vec<(&str, &str, bool)> =
            view.nodes.iter().skip(1).map(|n| (n.title.as_str(), n.owner.as_str(), n.aligned)).collect();
        assert_eq!(
            said,
            [
                ("P", "3 goals", true),
                ("Q", "2 goals", true),
                ("Red", "3 goals, 1 off track", true),
                ("Blue", "1 goal", true),
                ("No team", "1 goal", false),
            ]
        );
        assert_eq!(view.nodes[3].status.as_ref().map(|s| s.word.as_str()), Some("mostly on track"));
        // Red reaches P with all three and Q with one of three, which is less than half.
        let links: Vec<(usize, usize, f64)> =
            view.edges.iter().map(|e| (e.child, e.parent, e.weight)).collect();
        assert_eq!(links[2..], [(3, 1, 1.0), (4, 2, 1.0)]);
        assert_eq!((view.undrawn.goals, view.undrawn.loose, view.undrawn.bad), (7, 1, 1));
    }

    /// None is left out without a word, and what only reaches one of the rest is linked to it.
    #[test]
    fn many_pillars_share_a_box_and_goals_of_no_team_have_none() {
        let ids: Vec<String> = (0..30).map(|number| format!("p{number}")).collect();
        let pillars: Vec<String> =
            ids.iter().map(|id| format!(r#"{{ "id": "{id}", "title": "{id}" }}"#)).collect();
        let goals = |more: &str| -> String {
            let goal =
                |id: &String| format!(r#"{{ "id": "g{id}", "title": "G", "contributes_to": "{id}"{more} }}"#);
            ids.iter().map(goal).collect::<Vec<_>>().join(",")
        };
        let drawn = |more: &str| {
            let text = format!(
                r#"{{ "truenorth": 1, "organization": {{ "name": "O" }}, "vision": "V", "teams": [{{ "id": "red", "title": "Red" }}],
                    "pillars": [{}], "goals": [{}] }}"#,
                pillars.join(","),
                goals(more)
            );
            facts_of(&plan_of_file(&text), Date::new(2027, 7, 1).unwrap(), Only::default(), groups)
        };
        let view = drawn("");
        assert_eq!((view.columns.len(), view.nodes.len()), (2, 1 + MOST_PILLARS));
        let last = view.nodes.last().unwrap();
        assert_eq!((last.title.as_str(), last.owner.as_str()), ("11 more", "11 goals"));
        let view = drawn(r#", "team": "red""#);
        assert_eq!(view.nodes.last().unwrap().title, "Red");
        // Its goals reach the eleven of the rest more than any other.
        let red = view.nodes.len() - 1;
        let links: Vec<usize> =
            view.edges.iter().filter(|edge| edge.child == red).map(|edge| edge.parent).collect();
        assert_eq!(links, [MOST_PILLARS]);
    }
}
