//! How much of leading and of managing the plan writes down: counts of evidence, one for each element.

use super::frame::{Frame, Words};
use super::kit::{Canvas, bounds, part};
use crate::mark::mark;
use crate::scene::{Anchor, Bounds, PX, Point, Scene, Stroke, TextStyle};
use crate::table::{Cell, Table};
use crate::theme::{GRID, LABEL, Look, SUBTITLE, Size, TITLE, Tone};

/// What is counted for an element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// The element: `Deadlines`.
    pub element: &'static str,
    /// What there are of: `open goals`.
    pub what: &'static str,
    /// What is looked for in each, for one and for more: `has a last day`, `have a last day`.
    pub with: [&'static str; 2],
    /// How many have it.
    pub have: usize,
    /// How many there are.
    pub of: usize,
}

/// Of fewer items a whole count says little.
pub const FEW: usize = 5;

impl Count {
    /// What stands beside the bar: how many have it, and how many lack it or how few there are.
    fn beside(&self) -> String {
        let few = if self.of < FEW { ", few" } else { "" };
        match self.of - self.have.min(self.of) {
            0 if self.of == 1 => "the only one".to_owned(),
            0 => format!("all {}{few}", self.of),
            lack => format!("{} of {}, {lack} lack it", self.have, self.of),
        }
    }

    fn is_whole(&self) -> bool {
        self.of > 0 && self.have >= self.of
    }

    fn share(&self) -> f64 {
        if self.of == 0 { 0.0 } else { self.have as f64 / self.of as f64 }
    }

    fn words(&self) -> String {
        let [one, many] = self.with;
        format!("{} of {} {} {}", self.have, self.of, self.what, if self.have == 1 { one } else { many })
    }
}

/// Everything the chart shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The two groups, each with its name.
    pub groups: Vec<(&'static str, Vec<Count>)>,
    /// The line at the foot.
    pub source: String,
}

impl View {
    fn counts(&self) -> impl Iterator<Item = &Count> {
        self.groups.iter().flat_map(|(_, counts)| counts)
    }

    /// The smallest share that is not whole; equal ones in order.
    fn least(&self) -> Option<&Count> {
        let open = self.counts().filter(|count| count.have < count.of);
        open.min_by(|a, b| a.share().total_cmp(&b.share()))
    }
}

/// The one sentence that the chart proves.
#[must_use]
pub fn headline(view: &View) -> String {
    let empty: Vec<String> =
        view.counts().filter(|count| count.of == 0).map(|count| count.element.to_lowercase()).collect();
    if empty.len() == view.counts().count() {
        return "The plan holds nothing yet that could be counted".to_owned();
    }
    let nothing = match empty.split_last() {
        None => String::new(),
        // More names than anybody remembers; the rows say it.
        Some((_, [_, _, _, ..])) => {
            format!("; nothing at all is written on {} of {} elements", empty.len(), view.counts().count())
        }
        Some((last, [])) => format!("; nothing at all is written on {last}"),
        Some((last, rest)) => format!("; nothing at all is written on {} and {last}", rest.join(", ")),
    };
    // A whole count of few items is no strength.
    let few = view.counts().filter(|count| count.is_whole() && count.of < FEW).count();
    let short = view.counts().filter(|count| count.have < count.of).count();
    let thin = match few {
        0 => String::new(),
        1 => format!("; 1 whole count rests on fewer than {FEW} items"),
        few => format!("; {few} whole counts rest on fewer than {FEW} items each"),
    };
    let of = view.counts().count();
    let so = match short {
        0 | 1 => String::new(),
        short => format!("{short} of {of} elements are short of evidence, "),
    };
    match view.least() {
        Some(least) if so.is_empty() => {
            format!("{} has the least evidence: {}{nothing}{thin}", least.element, least.words())
        }
        Some(least) => format!("{so}{} most: {}{nothing}{thin}", least.element.to_lowercase(), least.words()),
        None => format!("Whatever the plan writes down is whole in every count{nothing}{thin}"),
    }
}

/// The numbers behind the chart.
#[must_use]
pub fn table(view: &View) -> Table {
    let mut table = Table::new(&["group", "element", "have", "of", "what", "with"]);
    for (group, counts) in &view.groups {
        for count in counts.iter().filter(|_| view.counts().any(|count| count.of > 0)) {
            let [_, many] = count.with;
            table.push(vec![
                Cell::text(*group),
                Cell::text(count.element),
                Cell::count(count.have),
                Cell::count(count.of),
                Cell::text(count.what),
                Cell::text(many),
            ]);
        }
    }
    table
}

/// Draws the chart.
#[must_use]
pub fn draw(view: &View, look: &Look) -> Scene {
    let few = if view.counts().any(|count| count.is_whole() && count.of < FEW) {
        format!(" \u{B7} outlined = whole, but of fewer than {FEW} items")
    } else {
        String::new()
    };
    let subtitle = format!(
        "how many of the items of the plan carry the evidence for each element \u{B7} counts of what is written, not of how well \
         it is done, and of no person \u{B7} grey = all have it, amber = fewest{few}"
    );
    let words = Words { headline: headline(view), subtitle, source: view.source.clone() };
    let mut frame = Frame::new(&words, look);
    if view.counts().all(|count| count.of == 0) {
        return frame.empty(
            "Nothing to count: write a `vision`, `goals` with owners and dues, and how they are paid for",
        );
    }
    let body = frame.body;
    let rows = view.counts().count() as i32;
    let heading = 10 * GRID;
    let free = body.bottom - body.top - view.groups.len() as i32 * heading;
    // A page is narrower, so that words take two lines, and may be as tall as it needs.
    let least = if look.size == Size::Page { 40 * PX } else { 30 * PX };
    let height = (free / rows.max(1)).clamp(least, 44 * PX);
    let mut y = body.top - 2 * GRID;
    let least = view.least().map(|count| count.element);
    for (group, counts) in &view.groups {
        let at = Point::new(body.left, y + heading - 3 * GRID);
        let style = TextStyle::semibold(SUBTITLE);
        let ink = look.theme.ink;
        frame.canvas.text("group", group, at, body.right - body.left, style, ink);
        y += heading;
        for count in counts {
            let area = bounds(body.left, y, body.right, y + height);
            row(&mut frame.canvas, count, area, least == Some(count.element));
            y += height;
        }
    }
    frame.finish(y, "")
}

