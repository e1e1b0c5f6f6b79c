//! All growth plans at a glance: a small plot each, over the same time, those first that lie furthest behind.

use jiff::civil::Date;

use super::axis::Axis;
use super::dates::day_number;
use super::frame::{Frame, Words};
use super::growth_plan;
use super::growth_plot::Curves;
use super::growth_standing::{Gap, gap_words, judged, rises, standing, with_unit};
use super::kit::{Canvas, bounds, column};
use super::labels::{Placer, spread};
use super::plot::{self, Plot};
use crate::mark::mark;
use crate::scene::{Anchor, Bounds, Color, Item, PX, Point, Scene, Shape, Stroke, TextStyle};
use crate::table::{Cell, Table};
use crate::text::{self, Weight};
use crate::theme::{GRID, LABEL, Look, SMALL, Size, TITLE, Theme, Tone};

/// Everything the chart shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The growth plans, in the order of the plan.
    pub plans: Vec<growth_plan::View>,
    /// First and last day to show; without them all that there is.
    pub days: Option<(Date, Date)>,
    /// The day the plan is looked at, as it is to be read.
    pub today: String,
    /// The line at the foot.
    pub source: String,
}

/// The most plots that can be read on one picture.
pub const MOST: usize = 12;

/// How far a gap is on the wrong side, as a part of what is planned; below 0 on the right side.
fn behind(view: &growth_plan::View, gap: &Gap) -> f64 {
    let size = (gap.planned - gap.actual) / gap.planned.abs();
    let size = if size.is_nan() { 0.0 } else { size };
    // Whether an excess is good depends on where the plan leads.
    if rises(view) { size } else { -size }
}

/// The state of a growth plan: `None` while there is nothing to compare.
fn tone(view: &growth_plan::View) -> Option<(Tone, Gap)> {
    let gap = standing(view)?;
    let is_on_plan = gap_words(&gap, &view.unit) == "on plan";
    let tone = if !is_on_plan && behind(view, &gap) > 0.0 { Tone::Bad } else { Tone::Good };
    Some((tone, gap))
}

