//! `truenorth check`

use std::fs;

use crate::run::{check_json, files, goal, plan, root, sample, titled, truenorth};

/// A plan with a warning: a title with a character that does not show.
fn with_warning() -> tempfile::TempDir {
    plan(&[("truenorth.json", titled("one\u{202e}two"))])
}

/// A plan with an error of one rule, and the fields of its goal given.
fn with_error(more: &str) -> tempfile::TempDir {
    let goal = format!(
        "{{ \"id\": \"adrift\", \"title\": \"Adrift\", \"owner\": \"organization\", \"kind\": \"initiative\", \
         \"period\": \"2027\"{more} }}"
    );
    plan(&[("truenorth.json", root(&format!("\"goals\": [{goal}]")))])
}

#[test]
fn a_clean_plan_is_0() {
    let clean = plan(&[("truenorth.json", titled("More readers"))]);
    let done = truenorth(&["check"]).at(&clean).exits(0);
    assert_eq!((done.stdout.as_str(), done.stderr.as_str()), ("no findings in 1 file\n", ""));
}

#[test]
fn the_exit_status_follows_fail_on() {
    let warned = with_warning();
    for (level, code) in [("error", 0), ("warning", 1), ("note", 1)] {
        truenorth(&["check", "--fail-on", level]).at(&warned).exits(code).says("1 warning in 1 file");
    }
    let adrift = with_error("");
    truenorth(&["check"]).at(&adrift).exits(1).says("error[ALN001]: goal-not-aligned: `adrift`");
}

#[test]
fn the_plan_chooses_fail_on_and_the_flag_wins() {
    let text =
        titled("one\u{202e}two").replace("\"goals\"", "\"checks\": { \"fail_on\": \"warning\" }, \"goals\"");
    let warned = plan(&[("truenorth.json", text)]);
    truenorth(&["check"]).at(&warned).exits(1);
    truenorth(&["check", "--fail-on", "error"]).at(&warned).exits(0);
}

#[test]
fn the_exit_status_does_not_depend_on_the_format() {
    let (adrift, warned) = (with_error(""), with_warning());
    for format in ["human", "concise", "json"] {
        truenorth(&["check", "--format", format]).at(&adrift).exits(1).says("ALN001");
        truenorth(&["check", "--format", format]).at(&warned).exits(0).says("PLN013");
        truenorth(&["check", "--format", format]).at(&sample("broken/comment")).exits(2).says("PLN003");
    }
}

#[test]
fn select_and_ignore_choose_rules() {
    let adrift = with_error("");
    for (args, code) in [
        (&["--select", "ALN"][..], 1),
        (&["--select", "goal-not-aligned"], 1),
        (&["--select", "ALN001,BUD"], 1),
        (&["--select", "BUD"], 0),
        (&["--ignore", "ALN001"], 0),
        (&["--ignore", "goal-not-aligned"], 0),
        (&["--select", "all", "--ignore", "ALN"], 0),
    ] {
        let args: Vec<&str> = ["check"].iter().chain(args).copied().collect();
        truenorth(&args).at(&adrift).exits(code);
    }
    truenorth(&["check", "--select", "goal-not-alined"])
        .at(&adrift)
        .exits(2)
        .warns("did you mean `goal-not-aligned`?");
    truenorth(&["check", "--ignore", "ZZZ"])
        .at(&adrift)
        .exits(2)
        .warns("is no rule, prefix of codes, or rule set");
}

#[test]
fn what_makes_a_plan_unreadable_cannot_be_ignored_away() {
    truenorth(&["check", "--ignore", "PLN"]).at(&sample("broken/truncated")).exits(2);
    truenorth(&["check", "--select", "BUD"]).at(&sample("broken/truncated")).exits(2);
}

#[test]
fn ignores_silence_with_a_reason_and_no_ignores_shows_them() {
    let silent =
        with_error(", \"ignore\": [{ \"rule\": \"goal-not-aligned\", \"reason\": \"an experiment\" }]");
    truenorth(&["check"]).at(&silent).exits(0).says("no findings in 1 file (1 ignored)");
    truenorth(&["check", "--no-ignores"]).at(&silent).exits(1).says("ALN001");
    let shown = check_json(&silent).json();
    assert_eq!(shown["ignored"][0]["reason"], "an experiment");
    assert_eq!(shown["counts"]["ignored"], 1);
    let unreasoned = with_error(", \"ignore\": [{ \"rule\": \"ALN001\" }]");
    truenorth(&["check"]).at(&unreasoned).exits(1).says("ALN001").says("ignore-without-reason");
}

