//! Any table, against a small plan: no panic, no broken plan, and nothing left to do the second time.

use proptest::prelude::*;

use super::*;

const ROOT: &str = r#"{ "truenorth": 1, "organization": { "name": "Library", "currency": "EUR" }, "vision": "All read",
  "include": "*.json",
  "teams": [ { "id": "desk", "title": "Desk", "aliases": ["Front desk"] } ],
  "people": [ { "id": "p-ada", "name": "Ada", "team": "desk" } ],
  "accounts": [ { "id": "books", "title": "Books" } ],
  "goals": [
    { "id": "readers", "title": "More readers", "contributes_to": "vision", "owner": "desk",
      "measure": { "unit": "people", "baseline": 10, "target": 20, "actuals": { "2027-01": 11 } },
      "key_results": [ { "id": "young", "title": "Young readers", "measure": { "baseline": 0, "target": 5 }, "origin": { "id": "K-1" } } ] },
    { "id": "quiet", "title": "Quiet rooms", "contributes_to": { "goal": "readers", "weight": 2 } }
  ],
  "budget": [ { "id": "new-books", "title": "New books", "amounts": { "adopted": { "2027": 100 } } } ]
}
"#;

fn plan() -> Texts {
    Texts::from([("truenorth.json".to_owned(), ROOT.to_owned())])
}

fn run(target: Target, csv: &str, before: &Texts) -> Result<Import, Refusal> {
    let map: Vec<String> = match target {
        Target::Goals => GOALS.iter().enumerate().map(|(at, field)| format!("{field}=#{}", at + 1)).collect(),
        Target::Budget => {
            BUDGET.iter().enumerate().map(|(at, field)| format!("{field}=#{}", at + 1)).collect()
        }
        Target::Actuals => {
            ["id", "time", "value", "note"].iter().map(|field| format!("{field}={field}")).collect()
        }
    };
    let request = Request {
        target,
        bytes: csv.as_bytes().to_vec(),
        file: "table.csv",
        delimiter: Some(b','),
        decimal: None,
        map: &map,
        into: (target != Target::Actuals).then_some("new.json"),
    };
    import(request, before)
}

const GOALS: &[&str] = &[
    "id",
    "title",
    "parent",
    "owner",
    "due",
    "status",
    "measure.target",
    "measure.baseline",
    "measure.unit",
    "tags",
    "description",
    "weight",
    "kind",
    "measure.actuals.2027-02",
    "measure.actuals.2027-01",
    "depends_on",
];

const BUDGET: &[&str] = &[
    "id",
    "title",
    "owner",
    "team",
    "accounts",
    "funds",
    "currency",
    "amounts.adopted.FY28",
    "amounts.adopted.FY27",
    "amounts.actual.2026",
    "valid",
    "description",
];

const WORDS: &[&str] = &[
    "",
    "",
    "a",
    "A-1",
    "K-1",
    "readers",
    "readers/young",
    "More readers",
    "vision",
    "Vision",
    "organization",
    "desk",
    "Ada",
    "Front desk",
    "quiet; readers",
    "quiet, nowhere",
    "95%",
    "Above 95%",
    "at most 5 days",
    "1,234",
    "1.234,50",
    "(300)",
    "$1,200.00",
    "€5",
    "1200 USD",
    "TBD",
    "#REF!",
    "-",
    "Confidential",
    "2027-06-30",
    "03/04/2027",
    "Q2 2027",
    "2028..2027",
    "ongoing",
    "quiet + 90d",
    "every 3m",
    "on track",
    "key result",
    "FY27",
    "EUR",
    "not_set",
    "=1+1",
    "@cmd",
    "+1",
    "-1",
    "\"",
    "\\",
    "\n",
    "a\nb",
    "\r",
    "\u{0}",
    "\u{1}",
    "\u{202e}x",
    "\u{feff}",
    "::error::x",
    "##[error]",
    "null",
    "{}",
    "1e999",
    "é",
    "\u{1f600}",
    "99999999999999999999",
    "0.00001",
    "2027",
    "true",
    "new-books",
    "books",
];

/// Cells that mean something, and cells that mean harm.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![4 => prop::sample::select(WORDS).prop_map(str::to_owned), 1 => "(?s).{0,8}"]
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

fn table(width: usize) -> impl Strategy<Value = String> {
    let row = prop::collection::vec(cell(), width)
        .prop_map(|cells| cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(","));
    prop::collection::vec(row, 0..6).prop_map(|rows| rows.join("\n"))
}

/// Imports, and imports again what came of it.
fn holds(target: Target, csv: &str) -> Result<(), TestCaseError> {
    let before = plan();
    let first = match run(target, csv, &before) {
        Ok(import) => import,
        Err((message, _)) => {
            // Only dues that wait for each other make the whole table wrong.
            let broken = message.contains("new errors") && !message.contains("in a circle");
            prop_assert!(!broken && !message.contains("cannot be written"), "{message}\n{csv}");
            return Ok(());
        }
    };
    prop_assert!(verify::new_errors(&before, &first.texts).is_empty());
    let _ = (summary(&first, target, "table.csv", true), planned(&first));
    // A row may have changed a title that another row goes by, so it is the third time that nothing is left.
    let again = |texts: &Texts| run(target, csv, texts).map_err(|(message, _)| TestCaseError::fail(message));
    let second = again(&first.texts)?;
    let new = second.outcomes.iter().find(|outcome| matches!(outcome.done, Done::New(_)));
    prop_assert!(new.is_none(), "{new:?}\n{csv}");
    let third = again(&second.texts)?;
    let moved: Vec<&Outcome> =
        third.outcomes.iter().filter(|outcome| outcome.done != Done::Unchanged).collect();
    prop_assert!(moved.is_empty() && third.texts == second.texts, "{moved:?}\n{csv}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn goals_of_any_table(rows in table(GOALS.len())) {
        holds(Target::Goals, &format!("{}\n{rows}", GOALS.join(",")))?;
    }

    #[test]
    fn lines_of_any_table(rows in table(BUDGET.len())) {
        holds(Target::Budget, &format!("{}\n{rows}", BUDGET.join(",")))?;
    }

    #[test]
    fn values_of_any_table(rows in table(4)) {
        holds(Target::Actuals, &format!("id,time,value,note\n{rows}"))?;
    }

    #[test]
    fn any_text_ends(text in "(?s)(id|title|Goal|[,;\t\r\n\"]|.){0,60}", target in 0..3) {
        let target = [Target::Goals, Target::Budget, Target::Actuals][usize::try_from(target).unwrap_or(0)];
        let before = plan();
        let request = Request { target, bytes: text.into_bytes(), file: "t.csv", delimiter: None, decimal: Some('.'), map: &[], into: Some("new.json") };
        if let Ok(import) = import(request, &before) {
            prop_assert!(verify::new_errors(&before, &import.texts).is_empty());
        }
    }
}
