//! A decision by weighted scores: criteria by options, the one that was chosen, and what would have to change for another
//! to win.

use super::frame::{Frame, Words};
use super::heat_table::{Extra, HeatTable, Row, Tile, columns_in, rows_in};
use crate::number::{grouped, short};
use crate::scene::{Anchor, PX, Scene};
use crate::table::{Cell, Table};
use crate::theme::{Look, Size, Tone};

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
    fn nearest(&self) -> Option<(Flip, bool)> {
        let all = [(self.below, false), (self.above, true)].into_iter();
        let all = all.filter_map(|(flip, up)| Some((flip?, up)));
        all.min_by(|a, b| self.way(a.0).total_cmp(&self.way(b.0)))
    }

    fn way(&self, flip: Flip) -> f64 {
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
    fn name(&self, option: usize) -> String {
        quoted(self.options.get(option).map_or("", |option| option.title.as_str()))
    }

    fn total(&self, option: usize) -> f64 {
        self.options.get(option).and_then(|option| option.total).unwrap_or(f64::NAN)
    }

    /// The criterion whose weight needs the smallest change for another option to win; equal ones in the order of the plan.
    fn most_sensitive(&self) -> Option<(&Criterion, Flip, bool)> {
        let all = self.criteria.iter().filter_map(|criterion| {
            let (flip, up) = criterion.nearest()?;
            Some((criterion, flip, up))
        });
        all.min_by(|a, b| a.0.way(a.1).total_cmp(&b.0.way(b.1)))
    }
}

