//! `truenorth import`: tables of real life, importing again, and what is refused.

use std::fs;
use std::path::Path;

use crate::run::{Done, assert_harmless, check, copy, plan, repository, root, sample, truenorth};

/// A table of tests/fixtures/import.
fn fixture(name: &str) -> String {
    repository().join("tests/fixtures/import").join(name).to_str().unwrap().to_owned()
}

/// A copy of a sample to write to.
fn aurora() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    copy(&sample("aurora"), directory.path());
    directory
}

/// A small plan.
fn library() -> tempfile::TempDir {
    let fields = "\"include\": \"*.json\", \"people\": [ { \"id\": \"p-ada\", \"name\": \"Ada Quist\", \"aliases\": [\"AQ\"] } ]";
    plan(&[("truenorth.json", root(fields))])
}

fn text(directory: impl AsRef<Path>, name: &str) -> String {
    fs::read_to_string(directory.as_ref().join(name)).unwrap()
}

/// Writes a table and imports it as goals into goals.json.
fn goals(directory: impl AsRef<Path>, csv: impl AsRef<[u8]>, more: &[&str]) -> Done {
    fs::write(directory.as_ref().join("table.csv"), csv).unwrap();
    let mut args = vec!["import", "table.csv", "--as=goals", "--into=goals.json"];
    args.extend(more);
    let done = truenorth(&args).at(directory.as_ref()).run();
    assert_harmless(&done.all(), &done);
    done
}

fn goal(directory: impl AsRef<Path>, position: usize) -> serde_json::Value {
    serde_json::from_str::<serde_json::Value>(&text(directory, "goals.json")).unwrap()["goals"][position]
        .clone()
}

const MAPPED: &[&str] = &[
    "--as=goals",
    "--into=goals.json",
    "--map=id=Ref",
    "--map=title=Goal",
    "--map=parent=Parent",
    "--map=owner=Lead",
    "--map=due=Due date",
    "--map=target=Target",
    "--map=baseline=Baseline",
    "--map=unit=Unit",
    "--map=tags=Labels",
    "--map=description=Remarks",
];

#[test]
fn goals_of_a_real_table() {
    let directory = aurora();
    let table = fixture("goals.csv");
    let mut args = vec!["import", table.as_str()];
    args.extend(MAPPED);
    let done = truenorth(&args).at(&directory).exits(0);
    assert_harmless(&done.all(), &done);
    let done = done
        .says("goals.csv:2 (Target): `Above 95%` is read as at_least, which includes the limit")
        .says("goals.csv:4 (Lead): no person, role or team has the id, name or alias `Nobody Known`")
        .says("goals.csv:4 (Due date): `90 days after guidance` is no time; the words were kept")
        .says("goals.csv:4 (Baseline): `TBD` is read as not_measured")
        .says("goals.csv:5 (Due date): day and month of `03/04/2027` cannot be told apart")
        .says("goals.csv:5 (Target): `1,234` is 1234 or 1.234; say which with `--decimal .` or `--decimal ,`")
        .says("goals.csv:7: the row has no title; its id `G-4` stands for it")
        .says("goals.csv:8: the id `G-2` stands in line 4 already; the row was left out")
        .says("goals.csv:9: the row has 2 cells and the header 10")
        .says("goals.csv:10: the row has 11 cells and the header 10; it was left out")
        .says("6 rows read, 1 passed over as empty; goals: 5 new, 0 changed, 0 unchanged\n");
    assert!(!done.stdout.contains("no include"), "{done}");
    let first = goal(&directory, 0);
    let expected = serde_json::json!({
        "id": "g-1", "title": "Every platform free of steps", "contributes_to": "vision", "due": "2028-Q4",
        "measure": { "kind": "at_least", "unit": "%", "baseline": 61, "target": 95 }, "tags": ["access", "stations"],
        "description": "Lifts, ramps\nand signs",
        "origin": { "id": "G-1", "source": "goals.csv:2", "text": { "owner": "Head of stations", "target": "Above 95%" } }
    });
    assert_eq!(first, expected);
    let third = goal(&directory, 2);
    assert_eq!(third["title"], "=HYPERLINK(\"https://evil.example\")", "a cell is data");
    assert_eq!(third["contributes_to"], "g-2", "a parent of the same table, by title");
    assert_eq!(third["measure"], serde_json::json!({ "unit": "people", "baseline": "not_measured" }));
    assert_eq!(third["origin"]["text"]["target"], "1,234");
    // Once more: nothing is left to do, and no byte moves.
    let before = text(&directory, "goals.json");
    truenorth(&args).at(&directory).exits(0).says("goals: 0 new, 0 changed, 5 unchanged");
    assert_eq!(text(&directory, "goals.json"), before);
}

