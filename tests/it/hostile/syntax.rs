//! Rows 1 to 13: files that are no JSON, no object, no text, or too much of it.

use std::fmt::Write as _;
use std::time::Duration;

use super::{codes, every_output};
use crate::run::{check, check_json, goal, plan, root, titled, truenorth};

/// Bounds are generous: they tell quadratic from linear, not slow from fast nor a busy machine from an idle one.
pub(super) const MOMENT: Duration = Duration::from_secs(30);

fn file(text: impl AsRef<[u8]>) -> tempfile::TempDir {
    plan(&[("truenorth.json", text)])
}

#[test]
fn row_01_an_empty_file() {
    for text in ["", " \n\t\n"] {
        let done = check(&file(text)).says("truenorth.json:1:1").says("the file is empty");
        assert_eq!(done.code, 2);
    }
}

#[test]
fn row_02_an_empty_object() {
    let empty = file("{}");
    let done = check(&empty).warns("nothing to check").warns("truenorth init");
    assert_eq!((done.code, done.stdout.as_str()), (3, ""));
}

#[test]
fn row_03_another_root() {
    for text in ["[]", "\"x\"", "null", "1", "true"] {
        let done = every_output(file(text).path()).says("a plan file is an object");
        assert_eq!(done.code, 2, "{text}");
    }
}

#[test]
fn row_04_a_byte_order_mark() {
    let marked = file(format!("\u{feff}{}", titled("More readers")));
    let done = check(&marked).says("note[PLN006]");
    assert_eq!(done.code, 0);
    // Positions count from behind the mark.
    let wrong = file(format!(
        "\u{feff}{}",
        titled("More readers").replace("{ \"truenorth\"", "{ \"tru\": 1, \"truenorth\"")
    ));
    check(&wrong).says("truenorth.json:1:3");
}

#[test]
fn row_05_utf_16() {
    let text = titled("More readers");
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (mark, bytes) in [(&b"\xff\xfe"[..], &little), (b"\xfe\xff", &big), (b"", &little), (b"", &big)] {
        let done = check(&file([mark, bytes].concat())).says("looks like UTF-16").says("save it as UTF-8");
        assert_eq!(done.code, 2);
    }
}

#[test]
fn row_06_bytes_that_are_no_text() {
    let mut bytes = titled("More @ readers").into_bytes();
    let at = bytes.iter().position(|byte| *byte == b'@').unwrap();
    bytes[at] = 0xff;
    let done = check(&file(bytes)).says(&format!("byte {at} (0xFF, in line 4) is not UTF-8"));
    assert_eq!(done.code, 2);
}

#[test]
fn row_07_comments() {
    for comment in ["// one", "/* one */", "# one"] {
        let text = titled("More readers").replacen('\n', &format!(" {comment}\n"), 1);
        let done = check(&file(text));
        assert_eq!(done.code, 2);
        if !comment.starts_with('#') {
            done.says("JSON has no comments").says("`\"//\": \"...\"`");
        }
    }
}

#[test]
fn row_08_damage_of_many_kinds_in_one_run() {
    let text =
        "{ \"truenorth\": 1, /* x */ \"organization\": { \"name\": \"X\", }, vision: 'v' \"goals\": [] }";
    let done = check(&file(text));
    assert_eq!(done.code, 2);
    let done =
        done.says("JSON has no comments").says("comma after the last entry").says("this key has no quotes");
    done.says("single quotes around a text")
        .says("missing comma after this entry")
        .says("5 errors in 1 file");
}

#[test]
fn row_09_a_key_twice() {
    let text = titled("More readers").replace("\"title\"", "\"title\": \"Less\", \"title\"");
    let twice = file(text);
    let done = check_json(twice.path());
    assert_eq!((done.code, done.codes()), (2, vec!["PLN004".to_owned()]));
    let finding = &done.json()["findings"][0];
    let (first, second) = (&finding["other_places"][0]["column"], &finding["place"]["column"]);
    assert!(first.as_u64().unwrap() < second.as_u64().unwrap(), "{done}");
    // Written with an escape it is the same key.
    let text = titled("More readers").replace("\"title\"", "\"\\u0074itle\": \"Less\", \"title\"");
    assert_eq!(codes(file(text).path()).0, 2);
}

#[test]
fn row_10_an_unknown_key() {
    let text = root(&format!("\"goals\": [{}]", goal("a", "More readers", ", \"titel\": \"Less\"")));
    let unknown = file(text);
    assert_eq!(check(&unknown).says("warning[PLN007]").says("did you mean `title`?").code, 0);
    truenorth(&["check", "--fail-on=warning"]).at(&unknown).exits(1);
}

