//! One plan, said in different ways, is one plan: files and sections in another order, goals nested or flat, short
//! forms or long ones.

mod layouts;
mod plans;
mod references;
mod short_forms;

use serde_json::{Map, Value};
use truenorth_core::finding::{Finding, Level};
use truenorth_core::source::Sources;
use truenorth_core::{built, read, resolve};

/// The built plan of these files, the root file first, with every list of items in the order of their ids: the order
/// of files and of items in them means nothing. Fails if something is wrong with the plan.
fn built(files: &[Value]) -> Value {
    let (mut sources, mut findings) = (Sources::default(), Vec::new());
    let documents = files
        .iter()
        .enumerate()
        .map(|(number, file)| {
            let name = if number == 0 { "truenorth.json".to_owned() } else { format!("{number}.json") };
            read::read(&mut sources, &mut findings, &name, file.to_string().into_bytes(), number == 0)
        })
        .collect();
    let plan = resolve::resolve(documents, "plan", true, &mut findings);
    let faults: Vec<&Finding> = findings.iter().filter(|finding| finding.level > Level::Note).collect();
    assert!(faults.is_empty(), "{faults:#?}\n{files:#?}");
    let mut written = serde_json::to_value(built::file(&plan)).unwrap();
    for section in written.as_object_mut().unwrap().values_mut() {
        sort_items(section);
    }
    written
}

fn sort_items(section: &mut Value) {
    match section {
        Value::Array(items) if items.iter().all(|item| item.get("id").is_some()) => {
            items.sort_by_key(|item| item["id"].to_string());
        }
        // Entries without an id, such as mentoring.
        Value::Array(entries) if entries.iter().all(Value::is_object) => {
            entries.sort_by_key(Value::to_string);
        }
        // The strategy is an object of lists.
        Value::Object(lists) => lists.values_mut().for_each(sort_items),
        _ => {}
    }
}

/// A root file with these fields.
fn root(fields: Map<String, Value>) -> Value {
    let mut root = serde_json::json!({
        "truenorth": 1,
        "as_of": "2027-03-01",
        "organization": { "name": "Test", "currency": "EUR" },
        "vision": { "title": "All read" }
    });
    root.as_object_mut().unwrap().extend(fields);
    root
}
