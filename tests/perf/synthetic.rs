//! A large synthetic plan for measuring.
//!
//! The same arguments always give the same bytes. The plan is meant to be clean: every goal has a parent, an
//! owner and dates that fit, shares add to 100 %, dependencies are in order and key results are on their way.

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Days are counted from 1970-01-01. 2026-01-01, on which everything begins that waits for nothing.
const BEGIN: i64 = 20_454;
/// 2026-06-30, the day on which the plan is looked at: no goal is due before it.
const TODAY: i64 = 20_634;
/// 2028-12-31, the last day of the pillars.
const END: i64 = 21_549;
/// 2025-12-15, when the owners agreed on the dependencies.
const AGREED: i64 = 20_437;
/// Last days of the months that have an actual: 2026-03 to 2026-06.
const MONTH_ENDS: [(&str, i64); 4] =
    [("2026-03", 20_543), ("2026-04", 20_573), ("2026-05", 20_604), ("2026-06", TODAY)];

const PILLARS: usize = 8;
const GOALS_PER_PERSON: usize = 20;
const PEOPLE_PER_TEAM: usize = 8;

const VERBS: [&str; 12] = [
    "Shorten", "Renew", "Open up", "Simplify", "Automate", "Double", "Measure", "Rebuild", "Extend",
    "Repair", "Unify", "Pilot",
];
const THINGS: [&str; 12] = [
    "waiting times",
    "the ticket counters",
    "night services",
    "safety training",
    "the spare parts store",
    "energy metering",
    "passenger information",
    "the charging points",
    "supplier contracts",
    "the booking service",
    "repair schedules",
    "accident reporting",
];
const PLACES: [&str; 6] = ["in district", "for depot", "on line", "at station", "with partner", "in harbour"];

/// A goal as far as its children and those that wait for it need to know it.
struct Made {
    id: String,
    due: i64,
    /// Bit set of the pillars above, itself included.
    pillars: u8,
}

/// xorshift64* (Vigna, "An experimental exploration of Marsaglia's xorshift generators, scrambled", 2016).
pub(crate) struct Random(u64);

impl Random {
    /// The numbers of a seed; seed 0 gives the plans that have always been measured.
    pub(crate) fn new(seed: u64) -> Self {
        Self(0x5EED_0F7A ^ seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33
    }

    /// A number in `0..end`; 0 where the range is empty.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % (end.max(1) as u64)) as usize
    }

    /// A number in `low..=high`.
    fn between(&mut self, low: i64, high: i64) -> i64 {
        low + (self.next() % ((high - low).max(0) as u64 + 1)) as i64
    }

    pub(crate) fn percent(&mut self, chance: u64) -> bool {
        self.next() % 100 < chance
    }
}

/// ISO date of a day number (Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`).
fn date(day: i64) -> String {
    let z = day + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + i64::from(month <= 2);
    format!("{year}-{month:02}-{:02}", doy - (153 * mp + 2) / 5 + 1)
}

/// A title of 25 to 60 characters, unique by its number.
pub(crate) fn title(random: &mut Random, number: usize) -> String {
    let [verb, thing, place] =
        [&VERBS[..], &THINGS[..], &PLACES[..]].map(|words| words[random.below(words.len())]);
    format!("{verb} {thing} {place} {number:03}")
}

/// The fields `contributes_to` has for these parents, with shares in steps of 5 % that add to 100 %.
fn contributions(random: &mut Random, parents: &[&Made]) -> String {
    let mut left = 100;
    let mut links = Vec::new();
    for (i, parent) in parents.iter().enumerate() {
        let after = (parents.len() - 1 - i) as i64;
        let share = if after == 0 { left } else { 5 * random.between(1, left / 5 - after) };
        left -= share;
        links.push(format!("{{ \"goal\": \"{}\", \"share\": \"{share}%\" }}", parent.id));
    }
    format!("\"contributes_to\": [{}]", links.join(", "))
}

/// One to three parents: the first objective, perhaps a second one, and perhaps a pillar that is not above them.
fn pick_parents<'a>(
    random: &mut Random,
    first: usize,
    objectives: &'a [Made],
    pillars: &'a [Made],
) -> Vec<&'a Made> {
    let mut parents = vec![&objectives[first]];
    let second = random.below(objectives.len());
    if second != first && random.percent(35) {
        parents.push(&objectives[second]);
    }
    let above = parents.iter().fold(0, |bits, parent| bits | parent.pillars);
    let pillar = &pillars[random.below(pillars.len())];
    if pillar.pillars & above == 0 && random.percent(15) {
        parents.push(pillar);
    }
    parents
}

