//! Names of items, and references to them.

use std::borrow::{Borrow, Cow};
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smol_str::SmolStr;

use super::mistake::{Mistake, quoted};
use super::read::{self, Found};
use super::text::code_point;

/// Longest id in bytes, with all its segments.
const LONGEST: usize = 255;

/// Longest segment in bytes.
const LONGEST_SEGMENT: usize = 64;

/// Regular expression of an id, without anchors and without the limit of 255 characters.
pub(super) const ID_PATTERN: &str = "[a-z][a-z0-9-]{0,63}(/[a-z][a-z0-9-]{0,63})*";

/// Ids that the format itself gives away.
const RESERVED: [&str; 3] = ["vision", "mission", "organization"];

/// The name of an item: segments of lower-case letters, digits and hyphens that begin with a letter,
/// at most 64 long, joined by `/`, at most 255 characters together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(SmolStr);

impl Id {
    /// Reads an id.
    ///
    /// # Errors
    /// The mistake names the first character that does not fit, and an id that would, if one is near.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        match fault(text) {
            None => Ok(Self(SmolStr::new(text))),
            Some(mistake) => Err(mistake),
        }
    }

    /// The whole id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The segments between the slashes, from the outermost item.
    pub fn segments(&self) -> impl Iterator<Item = &str> {
        self.0.split('/')
    }

    /// The last segment.
    pub fn last_segment(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The id of an item nested in this one: `self/own`.
    ///
    /// # Errors
    /// An id of more than 255 characters is a mistake.
    pub fn nest(&self, own: &Self) -> Result<Self, Mistake> {
        Self::parse(&format!("{self}/{own}"))
    }

    /// Whether it is `vision`, `mission` or `organization`, which no item may take.
    pub fn is_reserved(&self) -> bool {
        RESERVED.contains(&self.as_str())
    }
}

/// A reference to an item: its full id, or `plan:id` for an item of another plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference(SmolStr);

impl Reference {
    /// Reads `id` or `plan:id`.
    ///
    /// # Errors
    /// As for [`Id::parse`], for either side of the colon.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        // Most references name no other plan.
        if is_right(text) {
            return Ok(Self(SmolStr::new(text)));
        }
        let fault = match text.split_once(':') {
            None => fault(text),
            Some((plan, id)) => fault(plan).or_else(|| fault(id)),
        };
        match fault {
            None => Ok(Self(SmolStr::new(text))),
            Some(mistake) => Err(unsure(mistake)),
        }
    }

    /// The whole reference.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The other plan, if it names one.
    pub fn plan(&self) -> Option<&str> {
        let colon = self.0.bytes().position(|byte| byte == b':')?;
        self.0.get(..colon)
    }

    /// The full id in that plan.
    pub fn id(&self) -> &str {
        let colon = self.0.bytes().position(|byte| byte == b':');
        colon.and_then(|colon| self.0.get(colon + 1..)).unwrap_or(&self.0)
    }
}

/// An id may be made of any words, but what is referred to has one already, which may be another.
fn unsure(mistake: Mistake) -> Mistake {
    match mistake.help.as_deref().and_then(|help| help.strip_prefix("write \"")) {
        Some(id) => {
            let help = format!("write the id of the item that is meant; perhaps it is \"{id}");
            mistake.with_help(help)
        }
        None => mistake,
    }
}

impl From<Id> for Reference {
    fn from(id: Id) -> Self {
        Self(id.0)
    }
}

/// Whether an id has nothing wrong with it: one pass over its bytes, for the many that are right.
fn is_right(text: &str) -> bool {
    let mut segment = 0;
    for byte in text.bytes() {
        segment = match byte {
            b'a'..=b'z' => segment + 1,
            b'0'..=b'9' | b'-' if segment > 0 => segment + 1,
            b'/' if segment > 0 => 0,
            _ => return false,
        };
        if segment > LONGEST_SEGMENT {
            return false;
        }
    }
    segment > 0 && text.len() <= LONGEST
}

/// What is wrong with an id; none if nothing is.
fn fault(text: &str) -> Option<Mistake> {
    if is_right(text) {
        return None;
    }
    if text.is_empty() {
        return Some(
            Mistake::new("an id has at least one letter, found ``")
                .with_help("write a short word, such as \"reliable-crossings\""),
        );
    }
    if let Some((position, bad)) = first_bad(text) {
        return Some(suggest(
            Mistake::new(format!(
                "{} is not an id: it has {} as character {}",
                quoted(text),
                named(bad),
                position + 1
            )),
            text,
        ));
    }
    if text.len() > LONGEST {
        return Some(
            Mistake::new(format!(
                "the id {} has {} characters, at most {LONGEST} are allowed",
                quoted(text),
                text.len()
            ))
            .with_help("shorten its segments; the id is not the title"),
        );
    }
    text.split('/').find_map(|segment| segment_fault(text, segment))
}

