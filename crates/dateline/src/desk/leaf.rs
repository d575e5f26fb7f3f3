//! A page of a long list, answered from the file: what narrows it, where it goes on, and no more
//! of what was seen than the page shows.

use std::collections::{BTreeMap, BTreeSet};

use dateline_findings::Kind;
use dateline_record::{
    ActorId, CopyGroup, Entry, EntryId, Filter, LinkKind, Parts, ReportLine, View,
};
use dateline_store::{Behind, Chosen, Listed, Store};
use dateline_text::ReportId;

use super::memory::Memory;
use super::show::{After, Asked, DENIED, Shown, Topic};
use super::sight::{self, Read, words};
use super::standing;
use super::{Desk, Sight};
use crate::Error;
use crate::wire::{self, TimelineShown};

/// A part of a list, and behind what the next one goes on.
pub(super) type Page = (Shown, Option<After>);

/// What narrows a list, its names looked up once.
#[derive(Clone, Debug, Default)]
pub(super) struct Narrowed {
    kinds: Vec<&'static str>,
    actors: Option<Vec<ActorId>>,
    from: Option<String>,
    to: Option<String>,
    words: Option<String>,
    modality: Option<String>,
    denied: bool,
}

impl Narrowed {
    /// What a question narrows; of the usual kinds where it names none.
    pub(super) fn of(store: &Store, asked: &Asked, usual: &[Kind]) -> Read<Self> {
        let kinds = asked.filter().kinds;
        let actors = match &asked.actor {
            Some(name) => Some(sight::actors_called(store, name)?),
            None => None,
        };
        let holding = asked.holding.as_deref();
        Ok(Self {
            kinds: words(if kinds.is_empty() { usual } else { &kinds }),
            actors,
            from: asked.from.map(|day| day.to_string()),
            to: asked.to.map(|day| day.to_string()),
            words: asked.words.clone(),
            modality: holding.filter(|word| *word != DENIED).map(ToOwned::to_owned),
            denied: holding == Some(DENIED),
        })
    }

    pub(super) fn chosen(&self) -> Chosen<'_> {
        Chosen {
            kinds: &self.kinds,
            actors: self.actors.as_deref(),
            from: self.from.clone(),
            to: self.to.clone(),
            words: self.words.as_deref(),
            modality: self.modality.as_deref(),
            denied: self.denied,
            ..Chosen::default()
        }
    }
}

/// Whether a question narrows a list at all.
pub(super) fn is_narrowed(asked: &Asked) -> bool {
    let filter = Filter { limit: None, ..asked.filter() };
    filter != Filter::default() || asked.holding.is_some()
}

impl Desk {
    /// A page of a list, where the file has what was seen and a limit is given.
    pub(super) fn page_of(
        &self,
        topic: Topic,
        asked: &Asked,
    ) -> Result<Option<Page>, Error> {
        if !self.is_kept() || asked.limit.is_none() && topic != Topic::Screen {
            return Ok(None);
        }
        let memory = self.memory();
        let page = match topic {
            Topic::Screen => self.home(&memory, asked)?,
            Topic::Timeline => self.timeline_page(&memory, asked)?,
            Topic::Agreements => self.agreements_page(&memory, asked)?,
            Topic::Commitments => self.commitments_page(&memory, asked)?,
            Topic::Bodies => self.bodies_page(&memory, asked)?,
            Topic::Figures => self.figures_page(&memory, asked)?,
            Topic::Statements => self.statements_page(&memory, asked)?,
            Topic::People => self.people_page(&memory, asked)?,
            Topic::Conflicts => self.conflicts_page(&memory, asked)?,
            Topic::Reports => self.reports_page(&memory, (Listed::All, asked))?,
            Topic::Problems => {
                self.reports_page(&memory, (Listed::WithProblems, asked))?
            }
            Topic::Coverage => self.coverage_page(&memory, asked)?,
            Topic::Copies => self.copies_page(&memory, asked)?,
            Topic::State | Topic::Decisions | Topic::Rulings => return Ok(None),
        };
        Ok(Some(page))
    }

    /// The lists that take longest to put in order.
    pub(super) fn get_lists_ready(&self) -> Result<(), Error> {
        let memory = self.memory();
        self.longest(&memory)?;
        self.lasting(&memory)?;
        self.speakers(&memory)?;
        self.people(&memory)?;
        Ok(())
    }

