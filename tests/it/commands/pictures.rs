//! How pictures are written: links, outlines, fonts, accent, dots per inch.

use std::collections::BTreeSet;
use std::fs;

use crate::run::{Done, files, plan, repository, sample, titled, truenorth};

/// Renders a chart of aurora into a file and reads it.
fn render(chart: &str, ending: &str, more: &[&str]) -> Vec<u8> {
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join(format!("a.{ending}"));
    truenorth(&[&["render", chart, "-o", path.to_str().unwrap()], more].concat())
        .at(&sample("aurora"))
        .exits(0);
    fs::read(path).unwrap()
}

fn svg(chart: &str, more: &[&str]) -> String {
    let text = String::from_utf8(render(chart, "svg", more)).unwrap();
    roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{chart}: {error}"));
    text
}

fn refused(more: &[&str]) -> Done {
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("a.svg");
    let done = truenorth(&[&["render", "alignment-map", "-o", path.to_str().unwrap()], more].concat())
        .at(&sample("aurora"))
        .exits(2);
    assert!(!path.exists());
    done
}

/// The addresses of an SVG.
fn links(svg: &str) -> BTreeSet<String> {
    let document = roxmltree::Document::parse(svg).unwrap();
    let links = document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "a")));
    links.map(|link| link.attribute("href").unwrap().to_owned()).collect()
}

#[test]
fn links_lead_to_the_lines_of_their_items() {
    assert_eq!(links(&svg("alignment-map", &[])).len(), 0);
    let map = svg("alignment-map", &["--link-base", "https://git.example/plan/blob/main/"]);
    let found = links(&map);
    assert!(found.len() > 50, "{found:?}");
    // The line of every link names an item.
    for address in &found {
        let place = address.strip_prefix("https://git.example/plan/blob/main/").unwrap();
        let (file, line) = place.split_once("#L").unwrap();
        let text = fs::read_to_string(sample("aurora").join(file)).unwrap();
        let line: usize = line.parse().unwrap();
        let near: Vec<&str> = text.lines().skip(line - 1).take(2).collect();
        assert!(
            near.join("\n").contains("\"id\":") || near.join("\n").contains("\"vision\""),
            "{address}: {near:?}"
        );
    }
    let by_id = links(&svg("roadmap", &["--link-base", "/wiki?goal={id}"]));
    assert!(by_id.contains("/wiki?goal=night-trains") || by_id.len() > 5, "{by_id:?}");
    for chart in ["risk-matrix", "skills-matrix", "budget-variance", "money-flow", "owner-load"] {
        let found = links(&svg(chart, &["--link-base", "./{id}"]));
        assert!(found.len() > 4, "{chart}: {found:?}");
    }
}

#[test]
fn hostile_addresses_are_refused() {
    for address in [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example/",
        "https://a:b@c.example/",
        "x y",
        "https://{id}/",
    ] {
        refused(&["--link-base", address]).warns("--link-base");
    }
}

#[test]
fn outlines_and_embedded_fonts_need_no_font() {
    for chart in ["alignment-map", "roadmap", "budget-variance"] {
        let paths = svg(chart, &["--text", "paths", "--theme", "auto"]);
        assert!(
            !paths.contains("<text")
                && paths.contains("aria-label=")
                && paths.contains("prefers-color-scheme")
        );
        let embedded = svg(chart, &["--embed-font"]);
        assert_eq!(embedded.matches("@font-face").count(), 2, "{chart}: both weights are used");
        let (start, end) =
            (embedded.find("<style>@font-face").unwrap(), embedded.find("</style>\n").unwrap());
        let without = format!("{}{}", &embedded[..start], &embedded[end + "</style>\n".len()..]);
        assert_eq!(without, svg(chart, &[]), "nothing else changes");
    }
    refused(&["--text", "paths", "--embed-font"]).warns("outlines need no font");
}

/// The chunks of a PNG by name.
fn chunks(png: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut rest = &png[8..];
    while rest.len() >= 12 {
        let length = u32::from_be_bytes(rest[..4].try_into().unwrap()) as usize;
        found.push((String::from_utf8(rest[4..8].to_vec()).unwrap(), rest[8..8 + length].to_vec()));
        rest = &rest[12 + length..];
    }
    found
}

