//! Random plans over most sections, without mistakes.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Map, Value, json};

/// Choices from which a plan is made; every choice gives a plan.
#[derive(Clone, Debug)]
pub(super) struct Choices {
    goals: Vec<GoalChoice>,
    people: Vec<(u8, Index)>,
    lines: Vec<(Index, i64, u8)>,
    risks: Vec<(Index, u8, u8)>,
    decisions: Vec<(Index, u8)>,
    changes: Vec<(Index, Index)>,
    swot: Vec<(u8, Index)>,
}

#[derive(Clone, Debug)]
struct GoalChoice {
    parent: Index,
    weight: Option<u8>,
    owner: Index,
    nested: Vec<(u8, u8, Option<u8>)>,
    month: u8,
}

pub(super) fn choices() -> impl Strategy<Value = Choices> {
    let nested = (0_u8..3, 0_u8..100, prop::option::of(1_u8..9));
    let goal = (
        any::<Index>(),
        prop::option::of(1_u8..9),
        any::<Index>(),
        prop::collection::vec(nested, 0..3),
        1_u8..=12,
    );
    let goal = goal.prop_map(|(parent, weight, owner, nested, month)| GoalChoice {
        parent,
        weight,
        owner,
        nested,
        month,
    });
    (
        prop::collection::vec(goal, 1..6),
        prop::collection::vec((0_u8..6, any::<Index>()), 1..4),
        prop::collection::vec((any::<Index>(), -10_000_i64..10_000, 1_u8..=12), 0..4),
        prop::collection::vec((any::<Index>(), 1_u8..6, 1_u8..6), 0..3),
        prop::collection::vec((any::<Index>(), 0_u8..3), 0..3),
        prop::collection::vec((any::<Index>(), any::<Index>()), 0..2),
        prop::collection::vec((0_u8..4, any::<Index>()), 0..4),
    )
        .prop_map(|(goals, people, lines, risks, decisions, changes, swot)| Choices {
            goals,
            people,
            lines,
            risks,
            decisions,
            changes,
            swot,
        })
}

/// The lists of a goal that hold goals, with the kind that goals in them have.
const NESTED: [(&str, &str); 3] =
    [("key_results", "key_result"), ("initiatives", "initiative"), ("milestones", "milestone")];

impl Choices {
    fn goal_id(&self, index: &Index) -> String {
        format!("g{}", index.index(self.goals.len()))
    }

    fn person(&self, index: &Index) -> String {
        format!("p{}", index.index(self.people.len()))
    }

    /// The goals, nested as they are thought.
    pub(super) fn nested_goals(&self) -> Vec<Value> {
        self.goals.iter().enumerate().map(|(at, choice)| self.goal(at, choice)).collect()
    }

    fn goal(&self, at: usize, choice: &GoalChoice) -> Value {
        let parent = match at {
            0 => "vision".to_owned(),
            _ => format!("g{}", choice.parent.index(at)),
        };
        let mut goal = json!({
            "id": format!("g{at}"), "title": format!("Goal {at}"),
            "contributes_to": [{ "goal": parent }],
            "owner": self.person(&choice.owner),
            "start": "2027-01-01", "due": format!("2027-{:02}", choice.month)
        });
        if let Some(weight) = choice.weight {
            goal["contributes_to"][0]["weight"] = json!(weight);
        }
        for (number, (list, value, weight)) in choice.nested.iter().enumerate() {
            let (field, _) = NESTED[usize::from(*list)];
            let mut inner = json!({
                "id": format!("n{number}"), "title": format!("Part {number}"),
                "owner": self.person(&choice.owner), "due": "2027-01-31"
            });
            if *list == 0 {
                inner["measure"] = json!({ "baseline": 0, "target": 100, "actuals": { "2027-01": value } });
                // A key result without a date has the days of its goal, nested or not.
                if value % 2 == 0 {
                    inner.as_object_mut().unwrap().remove("due");
                }
            }
            if let Some(weight) = weight {
                inner["weight"] = json!(weight);
            }
            let lists = goal.as_object_mut().unwrap().entry(field).or_insert_with(|| json!([]));
            lists.as_array_mut().unwrap().push(inner);
        }
        goal
    }

