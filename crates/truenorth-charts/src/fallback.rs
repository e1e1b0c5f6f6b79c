//! A font of the user's for characters that the embedded one lacks.
//!
//! Text is measured in many places, all of which must see the same font. It is laid under the embedded one for the
//! time of a call, [`with`]; charts that are measured and written within it agree.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use ab_glyph::{Font, FontVec, GlyphId};
use ttf_parser::{Face, name_id};

/// The largest font file that is read: fonts of all Chinese characters have 10 to 20 MB.
pub const MAX_BYTES: usize = 64 << 20;

/// The widest a character may be, in thousandths of an em; a broken font may say anything.
const WIDEST: f64 = 4000.0;

/// Why a file is not used as a font.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FontError {
    /// It has more than [`MAX_BYTES`].
    Size(usize),
    /// It is a collection of fonts, or packed for the web.
    Kind(&'static str),
    /// Its tables cannot be read.
    Broken,
    /// It has no outlines, or no map from characters to them.
    Empty,
}

impl fmt::Display for FontError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Size(bytes) => write!(f, "it has {bytes} bytes; the limit is {MAX_BYTES}"),
            Self::Kind(kind) => write!(f, "it is {kind}; a TTF or OTF file with one font is needed"),
            Self::Broken => f.write_str("it is no TTF or OTF font, or damaged"),
            Self::Empty => f.write_str("it draws no characters"),
        }
    }
}

impl std::error::Error for FontError {}

/// A parsed font with its family name.
pub struct Fallback {
    font: FontVec,
    family: String,
    units: f64,
}

impl fmt::Debug for Fallback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fallback").field("family", &self.family).finish_non_exhaustive()
    }
}

impl Fallback {
    /// Reads a TrueType or OpenType font.
    ///
    /// # Errors
    /// Files that are too large, of another kind, damaged, or without outlines are refused.
    pub fn new(bytes: Vec<u8>) -> Result<Self, FontError> {
        if bytes.len() > MAX_BYTES {
            return Err(FontError::Size(bytes.len()));
        }
        match bytes.get(..4) {
            Some(b"ttcf") => return Err(FontError::Kind("a collection of fonts")),
            Some(b"wOFF" | b"wOF2") => return Err(FontError::Kind("a WOFF file")),
            _ => {}
        }
        let face = Face::parse(&bytes, 0).map_err(|_| FontError::Broken)?;
        let tables = face.tables();
        let has_outlines = tables.glyf.is_some() || tables.cff.is_some();
        if !has_outlines || tables.cmap.is_none() || face.number_of_glyphs() < 2 {
            return Err(FontError::Empty);
        }
        let units = f64::from(face.units_per_em());
        let family = family(&face);
        let font = FontVec::try_from_vec(bytes).map_err(|_| FontError::Broken)?;
        Ok(Self { font, family, units })
    }

    /// The name of its family, of letters, digits, spaces, `-` and `_` alone.
    #[must_use]
    pub fn family(&self) -> &str {
        &self.family
    }

    /// The file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.font.font_data()
    }

    pub(crate) fn font(&self) -> &FontVec {
        &self.font
    }

    pub(crate) fn units(&self) -> f64 {
        self.units
    }

    /// The glyph of a character with its advance in thousandths of an em.
    pub(crate) fn glyph(&self, c: char) -> Option<(GlyphId, f64)> {
        let id = self.font.glyph_id(c);
        let advance = f64::from(self.font.h_advance_unscaled(id)) * 1000.0 / self.units;
        (id.0 != 0).then(|| (id, if advance.is_finite() { advance.clamp(0.0, WIDEST) } else { 0.0 }))
    }

    /// Kerning between two of its glyphs in thousandths of an em.
    pub(crate) fn kerning(&self, first: GlyphId, second: GlyphId) -> f64 {
        let kerning = f64::from(self.font.kern_unscaled(first, second)) * 1000.0 / self.units;
        if kerning.is_finite() { kerning.clamp(-1000.0, 1000.0) } else { 0.0 }
    }
}

/// The family name, made harmless; a font without one is called `fallback`.
fn family(face: &Face<'_>) -> String {
    let names = || face.names().into_iter();
    let named = |id| names().find(|name| name.name_id == id && name.is_unicode());
    let found = named(name_id::TYPOGRAPHIC_FAMILY).or_else(|| named(name_id::FAMILY));
    let name = found.and_then(|name| name.to_string()).unwrap_or_default();
    let kept = name.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    let name: String = kept.take(80).collect();
    let name = name.trim();
    if name.is_empty() { "fallback".to_owned() } else { name.to_owned() }
}

thread_local! {
    static CURRENT: RefCell<Option<Rc<Fallback>>> = const { RefCell::new(None) };
}

/// Runs `work` with the font laid under the embedded one.
pub fn with<T>(font: Option<Rc<Fallback>>, work: impl FnOnce() -> T) -> T {
    /// Puts the former font back, also if the work panics.
    struct Restore(Option<Rc<Fallback>>);
    impl Drop for Restore {
        fn drop(&mut self) {
            let before = self.0.take();
            CURRENT.with(|current| *current.borrow_mut() = before);
        }
    }
    let _restore = Restore(CURRENT.with(|current| current.replace(font)));
    work()
}

/// The font of the call that runs.
pub(crate) fn current() -> Option<Rc<Fallback>> {
    CURRENT.with(|current| current.borrow().clone())
}

#[cfg(test)]
mod tests;
