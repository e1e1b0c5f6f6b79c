//! The tape: every value of a text in reading order, with its byte span.

use std::borrow::Cow;
use std::ops::Range;

/// What a node of the tape is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// `null`
    Null,
    /// `true`
    True,
    /// `false`
    False,
    /// A number.
    Number,
    /// A text.
    String,
    /// A list.
    Array,
    /// An object.
    Object,
    /// A key; its value is the next node.
    Key,
}

/// One value or key: 16 bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) start: u32,
    pub(super) end: u32,
    /// The node after this one and all inside it; of a key: after the key alone.
    pub(super) next: u32,
    pub(super) kind: NodeKind,
    /// The text has escapes, or is damaged and not simply what stands between two quotes.
    pub(super) escaped: bool,
    /// To be passed over by readers: an equal key came before, or the value is damaged.
    pub(super) skip: bool,
}

/// The values of a text in reading order. Node 0 is the outermost value.
#[derive(Clone, Debug)]
pub struct Tape<'t> {
    pub(super) text: &'t str,
    pub(super) nodes: Vec<Node>,
}

/// The values of a tape without their text, to be kept beside it.
#[derive(Debug)]
pub(crate) struct Nodes(Vec<Node>);

impl<'t> Tape<'t> {
    /// The tape of this text with the values that it was found to hold.
    pub(crate) fn of(text: &'t str, nodes: Nodes) -> Self {
        Self { text, nodes: nodes.0 }
    }

    pub(crate) fn into_nodes(self) -> Nodes {
        Nodes(self.nodes)
    }

    /// Whether the text held no value at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// How many nodes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// What a node is.
    #[must_use]
    pub fn kind(&self, node: usize) -> NodeKind {
        self.nodes.get(node).map_or(NodeKind::Null, |node| node.kind)
    }

    /// The text that was scanned.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The bytes of a node; of texts and keys with their quotes.
    #[must_use]
    pub fn span(&self, node: usize) -> Range<usize> {
        self.nodes.get(node).map_or(0..0, |node| node.start as usize..node.end as usize)
    }

    /// The text of a node as written.
    #[must_use]
    pub fn raw(&self, node: usize) -> &'t str {
        self.text.get(self.span(node)).unwrap_or("")
    }

    /// Whether a text is written with escapes.
    pub(super) fn is_escaped(&self, node: usize) -> bool {
        self.nodes.get(node).is_some_and(|node| node.escaped)
    }

    pub(super) fn skipped(&self, node: usize) -> bool {
        self.nodes.get(node).is_some_and(|node| node.skip)
    }

    pub(super) fn next(&self, node: usize) -> usize {
        self.nodes.get(node).map_or(usize::MAX, |node| node.next as usize)
    }

    /// The value that begins at this byte.
    #[must_use]
    pub fn beginning_at(&self, start: usize) -> Option<usize> {
        let found = self.nodes.binary_search_by_key(&start, |node| node.start as usize).ok()?;
        // A value that is missing has no bytes, and stands where the next one begins.
        Some(found).filter(|found| self.kind(*found) != NodeKind::Key)
    }

    /// The key that begins at this byte.
    #[must_use]
    pub fn key_beginning_at(&self, start: usize) -> Option<usize> {
        let found = self.nodes.binary_search_by_key(&start, |node| node.start as usize).ok()?;
        Some(found).filter(|found| self.kind(*found) == NodeKind::Key)
    }

    /// The list or object around a node; of a value in an object not its key.
    #[must_use]
    pub fn around(&self, node: usize) -> Option<usize> {
        let holds = |outer: &usize| {
            matches!(self.kind(*outer), NodeKind::Array | NodeKind::Object) && self.next(*outer) > node
        };
        (0..node).rev().find(holds)
    }

    /// The key and value nodes of an object, as written; nothing for another value.
    pub fn entries(&self, object: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let end = if self.kind(object) == NodeKind::Object { self.next(object) } else { 0 };
        let mut key = object + 1;
        std::iter::from_fn(move || {
            if key >= end {
                return None;
            }
            let value = key + 1;
            let entry = (key, value);
            key = self.next(value);
            Some(entry)
        })
    }

    /// The entries of a list; nothing for another value.
    pub fn elements(&self, array: usize) -> impl Iterator<Item = usize> + '_ {
        let end = if self.kind(array) == NodeKind::Array { self.next(array) } else { 0 };
        let mut value = array + 1;
        std::iter::from_fn(move || {
            if value >= end {
                return None;
            }
            let element = value;
            value = self.next(value);
            Some(element)
        })
    }

    /// Key and value of the field `name` of an object; the first of equal ones.
    #[must_use]
    pub fn field(&self, object: usize, name: &str) -> Option<(usize, usize)> {
        self.entries(object).find(|(key, _)| self.string(*key) == name)
    }

    /// The entry `index` of a list, from 0.
    #[must_use]
    pub fn element(&self, array: usize, index: usize) -> Option<usize> {
        self.elements(array).nth(index)
    }

    /// The bytes of a string or key that is simply what stands between its quotes.
    pub(super) fn plain_bytes(&self, node: usize) -> Option<&'t [u8]> {
        let found = self.nodes.get(node).filter(|found| !found.escaped)?;
        self.text.as_bytes().get(found.start as usize + 1..(found.end as usize).saturating_sub(1))
    }

    /// The text of a string or key, unescaped. Damaged escapes are left as written.
    #[must_use]
    pub fn string(&self, node: usize) -> Cow<'t, str> {
        let Some(found) = self.nodes.get(node) else { return Cow::Borrowed("") };
        if found.escaped {
            return Cow::Owned(unescape(self.raw(node)));
        }
        let inside = found.start as usize + 1..(found.end as usize).saturating_sub(1);
        Cow::Borrowed(self.text.get(inside).unwrap_or(""))
    }
}

/// The text between the quotes with its escapes resolved; also copes with texts that lack quotes.
pub(super) fn unescape(raw: &str) -> String {
    let inner = match raw.as_bytes() {
        [quote @ (b'"' | b'\''), .., last] if quote == last => &raw[1..raw.len() - 1],
        [b'"' | b'\'', ..] => &raw[1..],
        _ => raw,
    };
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let Some(letter) = rest.chars().next() else { break };
        rest = &rest[letter.len_utf8()..];
        match letter {
            'n' => text.push('\n'),
            't' => text.push('\t'),
            'r' => text.push('\r'),
            'b' => text.push('\u{8}'),
            'f' => text.push('\u{c}'),
            'u' => {
                let (character, length) = unicode_escape(rest);
                text.push(character);
                rest = &rest[length..];
            }
            other => text.push(other),
        }
    }
    text.push_str(rest);
    text
}

/// The character of `XXXX` or `XXXX\uYYYY` and how many bytes of `rest` it takes.
fn unicode_escape(rest: &str) -> (char, usize) {
    let unit = |text: &str| text.get(..4).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    let Some(first) = unit(rest) else { return ('\u{fffd}', 0) };
    if let Some(character) = char::from_u32(first) {
        return (character, 4);
    }
    let low = rest.get(4..6).filter(|escape| *escape == "\\u").and_then(|_| unit(rest.get(6..)?));
    match low {
        Some(low @ 0xDC00..=0xDFFF) if first < 0xDC00 => {
            let code = 0x10000 + ((first - 0xD800) << 10) + (low - 0xDC00);
            (char::from_u32(code).unwrap_or('\u{fffd}'), 10)
        }
        _ => ('\u{fffd}', 4),
    }
}