/// The head of a goal up to its owner and team; goals go round the people in turn.
fn head(random: &mut Random, id: &str, kind: &str, number: usize, people: usize) -> String {
    let person = number % people;
    let title = title(random, number);
    let team = person / PEOPLE_PER_TEAM;
    format!(
        "\"id\": \"{id}\", \"title\": \"{title}\", \"kind\": \"{kind}\", \"owner\": \"p-{person}\", \"team\": \"team-{team}\""
    )
}

/// A measure whose actuals lie a little ahead of the straight line from `BEGIN` to `due`.
fn measure(random: &mut Random, due: i64) -> String {
    let (unit, baseline) =
        (["sites", "days", "people", "trips"][random.below(4)], random.between(40, 90) as f64);
    let change = if random.percent(30) { -random.between(10, 35) } else { random.between(10, 400) } as f64;
    let actuals = MONTH_ENDS.map(|(month, end)| {
        let elapsed = (end - BEGIN + 1) as f64 / (due - BEGIN + 1) as f64;
        let lead = 1.02 + random.below(8) as f64 / 100.0;
        format!("\"{month}\": {:.2}", baseline + change * elapsed * lead)
    });
    format!(
        "\"measure\": {{ \"unit\": \"{unit}\", \"baseline\": {baseline}, \"target\": {}, \"actuals\": {{ {} }} }}",
        baseline + change,
        actuals.join(", ")
    )
}

/// Start, due and `depends_on` of an initiative that must end by `limit`. Only initiatives written before can be
/// waited for, so there is no cycle; it starts after they are due.
fn schedule(random: &mut Random, before: &[Made], limit: i64) -> (i64, i64, String) {
    let mut waits: Vec<&Made> = Vec::new();
    let mut start = random.between(BEGIN, TODAY - 30);
    if random.percent(15) {
        let mut tries = (0..16).filter_map(|_| before.get(random.below(before.len())));
        if let Some(first) = tries.find(|made| made.due + 60 <= limit) {
            start = first.due + random.between(1, 20);
            waits.push(first);
            let second = before.get(random.below(before.len()));
            waits.extend(second.filter(|made| made.due < start && made.id != first.id && random.percent(30)));
        }
    }
    let due = random.between((start + 30).max(TODAY + 14), limit.min(start.max(TODAY) + 200));
    let links: Vec<String> = waits
        .iter()
        .map(|made| format!("{{ \"goal\": \"{}\", \"agreed\": \"{}\" }}", made.id, date(AGREED)))
        .collect();
    let depends_on =
        if links.is_empty() { String::new() } else { format!(", \"depends_on\": [{}]", links.join(", ")) };
    (start, due, depends_on)
}

fn write_list(out: &mut impl Write, name: &str, items: &[&String], end: &str) -> Result<(), Box<dyn Error>> {
    writeln!(out, "  \"{name}\": [")?;
    for (i, item) in items.iter().enumerate() {
        writeln!(out, "    {{ {item} }}{}", if i + 1 < items.len() { "," } else { "" })?;
    }
    writeln!(out, "  ]{end}")?;
    Ok(())
}

fn write_people(directory: &Path, people: usize) -> Result<(), Box<dyn Error>> {
    let teams: Vec<String> = (0..people.div_ceil(PEOPLE_PER_TEAM))
        .map(|n| {
            format!("\"id\": \"team-{n}\", \"title\": \"Team {n}\", \"owner\": \"p-{}\"", n * PEOPLE_PER_TEAM)
        })
        .collect();
    let persons: Vec<String> = (0..people)
        .map(|n| {
            format!("\"id\": \"p-{n}\", \"name\": \"Person {n}\", \"team\": \"team-{}\"", n / PEOPLE_PER_TEAM)
        })
        .collect();
    let mut out = BufWriter::new(File::create(directory.join("people.json"))?);
    writeln!(out, "{{")?;
    write_list(&mut out, "teams", &teams.iter().collect::<Vec<_>>(), ",")?;
    write_list(&mut out, "people", &persons.iter().collect::<Vec<_>>(), "")?;
    writeln!(out, "}}")?;
    Ok(out.flush()?)
}

