//! What holds for every chart of every sample: words inside the canvas and apart, equal bytes, one shape in all themes.

use std::path::{Path, PathBuf};

use truenorth_core::plan::Plan;
use truenorth_core::scalar::Date;
use truenorth_core::{read, resolve, source::Sources};
use truenorth_graph::{PlanGraph, figures};

use super::{CHARTS, Chart, Drawing, Facts, Of, Only};
use crate::scene::{Item, Shape};
use crate::svg::{to_svg, to_svg_auto};
use crate::testing::{check_texts, check_xml};
use crate::theme::{Look, Size, Theme};

const SAMPLES: [&str; 7] = [
    "aurora",
    "decisions",
    "federal-data-strategy-2020",
    "first-steps",
    "rust-goals-2025h1",
    "sdg",
    "skills",
];

/// The JSON files of a directory and below, in order of their names.
#[expect(clippy::disallowed_methods, reason = "tests read the samples")]
fn files(directory: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "json") {
            found.push(path);
        }
    }
}

/// A sample, with its texts changed by `change` before they are read.
#[expect(clippy::disallowed_methods, reason = "tests read the samples")]
fn sample(name: &str) -> Plan {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples").join(name);
    let mut paths = Vec::new();
    files(&root, &mut paths);
    let (mut sources, mut findings) = (Sources::default(), Vec::new());
    let documents = paths.iter().map(|path| {
        let short = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
        let is_root = short == "truenorth.json";
        read::read(&mut sources, &mut findings, &short, std::fs::read(path).unwrap(), is_root)
    });
    let documents = documents.collect();
    resolve::resolve(documents, name, true, &mut findings)
}

/// Draws every picture of a plan and shows it to `see` with the name of the chart.
fn each(plan: &Plan, look: &Look, mut see: impl FnMut(&Chart, Drawing)) {
    let today = plan.as_of.unwrap_or_else(|| Date::new(2027, 4, 12).unwrap());
    let graph = PlanGraph::new(plan);
    let figures = figures(plan, &graph, today);
    let facts = Facts::new(plan, &graph, &figures, today, Only::default());
    for chart in CHARTS {
        let count = match chart.of {
            // Drawn without anything to show, too: that gives a picture which says so.
            Of::Plan { .. } => 1,
            Of::Each { ids, .. } => ids(plan).len(),
        };
        for position in 0..count {
            let drawing = (chart.draw)(&facts, position, look)
                .unwrap_or_else(|error| panic!("{}: {error}", chart.name));
            see(chart, drawing);
        }
    }
}

fn check(drawing: &Drawing, of: &str) {
    assert_eq!(check_texts(&drawing.scene), Ok(()), "{of}");
    assert_eq!(check_xml(&to_svg(&drawing.scene)), Ok(()), "{of}");
    let sizes = drawing.scene.texts().iter().map(|text| text.size).min();
    assert!(sizes.is_none_or(|size| size >= 12 * 16), "{of}: a text is too small");
    assert!(!drawing.scene.title.is_empty() && !drawing.scene.description.is_empty(), "{of}");
    let mut marks = drawing.scene.items.iter().filter(|item| item.of.is_some());
    let is_named = |item: &Item| item.tooltip.is_some() || matches!(item.shape, Shape::Text(_));
    assert!(marks.all(is_named), "{of}: a mark that may lead somewhere has no name");
    let columns = drawing.table.columns.len();
    assert!(drawing.table.rows.iter().all(|row| row.len() == columns), "{of}: rows of unequal length");
}

#[test]
fn every_chart_has_a_name_and_a_sentence_of_its_own() {
    let mut names: Vec<&str> = CHARTS.iter().map(|chart| chart.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), CHARTS.len());
    for chart in CHARTS {
        assert!(chart.summary.len() > 20 && !chart.summary.ends_with('.'), "{}", chart.name);
    }
}

