//! # What it records
//! What was agreed: the instrument, its parties and signatories, how far it has come, the day,
//! the place, what it provides, whether it binds.
//!
//! # How it is said
//! A verb and an instrument ("signed a memorandum", "reached an understanding", "parliament
//! passed a law"; `data/instruments.tsv`, `data/statuses.tsv`); "agreed to reach an
//! understanding", which is not one that is reached; several parties who "agreed to" do
//! something; a parliament that "voted to".
//!
//! # Example
//! Orlesia and Varn signed a fishing treaty in Port Hale on Thursday.
//!
//! # Not this
//! A treaty that somebody calls for; one party that agrees to something by itself (a
//! commitment); an agreement of opinions ("analysts agree that").
//!
//! # Known misses
//! An instrument known by a nickname; terms told over several paragraphs; the name of an
//! instrument that stands apart from its signing.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use dateline_language::Relation;
use dateline_names::ActorClass;
use dateline_text::{Span, fold};

use super::statement::on_one_line;
use crate::clause::{Clause, Tense};
use crate::context::{Context, Word};
use crate::dating;
use crate::field::{Field, Fields};
use crate::finding::{Finding, Kind, Modality};
use crate::modality;
use crate::phrase;
use crate::reporting;
use crate::value::{Name, Value};
use crate::voice::is_date;

static INSTRUMENTS: LazyLock<BTreeMap<&'static str, &'static str>> =
    LazyLock::new(|| {
        reporting::pairs(include_str!("../../data/instruments.tsv")).collect()
    });

static STATUSES: LazyLock<BTreeMap<&'static str, &'static str>> =
    LazyLock::new(|| reporting::pairs(include_str!("../../data/statuses.tsv")).collect());

/// Reads the agreements. One that is told again with "the" is the one told before.
pub(crate) fn find(context: &Context<'_>) -> Vec<Finding> {
    let mut found: Vec<Told> = Vec::new();
    for clause in &context.clauses {
        let Some(told) = told(context, clause) else { continue };
        match told.again.then(|| same_as(&found, &told)).flatten() {
            Some(earlier) => {
                if let Some(earlier) = found.get_mut(earlier) {
                    earlier.take(told);
                }
            }
            None => found.push(told),
        }
    }
    found.into_iter().map(|told| told.into_finding(context)).collect()
}

/// An agreement as one clause tells it.
struct Told {
    clause: (usize, usize),
    evidence: Span,
    more: Vec<Span>,
    instrument: Option<&'static str>,
    status: &'static str,
    name: Option<Span>,
    parties: Vec<(Value, Span)>,
    signatories: Vec<(Value, Span)>,
    place: Option<(Value, Span)>,
    contents: Vec<Span>,
    binding: Option<(bool, Span)>,
    modality: Modality,
    negative: bool,
    /// "the agreement": one that was spoken of before.
    again: bool,
    rule: &'static str,
}

impl Told {
    /// Takes in what a later clause tells of the same agreement.
    fn take(&mut self, later: Self) {
        self.more.push(later.evidence);
        self.more.extend(later.more);
        self.signatories.extend(later.signatories);
        self.contents.extend(later.contents);
        self.place = self.place.take().or(later.place);
        if self.parties.len() < 2 {
            self.parties.extend(later.parties);
        }
    }