/// The growth plans, those first that lie furthest behind; what cannot be compared comes last.
fn ordered(view: &View) -> Vec<&growth_plan::View> {
    let mut plans: Vec<&growth_plan::View> = view.plans.iter().collect();
    let lag = |plan: &growth_plan::View| standing(plan).map(|gap| behind(plan, &gap));
    plans.sort_by(|a, b| match (lag(a), lag(b)) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    plans
}

fn name(view: &growth_plan::View) -> String {
    let name = text::one_line(&view.title);
    if name.is_empty() { "Growth".to_owned() } else { name }
}

/// The one sentence that the chart proves.
#[must_use]
pub fn headline(view: &View) -> String {
    let count = view.plans.len();
    let plans = ordered(view);
    let compared: Vec<_> = plans.iter().filter_map(|plan| Some((plan, tone(plan)?))).collect();
    let late = compared.iter().filter(|(_, (tone, _))| *tone == Tone::Bad).count();
    let unknown = match count - compared.len() {
        0 => String::new(),
        unknown => format!("; {unknown} cannot be compared yet"),
    };
    match (count, compared.first()) {
        (0, _) => "No growth plan is written down".to_owned(),
        (1, None) => "The only growth plan cannot be compared with its actuals yet".to_owned(),
        (_, None) => format!("None of {count} growth plans can be compared with its actuals yet"),
        (_, Some((plan, (_, gap)))) if late > 0 => {
            let verb = if late == 1 { "is" } else { "are" };
            let of = if count == 1 { "growth plan" } else { "growth plans" };
            format!(
                "{late} of {count} {of} {verb} behind; furthest \u{201C}{}\u{201D}: {} {}{unknown}",
                name(plan),
                gap_words(gap, &plan.unit),
                judged(plan).map_or_else(String::new, |judged| judged.when(plan.today))
            )
        }
        (1, _) => "The only growth plan is on plan or ahead of it at its last final value".to_owned(),
        _ if unknown.is_empty() => {
            format!("All {count} growth plans are on plan or ahead of it at their last final value")
        }
        _ => format!(
            "{} of {count} growth plans are on plan or ahead of it at their last final value{unknown}",
            compared.len()
        ),
    }
}

/// The numbers behind the chart: how each growth plan stands.
#[must_use]
pub fn table(view: &View) -> Table {
    let mut table =
        Table::new(&["growth_plan", "unit", "day", "planned", "actual", "behind", "target", "ceiling"]);
    for plan in ordered(view) {
        let gap = standing(plan);
        table.push(vec![
            Cell::text(name(plan)),
            Cell::text(&plan.unit),
            gap.map_or(Cell::Nothing, |gap| Cell::text(gap.date.to_string())),
            Cell::number(gap.map(|gap| gap.planned)),
            Cell::number(gap.map(|gap| gap.actual)),
            Cell::number(gap.map(|gap| behind(plan, &gap)).filter(|share| share.is_finite())),
            Cell::number(plan.target.map(|target| target.value)),
            Cell::number(plan.ceiling.as_ref().map(|ceiling| ceiling.value)),
        ]);
    }
    table
}

/// Draws the chart; and how many growth plans have no plot.
#[must_use]
pub fn draw(view: &View, look: &Look) -> (Scene, usize) {
    let is_behind = view.plans.iter().filter_map(tone).any(|(tone, _)| tone == Tone::Bad);
    let words = Words {
        headline: headline(view),
        subtitle: format!(
            "grey = plan, blue = actual, hollow = provisional, dotted = ceiling, broken = today \u{B7} a value stands at the \
             end of its time \u{B7} each plot has its own scale{} \u{B7} {}",
            if is_behind { " \u{B7} furthest behind first" } else { "" },
            view.today
        ),
        source: view.source.clone(),
    };
    let mut frame = Frame::new(&words, look);
    let plans = ordered(view);
    let more = plans.len().saturating_sub(MOST);
    let plans: Vec<(&growth_plan::View, Curves)> =
        plans.into_iter().take(MOST).map(|plan| (plan, Curves::new(plan))).collect();
    if plans.is_empty() {
        let words = "No growth plan: write one under `growth`, with a `measure` and its `phased` path";
        return (frame.empty(words), 0);
    }
    let days = days(view, &plans);
    let body = frame.body;
    let count = plans.len();
    let across = match look.size {
        Size::Slide => [1, 2, 2, 2, 3, 3, 3, 3, 3].get(count - 1).copied().unwrap_or(4),
        Size::Page => count.min(2),
    };
    let rows = count.div_ceil(across) as i32;
    let foot = if more > 0 { 7 * GRID } else { 0 };
    let least = 250 * PX;
    let height = ((body.bottom - body.top - foot) / rows).max(least).min(150 * GRID);
    let gap = 8 * GRID;
    // All plots begin and end at the same distance from their edges, so that a day lies at one place in a column.
    let sides = plans.iter().map(|(plan, curves)| sides(plan, curves, days, &look.theme));
    let sides = sides.fold((0, 0), |most, of| (most.0.max(of.0), most.1.max(of.1)));
    for (at, (plan, curves)) in plans.iter().enumerate() {
        let (row, place) = (at / across, at % across);
        let left = column(body.left, body.right + gap, place, across);
        let right = column(body.left, body.right + gap, place + 1, across) - gap;
        let top = body.top + row as i32 * height;
        let area = bounds(left, top, right, top + height - 3 * GRID);
        panel(&mut frame.canvas, plan, curves, (days, sides), area);
    }
    let mut bottom = body.top + rows * height;
    if more > 0 {
        let (style, color) = (TextStyle::regular(SMALL), look.theme.muted);
        let words = format!("and {more} more that lie less far behind");
        frame.canvas.text("more", &words, Point::new(body.left, bottom + 4 * GRID), body.right, style, color);
        bottom += foot;
    }
    (frame.finish(bottom.max(body.bottom), ""), more)
}

/// First and last day of all plots: those asked for, or all that there are, with today if that is near.
fn days(view: &View, plans: &[(&growth_plan::View, Curves)]) -> (f64, f64) {
    if let Some((first, last)) = view.days {
        let (first, last) = (day_number(first) as f64, day_number(last) as f64);
        return (first, last.max(first + 1.0));
    }
    let all = plans.iter().flat_map(|(_, curves)| {
        curves.plan.iter().chain(&curves.actuals).chain(&curves.baseline).chain(&curves.target)
    });
    let (low, high) = all
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value.0), high.max(value.0)));
    if low > high { (0.0, 30.0) } else { (low.min(high - 28.0), high.max(low + 1.0)) }
}

