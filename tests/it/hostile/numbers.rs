//! Rows 37 to 43: amounts, shares, dates and measures at the edge of what can be, and beyond.

use super::{codes, every_output};
use crate::run::{Done, check, goal, plan, root, truenorth};

fn holds(fields: &str) -> tempfile::TempDir {
    let text = root(fields).replace("\"name\": \"Corner Library\"", "\"name\": \"L\", \"currency\": \"EUR\"");
    plan(&[("truenorth.json", text)])
}

fn lines(amounts: &[&str]) -> tempfile::TempDir {
    let line = |(number, amount): (usize, &&str)| {
        format!(
            "{{ \"id\": \"l{number}\", \"title\": \"L\", \"owner\": \"organization\", \"funds\": \"a\",\n\
             \"amounts\": {{ \"adopted\": {{ \"2027\": {amount} }} }} }}"
        )
    };
    let lines: Vec<String> = amounts.iter().enumerate().map(line).collect();
    holds(&format!("\"goals\": [{}], \"budget\": [{}]", goal("a", "A", ""), lines.join(",")))
}

/// What the budget lines of a plan come to, as `truenorth money` says it for programs.
fn total(directory: &tempfile::TempDir) -> String {
    let answer = truenorth(&["money", "--format=json"]).at(directory).exits(0).json();
    let text = answer["tables"]["totals"][0]["lines"].as_str().unwrap_or("none").to_owned();
    text.strip_suffix(" EUR").map_or_else(|| text.clone(), str::to_owned)
}

#[test]
fn row_37_amounts_that_are_none() {
    for amount in [
        "170141183460469231731687303715884105728",
        "1e999",
        "\"1,5\"",
        "\"€5\"",
        "\"NaN\"",
        "\"inf\"",
        "\"1e3\"",
        "true",
        "[]",
        "\"\"",
        "\"0x10\"",
        "\"١٢\"",
    ] {
        let directory = lines(&[amount]);
        let done = every_output(directory.path());
        assert!(done.code == 1 || done.code == 2, "{amount}: {done}");
        assert!(done.stdout.contains("help"), "{amount}: {done}");
    }
    assert_eq!(check(&lines(&["NaN"])).says("PLN003").code, 2);
    // Binary numbers are not sums of money: 0.1 is refused, with the text that is exact.
    check(&lines(&["0.1"])).says("PLN011").says("write \"0.10\" in quotes");
    for (amounts, sum) in [
        (&["\"0.10\"", "\"0.20\""][..], "0.3"),
        (&["100", "-5"], "95"),
        (&["\"9007199254740993\"", "\"0.01\""], "9007199254740993.01"),
        (&["\"0.1\"", "\"0.1\"", "\"0.1\""], "0.3"),
    ] {
        assert_eq!(total(&lines(amounts)), sum, "{amounts:?}");
    }
}

/// A sum from which something is left out says so.
#[test]
fn a_sum_without_what_cannot_be_read_says_so() {
    let directory = lines(&["\"1,5\"", "3"]);
    let words = "1 error leaves something of the plan out of this answer";
    truenorth(&["money"]).at(&directory).exits(0).says(words);
    let answer = truenorth(&["money", "--format=json"]).at(&directory).exits(0).json();
    assert!(answer["notes"].to_string().contains(words), "{answer}");
    truenorth(&["page", "organization"]).at(&directory).run();
    truenorth(&["money"]).at(&lines(&["2", "3"])).exits(0).hides("something of the plan out");
}

#[test]
fn row_38_sums_beyond_every_amount() {
    let most = "922337203685477";
    // Thirty times that, by hand.
    assert_eq!(total(&lines(&[most; 30])), "27670116110564310");
    for amount in
        ["9".repeat(30), "9".repeat(18), format!("\"{}\"", "9".repeat(18)), format!("\"{}\"", "9".repeat(60))]
    {
        let directory = lines(&[amount.as_str(); 4]);
        for args in [&["money"][..], &["stats"], &["check"], &["explain", "a"]] {
            let done = truenorth(args).at(&directory).run();
            // Either it is refused, or it is right; a sum that wraps would be negative.
            let below =
                done.stdout.split(" -").skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            assert!(!below, "{amount}: {done}");
        }
    }
}

fn weighted(id: &str, weight: &str) -> String {
    goal(id, "A", "").replace("\"vision\"", &format!("{{ \"goal\": \"vision\", \"weight\": {weight} }}"))
}

