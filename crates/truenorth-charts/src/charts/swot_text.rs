//! Blocks of words in the fields of the SWOT chart: as many as fit one below the other, the rest counted.

use super::kit::Canvas;
use crate::mark::mark;
use crate::scene::{Bounds, PX, Point, TextStyle};
use crate::text::{self, Weight};
use crate::theme::{GRID, LABEL, SMALL, Tone};

/// What a line of a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineKind {
    /// An entry, behind its code.
    Entry,
    /// A strategy, with the codes of what it answers behind it.
    Strategy,
    /// Something to know about a strategy.
    Note,
    /// Something with a mark; in the colour of the mark if that is the message.
    Mark(Tone, bool),
}

/// Words with a code.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) kind: LineKind,
    pub(super) code: String,
    pub(super) words: String,
}

/// Lines that stay together.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) lines: Vec<Line>,
}

/// Height of a line.
pub(super) const LINE: i32 = 18 * PX;
/// Space between blocks.
const SPACE: i32 = GRID + GRID / 2;
/// The most lines of one text.
const MOST: usize = 3;

impl Line {
    fn style(&self) -> TextStyle {
        match self.kind {
            LineKind::Entry => TextStyle::regular(LABEL),
            LineKind::Strategy => TextStyle::semibold(LABEL),
            LineKind::Mark(_, true) => TextStyle::semibold(SMALL),
            LineKind::Mark(_, false) | LineKind::Note => TextStyle::regular(SMALL),
        }
    }

    /// How far it is indented.
    const fn indent(&self) -> i32 {
        match self.kind {
            LineKind::Entry => 8 * GRID,
            LineKind::Strategy => 0,
            LineKind::Mark(_, true) => 12 * GRID,
            LineKind::Mark(_, false) | LineKind::Note => 4 * GRID,
        }
    }

    /// The room that its code takes at the right.
    fn code_room(&self) -> i32 {
        match self.kind {
            LineKind::Strategy => text::width(&self.code, Weight::Regular, SMALL * PX) + 3 * GRID,
            _ => 0,
        }
    }

    fn broken(&self, width: i32) -> Vec<String> {
        let style = self.style();
        let room = width - self.indent() - self.code_room();
        let lines = text::wrap(&self.words, style.weight, style.size, room.max(8 * GRID), MOST).lines;
        if lines.is_empty() { vec!["(no title)".to_owned()] } else { lines }
    }
}

fn block_height(block: &Block, width: i32) -> i32 {
    block.lines.iter().map(|line| line.broken(width).len() as i32 * LINE).sum()
}

/// The height that all blocks take.
pub(super) fn height(blocks: &[Block], width: i32) -> i32 {
    let spaces = (blocks.len() as i32 - 1).max(0) * SPACE;
    blocks.iter().map(|block| block_height(block, width)).sum::<i32>() + spaces
}

/// Draws as many blocks as fit, and how many do not; returns that number.
pub(super) fn fill(canvas: &mut Canvas<'_>, blocks: &[Block], area: Bounds) -> usize {
    let width = area.right - area.left;
    let mut y = area.top;
    for (at, block) in blocks.iter().enumerate() {
        let rest = blocks.len() - at;
        let own = block_height(block, width);
        // The line that counts the rest needs room, too.
        let spare = if rest > 1 && height(blocks.get(at..).unwrap_or_default(), width) > area.bottom - y {
            LINE
        } else {
            0
        };
        if y + own + spare > area.bottom {
            let words = format!("and {rest} more");
            let at = Point::new(area.left, (y + LINE / 2).min(area.bottom - LINE / 2));
            let color = canvas.look.theme.muted;
            canvas.text_at("more", &words, at, width, TextStyle::regular(SMALL), color);
            return rest;
        }
        for line in &block.lines {
            y = draw(canvas, line, Bounds { top: y, ..area });
        }
        y += SPACE;
    }
    0
}

/// Draws a line from the top of an area; returns where it ends.
fn draw(canvas: &mut Canvas<'_>, line: &Line, area: Bounds) -> i32 {
    let theme = canvas.look.theme.clone();
    let width = area.right - area.left;
    let style = line.style();
    let left = area.left + line.indent();
    let mut middle = area.top + LINE / 2;
    let color = match line.kind {
        LineKind::Entry | LineKind::Strategy => theme.ink,
        LineKind::Mark(tone, true) => theme.tone(tone).ink,
        LineKind::Mark(_, false) | LineKind::Note => theme.muted,
    };
    match line.kind {
        LineKind::Entry => {
            let style = TextStyle::semibold(LABEL);
            canvas.text_at(
                "code",
                &line.code,
                Point::new(area.left, middle),
                line.indent(),
                style,
                theme.muted,
            );
        }
        LineKind::Strategy => {
            let style = TextStyle::regular(SMALL).anchored(crate::scene::Anchor::End);
            canvas.text_at("code", &line.code, Point::new(area.right, middle), width / 2, style, theme.muted);
        }
        LineKind::Note => {}
        LineKind::Mark(tone, _) => {
            let center = Point::new(left - 2 * GRID - PX, middle);
            canvas.items.push(mark(tone, center, 4 * PX + PX / 2, theme.tone(tone).ink));
        }
    }
    let room = width - line.indent() - line.code_room();
    for words in line.broken(width) {
        canvas.text_at("swot-line", &words, Point::new(left, middle), room, style, color);
        middle += LINE;
    }
    middle - LINE / 2
}
