//! Budget against actual with a panel of variances, after the notation of the IBCS: actual solid, plan outlined,
//! adverse and favourable told by colour, sign and side.

use truenorth_core::budget::Total;

use super::frame::{Frame, Words};
use super::kit::{Canvas, bounds, part};
use super::money::{Direction, Unit, most};
use crate::number::{Scale, signed_percent};
use crate::scene::{Anchor, Bounds, PX, Point, Scene, Stroke, TextStyle};
use crate::table::{Cell, Table};
use crate::text;
use crate::theme::{GRID, LABEL, Look, SMALL, Size, TITLE, Tone};

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What the money is for, or comes from.
    pub label: String,
    /// Out or in.
    pub direction: Direction,
    /// Planned for the months that were counted.
    pub plan: Total,
    /// Counted.
    pub actual: Total,
}

/// Everything the chart shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Expenses, then revenue, in the order in which they are drawn.
    pub rows: Vec<Row>,
    /// Of all amounts.
    pub unit: Unit,
    /// How many lines are counted.
    pub lines: usize,
    /// Which lines are left out, in words; empty if none is.
    pub left_out: String,
    /// First and last day that are compared, as they are to be read.
    pub time: String,
    /// The last of these days.
    pub through: String,
    /// The line at the foot.
    pub source: String,
}

/// The sum of the rows of a direction; `None` without any.
fn total(view: &View, direction: Direction) -> Option<Row> {
    let rows = || view.rows.iter().filter(|row| row.direction == direction);
    rows().next()?;
    let label = match direction {
        Direction::Expense => "All expenses",
        Direction::Revenue => "All income",
    };
    let sum = |of: fn(&Row) -> Total| rows().map(of).sum();
    Some(Row { label: label.to_owned(), direction, plan: sum(|row| row.plan), actual: sum(|row| row.actual) })
}

impl Row {
    fn difference(&self) -> Total {
        self.actual.minus(self.plan)
    }
}

/// The scale for all amounts of the view.
fn scale(view: &View) -> Scale {
    let sums = [Direction::Expense, Direction::Revenue].into_iter().filter_map(|way| total(view, way));
    let all: Vec<Total> =
        sums.chain(view.rows.iter().cloned()).flat_map(|row| [row.plan, row.actual]).collect();
    view.unit.scale(most(all.into_iter()))
}

/// The scale for all variances: they are far smaller than the amounts.
fn variance_scale(view: &View) -> Scale {
    let sums = [Direction::Expense, Direction::Revenue].into_iter().filter_map(|way| total(view, way));
    view.unit.scale(most(sums.chain(view.rows.iter().cloned()).map(|row| row.difference())))
}

/// How far a sum is off its plan: `2.1 % over budget`.
fn off(row: &Row) -> String {
    let percent = signed_percent(row.difference().to_f64(), row.plan.to_f64());
    let size = percent.trim_start_matches(['+', '\u{2212}']);
    if row.difference().is_zero() || size.starts_with("0.0 ") {
        "on budget".to_owned()
    } else if size.is_empty() {
        "not in the budget".to_owned()
    } else {
        format!("{size} {} budget", if row.difference().is_negative() { "under" } else { "over" })
    }
}

/// The one sentence that the chart proves.
#[must_use]
pub fn headline(view: &View) -> String {
    let Some(expense) = total(view, Direction::Expense) else {
        return match total(view, Direction::Revenue) {
            Some(revenue) => format!("Income to {} is {}", view.through, off(&revenue)),
            None => "Nothing is counted yet".to_owned(),
        };
    };
    let scale = variance_scale(view);
    let over = view.rows.iter().filter(|row| row.direction == Direction::Expense);
    let over = over.filter(|row| row.direction.is_adverse(row.difference()));
    let over: Vec<&Row> = over.collect();
    let worst = over.iter().max_by_key(|row| row.difference());
    let which = if over.len() == 1 { "only" } else { "largest" };
    let detail = match worst {
        Some(row) => {
            let amount = scale.signed(row.difference().to_f64());
            format!("; {} is the {which} overrun, {amount} {}", row.label, scale.unit).trim_end().to_owned()
        }
        None => "; nothing is over budget".to_owned(),
    };
    format!("Spending to {} is {}{detail}", view.through, off(&expense))
}

/// The numbers behind the chart.
#[must_use]
pub fn table(view: &View) -> Table {
    let mut table = Table::new(&["direction", "label", "plan", "actual", "difference", "adverse"]);
    for row in &view.rows {
        let word = match row.direction {
            Direction::Expense => "expense",
            Direction::Revenue => "revenue",
        };
        let money = |total| Cell::Money(total, view.unit.currency);
        table.push(vec![
            Cell::text(word),
            Cell::text(&row.label),
            money(row.plan),
            money(row.actual),
            money(row.difference()),
            Cell::Yes(row.direction.is_adverse(row.difference())),
        ]);
    }
    table
}

