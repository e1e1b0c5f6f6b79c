//! `checks`, and the same by flags: what runs where, at which level, and who says so.

use crate::run::{goal, plan, root, truenorth};

/// Two files with a goal each that starts before its parent, which a strict rule finds; `checks` is the policy.
fn two(checks: &str) -> tempfile::TempDir {
    let early = |id: &str| {
        let top = goal(&format!("top-{id}"), "Top", "").replace("2027-02-01", "2027-03-01");
        let below = goal(id, id, "").replace("\"vision\"", &format!("\"top-{id}\""));
        format!("{{ \"goals\": [{top}, {below}] }}")
    };
    plan(&[
        ("truenorth.json", root(&format!("\"include\": \"teams/*.json\", \"checks\": {checks}"))),
        ("teams/a.json", early("a")),
        ("teams/b.json", early("b")),
    ])
}

/// Level, item and who set it, of each finding of a rule.
fn of_rule(directory: &tempfile::TempDir, args: &[&str], code: &str) -> Vec<String> {
    let done = truenorth(&[&["check", "--format=json"], args].concat()).at(directory).run();
    let findings = done.json()["findings"].as_array().unwrap().clone();
    let words = |finding: &serde_json::Value| {
        let text = |key: &str| finding[key].as_str().unwrap_or("-").to_owned();
        [text("level"), text("item"), text("level_from"), text("level_reason")].join(" ")
    };
    findings.iter().filter(|finding| finding["code"] == code).map(words).collect()
}

#[test]
fn an_override_that_raises_a_rule_runs_it_in_its_files_only() {
    let raised = two(
        r#"{ "overrides": [{ "files": "teams/a.json", "rules": { "start-before-parent": "error" }, "reason": "Pilot" }] }"#,
    );
    assert_eq!(of_rule(&raised, &[], "TIM009"), ["error a checks.overrides Pilot"]);
    truenorth(&["check"]).at(&raised).exits(1).says("the level `error` comes from checks.overrides: Pilot");
}

#[test]
fn the_last_override_that_matches_wins_and_the_flag_over_all() {
    let both = two(r#"{ "rules": { "TIM009": "note" }, "overrides": [
            { "files": "teams/*.json", "rules": { "TIM009": "error" }, "reason": "One" },
            { "files": "teams/b.json", "rules": { "start-before-parent": "warning" }, "reason": "Two" }] }"#);
    assert_eq!(
        of_rule(&both, &[], "TIM009"),
        ["error a checks.overrides One", "warning b checks.overrides Two"]
    );
    let flag = ["--level", "start-before-parent=note"];
    assert_eq!(of_rule(&both, &flag, "TIM009"), ["note a --level -", "note b --level -"]);
    assert!(of_rule(&both, &["--level", "TIM009=off"], "TIM009").is_empty());
    let plain = two("{}");
    assert!(of_rule(&plain, &[], "TIM009").is_empty(), "a strict rule");
    assert_eq!(of_rule(&plain, &["--level=TIM009=error"], "TIM009").len(), 2, "a level selects");
    for (word, says) in
        [("TIM009", "RULE=LEVEL"), ("TIM009=high", "the levels are"), ("TIM09=note", "`TIM009`")]
    {
        truenorth(&["check", "--level", word]).at(&plain).exits(2).warns(says);
    }
}

#[test]
fn select_on_the_command_line_means_only_these() {
    let set = two(r#"{ "rules": { "TIM009": "error" } }"#);
    assert_eq!(of_rule(&set, &[], "TIM009").len(), 2);
    truenorth(&["check", "--select", "BUD"]).at(&set).exits(0);
    assert_eq!(
        of_rule(&set, &["--select", "TIM"], "TIM009"),
        ["error a checks.rules -", "error b checks.rules -"]
    );
}

#[test]
fn off_is_off_unless_an_override_raises_it() {
    let off = two(r#"{ "select": "strict", "rules": { "TIM009": "off" }, "overrides": [
            { "files": ["teams/b.json"], "rules": { "TIM009": "note" }, "reason": "Pilot" }] }"#);
    assert_eq!(of_rule(&off, &[], "TIM009"), ["note b checks.overrides Pilot"]);
}

