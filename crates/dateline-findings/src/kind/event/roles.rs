//! The words that tell it.

use dateline_language::{Relation, WordClass};
use dateline_names::{ActorClass, Form, Resolution};
use dateline_text::{Span, one_line};

use super::place::{is_place, set_place, set_place_within};
use crate::clause::Tense;
use crate::codebook::Role;
use crate::context::{Context, Word};
use crate::field::{Field, Fields};
use crate::meant;
use crate::phrase;
use crate::trigger::{self, Fired};
use crate::value::{Name, Value};

pub(super) fn set_roles(context: &Context<'_>, event: &Fired<'_>, fields: &mut Fields) {
    let roles = [
        (Role::Actor, Field::Actor),
        (Role::Recipient, Field::Recipient),
        (Role::Parties, Field::Parties),
        (Role::Means, Field::Means),
    ];
    for (role, field) in roles {
        let (names, spans) = names(context, event, role);
        let value = match names.len() {
            0 => None,
            1 if role == Role::Actor => names.into_iter().next(),
            _ => Some(Value::List(names)),
        };
        fields.set_some(field, value, &spans);
    }
    let undergone = undergone_by(context, event);
    if let Some((doer, _)) = undergone {
        let span = phrase::noun_phrase(context, doer);
        fields.set(Field::Actor, phrase::name(context, doer), &[span]);
    }
    let thing = undergone.map(|(_, thing)| thing);
    let about = thing.or_else(|| event.role(Role::About).into_iter().next());
    if let Some(token) = about {
        let span = phrase::noun_phrase(context, Word { token, ..event.word });
        let span = without_relative(context, event, token, span);
        let span = before_verb(context, event, token, span);
        fields.set(Field::About, Value::words(&one_line(context.words(span))), &[span]);
    }
    set_place(context, event, fields);
    if fields.get(Field::Place).is_none() {
        set_place_within(context, event, fields);
    }
}

/// "The town reopened its school", of a verb that mostly tells what befalls its subject: where
/// somebody does it to a thing, who does it and the thing.
fn undergone_by(context: &Context<'_>, event: &Fired<'_>) -> Option<(Word, usize)> {
    let mut core =
        event.line.frame.iter().filter(|(slot, _)| matches!(slot.as_str(), "S" | "O"));
    let first = core.next().map(|(slot, role)| (slot.as_str(), *role));
    let befalls = first == Some(("S", Role::About)) && core.next().is_none();
    let asked = event.line.needs.iter().any(|need| need.asks("O"));
    let clause = context.clause_at(event.word).filter(|clause| !clause.passive)?;
    let subject = event.slots.get("S").next()?;
    let subject = Word { token: subject, ..event.word };
    // "the town", "the hospital"
    let doer = can_act(context, subject) || is_place(context, subject);
    // "laws that take effect": a word of the trigger is nothing that it is done to.
    let own = |object: &usize| {
        let object = Word { token: *object, ..event.word };
        event.trigger.split(' ').any(|word| word == context.folded_form(object))
    };
    let thing = clause.object.filter(|object| befalls && !asked && doer && !own(object));
    thing.map(|thing| (subject, thing))
}

/// "the board, which the towns founded in May": the clause that tells it is no part of its noun.
fn without_relative(
    context: &Context<'_>,
    event: &Fired<'_>,
    noun: usize,
    span: Span,
) -> Span {
    let own = context.clause_at(event.word).is_some_and(|clause| {
        clause.relation == Relation::AclRelative && clause.head == Some(noun)
    });
    // Where it was hung elsewhere, what follows it was hung on the noun.
    let hung = context.token(event.word).is_some_and(|token| token.head == Some(noun));
    let own = own && !hung;
    let words = context.words(span);
    let opens = [" that ", " which ", ", which "];
    let cut = opens.iter().filter_map(|open| words.find(open)).min();
    cut.filter(|_| own).map_or(span, |at| Span::of(span.start()..span.start() + at))
}

/// "Convoys of refugees resumed on Monday": a past that was taken for a participle is no part of its
/// subject.
fn before_verb(
    context: &Context<'_>,
    event: &Fired<'_>,
    noun: usize,
    span: Span,
) -> Span {
    let past = context.clause_at(event.word).is_some_and(|clause| {
        clause.tense == Tense::Past && clause.subject == Some(noun)
    });
    let verb = context.span(event.word).start();
    if !past || !span.holds(verb) || event.word.token <= noun {
        return span;
    }
    context.text.trim(Span::of(span.start()..verb))
}

