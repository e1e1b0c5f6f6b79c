//! Strengths, weaknesses, opportunities and threats around the strategies that answer them, each in its field.
//!
//! The fields are those of the TOWS matrix (Weihrich, "The TOWS Matrix", Long Range Planning 15(2), 1982): strengths and
//! weaknesses head the columns, opportunities and threats the rows.

use super::frame::{Frame, Words};
use super::kit::{Canvas, bounds, part};
use super::swot_key;
use super::swot_text::{self, Block, Line, LineKind};
use crate::scene::{Bounds, PX, Point, Scene, Stroke, TextStyle};
use crate::table::{Cell, Table};
use crate::theme::{GRID, Look, SMALL, Size, TITLE, Tone};

/// One of the four lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Side {
    Strength,
    Weakness,
    Opportunity,
    Threat,
}

impl Side {
    const ALL: [Self; 4] = [Self::Strength, Self::Weakness, Self::Opportunity, Self::Threat];

    const fn letter(self) -> char {
        match self {
            Self::Strength => 'S',
            Self::Weakness => 'W',
            Self::Opportunity => 'O',
            Self::Threat => 'T',
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Strength => "Strengths",
            Self::Weakness => "Weaknesses",
            Self::Opportunity => "Opportunities",
            Self::Threat => "Threats",
        }
    }

    /// Whether it comes from outside; what does must be answered.
    const fn is_outside(self) -> bool {
        matches!(self, Self::Opportunity | Self::Threat)
    }
}

/// An entry of one of the lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its list.
    pub side: Side,
    /// Whether a strategy answers it.
    pub is_answered: bool,
}

/// A goal that carries a strategy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How it stands.
    pub tone: Tone,
    /// The same in a word.
    pub status: String,
}

/// What is done about entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strategy {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it answers, by position in [`View::entries`].
    pub answers: Vec<usize>,
    /// The goals that carry it.
    pub goals: Vec<Goal>,
}

/// Everything the chart shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The entries, in the order of the plan.
    pub entries: Vec<Entry>,
    /// The strategies, in the order of the plan.
    pub strategies: Vec<Strategy>,
    /// The day the plan is looked at, as it is to be read.
    pub today: String,
    /// The line at the foot.
    pub source: String,
}

/// The four fields, as the table reads: what is inside, what is outside, what to do.
const FIELDS: [(Side, Side, &str); 4] = [
    (Side::Strength, Side::Opportunity, "SO: strengths that take opportunities"),
    (Side::Weakness, Side::Opportunity, "WO: opportunities that mend weaknesses"),
    (Side::Strength, Side::Threat, "ST: strengths that meet threats"),
    (Side::Weakness, Side::Threat, "WT: weaknesses mended before threats come"),
];

impl View {
    /// Of every entry the letter of its list and its place there: `S1`.
    fn codes(&self) -> Vec<String> {
        let mut counts = [0_usize; 4];
        let code = |entry: &Entry| {
            let count = counts.get_mut(entry.side as usize)?;
            *count += 1;
            Some(format!("{}{count}", entry.side.letter()))
        };
        self.entries.iter().map(code).map(Option::unwrap_or_default).collect()
    }

    fn answers_to(&self, strategy: &Strategy, side: Side) -> bool {
        strategy.answers.iter().any(|at| self.entries.get(*at).is_some_and(|entry| entry.side == side))
    }

    /// Which of the four fields a strategy stands in: those of which it answers both sides.
    fn fields(&self, strategy: &Strategy) -> Vec<usize> {
        let of = |(_, (inside, outside, _)): &(usize, (Side, Side, &str))| {
            self.answers_to(strategy, *inside) && self.answers_to(strategy, *outside)
        };
        FIELDS.into_iter().enumerate().filter(of).map(|(at, _)| at).collect()
    }