    fn into_finding(self, context: &Context<'_>) -> Finding {
        let mut fields = Fields::new();
        if let Some(span) = self.name {
            fields.set(
                Field::Name,
                Value::words(&on_one_line(context.words(span))),
                &[span],
            );
        }
        fields.set_some(Field::Instrument, self.instrument.map(Value::word), &[]);
        fields.set(Field::Status, Value::word(self.status), &[]);
        set_list(&mut fields, Field::Parties, self.parties);
        set_list(&mut fields, Field::Signatories, self.signatories);
        if let Some((place, span)) = self.place {
            fields.set(Field::Place, place, &[span]);
        }
        if let Some((binding, span)) = self.binding {
            fields.set(Field::Binding, Value::Truth(binding), &[span]);
        }
        if !self.contents.is_empty() {
            let items = self.contents.iter();
            let items = items
                .map(|&span| Value::words(&on_one_line(context.words(span))))
                .collect();
            fields.set(Field::Contents, Value::List(items), &self.contents);
        }
        let (sentence, token) = self.clause;
        // The day by which something is to be done is not the day it was agreed.
        let date = dating::dated_by(context, Word { sentence, token }).filter(|time| {
            is_date(&time.value.1)
                && !self.contents.iter().any(|span| span.contains(time.span))
        });
        if let Some(date) = date.map(|time| &time.value.1) {
            fields.set(Field::Date, Value::When(date.clone()), &[]);
        }
        let rule = format!("agreement: {}", self.rule);
        let mut finding = Finding::new(Kind::Agreement, self.evidence, &rule, fields);
        finding.more = self.more;
        finding.modality = self.modality;
        finding.polarity = modality::polarity(self.negative);
        finding.confidence = 800;
        finding
    }
}

/// The actors as a list, each once.
fn set_list(fields: &mut Fields, field: Field, items: Vec<(Value, Span)>) {
    let mut values: Vec<Value> = Vec::new();
    let mut spans: Vec<Span> = Vec::new();
    for (value, span) in items {
        if !values.iter().any(|known| known.to_line() == value.to_line()) {
            values.push(value);
            spans.push(span);
        }
    }
    if !values.is_empty() {
        fields.set(field, Value::List(values), &spans);
    }
}

/// The agreement told before that "the agreement" means: the last of that instrument, or the
/// last of any where the word is as wide as "agreement".
fn same_as(found: &[Told], told: &Told) -> Option<usize> {
    // Nobody means one that was told a hundred agreements ago.
    let from = found.len().saturating_sub(100);
    found
        .iter()
        .skip(from)
        .rposition(|earlier| {
            let same = earlier.instrument == told.instrument
                || told.instrument == Some("agreement");
            same && earlier.status == told.status
        })
        .map(|at| at + from)
}

fn told(context: &Context<'_>, clause: &Clause) -> Option<Told> {
    let lemma = fold(context.lemma(word_of(clause, clause.verb)));
    let told = match &*lemma {
        "agree" => agreed(context, clause),
        "vote" => voted(context, clause),
        _ => by_instrument(context, clause, &lemma),
    }?;
    let plain = matches!(
        told.modality,
        Modality::Asserted | Modality::Planned | Modality::Alleged
    );
    plain.then_some(told)
}

fn word_of(clause: &Clause, token: usize) -> Word {
    Word { sentence: clause.sentence, token }
}

/// "signed a memorandum with", "the treaty was ratified by", "the accord, signed in May".
fn by_instrument(context: &Context<'_>, clause: &Clause, lemma: &str) -> Option<Told> {
    let status = STATUSES.get(lemma).copied()?;
    let noun = if clause.passive { clause.subject } else { clause.object }?;
    let noun = word_of(clause, noun);
    let instrument = instrument(context, noun)?;
    if is_generic(context, noun) || is_purpose(context, clause) {
        return None;
    }
    let actor = if clause.passive { clause.agent } else { clause.subject };
    let actor =
        actor.map(|token| phrase::antecedent(context, clause, word_of(clause, token)));
    // "Rescuers made a deal of noise": somebody who can sign must stand there.
    if !clause.passive && !actor.is_some_and(|actor| phrase::can_speak(context, actor)) {
        return None;
    }
    let (mut modality, polarity) =
        modality::reading_at(context, word_of(clause, clause.verb));
    let mut status = status;
    if is_agreed_to(context, clause) && status != "rejected" {
        (status, modality) = ("agreed_to_reach", Modality::Planned);
    } else if modality == Modality::Planned
        && matches!(status, "signed" | "reached" | "agreed")
    {
        status = "proposed";
    }
    let mut told = Told {
        clause: (clause.sentence, clause.verb),
        evidence: evidence(context, clause, noun),
        more: Vec::new(),
        instrument: Some(instrument),
        status,
        name: Some(named(context, noun)),
        parties: Vec::new(),
        signatories: Vec::new(),
        place: place(context, clause),
        contents: contents(context, noun),
        binding: binding(context, noun),
        modality,
        negative: polarity == crate::finding::Polarity::Negative,
        again: is_definite(context, noun),
        rule: "verb with instrument",
    };
    let mut actors: Vec<Word> = actor.into_iter().collect();
    actors.extend(behind(context, clause, noun));
    // A law has one maker and an agreement two sides.
    share_out(context, &mut told, &actors);
    let made = matches!(instrument, "law" | "resolution");
    (made || !told.parties.is_empty() || !told.signatories.is_empty()).then_some(told)
}

