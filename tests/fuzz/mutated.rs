//! Samples with a few bytes changed, for the tests that hold what the fuzz targets hold.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::prelude::*;

/// The texts of all samples of at most 20,000 bytes.
pub(crate) static SAMPLES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> = Vec::new();
    let mut open = vec![repository.join("samples"), repository.join("tests/fixtures")];
    while let Some(directory) = open.pop() {
        for entry in fs::read_dir(directory).unwrap().map(Result::unwrap) {
            let to = if entry.file_type().unwrap().is_dir() { &mut open } else { &mut files };
            to.push(entry.path());
        }
    }
    files.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    let texts = files.iter().map(|path| fs::read(path).unwrap());
    texts.filter(|bytes| bytes.len() <= 20_000).collect()
});

#[derive(Clone, Debug)]
struct Change {
    at: prop::sample::Index,
    length: usize,
    with: Vec<u8>,
}

fn change() -> impl Strategy<Value = Change> {
    let pieces = [
        "{", "}", "[", "]", "\"", ",", ":", "null", "1e999", "\\u0000", "\\ud800", "\u{202e}", "//", "-",
        "2027..", "vision", "True", "'", "titel", "# x\n", "2027-6-3", "60 %", "12000.5", "é", "日本", "🝻",
    ];
    let pieces = pieces.map(|piece| piece.as_bytes().to_vec()).to_vec();
    let with = prop_oneof![3 => prop::sample::select(pieces), 1 => prop::collection::vec(any::<u8>(), 0..3)];
    (any::<prop::sample::Index>(), 0_usize..6, with).prop_map(|(at, length, with)| Change {
        at,
        length,
        with,
    })
}

/// A sample with some places replaced.
pub(crate) fn mutated() -> impl Strategy<Value = Vec<u8>> {
    (any::<prop::sample::Index>(), prop::collection::vec(change(), 0..4)).prop_map(|(sample, changes)| {
        let mut bytes = sample.get(&SAMPLES).clone();
        for Change { at, length, with } in changes {
            let at = at.index(bytes.len() + 1);
            let end = (at + length).min(bytes.len());
            bytes.splice(at..end, with);
        }
        bytes
    })
}