/// Draws the chart.
#[must_use]
pub fn draw(view: &View, look: &Look) -> Scene {
    let scale = scale(view);
    let any = |is_adverse: bool| {
        let off = view.rows.iter().filter(|row| !row.difference().is_zero());
        off.into_iter().any(|row| row.direction.is_adverse(row.difference()) == is_adverse)
    };
    let lines = match view.lines {
        0 => String::new(),
        1 => format!(", 1 line{}", view.left_out),
        lines => format!(", {lines} lines{}", view.left_out),
    };
    let mut parts = vec![
        format!("{}{lines}", view.time),
        "bar = actual, outline = budget of the same months".to_owned(),
        "variance = actual \u{2212} budget".to_owned(),
    ];
    parts.extend(any(true).then(|| "orange = adverse".to_owned()));
    parts.extend(any(false).then(|| "blue = favourable".to_owned()));
    let subtitle = parts.join(" \u{B7} ");
    let words = Words { headline: headline(view), subtitle, source: view.source.clone() };
    let mut frame = Frame::new(&words, look);
    if view.rows.is_empty() {
        return frame.empty("No actual amounts in this time: write them under `amounts` of a budget line");
    }
    let mut blocks: Vec<(Vec<Row>, Row)> = Vec::new();
    for direction in [Direction::Expense, Direction::Revenue] {
        if let Some(total) = total(view, direction) {
            blocks
                .push((view.rows.iter().filter(|row| row.direction == direction).cloned().collect(), total));
        }
    }
    let lines: i32 = blocks.iter().map(|(rows, _)| rows.len() as i32 + 1).sum();
    let body = frame.body;
    let head = 7 * GRID;
    let gap = 5 * GRID;
    let free = body.bottom - body.top - blocks.len() as i32 * (head + gap);
    // A page may be as tall as it needs: there a long name takes two lines.
    let is_long = |row: &Row| {
        text::width(&text::one_line(&row.label), text::Weight::Regular, TITLE * PX)
            > label_room(body.right - body.left)
    };
    let least = if look.size == Size::Page && view.rows.iter().any(is_long) { TWO } else { 24 * PX };
    let height = (free / lines.max(1)).clamp(least, 56 * PX);
    let scales = [scale, variance_scale(view)];
    let panel = Panel::new(view, &blocks, body, &scales, height);
    let mut y = body.top;
    for (rows, total) in &blocks {
        panel.heading(&mut frame.canvas, total.direction, y);
        y += head;
        for row in rows {
            panel.row(&mut frame.canvas, row, y, false);
            y += height;
        }
        panel.rule(&mut frame.canvas, y);
        panel.row(&mut frame.canvas, total, y + GRID / 2, true);
        y += height + gap;
    }
    frame.finish(y - gap, "")
}

/// So tall is a row in which a name has two lines.
const TWO: i32 = 36 * PX;

/// The most that names take of a width.
fn label_room(width: i32) -> i32 {
    part(width, 0.24)
}

/// Where the columns stand and how long a unit of money is.
struct Panel<'a> {
    body: Bounds,
    /// Of amounts, of variances.
    scales: &'a [Scale; 2],
    height: i32,
    label_right: i32,
    /// Where amounts of 0 stand, and how many sixteenths one unit is, among the bars.
    bars: (i32, f64),
    /// The same among the variances.
    variances: (i32, f64),
    variance_edges: (i32, i32),
    bar_right: i32,
}

