//! `truenorth render`

use std::collections::BTreeSet;
use std::fs;

use truenorth_charts::catalogue::CHARTS;

use crate::run::{directories, plan, repository, sample, titled, truenorth};

#[test]
fn the_ending_chooses_the_format() {
    let out = tempfile::tempdir().unwrap();
    let aurora = sample("aurora");
    let render = |name: &str, more: &[&str]| {
        let path = out.path().join(name);
        let args = ["render", "alignment-map", aurora.to_str().unwrap(), "-o", path.to_str().unwrap()];
        truenorth(&[&args, more].concat()).exits(0);
        fs::read(path).unwrap()
    };
    assert!(render("map.svg", &[]).starts_with(b"<svg") || render("map.svg", &[]).starts_with(b"<?xml"));
    assert_eq!(render("map.SVG", &[]), render("map.svg", &[]));
    let (one, two) = (render("one.png", &[]), render("two.png", &["--scale", "2"]));
    let width = |png: &[u8]| u32::from_be_bytes(png[16..20].try_into().unwrap());
    assert!(one.starts_with(b"\x89PNG") && width(&two).abs_diff(2 * width(&one)) <= 1);
    assert_ne!(render("dark.svg", &["--theme", "dark"]), render("map.svg", &[]));
}

#[test]
fn another_ending_is_refused() {
    let small = plan(&[("truenorth.json", titled("More readers"))]);
    for name in ["map", "map.pdf", "map.svg.txt", ".svg", "svg"] {
        truenorth(&["render", "alignment-map", "-o", name])
            .at(&small)
            .exits(2)
            .warns("neither .svg nor .png");
    }
    assert_eq!(fs::read_dir(&small).unwrap().count(), 1);
}

#[test]
fn unknown_charts_and_items_are_suggested() {
    let aurora = sample("aurora");
    let run = |args: &[&str]| {
        truenorth(&[&["render"], args, &["-o", "/tmp/never.svg"]].concat()).at(&aurora).exits(2)
    };
    run(&["alignment-mapp"])
        .warns("there is no chart `alignment-mapp`")
        .warns("did you mean `alignment-map`?");
    run(&["pie"]).warns("`truenorth render --list` lists the charts");
    run(&["growth-plan"]).warns("choose one with --item: passengers-a-month, online-ticket-share");
    run(&["growth-plan", "--item", "pasengers-a-month"]).warns("did you mean `passengers-a-month`?");
    run(&["alignment-map", "--item", "passengers-a-month"]).warns("leave --item out");
    let small = plan(&[("truenorth.json", titled("More readers"))]);
    truenorth(&["render", "growth-plan", "-o", "a.svg"])
        .at(&small)
        .exits(2)
        .warns("the plan has no growth plan");
}

#[test]
fn the_list_names_charts_that_can_be_drawn() {
    let list = truenorth(&["render", "--list"]).exits(0).stdout;
    let out = tempfile::tempdir().unwrap();
    let names: Vec<&str> = list.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(names, CHARTS.iter().map(|chart| chart.name).collect::<Vec<_>>());
    for name in names {
        let path = out.path().join("a.svg");
        let item: &[&str] = match name {
            "growth-plan" => &["--item", "passengers-a-month"],
            "decision-matrix" => &["--item", "nights"],
            _ => &[],
        };
        truenorth(&[&["render", name, "-o", path.to_str().unwrap()], item].concat())
            .at(&sample("aurora"))
            .exits(0);
    }
}

#[test]
fn findings_do_not_stop_a_picture_but_an_unreadable_plan_does() {
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("a.svg");
    let render = |name: &str| {
        truenorth(&["render", "alignment-map", "-o", path.to_str().unwrap()]).at(&sample(name)).run()
    };
    assert_eq!(render("broken/truncated").warns("PLN003").code, 2);
    assert_eq!(render("broken/duplicate-key").code, 2);
    assert!(!path.exists());
    assert_eq!(render("first-steps").code, 0);
    assert_eq!(render("broken/cycle").code, 0);
    assert!(path.exists());
}

#[test]
#[cfg(unix)]
fn a_picture_replaces_a_file_and_keeps_its_mode() {
    use std::os::unix::fs::PermissionsExt;
    let small = plan(&[("truenorth.json", titled("More readers")), ("map.svg", "old".to_owned())]);
    let path = small.path().join("map.svg");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    truenorth(&["render", "alignment-map", "-o", "map.svg"]).at(&small).exits(0);
    assert!(fs::read_to_string(&path).unwrap().contains("More readers"));
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    truenorth(&["render", "alignment-map", "-o", "new.svg"]).at(&small).exits(0);
    assert_eq!(fs::metadata(small.path().join("new.svg")).unwrap().permissions().mode() & 0o777, 0o644);
}

#[test]
fn characters_that_the_font_lacks_are_told() {
    let small = plan(&[("truenorth.json", titled("More \u{65e5}\u{672c}"))]);
    truenorth(&["render", "alignment-map", "-o", "a.png"])
        .at(&small)
        .exits(0)
        .warns("the font has no")
        .warns("U+65E5");
}

#[test]
fn a_chart_is_suggested_by_one_of_its_words() {
    let done = truenorth(&["render", "alignment", "-o", "a.svg"]).at(&sample("aurora")).exits(2);
    done.warns("did you mean `alignment-map`?");
}

