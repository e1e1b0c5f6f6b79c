//! The properties of tests/fuzz on samples with a few bytes changed: what a fuzzer finds first.

use std::sync::LazyLock;

use proptest::prelude::*;

#[path = "../../fuzz/fixes.rs"]
mod fixes;
#[path = "../../fuzz/properties.rs"]
mod properties;

use crate::run::{files, repository};

/// The texts of all samples of at most 20,000 bytes.
static SAMPLES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let all = ["samples", "tests/fixtures"].into_iter().flat_map(|top| files(&repository().join(top)));
    all.filter(|(name, bytes)| name.ends_with(".json") && bytes.len() <= 20_000)
        .map(|(_, bytes)| bytes)
        .collect()
});

#[derive(Clone, Debug)]
struct Change {
    at: prop::sample::Index,
    length: usize,
    with: Vec<u8>,
}

fn change() -> impl Strategy<Value = Change> {
    let pieces = [
        "{", "}", "[", "]", "\"", ",", ":", "null", "1e999", "\\u0000", "\\ud800", "\u{202e}", "//", "-",
        "2027..", "vision", "True", "'", "titel", "# x\n", "2027-6-3", "60 %", "12000.5",
    ];
    let pieces = pieces.map(|piece| piece.as_bytes().to_vec()).to_vec();
    let with = prop_oneof![3 => prop::sample::select(pieces), 1 => prop::collection::vec(any::<u8>(), 0..3)];
    (any::<prop::sample::Index>(), 0_usize..6, with).prop_map(|(at, length, with)| Change {
        at,
        length,
        with,
    })
}

/// A sample with some places replaced.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    (any::<prop::sample::Index>(), prop::collection::vec(change(), 0..4)).prop_map(|(sample, changes)| {
        let mut bytes = sample.get(&SAMPLES).clone();
        for Change { at, length, with } in changes {
            let at = at.index(bytes.len() + 1);
            let end = (at + length).min(bytes.len());
            bytes.splice(at..end, with);
        }
        bytes
    })
}

#[test]
fn there_are_samples_that_are_whole_plans() {
    assert!(SAMPLES.len() > 20, "{}", SAMPLES.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn reading_ends_and_agrees_with_serde_json(bytes in mutated()) {
        properties::read(&bytes);
    }

    #[test]
    fn a_plan_that_is_written_is_the_same_plan(bytes in mutated()) {
        if let Ok(text) = String::from_utf8(bytes) {
            properties::resolve(&text);
        }
    }

    #[test]
    fn edits_keep_what_they_do_not_change(bytes in mutated()) {
        if let Ok(text) = String::from_utf8(bytes) {
            properties::edit(&text);
        }
    }

    #[test]
    fn fixes_converge(bytes in mutated()) {
        if let Ok(text) = String::from_utf8(bytes) {
            fixes::converge(&text);
        }
    }
}
