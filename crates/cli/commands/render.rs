//! `truenorth render`

use std::path::Path;

use anstream::ColorChoice;
use truenorth_charts::charts::CHARTS;
use truenorth_check::Flags;

use crate::args::Render;
use crate::failure::Failure;
use crate::{charts, exit, load, output};

/// The formats of pictures, by the ending of the file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Picture {
    Svg,
    Png,
}

pub(super) fn run(render: &Render, color: ColorChoice) -> Result<u8, Failure> {
    if render.list {
        let list = CHARTS.iter().map(|chart| format!("{:<14} {}\n", chart.name, chart.summary));
        output::to_stdout(&list.collect::<String>(), color)?;
        return Ok(exit::CLEAN);
    }
    let (Some(name), Some(path)) = (&render.chart, &render.output) else {
        return Err(Failure::new("render needs a chart and -o FILE"));
    };
    let chart = charts::named(name)?;
    let picture = picture(path)?;
    if !(0.5..=4.0).contains(&render.scale) {
        return Err(Failure::with_help(
            format!("--scale {} is out of range", render.scale),
            "choose 0.5 to 4",
        ));
    }
    let mut loaded = load::load_under(&render.input, render.under.scenario.as_deref())?;
    let analysed = super::analyse(&mut loaded, &Flags::default());
    super::refuse_unreadable(&loaded, &analysed.report, color)?;
    let drawn =
        charts::draw(chart, &loaded, &analysed, render.item.as_deref(), &charts::theme(render.theme))?;
    charts::tell(&drawn.notes);
    let bytes = match picture {
        Picture::Svg => charts::svg(&drawn.scene),
        Picture::Png => charts::png(&drawn.scene, render.scale)?,
    };
    output::write_file(path, &bytes)?;
    Ok(exit::CLEAN)
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
