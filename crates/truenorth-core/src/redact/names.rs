//! Names of people, wherever they stand.

use std::collections::BTreeMap;

/// What stands in the place of an e-mail address; the domain can never exist (RFC 2606).
const ADDRESS: &str = "redacted@example.invalid";

/// Parts of names that are words of their language as well, and are looked for only within a whole name.
const PARTICLES: [&str; 22] = [
    "al", "am", "auf", "bin", "da", "dal", "de", "del", "den", "der", "di", "do", "dos", "du", "el", "la",
    "le", "of", "the", "van", "von", "zu",
];

/// A name to look for, by its first word.
#[derive(Clone, Debug)]
struct Needle {
    /// All words, in lower case.
    words: Vec<String>,
    /// What stands in its place in a free text.
    text: String,
    /// What stands in its place in an id; another one for each needle, so that ids that differ stay so.
    id: String,
    /// A single word of a longer name, in free texts looked for only as a name is written.
    part: bool,
}

/// Everybody's names with what stands in their place.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_first: BTreeMap<String, Vec<Needle>>,
    /// Names in scripts that write no spaces between words.
    unspaced: Vec<(String, String)>,
    /// By name as written.
    people: BTreeMap<String, String>,
    /// What the new ids begin with.
    prefix: String,
    count: usize,
    parts: usize,
}

impl Names {
    /// No names yet. `is_taken` says whether a text stands anywhere in the plan, so that no new id is one of its own.
    pub(super) fn new(is_taken: impl Fn(&str) -> bool) -> Self {
        let mut prefix = "person".to_owned();
        while is_taken(&format!("{prefix}-")) {
            prefix.push_str("-x");
        }
        Self { prefix, ..Self::default() }
    }

