//! Risks on a field of likelihood and impact, with an arrow to what treatment leaves, beside the list of expected
//! losses: the field alone ranks coarsely (Cox, Risk Analysis 28(2), 2008).

use truenorth_core::budget::Total;

use super::frame::{Frame, Words};
use super::kit::{Canvas, bounds, drop};
use super::money::{Unit, most};
use crate::number::Scale;
use crate::scene::{Anchor, Bounds, Color, Item, PX, Point, Scene, Shape, Stroke, TextStyle};
use crate::table::{Cell, Table};
use crate::theme::{GRID, LABEL, Look, SMALL, TITLE, Theme, Tone};

/// An expected loss.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// How much, in its currency.
    pub amount: Total,
    /// The same for people.
    pub words: String,
    /// Whether it is in the currency of the chart.
    pub is_comparable: bool,
}

/// A risk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Risk {
    /// Its id.
    pub id: String,
    /// What may happen.
    pub title: String,
    /// Who watches it; may be empty.
    pub owner: String,
    /// Likelihood and impact, 1 to 5, before treatment.
    pub before: Option<(u8, u8)>,
    /// The same after treatment.
    pub after: Option<(u8, u8)>,
    /// Expected before treatment.
    pub loss: Option<Loss>,
    /// Expected after treatment.
    pub residual_loss: Option<Loss>,
    /// Whether it has happened.
    pub occurred: bool,
}

/// Everything the chart shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// In the order of the plan.
    pub risks: Vec<Risk>,
    /// How many are closed and left out.
    pub closed: usize,
    /// Of the losses.
    pub unit: Unit,
    /// The line at the foot.
    pub source: String,
}

/// From this product of likelihood and impact on a risk is called high.
const HIGH: u8 = 15;
/// Risks in the list; more are counted.
const LISTED: usize = 14;

fn score((likelihood, impact): (u8, u8)) -> u8 {
    likelihood * impact
}

impl Risk {
    /// Where it stands now: after treatment, if that is judged.
    fn now(&self) -> Option<(u8, u8)> {
        self.after.or(self.before)
    }
}

/// The risks, the gravest first: by the present score, the score before, the expected loss, the id.
fn ranked(view: &View) -> Vec<&Risk> {
    let mut risks: Vec<&Risk> = view.risks.iter().collect();
    let loss = |risk: &Risk| risk.loss.as_ref().filter(|loss| loss.is_comparable).map(|loss| loss.amount);
    risks.sort_by(|a, b| {
        let key = |risk: &Risk| (risk.now().map(score), risk.before.map(score), loss(risk));
        key(b).cmp(&key(a)).then_with(|| a.id.cmp(&b.id))
    });
    risks
}

/// Expected losses before and after, summed over the risks that have them; a risk without a judged remainder keeps its
/// loss. How many risks have one.
fn losses(view: &View) -> (Total, Total, usize) {
    let mut sums = (Total::default(), Total::default(), 0);
    for risk in &view.risks {
        let Some(loss) = risk.loss.as_ref().filter(|loss| loss.is_comparable) else { continue };
        let after = risk.residual_loss.as_ref().filter(|loss| loss.is_comparable).unwrap_or(loss);
        sums = (sums.0.plus(loss.amount), sums.1.plus(after.amount), sums.2 + 1);
    }
    sums
}

/// The one sentence that the chart proves.
#[must_use]
pub fn headline(view: &View) -> String {
    let count = view.risks.len();
    let placed: Vec<u8> = view.risks.iter().filter_map(|risk| risk.now().map(score)).collect();
    let (before, after, priced) = losses(view);
    let scale = view.unit.scale(most([before, after].into_iter()));
    let money = match priced {
        0 => String::new(),
        _ if before == after => format!("; they are expected to cost {}", scale.named(before.to_f64())),
        _ => format!(
            "; the expected loss falls from {} to {}",
            scale.plain(before.to_f64()),
            scale.named(after.to_f64())
        ),
    };
    if count == 0 {
        return "No open risks are written down".to_owned();
    }
    if placed.is_empty() {
        return format!("None of {count} risks is judged{money}");
    }
    let high = placed.iter().filter(|score| **score >= HIGH).count();
    let treated = view.risks.iter().any(|risk| risk.after.is_some());
    let after = if treated { " after treatment" } else { "" };
    match high {
        0 => format!("None of {count} risks is high{after}{money}"),
        1 => format!("1 of {count} risks is high{after}{money}"),
        _ => format!("{high} of {count} risks are high{after}{money}"),
    }
}

