//! What reviewers rule about names: who is who, and what other programs know of it.

mod resolver;

use dateline_names::{Book, Verdict as Sameness};
use dateline_record::{ActorId, ActorKey, Decision, FindingKey, Ruling, Standing, View};
use dateline_text::fold;
use jiff::civil::DateTime;

use super::memory::Memory;
use super::review::moment;
use super::{Desk, Reviewer, sight};
use crate::wire::{DoubtLine, doubt};
use crate::{Error, World};

/// The shape in which rulings leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RulingForm {
    /// All decisions, one a line, as another record takes them in.
    #[default]
    Decisions,
    /// What was ruled about names, and the pairs that wait for a ruling, as nomenklatura's
    /// resolver reads and writes them.
    Nomenklatura,
}

impl RulingForm {
    /// Every form with its word.
    pub const ALL: [(Self, &'static str); 2] =
        [(Self::Decisions, "decisions"), (Self::Nomenklatura, "nomenklatura")];

    /// The form that a word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(form, _)| *form)
    }
}

impl Desk {
    /// Rules whether two names are one actor's, or two entries tell one thing. A name is
    /// one that the reports give, an actor's identity, or a name in one report:
    /// `Mira Tolland@3f2a`. Answers with the two as they are kept.
    ///
    /// # Errors
    /// When nothing is called so, or the record cannot be written.
    pub fn review_pair(
        &mut self,
        world: &dyn World,
        pair: (&str, &str),
        sameness: Sameness,
        reviewer: &Reviewer,
    ) -> Result<(String, String), Error> {
        let entries = self.entries(pair.0)?.zip(self.entries(pair.1)?);
        let ruling = if let Some((one, other)) = entries {
            of_entries(one, other, sameness)?
        } else {
            of_actors(self.actor_key(pair.0)?, self.actor_key(pair.1)?, sameness)
        };
        let told = told(&ruling, pair);
        self.rule(&reviewer.rules(world, ruling))?;
        self.settle()?;
        Ok(told)
    }

    /// What the decision is when a reviewer rules whether two actors are one, by their
    /// identities.
    pub(crate) fn names_ruled(
        &self,
        world: &dyn World,
        pair: (&str, &str),
        sameness: Sameness,
        reviewer: &Reviewer,
    ) -> Result<NamesRuled, Error> {
        let ruling =
            of_actors(self.actor_key(pair.0)?, self.actor_key(pair.1)?, sameness);
        Ok(NamesRuled {
            pair: (ActorId::parse(pair.0), ActorId::parse(pair.1)),
            told: told(&ruling, pair),
            decision: reviewer.rules(world, ruling),
        })
    }

    /// The pairs of names that may be one actor's and wait for a ruling, the likeliest first.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn doubts(&self) -> Result<Vec<DoubtLine>, Error> {
        let memory = self.memory();
        Ok(self.waiting_pairs(&memory)?.cloned().collect())
    }

    /// How many such pairs there are.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn doubts_left(&self) -> Result<usize, Error> {
        let memory = self.memory();
        Ok(self.waiting_pairs(&memory)?.count())
    }

    fn waiting_pairs<'a>(
        &self,
        memory: &'a Memory,
    ) -> Result<impl Iterator<Item = &'a DoubtLine>, Error> {
        let all = memory.doubts.get(|| {
            let part = self.part(sight::doubts)?;
            let view: &View = &part;
            Ok(view.unsure.iter().map(|unsure| doubt(view, unsure)).collect())
        })?;
        let since = self.since();
        let id = |id: &str| ActorId::parse(id);
        let waits = move |pair: &&DoubtLine| {
            !since.has_pair(&id(&pair.one.id), &id(&pair.other.id))
        };
        Ok(all.iter().filter(waits))
    }

    /// What reviewers ruled, a line each.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn export_rulings(&self, form: RulingForm) -> Result<String, Error> {
        let view = self.view()?;
        Ok(match form {
            RulingForm::Decisions => {
                let all = view.decisions.iter();
                all.map(|ruled| ruled.decision.to_line() + "\n").collect()
            }
            RulingForm::Nomenklatura => resolver::lines(view),
        })
    }

    /// Takes in rulings: decisions of another record, lines of nomenklatura's resolver, or
    /// rows of a book of names, told apart line by line. Answers with how many were taken and
    /// the numbers of the lines that are none of these.
    ///
    /// # Errors
    /// When the record cannot be written.
    pub fn import_rulings(
        &mut self,
        world: &dyn World,
        lines: &str,
        reviewer: &Reviewer,
    ) -> Result<(usize, Vec<usize>), Error> {
        let (mut all, mut problems) = (Vec::new(), Vec::new());
        let now = moment(world);
        for (line, number) in lines.lines().zip(1..) {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let Some(decisions) = read(line, now, reviewer) else {
                problems.push(number);
                continue;
            };
            all.extend(decisions);
        }
        if !all.is_empty() {
            self.rule_all(&all)?;
            self.settle()?;
        }
        Ok((all.len(), problems))
    }

    /// The first finding of an entry, where these are the digits of one.
    fn entries(&self, digits: &str) -> Result<Option<FindingKey>, Error> {
        let is_digit = |letter: char| letter.is_ascii_hexdigit();
        if digits.len() < 4 || !digits.chars().all(is_digit) {
            return Ok(None);
        }
        let entry = match self.one_entry(digits) {
            Ok(entry) => entry,
            // The digits may be a name: "Abba", "Decade".
            Err(error) if error.is_missing() => return Ok(None),
            Err(error) => return Err(error),
        };
        Ok(self.finding_keys(&entry)?.into_iter().next())
    }

    fn actor_key(&self, words: &str) -> Result<ActorKey, Error> {
        let (name, report) = match words.rsplit_once('@') {
            Some((name, digits)) if digits.len() >= 4 => (name, Some(digits)),
            _ => (words, None),
        };
        let part = self.part(|store| sight::who(store, name))?;
        let view: &View = &part;
        let name = match view.actor(&ActorId::parse(name)) {
            Some(actor) => actor.name.clone(),
            None => name.trim().to_owned(),
        };
        if !is_known(view, &name) {
            return Err(Error::missing(format!(
                "nobody in the record is called `{name}`"
            ))
            .with_hint("`dateline show people` and `dateline review names` give names"));
        }
        let Some(digits) = report else { return Ok(ActorKey { report: None, name }) };
        let (report, _) = self.one_report(digits)?;
        Ok(ActorKey { report: Some(report), name })
    }
}

