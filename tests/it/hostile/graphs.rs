//! Rows 16, 17 and much of one thing: plans whose links or lists are chosen to cost time. Bounds are generous:
//! what is linear takes a fraction of them, what is quadratic many times as long.

use std::path::Path;
use std::time::Duration;

use super::syntax::MOMENT;
use crate::run::{Done, goal, plan, root, truenorth};

fn of(goals: &[String], more: &str) -> tempfile::TempDir {
    plan(&[("truenorth.json", root(&format!("\"goals\": [{}]{more}", goals.join(",\n"))))])
}

fn under(id: &str, parents: &[String]) -> String {
    goal(id, "One of many", "").replace("\"vision\"", &serde_json::json!(parents).to_string())
}

fn quick(args: &[&str], at: &Path) -> Done {
    let done = truenorth(args).at(at).run();
    assert!(done.took < MOMENT, "{done} {:?}", done.took);
    done
}

#[test]
fn row_16_more_ways_than_can_be_counted() {
    let mut goals = vec![under("g0", &["vision".to_owned()])];
    for number in 1..=30 {
        let above = format!("g{}", number - 1);
        let sides = ["left", "right"].map(|side| format!("{side}{number}"));
        goals.extend(sides.iter().map(|side| under(side, std::slice::from_ref(&above))));
        goals.push(under(&format!("g{number}"), &sides));
    }
    let directory = of(&goals, "");
    // 2^30
    quick(&["explain", "g30"], directory.path()).says("the strongest of 1073741824 ways");
    for question in [&["trace", "g30"][..], &["impact", "g0"], &["stats"], &["path"], &["check"]] {
        assert_eq!(quick(question, directory.path()).code, 0, "{question:?}");
    }
}

#[test]
fn row_17_everything_under_everything() {
    let above: Vec<String> = (0..200).map(|number| format!("a{number}")).collect();
    let mut goals: Vec<String> = above.iter().map(|id| under(id, &["vision".to_owned()])).collect();
    goals.extend((0..200).map(|number| under(&format!("b{number}"), &above)));
    let directory = of(&goals, "");
    quick(&["check"], directory.path()).says("no findings");
    quick(&["explain", "b0"], directory.path()).says("the strongest of 200 ways");
}

/// Every entry has a finding of its own, in one item on one line: none may cost a look at all others.
#[test]
fn findings_in_one_long_value() {
    let ids: Vec<String> = (0..5_000).map(|number| format!("g{number}")).collect();
    let mut goals: Vec<String> = ids.iter().map(|id| goal(id, "One of many", "")).collect();
    goals.push(goal("hub", "Needs all", &format!(", \"depends_on\": {}", serde_json::json!(ids))));
    let line = |text: String| plan(&[("truenorth.json", text.replace('\n', " "))]);
    let hub = line(root(&format!("\"goals\": [{}]", goals.join(","))));
    for format in ["human", "concise", "json"] {
        let done = quick(&["check", "--format", format], hub.path());
        assert_eq!(done.code, 1, "{format}");
    }
    let ignore = "{ \"rule\": \"overdue\", \"reason\": \"As agreed\" }";
    let ignores = vec![ignore; 5_000].join(",");
    let silenced =
        line(root(&format!("\"goals\": [{}]", goal("a", "A", &format!(", \"ignore\": [{ignores}]")))));
    for format in ["human", "concise", "json"] {
        assert_eq!(quick(&["check", "--format", format], silenced.path()).code, 0, "{format}");
    }
    let keys: String = (0..5_000).map(|number| format!(", \"k{number}\": 1")).collect();
    let unknown = line(root(&format!("\"goals\": [{}]", goal("a", "A", &keys))));
    quick(&["check", "--format=json"], unknown.path());
}

#[test]
fn one_parent_named_many_times() {
    let again = vec!["top".to_owned(); 5_000];
    let directory = of(&[under("top", &["vision".to_owned()]), under("again", &again)], "");
    for question in
        [&["explain", "again"][..], &["explain", "again", "contribution"], &["trace", "again"], &["check"]]
    {
        assert_eq!(quick(question, directory.path()).code, 0, "{question:?}");
    }
}

/// Nobody helps with the spelling of all of them.
#[test]
fn unknown_ids_of_another_plan() {
    let other: Vec<String> = (0..5_000).map(|number| goal(&format!("old{number}"), "Old", "")).collect();
    let links: Vec<String> = (0..5_000).map(|number| format!("old:none{number}")).collect();
    let plans = ", \"plans\": { \"old\": { \"title\": \"Last year\", \"file\": \"old/plan.json\" } }";
    let mine = goal("a", "A", &format!(", \"relates_to\": {}", serde_json::json!(links)));
    let directory = of(&[mine], plans);
    std::fs::create_dir(directory.path().join("old")).unwrap();
    let text = root(&format!("\"goals\": [{}]", other.join(",\n")));
    std::fs::write(directory.path().join("old/plan.json"), text).unwrap();
    let done = quick(&["check"], directory.path());
    assert_eq!(done.says("error[REF009]").code, 1);
}

