//! The bridge from one budget to the next (IBCS): totals stand on the ground, steps hang where the last one ended.

use truenorth_core::budget::Total;

use super::frame::{Frame, Words};
use super::kit::{bounds, column, part};
use super::money::{Unit, most};
use crate::number::{Scale, signed_percent};
use crate::scene::{PX, Point, Scene, Stroke, TextStyle};
use crate::table::{Cell, Table};
use crate::text::{self, Weight};
use crate::theme::{GRID, LABEL, Look, SMALL, Tone};

/// What one kind of spending has in both budgets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What the money is for.
    pub label: String,
    /// In the earlier one.
    pub before: Total,
    /// In the later one.
    pub now: Total,
}

/// Everything the chart shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// In any order.
    pub steps: Vec<Step>,
    /// Of all amounts.
    pub unit: Unit,
    /// What a step is of, such as `team`.
    pub group: &'static str,
    /// How many lines there are in both budgets.
    pub lines: usize,
    /// Which lines are left out, in words; empty if none is.
    pub left_out: String,
    /// The earlier time, such as `2026`.
    pub before: String,
    /// The later time.
    pub now: String,
    /// The line at the foot.
    pub source: String,
}

impl Step {
    fn change(&self) -> Total {
        self.now.minus(self.before)
    }
}

/// Those that add, the largest first, then those that take away, the largest last; beyond `most` the smallest changes
/// are put together.
#[must_use]
pub fn joined(mut steps: Vec<Step>, most: usize) -> Vec<Step> {
    let size = |step: &Step| step.change().ten_thousandths().unsigned_abs();
    steps.sort_by(|a, b| size(b).cmp(&size(a)).then_with(|| a.label.cmp(&b.label)));
    let rest = if steps.len() > most { steps.split_off(most.saturating_sub(1)) } else { Vec::new() };
    steps.sort_by(|a, b| b.change().cmp(&a.change()).then_with(|| a.label.cmp(&b.label)));
    if !rest.is_empty() {
        let sum = |of: fn(&Step) -> Total| rest.iter().map(of).sum();
        let label = format!("{} others", rest.len());
        steps.push(Step { label, before: sum(|step| step.before), now: sum(|step| step.now) });
    }
    steps
}

fn totals(view: &View) -> (Total, Total) {
    (view.steps.iter().map(|step| step.before).sum(), view.steps.iter().map(|step| step.now).sum())
}

fn scale(view: &View) -> Scale {
    let (before, now) = totals(view);
    view.unit.scale(most([before, now].into_iter()))
}

/// The one sentence that the chart proves.
#[must_use]
pub fn headline(view: &View) -> String {
    let (before, now) = totals(view);
    let scale = scale(view);
    if view.steps.is_empty() {
        return "No spending is planned yet".to_owned();
    }
    let largest = view.steps.iter().max_by_key(|step| step.change().ten_thousandths().unsigned_abs());
    if before.is_zero() {
        let most = view.steps.iter().max_by_key(|step| step.now);
        let most = most.map_or_else(String::new, |step| {
            format!("; {} is the largest part, {}", step.label, scale.plain(step.now.to_f64()))
        });
        return format!("The budget of {} is {}{most}", view.now, scale.named(now.to_f64()));
    }
    let change = now.minus(before);
    let percent = signed_percent(change.to_f64(), before.to_f64());
    let size = percent.trim_start_matches(['+', '\u{2212}']);
    let whole = if change.is_zero() || size.starts_with("0.0 ") {
        format!("The budget of {} is as large as that of {}", view.now, view.before)
    } else {
        let side = if change.is_negative() { "below" } else { "above" };
        format!("The budget of {} is {size} {side} that of {}", view.now, view.before)
    };
    let part = largest.filter(|step| !step.change().is_zero()).map_or_else(String::new, |step| {
        let verb = if step.change().is_negative() { "takes away" } else { "adds" };
        let amount = scale.plain(step.change().to_f64().abs());
        format!("; {} {verb} {amount} {}", step.label, scale.unit).trim_end().to_owned()
    });
    format!("{whole}{part}")
}

