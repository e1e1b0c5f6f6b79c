//! A decision by weighted scores: criteria by options, the one that was chosen, and what would have to change for another
//! to win.

use super::decision_flips;
use super::frame::{Frame, Words};
use super::heat_table::{Extra, HeatTable, Row, Tile, columns_in, rows_in};
use super::kit::bounds;
use crate::number::{grouped, percentages, short};
use crate::scene::{Anchor, PX, Scene};
use crate::table::{Cell, Table};
use crate::theme::{GRID, Look, Size};

/// A share of a criterion at which another option draws level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flip {
    /// The share, 0 to 1; beyond it the other option wins.
    pub share: f64,
    /// The option that wins.
    pub winner: usize,
}

/// What the options are held against.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Criterion {
    /// Its id.
    pub id: String,
    /// What it is.
    pub title: String,
    /// Its share of all weights, 0 to 1.
    pub share: f64,
    /// By option, as written.
    pub scores: Vec<Option<f64>>,
    /// Where another option would win if it counted less.
    pub below: Option<Flip>,
    /// Where another option would win if it counted more.
    pub above: Option<Flip>,
    /// By how many points the score of the best or the second would have to move for the second to draw level.
    pub points: Option<f64>,
}

impl Criterion {
    /// The flip that needs the smaller change, and whether that is upwards.
    pub(super) fn nearest(&self) -> Option<(Flip, bool)> {
        let all = [(self.below, false), (self.above, true)].into_iter();
        let all = all.filter_map(|(flip, up)| Some((flip?, up)));
        all.min_by(|a, b| self.way(a.0).total_cmp(&self.way(b.0)))
    }

    pub(super) fn way(&self, flip: Flip) -> f64 {
        (flip.share - self.share).abs()
    }
}

/// An alternative.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// What it is.
    pub title: String,
    /// The weighted mean of its scores; `None` if one is missing.
    pub total: Option<f64>,
}

/// Everything the chart shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// What is decided.
    pub title: String,
    /// Where it stands, for people.
    pub state: String,
    /// In the order of the plan.
    pub options: Vec<Choice>,
    /// The option that was chosen.
    pub chosen: Option<usize>,
    /// In the order of the plan.
    pub criteria: Vec<Criterion>,
    /// Options with a total, the best first.
    pub ranking: Vec<usize>,
    /// How far the best is ahead of the second; 0 if they are level.
    pub lead: Option<f64>,
    /// The line at the foot.
    pub source: String,
}

impl View {
    /// The title of an option in quotes, of at most so many characters.
    fn name(&self, option: usize, most: usize) -> String {
        quoted(self.options.get(option).map_or("", |option| option.title.as_str()), most)
    }

    /// By criterion: its share of all weights in per cent; together 100.
    pub(super) fn weights(&self) -> Vec<f64> {
        let shares: Vec<f64> = self.criteria.iter().map(|criterion| criterion.share).collect();
        percentages(&shares, self.weight_decimals())
    }

    /// Decimals of the weights: none where all are whole, else one, so that the sums can be followed.
    fn weight_decimals(&self) -> usize {
        let is_whole = |criterion: &Criterion| {
            let percent = criterion.share * 100.0;
            (percent - percent.round()).abs() < 1e-9
        };
        usize::from(!self.criteria.iter().all(is_whole))
    }

    fn total(&self, option: usize) -> f64 {
        self.options.get(option).and_then(|option| option.total).unwrap_or(f64::NAN)
    }

    /// The criterion whose weight needs the smallest change for another option to win; equal ones in the order of the plan.
    fn most_sensitive(&self) -> Option<(usize, &Criterion, Flip, bool)> {
        let all = self.criteria.iter().enumerate().filter_map(|(at, criterion)| {
            let (flip, up) = criterion.nearest()?;
            Some((at, criterion, flip, up))
        });
        all.min_by(|a, b| a.1.way(a.2).total_cmp(&b.1.way(b.2)))
    }
}