#[test]
fn today_decides_what_is_overdue() {
    let due = plan(&[("truenorth.json", titled("More readers"))]);
    truenorth(&["check", "--today", "2027-06-30"]).at(&due).exits(0);
    truenorth(&["check", "--today", "2027-07-01", "--fail-on=note"]).at(&due).exits(1).says("overdue");
}

#[test]
fn without_as_of_the_clock_counts_and_epoch_stands_for_it() {
    let text = titled("More readers").replace(" \"as_of\": \"2027-02-15\",", "");
    let undated = plan(&[("truenorth.json", text)]);
    let run =
        |epoch| truenorth(&["check", "--format=json"]).at(&undated).env("SOURCE_DATE_EPOCH", epoch).run();
    assert_eq!(run("0").json()["today"], "1970-01-01");
    assert_eq!(run("1803859199").json()["today"], "2027-02-28");
    assert_eq!(run("1803859200").json()["today"], "2027-03-01");
    // A value that is no number leaves the clock.
    assert_ne!(run("soon").json()["today"], "1970-01-01");
    for far in ["18446744073709551615", "-1", "", "99999999999999999999"] {
        run(far);
    }
}

#[test]
fn the_plan_is_found_from_below_and_by_its_file() {
    let tree = plan(&[("truenorth.json", titled("More readers")), ("teams/a/notes.txt", String::new())]);
    truenorth(&["check"]).at(&tree.path().join("teams/a")).exits(0);
    truenorth(&["check", "teams"]).at(&tree).exits(0);
    truenorth(&["check", "truenorth.json"]).at(&tree).exits(0);
    truenorth(&["check", "nowhere"])
        .at(&tree)
        .exits(2)
        .warns("there is no directory nowhere")
        .warns("help: ");
    truenorth(&["check", "teams/a/notes.txt"]).at(&tree).exits(2).warns("is no directory");
}

/// As docs/check-formats.md says: from where the tool was called.
#[test]
fn a_plan_above_is_named_from_here() {
    let tree = plan(&[("truenorth.json", titled("one\u{202e}two")), ("teams/a/notes.txt", String::new())]);
    let concise = ["check", "--format=concise"];
    truenorth(&[&concise[..], &["teams"]].concat())
        .at(&tree)
        .exits(0)
        .says("\ntruenorth.json:4:".trim_start());
    truenorth(&concise).at(&tree.path().join("teams/a")).exits(0).says("../../truenorth.json:4:");
    let absolute = tree.path().join("teams");
    truenorth(&[&concise[..], &[absolute.to_str().unwrap()]].concat()).exits(0).says("/truenorth.json:4:");
    for (path, init) in [("nowhere", "nowhere"), ("empty", "empty")] {
        let outside = plan(&[(".git/x", ""), ("empty/x", "")]);
        truenorth(&["check", path])
            .at(&outside)
            .run()
            .warns("help: ")
            .warns(&format!("`truenorth init {init}` begins"));
    }
    truenorth(&["check", "--strict"]).at(&tree).exits(2).warns("`--select all`");
}

/// One misspelt glob is the cause of all references that lead nowhere.
#[test]
fn an_include_that_matches_nothing_is_named_by_what_it_breaks() {
    let more = ", \"supports\": [\"far\", \"further\"]";
    let text = root(&format!("\"include\": \"team/*.json\", \"goals\": [{}]", goal("a", "A", more)));
    let tree = plan(&[("truenorth.json", text)]);
    truenorth(&["check"])
        .at(&tree)
        .exits(1)
        .says("2 references lead nowhere, perhaps into the files that it misses")
        .says("or mend `include`, where it may be missing: no file matches `team/*.json`");
}

#[test]
fn a_plan_in_another_directory_is_named_with_it() {
    let tree = plan(&[("plans/2027/truenorth.json", titled("one\u{202e}two"))]);
    truenorth(&["check", "plans/2027", "--format=concise"])
        .at(&tree)
        .exits(0)
        .says("plans/2027/truenorth.json:4:");
}

#[test]
fn check_writes_nothing() {
    let tree = plan(&[("truenorth.json", titled("More readers"))]);
    let before = files(tree.path());
    truenorth(&["check"]).at(&tree).exits(0);
    truenorth(&["explain", "a"]).at(&tree).exits(0);
    assert_eq!(files(tree.path()), before);
}

