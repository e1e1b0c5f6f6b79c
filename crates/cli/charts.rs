//! Draws the charts of a loaded plan: finds the item, narrows the plan, warns of what cannot be shown.

use truenorth_charts::catalogue::{CHARTS, Chart, Drawing, Facts, Filter, Of, Only};
use truenorth_charts::charts::DrawError;
use truenorth_charts::scene::Scene;
use truenorth_charts::table;
use truenorth_charts::theme::{Look, Size, Theme};
use truenorth_charts::{raster, svg};
use truenorth_core::model::Kind;
use truenorth_core::plan::{Item, Plan};
use truenorth_core::sanitise;
use truenorth_core::scalar::{Time, did_you_mean, text::code_point};

use crate::answer::{Answer, AnswerFormat, Cell, Column, Table};
use crate::args::{DataFormat, DetailArg, Narrow, SizeArg};
use crate::commands::Analysed;
use crate::failure::Failure;
use crate::ink::{Themes, Writer};
use crate::load::Loaded;
use crate::output;

/// A drawn chart with the name of its file, without ending.
pub(crate) struct Drawn {
    pub(crate) name: String,
    pub(crate) scene: Scene,
    /// The same in dark colours, for a picture that follows its reader.
    dark: Option<Scene>,
    table: table::Table,
    /// What the picture does not show, for people.
    pub(crate) notes: Vec<String>,
    /// What is wrong with it, such as characters that the font lacks.
    pub(crate) warnings: Vec<String>,
}

/// How charts are to be drawn.
pub(crate) struct Style {
    pub(crate) themes: Themes,
    pub(crate) size: SizeArg,
}

/// The name of a chart, or what it might have been.
pub(crate) fn named(name: &str) -> Result<&'static Chart, Failure> {
    CHARTS.iter().find(|chart| chart.name == name).ok_or_else(|| {
        // One of its words, such as `alignment`, says which is meant.
        let by_word =
            || CHARTS.iter().map(|chart| chart.name).find(|chart| chart.split('-').any(|word| word == name));
        let near = did_you_mean(name, CHARTS.iter().map(|chart| chart.name)).or_else(by_word);
        let help = match near {
            Some(near) => format!("did you mean `{near}`? `truenorth render --list` lists the charts"),
            None => "`truenorth render --list` lists the charts".to_owned(),
        };
        Failure::with_help(format!("there is no chart `{name}`"), help)
    })
}

/// What is asked for of the plan.
pub(crate) fn only(plan: &Plan, narrow: &Narrow) -> Result<Only, Failure> {
    let team = narrow.team.as_deref().map(|id| match plan.find(id) {
        Some(Item::Team(team)) => Ok(team),
        _ => Err(unknown("team", id, plan.teams.iter().map(|team| team.written.id.as_str()))),
    });
    let pillars = || plan.goals().filter(|(at, _)| plan.like(*at) == Kind::Pillar).map(|(_, goal)| goal.id());
    let pillar = narrow.pillar.as_deref().map(|id| match plan.find(id) {
        Some(Item::Goal(goal)) => Ok(goal),
        _ => Err(unknown("goal", id, pillars())),
    });
    let period = narrow.period.as_ref().map(|time: &Time| plan.calendar.period(time));
    Ok(Only {
        team: team.transpose()?,
        pillar: pillar.transpose()?,
        period,
        detail: narrow.detail.map(DetailArg::detail),
    })
}

fn unknown<'a>(word: &str, id: &str, ids: impl Iterator<Item = &'a str>) -> Failure {
    let ids: Vec<&str> = ids.collect();
    let help = match did_you_mean(id, ids.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if ids.is_empty() => format!("the plan has no {word}"),
        None => format!("there are {}", ids.iter().take(12).copied().collect::<Vec<_>>().join(", ")),
    };
    Failure::with_help(format!("there is no {word} `{}`", sanitise::short(id, 40)), help)
}