/// What comes of a ruling on two actors.
#[derive(Clone, Debug)]
pub(crate) struct NamesRuled {
    pub(crate) pair: (ActorId, ActorId),
    /// The two as they are kept.
    pub(crate) told: (String, String),
    pub(crate) decision: Decision,
}

/// The two that a ruling is about, as they are kept.
fn told(ruling: &Ruling, pair: (&str, &str)) -> (String, String) {
    match ruling {
        Ruling::SameActor(one, other)
        | Ruling::NotSameActor(one, other)
        | Ruling::UnsureActor(one, other) => (one.name.clone(), other.name.clone()),
        _ => (pair.0.to_owned(), pair.1.to_owned()),
    }
}

fn is_known(view: &View, name: &str) -> bool {
    let folded = fold(name);
    let all = view.actors.iter().flat_map(|actor| &actor.names);
    all.into_iter().any(|known| fold(&known.name) == folded)
}

fn of_entries(
    one: FindingKey,
    other: FindingKey,
    sameness: Sameness,
) -> Result<Ruling, Error> {
    match sameness {
        Sameness::Same => Ok(Ruling::Merge(one, other)),
        Sameness::Different => Ok(Ruling::Split(one, other)),
        Sameness::Unsure => Err(Error::usage(
            "two entries are one or two; only names can be left unsure".to_owned(),
        )),
    }
}

fn of_actors(one: ActorKey, other: ActorKey, sameness: Sameness) -> Ruling {
    match sameness {
        Sameness::Same => Ruling::SameActor(one, other),
        Sameness::Different => Ruling::NotSameActor(one, other),
        Sameness::Unsure => Ruling::UnsureActor(one, other),
    }
}

/// The decisions of a line; `None` where it is none of the shapes.
fn read(line: &str, now: DateTime, reviewer: &Reviewer) -> Option<Vec<Decision>> {
    if line.starts_with('[') {
        return resolver::read(line, now, reviewer);
    }
    if let Some(decision) = Decision::from_line(line) {
        return Some(vec![decision]);
    }
    let (book, problems) = Book::read(line);
    if !problems.is_empty() {
        return None;
    }
    let aliases = book.names().map(|known| {
        let (name, alias) = (known.name.clone(), known.alias.clone());
        (Ruling::Alias(known.class, name, alias), &known.source)
    });
    let rulings = book.judgements().map(|judgement| {
        let key = |name: &String| ActorKey { report: None, name: name.clone() };
        let (one, other) = (key(&judgement.one), key(&judgement.other));
        (of_actors(one, other, judgement.verdict), &judgement.source)
    });
    let all = aliases.chain(rulings).map(|(ruling, source)| Decision {
        at: now,
        by: reviewer.name.clone(),
        ruling,
        because: source.clone(),
    });
    Some(all.collect())
}

/// What was ruled about names and counts, with who ruled and when.
fn standing(view: &View) -> impl Iterator<Item = &Decision> {
    let all = view.decisions.iter();
    all.filter(|ruled| ruled.standing == Standing::Counts).map(|ruled| &ruled.decision)
}