/// The whole of a huge title is in the plan; an answer says enough of it to be known.
#[test]
fn a_huge_title_does_not_fill_the_terminal() {
    let directory = of(&[goal("a", &"long ".repeat(200_000), "")], "");
    for question in [&["trace", "a"][..], &["impact", "a"], &["explain", "a"], &["stats"], &["path"]] {
        let done = truenorth(question).at(&directory).exits(0);
        assert!(done.stdout.len() < 20_000, "{question:?}: {} bytes", done.stdout.len());
    }
}

/// Two texts that have no line in common are compared in bounded time.
#[test]
fn a_diff_of_two_different_texts() {
    let goals: Vec<String> = (0..5_000).map(|number| goal(&format!("g{number}"), "G", "")).collect();
    let spread = goals.join(",").replace(", ", "\n , ");
    let directory = plan(&[("truenorth.json", root(&format!("\"goals\": [{spread}]")))]);
    let done = truenorth(&["fmt", "--diff"]).at(&directory).run();
    assert!(done.took < Duration::from_secs(15), "{:?}", done.took);
}

/// Nobody helps with the spelling of all names of a table.
#[test]
fn a_table_of_unknown_names() {
    let goals: Vec<String> = (0..5_000).map(|number| goal(&format!("goal{number}"), "G", "")).collect();
    let directory = of(&goals, "");
    let rows = |row: fn(usize) -> String| (0..5_000).map(row).collect::<String>();
    let actuals = format!("id,period,value\n{}", rows(|number| format!("gaol{number}x,2027-01,3\n")));
    let parents =
        format!("id,title,contributes_to\n{}", rows(|number| format!("new{number},New,gaol{number}x\n")));
    for (name, text) in [("actuals", actuals), ("goals", parents)] {
        let table = directory.path().join(format!("{name}.csv"));
        std::fs::write(&table, text).unwrap();
        let table = table.to_str().unwrap();
        let args = ["import", "--as", name, "--into", "new.json", table, "--dry-run"];
        quick(&args, directory.path());
    }
}

/// Each setting looks at the entry that it changes, and not at all of the plan.
#[test]
fn settings_of_many_scenarios() {
    let goals: Vec<String> = (0..3_000).map(|number| goal(&format!("g{number}"), "G", "")).collect();
    let setting = |number: usize| {
        format!("{{ \"item\": \"g{number}\", \"field\": \"due\", \"value\": \"2027-09-30\" }}")
    };
    let small = (0..1_500).map(|number| {
        format!("{{ \"id\": \"s{number}\", \"title\": \"S\", \"set\": [{}] }}", setting(number))
    });
    let all: Vec<String> = (0..3_000).map(setting).collect();
    let large = format!("{{ \"id\": \"all\", \"title\": \"S\", \"set\": [{}] }}", all.join(","));
    let scenarios: Vec<String> = small.chain([large]).collect();
    let directory = of(&goals, &format!(", \"scenarios\": [{}]", scenarios.join(",\n")));
    truenorth(&["check"]).at(&directory).exits(0);
    truenorth(&["check", "--scenario", "all"]).at(&directory).exits(0);
}

/// Keys that do not come in order are read as others are.
#[test]
fn a_map_in_no_order() {
    let day =
        |number: usize| format!("{}-{:02}-{:02}", 1900 + number / 336, number / 28 % 12 + 1, number % 28 + 1);
    let actuals: Vec<String> = (0..40_000).rev().map(|number| format!("\"{}\": 1", day(number))).collect();
    let measure = format!(
        ", \"measure\": {{ \"unit\": \"loans\", \"baseline\": 0, \"target\": 9, \"actuals\": {{ {} }} }}",
        actuals.join(",")
    );
    let directory = of(&[goal("a", "A", &measure)], "");
    // It ends, with what it says of days to come.
    assert!(truenorth(&["check", "--format=concise"]).at(&directory).run().code <= 1);
}

#[test]
fn ignores_of_no_rule() {
    let ignores = vec!["{ \"rule\": \"no-such-rule-at-all\", \"reason\": \"As agreed\" }"; 40_000].join(",");
    let directory = of(&[goal("a", "A", &format!(", \"ignore\": [{ignores}]"))], "");
    truenorth(&["check"]).at(&directory).exits(1).says("40000 errors");
}

/// Nobody helps with the spelling of all of them, and none is looked for in the whole list.
#[test]
fn scores_by_criteria_that_are_not_there() {
    let entries = |write: fn(usize) -> String| (0..20_000).map(write).collect::<Vec<_>>().join(",");
    let decision = format!(
        ", \"decisions\": [{{ \"id\": \"d\", \"title\": \"D\", \"owner\": \"organization\",
            \"criteria\": [{}], \"options\": [{{ \"id\": \"a\", \"title\": \"A\", \"scores\": {{ {} }} }}, {{ \"id\": \"b\", \"title\": \"B\" }}] }}]",
        entries(|number| format!("{{ \"id\": \"criterion-{number}\" }}")),
        entries(|number| format!("\"kriterion-{number}\": 3"))
    );
    let directory = of(&[goal("a", "A", "")], &decision);
    truenorth(&["check"]).at(&directory).exits(1).says("20000 errors");
}
