//! `truenorth init`

use std::fs;

use crate::run::{directories, files, plan, sample, titled, truenorth};

/// Noon of some days, in seconds since 1970: leap day, ends of years, a year of 53 ISO weeks.
const DAYS: [(&str, &str); 6] = [
    ("2024-02-29", "1709208000"),
    ("2025-12-31", "1767182400"),
    ("2026-01-01", "1767268800"),
    ("2026-11-23", "1795435200"),
    ("2027-07-01", "1814443200"),
    ("2032-12-31", "1988107200"),
];

#[test]
fn what_it_writes_checks_clean_on_any_day() {
    for (day, epoch) in DAYS {
        for args in [&["init"][..], &["init", "--minimal"]] {
            let directory = tempfile::tempdir().unwrap();
            let run = |args: &[&str]| truenorth(args).at(&directory).env("SOURCE_DATE_EPOCH", epoch);
            run(args).exits(0).says("created").says("next:  truenorth check\n");
            let done = run(&["check", "--format=json"]).exits(0);
            assert_eq!(done.json()["today"], day);
            assert_eq!(done.codes(), Vec::<String>::new(), "{args:?} on {day}: {done}");
            run(&["build", "--out", "out"]).exits(0).says("no findings");
            let text = fs::read_to_string(directory.path().join("truenorth.json")).unwrap();
            assert!(!text.contains("YEAR") && !text.contains("HORIZON"), "{text}");
        }
    }
}

#[test]
fn the_minimal_plan_is_one_file_and_the_other_has_a_schema() {
    let directory = tempfile::tempdir().unwrap();
    truenorth(&["init", "small", "--minimal"]).at(&directory).exits(0).says("created 1 file in small");
    truenorth(&["init", "large"]).at(&directory).exits(0).says("truenorth check large");
    let names = |name: &str| {
        files(&directory.path().join(name)).into_iter().map(|(name, _)| name).collect::<Vec<_>>()
    };
    assert_eq!(names("small"), ["truenorth.json"]);
    let large = [
        ".truenorth/plan.schema.json",
        "people.json",
        "strategy.json",
        "teams/first-team.json",
        "truenorth.json",
    ];
    assert_eq!(names("large"), large);
    let schema = fs::read_to_string(directory.path().join("large/.truenorth/plan.schema.json")).unwrap();
    assert_eq!(schema, truenorth(&["schema"]).exits(0).stdout);
    // Every file names the schema by a path that leads to it.
    for (name, bytes) in files(&directory.path().join("large")).iter().skip(1) {
        let file: serde_json::Value = serde_json::from_slice(bytes).unwrap();
        let path = directory.path().join("large").join(name);
        let path = path.parent().unwrap().join(file["$schema"].as_str().unwrap());
        assert!(path.is_file(), "{name} names {}", path.display());
    }
}

#[test]
fn it_overwrites_nothing() {
    for name in ["truenorth.json", "people.json", "teams/first-team.json"] {
        let tree = plan(&[(name, "mine")]);
        let before = files(tree.path());
        truenorth(&["init"]).at(&tree).exits(2).warns("is there already; nothing was written");
        assert_eq!(files(tree.path()), before, "{name}");
    }
    let tree = plan(&[("aurora/README.md", "mine")]);
    truenorth(&["init", "--example", "aurora"]).at(&tree).exits(2).warns("aurora/README.md is there already");
    assert_eq!(files(tree.path()).len(), 1);
    // What stands in the way of a directory is a failure, not lost.
    let tree = plan(&[("teams", "mine")]);
    truenorth(&["init"]).at(&tree).exits(2);
    assert_eq!(fs::read(tree.path().join("teams")).unwrap(), b"mine");
}

#[test]
fn it_does_not_touch_what_else_is_there() {
    let tree = plan(&[("notes.txt", "mine"), ("teams/other.md", "mine")]);
    truenorth(&["init"]).at(&tree).exits(0);
    assert_eq!(fs::read(tree.path().join("notes.txt")).unwrap(), b"mine");
    let plans = plan(&[("2026/truenorth.json", titled("More readers"))]);
    truenorth(&["init", "2027"]).at(&plans).exits(0);
    truenorth(&["check", "2027"]).at(&plans).exits(0);
}

