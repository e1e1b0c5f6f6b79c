use super::*;
use crate::testing::check_texts;
use crate::theme::Theme;

fn node(band: usize, tone: Tone) -> Node {
    Node {
        id: format!("n{band}"),
        title: "Nine trains in ten arrive on time".to_owned(),
        band,
        tone,
        status: "on track".to_owned(),
        progress: Some(0.5),
        owner: String::new(),
    }
}

fn view(nodes: Vec<Node>, causes: &[(usize, usize)]) -> View {
    let bands = ["Financial", "Customer", "Internal process", "Learning and growth"].map(String::from);
    let nodes = nodes.into_iter().enumerate().map(|(at, node)| Node { id: format!("n{at}"), ..node });
    let causes = causes.iter().map(|&(from, to)| Cause { from, to, negative: false });
    View { bands: bands.to_vec(), nodes: nodes.collect(), causes: causes.collect(), source: String::new() }
}

fn four() -> Vec<Node> {
    (0..4).map(|band| node(band, Tone::Good)).collect()
}

#[test]
fn the_headline_follows_the_causes_to_the_top() {
    assert_eq!(headline(&View::default()), "No objective has a perspective yet");
    // 3 helps 2 helps 1; nothing leads to the money.
    assert_eq!(
        headline(&view(four(), &[(3, 2), (2, 1)])),
        "None of 3 objectives below Financial leads up to it; none is off track"
    );
    assert_eq!(
        headline(&view(four(), &[(3, 2), (2, 0)])),
        "2 of 3 objectives below Financial lead up to it; none is off track"
    );
    let mut late = four();
    late.push(node(2, Tone::Bad));
    assert_eq!(
        headline(&view(late, &[(3, 2), (2, 1), (1, 0), (4, 0)])),
        "All 4 objectives below Financial lead up to it; most trouble is in Internal process, 1 of 2 off track"
    );
    assert_eq!(
        headline(&view(vec![node(0, Tone::Good), node(2, Tone::Good)], &[(1, 0)])),
        "The only objective below Financial leads up to it; nothing is aimed at in Customer and Learning and growth"
    );
}

#[test]
fn what_works_against_does_not_lead_up() {
    let mut against = view(four(), &[(1, 0)]);
    against.causes[0].negative = true;
    assert!(headline(&against).starts_with("None of 3 objectives"));
}

#[test]
fn the_money_stands_over_what_is_learnt_and_arrows_point_up() {
    let scene = draw(&view(four(), &[(3, 2), (2, 1), (1, 0)]), &Look::slide(Theme::light()));
    let top = |id: &str| {
        let item = scene.items.iter().find(|item| item.id.as_deref() == Some(id)).unwrap();
        let Shape::Group { items, .. } = &item.shape else { panic!("a group") };
        let Shape::Rect { y, .. } = &items[0].shape else { panic!("a box") };
        *y
    };
    let tops: Vec<i32> = ["goal-n0", "goal-n1", "goal-n2", "goal-n3"].map(top).to_vec();
    assert!(tops.is_sorted_by(|a, b| a < b), "{tops:?}");
    let heads = scene.items.iter().filter(|item| item.class == "cause-head");
    for head in heads {
        let Shape::Polyline { points, .. } = &head.shape else { panic!("a head") };
        assert!(points[0].y < points[1].y && points[0].y < points[2].y, "{points:?}");
    }
}

#[test]
fn what_helps_another_of_its_band_stands_below_it() {
    let mut nodes = four();
    nodes.push(node(1, Tone::Good));
    let rows = strategy_rows::rows(&view(nodes, &[(1, 4), (4, 0)]), 1200 * PX, 700 * PX);
    assert_eq!(rows.bands, [0, 1, 1, 2, 3]);
    let row_of = |node: usize| rows.row[rows.drawn.iter().position(|drawn| *drawn == node).unwrap()];
    assert_eq!((row_of(4), row_of(1)), (1, 2));
}

#[test]
fn many_objectives_are_counted_and_nothing_overlaps() {
    let nodes: Vec<Node> = (0..60).map(|at| node(at % 4, Tone::ALL[at % 7])).collect();
    let causes: Vec<(usize, usize)> = (4..60).map(|at| (at, at * 7 % at)).collect();
    for look in [Look::slide(Theme::light()), Look { size: Size::Page, theme: Theme::dark() }] {
        let scene = draw(&view(nodes.clone(), &causes), &look);
        assert_eq!(check_texts(&scene), Ok(()));
        assert!(scene.texts().iter().any(|text| text.content.starts_with("and ")));
    }
}

const LONG: &str = "One control room sees every train and every passenger";

/// Six objectives of one band, of which one has a title that two lines of the usual width do not hold: its box alone is wider.
#[test]
fn a_long_title_has_a_wider_box() {
    let mut nodes: Vec<Node> = (0..6).map(|_| node(0, Tone::Good)).collect();
    nodes[3].title = LONG.to_owned();
    let rows = strategy_rows::rows(&view(nodes, &[]), 1040 * PX, 60 * PX);
    let wide = rows.widths[rows.drawn.iter().position(|drawn| *drawn == 3).unwrap()];
    let others: Vec<i32> = rows.widths.iter().copied().filter(|width| *width != wide).collect();
    assert_eq!(others.len(), 5);
    assert!(others.iter().all(|width| *width < wide) && !title_of(LONG, wide, title_lines(rows.high)).1.cut);
    assert!(rows.widths.iter().sum::<i32>() <= 1040 * PX);
}

/// Six boxes of 136 and the room between them need more than the 890 there are, even without lanes: moved together, none overlaps
/// another, all are inside, and each link still begins and ends at its boxes.
#[test]
fn boxes_that_are_moved_together_keep_their_links() {
    let mut nodes: Vec<Node> = (0..6).map(|_| node(1, Tone::Good)).collect();
    nodes.push(node(0, Tone::Good));
    nodes.extend((0..6).map(|_| node(2, Tone::Good)));
    let causes: Vec<(usize, usize)> = (7..13).map(|at| (at, 6)).chain((0..6).map(|at| (at, 6))).collect();
    let rows = strategy_rows::rows(&view(nodes, &causes), 890 * PX, 700 * PX);
    assert_eq!(rows.drawn.len(), 13);
    let span = |at: usize| (rows.placed.tops[at], rows.placed.tops[at] + rows.widths[at]);
    for one in 0..13 {
        assert!(span(one).0 >= 0 && span(one).1 <= 890 * PX, "{:?}", span(one));
        let others = (0..13).filter(|other| *other != one && rows.row[*other] == rows.row[one]);
        assert!(others.into_iter().all(|other| span(other).1 <= span(one).0 || span(one).1 <= span(other).0));
    }
    for (cause, route) in rows.causes.iter().zip(&rows.placed.routes) {
        let route = route.as_ref().unwrap();
        let inside = |at: usize, port: i32| span(at).0 <= port && port <= span(at).1;
        assert!(inside(cause.to, route.left_port) && inside(cause.from, route.right_port), "{cause:?}");
    }
}