    /// The codes of what a strategy answers, list by list.
    fn answered(&self, strategy: &Strategy, codes: &[String]) -> String {
        let mut answers = strategy.answers.clone();
        answers.sort_by_key(|at| (self.entries.get(*at).map(|entry| entry.side), *at));
        answers.dedup();
        let codes: Vec<&str> = answers.into_iter().filter_map(|at| Some(codes.get(at)?.as_str())).collect();
        codes.join(" ")
    }
}

/// The one sentence that the chart proves.
#[must_use]
pub fn headline(view: &View) -> String {
    let outside: Vec<&Entry> = view.entries.iter().filter(|entry| entry.side.is_outside()).collect();
    let open = outside.iter().filter(|entry| !entry.is_answered).count();
    let mut goals: Vec<&Goal> = view.strategies.iter().flat_map(|strategy| &strategy.goals).collect();
    goals.sort_by(|a, b| a.id.cmp(&b.id));
    goals.dedup_by(|a, b| a.id == b.id);
    let help = goals.iter().filter(|goal| matches!(goal.tone, Tone::Bad | Tone::Warn)).count();
    let idle = view.strategies.iter().filter(|strategy| strategy.goals.is_empty()).count();
    let carried = match (idle, help, goals.len()) {
        (0, _, 0) => String::new(),
        (0, 0, 1) => "; the only goal that carries the answers needs no help".to_owned(),
        (0, 1, 1) => "; the only goal that carries the answers needs help".to_owned(),
        (0, 0, count) => format!("; none of {count} goals that carry the answers needs help"),
        (0, 1, count) => format!("; 1 of {count} goals that carry the answers needs help"),
        (0, help, count) => format!("; {help} of {count} goals that carry the answers need help"),
        (1, ..) => "; 1 strategy is carried by no goal".to_owned(),
        (idle, ..) => format!("; {idle} strategies are carried by no goal"),
    };
    match (view.entries.len(), outside.len(), open) {
        (0, ..) => "No strength, weakness, opportunity or threat is written down yet".to_owned(),
        (_, 0, _) => format!("No opportunity or threat is written down yet{carried}"),
        (_, 1, 0) => format!("The only opportunity or threat is answered{carried}"),
        (_, count, 0) => format!("All {count} opportunities and threats of the SWOT are answered{carried}"),
        (_, 1, 1) => format!("The only opportunity or threat is unanswered{carried}"),
        (_, count, 1) => format!("1 of {count} opportunities and threats of the SWOT is unanswered{carried}"),
        (_, count, open) => {
            format!("{open} of {count} opportunities and threats of the SWOT are unanswered{carried}")
        }
    }
}

/// The numbers behind the chart: entries with what answers them, then strategies with what carries them.
#[must_use]
pub fn table(view: &View) -> Table {
    let mut table =
        Table::new(&["kind", "code", "item", "title", "answered_by_or_answers", "fields", "carried_by"]);
    let codes = view.codes();
    let mut answered: Vec<Vec<&str>> = vec![Vec::new(); view.entries.len()];
    for strategy in &view.strategies {
        for at in &strategy.answers {
            if let Some(by) = answered.get_mut(*at) {
                by.push(&strategy.id);
            }
        }
    }
    for ((entry, code), answers) in view.entries.iter().zip(&codes).zip(answered) {
        table.push(vec![
            Cell::text(entry.side.title().to_lowercase()),
            Cell::text(code),
            Cell::text(&entry.id),
            Cell::text(&entry.title),
            Cell::text(answers.join(" ")),
            Cell::Nothing,
            Cell::Nothing,
        ]);
    }
    for strategy in &view.strategies {
        let fields = view.fields(strategy).into_iter().filter_map(|at| FIELDS.get(at));
        let fields: Vec<&str> = fields.filter_map(|(.., words)| words.get(..2)).collect();
        let goals: Vec<&str> = strategy.goals.iter().map(|goal| goal.id.as_str()).collect();
        table.push(vec![
            Cell::text("strategy"),
            Cell::Nothing,
            Cell::text(&strategy.id),
            Cell::text(&strategy.title),
            Cell::text(view.answered(strategy, &codes)),
            Cell::text(fields.join(" ")),
            Cell::text(goals.join(" ")),
        ]);
    }
    table
}