fn row(canvas: &mut Canvas<'_>, count: &Count, area: Bounds, is_least: bool) {
    let theme = canvas.look.theme.clone();
    let width = area.right - area.left;
    let middle = i32::midpoint(area.top, area.bottom);
    let rule = Stroke::solid(theme.grid, PX);
    canvas.line("rule", Point::new(area.left, area.top), Point::new(area.right, area.top), rule);
    let what = area.left + part(width, 0.14);
    let bar = area.left + part(width, 0.52);
    let numbers = 38 * GRID;
    let style = if is_least { TextStyle::semibold(TITLE) } else { TextStyle::regular(TITLE) };
    let room = what - area.left - 2 * GRID;
    canvas.text_at("row-label", count.element, Point::new(area.left, middle), room, style, theme.ink);
    let [_, many] = count.with;
    let who = if count.what == "people" { "who" } else { "that" };
    let words = format!("{} {who} {many}", count.what);
    let room = bar - what - 3 * GRID;
    let place = (room, 2, 16 * PX);
    canvas.lines_at(
        "counted",
        &words,
        Point::new(what, middle),
        place,
        TextStyle::regular(LABEL),
        theme.muted,
    );
    if count.of == 0 {
        let color = theme.tone(Tone::Unknown).ink;
        canvas.items.push(mark(Tone::Unknown, Point::new(bar + 5 * PX, middle), 5 * PX, color));
        let at = Point::new(bar + 4 * GRID, middle);
        canvas.text_at("nothing", "nothing written", at, area.right - at.x, TextStyle::regular(LABEL), color);
        return;
    }
    let track = bounds(bar, middle - 6 * PX, area.right - numbers, middle + 6 * PX);
    canvas.rect("track", track, 0, theme.grid);
    let end = bar + part(track.right - bar, count.share());
    // What is whole recedes, so that the eye falls on what is not.
    let paint = match (is_least, count.is_whole()) {
        (true, _) => theme.tone(Tone::Warn).area,
        (_, false) => theme.actual.area,
        (_, true) => theme.tone(Tone::Idle).area,
    };
    let done = bounds(bar, track.top, end, track.bottom);
    if count.is_whole() && count.of < FEW {
        canvas.outline("bar", done.grown(-PX / 2), 0, Stroke::solid(paint, PX));
    } else {
        canvas.rect("bar", done, 0, paint);
    }
    canvas.tip(count.words());
    let (style, color) = if is_least {
        (TextStyle::semibold(LABEL), theme.tone(Tone::Warn).ink)
    } else {
        (TextStyle::regular(LABEL), theme.ink)
    };
    let words = count.beside();
    if is_least {
        let width = crate::text::width(&words, style.weight, style.size);
        let center = Point::new(area.right - width - 3 * GRID, middle);
        canvas.items.push(mark(Tone::Warn, center, 5 * PX, color));
    }
    let at = Point::new(area.right, middle);
    canvas.text_at("count", &words, at, numbers - GRID, style.anchored(Anchor::End), color);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(element: &'static str, have: usize, of: usize) -> Count {
        Count { element, what: "reviews", with: ["led to a step", "led to steps"], have, of }
    }

    fn of(counts: Vec<Count>) -> String {
        headline(&View { groups: vec![("Leadership", counts)], ..View::default() })
    }

    #[test]
    fn beside_a_bar_stands_what_is_lacking() {
        let said = |have, of| count("Vision", have, of).beside();
        assert_eq!(
            [said(7, 24), said(74, 74), said(3, 3), said(1, 1)],
            ["7 of 24, 17 lack it", "all 74", "all 3, few", "the only one"]
        );
    }

    /// 1 of 3 is less than 2 of 5; what is not written at all is told apart.
    #[test]
    fn the_headline_names_what_has_the_least() {
        assert_eq!(
            of(vec![count("Vision", 2, 5), count("Learning", 1, 3), count("Change", 2, 2)]),
            "2 of 3 elements are short of evidence, learning most: 1 of 3 reviews led to a step; 1 whole count rests on fewer \
             than 5 items"
        );
        assert_eq!(
            of(vec![count("Vision", 2, 5), count("Learning", 0, 0), count("Change", 0, 0)]),
            "Vision has the least evidence: 2 of 5 reviews led to steps; nothing at all is written on learning and change"
        );
        let nothing = ["Direction", "Learning", "Change", "People"].map(|element| count(element, 0, 0));
        assert_eq!(
            of([&[count("Vision", 2, 5)][..], &nothing].concat()),
            "Vision has the least evidence: 2 of 5 reviews led to steps; nothing at all is written on 4 of 5 elements"
        );
        assert_eq!(
            of(vec![count("Vision", 2, 2)]),
            "Whatever the plan writes down is whole in every count; 1 whole count rests on fewer than 5 items"
        );
        assert_eq!(of(vec![count("Vision", 7, 7)]), "Whatever the plan writes down is whole in every count");
        assert_eq!(of(vec![count("Vision", 0, 0)]), "The plan holds nothing yet that could be counted");
    }
}