/// One growth plan: its name, how it stands, its plot.
fn panel(
    canvas: &mut Canvas<'_>,
    view: &growth_plan::View,
    curves: &Curves,
    (days, sides): ((f64, f64), (i32, i32)),
    area: Bounds,
) {
    let theme = canvas.look.theme.clone();
    let room = area.right - area.left;
    let unit = text::one_line(&view.unit);
    let title = if unit.chars().count() > 4 { format!("{}, in {unit}", name(view)) } else { name(view) };
    let at = Point::new(area.left, area.top + 4 * GRID);
    canvas.text("panel-title", &title, at, room, TextStyle::semibold(TITLE), theme.ink);
    let base = Point::new(area.left, area.top + 9 * GRID);
    let state = tone(view);
    let (tone, words) = match &state {
        Some((tone, gap)) => {
            let actual = with_unit(gap.actual, &view.unit);
            let judged = judged(view);
            let when = judged.map_or_else(String::new, |judged| judged.when(view.today));
            let provisional = judged.is_some_and(|judged| judged.is_provisional);
            let provisional = if provisional { ", provisional" } else { "" };
            (*tone, format!("{}: {actual} {when}{provisional}", gap_words(gap, &view.unit)))
        }
        None if curves.actuals.is_empty() => (Tone::Unknown, "nothing counted yet".to_owned()),
        None => (Tone::Unknown, "no plan for the days that are counted".to_owned()),
    };
    let ink = theme.tone(tone).ink;
    canvas.items.push(mark(tone, Point::new(base.x + 5 * PX, base.y - 5 * PX), 5 * PX, ink));
    let style = TextStyle::semibold(LABEL);
    let small = TextStyle::regular(SMALL);
    let own = 4 * GRID + text::width(&text::one_line(&words), style.weight, style.size) + 4 * GRID;
    let wide = |words: &str| text::width(words, small.weight, small.size);
    let cut = levels(view, curves, days).and_then(|(axis, _)| axis.cut());
    // In short where the state leaves no room for more.
    let cut = cut.map(|cut| if own + wide(&cut) <= room { cut } else { "not from 0".to_owned() });
    let left = cut.as_ref().map_or(room, |cut| room - wide(cut) - 2 * GRID);
    let at = Point::new(base.x + 4 * GRID, base.y);
    canvas.text("panel-state", &words, at, left - 4 * GRID, style, ink);
    if let Some(cut) = cut {
        let at = Point::new(area.right, base.y);
        canvas.text("panel-cut", &cut, at, room, small.anchored(Anchor::End), theme.muted);
    }
    let area = Bounds { top: area.top + 13 * GRID, bottom: area.bottom - plot::TIMES, ..area };
    draw_plot(canvas, view, curves, (days, sides), area);
}

/// The axis of a plot with its labels; `None` without a number in the time that is shown.
fn levels(view: &growth_plan::View, curves: &Curves, days: (f64, f64)) -> Option<(Axis, Vec<String>)> {
    let shown = |value: &&(f64, f64)| value.0 >= days.0 && value.0 <= days.1;
    let all = curves.plan.iter().chain(&curves.actuals).chain(&curves.baseline).chain(&curves.target);
    let values: Vec<f64> = all.filter(shown).map(|value| value.1).chain(curves.near_ceiling()).collect();
    (!values.is_empty()).then(|| plot::levels_for(&values, 4, &view.unit))
}

/// The room that a plot wants at its left for its levels and at its right for its ends.
fn sides(view: &growth_plan::View, curves: &Curves, days: (f64, f64), theme: &Theme) -> (i32, i32) {
    let Some((_, labels)) = levels(view, curves, days) else { return (0, 0) };
    let ends = ends(view, curves, days, curves.near_ceiling(), (theme.plan.ink, theme.muted));
    let widest = ends.iter().map(|(_, words, _)| text::width(words, Weight::SemiBold, SMALL * PX)).max();
    (plot::gutter(&labels), widest.unwrap_or(0) + 2 * GRID)
}

