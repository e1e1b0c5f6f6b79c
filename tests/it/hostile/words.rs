//! Rows 18 to 25: ids, references and texts that mislead people, terminals or CI runners.

use super::{codes, every_answer, every_output};
use crate::run::{check, goal, plan, root, runner_commands, titled, truenorth};

fn goals(list: &[String]) -> tempfile::TempDir {
    plan(&[("truenorth.json", root(&format!("\"goals\": [\n{}\n]", list.join(",\n"))))])
}

#[test]
fn row_18_one_id_in_two_files() {
    let part = |title: &str| format!("{{ \"goals\": [\n{}] }}", goal("twice", title, ""));
    let tree = plan(&[
        ("truenorth.json", root("\"include\": \"*.json\"")),
        ("a.json", part("A")),
        ("b.json", part("B")),
    ]);
    let done = check(&tree).says("error[REF001]").says("b.json:2:9").says("a.json:2:9");
    assert_eq!(done.code, 1);
}

#[test]
fn row_19_references_to_nothing_and_to_the_wrong_kind() {
    let to = |word: &str| {
        goals(&[goal("readers", "More readers", ""), goal("b", "B", "").replace("\"vision\"", word)])
    };
    let done = check(&to("\"reader\"")).says("error[REF002]").says("did you mean `readers`?");
    assert_eq!(done.code, 1);
    let done = check(&to("\"organization\"")).says("error[REF003]");
    assert_eq!(done.code, 1);
    let teams = root(&format!(
        "\"teams\": [{{ \"id\": \"t\", \"title\": \"T\" }}], \"goals\": [{}]",
        goal("b", "B", "").replace("\"vision\"", "\"t\"")
    ));
    assert_eq!(check(&plan(&[("truenorth.json", teams)])).says("error[REF003]").code, 1);
}

/// What would be refused in the next run is not proposed.
#[test]
fn only_ids_of_the_kind_that_is_wanted_are_proposed() {
    let with = |parent: &str, owner: &str| {
        let goal = goal("reach", "Reach", "").replace("\"vision\"", parent).replace("organization", owner);
        let more = r#""skills": [{ "id": "medic", "title": "Medic" }], "teams": [{ "id": "media", "title": "Media" }],"#;
        plan(&[("truenorth.json", root(&format!("{more} \"goals\": [{goal}]")))])
    };
    let done = check(&with("\"medicc\"", "organization")).says("nothing in this plan has the id `medicc`");
    done.says("help: write the full id of a goal or `vision`; a nested goal has the id `parent/own`");
    check(&with("\"vision\"", "medias")).says("did you mean `media`?");
    let done = check(&with("\"vision\"", "zz")).says("nothing in this plan has the id `zz`");
    done.says("help: write the id of a person, role, team or `organization`");
}

#[test]
fn row_20_ids() {
    let long = "a".repeat(65);
    for (id, shown) in [
        ("a b", "it has a space as character 2"),
        ("../x", "it has `.` as character 1"),
        ("a\0", "it has U+0000 as character 2"),
        ("a\u{202e}b", "it has U+202E as character 2"),
        ("\u{430}bc", "it has U+0430 as character 1"),
        (&long, "at most 64 are allowed"),
        ("CON", "write \"con\""),
        ("", "at least one letter"),
        ("a//b", "nothing beside a slash"),
        ("/", "PLN011"),
        ("a/", "PLN011"),
        ("a:b", "PLN011"),
        ("-a", "PLN011"),
        ("##[error]", "PLN011"),
        ("a\n::error::b", "PLN011"),
    ] {
        let done = every_output(goals(&[goal(id, "More readers", "")]).path()).says("PLN011").says(shown);
        assert_eq!(done.code, 1, "{id:?}");
    }
    for taken in ["vision", "mission", "organization"] {
        assert_eq!(codes(goals(&[goal(taken, "T", "")]).path()), (1, vec!["REF004".to_owned()]), "{taken}");
    }
    for fine in ["con", "nul", "a", &"a".repeat(64), "a/b/c", "x--y", "a-", "constructor", "goal-not-aligned"]
    {
        assert_eq!(every_output(goals(&[goal(fine, "T", "")]).path()).code, 0, "{fine}");
    }
}

