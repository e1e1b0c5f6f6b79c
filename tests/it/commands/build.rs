//! `truenorth build`

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::run::{directories, files, plan, root, sample, titled, truenorth};

fn build(from: &Path, out: &Path) -> crate::run::Runner {
    truenorth(&["build".as_ref(), from.as_os_str(), "--out".as_ref(), out.as_os_str()])
}

fn names(directory: &Path) -> Vec<String> {
    files(directory).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn it_writes_the_plan_a_summary_and_charts() {
    let directory = tempfile::tempdir().unwrap();
    let out = directory.path().join("deep/er/out");
    build(&sample("aurora"), &out).exits(0).says("plan.json, summary.md, 33 charts").says("no findings");
    let mut expected = vec![".truenorth-build", "plan.json", "summary.md"];
    let charts = [
        "alignment-map",
        "budget-burn",
        "budget-variance",
        "budget-waterfall",
        "burn-up",
        "change-load",
        "decision-matrix-bank-card",
        "decision-matrix-contract-risk",
        "decision-matrix-late-cells",
        "decision-matrix-nights",
        "decision-matrix-one-room",
        "decision-matrix-wind-contract",
        "goal-icicle",
        "growth-overview",
        "growth-plan-fare-a-passenger",
        "growth-plan-fares-a-month",
        "growth-plan-online-ticket-share",
        "growth-plan-passengers-a-month",
        "key-results",
        "leadership-profile",
        "money-flow",
        "owner-load",
        "raci",
        "risk-matrix",
        "roadmap",
        "skills-matrix",
        "stakeholder-grid",
        "status-map",
        "strategy-map",
        "swot",
        "tornado",
        "training-plan",
        "x-matrix",
    ];
    let charts: Vec<String> = charts
        .iter()
        .flat_map(|name| ["png", "svg"].map(|ending| format!("charts/{name}.{ending}")))
        .collect();
    expected.extend(charts.iter().map(String::as_str));
    expected.sort_unstable();
    assert_eq!(names(&out), expected);
    let png = fs::read(out.join("charts/alignment-map.png")).unwrap();
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    let beside: Vec<_> =
        fs::read_dir(out.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside, ["out"], "no temporary directory is left");
}

#[test]
fn a_built_plan_is_a_plan_and_says_the_same() {
    let directory = tempfile::tempdir().unwrap();
    // The broken ones and the one with planted mistakes do not build.
    let built = |name: &String| name != "broken" && name != "first-steps";
    for name in directories(&sample("")).into_iter().filter(built) {
        let out = directory.path().join(&name);
        build(&sample(&name), &out).exits(0);
        let moved = plan(&[("truenorth.json", fs::read(out.join("plan.json")).unwrap())]);
        let findings = |of: &Path| -> BTreeSet<String> {
            let report = crate::run::check_json(of).json();
            let list = report["findings"].as_array().unwrap().clone();
            list.iter().map(|finding| format!("{} {}", finding["code"], finding["message"])).collect()
        };
        let (built, written) = (findings(moved.path()), findings(&sample(&name)));
        let differences: Vec<&String> = built.symmetric_difference(&written).collect();
        // Overrides name files, and the built plan is one file: what they switch off comes back.
        let root = fs::read_to_string(sample(&name).join("truenorth.json")).unwrap();
        let compared = !root.contains("\"overrides\"");
        assert!(compared || differences.iter().all(|finding| finding.contains("OWN001")), "{name}");
        let differences = if compared { differences } else { Vec::new() };
        assert_eq!(
            differences,
            Vec::<&String>::new(),
            "{name}: findings of the plan and of the built plan differ"
        );
        let again = directory.path().join(format!("{name}-again"));
        build(moved.path(), &again).exits(0);
        let plan = |of: &Path| fs::read_to_string(of.join("plan.json")).unwrap();
        assert_eq!(plan(&again), plan(&out), "building a built plan changes nothing");
    }
}

#[test]
fn it_replaces_its_own_work() {
    let directory = tempfile::tempdir().unwrap();
    let out = directory.path().join("out");
    build(&sample("aurora"), &out).exits(0);
    let small = plan(&[("truenorth.json", titled("More readers"))]);
    build(small.path(), &out).exits(0);
    assert!(!names(&out).contains(&"charts/growth-plan-passengers-a-month.svg".to_owned()));
    assert_eq!(names(directory.path()).len(), names(&out).len(), "the old build is gone");
}

#[test]
fn a_plan_without_goals_has_no_map() {
    let out = tempfile::tempdir().unwrap();
    let out = out.path().join("out");
    let done = build(&sample("decisions"), &out).exits(0);
    assert!(done.stdout.ends_with(": plan.json, summary.md\n4 warnings in 5 files\n"), "{done}");
    let summary = fs::read_to_string(out.join("summary.md")).unwrap();
    assert!(summary.contains("- 38 decisions") && !summary.contains("## Charts"), "{summary}");
}

#[test]
fn it_never_deletes_a_foreign_file() {
    let small = plan(&[("truenorth.json", titled("More readers"))]);
    for foreign in ["notes.txt", "charts/mine.svg", "charts/deep/mine.svg", ".hidden"] {
        let directory = tempfile::tempdir().unwrap();
        let out = directory.path().join("out");
        build(small.path(), &out).exits(0);
        let path = out.join(foreign);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "mine").unwrap();
        let before = files(&out);
        build(small.path(), &out).exits(2).warns("was not made by a build; nothing was written");
        assert_eq!(files(&out), before, "{foreign}");
    }
    let directory = plan(&[("out/plan.json", "{}")]);
    build(small.path(), &directory.path().join("out")).exits(2).warns("plan.json was not made by a build");
    let directory = plan(&[("out", "a file")]);
    build(small.path(), &directory.path().join("out")).exits(2).warns("is there and is no directory");
    assert_eq!(fs::read(directory.path().join("out")).unwrap(), b"a file");
}

