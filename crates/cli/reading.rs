//! Reads the texts of a plan on several threads. The result is that of reading one after the other: every file has its id
//! before anybody reads it, and results are joined in the order of the files.

use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};
use std::thread;

use truenorth_core::read::{ReadFile, read_alone};
use truenorth_core::source::FileId;

/// Below so many bytes in all a thread costs more than it saves.
const WORTH_A_THREAD: usize = 1 << 20;

/// As much as the main thread has: texts nest up to a limit that was measured there.
const STACK: usize = 8 << 20;

/// Reads every file.
pub(crate) fn read_all(files: Portion) -> Vec<ReadFile> {
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    let most = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    read_on(files, most.min(bytes / WORTH_A_THREAD + 1))
}

/// Reads every file on so many threads.
fn read_on(files: Portion, threads: usize) -> Vec<ReadFile> {
    // A thread takes its portion out of its place; where none can be started, the portion is still there.
    let places: Vec<Mutex<Portion>> = portions(files, threads).into_iter().map(Mutex::new).collect();
    let read = |place: &Mutex<Portion>| {
        let portion = std::mem::take(&mut *place.lock().unwrap_or_else(PoisonError::into_inner));
        portion.into_iter().map(|(file, bytes)| read_alone(file, bytes, false)).collect::<Vec<ReadFile>>()
    };
    let Some((own, others)) = places.split_last() else { return Vec::new() };
    thread::scope(|scope| {
        let started: Vec<_> = others
            .iter()
            .map(|place| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || read(place)))
            .collect();
        let own = read(own);
        let mut all = Vec::new();
        for (thread, place) in started.into_iter().zip(others) {
            match thread.map(thread::ScopedJoinHandle::join) {
                Ok(Ok(files)) => all.extend(files),
                Ok(Err(panic)) => std::panic::resume_unwind(panic),
                Err(_) => all.extend(read(place)),
            }
        }
        all.extend(own);
        all
    })
}

/// Files that one thread reads.
type Portion = Vec<(FileId, Vec<u8>)>;

/// The files in at most so many portions of about as many bytes, in their order.
fn portions(files: Portion, threads: usize) -> Vec<Portion> {
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    let each = bytes / threads.max(1) + 1;
    let mut portions: Vec<Portion> = Vec::with_capacity(threads);
    let mut taken = 0;
    for file in files {
        let at = taken / each;
        taken += file.1.len();
        if portions.len() <= at {
            portions.resize_with(at + 1, Vec::new);
        }
        if let Some(portion) = portions.get_mut(at) {
            portion.push(file);
        }
    }
    portions
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Portion {
        let goal = |at: usize| format!("{{ \"goals\": [ {{ \"id\": \"g{at}\", \"title\": {at} }} ] }}");
        let sizes = [1, 0, 300, 2, 2, 7];
        (sizes.iter().enumerate())
            .map(|(at, more)| (FileId(at as u32), format!("{}{}", goal(at), " ".repeat(*more)).into_bytes()))
            .collect()
    }

    #[test]
    fn any_number_of_threads_reads_the_same() {
        let shown = |threads| format!("{:?}", read_on(files(), threads));
        let one = shown(1);
        assert!(one.contains("g5"), "{one}");
        for threads in 2..9 {
            assert_eq!(shown(threads), one, "{threads} threads");
        }
        assert!(read_on(Vec::new(), 3).is_empty());
    }

    #[test]
    fn portions_keep_the_order_and_lose_nothing() {
        for threads in 1..9 {
            let portions = portions(files(), threads);
            assert!(portions.len() <= threads, "{}", portions.len());
            let ids: Vec<FileId> = portions.into_iter().flatten().map(|(file, _)| file).collect();
            assert!(ids.is_sorted() && ids.len() == 6, "{ids:?}");
        }
    }
}