fn draw_plot(
    canvas: &mut Canvas<'_>,
    view: &growth_plan::View,
    curves: &Curves,
    (days, sides): ((f64, f64), (i32, i32)),
    area: Bounds,
) {
    let theme = canvas.look.theme.clone();
    let ceiling = curves.near_ceiling();
    let Some((axis, labels)) = levels(view, curves, days) else {
        let words = "no numbers in this time";
        canvas.centered("empty", words, area, TextStyle::regular(LABEL), theme.muted);
        return;
    };
    let ends = ends(view, curves, days, ceiling, (theme.plan.ink, theme.muted));
    let style = TextStyle::semibold(SMALL);
    let most = (area.right - area.left) / 3;
    let plot_area =
        Bounds { left: area.left + sides.0.min(most), right: area.right - sides.1.min(most), ..area };
    let plot = Plot { area: plot_area, days, values: axis };
    plot::levels(canvas, &plot.values, &labels, plot.area);
    plot.times(canvas);
    plot.day(canvas, "today", day_number(view.today) as f64);
    if let Some(ceiling) = ceiling {
        let stroke = Stroke { color: theme.muted, width: 24, dash: vec![2 * PX, 4 * PX] };
        let y = plot.y(ceiling);
        canvas.line("ceiling", Point::new(plot.area.left, y), Point::new(plot.area.right, y), stroke);
    }
    let planned = plot.points(&curves.plan);
    let counted = plot.points(&curves.actuals);
    canvas.polyline("plan", planned.clone(), Stroke::solid(theme.plan.area, 2 * PX));
    canvas.polyline("actual", counted.clone(), Stroke::solid(theme.actual.area, 40));
    last_value(canvas, view, curves, &plot, [&planned, &counted]);
    let wishes: Vec<(f64, f64)> =
        ends.iter().map(|(value, ..)| (f64::from(plot.y(*value)), f64::from(5 * GRID))).collect();
    let places = spread(&wishes, f64::from(area.top - 2 * GRID), f64::from(area.bottom));
    for ((_, words, color), y) in ends.iter().zip(places) {
        let at = Point::new(plot.area.right + 2 * GRID, y.round() as i32);
        canvas.text_at("end-label", words, at, area.right - at.x, style, *color);
    }
}

/// What is written at the right end: the plan's last value, and the ceiling.
fn ends(
    view: &growth_plan::View,
    curves: &Curves,
    days: (f64, f64),
    ceiling: Option<f64>,
    (plan_ink, muted): (Color, Color),
) -> Vec<(f64, String, Color)> {
    let mut ends = Vec::new();
    if let Some(ceiling) = ceiling {
        ends.push((ceiling, format!("Ceiling {}", with_unit(ceiling, &view.unit)), muted));
    }
    // A curve that is cut by the time asked for has its end outside.
    let last =
        curves.plan.last().copied().or(curves.target).filter(|(day, _)| *day <= days.1 && *day >= days.0);
    if let Some((_, value)) = last {
        ends.push((value, format!("Plan {}", with_unit(value, &view.unit)), plan_ink));
    }
    ends
}

/// The dot of the last actual with its value, beside it where it hides least.
fn last_value(
    canvas: &mut Canvas<'_>,
    view: &growth_plan::View,
    curves: &Curves,
    plot: &Plot,
    lines: [&Vec<Point>; 2],
) {
    let theme = canvas.look.theme.clone();
    let Some(&last) = curves.actuals.last() else { return };
    if last.0 < plot.days.0 || last.0 > plot.days.1 {
        return;
    }
    let center = plot.at(last);
    let radius = 5 * PX;
    let dot = Item::new("actual-end", Shape::Circle { center, radius });
    let is_provisional = curves.provisional.last() == Some(&true);
    let fill = if is_provisional { theme.background } else { theme.actual.area };
    canvas.items.push(dot.filled(fill).stroked(Stroke::solid(theme.actual.area, 40)));
    let words = with_unit(last.1, &view.unit);
    let size = LABEL * PX;
    let width = text::width(&words, Weight::SemiBold, size);
    let mut placer = Placer::new(plot.area);
    lines.into_iter().for_each(|line| placer.avoid(line));
    let today = plot.x(day_number(view.today) as f64);
    placer.avoid(&[Point::new(today, plot.area.top), Point::new(today, plot.area.bottom)]);
    let mut spots = Vec::new();
    for away in [9 * PX, 16 * PX, 28 * PX, 44 * PX] {
        for left in [center.x + 6 * PX, center.x - width / 2, center.x - width - 6 * PX] {
            for top in [center.y + away, center.y - away - size] {
                spots.push(bounds(left - 2 * PX, top, left + width + 2 * PX, top + size));
            }
        }
    }
    if let Some(spot) = placer.place(spots) {
        let base = Point::new(spot.left + 2 * PX, spot.top + size * 78 / 100);
        let halo = Stroke::solid(theme.background.with_alpha(230), 4 * PX);
        let style = TextStyle::semibold(LABEL);
        canvas.items.push(Item::text("actual-label", &words, base, style, theme.actual.ink).stroked(halo));
    }
}