#[test]
fn row_11_depth() {
    let nested = |depth: usize| file(root(&format!("\"x-n\": {}1{}", "[".repeat(depth), "]".repeat(depth))));
    // The root object is the first level.
    // A plan without a goal has nothing to check.
    assert_eq!(codes(nested(127).path()), (3, vec![]));
    assert_eq!(codes(nested(128).path()), (2, vec!["PLN005".to_owned()]));
    for open in ["[", "{\"a\":", "[{\"a\":"] {
        let done = every_output(file(open.repeat(1_000_000)).path()).says("nested deeper than 128 levels");
        assert!(done.code == 2 && done.took < MOMENT, "{open}");
    }
    let goals = format!("{}{}", "{\"id\":\"a\",\"key_results\":[".repeat(5_000), "]}".repeat(5_000));
    assert_eq!(codes(file(root(&format!("\"goals\": [{goals}]"))).path()).0, 2);
}

#[test]
fn row_12_too_much() {
    let text = root(&format!("\"goals\": [{}], \"//\": \"{}\"", goal("a", "A", ""), "x".repeat(40_000)));
    let large = file(&text);
    for limit in ["file=32KiB", "plan=32KiB", "file=1", "plan=0"] {
        let done = truenorth(&["check", "--limit", limit]).at(&large).exits(2);
        done.says("unreadable-file").says(&format!("it has {} bytes; the limit is", text.len()));
    }
    for (bytes, code) in [(text.len(), 0), (text.len() - 1, 2)] {
        truenorth(&["check", "--limit", &format!("file={bytes}")]).at(&large).exits(code);
    }
    // A limit can only be lowered.
    truenorth(&["check", "--limit", "file=17179869183GiB"]).at(&large).exits(0);
    truenorth(&["check", "--limit", "file=17179869184GiB"]).at(&large).exits(2).warns("too large");
    for (items, code) in [("items=1", 0), ("items=0", 2)] {
        truenorth(&["check", "--limit", items]).at(&large).exits(code);
    }
    let number = file(root(&format!(
        "\"goals\": [{}]",
        goal("a", "A", &format!(", \"weight\": {}", "1".repeat(1_000_000)))
    )));
    let done = every_output(number.path()).says("this number is too large");
    assert!(done.code == 2 && done.took < MOMENT);
    let title = file(titled(&"long ".repeat(1_000_000)));
    let done = every_output(title.path()).says("PLN013");
    assert!(done.stdout.len() < 4_000 && done.took < MOMENT, "{} bytes", done.stdout.len());
}

#[test]
fn row_13_many_goals() {
    let many = |count: usize| {
        let mut goals = goal("g0", "The first", "");
        for number in 1..count {
            let parent = format!("\"g{}\"", number / 10);
            let _ = write!(
                goals,
                ",\n{}",
                goal(&format!("g{number}"), "One of many", "").replace("\"vision\"", &parent)
            );
        }
        let directory = file(root(&format!("\"goals\": [{goals}]")));
        let done = check(&directory);
        assert_eq!((done.code, done.stdout.as_str()), (0, "no findings in 1 file\n"));
        done.took
    };
    let (once, twice) = (many(10_000), many(20_000));
    assert!(twice < 4 * once + Duration::from_secs(1), "{once:?} for 10,000 goals, {twice:?} for 20,000");
}

#[test]
fn rows_14_and_15_long_chains_and_rings() {
    let chain = |count: usize, first: &str| {
        let mut goals = goal("g0", "The first", "").replace("\"vision\"", first);
        for number in 1..count {
            let parent = format!("\"g{}\"", number - 1);
            let _ = write!(
                goals,
                ",\n{}",
                goal(&format!("g{number}"), "One of many", "").replace("\"vision\"", &parent)
            );
        }
        file(root(&format!("\"goals\": [{goals}]")))
    };
    assert_eq!(check(&chain(20_000, "\"vision\"")).says("no findings").code, 0);
    let ring = chain(20_000, "\"g19999\"");
    let done = check(&ring);
    assert_eq!(done.code, 1);
    assert!(done.stdout.len() < 6_000, "{} bytes for one ring", done.stdout.len());
    let done = done.says("ALN002");
    assert!(done.took < MOMENT, "{:?}", done.took);
    assert_eq!(codes(chain(1, "\"g0\"").path()), (1, vec!["ALN002".to_owned()]));
    assert_eq!(codes(chain(2, "\"g1\"").path()), (1, vec!["ALN002".to_owned()]));
}