#[test]
fn files_are_one_plan_whatever_their_order() {
    let two = [goal("a", "One", ""), goal("b", "Two", "").replace("\"vision\"", "\"a\"")];
    let whole = |include: &str| root(&format!("\"include\": {include}, \"goals\": []"));
    let part = |goal: &str| format!("{{ \"goals\": [{goal}] }}");
    for include in ["[\"x.json\", \"y.json\"]", "[\"y.json\", \"x.json\"]", "\"*.json\""] {
        let tree =
            plan(&[("truenorth.json", whole(include)), ("x.json", part(&two[1])), ("y.json", part(&two[0]))]);
        truenorth(&["check"]).at(&tree).exits(0).says("no findings in 3 files");
        fs::remove_file(tree.path().join("y.json")).unwrap();
        truenorth(&["check"]).at(&tree).exits(1).says("unknown-reference");
    }
}

#[test]
fn colours_are_only_for_terminals_and_on_request() {
    let adrift = with_error("");
    truenorth(&["check"]).at(&adrift).exits(1).hides("\u{1b}");
    truenorth(&["check", "--color=never"]).at(&adrift).exits(1).hides("\u{1b}");
    truenorth(&["check", "--color=always"]).at(&adrift).exits(1).says("\u{1b}[");
    truenorth(&["check", "--color=always", "--format=json"]).at(&adrift).exits(1).hides("\u{1b}");
}

#[test]
fn reports_go_into_files_and_never_into_the_plan() {
    let adrift = with_error("");
    let before = files(adrift.path());
    let report = |targets: &[&str]| {
        let mut args = vec!["check".to_owned(), "--format=concise".to_owned()];
        args.extend(targets.iter().map(|target| format!("--report={target}")));
        truenorth(&args).at(&adrift)
    };
    // A file of the plan, by any name; one file twice; a directory; a place that is not there.
    for target in ["json=truenorth.json", "json=./truenorth.json"] {
        report(&[target]).exits(2).warns("is a file of the plan; nothing was written");
    }
    report(&["json=a.txt", "sarif=./a.txt"]).exits(2).warns("two reports would go to");
    report(&["json=."]).exits(2).warns("is a directory");
    report(&["json=none/a.json"]).exits(2).warns("cannot be written");
    report(&["xml=a"]).exits(2).warns("the formats are human, concise, json");
    report(&["json"]).exits(2).warns("write a format and a file");
    assert_eq!(files(adrift.path()), before);
    // Several at once, each whole, over what is there; standard output and the exit status stay.
    let alone = report(&[]).exits(1).stdout;
    fs::write(adrift.path().join("a.sarif"), "old").unwrap();
    let done = report(&["sarif=a.sarif", "junit=a.xml", "human=a.txt"]).exits(1);
    assert_eq!(done.stdout, alone);
    assert!(fs::read_to_string(adrift.path().join("a.sarif")).unwrap().contains("\"version\": \"2.1.0\""));
    assert!(fs::read_to_string(adrift.path().join("a.xml")).unwrap().starts_with("<?xml"));
    // A file has no colours.
    truenorth(&["check", "--color=always", "--report=human=a.txt"]).at(&adrift).exits(1).says("\u{1b}[");
    assert!(!fs::read_to_string(adrift.path().join("a.txt")).unwrap().contains('\u{1b}'));
    assert_eq!(files(adrift.path()).len(), before.len() + 3);
}

#[test]
fn a_finding_says_who_set_its_level() {
    let said = |checks: &str| {
        let adrift = goal("adrift", "Adrift", "").replace("\"contributes_to\": \"vision\", ", "");
        let tree = plan(&[("truenorth.json", root(&format!("{checks} \"goals\": [{adrift}]")))]);
        let done = truenorth(&["check"]).at(&tree).run().says("goal-not-aligned");
        done.stdout.lines().find(|line| line.contains("the level")).map(str::trim_start).map(str::to_owned)
    };
    assert_eq!(said(""), None);
    assert_eq!(
        said("\"checks\": { \"rules\": { \"goal-not-aligned\": \"note\" } },").as_deref(),
        Some("= note: the level `note` comes from checks.rules")
    );
    let with_reason = "\"checks\": { \"rules\": { \"goal-not-aligned\": \"note\" }, \"overrides\": [\
        { \"files\": \"*.json\", \"rules\": { \"ALN001\": \"warning\" }, \"reason\": \"Until the council has met\" }] },";
    assert_eq!(
        said(with_reason).as_deref(),
        Some("= note: the level `warning` comes from checks.overrides: Until the council has met")
    );
}