    /// Adds somebody with all names and former ids.
    pub(super) fn add<'n>(
        &mut self,
        id: &str,
        called: impl Iterator<Item = &'n str>,
        aliases: impl Iterator<Item = &'n str>,
    ) {
        self.count += 1;
        let (text, new_id) = (format!("Person {}", self.count), format!("{}-{}", self.prefix, self.count));
        let whole =
            |name: &str, id: String| Needle { words: words(name), text: text.clone(), id, part: false };
        self.push(whole(id, new_id.clone()));
        let mut called: Vec<&str> = called.collect();
        if let Some(name) = called.first() {
            self.people.insert((*name).to_owned(), text.clone());
        }
        for alias in aliases {
            // A reference by a former id becomes one by the id.
            let is_id =
                alias.bytes().all(|byte| byte.is_ascii_lowercase() || b"-/0123456789".contains(&byte));
            if is_id {
                self.push(whole(alias, new_id.clone()));
            } else {
                called.push(alias);
            }
        }
        for (number, name) in called.iter().enumerate() {
            if name.chars().any(is_unspaced) {
                self.unspaced.push(((*name).to_owned(), text.clone()));
            }
            self.push(whole(name, format!("{new_id}-name-{number}")));
            let mut reversed = words(name);
            if reversed.len() > 1 {
                reversed.rotate_right(1);
                let id = format!("{new_id}-eman-{number}");
                self.push(Needle { words: reversed, text: text.clone(), id, part: false });
            }
            for word in name.split(|c: char| !is_word(c)).filter(|word| word.chars().nth(1).is_some()) {
                if !PARTICLES.contains(&word.to_lowercase().as_str()) {
                    self.part(word, &text);
                }
            }
        }
    }

    /// Adds a single word of a name. One that several people have stands for none of them.
    fn part(&mut self, word: &str, text: &str) {
        let words = words(word);
        let Some(first) = words.first().cloned() else { return };
        let same = self.by_first.entry(first).or_default();
        if let Some(known) = same.iter_mut().find(|needle| needle.words == words) {
            if known.text != text {
                "a person".clone_into(&mut known.text);
            }
            return;
        }
        self.parts += 1;
        let id = format!("{}-part-{}", self.prefix, self.parts);
        self.push(Needle { words, text: text.to_owned(), id, part: true });
    }

    fn push(&mut self, needle: Needle) {
        let Some(first) = needle.words.first().cloned() else { return };
        let same = self.by_first.entry(first).or_default();
        match same.iter_mut().find(|known| known.words == needle.words) {
            // A whole name goes before a part of another one.
            Some(known) if known.part => *known = needle,
            Some(_) => {}
            None => same.push(needle),
        }
        // The longest first.
        same.sort_by_key(|needle| std::cmp::Reverse(needle.words.len()));
    }

    /// What stands in the place of a person's name as written.
    pub(super) fn of_person(&self, name: &str) -> Option<String> {
        self.people.get(name).cloned()
    }

    /// A free text without names and addresses.
    pub(super) fn in_words(&self, text: &str) -> String {
        let mut text = without_addresses(text);
        if text.chars().any(is_unspaced) {
            for (name, other) in &self.unspaced {
                text = text.replace(name.as_str(), other);
            }
        }
        self.replaced(&text, true)
    }

    /// An id or reference without names.
    pub(super) fn in_id(&self, id: &str) -> String {
        if ["vision", "mission", "organization"].contains(&id) {
            return id.to_owned();
        }
        self.replaced(id, false)
    }

    fn replaced(&self, text: &str, free: bool) -> String {
        let spans = spans(text);
        let mut out = String::with_capacity(text.len());
        let (mut done, mut at) = (0, 0);
        while let Some((start, _)) = spans.get(at).copied() {
            let found = self.found(text, spans.get(at..).unwrap_or_default(), free);
            let Some((needle, count, end)) = found else {
                at += 1;
                continue;
            };
            out.push_str(text.get(done..start).unwrap_or_default());
            let written = text.get(start..end).unwrap_or_default();
            let is_id = written.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            out.push_str(if free && !is_id { &needle.text } else { &needle.id });
            done = end;
            at += count;
        }
        out.push_str(text.get(done..).unwrap_or_default());
        out
    }

    /// The name that these words begin with, how many words it has, and where it ends.
    fn found(&self, text: &str, spans: &[(usize, usize)], free: bool) -> Option<(&Needle, usize, usize)> {
        let word = |at: usize| {
            let (start, end) = *spans.get(at)?;
            text.get(start..end)
        };
        let first = word(0)?;
        let lower = first.to_lowercase();
        // `Annas` is Anna's in several languages.
        let stem = lower.strip_suffix('s').unwrap_or(&lower);
        let needles = [lower.as_str(), stem].into_iter().filter_map(|key| self.by_first.get(key));
        for needle in needles.flatten() {
            // In free texts a part of a name is looked for as names are written, and a single letter never.
            let is_name = first.starts_with(|c: char| c.is_uppercase() || is_unspaced(c));
            let is_letter =
                needle.words.len() == 1 && !is_unspaced_word(first) && first.chars().nth(1).is_none();
            if free && (is_letter || needle.part && !is_name) {
                continue;
            }
            let count = needle.words.len();
            let last = count.checked_sub(1)?;
            let alike = needle.words.iter().enumerate().all(|(at, wanted)| {
                let Some(found) = word(at).map(str::to_lowercase) else { return false };
                let is_it =
                    found == *wanted || (at == last && free && found.strip_suffix('s') == Some(wanted));
                let joined = at == 0 || joined(text, spans, at, free);
                is_it && joined
            });
            if alike {
                return Some((needle, count, spans.get(last)?.1));
            }
        }
        None
    }
}

/// Whether a word and the one before it can be of one name.
fn joined(text: &str, spans: &[(usize, usize)], at: usize, free: bool) -> bool {
    let between = at.checked_sub(1).and_then(|before| {
        let (from, to) = (spans.get(before)?.1, spans.get(at)?.0);
        text.get(from..to)
    });
    let Some(between) = between else { return false };
    if free { between.chars().count() <= 2 && !between.contains(['/', '\n']) } else { between == "-" }
}