/// The names that play a role, with their words; a pronoun that names nobody is left out.
pub(crate) fn names(
    context: &Context<'_>,
    event: &Fired<'_>,
    role: Role,
) -> (Vec<Value>, Vec<Span>) {
    let mut names = Vec::new();
    let mut spans = Vec::new();
    for token in event.role(role) {
        let word = Word { token, ..event.word };
        let word = meant::several(context, word)
            .unwrap_or_else(|| speaker_instead(context, event, word));
        let idle = is_empty_pronoun(context, word) || trigger::is_time(context, word);
        let acts = matches!(role, Role::Recipient | Role::Means)
            || can_act(context, word)
            || is_journey(event) && moves(context, word);
        if idle || !acts {
            continue;
        }
        let found = match phrase::name(context, word) {
            Value::List(list) => list,
            one => vec![one],
        };
        let named = flat(found).into_iter().map(|name| without_time(context, word, name));
        let named = named.map(|name| without_phrase(context, event, word, name));
        let named = named.map(|name| without_place(context, word, name));
        let named = named.map(|name| shortened(context, word, name));
        let named = named.map(|name| without_goal(event, name));
        for name in named.map(without_of) {
            if !names.contains(&name) && !is_empty_name(&name.to_line()) {
                names.push(name);
            }
        }
        spans.push(phrase::noun_phrase(context, word));
    }
    (names, spans)
}

/// "Varn said it had left", "Varn has been under pressure since May, when it killed the mayor":
/// the pronoun stands for the subject of the clause above, where nothing else is known.
fn speaker_instead(context: &Context<'_>, event: &Fired<'_>, word: Word) -> Word {
    let verb = event.verb.map(|token| Word { token, ..event.word });
    let Some(clause) = verb.and_then(|verb| context.clause_at(verb)) else { return word };
    if clause.subject != Some(word.token) || !is_empty_pronoun(context, word) {
        return word;
    }
    let said = clause.relation == Relation::ClausalComplement;
    let mut above = clause.head.map(|token| Word { token, ..word });
    // Beside a time, the clause hangs on the time, which hangs on the verb above.
    for _ in 0..4 {
        let Some(here) = above else { return word };
        if let Some(main) = context.clause_at(here) {
            let subject = main.subject.map(|token| Word { token, ..word });
            let speaker =
                subject.filter(|&subject| said || agrees(context, word, subject));
            return speaker.unwrap_or(word);
        }
        above = context
            .token(here)
            .and_then(|token| token.head)
            .map(|token| Word { token, ..here });
    }
    word
}

/// Whether a pronoun can stand for a named state or body ("it") or for several ("they").
fn agrees(context: &Context<'_>, pronoun: Word, subject: Word) -> bool {
    let class = phrase::mention(context, subject).map(|mention| mention.class);
    let body = matches!(class, Some(ActorClass::State | ActorClass::Organisation));
    let several = context.token(subject).is_some_and(|token| &*token.tag == "NNS");
    match context.folded_form(pronoun) {
        "it" => body,
        "they" => several || class == Some(ActorClass::Group),
        _ => false,
    }
}

/// "former mayor of Brenn on Friday": a time that was hung on a noun is no part of its name.
fn without_time(context: &Context<'_>, word: Word, name: Value) -> Value {
    let Value::Name(found) = &name else { return name };
    let whole = phrase::noun_phrase(context, word);
    let Some(time) = context.times_within(whole).next().filter(|_| found.actor.is_none())
    else {
        return name;
    };
    let words = one_line(context.words(time.span));
    match found.name.split_once(words.as_str()) {
        Some((front, _)) if front.contains(' ') => {
            let front = front.trim_end();
            let kept =
                ["on", "in", "at", "since", "during", "last", "by"].iter().find_map(
                    |word| front.strip_suffix(word).filter(|rest| rest.ends_with(' ')),
                );
            kept.map_or_else(|| name.clone(), |kept| Value::words(kept.trim_end()))
        }
        _ => name,
    }
}

