//! What stands where in the repository, and what its files may hold.

use std::collections::BTreeSet;
use std::fs;

use crate::run::{files, repository};

/// What may stand at the top level.
const TOP: &[&str] = &[
    "crates",
    "docs",
    "samples",
    "tests",
    "Cargo.toml",
    "Cargo.lock",
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "CODE_OF_CONDUCT.md",
    "SECURITY.md",
    "LICENSE",
    "LICENSE-MIT",
    "LICENSE-APACHE",
    "clippy.toml",
    "rustfmt.toml",
    "deny.toml",
    "rust-toolchain.toml",
    "typos.toml",
    "action.yml",
    ".pre-commit-hooks.yaml",
];

/// What must be there.
const REQUIRED: &[&str] = &[
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE-MIT",
    "LICENSE-APACHE",
    "docs/dependencies.md",
];

fn text(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The source files: path from the top, and text.
fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for top in ["crates", "tests"] {
        for (name, bytes) in files(&repository().join(top)) {
            if name.ends_with(".rs") {
                found.push((format!("{top}/{name}"), String::from_utf8(bytes).unwrap()));
            }
        }
    }
    assert!(found.len() > 100, "only {} source files", found.len());
    found
}

#[test]
fn the_top_level_holds_what_belongs_there() {
    let mut surplus = Vec::new();
    for entry in fs::read_dir(repository()).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        // Directories of tools begin with a dot; `target` and `out` are results, which git leaves out.
        let passed = name.starts_with('.') || ["target", "out"].contains(&name.as_str());
        if !passed && !TOP.contains(&name.as_str()) {
            surplus.push(name);
        }
    }
    assert_eq!(surplus, Vec::<String>::new(), "surplus at the top level");
    let missing: Vec<&&str> = REQUIRED.iter().filter(|path| !repository().join(path).is_file()).collect();
    assert!(missing.is_empty(), "missing: {missing:?}");
}

#[test]
fn library_crates_forbid_the_same_things() {
    let crates = ["truenorth-core", "truenorth-graph", "truenorth-check", "truenorth-charts"];
    assert_eq!(
        crate::run::directories(&repository().join("crates")).into_iter().collect::<BTreeSet<_>>(),
        crates.iter().copied().chain(["cli"]).map(str::to_owned).collect()
    );
    let core = text("crates/truenorth-core/clippy.toml");
    for word in ["disallowed-methods", "disallowed-types", "std::fs::", "std::env::", "SystemTime", "Instant"]
    {
        assert!(core.contains(word), "{word}");
    }
    for name in crates {
        assert_eq!(text(&format!("crates/{name}/clippy.toml")), core, "{name}");
        assert!(text(&format!("crates/{name}/Cargo.toml")).contains("[lints]\nworkspace = true"), "{name}");
    }
}

#[test]
fn arrows_between_crates_point_one_way() {
    let uses = |name: &str| {
        let manifest = text(&format!("crates/{name}/Cargo.toml"));
        let dependencies =
            manifest.split_once("[dependencies]").unwrap().1.split("\n[").next().unwrap().to_owned();
        let ours = dependencies
            .lines()
            .filter_map(|line| line.strip_prefix("truenorth-")?.split(['.', ' ']).next().map(str::to_owned));
        ours.collect::<Vec<_>>()
    };
    assert_eq!(uses("truenorth-core"), Vec::<String>::new());
    assert_eq!(uses("truenorth-graph"), ["core"]);
    for name in ["truenorth-check", "truenorth-charts"] {
        let found: BTreeSet<String> = uses(name).into_iter().collect();
        assert_eq!(found, ["core", "graph"].map(str::to_owned).into(), "{name}");
    }
}

#[test]
fn files_stay_short() {
    let long: Vec<String> = sources()
        .into_iter()
        .filter(|(_, text)| text.lines().count() > 500)
        .map(|(name, text)| format!("{name} has {} lines", text.lines().count()))
        .collect();
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn lints_are_expected_and_never_allowed() {
    let allow = ["#[", "#!["].map(|begin| format!("{begin}allow("));
    let todo = [format!("{}!(", "todo"), format!("{}!(", "unimplemented"), format!("{}!(", "dbg")];
    for (name, text) in sources() {
        for word in allow.iter().chain(&todo) {
            assert!(!text.contains(word), "{word} in {name}");
        }
        assert!(!text.contains('\r') && text.ends_with('\n') || text.is_empty(), "line ends of {name}");
    }
}

#[test]
fn texts_are_for_everybody() {
    let home = ["/home", "/Users", "/work", "/root"].map(|path| format!("{path}/"));
    for top in ["crates", "docs", "samples"] {
        for (name, bytes) in files(&repository().join(top)) {
            let Ok(text) = String::from_utf8(bytes) else { continue };
            for path in &home {
                assert!(!text.contains(path.as_str()), "a path of a machine in {top}/{name}");
            }
        }
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let reasons = text("docs/dependencies.md");
    let mut names = BTreeSet::new();
    let manifest = text("Cargo.toml");
    let list = manifest.split_once("[workspace.dependencies]\n").unwrap().1.split("\n[").next().unwrap();
    for line in list.lines() {
        names.extend(
            line.split_once(" = ")
                .map(|(name, _)| name.to_owned())
                .filter(|name| !name.starts_with("truenorth-")),
        );
    }
    assert!(names.len() > 15);
    let missing: Vec<&String> = names
        .iter()
        .filter(|name| {
            !reasons.lines().any(|line| line.contains(&format!("`{name}`")) && line.len() > name.len() + 20)
        })
        .collect();
    assert!(missing.is_empty(), "without a line in docs/dependencies.md: {missing:?}");
    // And nothing is used past the one list.
    for (name, bytes) in files(&repository().join("crates")) {
        if name.ends_with("Cargo.toml") {
            let text = String::from_utf8(bytes).unwrap();
            let own = text
                .lines()
                .filter(|line| line.contains("version = \"") || line.contains(" = \""))
                .filter(|line| names.iter().any(|dependency| line.starts_with(&format!("{dependency} ="))));
            assert_eq!(own.count(), 0, "{name} names a version of its own");
        }
    }
}

#[test]
fn the_changelog_knows_this_version() {
    let changelog = text("CHANGELOG.md");
    assert!(
        changelog.contains(env!("CARGO_PKG_VERSION")),
        "CHANGELOG.md does not mention {}",
        env!("CARGO_PKG_VERSION")
    );
}

/// The fuzz targets of outputs are made of the binary's modules.
#[test]
fn the_fuzz_target_of_the_formats_has_every_module() {
    let modules = |path: &str| {
        let text = fs::read_to_string(repository().join(path)).unwrap();
        let name = |line: &str| {
            let line = line.trim_start().trim_start_matches("pub(crate) ");
            line.strip_prefix("mod ")?.strip_suffix(';').map(str::to_owned)
        };
        text.lines().filter_map(name).collect::<Vec<_>>()
    };
    let own = modules("crates/cli/main.rs");
    assert!(own.len() > 10, "{own:?}");
    assert_eq!(modules("tests/fuzz/binary.rs"), own);
    // And what the modules need.
    let manifest = |path: &str| fs::read_to_string(repository().join(path)).unwrap();
    let (top, fuzz) = (manifest("Cargo.toml"), manifest("tests/fuzz/Cargo.toml"));
    let (_, needed) = top.split_once("\n[dependencies]\n").unwrap();
    for line in needed.lines().take_while(|line| !line.is_empty()) {
        let name = line.split(['.', ' ']).next().unwrap();
        assert!(fuzz.contains(&format!("\n{name} = ")), "{name}");
    }
}
