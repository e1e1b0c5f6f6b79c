//! Arguments of pictures.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use truenorth_charts::accent;
use truenorth_charts::catalogue::Detail;
use truenorth_charts::scene::Color;
use truenorth_core::scalar::Time;

use super::{Input, Under};
use crate::link::LinkBase;

/// The look of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ThemeArg {
    /// Dark on white.
    Light,
    /// Light on dark.
    Dark,
    /// Light or dark as the reader prefers; SVG only.
    Auto,
    /// Black on white, without tinted areas.
    Print,
}

/// The size of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SizeArg {
    /// 1600 x 900, for slides.
    Slide,
    /// 1120 wide, for the column of a document.
    Page,
}

/// How much a chart says of each goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DetailArg {
    /// A card with all that is known of it.
    Full,
    /// A line.
    Compact,
    /// One box for many goals, with their number and states.
    Collapsed,
}

impl DetailArg {
    pub(crate) fn detail(self) -> Detail {
        match self {
            Self::Full => Detail::Full,
            Self::Compact => Detail::Compact,
            Self::Collapsed => Detail::Collapsed,
        }
    }
}

/// The formats of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Picture {
    Svg,
    Png,
}

impl Picture {
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }
}

/// The formats of the numbers behind a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DataFormat {
    Csv,
    Json,
}

impl DataFormat {
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// What to keep from those who will see the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Secret {
    /// Amounts of money.
    #[value(aliases = ["amounts", "amount", "budget"])]
    Money,
    /// Names, ids and e-mail addresses of people.
    #[value(aliases = ["person", "persons", "names", "name"])]
    People,
}

/// What is replaced before anything is drawn or written.
#[derive(Clone, Debug, ClapArgs)]
pub(crate) struct Redact {
    /// Replace amounts of money, or names of people, before anything is drawn or written.
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub(crate) redact: Vec<Secret>,
}

/// How the texts of an SVG are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TextArg {
    /// As text, that can be searched and copied.
    Text,
    /// As outlines, that look alike without any font.
    Paths,
}

/// How pictures look and are written.
#[derive(Clone, Debug, ClapArgs)]
pub(crate) struct Ink {
    /// Look of the charts.
    #[arg(long, value_name = "THEME", default_value = "light")]
    pub(crate) theme: ThemeArg,
    /// Colour of the organisation, such as #0057b8, for what really happened and for the vision.
    #[arg(long, value_name = "COLOUR", value_parser = colour)]
    pub(crate) accent: Option<Color>,
    /// TTF or OTF font for characters that the embedded one lacks.
    #[arg(long, value_name = "FILE")]
    pub(crate) font: Option<PathBuf>,
    /// Texts of an SVG as text, or as outlines.
    #[arg(long, value_name = "AS", default_value = "text")]
    pub(crate) text: TextArg,
    /// Put the fonts that an SVG uses into it.
    #[arg(long)]
    pub(crate) embed_font: bool,
    /// Make marks of an SVG links: an address before `FILE#LLINE`, or with {id}, {file} and {line} in it.
    #[arg(long, value_name = "URL", value_parser = crate::link::link_base)]
    pub(crate) link_base: Option<LinkBase>,
}

fn colour(text: &str) -> Result<Color, String> {
    accent::parse(text).ok_or_else(|| "write a colour such as #0057b8".to_owned())
}

fn dpi(text: &str) -> Result<u16, String> {
    let dpi: u16 = text.parse().map_err(|_| "write a whole number".to_owned())?;
    if (36..=2400).contains(&dpi) { Ok(dpi) } else { Err("choose 36 to 2400".to_owned()) }
}

/// The part of the plan to draw.
#[derive(Clone, Debug, ClapArgs)]
pub(crate) struct Narrow {
    /// Only what belongs to this team and the teams below it, for charts that can be narrowed so.
    #[arg(long, value_name = "ID")]
    pub(crate) team: Option<String>,
    /// Only this pillar, or any other goal, and what contributes to it.
    #[arg(long, value_name = "ID")]
    pub(crate) pillar: Option<String>,
    /// Only this time, such as 2027-Q2 or FY27.
    #[arg(long, value_name = "TIME", value_parser = super::asked::time)]
    pub(crate) period: Option<Time>,
    /// How much is said of each goal; by itself, as much as can be read of so many.
    #[arg(long, value_name = "DETAIL")]
    pub(crate) detail: Option<DetailArg>,
}

/// `truenorth render`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  truenorth render --list
  truenorth render alignment-map -o map.svg
  truenorth render growth-plan samples/aurora --item passengers-a-month -o growth.png --scale 2 --theme dark
  truenorth render all samples/aurora --out pictures --format svg,png --data csv
  truenorth render alignment-map --redact money,people -o for-the-website.svg
  truenorth render roadmap --link-base https://git.example.org/plan/blob/main/ -o roadmap.svg")]
pub(crate) struct Render {
    /// Name of the chart, or `all`; `--list` prints them.
    #[arg(value_name = "CHART", required_unless_present = "list")]
    pub(crate) chart: Option<String>,
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) under: Under,
    /// File to write; its ending, .svg or .png, chooses the format.
    #[arg(short, long, value_name = "FILE", conflicts_with = "out")]
    pub(crate) output: Option<PathBuf>,
    /// Directory to write `all` charts to, one file each; other files in it stay.
    #[arg(long, value_name = "OUT")]
    pub(crate) out: Option<PathBuf>,
    /// Formats of `all` charts.
    #[arg(long, value_name = "FORMATS", value_delimiter = ',', default_value = "svg")]
    pub(crate) format: Vec<Picture>,
    /// The item to draw, by id, for charts of one item; needed where the plan has several.
    #[arg(long, value_name = "ID")]
    pub(crate) item: Option<String>,
    #[command(flatten)]
    pub(crate) narrow: Narrow,
    #[command(flatten)]
    pub(crate) redact: Redact,
    #[command(flatten)]
    pub(crate) ink: Ink,
    /// Size of the chart.
    #[arg(long, value_name = "SIZE", default_value = "slide")]
    pub(crate) size: SizeArg,
    /// Pixels per unit of a PNG, 0.5 to 4.
    #[arg(long, value_name = "FACTOR", default_value = "1")]
    pub(crate) scale: f32,
    /// Dots per inch that a PNG says it has, 36 to 2400; default 96 times the scale. It changes no pixel.
    #[arg(long, value_name = "DPI", value_parser = dpi)]
    pub(crate) dpi: Option<u16>,
    /// Write the numbers behind the chart beside it, under the same name.
    #[arg(long, value_name = "FORMAT")]
    pub(crate) data: Option<DataFormat>,
    /// List the charts.
    #[arg(long)]
    pub(crate) list: bool,
}
