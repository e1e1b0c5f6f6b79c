//! Tests of the key results.

use super::*;
use crate::scene::Shape;
use crate::testing::check_texts;
use crate::theme::Theme;

fn result(id: &str, tone: Tone, progress: f64, expected: f64) -> KeyResult {
    KeyResult {
        id: id.to_owned(),
        title: format!("Title of {id}"),
        tone,
        status: "on track".to_owned(),
        unit: "km".to_owned(),
        is_part: false,
        goal: Goal::Way { baseline: 0.0, target: 80.0 },
        value: Some(progress * 80.0),
        is_projected: false,
        progress: Some(progress),
        expected: Some(expected),
        counted: String::new(),
    }
}

fn view(results: Vec<KeyResult>) -> View {
    View { teams: vec![Team { name: "Track".to_owned(), results }], ..View::default() }
}

#[test]
fn the_headline_names_what_lags_furthest() {
    let mut view = view(vec![
        result("a", Tone::Good, 0.5, 0.4),
        result("b", Tone::Warn, 0.3, 0.4),
        result("c", Tone::Bad, 0.125, 0.5),
    ]);
    assert_eq!(
        headline(&view),
        "By their numbers 2 of 3 key results lag behind; furthest is \u{201C}Title of c\u{201D}: 13 % of its way, where 50 % should be done"
    );
    view.teams[0].results.truncate(1);
    assert_eq!(headline(&view), "By its numbers the only key result does not lag behind");
    view.teams[0].results[0].value = None;
    assert_eq!(headline(&view), "Nothing is counted yet of the only key result");
    assert_eq!(headline(&View::default()), "No key result has a number to arrive at yet");
}

#[test]
fn what_is_not_known_is_not_called_fine() {
    let mut unknown = result("b", Tone::Unknown, 0.0, 0.0);
    unknown.value = None;
    let view = view(vec![result("a", Tone::Good, 0.5, 0.4), unknown]);
    assert_eq!(headline(&view), "By their numbers none of 2 key results lags behind; of 1 nothing is known");
}

/// Every number has its unit, a share of being done is a share, and a count of several kinds says of which.
#[test]
fn values_are_in_the_words_of_their_measure() {
    let mut way = result("a", Tone::Good, 0.5, 0.4);
    way.unit = "thousand km".to_owned();
    assert_eq!(words(&way), ["40 thousand km", "0", "80 thousand km"]);
    let part = |value: f64| KeyResult {
        unit: String::new(),
        is_part: true,
        goal: Goal::Way { baseline: 0.0, target: 1.0 },
        value: Some(value),
        ..result("b", Tone::Good, value, 0.4)
    };
    assert_eq!(words(&part(0.33)), ["33 % done", "not done", "done"]);
    assert_eq!(words(&part(0.0))[0], "not done");
    assert_eq!(words(&part(1.0))[0], "done");
    let mut view = view(vec![way, part(1.0)]);
    assert!(subtitle(&view).ends_with("goals without a number and dropped ones left out"));
    assert!(!subtitle(&view).contains("dot"), "{}", subtitle(&view));
    view.kinds = vec![("key result".to_owned(), 1), ("objective".to_owned(), 1)];
    view.others = 1;
    assert!(subtitle(&view).contains("of 2: key result 1, objective 1; "), "{}", subtitle(&view));
    assert_eq!(headline(&view), "By their numbers none of 2 goals with a number lags behind");
}

/// How many rows the picture says that it leaves out.
fn more_in(scene: &Scene) -> Option<usize> {
    let number = |words: &str| {
        words
            .strip_prefix("and ")?
            .split_once(" more, none of them behind")
            .and_then(|(more, _)| more.parse().ok())
    };
    scene.texts().iter().find_map(|text| number(&text.content))
}

/// The bar ends at three quarters of the track: 60 of 80 km.
#[test]
fn the_bar_is_as_long_as_the_way_that_is_done() {
    let scene = draw(&view(vec![result("a", Tone::Good, 0.75, 0.5)]), &Look::slide(Theme::light()));
    let wide = |class: &str| {
        let item = scene.items.iter().find(|item| item.class == class).unwrap();
        match item.shape {
            Shape::Rect { x, width, .. } => (x, width),
            _ => panic!("{class} is no rectangle"),
        }
    };
    let (track, bar, expected) = (wide("track"), wide("bar"), wide("expected"));
    assert_eq!((bar.0, more_in(&scene)), (track.0, None));
    assert!((bar.1 * 4 - track.1 * 3).abs() <= 4, "{bar:?} of {track:?}");
    let middle = expected.0 + expected.1 / 2;
    assert!(((middle - track.0) * 2 - track.1).abs() <= 4, "{expected:?} of {track:?}");
}

#[test]
fn rows_beyond_a_slide_are_counted_and_the_worst_stay() {
    let mut results: Vec<KeyResult> =
        (0..70).map(|at| result(&format!("k{at:02}"), Tone::Good, 0.5, 0.4)).collect();
    results.push(result("worst", Tone::Bad, 0.0, 0.9));
    let view = view(results);
    let scene = draw(&view, &Look::slide(Theme::light()));
    let more = more_in(&scene);
    assert!(more.is_some_and(|more| more > 40), "{more:?}");
    assert_eq!(scene.height, 900 * PX);
    assert_eq!(check_texts(&scene), Ok(()));
    let says = |words: &str| scene.texts().iter().any(|text| text.content.contains(words));
    assert!(says("Title of worst"));
}

#[test]
fn values_of_every_size_keep_to_their_place() {
    let mut results = Vec::new();
    let sizes = [0.0, -1.0, 1e15, 1e-9, f64::NAN, f64::INFINITY, 3.0];
    for (at, value) in sizes.into_iter().enumerate() {
        results.push(result(&format!("w{at}"), Tone::Bad, value, value));
        let goal = Goal::Limits { low: Some(value), high: Some(5.0), baseline: Some(-value) };
        results.push(KeyResult { goal, ..result(&format!("l{at}"), Tone::Good, value, value) });
        let goal = Goal::Limits { low: None, high: Some(value), baseline: None };
        results.push(KeyResult { goal, ..result(&format!("h{at}"), Tone::Good, value, value) });
    }
    let view = view(results);
    for size in [Size::Slide, Size::Page] {
        let scene = draw(&view, &Look { theme: Theme::dark(), size });
        assert_eq!(check_texts(&scene), Ok(()));
        for item in &scene.items {
            if let Shape::Rect { x, width, .. } = item.shape {
                assert!(x >= 0 && x + width <= scene.width, "{} {x} {width}", item.class);
            }
        }
    }
}
