//! Plans from text to the resolved form.

use crate::finding::Finding;
use crate::plan::{Plan, Up};
use crate::read;
use crate::source::Sources;

/// The plan of these files, the first of which is the root, and all findings.
fn plan(files: &[&str]) -> (Plan, Vec<Finding>) {
    let mut sources = Sources::default();
    let mut findings = Vec::new();
    let documents = (files.iter().enumerate())
        .map(|(at, text)| {
            let bytes = text.as_bytes().to_vec();
            read::read(&mut sources, &mut findings, &format!("{at}.json"), bytes, at == 0)
        })
        .collect();
    let plan = super::resolve(documents, "p", true, &mut findings);
    (plan, findings)
}

/// A root file with these further fields.
fn root(more: &str) -> String {
    format!(r#"{{ "truenorth": 1, "organization": {{ "name": "O" }}, "vision": "V", {more} }}"#)
}

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.rule.code).collect()
}

fn days(plan: &Plan, id: &str) -> (String, String) {
    let goal = plan.goals.iter().find(|goal| goal.id() == id).unwrap();
    let day = |day: Option<crate::scalar::Date>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
    (day(goal.start), day(goal.due))
}

#[test]
fn nested_and_flat_goals_are_the_same_plan() {
    let nested = root(
        r#""goals": [{ "id": "a", "title": "A", "contributes_to": "vision",
            "key_results": [{ "id": "k", "title": "K", "weight": 2 }] }]"#,
    );
    let flat = root(
        r#""goals": [{ "id": "a", "title": "A", "contributes_to": "vision" },
            { "id": "a/k", "title": "K", "kind": "key_result", "contributes_to": { "goal": "a", "weight": 2 } }]"#,
    );
    let shape = |text: &str| {
        let (plan, findings) = plan(&[text]);
        assert!(findings.is_empty(), "{findings:?}");
        let goals = plan.goals.iter();
        goals
            .map(|goal| {
                let parents =
                    goal.parents.iter().map(|parent| (plan.up_id(parent.to).to_owned(), parent.weight));
                (goal.id().to_owned(), plan[goal.kind].word.clone(), parents.collect::<Vec<_>>())
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(shape(&nested), shape(&flat));
}

#[test]
fn the_order_of_files_changes_nothing() {
    let root = root(r#""goals": [{ "id": "a", "title": "A", "contributes_to": "vision" }]"#);
    let one = r#"{ "goals": [{ "id": "b", "title": "B", "contributes_to": "a", "owner": "t" }] }"#;
    let two = r#"{ "teams": [{ "id": "t", "title": "T" }] }"#;
    for files in [[root.as_str(), one, two], [root.as_str(), two, one]] {
        let (plan, findings) = plan(&files);
        assert!(findings.is_empty(), "{findings:?}");
        let b = plan.goals.iter().find(|goal| goal.id() == "b").unwrap();
        assert_eq!(b.owner.map(|owner| plan.owner_id(owner).to_owned()), Some("t".to_owned()));
        assert!(matches!(b.parents[0].to, Up::Goal(_)));
    }
}

#[test]
fn days_come_from_the_goal_its_file_or_the_goal_around_it() {
    let (plan, findings) = plan(&[
        &root(r#""goals": []"#),
        r#"{ "defaults": { "period": "2027" }, "goals": [
            { "id": "own", "title": "A", "contributes_to": "vision", "start": "2027-02", "due": "2027-Q2" },
            { "id": "file", "title": "B", "contributes_to": "vision" }] }"#,
        r#"{ "goals": [
            { "id": "nest", "title": "C", "contributes_to": "vision", "period": "2027-H1",
              "key_results": [{ "id": "k", "title": "K" }], "milestones": [{ "id": "m", "title": "M" }] },
            { "id": "after", "title": "D", "contributes_to": "vision", "due": "own + 2w" },
            { "id": "before", "title": "E", "contributes_to": "vision", "due": "after - 1d" }] }"#,
    ]);
    assert!(findings.is_empty(), "{findings:?}");
    let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
    assert_eq!(days(&plan, "own"), pair("2027-02-01", "2027-06-30"));
    assert_eq!(days(&plan, "file"), pair("2027-01-01", "2027-12-31"));
    assert_eq!(days(&plan, "nest/k"), pair("2027-01-01", "2027-06-30"), "a number is due with its goal");
    assert_eq!(days(&plan, "nest/m"), pair("-", "-"), "a milestone has a day of its own or none");
    assert_eq!(days(&plan, "after"), pair("-", "2027-07-14"));
    assert_eq!(days(&plan, "before"), pair("-", "2027-07-13"));
}