#[test]
fn row_39_shares_and_weights() {
    let share = |share: &str| {
        holds(&format!(
            "\"goals\": [{}], \"budget\": [{{ \"id\": \"l\", \"title\": \"L\", \"owner\": \"organization\",\n\
             \"funds\": [{{ \"goal\": \"a\", \"share\": {share} }}], \"amounts\": {{ \"adopted\": {{ \"2027\": 5 }} }} }}]",
            goal("a", "A", "")
        ))
    };
    for (written, code) in [
        ("\"-5%\"", "PLN019"),
        ("\"101%\"", "PLN019"),
        ("\"60%\"", "BUD002"),
        ("\"1e3%\"", "PLN011"),
        ("\"%\"", "PLN011"),
        ("\"50 percent\"", "PLN011"),
        ("\"99999999999999999999%\"", "PLN011"),
    ] {
        let (status, found) = codes(share(written).path());
        assert!(status == 1 && found.contains(&code.to_owned()), "{written}: {found:?}");
    }
    assert_eq!(codes(share("\"100%\"").path()), (0, vec![]));
    let weights = |first: &str, second: &str| {
        let of = |id: &str, weight: &str| weighted(id, weight);
        codes(holds(&format!("\"goals\": [{}, {}]", of("a", first), of("b", second))).path())
    };
    assert_eq!(weights("0", "0"), (1, vec!["ALN006".to_owned()]));
    assert_eq!(weights("-1", "3"), (0, vec![]));
    assert_eq!(weights("1e999", "1").0, 2);
    // The sum of two such is no number any more; nothing panics, and no output holds one that is none.
    for weight in ["1e308", "-1e308", "1e-320"] {
        let of = |id: &str| weighted(id, weight);
        let directory = holds(&format!("\"goals\": [{}, {}, {}]", of("a"), of("b"), of("c")));
        every_output(directory.path()).hides("NaN").hides("inf");
    }
}

#[test]
fn row_40_days_that_are_none_and_edges_of_time() {
    let due = |due: &str| {
        let text =
            goal("a", "A", "").replace("\"2027-06-30\"", due).replace("\"start\": \"2027-02-01\", ", "");
        holds(&format!("\"goals\": [{text}]"))
    };
    for none in [
        "2026-02-30",
        "2027-02-29",
        "2027-W53",
        "2027-Q5",
        "2027-13",
        "2027-00",
        "2027-1-1",
        "10000-01-01",
        "2027-06-31",
        "2027-H3",
        "27-01-01",
        "2027-01-01T00:00",
        "-0001-01-01",
        "2027-06..2027-01",
        "",
        "99999",
    ] {
        let directory = due(&format!("\"{none}\""));
        let (status, found) = codes(directory.path());
        assert!(status >= 1 && !found.is_empty(), "{none}: {found:?}");
        every_output(directory.path());
    }
    // 2026 has 53 weeks; 2028 has a leap day. The first and the last day there are.
    for some in ["2026-W53", "2028-02-29", "2027-Q4", "2027-H2", "2199-12-31", "1900-01-01..2199"] {
        let directory = due(&format!("\"{some}\""));
        let done = every_output(directory.path());
        assert_eq!(done.code, 0, "{some}: {done}");
    }
    for edge in ["0001-01-01", "0000-01-01", "1899-12-31", "2200-01-01", "9999-12-31", "9999"] {
        let done = every_output(due(&format!("\"{edge}\"")).path()).says("is outside 1900 to 2199");
        assert_eq!(done.code, 1, "{edge}");
    }
    // Days beyond the calendar: relative dues and durations from its last day on.
    for late in
        ["{ \"after\": \"b\", \"days\": 2147483647 }", "\"b + 9999y\"", "\"b+400000d\"", "\"b-999999999w\""]
    {
        let text = goal("a", "A", "").replace("\"2027-06-30\"", late);
        let last = goal("b", "B", "").replace("2027-06-30", "2199-12-31");
        every_output(holds(&format!("\"goals\": [{text}, {last}]")).path());
    }
    let backwards = goal("a", "A", "").replace("\"2027-02-01\"", "\"2027-07-01\"");
    assert_eq!(codes(holds(&format!("\"goals\": [{backwards}]")).path()), (1, vec!["TIM001".to_owned()]));
}

fn measured(measure: &str) -> tempfile::TempDir {
    let text =
        goal("a", "A", &format!(", \"measure\": {measure}")).replace("\"initiative\"", "\"key_result\"");
    holds(&format!("\"goals\": [{text}]"))
}

