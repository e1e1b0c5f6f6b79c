//! Tests of the grid of stakeholders.

use super::*;
use crate::testing::check_texts;
use crate::theme::Theme;

fn somebody(id: &str, power: u8, interest: u8, messages: usize, is_late: bool) -> Stakeholder {
    let message = Message {
        title: "Why it matters".to_owned(),
        how: "letter".to_owned(),
        when: "every 3 months".to_owned(),
        next: "next by 9 Jul 2027".to_owned(),
        is_late,
    };
    Stakeholder {
        id: id.to_owned(),
        title: format!("Title of {id}"),
        power: Some(power),
        interest: Some(interest),
        messages: vec![message; messages],
    }
}

#[test]
fn the_headline_counts_the_powerful_who_are_told_nothing() {
    let mut view = View {
        stakeholders: vec![
            somebody("a", 5, 5, 1, false),
            somebody("b", 4, 1, 0, false),
            somebody("c", 3, 5, 0, false),
            somebody("d", 4, 4, 2, true),
        ],
        ..View::default()
    };
    assert_eq!(headline(&view), "1 of 3 stakeholders with much power is told nothing; 2 messages are late");
    let order: Vec<&str> = ranked(&view).iter().map(|of| of.id.as_str()).collect();
    assert_eq!(order, ["b", "d", "a", "c"]);
    view.stakeholders.truncate(1);
    assert_eq!(
        headline(&view),
        "The only stakeholder with much power has a message to come; no message is late"
    );
    view.stakeholders[0].power = None;
    assert_eq!(
        headline(&view),
        "The power of the only stakeholder over the plan is not judged yet; no message is late"
    );
    assert_eq!(headline(&View::default()), "No stakeholder is written down yet");
}

/// The fields of Mendelow, as the case of `stakeholder_grid.json` has them.
#[test]
fn the_fields_are_those_of_mendelow() {
    assert_eq!(field_of((5, 5)), "manage closely");
    assert_eq!(field_of((4, 3)), "keep satisfied");
    assert_eq!(field_of((3, 4)), "keep informed");
    assert_eq!(field_of((3, 3)), "monitor");
}

/// One stands in the middle, two beside it, a fourth below; nobody touches another or leaves the cell.
#[test]
fn discs_stand_in_rows_about_the_middle_of_their_cell() {
    let cells = Cells { left: 0, top: 0, side: 108 * PX };
    let middle = Point::new(54 * PX, 54 * PX);
    assert_eq!(centers(&cells, (5, 1), 1), (vec![middle], 0));
    let (two, _) = centers(&cells, (5, 1), 2);
    assert_eq!((two[0].x + two[1].x, two[0].y, two[1].y), (2 * middle.x, middle.y, middle.y));
    for count in 1..30 {
        let (all, rest) = centers(&cells, (5, 1), count);
        assert_eq!(if rest > 0 { all.len() - 1 + rest } else { all.len() }, count);
        let radius = cells.radius();
        for (at, one) in all.iter().enumerate() {
            let inside = one.x - radius >= 0 && one.x + radius <= cells.side;
            assert!(inside && one.y - radius >= 6 * GRID && one.y + radius <= cells.side, "{one:?}");
            let apart = |other: &Point| {
                (other.x - one.x).abs() >= 2 * radius || (other.y - one.y).abs() >= 2 * radius
            };
            assert!(all.iter().take(at).all(apart), "{count}");
        }
    }
}

#[test]
fn crowds_in_one_cell_stay_apart_and_are_counted() {
    let stakeholders: Vec<Stakeholder> = (0..90)
        .map(|at| somebody(&format!("s{at:02}"), 5, 5, usize::from(at % 2 == 0), at % 3 == 0))
        .collect();
    let view = View { stakeholders, ..View::default() };
    for size in [Size::Slide, Size::Page] {
        let (scene, more) = draw(&view, &Look { theme: Theme::light(), size });
        assert_eq!(check_texts(&scene), Ok(()));
        assert!(more >= 50, "{more}");
        let words = format!("and {more} more");
        assert!(scene.texts().iter().any(|text| text.content.contains(&words)));
    }
}