/// Texts that a plan may not use to speak to anybody but people.
pub(crate) const SPEAKING: &[&str] = &[
    "\u{1b}[31mred\u{1b}[0m",
    "\u{1b}]0;title\u{7}",
    "\u{1b}]8;;http://evil.example\u{1b}\\link",
    "\u{1b}]52;c;cHduZWQ=\u{7}",
    "\u{9b}31m\u{7f}\u{8}\u{0}",
    "x\n::error::pwn",
    "x\r::add-mask::a",
    "x\r\n::stop-commands::t",
    "x\u{2028}::error::pwn\u{2029}::debug::pwn\u{85}::debug::pwn",
    "::error::pwn",
    " \t::error file=a,line=1::pwn",
    "\u{a0}::error::pwn",
    "\u{200b}::error::pwn",
    "\u{feff}::set-output name=a::b",
    "##[stop-commands]t",
    "a ##[error]pwn",
    "###[error]pwn",
    "##vso[task.setvariable variable=a]b",
    "##teamcity[buildStatus status='FAILURE']",
    "#\u{200b}#[error]pwn",
    "#\u{0}#[error]pwn",
    "a#",
    "#[error]pwn",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "<!-- ]]> <![CDATA[ &lt; &#0; &bogus; %00",
    "@org/team #1 ![](http://x) [a](b) | `c` <b>",
    "\u{fffe}\u{ffff}\u{fdd0}\u{10ffff}\u{1}",
    "\u{202e}\u{2066}\u{2069}\u{200b}\u{200d}\u{61c}",
    "@",
    " --> @:1:2",
    "${{ github.token }} $(id) `id` %PATH%",
    "=HYPERLINK(\"http://x\")",
    "www.evil.example mailto:a@b.example",
];

#[test]
fn rows_21_to_23_texts_that_speak_to_terminals_and_runners() {
    for text in SPEAKING {
        let list = [
            goal("a", text, &format!(", \"description\": {}", serde_json::json!(text))),
            goal("b", "B", "").replace("\"vision\"", &serde_json::json!(text).to_string()),
            goal("c", "C", "").replace("\"organization\"", &serde_json::json!(text).to_string()),
        ];
        let directory = goals(&list);
        every_output(directory.path());
        // The same written raw, where JSON allows it, so that the line shown holds it.
        let raw = titled("@@").replace("@@", &text.replace(['"', '\\'], "'"));
        every_output(plan(&[("truenorth.json", raw)]).path());
    }
}

#[test]
fn rows_21_to_23_in_every_place_where_words_can_stand() {
    for text in SPEAKING {
        let word = serde_json::json!(text);
        let everywhere = format!(
            "{{ \"truenorth\": 1, \"as_of\": \"2027-02-15\", \"organization\": {{ \"name\": {word}, \"currency\": {word} }},\n\
             \"vision\": {word}, \"mission\": {{ \"title\": {word}, \"horizon\": {word} }}, \"values\": [{word}],\n\
             \"levels\": [{{ \"kind\": {word}, \"title\": {word} }}], \"include\": [{word}], {word}: {word},\n\
             \"checks\": {{ \"select\": [{word}], \"rules\": {{ {word}: \"off\", \"overdue\": {word} }} }},\n\
             \"teams\": [{{ \"id\": \"t\", \"title\": {word}, \"owner\": {word}, \"aliases\": [{word}] }}],\n\
             \"people\": [{{ \"id\": \"p\", \"name\": {word}, \"team\": {word} }}],\n\
             \"goals\": [{{ \"id\": \"a\", \"title\": {word}, \"kind\": {word}, \"contributes_to\": [{word}, \"vision\"],\n\
               \"due\": {word}, \"ignore\": [{{ \"rule\": {word}, \"reason\": {word} }}], {word}: 1,\n\
               \"check_ins\": {{ {word}: {word} }}, \"measure\": {{ \"unit\": {word}, \"actuals\": {{ {word}: {word} }} }} }}],\n\
             \"budget\": [{{ \"id\": \"l\", \"title\": {word}, \"category\": {word}, \"amounts\": {{ {word}: {{ \"2027\": {word} }} }} }}],\n\
             \"growth\": [{{ \"id\": \"g\", \"title\": {word}, \"measure\": {{ \"unit\": {word}, \"actuals\": {{ \"2026\": 1 }} }} }}] }}"
        );
        let directory = plan(&[("truenorth.json", everywhere)]);
        every_output(directory.path());
        every_answer(directory.path());
    }
}

