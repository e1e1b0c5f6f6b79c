//! Rows 26 to 31: texts that are markup, formulas or links somewhere else.

use super::{SPEAKING, codes, every_answer, every_output};
use crate::run::{goal, plan, root, truenorth};

/// What a browser, a forge, a spreadsheet or a program that draws diagrams could take for more than text.
pub(crate) const MARKUP: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</title></text></svg><script>alert(1)</script>",
    "<!-- x --> <![CDATA[ ]]> <?xml version='1.0'?> &bogus; &#0;",
    "' onload='alert(1)",
    "a | b | c || `code` @org/team #1 ![](http://x.example) [a](javascript:alert(1)) <http://x.example>",
    "\\| \\` \\[x](y)",
    "| --- |",
    "---",
    "1. one",
    "    indented",
    "=HYPERLINK(\"http://x.example\",\"a\")",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\tTAB",
    "\rCR",
    "\u{ff1d}1+1",
    "\"]\n  click n0 \"javascript:alert(1)\"",
    "--> n1",
    "\"; rankdir=LR; x [label=\"",
    "\\\" \\N \\G \\l",
    "%%{init: {'theme':'dark'}}%%",
    "end",
];

fn titled(text: &str) -> tempfile::TempDir {
    let text = serde_json::json!(text);
    let more = format!(
        ", \"description\": {text}, \"key_results\": [{{ \"id\": \"k\", \"title\": {text}, \"owner\": \"organization\",\n\
         \"due\": \"2027-06-30\", \"measure\": {{ \"unit\": {text}, \"baseline\": 0, \"target\": 2 }} }}]"
    );
    let first = goal("a", "A", &more).replace("\"A\"", &text.to_string());
    plan(&[(
        "truenorth.json",
        root(&format!("\"goals\": [{first}, {}]", goal("b", "B", ", \"depends_on\": \"a\""))),
    )])
}

#[test]
fn rows_26_and_29_markup_is_text() {
    for text in MARKUP {
        // Every file that is written is parsed there: SVG, Markdown, JSON.
        let directory = titled(text);
        every_output(directory.path());
        every_answer(directory.path());
    }
}

/// What XML has no way to write is shown by its number, in a picture as elsewhere.
#[test]
fn row_27_characters_that_xml_has_not_got() {
    for character in ["\u{0}", "\u{1}", "\u{b}", "\u{1f}", "\u{fffe}", "\u{ffff}", "\u{fdd0}", "\u{85}"] {
        let directory = titled(&format!("a{character}b"));
        let done = every_output(directory.path());
        let point = format!("U+{:04X}", u32::from(character.chars().next().unwrap()));
        done.says(&point);
    }
}

#[test]
fn row_28_addresses_that_are_no_links() {
    for url in [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        " java\tscript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "vbscript:x",
        "../../etc/passwd",
        "file:///etc/passwd",
    ] {
        let documents =
            format!(", \"documents\": [{{ \"title\": \"D\", \"url\": {} }}]", serde_json::json!(url));
        let directory =
            plan(&[("truenorth.json", root(&format!("\"goals\": [{}]", goal("a", "A", &documents))))]);
        let (_, found) = codes(directory.path());
        assert!(found.contains(&"PLN008".to_owned()), "{url}: {found:?}");
        // No output makes a link of it: written files are held to have none at all.
        every_output(directory.path());
    }
}

/// A table goes out as CSV and comes back by the same reader that spreadsheets are read with.
#[test]
fn row_30_tables_for_spreadsheets() {
    for text in MARKUP.iter().chain(SPEAKING) {
        let directory = titled(text);
        let done = truenorth(&["impact", "a", "--format=csv"]).at(&directory).exits(0);
        let mut reader = csv::ReaderBuilder::new().has_headers(true).from_reader(done.stdout.as_bytes());
        let columns = reader.headers().unwrap().len();
        let mut rows = 0;
        for row in reader.records() {
            let row = row.unwrap();
            rows += 1;
            assert_eq!(row.len(), columns, "{text:?} {done}");
            for cell in &row {
                let first = cell.trim_start().chars().next();
                let formula =
                    first.is_some_and(|first| "=+-@\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}".contains(first));
                assert!(!formula || cell.parse::<f64>().is_ok(), "{cell:?} is a formula: {done}");
                assert!(!cell.contains(['\t', '\r', '\n']), "{cell:?}");
            }
        }
        assert!(rows > 0, "{done}");
    }
}
