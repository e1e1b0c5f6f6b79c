//! Where something stands means nothing: which file, in which order, inside of its goal or beside it.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::plans::{Choices, choices};
use super::{built, root};

/// The plan over `count` files beside the root file, each entry in the file and at the place that `order` says.
fn scattered(choices: &Choices, count: usize, order: &[usize]) -> Vec<Value> {
    let mut files = vec![Map::new(); count];
    let mut next = order.iter().cycle().copied();
    let mut put = |path: &[&str], entry: Value| {
        let (file, place) = (next.next().unwrap_or(0), next.next().unwrap_or(0));
        let mut at = files[file % count].entry(path[0]).or_insert_with(|| json!({}));
        for name in &path[1..] {
            at = at.as_object_mut().unwrap().entry(*name).or_insert_with(|| json!({}));
        }
        if !at.is_array() {
            *at = json!([]);
        }
        let list = at.as_array_mut().unwrap();
        list.insert(place % (list.len() + 1), entry);
    };
    for goal in choices.nested_goals() {
        put(&["goals"], goal);
    }
    for (section, entries) in choices.sections() {
        for entry in entries {
            put(&[section], entry);
        }
    }
    for (list, entry) in choices.strategy() {
        put(&["strategy", list], entry);
    }
    let files = files.into_iter().map(Value::Object);
    std::iter::once(root(Map::new())).chain(files).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn the_order_of_files_and_of_items_means_nothing(
        choices in choices(),
        count in 1_usize..5,
        order in prop::collection::vec(0_usize..100, 1..60),
    ) {
        let whole = built(&[choices.in_one_file(choices.nested_goals())]);
        let mut files = scattered(&choices, count, &order);
        prop_assert_eq!(&built(&files), &whole);
        files[1..].reverse();
        prop_assert_eq!(&built(&files), &whole);
    }

    #[test]
    fn a_goal_taken_out_of_its_nest_is_the_same_goal(choices in choices()) {
        let nested = built(&[choices.in_one_file(choices.nested_goals())]);
        prop_assert_eq!(built(&[choices.in_one_file(choices.flat_goals())]), nested);
    }

    #[test]
    fn the_built_plan_reads_back_to_itself(choices in choices()) {
        let once = built(&[choices.in_one_file(choices.nested_goals())]);
        prop_assert_eq!(built(std::slice::from_ref(&once)), once);
    }
}
