//! The yardstick for reading and resolving alone: `borrowed DIR` reads a plan that `generate` wrote with serde_json into
//! plain structs whose texts are borrowed from the files, and binds every reference to an index. No places, no checks.
#![expect(clippy::print_stdout, reason = "a command-line program for measuring")]
#![expect(dead_code, reason = "plans are read completely; binding uses a part of the fields")]

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fmt;
use std::fs;
use std::path::Path;

use serde::de::{Deserializer, Visitor};
use serde::{Deserialize, de};

/// A text that is borrowed where it has no escapes. serde's own `Cow` always owns inside of options and lists.
struct Text<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Reader)
    }
}

#[derive(Deserialize)]
struct PlanFile<'a> {
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
    actuals: BTreeMap<&'a str, f64>,
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

/// What is bound of a goal.
struct Bound {
    owner: Option<u32>,
    team: Option<u32>,
    parents: Vec<u32>,
    waits_for: Vec<u32>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let directory = std::env::args().nth(1).ok_or("usage: borrowed DIR")?;
    let mut texts = Vec::new();
    for entry in fs::read_dir(Path::new(&directory))? {
        texts.push(fs::read(entry?.path())?);
    }
    let mut files: Vec<PlanFile<'_>> = Vec::new();
    for text in &texts {
        files.push(serde_json::from_slice(text)?);
    }
    let mut ids: HashMap<&str, u32> = HashMap::new();
    for file in &files {
        let goals = file.pillars.iter().chain(&file.goals).map(|goal| &goal.id);
        let others =
            file.teams.iter().map(|team| &team.id).chain(file.people.iter().map(|person| &person.id));
        for id in goals.chain(others) {
            let index = ids.len() as u32;
            ids.insert(&id.0, index);
        }
    }
    let mut dangling = 0;
    let mut find = |text: &Text<'_>| {
        let found = ids.get(text.0.as_ref()).copied();
        dangling += usize::from(found.is_none() && text.0 != "vision");
        found
    };
    let mut bound = Vec::with_capacity(ids.len());
    for goal in files.iter().flat_map(|file| file.pillars.iter().chain(&file.goals)) {
        bound.push(Bound {
            owner: goal.owner.as_ref().and_then(&mut find),
            team: goal.team.as_ref().and_then(&mut find),
            parents: goal.contributes_to.iter().filter_map(|link| find(&link.goal)).collect(),
            waits_for: goal.depends_on.iter().filter_map(|link| find(&link.goal)).collect(),
        });
    }
    println!("{} goals, {} items, {dangling} dangling references", bound.len(), ids.len());
    // The process ends here, as truenorth does.
    std::mem::forget((files, bound));
    Ok(())
}