/// Inner edge of a field.
pub(super) const PAD: i32 = 3 * GRID;
/// The heading of a field.
pub(super) const HEAD: i32 = 7 * GRID;

/// Draws the chart; and how many entries and strategies are not on it.
#[must_use]
pub fn draw(view: &View, look: &Look) -> (Scene, usize) {
    let words = Words {
        headline: headline(view),
        subtitle: format!(
            "strategies by what they answer (TOWS), with the goals that carry them and how these stand \u{B7} {}",
            view.today
        ),
        source: view.source.clone(),
    };
    let mut frame = Frame::new(&words, look);
    if view.entries.is_empty() {
        let words =
            "Nothing to answer: write `strengths`, `weaknesses`, `opportunities`, `threats` under `strategy`";
        return (frame.empty(words), 0);
    }
    let body = frame.body;
    let gap = 2 * GRID;
    let left = part(body.right - body.left, 0.26);
    let wide = (body.right - body.left - left - 2 * gap) / 2;
    let columns = [body.left, body.left + left + gap, body.left + left + wide + 2 * gap];
    let codes = view.codes();
    let lists: Vec<Vec<Block>> = Side::ALL.iter().map(|side| entries(view, *side, &codes)).collect();
    let fields: Vec<Vec<Block>> = (0..FIELDS.len()).map(|field| strategies(view, field, &codes)).collect();
    let need = |blocks: &[Block], width: i32| HEAD + 2 * PAD + swot_text::height(blocks, width - 2 * PAD);
    let (list, field) =
        (|at: usize, width: i32| need(&lists[at], width), |at: usize| need(&fields[at], wide));
    let wishes = [
        list(0, wide).max(list(1, wide)),
        list(2, left).max(field(0)).max(field(1)),
        list(3, left).max(field(2)).max(field(3)),
    ];
    let loose = view.strategies.iter().filter(|strategy| view.fields(strategy).is_empty()).count();
    let foot = if loose > 0 { 6 * GRID } else { 0 };
    let free = match look.size {
        Size::Slide => body.bottom - body.top - 2 * gap - foot,
        // A page is as tall as it needs, within reason.
        Size::Page => wishes.iter().sum::<i32>().clamp(body.bottom - body.top, 1600 * PX),
    };
    let heights = shares(wishes, free);
    swot_key::draw(
        &mut frame.canvas,
        view,
        bounds(body.left, body.top, body.left + left, body.top + heights[0]),
    );
    let mut left_out = 0;
    let mut top = body.top;
    for (row, height) in heights.into_iter().enumerate() {
        let area =
            |column: usize, width: i32| bounds(columns[column], top, columns[column] + width, top + height);
        let places: [(Option<&Vec<Block>>, &str, Bounds, bool); 3] = match row {
            0 => [
                (None, "", area(0, left), true),
                (lists.first(), Side::Strength.title(), area(1, wide), true),
                (lists.get(1), Side::Weakness.title(), area(2, wide), true),
            ],
            _ => [
                (
                    lists.get(row + 1),
                    if row == 1 { Side::Opportunity } else { Side::Threat }.title(),
                    area(0, left),
                    true,
                ),
                (fields.get(2 * row - 2), FIELDS[2 * row - 2].2, area(1, wide), false),
                (fields.get(2 * row - 1), FIELDS[2 * row - 1].2, area(2, wide), false),
            ],
        };
        for (blocks, title, area, is_list) in places {
            if let Some(blocks) = blocks {
                left_out += field_of(&mut frame.canvas, blocks, title, area, is_list);
            }
        }
        top += height + gap;
    }
    top -= gap;
    if loose > 0 {
        let words = match loose {
            1 => "1 strategy stands in no field, because it does not answer one of each side".to_owned(),
            loose => {
                format!("{loose} strategies stand in no field, because they do not answer one of each side")
            }
        };
        let at = Point::new(body.left, top + 5 * GRID);
        let (style, color) = (TextStyle::regular(SMALL), look.theme.muted);
        frame.canvas.text("more", &words, at, body.right - body.left, style, color);
        top += foot;
    }
    (frame.finish(top.max(body.bottom), ""), left_out + loose)
}

