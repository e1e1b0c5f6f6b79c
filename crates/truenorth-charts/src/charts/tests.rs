//! Properties that hold for any view: words inside the canvas and apart, well-formed SVG, equal bytes.

use super::{alignment_map as map, growth_plan as growth};
use crate::catalogue::Detail;
use crate::scene::{Bounds, PX, Scene, Shape};
use crate::svg::to_svg;
use crate::testing::{check_texts, check_xml};
use crate::theme::{Look, Theme, Tone};
use jiff::civil::{Date, date};
use proptest::prelude::*;

/// Words as plans have them, and words as nobody should write them.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-z]{2,9}( [a-z0-9%]{1,12}){0,12}",
        1 => ".{0,40}",
        1 => proptest::collection::vec(any::<char>(), 0..200).prop_map(String::from_iter),
        1 => "[x\u{4e16}]{100,600}",
        1 => Just(String::new()),
    ]
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![4 => -10.0..2.0e5, 1 => Just(0.0), 1 => Just(f64::NAN), 1 => Just(1e15), 1 => any::<f64>()]
}

fn map_node() -> impl Strategy<Value = map::Node> {
    let status = proptest::option::of((0usize..7, words()));
    let progress = proptest::option::of(prop_oneof![3 => 0.0..1.2, 1 => number()]);
    (words(), words(), words(), 0usize..5, status, progress, proptest::bool::weighted(0.85)).prop_map(
        |(title, kind, owner, column, status, progress, aligned)| map::Node {
            id: title.clone(),
            title,
            kind,
            column,
            owner,
            status: status.map(|(tone, word)| map::Status { tone: Tone::ALL[tone], word }),
            progress,
            aligned,
            context: false,
        },
    )
}

fn map_view() -> impl Strategy<Value = map::View> {
    let nodes = prop_oneof![
        2 => proptest::collection::vec(map_node(), 1..30),
        1 => proptest::collection::vec(map_node(), 61..120),
    ];
    (nodes, words(), proptest::collection::vec(words(), 5)).prop_flat_map(|(nodes, organization, columns)| {
        let count = nodes.len();
        let edge = (0..count, 0..count, number(), any::<bool>());
        proptest::collection::vec(edge, 0..count * 2).prop_map(move |edges| map::View {
            source: organization.clone(),
            columns: columns.clone(),
            nodes: nodes.clone(),
            detail: if nodes.len() > map::FULL_LIMIT { Detail::Compact } else { Detail::Full },
            undrawn: map::Undrawn::default(),
            states: Vec::new(),
            edges: edges
                .into_iter()
                .map(|(child, parent, weight, negative)| map::Edge { child, parent, weight, negative })
                .collect(),
        })
    })
}

fn day() -> impl Strategy<Value = Date> {
    let near = (2024i16..2030, 1i8..=12, 1i8..=28);
    let any = (-9999i16..=9999, 1i8..=12, 1i8..=28);
    prop_oneof![9 => near, 1 => any].prop_map(|(y, m, d)| date(y, m, d))
}

fn points() -> impl Strategy<Value = Vec<growth::DatedValue>> {
    let point = (day(), number()).prop_map(|(date, value)| growth::DatedValue { date, value });
    proptest::collection::vec(point, 0..12)
}

fn growth_view() -> impl Strategy<Value = growth::View> {
    let scenario = (words(), words(), points()).prop_map(|(title, probability, points)| growth::Scenario {
        title,
        probability,
        points,
    });
    let ceiling =
        proptest::option::of((number(), words()).prop_map(|(value, title)| growth::Ceiling { value, title }));
    (
        (words(), words(), proptest::collection::vec(words(), 0..3), day()),
        (points(), points(), points(), any::<bool>()),
        (proptest::collection::vec(scenario, 0..6), ceiling),
    )
        .prop_map(
            |((title, unit, subtitle, today), (plan, actuals, single, last), (scenarios, ceiling))| {
                growth::View {
                    title,
                    unit: unit.clone(),
                    source: unit,
                    subtitle,
                    today,
                    baseline: single.first().copied(),
                    target: if last { plan.last().copied() } else { single.get(1).copied() },
                    plan,
                    actuals: actuals
                        .into_iter()
                        .enumerate()
                        .map(|(i, p)| growth::Actual {
                            first: p.date,
                            date: p.date,
                            value: p.value,
                            provisional: i % 3 == 2,
                        })
                        .collect(),
                    so_far: None,
                    scenarios,
                    ceiling,
                }
            },
        )
}