#[test]
fn an_ignore_of_a_rule_that_is_off_is_said_to_have_nothing_to_ignore() {
    let ignoring = |checks: &str, rule: &str| {
        let more = format!(", \"ignore\": [{{ \"rule\": \"{rule}\", \"reason\": \"R\" }}]");
        plan(&[(
            "truenorth.json",
            root(&format!("\"checks\": {checks}, \"goals\": [{}]", goal("a", "A", &more))),
        )])
    };
    let codes = |plan: &tempfile::TempDir, args: &[&str]| {
        truenorth(&[&["check", "--format=json"], args].concat()).at(plan).run().codes()
    };
    assert_eq!(codes(&ignoring("{ \"rules\": { \"overdue\": \"off\" } }", "TIM003"), &[]), ["SUP008"]);
    assert_eq!(codes(&ignoring("{ \"ignore\": \"TIM\" }", "overdue"), &[]), ["SUP008"]);
    assert_eq!(codes(&ignoring("{}", "overdue"), &[]), ["SUP003"]);
    let strict = ignoring("{}", "initiative-without-estimate");
    assert!(codes(&strict, &[]).is_empty(), "it is for those who run the strict rules");
    assert!(codes(&ignoring("{}", "overdue"), &["--ignore=TIM"]).is_empty(), "nobody asked today");
    let bad_day =
        goal("a", "A", ", \"ignore\": [{ \"rule\": \"overdue\", \"reason\": \"R\", \"until\": \"May\" }]");
    let bad_day = plan(&[("truenorth.json", root(&format!("\"goals\": [{bad_day}]")))]);
    assert_eq!(codes(&bad_day, &[]), ["PLN011"]);
}

#[test]
fn what_is_wrong_with_checks_is_found_at_its_place() {
    for (checks, code, place) in [
        (
            r#"{ "overrides": [{ "files": "team/*.json", "rules": {}, "reason": "R" }] }"#,
            "SUP005",
            "\"team/*.json\"",
        ),
        (r#"{ "overrides": [{ "files": "*.json", "rules": {}, "reason": " " }] }"#, "SUP002", "\" \""),
        (
            r#"{ "overrides": [{ "files": "*", "rules": { "overdu": "off" }, "reason": "R" }] }"#,
            "SUP001",
            "\"overdu\"",
        ),
        (r#"{ "overrides": [{ "files": "a{", "rules": {}, "reason": "R" }] }"#, "SUP005", "\"a{\""),
        (r#"{ "rules": { "overdue": { "options": { "days": 1 } } } }"#, "SUP009", "\"days\""),
        (r#"{ "rules": { "check-in-overdue": { "options": { "days": "9" } } } }"#, "SUP009", "\"days\""),
        (r#"{ "select": ["defualt"] }"#, "SUP001", "\"defualt\""),
    ] {
        let wrong = two(checks);
        let done = truenorth(&["check", "--format=json", "--ignore=TIM"]).at(&wrong).run();
        assert_eq!(done.codes(), [code], "{checks}");
        let finding = done.json()["findings"][0].clone();
        let text = std::fs::read_to_string(wrong.path().join("truenorth.json")).unwrap();
        let start = finding["place"]["offset"].as_u64().unwrap() as usize;
        assert!(text[start..].starts_with(place), "{checks}: {}", &text[start..]);
        assert!(finding["help"].as_str().is_some_and(|help| !help.is_empty()), "{checks}");
    }
}

/// Options, too, may differ between files: the last override that matches and has some counts.
#[test]
fn options_of_an_override_hold_in_its_files() {
    let uncounted = |id: &str| {
        let more = ", \"measure\": { \"unit\": \"%\", \"baseline\": 0, \"target\": 9 }";
        let text = goal(id, id, more)
            .replace("\"initiative\"", "\"key_result\"")
            .replace("2027-02-01", "2026-10-01");
        format!("{{ \"goals\": [{text}] }}")
    };
    let with = |overrides: &str| {
        plan(&[
            (
                "truenorth.json",
                root(&format!(
                    "\"include\": \"teams/*.json\", \"checks\": {{ \"overrides\": [{overrides}] }}"
                )),
            ),
            ("teams/a.json", uncounted("a")),
            ("teams/b.json", uncounted("b")),
        ])
    };
    let days = |files: &str, days: u32| {
        format!(
            "{{ \"files\": \"{files}\", \"reason\": \"R\", \"rules\": {{ \"KRS008\": {{ \"options\": {{ \"grace_days\": {days} }} }} }} }}"
        )
    };
    let items = |overrides: &str| {
        let found = of_rule(&with(overrides), &[], "KRS008");
        found.iter().map(|words| words.split(' ').nth(1).unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(items(""), ["a", "b"]);
    assert_eq!(items(&days("teams/b.json", 1000)), ["a"]);
    assert_eq!(items(&format!("{}, {}", days("teams/*.json", 1000), days("teams/a.json", 5))), ["a"]);
}

#[test]
fn a_plan_may_want_another_version_of_the_tool() {
    let wants = |version: &str| two(&format!("{{ \"required_version\": \"{version}\" }}"));
    truenorth(&["check"])
        .at(&wants(">=900"))
        .exits(2)
        .says("other-version-required")
        .says("the plan wants `>=900`");
    truenorth(&["check"]).at(&wants("soon")).exits(2).says("is no requirement of a version");
    truenorth(&["build", "--out", "out"]).at(&wants(">=900")).exits(2).warns("other-version-required");
    truenorth(&["check"]).at(&wants(">=0.1, <900")).exits(0);
}
