//! Arguments of pictures.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use truenorth_charts::catalogue::Detail;
use truenorth_core::scalar::Time;

use super::{Input, Under};

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
  truenorth render all samples/aurora --out pictures --format svg,png --data csv")]
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
    /// Look of the chart.
    #[arg(long, value_name = "THEME", default_value = "light")]
    pub(crate) theme: ThemeArg,
    /// Size of the chart.
    #[arg(long, value_name = "SIZE", default_value = "slide")]
    pub(crate) size: SizeArg,
    /// Pixels per unit of a PNG, 0.5 to 4.
    #[arg(long, value_name = "FACTOR", default_value = "1")]
    pub(crate) scale: f32,
    /// Write the numbers behind the chart beside it, under the same name.
    #[arg(long, value_name = "FORMAT")]
    pub(crate) data: Option<DataFormat>,
    /// List the charts.
    #[arg(long)]
    pub(crate) list: bool,
}
