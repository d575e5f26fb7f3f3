//! # What it records
//! Who owes what to whom, of what type the deed is where the codebook knows it, under what
//! condition and by when, who spoke it and in what.
//!
//! # How it is said
//! A verb of promising with what is promised ("pledged to withdraw", "committed to rebuilding",
//! "agreed to pay" of one party, "decided to enhance"); a noun ("our commitment to stand with
//! them"); a future that the one who owes it announces ("announced it would reduce", "said it will
//! continue to train"); what is laid down ("are to be moved by 2 April", "must be cut by 2033",
//! "the target is to reach 4,000 homes"); an undertaking that somebody gave; what a paper provides
//! for and what is announced by a noun ("a reduction to 750 by June").
//!
//! # Example
//! Varn announced it would withdraw its boats by March.
//!
//! # Not this
//! A forecast ("prices will rise"); what somebody else says that one will do, unless it is
//! announced; what several parties agree on (an agreement).
//!
//! # Known misses
//! Promises told in the present tense ("the ministry pays"); quantities spread over several
//! sentences; a promise whose maker stands only in the headline.

mod aside;
mod future;
mod joined;
mod noun;
mod order;
mod owed;
mod promise;

use dateline_language::{Relation, WordClass};
use dateline_names::ActorClass;
use dateline_text::Span;

use crate::clause::{Clause, Tense};
use crate::context::{Context, Word};
use crate::finding::{Finding, Modality};
use crate::kind::agreement::is_instrument;
use crate::kind::figure::is_people;
use crate::modality;
use crate::phrase;
use crate::reporting::{self, Saying};
use crate::value::{Name, Value};
use future::by_future;
use joined::also_owed;
use noun::by_noun;
use owed::{by_deed, can_owe, is_paper, is_pronoun};
use promise::{Promise, cut_before_next, drop_nested, without_to};

pub(crate) use aside::behind_aside;
pub(crate) use promise::{said_around, speech_around};

/// Reads the commitments.
pub(crate) fn find(context: &Context<'_>) -> Vec<Finding> {
    let mut found: Vec<Promise> = Vec::new();
    for clause in &context.clauses {
        found.extend(by_verb(context, clause));
    }
    for (sentence, read) in context.analysis.sentences.iter().enumerate() {
        for (token, read) in read.tokens.iter().enumerate() {
            if read.class == WordClass::Noun {
                found.extend(by_noun(context, Word { sentence, token }));
            }
            if &*read.lemma == "due" {
                found.extend(order::due(context, Word { sentence, token }));
            }
        }
    }
    found.extend(by_future(context));
    found.extend(by_deed(context));
    let also: Vec<Promise> =
        found.iter().flat_map(|promise| also_owed(context, promise)).collect();
    found.extend(also);
    for promise in &mut found {
        promise.keep_within_speech(context);
    }
    drop_nested(&mut found);
    cut_before_next(context, &mut found);
    found.into_iter().filter_map(|promise| promise.into_finding(context)).collect()
}

/// "pledged to withdraw", "committed to rebuilding", "agreed to pay", "decided to enhance".
fn by_verb(context: &Context<'_>, clause: &Clause) -> Option<Promise> {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let lemma = context.folded_lemma(word(clause.verb));
    if !promises(lemma)
        || clause.negated
        || clause.modal.is_some()
        || clause.tense == Tense::Future
    {
        return None;
    }
    let what = promised(context, clause, lemma)?;
    let what_lemma = context.folded_lemma(word(what));
    if is_told_below(context, word(what)) {
        return None;
    }
    // "is committed to", "is obliged to": who is bound owes; "obliges" binds its object.
    let bound = binds(lemma);
    // "had been promised by the minister that": who promises stands behind "by".
    let agent = clause.agent.filter(|_| clause.passive && !bound);
    let subject = agent.or(clause.subject).or_else(|| parted_subject(context, clause));
    let owner = word(subject?);
    let owner = phrase::antecedent(context, clause, owner);
    let binding = bound && !clause.passive;
    let by_paper = is_agreement(context.folded_lemma(owner));
    if clause.passive && !bound && agent.is_none()
        || binding && lemma != "commit" && !by_paper
    {
        return None;
    }
    let (bound, given) = object_of(context, clause, by_paper);
    let owner = bound.unwrap_or(owner);
    let party = phrase::can_speak(context, owner)
        || is_people(context.folded_lemma(owner)) && lemma != "plan";
    if !party || phrase::is_question(context, clause.sentence) {
        return None;
    }
    let single = !is_several(context, owner) && !clause.of_several;
    if !is_owed(context, clause, owner, single, what_lemma) {
        return None;
    }
    let what_span = without_of(context, with_purpose(context, clause, what));
    let what_span = given
        .map_or(what_span, |given| what_span.cover(phrase::noun_phrase(context, given)));
    let what = given.map_or(what, |given| given.token);
    let (committer, committer_span) = committer(context, owner);
    let verb = context.span_of(clause.sentence, clause.group.0, clause.group.1);
    let front = if clause.own_subject { committer_span } else { None };
    let evidence = [Some(verb), front, Some(what_span)].into_iter().flatten();
    let evidence = evidence.reduce(Span::cover)?;
    Some(Promise {
        at: word(clause.verb),
        evidence,
        committer,
        committer_span,
        what: word(what),
        what_span: without_to(context, what_span),
        rule: "verb of promising",
    })
}

