//! Ids for new items: made once, from the source's id or the title, and kept from then on.

use std::collections::BTreeSet;

use truenorth_core::plan::Plan;
use truenorth_core::scalar::Id;

/// Longest id made from a title; one from a source's id may have as many as the format allows.
const FROM_TITLE: usize = 40;

/// Longest segment of an id.
const LONGEST: usize = 64;

/// Gives ids that are free in the whole plan.
pub(crate) struct Ids<'p> {
    plan: &'p Plan,
    given: BTreeSet<String>,
    /// What an id begins with if there is no letter to begin with: `goal`, `line`.
    word: &'static str,
}

impl<'p> Ids<'p> {
    pub(crate) fn new(plan: &'p Plan, word: &'static str) -> Self {
        Self { plan, given: BTreeSet::new(), word }
    }

    fn free(&self, id: &str) -> bool {
        let plan = self.plan;
        let known = plan.ids.contains_key(id) || plan.former_ids.contains_key(id);
        let unread = plan.unread_ids.contains(id) || plan.damaged_ids.contains(id);
        let reserved = Id::parse(id).map_or(true, |id| id.is_reserved());
        !known && !unread && !reserved && !self.given.contains(id)
    }

    /// The id for an item with this id in its source: the same if it is one, else made from it.
    pub(crate) fn for_source(&mut self, source: &str) -> String {
        let wanted = match Id::parse(source) {
            Ok(id) => id.as_str().to_owned(),
            Err(_) => slug(source, self.word, LONGEST),
        };
        self.unique(wanted)
    }

    /// The id for an item of this title.
    pub(crate) fn for_title(&mut self, title: &str) -> String {
        self.unique(slug(title, self.word, FROM_TITLE))
    }

    /// The id itself if it is free, else with `-2`, `-3` behind it.
    fn unique(&mut self, wanted: String) -> String {
        let mut id = wanted.clone();
        let mut number = 1_u32;
        while !self.free(&id) {
            number += 1;
            let end = format!("-{number}");
            let segment = wanted.rfind('/').map_or(0, |slash| slash + 1);
            let most = (segment + LONGEST).min(255).saturating_sub(end.len());
            let kept = wanted.get(..most.min(wanted.len())).unwrap_or(&wanted);
            id = format!("{}{end}", kept.trim_end_matches('-'));
        }
        self.given.insert(id.clone());
        id
    }
}

/// A segment of an id from any text: letters without their marks, in lower case, hyphens for all else, cut
/// at a word.
fn slug(text: &str, word: &str, most: usize) -> String {
    let mut slug = String::new();
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            '\'' | '\u{2019}' => {}
            _ => match plain(letter) {
                "" if !slug.ends_with('-') => slug.push('-'),
                letters => slug.push_str(letters),
            },
        }
        if slug.len() > 4 * most {
            break;
        }
    }
    let slug = slug.trim_matches('-');
    let slug = if slug.starts_with(|c: char| c.is_ascii_lowercase()) {
        slug.to_owned()
    } else if slug.is_empty() {
        word.to_owned()
    } else {
        format!("{word}-{slug}")
    };
    if slug.len() <= most {
        return slug;
    }
    let cut = slug.get(..most).unwrap_or(&slug);
    let whole_word = slug.get(most..=most) == Some("-");
    let end = if whole_word { None } else { cut.rfind('-').filter(|end| *end > most / 2) };
    cut.get(..end.unwrap_or(cut.len())).unwrap_or(cut).trim_end_matches('-').to_owned()
}

/// A letter of the Latin alphabets without its marks; nothing for other characters.
fn plain(letter: char) -> &'static str {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ids_are_made_from_titles() {
        for (title, expected) in [
            ("More readers", "more-readers"),
            ("  Überholung der Straße (2. Los) ", "uberholung-der-strasse-2-los"),
            ("90% on time", "goal-90-on-time"),
            ("目標", "goal"),
            ("Don't stop", "dont-stop"),
            ("../../etc/passwd", "etc-passwd"),
            (
                "A title that is a good deal longer than an id should be",
                "a-title-that-is-a-good-deal-longer-than",
            ),
        ] {
            assert_eq!(slug(title, "goal", FROM_TITLE), expected);
        }
    }

    #[test]
    fn ids_are_unique_in_the_order_of_rows() {
        let plan = Plan::default();
        let mut ids = Ids::new(&plan, "goal");
        assert_eq!(ids.for_title("Same"), "same");
        assert_eq!(ids.for_title("Same"), "same-2");
        assert_eq!(ids.for_source("same"), "same-3");
        assert_eq!(ids.for_source("G-1.2"), "g-1-2");
        assert_eq!(ids.for_source("a/b"), "a/b");
        assert_eq!(ids.for_title("Vision"), "vision-2");
        let long = "x".repeat(64);
        assert_eq!(ids.for_source(&long), long);
        assert_eq!(ids.for_source(&long), format!("{}-2", "x".repeat(62)));
    }

    proptest! {
        #[test]
        fn any_text_gives_an_id(title in "(?s).{0,80}", source in "(?s).{0,300}|[a-z/]{0,300}") {
            let plan = Plan::default();
            let mut ids = Ids::new(&plan, "goal");
            for id in [ids.for_title(&title), ids.for_source(&source), ids.for_source(&source)] {
                prop_assert!(Id::parse(&id).is_ok(), "{id}");
            }
        }
    }
}
