//! Key results as bullet graphs: how far each has come, where it should be by now, and its target.
//!
//! After Stephen Few, "Bullet Graph Design Specification" (2013): a bar for the measure that is featured, a short line
//! across it for what it is compared with, and a scale of its own in every row. Where a scale does not begin at the
//! baseline, as with limits that are held or not, a dot stands in place of the bar.

use super::bullet::{self, words};
use super::frame::{Frame, Words};
use super::kit::{Canvas, bounds, part};
use crate::mark::mark;
use crate::number::percent;
use crate::scene::{Anchor, Bounds, PX, Point, Scene, Stroke, TextStyle};
use crate::table::{Cell, Table};
use crate::text::{self, Weight};
use crate::theme::{GRID, LABEL, Look, SMALL, Size, Tone};

/// What a value is held against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Goal {
    /// The way from a baseline to a target.
    Way {
        /// Where it began.
        baseline: f64,
        /// Where it shall arrive.
        target: f64,
    },
    /// Limits, both inclusive, of which at least one is there.
    Limits {
        /// The least that is accepted.
        low: Option<f64>,
        /// The most that is accepted.
        high: Option<f64>,
        /// Where it stood at first.
        baseline: Option<f64>,
    },
}

/// A key result.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyResult {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How it stands.
    pub tone: Tone,
    /// The same as a word.
    pub status: String,
    /// The unit of its values; may be empty.
    pub unit: String,
    /// Whether its values are parts of being done: 0 is not done, 1 is done.
    pub is_part: bool,
    /// What its value is held against.
    pub goal: Goal,
    /// The present value, if there is one.
    pub value: Option<f64>,
    /// Whether that is a total projected to the end of its time.
    pub is_projected: bool,
    /// How much of the way is done, 0 at the baseline and 1 at the target, not cut.
    pub progress: Option<f64>,
    /// How much of it should be done by the day of the value.
    pub expected: Option<f64>,
    /// The last day that is counted, as it is to be read; may be empty.
    pub counted: String,
}

/// The key results of a team.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Team {
    /// Its name.
    pub name: String,
    /// Its key results, those first that need help most.
    pub results: Vec<KeyResult>,
}

/// Everything the chart shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// In the order of the plan.
    pub teams: Vec<Team>,
    /// How many of them are of each kind, the most first, with the kind as it is to be read.
    pub kinds: Vec<(String, usize)>,
    /// How many of them are not key results but other goals with a number.
    pub others: usize,
    /// Key results without numbers to arrive at.
    pub unmeasured: usize,
    /// The line at the foot.
    pub source: String,
}

impl View {
    fn all(&self) -> impl Iterator<Item = &KeyResult> {
        self.teams.iter().flat_map(|team| &team.results)
    }

    /// What is counted: `key results`, or `goals with a number` where other goals are among them.
    fn nouns(&self, count: usize) -> &'static str {
        match (self.others, count) {
            (0, 1) => "key result",
            (0, _) => "key results",
            (_, 1) => "goal with a number",
            _ => "goals with a number",
        }
    }

    /// What the count is made of, and what it leaves out.
    fn made_of(&self) -> String {
        let kinds: Vec<String> = self.kinds.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
        let left = match self.unmeasured {
            0 => "goals without a number and dropped ones left out".to_owned(),
            left => format!("dropped ones and {left} without a target number left out"),
        };
        if self.others == 0 {
            left
        } else {
            format!("of {}: {}; {left}", self.all().count(), kinds.join(", "))
        }
    }
}

impl KeyResult {
    /// How far it lies behind what is expected, as a part of the whole way.
    fn lag(&self) -> Option<f64> {
        Some(self.expected? - self.progress?).filter(|lag| lag.is_finite())
    }

    fn needs_help(&self) -> bool {
        matches!(self.tone, Tone::Bad | Tone::Warn)
    }
}

/// Those first that need help most: by state, then by how far they lie behind.
#[must_use]
pub fn rank(one: &KeyResult, other: &KeyResult) -> std::cmp::Ordering {
    let lag = |result: &KeyResult| result.lag().unwrap_or(f64::NEG_INFINITY);
    one.tone
        .cmp(&other.tone)
        .then_with(|| lag(other).total_cmp(&lag(one)))
        .then_with(|| one.id.cmp(&other.id))
}