/// Whom the object of a verb of promising binds, or what it gives: "The treaty commits Varn to train"
/// binds Varn; "The coalition has committed 4,000 troops to it" and "pledged 40 million crowns to
/// rebuild it" give what is one's own.
fn object_of(
    context: &Context<'_>,
    clause: &Clause,
    by_paper: bool,
) -> (Option<Word>, Option<Word>) {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let Some(object) = clause.object.map(word) else { return (None, None) };
    let has = |relations: &[Relation]| {
        let tree = context.tree(clause.sentence);
        tree.is_some_and(|tree| tree.child(object.token, relations).is_some())
    };
    let lemma = context.folded_lemma(word(clause.verb));
    if clause.passive || !binds(lemma) {
        let pledge = is_pledge(lemma);
        return (None, Some(object).filter(|_| pledge && has(&[Relation::Number])));
    }
    // "committed themselves to a pause"
    if is_reflexive(context.folded_form(object)) {
        return (None, None);
    }
    if by_paper || !has(&[Relation::Number, Relation::Possessive]) {
        (Some(object), None)
    } else {
        (None, Some(object))
    }
}

/// Whether the verb binds this owner to do what hangs on it.
fn is_owed(
    context: &Context<'_>,
    clause: &Clause,
    owner: Word,
    single: bool,
    what: &str,
) -> bool {
    let verb = Word { sentence: clause.sentence, token: clause.verb };
    let lemma = context.folded_lemma(verb);
    // What a person decides or offers is a deed; what a body decides binds it.
    let light = matches!(
        lemma,
        "decide"
            | "resolve"
            | "offer"
            | "aim"
            | "plan"
            | "intend"
            | "require"
            | "threaten"
    );
    // Whoever "they" are; "it" is a body at least.
    let unknown = is_pronoun(context, owner)
        && context.folded_form(owner) != "it"
        && !phrase::is_resolved(context, owner);
    if light && (unknown || single && !can_owe(context, owner))
        || is_paper(context, owner)
    {
        return false;
    }
    // Several who agree make an agreement; one who agrees owes.
    let one_sided = is_owed_by_one(context, owner, what);
    // A threat stands until it is carried out; one that was made once is a speech.
    if lemma == "threaten" && !matches!(clause.tense, Tense::Perfect | Tense::Present) {
        return false;
    }
    // "an institute dedicated to the study of tides" is what it is for.
    if lemma == "dedicate" && clause.relation == Relation::Acl {
        return false;
    }
    if lemma == "agree" && (!single && !one_sided || is_purchase(what)) {
        return false;
    }
    let (held, _) = modality::reading_at(context, verb);
    !matches!(held, Modality::CalledFor | Modality::Conditional | Modality::Discussed)
}

/// Verbs whose subject promises what hangs on them, or is bound to it.
fn promises(lemma: &str) -> bool {
    binds(lemma)
        || matches!(
            lemma,
            "pledge"
                | "promise"
                | "vow"
                | "undertake"
                | "agree"
                | "decide"
                | "resolve"
                | "guarantee"
                | "swear"
                | "offer"
                | "aim"
                | "plan"
                | "intend"
                | "threaten"
        )
}

