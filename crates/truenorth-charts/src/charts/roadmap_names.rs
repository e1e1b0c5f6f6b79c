//! The names of the milestones of a row: below its bar, and above it where one line has no room for all.

use jiff::civil::Date;

use super::dates::spoken;
use super::kit::bounds;
use super::roadmap::{Bar, Field, Mark};
use crate::scene::{Bounds, PX, Point, TextStyle};
use crate::text::{self, Weight};
use crate::theme::{GRID, SMALL};

/// The name of a milestone where it is drawn.
pub(super) struct Name {
    pub(super) words: String,
    pub(super) at: Point,
    /// The width of its words.
    pub(super) room: i32,
    pub(super) has_moved: bool,
}

impl Name {
    /// The area of its words.
    pub(super) fn area(&self) -> Bounds {
        let size = SMALL * PX;
        bounds(self.at.x, self.at.y - size * 4 / 5, self.at.x + self.room, self.at.y + size / 4)
    }
}

/// A milestone and the words of its name.
struct Wish<'a> {
    mark: &'a Mark,
    x: i32,
    words: String,
    width: i32,
}

/// Between two names of a line.
const APART: i32 = 3 * GRID;
/// So many milestones of a row are tried in every way; of more, those that matter most.
const TRIED: usize = 8;

/// The names of the milestones of a row. If there is no room for all, those of dates that moved stay longest, then those of
/// open ones.
pub(super) fn of(bar: &Bar, row: usize, field: &Field) -> Vec<Name> {
    let mut wishes: Vec<Wish<'_>> = bar.marks.iter().map(|mark| wish(mark, bar, field)).collect();
    wishes.sort_by_key(|wish| (wish.mark.was.is_none(), wish.mark.is_done, wish.x));
    wishes.truncate(TRIED);
    while !wishes.is_empty() {
        let mut members: Vec<&Wish<'_>> = wishes.iter().collect();
        members.sort_by_key(|wish| wish.x);
        // By milestone a bit, whether its name is above; as few as possible are.
        let count = if field.has_two_lines() { 1 << members.len() } else { 1 };
        let mut ways: Vec<u32> = (0..count).collect();
        ways.sort_by_key(|way| (way.count_ones(), *way));
        for way in ways {
            if let Some(names) = laid(&members, way, row, field) {
                return names;
            }
        }
        wishes.pop();
    }
    Vec::new()
}

fn wish<'a>(mark: &'a Mark, bar: &Bar, field: &Field) -> Wish<'a> {
    let words = short_label(mark, &bar.id);
    let style = TextStyle::regular(SMALL);
    let width = text::width(&words, style.weight, style.size);
    Wish { mark, x: field.x(mark.day), words, width }
}

/// The names in two lines, each over or under its milestone; `None` if they do not fit so.
fn laid(members: &[&Wish<'_>], way: u32, row: usize, field: &Field) -> Option<Vec<Name>> {
    let (y, half) = (field.y(row), field.half());
    let mut names = Vec::new();
    for above in [false, true] {
        let line: Vec<&Wish<'_>> = members
            .iter()
            .enumerate()
            .filter(|(at, _)| ((way >> at) & 1 == 1) == above)
            .map(|(_, wish)| *wish)
            .collect();
        let base = if above { y - half - 5 * PX } else { y + half + 14 * PX };
        for (wish, left) in line.iter().zip(lefts(&line, half, field.area)?) {
            names.push(Name {
                words: wish.words.clone(),
                at: Point::new(left, base),
                room: wish.width,
                has_moved: wish.mark.was.is_some(),
            });
        }
    }
    Some(names)
}

/// The left ends of the names of a line, in the order of their milestones: each has its milestone over or under it, at its
/// beginning if the next leaves room.
fn lefts(line: &[&Wish<'_>], half: i32, area: Bounds) -> Option<Vec<i32>> {
    let mut least = Vec::with_capacity(line.len());
    let mut end = area.left;
    for wish in line {
        let left = (wish.x + half - wish.width).max(end);
        if left > wish.x - half && left > area.left || left + wish.width > area.right {
            return None;
        }
        least.push(left);
        end = left + wish.width + APART;
    }
    let mut next = area.right + APART;
    let mut lefts: Vec<i32> = Vec::with_capacity(line.len());
    for (wish, least) in line.iter().zip(least).rev() {
        let left = (wish.x - half).max(area.left).min(next - APART - wish.width).max(least);
        lefts.push(left);
        next = left;
    }
    lefts.reverse();
    Some(lefts)
}

/// The name of a milestone with its day, and the day it was promised for if that moved.
fn short_label(mark: &Mark, row: &str) -> String {
    let day = |day: Date| spoken(day).rsplit_once(' ').map_or_else(String::new, |(day, _)| day.to_owned());
    // The title of a row of its own stands at its beginning.
    let title = if mark.id == row { "" } else { mark.title.as_str() };
    let title = text::fit(title, Weight::Regular, SMALL * PX, 320 * PX);
    let days = match mark.was {
        Some(was) => format!("{} \u{2192} {}", day(was), day(mark.day)),
        None => day(mark.day),
    };
    if title.is_empty() { days } else { format!("{title} {days}") }
}
