//! The table of what real plans demand: every example in it is read and resolved as a part of a plan.

use serde_json::{Map, Value, json};
use truenorth_core::finding::{Finding, Level};

use super::page;

/// Where the section begins.
pub(super) const HEADING: &str = "\n## 10. What real plans demand\n";

/// The items whose ids the examples use.
fn around() -> Value {
    let goal = |id: &str, title: &str| json!({ "id": id, "title": title, "contributes_to": "vision" });
    let mut reliable = goal("reliable", "Timetable that holds in winter");
    reliable["key_results"] = json!([{ "id": "on-time", "title": "Winter crossings on time" }]);
    json!({
        "truenorth": 1, "as_of": "2027-04-15",
        "organization": { "name": "Tern Ferries", "currency": "EUR" },
        "vision": "Every island of the coast is an hour from town",
        "teams": [{ "id": "crew", "title": "Crew" }],
        "roles": [{ "id": "head-of-crew", "title": "Head of crew" }],
        "people": [{ "id": "mara-lind", "name": "Mara Lind" }],
        "skills": [{ "id": "high-voltage", "title": "High-voltage work on board" }],
        "accounts": [
            { "id": "by-department", "title": "Departments" }, { "id": "dep-shore", "title": "Shore", "part_of": "by-department" },
            { "id": "by-function", "title": "Functions" }, { "id": "fn-build", "title": "Building", "part_of": "by-function" }
        ],
        "budget": [{ "id": "charging", "title": "Charging posts", "funds": "electric" }],
        "goals": [
            goal("electric", "Run the harbour lines on batteries"), reliable, goal("licence", "Licence for battery ferries"),
            goal("convert", "Convert the Heron to battery"), goal("first-ferry", "First battery ferry")
        ]
    })
}

/// The plan with the fields of a part: lists are joined, anything else is put in.
fn with(mut plan: Value, part: Map<String, Value>) -> Value {
    for (name, value) in part {
        match (&mut plan[&name], value) {
            (Value::Array(list), Value::Array(more)) => list.extend(more),
            (place, value) => *place = value,
        }
    }
    plan
}

fn findings(plan: &Value) -> Vec<Finding> {
    let mut sources = truenorth_core::source::Sources::default();
    let mut findings = Vec::new();
    let text = plan.to_string().into_bytes();
    let document = truenorth_core::read::read(&mut sources, &mut findings, "truenorth.json", text, true);
    let _ = truenorth_core::resolve::resolve(vec![document], "plan", true, &mut findings);
    findings
}

#[test]
fn what_real_plans_demand_can_be_said() {
    assert!(findings(&around()).is_empty(), "{:?}", findings(&around()));
    let page = page("docs/format.md");
    let section = page.split_once(HEADING).unwrap().1;
    let mut demands = 0;
    for line in section.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [number, demand, how, example] = cells.as_slice() else { panic!("{line}") };
        if number.is_empty() {
            continue;
        }
        demands += 1;
        assert_eq!(number.parse(), Ok(demands), "{line}");
        assert!(demand.len() > 10 && how.len() > 8, "{line}");
        let example = example.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')).unwrap();
        let part = serde_json::from_str(example).unwrap_or_else(|error| panic!("demand {number}: {error}"));
        let found = findings(&with(around(), part));
        let wrong: Vec<&Finding> = found.iter().filter(|found| found.level != Level::Note).collect();
        assert!(wrong.is_empty(), "demand {number}: {wrong:?}");
    }
    assert_eq!(demands, 30);
}

/// The fields and words that the section names are there.
#[test]
fn the_section_names_what_exists() {
    let page = page("docs/format.md");
    let (tables, section) = page.split_once(HEADING).unwrap();
    let rules: Vec<&str> = truenorth_check::RULES.iter().map(|rule| rule.id.name).collect();
    for (position, word) in section.split('`').enumerate() {
        let code = position % 2 == 1
            && !word.starts_with('{')
            && word.chars().all(|c| c.is_ascii_lowercase() || "_.-".contains(c));
        if code {
            let last = word.rsplit('.').next().unwrap();
            let known = tables.contains(last);
            assert!(known || rules.contains(&word), "`{word}` is no field, word or rule");
        }
    }
}