/// "The front, which won the vote, has vowed": the noun before what stands between two commas.
fn parted_subject(context: &Context<'_>, clause: &Clause) -> Option<usize> {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let comma = |token: &usize| context.form(word(*token)) == ",";
    let behind = clause.group.0.checked_sub(1).filter(comma)?;
    let tensed = matches!(clause.tense, Tense::Past | Tense::Perfect | Tense::Present);
    let before = (0..behind).rev().find(comma).filter(|_| tensed)?;
    let noun = before.checked_sub(1)?;
    let named = context.token(word(noun)).is_some_and(|token| {
        matches!(token.class, WordClass::Noun | WordClass::ProperNoun)
    });
    (named && phrase::can_speak(context, word(noun))).then_some(noun)
}

/// Whether "agreed to" of these tells what they owe, and no agreement between them.
pub(crate) fn is_owed_by_one(context: &Context<'_>, owner: Word, lemma: &str) -> bool {
    is_one_party(context, owner) && is_one_sided(lemma)
}

/// "The auditors agreed to pay": several persons who are one party to what they agree to.
fn is_one_party(context: &Context<'_>, owner: Word) -> bool {
    let sides = matches!(
        context.folded_lemma(owner),
        "side"
            | "party"
            | "country"
            | "state"
            | "nation"
            | "government"
            | "power"
            | "leader"
            | "minister"
            | "president"
            | "delegation"
            | "they"
            | "both"
    );
    !sides && phrase::conjuncts(context, owner).count() == 1
}

/// What one party does for another.
fn is_one_sided(lemma: &str) -> bool {
    matches!(
        lemma,
        "pay"
            | "repay"
            | "compensate"
            | "contribute"
            | "donate"
            | "refund"
            | "reimburse"
            | "vacate"
            | "disarm"
            | "surrender"
            | "provide"
            | "supply"
            | "lend"
            | "testify"
            | "release"
            | "return"
            | "drop"
    )
}

/// Verbs that bind somebody to something: "is committed to", "is obliged to".
fn binds(lemma: &str) -> bool {
    matches!(lemma, "commit" | "oblige" | "bind" | "obligate" | "require" | "dedicate")
}

fn is_pledge(lemma: &str) -> bool {
    matches!(lemma, "pledge" | "promise" | "vow" | "guarantee" | "swear")
}

/// What binds two sides; a law binds everybody.
fn is_agreement(lemma: &str) -> bool {
    is_instrument(lemma)
        && !matches!(
            lemma,
            "bill" | "decree" | "law" | "legislation" | "ordinance" | "statute"
        )
}

fn is_reflexive(form: &str) -> bool {
    form.ends_with("self") || form.ends_with("selves")
}

/// "agreed to commit to", "agreed to reach an understanding", "agreed to meet": told by what is
/// below. "Aims to reach 90 percent" is told here.
fn is_told_below(context: &Context<'_>, what: Word) -> bool {
    let lemma = context.folded_lemma(what);
    let counted = context.clause_at(what).is_some_and(|below| {
        below.object.is_some_and(|object| {
            context
                .tree(what.sentence)
                .is_some_and(|tree| tree.child(object, &[Relation::Number]).is_some())
        })
    });
    // "undertook to guarantee passage": no deed below it is promised.
    let below = context.clause_at(what).and_then(|below| promised(context, below, lemma));
    let promise = reporting::verb(lemma).is_some_and(|cue| cue.saying == Saying::Promise);
    promise && below.is_some()
        || lemma == "reach" && !counted
        || matches!(
            lemma,
            "commit"
                | "sign"
                | "hold"
                | "meet"
                | "establish"
                | "host"
                | "visit"
                | "attend"
                | "debate"
                | "discuss"
                | "question"
                | "appeal"
                | "sue"
                | "challenge"
                | "retire"
                | "resign"
        )
}

/// Who agrees to buy makes an agreement with who sells.
pub(crate) fn is_purchase(lemma: &str) -> bool {
    matches!(lemma, "acquire" | "buy" | "merge" | "purchase" | "sell" | "swap" | "trade")
}

/// "12 million crowns in aid": what follows the thing right behind it belongs to it.
fn with_purpose(context: &Context<'_>, clause: &Clause, what: usize) -> Span {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let span = crate::speech::trimmed_phrase(context, word(what));
    let thing = clause.object == Some(what);
    let behind = clause.obliques.iter().find(|oblique| {
        let near = context.span(word(oblique.noun)).start() < span.end() + 24;
        matches!(&*oblique.preposition, "in" | "for" | "to")
            && oblique.noun > what
            && near
            && !context.is_time(context.span(word(oblique.noun)))
    });
    match behind.filter(|_| thing) {
        Some(oblique) => span.cover(phrase::noun_phrase(context, word(oblique.noun))),
        None => span,
    }
}

