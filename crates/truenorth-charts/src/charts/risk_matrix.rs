//! Risks on a field of likelihood and impact, with an arrow to what treatment leaves, beside the list of expected
//! losses: the field alone ranks coarsely (Cox, Risk Analysis 28(2), 2008).

use truenorth_core::budget::Total;

use super::cells::Cells;
use super::frame::{Frame, Words};
use super::kit::{Canvas, bounds};
use super::money::{Unit, most};
use super::{risk_list, risk_marks};
use crate::scene::{Anchor, Bounds, Color, PX, Point, Scene, Stroke, TextStyle};
use crate::table::{Cell, Table};
use crate::theme::{GRID, LABEL, Look, SMALL, Size, Theme};

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
    /// How many would be a gain, and are left out.
    pub opportunities: usize,
    /// Of the losses.
    pub unit: Unit,
    /// The line at the foot.
    pub source: String,
}

/// What a loss counts: the same words wherever one is expected.
pub(crate) const EXPECTED: &str = "expected loss = probability \u{D7} mean of the estimates";
/// From this product of likelihood and impact on a risk is called high.
pub(super) const HIGH: u8 = 15;
/// Risks in the list; more are counted.
pub(super) const LISTED: usize = 14;

pub(super) fn score((likelihood, impact): (u8, u8)) -> u8 {
    likelihood * impact
}

impl Risk {
    /// Where it stands now: after treatment, if that is judged.
    pub(super) fn now(&self) -> Option<(u8, u8)> {
        self.after.or(self.before)
    }
}