/// The numbers behind the chart.
#[must_use]
pub fn table(view: &View) -> Table {
    let columns = [
        "number",
        "risk",
        "title",
        "owner",
        "likelihood",
        "impact",
        "score",
        "residual_likelihood",
        "residual_impact",
        "residual_score",
        "expected_loss",
        "residual_expected_loss",
    ];
    let mut table = Table::new(&columns);
    let part =
        |cell: Option<(u8, u8)>, of: fn((u8, u8)) -> u8| Cell::number(cell.map(|cell| f64::from(of(cell))));
    let loss = |loss: &Option<Loss>| loss.as_ref().map_or(Cell::Nothing, |loss| Cell::text(&loss.words));
    for (at, risk) in ranked(view).into_iter().enumerate() {
        table.push(vec![
            Cell::count(at + 1),
            Cell::text(&risk.id),
            Cell::text(&risk.title),
            Cell::text(&risk.owner),
            part(risk.before, |cell| cell.0),
            part(risk.before, |cell| cell.1),
            part(risk.before, score),
            part(risk.after, |cell| cell.0),
            part(risk.after, |cell| cell.1),
            part(risk.after, score),
            loss(&risk.loss),
            loss(&risk.residual_loss),
        ]);
    }
    table
}

/// Draws the chart.
#[must_use]
pub fn draw(view: &View, look: &Look) -> Scene {
    let subtitle = format!(
        "disc = before treatment, arrow to ring = after \u{B7} score = likelihood \u{D7} impact, {HIGH} and more is high \
         \u{B7} expected loss = probability \u{D7} mean loss"
    );
    let words = Words { headline: headline(view), subtitle, source: view.source.clone() };
    let mut frame = Frame::new(&words, look);
    let risks = ranked(view);
    if risks.is_empty() {
        return frame.empty("No open risks to draw: write them under `risks`");
    }
    let body = frame.body;
    let (label, foot) = (30 * GRID, 14 * GRID);
    let side = (body.bottom - body.top - foot).min((body.right - body.left) * 44 / 100 - label);
    let field = Field { left: body.left + label, top: body.top, cell: side / 5 };
    field.cells(&mut frame.canvas, body.left);
    field.marks(&mut frame.canvas, &risks);
    let list = bounds(field.left + field.cell * 5 + 12 * GRID, body.top, body.right, body.bottom);
    let end = list_of(&mut frame.canvas, view, &risks, list);
    frame.finish(end.max(body.bottom), "")
}

const LIKELIHOOD: [&str; 5] = ["Rare", "Unlikely", "Possible", "Likely", "Almost certain"];
const IMPACT: [&str; 5] = ["Minimal", "Minor", "Moderate", "Major", "Severe"];

/// The five by five cells.
struct Field {
    left: i32,
    top: i32,
    cell: i32,
}

/// The step on the scale of five tints that a score belongs to.
fn tint(theme: &Theme, score: u8) -> Color {
    let step = match score {
        0..=4 => 0,
        5..=9 => 1,
        10..=14 => 2,
        15..=19 => 3,
        _ => 4,
    };
    theme.heat[step]
}

impl Field {
    fn area(&self, (likelihood, impact): (u8, u8)) -> Bounds {
        let left = self.left + (i32::from(impact) - 1) * self.cell;
        let top = self.top + (5 - i32::from(likelihood)) * self.cell;
        bounds(left, top, left + self.cell, top + self.cell)
    }

