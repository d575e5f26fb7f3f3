//! Who may look at a record and rule on it: users, sessions and what each did, in files beside
//! the record.
#![expect(
    clippy::disallowed_methods,
    reason = "the users of a record stand in a file of this door's own"
)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use dateline::Error;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::Role;

/// How long a session lasts.
const SESSION: SignedDuration = SignedDuration::from_hours(12);
/// How many wrong passwords a name may be tried with, and within what time.
const TRIES: usize = 5;
const TRIED_WITHIN: SignedDuration = SignedDuration::from_mins(15);
/// How many names are remembered that were tried: past it the oldest go.
const NAMES_TRIED: usize = 10_000;
/// The fewest letters of a password.
const FEWEST: usize = 10;
/// The longest name or password that is looked at.
const LONGEST: usize = 256;
/// How many lines of the audit log are shown.
const AUDITED: usize = 1000;

/// The users of a record, their sessions and what they did.
///
/// All stands beside the record, in `FILE-users` and `FILE-audit`: a copy of the record carries
/// no password with it.
#[derive(Debug)]
pub struct Guests {
    path: PathBuf,
    log: PathBuf,
    held: Mutex<Held>,
    tried: Mutex<BTreeMap<String, Vec<Timestamp>>>,
    /// One password is tried at a time: each costs memory, and anybody may try.
    trying: Mutex<()>,
}

#[derive(Debug, Default)]
struct Held {
    users: BTreeMap<String, User>,
    sessions: BTreeMap<String, Session>,
}

#[derive(Clone, Debug)]
struct User {
    role: Role,
    hash: String,
}

#[derive(Clone, Debug)]
struct Session {
    user: String,
    until: Timestamp,
}

/// What became of a try to sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Entered {
    /// The secret that the session is known by.
    In(String),
    /// The name or the password is wrong.
    Wrong,
    /// Too many tries: after so many seconds another.
    Later(i64),
}

impl Guests {
    /// The users of the record at `record`; none where none was ever added.
    ///
    /// # Errors
    /// When the file beside it cannot be read.
    pub fn open(record: &Path) -> Result<Self, Error> {
        let path = beside(record, "-users");
        let held = match fs::read_to_string(&path) {
            Ok(words) => read(&words).ok_or_else(|| {
                Error::new(format!("`{}` is no list of users", path.display())).with_hint(
                    "restore it from a backup, or remove it and add the users again",
                )
            })?,
            Err(error) if error.kind() == ErrorKind::NotFound => Held::default(),
            Err(error) => return Err(Error::reading(&path, error)),
        };
        let log = beside(record, "-audit");
        Ok(Self {
            path,
            log,
            held: Mutex::new(held),
            tried: Mutex::default(),
            trying: Mutex::default(),
        })
    }

