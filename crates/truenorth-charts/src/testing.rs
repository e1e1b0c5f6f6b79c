//! Helpers shared by the tests of this crate: a strict check of XML and of text that overlaps.

use truenorth_core::plan::Plan;
use truenorth_core::scalar::Date;
use truenorth_core::{read, resolve, source::Sources};
use truenorth_graph::{PlanGraph, figures};

use crate::catalogue::{Facts, Only};
use crate::scene::{Bounds, Scene};

/// A plan of one file.
pub(crate) fn plan_of_file(text: &str) -> Plan {
    let (mut sources, mut findings) = (Sources::default(), Vec::new());
    let document = read::read(&mut sources, &mut findings, "truenorth.json", text.as_bytes().to_vec(), true);
    resolve::resolve(vec![document], "p", true, &mut findings)
}

/// A plan with these sections; amounts are in euro.
pub(crate) fn plan_of(sections: &str) -> Plan {
    plan_of_file(&format!(
        r#"{{ "truenorth": 1, "organization": {{ "name": "O", "currency": "EUR" }}, "vision": "V", {sections} }}"#
    ))
}

/// What `see` makes of all that is known of a plan on a day.
pub(crate) fn facts_of<T>(plan: &Plan, today: Date, only: Only, see: impl FnOnce(&Facts<'_>) -> T) -> T {
    let graph = PlanGraph::new(plan);
    let figures = figures(plan, &graph, today);
    see(&Facts::new(plan, &graph, &figures, today, only))
}

/// Calls `see` with all that is known of a plan of one file, on its own day.
pub(crate) fn with_facts(text: &str, see: impl FnOnce(&Facts<'_>)) {
    let plan = plan_of_file(text);
    facts_of(&plan, plan.as_of.unwrap_or(Date::MIN), Only::default(), see);
}

/// Checks what XML 1.0 asks of a document without a DTD: allowed characters, balanced tags, quoted and unique
/// attributes, known entities, unique ids.
pub(crate) fn check_xml(xml: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut ids = std::collections::BTreeSet::new();
    let mut rest = xml;
    if let Some(c) = xml.chars().find(|&c| !allowed(c)) {
        return Err(format!("forbidden character {c:?}"));
    }
    while let Some(start) = rest.find('<') {
        entities(&rest[..start])?;
        if open.is_empty() && !rest[..start].trim().is_empty() {
            return Err("text outside the root".to_owned());
        }
        let end = start + rest[start..].find('>').ok_or("tag without end")?;
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("unexpected </{name}>"));
            }
            continue;
        }
        let (body, leaf) = tag.strip_suffix('/').map_or((tag, false), |body| (body, true));
        let name = body.split(' ').next().unwrap_or_default();
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(format!("bad element name {name:?}"));
        }
        attributes(&body[name.len()..], &mut ids)?;
        if !leaf {
            open.push(name);
        }
    }
    entities(rest)?;
    if open.is_empty() && rest.trim().is_empty() { Ok(()) } else { Err(format!("left open: {open:?}")) }
}

fn attributes(mut list: &str, ids: &mut std::collections::BTreeSet<String>) -> Result<(), String> {
    let mut names = std::collections::BTreeSet::new();
    while !list.is_empty() {
        let trimmed = list.strip_prefix(' ').ok_or_else(|| format!("no space before {list:?}"))?;
        let (name, after) = trimmed.split_once("=\"").ok_or_else(|| format!("bad attribute {trimmed:?}"))?;
        let (value, next) = after.split_once('"').ok_or("open attribute")?;
        entities(value)?;
        if !names.insert(name.to_owned()) {
            return Err(format!("twice {name}"));
        }
        if name == "id" && !ids.insert(value.to_owned()) {
            return Err(format!("id twice: {value}"));
        }
        list = next;
    }
    Ok(())
}

fn entities(text: &str) -> Result<(), String> {
    for (at, _) in text.match_indices('&') {
        let known = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"];
        if !known.iter().any(|e| text[at..].starts_with(e)) {
            return Err(format!("bare & in {text:?}"));
        }
    }
    Ok(())
}

/// The `Char` production of XML 1.0.
fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..='\u{10FFFF}')
}

/// Names the first pair of texts that overlap, or a text outside the canvas.
pub(crate) fn check_texts(scene: &Scene) -> Result<(), String> {
    let canvas = Bounds { left: 0, top: 0, right: scene.width, bottom: scene.height };
    let texts = scene.texts();
    let mut boxes: Vec<(Bounds, &str)> = texts.iter().map(|t| (t.bounds(), t.content.as_str())).collect();
    for (area, words) in &boxes {
        if !canvas.contains(area) {
            return Err(format!("outside the canvas: {words:?} {area:?} of {canvas:?}"));
        }
    }
    boxes.sort_by_key(|(b, _)| b.top);
    for (i, (a, one)) in boxes.iter().enumerate() {
        for (b, other) in boxes[i + 1..].iter().take_while(|(b, _)| b.top < a.bottom) {
            if a.overlaps(b) {
                return Err(format!("{one:?} {a:?} overlaps {other:?} {b:?}"));
            }
        }
    }
    Ok(())
}

#[test]
fn the_xml_check_finds_faults() {
    assert!(check_xml("<a b=\"1\"><c/>x &amp; y</a>\n").is_ok());
    for bad in
        ["<a>", "<a></b>", "<a b=\"1\" b=\"2\"/>", "<a>&</a>", "<a>\u{0}</a>", "<a b=1/>", "x", "<a/>x"]
    {
        assert!(check_xml(bad).is_err(), "{bad}");
    }
}
