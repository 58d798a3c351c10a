//! One piece of work for each of several things (files, rules, reports), on as many threads as the machine has.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::{Condvar, LazyLock, Mutex, OnceLock, PoisonError};
use std::thread;

use rayon::iter::{IndexedParallelIterator as _, IntoParallelIterator as _, ParallelIterator as _};
use rayon::{ThreadPool, ThreadPoolBuilder};

thread_local! {
    /// Whether the machine's other cores are busy with other things of the same list.
    static SHARED: Cell<bool> = const { Cell::new(false) };
}

/// Threads that wait for work: on some machines a new one takes two thousandths of a second to begin, one that is woken less
/// than a tenth of that. None where the system gives us no threads.
static POOL: LazyLock<Option<ThreadPool>> = LazyLock::new(|| {
    let pool = ThreadPoolBuilder::new().num_threads(cores()).stack_size(STACK);
    pool.thread_name(|number| format!("worker {number}")).build().ok()
});

/// As much as the thread of the program itself has.
const STACK: usize = 8 << 20;

/// The waiting threads, where the work is to be shared among them.
fn pool() -> Option<&'static ThreadPool> {
    if SHARED.get() { None } else { POOL.as_ref() }
}

/// Does on the waiting threads what will call [`map`] several times: from there the others are woken at once.
pub fn inside<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    match pool() {
        Some(pool) => pool.install(work),
        None => work(),
    }
}

/// Maps items in parallel; the results are in the order of the items.
///
/// Not while others may wait for the caller (a lock that it holds, a value that is made once): a thread that waits here may take
/// up any other work meanwhile, theirs as well.
pub fn map<T: Send, R: Send>(items: impl IntoIterator<Item = T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let items: Vec<T> = items.into_iter().collect();
    let pool = if items.len() > 1 { pool() } else { None };
    match pool {
        Some(pool) => pool.install(|| items.into_par_iter().with_max_len(1).map(&work).collect()),
        None => items.into_iter().map(work).collect(),
    }
}

/// Results that may wait for one that is slower, for each thread: what bounds the memory.
const AHEAD: usize = 4;

/// Works through a stream of things in parallel, and hands each result on in the order of the things as soon as it is its
/// turn. However long the stream, only a few results are held. It ends early when one cannot be handed on.
///
/// # Errors
/// That of the first result that cannot be handed on.
pub fn in_order<T: Send, R: Send, E>(
    items: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> R + Sync,
    mut hand_on: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let most = items.size_hint().1.unwrap_or(usize::MAX);
    let threads = if SHARED.get() { 1 } else { cores().min(most) };
    if threads < 2 {
        return items.map(work).try_for_each(hand_on);
    }
    let source = Mutex::new(items.enumerate());
    let queue = Queue { state: Mutex::new(Waiting::new(threads)), changed: Condvar::new() };
    let run = || {
        SHARED.set(true);
        let _leaving = Leaving(&queue);
        loop {
            let Some((at, item)) = lock(&source).next() else { break };
            if !queue.may_begin(at, threads * AHEAD) {
                break;
            }
            queue.put(at, work(item));
        }
    };
    thread::scope(|scope| {
        let begins = |_: &usize| thread::Builder::new().spawn_scoped(scope, run).is_ok();
        let begun = (0..threads).filter(begins).count();
        queue.change(|state| state.working -= threads - begun);
        let _stopping = Stopping(&queue);
        if begun == 0 {
            let rest = || lock(&source).next();
            return std::iter::from_fn(rest).try_for_each(|(_, item)| hand_on(work(item)));
        }
        while let Some(result) = queue.take() {
            hand_on(result)?;
        }
        Ok(())
    })
}

/// The machine's cores that we may use: the system reads files to tell, so it is asked once.
#[must_use]
pub fn cores() -> usize {
    static CORES: OnceLock<usize> = OnceLock::new();
    *CORES.get_or_init(|| thread::available_parallelism().map_or(1, usize::from))
}

