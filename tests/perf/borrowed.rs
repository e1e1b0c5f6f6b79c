//! `borrowed DIR` reads a plan that `generate` wrote with serde_json into structs that borrow from the text wherever a string has
//! no escapes, and resolves its references: the least that reading and resolving can cost with serde_json. It keeps
//! all, checks nothing, and prints how many goals and links there are.
#![expect(clippy::print_stdout, reason = "a command-line program for measuring")]
#![expect(dead_code, reason = "plans are read completely; resolving uses a part of the fields")]

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fmt;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde::de::{Deserializer, Visitor};

/// A string that borrows also inside of options and lists, where serde's own `Cow` is always owned.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Text<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrow;
        impl<'de> Visitor<'de> for Borrow {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Borrow)
    }
}

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow, default)]
    include: Vec<Text<'a>>,
    #[serde(borrow, default)]
    pillars: Vec<Goal<'a>>,
    #[serde(borrow, default)]
    goals: Vec<Goal<'a>>,
    #[serde(borrow, default)]
    teams: Vec<Team<'a>>,
    #[serde(borrow, default)]
    people: Vec<Person<'a>>,
}

#[derive(Deserialize)]
struct Goal<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    title: Text<'a>,
    #[serde(borrow)]
    kind: Option<Text<'a>>,
    #[serde(borrow)]
    owner: Option<Text<'a>>,
    #[serde(borrow)]
    team: Option<Text<'a>>,
    #[serde(borrow, default)]
    contributes_to: Vec<Contribution<'a>>,
    #[serde(borrow, default)]
    depends_on: Vec<Dependency<'a>>,
    #[serde(borrow)]
    period: Option<Text<'a>>,
    #[serde(borrow)]
    start: Option<Text<'a>>,
    #[serde(borrow)]
    due: Option<Text<'a>>,
    #[serde(borrow)]
    measure: Option<Measure<'a>>,
}

#[derive(Deserialize)]
struct Contribution<'a> {
    #[serde(borrow)]
    goal: Text<'a>,
    #[serde(borrow)]
    share: Option<Text<'a>>,
}

#[derive(Deserialize)]
struct Dependency<'a> {
    #[serde(borrow)]
    goal: Text<'a>,
    #[serde(borrow)]
    agreed: Option<Text<'a>>,
}

#[derive(Deserialize)]
struct Measure<'a> {
    #[serde(borrow)]
    unit: Option<Text<'a>>,
    baseline: Option<f64>,
    target: Option<f64>,
    #[serde(borrow)]
    actuals: BTreeMap<Text<'a>, f64>,
}

#[derive(Deserialize)]
struct Team<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    title: Text<'a>,
    #[serde(borrow)]
    owner: Option<Text<'a>>,
}

#[derive(Deserialize)]
struct Person<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    name: Text<'a>,
    #[serde(borrow)]
    team: Option<Text<'a>>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let directory = std::env::args().nth(1).ok_or("usage: borrowed DIR")?;
    let mut texts = Vec::new();
    for entry in fs::read_dir(Path::new(&directory))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            texts.push(fs::read(path)?);
        }
    }
    let mut files: Vec<File<'_>> = Vec::with_capacity(texts.len());
    for text in &texts {
        files.push(serde_json::from_slice(text)?);
    }
    let goals: Vec<&Goal<'_>> =
        files.iter().flat_map(|file| file.pillars.iter().chain(&file.goals)).collect();
    let mut ids: HashMap<&str, usize> = HashMap::with_capacity(goals.len());
    ids.extend(goals.iter().enumerate().map(|(at, goal)| (&*goal.id.0, at)));
    let people = files.iter().flat_map(|file| &file.people).map(|person| &*person.id.0);
    let teams = files.iter().flat_map(|file| &file.teams).map(|team| &*team.id.0);
    let others: HashMap<&str, usize> = people.chain(teams).enumerate().map(|(at, id)| (id, at)).collect();
    let mut links: Vec<Vec<usize>> = Vec::with_capacity(goals.len());
    let mut owners = 0;
    for goal in &goals {
        let parents = goal.contributes_to.iter().map(|link| &link.goal).filter_map(|id| ids.get(&*id.0));
        let waits = goal.depends_on.iter().map(|link| &link.goal).filter_map(|id| ids.get(&*id.0));
        links.push(parents.chain(waits).copied().collect());
        owners += goal.owner.iter().chain(&goal.team).filter(|id| others.contains_key(&*id.0)).count();
    }
    let count: usize = links.iter().map(Vec::len).sum();
    println!("{} goals, {count} links, {owners} owners", goals.len());
    Ok(())
}