    /// Whether there is no user.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.held().users.is_empty()
    }

    /// The users with their roles, by name.
    #[must_use]
    pub fn list(&self) -> Vec<(String, Role)> {
        let held = self.held();
        held.users.iter().map(|(name, user)| (name.clone(), user.role)).collect()
    }

    /// Adds a user, or gives one another role and password; open sessions of theirs end.
    ///
    /// # Errors
    /// When the name or the password will not do, or the file cannot be written.
    pub fn add(&self, name: &str, role: Role, password: &str) -> Result<(), Error> {
        let plain = |letter: char| letter.is_alphanumeric() || "-_.@ ".contains(letter);
        if name.is_empty() || name.len() > LONGEST || !name.chars().all(plain) {
            return Err(Error::usage(format!("`{name}` will not do as a name"))
                .with_hint("use letters, digits and `-_.@`"));
        }
        if password.chars().count() < FEWEST || password.len() > LONGEST {
            return Err(Error::usage("the password is too short or too long".to_owned())
                .with_hint(
                    "use at least ten letters: a few words are easy to remember",
                ));
        }
        let user = User { role, hash: hashed(password)? };
        let mut held = self.held();
        held.users.insert(name.to_owned(), user);
        held.sessions.retain(|_, session| session.user != name);
        self.keep(&held)
    }

    /// Removes a user; whether there was one.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn remove(&self, name: &str) -> Result<bool, Error> {
        let mut held = self.held();
        let there = held.users.remove(name).is_some();
        held.sessions.retain(|_, session| session.user != name);
        self.keep(&held)?;
        Ok(there)
    }

    /// Lets a user in, unless the password is wrong or too many were tried.
    pub(crate) fn enter(
        &self,
        name: &str,
        password: &str,
        now: Timestamp,
    ) -> Result<Entered, Error> {
        if let Some(wait) = self.wait(name, now) {
            return Ok(Entered::Later(wait));
        }
        let one = self.trying.lock().unwrap_or_else(PoisonError::into_inner);
        let known = self.held().users.get(name).map(|user| user.hash.clone());
        // An unknown name costs as much as a wrong password: the time tells nobody which.
        let hash = match &known {
            Some(hash) => hash.clone(),
            None => hashed("a password that nobody has")?,
        };
        let right = password.len() <= LONGEST && is_right(password, &hash);
        drop(one);
        if known.is_none() || !right {
            self.note_try(name, now);
            return Ok(Entered::Wrong);
        }
        let secret = secret()?;
        let mut held = self.held();
        held.sessions.retain(|_, session| session.until > now);
        let until = now.checked_add(SESSION).unwrap_or(now);
        held.sessions.insert(kept(&secret), Session { user: name.to_owned(), until });
        self.keep(&held)?;
        drop(held);
        self.tried().remove(name);
        Ok(Entered::In(secret))
    }

    /// Who a session belongs to.
    pub(crate) fn who(&self, secret: &str, now: Timestamp) -> Option<(String, Role)> {
        let held = self.held();
        let session = held.sessions.get(&kept(secret)).filter(|one| one.until > now)?;
        let user = held.users.get(&session.user)?;
        Some((session.user.clone(), user.role))
    }

    /// Ends a session.
    pub(crate) fn leave(&self, secret: &str) -> Result<(), Error> {
        let mut held = self.held();
        held.sessions.remove(&kept(secret));
        self.keep(&held)
    }

    /// Writes down what somebody did.
    pub(crate) fn log(
        &self,
        now: Timestamp,
        who: &str,
        what: &str,
        how: &str,
    ) -> Result<(), Error> {
        let line = json!({"at": now.to_string(), "who": who, "what": what, "how": how});
        let mut file = private().append(true).open(&self.log).map_err(Error::writing)?;
        writeln!(file, "{line}").map_err(Error::writing)
    }

    /// What was done last, the latest first.
    pub(crate) fn audit(&self) -> Vec<[String; 4]> {
        let words = fs::read_to_string(&self.log).unwrap_or_default();
        let line = |line: &str| {
            let line: Value = serde_json::from_str(line).ok()?;
            Some(
                ["at", "who", "what", "how"]
                    .map(|name| text(&line, name).unwrap_or_default()),
            )
        };
        words.lines().rev().filter_map(line).take(AUDITED).collect()
    }

    fn wait(&self, name: &str, now: Timestamp) -> Option<i64> {
        let mut tried = self.tried();
        let tries = tried.get_mut(name)?;
        tries.retain(|at| now.duration_since(*at) < TRIED_WITHIN);
        let first = tries.first().filter(|_| tries.len() >= TRIES)?;
        let left = TRIED_WITHIN.checked_sub(now.duration_since(*first));
        Some(left.map_or(1, |left| left.as_secs().max(1)))
    }

    fn note_try(&self, name: &str, now: Timestamp) {
        let mut tried = self.tried();
        if tried.len() >= NAMES_TRIED {
            tried.pop_first();
        }
        let name: String = name.chars().take(LONGEST).collect();
        tried.entry(name).or_default().push(now);
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tried(&self) -> MutexGuard<'_, BTreeMap<String, Vec<Timestamp>>> {
        self.tried.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes the file anew under another name, then puts it in place: it is never half there.
    fn keep(&self, held: &Held) -> Result<(), Error> {
        let mut draft = self.path.clone().into_os_string();
        draft.push(".new");
        let draft = PathBuf::from(draft);
        let written = private().write(true).truncate(true).open(&draft);
        let written = written.and_then(|mut file| {
            file.write_all(format!("{}\n", shape(held)).as_bytes())?;
            file.sync_all()
        });
        written.and_then(|()| fs::rename(&draft, &self.path)).map_err(Error::writing)
    }
}

/// How a file is made that nobody else may read.
fn private() -> fs::OpenOptions {
    let mut options = fs::OpenOptions::new();
    options.create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options
}

fn beside(record: &Path, ending: &str) -> PathBuf {
    let mut path = record.as_os_str().to_owned();
    path.push(ending);
    PathBuf::from(path)
}