/// The options that narrow the plan and are given.
fn given(only: &Only) -> impl Iterator<Item = Filter> {
    let given = [
        (Filter::Team, only.team.is_some()),
        (Filter::Pillar, only.pillar.is_some()),
        (Filter::Period, only.period.is_some()),
        (Filter::Detail, only.detail.is_some()),
    ];
    given.into_iter().filter(|(_, is_given)| *is_given).map(|(filter, _)| filter)
}

/// Draws one chart. Charts of one item need `item` where the plan has several.
pub(crate) fn draw(
    chart: &Chart,
    loaded: &Loaded,
    analysed: &Analysed,
    item: Option<&str>,
    only: Only,
    style: &Style,
) -> Result<Drawn, Failure> {
    if let Some(filter) = given(&only).find(|filter| !chart.filters.contains(filter)) {
        let can: Vec<&str> = chart.filters.iter().map(|filter| filter.option()).collect();
        let help = match can.as_slice() {
            [] => format!("leave {} out", filter.option()),
            can => format!("it takes {}", can.join(", ")),
        };
        return Err(Failure::with_help(format!("{} has no {}", chart.name, filter.option()), help));
    }
    let position = match (chart.of, item) {
        (Of::Plan { .. }, None) => 0,
        (Of::Plan { .. }, Some(item)) => {
            return Err(Failure::with_help(
                format!("{} draws the whole plan, not `{}` alone", chart.name, sanitise::short(item, 40)),
                "leave --item out",
            ));
        }
        (Of::Each { word, section, ids }, item) => find(&ids(&loaded.plan), item, word, section)?,
    };
    let facts = Facts::new(&loaded.plan, &analysed.graph, &analysed.figures, loaded.today, only);
    one(chart, &facts, position, style)
}

/// Draws every chart that the plan has something for. If only a part of the plan is asked for, those that cannot be
/// narrowed to it are left out; how much is said of each goal is no part, and told to those that take it.
pub(crate) fn all(
    loaded: &Loaded,
    analysed: &Analysed,
    only: Only,
    style: &Style,
) -> Result<Vec<Drawn>, Failure> {
    let facts = Facts::new(&loaded.plan, &analysed.graph, &analysed.figures, loaded.today, only);
    let mut drawn = Vec::new();
    let fits = |chart: &&Chart| {
        given(&only).all(|filter| filter == Filter::Detail || chart.filters.contains(&filter))
    };
    for chart in CHARTS.iter().filter(fits) {
        let count = match chart.of {
            Of::Plan { has } => usize::from(has(&loaded.plan)),
            Of::Each { ids, .. } => ids(&loaded.plan).len(),
        };
        for position in 0..count {
            drawn.push(one(chart, &facts, position, style)?);
        }
    }
    Ok(drawn)
}

fn one(chart: &Chart, facts: &Facts<'_>, position: usize, style: &Style) -> Result<Drawn, Failure> {
    let size = match style.size {
        SizeArg::Slide => Size::Slide,
        SizeArg::Page => Size::Page,
    };
    let failed = |error: DrawError| Failure::new(format!("{}: {error}", chart.name));
    let drawing =
        |theme: &Theme| (chart.draw)(facts, position, &Look { theme: theme.clone(), size }).map_err(failed);
    let Drawing { scene, table, notes } = drawing(&style.themes.main)?;
    let dark = style.themes.dark.as_ref().map(drawing).transpose()?.map(|drawing| drawing.scene);
    let name = match chart.of {
        Of::Plan { .. } => chart.name.to_owned(),
        Of::Each { ids, .. } => {
            let id = ids(facts.plan).into_iter().nth(position).unwrap_or_default();
            // No id has a dot, so that `a/b` and `a-b` are two files.
            format!("{}-{}", chart.name, id.replace('/', "."))
        }
    };
    let said = |words: String| format!("{name}: {words}");
    let notes = notes.into_iter().map(said).collect();
    let warnings = uncovered(&scene).into_iter().map(said).collect();
    Ok(Drawn { name, scene, dark, table, notes, warnings })
}