#[test]
fn no_words_of_any_sample_overlap_or_leave_the_canvas() {
    for name in SAMPLES {
        let plan = sample(name);
        for size in [Size::Slide, Size::Page] {
            let look = Look { theme: Theme::light(), size };
            each(&plan, &look, |chart, drawing| {
                check(&drawing, &format!("{} of {name}, {size:?}", chart.name));
            });
        }
    }
}

/// Charts that are tables or speak of money: on a page, which may be as tall as it needs, what stands over them is whole.
const WHOLE: [&str; 14] = [
    "budget-burn",
    "budget-variance",
    "budget-waterfall",
    "change-load",
    "decision-matrix",
    "key-results",
    "leadership-profile",
    "money-flow",
    "owner-load",
    "raci",
    "skills-matrix",
    "stakeholder-grid",
    "status-map",
    "training-plan",
];

#[test]
fn no_headline_or_heading_of_a_table_is_cut_on_a_page() {
    let known = |name: &&str| CHARTS.iter().any(|chart| chart.name == *name);
    assert!(WHOLE.iter().all(known));
    for name in SAMPLES {
        each(&sample(name), &Look { theme: Theme::light(), size: Size::Page }, |chart, drawing| {
            let over = |item: &&Item| matches!(item.class, "headline" | "subtitle" | "column-heading");
            let items = drawing.scene.items.iter().filter(over).filter(|_| WHOLE.contains(&chart.name));
            for item in items {
                let Shape::Text(text) = &item.shape else { continue };
                assert!(!text.content.contains('\u{2026}'), "{} of {name}: {}", chart.name, text.content);
            }
        });
    }
}

#[test]
fn the_same_plan_gives_the_same_bytes_and_one_shape_in_all_themes() {
    let plan = sample("aurora");
    let all = |theme: Theme| {
        let mut scenes = Vec::new();
        each(&sample("aurora"), &Look::slide(theme), |_, drawing| scenes.push(drawing.scene));
        scenes
    };
    let (light, dark, again) = (all(Theme::light()), all(Theme::dark()), all(Theme::light()));
    assert!(light.len() > CHARTS.len(), "only {} pictures", light.len());
    assert_eq!(plan.goals.len(), sample("aurora").goals.len());
    for ((light, dark), again) in light.iter().zip(&dark).zip(&again) {
        assert_eq!(to_svg(light), to_svg(again), "{}", light.title);
        let auto = to_svg_auto(light, dark);
        assert!(auto.contains("prefers-color-scheme"), "{} differs in more than its colours", light.title);
        assert_eq!(check_xml(&auto), Ok(()), "{}", light.title);
    }
}

/// Words that nobody should write, and scripts that the font lacks.
fn hostile() -> Vec<String> {
    vec![
        "x".repeat(600),
        "W\u{308}".repeat(300),
        "A very long title with many words ".repeat(20),
        "\u{5d9}\u{5e2}\u{5d3} \u{202e}\u{5d0}\u{5e8}\u{5d5}\u{5da} \u{645}\u{631}\u{62d}\u{628}\u{627}"
            .repeat(9),
        "\u{1780}\u{17b6}\u{179a}\u{1792}\u{17d2}\u{179c}\u{17be}\u{1780}\u{17b6}\u{179a}".repeat(12),
        "\u{76ee}\u{6807}\u{5bf9}\u{9f50}".repeat(40),
        "\u{1F600}\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}\u{FE0F}".repeat(30),
        "a\u{0}b\u{7}c\u{1b}[31md\r\n\te\u{2028}f <script>alert('1')</script> & \"".to_owned(),
        String::new(),
        " ".to_owned(),
    ]
}