    fn timeline_page(&self, memory: &Memory, asked: &Asked) -> Result<Page, Error> {
        let usual = &Filter::HAPPENINGS;
        let part = self.looking_at(asked.apiece, |store| {
            let (shown, next) = in_order(store, asked, usual)?;
            Ok((sight::of_ids(store, &shown, Vec::new())?, shown, next))
        })?;
        let (view, shown, next) = part;
        let entries = in_list(&view, &shown);
        let all = self.all(memory, asked, usual)?;
        let before = asked.after.as_ref().map_or(0, |after| after.place);
        let sight = &self.sight(&view, asked);
        let (undated, dated): (Vec<&Entry>, Vec<&Entry>) =
            entries.into_iter().partition(|entry| entry.days.is_open());
        let lines = |entries: Vec<&Entry>| {
            entries.into_iter().map(|entry| wire::entry_line(sight, entry)).collect()
        };
        let left_out = all.saturating_sub(before + dated.len() + undated.len());
        let shown =
            TimelineShown { dated: lines(dated), undated: lines(undated), left_out };
        let next = next.map(|next| After { rest: left_out, ..next });
        Ok((Shown::Timeline(shown), next))
    }

    /// How many entries a list has.
    fn all(
        &self,
        memory: &Memory,
        asked: &Asked,
        usual: &[Kind],
    ) -> Result<usize, Error> {
        let asked = Asked { after: None, limit: None, ..asked.clone() };
        let (dated, undated) = memory.count(format!("{usual:?} {asked:?}"), || {
            self.looking(|store| {
                store.count(&Narrowed::of(store, &asked, usual)?.chosen())
            })
        })?;
        Ok(dated + undated)
    }

    /// The same place with how many entries stand behind it.
    fn counted(
        &self,
        (memory, asked): (&Memory, &Asked),
        usual: &[Kind],
        next: Option<After>,
    ) -> Result<Option<After>, Error> {
        let Some(next) = next else { return Ok(None) };
        let rest = self.all(memory, asked, usual)?.saturating_sub(next.place);
        Ok(Some(After { rest, ..next }))
    }

    fn agreements_page(&self, memory: &Memory, asked: &Asked) -> Result<Page, Error> {
        let usual = &[Kind::Agreement];
        let (view, shown, next) = self.looking_at(asked.apiece, |store| {
            let (shown, next) = in_order(store, asked, usual)?;
            Ok((sight::owed_under(store, &shown)?, shown, next))
        })?;
        let sight = &self.sight(&view, asked);
        let mut all = view.agreements(&asked_kinds(asked), self.day(asked)?);
        all.retain(|one| shown.contains(&one.agreement.id));
        let all = all.iter().map(|one| wire::agreed(sight, one)).collect();
        Ok((Shown::Agreements(all), self.counted((memory, asked), usual, next)?))
    }

    fn commitments_page(&self, memory: &Memory, asked: &Asked) -> Result<Page, Error> {
        let usual = &[Kind::Commitment];
        let (view, shown, next) = self.looking_at(asked.apiece, |store| {
            let (shown, next) = in_order(store, asked, usual)?;
            Ok((sight::with_outcomes(store, &shown)?, shown, next))
        })?;
        let sight = &self.sight(&view, asked);
        let mut all = view.commitments(&asked_kinds(asked), self.day(asked)?);
        all.retain(|one| shown.contains(&one.commitment.id));
        let next = self.counted((memory, asked), usual, next)?;
        Ok((Shown::Commitments(wire::promises(sight, &all)), next))
    }

    fn bodies_page(&self, memory: &Memory, asked: &Asked) -> Result<Page, Error> {
        let (apiece, usual) = (asked.apiece, &[Kind::Body]);
        let (view, shown, next, counts) = self.looking_at(asked.apiece, |store| {
            let (shown, next) = in_order(store, asked, usual)?;
            let (view, counts) = sight::bodies(store, &shown, apiece)?;
            Ok((view, shown, next, counts))
        })?;
        let sight = &self.sight(&view, asked);
        let mut all = view.bodies(&asked_kinds(asked));
        all.retain(|one| shown.contains(&one.body.id));
        let lines = all.iter().map(|one| {
            let mut line = wire::body(sight, one);
            let met = counts.get(&one.body.id).copied().unwrap_or_default();
            line.left_out = met.saturating_sub(line.meetings.len());
            line
        });
        let lines = Shown::Bodies(lines.collect());
        Ok((lines, self.counted((memory, asked), usual, next)?))
    }