/// The one sentence that the chart proves.
#[must_use]
pub fn headline(view: &View) -> String {
    let count = view.all().count();
    if count == 0 {
        return "No key result has a number to arrive at yet".to_owned();
    }
    let noun = view.nouns(count);
    let of = if count == 1 { format!("the only {noun}") } else { format!("{count} {noun}") };
    if view.all().all(|result| result.value.is_none()) {
        return format!("Nothing is counted yet of {of}");
    }
    let help = view.all().filter(|result| result.needs_help()).count();
    let unknown = view.all().filter(|result| result.tone == Tone::Unknown).count();
    let unknown = match unknown {
        0 => String::new(),
        unknown => format!("; of {unknown} nothing is known"),
    };
    let furthest = view.all().filter(|result| result.needs_help() && result.lag() > Some(0.0));
    let furthest = furthest.max_by(|a, b| a.lag().unwrap_or(0.0).total_cmp(&b.lag().unwrap_or(0.0)));
    let furthest = furthest.map_or(unknown.clone(), |result| {
        let part = |share: Option<f64>| percent(share.unwrap_or(f64::NAN));
        format!(
            "; furthest is \u{201C}{}\u{201D}: {} of its way, where {} should be done",
            text::one_line(&result.title),
            part(result.progress),
            part(result.expected),
        )
    });
    match (help, count) {
        // Check-ins, which the map of states shows, may say otherwise.
        (0, 1) => format!("By its numbers the only {noun} does not lag behind{unknown}"),
        (0, _) => format!("By their numbers none of {of} lags behind{unknown}"),
        (1, 1) => format!("By its numbers the only {noun} lags behind{furthest}"),
        (1, _) => format!("By their numbers 1 of {of} lags behind{furthest}"),
        _ => format!("By their numbers {help} of {of} lag behind{furthest}"),
    }
}

/// The numbers behind the chart.
#[must_use]
pub fn table(view: &View) -> Table {
    let columns = [
        "team",
        "key_result",
        "title",
        "status",
        "unit",
        "baseline",
        "low",
        "target_or_high",
        "value",
        "projected",
        "progress",
        "expected_progress",
        "counted_to",
    ];
    let mut table = Table::new(&columns);
    for (team, result) in view.teams.iter().flat_map(|team| team.results.iter().map(move |it| (team, it))) {
        let (baseline, low, high) = match result.goal {
            Goal::Way { baseline, target } => (Some(baseline), None, Some(target)),
            Goal::Limits { low, high, baseline } => (baseline, low, high),
        };
        table.push(vec![
            Cell::text(&team.name),
            Cell::text(&result.id),
            Cell::text(&result.title),
            Cell::text(&result.status),
            Cell::text(&result.unit),
            Cell::number(baseline),
            Cell::number(low),
            Cell::number(high),
            Cell::number(result.value),
            Cell::Yes(result.is_projected),
            Cell::number(result.progress),
            Cell::number(result.expected),
            Cell::text(&result.counted),
        ]);
    }
    table
}

/// Height of a row of one line, and of two.
const ROW: (i32, i32) = (26 * PX, 40 * PX);
/// From one line of words to the next in a row.
const LEAD: i32 = 16 * PX;
/// Space between the rows of two teams.
const SPACE: i32 = 2 * GRID;
/// The most rows of a page, which may be as tall as it needs.
const MOST: usize = 60;

/// Where the columns stand, from left to right.
struct Columns {
    team: i32,
    title: i32,
    status: i32,
    now: i32,
    from: i32,
    /// The scale, from the baseline to the target.
    scale: (i32, i32),
    target: i32,
    right: i32,
    /// Whether some words need two lines.
    needs_two: bool,
}

/// The rows that are drawn: all, or those that need help most.
fn drawn(view: &View, capacity: usize) -> Vec<(&str, Vec<&KeyResult>)> {
    let mut ranked: Vec<&KeyResult> = view.all().collect();
    ranked.sort_by(|a, b| rank(a, b));
    let kept: std::collections::BTreeSet<&str> =
        ranked.iter().take(capacity).map(|result| result.id.as_str()).collect();
    let teams = view.teams.iter().map(|team| {
        let rows = team.results.iter().filter(|result| kept.contains(result.id.as_str()));
        (team.name.as_str(), rows.collect::<Vec<_>>())
    });
    teams.filter(|(_, rows)| !rows.is_empty()).collect()
}

