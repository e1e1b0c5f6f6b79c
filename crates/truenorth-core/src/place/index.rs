//! What is remembered of a file while places in it are looked up, so that a hundred thousand places in one
//! long value cost about as much as reading the file a few times, and not once each.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use crate::json::{Nodes, Tape, scan, scan_value};

/// Above this many entries a list or object is looked up by index and not by walking.
const FEW: usize = 64;

/// The index of one file. A clone begins anew.
#[derive(Debug, Default)]
pub(crate) struct Index(Mutex<Inside>);

#[derive(Debug, Default)]
struct Inside {
    /// Bytes of values that were scanned for one place each.
    looked_at: usize,
    /// The whole file, once values were scanned that have together as many bytes.
    whole: Option<Nodes>,
    long: Long,
}

/// Entries of what is long in a whole file, by the node of the list or object.
#[derive(Debug, Default)]
pub(crate) struct Long {
    /// Nodes of the entries of lists.
    lists: FxHashMap<usize, Vec<usize>>,
    /// Key nodes of objects by key; of equal keys the first. Keys come from anybody, so their hashes are seeded.
    objects: FxHashMap<usize, HashMap<String, usize>>,
}

impl Clone for Index {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Index {
    /// What `find` finds in the value that begins at byte `spot` of the text.
    pub(crate) fn at<T>(&self, text: &str, spot: usize, find: impl Fn(&mut Value<'_>) -> T) -> Option<T> {
        let mut inside = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let inside = &mut *inside;
        if inside.whole.is_none() && inside.looked_at < text.len() {
            let tape = scan_value(text.get(spot..)?);
            inside.looked_at += tape.span(0).len();
            return Some(find(&mut Value { tape: &tape, node: 0, base: spot, long: None }));
        }
        let nodes = inside.whole.take().unwrap_or_else(|| scan(text).0.into_nodes());
        let tape = Tape::of(text, nodes);
        let long = Some(&mut inside.long);
        let found = match tape.beginning_at(spot) {
            Some(node) => find(&mut Value { tape: &tape, node, base: 0, long }),
            // Of damage that was read otherwise from the begin of the file.
            None => {
                let tape = scan_value(text.get(spot..)?);
                find(&mut Value { tape: &tape, node: 0, base: spot, long: None })
            }
        };
        inside.whole = Some(tape.into_nodes());
        Some(found)
    }
}

/// A value of a file.
pub(crate) struct Value<'a> {
    pub(crate) tape: &'a Tape<'a>,
    /// Its node.
    pub(crate) node: usize,
    /// Where the text of the tape begins in that of the file.
    pub(crate) base: usize,
    long: Option<&'a mut Long>,
}

impl<'a> Value<'a> {
    /// The value at a node of the tape of a whole file.
    pub(crate) fn of(tape: &'a Tape<'a>, node: usize) -> Self {
        Self { tape, node, base: 0, long: None }
    }

    /// Key and value of a field, the first of equal ones.
    pub(crate) fn field(&mut self, object: usize, name: &str) -> Option<(usize, usize)> {
        let Some(long) = &mut self.long else { return self.tape.field(object, name) };
        let keys = match long.objects.entry(object) {
            Entry::Occupied(keys) => keys.into_mut(),
            Entry::Vacant(place) => {
                if self.tape.entries(object).nth(FEW).is_none() {
                    return self.tape.field(object, name);
                }
                let mut keys = HashMap::new();
                for (key, _) in self.tape.entries(object) {
                    keys.entry(self.tape.string(key).into_owned()).or_insert(key);
                }
                place.insert(keys)
            }
        };
        keys.get(name).map(|key| (*key, *key + 1))
    }

    /// The entry of a list, from 0.
    pub(crate) fn element(&mut self, list: usize, index: usize) -> Option<usize> {
        let Some(long) = &mut self.long else { return self.tape.element(list, index) };
        let entries = match long.lists.entry(list) {
            Entry::Occupied(entries) => entries.into_mut(),
            Entry::Vacant(place) => {
                if self.tape.elements(list).nth(FEW).is_none() {
                    return self.tape.element(list, index);
                }
                place.insert(self.tape.elements(list).collect())
            }
        };
        entries.get(index).copied()
    }
}
