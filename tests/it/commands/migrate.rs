//! `truenorth migrate`, and that plans of all versions are read.

use crate::run::{check_json, files, plan, repository, root, truenorth};

#[test]
fn the_newest_version_needs_nothing() {
    let tree = plan(&[("truenorth.json", root("\"goals\": []"))]);
    let before = files(tree.path());
    for args in [&["migrate"][..], &["migrate", "--dry-run"], &["migrate", "--to", "1"]] {
        let done = truenorth(args).at(&tree).exits(0);
        assert_eq!(
            done.stdout,
            "the plan is in version 1, the newest version of the format: nothing to do\n"
        );
    }
    assert_eq!(files(tree.path()), before);
}

#[test]
fn versions_that_are_not_known_are_refused() {
    let tree = plan(&[("truenorth.json", root("\"goals\": []"))]);
    truenorth(&["migrate", "--to", "2"]).at(&tree).exits(2).warns("version 2 of the format is not known");
    truenorth(&["migrate", "--to", "0"]).at(&tree).exits(2).warns("there is no way back");
    let newer = plan(&[("truenorth.json", root("\"goals\": []").replace("\": 1", "\": 7"))]);
    truenorth(&["migrate"]).at(&newer).exits(2).warns("this plan is in version 7 of the format");
    let damaged = plan(&[("truenorth.json", root("\"goals\": ["))]);
    truenorth(&["migrate"]).at(&damaged).exits(2).warns("cannot be read whole");
    let unversioned = plan(&[("truenorth.json", "{ \"organization\": { \"name\": \"L\" } }")]);
    truenorth(&["migrate"]).at(&unversioned).exits(2).warns("does not say its version");
}

/// Frozen files: every version of the tool reads them without an error of reading.
#[test]
fn plans_of_version_1_are_read() {
    let frozen = repository().join("tests/fixtures/format-1");
    for (directory, least) in [(frozen.clone(), 10), (frozen.join("minimal"), 1)] {
        let done = check_json(&directory);
        let findings = done.json()["findings"].as_array().unwrap().clone();
        let of_reading = findings.iter().filter(|finding| {
            finding["level"] == "error" && finding["code"].as_str().unwrap().starts_with("PLN")
        });
        assert_eq!(of_reading.count(), 0, "{done}");
        let plans = files(&directory).iter().filter(|(name, _)| name.ends_with(".json")).count();
        assert!(plans >= least, "{plans} files");
    }
}
