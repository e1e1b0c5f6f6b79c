use super::*;
use crate::theme::Theme;
use jiff::civil::date;

fn bar() -> Bar {
    Bar {
        id: "a".to_owned(),
        title: "Signals".to_owned(),
        owner: String::new(),
        start: Some(date(2027, 1, 1)),
        end: date(2027, 6, 30),
        was: None,
        tone: Tone::Good,
        status: String::new(),
        progress: Some(0.5),
        is_critical: false,
        marks: vec![],
    }
}

#[test]
fn the_headline_counts_moved_and_lost_dates() {
    let mut view = View { rows: vec![bar()], dates: 14, ..View::default() };
    assert_eq!(headline(&view), "None of 14 open dates has moved");
    view.moved = 5;
    view.late = 2;
    view.end = Some(("30 Nov 2027".to_owned(), "First train".to_owned()));
    assert_eq!(
        headline(&view),
        "5 of 14 open dates have moved; 2 cannot be kept as things stand, the longest chain ends on 30 Nov 2027: First train"
    );
    (view.late, view.end, view.spare) = (0, None, Some(12));
    assert_eq!(
        headline(&view),
        "5 of 14 open dates have moved; what others wait for has 12 or more working days to spare"
    );
    // Back by 30 days; what was reached, and what came forward, is no slip.
    let mark = |was, is_done| Mark {
        id: "m".to_owned(),
        title: "First train".to_owned(),
        day: date(2027, 6, 30),
        was: Some(was),
        is_done,
        is_critical: false,
    };
    view.rows[0].was = Some(date(2027, 7, 30));
    view.rows[0].marks = vec![mark(date(2027, 1, 30), true), mark(date(2027, 5, 31), false)];
    assert_eq!(
        headline(&view),
        "5 of 14 open dates have moved, farthest \u{201C}First train\u{201D} by 30 days; what others wait for has 12 or more working days to spare"
    );
    assert_eq!(headline(&View::default()), "No initiative or milestone has a date yet");
}

#[test]
fn a_dependency_passes_beside_the_names_of_milestones() {
    // The first row ends on 1 March, where the name of a milestone of the second row stands; the third waits for it.
    let mark = |day| Mark {
        id: "m".to_owned(),
        title: "Approval of the new signals".to_owned(),
        day,
        was: None,
        is_done: false,
        is_critical: false,
    };
    let first = Bar { end: date(2027, 3, 1), ..bar() };
    let second = Bar { marks: vec![mark(date(2027, 2, 20))], ..bar() };
    let third = Bar { start: Some(date(2027, 5, 20)), ..bar() };
    let link = Link { from: End { row: 0, mark: None }, to: End { row: 2, mark: None }, is_critical: false };
    let view = View {
        rows: vec![first, second, third],
        links: vec![link],
        today: date(2027, 3, 1),
        ..View::default()
    };
    let scene = draw(&view, &Look::slide(Theme::light()));
    let words = scene.texts().into_iter().find(|text| text.content.starts_with("Approval")).unwrap().bounds();
    let path = scene.items.iter().find_map(|item| match &item.shape {
        Shape::Path(segments) if item.class == "dependency" => Some(segments),
        _ => None,
    });
    let mut x = i32::MIN;
    for segment in path.unwrap() {
        match segment {
            crate::scene::Segment::Move(point) => x = point.x,
            // The way down.
            crate::scene::Segment::Line(point) if point.x == x => {
                assert!(x < words.left || x > words.right, "{x} in {words:?}");
            }
            crate::scene::Segment::Line(point) => x = point.x,
            crate::scene::Segment::Cubic(_, _, point) => x = point.x,
            crate::scene::Segment::Close => {}
        }
    }
}

#[test]
fn today_is_drawn_over_the_bars() {
    let view = View { rows: vec![bar()], today: date(2027, 3, 1), ..View::default() };
    let scene = draw(&view, &Look::slide(Theme::light()));
    let place = |class: &str| scene.items.iter().position(|item| item.class == class).unwrap();
    assert!(place("today") > place("bar-done"));
}