/// The line under the headline, which explains what is drawn and nothing else.
fn subtitle(view: &View) -> String {
    let any = |is: fn(&Goal) -> bool| view.all().any(|result| is(&result.goal));
    let mut parts = vec!["states follow from the numbers, not from check-ins"];
    if any(|goal| matches!(goal, Goal::Way { .. })) {
        parts.push("bar = done of the way to the target");
    }
    if view.all().any(|result| result.expected.is_some()) {
        parts.push("line across = where it should be by the day of its value");
    }
    if any(|goal| matches!(goal, Goal::Limits { .. })) {
        parts.push("dot = value, dark = the accepted range");
    }
    format!("{} \u{B7} {}", parts.join(" \u{B7} "), view.made_of())
}

/// Draws the chart.
#[must_use]
pub fn draw(view: &View, look: &Look) -> Scene {
    let frame_words =
        Words { headline: headline(view), subtitle: subtitle(view), source: view.source.clone() };
    let mut frame = Frame::new(&frame_words, look);
    let body = frame.body;
    let all = view.all().count();
    if all == 0 {
        let words = "No key result has a number: write `measure` with `baseline`, `target` and `actuals`";
        return frame.empty(words);
    }
    let spaces = SPACE * (view.teams.len() as i32 - 1).max(0);
    let room = body.bottom - body.top - 6 * GRID - spaces;
    let capacity = match look.size {
        Size::Slide => (room / ROW.0).max(1) as usize,
        Size::Page => MOST,
    };
    // What does not fit is counted in a line of its own, which takes the place of a row.
    let capacity = if all > capacity { capacity - 1 } else { capacity }.max(1);
    let teams = drawn(view, capacity);
    let shown: usize = teams.iter().map(|(_, rows)| rows.len()).sum();
    let columns = columns(&teams, body);
    // A page may be as tall as it needs: there nothing is cut that two lines hold.
    let height = match look.size {
        Size::Page => {
            if columns.needs_two {
                ROW.1
            } else {
                ROW.0
            }
        }
        // Few rows have the whole slide.
        Size::Slide => (room / (shown as i32 + 1)).clamp(ROW.0, ROW.1),
    };
    heading(&mut frame.canvas, &columns, body.top + 3 * GRID);
    let mut y = body.top + 6 * GRID;
    for (at, (team, rows)) in teams.iter().enumerate() {
        if at > 0 {
            y += SPACE;
        }
        let theme = &look.theme;
        let rule = Stroke::solid(theme.grid, PX);
        frame.canvas.line("rule", Point::new(body.left, y), Point::new(body.right, y), rule);
        let room = columns.title - columns.team - 3 * GRID;
        let style = TextStyle::semibold(SMALL);
        let lines = if rows.len() > 1 || height >= 2 * LEAD + 2 * GRID { 2 } else { 1 };
        let name = text::wrap(team, style.weight, style.size, room, lines).lines;
        for (line, words) in (0..).zip(&name) {
            // Beside the first row; in a row that holds two lines around its middle.
            let lift = if height >= 2 * LEAD + 2 * GRID { (name.len() as i32 - 1) * 17 * PX / 2 } else { 0 };
            let at = Point::new(columns.team, y + height / 2 - lift + line * 17 * PX);
            frame.canvas.text_at("team", words, at, room, style, theme.muted);
        }
        for result in rows {
            row(&mut frame.canvas, result, &columns, bounds(body.left, y, body.right, y + height));
            y += height;
        }
    }
    if shown < all {
        // The first to stay are those that need help.
        let behind = view.all().filter(|result| result.needs_help()).count().saturating_sub(shown);
        let how = match behind {
            0 => "none of them behind".to_owned(),
            behind => format!("{behind} of them behind"),
        };
        let words = format!("and {} more, {how}", all - shown);
        let at = Point::new(columns.title, y + ROW.0 / 2);
        let (style, color) = (TextStyle::regular(SMALL), look.theme.muted);
        frame.canvas.text_at("more", &words, at, body.right - at.x, style, color);
        y += ROW.0;
    }
    frame.finish(y.max(body.bottom), "")
}

