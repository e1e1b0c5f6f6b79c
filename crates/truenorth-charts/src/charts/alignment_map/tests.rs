use super::*;

fn node(column: usize, aligned: bool, tone: Option<Tone>) -> Node {
    Node {
        id: format!("{column}"),
        title: "Grow".to_owned(),
        kind: String::new(),
        column,
        owner: String::new(),
        status: tone.map(|tone| Status { tone, word: "word".to_owned() }),
        progress: None,
        aligned,
        context: false,
    }
}

fn view(nodes: Vec<Node>) -> View {
    View { columns: ["Vision", "Pillars"].map(String::from).to_vec(), nodes, ..View::default() }
}

#[test]
fn the_headline_counts_goals_but_not_the_vision() {
    let good = || node(1, true, Some(Tone::Good));
    let bad = || node(1, true, Some(Tone::Bad));
    let loose = || node(1, false, Some(Tone::Good));
    let of = |mut nodes: Vec<Node>| {
        nodes.push(node(0, true, Some(Tone::Bad)));
        headline(&view(nodes))
    };
    assert_eq!(of(vec![]), "No goals yet");
    assert_eq!(of(vec![good(), good()]), "All 2 goals reach the vision; none is off track");
    assert_eq!(of(vec![good(), bad(), loose()]), "1 of 3 goals does not reach the vision; 1 is off track");
    assert_eq!(
        of(vec![bad(), bad(), loose(), loose()]),
        "2 of 4 goals do not reach the vision; 2 are off track"
    );
    assert_eq!(of(vec![node(1, true, None), node(1, true, None)]), "All 2 goals reach the vision");
    assert_eq!(of(vec![node(1, false, None)]), "The only goal does not reach the vision");
    assert_eq!(of(vec![loose(), loose()]), "None of 2 goals reaches the vision; none is off track");
}

#[test]
fn views_that_can_not_be_drawn_are_refused() {
    let theme = Look::slide(Theme::light());
    let many = view(vec![node(1, true, None); MOST + 1]);
    assert_eq!(draw(&many, &theme), Err(DrawError::TooManyBoxes { count: 20_001, limit: 20_000 }));
    assert_eq!(draw(&view(vec![node(2, true, None)]), &theme), Err(DrawError::UnknownColumn { index: 2 }));
    let mut loose_end = view(vec![node(0, true, None)]);
    loose_end.edges.push(Edge { child: 0, parent: 7, weight: 1.0, negative: false });
    assert_eq!(draw(&loose_end, &theme), Err(DrawError::UnknownNode { index: 7 }));
}

#[test]
fn only_unusual_kinds_are_named() {
    let mut mixed = view(vec![node(1, true, None); 3]);
    mixed.nodes[2].kind = "Initiative".to_owned();
    mixed.nodes[2].owner = "Ana".to_owned();
    assert_eq!(usual_kind(&mixed, 1), "");
    assert_eq!(owner(&mixed.nodes[2], &["", ""]), "Initiative \u{B7} Ana");
    assert_eq!(owner(&mixed.nodes[2], &["", "Initiative"]), "Ana");
}

#[test]
fn three_hundred_one_line_boxes_fit_a_png() {
    let mut nodes = vec![node(0, true, None)];
    nodes.resize(LIMIT, node(1, true, None));
    let lines = View { detail: Detail::Compact, ..view(nodes) };
    let scene = draw(&lines, &Look::slide(Theme::light())).unwrap();
    assert!(scene.height <= 10_000 * PX, "{}", scene.height / PX);
}

/// Twenty long titles in the fullest column have a line each, eight in the others take two lines where they must: nothing is
/// cut, and the picture is a slide.
#[test]
fn titles_are_whole_where_columns_have_room() {
    let title = |at: usize| format!("Goal {at} from many thousand to a few hundred kilometres each year");
    let mut nodes = vec![node(0, true, None)];
    for (column, count) in [(1, 8), (2, 20), (3, 8)] {
        let goal = |at| Node { title: title(at), progress: Some(0.3), ..node(column, true, None) };
        nodes.extend((0..count).map(goal));
    }
    let columns = ["Vision", "Objectives", "Key results", "Milestones"].map(String::from).to_vec();
    let map = View { columns, nodes, detail: Detail::Compact, ..View::default() };
    let scene = draw(&map, &Look::slide(Theme::light())).unwrap();
    assert_eq!(scene.width * 9, scene.height * 16);
    let texts = scene.texts();
    let cut: Vec<&str> =
        texts.iter().map(|text| text.content.as_str()).filter(|text| text.contains('\u{2026}')).collect();
    assert!(cut.is_empty(), "{cut:?}");
    let begun = texts.iter().filter(|text| text.content.starts_with("Goal 7 ")).count();
    let whole = texts.iter().filter(|text| text.content == title(7)).count();
    assert!(begun == 3 && (1..3).contains(&whole), "{whole} of {begun}");
}