/// The heights of the rows: what each wishes, or less in proportion where that is too much; what is left over is shared.
fn shares(wishes: [i32; 3], free: i32) -> [i32; 3] {
    let whole: i32 = wishes.iter().sum();
    if whole <= free {
        let more = (free - whole) / 3;
        return wishes.map(|wish| wish + more);
    }
    let share = |wish: i32| part(free, f64::from(wish) / f64::from(whole.max(1)));
    let least = HEAD + 2 * PAD + 2 * swot_text::LINE;
    wishes.map(|wish| share(wish).max(least))
}

/// A box with a heading and as many blocks as fit; returns how many do not.
fn field_of(canvas: &mut Canvas<'_>, blocks: &[Block], title: &str, area: Bounds, is_list: bool) -> usize {
    let theme = canvas.look.theme.clone();
    canvas.rect("field", area, 3 * PX, if is_list { theme.band } else { theme.surface });
    canvas.outline("field", area, 3 * PX, Stroke::solid(theme.outline, PX));
    let style = TextStyle::semibold(if is_list { TITLE } else { SMALL });
    let at = Point::new(area.left + PAD, area.top + PAD + 3 * GRID);
    let room = area.right - area.left - 2 * PAD;
    canvas.text("field-title", title, at, room, style, if is_list { theme.ink } else { theme.muted });
    let inner = bounds(area.left + PAD, area.top + PAD + HEAD, area.right - PAD, area.bottom - PAD);
    if blocks.is_empty() {
        let words = if is_list { "none is written down" } else { "no strategy" };
        let at = Point::new(inner.left, inner.top + swot_text::LINE / 2);
        canvas.text_at("none", words, at, room, TextStyle::regular(SMALL), theme.muted);
    }
    swot_text::fill(canvas, blocks, inner)
}

/// The entries of a list, the unanswered ones marked.
fn entries(view: &View, side: Side, codes: &[String]) -> Vec<Block> {
    let of_side = view.entries.iter().zip(codes).filter(|(entry, _)| entry.side == side);
    let block = |(entry, code): (&Entry, &String)| {
        let mut lines = vec![Line { kind: LineKind::Entry, code: code.clone(), words: entry.title.clone() }];
        if !entry.is_answered {
            let (tone, words) = match side.is_outside() {
                true => (Tone::Bad, "no strategy answers it"),
                false => (Tone::Warn, "no strategy builds on it"),
            };
            lines.push(Line {
                kind: LineKind::Mark(tone, true),
                code: String::new(),
                words: words.to_owned(),
            });
        }
        Block { lines }
    };
    of_side.map(block).collect()
}