/// A title in quotes: all of it, or whole words of its beginning, at most so many characters.
fn quoted(title: &str, most: usize) -> String {
    let mut short = String::new();
    for word in title.split_whitespace() {
        let longer = if short.is_empty() { word.to_owned() } else { format!("{short} {word}") };
        if !short.is_empty() && longer.chars().count() > most {
            let short = short.trim_end_matches([',', ';', ':', '-']);
            return format!("\u{201C}{short}\u{2026}\u{201D}");
        }
        short = longer;
    }
    format!("\u{201C}{short}\u{201D}")
}

/// A mean of scores with two decimals; a large one as short as any number.
fn two(score: f64) -> String {
    if score.abs() < 1000.0 { grouped(score, 2) } else { short(score) }
}

/// A weight from which on another option wins, in words: `39 % or more instead of 30 %`. Rounded to the side on which
/// it does win, with as many decimals as tell it from the present weight, at most two; `now` is that as it is shown.
pub(super) fn weighs(flip: f64, is_above: bool, share: f64, now: f64) -> String {
    let (mut edge, mut now) = (flip * 100.0, now);
    let mut decimals = 0;
    for places in 0..=2 {
        decimals = places;
        let unit = 10f64.powi(places as i32);
        if places > 0 {
            now = (share * 100.0 * unit).round() / unit;
        }
        let at = flip * 100.0 * unit;
        // At the flip itself both are level: the next step beyond it is the first that wins.
        edge = if is_above { (at + 1e-9).floor() + 1.0 } else { (at - 1e-9).ceil() - 1.0 } / unit;
        let apart = if is_above { edge > now && edge < 100.0 } else { edge < now && edge > 0.0 };
        if apart {
            break;
        }
    }
    let side = if is_above { "more" } else { "less" };
    // As it is written beside the scores.
    let own = decimals.max(usize::from((now - now.round()).abs() > 1e-9));
    format!("{} % or {side} instead of {} %", grouped(edge, decimals), grouped(now, own))
}

/// Headlines longer than this, in characters, lose words of the options' names.
const LONG: usize = 185;

/// The one sentence that the chart proves.
#[must_use]
pub fn headline(view: &View) -> String {
    let (Some(best), Some(second)) = (view.ranking.first().copied(), view.ranking.get(1).copied()) else {
        return "Too few options have a score for every criterion".to_owned();
    };
    let of = |most: usize| sentence(view, best, second, most);
    let tried = [usize::MAX, 60, 44, 28].into_iter().map(of);
    tried
        .reduce(|longer, shorter| if longer.chars().count() > LONG { shorter } else { longer })
        .unwrap_or_default()
}

/// The headline with names of at most so many characters.
fn sentence(view: &View, best: usize, second: usize, most_letters: usize) -> String {
    let name = |option: usize| view.name(option, most_letters);
    let (most, next) = (two(view.total(best)), two(view.total(second)));
    if view.lead == Some(0.0) {
        let so = match view.chosen {
            Some(chosen) if chosen != best && chosen != second => {
                format!("; {} is chosen with {}", name(chosen), two(view.total(chosen)))
            }
            Some(chosen) => format!("; {} is chosen", name(chosen)),
            None => String::new(),
        };
        return format!("{} and {} are level at {most}: any change decides{so}", name(best), name(second));
    }
    let first = match view.chosen {
        Some(chosen) if chosen != best => {
            let own = view.options.get(chosen).and_then(|option| option.total);
            let own = own.map_or_else(|| "no full score".to_owned(), two);
            format!("{} is chosen with {own}, though {} has {most}", name(chosen), name(best))
        }
        Some(_) => format!("The choice, {}, leads {most} to {next}", name(best)),
        None => format!("{} leads {most} to {next}", name(best)),
    };
    let flip = match view.most_sensitive() {
        None => "; no change of a single weight makes another win".to_owned(),
        Some((at, criterion, flip, up)) => {
            let now = view.weights().get(at).copied().unwrap_or(f64::NAN);
            let weighs = weighs(flip.share, up, criterion.share, now);
            let of = quoted(&criterion.title, most_letters);
            format!("; {} wins if {of} weighs {weighs}", name(flip.winner))
        }
    };
    format!("{first}{flip}")
}

