//! The scanner against serde_json, and the reader's habit of going on after an error.

use proptest::prelude::*;

use super::*;
use crate::model::File;

/// Whether serde_json accepts a text. It stops at 127 levels of nesting; the texts here have fewer.
fn serde_accepts(text: &str) -> bool {
    serde_json::from_str::<serde_json::Value>(text).is_ok()
}

fn scan_accepts(text: &str) -> bool {
    scan(text).1.iter().all(|damage| damage.kind == DamageKind::DuplicateKey)
}

fn messages(text: &str) -> Vec<String> {
    scan(text).1.into_iter().map(|damage| damage.message).collect()
}

fn problems(text: &str) -> Vec<(ProblemKind, String)> {
    let (tape, damage) = scan(text);
    assert!(damage.is_empty(), "{damage:?}");
    let reading = Reading::new(&tape);
    let _ = read_value::<File>(&reading, 0);
    reading.into_problems().into_iter().map(|problem| (problem.kind, text[problem.span].to_owned())).collect()
}

#[test]
fn agrees_with_serde_json_on_hand_picked_texts() {
    for text in [
        "",
        " ",
        "{}",
        "[]",
        "null",
        "true",
        "nul",
        "tru",
        "1",
        "-1",
        "-0",
        "0",
        "00",
        "01",
        "1.",
        ".5",
        "1.5",
        "1e5",
        "1E+5",
        "1e",
        "1e999",
        "-1e999",
        "+1",
        "0x10",
        "NaN",
        "Infinity",
        "-",
        "--1",
        "1-",
        "1 2",
        "[1,2]",
        "[1 2]",
        "[1,]",
        "[,1]",
        "[,]",
        "{\"a\":1}",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "{\"a\":}",
        "{\"a\"}",
        "{a:1}",
        "{'a':1}",
        "['a']",
        "\"\\u0041\"",
        "\"\\u00\"",
        "\"\\ud800\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ude00\"",
        "\"\\ud83d\\u0041\"",
        "\"\\x\"",
        "\"a\tb\"",
        "\"a\u{7f}b\"",
        "\"a",
        "\"",
        "[",
        "{",
        "]",
        "}",
        "[}",
        "{]",
        "[]]",
        "{}{}",
        "[1]//x",
        "// x\n[1]",
        "/* x */ 1",
        "[1] x",
        "\u{feff}1",
        "\u{a0}1",
        "\"\u{2028}\"",
        "#1",
        "[true,false,null]",
        "[True]",
        "{\"\":0}",
        "123456789012345678901234567890",
        "1.7976931348623157e308",
        "1.8e308",
        "\"\\\"\"",
        "\"\\",
        "\"\\\n\"",
    ] {
        assert_eq!(scan_accepts(text), serde_accepts(text), "{text:?}: {:?}", messages(text));
    }
}

#[test]
fn each_slip_has_its_own_message_and_all_come_in_one_run() {
    let text = "{ // why\n 'a': 1,\n b: 'x',\n \"c\": [1, 2,],\n \"d\" 4\n \"e\": True,\n \"f\": 01,\n}";
    let found = messages(text);
    for part in [
        "JSON has no comments",
        "single quotes around a key",
        "this key has no quotes",
        "single quotes around a text",
        "comma after the last entry",
        "missing colon after the key",
        "missing comma after this entry",
        "`True` stands without quotes",
        "leading zeros",
    ] {
        assert!(found.iter().any(|message| message.contains(part)), "{part}: {found:?}");
    }
}

#[test]
fn a_comma_is_missed_behind_the_whole_entry() {
    let spans = |text: &str| -> Vec<_> {
        scan(text).1.into_iter().map(|damage| (damage.span, damage.message)).collect()
    };
    let missing = |at: usize| [(at..at + 1, "missing comma after this entry".to_owned())];
    assert_eq!(spans("{\"a\": [1]\n \"b\": 2}"), missing(8));
    assert_eq!(spans("[{}\n {\"b\": 2}]"), missing(2));
    // What stands where a key should is no entry, and another comma is no fault.
    let found = messages("{\"a\": 1, \"b\": [{\"c\": 2\n [ }]}");
    assert_eq!(found, ["missing comma after this entry", "a key is expected here"]);
    let mended = |text: &str| scan(text).1.into_iter().filter(|damage| damage.mend.is_some()).count();
    assert_eq!((mended("{\"c\": 2\n [ }"), mended("{\"c\": 2\n \"d\": 3}"), mended("[2\n [3]]")), (0, 1, 1));
}