#[test]
fn the_examples_are_whole_directories_of_samples() {
    let listed = truenorth(&["init", "--list"]).exits(0).stdout;
    let names: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(names, ["first-steps", "aurora"]);
    for name in names {
        assert!(directories(&sample("")).contains(&name.to_owned()));
        let directory = tempfile::tempdir().unwrap();
        truenorth(&["init", "--example", name]).at(&directory).exits(0);
        assert_eq!(
            files(&directory.path().join(name)),
            files(&sample(name)),
            "crates/cli/examples.rs: {name}"
        );
    }
    let directory = tempfile::tempdir().unwrap();
    truenorth(&["init", "mine", "--example", "first-steps"]).at(&directory).exits(0);
    truenorth(&["check", "mine"]).at(&directory).exits(1);
    truenorth(&["init", "--example", "aurorra"])
        .at(&directory)
        .exits(2)
        .warns("the examples are first-steps, aurora");
}

/// What checks the plan in CI goes to the top of the repository, with the path of the plan in it.
#[test]
fn files_for_ci_go_to_the_top_of_the_repository() {
    let text = |tree: &tempfile::TempDir, name: &str| fs::read_to_string(tree.path().join(name)).unwrap();
    let tree = tempfile::tempdir().unwrap();
    fs::create_dir(tree.path().join(".git")).unwrap();
    truenorth(&["init", "plans/2027", "--minimal", "--ci", "github", "--pre-commit"])
        .at(&tree)
        .exits(0)
        .says("created 1 file in plans/2027\n")
        .says("created .github/workflows/truenorth.yml at the top of the repository\n")
        .says("       pre-commit install\n");
    assert!(text(&tree, ".github/workflows/truenorth.yml").contains("      PLAN: plans/2027\n"));
    assert!(text(&tree, ".pre-commit-config.yaml").contains("args: [\"--\", \"plans/2027\"]"));
    // From below, beside a plan that is there: only what is asked for.
    let before = files(tree.path()).len();
    truenorth(&["init", "--ci=gitlab"]).at(&tree.path().join("plans/2027")).exits(0).hides("created 1 file");
    assert!(text(&tree, ".gitlab-ci.yml").contains("    PLAN: plans/2027\n"));
    assert_eq!(files(tree.path()).len(), before + 1);
    // Without a repository the current directory is its top, or else that of the plan.
    let bare = tempfile::tempdir().unwrap();
    truenorth(&["init", "a b", "--minimal", "--ci=github", "--pre-commit"])
        .at(&bare)
        .exits(0)
        .says("created .github/workflows/truenorth.yml\n")
        .says("git init, as there is no repository")
        .hides("at the top of the repository");
    assert!(text(&bare, ".github/workflows/truenorth.yml").contains("      PLAN: \"a b\"\n"));
    assert!(text(&bare, ".pre-commit-config.yaml").contains("args: [\"--\", \"a b\"]"));
    let far = bare.path().join("far").to_str().unwrap().to_owned();
    let elsewhere = tempfile::tempdir().unwrap();
    truenorth(&["init", &far, "--ci=gitlab"]).at(&elsewhere).exits(0);
    assert!(text(&bare, "far/.gitlab-ci.yml").contains("    PLAN: .\n"));
}

#[test]
fn files_for_ci_are_the_pages_of_the_docs_and_overwrite_nothing() {
    let tree = tempfile::tempdir().unwrap();
    truenorth(&["init", "--ci=github", "--pre-commit"]).at(&tree).exits(0).says("created 5 files");
    truenorth(&["init", "--ci=gitlab"]).at(&tree).exits(0);
    for (written, page) in [
        (".github/workflows/truenorth.yml", "docs/ci/github.yml"),
        (".gitlab-ci.yml", "docs/ci/gitlab.yml"),
        (".pre-commit-config.yaml", "docs/ci/pre-commit.yaml"),
    ] {
        let page = fs::read_to_string(crate::run::repository().join(page)).unwrap();
        assert_eq!(fs::read_to_string(tree.path().join(written)).unwrap(), page, "{written}");
    }
    let before = files(tree.path());
    for flag in ["--ci=github", "--ci=gitlab", "--pre-commit"] {
        truenorth(&["init", flag]).at(&tree).exits(2).warns("is there already; nothing was written");
    }
    assert_eq!(files(tree.path()), before);
    // All or nothing: a file in the way keeps the plan from being written, too.
    let taken = plan(&[(".gitlab-ci.yml", "mine")]);
    truenorth(&["init", "--ci=gitlab"]).at(&taken).exits(2);
    assert_eq!(files(taken.path()).len(), 1);
    truenorth(&["init", "$HOME", "--ci=github"]).at(&taken).exits(2).warns("takes for a variable");
}