#[test]
fn importing_again_edits_only_what_changed_in_the_table() {
    let directory = library();
    goals(&directory, "Id,Goal,Owner,Due\nG1,Read,AQ,2027\nG2,Write,Ada Quist,2028\n", &[])
        .says("guessed from the headers: id=Id, title=Goal, owner=Owner, due=Due")
        .says("2 new");
    // The plan goes its own way: another layout, another field, another order.
    let own = "{\n\t\"goals\": [\n\t\t{ \"due\":\"2028\",\"id\": \"g2\", \"title\": \"Write\",  \"owner\": \"p-ada\", \"x-mine\": [1,  2], \"origin\": { \"id\": \"G2\" } },\n\t\t{ \"id\": \"reading\", \"title\": \"Read\", \"aliases\": [\"G1\"], \"owner\": \"p-ada\", \"due\": \"2027\" }\n\t]\n}\n";
    fs::write(directory.path().join("goals.json"), own).unwrap();
    let table = "Id,Goal,Owner,Due\nG1,Read,AQ,2027\nG2,Write,,2029-Q1\nG3,Sing,,\n";
    goals(&directory, table, &["--dry-run"])
        .says("change   goals.json: g2  due: \"2028\" -> \"2029-Q1\"")
        .says("new      goals.json: g3  { \"id\": \"g3\", \"title\": \"Sing\"")
        .says("goals: 1 new, 1 changed, 1 unchanged")
        .says("nothing was written (--dry-run)");
    assert_eq!(text(&directory, "goals.json"), own);
    goals(&directory, table, &[]).says("goals: 1 new, 1 changed, 1 unchanged");
    let item = ",\n\t\t{ \"id\": \"g3\", \"title\": \"Sing\", \"origin\": { \"id\": \"G3\", \"source\": \"table.csv:4\" } }\n\t]";
    let expected = own.replace("\"due\":\"2028\"", "\"due\":\"2029-Q1\"").replace("\n\t]", item);
    assert_eq!(text(&directory, "goals.json"), expected);
}

#[test]
fn without_ids_the_title_of_the_source_leads_back() {
    let directory = library();
    let table = "Goal,Due\nRead,2027\nSame,2027\nSame,2028\n";
    goals(&directory, table, &[]).says("3 new");
    assert_eq!([0, 1, 2].map(|at| goal(&directory, at)["id"].clone()), ["read", "same", "same-2"]);
    // The title of the item was changed in the plan, and stays so.
    let renamed =
        text(&directory, "goals.json").replacen("\"title\": \"Read\"", "\"title\": \"Read more\"", 1);
    fs::write(directory.path().join("goals.json"), &renamed).unwrap();
    goals(&directory, table, &[]).says("0 new, 0 changed, 3 unchanged");
    assert_eq!(text(&directory, "goals.json"), renamed);
    goals(&directory, "Goal,Due\nRead more,2027\n", &[])
        .says("`read` has this title too; a new item was made. If they are one, give `read` the alias \"Read more\"");
}

#[test]
fn items_are_updated_where_they_stand() {
    let directory = aurora();
    fs::write(directory.path().join("t.csv"), "id,target\npunctuality/arrivals,97\n").unwrap();
    let before = crate::run::files(directory.path());
    truenorth(&["import", "t.csv", "--as=goals", "--into=new.json"])
        .at(&directory)
        .exits(0)
        .says("0 new, 1 changed");
    assert!(!directory.path().join("new.json").exists());
    let changed: Vec<String> = crate::run::files(directory.path())
        .into_iter()
        .zip(before)
        .filter(|(after, before)| after != before)
        .map(|(after, before)| {
            let lines = |bytes: &[u8]| {
                String::from_utf8(bytes.to_vec()).unwrap().lines().map(str::to_owned).collect::<Vec<_>>()
            };
            let (after_lines, before_lines) = (lines(&after.1), lines(&before.1));
            assert_eq!(after_lines.len(), before_lines.len());
            let differ = after_lines.iter().zip(&before_lines).filter(|(one, other)| one != other).count();
            assert_eq!(differ, 1, "{}", after.0);
            after.0
        })
        .collect();
    assert_eq!(changed.len(), 1, "{changed:?}");
    check(&directory);
}