fn check(scene: &Scene) -> Result<(), TestCaseError> {
    prop_assert_eq!(check_texts(scene), Ok(()));
    prop_assert_eq!(check_xml(&to_svg(scene)), Ok(()));
    prop_assert!(scene.texts().iter().all(|t| t.size >= 12 * PX), "a text is too small");
    Ok(())
}

/// The boxes of the goals of a map, in the order in which they are drawn.
fn cards(scene: &Scene) -> Vec<Bounds> {
    let groups = scene.items.iter().filter_map(|item| match &item.shape {
        Shape::Group { items, .. } if item.class.starts_with("goal") => items.first(),
        _ => None,
    });
    let bounds = groups.filter_map(|item| match item.shape {
        Shape::Rect { x, y, width, height, .. } => {
            Some(Bounds { left: x, top: y, right: x + width, bottom: y + height })
        }
        _ => None,
    });
    bounds.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_alignment_map_is_readable_and_repeats(view in map_view()) {
        let scene = map::draw(&view, &Look::slide(Theme::light())).unwrap();
        check(&scene)?;
        prop_assert_eq!(to_svg(&scene), to_svg(&map::draw(&view, &Look::slide(Theme::light())).unwrap()));
        let cards = cards(&scene);
        prop_assert_eq!(cards.len(), view.nodes.len());
        for (at, card) in cards.iter().enumerate() {
            prop_assert!(cards.iter().take(at).all(|other| !card.overlaps(other)), "card {}", at);
        }
        // The goals that reach the vision come first, each in its column.
        let aligned: Vec<usize> = view.nodes.iter().filter(|n| n.aligned).map(|n| n.column).collect();
        for (one, a) in aligned.iter().zip(&cards) {
            for (other, b) in aligned.iter().zip(&cards) {
                prop_assert_eq!(one.cmp(other), a.left.cmp(&b.left));
            }
        }
    }

    #[test]
    fn any_growth_plan_is_readable_and_repeats(view in growth_view()) {
        let scene = growth::draw(&view, &Look::slide(Theme::dark())).unwrap();
        check(&scene)?;
        prop_assert_eq!(to_svg(&scene), to_svg(&growth::draw(&view, &Look::slide(Theme::dark())).unwrap()));
    }
}

fn value(year: i16, value: f64) -> growth::DatedValue {
    growth::DatedValue { date: date(year, 1, 1), value }
}

fn growth_of(values: &[f64]) -> growth::View {
    growth::View {
        title: "Revenue".to_owned(),
        unit: "EUR".to_owned(),
        subtitle: vec![],
        source: String::new(),
        today: date(2026, 1, 1),
        baseline: None,
        plan: (2024..).zip(values).map(|(year, &v)| value(year, v)).collect(),
        actuals: vec![],
        scenarios: vec![],
        so_far: None,
        ceiling: None,
        target: None,
    }
}

fn says(scene: &Scene, words: &str) -> bool {
    scene.texts().iter().any(|t| t.content.contains(words))
}

#[test]
fn degenerate_series_give_a_chart_or_say_so() {
    let draw = |values: &[f64]| growth::draw(&growth_of(values), &Look::slide(Theme::light())).unwrap();
    assert!(says(&draw(&[]), "No plan and no actuals to draw yet"));
    assert!(says(&draw(&[f64::NAN]), "No plan and no actuals to draw yet"));
    for values in [&[5.0][..], &[5.0, 5.0, 5.0], &[1e15, 1.0, 1e15], &[0.0, 0.0]] {
        let scene = draw(values);
        assert!(says(&scene, "Plan"), "{values:?}");
        let labels = scene.items.iter().filter(|i| i.class == "axis-label").count();
        assert!(labels >= 5, "{values:?}: {labels} axis labels");
    }
}
