//! "Did you mean": the nearest of a few known words.

/// Words longer than this get no suggestion: they are not misspellings.
pub(super) const LONGEST: usize = 64;

/// The candidate nearest to `word`, if it is near enough to be a slip of the keyboard.
///
/// A candidate that differs only in the case of ASCII letters wins. Otherwise the distance is that of
/// Damerau and Levenshtein in its restricted form (insert, delete, replace, swap two neighbours; no part
/// edited twice), compared without regard to case. It must be at most 2 and at most a third of the
/// word's length, rounded up. The smallest distance wins, then the order of the candidates.
/// The work is bounded: words and candidates above 64 characters and candidates whose length differs by
/// more than 2 are skipped.
pub fn did_you_mean<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = Wanted::new(word)?;
    let mut best: Option<(usize, &'a str)> = None;
    for candidate in candidates {
        match wanted.distance(candidate) {
            Some(0) => return Some(candidate),
            Some(distance) if best.is_none_or(|(smallest, _)| distance < smallest) => {
                best = Some((distance, candidate));
            }
            _ => {}
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The one candidate that is a single slip of the finger away, or differs in case only; none if there are several.
#[must_use]
pub fn only_slip<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = Wanted::new(word)?;
    let is_slip = |word: &&str| wanted.distance(word).is_some_and(|distance| distance <= 1);
    let mut found = candidates.filter(is_slip);
    let only = found.next()?;
    found.all(|other| other == only).then_some(only)
}

/// The greatest distance at which a candidate is near a word of so many letters.
pub(super) fn limit_of(letters: usize) -> usize {
    letters.div_ceil(3).min(2)
}

/// A word that nothing is called, and how far from it a candidate may be.
struct Wanted<'w> {
    word: &'w str,
    letters: Vec<char>,
    mark: u64,
    limit: usize,
}

impl<'w> Wanted<'w> {
    fn new(word: &'w str) -> Option<Self> {
        let letters = letters(word)?;
        let limit = limit_of(letters.len());
        Some(Self { word, letters, mark: mark(word), limit })
    }

    /// How far a candidate is from the word, if it is near: 0 if only case differs.
    fn distance(&self, candidate: &str) -> Option<usize> {
        // Each of two edits takes at most one letter out and brings at most one in; a character has up to four bytes.
        if (self.mark ^ mark(candidate)).count_ones() > 4 || self.word.len().abs_diff(candidate.len()) > 8 {
            return None;
        }
        if candidate.eq_ignore_ascii_case(self.word) {
            return Some(0);
        }
        // Nearly all words are ASCII, and then nothing is allocated.
        if self.word.is_ascii() && candidate.is_ascii() {
            let near = |byte: &u8, other: &u8| byte.eq_ignore_ascii_case(other);
            return distance(self.word.as_bytes(), candidate.as_bytes(), self.limit, near);
        }
        distance(&self.letters, &letters(candidate)?, self.limit, |one, other| one == other)
    }
}

/// Which bytes a word has, in lower case, each by one of 64 bits; beyond ASCII nothing is said, as one edit there changes several bytes.
fn mark(word: &str) -> u64 {
    let bytes = word.bytes().filter(u8::is_ascii);
    bytes.fold(0, |mark, byte| mark | 1 << (byte.to_ascii_lowercase() % 64))
}

/// The characters in lower case; none for the empty word and for words that are too long.
fn letters(word: &str) -> Option<Vec<char>> {
    // A character has at most four bytes, so this look at the length keeps huge texts from being walked.
    if word.is_empty() || word.len() > LONGEST * 4 {
        return None;
    }
    let letters: Vec<char> = word.chars().map(|c| c.to_ascii_lowercase()).collect();
    (letters.len() <= LONGEST).then_some(letters)
}

/// Restricted Damerau-Levenshtein distance of words of at most [`LONGEST`] letters, with three rows of the table; none
/// above `limit`.
fn distance<T>(a: &[T], b: &[T], limit: usize, same: impl Fn(&T, &T) -> bool) -> Option<usize> {
    if a.len().abs_diff(b.len()) > limit || a.len().max(b.len()) > LONGEST {
        return None;
    }
    let mut before_last = [0_usize; LONGEST + 1];
    let mut last: [usize; LONGEST + 1] = std::array::from_fn(|column| column);
    let mut row = [0_usize; LONGEST + 1];
    for (i, x) in a.iter().enumerate() {
        row[0] = i + 1;
        let mut least_of_row = row[0];
        for (j, y) in b.iter().enumerate() {
            let replaced = last[j] + usize::from(!same(x, y));
            let mut least = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && same(x, &b[j - 1]) && same(&a[i - 1], y) {
                least = least.min(before_last[j - 1] + 1);
            }
            row[j + 1] = least;
            least_of_row = least_of_row.min(least);
        }
        // A swap looks two rows back, so that one row beyond the limit is not the end yet.
        if least_of_row > limit + 1 {
            return None;
        }
        std::mem::swap(&mut before_last, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    Some(last[b.len()]).filter(|distance| *distance <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suggest(word: &str, candidates: &[&'static str]) -> Option<&'static str> {
        did_you_mean(word, candidates.iter().copied())
    }

    fn apart(a: &str, b: &str) -> usize {
        let letters = |word: &str| word.chars().collect::<Vec<_>>();
        distance(&letters(a), &letters(b), 9, |one, other| one == other).unwrap()
    }

    #[test]
    fn distances_worked_by_hand() {
        assert_eq!(apart("", "abc"), 3);
        assert_eq!(apart("owner", "owner"), 0);
        assert_eq!(apart("onwer", "owner"), 1);
        assert_eq!(apart("kitten", "sitting"), 3);
        assert_eq!(apart("ca", "abc"), 3);
    }

    #[test]
    fn one_slip_is_certain_only_where_it_is_the_only_one() {
        let only = |word: &str, candidates: &[&'static str]| only_slip(word, candidates.iter().copied());
        let fields = ["title", "owner", "due", "done"];
        assert_eq!(only("titel", &fields), Some("title"), "two letters change places");
        assert_eq!(only("Owner", &fields), Some("owner"));
        assert_eq!(only("ownerss", &fields), None);
        assert_eq!(only("dne", &fields), None, "`due` and `done`");
        assert_eq!(only("", &fields), None);
    }

    #[test]
    fn nearest_candidate_wins() {
        let fields = ["title", "owner", "contributes_to", "due"];
        assert_eq!(suggest("onwer", &fields), Some("owner"));
        assert_eq!(suggest("contribute_to", &fields), Some("contributes_to"));
        assert_eq!(suggest("TITLE", &fields), Some("title"));
        assert_eq!(suggest("du", &fields), Some("due"));
        assert_eq!(suggest("budget", &fields), None);
        assert_eq!(suggest("", &fields), None);
        assert_eq!(suggest(&"a".repeat(65), &fields), None);
        assert_eq!(suggest(&"a".repeat(1_000_000), &fields), None);
    }

    #[test]
    fn ties_go_to_the_earlier_candidate_and_case_alone_beats_all() {
        assert_eq!(suggest("bat", &["cat", "hat"]), Some("cat"));
        assert_eq!(suggest("Cat", &["bat", "cat"]), Some("cat"));
    }

    #[test]
    fn short_words_need_to_be_nearer() {
        assert_eq!(suggest("abc", &["xyc"]), None);
        assert_eq!(suggest("abcd", &["xycd"]), Some("xycd"));
    }
}
