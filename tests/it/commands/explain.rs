//! `truenorth explain`, `truenorth rules` and `truenorth schema`

use serde_json::Value;
use truenorth_check::{Group, RULES, parse_page};

use crate::run::{goal, plan, root, sample, truenorth};

#[test]
fn every_rule_is_explained_by_code_and_by_name() {
    for rule in RULES {
        let by_code = truenorth(&["explain", rule.id.code]).exits(0).stdout;
        assert!(by_code.starts_with(&format!("{} {} (", rule.id.code, rule.id.name)), "{by_code}");
        assert!(by_code.contains(rule.summary) && by_code.contains(rule.page.trim_end()), "{by_code}");
        assert_eq!(truenorth(&["explain", rule.id.name]).exits(0).stdout, by_code);
    }
}

#[test]
fn an_item_is_explained_up_to_the_vision() {
    let explain = |id: &str| truenorth(&["explain", id]).at(&sample("aurora")).exits(0);
    explain("punctuality/arrivals")
        .says("Key result `punctuality/arrivals`")
        .says("line of sight")
        .says("-> `vision`");
    explain("passengers-a-month").says("growth plan `passengers-a-month`").says("growth.json:");
    explain("item:passengers-a-month").says("growth plan");
    let directory = sample("aurora");
    truenorth(&["explain", "punctuality", directory.to_str().unwrap()])
        .exits(0)
        .says("Objective `punctuality`");
}

#[test]
fn a_code_may_be_typed_in_lower_case() {
    let upper = truenorth(&["explain", "BUD003"]).exits(0).stdout;
    assert_eq!(truenorth(&["explain", "bud003"]).exits(0).stdout, upper);
}

#[test]
fn what_is_no_goal_says_how_it_stands_and_who_knows_more() {
    let tree = plan(&[(
        "truenorth.json",
        root(&format!(
            "\"goals\": [{}], \"roles\": [{{ \"id\": \"lead\", \"title\": \"Lead\" }}],
             \"skills\": [{{ \"id\": \"reading\", \"title\": \"Reading aloud\" }}],
             \"people\": [{{ \"id\": \"p-ada\", \"name\": \"Ada Quist\", \"roles\": [\"lead\"], \"skills\": {{ \"reading\": 3 }} }}],
             \"budget\": [{{ \"id\": \"books\", \"title\": \"Books\", \"funds\": \"a\" }}],
             \"decisions\": [{{ \"id\": \"d\", \"title\": \"D\", \"options\": [{{ \"id\": \"x\", \"title\": \"The larger room\" }}], \"chosen\": \"x\" }},
               {{ \"id\": \"e\", \"title\": \"E\" }}]",
            goal("a", "A", "").replace("\"organization\"", "\"p-ada\"")
        )),
    )]);
    let explain = |id: &str| truenorth(&["explain", id]).at(&tree).exits(0);
    explain("p-ada")
        .says("roles       1\n  goals       1\n  skills      1\n")
        .says("`truenorth impact p-ada` shows what hangs on it, `truenorth page p-ada` writes a page");
    explain("books").says("`truenorth impact books`").says("`truenorth money` where the money goes");
    explain("d").says("chosen      The larger room\n");
    explain("e").says("chosen      none yet\n");
    for command in ["impact", "page"] {
        truenorth(&[command, "p-ada"]).at(&tree).exits(0);
    }
}

#[test]
fn findings_of_an_item_are_shown_with_it() {
    truenorth(&["explain", "sourdough-school"])
        .at(&sample("first-steps"))
        .exits(0)
        .says("none: it does not reach the vision")
        .says("ALN001");
}

#[test]
fn a_word_that_is_a_rule_and_an_item_gives_both() {
    let both = plan(&[("truenorth.json", root(&format!("\"goals\": [{}]", goal("overdue", "Books", ""))))]);
    let run = |word: &str| truenorth(&["explain", word]).at(&both).exits(0).stdout;
    let (rule, item) = (run("rule:overdue"), run("item:overdue"));
    assert!(rule.starts_with("TIM") && !rule.contains("`overdue`: Books"), "{rule}");
    assert!(item.contains("`overdue`: Books") && !item.contains("What it finds"), "{item}");
    assert_eq!(run("overdue"), format!("{rule}\n{item}"));
}

#[test]
fn unknown_words_are_suggested() {
    let run = |word: &str| truenorth(&["explain", word]).at(&sample("aurora")).exits(2);
    run("goal-not-aligend").warns("did you mean `goal-not-aligned`?");
    run("punctuality/arrival").warns("did you mean `punctuality/arrivals`?");
    run("zzzzzzzzzzz").warns("`truenorth rules` lists the rules");
    run("rule:punctuality").warns("is neither a rule nor an item");
    let nowhere = tempfile::tempdir().unwrap();
    std::fs::create_dir(nowhere.path().join(".git")).unwrap();
    truenorth(&["explain", "punctuality"]).at(&nowhere).exits(2);
    truenorth(&["explain", "ALN001"]).at(&nowhere).exits(0);
}

#[test]
fn rules_lists_every_rule_once() {
    let table = truenorth(&["rules"]).exits(0).stdout;
    let listed: Vec<Value> =
        truenorth(&["rules", "--format=json"]).exits(0).json().as_array().unwrap().clone();
    assert_eq!(listed.len(), RULES.len());
    for (rule, entry) in RULES.iter().zip(&listed) {
        assert_eq!(
            (entry["code"].as_str(), entry["name"].as_str()),
            (Some(rule.id.code), Some(rule.id.name))
        );
        let line = table.lines().find(|line| line.trim_start().starts_with(rule.id.code)).unwrap();
        assert!(line.contains(rule.id.name) && line.contains(rule.summary), "{line}");
        assert_eq!(line.contains("(strict)"), entry["set"] == "strict", "{line}");
    }
    assert!(table.ends_with(&format!("{} rules; `truenorth explain CODE` explains one\n", RULES.len())));
    for group in Group::ALL {
        assert!(table.contains(&format!("{} {}\n", group.prefix(), group.title())));
    }
}

/// The rules' own crate tests its function; here the whole way from files to findings is run.
#[test]
fn the_examples_of_every_page_hold_on_the_command_line() {
    for rule in RULES {
        let page = parse_page(rule.page).unwrap();
        for (text, wanted) in [(page.fails, true), (page.passes, false)] {
            let tree = plan(&[("truenorth.json", text)]);
            let done = truenorth(&["check", "--format=json", "--select=all"]).at(&tree).run();
            let found = done.codes().iter().any(|code| code == rule.id.code);
            // Some damage cannot be shown in a single text file, such as a file that is not UTF-8.
            if wanted && !found {
                let told = [
                    "PLN001", "PLN002", "PLN006", "PLN014", "PLN017", "PLN021", "REF009", "REF011", "SUP006",
                ];
                assert!(told.contains(&rule.id.code), "{}: the failing example passes: {done}", rule.id.code);
            }
            assert!(wanted || !found, "{}: the passing example fails: {done}", rule.id.code);
        }
    }
}

#[test]
fn the_schema_is_a_schema() {
    let schema = truenorth(&["schema"]).exits(0).json();
    assert!(jsonschema::meta::is_valid(&schema));
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
}