/// The name of an instrument: up to the first comma, place or time.
fn named(context: &Context<'_>, noun: Word) -> Span {
    let span = phrase::name_span(context, noun);
    let words = context.words(span);
    let comma = span.start() + words.find(',').unwrap_or(words.len());
    let times = context.times_within(span).map(|time| time.span.start());
    let places = context
        .mentions_within(noun.sentence, span)
        .filter(|mention| mention.class == ActorClass::Place)
        .map(|mention| mention.span.start());
    let noun_end = context.span(noun).end();
    // The preposition before a place or time goes with it.
    let adjuncts = times.chain(places).filter(|&at| at > noun_end).filter_map(|at| {
        let front = context.words(Span::of(span.start()..at)).trim_end();
        let (kept, preposition) = front.rsplit_once(' ')?;
        matches!(preposition, "in" | "on" | "at" | "last" | "by")
            .then(|| span.start() + kept.len())
    });
    let end = adjuncts.chain([comma]).min().unwrap_or_else(|| span.end());
    Span::of(span.start()..end.max(noun_end))
}

/// "pass laws", "sign treaties": what is done in general.
fn is_generic(context: &Context<'_>, noun: Word) -> bool {
    let plural = context.token(noun).is_some_and(|token| &*token.tag == "NNS");
    let narrow = [
        Relation::Determiner,
        Relation::Number,
        Relation::Possessive,
        Relation::Modifier,
        Relation::AclRelative,
    ];
    plural
        && context
            .tree(noun.sentence)
            .is_some_and(|tree| tree.child(noun.token, &narrow).is_none())
}

/// An infinitive that says what something is for: "met to sign a treaty", "a plan to sign one";
/// a question; what holds at all times.
fn is_purpose(context: &Context<'_>, clause: &Clause) -> bool {
    let infinitive = clause.infinitive && clause.relation != Relation::OpenComplement;
    let always = clause.tense == Tense::Present && !clause.passive;
    infinitive || always || phrase::is_question(context, clause.sentence)
}

/// Whether the clause is what somebody "agreed to" do.
fn is_agreed_to(context: &Context<'_>, clause: &Clause) -> bool {
    clause.relation == Relation::OpenComplement
        && clause.head.is_some_and(|head| context.lemma(word_of(clause, head)) == "agree")
}

/// The sides behind "with" and "between", of the verb or the instrument.
fn behind(context: &Context<'_>, clause: &Clause, noun: Word) -> Vec<Word> {
    let Some(tree) = context.tree(clause.sentence) else { return Vec::new() };
    let tokens = context.sentence(clause.sentence).map_or(&[][..], |found| &found.tokens);
    let obliques =
        clause.obliques.iter().map(|oblique| (oblique.noun, oblique.preposition.clone()));
    let modifiers = tree
        .children_in(noun.token, &[Relation::Modifier])
        .map(|child| (child, crate::clause::preposition(tokens, tree, child)));
    obliques
        .chain(modifiers)
        .filter(|(_, preposition)| matches!(&**preposition, "with" | "between" | "among"))
        .map(|(token, _)| word_of(clause, token))
        .filter(|&word| phrase::can_speak(context, word))
        .chain(behind_in_order(context, clause, noun))
        .collect()
}

