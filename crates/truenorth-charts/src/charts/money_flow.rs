//! The flow of money (Sankey): bands as wide as the amounts, from where the money stands in the budget to the pillars.

use truenorth_core::budget::Total;

use super::frame::{Frame, Words};
use super::kit::{Canvas, bounds, part};
use super::labels::spread;
use super::money::Unit;
use crate::number::{Scale, grouped, percent, percentages};
use crate::scene::{Anchor, Color, Item, PX, Point, Scene, Segment, Shape, TextStyle};
use crate::table::{Cell, Table};
use crate::text::{self, Weight};
use crate::theme::{GRID, LABEL, Look, SMALL, TITLE, Theme, Tone};

/// Money from a source to a sink.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// Where it stands in the budget.
    pub source: String,
    /// Where it ends, by position in [`View::sinks`].
    pub sink: usize,
    /// How much, above 0; for drawing, rounded in binary.
    pub amount: f64,
}

/// Where money ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Sink {
    /// The pillar.
    pub title: String,
    /// What arrives, exactly.
    pub amount: Total,
    /// The share that the priorities ask for, 0 to 1, if they are written.
    pub wanted: Option<f64>,
    /// What it is.
    pub end: End,
}

/// What money ends at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// A pillar.
    Pillar,
    /// The vision, past every pillar.
    Vision,
    /// Nothing that leads to the vision.
    Nothing,
}

/// Everything the chart shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// All bands.
    pub flows: Vec<Flow>,
    /// The right side, from top to bottom.
    pub sinks: Vec<Sink>,
    /// What the left side is made of, such as `categories`.
    pub group: &'static str,
    /// How many lines flow.
    pub lines: usize,
    /// Which lines are left out, in words; empty if none is.
    pub left_out: String,
    /// Of all amounts.
    pub unit: Unit,
    /// Of when, as it is to be read.
    pub time: String,
    /// The line at the foot.
    pub source: String,
}

impl View {
    fn whole(&self) -> f64 {
        self.sinks.iter().map(|sink| sink.amount.to_f64()).sum()
    }

    fn scale(&self) -> Scale {
        self.unit.scale(self.whole())
    }

    fn share(&self, sink: &Sink) -> f64 {
        sink.amount.to_f64() / self.whole()
    }
}

/// The one sentence that the chart proves.
#[must_use]
pub fn headline(view: &View) -> String {
    let whole = view.whole();
    if view.flows.is_empty() || whole <= 0.0 {
        return "No money is planned yet".to_owned();
    }
    let scale = view.scale();
    let ends_at = |end: End| view.sinks.iter().filter(move |sink| sink.end == end);
    let largest = ends_at(End::Pillar).max_by_key(|sink| sink.amount);
    let amount =
        |sink: &Sink| format!("{} ({})", scale.named(sink.amount.to_f64()), percent(view.share(sink)));
    let lost = match (ends_at(End::Nothing).next(), ends_at(End::Vision).next()) {
        (Some(sink), _) => format!("{} reaches no pillar", amount(sink)),
        (None, Some(sink)) => format!("{} goes to the vision past every pillar", amount(sink)),
        (None, None) => "all money reaches a pillar".to_owned(),
    };
    let gap = |sink: &&Sink| sink.wanted.map(|wanted| view.share(sink) - wanted);
    let furthest = view.sinks.iter().filter_map(|sink| Some((sink, gap(&sink)?)));
    let furthest = furthest.max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
    match (largest, furthest) {
        (_, Some((sink, gap))) if gap.abs() >= 0.005 => {
            let side = if gap > 0.0 { "more" } else { "less" };
            let points = grouped(gap.abs() * 100.0, 1);
            let points = points.trim_end_matches(".0");
            let word = if points == "1" { "percentage point" } else { "percentage points" };
            format!("\u{201C}{}\u{201D} gets {points} {word} {side} than its priority; {lost}", sink.title)
        }
        (Some(sink), _) => {
            let share = percent(view.share(sink));
            format!("{share} of {} goes to \u{201C}{}\u{201D}; {lost}", scale.named(whole), sink.title)
        }
        (None, _) => format!("Of {}, {lost}", scale.named(whole)),
    }
}