#[test]
fn half_of_a_bar_is_filled_at_half_the_progress() {
    let view = View { rows: vec![bar()], today: date(2027, 3, 1), ..View::default() };
    let scene = draw(&view, &Look::slide(Theme::light()));
    let width = |class: &str| {
        let item = scene.items.iter().find(|item| item.class == class).unwrap();
        let Shape::Rect { width, .. } = item.shape else { panic!("a box") };
        width
    };
    assert!((width("bar") - 2 * width("bar-done")).abs() <= 1);
}

#[test]
fn a_due_without_a_start_has_a_mark_and_the_key_says_what_it_is() {
    let view = View { rows: vec![Bar { start: None, ..bar() }], today: date(2027, 3, 1), ..View::default() };
    let scene = draw(&view, &Look::slide(Theme::light()));
    let field_begins =
        scene.items.iter().filter(|item| item.class == "due" && item.tooltip.is_some()).count();
    assert_eq!(field_begins, 1);
    assert!(scene.texts().iter().any(|text| text.content == "due, no start"));
}

#[test]
fn a_milestone_with_a_row_of_its_own_says_its_title_once() {
    let mark = Mark {
        id: "a".to_owned(),
        title: "Signals".to_owned(),
        day: date(2027, 6, 30),
        was: Some(date(2027, 5, 31)),
        is_done: false,
        is_critical: false,
    };
    let view = View {
        rows: vec![Bar { start: None, marks: vec![mark], ..bar() }],
        today: date(2027, 3, 1),
        ..View::default()
    };
    let scene = draw(&view, &Look::slide(Theme::light()));
    let said: Vec<String> = scene.texts().into_iter().map(|text| text.content.clone()).collect();
    assert_eq!(said.iter().filter(|words| words.contains("Signals")).count(), 1);
    assert!(said.iter().any(|words| words == "31 May \u{2192} 30 Jun"));
}

/// Three milestones within a month: one line has no room for their names, two have; the one that moved says from when.
#[test]
fn milestones_near_each_other_have_names_above_and_below_their_bar() {
    let mark = |title: &str, day, was| Mark {
        id: title.to_owned(),
        title: title.to_owned(),
        day,
        was,
        is_done: false,
        is_critical: false,
    };
    let marks = vec![
        mark("The northern section passes its test", date(2027, 3, 1), None),
        mark("The southern section passes its test", date(2027, 3, 10), None),
        mark("Both sections go live for passengers", date(2027, 3, 20), Some(date(2027, 2, 1))),
    ];
    let view = View { rows: vec![Bar { marks, ..bar() }], today: date(2027, 3, 1), ..View::default() };
    let scene = draw(&view, &Look::slide(Theme::light()));
    let texts = scene.texts();
    let names: Vec<_> = texts.iter().filter(|text| text.content.contains("section")).collect();
    let said: Vec<&str> = names.iter().map(|text| text.content.as_str()).collect();
    assert!(said.contains(&"Both sections go live for passengers 1 Feb \u{2192} 20 Mar"), "{said:?}");
    assert_eq!(said.len(), 3, "{said:?}");
    for (at, one) in names.iter().enumerate() {
        assert!(names.iter().skip(at + 1).all(|other| !one.bounds().overlaps(&other.bounds())));
    }
    assert!(!texts.iter().any(|text| text.content.contains("no room")));
}

/// Ten milestones on one day have no room for ten names; those without are counted.
#[test]
fn milestones_without_a_name_are_counted() {
    let marks = (0..10).map(|at| Mark {
        id: at.to_string(),
        title: format!("Milestone {at} of the same day"),
        day: date(2027, 3, 1),
        was: None,
        is_done: false,
        is_critical: false,
    });
    let rows = vec![Bar { marks: marks.collect(), ..bar() }];
    let view = View { rows, today: date(2027, 3, 1), ..View::default() };
    let scene = draw(&view, &Look::slide(Theme::light()));
    let texts = scene.texts();
    let named = texts.iter().filter(|text| text.content.starts_with("Milestone ")).count();
    assert!(named > 1, "{named}");
    let said = format!("{} milestones have no room for their names", 10 - named);
    assert!(texts.iter().any(|text| text.content == said));
}