/// The numbers behind the chart.
#[must_use]
pub fn table(view: &View) -> Table {
    let mut table = Table::new(&["label", "before", "now", "change"]);
    for step in &view.steps {
        let money = |total| Cell::Money(total, view.unit.currency);
        table.push(vec![Cell::text(&step.label), money(step.before), money(step.now), money(step.change())]);
    }
    table
}

/// A bar of the picture.
struct Bar {
    label: String,
    /// Where it begins and ends on the scale.
    from: f64,
    to: f64,
    words: String,
    is_total: bool,
}

fn bars(view: &View, scale: &Scale) -> Vec<Bar> {
    let (before, now) = totals(view);
    let whole = |label: &str, total: Total| Bar {
        label: format!("Budget {label}"),
        from: 0.0,
        to: total.to_f64(),
        words: scale.plain(total.to_f64()),
        is_total: true,
    };
    let mut bars = Vec::new();
    if !before.is_zero() {
        bars.push(whole(&view.before, before));
    }
    let mut at = before;
    for step in &view.steps {
        let next = at.plus(step.change());
        bars.push(Bar {
            label: step.label.clone(),
            from: at.to_f64(),
            to: next.to_f64(),
            words: if before.is_zero() {
                scale.plain(step.now.to_f64())
            } else {
                scale.signed(step.change().to_f64())
            },
            is_total: false,
        });
        at = next;
    }
    bars.push(whole(&view.now, now));
    bars
}

/// A round number at most `floor`, to the power of ten of what lies between it and `high`.
fn round_below(floor: f64, high: f64) -> f64 {
    let step = 10f64.powf((high - floor).max(1.0).log10().floor());
    if step.is_finite() { (floor / step).floor() * step } else { floor }
}

/// What is drawn, and nothing else: a budget that only grows has no step that takes away.
fn subtitle(view: &View, scale: &Scale) -> String {
    let lines = match view.lines {
        0 => String::new(),
        1 => format!(", 1 budget line{}", view.left_out),
        lines => format!(", {lines} budget lines{}", view.left_out),
    };
    let of = if view.group.is_empty() { "part" } else { view.group };
    let mut parts = vec![scale.unit.clone()];
    if totals(view).0.is_zero() {
        // Parts of a first budget neither add to an earlier one nor take away.
        parts.push(format!("planned spending of {}, none of {} is written{lines}", view.now, view.before));
        parts.push(format!("bars by {of}, the last one = the whole"));
    } else {
        parts.push(format!("planned spending of {} and {}{lines}", view.before, view.now));
        let any = |is: fn(Total) -> bool| view.steps.iter().any(|step| is(step.change()));
        let adds = any(|change| !change.is_zero() && !change.is_negative()).then_some("+ adds");
        let takes = any(Total::is_negative).then_some("\u{2212} takes away");
        let signs: Vec<&str> = adds.into_iter().chain(takes).collect();
        let signs = if signs.is_empty() { "none changes".to_owned() } else { signs.join(", ") };
        parts.push(format!("steps = change by {of}: {signs}"));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" \u{B7} ")
}

