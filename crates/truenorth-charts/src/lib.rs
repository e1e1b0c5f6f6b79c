//! Alignment and growth charts drawn with plotters on a scene of our own, written as SVG or PNG.
//!
//! The flow is `view -> scene -> bytes`: a chart turns its plain [`charts`] view into a [`scene::Scene`] in
//! fixed-point coordinates; [`svg::to_svg`] and [`raster::to_png`] write it. Equal input gives equal bytes.

pub mod backend;
pub mod charts;
pub mod layout;
pub mod mark;
pub mod number;
pub mod raster;
pub mod scene;
pub mod svg;
pub mod text;
pub mod theme;
pub mod views;

#[cfg(test)]
mod testing;
