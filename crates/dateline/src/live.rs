use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::Builder;
use std::time::{Duration, SystemTime};

use dateline_record::DecisionId;

use crate::desk::{About, Fresh, Since};
use crate::{Desk, Error, Reviewer, Sameness, Verdict, World};

/// A record that others may be adding to: each question is answered from its file, as all was
/// joined last, and it is ruled on without waiting until all is joined again.
///
/// One thread joins. Who asks meanwhile gets what was seen before, with the rulings made here
/// laid over it; only where joining is quick does it wait for the newest.
#[derive(Debug)]
pub struct Live {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    path: PathBuf,
    desk: Arc<Desk>,
    held: Mutex<Held>,
    /// Heard when somebody wants all joined, and when that was done.
    turned: Condvar,
    /// Held by who joins, or writes a decision down and lays it over: one at a time.
    joining: Mutex<()>,
    ruling: Mutex<()>,
}

#[derive(Debug, Default)]
struct Held {
    /// The file as it was when it was looked at last.
    stamp: Stamp,
    /// How often what is seen had been written by then.
    turn: i64,
    /// How many reports had been read and were not joined yet.
    unjoined: usize,
    /// How often joining was wanted, and how often it has ended.
    wanted: u64,
    ended: u64,
    /// How often what is seen had been written when its lists were put in order.
    ready: Option<i64>,
    /// Whether joining took longer than a reader waits.
    is_slow: bool,
    /// Whether nobody serves the record any more.
    is_over: bool,
}

/// What tells that a file has changed: the length and time of the record and of its journal.
type Stamp = [Option<(u64, SystemTime)>; 2];

/// How long a reader waits for the newest, until it is known that a look takes longer.
const PATIENCE: Duration = Duration::from_millis(1_000);
/// How long one waits who asked for just that.
const LONG: Duration = Duration::from_secs(15);

impl Live {
    /// The record at `path`.
    ///
    /// # Errors
    /// When it is missing or cannot be read.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let desk = Arc::new(Desk::open_to_serve(path)?);
        let (turn, is_stale) = desk.turn()?;
        let wanted = u64::from(is_stale);
        let held = Held { turn, wanted, ..Held::default() };
        let shared = Arc::new(Shared {
            path: path.to_owned(),
            desk,
            held: Mutex::new(held),
            turned: Condvar::new(),
            joining: Mutex::default(),
            ruling: Mutex::default(),
        });
        let looking = Arc::clone(&shared);
        let started =
            Builder::new().name("looking".to_owned()).spawn(move || looking.look());
        started.map_err(|error| {
            Error::new("cannot start the thread that looks at the record".to_owned())
                .with_hint("stop other programs and give the command again")
                .caused_by(error)
        })?;
        Ok(Self { shared })
    }

    /// The record with what was ruled joined or, where that takes long, as it was seen before.
    #[must_use]
    pub fn desk(&self) -> Arc<Desk> {
        self.shared.newest(|held| if held.is_slow { Duration::ZERO } else { PATIENCE })
    }

    /// The record as it was seen last, with what was ruled since laid over it. Never waits.
    #[must_use]
    pub fn seen(&self) -> Arc<Desk> {
        self.shared.newest(|_| Duration::ZERO)
    }

    /// How many reports were read and are not joined yet: nothing of them is seen.
    #[must_use]
    pub fn unjoined(&self) -> usize {
        lock(&self.shared.held).unjoined
    }

    /// The record with all rulings joined, however long that takes, within reason.
    #[must_use]
    pub fn joined(&self) -> Arc<Desk> {
        self.shared.newest(|_| LONG)
    }

    /// Rules on entries of the record as it was seen, all of them or none; the decisions are on
    /// the disk when this returns, and are joined behind it. Answers with what the entries are
    /// called and with the decisions.
    ///
    /// # Errors
    /// When an identity stands for no entry, or the record cannot be written.
    pub fn rule(
        &self,
        world: &dyn World,
        entries: &[&str],
        verdict: &Verdict,
        reviewer: &Reviewer,
    ) -> Result<(String, Vec<String>), Error> {
        let _ruling = lock(&self.shared.ruling);
        let desk = self.seen();
        let ruling = desk.verdicts(world, entries, verdict, reviewer)?;
        Desk::write_down(&self.shared.path, &ruling.decisions)?;
        let decisions: Vec<DecisionId> =
            ruling.decisions.iter().map(dateline_record::Decision::id).collect();
        let about = About::Entries(ruling.entries, verdict.clone());
        let told = (ruling.told, written(&decisions));
        self.shared.lay(|since| since.with(Fresh { decisions, about }));
        Ok(told)
    }

    /// Rules whether two actors are one, in the same way.
    ///
    /// # Errors
    /// When nobody is called so, or the record cannot be written.
    pub fn rule_names(
        &self,
        world: &dyn World,
        pair: (&str, &str),
        sameness: Sameness,
        reviewer: &Reviewer,
    ) -> Result<((String, String), Vec<String>), Error> {
        let _ruling = lock(&self.shared.ruling);
        let ruling = self.seen().names_ruled(world, pair, sameness, reviewer)?;
        Desk::write_down(&self.shared.path, std::slice::from_ref(&ruling.decision))?;
        let decisions = vec![ruling.decision.id()];
        let about = About::Pair(ruling.pair.0, ruling.pair.1);
        let told = (ruling.told, written(&decisions));
        self.shared.lay(|since| since.with(Fresh { decisions, about }));
        Ok(told)
    }

    /// Undoes decisions, all of them or none. Answers with whether what they did is seen no
    /// more; where they were joined, only after all is joined anew.
    ///
    /// # Errors
    /// When there is no such decision, or the record cannot be written.
    pub fn undo(
        &self,
        world: &dyn World,
        decisions: &[String],
        reviewer: &Reviewer,
    ) -> Result<bool, Error> {
        let _ruling = lock(&self.shared.ruling);
        let (undone, undoing) = self.seen().undoing(world, decisions, reviewer)?;
        Desk::write_down(&self.shared.path, &undoing)?;
        let by: Vec<DecisionId> =
            undoing.iter().map(dateline_record::Decision::id).collect();
        let mut is_seen = false;
        self.shared.lay(|since| {
            let (since, were_fresh) = since.without(&undone, by);
            is_seen = were_fresh;
            since
        });
        Ok(is_seen)
    }

    /// Changes the record and waits until all is joined again.
    ///
    /// # Errors
    /// As the change itself, or when the record cannot be written.
    pub fn change<T>(
        &self,
        change: impl FnOnce(&mut Desk) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let _joining = lock(&self.shared.joining);
        let mut desk = Desk::open(&self.shared.path)?;
        let done = change(&mut desk)?;
        drop(desk);
        self.shared.refresh();
        Ok(done)
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        lock(&self.shared.held).is_over = true;
        self.shared.turned.notify_all();
    }
}

