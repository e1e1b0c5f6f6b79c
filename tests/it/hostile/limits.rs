//! At each limit all is well; one past it the tool says so, where, and what to do, and nothing is half read.

use std::fs;

use tempfile::TempDir;

use super::codes;
use super::syntax::MOMENT;
use crate::run::{Done, check, goal, plan, root, titled, truenorth};

fn goals(count: usize) -> Vec<String> {
    (0..count).map(|number| goal(&format!("g{number}"), "One of many", "")).collect()
}

fn of(goals: &[String]) -> String {
    root(&format!("\"goals\": [{}]", goals.join(",\n")))
}

/// Rows 12 of the list: what `--limit` lowers.
#[test]
fn limits_end_what_they_say() {
    // A wrong id shows whether the team's file was read.
    let team = format!("{{ \"goals\": [{}] }}", goal("B", "B", ""));
    let first = root(&format!("\"include\": \"*.json\", \"goals\": [{}]", goal("a", "A", "")));
    let tree = plan(&[("truenorth.json", &first), ("team.json", &team)]);
    let with = |limit: &str| truenorth(&["check", "--limit", limit]).at(&tree).run();
    let most = first.len().max(team.len());
    let all = first.len() + team.len();
    assert_eq!(with(&format!("file={most}")).says("PLN011").code, 1);
    assert_eq!(with(&format!("plan={all}")).says("PLN011").code, 1);
    let bytes = |length: usize, limit: usize| format!("it has {length} bytes; the limit is {limit}");
    // The larger of the two files is the root: without it nothing is known.
    assert_eq!(most, first.len());
    let done = with(&format!("file={}", most - 1)).says("truenorth.json:1:1").says("help: ").says("split it");
    assert_eq!(done.says(&bytes(most, most - 1)).hides("PLN011").code, 2);
    let done = with(&format!("plan={}", all - 1)).says("team.json:1:1").says("help: ").says("split it");
    assert_eq!(done.says(&bytes(team.len(), team.len() - 1)).hides("PLN011").code, 2);
    // The rest of the plan was read and judged, but for the rules, which would say what only follows.
    with(&format!("plan={}", all - 1)).says("the rules were not run");
    let twice = plan(&[("truenorth.json", of(&goals(2)))]);
    let items = |limit: &str| truenorth(&["check", "--limit", limit]).at(&twice).run();
    assert_eq!(items("items=2").code, 0);
    let done = items("items=1").warns("the plan has 2 items; the limit is 1; most are in truenorth.json");
    let done = done.warns("help: split the plan");
    assert_eq!((done.code, done.stdout.as_str()), (2, ""));
    // The root file and the team's.
    assert_eq!(with("entries=2").code, 1);
    let done = with("entries=1").warns("more than 1 directory entries").warns("help: write narrower globs");
    assert_eq!((done.code, done.stdout.as_str()), (2, ""));
    // Every command that reads a plan heeds them.
    for command in
        [&["stats"][..], &["owners"], &["trace", "g0"], &["money"], &["path"], &["page", "organization"]]
    {
        truenorth(&[command, &["--limit", "items=1"]].concat()).at(&twice).exits(2).warns("the limit is 1");
    }
    let out = tempfile::tempdir().unwrap();
    let target = out.path().join("built");
    let args = ["build", "--limit", "items=1", "--out", target.to_str().unwrap()];
    truenorth(&args).at(&twice).exits(2).warns("the limit is 1");
    assert!(!target.exists(), "nothing half built");
    for wrong in
        ["file", "file=", "files=1", "file=1MB", "file=-1", "file=1.5", "items=x", "=1", "file=1 MiB"]
    {
        truenorth(&["check", "--limit", wrong]).at(&twice).exits(2).warns("--limit");
    }
}

/// A file of `/proc` has no length and yet a text.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_does_not_know_its_length() {
    let tree = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink("/proc/self/mountinfo", tree.path().join("truenorth.json")).unwrap();
    let done = truenorth(&["check", "--limit=file=20"]).at(&tree).exits(2);
    done.says("it has more bytes than the limit of 20");
}