/// "nine villagers near Marrow": where it happened is no part of whom it happened to.
fn without_place(context: &Context<'_>, word: Word, name: Value) -> Value {
    let Value::Name(found) = &name else { return name };
    let Some(tree) = context.tree(word.sentence) else { return name };
    let place = tree.children_in(word.token, &[Relation::Modifier]).find(|&child| {
        let inside = tree.child(child, &[Relation::Case]).is_some_and(|case| {
            let form = context.folded_form(Word { token: case, ..word });
            matches!(form, "in" | "near" | "at" | "outside" | "inside" | "across")
        });
        inside && is_place(context, Word { token: child, ..word })
    });
    let Some(place) = place.filter(|_| found.actor.is_none()) else { return name };
    let first = tree.child(place, &[Relation::Case]).unwrap_or(place);
    let words = one_line(context.words(context.span_of(word.sentence, first, place)));
    match found.name.split_once(words.as_str()) {
        Some((front, _)) if !front.trim().is_empty() => Value::words(front.trim_end()),
        _ => name,
    }
}

/// A name that runs on for a clause is cut to its noun with the words right before it.
fn shortened(context: &Context<'_>, word: Word, name: Value) -> Value {
    let long = matches!(&name, Value::Name(found) if found.actor.is_none()
        && found.name.split_whitespace().count() > 9);
    if !long {
        return name;
    }
    let first = context
        .tree(word.sentence)
        .and_then(|tree| tree.children(word.token).first().copied())
        .filter(|&first| first < word.token && word.token - first <= 5)
        .unwrap_or(word.token);
    let words =
        one_line(context.words(context.span_of(word.sentence, first, word.token)));
    Value::words(words.trim_start_matches("the "))
}

/// "the visit of the Varnese minister to Port Hale": where a journey goes is no part of who
/// makes it.
fn without_goal(event: &Fired<'_>, name: Value) -> Value {
    let travels =
        event.line.frame.iter().any(|(slot, role)| slot == "to" && *role == Role::Place);
    match &name {
        Value::Name(found) if travels && found.actor.is_none() => {
            match found.name.split_once(" to ") {
                Some((who, _)) => Value::words(who),
                None => name,
            }
        }
        _ => name,
    }
}

/// "retook the town of Osk from the rebels", "sentenced the mayor to six years": what the verb asks
/// for behind its object is no part of that.
fn without_phrase(
    context: &Context<'_>,
    event: &Fired<'_>,
    word: Word,
    name: Value,
) -> Value {
    let Value::Name(found) = &name else { return name };
    let Some(tree) = context.tree(word.sentence) else { return name };
    let object = event.slots.get("O").any(|object| object == word.token);
    let asked = |case: &str| {
        event.line.frame.iter().any(|(slot, _)| slot == case)
            || event.line.needs.iter().any(|need| need.asks(case))
    };
    let behind = tree.children_in(word.token, &[Relation::Modifier]).find_map(|child| {
        let case = tree.child(child, &[Relation::Case])?;
        let form = context.folded_form(Word { token: case, ..word });
        (matches!(form, "from" | "to") && asked(form)).then_some(form)
    });
    // A stretch of time may hang elsewhere.
    let here = |token: usize| Word { token, ..word };
    let term = context.folded_form(here(word.token + 1)) == "to"
        && context
            .token(here(word.token + 2))
            .is_some_and(|token| token.class == WordClass::Number);
    let behind = behind.or_else(|| Some("to").filter(|_| term));
    let Some(case) = behind.filter(|_| object) else { return name };
    match found.name.split_once(&format!(" {case} ")) {
        Some((front, _)) => Value::Name(Name { name: front.to_owned(), ..found.clone() }),
        None => name,
    }
}

/// "of about 30 members", "and 30,000", "on al-Tarn air base": the first word is no part of those who
/// are told of.
fn without_of(name: Value) -> Value {
    match &name {
        Value::Name(found) if found.actor.is_none() => {
            let mut links = ["of ", "and ", "on "].iter();
            match links.find_map(|link| found.name.strip_prefix(link)) {
                Some(rest) => Value::words(rest),
                None => name,
            }
        }
        _ => name,
    }
}