/// The head of what a verb of promising promises: "to withdraw", "to rebuilding".
fn promised(context: &Context<'_>, clause: &Clause, lemma: &str) -> Option<usize> {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let tree = context.tree(clause.sentence)?;
    let pledges = is_pledge(lemma);
    // "The port offers forty berths": what is always to be had is no promise.
    let offered =
        lemma == "offer" && matches!(clause.tense, Tense::Past | Tense::Perfect);
    tree.child(clause.verb, &[Relation::OpenComplement])
        .or_else(|| pledged_before(context, clause).filter(|_| pledges))
        .or_else(|| {
            taken_for_noun(context, clause).filter(|_| pledges || lemma == "undertake")
        })
        .or_else(|| {
            let active = !clause.passive || binds(lemma);
            infinitive_behind(context, word(clause.verb)).filter(|_| active)
        })
        .or_else(|| {
            let plain = pledges || matches!(lemma, "agree" | "decide" | "undertake");
            behind_aside(context, word(clause.verb)).filter(|_| plain && !clause.passive)
        })
        .or_else(|| told_whole(context, clause).filter(|_| pledges || offered))
        .or_else(|| quoted_deed(context, clause).filter(|_| pledges))
        .or_else(|| {
            let behind =
                clause.obliques.iter().find(|oblique| oblique.preposition == "to");
            let gerund = || {
                tree.children_in(
                    clause.verb,
                    &[Relation::Clause, Relation::ClausalComplement],
                )
                .find(|&child| is_after_to(context, word(child)))
            };
            // "committed the image to paper" promises nothing.
            let party = clause.object.is_none_or(|object| {
                is_reflexive(context.folded_form(word(object)))
                    || phrase::can_speak(context, word(object))
            });
            let takes_to = matches!(lemma, "commit" | "dedicate") && party;
            gerund()
                .filter(|_| takes_to)
                .or(behind.filter(|_| takes_to).map(|found| found.noun))
        })
}

/// "Of the 60 vehicles that Varn pledged": the vehicles.
fn without_of(context: &Context<'_>, span: Span) -> Span {
    let words = context.words(span);
    let led = ["Of the ", "of the "].into_iter().find(|led| words.starts_with(led));
    Span::of(span.start() + led.map_or(0, str::len)..span.end())
}

/// "the 60 vehicles that Varn pledged": the counted thing that a relative clause tells of.
fn pledged_before(context: &Context<'_>, clause: &Clause) -> Option<usize> {
    let tree = context.tree(clause.sentence)?;
    let relative = clause.head.filter(|_| clause.relation == Relation::AclRelative);
    // "Of the 60 vehicles that Varn pledged, 41 have come"
    let of = || {
        let mut before = clause.obliques.iter();
        let of = before.find(|oblique| oblique.preposition == "of")?;
        (Some(of.noun) < clause.subject).then_some(of.noun)
    };
    let thing = relative.or_else(of)?;
    let active = !clause.passive && clause.own_subject && clause.subject != Some(thing);
    let number = tree.child(thing, &[Relation::Number])?;
    let bare = clause.object.is_none_or(|object| object < clause.verb);
    // Where the number stands elsewhere too, the pledge is told there.
    let number =
        context.words(context.span(Word { sentence: clause.sentence, token: number }));
    let once = context.text.as_str().matches(number).nth(1).is_none();
    (active && once && bare).then_some(thing)
}

/// The verb of the "to" right behind a word, wherever it was hung.
fn infinitive_behind(context: &Context<'_>, from: Word) -> Option<usize> {
    let word = |token: usize| Word { token, ..from };
    let to = context.folded_form(word(from.token + 1)) == "to";
    let verb =
        context.token(word(from.token + 2)).is_some_and(|token| &*token.tag == "VB");
    let heads = context.clause_at(word(from.token + 2)).is_some();
    (to && verb && heads).then_some(from.token + 2)
}

