//! What holds of any bytes: the properties that the fuzz targets and the test `hostile::mutated` share. Each
//! panics if it does not hold.

use serde_json::Value;
use truenorth_core::edit;
use truenorth_core::finding::Level;
use truenorth_core::json::{DamageKind, NodeKind, scan};
use truenorth_core::plan::Plan;
use truenorth_core::scalar::Calendar;
use truenorth_core::source::Sources;
use truenorth_core::{built, read as reading, resolve as resolving};

/// Reading ends without a panic, as root file and as another one; and a text is accepted as JSON if and only if
/// serde_json accepts it, but for equal keys and depth, which serde_json does not judge.
pub(crate) fn read(bytes: &[u8]) {
    for is_root in [true, false] {
        let (mut sources, mut findings) = (Sources::default(), Vec::new());
        let _ = reading::read(&mut sources, &mut findings, "a.json", bytes.to_vec(), is_root);
        for finding in &findings {
            let place = &finding.primary.place;
            let span = place.span(&sources);
            assert!(sources.text(place.file).get(span).is_some(), "{finding:?}");
        }
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let damage = scan(text).1;
    let judged = serde_json::from_str::<Value>(text);
    let too_deep = judged.as_ref().is_err_and(|error| error.to_string().contains("recursion limit"));
    if too_deep || damage.iter().any(|damage| damage.kind == DamageKind::Depth) {
        return;
    }
    let accepted = damage.iter().all(|damage| damage.kind == DamageKind::DuplicateKey);
    assert_eq!(accepted, judged.is_ok(), "{judged:?}: {damage:?}");
}

/// A text as a plan of one file; none if something is wrong with it.
fn plan(text: &str) -> Option<Plan> {
    let (mut sources, mut findings) = (Sources::default(), Vec::new());
    let document =
        reading::read(&mut sources, &mut findings, "truenorth.json", text.as_bytes().to_vec(), true);
    let plan = resolving::resolve(vec![document], "plan", true, &mut findings);
    findings.iter().all(|finding| finding.level != Level::Error).then_some(plan)
}

fn written(plan: &Plan) -> String {
    serde_json::to_string_pretty(&built::file(plan)).unwrap_or_default()
}

/// A plan can be written whole, and the written one is the same plan.
pub(crate) fn resolve(text: &str) {
    let Some(first) = plan(text) else { return };
    let once = written(&first);
    let Some(second) = plan(&once) else { panic!("the built plan has errors:\n{once}") };
    assert_eq!(written(&second), once);
}

/// The canonical layout is stable and keeps the meaning; and a title that is set is the only thing that changes.
pub(crate) fn edit(text: &str) {
    let calendar = Calendar::default();
    let Ok(formatted) = edit::format(text, &calendar) else { return };
    assert_eq!(edit::format(&formatted, &calendar).as_deref(), Ok(formatted.as_str()), "fmt is not stable");
    // fmt takes a byte-order mark away; serde_json accepts none.
    let value = |text: &str| serde_json::from_str::<Value>(text.trim_start_matches('\u{feff}')).ok();
    assert_eq!(value(&formatted), value(text), "fmt changes the meaning");
    let (tape, damage) = scan(text);
    if !damage.is_empty() {
        return;
    }
    for item in edit::items(&tape) {
        let Ok(change) = edit::set(&tape, item.node, "title", "\"new\"", &calendar) else { continue };
        // Nothing goes but the old title, or the text that stands for the whole item, white space, and an empty object.
        let old = match tape.field(item.node, "title") {
            Some((_, title)) => tape.span(title),
            None if tape.kind(item.node) == NodeKind::String => tape.span(item.node),
            None => 0..0,
        };
        let gone = text.get(change.span.clone()).unwrap_or("a change outside of the text");
        let inside = old.start <= change.span.start && change.span.end <= old.end;
        let nothing = |character: char| character.is_whitespace() || matches!(character, '{' | '}');
        assert!(inside || gone.chars().all(nothing), "{gone:?} goes with the title of {item:?}");
        let Ok(edited) = edit::apply(text, &[change]) else {
            panic!("an edit that cannot be made: {item:?}")
        };
        let (after, damage) = scan(&edited);
        assert!(damage.is_empty(), "{damage:?}");
        let title = |items: &edit::Item| {
            after.field(items.node, "title").map(|(_, title)| after.string(title).into_owned())
        };
        let found = edit::items(&after);
        let wanted = found
            .iter()
            .filter(|other| other.id == item.id)
            .any(|other| title(other).as_deref() == Some("new") || after.string(other.node) == "new");
        assert!(wanted && found.len() == edit::items(&tape).len(), "{item:?} in {edited}");
    }
}
