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

mod lost;
mod several;
mod terms;
mod told;

use std::sync::LazyLock;

use dateline_language::{Relation, WordClass};
use dateline_names::ActorClass;
use dateline_text::{Lookup, Span};

use crate::clause::{Clause, Tense};
use crate::context::{Context, Word};
use crate::dating;
use crate::finding::{Finding, Modality};
use crate::kind::event::clause_span;
use crate::modality;
use crate::phrase;
use crate::reporting;
use crate::trigger::inflection;
use lost::{named_before, particle_status, thing_before, thing_behind};
use several::{agreed, agreed_that, voted};
use terms::{binding, contents};
use told::{Told, behind, share_out, sides_named};

static INSTRUMENTS: LazyLock<Lookup<&'static str>> = LazyLock::new(|| {
    reporting::pairs(include_str!("../../data/instruments.tsv")).collect()
});

static STATUSES: LazyLock<Lookup<&'static str>> =
    LazyLock::new(|| reporting::pairs(include_str!("../../data/statuses.tsv")).collect());

/// Whether a word, in the singular, is what an agreement or a law is called.
pub(crate) fn is_instrument(lemma: &str) -> bool {
    INSTRUMENTS.has(lemma)
}

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
    take_sides(context, &mut found);
    found.into_iter().map(|told| told.into_finding(context)).collect()
}

/// Gives an agreement of no known sides those that the sentence behind it names.
fn take_sides(context: &Context<'_>, found: &mut [Told]) {
    for told in found.iter_mut().filter(|told| told.parties.len() < 2) {
        let behind = told.clause.0 + 1;
        let Some((first, span)) = sides_named(context, behind) else { continue };
        share_out(context, told, &[first]);
        told.more.push(span);
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
            let planned = told.status == "in_force" && told.modality == Modality::Planned;
            same && (earlier.status == told.status || planned)
        })
        .map(|at| at + from)
}