impl<'a> Panel<'a> {
    fn new(
        view: &View,
        blocks: &[(Vec<Row>, Row)],
        body: Bounds,
        scales: &'a [Scale; 2],
        height: i32,
    ) -> Self {
        let style = TextStyle::regular(TITLE);
        let widest = blocks.iter().flat_map(|(rows, total)| rows.iter().chain([total]));
        let widest =
            widest.map(|row| text::width(&text::one_line(&row.label), text::Weight::SemiBold, style.size));
        let width = body.right - body.left;
        let label = widest.max().unwrap_or(0).min(label_room(width)) + 3 * GRID;
        let number = 28 * GRID;
        let middle = body.left + part(width, 0.62);
        let label_right = body.left + label;
        let amounts = || view.rows.iter().flat_map(|row| [row.plan.to_f64(), row.actual.to_f64()]);
        let (low, high) = (amounts().fold(0.0, f64::min), amounts().fold(0.0, f64::max));
        let room = f64::from(middle - label_right - number);
        let unit = if high - low > 0.0 { room / (high - low) } else { 0.0 };
        let zero = label_right + (-low * unit).round() as i32;
        let (from, to) = (middle + 2 * GRID, body.right);
        let widest_words = 36 * GRID;
        let least = view.rows.iter().map(|row| row.difference().to_f64()).fold(0.0, f64::min);
        let most = view.rows.iter().map(|row| row.difference().to_f64()).fold(0.0, f64::max);
        let room = f64::from((to - from - 2 * widest_words).max(8 * GRID));
        let variance_unit = if most - least > 0.0 { room / (most - least) } else { 0.0 };
        let axis = from + widest_words + (-least * variance_unit).round() as i32;
        Self {
            body,
            scales,
            height,
            label_right,
            bars: (zero, unit),
            variances: (axis, variance_unit),
            variance_edges: (from, to),
            bar_right: middle - GRID,
        }
    }

    fn heading(&self, canvas: &mut Canvas<'_>, direction: Direction, y: i32) {
        let theme = &canvas.look.theme;
        let (style, color) = (TextStyle::semibold(SMALL), theme.muted);
        let word = match direction {
            Direction::Expense => "Expenses",
            Direction::Revenue => "Income",
        };
        let base = y + 4 * GRID;
        let room = self.label_right - self.body.left;
        canvas.text("column-heading", word, Point::new(self.body.left, base), room, style, color);
        let room = self.bar_right - self.label_right;
        let words = in_unit("Actual and budget", &self.scales[0].unit);
        canvas.text("column-heading", &words, Point::new(self.label_right, base), room, style, color);
        // Over the line that the variances begin at.
        let axis = self.variances.0;
        let room = 2 * (axis - self.variance_edges.0).min(self.variance_edges.1 - axis);
        let words = in_unit("Variance", &self.scales[1].unit);
        let style = style.anchored(Anchor::Middle);
        canvas.text("column-heading", &words, Point::new(axis, base), room, style, color);
    }

    fn rule(&self, canvas: &mut Canvas<'_>, y: i32) {
        let stroke = Stroke::solid(canvas.look.theme.axis, PX);
        canvas.line("rule", Point::new(self.body.left, y), Point::new(self.body.right, y), stroke);
    }

    fn row(&self, canvas: &mut Canvas<'_>, row: &Row, y: i32, is_total: bool) {
        let theme = canvas.look.theme.clone();
        let middle = y + self.height / 2;
        let label = if is_total { TextStyle::semibold(TITLE) } else { TextStyle::regular(TITLE) };
        let room = self.label_right - self.body.left - 2 * GRID;
        let place = (room, if self.height >= TWO { 2 } else { 1 }, 16 * PX);
        canvas.lines_at("row-label", &row.label, Point::new(self.body.left, middle), place, label, theme.ink);
        let style = if is_total { TextStyle::semibold(LABEL) } else { TextStyle::regular(LABEL) };
        if is_total {
            let words = format!(
                "{} of {}",
                self.scales[0].plain(row.actual.to_f64()),
                self.scales[0].plain(row.plan.to_f64())
            );
            let at = Point::new(self.label_right, middle);
            canvas.text_at("amount", &words, at, self.bar_right - self.label_right, style, theme.ink);
        } else {
            self.bars(canvas, row, middle);
        }
        self.variance(canvas, row, middle, is_total, style);
    }

    fn bars(&self, canvas: &mut Canvas<'_>, row: &Row, middle: i32) {
        let theme = canvas.look.theme.clone();
        let (zero, unit) = self.bars;
        let end = |amount: f64| zero + (amount * unit).round() as i32;
        let thick = part(self.height, 0.44);
        let area = |amount: f64, shift: i32| {
            let (from, to) = (zero.min(end(amount)), zero.max(end(amount)));
            bounds(from, middle - thick / 2 + shift, to.max(from + PX), middle + thick / 2 + shift)
        };
        let (plan, actual) = (row.plan.to_f64(), row.actual.to_f64());
        let behind = area(plan, -part(self.height, 0.11));
        canvas.outline("plan-bar", behind, 0, Stroke::solid(theme.plan.ink, PX + PX / 4));
        canvas.rect("actual-bar", area(actual, part(self.height, 0.07)), 0, theme.plan.ink);
        let words = format!(
            "{}: actual {}, budget {}",
            row.label,
            self.scales[0].named(actual),
            self.scales[0].named(plan)
        );
        canvas.tip(words);
        let right = end(plan).max(end(actual)).max(zero) + 2 * GRID;
        let room = self.bar_right - right;
        canvas.text_at(
            "amount",
            &format!("{} of {}", self.scales[0].plain(actual), self.scales[0].plain(plan)),
            Point::new(right, middle),
            room,
            TextStyle::regular(LABEL),
            theme.ink,
        );
        let stroke = Stroke::solid(theme.axis, PX);
        let (top, bottom) = (middle - self.height / 2, middle + self.height / 2);
        canvas.line("axis", Point::new(zero, top), Point::new(zero, bottom), stroke);
    }