/// Whether it tells that somebody goes somewhere.
fn is_journey(event: &Fired<'_>) -> bool {
    matches!(event.line.event_type.as_str(), "arrive" | "depart" | "return" | "travel")
}

/// Whether a word is a vehicle or several on their way, which do nothing but move.
pub(crate) fn moves(context: &Context<'_>, word: Word) -> bool {
    is_vehicle(trigger::lemma(context, word)) || is_number_of_vehicles(context, word)
}

/// "Two of the trawlers"
fn is_number_of_vehicles(context: &Context<'_>, word: Word) -> bool {
    let number =
        context.token(word).is_some_and(|token| token.class == WordClass::Number);
    let tree = context.tree(word.sentence).filter(|_| number);
    let of = tree.and_then(|tree| tree.child(word.token, &[Relation::Modifier]));
    of.is_some_and(|token| is_vehicle(trigger::lemma(context, Word { token, ..word })))
}

fn is_vehicle(lemma: &str) -> bool {
    matches!(
        lemma,
        "boat"
            | "bus"
            | "caravan"
            | "coach"
            | "column"
            | "convoy"
            | "ferry"
            | "fleet"
            | "flight"
            | "flotilla"
            | "lorry"
            | "plane"
            | "train"
            | "trawler"
            | "truck"
            | "vessel"
    )
}

/// Whether a word can do something: a name, a body, people, a force, a pronoun for one; "hundreds"
/// can where those can of whom they are.
pub(crate) fn can_act(context: &Context<'_>, word: Word) -> bool {
    let amount = matches!(
        context.folded_lemma(word),
        "hundred"
            | "thousand"
            | "dozen"
            | "score"
            | "number"
            | "majority"
            | "member"
            | "couple"
    );
    let of = context
        .tree(word.sentence)
        .and_then(|tree| tree.child(word.token, &[Relation::Modifier]))
        .filter(|&of| amount && of > word.token);
    if let Some(of) = of {
        let whom = context.token(Word { token: of, ..word });
        let simple = whom.is_some_and(|whom| whom.relation == Relation::Modifier);
        return simple && is_doer(context, Word { token: of, ..word });
    }
    is_doer(context, word)
}

fn is_doer(context: &Context<'_>, word: Word) -> bool {
    let Some(token) = context.token(word) else { return false };
    phrase::mention(context, word).is_some()
        || token.class == WordClass::ProperNoun
        || token.entity.is_some()
        || crate::kind::figure::is_people(trigger::lemma(context, word))
        || phrase::can_speak(context, word)
        || matches!(
            context.folded_lemma(word),
            "force"
                | "troop"
                | "army"
                | "navy"
                | "jet"
                | "warplane"
                | "aircraft"
                | "helicopter"
                | "tank"
                | "ship"
                | "group"
                | "militia"
                | "cell"
                | "gang"
                | "unit"
                | "brigade"
                | "authority"
                | "company"
                | "firm"
                | "bank"
                | "side"
                | "party"
                | "country"
                | "nation"
                | "delegation"
                | "union"
                | "team"
                | "crowd"
                | "mob"
                | "network"
                | "military"
                | "coalition"
                | "remnant"
                | "faction"
                | "police"
                | "court"
                | "parliament"
                | "missile"
                | "rocket"
                | "drone"
                | "airstrike"
                | "regime"
        )
}

fn flat(values: Vec<Value>) -> Vec<Value> {
    let mut found = Vec::new();
    for value in values {
        match value {
            Value::List(list) => found.extend(list),
            one => found.push(one),
        }
    }
    found
}

/// "it", "they" and the like where nobody knows whom they name.
/// "that left 600 dead": a pronoun that no word was found for.
fn is_empty_name(line: &str) -> bool {
    matches!(line, "" | "that" | "which" | "who")
}

fn is_empty_pronoun(context: &Context<'_>, word: Word) -> bool {
    let pronoun = context.token(word).is_some_and(|token| {
        matches!(token.class, WordClass::Pronoun | WordClass::Determiner)
    });
    pronoun
        && !phrase::mention(context, word).is_some_and(|mention| {
            mention.form == Form::Pronoun
                && matches!(
                    &mention.resolution,
                    Resolution::One(_) | Resolution::Several(_)
                )
        })
}