/// The position of the item that is asked for, or of the only one.
fn find(ids: &[String], item: Option<&str>, word: &str, section: &str) -> Result<usize, Failure> {
    let list = || ids.join(", ");
    match (item, ids.len()) {
        (_, 0) => Err(Failure::with_help(
            format!("the plan has no {word} to draw"),
            format!("they are written under `{section}`"),
        )),
        (None, 1) => Ok(0),
        (None, _) => Err(Failure::with_help(
            format!("the plan has several {word}s"),
            format!("choose one with --item: {}", list()),
        )),
        (Some(item), _) => ids.iter().position(|id| id == item).ok_or_else(|| {
            let help = match did_you_mean(item, ids.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the {word}s are {}", list()),
            };
            Failure::with_help(format!("there is no {word} `{}`", sanitise::short(item, 40)), help)
        }),
    }
}

/// A note if the font lacks characters of the chart's texts; they are drawn as boxes.
fn uncovered(scene: &Scene) -> Option<String> {
    let missing = scene.uncovered();
    if missing.is_empty() {
        return None;
    }
    let shown: Vec<String> =
        missing.iter().take(8).map(|character| format!("{character} ({})", code_point(*character))).collect();
    let more = if missing.len() > 8 { format!(" and {} more", missing.len() - 8) } else { String::new() };
    Some(format!(
        "the font has no {}{more}; a PNG shows boxes in their place, --font names a font that has them",
        shown.join(", ")
    ))
}

/// Says on standard error what a reader of pictures may want to know.
pub(crate) fn tell(notes: &[String]) {
    say("note", notes);
}

/// Says on standard error what is wrong with pictures.
pub(crate) fn warn(warnings: &[String]) {
    say("warning", warnings);
}

fn say(level: &str, words: &[String]) {
    for words in words {
        output::to_stderr(&format!("{level}: {}\n", sanitise::one_line(words)));
    }
}

impl Drawn {
    /// Says both of it: what a reader may want to know, and what is wrong.
    pub(crate) fn tell(&self) {
        tell(&self.notes);
        warn(&self.warnings);
    }

    /// Whether there is any number behind it: a chart of money has none once amounts are taken out.
    pub(crate) fn has_numbers(&self) -> bool {
        let is_number = |cell: &table::Cell| matches!(cell, table::Cell::Number(_) | table::Cell::Money(..));
        self.table.rows.iter().flatten().any(is_number)
    }

    /// As SVG.
    pub(crate) fn svg(&self, writer: &Writer<'_>) -> Vec<u8> {
        writer.svg(|options| svg::to_svg_with(&self.scene, self.dark.as_ref(), options)).into_bytes()
    }

    /// As PNG.
    pub(crate) fn png(&self, scale: f32, dpi: Option<u16>) -> Result<Vec<u8>, Failure> {
        raster::to_png_at(&self.scene, scale, dpi)
            .map_err(|error| Failure::with_help(error.to_string(), "choose a smaller --scale, or write SVG"))
    }

    /// The numbers behind it.
    pub(crate) fn data(&self, format: DataFormat, loaded: &Loaded) -> Result<Vec<u8>, Failure> {
        let cell = |cell: &table::Cell| match cell {
            table::Cell::Nothing => Cell::Nothing,
            table::Cell::Text(text) => Cell::text(text.as_str()),
            table::Cell::Number(number) => Cell::Number(*number),
            table::Cell::Money(total, currency) => Cell::Money(total.to_string(), *currency),
            table::Cell::Day(day) => Cell::Day(*day),
            table::Cell::Yes(yes) => Cell::Yes(*yes),
        };
        let columns = self.table.columns.iter().map(|key| Column { key, title: key }).collect();
        let rows = self.table.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
        let answer = Answer {
            command: "render",
            title: self.scene.title.clone(),
            tables: vec![Table::new("chart", self.name.as_str(), columns, rows)],
            ..Answer::default()
        };
        let format = match format {
            DataFormat::Csv => AnswerFormat::Csv,
            DataFormat::Json => AnswerFormat::Json,
        };
        Ok(answer.write(format, None, Some(loaded))?.into_bytes())
    }
}
