//! The parsers by which the runner of GitHub Actions finds commands in the output of a step, ported from
//! `ActionCommand.cs` (`TryParseV2`, then `TryParse`) of actions/runner, and the marks of other runners.

/// A command as the runner understands it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Command {
    pub(super) name: String,
    pub(super) properties: Vec<(String, String)>,
    pub(super) data: String,
}

/// Every command in a text. The runner knows some names only; here every name counts, so that a new one does too.
pub(super) fn commands(text: &str) -> Vec<Command> {
    // .NET ends a line at these, and terminals at some.
    let lines = text.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']);
    lines.filter_map(|line| newer(line).or_else(|| older(line)).or_else(|| other(line))).collect()
}

/// `::name key=value,key=value::data` at the beginning of a line, after white space.
fn newer(line: &str) -> Option<Command> {
    let rest = line.trim_start().strip_prefix("::")?;
    let (info, data) = rest.split_once("::")?;
    let (name, properties) = info.split_once(' ').unwrap_or((info, ""));
    let unescape = |text: &str| {
        let text = text.replace("%0D", "\r").replace("%0A", "\n");
        text.replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
    };
    let pair = |pair: &str| pair.split_once('=').map(|(key, value)| (key.to_owned(), unescape(value)));
    Some(Command {
        name: name.to_owned(),
        properties: properties.trim().split(',').filter_map(pair).collect(),
        data: data.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%"),
    })
}

/// `##[name key=value;key=value]data` anywhere in a line.
fn older(line: &str) -> Option<Command> {
    let (_, rest) = line.split_once("##[")?;
    let (info, data) = rest.split_once(']')?;
    let name = info.split(' ').next().unwrap_or("");
    Some(Command { name: name.to_owned(), properties: Vec::new(), data: data.to_owned() })
}

/// `##vso[...]` of Azure Pipelines and `##teamcity[...]`.
fn other(line: &str) -> Option<Command> {
    let name = ["##vso[", "##teamcity["].into_iter().find(|mark| line.contains(mark))?;
    Some(Command { name: name.to_owned(), properties: Vec::new(), data: String::new() })
}

#[test]
fn the_port_reads_commands_as_the_runner_does() {
    let read =
        commands("  ::error file=a%2Cb.json,line=3,title=A%3A 50%25::one%0Atwo 100%25\nplain ::error::no\n");
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let expected = Command {
        name: "error".to_owned(),
        properties: vec![pair("file", "a,b.json"), pair("line", "3"), pair("title", "A: 50%")],
        data: "one\ntwo 100%".to_owned(),
    };
    assert_eq!(read, [expected]);
    for line in ["a ##[add-mask]b", "\t::debug::", "##vso[task.x]y", "a ##teamcity[x]", "a\r::error::b"] {
        assert_eq!(commands(line).len(), 1, "{line}");
    }
    for line in ["a ::error::b", ":: error", "# #[error]", "##[open", "::: a.json:1:2", "## heading"] {
        assert!(commands(line).is_empty(), "{line}");
    }
}