    fn cells(&self, canvas: &mut Canvas<'_>, edge: i32) {
        let theme = canvas.look.theme.clone();
        let gap = PX;
        let right_aligned = TextStyle::regular(LABEL).anchored(Anchor::End);
        for likelihood in 1..=5_u8 {
            for impact in 1..=5_u8 {
                let area = self.area((likelihood, impact)).grown(-gap);
                let score = score((likelihood, impact));
                let color = tint(&theme, score);
                canvas.rect("cell", area, 3 * PX, color);
                if theme.name == "print" {
                    canvas.outline("cell", area, 3 * PX, Stroke::solid(theme.grid, PX));
                }
                let style = TextStyle::regular(SMALL).anchored(Anchor::End);
                let at = Point::new(area.right - 2 * GRID, area.top + 4 * GRID + GRID / 2);
                canvas.text("score", &score.to_string(), at, self.cell, style, Theme::ink_on(color));
            }
            let area = self.area((likelihood, 1));
            let at = Point::new(self.left - 3 * GRID, i32::midpoint(area.top, area.bottom));
            let words = LIKELIHOOD[usize::from(likelihood) - 1];
            canvas.text_at("axis-label", words, at, self.left - edge - 3 * GRID, right_aligned, theme.muted);
        }
        let bottom = self.top + 5 * self.cell;
        for (at, words) in (1..).zip(IMPACT) {
            let area = self.area((1, at));
            let line = bounds(area.left, bottom, area.right, bottom + 9 * GRID);
            canvas.centered("axis-label", words, line, TextStyle::regular(LABEL), theme.muted);
        }
        let area = bounds(self.left, bottom + 7 * GRID, self.left + 5 * self.cell, bottom + 14 * GRID);
        canvas.centered("axis-title", "Impact \u{2192}", area, TextStyle::semibold(LABEL), theme.ink);
        // Above the labels of the rows, which it heads.
        let at = Point::new(self.left - 3 * GRID, self.top + 3 * GRID);
        let style = TextStyle::semibold(LABEL).anchored(Anchor::End);
        canvas.text("axis-title", "Likelihood \u{2191}", at, self.left - edge, style, theme.ink);
    }

    /// The places of the numbers in their cells: before treatment in the upper rows of a cell, after it in the lower.
    fn marks(&self, canvas: &mut Canvas<'_>, risks: &[&Risk]) {
        let theme = canvas.look.theme.clone();
        let mut taken = [[0_i32; 6]; 6];
        let radius = (self.cell / 9).clamp(9 * PX, 12 * PX);
        let step = radius * 2 + 3 * PX;
        let per_row = ((self.cell - 3 * GRID) / step).max(1);
        let rows = ((self.cell - 6 * GRID) / step).max(1);
        let mut place = |cell: (u8, u8)| {
            let slot = &mut taken[usize::from(cell.0)][usize::from(cell.1)];
            let at = *slot;
            *slot += 1;
            let area = self.area(cell);
            (at < per_row * rows).then(|| {
                let (column, row) = (at % per_row, at / per_row);
                let left = area.left + 2 * GRID + radius;
                Point::new(left + column * step, area.top + 5 * GRID + radius + row * step)
            })
        };
        let places: Vec<(Option<Point>, Option<Point>)> = risks
            .iter()
            .take(LISTED)
            .map(|risk| {
                let before = risk.before.and_then(&mut place);
                let moved = risk.after.filter(|after| Some(*after) != risk.before);
                (before, moved.and_then(&mut place))
            })
            .collect();
        for (from, to) in places.iter().filter_map(|(before, after)| before.zip(*after)) {
            let (dx, dy) = (f64::from(to.x - from.x), f64::from(to.y - from.y));
            let length = dx.hypot(dy).max(1.0);
            let inner = |point: Point, sign: f64| {
                let shift = f64::from(radius) + f64::from(PX);
                Point::new(
                    point.x + (sign * dx / length * shift).round() as i32,
                    point.y + (sign * dy / length * shift).round() as i32,
                )
            };
            let (start, tip) = (inner(from, 1.0), inner(to, -1.0));
            let color = theme.ink;
            canvas.line("treatment", start, tip, Stroke::solid(color, PX + PX / 4));
            canvas.head("treatment", start, tip, 7 * PX, color);
        }
        for (number, (risk, (before, after))) in (1..).zip(risks.iter().zip(&places)) {
            for (center, is_after) in [(before, false), (after, true)] {
                let Some(center) = *center else { continue };
                let disc = Item::new("risk", Shape::Circle { center, radius });
                let disc = if is_after {
                    disc.filled(theme.background).stroked(Stroke::solid(theme.ink, PX + PX / 2))
                } else {
                    disc.filled(theme.ink)
                };
                let state = if is_after { "after treatment" } else { "before treatment" };
                canvas.items.push(disc.with_tooltip(format!("{number}: {} ({state})", risk.title)));
                let color = if is_after { theme.ink } else { theme.background };
                let style = TextStyle::semibold(SMALL).anchored(Anchor::Middle);
                let at = Point::new(center.x, center.y + drop(style));
                canvas.items.push(Item::text("risk-number", &number.to_string(), at, style, color));
            }
        }
    }
}

