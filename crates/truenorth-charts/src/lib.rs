//! Alignment and growth charts drawn with plotters on a scene of our own, written as SVG or PNG.
//!
//! The flow is `plan -> view -> scene -> bytes`: [`views`] takes from a plan what a chart shows, the chart turns its plain
//! [`charts`] view into a [`scene::Scene`] in fixed-point coordinates; [`svg::to_svg`] and [`raster::to_png`] write it.
//! [`catalogue::CHARTS`] is the list of all. Equal input gives equal bytes.

pub mod accent;
pub mod backend;
pub mod catalogue;
pub mod charts;
pub mod fallback;
pub mod layout;
pub mod links;
pub mod mark;
pub mod number;
mod outline;
pub mod raster;
pub mod scene;
mod sight;
pub mod svg;
pub mod table;
pub mod text;
pub mod theme;
pub mod views;

#[cfg(test)]
mod testing;
