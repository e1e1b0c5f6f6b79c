//! The short way against the tape.

use proptest::prelude::*;

use super::*;
use crate::model::File;

/// What the tape's reader makes of a text, if it has nothing to say about it.
fn over_the_tape(text: &str) -> Option<File> {
    let (tape, damage) = scan(text);
    if !damage.is_empty() || tape.is_empty() || tape.entries(0).next().is_none() {
        return None;
    }
    let reading = Reading::new(&tape);
    let file = read_value::<File>(&reading, 0);
    if reading.into_problems().is_empty() { file } else { None }
}

/// Holds the short way against the tape and tells whether it was taken.
fn is_direct(text: &str) -> bool {
    let direct: Option<File> = read_sound(text, &[]);
    if direct.is_some() {
        assert_eq!(format!("{direct:?}"), format!("{:?}", over_the_tape(text)), "{text}");
    }
    direct.is_some()
}

/// Whole files of real plans.
const FILES: &[&str] = &[
    include_str!("../../../../samples/aurora/truenorth.json"),
    include_str!("../../../../samples/aurora/budget.json"),
    include_str!("../../../../samples/aurora/change.json"),
    include_str!("../../../../samples/aurora/decisions.json"),
    include_str!("../../../../samples/aurora/growth.json"),
    include_str!("../../../../samples/aurora/people.json"),
    include_str!("../../../../samples/aurora/risks.json"),
    include_str!("../../../../samples/aurora/strategy.json"),
    include_str!("../../../../samples/aurora/teams/track.json"),
    include_str!("../../../../samples/sdg/goals/01.json"),
    include_str!("../../../../samples/rust-goals-2025h1/goals/all-hands.json"),
    include_str!("../../../../samples/federal-data-strategy-2020/agency.json"),
];

#[test]
fn sound_files_take_the_short_way() {
    for (position, text) in FILES.iter().enumerate() {
        assert!(is_direct(text), "file {position}");
    }
    for text in [
        r#"{"goals": []}"#,
        r#" {"//": "why", "goals": [{"x-board": 7, "id": "a", "title": "A", "weight": -0.5, "//": true}]}  "#,
        r#"{"goals": [{"id": "a", "title": "Caf\u00e9 \"é\"", "description": "two\nlines", "contributes_to": "b"}]}"#,
        r#"{"people": [{"id": "p", "name": "Ängström"}], "defaults": {"period": "2027"}}"#,
        r#"{"goals": [{"id": "a", "title": "A", "measure": {"target": 12, "actuals": {"2027-02": 1, "2027-01": "not_measured"}}}]}"#,
    ] {
        assert!(is_direct(text), "{text}");
    }
}

#[test]
fn what_is_worth_a_word_goes_over_the_tape() {
    let goal = |inside: &str| format!(r#"{{"goals": [{{"id": "a", "title": "A", {inside}}}]}}"#);
    for inside in [
        r#""titel": 1"#,
        r#""@": 1"#,
        r#""title": "B""#,
        r#""weight": 01"#,
        r#""weight": 1."#,
        r#""weight": -0"#,
        r#""weight": 1e3"#,
        r#""weight": null"#,
        r#""weight": "x""#,
        r#""kind": "a\u0000b""#,
        r#""kind": "a\u200bb""#,
        "\"kind\": \"a\u{202e}b\"",
        r#""kind": "a\x""#,
        r#""tags": ["a" "b"]"#,
        r#""tags": ["a",]"#,
        r#""tags": 7"#,
        r#""//": 1, "//": 2"#,
        r#""x-a": {"b": 1}"#,
        r#""measure": {"actuals": {"2027-02": 1, "2027-01": 2, "2027-02": 3}}"#,
        r#""measure": {"actuals": {"2027-02": 1, "2027-0\u0032": 2}}"#,
        r#""description": "a\u001bb""#,
    ] {
        assert!(!is_direct(&goal(inside)), "{inside}");
    }
    for text in ["", "{}", "[]", "1", "{\"goals\": []", "{\"goals\": []} x", "{\"goals\": [{}]}"] {
        assert!(!is_direct(text), "{text}");
    }
    for title in ["", "  ", &"x".repeat(LONG)] {
        assert!(!is_direct(&format!(r#"{{"goals": [{{"id": "a", "title": "{title}"}}]}}"#)), "{title}");
    }
    let deep = format!("{{\"values\": {}1{}}}", "[".repeat(MAX_DEPTH + 1), "]".repeat(MAX_DEPTH + 1));
    assert!(!is_direct(&deep));
}

/// Longer than a title should be.
const LONG: usize = 501;

#[test]
fn fields_of_the_root_file_are_left_to_the_tape_elsewhere() {
    let text = r#"{"as_of": "2027-01-01", "goals": []}"#;
    assert!(read_sound::<File>(text, &[]).is_some());
    assert!(read_sound::<File>(text, &["as_of"]).is_none());
    // Inside of an item the same word is another field.
    let text =
        r#"{"scenarios": [{"id": "s", "title": "S", "set": [{"item": "a", "field": "vision", "to": 1}]}]}"#;
    assert_eq!(
        read_sound::<File>(text, &["item", "field"]).is_some(),
        read_sound::<File>(text, &[]).is_some()
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// One to three changes of a byte, a digit or a piece somewhere in a real file.
    #[test]
    fn changed_files_read_alike(
        file in 0..FILES.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), "[ -~]{0,2}|\\\\u00[0-9a-f]{2}|é|\u{200b}|\n", 0_usize..4), 1..4),
    ) {
        let mut text: Vec<char> = FILES[file].chars().collect();
        for (at, piece, gone) in changes {
            let at = at.index(text.len());
            let end = (at + gone).min(text.len());
            text.splice(at..end, piece.chars());
        }
        is_direct(&text.into_iter().collect::<String>());
    }
}