#[test]
fn a_png_says_its_words_and_its_dots() {
    for chart in ["alignment-map", "risk-matrix"] {
        let svg = svg(chart, &[]);
        let document = roxmltree::Document::parse(&svg).unwrap();
        let of = |tag: &str| {
            let node = document
                .root_element()
                .children()
                .find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", tag)));
            node.unwrap().text().unwrap().to_owned()
        };
        let chunks = chunks(&render(chart, "png", &[]));
        for (keyword, tag) in [("Title", "title"), ("Description", "desc")] {
            // Keyword, not compressed, no language, no translated keyword, then the text (PNG 11.3.3.4).
            let begin = [keyword.as_bytes(), &[0, 0, 0, 0, 0]].concat();
            let found =
                chunks.iter().find(|(name, data)| name == "iTXt" && data.starts_with(&begin)).unwrap();
            assert_eq!(String::from_utf8(found.1[begin.len()..].to_vec()).unwrap(), of(tag), "{chart}");
        }
    }
    let dots = |more: &[&str]| {
        let chunks =
            chunks(&render("growth-plan", "png", &[&["--item", "passengers-a-month"], more].concat()));
        let data = chunks.into_iter().find(|(name, _)| name == "pHYs").unwrap().1;
        assert_eq!(data[8], 1, "per metre");
        u32::from_be_bytes(data[..4].try_into().unwrap())
    };
    // 96, 192 and 300 dots on 0.0254 m.
    assert_eq!((dots(&[]), dots(&["--scale", "2"]), dots(&["--dpi", "300"])), (3780, 7559, 11811));
    refused(&["--dpi", "20"]).warns("choose 36 to 2400");
}

#[test]
fn an_accent_is_used_adjusted_or_refused() {
    let growth = |more: &[&str]| svg("growth-plan", &[&["--item", "passengers-a-month"], more].concat());
    assert!(!growth(&[]).contains("#b0178a") && growth(&["--accent", "#b0178a"]).contains("#b0178a"));
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("a.svg");
    truenorth(&["render", "alignment-map", "--accent", "#ffe000", "-o", path.to_str().unwrap()])
        .at(&sample("aurora"))
        .exits(0)
        .warns("the accent #ffe000 stands out too little from the light theme");
    assert!(!fs::read_to_string(&path).unwrap().contains("#ffe000"));
    truenorth(&["render", "alignment-map", "--accent", "#5b6576", "-o", path.to_str().unwrap()])
        .at(&sample("aurora"))
        .exits(0)
        .warns("is near the grey of plans");
    refused(&["--accent", "blue"]).warns("#0057b8");
}

#[test]
fn a_font_brings_characters_and_a_broken_one_is_told() {
    let small = plan(&[("truenorth.json", titled("More \u{4e16} readers"))]);
    let font = repository().join("tests/fixtures/fonts/boxes.ttf");
    let run =
        |more: &[&str]| truenorth(&[&["render", "alignment-map", "-o", "a.svg"], more].concat()).at(&small);
    run(&[]).exits(0).warns("the font has no \u{4e16}");
    let font = font.to_str().unwrap();
    run(&["--font", font]).exits(0).hides("the font has no");
    assert!(fs::read_to_string(small.path().join("a.svg")).unwrap().contains("Inter, 'Test Boxes', "));
    run(&["--font", "truenorth.json"])
        .exits(2)
        .warns("truenorth.json cannot be used: it is no TTF or OTF font");
    run(&["--font", "none.ttf"]).exits(2).warns("none.ttf cannot be used");
    truenorth(&[
        "build",
        "--out",
        "out",
        "--font",
        font,
        "--accent",
        "#0057b8",
        "--link-base",
        "../",
        "--embed-font",
    ])
    .at(&small)
    .exits(0);
    let built = files(&small.path().join("out"));
    let map = built.iter().find(|(name, _)| name.ends_with("alignment-map.svg")).unwrap();
    let map = String::from_utf8(map.1.clone()).unwrap();
    assert!(map.contains("href=\"../truenorth.json#L") && map.contains("font-family:'Test Boxes'"));
}