/// The side right behind a "with" that follows the instrument, wherever it was hung.
fn behind_in_order(context: &Context<'_>, clause: &Clause, noun: Word) -> Option<Word> {
    let tokens = &context.sentence(clause.sentence)?.tokens;
    let from = noun.token.max(clause.verb) + 1;
    let form = |token: usize| fold(context.form(word_of(clause, token)));
    let stop = (from..tokens.len().min(from + 12)).find(|&token| {
        matches!(&*form(token), "," | ";" | "that" | "which" | "to" | "after" | "as")
    });
    let end = stop.unwrap_or(tokens.len().min(from + 12));
    let with = (from..end).find(|&token| matches!(&*form(token), "with" | "between"))?;
    let start = tokens.get(with + 1)?.span.start();
    let near = tokens.get((with + 4).min(tokens.len() - 1))?.span.start();
    let sides = context.mentions_in(clause.sentence).filter(|mention| {
        mention.span.start() >= start
            && mention.span.start() <= near
            && mention.class != ActorClass::Place
            && mention.resolution != dateline_names::Resolution::Unknown
    });
    let side = sides.max_by_key(|mention| {
        (std::cmp::Reverse(mention.span.start()), mention.span.len())
    })?;
    let last =
        context.sentence(clause.sentence)?.token_at(side.span.end().checked_sub(1)?)?;
    let first = context.sentence(clause.sentence)?.token_at(side.span.start())?;
    // The word of the mention that hangs outside of it is its head.
    let head = (first..=last).find(|&token| {
        tokens
            .get(token)
            .and_then(|found| found.head)
            .is_none_or(|head| head < first || head > last)
    });
    Some(word_of(clause, head.unwrap_or(last)))
}

/// Persons sign, states and bodies are parties; a person's state or body is the party.
fn share_out(context: &Context<'_>, told: &mut Told, actors: &[Word]) {
    for &actor in actors {
        for word in phrase::conjuncts(context, actor) {
            let span = phrase::noun_phrase(context, word);
            for value in flat(phrase::name_of_one(context, word)) {
                let person = actor_of(context, &value)
                    .filter(|actor| actor.class == ActorClass::Person);
                match person {
                    Some(person) => {
                        let of =
                            person.offices.iter().find_map(|office| office.of.clone());
                        let of = of.or_else(|| person.of.clone());
                        let side = of.map(|name| Value::Name(Name { name, actor: None }));
                        told.parties.extend(side.map(|side| (side, span)));
                        if told.status == "signed" {
                            told.signatories.push((value, span));
                        }
                    }
                    None => told.parties.push((value, span)),
                }
            }
        }
    }
}

fn flat(value: Value) -> Vec<Value> {
    match value {
        Value::List(values) => values,
        other => vec![other],
    }
}

fn actor_of<'a>(
    context: &Context<'a>,
    value: &Value,
) -> Option<&'a dateline_names::Actor> {
    match value {
        Value::Name(name) => context.cast.actors.get(name.actor?),
        _ => None,
    }
}