/// A title in a headline: whole words of its beginning, so that there is room for what is found.
fn quoted(title: &str) -> String {
    const MOST: usize = 28;
    let mut short = String::new();
    for word in title.split_whitespace() {
        let longer = if short.is_empty() { word.to_owned() } else { format!("{short} {word}") };
        if !short.is_empty() && longer.chars().count() > MOST {
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

/// Two shares as percentages with as many decimals as tell them apart, at most two.
fn apart(a: f64, b: f64) -> (String, String) {
    let of = |share: f64, decimals| format!("{} %", grouped(share * 100.0, decimals));
    let pairs = (0..=2).map(|decimals| (of(a, decimals), of(b, decimals)));
    let mut last = (of(a, 2), of(b, 2));
    for pair in pairs {
        if pair.0 != pair.1 {
            last = pair;
            break;
        }
    }
    last
}

/// The one sentence that the chart proves.
#[must_use]
pub fn headline(view: &View) -> String {
    let (Some(best), Some(second)) = (view.ranking.first().copied(), view.ranking.get(1).copied()) else {
        return "Too few options have a score for every criterion".to_owned();
    };
    let (most, next) = (two(view.total(best)), two(view.total(second)));
    if view.lead == Some(0.0) {
        let so = match view.chosen {
            Some(chosen) if chosen != best && chosen != second => {
                format!("; {} is chosen with {}", view.name(chosen), two(view.total(chosen)))
            }
            Some(chosen) => format!("; {} is chosen", view.name(chosen)),
            None => String::new(),
        };
        return format!(
            "{} and {} are level at {most}: any change decides{so}",
            view.name(best),
            view.name(second)
        );
    }
    let first = match view.chosen {
        Some(chosen) if chosen != best => {
            let own = view.options.get(chosen).and_then(|option| option.total);
            let own = own.map_or_else(|| "no full score".to_owned(), two);
            format!("{} is chosen with {own}, though {} has {most}", view.name(chosen), view.name(best))
        }
        Some(_) => format!("The choice, {}, leads {most} to {next}", view.name(best)),
        None => format!("{} leads {most} to {next}", view.name(best)),
    };
    let flip = match view.most_sensitive() {
        None => "; no change of a single weight makes another win".to_owned(),
        Some((criterion, flip, up)) => {
            let (flipped, now) = apart(flip.share, criterion.share);
            let way = if up { "more" } else { "less" };
            let (winner, of) = (view.name(flip.winner), quoted(&criterion.title));
            format!("; {winner} wins if {of} weighs {way} than {flipped} (now {now})")
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
    let picked = if view.chosen.is_some() { " \u{B7} outlined = chosen" } else { "" };
    let subtitle = format!(
        "{title} \u{B7} scores, higher is better{picked} \u{B7} flips = another option wins; of a weight, while the others \
         keep their proportions"
    );
    let words = Words { headline: headline(view), subtitle, source: view.source.clone() };
    let mut frame = Frame::new(&words, look);
    if view.ranking.len() < 2 {
        return frame
            .empty("Nothing to compare: write `scores` of two `options` for every one of the `criteria`");
    }
    let wide = look.size == Size::Slide;
    let label_share = 20;
    let flip = if wide { 72 } else { 42 };
    let extras = vec![
        Extra { title: "Weight", width: 19, anchor: Anchor::End },
        Extra { title: "A score flips by", width: if wide { 34 } else { 31 }, anchor: Anchor::End },
        Extra { title: "Flips below", width: flip, anchor: Anchor::Start },
        Extra { title: "Flips above", width: flip, anchor: Anchor::Start },
    ];
    let columns: Vec<usize> = columns(view, columns_in(frame.body, label_share, &extras, 70 * PX));
    let limit = rows_in(frame.body).saturating_sub(1).max(1);
    let mut criteria: Vec<&Criterion> = view.criteria.iter().collect();
    criteria.sort_by(|a, b| b.share.total_cmp(&a.share));
    let mut more = Vec::new();
    if view.options.len() > columns.len() {
        more.push(format!("{} more options with less", view.options.len() - columns.len()));
    }
    if criteria.len() > limit {
        more.push(format!("{} more criteria that count less", criteria.len() - limit));
    }
    let range = range(view);
    let mut rows: Vec<Row> =
        criteria.iter().take(limit).map(|criterion| row(view, criterion, &columns, range)).collect();
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
    let bottom = table.draw(&mut frame.canvas, frame.body);
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

/// The lowest and the highest score that is written.
fn range(view: &View) -> (f64, f64) {
    let all = view.criteria.iter().flat_map(|criterion| criterion.scores.iter().flatten());
    all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), score| (low.min(*score), high.max(*score)))
}

fn tile(score: Option<f64>, (low, high): (f64, f64)) -> Tile {
    let Some(score) = score else { return Tile { words: "not scored".to_owned(), ..Tile::default() } };
    let share = if high > low { (score - low) / (high - low) * 0.85 } else { 0.4 };
    Tile { words: short(score), share: Some(share), ..Tile::default() }
}

fn sum_tile(total: Option<f64>, range: (f64, f64)) -> Tile {
    Tile { words: total.map_or_else(|| "no full score".to_owned(), two), ..tile(total, range) }
}

fn row(view: &View, criterion: &Criterion, columns: &[usize], range: (f64, f64)) -> Row {
    let nearest = view.most_sensitive();
    let words = |flip: Option<Flip>| {
        let Some(flip) = flip else { return ("\u{2013}".to_owned(), None) };
        let (share, _) = apart(flip.share, criterion.share);
        let winner = view.options.get(flip.winner).map_or("", |option| option.title.as_str());
        let is_nearest = nearest.is_some_and(|(most, first, _)| most.id == criterion.id && first == flip);
        (format!("{share}: {winner}"), is_nearest.then_some(Tone::Warn))
    };
    Row {
        label: criterion.title.clone(),
        tiles: columns.iter().map(|at| tile(criterion.scores.get(*at).copied().flatten(), range)).collect(),
        extras: vec![
            (format!("{} %", grouped(criterion.share * 100.0, 0)), None),
            (points(view, criterion, range), None),
            words(criterion.below),
            words(criterion.above),
        ],
        ..Row::default()
    }
}

/// By how many points a score would have to move, if any written score is that far from those of the best two.
fn points(view: &View, criterion: &Criterion, (low, high): (f64, f64)) -> String {
    let score = |at: usize| criterion.scores.get(*view.ranking.get(at)?).copied().flatten();
    let reach = criterion.points.filter(|points| {
        score(0).is_some_and(|best| best - points >= low)
            || score(1).is_some_and(|second| second + points <= high)
    });
    match (reach, criterion.points) {
        (Some(points), _) => two(points),
        (None, Some(_)) => "no score could".to_owned(),
        (None, None) => "\u{2013}".to_owned(),
    }
}

fn sum(view: &View, columns: &[usize], range: (f64, f64)) -> Row {
    let total = |at: &usize| view.options.get(*at).and_then(|option| option.total);
    let lead = match view.lead {
        Some(0.0) => "level".to_owned(),
        Some(lead) => format!("{} ahead", two(lead)),
        None => String::new(),
    };
    Row {
        label: "Weighted score".to_owned(),
        tiles: columns.iter().map(|at| sum_tile(total(at), range)).collect(),
        extras: vec![("100 %".to_owned(), None), (lead, None), (String::new(), None), (String::new(), None)],
        strong: true,
        ..Row::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first case of the oracle `weighted_sum.json`: totals 7.6, 7.2 and 6.5; the second option wins above 13/34 of the
    /// second criterion (38 %, now 30 %), which is the smallest change: 4/19 is 29 points below 50 %, 1/9 is 9 below 20 %.
    fn view(chosen: Option<usize>) -> View {
        let option = |title: &str, total| Choice {
            id: title.to_lowercase(),
            title: title.to_owned(),
            total: Some(total),
        };
        let flip = |share, winner| Some(Flip { share, winner });
        let criterion = |title: &str, share| Criterion {
            id: title.to_lowercase(),
            title: title.to_owned(),
            share,
            ..Criterion::default()
        };
        View {
            options: vec![option("X", 7.6), option("Y", 7.2), option("Z", 6.5)],
            chosen,
            criteria: vec![
                Criterion { below: flip(4.0 / 19.0, 2), ..criterion("Cost", 0.5) },
                Criterion { above: flip(13.0 / 34.0, 1), ..criterion("Time", 0.3) },
                Criterion { below: flip(1.0 / 9.0, 1), ..criterion("Calm", 0.2) },
            ],
            ranking: vec![0, 1, 2],
            lead: Some(0.4),
            ..View::default()
        }
    }

    #[test]
    fn the_headline_tells_what_would_change_the_choice() {
        let flip = "; \u{201C}Y\u{201D} wins if \u{201C}Time\u{201D} weighs more than 38 % (now 30 %)";
        assert_eq!(
            headline(&view(Some(0))),
            format!("The choice, \u{201C}X\u{201D}, leads 7.60 to 7.20{flip}")
        );
        assert_eq!(headline(&view(None)), format!("\u{201C}X\u{201D} leads 7.60 to 7.20{flip}"));
        assert_eq!(
            headline(&view(Some(2))),
            format!("\u{201C}Z\u{201D} is chosen with 6.50, though \u{201C}X\u{201D} has 7.60{flip}")
        );
        let mut firm = view(Some(0));
        firm.criteria.iter_mut().for_each(|criterion| (criterion.below, criterion.above) = (None, None));
        assert_eq!(
            headline(&firm),
            "The choice, \u{201C}X\u{201D}, leads 7.60 to 7.20; no change of a single weight makes another win"
        );
        let level = View { lead: Some(0.0), ..view(None) };
        assert_eq!(
            headline(&level),
            "\u{201C}X\u{201D} and \u{201C}Y\u{201D} are level at 7.60: any change decides"
        );
        assert_eq!(headline(&View::default()), "Too few options have a score for every criterion");
    }

    #[test]
    fn long_titles_are_cut_at_a_word() {
        assert_eq!(
            quoted("Night trains, on the Harbour and Fernhill lines"),
            "\u{201C}Night trains, on the Harbour\u{2026}\u{201D}"
        );
        assert_eq!(quoted("No night trains"), "\u{201C}No night trains\u{201D}");
    }

    #[test]
    fn shares_keep_apart() {
        assert_eq!(apart(0.382, 0.3), ("38 %".to_owned(), "30 %".to_owned()));
        assert_eq!(apart(0.302, 0.3), ("30.2 %".to_owned(), "30.0 %".to_owned()));
    }

    #[test]
    fn what_does_not_fit_is_the_worst_and_never_the_choice() {
        assert_eq!(columns(&view(Some(2)), 2), [0, 2]);
        assert_eq!(columns(&view(None), 2), [0, 1]);
    }
}
