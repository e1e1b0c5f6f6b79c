//! "Did you mean": the nearest of a few known words.

/// Words longer than this get no suggestion: they are not misspellings.
const LONGEST: usize = 64;

/// The candidate nearest to `word`, if it is near enough to be a slip of the keyboard.
///
/// A candidate that differs only in the case of ASCII letters wins. Otherwise the distance is that of
/// Damerau and Levenshtein in its restricted form (insert, delete, replace, swap two neighbours; no part
/// edited twice), compared without regard to case. It must be at most 2 and at most a third of the
/// word's length, rounded up. The smallest distance wins, then the order of the candidates.
/// The work is bounded: words and candidates above 64 characters and candidates whose length differs by
/// more than 2 are skipped.
pub fn did_you_mean<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let letters = letters(word)?;
    let mark = mark(word);
    let limit = letters.len().div_ceil(3).min(2);
    let mut best: Option<(usize, &'a str)> = None;
    for candidate in candidates {
        if candidate.eq_ignore_ascii_case(word) {
            return Some(candidate);
        }
        // Each of two edits takes at most one letter out and brings at most one in.
        if (mark ^ self::mark(candidate)).count_ones() > 4 {
            continue;
        }
        let Some(others) = self::letters(candidate) else { continue };
        if letters.len().abs_diff(others.len()) > 2 {
            continue;
        }
        let distance = distance(&letters, &others);
        if distance <= limit && best.is_none_or(|(smallest, _)| distance < smallest) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The one candidate that is a single slip of the finger away, or differs in case only; none if there are several.
#[must_use]
pub fn only_slip<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let letters = letters(word)?;
    let mark = mark(word);
    let mut found = candidates.filter(|candidate| {
        (mark ^ self::mark(candidate)).count_ones() <= 2
            && self::letters(candidate).is_some_and(|others| distance(&letters, &others) <= 1)
    });
    let only = found.next()?;
    found.all(|other| other == only).then_some(only)
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

/// Restricted Damerau-Levenshtein distance, with three rows of the table.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_last: Vec<usize> = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut row: Vec<usize> = vec![0; b.len() + 1];
    for (i, &x) in a.iter().enumerate() {
        row[0] = i + 1;
        for (j, &y) in b.iter().enumerate() {
            let replaced = last[j] + usize::from(x != y);
            let mut least = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && x == b[j - 1] && a[i - 1] == y {
                least = least.min(before_last[j - 1] + 1);
            }
            row[j + 1] = least;
        }
        std::mem::swap(&mut before_last, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last.last().copied().unwrap_or(a.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suggest(word: &str, candidates: &[&'static str]) -> Option<&'static str> {
        did_you_mean(word, candidates.iter().copied())
    }

    fn apart(a: &str, b: &str) -> usize {
        distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>())
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