/// The numbers behind the chart.
#[must_use]
pub fn table(view: &View) -> Table {
    let mut table = Table::new(&[
        "option",
        "title",
        "chosen",
        "total",
        "criterion",
        "share",
        "score",
        "flips_below",
        "wins_below",
        "flips_above",
        "wins_above",
        "flip_points",
    ]);
    let id = |option: usize| view.options.get(option).map_or(Cell::Nothing, |option| Cell::text(&option.id));
    for (at, option) in view.options.iter().enumerate() {
        for criterion in &view.criteria {
            let flip = |flip: Option<Flip>| {
                flip.map_or([Cell::Nothing, Cell::Nothing], |flip| {
                    [Cell::Number(flip.share), id(flip.winner)]
                })
            };
            let [below, wins_below] = flip(criterion.below);
            let [above, wins_above] = flip(criterion.above);
            table.push(vec![
                Cell::text(&option.id),
                Cell::text(&option.title),
                Cell::Yes(view.chosen == Some(at)),
                Cell::number(option.total),
                Cell::text(&criterion.id),
                Cell::Number(criterion.share),
                Cell::number(criterion.scores.get(at).copied().flatten()),
                below,
                wins_below,
                above,
                wins_above,
                Cell::number(criterion.points),
            ]);
        }
    }
    table
}

/// Draws the chart.
#[must_use]
pub fn draw(view: &View, look: &Look) -> Scene {
    let title = [view.title.as_str(), view.state.as_str()].join(" \u{B7} ");
    let leads = match view.lead {
        Some(0.0) => "",
        _ => " \u{B7} leads = best score",
    };
    let picked = if view.chosen.is_some() { ", outlined = chosen" } else { ", nothing is chosen yet" };
    let range = range(view);
    let subtitle = format!(
        "{title} \u{B7} scores, higher is better, tinted from {} to {}{leads}{picked}",
        short(range.0),
        short(range.1)
    );
    let words = Words { headline: headline(view), subtitle, source: view.source.clone() };
    let mut frame = Frame::new(&words, look);
    if view.ranking.len() < 2 {
        return frame
            .empty("Nothing to compare: write `scores` of two `options` for every one of the `criteria`");
    }
    let label_share = 26;
    let extras = vec![
        Extra { title: "Weight", width: 24, anchor: Anchor::End },
        Extra { title: "", width: 2, anchor: Anchor::Start },
    ];
    let body = frame.body;
    // The lower half says what would have to change.
    let upper = bounds(body.left, body.top, body.right, body.top + (body.bottom - body.top) * 54 / 100);
    let columns: Vec<usize> = columns(view, columns_in(upper, label_share, &extras, 96 * PX));
    let limit = rows_in(upper, look.size).saturating_sub(1).max(1);
    let mut criteria: Vec<(&Criterion, f64)> = view.criteria.iter().zip(view.weights()).collect();
    criteria.sort_by(|a, b| b.0.share.total_cmp(&a.0.share));
    let mut more = Vec::new();
    if view.options.len() > columns.len() {
        more.push(format!("{} more options with less", view.options.len() - columns.len()));
    }
    if criteria.len() > limit {
        more.push(format!("{} more criteria that count less", criteria.len() - limit));
    }
    let mut rows: Vec<Row> = criteria
        .iter()
        .take(limit)
        .map(|criterion| row(*criterion, view.weight_decimals(), &columns, range))
        .collect();
    rows.push(sum(view, &columns, range));
    let table = HeatTable {
        corner: "Criterion".to_owned(),
        heads: columns
            .iter()
            .map(|at| view.options.get(*at).map_or_else(String::new, |option| option.title.clone()))
            .collect(),
        extras,
        rows,
        more: if more.is_empty() { String::new() } else { format!("and {}", more.join(", ")) },
        label_share,
        picked: view.chosen.and_then(|chosen| columns.iter().position(|at| *at == chosen)),
    };
    let bottom = table.draw(&mut frame.canvas, upper);
    // A page may be as tall as it needs.
    let lower = match look.size {
        Size::Slide => body.bottom,
        Size::Page => body.bottom.max(bottom + 4 * GRID + decision_flips::height(view.criteria.len())),
    };
    let lower = bounds(body.left, bottom + 4 * GRID, body.right, lower);
    let bottom = decision_flips::draw(&mut frame.canvas, view, range, lower);
    frame.finish(bottom, "")
}