#[test]
fn damages_are_whole_characters() {
    for text in [
        "{\"a\" é}",
        "é",
        "[é",
        "[1 é",
        "{\"a\": é \"b\": 1}",
        "{\"a\": é日",
        "[1] é",
        "{é}",
        "[\u{e9}, 日 日]",
    ] {
        let damages = scan(text).1;
        assert!(!damages.is_empty(), "{text}");
        for damage in damages {
            assert!(text.get(damage.span.clone()).is_some(), "{text}: {damage:?}");
        }
    }
}

#[test]
fn equal_keys_are_found_also_among_many_and_also_escaped() {
    assert_eq!(messages(r#"{"a": 1, "b": 2, "a": 3}"#), ["the key `a` stands twice in this object"]);
    assert_eq!(messages(r#"{"a": 1, "\u0061": 3}"#).len(), 1);
    let many: Vec<String> = (0..40).chain([7]).map(|key| format!("\"k{key}\": 0")).collect();
    assert_eq!(messages(&format!("{{{}}}", many.join(","))), ["the key `k7` stands twice in this object"]);
}

#[test]
fn a_key_without_a_value_is_one_finding_and_no_panic() {
    for text in [
        r#"{"a": 1, "b":}"#,
        r#"{"a": 1, "b"}"#,
        r#"{"b":, "a": 1}"#,
        r#"{"b", "a": 1}"#,
        r#"[{"aa": 1, "aa":}null]"#,
    ] {
        assert!(
            messages(text).iter().any(|message| message == "this key has no value"),
            "{text}: {:?}",
            messages(text)
        );
        let (tape, _) = scan(text);
        let _ = read_value::<File>(&Reading::new(&tape), 0);
    }
    let (tape, _) = scan(r#"{"b":, "a": 1}"#);
    assert_eq!(tape.field(0, "a").map(|(_, value)| tape.raw(value)), Some("1"));
}

#[test]
fn depth_is_limited_and_a_million_brackets_are_no_danger() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(scan(&nested(MAX_DEPTH)).1.is_empty());
    let over = scan(&nested(MAX_DEPTH + 1)).1;
    assert_eq!(over.iter().map(|damage| damage.kind).collect::<Vec<_>>(), [DamageKind::Depth]);
    assert_eq!(scan(&"[".repeat(1_000_000)).1.len(), 1);
    assert_eq!(scan(&"{\"a\":".repeat(1_000_000)).1.len(), 1);
}

#[test]
fn the_tape_gives_back_what_was_written() {
    let text = r#"{"a": [1, "x\ny", {"b": true}], "c": "\u00e9\ud83d\ude00"}"#;
    let (tape, _) = scan(text);
    let (_, a) = tape.field(0, "a").unwrap();
    let entries: Vec<usize> = tape.elements(a).collect();
    assert_eq!(tape.raw(entries[0]), "1");
    assert_eq!(tape.string(entries[1]), "x\ny");
    assert_eq!(tape.field(entries[2], "b").map(|(_, value)| tape.kind(value)), Some(NodeKind::True));
    assert_eq!(tape.string(tape.field(0, "c").unwrap().1), "é😀");
    assert_eq!(tape.element(a, 3), None);
}

#[test]
fn every_fault_of_an_item_is_reported_and_the_rest_is_read() {
    let text = r#"{"goals": [
        {"id": "Bad Id", "title": "A"},
        {"id": "b", "title": "B", "titel": 1, "due": 2027, "weight": "x", "contributes_to": ["c", 7], "tags": null},
        {"title": "no id"},
        {"id": "c", "title": "C", "measure": {"actuals": {"2027-13": 1, "2027-01": 2}}}
    ]}"#;
    let found = problems(text);
    let expected = [
        (ProblemKind::Malformed, "\"Bad Id\""),
        (ProblemKind::UnknownKey, "\"titel\""),
        (ProblemKind::Malformed, "2027"),
        (ProblemKind::WrongType, "\"x\""),
        (ProblemKind::Malformed, "7"),
        (ProblemKind::Null, "null"),
        (ProblemKind::MissingField, "{"),
        (ProblemKind::Malformed, "\"2027-13\""),
    ];
    let found: Vec<(ProblemKind, &str)> = found.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
    assert_eq!(found, expected);

    let (tape, _) = scan(text);
    let reading = Reading::new(&tape);
    let file: File = read_value(&reading, 0).unwrap();
    let ids: Vec<&str> = file.goals.iter().map(|goal| goal.id.as_str()).collect();
    assert_eq!(ids, ["b", "c"]);
    assert_eq!(file.goals[0].contributes_to.len(), 1, "the good entry stays");
    assert_eq!(file.goals[1].measure.as_ref().unwrap().actuals.len(), 1);
}

#[test]
fn a_percentage_where_a_number_is_wanted_is_written_as_one() {
    let text = r#"{"goals": [{"id": "a", "title": "A", "weight": "60 %", "contributes_to": {"goal": "b", "weight": "x%"}}]}"#;
    let (tape, _) = scan(text);
    let reading = Reading::new(&tape);
    let _file: Option<File> = read_value(&reading, 0);
    let helps: Vec<String> = reading.into_problems().into_iter().filter_map(|problem| problem.help).collect();
    let plain = "write it without quotes, such as `2.5`";
    assert_eq!(helps, ["write a number, without quotes and `%`, such as `60`", plain]);
}

#[test]
fn comments_and_own_keys_are_passed_over() {
    assert_eq!(
        problems(
            r#"{"//": ["a", "b"], "x-board": {"id": 1}, "goals": [{"id": "a", "title": "A", "//": "c"}]}"#
        ),
        []
    );
}

#[test]
fn short_and_long_forms_read_alike() {
    let read = |text: &str| {
        let (tape, _) = scan(text);
        let file: File = read_value(&Reading::new(&tape), 0).unwrap();
        file.goals[0].contributes_to.iter().map(|link| link.goal.as_str().to_owned()).collect::<Vec<_>>()
    };
    let goal =
        |parents: &str| format!(r#"{{"goals": [{{"id": "a", "title": "A", "contributes_to": {parents}}}]}}"#);
    for form in [r#""b""#, r#"["b"]"#, r#"{"goal": "b"}"#, r#"[{"goal": "b"}]"#] {
        assert_eq!(read(&goal(form)), ["b"], "{form}");
    }
}

/// Texts near JSON: good ones with a few bytes changed.
fn near_json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>().prop_map(|number| serde_json::json!(number).to_string()),
        ".{0,6}".prop_map(|text| serde_json::json!(text).to_string()),
    ];
    let value = leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|list| format!("[{}]", list.join(", "))),
            prop::collection::vec(("[a-d]{1,2}", inner), 0..4).prop_map(|entries| {
                let entries: Vec<String> =
                    entries.iter().map(|(key, value)| format!("\"{key}\": {value}")).collect();
                format!("{{{}}}", entries.join(","))
            }),
        ]
    });
    let edits =
        prop::collection::vec((any::<prop::sample::Index>(), "[\\[\\]{}\",:'/\\\\0-9a-eux.+\\- \n]?"), 0..3);
    (value, edits).prop_map(|(text, edits)| {
        let mut letters: Vec<char> = text.chars().collect();
        for (at, with) in edits {
            if letters.is_empty() {
                break;
            }
            let at = at.index(letters.len());
            letters.splice(at..=at, with.chars());
        }
        letters.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn agrees_with_serde_json_on_near_json(text in near_json()) {
        prop_assert_eq!(scan_accepts(&text), serde_accepts(&text), "{:?}", messages(&text));
    }

    #[test]
    fn agrees_with_serde_json_on_any_text(text in ".{0,24}") {
        prop_assert_eq!(scan_accepts(&text), serde_accepts(&text), "{:?}", messages(&text));
    }

    #[test]
    fn reading_any_tape_ends_without_a_panic(text in near_json()) {
        let (tape, _) = scan(&text);
        if !tape.is_empty() {
            let _ = read_value::<File>(&Reading::new(&tape), 0);
        }
    }

    #[test]
    fn texts_come_out_as_serde_json_reads_them(text in any::<String>()) {
        let written = serde_json::json!(text).to_string();
        let (tape, damage) = scan(&written);
        prop_assert!(damage.is_empty());
        prop_assert_eq!(tape.string(0), text);
    }
}

#[test]
fn whole_numbers_of_any_length_are_numbers() {
    let goal = |weight: &str| format!(r#"{{ "id": "a", "title": "A", "weight": {weight} }}"#);
    for (weight, number) in [("99999999999999999999", 1e20), ("-3", -3.0), ("0.5", 0.5), ("1e300", 1e300)] {
        let text = goal(weight);
        let (tape, damage) = scan(&text);
        assert!(damage.is_empty(), "{weight}");
        let reading = Reading::new(&tape);
        let read = read_value::<crate::model::Goal>(&reading, 0).unwrap();
        assert!(reading.into_problems().is_empty(), "{weight}");
        assert_eq!(read.weight, Some(number));
    }
}
