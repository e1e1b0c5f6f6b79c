//! Who has a skill on a day: by the written levels, and after courses.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use truenorth_core::model::{Held, TrainingStatus};
use truenorth_core::plan::{Item, PersonIx, Plan, SkillIx, TrainingIx};
use truenorth_core::scalar::{Date, Reference};

/// The least level meant where none is written.
pub const LEVEL: u32 = 3;

/// Everybody's level of every skill, and what raises it.
pub struct Supply<'a> {
    plan: &'a Plan,
    /// By skill: who has a level written, in the order of people.
    held: Vec<Vec<(PersonIx, &'a Held)>>,
    /// Whether anybody has.
    written: bool,
    /// By skill: what teaches it.
    courses: Vec<Vec<Course>>,
    /// How many people are there on a day, of the days that were asked for.
    here: RefCell<BTreeMap<Date, usize>>,
}

/// A training that teaches a skill and is more than an idea.
pub struct Course {
    /// The training.
    pub training: TrainingIx,
    /// The level reached.
    pub level: u32,
    /// From when on the level holds; `None` if no time is written.
    pub ready: Option<Date>,
    /// The last day of its certificate.
    pub until: Option<Date>,
    /// Whether it is booked or held, and not merely planned.
    pub is_booked: bool,
    /// Who goes there, in the order of people.
    attendees: Rc<[PersonIx]>,
}

impl Course {
    /// Whether this person goes there.
    #[must_use]
    pub fn has(&self, person: PersonIx) -> bool {
        self.attendees.binary_search(&person).is_ok()
    }
}

/// Which courses count.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Courses {
    /// None: what people can do today.
    None,
    /// Those of [`Courses::InTime`] that are booked or held, and not merely planned.
    Booked,
    /// Those whose level holds by that day, and those without a time.
    InTime,
    /// Late ones too.
    All,
}

impl<'a> Supply<'a> {
    /// Collects a plan's levels and courses.
    #[must_use]
    pub fn new(plan: &'a Plan) -> Self {
        let mut held = vec![Vec::new(); plan.skills.len()];
        for (position, person) in plan.people.iter().enumerate() {
            for (skill, level) in &person.written.skills {
                if let Some(held) = skill_of(plan, skill).and_then(|skill| held.get_mut(skill.at())) {
                    held.push((PersonIx::new(position), level));
                }
            }
        }
        let mut courses: Vec<Vec<Course>> = plan.skills.iter().map(|_| Vec::new()).collect();
        for (position, training) in plan.training.iter().enumerate() {
            let written = &training.written;
            if matches!(written.status, Some(TrainingStatus::Idea | TrainingStatus::Cancelled)) {
                continue;
            }
            let ready = ready_day(plan, TrainingIx::new(position));
            let until =
                ready.zip(written.valid_for.as_ref()).map(|(day, valid)| plan.calendar.add(day, valid));
            let mut attendees: Vec<PersonIx> =
                written.attendees.iter().filter_map(|person| person_of(plan, person)).collect();
            attendees.sort_unstable();
            let attendees: Rc<[PersonIx]> = attendees.into();
            let is_booked = matches!(written.status, Some(TrainingStatus::Booked | TrainingStatus::Held));
            for (skill, level) in &written.teaches {
                if let Some(courses) = skill_of(plan, skill).and_then(|skill| courses.get_mut(skill.at())) {
                    let training = TrainingIx::new(position);
                    let attendees = Rc::clone(&attendees);
                    courses.push(Course { training, level: *level, ready, until, is_booked, attendees });
                }
            }
        }
        let written = held.iter().any(|held| !held.is_empty());
        Self { plan, held, written, courses, here: RefCell::default() }
    }

    /// Whether the levels of anybody are written. Without any, the plan does not speak of skills of people.
    #[must_use]
    pub fn is_written(&self) -> bool {
        self.written
    }

    /// The level that is written of a person.
    #[must_use]
    pub fn level(&self, person: PersonIx, skill: SkillIx) -> Option<u32> {
        let held = self.held.get(skill.at())?;
        let first = held.partition_point(|(other, _)| *other < person);
        held.get(first).filter(|(other, _)| *other == person).map(|(_, held)| held.level)
    }

