//! The fonts of an SVG: their names, and their files within it.

use crate::fallback;
use crate::scene::Scene;
use crate::text::{self, Weight};

/// The font families named in the picture, best first.
pub(super) fn families(scene: &Scene) -> String {
    let own = match fallback::current().filter(|_| uses_fallback(scene)) {
        Some(fallback) => format!("'{}', ", fallback.family()),
        None => String::new(),
    };
    format!("Inter, {own}'Helvetica Neue', Arial, 'Noto Sans', sans-serif")
}

fn uses_fallback(scene: &Scene) -> bool {
    scene.texts().iter().any(|text| text::uses_fallback(&text.content))
}

/// A style sheet that holds the weights of the embedded font that the picture uses, and the user's font if it does.
pub(super) fn faces(scene: &Scene) -> String {
    let texts = scene.texts();
    let mut rules = String::new();
    let mut face = |family: &str, weight: &str, file: &[u8]| {
        let data = base64(file);
        rules.push_str(&format!(
            "@font-face{{font-family:'{family}';{weight}src:url(data:font/ttf;base64,{data})}}"
        ));
    };
    for (weight, number) in [(Weight::Regular, 400), (Weight::SemiBold, 600)] {
        if texts.iter().any(|text| text.weight == weight) {
            face("Inter", &format!("font-weight:{number};"), text::file(weight));
        }
    }
    if let Some(fallback) = fallback::current().filter(|_| uses_fallback(scene)) {
        face(fallback.family(), "", fallback.bytes());
    }
    format!("<style>{rules}</style>\n")
}

/// Bytes as text of 64 letters (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| chunk.get(at).copied().map_or(0, u32::from);
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let letter = LETTERS.get((group >> (18 - 6 * at) & 63) as usize).copied().unwrap_or(b'A');
            out.push(if at > chunk.len() { '=' } else { char::from(letter) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The test vectors of RFC 4648, section 10.
    #[test]
    fn base64_matches_the_rfc() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
