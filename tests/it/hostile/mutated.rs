//! The properties of tests/fuzz on samples with a few bytes changed: what a fuzzer finds first.

use proptest::prelude::*;

#[path = "../../fuzz/fixes.rs"]
mod fixes;
#[path = "../../fuzz/mutated.rs"]
mod mutations;
#[path = "../../fuzz/properties.rs"]
mod properties;

use mutations::{SAMPLES, mutated};

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
