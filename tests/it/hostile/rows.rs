//! The list of hostile inputs: which test holds which row, and that no row is forgotten. What this version has
//! not got yet stands in tests/hostile/pending.md, with the command that will need it.

use std::collections::BTreeSet;

use crate::run::{files, repository};

/// How many rows the list has.
const ROWS: usize = 54;

/// Rows and the tests that hold them.
const HELD: &[(usize, &[&str])] = &[
    (1, &["row_01_an_empty_file"]),
    (2, &["row_02_an_empty_object"]),
    (3, &["row_03_another_root"]),
    (4, &["row_04_a_byte_order_mark"]),
    (5, &["row_05_utf_16"]),
    (6, &["row_06_bytes_that_are_no_text"]),
    (7, &["row_07_comments"]),
    (8, &["row_08_damage_of_many_kinds_in_one_run"]),
    (9, &["row_09_a_key_twice"]),
    (10, &["row_10_an_unknown_key"]),
    (11, &["row_11_depth"]),
    (12, &["row_12_too_much", "limits_end_what_they_say"]),
    (13, &["row_13_many_goals"]),
    (14, &["rows_14_and_15_long_chains_and_rings"]),
    (15, &["rows_14_and_15_long_chains_and_rings"]),
    (16, &["row_16_more_ways_than_can_be_counted"]),
    (17, &["row_17_everything_under_everything"]),
    (18, &["row_18_one_id_in_two_files"]),
    (19, &["row_19_references_to_nothing_and_to_the_wrong_kind"]),
    (20, &["row_20_ids"]),
    (21, &["rows_21_to_23_texts_that_speak_to_terminals_and_runners", "any_words_are_printed_for_people"]),
    (22, &["rows_21_to_23_texts_that_speak_to_terminals_and_runners", "any_words_are_printed_for_people"]),
    (23, &["rows_21_to_23_in_every_place_where_words_can_stand", "any_words_are_printed_for_people"]),
    (24, &["row_24_file_names", "row_24_a_file_name_that_is_no_text"]),
    (25, &["row_25_characters_that_turn_or_hide_text"]),
    (26, &["rows_26_and_29_markup_is_text"]),
    (27, &["row_27_characters_that_xml_has_not_got"]),
    (28, &["row_28_addresses_that_are_no_links"]),
    (29, &["rows_26_and_29_markup_is_text"]),
    (30, &["row_30_tables_for_spreadsheets"]),
    (
        31,
        &[
            "titles_stay_titles_in_every_format_of_every_question",
            "texts_of_a_plan_harm_no_reader_of_an_answer",
        ],
    ),
    (32, &["row_32_includes_that_leave_the_plan"]),
    (33, &["row_33_links_are_not_followed", "row_33_another_plan_behind_a_link"]),
    (34, &["row_34_each_file_is_read_once"]),
    (35, &["row_35_globs_that_ask_for_much"]),
    (36, &["row_36_what_is_no_regular_file", "row_36_what_may_not_be_read"]),
    (37, &["row_37_amounts_that_are_none"]),
    (38, &["row_38_sums_beyond_every_amount"]),
    (39, &["row_39_shares_and_weights"]),
    (40, &["row_40_days_that_are_none_and_edges_of_time"]),
    (41, &["row_41_measures_that_would_divide_by_zero"]),
    (42, &["row_42_growth_with_next_to_no_numbers"]),
    (43, &["row_43_counted_values_that_cannot_be"]),
    (44, &["row_44_outputs_that_cannot_be", "row_44_a_link_is_not_written_through", "row_44_scales"]),
    (
        45,
        &[
            "row_45_killed_while_writing_a_picture",
            "row_45_killed_while_building",
            "row_45_killed_while_formatting",
        ],
    ),
    (46, &["row_46_readers_that_go_away"]),
    (47, &["row_47_the_same_bytes_everywhere"]),
    (49, &["row_49_versions_of_the_format"]),
    (51, &["row_51_a_team_cannot_switch_rules_off"]),
    (52, &["row_52_ignores_that_silence_nothing"]),
    (54, &["row_54_many_findings"]),
];

/// Rows of pending.md: a number alone is a row, a number and a word the rest of one that is held in part.
fn pending() -> (BTreeSet<usize>, BTreeSet<usize>) {
    let text = std::fs::read_to_string(repository().join("tests/hostile/pending.md")).unwrap();
    let (mut whole, mut parts) = (BTreeSet::new(), BTreeSet::new());
    for line in text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| row")) {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [row, input, wanted, command] = cells.as_slice() else { panic!("four cells in {line}") };
        assert!(!input.is_empty() && !wanted.is_empty(), "{line}");
        assert!(command.contains('`'), "no command that will need it in {line}");
        match row.split_once(' ') {
            None => assert!(whole.insert(row.parse().unwrap()), "{line} twice"),
            Some((number, _)) => drop(parts.insert(number.parse().unwrap())),
        }
    }
    (whole, parts)
}

#[test]
fn every_row_is_held_or_pending() {
    let held: BTreeSet<usize> = HELD.iter().map(|(row, _)| *row).collect();
    assert_eq!(held.len(), HELD.len(), "a row stands twice");
    let (whole, parts) = pending();
    for row in 1..=ROWS {
        assert!(held.contains(&row) != whole.contains(&row), "row {row} is held or pending, one of the two");
    }
    assert_eq!(held.len() + whole.len(), ROWS);
    assert!(parts.is_subset(&held), "a part of a row that no test holds");
}

#[test]
fn every_test_of_a_row_is_there() {
    let sources: Vec<String> = files(&repository().join("tests/it"))
        .into_iter()
        .filter(|(name, _)| name.ends_with(".rs"))
        .map(|(_, bytes)| String::from_utf8(bytes).unwrap())
        .collect();
    let is_there = |test: &str| sources.iter().any(|text| text.contains(&format!("\nfn {test}()")));
    let named: BTreeSet<&str> = HELD.iter().flat_map(|(_, tests)| tests.iter().copied()).collect();
    for test in &named {
        assert!(is_there(test), "there is no test `{test}`");
    }
    // And no test calls itself one of a row that the table does not know.
    for text in &sources {
        for part in text.split("\nfn row").skip(1).filter(|part| part.starts_with(['_', 's'])) {
            let name = format!("row{}", part.split('(').next().unwrap());
            let Some(row) = name.split('_').nth(1).and_then(|row| row.parse::<usize>().ok()) else {
                continue;
            };
            let is_listed = HELD.iter().any(|(held, _)| *held == row);
            assert!(is_listed, "`{name}` is of a row that the table does not list");
        }
    }
}