/// A lock that a thread has left in a panic is taken over: the panic itself is told elsewhere.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Results that wait for their turn.
struct Queue<R> {
    state: Mutex<Waiting<R>>,
    changed: Condvar,
}

struct Waiting<R> {
    results: BTreeMap<usize, R>,
    /// Whose turn it is.
    turn: usize,
    /// Threads that may still bring a result.
    working: usize,
    stopped: bool,
}

impl<R> Waiting<R> {
    fn new(working: usize) -> Waiting<R> {
        Waiting { results: BTreeMap::new(), turn: 0, working, stopped: false }
    }
}

impl<R> Queue<R> {
    /// Waits until so few results are ahead that another may be made; whether it should be made at all.
    fn may_begin(&self, at: usize, ahead: usize) -> bool {
        let state = lock(&self.state);
        let wait = |state: &mut Waiting<R>| !state.stopped && at >= state.turn + ahead;
        let state = self.changed.wait_while(state, wait).unwrap_or_else(PoisonError::into_inner);
        !state.stopped
    }

    fn put(&self, at: usize, result: R) {
        lock(&self.state).results.insert(at, result);
        self.changed.notify_all();
    }

    /// The next result; none when there will be no more.
    fn take(&self) -> Option<R> {
        let state = lock(&self.state);
        let wait = |state: &mut Waiting<R>| {
            state.working > 0 && !state.stopped && !state.results.contains_key(&state.turn)
        };
        let mut state = self.changed.wait_while(state, wait).unwrap_or_else(PoisonError::into_inner);
        let turn = state.turn;
        let result = state.results.remove(&turn)?;
        state.turn += 1;
        self.changed.notify_all();
        Some(result)
    }

    fn change(&self, change: impl FnOnce(&mut Waiting<R>)) {
        change(&mut lock(&self.state));
        self.changed.notify_all();
    }
}

/// A thread that ends, also in a panic: then nobody waits for what it would have brought.
struct Leaving<'a, R>(&'a Queue<R>);

impl<R> Drop for Leaving<'_, R> {
    fn drop(&mut self) {
        let failed = thread::panicking();
        self.0.change(|state| {
            state.working -= 1;
            state.stopped |= failed;
        });
    }
}

/// The one who hands results on has ended.
struct Stopping<'a, R>(&'a Queue<R>);

impl<R> Drop for Stopping<'_, R> {
    fn drop(&mut self) {
        self.0.change(|state| state.stopped = true);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_things_however_slow_one_is() {
        let slow = |item: u32| {
            if item.is_multiple_of(7) {
                thread::yield_now();
            }
            item * 2
        };
        let mut seen = Vec::new();
        let done: Result<(), ()> = in_order(0..500, slow, |result| {
            seen.push(result);
            Ok(())
        });
        assert_eq!(done, Ok(()));
        assert_eq!(seen, (0..500).map(|item| item * 2).collect::<Vec<u32>>());
    }

    #[test]
    fn an_endless_stream_ends_where_the_results_are_no_longer_wanted() {
        let mut seen = 0;
        let done = in_order(
            0u64..,
            |item| item,
            |item| {
                seen += 1;
                if item == 40 { Err("enough") } else { Ok(()) }
            },
        );
        assert_eq!((done, seen), (Err("enough"), 41));
    }

    #[test]
    fn no_more_than_a_few_results_are_held() {
        let made = AtomicUsize::new(0);
        let mut taken = 0;
        let work = |item: usize| {
            made.fetch_add(1, Ordering::Relaxed);
            item
        };
        let _: Result<(), ()> = in_order(0..2_000, work, |_| {
            taken += 1;
            // Those that wait, those in work, and the one in hand.
            assert!(made.load(Ordering::Relaxed) <= taken + cores() * (AHEAD + 2));
            Ok(())
        });
        assert_eq!(taken, 2_000);
    }
}