#[test]
fn it_does_not_replace_the_plan_itself() {
    let small = plan(&[("truenorth.json", titled("More readers"))]);
    let before = files(small.path());
    truenorth(&["build", "--out", "."]).at(&small).exits(2).warns("truenorth.json was not made by a build");
    assert_eq!(files(small.path()), before);
}

#[test]
fn broken_references_and_items_write_nothing() {
    for name in
        ["dangling-reference", "duplicate-id", "wrong-type", "bad-id", "bad-date", "bad-money", "unknown-key"]
    {
        let directory = tempfile::tempdir().unwrap();
        let done = build(&sample("broken").join(name), &directory.path().join("out")).exits(1);
        assert!(done.stderr.contains("broken references or items; nothing was written"), "{name}: {done}");
        assert!(done.stderr.contains("error[") && done.stdout.is_empty(), "{done}");
        assert_eq!(fs::read_dir(&directory).unwrap().count(), 0, "{name}");
    }
}

#[test]
fn unreadable_plans_write_nothing() {
    for name in
        ["comment", "utf-16", "duplicate-key", "too-deep", "include-outside", "newer-format", "empty-file"]
    {
        let directory = tempfile::tempdir().unwrap();
        let done = build(&sample("broken").join(name), &directory.path().join("out")).exits(2);
        assert!(done.stderr.contains("the plan cannot be read whole; nothing was written"), "{name}: {done}");
        assert_eq!(fs::read_dir(&directory).unwrap().count(), 0, "{name}");
    }
    let empty = plan(&[("truenorth.json", "{}")]);
    truenorth(&["build", "--out", "out"]).at(&empty).exits(3).warns("nothing to build");
}

#[test]
fn other_findings_do_not_stop_a_build_and_are_in_the_summary() {
    let directory = tempfile::tempdir().unwrap();
    let out = directory.path().join("out");
    let adrift = titled("Adrift").replace(" \"contributes_to\": \"vision\",", "");
    let small = plan(&[("truenorth.json", adrift)]);
    build(small.path(), &out).exits(0).says("1 error in 1 file");
    let summary = fs::read_to_string(out.join("summary.md")).unwrap();
    assert!(summary.contains("**error** ALN001 in truenorth.json, line 4"), "{summary}");
}

#[test]
fn themes_differ_in_the_charts_only() {
    let directory = tempfile::tempdir().unwrap();
    let small = plan(&[("truenorth.json", titled("More readers"))]);
    let built = |theme: &str| {
        let out = directory.path().join(theme);
        truenorth(&["build", "--theme", theme, "--out", out.to_str().unwrap()]).at(&small).exits(0);
        files(&out)
    };
    for (light, dark) in built("light").into_iter().zip(built("dark")) {
        assert_eq!(light.0, dark.0);
        assert_eq!(light.1 == dark.1, !light.0.starts_with("charts/"), "{}", light.0);
    }
}

/// `a/b` and `a-b` are two ids, and two pictures.
#[test]
fn pictures_of_similar_ids_are_two_files() {
    let growth = |id: &str, target: i32| {
        format!(
            "{{ \"id\": \"{id}\", \"title\": \"T\", \"owner\": \"organization\", \"period\": \"2027..2028\",\n\
             \"measure\": {{ \"baseline\": 1, \"target\": {target}, \"actuals\": {{ \"2026\": 1 }} }} }}"
        )
    };
    let text = root(&format!("\"growth\": [{}, {}]", growth("a/b", 3), growth("a-b", 700)));
    let tree = plan(&[("truenorth.json", text)]);
    let out = tree.path().join("out");
    truenorth(&["build", "--out", out.to_str().unwrap()]).at(&tree).exits(0);
    let drawn = |name: &str| fs::read_to_string(out.join("charts").join(name)).unwrap();
    assert!(drawn("growth-plan-a-b.svg").contains("700"));
    assert!(!drawn("growth-plan-a.b.svg").contains("700"));
}