fn write_root(directory: &Path, pillars: &[String]) -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(File::create(directory.join("truenorth.json"))?);
    writeln!(out, "{{\n  \"truenorth\": 1,\n  \"plan\": \"synthetic\",\n  \"as_of\": \"{}\",", date(TODAY))?;
    writeln!(out, "  \"organization\": {{ \"name\": \"Synthetic Transport\" }},")?;
    writeln!(out, "  \"vision\": \"Everybody in the region gets everywhere within the hour\",")?;
    writeln!(out, "  \"include\": [\"goals-*.json\", \"people.json\"],")?;
    write_list(&mut out, "pillars", &pillars.iter().collect::<Vec<_>>(), "")?;
    writeln!(out, "}}")?;
    Ok(out.flush()?)
}

/// Writes a plan of so many goals, at least 10, in so many files into an empty directory, and says what is in it.
pub(crate) fn generate(
    goals: usize,
    directory: &Path,
    files: usize,
    seed: u64,
) -> Result<String, Box<dyn Error>> {
    let mut random = Random::new(seed);
    let pillar_count = (goals / 10).clamp(2, PILLARS);
    let people = goals.div_ceil(GOALS_PER_PERSON);
    let (objective_count, key_result_count) = ((goals / 10).max(2), goals * 3 / 10);
    let initiative_count = goals - pillar_count - objective_count - key_result_count;
    let mut number = 0;
    let mut heading = |random: &mut Random, id: &str, kind: &str| {
        number += 1;
        head(random, id, kind, number, people)
    };

    let vision = Made { id: "vision".to_owned(), due: END, pillars: 0 };
    let (mut pillars, mut pillar_texts) = (Vec::new(), Vec::new());
    for n in 0..pillar_count {
        let id = format!("pillar-{n}");
        let head = heading(&mut random, &id, "pillar");
        let links = contributions(&mut random, &[&vision]);
        pillar_texts.push(format!("{head}, {links}, \"period\": \"{}..{}\"", date(BEGIN), date(END)));
        pillars.push(Made { id, due: END, pillars: 1 << n });
    }

    let (mut objectives, mut texts) = (Vec::new(), Vec::new());
    for n in 0..objective_count {
        let id = format!("o-{n}");
        let head = heading(&mut random, &id, "objective");
        let mut parents = vec![&pillars[n % pillar_count]];
        for step in 1..3 {
            let other = &pillars[(n + 3 * step) % pillar_count];
            if random.percent(25) && parents.iter().all(|parent| parent.id != other.id) {
                parents.push(other);
            }
        }
        let links = contributions(&mut random, &parents);
        let due = random.between(TODAY + 270, END);
        texts.push(format!("{head}, {links}, \"period\": \"{}..{}\"", date(BEGIN), date(due)));
        let pillars = parents.iter().fold(0, |bits, parent| bits | parent.pillars);
        objectives.push(Made { id, due, pillars });
    }

    for n in 0..key_result_count {
        let id = format!("kr-{n}");
        let head = heading(&mut random, &id, "key_result");
        let parents = pick_parents(&mut random, n % objective_count, &objectives, &pillars);
        let links = contributions(&mut random, &parents);
        let limit = parents.iter().fold(END, |limit, parent| limit.min(parent.due));
        let due = random.between(TODAY + 90, limit);
        let measure = measure(&mut random, due);
        texts.push(format!("{head}, {links}, \"period\": \"{}..{}\", {measure}", date(BEGIN), date(due)));
    }

    let mut initiatives = Vec::new();
    for n in 0..initiative_count {
        let id = format!("i-{n}");
        let head = heading(&mut random, &id, "initiative");
        let first = random.below(objective_count);
        let parents = pick_parents(&mut random, first, &objectives, &pillars);
        let links = contributions(&mut random, &parents);
        let limit = parents.iter().fold(END, |limit, parent| limit.min(parent.due));
        let (start, due, depends_on) = schedule(&mut random, &initiatives, limit);
        let dates = format!("\"start\": \"{}\", \"due\": \"{}\"", date(start), date(due));
        texts.push(format!("{head}, {links}, {dates}{depends_on}"));
        initiatives.push(Made { id, due, pillars: 0 });
    }

    write_root(directory, &pillar_texts)?;
    write_people(directory, people)?;
    for file in 0..files {
        // Every file gets goals of every kind, as a file of one team would have.
        let items: Vec<&String> = texts.iter().skip(file).step_by(files).collect();
        let mut out = BufWriter::new(File::create(directory.join(format!("goals-{file:03}.json")))?);
        writeln!(out, "{{")?;
        write_list(&mut out, "goals", &items, "")?;
        writeln!(out, "}}")?;
        out.flush()?;
    }
    Ok(format!(
        "{goals} goals in {files} files: {pillar_count} pillars, {objective_count} objectives, {key_result_count} key results, \
         {initiative_count} initiatives; {people} people"
    ))
}