/// What is wrong with the command line is said in its own words, which may come from a pull request.
#[test]
fn arguments_are_repeated_without_what_a_terminal_obeys() {
    let words = "\u{1b}[2J\u{202e}x\n::error::y ##[add-mask]z";
    let calls: [&[&str]; 8] = [
        &[words],
        &["check", "--format", words],
        &["check", "--color", words],
        &["check", "--today", words],
        &["check", "--limit", words],
        &["check", "--level", words],
        &["check", &format!("--{words}")],
        &["explain", "--format", words],
    ];
    for call in calls {
        let done = truenorth(call).exits(2);
        assert!(!done.stderr.contains(['\u{1b}', '\u{202e}']), "{done}");
        assert!(done.stderr.contains("U+001B") && runner_commands(&done.stderr).is_empty(), "{done}");
    }
    let long = "x".repeat(100_000);
    assert!(truenorth(&["check", "--format", &long]).exits(2).stderr.len() < 2_000);
    assert!(truenorth(&["check", "--version"]).exits(0).stdout.starts_with("truenorth"));
}

#[test]
fn row_24_file_names() {
    let names = [
        "x\n::error::pwn.json",
        "x\u{1b}[31m.json",
        "a,b:c%d e#f.json",
        "##[error]x.json",
        "::error::x.json",
        "\u{202e}x.json",
        "@x <b>.json",
        " x.json",
        "x|y`z`.json",
        "-rf.json",
        "'.json",
    ];
    for name in names {
        let text = format!("{{ \"goals\": [{}], \"nonsense\": 1 }}", goal("b", "One", ""));
        let tree = plan(&[
            (
                "truenorth.json",
                root(&format!("\"include\": \"*.json\", \"goals\": [{}]", goal("a", "A", ""))),
            ),
            (name, text),
        ]);
        let done = every_output(tree.path()).says("PLN007").says("in 2 files");
        assert_eq!(done.code, 0, "{name:?}");
        // The directory too may have such a name; it is put before the names of files.
        let outer = plan(&[("y", "")]);
        let inner = outer.path().join(name);
        crate::run::copy(tree.path(), &inner);
        // So do results, wherever they are put.
        for command in ["build", "init"] {
            let target = outer.path().join(format!("{command}-{name}"));
            let arguments: &[&std::ffi::OsStr] = match command {
                "build" => &["build".as_ref(), inner.as_os_str(), "--out".as_ref(), target.as_os_str()],
                _ => &["init".as_ref(), "--minimal".as_ref(), target.as_os_str()],
            };
            let done = truenorth(arguments).exits(0);
            crate::run::assert_harmless(&done.all(), &done);
        }
        for format in ["human", "concise", "json"] {
            let done =
                truenorth(&["check".as_ref(), inner.as_os_str(), "--format".as_ref(), format.as_ref()])
                    .exits(0);
            assert_eq!(runner_commands(&done.all()), Vec::<String>::new(), "{name:?} {done}");
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn row_24_a_file_name_that_is_no_text() {
    use std::os::unix::ffi::OsStrExt;
    let tree = plan(&[("truenorth.json", root("\"include\": \"*.json\""))]);
    std::fs::write(tree.path().join(std::ffi::OsStr::from_bytes(b"a\xff\n.json")), "{}").unwrap();
    let done = every_output(tree.path()).says("PLN001").says("its name is not UTF-8");
    assert_eq!(done.code, 2);
}

#[test]
fn row_25_characters_that_turn_or_hide_text() {
    for character in "\u{202a}\u{202e}\u{2066}\u{2069}\u{200b}\u{200f}\u{feff}\u{2060}\u{61c}\u{2028}".chars()
    {
        let point = format!("U+{:04X}", u32::from(character));
        let done = every_output(plan(&[("truenorth.json", titled(&format!("a{character}b")))]).path());
        assert_eq!(done.says("warning[PLN013]").says(&point).code, 0);
    }
    // The joiners belong to words and emoji.
    for text in [
        "\u{1f469}\u{200d}\u{1f4bb} at work",
        "\u{646}\u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645}",
    ] {
        assert_eq!(codes(plan(&[("truenorth.json", titled(text))]).path()), (0, vec![]), "{text}");
    }
}