#[test]
fn titles_and_ids_have_a_length() {
    let title = |length: usize| check(&plan(&[("truenorth.json", titled(&"x".repeat(length)))]));
    assert_eq!(title(500).says("no findings").code, 0);
    let done = title(501).says("warning[PLN013]").says("truenorth.json:4:").says("help: ");
    assert_eq!(done.code, 0);
    let id = |id: &str| plan(&[("truenorth.json", of(&[goal(id, "T", "")]))]);
    let parts = |count: usize, last: usize| {
        format!("{}{}", format!("{}/", "p".repeat(49)).repeat(count), "q".repeat(last))
    };
    assert_eq!(codes(id(&"a".repeat(64)).path()).0, 0);
    check(&id(&"a".repeat(65))).says("at most 64 are allowed").says("truenorth.json:3:").says("help: ");
    // Five parts of 50 with their slash, and the rest.
    assert_eq!(codes(id(&parts(5, 5)).path()).0, 0);
    assert_eq!(check(&id(&parts(5, 6))).says("PLN011").says("255").code, 1);
}

/// In a format for programs, as people are shown equal findings once.
fn each(tree: &TempDir) -> Done {
    truenorth(&["check", "--format", "json"]).at(tree).run()
}

#[test]
fn damages_and_suggestions_are_counted() {
    let damaged = |count: usize| {
        let text = format!("{{ \"truenorth\": 1, \"goals\": [{}] }}", "1 ".repeat(count + 1));
        let done = each(&plan(&[("truenorth.json", text)]));
        assert_eq!(done.code, 2);
        done.stdout.matches("\"PLN003\"").count()
    };
    assert_eq!((damaged(49), damaged(50), damaged(51), damaged(5_000)), (49, 50, 50, 50));
    let misspelt = |count: usize| {
        let wrong = |number: usize| goal(&format!("g{number}"), "T", "").replace("\"vision\"", "\"raeders\"");
        let mut list: Vec<String> = (0..count).map(wrong).collect();
        list.push(goal("readers", "T", ""));
        let done = each(&plan(&[("truenorth.json", of(&list))]));
        assert_eq!(done.stdout.matches("\"REF002\"").count(), count, "each has its finding");
        done.stdout.matches("did you mean `readers`?").count()
    };
    assert_eq!((misspelt(49), misspelt(500)), (49, 500), "each a short walk over the ids");
}

#[test]
fn findings_that_are_printed() {
    let missing = |count: usize| {
        let other =
            |(number, goal): (usize, &String)| goal.replace("\"vision\"", &format!("\"nobody-{number}\""));
        let list: Vec<String> = goals(count).iter().enumerate().map(other).collect();
        let done = truenorth(&["check"]).at(&plan(&[("truenorth.json", of(&list))])).exits(1);
        (
            done.stdout.matches("error[REF002]").count(),
            done.stdout.contains("further findings are not printed"),
        )
    };
    assert_eq!((missing(1_000), missing(1_001)), ((1_000, false), (1_000, true)));
}

#[test]
fn boxes_that_are_drawn() {
    let drawn = |count: usize| {
        let tree = plan(&[("truenorth.json", of(&goals(count)))]);
        let out = tree.path().join("a.svg");
        let done = truenorth(&["render", "alignment-map", "-o", out.to_str().unwrap()]).at(&tree).exits(0);
        assert!(done.took < MOMENT, "{:?}", done.took);
        assert!(fs::metadata(&out).unwrap().len() > 1_000);
        let svg = fs::read_to_string(&out).unwrap();
        svg.matches("class=\"card\"").count()
    };
    let (full, compact, collapsed) = (drawn(50), drawn(290), drawn(320));
    assert!(full > 50 && compact > 290 && collapsed <= 21, "{full}, {compact} and {collapsed} boxes");
}

/// A table of that size is not read at all.
#[test]
fn tables_to_import() {
    let tree = plan(&[("truenorth.json", of(&goals(1)))]);
    let table = tree.path().join("a.csv");
    let file = fs::File::create(&table).unwrap();
    file.set_len((256 << 20) + 1).unwrap();
    let before = fs::read(tree.path().join("truenorth.json")).unwrap();
    let done = truenorth(&["import", "--as", "goals", "--into", "truenorth.json", table.to_str().unwrap()])
        .at(&tree)
        .exits(2);
    done.warns("it has 268435457 bytes; the limit is 268435456");
    assert_eq!(fs::read(tree.path().join("truenorth.json")).unwrap(), before);
}