fn shape(held: &Held) -> Value {
    let users = held.users.iter();
    let users = users.map(|(name, user)| {
        json!({"name": name, "role": user.role.as_str(), "password": user.hash})
    });
    let sessions = held.sessions.iter();
    let sessions = sessions.map(|(secret, session)| {
        json!({"secret": secret, "user": session.user, "until": session.until.to_string()})
    });
    json!({"users": users.collect::<Vec<_>>(), "sessions": sessions.collect::<Vec<_>>()})
}

fn read(words: &str) -> Option<Held> {
    let value: Value = serde_json::from_str(words).ok()?;
    let mut held = Held::default();
    for user in value.get("users")?.as_array()? {
        let role = Role::parse(&text(user, "role")?)?;
        let hash = text(user, "password")?;
        held.users.insert(text(user, "name")?, User { role, hash });
    }
    for session in value.get("sessions")?.as_array()? {
        let until = text(session, "until")?.parse().ok()?;
        let user = text(session, "user")?;
        held.sessions.insert(text(session, "secret")?, Session { user, until });
    }
    Some(held)
}

fn text(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_str().map(str::to_owned)
}

fn hashed(password: &str) -> Result<String, Error> {
    let failed = || Error::new("the password could not be kept".to_owned());
    let mut salt = [0_u8; 16];
    getrandom::fill(&mut salt).map_err(|_| failed())?;
    let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
    Ok(hash.map_err(|_| failed())?.to_string())
}

fn is_right(password: &str, hash: &str) -> bool {
    let Ok(hash) = PasswordHash::new(hash) else { return false };
    Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
}

/// Words that nobody can guess.
fn secret() -> Result<String, Error> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)
        .map_err(|_| Error::new("no session could be made".to_owned()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What is kept of a session's secret: who reads the file cannot sign in with it.
fn kept(secret: &str) -> String {
    blake3::hash(secret.as_bytes()).to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(minute: i64) -> Timestamp {
        Timestamp::from_second(1_900_000_000 + minute * 60).unwrap()
    }

    #[test]
    fn a_user_comes_in_with_the_password_and_leaves() {
        let folder = tempfile::tempdir().unwrap();
        let record = folder.path().join("record.dateline");
        let guests = Guests::open(&record).unwrap();
        assert!(guests.is_empty());
        guests.add("Mira", Role::Reviewer, "four harbour words").unwrap();
        let Entered::In(secret) =
            guests.enter("Mira", "four harbour words", moment(0)).unwrap()
        else {
            panic!("not let in")
        };
        let again = Guests::open(&record).unwrap();
        assert_eq!(
            again.who(&secret, moment(1)),
            Some(("Mira".to_owned(), Role::Reviewer))
        );
        assert_eq!(again.who(&secret, moment(60 * 13)), None);
        assert_eq!(again.who("guessed", moment(1)), None);
        again.leave(&secret).unwrap();
        assert_eq!(Guests::open(&record).unwrap().who(&secret, moment(1)), None);
        let file =
            fs::read_to_string(folder.path().join("record.dateline-users")).unwrap();
        assert!(!file.contains("harbour words") && !file.contains(&secret), "{file}");
    }

    #[test]
    fn after_five_wrong_passwords_even_the_right_one_waits() {
        let folder = tempfile::tempdir().unwrap();
        let guests = Guests::open(&folder.path().join("record.dateline")).unwrap();
        guests.add("Mira", Role::Reader, "four harbour words").unwrap();
        for minute in 0..5 {
            let tried = guests.enter("Mira", "wrong", moment(minute)).unwrap();
            assert_eq!(tried, Entered::Wrong);
        }
        let tried = guests.enter("Mira", "four harbour words", moment(5)).unwrap();
        assert_eq!(tried, Entered::Later(600));
        let tried = guests.enter("Mira", "four harbour words", moment(21)).unwrap();
        assert!(matches!(tried, Entered::In(_)));
    }

    #[test]
    fn a_short_password_and_a_name_with_marks_will_not_do() {
        let folder = tempfile::tempdir().unwrap();
        let guests = Guests::open(&folder.path().join("record.dateline")).unwrap();
        assert!(guests.add("Mira", Role::Owner, "short").is_err());
        assert!(guests.add("<b>", Role::Owner, "four harbour words").is_err());
        assert!(guests.is_empty());
    }
}