#[test]
fn budget_lines_with_amounts_by_header() {
    let directory = aurora();
    let table = fixture("budget.csv");
    let args = ["import", table.as_str(), "--as=budget", "--into=budget.json"];
    truenorth(&args)
        .at(&directory)
        .exits(0)
        .says("guessed from the headers: title=Budget line, team=Department, amounts.adopted.FY27=Adopted FY27, amounts.actual.2026=Actual 2026")
        .says("left out: Colour")
        .says("budget.csv:2 (Actual 2026): `#Missing` is read as not_measured")
        .says("budget lines: 2 new");
    let written = text(&directory, "budget.json");
    assert!(written.contains("\"amounts\": { \"adopted\": { \"FY27\": \"1250000.50\" }, \"actual\": { \"2026\": \"not_measured\" } }"));
    assert!(written.contains(
        "\"amounts\": { \"adopted\": { \"FY27\": 80000 }, \"actual\": { \"2026\": \"-1200.25\" } }"
    ));
    truenorth(&args).at(&directory).exits(0).says("budget lines: 0 new, 0 changed, 2 unchanged");
    assert_eq!(text(&directory, "budget.json"), written);
}

#[test]
fn counted_values_go_where_their_items_stand() {
    let directory = aurora();
    let table = fixture("actuals.csv");
    let before = text(&directory, "growth.json");
    truenorth(&["import", &table, "--as=actuals"])
        .at(&directory)
        .exits(0)
        .says("actuals.csv:3 (Actual): `n/a` is read as not_measured")
        .says("actuals.csv:4: there is no goal, growth plan or budget line `no-such-goal`")
        .says("actuals.csv:5: `passengers-a-month` has a value for 2027-04 in line 2 already")
        .says("values: 2 new, 0 changed, 0 unchanged");
    let after = text(&directory, "growth.json");
    let lines = "\"2027-04\": { \"value\": 1912345, \"note\": \"first count\" },\n          \"2027-05\": \"not_measured\"";
    assert!(after.contains(lines) && after.len() > before.len(), "{after}");
    truenorth(&["import", &table, "--as=actuals"])
        .at(&directory)
        .exits(0)
        .says("values: 0 new, 0 changed, 2 unchanged");
    truenorth(&["import", &table, "--as=actuals", "--into=budget.json"])
        .at(&directory)
        .exits(0)
        .says("`passengers-a-month` stands in growth.json, not in budget.json; the row was left out");
    assert_eq!(text(&directory, "growth.json"), after);
}

#[test]
fn a_file_that_no_include_matches_is_named() {
    let directory = plan(&[("truenorth.json", root("\"include\": [\"teams/*.json\"]"))]);
    let hint = "no include of truenorth.json matches goals.json, so it is not part of the plan yet: write \
                \"include\": [\"teams/*.json\",\"goals.json\"]";
    goals(&directory, "Goal\nRead\n", &[]).says(hint).says("1 new");
    // Nevertheless it is known the next time.
    goals(&directory, "Goal\nRead\n", &[]).says(hint).says("0 new, 0 changed, 1 unchanged");
}