/// The instrument that a noun names, by the longest known name that ends or begins with it.
fn instrument(context: &Context<'_>, noun: Word) -> Option<&'static str> {
    let tree = context.tree(noun.sentence)?;
    let lemma = fold(context.lemma(noun));
    let word = |token: usize| fold(context.lemma(Word { token, ..noun }));
    let front = tree.children_in(noun.token, &[Relation::Adjective, Relation::Compound]);
    let before = front.filter(|&token| token < noun.token);
    let longer = before.map(|token| format!("{} {lemma}", word(token)));
    let behind = tree.children_in(noun.token, &[Relation::Modifier]);
    let longest = behind.map(|token| format!("{lemma} of {}", word(token)));
    let mut names = longest.chain(longer).chain(std::iter::once(lemma.clone()));
    names.find_map(|name| INSTRUMENTS.get(&*name).copied())
}

/// "the agreement", "that deal", "it": spoken of before.
fn is_definite(context: &Context<'_>, noun: Word) -> bool {
    let Some(tree) = context.tree(noun.sentence) else { return false };
    let tokens = context.sentence(noun.sentence).map_or(&[][..], |found| &found.tokens);
    // "the agreement with Varn" may be the one before; "the agreement on fishing" is named.
    let narrow = tree
        .children_in(noun.token, &[Relation::Modifier, Relation::Compound])
        .find(|&child| {
            let preposition = crate::clause::preposition(tokens, tree, child);
            !matches!(&*preposition, "with" | "between" | "in" | "at")
        });
    let the = tree.children_in(noun.token, &[Relation::Determiner]).any(|token| {
        matches!(&*fold(context.form(Word { token, ..noun })), "the" | "this" | "that")
    });
    the && narrow.is_none()
}

/// From who agrees, or the verb, to the end of the instrument and of place and time beside it.
fn evidence(context: &Context<'_>, clause: &Clause, noun: Word) -> Span {
    let mut span = context.span_of(clause.sentence, clause.group.0, clause.group.1);
    span = span.cover(phrase::noun_phrase(context, noun));
    if let Some(subject) = clause.subject {
        span = span.cover(phrase::noun_phrase(context, word_of(clause, subject)));
    }
    let beside = clause.obliques.iter().filter(|oblique| {
        matches!(
            &*oblique.preposition,
            "in" | "at" | "on" | "with" | "between" | "by" | ""
        )
    });
    for oblique in beside {
        span = span.cover(phrase::noun_phrase(context, word_of(clause, oblique.noun)));
    }
    span
}

fn place(context: &Context<'_>, clause: &Clause) -> Option<(Value, Span)> {
    let at = clause
        .obliques
        .iter()
        .filter(|oblique| matches!(&*oblique.preposition, "in" | "at"));
    let noun = at.map(|oblique| word_of(clause, oblique.noun)).find(|&noun| {
        let class = phrase::mention(context, noun).map(|mention| mention.class);
        matches!(class, Some(ActorClass::Place | ActorClass::State))
    })?;
    Some((phrase::name(context, noun), phrase::noun_phrase(context, noun)))
}

/// What the instrument provides: the list behind "which includes", "including", "providing for".
fn contents(context: &Context<'_>, noun: Word) -> Vec<Span> {
    let Some(tree) = context.tree(noun.sentence) else { return Vec::new() };
    let word = |token: usize| Word { token, ..noun };
    let under = tree.under(noun.token, &|_| false);
    let lists = under.iter().copied().filter(|&token| {
        matches!(
            &*fold(context.lemma(word(token))),
            "include" | "provide" | "cover" | "stipulate"
        ) && token > noun.token
    });
    let heads = lists.filter_map(|verb| {
        let object = tree.child(verb, &[Relation::Object]);
        // "including" may stand as a preposition on its noun.
        let above = context.token(word(verb)).and_then(|token| token.head).filter(|_| {
            matches!(tree.relation(verb), Some(Relation::Case | Relation::Mark))
        });
        object.or(above)
    });
    let Some(head) = heads.into_iter().next() else { return Vec::new() };
    let by_order = listed(context, noun, tree.reach(head).0);
    if by_order.len() > 1 {
        return by_order;
    }
    let items = phrase::conjuncts(context, word(head)).into_iter();
    items
        .map(|item| phrase::own_phrase(context, item))
        .filter(|span| !span.is_empty())
        .collect()
}

/// "A, B, and C" from a word to the end of its sentence, cut at the commas; nothing where a
/// verb among them says that the list has ended.
fn listed(context: &Context<'_>, noun: Word, from: usize) -> Vec<Span> {
    let Some(sentence) = context.sentence(noun.sentence) else { return Vec::new() };
    let rest = sentence.tokens.get(from..).unwrap_or_default();
    let finite =
        rest.iter().any(|token| matches!(&*token.tag, "VBD" | "VBZ" | "VBP" | "MD"));
    let Some(start) = rest.first().map(|token| token.span.start()).filter(|_| !finite)
    else {
        return Vec::new();
    };
    let words = context.words(Span::of(start..sentence.span.end()));
    let mut items = Vec::new();
    let mut at = start;
    for item in words.split(',') {
        let front = item.len() - item.trim_start().len();
        let bare = item.trim_start();
        let bare = bare.strip_prefix("and ").unwrap_or(bare);
        let skipped = front + (item.trim_start().len() - bare.len());
        let span = Span::of(at + skipped..at + skipped + bare.len());
        items.push(crate::speech::trim(context, span));
        at += item.len() + 1;
    }
    items.retain(|span| !span.is_empty());
    items
}

/// "a non-binding resolution".
fn binding(context: &Context<'_>, noun: Word) -> Option<(bool, Span)> {
    let span = phrase::noun_phrase(context, noun);
    let words = context.words(span).to_ascii_lowercase();
    let at = words.find("binding")?;
    let front = words.get(..at).unwrap_or_default();
    let not = front.ends_with("non-")
        || front.ends_with("non ")
        || front.ends_with("non")
        || front.ends_with("not ");
    let start = span.start() + at;
    Some((!not, Span::of(start..start + "binding".len())))
}

/// "The two sides agreed to set up a commission", "agreed on a border", "agreed a truce".
fn agreed(context: &Context<'_>, clause: &Clause) -> Option<Told> {
    let subject = phrase::antecedent(context, clause, word_of(clause, clause.subject?));
    let asks = phrase::is_question(context, clause.sentence) || clause.infinitive;
    if asks || clause.passive || clause.negated || !phrase::can_speak(context, subject) {
        return None;
    }
    let (modality, polarity) =
        modality::reading_at(context, word_of(clause, clause.verb));
    let tree = context.tree(clause.sentence)?;
    let object = clause.object.map(|token| word_of(clause, token));
    let what = tree.child(clause.verb, &[Relation::OpenComplement]).or_else(|| {
        tree.children_in(clause.verb, &[Relation::Clause]).find(|&child| {
            child > clause.verb
                && context
                    .clause_at(word_of(clause, child))
                    .is_some_and(|below| below.infinitive)
        })
    });
    let on = clause
        .obliques
        .iter()
        .find(|oblique| matches!(&*oblique.preposition, "on" | "upon" | "to"))
        .map(|oblique| oblique.noun);
    let medium = medium(context, clause);
    let mut told = Told {
        clause: (clause.sentence, clause.verb),
        evidence: Span::default(),
        more: Vec::new(),
        instrument: medium.map(|(_, instrument)| instrument),
        status: "agreed",
        name: None,
        parties: Vec::new(),
        signatories: Vec::new(),
        place: place(context, clause),
        contents: Vec::new(),
        binding: None,
        modality,
        negative: polarity == crate::finding::Polarity::Negative,
        again: false,
        rule: "several agreed",
    };
    let whole = context.span_of(clause.sentence, clause.group.0, clause.group.1);
    let head = if let Some(what) = what {
        let verb = word_of(clause, what);
        // "agreed to reach an understanding" is told by the clause below.
        let below = context.clause_at(verb).filter(|below| below.object.is_some());
        let reached = below.is_some_and(|below| {
            let noun = below.object.map(|token| word_of(below, token));
            STATUSES.contains_key(&*fold(context.lemma(verb)))
                && noun.is_some_and(|noun| instrument(context, noun).is_some())
        });
        if reached {
            return None;
        }
        verb
    } else {
        let noun = object.or(on.map(|token| word_of(clause, token)))?;
        told.instrument = instrument(context, noun).or(told.instrument);
        noun
    };
    let agreed = phrase::behind_preposition(context, head);
    told.contents = vec![agreed];
    told.name = Some(agreed);
    let thing = context.clause_at(head).and_then(|below| below.object);
    let core = thing.map_or(agreed, |thing| {
        context.span(head).cover(phrase::name_span(context, word_of(clause, thing)))
    });
    told.evidence = whole.cover(phrase::noun_phrase(context, subject)).cover(core);
    if let Some((noun, _)) = medium {
        // What is agreed within a statement is told by the statement's words.
        let named = phrase::name_span(context, noun);
        told.name = Some(named);
        told.evidence = whole
            .cover(phrase::noun_phrase(context, subject))
            .cover(phrase::noun_phrase(context, noun));
    }
    let mut actors = vec![subject];
    actors.extend(behind(context, clause, subject));
    share_out(context, &mut told, &actors);
    // One party that agrees to something by itself promises it.
    let together = told.parties.len() > 1 || is_plural_side(context, subject);
    let agreement = together || told.instrument.is_some();
    (agreement && modality != Modality::CalledFor).then_some(told)
}

/// The medium in which several agreed, where it is an instrument: "agreed, in a joint
/// statement, to".
fn medium(context: &Context<'_>, clause: &Clause) -> Option<(Word, &'static str)> {
    let verb = word_of(clause, clause.verb);
    let spoken = context.speeches_of(verb).find_map(|speech| speech.medium);
    let noun = spoken?;
    Some((noun, instrument(context, noun)?))
}

/// "They", "the delegations", "both sides".
fn is_plural_side(context: &Context<'_>, subject: Word) -> bool {
    let plural = context.token(subject).is_some_and(|token| &*token.tag == "NNS");
    let form = fold(context.form(subject));
    plural || matches!(&*form, "they" | "both" | "we")
}

/// "Parliament voted to end the mission", "voted against the treaty".
fn voted(context: &Context<'_>, clause: &Clause) -> Option<Told> {
    let subject = phrase::antecedent(context, clause, word_of(clause, clause.subject?));
    if clause.infinitive || clause.tense == Tense::Present || clause.tense == Tense::None
    {
        return None;
    }
    let tree = context.tree(clause.sentence)?;
    let oblique = |wanted: &[&str]| {
        let mut found = clause.obliques.iter();
        found
            .find(|oblique| wanted.contains(&&*oblique.preposition))
            .map(|oblique| oblique.noun)
    };
    let what = tree.child(clause.verb, &[Relation::OpenComplement]).or_else(|| {
        tree.children_in(clause.verb, &[Relation::Clause]).find(|&child| {
            context
                .clause_at(word_of(clause, child))
                .is_some_and(|below| below.infinitive)
        })
    });
    let against = oblique(&["against"]);
    let head =
        what.or(against).or_else(|| oblique(&["for", "on", "in favour of", "in"]))?;
    let is_body = phrase::mention(context, subject).is_some_and(|mention| {
        matches!(mention.class, ActorClass::Organisation | ActorClass::Group)
    }) || reporting::speaker(&fold(context.lemma(subject))).is_some();
    if !is_body || clause.passive {
        return None;
    }
    let (modality, polarity) =
        modality::reading_at(context, word_of(clause, clause.verb));
    let voted = phrase::behind_preposition(context, word_of(clause, head));
    let mut told = Told {
        clause: (clause.sentence, clause.verb),
        evidence: context
            .span_of(clause.sentence, clause.group.0, clause.group.1)
            .cover(phrase::noun_phrase(context, subject))
            .cover(voted),
        more: Vec::new(),
        instrument: Some("vote"),
        status: if against == Some(head) { "rejected" } else { "agreed" },
        name: None,
        parties: Vec::new(),
        signatories: Vec::new(),
        place: place(context, clause),
        contents: vec![voted],
        binding: None,
        modality,
        negative: polarity == crate::finding::Polarity::Negative,
        again: false,
        rule: "vote",
    };
    share_out(context, &mut told, &[subject]);
    Some(told)
}
