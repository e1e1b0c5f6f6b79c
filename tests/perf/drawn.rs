//! What a drawn map is judged by: pairs of links that cross, and the length of all links.
//!
//! Both engines are counted by this one program, on the lines as they are drawn; curves are cut into straight pieces.

/// A position in pixels.
pub(crate) type Spot = (f64, f64);

/// A link between two boxes, as it is drawn.
pub(crate) struct Line {
    /// The boxes at its ends.
    pub(crate) ends: (usize, usize),
    /// Where it runs.
    pub(crate) spots: Vec<Spot>,
}

/// Pieces that a curve is cut into; odd, so that two curves that mirror each other do not cross at a joint.
const PIECES: usize = 15;

/// Adds a cubic curve from the last spot on.
pub(crate) fn curve(spots: &mut Vec<Spot>, one: Spot, two: Spot, end: Spot) {
    let Some(&start) = spots.last() else { return };
    for piece in 1..=PIECES {
        let t = piece as f64 / PIECES as f64;
        let at = |a: f64, b: f64, c: f64, d: f64| {
            let u = 1.0 - t;
            u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d
        };
        spots.push((at(start.0, one.0, two.0, end.0), at(start.1, one.1, two.1, end.1)));
    }
}

/// The length of all lines together.
pub(crate) fn length(lines: &[Line]) -> f64 {
    let steps = lines.iter().flat_map(|line| line.spots.windows(2));
    steps.map(|step| (step[1].0 - step[0].0).hypot(step[1].1 - step[0].1)).sum()
}

/// A straight piece with the line that it belongs to, its left end first.
struct Piece {
    line: usize,
    from: Spot,
    to: Spot,
}

/// Pairs of lines without a common box that cross; however often two cross, they count once.
pub(crate) fn crossings(lines: &[Line]) -> usize {
    let mut pieces: Vec<Piece> = Vec::new();
    for (line, drawn) in lines.iter().enumerate() {
        for step in drawn.spots.windows(2) {
            let (from, to) = if step[0].0 <= step[1].0 { (step[0], step[1]) } else { (step[1], step[0]) };
            pieces.push(Piece { line, from, to });
        }
    }
    pieces.sort_by(|a, b| a.from.0.total_cmp(&b.from.0));
    let mut seen = vec![false; lines.len() * lines.len()];
    let mut active: Vec<usize> = Vec::new();
    let mut count = 0;
    for at in 0..pieces.len() {
        let piece = &pieces[at];
        active.retain(|&other| pieces[other].to.0 >= piece.from.0);
        for &other in &active {
            let other = &pieces[other];
            let key = piece.line.min(other.line) * lines.len() + piece.line.max(other.line);
            if piece.line != other.line
                && !seen[key]
                && !shares_an_end(&lines[piece.line], &lines[other.line])
                && cross(piece, other)
            {
                seen[key] = true;
                count += 1;
            }
        }
        active.push(at);
    }
    count
}

fn shares_an_end(one: &Line, other: &Line) -> bool {
    let (a, b) = one.ends;
    [other.ends.0, other.ends.1].iter().any(|end| *end == a || *end == b)
}

/// Whether each piece has its ends on both sides of the other; a spot on the line counts to one side.
fn cross(one: &Piece, other: &Piece) -> bool {
    let (low, high) = (one.from.1.min(one.to.1), one.from.1.max(one.to.1));
    if other.from.1.max(other.to.1) < low || other.from.1.min(other.to.1) > high {
        return false;
    }
    let above = |piece: &Piece, spot: Spot| {
        (piece.to.0 - piece.from.0) * (spot.1 - piece.from.1)
            - (piece.to.1 - piece.from.1) * (spot.0 - piece.from.0)
            >= 0.0
    };
    above(one, other.from) != above(one, other.to) && above(other, one.from) != above(other, one.to)
}

/// The boxes that share an area with another one of the list.
pub(crate) fn overlaps(boxes: &[(Spot, Spot)]) -> usize {
    let touch =
        |a: &(Spot, Spot), b: &(Spot, Spot)| a.0.0 < b.1.0 && b.0.0 < a.1.0 && a.0.1 < b.1.1 && b.0.1 < a.1.1;
    boxes.iter().enumerate().filter(|(at, one)| boxes[..*at].iter().any(|other| touch(one, other))).count()
}

/// Counts what is known by hand; a wrong counter would make every figure worthless.
pub(crate) fn self_test() -> Result<(), String> {
    let line = |a, b, from: Spot, to: Spot| Line { ends: (a, b), spots: vec![from, to] };
    let cross = [line(0, 1, (0.0, 0.0), (3.0, 4.0)), line(2, 3, (0.0, 4.0), (3.0, 0.0))];
    let joined = [line(0, 1, (0.0, 0.0), (3.0, 4.0)), line(1, 3, (0.0, 4.0), (3.0, 0.0))];
    let apart = [line(0, 1, (0.0, 0.0), (3.0, 0.0)), line(2, 3, (0.0, 1.0), (3.0, 1.0))];
    let mut curved = vec![(0.0, 0.0)];
    curve(&mut curved, (5.0, 0.0), (5.0, 8.0), (10.0, 8.0));
    let mut mirrored = vec![(0.0, 8.0)];
    curve(&mut mirrored, (5.0, 8.0), (5.0, 0.0), (10.0, 0.0));
    let curves = [Line { ends: (0, 1), spots: curved }, Line { ends: (2, 3), spots: mirrored }];
    let found = [crossings(&cross), crossings(&joined), crossings(&apart), crossings(&curves)];
    if found != [1, 0, 0, 1] || (length(&cross) - 10.0).abs() > 1e-9 {
        return Err(format!("the counter is wrong: {found:?}, {}", length(&cross)));
    }
    Ok(())
}
