//! `check --watch`.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use crate::run::{plan, root, titled, truenorth};

/// The lines that a running command prints to an output, as they come.
fn lines(output: impl std::io::Read + Send + 'static) -> Receiver<String> {
    let (to, lines) = channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if to.send(line).is_err() {
                break;
            }
        }
    });
    lines
}

fn watch(directory: &tempfile::TempDir) -> (Child, Receiver<String>, Receiver<String>) {
    let mut command = truenorth(&["check", "--watch", "--format=concise"]).at(directory).command();
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (out, err) = (lines(child.stdout.take().unwrap()), lines(child.stderr.take().unwrap()));
    (child, out, err)
}

#[track_caller]
fn next(lines: &Receiver<String>, words: &str) {
    loop {
        let line =
            lines.recv_timeout(Duration::from_secs(60)).unwrap_or_else(|_| panic!("no `{words}` came"));
        if line.contains(words) {
            return;
        }
    }
}

#[test]
fn a_change_of_a_file_checks_again_and_ctrl_c_ends_it() {
    let tree = plan(&[("truenorth.json", root("\"include\": \"teams/*.json\", \"goals\": []"))]);
    let (mut child, out, err) = watch(&tree);
    next(&out, "1 warning in 1 file");
    next(&err, "watching 1 file; Ctrl-C ends");
    fs::create_dir(tree.path().join("teams")).unwrap();
    fs::write(tree.path().join("teams/a.json"), "{ \"goals\": 1 }").unwrap();
    next(&out, "teams/a.json:1:12: error[PLN009]");
    next(&err, "watching 2 files");
    fs::write(tree.path().join("truenorth.json"), "{ damaged").unwrap();
    next(&out, "PLN003");
    fs::remove_file(tree.path().join("truenorth.json")).unwrap();
    next(&err, "no truenorth.json");
    fs::write(tree.path().join("truenorth.json"), titled("Back")).unwrap();
    next(&out, "no findings in 1 file");
    next(&err, "watching 1 file;");
    // Where the tests are a background job, its children ignore the signal of Ctrl-C; the one to terminate they do not.
    let ended = ["-INT", "-TERM"].into_iter().find_map(|signal| {
        let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        (0..50).find_map(|_| {
            thread::sleep(Duration::from_millis(100));
            child.try_wait().unwrap()
        })
    });
    let status = ended.unwrap_or_else(|| {
        child.kill().unwrap();
        panic!("it goes on after Ctrl-C")
    });
    assert!(status.code().is_none_or(|code| code == 130), "{status}");
    assert!(err.iter().all(|line| !line.contains("panicked")));
}

#[test]
fn it_ends_when_nobody_reads() {
    let tree = plan(&[("truenorth.json", titled("More readers"))]);
    let mut command = truenorth(&["check", "--watch"]).at(&tree).command();
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