/// What is wrong with a segment of allowed characters; none if nothing is.
fn segment_fault(text: &str, segment: &str) -> Option<Mistake> {
    if segment.len() > LONGEST_SEGMENT {
        return Some(
            Mistake::new(format!(
                "the id {} has {} characters between slashes, at most {LONGEST_SEGMENT} are allowed",
                quoted(text),
                segment.len()
            ))
            .with_help("shorten it; the id is not the title"),
        );
    }
    match segment.chars().next() {
        None => {
            Some(suggest(Mistake::new(format!("the id {} has nothing beside a slash", quoted(text))), text))
        }
        Some('a'..='z') => None,
        Some(first) => Some(suggest(
            Mistake::new(format!(
                "{} is not an id: it begins with {} instead of a letter",
                quoted(text),
                named(first)
            )),
            text,
        )),
    }
}

/// The first character that no id has, with its position counted in characters.
fn first_bad(text: &str) -> Option<(usize, char)> {
    text.chars().enumerate().find(|(_, c)| !matches!(c, 'a'..='z' | '0'..='9' | '-' | '/'))
}

/// A character for a message: itself in backticks, or its code point if it is not visible ASCII.
fn named(c: char) -> String {
    match c {
        ' ' => "a space".to_owned(),
        c if c.is_ascii_graphic() => format!("`{c}`"),
        c => code_point(c),
    }
}

/// Adds the nearest id, or the rule if there is none.
fn suggest(mistake: Mistake, text: &str) -> Mistake {
    match repaired(text) {
        Some(id) => mistake.with_text(&id),
        None => {
            mistake.with_help("write lower-case letters a to z, digits and hyphens, beginning with a letter")
        }
    }
}

/// The id in lower case, with hyphens for spaces, underscores and points.
fn repaired(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let mut repaired = String::with_capacity(text.len());
    for c in text.trim_matches([' ', '/']).chars() {
        match c.to_ascii_lowercase() {
            ' ' | '_' | '.' | '-' => {
                if !repaired.ends_with('-') {
                    repaired.push('-');
                }
            }
            c => repaired.push(c),
        }
    }
    let good = first_bad(&repaired).is_none()
        && repaired.split('/').all(|segment| {
            segment.len() <= LONGEST_SEGMENT && segment.starts_with(|c: char| c.is_ascii_lowercase())
        });
    good.then_some(repaired)
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Reference {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

// Maps keyed by ids can be asked with a plain text.
impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl Serialize for Reference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read::scalar(deserializer, Self::parse, |found| Err(not_text(found, "an id as text")))
    }
}

impl<'de> Deserialize<'de> for Reference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read::scalar(deserializer, Self::parse, |found| Err(not_text(found, "the id of an item as text")))
    }
}

/// The mistake for a JSON value that is not a text.
fn not_text(found: Found, expected: &str) -> Mistake {
    found.instead_of(expected).with_help("write the id in quotes, such as \"reliable-crossings\"")
}

impl JsonSchema for Id {
    fn schema_name() -> Cow<'static, str> {
        "Id".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": format!("^{ID_PATTERN}$"),
            "maxLength": LONGEST,
            "description": "Name of an item, stable for ever; a nested item is parent/own",
            "examples": ["reliable", "reliable/on-time"]
        })
    }
}

impl JsonSchema for Reference {
    fn schema_name() -> Cow<'static, str> {
        "Reference".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": format!("^({ID_PATTERN}:)?{ID_PATTERN}$"),
            "description": "Full id of an item, or plan:id for an item of another plan",
            "examples": ["reliable/on-time", "coast-2030:fewer-emissions"]
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn message(text: &str) -> String {
        Id::parse(text).unwrap_err().to_string()
    }