/// "vowed to “hunt down the last of them”": the word behind the opening mark, whatever it was
/// taken for.
fn quoted_deed(context: &Context<'_>, clause: &Clause) -> Option<usize> {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let to = context.folded_form(word(clause.verb + 1)) == "to";
    let marked = matches!(context.form(word(clause.verb + 2)), "\"" | "“" | "'" | "‘");
    let first = clause.verb + 3;
    (to && marked && context.token(word(first)).is_some()).then_some(first)
}

/// "pledged to double spending", "undertook not to discipline anybody": what "to" stands in front
/// of, where its verb was taken for an adjective or a noun.
fn taken_for_noun(context: &Context<'_>, clause: &Clause) -> Option<usize> {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let not = context.folded_form(word(clause.verb + 1)) == "not";
    let to = clause.verb + 1 + usize::from(not);
    let tree = context.tree(clause.sentence)?;
    let below = [Relation::Object, Relation::Oblique, Relation::Clause];
    let found = tree
        .children_in(clause.verb, &below)
        .find(|&token| (clause.verb + 1..=to).contains(&tree.reach(token).0))?;
    let bare = context
        .token(word(to + 1))
        .is_some_and(|token| matches!(&*token.tag, "JJ" | "NN" | "NNP" | "VB"));
    (context.folded_form(word(to)) == "to" && bare).then_some(found)
}

/// What is promised in whole clauses or things: "promised that nobody would leave", "pledged in
/// May to build schools", "promised 12 million crowns in aid".
fn told_whole(context: &Context<'_>, clause: &Clause) -> Option<usize> {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let tree = context.tree(clause.sentence)?;
    let to_come = |&child: &usize| {
        let below = context.clause_at(word(child));
        below.is_some_and(|below| {
            below.infinitive || below.tense == Tense::Future || below.modal.is_some()
        })
    };
    let below = [Relation::ClausalComplement, Relation::Clause];
    let whole =
        tree.children_in(clause.verb, &below).filter(|&child| child > clause.verb);
    let thing = || {
        let joined = clause.relation == Relation::Conjunct;
        let own = clause.own_subject || joined;
        let object = clause.object.filter(|_| !clause.passive && own)?;
        let (first, last) = tree.reach(object);
        let counted = (first..=last).any(|token| {
            context.token(word(token)).is_some_and(|found| &*found.tag == "CD")
        });
        // "promised “a swift answer”"
        let before = first.checked_sub(1).map(|token| context.form(word(token)));
        let mut within = [Some(context.form(word(first))), before].into_iter().flatten();
        let marked = within.any(|form| matches!(form, "\"" | "“"));
        // Who offers 4 percent bargains.
        let share = context.folded_lemma(word(clause.verb)) == "offer"
            && matches!(context.folded_lemma(word(object)), "percent" | "%" | "cent");
        let given = counted || marked || is_gift(context, clause, object);
        (given && !share).then_some(object)
    };
    whole.into_iter().find(to_come).or_else(thing)
}

/// "promised free travel for all", "pledged more support", "offered a team of divers": a thing of
/// several words that somebody is to have.
fn is_gift(context: &Context<'_>, clause: &Clause, object: usize) -> bool {
    let thing = Word { sentence: clause.sentence, token: object };
    let lemma = context.folded_lemma(thing);
    let done = matches!(clause.tense, Tense::Past | Tense::Perfect);
    let common = context.token(thing).is_some_and(|token| token.class == WordClass::Noun);
    let described = context.tree(clause.sentence).is_some_and(|tree| {
        let kinds = [Relation::Adjective, Relation::Modifier, Relation::Compound];
        tree.child(object, &kinds).is_some()
    });
    let mere = matches!(
        lemma,
        "allegiance" | "condolence" | "loyalty" | "apology" | "resignation" | "sympathy"
    );
    let given = matches!(lemma, "aid" | "assistance" | "help" | "support" | "team");
    let offers = context.folded_lemma(Word { token: clause.verb, ..thing }) == "offer";
    done && common && !mere && (given || described && !offers)
}

fn is_after_to(context: &Context<'_>, word: Word) -> bool {
    context.tree(word.sentence).is_some_and(|tree| {
        tree.children_in(word.token, &[Relation::Mark, Relation::Case])
            .any(|token| context.folded_lemma(Word { token, ..word }) == "to")
    })
}

/// Whether a subject is a state, body or force, and no single person.
fn is_body(context: &Context<'_>, owner: Word) -> bool {
    let class = phrase::mention(context, owner).map(|mention| mention.class);
    let named = matches!(
        class,
        Some(ActorClass::Organisation | ActorClass::State | ActorClass::Group)
    );
    let noun = reporting::speaker(context.folded_lemma(owner));
    named || noun == Some(reporting::Speaker::Organisation)
}

