//! What a finding is known by from one run to the next: rule, item and field, never a line.
//!
//! Platforms compare reports of different days to tell what is new. A line moves with every edit above it; the item
//! and the field stay.

use std::collections::HashMap;
use std::fmt::Write as _;

use truenorth_core::finding::Finding;
use truenorth_core::place::Step;

use super::Shown;

/// How many characters of a text at fault count where there is no field.
const LONGEST_TEXT: usize = 80;

/// Gives every finding of a report a fingerprint of its own. To be asked in the order of the report.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    seen: HashMap<u128, usize>,
}

impl Fingerprints {
    /// The fingerprint, 32 hexadecimal digits, and which of those with the same one this is, from 1.
    pub(super) fn next(&mut self, all: &Shown<'_>, finding: &Finding) -> (String, usize) {
        let hash = hash(key(all, finding).as_bytes());
        let count = self.seen.entry(hash).or_default();
        *count += 1;
        (format!("{hash:032x}"), *count)
    }

    /// The fingerprint as one text.
    pub(super) fn unique(&mut self, all: &Shown<'_>, finding: &Finding) -> String {
        let (hash, count) = self.next(all, finding);
        if count == 1 { hash } else { format!("{hash}-{count}") }
    }
}

/// Rule, item or else file, and field or else the text at fault. Positions in lists are left out: an entry that is
/// added before another one must not make that one a new finding.
fn key(all: &Shown<'_>, finding: &Finding) -> String {
    let place = &finding.primary.place;
    let item = finding.item.as_deref().unwrap_or_else(|| all.sources.name(place.file));
    let mut key = format!("{}\n{item}\n", finding.rule.code);
    for step in &place.path {
        // Writing to a String cannot fail.
        let _ = match step {
            Step::Field(name) => write!(key, "{name}."),
            Step::Key(name) => write!(key, "{name}."),
            Step::Index(_) => Ok(()),
        };
    }
    if place.path.is_empty() && place.exact.is_some() {
        let text = all.sources.text(place.file).get(place.span(all.sources)).unwrap_or("");
        key.extend(text.chars().take(LONGEST_TEXT));
    }
    key
}

/// FNV-1a with 128 bits (draft-eastlake-fnv-17): the same on every machine and in every version. It does not withstand
/// somebody who looks for a collision; two findings with one hash are told apart by their number.
fn hash(bytes: &[u8]) -> u128 {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    bytes.iter().fold(BASIS, |hash, byte| (hash ^ u128::from(*byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::hash;

    /// The test vectors of the draft: the empty text, "a" and "foobar".
    #[test]
    fn the_hash_is_fnv_1a() {
        assert_eq!(hash(b""), 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d);
        assert_eq!(hash(b"a"), 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964);
        assert_eq!(hash(b"foobar"), 0x343e_1662_793c_64bf_6f0d_3597_ba44_6f18);
    }
}
