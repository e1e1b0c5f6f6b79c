use super::*;

/// The plan of a text, which may have notes.
fn with_sources(text: &str) -> (Sources, Plan) {
    let (mut sources, mut findings) = (Sources::default(), Vec::new());
    let document =
        crate::read::read(&mut sources, &mut findings, "truenorth.json", text.as_bytes().to_vec(), true);
    let plan = crate::resolve::resolve(vec![document], "test", true, &mut findings);
    let is_note = |finding: &crate::finding::Finding| finding.level == crate::finding::Level::Note;
    assert!(findings.iter().all(is_note), "{findings:?}");
    (sources, plan)
}

const PLAN: &str = r#"{
  "truenorth": 1,
  "organization": { "name": "Tern Ferries", "currency": "EUR" },
  "vision": "Every island an hour from town",
  "people": [
    { "id": "mara-lind", "name": "Mara Lind", "aliases": ["m-lind"], "description": "Joined from Kelp & Co",
      "day_cost": 640, "documents": ["https://example.org/mara-lind"] }
  ],
  "stakeholders": [
    { "id": "mayor", "title": "Ole Brandt", "kind": "person", "owner": "m-lind" }
  ],
  "goals": [
    { "id": "revenue", "title": "Mara's 2.5 million EUR of fares", "contributes_to": "vision", "owner": "mara-lind",
      "measure": { "unit": "EUR", "baseline": 1800000, "target": 2500000,
        "actuals": { "2027-01": 1900000, "2027-02": { "value": 2000000, "note": "2,000,000 by Ole Brandt's count" } } } },
    { "id": "electric", "title": "Run the harbour lines on batteries", "owner": "mara-lind",
      "contributes_to": { "goal": "revenue", "lift": 70000 }, "cost": { "likely": 480000, "high": "500000.50" },
      "measure": { "unit": "lines", "baseline": 0, "target": 4, "actuals": { "2027-01": 1 } } }
  ],
  "budget": [
    { "id": "posts", "title": "Charging posts", "funds": "electric", "owner": "mara-lind",
      "amounts": { "adopted": { "2027": "120000.50" }, "actual": { "2027-Q1": 29100 } },
      "sources": { "Lind family fund": 120000, "loan": "not_set" } }
  ],
  "scenarios": [
    { "id": "dear", "title": "Dear", "set": [
      { "item": "posts", "field": "amounts.adopted.2027", "value": 150000 },
      { "item": "revenue", "field": "measure.target", "value": 2600000 },
      { "item": "electric", "field": "measure.target", "value": 3 } ] }
  ]
}
"#;

fn redacted(what: What) -> String {
    let (sources, plan) = with_sources(PLAN);
    let redactor = Redactor::new(what, &sources, &plan);
    let texts = redactor.texts(&sources);
    assert_eq!(texts[0].1.lines().count(), PLAN.lines().count(), "every line stays where it is");
    texts[0].1.clone()
}

#[test]
fn amounts_go_and_people_stay() {
    let text = redacted(What { money: true, people: false });
    for amount in [
        "640", "1800000", "1900000", "000000", "480000", "500000", "70000", "120000", "29100", "150000",
        "2.5",
    ] {
        assert!(!text.contains(amount), "{amount} in {text}");
    }
    assert!(
        text.contains("Mara's [amount] of fares") && text.contains("\"Lind family fund\": \"confidential\""),
        "{text}"
    );
    assert!(text.contains("\"x-lift\"") && text.contains("\"loan\": \"not_set\""), "{text}");
    assert!(
        text.contains("\"target\": 4") && text.contains("\"value\": 3 }"),
        "a measure in lines stays: {text}"
    );
    let (_, plan) = with_sources(&text);
    assert_eq!(plan.goals.len(), 2);
}

#[test]
fn people_go_and_amounts_stay() {
    let text = redacted(What { money: false, people: true });
    for name in ["Mara", "mara", "Lind", "lind", "Ole", "Brandt"] {
        let shown = text.lines().filter(|line| !line.contains("\"x-")).collect::<String>();
        assert!(!shown.contains(name), "{name} in {text}");
    }
    assert!(text.contains("\"title\": \"Person 1's 2.5 million EUR of fares\""), "{text}");
    assert!(text.contains("\"id\": \"person-1\", \"name\": \"Person 1\", \"x-aliases\""), "{text}");
    let (_, plan) = with_sources(&text);
    assert_eq!(plan.owner_name(plan.goals[0].owner.unwrap()), "Person 1");
    assert_eq!(plan.stakeholders[0].written.title, "Person 2");
    assert_eq!(plan.stakeholders[0].owner, plan.goals[0].owner, "a former id leads to the same person");
    assert_eq!(plan.people[0].written.description, None);
}

#[test]
fn nothing_to_redact_changes_nothing() {
    assert_eq!(redacted(What::default()), PLAN);
    assert!(What::default().is_nothing() && !What { money: true, people: false }.is_nothing());
}

/// A field whose amounts the walk does not reach would be a leak.
#[test]
fn every_amount_of_the_schema_is_reached() {
    let schema = crate::schema::schema();
    let mut missed = Vec::new();
    for (name, definition) in definitions(&schema).unwrap() {
        let objects = std::iter::once(definition).chain(definition["anyOf"].as_array().into_iter().flatten());
        for (field, found) in
            objects.flat_map(|object| object["properties"].as_object().into_iter().flatten())
        {
            if !found.to_string().contains("Money\"") {
                continue;
            }
            // A map holds its amount one or two levels down.
            let maps = found.to_string().matches("additionalProperties").count();
            let value = (0..maps).fold("4711".to_owned(), |inner, _| format!("{{\"k\": {inner}}}"));
            let text = format!("{{\"{field}\": {value}}}");
            let (tape, _) = scan(&text);
            let mut local = schema.clone();
            local["$ref"] = json!(format!("#/$defs/{name}"));
            let found = walk::visits(&tape, &local, &BTreeSet::new());
            if !found.iter().any(|visit| visit.class == Class::Money) {
                missed.push(format!("{name}.{field}"));
            }
        }
    }
    assert_eq!(missed, Vec::<String>::new());
}