#[test]
fn all_charts_are_written_with_their_numbers() {
    let out = tempfile::tempdir().unwrap();
    fs::write(out.path().join("mine.txt"), "mine").unwrap();
    let run = |more: &[&str]| {
        let args = ["render", "all", "--out", out.path().to_str().unwrap()];
        truenorth(&[&args, more].concat()).at(&sample("aurora"))
    };
    run(&["--format", "svg,png", "--data", "csv"]).exits(0).says("files to");
    let files = |ending: &str| -> BTreeSet<String> {
        let names =
            fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter_map(|name| Some(name.strip_suffix(ending)?.to_owned())).collect()
    };
    assert_eq!(files(".svg"), files(".csv"));
    assert_eq!(files(".svg"), files(".png"));
    assert!(files(".svg").len() > CHARTS.len(), "{:?}", files(".svg"));
    for chart in CHARTS {
        assert!(files(".svg").iter().any(|name| name.starts_with(chart.name)), "{}", chart.name);
    }
    let csv = fs::read_to_string(out.path().join("budget-variance.csv")).unwrap();
    assert!(csv.starts_with("direction,label,plan,actual,difference,adverse,currency\n"), "{csv}");
    assert_eq!(fs::read_to_string(out.path().join("mine.txt")).unwrap(), "mine");
    let before = fs::read(out.path().join("roadmap.svg")).unwrap();
    run(&["--theme", "auto"]).exits(0);
    let auto = fs::read_to_string(out.path().join("roadmap.svg")).unwrap();
    assert!(auto.contains("@media (prefers-color-scheme: dark)") && auto.into_bytes() != before);
    run(&["--theme", "auto", "--format", "png"]).exits(2).warns("--theme auto needs SVG");
    run(&["--item", "passengers-a-month"]).exits(2).warns("leave --item out");
    truenorth(&["render", "all"]).at(&sample("aurora")).exits(2).warns("needs --out DIR");
    truenorth(&["render", "roadmap"]).at(&sample("aurora")).exits(2).warns("needs -o FILE");
}

#[test]
fn the_map_says_as_much_of_each_goal_as_is_asked_for() {
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("a.svg");
    let run = |args: &[&str]| {
        truenorth(&[&["render"], args, &["-o", path.to_str().unwrap()]].concat()).at(&sample("aurora"))
    };
    let map = |args: &[&str]| {
        run(&[&["alignment-map"], args].concat()).exits(0);
        fs::read_to_string(&path).unwrap()
    };
    let cards = |svg: &str| svg.matches("class=\"card\"").count();
    let (whole, full, groups) = (map(&[]), map(&["--detail", "full"]), map(&["--detail", "collapsed"]));
    assert!(whole == map(&["--detail", "compact"]) && whole != full && cards(&whole) == cards(&full));
    assert!(groups.contains("goals by pillar and team") && cards(&groups) < cards(&whole) / 3);
    let team = map(&["--team", "track"]);
    assert!(team.contains("which are not counted") && cards(&team) < cards(&whole));
    let pillar = map(&["--pillar", "sound-money"]);
    assert!(pillar.contains("goal-cost-per-km") && !pillar.contains("goal-zero-harm"));
    run(&["roadmap", "--detail", "full"]).exits(2).warns("roadmap has no --detail");
    let all = out.path().join("all");
    truenorth(&["render", "all", "--detail", "collapsed", "--out", all.to_str().unwrap()])
        .at(&sample("aurora"))
        .exits(0);
    assert_eq!(fs::read_to_string(all.join("alignment-map.svg")).unwrap(), groups);
    assert!(all.join("roadmap.svg").exists());
}

#[test]
fn a_chart_is_narrowed_to_what_it_can_be_narrowed_to() {
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("a.svg");
    let run = |args: &[&str]| {
        truenorth(&[&["render"], args, &["-o", path.to_str().unwrap(), "--data", "json"]].concat())
            .at(&sample("aurora"))
    };
    let ids = || -> BTreeSet<String> {
        let data = fs::read_to_string(out.path().join("a.json")).unwrap();
        let data: serde_json::Value = serde_json::from_str(&data).unwrap();
        let rows = data["tables"]["chart"].as_array().unwrap().clone();
        rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
    };
    run(&["roadmap"]).exits(0);
    let whole = ids();
    run(&["roadmap", "--team", "rolling-stock"]).exits(0);
    let team = ids();
    assert!(team.contains("battery-trains/fleet-order") && team.len() < whole.len(), "{team:?}");
    assert!(fs::read_to_string(&path).unwrap().contains("only Rolling Stock"));
    run(&["roadmap", "--pillar", "on-time"]).exits(0);
    let pillar = ids();
    assert!(pillar.contains("track-renewal/night-windows") && pillar.len() < whole.len(), "{pillar:?}");
    run(&["roadmap", "--period", "2026"]).exits(0);
    assert!(ids().len() < whole.len());
    run(&["roadmap", "--team", "rolling-stok"]).exits(2).warns("did you mean `rolling-stock`?");
    run(&["roadmap", "--pillar", "on-tim"]).exits(2).warns("did you mean `on-time`?");
    run(&["growth-plan", "--team", "track"]).exits(2).warns("growth-plan has no --team");
    run(&["budget-variance", "--pillar", "on-time"]).exits(2).warns("it takes --team, --period");
}

/// What a picture leaves out it says itself, and people are told; nothing is wrong with the pictures of samples.
#[test]
fn samples_are_drawn_without_a_warning() {
    let out = tempfile::tempdir().unwrap();
    let mut noted = 0;
    for name in directories(&repository().join("samples")).into_iter().filter(|name| name != "broken") {
        let to = out.path().join(&name);
        let done = truenorth(&["render", "all", "--out", to.to_str().unwrap()]).at(&sample(&name)).exits(0);
        assert!(!done.stderr.contains("warning:"), "{name}: {done}");
        noted += usize::from(done.stderr.contains("note: alignment-map: 421 goals are counted"));
    }
    assert_eq!(noted, 1);
}