    /// What teaches a skill.
    #[must_use]
    pub fn courses(&self, skill: SkillIx) -> &[Course] {
        self.courses.get(skill.at()).map_or(&[], Vec::as_slice)
    }

    /// Who is known to have the skill at the level on that day.
    #[must_use]
    pub fn who(&self, skill: SkillIx, level: u32, day: Date, which: Courses) -> BTreeSet<PersonIx> {
        let held = self.held.get(skill.at()).into_iter().flatten();
        let mut who: BTreeSet<PersonIx> = held
            .filter(|(_, held)| held.level >= level && held.expires.is_none_or(|last| day <= last))
            .map(|(person, _)| *person)
            .collect();
        let counts = |course: &&Course| {
            which != Courses::None && course.level >= level && (which != Courses::Booked || course.is_booked)
        };
        for course in self.courses(skill).iter().filter(counts) {
            let in_time = course.ready.is_none_or(|ready| ready <= day);
            let lapsed = course.until.is_some_and(|until| until < day);
            if !lapsed && (in_time || which == Courses::All) {
                who.extend(course.attendees.iter().copied());
            }
        }
        who.retain(|person| is_here(self.plan, *person, day));
        who
    }

    /// Who is known to have the skill at the level on that day, or is booked on a course that leads there, whenever it is.
    #[must_use]
    pub fn booked(&self, skill: SkillIx, level: u32, day: Date) -> BTreeSet<PersonIx> {
        let mut who = self.who(skill, level, day, Courses::None);
        let lasts = |course: &&Course| course.until.is_none_or(|until| day <= until);
        for course in self.courses(skill).iter().filter(lasts) {
            if course.is_booked && course.level >= level {
                who.extend(course.attendees.iter().copied());
            }
        }
        who.retain(|person| is_here(self.plan, *person, day));
        who
    }

    /// Of how many people who are there on that day no level of the skill is written.
    #[must_use]
    pub fn unknown(&self, skill: SkillIx, day: Date) -> usize {
        let held: BTreeSet<PersonIx> =
            self.held.get(skill.at()).into_iter().flatten().map(|(person, _)| *person).collect();
        let known = held.iter().filter(|person| is_here(self.plan, **person, day)).count();
        let all = *self.here.borrow_mut().entry(day).or_insert_with(|| {
            (0..self.plan.people.len()).filter(|at| is_here(self.plan, PersonIx::new(*at), day)).count()
        });
        all - known
    }

    /// Whether a course that is booked or held leads this person to the level.
    #[must_use]
    pub fn is_booked(&self, person: PersonIx, skill: SkillIx, level: u32) -> bool {
        let mut courses = self.courses(skill).iter();
        courses.any(|course| course.is_booked && course.level >= level && course.has(person))
    }

    /// Whether a course leads this person to the level.
    #[must_use]
    pub fn will_learn(&self, person: PersonIx, skill: SkillIx, level: u32) -> bool {
        let mut courses = self.courses(skill).iter();
        courses.any(|course| course.level >= level && course.has(person))
    }
}

/// From when on what a training teaches holds: its last day and `ready_after`.
#[must_use]
pub fn ready_day(plan: &Plan, training: TrainingIx) -> Option<Date> {
    let written = &plan[training].written;
    let last = plan.calendar.period(written.period.as_ref()?).last;
    Some(written.ready_after.as_ref().map_or(last, |wait| plan.calendar.add(last, wait)))
}

/// Whether a person has joined and not left on that day.
#[must_use]
pub fn is_here(plan: &Plan, person: PersonIx, day: Date) -> bool {
    plan[person].written.valid.as_ref().is_none_or(|valid| plan.calendar.period(valid).contains(day))
}

/// The skill that a reference leads to.
#[must_use]
pub fn skill_of(plan: &Plan, reference: &Reference) -> Option<SkillIx> {
    match plan.target(reference) {
        Some(Item::Skill(skill)) => Some(skill),
        _ => None,
    }
}

/// The person that a reference leads to.
#[must_use]
pub fn person_of(plan: &Plan, reference: &Reference) -> Option<PersonIx> {
    match plan.target(reference) {
        Some(Item::Person(person)) => Some(person),
        _ => None,
    }
}