/// The list beside the field: number, title, owner, scores, expected losses with bars; returns where it ends.
fn list_of(canvas: &mut Canvas<'_>, view: &View, risks: &[&Risk], area: Bounds) -> i32 {
    let theme = canvas.look.theme.clone();
    let amounts = risks.iter().flat_map(|risk| [&risk.loss, &risk.residual_loss]);
    let amounts: Vec<Total> =
        amounts.flatten().filter(|loss| loss.is_comparable).map(|loss| loss.amount).collect();
    let largest = most(amounts.iter().copied());
    let scale = view.unit.scale(largest);
    let has_losses = largest > 0.0;
    let loss_width = if has_losses { (area.right - area.left) * 30 / 100 } else { 0 };
    let score_right = area.right - loss_width - if has_losses { 4 * GRID } else { 0 };
    let title_left = area.left + 8 * GRID;
    let title_right = score_right - 18 * GRID;
    let heading = TextStyle::semibold(SMALL);
    let base = area.top + 3 * GRID;
    canvas.text(
        "column-heading",
        "Risk",
        Point::new(title_left, base),
        title_right - title_left,
        heading,
        theme.muted,
    );
    let right = heading.anchored(Anchor::End);
    canvas.text("column-heading", "Score", Point::new(score_right, base), 18 * GRID, right, theme.muted);
    if has_losses {
        let long = format!("Expected loss, {}", scale.unit);
        let is_wide = crate::text::width(&long, heading.weight, heading.size) <= loss_width;
        let long = if is_wide { long } else { format!("Loss, {}", scale.unit) };
        let words = long.trim_end_matches([',', ' ']);
        let at = Point::new(area.right - loss_width, base);
        canvas.text("column-heading", words, at, loss_width, heading, theme.muted);
    }
    let top = area.top + 5 * GRID;
    let shown = risks.len().min(LISTED);
    let more = risks.len() - shown;
    let free = area.bottom - top - if more > 0 { 7 * GRID } else { 0 };
    let height = (free / (shown as i32).max(1)).clamp(34 * PX, 60 * PX);
    for (at, risk) in risks.iter().take(shown).enumerate() {
        let y = top + at as i32 * height;
        let middle = y + height / 2;
        canvas.line(
            "rule",
            Point::new(area.left, y),
            Point::new(area.right, y),
            Stroke::solid(theme.grid, PX),
        );
        let center = Point::new(area.left + 3 * GRID, middle);
        let radius = 11 * PX;
        canvas.items.push(Item::new("risk", Shape::Circle { center, radius }).filled(theme.ink));
        let style = TextStyle::semibold(SMALL).anchored(Anchor::Middle);
        let number = Point::new(center.x, center.y + drop(style));
        canvas.items.push(Item::text("risk-number", &(at + 1).to_string(), number, style, theme.background));
        let room = title_right - title_left - 2 * GRID;
        let owner =
            if risk.occurred { format!("has happened \u{B7} {}", risk.owner) } else { risk.owner.clone() };
        let owner = owner.trim_end_matches([' ', '\u{B7}']);
        let has_owner = !owner.is_empty();
        let shift = if has_owner { 9 * PX } else { 0 };
        let style = TextStyle::regular(TITLE);
        canvas.text_at(
            "risk-title",
            &risk.title,
            Point::new(title_left, middle - shift),
            room,
            style,
            theme.ink,
        );
        if has_owner {
            let at = Point::new(title_left, middle + shift);
            canvas.text_at("risk-owner", owner, at, room, TextStyle::regular(SMALL), theme.muted);
        }
        scores(canvas, risk, Point::new(score_right, middle), &theme);
        if has_losses {
            let bars = bounds(area.right - loss_width, y, area.right, y + height);
            bars_of(canvas, risk, bars, &scale, largest);
        }
    }
    if more > 0 {
        let at = Point::new(title_left, top + shown as i32 * height + 5 * GRID);
        let words = format!("and {more} more with lower scores");
        canvas.text("more", &words, at, area.right - title_left, TextStyle::regular(SMALL), theme.muted);
    }
    top + shown as i32 * height + if more > 0 { 7 * GRID } else { 0 }
}