/// The strategies of a field. One that stands in several has its goals in the first, and is short in the others.
fn strategies(view: &View, field: usize, codes: &[String]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for strategy in &view.strategies {
        let fields = view.fields(strategy);
        if !fields.contains(&field) {
            continue;
        }
        let mut lines = vec![Line {
            kind: LineKind::Strategy,
            code: view.answered(strategy, codes),
            words: strategy.title.clone(),
        }];
        if fields.first() == Some(&field) {
            for goal in &strategy.goals {
                let kind = LineKind::Mark(goal.tone, false);
                lines.push(Line { kind, code: String::new(), words: goal.title.clone() });
            }
            if strategy.goals.is_empty() {
                let words = "carried by no goal".to_owned();
                lines.push(Line { kind: LineKind::Mark(Tone::Warn, true), code: String::new(), words });
            }
        } else if !strategy.goals.is_empty() {
            let first =
                fields.first().and_then(|first| FIELDS.get(*first)).and_then(|(.., words)| words.get(..2));
            let words = format!("carried by the goals under {}", first.unwrap_or_default());
            lines.push(Line { kind: LineKind::Note, code: String::new(), words });
        }
        blocks.push(Block { lines });
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check_texts;
    use crate::theme::Theme;

    fn entry(id: &str, side: Side, is_answered: bool) -> Entry {
        Entry { id: id.to_owned(), title: format!("Title of {id}"), side, is_answered }
    }

    fn strategy(id: &str, answers: &[usize], goals: &[(&str, Tone)]) -> Strategy {
        let goal = |(id, tone): &(&str, Tone)| Goal {
            id: (*id).to_owned(),
            title: (*id).to_owned(),
            tone: *tone,
            status: format!("{tone:?}"),
        };
        Strategy {
            id: id.to_owned(),
            title: format!("Title of {id}"),
            answers: answers.to_vec(),
            goals: goals.iter().map(goal).collect(),
        }
    }

    fn view() -> View {
        View {
            entries: vec![
                entry("depots", Side::Strength, true),
                entry("few", Side::Weakness, true),
                entry("grant", Side::Opportunity, true),
                entry("price", Side::Threat, true),
                entry("attack", Side::Threat, false),
            ],
            strategies: vec![
                strategy("battery", &[3, 0, 2], &[("trains", Tone::Warn), ("chargers", Tone::Good)]),
                strategy("train", &[1, 3], &[("trains", Tone::Warn)]),
            ],
            ..View::default()
        }
    }

    /// Outside are one opportunity and two threats; `trains` carries both strategies and counts once.
    #[test]
    fn the_headline_counts_what_is_unanswered_and_what_carries_the_answers() {
        let mut view = view();
        assert_eq!(
            headline(&view),
            "1 of 3 opportunities and threats of the SWOT is unanswered; 1 of 2 goals that carry the answers needs help"
        );
        view.entries[4].is_answered = true;
        view.strategies[1].goals.clear();
        assert_eq!(
            headline(&view),
            "All 3 opportunities and threats of the SWOT are answered; 1 strategy is carried by no goal"
        );
        assert_eq!(
            headline(&View::default()),
            "No strength, weakness, opportunity or threat is written down yet"
        );
    }

    /// S1, O1 and T1 give SO and ST; W1 and T1 give WT; the second threat has no strategy.
    #[test]
    fn the_field_follows_from_what_is_answered() {
        let view = view();
        let fields: Vec<Vec<usize>> = view.strategies.iter().map(|strategy| view.fields(strategy)).collect();
        assert_eq!(fields, [vec![0, 2], vec![3]]);
        let codes = view.codes();
        assert_eq!(codes, ["S1", "W1", "O1", "T1", "T2"]);
        assert_eq!(view.answered(&view.strategies[0], &codes), "S1 O1 T1");
        // In the second field its goals are not listed again.
        assert_eq!(strategies(&view, 0, &codes)[0].lines.len(), 3);
        assert_eq!(strategies(&view, 2, &codes)[0].lines[1].words, "carried by the goals under SO");
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        let mut view = view();
        for at in 0..40 {
            view.entries.push(entry(&format!("e{at}"), Side::ALL[at % 4], at % 3 == 0));
            view.strategies.push(strategy(&format!("s{at}"), &[0, 1, 2, 3], &[("trains", Tone::Bad)]));
        }
        view.strategies.push(strategy("loose", &[0], &[]));
        for size in [Size::Slide, Size::Page] {
            let (scene, left_out) = draw(&view, &Look { theme: Theme::dark(), size });
            assert_eq!(check_texts(&scene), Ok(()));
            assert!(left_out > 40, "{left_out}");
            let says = |words: &str| scene.texts().iter().any(|text| text.content.contains(words));
            assert!(says("and ") && says("1 strategy stands in no field"));
        }
    }
}