#[test]
fn what_cannot_be_read_is_refused_and_nothing_is_written() {
    for (csv, more, why, help) in [
        (&b""[..], &[][..], "the table is empty", "into its first row"),
        (b"Goal\nM\xfcnchen\n", &[], "byte 6 (0xFC, in line 2) is not UTF-8", "CSV UTF-8"),
        (b"\xff\xfeG\0\n\0", &[], "looks like UTF-16", "CSV UTF-8"),
        (b"Goal\n\"open\n", &[], "a quote that opens in the row of line 2 is not closed", "written twice"),
        (b"Goal,A;B\n", &[], "two delimiters equally often", "--delimiter"),
        (
            b"Colour\nred\n",
            &[],
            "no column is known for `id` or `title`; the columns are Colour",
            "--map FIELD=COLUMN",
        ),
        (
            b"Goal,Goal\na,b\n",
            &["--map=title=Goal"],
            "the column `Goal` stands twice in the table",
            "`#1` or `#2`",
        ),
        (b"Goal\na\n", &["--map=title=Gaol"], "the table has no column `Gaol`", "did you mean `Goal`?"),
        (
            b"Goal\na\n",
            &["--map=titel=Goal"],
            "`titel` is no field that an import can fill",
            "did you mean `title`?",
        ),
    ] {
        let directory = library();
        let done = goals(&directory, csv, more);
        assert_eq!((done.code, done.stdout.as_str()), (2, ""), "{done}");
        done.warns(why).warns("nothing was written").warns(help);
        assert!(!directory.path().join("goals.json").exists());
    }
    let directory = library();
    let into = |path: &str| truenorth(&["import", "table.csv", "--as=goals", "--into", path]).at(&directory);
    fs::write(directory.path().join("table.csv"), "Goal\nRead\n").unwrap();
    into("../goals.json").exits(2).warns("is outside of the plan's directory");
    into("goals.txt").exits(2).warns("goals.txt is no JSON file");
    into("nowhere/goals.json").exits(2).warns("make the directory first");
    truenorth(&["import", "none.csv", "--as=goals", "--into=a.json"])
        .at(&directory)
        .exits(2)
        .warns("none.csv cannot be read");
    truenorth(&["import", "table.csv", "--as=goals"]).at(&directory).exits(2).warns("--into <FILE.json>");
    // A damaged plan: which ids are taken cannot be known.
    fs::write(directory.path().join("goals.json"), "{ \"goals\": [").unwrap();
    into("goals.json").exits(2).warns("the plan cannot be read whole; nothing was written");
    assert_eq!(text(&directory, "goals.json"), "{ \"goals\": [");
    let empty = tempfile::tempdir().unwrap();
    fs::create_dir(empty.path().join(".git")).unwrap();
    fs::write(empty.path().join("table.csv"), "Goal\nRead\n").unwrap();
    truenorth(&["import", "table.csv", "--as=goals", "--into=goals.json"]).at(&empty).exits(3);
}

#[test]
fn delimiters_and_decimal_marks() {
    for (csv, more, target) in [
        ("Goal;Target\nRead;1,5\n", &[][..], 1.5),
        ("Goal\tTarget\r\nRead\t2\r\n", &[], 2.0),
        ("Goal,A;B,Target\nRead,x,\"1,234\"\n", &["--delimiter=,", "--decimal=."], 1234.0),
        ("Goal;Target\nRead;1.234\n", &["--decimal=,"], 1234.0),
        ("Goal;Target\nRead;1,234\n", &["--decimal=,"], 1.234),
    ] {
        let directory = library();
        assert_eq!(goals(&directory, csv, more).code, 0);
        assert_eq!(goal(&directory, 0)["measure"]["target"].as_f64(), Some(target), "{csv}");
    }
}

#[test]
fn hostile_tables_stay_data() {
    let title = "=cmd|'/c calc'!A1 ::error::x ##[error]y \u{202e}z";
    for csv in [
        format!("Goal,Owner,Tags\n{title},@SUM(A1),+1;-1;=2\n"),
        "Goal,##[error]::x\n::error::a,##vso[x]\n::add-mask::b,c\n".to_owned(),
        "Goal\n\"a\u{0}b\u{1b}[31m\"\n".to_owned(),
        format!("Goal\n{}\n", "long ".repeat(20_000)),
        format!("Goal{}\nRead\n", ",".repeat(5_000)),
        "Goal\n\u{1}\n\u{1}\n".to_owned(),
        "id,title\nvision,Mine\norganization,Ours\n../x,Theirs\n".to_owned(),
    ] {
        let directory = library();
        let done = goals(&directory, &csv, &[]);
        assert_eq!(done.code, 0, "{done}");
        let checked = check(&directory);
        // A table may hold no goal at all.
        assert!(checked.code <= 1 || checked.code == 3, "{checked}");
        goals(&directory, &csv, &[]).says("0 new, 0 changed");
    }
    let directory = library();
    goals(&directory, format!("Goal\n{title}\n"), &[]);
    assert_eq!(goal(&directory, 0)["title"], title.replace('\u{202e}', "U+202E"));
}

#[test]
fn many_rows_take_a_moment() {
    let directory = library();
    let mut csv = String::from("id,title,parent,due\n");
    for number in 0..3_000 {
        csv.push_str(&format!("G{number},Goal {number},G{},2027-Q2\n", number / 10));
    }
    let done = goals(&directory, &csv, &[]).says("3000 new");
    let again =
        goals(&directory, csv.replace("2027-Q2", "2027-Q3"), &[]).says("0 new, 3000 changed, 0 unchanged");
    let most = std::time::Duration::from_secs(15);
    assert!(done.took < most && again.took < most, "{:?} and {:?}", done.took, again.took);
}