/// The same plan with every text that a chart may show in other words.
fn with_words(name: &str, words: &str) -> Plan {
    let mut plan = sample(name);
    for goal in &mut plan.goals {
        goal.written.title = words.into();
        if let Some(measure) = &mut goal.written.measure {
            measure.unit = measure.unit.as_ref().map(|_| words.into());
            if let Some(rare) = measure.rare_mut() {
                rare.name = rare.name.as_ref().map(|_| words.into());
            }
        }
    }
    plan.kinds.iter_mut().for_each(|kind| kind.title = words.into());
    plan.teams.iter_mut().for_each(|team| team.written.title = words.into());
    plan.people.iter_mut().for_each(|person| person.written.name = words.into());
    plan.roles.iter_mut().for_each(|role| role.written.title = words.into());
    plan.skills.iter_mut().for_each(|skill| skill.written.title = words.into());
    plan.risks.iter_mut().for_each(|risk| risk.written.title = words.into());
    plan.decisions.iter_mut().for_each(|decision| decision.written.title = words.into());
    plan.accounts.iter_mut().for_each(|account| account.written.title = words.into());
    plan.savings.iter_mut().for_each(|saving| saving.written.title = words.into());
    plan.training.iter_mut().for_each(|training| training.written.title = words.into());
    plan.changes.iter_mut().for_each(|change| change.written.title = words.into());
    for stakeholder in &mut plan.stakeholders {
        stakeholder.written.title = words.into();
        for message in stakeholder.written.messages.iter_mut() {
            message.title = words.into();
            message.channel = Some(words.into());
        }
    }
    plan.scenarios.iter_mut().for_each(|scenario| scenario.written.title = words.into());
    plan.strategies.iter_mut().for_each(|strategy| strategy.written.title = words.into());
    plan.trends.iter_mut().for_each(|trend| trend.written.title = words.into());
    plan.swot.iter_mut().for_each(|swot| swot.entry.written.title = words.into());
    for growth in &mut plan.growth {
        growth.written.title = words.into();
        growth.written.measure.unit = growth.written.measure.unit.as_ref().map(|_| words.into());
        if let Some(rare) = growth.written.measure.rare_mut() {
            rare.name = rare.name.as_ref().map(|_| words.into());
        }
        let scenarios = growth.written.scenarios.iter().cloned();
        growth.written.scenarios = scenarios
            .map(|mut scenario| {
                scenario.title = Some(words.into());
                scenario
            })
            .collect();
    }
    for line in &mut plan.lines {
        line.written.title = words.into();
        line.written.category = Some(words.into());
    }
    if let Some(organization) = &mut plan.organization {
        organization.name = words.into();
    }
    if let Some(vision) = &mut plan.vision {
        vision.title = words.into();
    }
    plan
}

fn check_words(name: &str, words: &str) {
    let plan = with_words(name, words);
    for size in [Size::Slide, Size::Page] {
        let look = Look { theme: Theme::dark(), size };
        let short: String = words.chars().take(12).collect();
        each(&plan, &look, |chart, drawing| {
            check(&drawing, &format!("{} of {name}, {size:?}, {short:?}", chart.name));
        });
    }
}

#[test]
fn hostile_words_stay_in_their_place() {
    for name in SAMPLES {
        for words in hostile() {
            check_words(name, &words);
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 40, failure_persistence: None, ..Default::default() })]
    /// Words of any script and length, with anything between them.
    #[test]
    fn any_words_stay_in_their_place(
        parts in proptest::collection::vec(("[ -~]{0,12}|\\PC{0,12}|.{0,6}|[\u{5d0}-\u{5ea}\u{1780}-\u{17d3}\u{4e00}-\u{4fff}\u{1f300}-\u{1f64f}]{0,9}", 1..9usize), 1..9),
    ) {
        let words: String = parts.iter().map(|(part, count)| part.repeat(*count)).collect();
        let words: String = words.chars().take(600).collect();
        check_words("aurora", &words);
    }
}

#[test]
fn an_empty_plan_gives_pictures_that_say_so() {
    let plan = Plan::default();
    each(&plan, &Look::slide(Theme::light()), |chart, drawing| {
        check(&drawing, chart.name);
        assert!(drawing.table.rows.len() <= 1, "{} has data of nothing", chart.name);
    });
}
