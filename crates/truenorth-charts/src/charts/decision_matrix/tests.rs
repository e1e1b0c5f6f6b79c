//! What the decision matrix says and how it is drawn.

use super::*;

/// The first case of the oracle `weighted_sum.json`: totals 7.6, 7.2 and 6.5; the second option wins above 13/34 of the
/// second criterion (38 %, now 30 %), which is the smallest change: 4/19 is 29 points below 50 %, 1/9 is 9 below 20 %.
fn view(chosen: Option<usize>) -> View {
    let option =
        |title: &str, total| Choice { id: title.to_lowercase(), title: title.to_owned(), total: Some(total) };
    let flip = |share, winner| Some(Flip { share, winner });
    let criterion = |title: &str, share| Criterion {
        id: title.to_lowercase(),
        title: title.to_owned(),
        share,
        ..Criterion::default()
    };
    View {
        options: vec![option("X", 7.6), option("Y", 7.2), option("Z", 6.5)],
        chosen,
        criteria: vec![
            Criterion { below: flip(4.0 / 19.0, 2), ..criterion("Cost", 0.5) },
            Criterion { above: flip(13.0 / 34.0, 1), ..criterion("Time", 0.3) },
            Criterion { below: flip(1.0 / 9.0, 1), ..criterion("Calm", 0.2) },
        ],
        ranking: vec![0, 1, 2],
        lead: Some(0.4),
        ..View::default()
    }
}

#[test]
fn the_headline_tells_what_would_change_the_choice() {
    let flip = "; \u{201C}Y\u{201D} wins if \u{201C}Time\u{201D} weighs 39 % or more instead of 30 %";
    assert_eq!(headline(&view(Some(0))), format!("The choice, \u{201C}X\u{201D}, leads 7.60 to 7.20{flip}"));
    assert_eq!(headline(&view(None)), format!("\u{201C}X\u{201D} leads 7.60 to 7.20{flip}"));
    assert_eq!(
        headline(&view(Some(2))),
        format!("\u{201C}Z\u{201D} is chosen with 6.50, though \u{201C}X\u{201D} has 7.60{flip}")
    );
    let mut firm = view(Some(0));
    firm.criteria.iter_mut().for_each(|criterion| (criterion.below, criterion.above) = (None, None));
    assert_eq!(
        headline(&firm),
        "The choice, \u{201C}X\u{201D}, leads 7.60 to 7.20; no change of a single weight makes another win"
    );
    let level = View { lead: Some(0.0), ..view(None) };
    assert_eq!(
        headline(&level),
        "\u{201C}X\u{201D} and \u{201C}Y\u{201D} are level at 7.60: any change decides"
    );
    assert_eq!(headline(&View::default()), "Too few options have a score for every criterion");
}

/// Names stand whole while the headline has room, and lose words of their end where it has not.
#[test]
fn long_titles_are_cut_at_a_word_and_only_where_they_must() {
    let lines = "Night trains, on the Harbour and Fernhill lines";
    assert_eq!(quoted(lines, 28), "\u{201C}Night trains, on the Harbour\u{2026}\u{201D}");
    assert_eq!(quoted("No night trains", 28), "\u{201C}No night trains\u{201D}");
    let mut named = view(None);
    named.options[0].title = lines.to_owned();
    named.options[1].title = "Windows every night, no night trains".to_owned();
    assert_eq!(
        headline(&named),
        format!(
            "\u{201C}{lines}\u{201D} leads 7.60 to 7.20; \u{201C}Windows every night, no night trains\u{201D} wins if \
             \u{201C}Time\u{201D} weighs 39 % or more instead of 30 %"
        )
    );
    named.options[0].title = "word ".repeat(40);
    assert!(headline(&named).contains("word\u{2026}\u{201D} leads"), "{}", headline(&named));
    assert!(headline(&named).chars().count() <= LONG);
}

/// 39 is the first whole per cent above 38.2, 21 the first below 21.05; next to the present weight decimals tell.
#[test]
fn weights_that_flip_are_said_from_the_side_that_wins() {
    assert_eq!(weighs(13.0 / 34.0, true, 0.3, 30.0), "39 % or more instead of 30 %");
    assert_eq!(weighs(4.0 / 19.0, false, 0.5, 50.0), "21 % or less instead of 50 %");
    assert_eq!(weighs(0.35, true, 0.2, 20.0), "36 % or more instead of 20 %", "at 35 % they are level");
    assert_eq!(weighs(0.3004, true, 0.3, 30.0), "31 % or more instead of 30 %");
    assert_eq!(weighs(0.298, false, 0.302, 30.0), "29 % or less instead of 30 %");
    assert_eq!(weighs(0.996, true, 0.9, 90.0), "99.7 % or more instead of 90.0 %");
}

#[test]
fn tints_run_over_the_scale_and_not_over_what_is_written() {
    let of = |scores: &[f64]| {
        let mut view = view(None);
        view.criteria[0].scores = scores.iter().copied().map(Some).collect();
        range(&view)
    };
    assert_eq!(of(&[3.0, 4.0]), (1.0, 5.0));
    assert_eq!(of(&[0.0, 4.0]), (0.0, 5.0));
    assert_eq!(of(&[7.0, 9.0]), (1.0, 10.0));
    assert_eq!(of(&[0.2, 0.9]), (0.0, 1.0));
    assert_eq!(of(&[40.0, 80.0]), (0.0, 100.0));
    assert_eq!(of(&[-3.0, 250.0]), (-3.0, 250.0));
    assert_eq!(of(&[]), (0.0, 1.0));
}

#[test]
fn weights_in_the_picture_add_up() {
    let mut view = view(None);
    for (criterion, share) in view.criteria.iter_mut().zip([5.0, 4.0, 2.0]) {
        criterion.share = share / 11.0;
    }
    let scene = draw(&view, &Look::slide(crate::theme::Theme::light()));
    let shown: Vec<String> = scene.texts().iter().map(|text| text.content.clone()).collect();
    for weight in ["45.4 %", "36.4 %", "18.2 %", "100 %"] {
        assert!(shown.iter().any(|words| words == weight), "{weight}: {shown:?}");
    }
}

#[test]
fn what_does_not_fit_is_the_worst_and_never_the_choice() {
    assert_eq!(columns(&view(Some(2)), 2), [0, 2]);
    assert_eq!(columns(&view(None), 2), [0, 1]);
}