/// The options that fit, in the order of the plan: the chosen one, then the best.
fn columns(view: &View, room: usize) -> Vec<usize> {
    let unscored = (0..view.options.len()).filter(|at| !view.ranking.contains(at));
    let all = view.chosen.into_iter().chain(view.ranking.iter().copied()).chain(unscored);
    let mut columns: Vec<usize> = Vec::new();
    for option in all {
        if columns.len() < room && !columns.contains(&option) {
            columns.push(option);
        }
    }
    columns.sort_unstable();
    columns
}

/// The scale that the scores are on: the narrowest of the usual ones that holds all that are written, else theirs. A tint
/// that ran from the lowest to the highest written score would make 3 and 4 of 5 look like nothing and everything.
fn range(view: &View) -> (f64, f64) {
    let all = view.criteria.iter().flat_map(|criterion| criterion.scores.iter().flatten());
    let written = all
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), score| (low.min(*score), high.max(*score)));
    if written.0 > written.1 {
        return (0.0, 1.0);
    }
    let usual = [(0.0, 1.0), (1.0, 5.0), (0.0, 5.0), (1.0, 10.0), (0.0, 10.0), (0.0, 100.0)];
    usual.into_iter().find(|(low, high)| *low <= written.0 && written.1 <= *high).unwrap_or(written)
}

fn tile(score: Option<f64>, (low, high): (f64, f64)) -> Tile {
    let Some(score) = score else { return Tile { words: "not scored".to_owned(), ..Tile::default() } };
    let share = if high > low { (score - low) / (high - low) * 0.85 } else { 0.4 };
    Tile { words: short(score), share: Some(share), ..Tile::default() }
}

fn sum_tile(total: Option<f64>, range: (f64, f64)) -> Tile {
    Tile { words: total.map_or_else(|| "no full score".to_owned(), two), ..tile(total, range) }
}

fn row((criterion, weight): (&Criterion, f64), decimals: usize, columns: &[usize], range: (f64, f64)) -> Row {
    Row {
        label: criterion.title.clone(),
        tiles: columns.iter().map(|at| tile(criterion.scores.get(*at).copied().flatten(), range)).collect(),
        extras: vec![(format!("{} %", grouped(weight, decimals)), None), (String::new(), None)],
        ..Row::default()
    }
}

fn sum(view: &View, columns: &[usize], range: (f64, f64)) -> Row {
    let total = |at: &usize| view.options.get(*at).and_then(|option| option.total);
    Row {
        label: "Weighted score".to_owned(),
        tiles: columns
            .iter()
            .map(|at| {
                let tile = sum_tile(total(at), range);
                // A word, where the choice is an outline: neither can be taken for the other.
                let leads = view.ranking.first() == Some(at) && view.lead.is_some_and(|lead| lead > 0.0);
                let words = if leads { format!("{}, leads", tile.words) } else { tile.words.clone() };
                Tile { words, ..tile }
            })
            .collect(),
        extras: vec![("100 %".to_owned(), None), (String::new(), None)],
        strong: true,
        ..Row::default()
    }
}

#[cfg(test)]
mod tests;