/// The numbers behind the chart.
#[must_use]
pub fn table(view: &View) -> Table {
    let mut table = Table::new(&["source", "pillar", "amount", "pillar_total", "pillar_share", "priority"]);
    for flow in &view.flows {
        let Some(sink) = view.sinks.get(flow.sink) else { continue };
        table.push(vec![
            Cell::text(&flow.source),
            Cell::text(&sink.title),
            Cell::Number((flow.amount * 100.0).round() / 100.0),
            Cell::Money(sink.amount, view.unit.currency),
            Cell::Number(view.share(sink)),
            Cell::number(sink.wanted),
        ]);
    }
    table
}

/// A bar at a side, with the words beside it.
struct Node {
    title: String,
    amount: f64,
    top: i32,
    height: i32,
    color: Color,
}

/// Draws the chart.
#[must_use]
pub fn draw(view: &View, look: &Look) -> Scene {
    let scale = view.scale();
    let of = if view.group.is_empty() { "budget" } else { view.group };
    // Two numbers of a pillar are called important: what share of the money is for it, and what it weighs in the vision.
    let priority = if view.sinks.iter().any(|sink| sink.wanted.is_some()) {
        " \u{B7} priority = the share of the money that the plan sets for a pillar, apart from its weight in the vision"
    } else {
        ""
    };
    let lines =
        if view.lines == 1 { "1 budget line".to_owned() } else { format!("{} budget lines", view.lines) };
    let left = &view.left_out;
    let parts = [
        scale.unit.clone(),
        format!("planned spending of {}, {lines}{left}", view.time),
        format!("from {of} to pillars, each band in the colour of where it ends{priority}"),
    ];
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let subtitle = parts.join(" \u{B7} ");
    let words = Words { headline: headline(view), subtitle, source: view.source.clone() };
    let mut frame = Frame::new(&words, look);
    if view.flows.is_empty() || view.whole() <= 0.0 {
        return frame.empty("No planned spending in this time: write `amounts` and `funds` of budget lines");
    }
    let theme = &look.theme;
    let body = frame.body;
    let bar = 4 * GRID;
    let sources = sources(view);
    let total: f64 = view.flows.iter().map(|flow| flow.amount).sum();
    let count = sources.len().max(view.sinks.len()) as i32;
    let gap = (5 * GRID).min((body.bottom - body.top) / (2 * count.max(1)));
    let room = f64::from(body.bottom - body.top - gap * (count - 1).max(0));
    let unit = room / total;
    let place = |amounts: Vec<(String, f64, Color)>| -> Vec<Node> {
        let used: f64 = amounts.iter().map(|(_, amount, _)| amount * unit).sum();
        let spaces = (amounts.len() as i32 - 1).max(1);
        let gap =
            ((f64::from(body.bottom - body.top) - used) / f64::from(spaces)).clamp(0.0, f64::from(gap * 3));
        let mut y = f64::from(body.top);
        amounts
            .into_iter()
            .map(|(title, amount, color)| {
                let node = Node {
                    title,
                    amount,
                    top: y.round() as i32,
                    height: ((amount * unit).round() as i32).max(PX),
                    color,
                };
                y += amount * unit + gap;
                node
            })
            .collect()
    };
    let from = place(sources.into_iter().map(|(title, amount)| (title, amount, theme.plan.area)).collect());
    let to = place(
        view.sinks
            .iter()
            .enumerate()
            .map(|(at, sink)| {
                let arrives = view.flows.iter().filter(|flow| flow.sink == at).map(|flow| flow.amount).sum();
                (sink.title.clone(), arrives, color(theme, at, sink))
            })
            .collect(),
    );
    let sums: Vec<String> = from.iter().map(|node| scale.plain(node.amount)).collect();
    let is_wanted = view.sinks.iter().any(|sink| sink.wanted.is_some());
    // Beside priorities a decimal, so that the difference is the one that the headline names.
    let decimals = usize::from(is_wanted);
    let shares: Vec<f64> = view.sinks.iter().map(|sink| view.share(sink)).collect();
    let notes: Vec<String> = view
        .sinks
        .iter()
        .zip(percentages(&shares, decimals))
        .map(|(sink, share)| {
            let amount = format!("{}, {} %", scale.plain(sink.amount.to_f64()), grouped(share, decimals));
            match sink.wanted {
                Some(wanted) => format!("{amount} \u{B7} priority {}", percent(wanted)),
                None => amount,
            }
        })
        .collect();
    // Words have what they need, the bands the rest.
    let most = part(body.right - body.left, 0.32);
    let left = body.left + label_width(&from, &sums).min(most) + bar + 2 * GRID;
    let right = body.right - label_width(&to, &notes).min(most) - bar - 2 * GRID;
    bands(&mut frame.canvas, view, (&from, &to), (left, right), unit);
    for (nodes, x) in [(&from, left - bar), (&to, right)] {
        for node in nodes {
            frame.canvas.rect("node", bounds(x, node.top, x + bar, node.top + node.height), PX, node.color);
            frame.canvas.tip(format!("{}: {}", node.title, scale.named(node.amount)));
        }
    }
    let side = (left - bar - 2 * GRID, Anchor::End, left - bar - 2 * GRID - body.left);
    labels(&mut frame.canvas, &from, &sums, side, (body.top, body.bottom));
    let x = right + bar + 2 * GRID;
    labels(&mut frame.canvas, &to, &notes, (x, Anchor::Start, body.right - x), (body.top, body.bottom));
    frame.finish(body.bottom, "")
}