#[test]
fn row_41_measures_that_would_divide_by_zero() {
    let finds = |measure: &str, code: &str| {
        let directory = measured(measure);
        let done = every_output(directory.path()).hides("NaN").hides(" inf");
        let (_, found) = codes(directory.path());
        assert!(code.is_empty() || found.contains(&code.to_owned()), "{measure}: {found:?}");
        done
    };
    finds("{ \"baseline\": 5, \"target\": 5, \"actuals\": { \"2027-01\": 5 } }", "KRS005");
    finds("{ \"baseline\": 5, \"actuals\": { \"2027-01\": 5 } }", "KRS003");
    finds("{ \"target\": 5, \"actuals\": { \"2027-01\": 5 } }", "KRS004");
    finds("{ \"kind\": \"increase\", \"baseline\": 9, \"target\": 5 }", "KRS006");
    finds("{ \"kind\": \"decrease\", \"baseline\": 1, \"target\": 5 }", "KRS006");
    for fine in [
        "{ \"baseline\": 10, \"target\": 0, \"actuals\": { \"2027-01\": 4 } }",
        "{ \"baseline\": 0, \"target\": 10, \"actuals\": { \"2027-01\": 40 } }",
        "{ \"baseline\": 1e308, \"target\": -1e308, \"actuals\": { \"2027-01\": 0 } }",
        "{ \"baseline\": 0, \"target\": 1e-320, \"actuals\": { \"2027-01\": 1e308 } }",
        "{ \"kind\": \"between\", \"low\": 3, \"high\": 3, \"actuals\": { \"2027-01\": 3 } }",
    ] {
        finds(fine, "");
    }
    // Beyond the target it is more than the whole, and beyond the baseline less than nothing.
    let progress = |measure: &str| {
        let done = truenorth(&["explain", "a", "raw", "--format=json"]).at(&measured(measure)).exits(0);
        done.json()["tables"]["derivations"][0]["value"].as_f64().unwrap()
    };
    let counted = |value: i32| {
        format!("{{ \"baseline\": 0, \"target\": 10, \"actuals\": {{ \"2027-01\": {value} }} }}")
    };
    assert!((progress(&counted(15)) - 1.5).abs() < 1e-9);
    assert!((progress(&counted(-5)) + 0.5).abs() < 1e-9);
}

fn growth(measure: &str) -> (tempfile::TempDir, Done) {
    let directory = holds(&format!(
        "\"growth\": [{{ \"id\": \"g\", \"title\": \"Readers\", \"owner\": \"organization\", \"period\": \"2027..2028\",\n\
         \"measure\": {measure} }}]"
    ));
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("g.svg");
    let done = truenorth(&["render", "growth-plan", "-o", path.to_str().unwrap()]).at(&directory).run();
    if done.code == 0 {
        crate::written::files_are_harmless(out.path());
        let svg = std::fs::read_to_string(&path).unwrap();
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{measure}");
    }
    (directory, done)
}

#[test]
fn row_42_growth_with_next_to_no_numbers() {
    for measure in [
        "{ \"unit\": \"readers\", \"baseline\": 1, \"target\": 3, \"actuals\": { \"2026\": 1 } }",
        "{ \"unit\": \"readers\", \"baseline\": 1, \"target\": 1, \"phased\": { \"2027\": 1, \"2028\": 1 } }",
        "{ \"baseline\": 1, \"target\": 1e15, \"actuals\": { \"2026\": 1, \"2027-01\": 1e15 } }",
        "{ \"baseline\": 1e308, \"target\": -1e308, \"phased\": { \"2027\": 1e308, \"2028\": -1e308 } }",
        "{ \"baseline\": 1e-320, \"target\": 2e-320, \"phased\": { \"2027\": 1e-320 } }",
        "{ \"baseline\": 1, \"target\": 3, \"phased\": { \"2027\": 1 } }",
    ] {
        let (_, done) = growth(measure);
        assert_eq!(done.code, 0, "{measure}: {done}");
    }
    // Without a single number there is nothing to draw, and that is said.
    for measure in ["{ \"unit\": \"readers\" }", "{ \"baseline\": \"not_set\", \"target\": \"not_set\" }"] {
        let (_, done) = growth(measure);
        assert!(done.code == 0 || (done.code == 2 && done.stderr.contains("error: ")), "{measure}: {done}");
    }
}

/// What a plan says of its past; a forecast is not there yet.
#[test]
fn row_43_counted_values_that_cannot_be() {
    let measure = |actuals: &str| {
        let text = format!("{{ \"baseline\": 0, \"target\": 9, \"actuals\": {{ {actuals} }} }}");
        codes(measured(&text).path())
    };
    assert_eq!(measure("\"2027-01\": 3, \"2027-05\": 4"), (1, vec!["KRS007".to_owned()]));
    assert_eq!(measure("\"2027-01\": 3, \"2027-01\": 4"), (2, vec!["PLN004".to_owned()]));
    // The same month in two spellings.
    assert_eq!(measure("\"2027-01\": 3, \"2027-01-01..2027-01-31\": 4"), (1, vec!["KRS010".to_owned()]));
    // A gap is no fault.
    assert_eq!(measure("\"2026-03\": 1, \"2027-01\": 3"), (0, vec![]));
}