/// Words take what they need up to a limit, the scale gets the rest.
fn columns(teams: &[(&str, Vec<&KeyResult>)], body: Bounds) -> Columns {
    let whole = body.right - body.left;
    let rows = || teams.iter().flat_map(|(_, rows)| rows);
    let longest = |of: usize| {
        let wish = rows().map(|result| {
            let words = words(result);
            text::width(words.get(of).map_or("", String::as_str), Weight::SemiBold, LABEL * PX)
        });
        wish.max().unwrap_or(0)
    };
    let most = part(whole, 0.115);
    let widest = |of: usize| longest(of).clamp(12 * GRID, most);
    let of_status = rows().map(|result| text::width(&result.status, Weight::SemiBold, SMALL * PX)).max();
    let status = (of_status.unwrap_or(0) + 5 * GRID).min(part(whole, 0.1));
    let team = teams.iter().map(|(team, _)| text::width(team, Weight::SemiBold, SMALL * PX)).max();
    let team = (team.unwrap_or(0) + 3 * GRID).clamp(14 * GRID, part(whole, 0.12));
    let gap = 4 * GRID;
    let [now, from, target] = [widest(0), widest(1), widest(2)];
    let titles =
        rows().map(|result| text::width(&text::one_line(&result.title), Weight::Regular, LABEL * PX));
    let titles = titles.max().unwrap_or(0) + gap;
    let title = titles.clamp(part(whole, 0.2), part(whole, 0.31));
    let left = body.left + team + title + status + now + from + 4 * gap;
    // A tenth of the scale lies beyond the target.
    Columns {
        team: body.left,
        title: body.left + team,
        status: body.left + team + title,
        now: body.left + team + title + status + now + gap,
        from: left - gap,
        scale: (left, left + part(body.right - target - gap - left, 0.9)),
        target: body.right - target,
        right: body.right,
        needs_two: titles > title || (0..3).any(|of| longest(of) > most),
    }
}

fn heading(canvas: &mut Canvas<'_>, columns: &Columns, base: i32) {
    let color = canvas.look.theme.muted;
    let style = TextStyle::semibold(SMALL);
    let right = style.anchored(Anchor::End);
    let mut put = |words: &str, x: i32, style: TextStyle| {
        canvas.text("column-heading", words, Point::new(x, base), 40 * GRID, style, color);
    };
    put("Team", columns.team, style);
    put("Key result", columns.title, style);
    put("State", columns.status, style);
    put("Now", columns.now, right);
    put("From", columns.from, right);
    put("Done", columns.scale.0, style);
    put("Target", columns.target, style);
}

fn row(canvas: &mut Canvas<'_>, result: &KeyResult, columns: &Columns, area: Bounds) {
    let theme = canvas.look.theme.clone();
    let paint = theme.tone(result.tone);
    let middle = i32::midpoint(area.top, area.bottom);
    let at = |x: i32| Point::new(x, middle);
    let room = columns.status - columns.title - 3 * GRID;
    let style = TextStyle::regular(LABEL);
    let most = usize::from(area.bottom - area.top >= 2 * LEAD + 2 * GRID) + 1;
    let place = |room: i32| (room, most, LEAD);
    canvas.lines_at("key-result", &result.title, at(columns.title), place(room), style, theme.ink);
    canvas.items.push(mark(result.tone, at(columns.status + 5 * PX), 5 * PX, paint.ink));
    let [now, from, target] = words(result);
    let strong = TextStyle::semibold(LABEL).anchored(Anchor::End);
    let room = part(area.right - area.left, 0.115);
    let status = TextStyle::semibold(SMALL);
    let x = columns.status + 5 * GRID;
    let word = text::fit(&result.status, status.weight, status.size, room - 5 * GRID);
    canvas.text_at("status", &word, at(x), room, status, paint.ink);
    let left =
        columns.now - columns.status - 5 * GRID - text::width(&word, status.weight, status.size) - GRID;
    canvas.lines_at("value", &now, at(columns.now), place(room.min(left)), strong, theme.ink);
    let quiet = TextStyle::regular(LABEL).anchored(Anchor::End);
    let left = columns.from - columns.now - 2 * GRID;
    canvas.lines_at("baseline", &from, at(columns.from), place(room.min(left)), quiet, theme.muted);
    let left = columns.right - columns.target;
    canvas.lines_at("target", &target, at(columns.target), place(left), style, theme.ink);
    let end = columns.target - 4 * GRID;
    let area = bounds(columns.scale.0, area.top, columns.scale.1, area.bottom);
    match result.goal {
        Goal::Way { .. } => bullet::way(canvas, result, area, end),
        Goal::Limits { low, high, baseline } => {
            bullet::limits(canvas, result, (low, high, baseline), area);
        }
    }
    let counted = if result.counted.is_empty() { String::new() } else { format!(" ({})", result.counted) };
    canvas.tip(format!("{}: {now}{counted}, target {target}", result.title));
}

#[cfg(test)]
mod tests;
