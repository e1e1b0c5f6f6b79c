//! A CSV text as rows of cells, with nothing lost and nothing guessed in silence.

use truenorth_core::read::{Encoding, decode};

use super::notes::{Kind, Note};

/// A refusal: what is wrong and what to do.
pub(crate) type Refusal = (String, String);

/// A row with the line of the file in which it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// The line, from 1. Line breaks in quoted cells count, so that an editor finds it.
    pub(crate) line: usize,
    /// The cells, as many as there are columns.
    pub(crate) cells: Vec<String>,
}

/// A table with a header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    /// The names of the columns, without white space around them; may be empty or equal.
    pub(crate) columns: Vec<String>,
    /// The rows below the header that have something in them.
    pub(crate) rows: Vec<Row>,
    /// Rows that were passed over because nothing is in them.
    pub(crate) empty: usize,
}

/// What stands behind the last row while reading: if it does not come out as a row of its own, a quote was
/// not closed.
const SENTINEL: &str = "\u{1}";

/// Reads a table. `delimiter` is what the user chose, if anything. Rows that are longer than the header are
/// left out, with a note; shorter ones are filled up, with a note.
pub(crate) fn read(
    bytes: Vec<u8>,
    delimiter: Option<u8>,
    notes: &mut Vec<Note>,
) -> Result<(Table, u8), Refusal> {
    let (text, encoding) = decode(bytes);
    if let Encoding::Broken { message, help, .. } = encoding {
        let help = format!("{help}; spreadsheets call it \"CSV UTF-8\"");
        return Err((message, help));
    }
    let delimiter = match delimiter {
        Some(delimiter) => delimiter,
        None => detect(&text)?,
    };
    let mut table = Table::default();
    let mut lines = Lines { text: &text, at: 0, line: 1 };
    let mut last = None;
    let closed = format!("{text}\n{SENTINEL}");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(closed.as_bytes());
    let mut header = None;
    for record in reader.records() {
        let record = record.map_err(|error| {
            (format!("the table cannot be read: {error}"), "save it as CSV in UTF-8".to_owned())
        })?;
        let begin = record.position().map_or(0, |position| position.byte());
        let line = lines.of(usize::try_from(begin).unwrap_or(usize::MAX));
        if record.len() == 1 && record.get(0) == Some(SENTINEL) {
            last = None;
            break;
        }
        last = Some(line);
        let mut cells: Vec<String> = record.iter().map(str::to_owned).collect();
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            table.empty += usize::from(header.is_some());
            continue;
        }
        let Some(width) = header else {
            header = Some(cells.len());
            table.columns = cells.iter().map(|cell| cell.trim().to_owned()).collect();
            continue;
        };
        if !fits(&mut cells, width, line, notes) {
            continue;
        }
        table.rows.push(Row { line, cells });
    }
    if let Some(line) = last {
        return Err((
            format!("a quote that opens in the row of line {line} is not closed"),
            "close it; inside of quotes a quote is written twice".to_owned(),
        ));
    }
    if table.columns.is_empty() {
        return Err((
            "the table is empty".to_owned(),
            "write the names of the columns into its first row".to_owned(),
        ));
    }
    Ok((table, delimiter))
}

/// Whether a row can be read under a header of `width` columns; empty cells are added or taken off its end.
fn fits(cells: &mut Vec<String>, width: usize, line: usize, notes: &mut Vec<Note>) -> bool {
    let surplus = cells.get(width..).is_some_and(|rest| rest.iter().any(|cell| !cell.trim().is_empty()));
    if surplus {
        notes.push(Note::row(
            Kind::Skipped,
            line,
            format!(
                "the row has {} cells and the header {width}; it was left out: put quotes around cells that \
                 hold the delimiter",
                cells.len()
            ),
        ));
        return false;
    }
    if cells.len() < width {
        notes.push(Note::row(
            Kind::Short,
            line,
            format!("the row has {} cells and the header {width}; the others count as empty", cells.len()),
        ));
    }
    cells.resize(width, String::new());
    true
}