/// How many chances are not among the risks.
fn opportunities(count: usize) -> String {
    match count {
        1 => "1 opportunity is not drawn: see the tornado".to_owned(),
        _ => format!("{count} opportunities are not drawn: see the tornado"),
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
    // Not "after treatment", which may not be finished.
    let treated = view.risks.iter().any(|risk| risk.after.is_some());
    let once = |sentence: String| {
        if treated { format!("Once treated, {}", sentence.replacen("None", "none", 1)) } else { sentence }
    };
    // What has no price is not free.
    let (which, of) = match priced {
        priced if priced == count => ("they are".to_owned(), String::new()),
        1 => ("the 1 with a price is".to_owned(), " of the 1 with a price".to_owned()),
        priced => (format!("the {priced} with a price are"), format!(" of the {priced} with a price")),
    };
    let money = match priced {
        0 => String::new(),
        _ if before == after || !treated => {
            format!("; {which} expected to cost {}", scale.named(before.to_f64()))
        }
        _ => format!(
            "; that takes the expected loss{of} from {} to {}",
            scale.plain(before.to_f64()),
            scale.named(after.to_f64())
        ),
    };
    if count == 0 {
        return "No open risks are written down".to_owned();
    }
    if placed.is_empty() {
        return format!("None of {count} open risks is judged{money}");
    }
    let high = placed.iter().filter(|score| **score >= HIGH).count();
    // What is not judged is not low.
    let of = match placed.len() {
        judged if judged < count => format!("{judged} judged open risks"),
        _ => format!("{count} open risks"),
    };
    once(match high {
        0 => format!("None of {of} is high{money}"),
        1 => format!("1 of {of} is high{money}"),
        _ => format!("{high} of {of} are high{money}"),
    })
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
    let chances = match view.opportunities {
        0 => String::new(),
        count => format!(" \u{B7} {}", opportunities(count)),
    };
    let priced = if losses(view).2 > 0 { format!(" \u{B7} {EXPECTED}") } else { String::new() };
    let subtitle = format!(
        "disc = before treatment, arrow to ring = after \u{B7} score = likelihood \u{D7} impact, {HIGH} and more is high\
         {priced}{chances}"
    );
    let words = Words { headline: headline(view), subtitle, source: view.source.clone() };
    let mut frame = Frame::new(&words, look);
    let risks = ranked(view);
    if risks.is_empty() {
        return frame.empty("No open risks to draw: write them under `risks`");
    }
    let body = frame.body;
    let (label, foot) = (30 * GRID, 14 * GRID);
    let (left, top) = (body.left + label, body.top);
    let (side, list) = match look.size {
        Size::Slide => {
            let side = (body.bottom - top - foot).min((body.right - body.left) * 44 / 100 - label) / 5;
            (side, Bounds { left: left + 5 * side + 12 * GRID, ..body })
        }
        // In the column of a document the list stands below, so that both are wide enough for their words.
        Size::Page => {
            let list = top + 5 * CELL + foot + 14 * GRID;
            let rows = risks.len().min(LISTED) as i32 + 1;
            (CELL, Bounds { top: list, bottom: list + rows * 44 * PX, ..body })
        }
    };
    let field = Cells { left, top, side };
    draw_cells(&field, &mut frame.canvas, body.left);
    let homeless = risk_marks::draw(&field, &mut frame.canvas, &risks);
    let bottom = field.bottom() + foot;
    let below = if look.size == Size::Page { list.top } else { body.bottom };
    key(&field, &mut frame.canvas, bounds(left, bottom, field.right(), below));
    if homeless > 0 {
        let words = format!("no room for {homeless} more in their cells");
        let (at, style) = (Point::new(left, bottom - 2 * GRID), TextStyle::regular(SMALL));
        frame.canvas.text("more", &words, at, 2 * side, style, look.theme.muted);
    }
    let end = risk_list::draw(&mut frame.canvas, view, &risks, list);
    frame.finish(end.max(body.bottom), "")
}

/// The side of a cell on a page.
const CELL: i32 = 108 * PX;

const LIKELIHOOD: [&str; 5] = ["Rare", "Unlikely", "Possible", "Likely", "Almost certain"];
const IMPACT: [&str; 5] = ["Minimal", "Minor", "Moderate", "Major", "Severe"];

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

/// The cells with their scores, and the words of the axes.
fn draw_cells(field: &Cells, canvas: &mut Canvas<'_>, edge: i32) {
    let theme = canvas.look.theme.clone();
    let gap = PX;
    let right_aligned = TextStyle::regular(LABEL).anchored(Anchor::End);
    for likelihood in 1..=5_u8 {
        for impact in 1..=5_u8 {
            let area = field.area((likelihood, impact)).grown(-gap);
            let score = score((likelihood, impact));
            let color = tint(&theme, score);
            canvas.rect("cell", area, 3 * PX, color);
            if theme.name == "print" {
                canvas.outline("cell", area, 3 * PX, Stroke::solid(theme.grid, PX));
            }
            let style = TextStyle::regular(SMALL).anchored(Anchor::End);
            let at = Point::new(area.right - 2 * GRID, area.top + 4 * GRID + GRID / 2);
            canvas.text("score", &score.to_string(), at, field.side, style, Theme::ink_on(color));
        }
        let area = field.area((likelihood, 1));
        let at = Point::new(field.left - 3 * GRID, i32::midpoint(area.top, area.bottom));
        let words = LIKELIHOOD[usize::from(likelihood) - 1];
        canvas.text_at("axis-label", words, at, field.left - edge - 3 * GRID, right_aligned, theme.muted);
    }
    let bottom = field.bottom();
    for (at, words) in (1..).zip(IMPACT) {
        let area = field.area((1, at));
        let line = bounds(area.left, bottom, area.right, bottom + 9 * GRID);
        canvas.centered("axis-label", words, line, TextStyle::regular(LABEL), theme.muted);
    }
    let area = bounds(field.left, bottom + 7 * GRID, field.right(), bottom + 14 * GRID);
    canvas.centered("axis-title", "Impact \u{2192}", area, TextStyle::semibold(LABEL), theme.ink);
    // Above the labels of the rows, which it heads.
    let at = Point::new(field.left - 3 * GRID, field.top + 3 * GRID);
    let style = TextStyle::semibold(LABEL).anchored(Anchor::End);
    canvas.text("axis-title", "Likelihood \u{2191}", at, field.left - edge, style, theme.ink);
}

/// What the tints mean, below the field where that leaves room.
fn key(field: &Cells, canvas: &mut Canvas<'_>, area: Bounds) {
    if area.bottom - area.top < 9 * GRID {
        return;
    }
    let theme = canvas.look.theme.clone();
    let words = ["score 1 to 4", "5 to 9", "10 to 14", "15 to 19, high", "20 to 25, high"];
    let style = TextStyle::regular(SMALL);
    let top = area.top + 2 * GRID;
    for ((step, words), color) in (0..).zip(words).zip(theme.heat) {
        let left = area.left + step * field.side;
        let swatch = bounds(left, top, left + field.side, top + 2 * GRID).grown(-PX);
        canvas.rect("key", swatch, 0, color);
        let line = bounds(left, top + 2 * GRID, left + field.side, top + 8 * GRID);
        canvas.centered("key-words", words, line, style, theme.muted);
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in super::super) fn risk(
        id: &str,
        before: (u8, u8),
        after: Option<(u8, u8)>,
        loss: Option<i128>,
    ) -> Risk {
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
        assert_eq!(headline(&view), "1 of 2 open risks is high; the 1 with a price is expected to cost 90");
        view.risks[0].after = Some((2, 5));
        view.risks[0].residual_loss = Some(Loss {
            amount: Total::from_ten_thousandths(300_000),
            words: String::new(),
            is_comparable: true,
        });
        assert_eq!(
            headline(&view),
            "Once treated, none of 2 open risks is high; that takes the expected loss of the 1 with a price from 90 to 30"
        );
        view.risks.clear();
        assert_eq!(headline(&view), "No open risks are written down");
    }

    /// Ten risks in one cell, which has room for nine: the tenth is counted; on a page, too.
    #[test]
    fn what_has_no_room_in_its_cell_is_counted() {
        for size in [Size::Slide, Size::Page] {
            let view = View {
                risks: (0..10).map(|at| risk(&format!("r{at}"), (2, 2), None, None)).collect(),
                ..View::default()
            };
            let scene = draw(&view, &Look { theme: Theme::light(), size });
            let said = "no room for 1 more in their cells";
            assert!(scene.texts().iter().any(|text| text.content == said), "{size:?}");
            assert_eq!(crate::testing::check_texts(&scene), Ok(()));
        }
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
