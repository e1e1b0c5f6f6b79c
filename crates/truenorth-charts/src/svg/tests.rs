use super::*;
use crate::scene::TextStyle;
use crate::testing::check_xml;
use proptest::prelude::*;

fn scene(words: &str) -> Scene {
    let mut card = Item::new(
        "goal",
        Shape::Group {
            role: Some("group"),
            items: vec![
                Item::text("label", words, Point::new(10, 10), TextStyle::regular(14), Color::hex(0)),
                Item::line(
                    "rule",
                    Point::new(0, 3),
                    Point::new(80, 3),
                    Stroke::solid(Color::hex(0).with_alpha(128), PX),
                )
                .with_tooltip(words),
            ],
        },
    )
    .with_tooltip(words);
    card.id = Some(words.to_owned());
    let twin = card.clone();
    Scene {
        width: 100 * PX,
        height: 50 * PX,
        background: Color::hex(0xFF_FFFF),
        title: words.to_owned(),
        description: words.to_owned(),
        items: vec![card, twin],
    }
}

#[test]
fn lengths_have_two_decimals_at_most() {
    assert_eq!(length(16), "1");
    assert_eq!(length(24), "1.5");
    assert_eq!(length(1), "0.06");
    assert_eq!(length(-1), "-0.06");
    assert_eq!(length(3), "0.19");
    assert_eq!(decimal(0), "0");
}

#[test]
fn markup_in_words_is_inert() {
    let svg = to_svg(&scene("<script>alert('1')</script>&\"\u{0}\u{FFFF}"));
    assert!(!svg.contains("<script"));
    assert!(svg.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;\u{FFFD}\u{FFFD}"));
    check_xml(&svg).unwrap();
}

#[test]
fn ids_are_unique_and_named_in_the_root() {
    let svg = to_svg(&scene("grow revenue"));
    assert!(svg.contains("aria-labelledby=\"chart-title chart-description\""));
    assert!(svg.contains("id=\"grow_revenue\"") && svg.contains("id=\"grow_revenue--2\""));
    assert!(svg.contains("role=\"img\""));
}

#[test]
fn hairlines_fall_on_pixel_centres() {
    assert!(to_svg(&scene("x")).contains("points=\"0,0.5 5,0.5\""));
}

#[test]
fn one_picture_holds_both_themes() {
    let light = scene("x");
    let mut dark = scene("x");
    assert_eq!(to_svg(&light).matches("<style").count(), 0);
    dark.background = Color::hex(0x10_1620);
    let Shape::Group { items, .. } = &mut dark.items[0].shape else { panic!("a group") };
    items[0].fill = Some(Color::hex(0xFF_FFFF));
    let svg = to_svg_auto(&light, &dark);
    check_xml(&svg).unwrap();
    // White on the dark side; the twin of the text keeps black on both.
    assert!(svg.contains(".f0{fill:#101620}"), "{svg}");
    assert!(
        svg.contains("class=\"label f1\" fill=\"#000000\"") && svg.contains(".f1{fill:#ffffff}"),
        "{svg}"
    );
    assert!(svg.contains("class=\"label f3\"") && svg.contains(".f3{fill:#000000}"), "{svg}");
    dark.items.pop();
    assert_eq!(to_svg_auto(&light, &dark), to_svg(&light));
}

#[test]
fn marks_that_stand_for_an_item_lead_to_it() {
    let mut picture = scene("grow");
    picture.items[0].of = Some("grow".to_owned());
    let link = |item: &Item| item.of.as_ref().map(|id| format!("https://x.example/{id}?a=1&b=\"<"));
    let svg = to_svg_with(&picture, None, &Options { link: Some(&link), ..Options::default() });
    check_xml(&svg).unwrap();
    assert_eq!(svg.matches("<a ").count(), 1, "{svg}");
    assert!(
        svg.contains("<a href=\"https://x.example/grow?a=1&amp;b=&quot;&lt;\" aria-label=\"grow\"><g "),
        "{svg}"
    );
    assert!(svg.contains("role=\"graphics-document document\""), "{svg}");
    // A link within a link would not be well-formed HTML.
    let all = |_: &Item| Some("/".to_owned());
    let svg = to_svg_with(&picture, None, &Options { link: Some(&all), ..Options::default() });
    assert_eq!(svg.matches("<a ").count(), 2);
    assert!(to_svg(&picture).contains("role=\"img\"") && !to_svg(&picture).contains("<a "));
}

#[test]
fn texts_can_be_outlines_that_keep_their_words() {
    let picture = scene("grow & <b>");
    let svg = to_svg_with(&picture, None, &Options { paths: true, ..Options::default() });
    check_xml(&svg).unwrap();
    assert!(!svg.contains("<text"), "{svg}");
    assert_eq!(svg.matches("aria-label=\"grow &amp; &lt;b&gt;\"").count(), 2, "{svg}");
    assert!(svg.contains("transform=\"translate(0.63 0.63)\""), "{svg}");
    assert!(svg.matches('Q').count() > 20, "curves: {svg}");
    let mut dark = picture.clone();
    dark.background = Color::hex(0);
    let auto = to_svg_with(&picture, Some(&dark), &Options { paths: true, ..Options::default() });
    assert!(auto.contains("prefers-color-scheme") && !auto.contains("<text"));
}

#[test]
fn only_the_weights_that_are_used_are_embedded() {
    let mut picture = scene("x");
    let options = Options { embed_font: true, ..Options::default() };
    let svg = to_svg_with(&picture, None, &options);
    check_xml(&svg).unwrap();
    assert_eq!(svg.matches("@font-face").count(), 1);
    assert!(
        svg.contains("font-family:'Inter';font-weight:400;src:url(data:font/ttf;base64,AAEAAAA"),
        "{}",
        &svg[..400]
    );
    picture.items.push(Item::text("h", "y", Point::new(9, 9), TextStyle::semibold(20), Color::hex(0)));
    assert_eq!(to_svg_with(&picture, None, &options).matches("@font-face").count(), 2);
    assert_eq!(to_svg(&picture).matches("@font-face").count(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_words_give_well_formed_xml(words in proptest::collection::vec(any::<char>(), 0..60)) {
        let words: String = words.into_iter().collect();
        let svg = to_svg(&scene(&words));
        prop_assert!(check_xml(&svg).is_ok(), "{:?}", check_xml(&svg));
    }
}