/// Draws the chart.
#[must_use]
pub fn draw(view: &View, look: &Look) -> Scene {
    let scale = scale(view);
    let is_first = totals(view).0.is_zero();
    let words_subtitle = subtitle(view, &scale);
    let words = Words { headline: headline(view), subtitle: words_subtitle, source: view.source.clone() };
    let mut frame = Frame::new(&words, look);
    if view.steps.is_empty() {
        return frame.empty("No planned amounts in this time: write them under `amounts` of a budget line");
    }
    let theme = &look.theme;
    let bars = bars(view, &scale);
    let ends = || bars.iter().flat_map(|bar| [bar.from, bar.to]);
    let (low, high) = (ends().fold(0.0, f64::min), ends().fold(0.0, f64::max));
    let body = frame.body;
    let (top, ground) = (body.top + 8 * GRID, body.bottom - 14 * GRID);
    // Steps that are small beside the whole would be hairlines: then the axis is cut, and the picture says so.
    let steps = || bars.iter().filter(|bar| !bar.is_total).flat_map(|bar| [bar.from, bar.to]);
    let least = steps().fold(f64::INFINITY, f64::min);
    let largest =
        bars.iter().filter(|bar| !bar.is_total).map(|bar| (bar.to - bar.from).abs()).fold(0.0, f64::max);
    let is_cut =
        low >= 0.0 && least.is_finite() && bars.len() > 2 && largest < high * 0.1 && least > high * 0.5;
    let floor = if is_cut { round_below((least - (high - least) * 0.6).max(0.0), high) } else { low };
    let span = if high > floor { high - floor } else { 1.0 };
    let y = |amount: f64| ground - part(ground - top, (amount.max(floor) - floor) / span);
    let count = bars.len();
    let mut last_end: Option<(i32, i32)> = None;
    for (at, bar) in bars.iter().enumerate() {
        let (left, right) =
            (column(body.left, body.right, at, count), column(body.left, body.right, at + 1, count));
        let (inner_left, inner_right) = (left + part(right - left, 0.14), right - part(right - left, 0.14));
        let color = match bar.to.total_cmp(&bar.from) {
            _ if bar.is_total => theme.plan.ink,
            _ if is_first => theme.part(0),
            // Planned money is no state: more of it is neither good nor bad.
            std::cmp::Ordering::Less => theme.part(3),
            std::cmp::Ordering::Equal => theme.tone(Tone::Idle).area,
            std::cmp::Ordering::Greater => theme.part(0),
        };
        let (upper, lower) = (y(bar.from.max(bar.to)), y(bar.from.min(bar.to)));
        if let Some((x, height)) = last_end {
            let stroke = Stroke::solid(theme.axis, PX);
            frame.canvas.line("connector", Point::new(x, height), Point::new(inner_left, height), stroke);
        }
        let area = bounds(inner_left, upper, inner_right, lower.max(upper + PX));
        frame.canvas.rect(if bar.is_total { "total-bar" } else { "step-bar" }, area, 0, color);
        frame.canvas.tip(format!("{}: {}", bar.label, bar.words));
        if bar.is_total && is_cut {
            // Two slanted strokes say that the bar is longer than drawn.
            let middle = ground - 6 * GRID;
            for shift in [0, 7 * PX] {
                let stroke = Stroke::solid(theme.background, 3 * PX);
                let (from, to) = (
                    Point::new(inner_left - GRID, middle + 4 * PX - shift),
                    Point::new(inner_right + GRID, middle - 4 * PX - shift),
                );
                frame.canvas.line("cut", from, to, stroke);
            }
        }
        let style = if bar.is_total { TextStyle::semibold(LABEL) } else { TextStyle::regular(LABEL) };
        let words = bounds(left, upper - 6 * GRID, right, upper);
        frame.canvas.centered("amount", &bar.words, words, style, theme.ink);
        let label = TextStyle { anchor: crate::scene::Anchor::Middle, ..TextStyle::regular(SMALL) };
        let label = if bar.is_total { TextStyle { weight: Weight::SemiBold, ..label } } else { label };
        let fitted = text::wrap(&bar.label, label.weight, label.size, right - left - GRID, 2);
        for (line, words) in fitted.lines.iter().enumerate() {
            let at = Point::new(i32::midpoint(left, right), ground + 5 * GRID + line as i32 * 4 * GRID);
            frame.canvas.text("step-label", words, at, right - left, label, theme.ink);
        }
        last_end = Some((inner_right, y(bar.to)));
    }
    let stroke = Stroke::solid(theme.axis, PX);
    frame.canvas.line("axis", Point::new(body.left, ground), Point::new(body.right, ground), stroke);
    let words = scale.levels(&[floor]).concat();
    let words = format!("axis cut: begins at {words} {}, not at 0", scale.unit).replace(" ,", ",");
    if is_cut {
        // Beside the strokes that cut the first bar; steps hang far above.
        let left = column(body.left, body.right, 1, count);
        let room = column(body.left, body.right, count - 1, count) - left;
        let at = Point::new(left, ground - 6 * GRID);
        frame.canvas.text_at("cut-words", &words, at, room, TextStyle::semibold(SMALL), theme.muted);
    }
    let details = if is_cut { format!("The {words}") } else { String::new() };
    frame.finish(body.bottom, &details)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(label: &str, before: i128, now: i128) -> Step {
        let total = |euro: i128| Total::from_ten_thousandths(euro * 10_000);
        Step { label: label.to_owned(), before: total(before), now: total(now) }
    }

    fn view(steps: Vec<Step>) -> View {
        let (before, now) = ("2026".to_owned(), "2027".to_owned());
        View { steps, before, now, ..View::default() }
    }

    /// 1,100 after 1,000 is 10 % more; trains add 150.
    #[test]
    fn the_headline_names_the_largest_change() {
        let grown = view(vec![step("Trains", 500, 650), step("Energy", 500, 450)]);
        assert_eq!(headline(&grown), "The budget of 2027 is 10 % above that of 2026; Trains adds 150");
        let equal = view(vec![step("Trains", 500, 400), step("Energy", 500, 600)]);
        assert_eq!(headline(&equal), "The budget of 2027 is as large as that of 2026; Energy adds 100");
        let first = view(vec![step("Trains", 0, 400), step("Energy", 0, 600)]);
        assert_eq!(headline(&first), "The budget of 2027 is 1,000; Energy is the largest part, 600");
        assert_eq!(headline(&view(vec![])), "No spending is planned yet");
    }

    /// What does not occur is not explained.
    #[test]
    fn the_words_explain_only_what_is_drawn() {
        let said = |steps: Vec<Step>| {
            let left_out = " (2 of income left out)".to_owned();
            let view = View { lines: 3, left_out, group: "team", ..view(steps) };
            subtitle(&view, &scale(&view))
        };
        let lines = "planned spending of 2026 and 2027, 3 budget lines (2 of income left out)";
        let up = step("Trains", 500, 650);
        assert_eq!(said(vec![up.clone()]), format!("{lines} \u{B7} steps = change by team: + adds"));
        assert_eq!(
            said(vec![up, step("Energy", 500, 450)]),
            format!("{lines} \u{B7} steps = change by team: + adds, \u{2212} takes away")
        );
        assert_eq!(
            said(vec![step("Rent", 5, 5)]),
            format!("{lines} \u{B7} steps = change by team: none changes")
        );
    }

    /// Steps of 40 and 10 beside 1,000: the first lies above half, so the bars lose what is below 1,000 - 0.6 x 50 = 970; rounded
    /// down to tens that is 970. With steps of 400 nothing is cut.
    #[test]
    fn a_cut_axis_is_said_in_the_picture() {
        let says = |steps: Vec<Step>| {
            let scene = draw(&view(steps), &Look::slide(crate::theme::Theme::light()));
            let texts = scene.texts();
            let found = texts.iter().find(|text| text.content.contains("axis cut"));
            (
                found.map(|text| text.content.clone()),
                scene.items.iter().filter(|item| item.class == "cut").count(),
            )
        };
        let cut = says(vec![step("A", 500, 540), step("B", 500, 510)]);
        assert_eq!(cut, (Some("axis cut: begins at 970, not at 0".to_owned()), 4));
        assert_eq!(says(vec![step("A", 500, 900), step("B", 500, 510)]), (None, 0));
    }

    #[test]
    fn steps_end_where_the_later_budget_stands() {
        let view = view(joined(vec![step("A", 10, 40), step("B", 30, 5), step("C", 7, 8)], 2));
        let bars = bars(&view, &scale(&view));
        let labels: Vec<&str> = bars.iter().map(|bar| bar.label.as_str()).collect();
        assert_eq!(labels, ["Budget 2026", "A", "2 others", "Budget 2027"]);
        assert_eq!((bars[0].to, bars[1].to, bars[2].to, bars[3].to), (47.0, 77.0, 53.0, 53.0));
    }
}