    fn figures_page(&self, memory: &Memory, asked: &Asked) -> Result<Page, Error> {
        let longest = self.longest(memory)?;
        let fitting: Vec<&(String, usize)> = if is_narrowed(asked) {
            let fit = self.looking(|store| sight::fitting_series(store, asked))?;
            longest.iter().filter(|(id, _)| fit.contains(id)).collect()
        } else {
            longest.iter().collect()
        };
        let (shown, next) = asked.leaf(&fitting, |one| one.0.clone());
        let ids: Vec<&str> = shown.iter().map(|one| one.0.as_str()).collect();
        let lines = self.series_lines(&ids, asked)?;
        Ok((Shown::Figures(lines), next))
    }

    /// Series by their identities, each with its last points.
    pub(super) fn series_lines(
        &self,
        ids: &[&str],
        asked: &Asked,
    ) -> Result<Vec<wire::SeriesLine>, Error> {
        let most = asked.apiece.unwrap_or(usize::MAX);
        let (view, cut) =
            self.looking_at(asked.apiece, |store| sight::cut_series(store, ids, most))?;
        let sight = &self.sight(&view, asked);
        let by_id: BTreeMap<&str, _> =
            view.series.iter().map(|series| (series.id.as_str(), series)).collect();
        let lines = ids.iter().filter_map(|id| {
            let mut line = wire::series_line(sight, by_id.get(id)?);
            line.left_out += cut.get(*id).copied().unwrap_or_default();
            Some(line)
        });
        Ok(lines.collect())
    }

    pub(super) fn longest<'a>(
        &self,
        memory: &'a Memory,
    ) -> Result<&'a Vec<(String, usize)>, Error> {
        memory.longest.get(|| self.looking(standing::longest))
    }

    fn conflicts_page(&self, memory: &Memory, asked: &Asked) -> Result<Page, Error> {
        let held = Asked { holding: None, ..asked.clone() };
        let narrowed: Vec<(i64, LinkKind)>;
        let numbers: &[(i64, LinkKind)] = if is_narrowed(&held) {
            narrowed = self.looking(|store| {
                let kinds = Kind::ALL.map(|(kind, _)| kind);
                let narrowed = Narrowed::of(store, &held, &kinds)?;
                store.conflicts(Some(&narrowed.chosen()))
            })?;
            &narrowed
        } else {
            self.conflicts(memory)?
        };
        let numbers: Vec<i64> = numbers.iter().map(|(number, _)| *number).collect();
        let mut fitting = numbers.clone();
        if asked.holding.is_some() {
            let holds = self.looking(|store| store.numbered(&numbers))?;
            let mut holds = holds.iter().map(|link| {
                link.members.iter().any(|one| asked.holds((one.modality, one.polarity)))
            });
            fitting.retain(|_| holds.next().unwrap_or_default());
        }
        let (shown, next) = asked.leaf(&fitting, ToString::to_string);
        let (view, links) = self.looking_at(asked.apiece, |store| {
            let links = store.numbered(shown)?;
            Ok((sight::of_links(store, links.clone())?, links))
        })?;
        let sight = &self.sight(&view, asked);
        let lines = links.iter().map(|link| wire::link_shown(sight, link)).collect();
        Ok((Shown::Conflicts(lines), next))
    }

    /// The links that disagree, in order.
    pub(super) fn conflicts<'a>(
        &self,
        memory: &'a Memory,
    ) -> Result<&'a Vec<(i64, LinkKind)>, Error> {
        memory.conflicts.get(|| self.looking(|store| store.conflicts(None)))
    }

    /// The reports of a list in order.
    fn listed<'a>(
        &self,
        memory: &'a Memory,
        listed: Listed,
    ) -> Result<&'a [ReportId], Error> {
        let [all, with_problems, with_unread] = &memory.reports;
        let slot = match listed {
            Listed::All => all,
            Listed::WithProblems => with_problems,
            Listed::WithUnread => with_unread,
        };
        Ok(slot.get(|| self.looking(|store| store.reports_in_order(listed)))?)
    }

    pub(super) fn lines_of(&self, ids: &[ReportId]) -> Result<View, Error> {
        let some = ids.iter().copied().collect();
        let mut reports = self.looking(|store| store.lines(Some(&some)))?;
        ReportLine::sort(&mut reports);
        Ok(View::of_parts(Parts { reports, ..Parts::default() }))
    }

    fn reports_page(
        &self,
        memory: &Memory,
        (listed, asked): (Listed, &Asked),
    ) -> Result<Page, Error> {
        let all = self.listed(memory, listed)?;
        let (shown, next) = asked.leaf(all, ToString::to_string);
        let view = self.lines_of(shown)?;
        let sight = &self.sight(&view, asked);
        let lines: Vec<_> =
            view.reports.iter().map(|line| wire::report(sight, line)).collect();
        let shown = match listed {
            Listed::WithProblems => Shown::Problems(lines),
            Listed::All | Listed::WithUnread => Shown::Reports(lines),
        };
        Ok((shown, next))
    }

    fn coverage_page(&self, memory: &Memory, asked: &Asked) -> Result<Page, Error> {
        let all = self.listed(memory, Listed::WithUnread)?;
        let (shown, next) = asked.leaf(all, ToString::to_string);
        let view = self.lines_of(shown)?;
        let sight = &self.sight(&view, asked);
        let totals = self.totals(memory)?;
        let coverage = wire::CoverageShown {
            reports: totals.reports,
            origins: totals.origins,
            undated: totals.undated,
            findings: totals.findings,
            unread: self.looking(Store::unread)?,
            lines: view.reports.iter().map(|line| wire::report(sight, line)).collect(),
        };
        Ok((Shown::Coverage(coverage), next))
    }

    fn copies_page(&self, memory: &Memory, asked: &Asked) -> Result<Page, Error> {
        let groups = memory.copies.get(|| self.looking(Store::of_one_origin))?;
        let key = |group: &Vec<ReportId>| group.first().map(ToString::to_string);
        let (shown, next) = asked.leaf(groups, |group| key(group).unwrap_or_default());
        let ids: BTreeSet<ReportId> = shown.iter().flatten().copied().collect();
        let view = self.looking(|store| {
            let mut reports = store.lines(Some(&ids))?;
            ReportLine::sort(&mut reports);
            let copies = store.copies(&reports)?;
            Ok(View::of_parts(Parts { reports, copies, ..Parts::default() }))
        })?;
        let sight = &self.sight(&view, asked);
        let line = |group: &CopyGroup| wire::copies(sight, group);
        Ok((Shown::Copies(view.copies.iter().map(line).collect()), next))
    }

    /// How many there are of each.
    pub(super) fn totals<'a>(
        &self,
        memory: &'a Memory,
    ) -> Result<&'a dateline_store::Totals, Error> {
        memory.totals.get(|| self.looking(Store::totals))
    }

    /// A sight as deep as it is asked for.
    pub(super) fn sight<'a>(&'a self, view: &'a View, asked: &Asked) -> Sight<'a> {
        Sight::new(self, view).only(asked.depth).with_apiece(asked.apiece)
    }

    /// The day for which a question is answered.
    pub(super) fn day(&self, asked: &Asked) -> Result<Option<jiff::civil::Date>, Error> {
        let Some(today) = asked.today.filter(|_| asked.as_of.is_none()) else {
            return Ok(asked.as_of);
        };
        let last = match self.is_kept() {
            true => self.looking(Store::last_day)?.and_then(|day| day.parse().ok()),
            false => self.view()?.last_day(),
        };
        Ok(Some(last.map_or(today, |last| last.max(today))))
    }
}