    /// The same goals beside each other, under their full ids.
    pub(super) fn flat_goals(&self) -> Vec<Value> {
        let mut flat = Vec::new();
        for mut goal in self.nested_goals() {
            let fields = goal.as_object_mut().unwrap();
            let id = fields["id"].as_str().unwrap().to_owned();
            let mut inner = Vec::new();
            for (field, kind) in NESTED {
                let Some(Value::Array(list)) = fields.remove(field) else { continue };
                for mut nested in list {
                    let own = nested.as_object_mut().unwrap();
                    let mut link = json!({ "goal": id });
                    if let Some(weight) = own.remove("weight") {
                        link["weight"] = weight;
                    }
                    let full = format!("{id}/{}", own["id"].as_str().unwrap());
                    own.insert("id".to_owned(), json!(full));
                    own.insert("kind".to_owned(), json!(kind));
                    own.insert("contributes_to".to_owned(), json!([link]));
                    inner.push(nested);
                }
            }
            flat.push(goal);
            flat.extend(inner);
        }
        flat
    }

    /// Every section but the goals: name and entries.
    pub(super) fn sections(&self) -> Vec<(&'static str, Vec<Value>)> {
        let people = self.people.iter().enumerate().map(|(at, (level, _))| {
            json!({ "id": format!("p{at}"), "name": format!("Person {at}"), "skills": { "s": { "level": level } } })
        });
        let mentoring = self
            .people
            .iter()
            .map(|(_, mentee)| json!({ "mentor": "p0", "mentee": self.person(mentee), "skill": "s" }));
        let lines = self.lines.iter().enumerate().map(|(at, (goal, amount, month))| {
            let month = format!("2027-{month:02}");
            json!({ "id": format!("l{at}"), "title": "Line", "funds": [{ "goal": self.goal_id(goal) }],
                "amounts": { "adopted": { month: amount } } })
        });
        let risks = self.risks.iter().enumerate().map(|(at, (goal, likelihood, impact))| {
            json!({ "id": format!("r{at}"), "title": "Risk", "threatens": [self.goal_id(goal)],
                "likelihood": likelihood, "impact": impact, "loss": { "likely": 100 },
                "actions": [{ "title": "Act", "owner": "p0" }] })
        });
        let decisions = self.decisions.iter().enumerate().map(|(at, (goal, chosen))| {
            json!({ "id": format!("d{at}"), "title": "Decision", "affects": [{ "item": self.goal_id(goal) }],
                "options": [{ "id": "o0", "title": "A" }, { "id": "o1", "title": "B" }, { "id": "o2", "title": "C" }],
                "chosen": format!("o{chosen}") })
        });
        let changes = self.changes.iter().enumerate().map(|(at, (goal, person))| {
            json!({ "id": format!("c{at}"), "title": "Change", "contributes_to": [self.goal_id(goal)],
                "owner": self.person(person), "groups": [{ "group": "t" }] })
        });
        vec![
            ("people", people.collect()),
            ("skills", vec![json!({ "id": "s", "title": "Skill" })]),
            ("teams", vec![json!({ "id": "t", "title": "Team", "owner": "p0" })]),
            ("mentoring", mentoring.collect()),
            ("budget", lines.collect()),
            ("risks", risks.collect()),
            ("decisions", decisions.collect()),
            ("changes", changes.collect()),
        ]
    }

    /// The strategy's lists.
    pub(super) fn strategy(&self) -> Vec<(&'static str, Value)> {
        let lists = ["strengths", "weaknesses", "opportunities", "threats"];
        let entry = |(at, (list, trend)): (usize, &(u8, Index))| {
            let trend = format!("trend{}", trend.index(2));
            (lists[usize::from(*list)], json!({ "id": format!("w{at}"), "title": "Entry", "from": [trend] }))
        };
        let trends = (0..2).map(|at| ("trends", json!({ "id": format!("trend{at}"), "title": "Trend" })));
        trends.chain(self.swot.iter().enumerate().map(entry)).collect()
    }

    /// The whole plan in one file, with these goals.
    pub(super) fn in_one_file(&self, goals: Vec<Value>) -> Value {
        let mut fields = Map::new();
        fields.insert("goals".to_owned(), Value::Array(goals));
        for (name, entries) in self.sections() {
            fields.insert(name.to_owned(), Value::Array(entries));
        }
        let mut strategy = Map::new();
        for (list, entry) in self.strategy() {
            let entries = strategy.entry(list).or_insert_with(|| json!([]));
            entries.as_array_mut().unwrap().push(entry);
        }
        fields.insert("strategy".to_owned(), Value::Object(strategy));
        super::root(fields)
    }
}
