use super::*;
use crate::scene::{Color, Item, PX, Point, Scene, TextStyle};
use crate::text::{self, Weight};
use proptest::prelude::*;

static BOXES: &[u8] = include_bytes!("../../../../tests/fixtures/fonts/boxes.ttf");

fn boxes() -> Rc<Fallback> {
    Rc::new(Fallback::new(BOXES.to_vec()).unwrap())
}

fn scene(words: &str) -> Scene {
    let text = Item::text("t", words, Point::new(0, 40 * PX), TextStyle::regular(40), Color::hex(0));
    let (title, description) = ("t".to_owned(), "d".to_owned());
    Scene {
        width: 200 * PX,
        height: 60 * PX,
        background: Color::hex(0xFF_FFFF),
        title,
        description,
        items: vec![text],
    }
}

#[test]
fn characters_that_the_embedded_font_lacks_are_of_the_users() {
    assert_eq!(boxes().family(), "Test Boxes", "a name that cannot end a style sheet");
    let width = |words| text::width(words, Weight::Regular, 1000);
    let (plain, latin) = (width("ក"), width("a"));
    assert_eq!(text::uncovered("a世ក界"), ['世', 'ក', '界']);
    with(Some(boxes()), || {
        // Advances of make.py: 800 and 1000 of 1000 units.
        assert_eq!((width("ក"), width("世"), width("a")), (800, 1000, latin));
        assert_eq!(text::uncovered("a世ក界"), ['界']);
    });
    assert_eq!(width("ក"), plain, "afterwards it is gone");
}

#[test]
fn it_is_in_the_picture_and_named_only_where_it_is_used() {
    let (with_it, without) = (scene("世"), scene("a"));
    let boxed = crate::raster::to_png(&with_it, 1.0).unwrap();
    with(Some(boxes()), || {
        let svg = crate::svg::to_svg(&with_it);
        assert!(svg.contains("font-family=\"Inter, 'Test Boxes', 'Helvetica Neue'"), "{svg}");
        assert!(svg.contains("textLength=\"40\""), "its width is known: {svg}");
        assert!(!crate::svg::to_svg(&without).contains("Test Boxes"));
        let options = crate::svg::Options { embed_font: true, ..crate::svg::Options::default() };
        let svg = crate::svg::to_svg_with(&with_it, None, &options);
        assert!(svg.contains("@font-face{font-family:'Test Boxes';src:url("));
        // A square from 50 to 950 of 1000 units, 800 high, at 40 px an em.
        let options = crate::svg::Options { paths: true, ..crate::svg::Options::default() };
        let svg = crate::svg::to_svg_with(&with_it, None, &options);
        assert!(svg.contains("M2 0L2 -32L38 -32L38 0") && svg.contains("translate(0 40)"), "{svg}");
        let drawn = crate::raster::to_png(&with_it, 1.0).unwrap();
        assert_ne!(drawn, boxed, "the glyph stands where an empty box stood");
    });
}

#[test]
fn what_is_no_font_is_refused() {
    let refused = |bytes: &[u8]| Fallback::new(bytes.to_vec()).unwrap_err();
    assert_eq!(refused(b""), FontError::Broken);
    assert_eq!(refused(b"{}"), FontError::Broken);
    assert_eq!(refused(&BOXES[..200]), FontError::Broken);
    assert!(matches!(refused(b"wOF2rest"), FontError::Kind(_)));
    assert!(matches!(refused(b"ttcfrest"), FontError::Kind(_)));
    // A font whose outlines have another name has none.
    let glyf = BOXES.windows(4).position(|bytes| bytes == b"glyf").unwrap();
    let mut without = BOXES.to_vec();
    without[glyf..glyf + 4].copy_from_slice(b"glyg");
    assert_eq!(refused(&without), FontError::Empty);
}

/// Uses a font for everything it is used for.
fn use_all(bytes: Vec<u8>) {
    let Ok(font) = Fallback::new(bytes) else { return };
    with(Some(Rc::new(font)), || {
        let scene = scene("a世ក界 Ж\u{1F600}");
        let options = crate::svg::Options { paths: true, ..crate::svg::Options::default() };
        let svg = crate::svg::to_svg_with(&scene, None, &options);
        crate::testing::check_xml(&svg).unwrap();
        crate::testing::check_xml(&crate::svg::to_svg(&scene)).unwrap();
        crate::raster::to_png(&scene, 1.0).unwrap();
        let room = 100 * PX;
        let fitted = text::fit("世ក世ក世ក", Weight::Regular, 14 * PX, room);
        assert!(text::width(&fitted, Weight::Regular, 14 * PX) <= room);
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]
    /// Most of the bytes of the small font are tables, so that most changes hit one.
    #[test]
    fn damaged_fonts_do_no_harm(
        changes in proptest::collection::vec((0..BOXES.len(), any::<u8>()), 1..12),
        end in 0..BOXES.len() * 4,
    ) {
        let mut bytes = BOXES.to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        bytes.truncate(end.max(12));
        use_all(bytes);
    }

    /// Extreme values in two bytes at once: lengths, offsets and counts.
    #[test]
    fn extreme_numbers_in_fonts_do_no_harm(
        at in 0..BOXES.len() - 4, value in prop_oneof![Just(0u32), Just(u32::MAX), Just(0x7FFF_FFFF), Just(0x8000_8000)],
    ) {
        let mut bytes = BOXES.to_vec();
        bytes[at..at + 4].copy_from_slice(&value.to_be_bytes());
        use_all(bytes);
    }
}
