//! The short way through a text that is as it should be, which is nearly all of nearly every text.

use super::scan::{Expect, MAX_DEPTH, Open, Scanner};
use super::tape::NodeKind;
use super::token;

impl Scanner<'_> {
    /// Reads on while all is well, and gives back what is expected at the first byte that the long way must look at.
    pub(super) fn sound(&mut self, mut expect: Expect) -> Expect {
        let bytes = self.bytes;
        let mut at = self.at;
        let damage = self.damage.len();
        loop {
            while matches!(bytes.get(at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
                at += 1;
            }
            let Some(&byte) = bytes.get(at) else { break };
            expect = match (expect, byte) {
                (Expect::Key | Expect::FirstKey, b'"') => {
                    let Some(end) = token::plain_string(bytes, at) else { break };
                    if bytes.get(end) != Some(&b':') {
                        break;
                    }
                    self.push(NodeKind::Key, at, end, false);
                    self.marks.push(mark(bytes, at, end));
                    at = end + 1;
                    Expect::Value
                }
                (Expect::Value | Expect::FirstElement, b'"') => {
                    let Some(end) = token::plain_string(bytes, at) else { break };
                    self.push(NodeKind::String, at, end, false);
                    at = end;
                    Expect::CommaOrEnd
                }
                (Expect::Value | Expect::FirstElement, b'{' | b'[') if self.open.len() < MAX_DEPTH => {
                    self.at = at;
                    let inside = self.open(byte);
                    at = self.at;
                    inside
                }
                (Expect::Value | Expect::FirstElement, b'0'..=b'9' | b'-' | b't' | b'f' | b'n') => {
                    self.at = at;
                    self.bare();
                    at = self.at;
                    Expect::CommaOrEnd
                }
                (Expect::CommaOrEnd, b',') => match self.open.last() {
                    Some(open) => {
                        self.last_comma = at;
                        at += 1;
                        if open.object { Expect::Key } else { Expect::Value }
                    }
                    None => break,
                },
                (Expect::CommaOrEnd | Expect::FirstKey | Expect::FirstElement, b'}' | b']') => {
                    let fits = |open: &mut Open| open.object == (byte == b'}');
                    let Some(open) = self.open.pop_if(fits) else { break };
                    at += 1;
                    self.finish(open, at);
                    if self.open.is_empty() {
                        expect = Expect::CommaOrEnd;
                        break;
                    }
                    Expect::CommaOrEnd
                }
                _ => break,
            };
            // Too much of it ends the reading.
            if self.damage.len() > damage {
                break;
            }
        }
        self.at = at;
        expect
    }
}

/// A mark of the key that stands in these bytes, quotes included: equal keys have equal marks, and others hardly
/// ever. It is made of the first three bytes, the last one and the length.
pub(super) fn mark(bytes: &[u8], start: usize, end: usize) -> u32 {
    let first = bytes.get(start..).and_then(|rest| rest.first_chunk::<4>()).copied().unwrap_or_default();
    let last = bytes.get(end.saturating_sub(2)).copied().unwrap_or_default();
    let tail = (end.saturating_sub(start) as u32) << 8 | u32::from(last);
    u32::from_le_bytes(first).rotate_left(5) ^ tail.wrapping_mul(0x9E37_79B1)
}

/// Whether two of a few marks are equal.
pub(super) fn has_equal(marks: &[u32]) -> bool {
    let before =
        |(index, mark): (usize, &u32)| marks.get(..index).is_some_and(|before| before.contains(mark));
    marks.iter().enumerate().any(before)
}
