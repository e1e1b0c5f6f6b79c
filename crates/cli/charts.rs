//! Draws a chart of a loaded plan: finds the item, makes the view, warns of what cannot be shown.

use truenorth_charts::charts::{self, CHARTS, DrawError};
use truenorth_charts::scene::Scene;
use truenorth_charts::theme::Theme;
use truenorth_charts::{raster, svg, views};
use truenorth_core::plan::{GrowthIx, Plan};
use truenorth_core::sanitise;
use truenorth_core::scalar::{did_you_mean, text::code_point};

use crate::args::ThemeArg;
use crate::commands::Analysed;
use crate::failure::Failure;
use crate::load::Loaded;
use crate::output;

/// A drawn chart with the name of its file, without ending.
pub(crate) struct Drawn {
    pub(crate) name: String,
    pub(crate) scene: Scene,
    /// What the picture does not show, for people.
    pub(crate) notes: Vec<String>,
}

/// The name of a chart, or what it might have been.
pub(crate) fn named(name: &str) -> Result<&'static charts::Chart, Failure> {
    CHARTS.iter().find(|chart| chart.name == name).ok_or_else(|| {
        let help = match did_you_mean(name, CHARTS.iter().map(|chart| chart.name)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`truenorth render --list` lists the charts".to_owned(),
        };
        Failure::with_help(format!("there is no chart `{name}`"), help)
    })
}

/// The theme of a word on the command line.
pub(crate) fn theme(theme: ThemeArg) -> Theme {
    match theme {
        ThemeArg::Light => Theme::light(),
        ThemeArg::Dark => Theme::dark(),
    }
}

/// Draws one chart. Charts of one item need `item` where the plan has several.
pub(crate) fn draw(
    chart: &charts::Chart,
    loaded: &Loaded,
    analysed: &Analysed,
    item: Option<&str>,
    theme: &Theme,
) -> Result<Drawn, Failure> {
    if chart.name == charts::growth_plan::CHART.name {
        return growth(loaded, find_growth(&loaded.plan, item)?, theme);
    }
    if let Some(item) = item {
        return Err(Failure::with_help(
            format!("{} draws the whole plan, not `{item}` alone", chart.name),
            "leave --item out",
        ));
    }
    alignment(loaded, analysed, theme)
}

/// Draws every chart that the plan has numbers for.
pub(crate) fn all(loaded: &Loaded, analysed: &Analysed, theme: &Theme) -> Result<Vec<Drawn>, Failure> {
    let mut drawn = Vec::new();
    // Decisions or skills alone make a plan, too; there is nothing to align then.
    if !loaded.plan.goals.is_empty() || loaded.plan.vision.is_some() {
        drawn.push(alignment(loaded, analysed, theme)?);
    }
    for position in 0..loaded.plan.growth.len() {
        drawn.push(growth(loaded, GrowthIx::new(position), theme)?);
    }
    Ok(drawn)
}

fn alignment(loaded: &Loaded, analysed: &Analysed, theme: &Theme) -> Result<Drawn, Failure> {
    let view = views::alignment_map(&loaded.plan, &analysed.graph, &analysed.figures, loaded.today);
    let scene = charts::alignment_map::draw(&view, theme).map_err(failed)?;
    let mut notes = uncovered("alignment-map", &scene);
    if view.undrawn.goals > 0 {
        notes.push(format!(
            "alignment-map: {} of {} goals are not drawn, because nobody could read so many boxes",
            view.undrawn.goals,
            loaded.plan.goals.len()
        ));
    }
    Ok(Drawn { name: charts::alignment_map::CHART.name.to_owned(), scene, notes })
}

fn growth(loaded: &Loaded, index: GrowthIx, theme: &Theme) -> Result<Drawn, Failure> {
    let view = views::growth_plan(&loaded.plan, index, loaded.today);
    let scene = charts::growth_plan::draw(&view, theme).map_err(failed)?;
    // No id has a dot, so that `a/b` and `a-b` are two files.
    let id = loaded.plan[index].written.id.as_str().replace('/', ".");
    let notes = uncovered(&format!("growth plan `{id}`"), &scene);
    Ok(Drawn { name: format!("{}-{id}", charts::growth_plan::CHART.name), scene, notes })
}

fn failed(error: DrawError) -> Failure {
    Failure::new(error.to_string())
}

fn find_growth(plan: &Plan, item: Option<&str>) -> Result<GrowthIx, Failure> {
    let ids = || plan.growth.iter().map(|growth| growth.written.id.as_str());
    let list = || ids().collect::<Vec<_>>().join(", ");
    match (item, plan.growth.len()) {
        (_, 0) => Err(Failure::with_help("the plan has no growth plan", "write one under `growth`")),
        (None, 1) => Ok(GrowthIx::new(0)),
        (None, _) => Err(Failure::with_help(
            "the plan has several growth plans",
            format!("choose one with --item: {}", list()),
        )),
        (Some(item), _) => ids().position(|id| id == item).map(GrowthIx::new).ok_or_else(|| {
            let help = match did_you_mean(item, ids()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the growth plans are {}", list()),
            };
            Failure::with_help(format!("there is no growth plan `{item}`"), help)
        }),
    }
}

/// A note if the font lacks characters of the chart's texts; they are drawn as boxes.
fn uncovered(chart: &str, scene: &Scene) -> Vec<String> {
    let missing = scene.uncovered();
    if missing.is_empty() {
        return Vec::new();
    }
    let shown: Vec<String> =
        missing.iter().take(8).map(|character| format!("{character} ({})", code_point(*character))).collect();
    let more = if missing.len() > 8 { format!(" and {} more", missing.len() - 8) } else { String::new() };
    vec![format!("{chart}: the font has no {}{more}; a PNG shows boxes in their place", shown.join(", "))]
}

/// Says the notes of drawn charts on standard error.
pub(crate) fn tell(notes: &[String]) {
    for note in notes {
        output::to_stderr(&format!("warning: {}\n", sanitise::one_line(note)));
    }
}

/// The SVG of a scene.
pub(crate) fn svg(scene: &Scene) -> Vec<u8> {
    svg::to_svg(scene).into_bytes()
}

/// The PNG of a scene.
pub(crate) fn png(scene: &Scene, scale: f32) -> Result<Vec<u8>, Failure> {
    raster::to_png(scene, scale)
        .map_err(|error| Failure::with_help(error.to_string(), "choose a smaller --scale, or write SVG"))
}