fn color(theme: &Theme, at: usize, sink: &Sink) -> Color {
    match sink.end {
        // Money that serves nothing is a state, what a pillar gets is none.
        End::Nothing => theme.tone(Tone::Bad).area,
        End::Pillar | End::Vision => theme.part(at),
    }
}

/// The left side: the largest first.
fn sources(view: &View) -> Vec<(String, f64)> {
    let mut sums: Vec<(String, f64)> = Vec::new();
    for flow in &view.flows {
        match sums.iter_mut().find(|(source, _)| *source == flow.source) {
            Some((_, sum)) => *sum += flow.amount,
            None => sums.push((flow.source.clone(), flow.amount)),
        }
    }
    sums.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    sums
}

/// The bands in the order of the sources and sinks, so that those of one node do not cross.
fn bands(
    canvas: &mut Canvas<'_>,
    view: &View,
    (from, to): (&[Node], &[Node]),
    (left, right): (i32, i32),
    unit: f64,
) {
    let mut starts: Vec<f64> = from.iter().map(|node| f64::from(node.top)).collect();
    let mut ends: Vec<f64> = to.iter().map(|node| f64::from(node.top)).collect();
    for (source, node) in from.iter().enumerate() {
        for (sink, target) in to.iter().enumerate() {
            let flows = view.flows.iter().filter(|flow| flow.sink == sink && flow.source == node.title);
            let amount: f64 = flows.map(|flow| flow.amount).sum();
            if amount <= 0.0 {
                continue;
            }
            let thick = amount * unit;
            let (y, z) = (starts[source], ends[sink]);
            starts[source] += thick;
            ends[sink] += thick;
            let middle = i32::midpoint(left, right);
            let p = |x: i32, y: f64| Point::new(x, y.round() as i32);
            // A band thinner than a hairline still shows.
            let thick = thick.max(f64::from(PX) / 2.0);
            let segments = vec![
                Segment::Move(p(left, y)),
                Segment::Cubic(p(middle, y), p(middle, z), p(right, z)),
                Segment::Line(p(right, z + thick)),
                Segment::Cubic(p(middle, z + thick), p(middle, y + thick), p(left, y + thick)),
                Segment::Close,
            ];
            let words = format!("{} \u{2192} {}: {}", node.title, target.title, view.scale().named(amount));
            let band = Item::new("band", Shape::Path(segments)).filled(target.color.with_alpha(96));
            canvas.items.push(band.with_tooltip(text::one_line(&words)));
        }
    }
}

/// From one line of words beside a node to the next.
const LINE: i32 = 19 * PX;

/// Whether nodes stand so near each other that each has room for one line.
fn is_short(nodes: &[Node]) -> bool {
    let center = |node: &Node| node.top + node.height / 2;
    nodes.windows(2).any(|pair| matches!(pair, [a, b] if center(b) - center(a) < 2 * LINE + GRID))
}

/// What the widest words beside nodes need, on two lines or on one.
fn label_width(nodes: &[Node], notes: &[String]) -> i32 {
    let width =
        |words: &str, weight: Weight, size: i32| text::width(&text::one_line(words), weight, size * PX);
    let each = nodes.iter().zip(notes).map(|(node, note)| {
        if is_short(nodes) {
            width(&node.title, Weight::SemiBold, LABEL) + 2 * GRID + width(note, Weight::Regular, LABEL)
        } else {
            width(&node.title, Weight::SemiBold, TITLE).max(width(note, Weight::Regular, SMALL))
        }
    });
    each.max().unwrap_or(0).max(20 * GRID) + GRID
}

