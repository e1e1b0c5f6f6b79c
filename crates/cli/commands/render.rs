//! `truenorth render`

use std::fs;
use std::path::{Path, PathBuf};

use anstream::ColorChoice;
use truenorth_charts::catalogue::CHARTS;

use crate::args::{Narrow, Picture, Render, ThemeArg};
use crate::charts::{Drawn, Style};
use crate::failure::Failure;
use crate::ink::{self, Writer};
use crate::redacted::{self, Shown};
use crate::{charts, exit, output};

/// In place of a chart's name: all of them.
const ALL: &str = "all";

pub(super) fn run(render: &Render, color: ColorChoice) -> Result<u8, Failure> {
    if render.list {
        let width = CHARTS.iter().map(|chart| chart.name.len()).max().unwrap_or(0);
        let list = CHARTS.iter().map(|chart| format!("{:<width$}  {}\n", chart.name, chart.summary));
        output::to_stdout(&list.collect::<String>(), color)?;
        return Ok(exit::CLEAN);
    }
    let Some(name) = &render.chart else { return Err(Failure::new("render needs a chart")) };
    if !(0.5..=4.0).contains(&render.scale) {
        return Err(Failure::with_help(
            format!("--scale {} is out of range", render.scale),
            "choose 0.5 to 4",
        ));
    }
    ink::with_font(&render.ink, || if name == ALL { every(render, color) } else { one(render, name, color) })
}

fn one(render: &Render, name: &str, color: ColorChoice) -> Result<u8, Failure> {
    let chart = charts::named(name)?;
    let Some(path) = &render.output else {
        return Err(Failure::with_help("render needs -o FILE", "--out DIR is for `truenorth render all`"));
    };
    let picture = picture(path)?;
    refuse_auto(render.ink.theme, &[picture])?;
    let shown = load(render, color)?;
    let Shown { loaded, analysed, .. } = &shown;
    let only = charts::only(&loaded.plan, &narrow(render, &shown))?;
    let style = style(render);
    let writer = Writer::new(&render.ink, loaded, render.dpi)?;
    let item = render.item.as_deref().map(|item| shown.id(item));
    let drawn = charts::draw(chart, loaded, analysed, item.as_deref(), only, &style)?;
    if shown.leaves_out(&drawn) {
        return Err(Failure::with_help(
            format!("without amounts nothing is left to draw of {}", drawn.name),
            "leave out --redact money, or draw another chart",
        ));
    }
    drawn.tell();
    output::write_file(path, &bytes(&drawn, picture, render.scale, &writer)?)?;
    if let Some(data) = render.data {
        output::write_file(&path.with_extension(data.ending()), &drawn.data(data, loaded)?)?;
    }
    Ok(exit::CLEAN)
}

/// The plan as it may be shown; an unreadable one is refused.
fn load(render: &Render, color: ColorChoice) -> Result<Shown, Failure> {
    let shown = redacted::load(&render.input, &render.under, &render.redact)?;
    super::refuse_unreadable(&shown.loaded, &shown.analysed.report, color)?;
    Ok(shown)
}

/// What was asked for, by the ids that the items have in what is shown.
fn narrow(render: &Render, shown: &Shown) -> Narrow {
    let id = |id: &Option<String>| id.as_deref().map(|id| shown.id(id));
    let Narrow { team, pillar, period, detail } = &render.narrow;
    Narrow { team: id(team), pillar: id(pillar), period: *period, detail: *detail }
}

/// Every chart that the plan has something for, into a directory.
fn every(render: &Render, color: ColorChoice) -> Result<u8, Failure> {
    let Some(out) = &render.out else {
        return Err(Failure::with_help("`render all` needs --out DIR", "-o FILE is for one chart"));
    };
    if let Some(item) = &render.item {
        return Err(Failure::with_help(
            format!(
                "`render all` draws every item, not `{}` alone",
                truenorth_core::sanitise::short(item, 40)
            ),
            "leave --item out",
        ));
    }
    refuse_auto(render.ink.theme, &render.format)?;
    let shown = load(render, color)?;
    let Shown { loaded, analysed, .. } = &shown;
    let only = charts::only(&loaded.plan, &narrow(render, &shown))?;
    let drawn = charts::all(loaded, analysed, only, &style(render))?;
    let drawn = shown.left(drawn);
    let writer = Writer::new(&render.ink, loaded, render.dpi)?;
    fs::create_dir_all(out)
        .map_err(|error| Failure::new(format!("{} cannot be made: {error}", out.display())))?;
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for chart in &drawn {
        chart.tell();
        let path = |ending: &str| out.join(format!("{}.{ending}", chart.name));
        for picture in &render.format {
            match bytes(chart, *picture, render.scale, &writer) {
                Ok(bytes) => files.push((path(picture.ending()), bytes)),
                // One picture may be too large to rasterise; that is no reason to lose the others.
                Err(Failure::Stop { message, .. }) => {
                    charts::warn(&[format!("{}: no {}: {message}", chart.name, picture.ending())]);
                }
                Err(other) => return Err(other),
            }
        }
        if let Some(data) = render.data {
            files.push((path(data.ending()), chart.data(data, loaded)?));
        }
    }
    for (path, bytes) in &files {
        output::write_file(path, bytes)?;
    }
    let count = match drawn.len() {
        1 => "1 chart".to_owned(),
        count => format!("{count} charts"),
    };
    output::to_stdout(&format!("wrote {count} in {} files to {}\n", files.len(), out.display()), color)?;
    Ok(exit::CLEAN)
}

/// A PNG cannot follow its reader's preference.
fn refuse_auto(theme: ThemeArg, pictures: &[Picture]) -> Result<(), Failure> {
    if theme == ThemeArg::Auto && pictures.contains(&Picture::Png) {
        return Err(Failure::with_help("--theme auto needs SVG", "choose light, dark or print for a PNG"));
    }
    Ok(())
}

fn style(render: &Render) -> Style {
    let themes = ink::themes(&render.ink);
    charts::tell(&themes.notes);
    Style { themes, size: render.size }
}

fn bytes(drawn: &Drawn, picture: Picture, scale: f32, writer: &Writer<'_>) -> Result<Vec<u8>, Failure> {
    match picture {
        Picture::Svg => Ok(drawn.svg(writer)),
        Picture::Png => drawn.png(scale, writer.dpi),
    }
}

fn picture(path: &Path) -> Result<Picture, Failure> {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some(ending) if ending.eq_ignore_ascii_case("svg") => Ok(Picture::Svg),
        Some(ending) if ending.eq_ignore_ascii_case("png") => Ok(Picture::Png),
        _ => Err(Failure::with_help(
            format!("{} ends in neither .svg nor .png", path.display()),
            "the ending of the file chooses the format",
        )),
    }
}