/// A page of the entries that a question asks for, and behind what the next goes on.
fn in_order(
    store: &Store,
    asked: &Asked,
    usual: &[Kind],
) -> Read<(Vec<EntryId>, Option<After>)> {
    let narrowed = Narrowed::of(store, asked, usual)?;
    let most = asked.limit.unwrap_or(usize::MAX);
    let key = asked.after.as_ref().map(|after| after.key.as_str()).unwrap_or_default();
    let (day, id) = key.split_once('~').unwrap_or_default();
    let entry = EntryId::parse(id).unwrap_or_default();
    let behind = asked.after.as_ref().map(|_| Behind { entry, day });
    let limit = Some(most.saturating_add(1));
    let chosen = Chosen { behind, limit, ..narrowed.chosen() };
    let mut ids = store.in_order(&chosen)?;
    let more = ids.len() > most;
    ids.truncate(most);
    let last = ids.last().filter(|_| more);
    let before = asked.after.as_ref().map_or(0, |after| after.place);
    let next = last.map(|(id, day)| After {
        key: format!("{day}~{id}"),
        place: before + most,
        ..After::default()
    });
    Ok((ids.into_iter().map(|(id, _)| id).collect(), next))
}

/// The entries of a list, in its order.
fn in_list<'a>(view: &'a View, ids: &[EntryId]) -> Vec<&'a Entry> {
    ids.iter().filter_map(|id| view.entry(*id)).collect()
}

/// The kinds that a question names, for a view that is narrowed already.
fn asked_kinds(asked: &Asked) -> Filter {
    Filter { kinds: asked.filter().kinds, ..Filter::default() }
}
