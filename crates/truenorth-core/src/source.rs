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
    /// Made when the first place of the file is asked for: most files have none to show.
    marks: OnceLock<Marks>,
    /// What is remembered of the values of the text.
    index: Index,
}

/// What finds line and column of a byte without counting from the beginning of the file, or of a line of megabytes.
#[derive(Clone, Debug)]
struct Marks {
    /// Byte offsets at which the lines after the first begin.
    lines: Vec<u32>,
    /// How many characters begin before each block of [`BLOCK`] bytes, and in the whole text.
    characters: Vec<u32>,
}

/// Bytes of a block of [`Marks::characters`].
const BLOCK: usize = 4_096;

impl Marks {
    fn new(text: &str) -> Self {
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = newlines.map(|(at, _)| at as u32 + 1).collect();
        let mut characters = vec![0];
        for block in text.as_bytes().chunks(BLOCK) {
            let before = characters.last().copied().unwrap_or(0);
            characters.push(before + beginning(block) as u32);
        }
        Self { lines, characters }
    }

    /// How many characters of the text begin before this byte.
    fn before(&self, text: &str, end: usize) -> usize {
        let block = end / BLOCK;
        let known = self.characters.get(block).map_or(0, |count| *count as usize);
        known + text.as_bytes().get(block * BLOCK..end).map_or(0, beginning)
    }
}

/// How many characters begin in these bytes of UTF-8.
fn beginning(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

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
        let (marks, index) = (OnceLock::new(), Index::default());
        let source = Source { name: name.into(), text: text.into(), marks, index };
        self.files.push(source);
        id
    }

    /// The id that the next file will have.
    #[must_use]
    pub fn next(&self) -> FileId {
        FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX))
    }

    /// Gives a file another name, where its own may not be shown. References to it stay.
    pub fn rename(&mut self, file: FileId, name: impl Into<String>) {
        if let Some(source) = self.files.get_mut(file.0 as usize) {
            source.name = name.into();
        }
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
        let marks = source.marks.get_or_init(|| Marks::new(&source.text));
        let lines_before = marks.lines.partition_point(|start| *start as usize <= end);
        let start = lines_before.checked_sub(1).and_then(|line| marks.lines.get(line));
        let start = start.map_or(0, |start| *start as usize);
        let column = marks.before(&source.text, end) - marks.before(&source.text, start) + 1;
        LineColumn { line: lines_before + 1, column }
    }

    /// What `find` finds in the value of a file that begins at `spot`.
    pub(crate) fn at<T>(&self, file: FileId, spot: Spot, find: impl Fn(&mut Value<'_>) -> T) -> Option<T> {
        let source = self.files.get(file.0 as usize)?;
        source.index.at(&source.text, spot.0 as usize, find)
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
    fn a_text_may_end_with_a_block() {
        let mut sources = Sources::default();
        let file = sources.add("a.json", format!("a\n{}", "x".repeat(BLOCK - 2)));
        assert_eq!(sources.line_column(file, BLOCK), LineColumn { line: 2, column: BLOCK - 1 });
    }

    /// Blocks of bytes end anywhere, also inside of a character.
    #[test]
    fn columns_of_long_lines_are_counted_over_blocks() {
        let text = format!("é\n{}x\n{}", "日é".repeat(BLOCK), "a".repeat(3 * BLOCK));
        let mut sources = Sources::default();
        let file = sources.add("a.json", text.as_str());
        for offset in (0..text.len()).filter(|offset| text.is_char_boundary(*offset)).step_by(97) {
            let before = &text[..offset];
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
            assert_eq!(sources.line_column(file, offset), LineColumn { line, column }, "{offset}");
        }
        let end = LineColumn { line: 3, column: 3 * BLOCK + 1 };
        assert_eq!(sources.line_column(file, text.len()), end);
    }
}