    fn variance(&self, canvas: &mut Canvas<'_>, row: &Row, middle: i32, is_total: bool, style: TextStyle) {
        let theme = canvas.look.theme.clone();
        let (axis, unit) = self.variances;
        let difference = row.difference();
        let paint = match (difference.is_zero(), row.direction.is_adverse(difference)) {
            (true, _) => theme.tone(Tone::Idle),
            (_, true) => theme.tone(Tone::Bad),
            (_, false) => theme.tone(Tone::Good),
        };
        // A bar of the sum would make those of its parts too short to compare.
        let end = axis + if is_total { 0 } else { (difference.to_f64() * unit).round() as i32 };
        let thick = part(self.height, 0.44);
        let area = bounds(axis.min(end), middle - thick / 2, axis.max(end), middle + thick / 2);
        canvas.rect("variance-bar", area, 0, paint.area);
        let percent = signed_percent(difference.to_f64(), row.plan.to_f64());
        let percent = if percent.is_empty() { "no budget".to_owned() } else { percent };
        let words = format!("{}  ({percent})", self.scales[1].signed(difference.to_f64()));
        let (x, anchor, room) = if difference.is_negative() {
            (end - GRID - GRID / 2, Anchor::End, end - self.variance_edges.0)
        } else {
            (end + GRID + GRID / 2, Anchor::Start, self.variance_edges.1 - end)
        };
        let at = Point::new(x, middle);
        canvas.text_at("variance", &words, at, room - 2 * GRID, style.anchored(anchor), paint.ink);
        let stroke = Stroke::solid(theme.axis, PX);
        let (top, bottom) = (middle - self.height / 2, middle + self.height / 2);
        canvas.line("axis", Point::new(axis, top), Point::new(axis, bottom), stroke);
    }
}

fn in_unit(words: &str, unit: &str) -> String {
    if unit.is_empty() { words.to_owned() } else { format!("{words}, {unit}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(label: &str, direction: Direction, plan: i128, actual: i128) -> Row {
        let total = |euro: i128| Total::from_ten_thousandths(euro * 10_000);
        Row { label: label.to_owned(), direction, plan: total(plan), actual: total(actual) }
    }

    fn said(rows: Vec<Row>) -> String {
        headline(&View { rows, through: "31 Mar 2027".to_owned(), ..View::default() })
    }

    /// 1,040 of 1,000 is 4 % over; Cloud is 60 over, Travel 20 under.
    #[test]
    fn the_headline_names_the_largest_overrun() {
        let rows =
            || vec![row("Cloud", Direction::Expense, 600, 660), row("Travel", Direction::Expense, 400, 380)];
        assert_eq!(
            said(rows()),
            "Spending to 31 Mar 2027 is 4.0 % over budget; Cloud is the only overrun, +60"
        );
        let mut under = rows();
        under[0].actual = under[0].plan;
        assert_eq!(said(under), "Spending to 31 Mar 2027 is 2.0 % under budget; nothing is over budget");
        let income = vec![row("Tickets", Direction::Revenue, 100, 90)];
        assert_eq!(said(income), "Income to 31 Mar 2027 is 10 % under budget");
        assert_eq!(said(vec![]), "Nothing is counted yet");
    }

    #[test]
    fn less_income_is_adverse_and_less_spending_is_not() {
        let rows = vec![
            row("Tickets", Direction::Revenue, 100, 90),
            row("Travel", Direction::Expense, 100, 90),
            row("Rent", Direction::Expense, 100, 100),
        ];
        let table = table(&View { rows, ..View::default() });
        let adverse: Vec<&Cell> = table.rows.iter().filter_map(|row| row.last()).collect();
        assert_eq!(adverse, [&Cell::Yes(true), &Cell::Yes(false), &Cell::Yes(false)]);
    }

    #[test]
    fn nothing_counted_is_said_in_the_picture() {
        let scene = draw(&View::default(), &Look::slide(crate::theme::Theme::light()));
        assert!(scene.texts().iter().any(|text| text.content.contains("No actual amounts")));
    }
}