    #[test]
    fn accepts_segments() {
        let long = format!("a{}", "9".repeat(63));
        let longest = [long.as_str(), &long, &long, &long[..60]].join("/");
        assert_eq!(longest.len(), 255);
        for text in ["a", "reliable", "reliable/on-time", "q2-2027", "con", "a--b-", &long, &longest] {
            assert_eq!(Id::parse(text).unwrap().as_str(), text);
        }
        let id = Id::parse("reliable/on-time").unwrap();
        assert_eq!(id.segments().collect::<Vec<_>>(), ["reliable", "on-time"]);
        assert_eq!(id.last_segment(), "on-time");
        assert_eq!(id.nest(&Id::parse("east").unwrap()).unwrap().as_str(), "reliable/on-time/east");
        assert!(Id::parse(&longest).unwrap().nest(&id).is_err());
    }

    /// Number 20 of the list of hostile inputs.
    #[test]
    fn hostile_ids_show_their_character() {
        let table = [
            ("my goal", "`my goal` is not an id: it has a space as character 3\nwrite \"my-goal\""),
            ("a\0b", "`aU+0000b` is not an id: it has U+0000 as character 2\nwrite lower-case"),
            ("a\u{202e}b", "`aU+202Eb` is not an id: it has U+202E as character 2\nwrite lower-case"),
            ("g\u{430}", "`gа` is not an id: it has U+0430 as character 2\nwrite lower-case"),
            ("../x", "`../x` is not an id: it has `.` as character 1\nwrite lower-case"),
            ("CON", "`CON` is not an id: it has `C` as character 1\nwrite \"con\""),
            (
                "Fix_The_Thing",
                "`Fix_The_Thing` is not an id: it has `F` as character 1\nwrite \"fix-the-thing\"",
            ),
            (
                "2027-goal",
                "`2027-goal` is not an id: it begins with `2` instead of a letter\nwrite lower-case",
            ),
            ("a//b", "the id `a//b` has nothing beside a slash\nwrite lower-case"),
            ("a/b/", "the id `a/b/` has nothing beside a slash\nwrite \"a/b\""),
            ("", "an id has at least one letter, found ``\nwrite a short word"),
            ("a:b", "`a:b` is not an id: it has `:` as character 2\nwrite lower-case"),
        ];
        for (text, expected) in table {
            assert!(message(text).starts_with(expected), "{}", message(text));
        }
        let long = message(&"a".repeat(65));
        assert!(long.contains("has 65 characters between slashes, at most 64 are allowed"), "{long}");
        let longest = message(&["a".repeat(64), "b".repeat(64), "c".repeat(64), "d".repeat(61)].join("/"));
        assert!(longest.contains("has 256 characters, at most 255 are allowed"), "{longest}");
    }

    #[test]
    fn reserved_ids_are_known() {
        for text in ["vision", "mission", "organization"] {
            assert!(Id::parse(text).unwrap().is_reserved());
        }
        assert!(!Id::parse("vision-2030").unwrap().is_reserved());
    }

    #[test]
    fn references_may_name_a_plan() {
        let near = Reference::parse("reliable/on-time").unwrap();
        assert_eq!((near.plan(), near.id()), (None, "reliable/on-time"));
        let far = Reference::parse("coast-2030:fewer-emissions/ships").unwrap();
        assert_eq!((far.plan(), far.id()), (Some("coast-2030"), "fewer-emissions/ships"));
        for text in ["a:", ":a", "a:b:c", "A:b", "a: b", ""] {
            assert!(Reference::parse(text).is_err(), "{text}");
        }
        let title = Reference::parse("Chief of the service").unwrap_err().to_string();
        let help = "write the id of the item that is meant; perhaps it is \"chief-of-the-service\"";
        assert_eq!(title.split_once('\n').unwrap().1, help);
    }

    #[test]
    fn json_of_another_type_is_a_mistake() {
        let error = serde_json::from_str::<Id>("7").unwrap_err().to_string();
        assert!(error.starts_with("expected an id as text, found the number `7`\nwrite the id"), "{error}");
        assert!(serde_json::from_str::<Reference>("[\"a\"]").is_err());
        assert_eq!(serde_json::to_string(&Id::parse("a/b").unwrap()).unwrap(), "\"a/b\"");
    }

    proptest! {
        #[test]
        fn proposals_are_ids(text in "([a-zA-Z0-9_. /-]|\\PC){0,20}") {
            match Id::parse(&text) {
                Ok(id) => prop_assert_eq!(id.as_str(), text.as_str()),
                Err(mistake) => {
                    if let Some(proposal) = repaired(&text) {
                        prop_assert!(Id::parse(&proposal).is_ok());
                        prop_assert!(mistake.help.is_some());
                    }
                }
            }
        }
    }
}