#[test]
fn circular_dues_are_found_once() {
    let goal = |id: &str, due: &str| {
        format!(r#"{{ "id": "{id}", "title": "T", "contributes_to": "vision", "due": "{due}" }}"#)
    };
    let goals = [goal("a", "b + 1d"), goal("b", "c + 1d"), goal("c", "a + 1d"), goal("d", "a")].join(", ");
    let (plan, findings) = plan(&[&root(&format!(r#""goals": [{goals}]"#))]);
    assert_eq!(codes(&findings), ["REF006"]);
    assert_eq!(findings[0].secondary.len(), 2);
    assert!(plan.goals.iter().all(|goal| goal.due.is_none()));
}

#[test]
fn references_that_lead_nowhere_or_astray() {
    let (plan, findings) = plan(&[&root(
        r#""plans": { "last-year": { "title": "Last year's plan" } },
        "teams": [{ "id": "t", "title": "T", "aliases": "old-t" }],
        "goals": [{ "id": "a", "title": "A", "contributes_to": ["vison", "t"], "owner": "a", "team": "old-t",
            "continues": ["last-year:x", "lats-year:y"], "supports": "mission" }]"#,
    )]);
    assert_eq!(codes(&findings), ["REF003", "REF005", "REF002", "REF003", "REF002", "REF008"]);
    assert_eq!(findings[3].message, "expected a goal or `vision`, but `t` is a team");
    assert_eq!(findings[5].help.as_deref(), Some("did you mean `last-year:y`?"));
    let unknown = &findings[2];
    assert_eq!(unknown.message, "nothing in this plan has the id `vison`");
    assert_eq!(unknown.help.as_deref(), Some("did you mean `vision`?"));
    assert_eq!(unknown.fix.as_ref().map(|fix| fix.title.as_str()), Some("write `vision`"));
    assert_eq!(plan.unresolved, 1, "a plan that is named but not here is not looked into");
}

#[test]
fn words_for_the_top_are_suggested_where_they_are_there() {
    let (_, findings) = plan(&[r#"{ "truenorth": 1, "organization": { "name": "O" },
            "goals": [{ "id": "a", "title": "A", "contributes_to": "vison", "owner": "organisation" }] }"#]);
    assert_eq!(codes(&findings), ["REF002", "REF002"]);
    let help = |message: &str| {
        let of = |finding: &&Finding| finding.message.contains(message);
        findings.iter().find(of).and_then(|finding| finding.help.as_deref())
    };
    assert_eq!(help("organisation"), Some("did you mean `organization`?"));
    // A vision that is not written cannot be meant.
    assert_ne!(help("vison"), Some("did you mean `vision`?"));
}

#[test]
fn equal_and_reserved_ids_are_left_out() {
    let (plan, findings) = plan(&[
        &root(
            r#""goals": [{ "id": "a", "title": "A", "contributes_to": "vision" }, { "id": "vision", "title": "B" }]"#,
        ),
        r#"{ "people": [{ "id": "a", "name": "N" }] }"#,
    ]);
    assert_eq!(codes(&findings), ["REF004", "REF001"]);
    assert_eq!((plan.goals.len(), plan.people.len()), (1, 0));
}

#[test]
fn built_plans_read_back_to_the_same_built_plan() {
    let (first, _) = plan(&[
        &root(r#""pillars": [{ "id": "p", "title": "P", "weight": 3 }]"#),
        r#"{ "defaults": { "period": "2027", "owner": "organization" }, "goals": [
            { "id": "a", "title": "A", "contributes_to": [{ "goal": "p", "share": "100%" }],
              "key_results": [{ "id": "k", "title": "K", "measure": { "baseline": 1, "target": 2 } }] }] }"#,
    ]);
    let written = serde_json::to_string(&crate::built::file(&first)).unwrap();
    let (second, findings) = plan(&[&written]);
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(serde_json::to_string(&crate::built::file(&second)).unwrap(), written);
}
