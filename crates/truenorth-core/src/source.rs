//! The texts of a plan's files, by dense id, and the way from a byte to line and column.

use std::sync::OnceLock;

use crate::place::{Index, Spot, Value};

/// A file of the plan; an index into [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// One file: its name as shown and its text.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path relative to the directory of the root file, `/` as separator.
    pub name: String,
    /// The whole text; empty if the file could not be decoded.
    pub text: String,
    /// Byte offsets at which the lines after the first begin, so that a place is found without counting.
    /// Made when the first place of the file is asked for: most files have none to show.
    line_starts: OnceLock<Vec<u32>>,
    /// How many characters stand before each [`BLOCK`] of the text, so that a column in a long line is found
    /// without counting it whole. Made when the first such place is asked for.
    characters: OnceLock<Vec<u32>>,
    /// What is remembered of the values of the text.
    index: Index,
}

/// Bytes of text between two counts of characters.
const BLOCK: usize = 1024;

/// All files of a plan in the order in which they were read.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

/// A place for a person: line and column count from 1, the column in Unicode characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column in Unicode scalar values, from 1.
    pub column: usize,
}

impl Sources {
    /// Adds a file and gives its id. At most `u32::MAX` files are held.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = self.next();
        self.files.push(Source {
            name: name.into(),
            text: text.into(),
            line_starts: OnceLock::new(),
            characters: OnceLock::new(),
            index: Index::default(),
        });
        id
    }

    /// The id that the next file will have.
    #[must_use]
    pub fn next(&self) -> FileId {
        FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX))
    }

    /// The shown name of a file; empty for an id of another set of sources.
    #[must_use]
    pub fn name(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |source| &source.name)
    }

    /// The text of a file; empty for an id of another set of sources.
    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |source| &source.text)
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Every file with its id, in reading order.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files.iter().enumerate().map(|(index, source)| (FileId(index as u32), source))
    }

    /// Line and column of a byte offset; one past the end gives the end, one inside a character its start.
    #[must_use]
    pub fn line_column(&self, file: FileId, offset: usize) -> LineColumn {
        let Some(source) = self.files.get(file.0 as usize) else { return LineColumn { line: 1, column: 1 } };
        let mut end = offset.min(source.text.len());
        while !source.text.is_char_boundary(end) {
            end -= 1;
        }
        let line_starts = source.line_starts.get_or_init(|| {
            let newlines = source.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            newlines.map(|(at, _)| at as u32 + 1).collect()
        });
        let lines_before = line_starts.partition_point(|start| *start as usize <= end);
        let start = lines_before.checked_sub(1).and_then(|line| line_starts.get(line));
        let start = start.map_or(0, |start| *start as usize);
        LineColumn { line: lines_before + 1, column: source.characters_in(start, end) + 1 }
    }

    /// What `find` finds in the value of a file that begins at `spot`.
    pub(crate) fn at<T>(&self, file: FileId, spot: Spot, find: impl Fn(&mut Value<'_>) -> T) -> Option<T> {
        let source = self.files.get(file.0 as usize)?;
        source.index.at(&source.text, spot.0 as usize, find)
    }
}

impl Source {
    /// How many characters begin from `start` to before `end`, which are bounds of characters.
    fn characters_in(&self, start: usize, end: usize) -> usize {
        let bytes = self.text.as_bytes();
        let begins = |bytes: &[u8]| bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
        if end.saturating_sub(start) <= 2 * BLOCK {
            return bytes.get(start..end).map_or(0, begins);
        }
        let counts = self.characters.get_or_init(|| {
            let mut before = 0;
            let count = |block: &[u8]| {
                let here = before;
                before += begins(block) as u32;
                here
            };
            bytes.chunks(BLOCK).map(count).collect()
        });
        let until = |at: usize| {
            let block = at / BLOCK;
            let rest = bytes.get(block * BLOCK..at).map_or(0, begins);
            // A text that ends with a block has no count behind it.
            counts.get(block).map_or_else(|| begins(bytes), |count| *count as usize + rest)
        };
        until(end) - until(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "a\néé日 x";
        let mut sources = Sources::default();
        let file = sources.add("a.json", text);
        let at = |offset| sources.line_column(file, offset);
        assert_eq!(at(0), LineColumn { line: 1, column: 1 });
        assert_eq!(at(2), LineColumn { line: 2, column: 1 });
        let x = text.find('x').unwrap();
        assert_eq!(at(x), LineColumn { line: 2, column: 5 });
        assert_eq!(at(3), LineColumn { line: 2, column: 1 }, "inside a character");
        assert_eq!(at(999), LineColumn { line: 2, column: 6 });
        assert_eq!(sources.line_column(FileId(9), 3), LineColumn { line: 1, column: 1 });
    }

    #[test]
    fn columns_of_long_lines() {
        for (letter, count) in [("a", 4 * BLOCK), ("é", 2 * BLOCK), ("日", 5_000), ("🕴", 3_000)] {
            for begin in ["", "\n", "é\n"] {
                let text = format!("{begin}{}", letter.repeat(count));
                let mut sources = Sources::default();
                let file = sources.add("a.json", text.clone());
                let line = begin.matches('\n').count() + 1;
                for number in (0..count).step_by(97).chain([count]) {
                    let offset = begin.len() + number * letter.len();
                    let expected = LineColumn { line, column: number + 1 };
                    assert_eq!(sources.line_column(file, offset), expected, "{letter} {begin:?} {number}");
                }
            }
        }
    }
}