/// The delimiter that stands most often in the header line, outside of quotes.
fn detect(text: &str) -> Result<u8, Refusal> {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in header.bytes() {
        quoted ^= byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(delimiter, _)| !quoted && *delimiter == byte) {
            *count += 1;
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let [(first, most), (_, next), _] = counts;
    if most > 0 && most == next {
        return Err((
            "the header line holds two delimiters equally often".to_owned(),
            "say which one it is: `--delimiter ,`, `--delimiter ';'` or `--delimiter tab`".to_owned(),
        ));
    }
    Ok(if most == 0 { b',' } else { first })
}

/// Counts lines along a text, from offset to greater offset.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line of the first character at or after `offset` that is no line break.
    fn of(&mut self, offset: usize) -> usize {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            if self.at >= offset && !matches!(byte, b'\n' | b'\r') {
                break;
            }
            let crlf = *byte == b'\r' && bytes.get(self.at + 1) == Some(&b'\n');
            self.line += usize::from(matches!(byte, b'\n' | b'\r') && !crlf);
            self.at += 1;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> (Table, Vec<Note>) {
        let mut notes = Vec::new();
        let table = read(text.as_bytes().to_vec(), None, &mut notes).unwrap().0;
        (table, notes)
    }

    fn refused(bytes: &[u8]) -> String {
        let (message, help) = read(bytes.to_vec(), None, &mut Vec::new()).unwrap_err();
        format!("{message}; {help}")
    }

    #[test]
    fn rows_know_their_lines() {
        for newline in ["\n", "\r\n", "\r"] {
            let text = ["", " id , title", "a,\"two", "lines\"", "", ",", "b,x"]
                .join(newline)
                .replace(" id", "\u{feff}id");
            // The mark stands at the beginning of the text only.
            let text = text.replace('\u{feff}', "");
            let (table, notes) = table(&format!("\u{feff}{text}"));
            assert_eq!(table.columns, ["id", "title"]);
            let lines: Vec<usize> = table.rows.iter().map(|row| row.line).collect();
            assert_eq!((lines, table.empty, notes.len()), (vec![3, 7], 1, 0), "{newline:?}");
            assert_eq!(table.rows[0].cells[1], format!("two{newline}lines"));
        }
    }

    #[test]
    fn the_delimiter_is_that_of_the_header_line() {
        for (text, columns) in
            [("a;b;c\n", 3), ("a\tb\n", 2), ("\"a;b;c\",d\n", 2), ("a\n1;2\n", 1), ("a;b;c,d\n", 3)]
        {
            let read = read(text.as_bytes().to_vec(), None, &mut Vec::new()).unwrap().0;
            assert_eq!(read.columns.len(), columns, "{text:?}");
        }
        assert!(refused(b"a,b;c\n").contains("two delimiters"));
        let chosen = read(b"a,b;c\n".to_vec(), Some(b';'), &mut Vec::new()).unwrap().0;
        assert_eq!(chosen.columns, ["a,b", "c"]);
    }

    #[test]
    fn ragged_rows_are_noted() {
        let (table, notes) = table("a,b\n1\n1,2,\n1,2,3\n");
        assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 3]);
        assert!(table.rows.iter().all(|row| row.cells.len() == 2));
        assert_eq!(
            notes.iter().map(|note| (note.kind, note.line)).collect::<Vec<_>>(),
            [(Kind::Short, 2), (Kind::Skipped, 4)]
        );
    }

    #[test]
    fn what_is_no_table_is_refused() {
        assert!(refused(b"").contains("the table is empty"));
        assert!(refused(b"\n , \n").contains("the table is empty"));
        assert!(refused(b"a,b\nM\xfcnchen,1\n").contains("byte 5 (0xFC, in line 2) is not UTF-8"));
        assert!(refused(b"\xff\xfea\0,\0").contains("UTF-16"));
        assert!(refused(b"a,b\n1,2\n\"open,2\n3,4\n").contains("in the row of line 3 is not closed"));
    }
}
