//! The texts of a plan's files, by dense id, and the way from a byte to line and column.

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
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(Source { name: name.into(), text: text.into() });
        id
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

    /// Line and column of a byte offset; an offset past the end gives the end.
    #[must_use]
    pub fn line_column(&self, file: FileId, offset: usize) -> LineColumn {
        line_column(self.text(file), offset)
    }
}

/// Line and column of a byte offset in `text`; an offset inside a character counts as its start.
#[must_use]
pub fn line_column(text: &str, offset: usize) -> LineColumn {
    let mut end = offset.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = &text[..end];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    LineColumn {
        line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "a\néé日 x";
        assert_eq!(line_column(text, 0), LineColumn { line: 1, column: 1 });
        let x = text.find('x').unwrap();
        assert_eq!(line_column(text, x), LineColumn { line: 2, column: 5 });
        assert_eq!(line_column(text, 3), LineColumn { line: 2, column: 1 }, "inside a character");
        assert_eq!(line_column(text, 999), LineColumn { line: 2, column: 6 });
    }
}