/// Whether a subject is several parties: "they", "both sides", "Orlesia and Varn".
fn is_several(context: &Context<'_>, subject: Word) -> bool {
    let plural = context.token(subject).is_some_and(|token| &*token.tag == "NNS");
    let form = context.folded_form(subject);
    matches!(phrase::name(context, subject), Value::List(_))
        || plural
        || matches!(form, "they" | "both")
}

/// Who owes: the actor behind a noun or pronoun; a person's or a force's state where the cast
/// knows it only by that.
fn committer(context: &Context<'_>, owner: Word) -> (Value, Option<Span>) {
    let span = phrase::noun_phrase(context, owner);
    let form = context.folded_form(owner);
    let voice = speech_around(context, context.span(owner));
    let own = matches!(form, "we" | "our" | "i" | "my" | "us");
    let unresolved =
        matches!(phrase::name(context, owner), Value::Name(Name { actor: None, .. }));
    let pronoun = own || (unresolved && matches!(form, "it" | "its" | "they" | "their"));
    let speaker = voice.filter(|_| pronoun).and_then(|number| context.voices.get(number));
    let speaker = speaker.and_then(|voice| voice.speaker.clone());
    // "He said they would rebuild the school": one person is not "they".
    let several = matches!(form, "they" | "their");
    if let Some(value) = speaker.filter(|value| !several || !is_person(context, value)) {
        return (value, Some(span));
    }
    let state = force_of(context, owner).or_else(|| country_of(context, owner, voice));
    let named =
        state.unwrap_or_else(|| phrase::state_of(context, phrase::name(context, owner)));
    (named, Some(span))
}

/// "The minister of Varn said her country would": the state of who speaks.
fn country_of(context: &Context<'_>, owner: Word, voice: Option<usize>) -> Option<Value> {
    let tree = context.tree(owner.sentence)?;
    let own = tree.children_in(owner.token, &[Relation::Possessive]).any(|token| {
        matches!(context.folded_form(Word { token, ..owner }), "his" | "her")
    });
    let country =
        matches!(context.folded_lemma(owner), "country" | "government" | "nation");
    let speaker =
        context.voices.get(voice.filter(|_| own && country)?)?.speaker.as_ref()?;
    let Value::Name(name) = speaker else { return None };
    let person = context.cast.actors.get(name.actor?)?;
    let of = person.offices.iter().find_map(|office| office.of.clone());
    let of = of.or_else(|| person.of.clone())?;
    let known = context.cast.actors.iter().position(|actor| {
        actor.class == ActorClass::State
            && (actor.name == of || actor.aliases.contains(&of))
    });
    Some(phrase::actor_name(context, known?))
}

fn is_person(context: &Context<'_>, value: &Value) -> bool {
    let Value::Name(name) = value else { return false };
    let actor = name.actor.and_then(|actor| context.cast.actors.get(actor));
    actor.is_some_and(|actor| actor.class == ActorClass::Person)
        || matches!(name.name.as_str(), "He" | "he" | "She" | "she" | "I")
}

/// Whose a force is: "Orlesian troops will leave" binds Orlesia.
fn force_of(context: &Context<'_>, owner: Word) -> Option<Value> {
    let lemma = context.folded_lemma(owner);
    let force = matches!(
        lemma,
        "troop"
            | "troops"
            | "force"
            | "forces"
            | "army"
            | "military"
            | "soldier"
            | "navy"
            | "personnel"
            | "government"
            | "authority"
    );
    let tree = context.tree(owner.sentence).filter(|_| force)?;
    let front = [Relation::Compound, Relation::Adjective, Relation::Possessive];
    let states = tree.children_in(owner.token, &front).filter_map(|token| {
        let word = Word { token, ..owner };
        let here = context.span(word);
        let mention =
            context.mentions_in(word.sentence).find(|mention| mention.span == here)?;
        let actor = context.cast.actor_of(mention)?;
        (actor.class == ActorClass::State).then_some(mention)
    });
    states
        .filter_map(|mention| match mention.resolution {
            dateline_names::Resolution::One(actor) => {
                Some(phrase::actor_name(context, actor))
            }
            _ => None,
        })
        .next()
}