fn told(context: &Context<'_>, clause: &Clause) -> Option<Told> {
    let lemma = context.folded_lemma(word_of(clause, clause.verb));
    let told = match lemma {
        "agree" => agreed_that(context, clause)
            .or_else(|| agreed(context, clause))
            .or_else(|| by_instrument(context, clause, lemma)),
        "vote" => voted(context, clause),
        "settle" => settled(context, clause),
        "have" => had(context, clause),
        _ if own_status(context, clause, lemma).is_some() => {
            comes(context, clause, lemma)
        }
        _ => by_instrument(context, clause, lemma),
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

/// "signed a memorandum with", "the treaty was ratified by", "the accord, signed in May",
/// "withdrew from the pact".
fn by_instrument(context: &Context<'_>, clause: &Clause, lemma: &str) -> Option<Told> {
    let (status, noun) = particle_status(context, clause, lemma).or_else(|| {
        let form = context.folded_form(word_of(clause, clause.verb));
        let known = |lemma: &str| STATUSES.get(lemma).copied();
        let status = known(lemma).or_else(|| inflection::of_verb(form, known))?;
        told_thing(context, clause, status)
    })?;
    let passive = clause.passive || reduced(context, clause).is_some();
    let instrument = instrument(context, noun)?;
    if is_generic(context, noun) || is_purpose(context, clause) {
        return None;
    }
    let mut actors = makers(context, clause, passive);
    // "Rescuers made a deal of noise": somebody who can sign must stand there.
    let subject = clause.subject.map(|token| word_of(clause, token));
    if !passive
        && !actors.iter().copied().chain(subject).any(|actor| {
            let actor = phrase::antecedent(context, clause, actor);
            phrase::can_speak(context, actor)
        })
    {
        return None;
    }
    let mut told = Told::of(context, clause, "verb with instrument");
    let passed = matches!(lemma, "approve" | "pass" | "adopt" | "endorse")
        && !matches!(instrument, "law" | "resolution" | "contract")
        && actors.iter().any(|&actor| is_house(context, actor));
    let status = if passed { "ratified" } else { status };
    (told.status, told.modality) = how_far(context, clause, status)?;
    told.evidence = evidence(context, clause, noun);
    told.instrument = Some(instrument);
    told.name = Some(named(context, noun));
    told.contents = contents(context, noun);
    told.binding = binding(context, noun);
    told.again = is_definite(context, noun);
    // "an accord between the partners, signed by Varn and the Guild": those who are named.
    let named = |word: &Word| phrase::names_an_actor(context, *word);
    let known = passive && actors.iter().any(named);
    actors.extend(
        behind(context, clause, noun).into_iter().filter(|word| !known || named(word)),
    );
    // A law has one maker and an agreement two sides.
    share_out(context, &mut told, &actors);
    let made = matches!(instrument, "law" | "resolution");
    // "will extend the law": it was agreed long before; "printed the resolution, which was
    // proposed by Quill": it is told already.
    let aside = clause.relation == Relation::AclRelative && status == "proposed";
    if made && (matches!(lemma, "extend" | "renew") || aside) {
        return None;
    }
    // "The treaty signed in Calder on Friday", "the pact was suspended in May" name no side.
    let day = dating::dated_by(context, word_of(clause, clause.verb)).is_some();
    let participle = clause.relation == Relation::Acl && clause.passive;
    let done = participle || told.modality != Modality::Planned;
    let placed = passive && done && (told.place.is_some() || day);
    if placed && (participle || reduced(context, clause).is_some()) {
        // What hangs on the noun is its signing, and nothing that it provides.
        told.contents.clear();
    }
    if placed && let Some((status, verb)) = own_end(context, clause) {
        told.status = status;
        told.evidence = told.evidence.cover(clause_span(context, verb));
    }
    let sides = told.parties.len() + told.signatories.len();
    // "announced a contract", "declared a truce": one side announces what it has by itself.
    let whole = !passive && (instrument == "ceasefire" || sides > 1);
    if matches!(lemma, "announce" | "declare" | "offer") && !whole {
        return None;
    }
    let to_do = !passive && !told.contents.is_empty();
    (made || placed || to_do || sides > 0).then_some(told)
}

/// Whether somebody is a parliament, by the last word of its name: an agreement that it approves
/// is ratified.
fn is_house(context: &Context<'_>, actor: Word) -> bool {
    matches!(
        context.folded_lemma(actor),
        "assembly"
            | "chamber"
            | "congress"
            | "house"
            | "lawmaker"
            | "legislator"
            | "legislature"
            | "parliament"
            | "senate"
            | "senator"
    )
}

/// What a verb is told of, with the status that it says.
fn told_thing(
    context: &Context<'_>,
    clause: &Clause,
    status: &'static str,
) -> Option<(&'static str, Word)> {
    let told = if clause.passive { clause.subject } else { clause.object };
    let told = reduced(context, clause).or(told).map(|token| word_of(clause, token));
    let told = told
        .map(|noun| phrase::antecedent(context, clause, noun))
        .filter(|&noun| instrument(context, noun).is_some())
        .or_else(|| thing_behind(context, clause))
        .or_else(|| thing_before(context, clause))
        .or_else(|| thing_above(context, clause));
    Some((status, told?))
}

/// "A pact on fishing was signed", where "fishing" was taken for a verb and the pact for what the
/// signing is said of.
fn thing_above(context: &Context<'_>, clause: &Clause) -> Option<Word> {
    let told = clause.passive && clause.group.0 < clause.verb;
    let head = clause.head.filter(|_| told && clause.relation == Relation::Acl)?;
    let noun = word_of(clause, head);
    (head < clause.group.0 && instrument(context, noun).is_some()).then_some(noun)
}

/// Who signs, reaches or ends it.
fn makers(context: &Context<'_>, clause: &Clause, passive: bool) -> Vec<Word> {
    // "brokered by an envoy": who stands between the sides is none.
    let between = matches!(
        context.folded_lemma(word_of(clause, clause.verb)),
        "broker" | "facilitate" | "mediate"
    );
    if between {
        return Vec::new();
    }
    let actor = if passive { clause.agent } else { clause.subject };
    let actor =
        actor.map(|token| phrase::antecedent(context, clause, word_of(clause, token)));
    match actor {
        // "Mediators clinched a deal"
        Some(actor)
            if matches!(
                context.folded_lemma(actor),
                "arbitrator" | "broker" | "facilitator" | "go-between" | "mediator"
            ) =>
        {
            Vec::new()
        }
        Some(actor) => vec![actor],
        None if passive || clause.infinitive => Vec::new(),
        None => named_before(context, clause),
    }
}

/// The status and modality of what a verb says was done: signed, to be signed, refused.
fn how_far(
    context: &Context<'_>,
    clause: &Clause,
    status: &'static str,
) -> Option<(&'static str, Modality)> {
    let (modality, _) = modality::reading_at(context, word_of(clause, clause.verb));
    let above = clause.head.filter(|_| clause.relation == Relation::OpenComplement);
    let above = above.map(|head| context.folded_lemma(word_of(clause, head)));
    let made = matches!(status, "signed" | "reached" | "agreed" | "ratified");
    // "parliament must still ratify the deal": an event to come, and no step yet.
    if clause.modal.is_some() && modality == Modality::Planned && status == "ratified" {
        return None;
    }
    match above {
        Some("refuse" | "decline") => made.then_some(("rejected", modality)),
        Some("fail" | "struggle") => None,
        // "agreed to extend the truce": to agree on it is to do it.
        Some("agree") if status == "agreed" => {
            let agreed = clause.head.map(|head| word_of(clause, head));
            let modality =
                agreed.map_or(modality, |verb| modality::reading_at(context, verb).0);
            Some((status, modality))
        }
        Some("agree") if status != "rejected" => {
            Some(("agreed_to_reach", Modality::Planned))
        }
        _ if modality == Modality::Planned && made && status != "ratified" => {
            Some(("proposed", modality))
        }
        _ => Some((status, modality)),
    }
}

/// "under an accord concluded with the state", "a truce deal brokered last year": the instrument
/// with its article right before a participle, whatever it was hung on.
fn reduced(context: &Context<'_>, clause: &Clause) -> Option<usize> {
    let noun = clause.verb.checked_sub(1)?;
    let form = |token: usize| context.folded_form(word_of(clause, token));
    let bare =
        clause.group.0 == clause.verb && clause.object.is_none() && !clause.infinitive;
    let article = |token: usize| matches!(form(token), "a" | "an" | "the" | "this");
    let first = (noun.saturating_sub(4)..noun).rev().find(|&token| article(token))?;
    let one_phrase = (first + 1..noun).all(|token| {
        context.token(word_of(clause, token)).is_some_and(|found| {
            matches!(&*found.tag, "JJ" | "NN" | "NNP" | "NNS" | "CD" | "POS" | "HYPH")
        })
    });
    let next = form(clause.verb + 1);
    let goes_on = matches!(
        next,
        "with"
            | "between"
            | "by"
            | "in"
            | "on"
            | "at"
            | "last"
            | "this"
            | "after"
            | "earlier"
    );
    let participle = matches!(
        form(clause.verb),
        "reached"
            | "concluded"
            | "signed"
            | "struck"
            | "brokered"
            | "sealed"
            | "agreed"
            | "negotiated"
    );
    let known = || instrument(context, word_of(clause, noun)).is_some();
    (bare && one_phrase && goes_on && participle && known()).then_some(noun)
}

/// How far an instrument has come that does something by itself: "entered into force",
/// "expired", "collapsed".
fn own_status(
    context: &Context<'_>,
    clause: &Clause,
    lemma: &str,
) -> Option<&'static str> {
    let word = |token: usize| context.folded_lemma(word_of(clause, token));
    let object = clause.object.map(word).unwrap_or_default();
    let into =
        |wanted: &str| clause.obliques.iter().any(|oblique| word(oblique.noun) == wanted);
    let next = context.token(word_of(clause, clause.verb + 1));
    // "The truce ended fighting", whatever the fighting was hung on.
    let done_to = next.is_some_and(|next| {
        matches!(
            next.class,
            WordClass::Noun
                | WordClass::ProperNoun
                | WordClass::Determiner
                | WordClass::Number
                | WordClass::Adjective
        ) || &*next.tag == "VBG"
    });
    let alone = clause.object.is_none() && !clause.passive && !done_to;
    match lemma {
        "enter" | "come" | "go" if into("force") || into("effect") => Some("in_force"),
        "take" if matches!(object, "effect" | "hold") => Some("in_force"),
        "begin" | "start" | "hold" if alone => Some("in_force"),
        "expire" | "lapse" | "collapse" | "unravel" | "end" | "fail" if alone => {
            Some("ended")
        }
        "break" | "fall"
            if alone && has_particle(context, clause, &["down", "apart"]) =>
        {
            Some("ended")
        }
        _ => None,
    }
}

/// "An earlier truce, concluded in July, collapsed after 19 days" read as "concluded and
/// collapsed": how far it has come since.
fn own_end(context: &Context<'_>, clause: &Clause) -> Option<(&'static str, Word)> {
    let tree = context.tree(clause.sentence)?;
    let mut joined = tree.children_in(clause.verb, &[Relation::Conjunct]);
    joined.find_map(|token| {
        let verb = word_of(clause, token);
        let later = context.clause_at(verb).filter(|later| !later.own_subject)?;
        let status = own_status(context, later, context.folded_lemma(verb))?;
        Some((status, verb))
    })
}

fn has_particle(context: &Context<'_>, clause: &Clause, particles: &[&str]) -> bool {
    let next = word_of(clause, clause.verb + 1);
    particles.contains(&context.folded_form(next))
}

/// "The truce took effect at dawn", "The 2019 treaty between Orlesia and Varn expired".
fn comes(context: &Context<'_>, clause: &Clause, lemma: &str) -> Option<Told> {
    let noun = word_of(clause, clause.subject.filter(|_| clause.own_subject)?);
    let noun = phrase::antecedent(context, clause, noun);
    let instrument = instrument(context, noun)?;
    let law = matches!(instrument, "law" | "resolution" | "vote");
    let truce = instrument == "ceasefire"
        || !matches!(lemma, "begin" | "start" | "hold" | "fail");
    if law || !truce || is_generic(context, noun) || clause.negated {
        return None;
    }
    let mut told = Told::of(context, clause, "instrument by itself");
    if told.modality == Modality::Planned {
        // "will take effect on Sunday" is told with the agreeing itself where that is told.
        told.again = true;
    }
    told.evidence = evidence(context, clause, noun);
    told.instrument = Some(instrument);
    told.status = own_status(context, clause, lemma)?;
    // "The lease expires in December".
    if told.status == "ended" && clause.tense == Tense::Present {
        told.modality = Modality::Planned;
    }
    told.name = Some(named(context, noun));
    told.binding = binding(context, noun);
    told.again |= is_definite(context, noun);
    let actors = behind(context, clause, noun);
    share_out(context, &mut told, &actors);
    Some(told)
}

/// "settled its dispute with Norrail", "settled the lawsuit".
fn settled(context: &Context<'_>, clause: &Clause) -> Option<Told> {
    let noun = word_of(clause, clause.object.filter(|_| !clause.passive)?);
    let settles = matches!(
        context.folded_lemma(noun),
        "dispute"
            | "lawsuit"
            | "suit"
            | "case"
            | "claim"
            | "row"
            | "litigation"
            | "conflict"
            | "quarrel"
            | "feud"
    );
    let subject = phrase::antecedent(context, clause, word_of(clause, clause.subject?));
    if !settles || clause.negated || is_purpose(context, clause) {
        return None;
    }
    let mut told = Told::of(context, clause, "settled a dispute");
    told.evidence = evidence(context, clause, noun);
    told.instrument = Some("agreement");
    told.status = "reached";
    told.name = Some(named(context, noun));
    let mut actors = vec![subject];
    actors.extend(behind(context, clause, noun));
    share_out(context, &mut told, &actors);
    (!told.parties.is_empty()).then_some(told)
}

/// "The union and the port have a tentative deal".
fn had(context: &Context<'_>, clause: &Clause) -> Option<Told> {
    let noun = word_of(clause, clause.object?);
    let subject = phrase::antecedent(context, clause, word_of(clause, clause.subject?));
    let instrument = instrument(context, noun).filter(|&instrument| {
        matches!(instrument, "agreement" | "ceasefire" | "contract" | "treaty")
    })?;
    let open = clause.negated
        || clause.infinitive
        || clause.modal.is_some()
        || is_generic(context, noun)
        || phrase::is_question(context, clause.sentence);
    if open || !phrase::can_speak(context, subject) {
        return None;
    }
    let mut told = Told::of(context, clause, "have an instrument");
    told.evidence = evidence(context, clause, noun);
    told.instrument = Some(instrument);
    told.name = Some(named(context, noun));
    told.binding = binding(context, noun);
    let mut actors = vec![subject];
    actors.extend(behind(context, clause, noun));
    share_out(context, &mut told, &actors);
    (told.parties.len() > 1).then_some(told)
}

/// The name of an instrument: up to the first comma, place or time.
fn named(context: &Context<'_>, noun: Word) -> Span {
    let span = phrase::name_span(context, noun);
    let words = context.words(span);
    let comma = span.start() + words.find(',').unwrap_or(words.len());
    let times = context.times_within(span).map(|time| time.span.start());
    let places = context
        .mentions_within(noun.sentence, span)
        .map(|mention| (mention.class == ActorClass::Place, mention.span.start()));
    let noun_end = context.span(noun).end();
    // The preposition before a place or time goes with it.
    let times = times.map(|at| (true, at));
    let adjuncts =
        times.chain(places).filter(|&(_, at)| at > noun_end).filter_map(|(place, at)| {
            let front = context.words(Span::of(span.start()..at)).trim_end();
            let front = front.strip_suffix(" the").unwrap_or(front);
            let (kept, preposition) = front.rsplit_once(' ')?;
            let side = matches!(preposition, "with" | "between");
            let adjunct =
                place && matches!(preposition, "in" | "on" | "at" | "last" | "by");
            (side || adjunct).then(|| span.start() + kept.len())
        });
    // "the bill by 30 votes to 11"
    let count = words.match_indices(" by ").map(|(at, _)| span.start() + at);
    let count = count.filter(|&at| {
        context
            .words(Span::of(at + 4..span.end()))
            .starts_with(|letter: char| letter.is_ascii_digit())
    });
    // "the bill into law"
    let into = words.find(" into ").map(|at| span.start() + at);
    let end = adjuncts
        .chain([comma])
        .chain(count)
        .chain(into)
        .min()
        .unwrap_or_else(|| span.end());
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
    // "Both put their names to it": a past that is written as its present.
    let told = matches!(
        context.folded_lemma(word_of(clause, clause.verb)),
        "cut" | "put" | "quit" | "set"
    );
    let always = clause.tense == Tense::Present && !clause.passive && !told;
    infinitive || always || phrase::is_question(context, clause.sentence)
}

/// The instrument that a noun names, by the longest known name that ends or begins with it.
fn instrument(context: &Context<'_>, noun: Word) -> Option<&'static str> {
    let tree = context.tree(noun.sentence)?;
    let lemma = context.folded_lemma(noun);
    let word = |token: usize| context.folded_lemma(Word { token, ..noun });
    let front = tree.children_in(noun.token, &[Relation::Adjective, Relation::Compound]);
    let before = front.filter(|&token| token < noun.token);
    let longer = before.map(|token| format!("{} {lemma}", word(token)));
    let behind = tree.children_in(noun.token, &[Relation::Modifier]);
    let longest = behind.map(|token| format!("{lemma} of {}", word(token)));
    let mut names = longest.chain(longer).chain(std::iter::once(lemma.to_owned()));
    names.find_map(|name| INSTRUMENTS.get(&name).copied())
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
        matches!(context.folded_form(Word { token, ..noun }), "the" | "this" | "that")
    });
    the && narrow.is_none()
}

/// From who agrees, or the verb, to the end of the instrument and of place and time beside it.
fn evidence(context: &Context<'_>, clause: &Clause, noun: Word) -> Span {
    let mut span = context.span_of(clause.sentence, clause.group.0, clause.group.1);
    span = span.cover(phrase::noun_phrase(context, noun));
    // Behind "under an accord reached" the subject is that of another clause.
    let own = reduced(context, clause).is_none();
    if let Some(subject) = clause.subject.filter(|_| own) {
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