impl Shared {
    /// The desk, after so long a wait at most where something was ruled and is not joined.
    fn newest(&self, patience: impl Fn(&Held) -> Duration) -> Arc<Desk> {
        self.refresh();
        if self.desk.waiting() == 0 {
            return Arc::clone(&self.desk);
        }
        let mut held = lock(&self.held);
        if held.wanted <= held.ended {
            held.wanted = held.ended + 1;
            self.turned.notify_all();
        }
        let (goal, patience) = (held.wanted, patience(&held));
        if !patience.is_zero() {
            let waited = self.turned.wait_timeout_while(held, patience, |held| {
                held.ended < goal && !held.is_over
            });
            let (mut held, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
            held.is_slow |= timeout.timed_out();
        }
        Arc::clone(&self.desk)
    }

    /// Takes note of what was written: what is joined by now is fresh no more.
    fn refresh(&self) {
        let now = stamp(&self.path);
        let mut held = lock(&self.held);
        if held.stamp == now {
            return;
        }
        // What cannot be read now is looked at when it is asked for again.
        let Ok((turn, is_stale)) = self.desk.turn() else { return };
        held.unjoined =
            if is_stale { self.desk.unjoined().unwrap_or_default() } else { 0 };
        if held.turn != turn {
            let Ok(joined) = self.desk.joined_decisions() else { return };
            self.desk.lay(self.desk.since().after(&joined));
            held.turn = turn;
            self.turned.notify_all();
        }
        held.stamp = now;
    }

    /// Lays a ruling over what was seen, and asks for it to be joined.
    fn lay(&self, laid: impl FnOnce(&Since) -> Since) {
        let mut held = lock(&self.held);
        self.desk.lay(laid(&self.desk.since()));
        held.wanted = held.wanted.max(held.ended) + 1;
        self.turned.notify_all();
    }

    /// Joins whenever somebody wants it, and puts lists in order where what is seen is new,
    /// until the end.
    fn look(&self) {
        loop {
            let mut held = lock(&self.held);
            let is_ready = |held: &Held| held.ready == Some(held.turn);
            while held.wanted <= held.ended && is_ready(&held) && !held.is_over {
                held = self.turned.wait(held).unwrap_or_else(PoisonError::into_inner);
            }
            if held.is_over {
                return;
            }
            held.ready = Some(held.turn);
            let (goal, ended) = (held.wanted, held.ended);
            drop(held);
            // What cannot be read or written now is tried again when it is asked for again.
            if goal > ended {
                let _ = self.join();
                self.refresh();
            }
            let mut held = lock(&self.held);
            held.ended = held.ended.max(goal);
            self.turned.notify_all();
            drop(held);
            let _ = self.desk.get_ready();
        }
    }

    /// Joins all that the file holds.
    fn join(&self) -> Result<(), Error> {
        let _joining = lock(&self.joining);
        Desk::open(&self.path)?.settle()
    }
}

fn written(decisions: &[DecisionId]) -> Vec<String> {
    decisions.iter().map(ToString::to_string).collect()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn stamp(path: &Path) -> Stamp {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-wal");
    [path, Path::new(&journal)].map(|path| {
        let about = path.metadata().ok()?;
        Some((about.len(), about.modified().ok()?))
    })
}
