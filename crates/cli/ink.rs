//! How pictures are written: accent, fonts, outlines and links.

use std::rc::Rc;

use truenorth_charts::accent::accented;
use truenorth_charts::fallback::{self, Fallback};
use truenorth_charts::scene::Item;
use truenorth_charts::svg;
use truenorth_charts::theme::Theme;

use crate::args::{Ink, TextArg, ThemeArg};
use crate::failure::Failure;
use crate::files::{self, Content};
use crate::link::Linker;
use crate::load::Loaded;

/// The themes that a picture is drawn in.
pub(crate) struct Themes {
    pub(crate) main: Theme,
    /// For readers who prefer dark colours.
    pub(crate) dark: Option<Theme>,
    /// What was changed for the accent, for people.
    pub(crate) notes: Vec<String>,
}

/// The themes that are asked for, with the accent.
pub(crate) fn themes(ink: &Ink) -> Themes {
    let (main, dark) = match ink.theme {
        ThemeArg::Light => (Theme::light(), None),
        ThemeArg::Auto => (Theme::light(), Some(Theme::dark())),
        ThemeArg::Dark => (Theme::dark(), None),
        ThemeArg::Print => (Theme::print(), None),
    };
    let Some(accent) = ink.accent else { return Themes { main, dark, notes: Vec::new() } };
    let main = accented(main, accent);
    let dark = dark.map(|dark| accented(dark, accent));
    let mut notes = main.notes;
    let dark = dark.map(|dark| {
        notes.extend(dark.notes);
        dark.theme
    });
    Themes { main: main.theme, dark, notes }
}

/// Draws and writes with the font of `--font` below the embedded one.
pub(crate) fn with_font<T>(ink: &Ink, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    let Some(path) = &ink.font else { return work() };
    let unusable = |why: String| {
        Failure::with_help(
            format!("{} cannot be used: {why}", path.display()),
            "name a TTF or OTF file with --font",
        )
    };
    let font = match files::read(path, fallback::MAX_BYTES as u64) {
        Content::Read(bytes) => Fallback::new(bytes).map_err(|error| unusable(error.to_string()))?,
        Content::Unreadable(why) => return Err(unusable(why)),
        Content::PassedOver(why) => return Err(unusable(why.to_owned())),
    };
    fallback::with(Some(Rc::new(font)), work)
}

/// What pictures of a plan are written with.
pub(crate) struct Writer<'a> {
    ink: &'a Ink,
    linker: Option<Linker<'a>>,
    pub(crate) dpi: Option<u16>,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(ink: &'a Ink, loaded: &Loaded, dpi: Option<u16>) -> Result<Self, Failure> {
        if ink.embed_font && ink.text == TextArg::Paths {
            return Err(Failure::with_help(
                "outlines need no font",
                "leave out --embed-font or --text paths",
            ));
        }
        Ok(Self { ink, linker: ink.link_base.as_ref().map(|base| Linker::new(base, loaded)), dpi })
    }

    /// Calls with the options of an SVG.
    pub(crate) fn svg(&self, write: impl FnOnce(&svg::Options<'_>) -> String) -> String {
        let (paths, embed_font) = (self.ink.text == TextArg::Paths, self.ink.embed_font);
        match &self.linker {
            Some(linker) => {
                let link = |mark: &Item| linker.address(mark);
                write(&svg::Options { paths, embed_font, link: Some(&link) })
            }
            None => write(&svg::Options { paths, embed_font, link: None }),
        }
    }
}
