//! Every case of the oracle, and what it does not ask.

use serde_json::Value as Json;

use super::*;
use crate::testing::on_small_stack;

const ORACLE: &str = include_str!("../../../../tests/fixtures/oracles/grl_quantitative.json");

/// The model of a case, with the names of its elements.
fn model(input: &Json) -> (Model, Vec<String>) {
    let nodes = input["nodes"].as_object().unwrap();
    let names: Vec<String> = nodes.keys().cloned().collect();
    let at = |name: &Json| names.iter().position(|other| other == name.as_str().unwrap()).unwrap();
    let elements = nodes.iter().map(|(name, node)| Element {
        initial: input["init"].get(name).and_then(Json::as_f64),
        decomposition: match node.get("decomp").and_then(Json::as_str) {
            Some("AND") => Some(Decomposition::All),
            Some("OR") => Some(Decomposition::Any),
            Some("XOR") => Some(Decomposition::One),
            Some(other) => panic!("{other}"),
            None => None,
        },
    });
    let links = input["links"].as_array().unwrap().iter().map(|link| Link {
        from: at(&link["src"]),
        to: at(&link["dst"]),
        kind: match link["kind"].as_str().unwrap() {
            "contribution" => LinkKind::Contribution(link["weight"].as_f64().unwrap()),
            "decomposition" => LinkKind::Decomposition,
            "dependency" => LinkKind::Dependency,
            other => panic!("{other}"),
        },
    });
    let model = Model {
        elements: elements.collect(),
        links: links.collect(),
        tolerance: input["tolerance"].as_f64().unwrap(),
        scale: if input["min"] == 0 { Scale::Positive } else { Scale::Signed },
        ..Model::default()
    };
    (model, names)
}

#[test]
fn every_case_of_the_oracle() {
    let file: Json = serde_json::from_str(ORACLE).unwrap();
    let cases = file["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 9);
    for case in cases {
        let (model, names) = model(&case["input"]);
        let found = propagate(&model).elements;
        for (name, found) in names.iter().zip(found) {
            let wanted = case["expected"][name].as_f64().unwrap();
            // The reference cuts to whole numbers; the tolerance of the file is half of one.
            let near =
                found.is_some_and(|found| (found - wanted).abs() <= case["tolerance"].as_f64().unwrap());
            assert!(near, "{}: {name} is {found:?}, not {wanted}", case["name"]);
        }
    }
}

fn of(decomposition: Option<Decomposition>, given: &[(LinkKind, f64)]) -> Option<f64> {
    evaluate(decomposition, given, 0.0, Scale::Signed)
}

const PART: LinkKind = LinkKind::Decomposition;

#[test]
fn parts_then_contributions_then_limits() {
    let given =
        [(PART, 60.0), (PART, 40.0), (LinkKind::Contribution(50.0), 80.0), (LinkKind::Dependency, 70.0)];
    assert_eq!(of(None, &given), Some(70.0));
    assert_eq!(of(None, &given[..3]), Some(80.0));
    assert_eq!(of(Some(Decomposition::Any), &given[..2]), Some(60.0));
    assert_eq!(of(Some(Decomposition::One), &given[..2]), Some(60.0));
    assert_eq!(of(None, &[]), None);
    assert_eq!(of(None, &[(LinkKind::Dependency, 70.0)]), None, "a limit gives nothing");
    assert_eq!(of(None, &[(LinkKind::Contribution(900.0), 70.0)]), Some(70.0), "weights end at 100 %");
}

/// By hand from the steps of the reference: sums stay the tolerance below the end, on both sides, unless a part or
/// one contribution is there by itself.
#[test]
fn tolerance_on_both_sides() {
    let of = |given: &[(LinkKind, f64)], scale| evaluate(None, given, 10.0, scale);
    let (up, down) = (LinkKind::Contribution(75.0), LinkKind::Contribution(-75.0));
    assert_eq!(of(&[(up, 100.0), (up, 100.0)], Scale::Signed), Some(90.0));
    assert_eq!(of(&[(down, 100.0), (down, 100.0)], Scale::Signed), Some(-90.0));
    assert_eq!(of(&[(PART, 100.0), (up, 100.0)], Scale::Signed), Some(100.0));
    assert_eq!(of(&[(PART, 95.0), (up, 100.0)], Scale::Signed), Some(95.0));
    assert_eq!(of(&[(PART, -100.0), (down, 100.0)], Scale::Signed), Some(-100.0));
    assert_eq!(of(&[(PART, 95.0)], Scale::Signed), Some(95.0));
    assert_eq!(of(&[(up, 100.0)], Scale::Signed), Some(75.0));
    assert_eq!(of(&[(down, 100.0)], Scale::Positive), Some(0.0), "nothing is at the end of that scale");
}

#[test]
fn actors_by_importance_and_conflicts() {
    let element = |initial| Element { initial, decomposition: None };
    let model = Model {
        elements: vec![element(Some(80.0)), element(Some(-40.0)), element(None), element(Some(10.0))],
        actors: vec![
            Actor { elements: vec![(0, 3.0), (1, 1.0), (2, 5.0)] },
            Actor { elements: vec![(2, 5.0), (3, 0.0), (9, 1.0)] },
        ],
        conflicts: vec![(0, 1), (0, 3), (0, 2)],
        ..Model::default()
    };
    let found = propagate(&model);
    assert_eq!(found.actors, [Some(50.0), None]);
    assert_eq!(found.conflicts, [(0, 3)]);
}

/// A circle of parts has no value, one that a dependency closes loses the dependency, and what is known stays known.
#[test]
fn circles() {
    let link = |from, to, kind| Link { from, to, kind };
    let mut model = Model {
        elements: vec![Element::default(); 4],
        links: vec![link(0, 1, PART), (link(1, 2, PART)), link(2, 0, LinkKind::Dependency), link(3, 0, PART)],
        ..Model::default()
    };
    model.elements[3].initial = Some(40.0);
    assert_eq!(propagate(&model).elements, [Some(40.0); 4]);
    model.links[2].kind = PART;
    assert_eq!(propagate(&model).elements, [None, None, None, Some(40.0)]);
    model.links.push(link(3, 77, PART));
    model.links.push(link(3, 3, PART));
    assert_eq!(propagate(&model).elements, [None, None, None, Some(40.0)]);
}

#[test]
fn a_chain_of_a_million() {
    const ELEMENTS: usize = 1_000_000;
    let mut model = Model { elements: vec![Element::default(); ELEMENTS], ..Model::default() };
    model.elements[0].initial = Some(64.0);
    model.links =
        (1..ELEMENTS).map(|to| Link { from: to - 1, to, kind: LinkKind::Contribution(100.0) }).collect();
    let found = on_small_stack(|| propagate(&model));
    assert_eq!(found.elements[ELEMENTS - 1], Some(64.0));
}
