use super::*;
use crate::testing::check_texts;
use crate::theme::{Size, Theme};
use jiff::civil::date;

/// 100 days from 1 January, 50 of them gone.
fn work(done: &[(i8, i8, f64)], due: Date) -> Work {
    Work {
        title: "W".to_owned(),
        start: date(2027, 1, 1),
        due,
        done: done.iter().map(|(month, day, value)| (date(2027, *month, *day), *value)).collect(),
        scope: Vec::new(),
        expected: vec![(date(2027, 1, 1), 0.0), (due, 1.0)],
    }
}

fn view(work: Vec<Work>) -> View {
    let today = date(2027, 2, 20);
    View { work, left_out: 0, today, days: None, noun: ("key result", "key results"), source: String::new() }
}

/// Of 100 days 50 have gone. The first has done 0.3 in them, so 0.6 in 100; the second, counted on day 25, did
/// 0.5, so 2 in 100, of which 1 is all there is. Together 0.8 of 2 now, where 1 was planned, and 1.6 of 2 when due.
#[test]
fn the_projection_goes_on_straight_for_each_and_stops_at_its_target() {
    let due = date(2027, 4, 11);
    let mut both = view(vec![work(&[(2, 20, 0.3)], due), work(&[(1, 26, 0.5)], due)]);
    assert_eq!(
        headline(&both),
        "2 key results with counted progress are 40 % done where 50 % was planned; going on as before, 80 % by 11 Apr 2027"
    );
    both.work.remove(0);
    assert_eq!(
        headline(&both),
        "The only key result with counted progress is 50 % done, as planned; going on as before, all is done by 11 Apr 2027"
    );
    both.today = date(2027, 5, 1);
    assert_eq!(
        headline(&both),
        "The only key result with counted progress is 50 % done where 100 % was planned; the last was due on 11 Apr 2027"
    );
    both.today = date(2026, 5, 1);
    assert_eq!(headline(&both), "The only key result with counted progress has not begun");
    both.work.clear();
    assert_eq!(headline(&both), "No progress is written down by date yet");
}

/// The target was raised on 1 February from half of what it is now.
#[test]
fn the_scope_steps_where_targets_changed_and_goals_begin() {
    let mut first = work(&[(2, 20, 0.3)], date(2027, 4, 11));
    first.scope = vec![(date(2027, 1, 1), 0.5), (date(2027, 2, 1), 1.0)];
    let mut second = work(&[], date(2027, 4, 11));
    second.start = date(2027, 3, 1);
    let sums = Sums::new(&view(vec![first, second]));
    let at = |day: Date| along(sums.days.iter().copied(), day_number(day) as f64);
    assert_eq!(at(date(2027, 1, 31)), 0.5);
    assert_eq!(at(date(2027, 2, 1)), 1.0);
    assert_eq!(at(date(2027, 2, 28)), 1.0);
    assert_eq!(at(date(2027, 3, 1)), 2.0);
}

#[test]
fn what_is_between_two_numbers_is_straight() {
    let one = work(&[(1, 11, 0.1), (1, 21, 0.5)], date(2027, 4, 11));
    let at = |day: Date| one.done_at(day_number(day) as f64);
    assert!((at(date(2027, 1, 6)) - 0.05).abs() < 1e-12);
    assert!((at(date(2027, 1, 16)) - 0.3).abs() < 1e-12);
    assert_eq!(at(date(2027, 3, 1)), 0.5);
    assert_eq!(at(date(2026, 3, 1)), 0.0);
}

#[test]
fn odd_dates_and_few_points_stay_readable() {
    let mut odd = work(&[(1, 1, 1.0)], date(2026, 1, 1));
    odd.expected.clear();
    for work in [vec![work(&[], date(2027, 1, 1))], vec![odd.clone()], vec![odd; 3000]] {
        for size in [Size::Slide, Size::Page] {
            let scene = draw(&view(work.clone()), &Look { theme: Theme::light(), size });
            assert_eq!(check_texts(&scene), Ok(()));
        }
    }
}