#[cfg(test)]
mod tests {
    use super::growth_plan::{Actual, DatedValue};
    use super::*;
    use crate::testing::check_texts;
    use jiff::civil::date;

    /// A plan from 100 to `target` over 2027, with one actual in the middle of the year.
    fn plan(title: &str, target: f64, actual: Option<f64>) -> growth_plan::View {
        let at = |month: i8, value: f64| DatedValue { date: date(2027, month, 1), value };
        growth_plan::View {
            title: title.to_owned(),
            unit: "people".to_owned(),
            subtitle: Vec::new(),
            source: String::new(),
            today: date(2027, 7, 1),
            baseline: None,
            plan: vec![at(1, 100.0), at(7, 100.0 + (target - 100.0) / 2.0), at(12, target)],
            actuals: actual
                .map(|value| Actual {
                    first: date(2027, 7, 1),
                    date: date(2027, 7, 1),
                    value,
                    provisional: false,
                })
                .into_iter()
                .collect(),
            so_far: None,
            scenarios: Vec::new(),
            ceiling: None,
            target: None,
        }
    }

    /// Planned for 1 July: 150 for the first, 75 for the second, which falls; 165 and 60 are ahead of that.
    #[test]
    fn the_furthest_behind_comes_first_whichever_way_a_plan_leads() {
        let mut view = View {
            plans: vec![plan("Up", 200.0, Some(165.0)), plan("Down", 50.0, Some(60.0))],
            ..View::default()
        };
        assert_eq!(
            headline(&view),
            "All 2 growth plans are on plan or ahead of it at their last final value"
        );
        view.plans[1].actuals[0].value = 90.0;
        view.plans.push(plan("New", 300.0, None));
        assert_eq!(
            headline(&view),
            "1 of 3 growth plans is behind; furthest \u{201C}Down\u{201D}: 20 % over plan today; 1 cannot be compared yet"
        );
        let order: Vec<&str> = ordered(&view).iter().map(|plan| plan.title.as_str()).collect();
        assert_eq!(order, ["Down", "Up", "New"]);
        assert_eq!(headline(&View::default()), "No growth plan is written down");
    }

    /// Numbers of very different lengths: the lines of time of both plots in a column begin and end at one place all the same.
    #[test]
    fn a_day_lies_at_one_place_in_every_plot_of_a_column() {
        let plans = [2e2, 2e6, 2e2, 2e8].map(|target| plan("Up", target, Some(target)));
        let view = View { plans: plans.to_vec(), ..View::default() };
        let (scene, _) = draw(&view, &Look::slide(Theme::light()));
        let axes = scene.items.iter().filter(|item| item.class == "axis");
        let ends: Vec<Vec<i32>> = axes
            .map(|item| match &item.shape {
                Shape::Polyline { points, .. } => points.iter().map(|point| point.x).collect(),
                _ => Vec::new(),
            })
            .collect();
        assert_eq!(ends.len(), 4);
        assert_eq!((&ends[0], &ends[1]), (&ends[2], &ends[3]));
    }

    #[test]
    fn any_number_of_plans_fits() {
        for count in 0..=MOST + 2 {
            let sizes = [0.0, 100.0, -5.0, 1e15, 1e-7, f64::NAN];
            let plans = (0..count).map(|at| {
                let value = sizes.get(at % sizes.len()).copied().unwrap_or(0.0);
                plan(&format!("Growth {at}"), value, (at % 3 > 0).then_some(value * 1.3))
            });
            let view = View { plans: plans.collect(), ..View::default() };
            for size in [Size::Slide, Size::Page] {
                let (scene, more) = draw(&view, &Look { theme: Theme::light(), size });
                assert_eq!(check_texts(&scene), Ok(()), "{count} {size:?}");
                assert_eq!(more, count.saturating_sub(MOST));
            }
        }
    }
}