/// Two lines beside every node, moved apart where nodes are thin.
fn labels(
    canvas: &mut Canvas<'_>,
    nodes: &[Node],
    notes: &[String],
    (x, anchor, room): (i32, Anchor, i32),
    (top, bottom): (i32, i32),
) {
    let theme = canvas.look.theme.clone();
    let line = LINE;
    let is_short = is_short(nodes);
    let height = if is_short { line } else { 2 * line + GRID };
    let wishes: Vec<(f64, f64)> = nodes
        .iter()
        .map(|node| (f64::from(node.top) + f64::from(node.height) / 2.0, f64::from(height)))
        .collect();
    let centers = spread(&wishes, f64::from(top), f64::from(bottom));
    for ((node, note), center) in nodes.iter().zip(notes).zip(centers) {
        let middle = center.round() as i32;
        let title = TextStyle::semibold(if is_short { LABEL } else { TITLE }).anchored(anchor);
        if is_short {
            let number = TextStyle { weight: Weight::Regular, ..title };
            let (note, gap) = (text::fit(note, number.weight, number.size, room / 2), 2 * GRID);
            let width = text::width(&note, number.weight, number.size);
            let name = text::fit(&node.title, title.weight, title.size, room - width - gap);
            // The number stands next to the bar.
            let own = text::width(&name, title.weight, title.size);
            let (near, far) = match anchor {
                Anchor::End => (x, x - width - gap),
                _ => (x + own + gap, x),
            };
            canvas.text_at("node-note", &note, Point::new(near, middle), width, number, theme.muted);
            canvas.text_at("node-label", &name, Point::new(far, middle), own, title, theme.ink);
            continue;
        }
        let at = Point::new(x, middle - line / 2);
        canvas.text_at("node-label", &node.title, at, room, title, theme.ink);
        let at = Point::new(x, middle + line / 2);
        canvas.text_at("node-note", note, at, room, TextStyle::regular(SMALL).anchored(anchor), theme.muted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total_of(euro: i128) -> Total {
        Total::from_ten_thousandths(euro * 10_000)
    }

    fn view(wanted: Option<f64>, lost: i128) -> View {
        let sink = |title: &str, euro: i128, wanted, end| Sink {
            title: title.to_owned(),
            amount: total_of(euro),
            wanted,
            end,
        };
        let mut sinks =
            vec![sink("Trust", 600, wanted, End::Pillar), sink("Growth", 400 - lost, None, End::Pillar)];
        if lost > 0 {
            sinks.push(sink("Reaches no pillar", lost, None, End::Nothing));
        }
        let flow = |sink: usize, amount: f64| Flow { source: "People".to_owned(), sink, amount };
        View { flows: vec![flow(0, 600.0), flow(1, 400.0)], sinks, ..View::default() }
    }

    #[test]
    fn the_headline_tells_the_gap_to_the_priorities_or_the_largest_share() {
        assert_eq!(
            headline(&view(Some(0.55), 0)),
            "\u{201C}Trust\u{201D} gets 5 percentage points more than its priority; all money reaches a pillar"
        );
        assert_eq!(
            headline(&view(None, 100)),
            "60 % of 1,000 goes to \u{201C}Trust\u{201D}; 100 (10 %) reaches no pillar"
        );
        let mut past = view(None, 100);
        past.sinks[2].end = End::Vision;
        assert_eq!(
            headline(&past),
            "60 % of 1,000 goes to \u{201C}Trust\u{201D}; 100 (10 %) goes to the vision past every pillar"
        );
        past.sinks = vec![Sink { amount: total_of(1_000), ..past.sinks[2].clone() }];
        past.flows.truncate(1);
        past.flows[0].sink = 0;
        assert_eq!(headline(&past), "Of 1,000, 1,000 (100 %) goes to the vision past every pillar");
        assert_eq!(headline(&View::default()), "No money is planned yet");
    }

    #[test]
    fn bands_fill_their_nodes() {
        let scene = draw(&view(None, 0), &Look::slide(Theme::light()));
        let bands = scene.items.iter().filter(|item| item.class == "band").count();
        let nodes = scene.items.iter().filter(|item| item.class == "node").count();
        assert_eq!((bands, nodes), (2, 3));
    }
}