/// The score before, and after if it differs.
fn scores(canvas: &mut Canvas<'_>, risk: &Risk, at: Point, theme: &Theme) {
    let words = match (risk.before.map(score), risk.after.map(score)) {
        (None, None) => "\u{2013}".to_owned(),
        (Some(before), Some(after)) if before != after => format!("{before} \u{2192} {after}"),
        (Some(score), _) | (None, Some(score)) => score.to_string(),
    };
    let is_high = risk.now().is_some_and(|cell| score(cell) >= HIGH);
    let color = if is_high { theme.tone(Tone::Bad).ink } else { theme.ink };
    let style = if is_high { TextStyle::semibold(TITLE) } else { TextStyle::regular(TITLE) };
    canvas.text_at("score", &words, at, 18 * GRID, style.anchored(Anchor::End), color);
}

/// The expected loss before treatment as an outline, after it as a bar, with the number of what is left.
fn bars_of(canvas: &mut Canvas<'_>, risk: &Risk, area: Bounds, scale: &Scale, largest: f64) {
    let theme = canvas.look.theme.clone();
    let middle = i32::midpoint(area.top, area.bottom);
    let style = TextStyle::regular(LABEL);
    let comparable = |loss: &Option<Loss>| loss.clone().filter(|loss| loss.is_comparable);
    let Some(before) = comparable(&risk.loss) else {
        let words = risk.loss.as_ref().map_or("not priced", |loss| loss.words.as_str());
        let room = area.right - area.left;
        canvas.text_at("loss", words, Point::new(area.left, middle), room, style, theme.muted);
        return;
    };
    let after = comparable(&risk.residual_loss);
    let now = after.as_ref().unwrap_or(&before).amount.to_f64();
    let room = area.right - area.left - 26 * GRID;
    let x = |amount: f64| area.left + super::kit::part(room, amount / largest.max(f64::MIN_POSITIVE));
    let bar = |amount: f64, thick: i32| {
        bounds(area.left, middle - thick, x(amount).max(area.left + PX), middle + thick)
    };
    canvas.outline("loss-before", bar(before.amount.to_f64(), 7 * PX), 0, Stroke::solid(theme.plan.ink, PX));
    canvas.rect("loss-after", bar(now, 5 * PX), 0, theme.plan.ink);
    let words = match &after {
        Some(after) if after.amount != before.amount => {
            format!("{} \u{2192} {}", scale.plain(before.amount.to_f64()), scale.plain(now))
        }
        _ => scale.plain(now),
    };
    let at = Point::new(x(before.amount.to_f64().max(now)) + 2 * GRID, middle);
    canvas.text_at("loss", &words, at, area.right - at.x, style, theme.ink);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn risk(id: &str, before: (u8, u8), after: Option<(u8, u8)>, loss: Option<i128>) -> Risk {
        let loss = loss.map(|euro| Loss {
            amount: Total::from_ten_thousandths(euro * 10_000),
            words: euro.to_string(),
            is_comparable: true,
        });
        Risk { id: id.to_owned(), before: Some(before), after, loss, ..Risk::default() }
    }

    /// 3 x 5 = 15 is high, 4 x 3 = 12 is not.
    #[test]
    fn the_headline_counts_what_stays_high() {
        let mut view = View {
            risks: vec![risk("a", (3, 5), None, Some(90)), risk("b", (4, 3), None, None)],
            ..View::default()
        };
        assert_eq!(headline(&view), "1 of 2 risks is high; they are expected to cost 90");
        view.risks[0].after = Some((2, 5));
        view.risks[0].residual_loss = Some(Loss {
            amount: Total::from_ten_thousandths(300_000),
            words: String::new(),
            is_comparable: true,
        });
        assert_eq!(
            headline(&view),
            "None of 2 risks is high after treatment; the expected loss falls from 90 to 30"
        );
        view.risks.clear();
        assert_eq!(headline(&view), "No open risks are written down");
    }

    #[test]
    fn the_gravest_come_first() {
        let view = View {
            risks: vec![
                risk("low", (1, 1), None, Some(500)),
                risk("treated", (5, 5), Some((1, 2)), None),
                risk("cheap", (3, 3), None, Some(1)),
                risk("dear", (3, 3), None, Some(9)),
            ],
            ..View::default()
        };
        let order: Vec<&str> = ranked(&view).into_iter().map(|risk| risk.id.as_str()).collect();
        assert_eq!(order, ["dear", "cheap", "treated", "low"]);
    }
}