/// The words of a text by their bytes.
fn spans(text: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match (is_word(c), open) {
            (true, None) => open = Some(at),
            (false, Some(start)) => {
                found.push((start, at));
                open = None;
            }
            _ => {}
        }
    }
    if let Some(start) = open {
        found.push((start, text.len()));
    }
    found
}

fn words(name: &str) -> Vec<String> {
    spans(name).into_iter().filter_map(|(start, end)| Some(name.get(start..end)?.to_lowercase())).collect()
}

/// Letters, digits, and the marks that are written over or under them.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(u32::from(c), 0x300..=0x36F | 0x94D | 0x9CD | 0x17D2 | 0x200C..=0x200D)
}

/// Scripts that write no spaces between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0xE00..=0xEFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

fn is_unspaced_word(word: &str) -> bool {
    word.starts_with(is_unspaced)
}

/// The text with its e-mail addresses replaced.
fn without_addresses(text: &str) -> String {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%' | '\'');
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('@') {
        let (before, after) = rest.split_at(at);
        let after = after.strip_prefix('@').unwrap_or(after);
        let user = before.len() - before.trim_end_matches(is_part).len();
        let host: usize = after.chars().take_while(|c| is_part(*c)).map(char::len_utf8).sum();
        let is_host = after.get(..host).is_some_and(|host| host.trim_end_matches('.').contains('.'));
        if user > 0 && is_host {
            out.push_str(before.get(..before.len() - user).unwrap_or(before));
            out.push_str(ADDRESS);
            let dot = after.get(..host).is_some_and(|host| host.ends_with('.'));
            rest = after.get(host - usize::from(dot)..).unwrap_or_default();
        } else {
            out.push_str(before);
            out.push('@');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let mut names = Names::new(|word| word == "person-");
        names.add("mia-santos", ["Mia Santos"].into_iter(), ["m-santos", "Santos, Mia (IT)"].into_iter());
        names.add("jan", ["Jan van der Berg"].into_iter(), [].into_iter());
        names.add("wang", ["王小明"].into_iter(), [].into_iter());
        names.add("mia-lee", ["Mia Lee"].into_iter(), [].into_iter());
        names.add("a", ["A"].into_iter(), [].into_iter());
        names
    }

    #[test]
    fn names_ids_and_parts_are_replaced_in_texts() {
        let names = names();
        for (text, expected) in [
            ("Mia Santos leads; ask Santos or mia-santos.", "Person 1 leads; ask Person 1 or person-x-1."),
            ("JAN VAN DER BERG's plan, Bergs desk", "Person 2's plan, Person 2 desk"),
            ("Berg, Jan", "Person 2, Person 2"),
            ("Santos, Mia", "Person 1"),
            ("Mia said", "a person said"),
            ("the mountain (berg) stays, Bergen too", "the mountain (berg) stays, Bergen too"),
            ("由王小明负责", "由Person 3负责"),
            ("write to mia.santos@example.org.", "write to redacted@example.invalid."),
            ("@mia-santos, a @ b", "@person-x-1, a @ b"),
            ("Minna Leeds", "Minna Leeds"),
            ("a plan of plans", "a plan of plans"),
        ] {
            assert_eq!(names.in_words(text), expected);
        }
    }

    #[test]
    fn ids_that_differ_stay_so() {
        let names = names();
        assert_eq!(names.in_id("mia-santos"), "person-x-1");
        assert_eq!(names.in_id("m-santos"), "person-x-1", "a former id");
        assert_eq!(names.in_id("other:mia-santos/grow"), "other:person-x-1/grow");
        assert_eq!(names.in_id("vision"), "vision");
        let ids = ["mia-santos", "mia-lee", "santos-mia", "mia", "lee", "jan", "berg", "jan-van-der-berg"];
        let new: std::collections::BTreeSet<String> = ids.iter().map(|id| names.in_id(id)).collect();
        assert_eq!(new.len(), ids.len(), "{new:?}");
        assert_eq!(names.of_person("Jan van der Berg").as_deref(), Some("Person 2"));
    }
}
