//! # What it records
//! What happened: the codebook's type with its PLOVER root, who did it, to whom, who took part,
//! where and when, and whether it is so or only planned.
//!
//! # How it is said
//! A verb in the active or passive ("troops withdrew", "the base was hit by rockets"), a noun
//! ("the killing of the mayor", "the minister's visit to Varn"), or a noun with a verb that only
//! carries it ("held talks", "came under attack"). The codebook holds the words.
//!
//! # Example
//! Orlesian jets bombed a depot near Port Hale on Monday.
//!
//! # Not this
//! What somebody demands, debates or would do under a condition; what an agreement promises; a
//! bare noun that nobody does and no day holds ("attacks are a risk").
//!
//! # Known misses
//! Events told by a metaphor or by a verb that the codebook does not have; actors named two
//! sentences before.

use dateline_names::{ActorClass, Form, Resolution};
use dateline_text::{Span, fold};
use dateline_time::{Basis, Grain, TimexClass, When};

use crate::clause::Tense;
use crate::codebook::{Role, TriggerClass};
use crate::context::{Context, Word};
use crate::dating::{self, Side};
use crate::field::{Field, Fields};
use crate::finding::{Finding, Kind, Modality, Polarity};
use crate::modality::{modality_of, polarity_of};
use crate::phrase;
use crate::trigger::{self, Fired};
use crate::value::Value;

/// Reads the findings of this kind.
pub(crate) fn find(context: &Context<'_>) -> Vec<Finding> {
    (0..context.analysis.sentences.len())
        .flat_map(|sentence| in_sentence(context, sentence))
        .collect()
}

fn in_sentence(context: &Context<'_>, sentence: usize) -> Vec<Finding> {
    let fired = trigger::fired(context, sentence);
    let mut found: Vec<Finding> = Vec::new();
    for (number, event) in fired.iter().enumerate() {
        if is_told_elsewhere(event) || is_swallowed(context, number, &fired) {
            continue;
        }
        let Some(finding) = finding(context, event) else { continue };
        let again = found.iter().any(|other| {
            other.evidence.overlaps(finding.evidence)
                && other.fields.get(Field::EventType)
                    == finding.fields.get(Field::EventType)
        });
        if !again {
            found.push(finding);
        }
    }
    found
}

/// Speech acts are statements, agreements or commitments; the codebook marks them.
fn is_told_elsewhere(event: &Fired<'_>) -> bool {
    event.line.event_type.starts_with('~')
}

/// Whether an event is only what another one is about: the withdrawal that is announced.
pub(crate) fn is_swallowed(
    context: &Context<'_>,
    number: usize,
    fired: &[Fired<'_>],
) -> bool {
    let Some(event) = fired.get(number) else { return false };
    fired.iter().enumerate().any(|(other, outer)| {
        if other != number && is_object_of(event, outer) {
            return true;
        }
        let speaks = outer.line.event_type.starts_with(['~'])
            || outer.line.event_type.starts_with("announce");
        if other == number || !speaks {
            return false;
        }
        below_content(context, event.word, outer)
    })
}

/// "imposed sanctions": the verb tells it already.
fn is_object_of(event: &Fired<'_>, outer: &Fired<'_>) -> bool {
    event.class == TriggerClass::Noun
        && outer.class == TriggerClass::Verb
        && event.line.root == outer.line.root
        && outer
            .slots
            .get("O")
            .any(|object| object == event.word.token || Some(object) == event.slots.outer)
}

fn below_content(context: &Context<'_>, word: Word, outer: &Fired<'_>) -> bool {
    let Some(sentence) = context.sentence(word.sentence) else { return false };
    let about = outer.role(Role::About);
    let content = outer.slots.content().into_iter().chain(about);
    let mut content =
        content.chain((outer.class == TriggerClass::Noun).then_some(outer.word.token));
    content.any(|token| token != word.token && sentence.is_under(word.token, token))
        || outer.slots.content() == Some(word.token)
}

fn finding(context: &Context<'_>, event: &Fired<'_>) -> Option<Finding> {
    let (modality, polarity) = holds(context, event);
    let unreal = matches!(
        modality,
        Modality::CalledFor | Modality::Discussed | Modality::Conditional
    );
    if unreal || is_aim(context, event, modality) || is_introduction(context, event) {
        return None;
    }
    let mut fields = Fields::new();
    fields.set(Field::EventType, Value::word(&event.line.event_type), &[]);
    if let Some(root) = &event.line.root {
        fields.set(Field::Plover, Value::List(vec![Value::word(root)]), &[]);
    }
    let mode = event.line.mode.as_deref().map(Value::word);
    fields.set_some(Field::PloverMode, mode, &[]);
    set_roles(context, event, &mut fields);
    let dated = set_date(context, event, &mut fields);
    if !is_grounded(event, &fields, dated, modality) {
        return None;
    }
    set_present(context, event, &mut fields);
    let mut finding =
        Finding::new(Kind::Event, evidence(context, event), &event.rule(), fields);
    finding.modality = modality;
    finding.polarity = polarity;
    finding.confidence = match event.class {
        TriggerClass::Verb if !event.line.needs.is_empty() => 750,
        TriggerClass::Verb => 650,
        TriggerClass::Noun => 600,
    };
    Some(finding)
}

/// Whether it is so, by the verb itself or the verb that a noun hangs on.
pub(crate) fn holds(context: &Context<'_>, event: &Fired<'_>) -> (Modality, Polarity) {
    let verb = event.verb.map(|token| Word { token, ..event.word });
    let Some(clause) = verb.and_then(|verb| context.clause_at(verb)) else {
        return (noun_modality(context, event.word), Polarity::Positive);
    };
    if event.class == TriggerClass::Verb || event.slots.supported {
        return (modality_of(context, clause), polarity_of(context, clause));
    }
    (noun_modality(context, event.word), Polarity::Positive)
}

/// How a noun holds, by the adjectives before it and the words it hangs on.
fn noun_modality(context: &Context<'_>, noun: Word) -> Modality {
    let before =
        context.tree(noun.sentence).map_or(&[][..], |tree| tree.children(noun.token));
    for &child in before {
        match fold(context.form(Word { token: child, ..noun })).as_str() {
            "planned" | "upcoming" | "future" | "next" | "scheduled" | "forthcoming"
            | "proposed" | "imminent" => return Modality::Planned,
            "possible" | "potential" | "any" | "further" | "hypothetical" => {
                return Modality::Conditional;
            }
            "alleged" | "suspected" | "reported" => return Modality::Alleged,
            _ => {}
        }
    }
    let mut at = noun.token;
    for _ in 0..3 {
        let Some(head) =
            context.token(Word { token: at, ..noun }).and_then(|token| token.head)
        else {
            break;
        };
        at = head;
        match fold(context.lemma(Word { token: at, ..noun })).as_str() {
            "demand" | "urge" | "call" | "request" | "appeal" | "seek" | "want"
            | "advocate" | "need" => return Modality::CalledFor,
            "discuss" | "consider" | "debate" | "mull" | "fear" | "risk" | "threat"
            | "prevent" | "avoid" | "possibility" | "oppose" | "reject" | "threaten"
            | "idea" => return Modality::Discussed,
            "plan" | "schedule" | "prepare" | "expect" => return Modality::Planned,
            _ => {}
        }
    }
    Modality::Asserted
}

fn set_roles(context: &Context<'_>, event: &Fired<'_>, fields: &mut Fields) {
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
    let about = event.role(Role::About).into_iter().next();
    if let Some(token) = about {
        let span = phrase::noun_phrase(context, Word { token, ..event.word });
        fields.set(Field::About, Value::words(&one_line(context.words(span))), &[span]);
    }
    set_place(context, event, fields);
    if fields.get(Field::Place).is_none() {
        set_place_within(context, event, fields);
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
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
        let word = speaker_instead(context, event, Word { token, ..event.word });
        let idle = is_empty_pronoun(context, word) || trigger::is_time(context, word);
        if idle || role != Role::Recipient && !can_act(context, word) {
            continue;
        }
        let found = match phrase::name(context, word) {
            Value::List(list) => list,
            one => vec![one],
        };
        for name in flat(found).into_iter().map(|name| shortened(context, word, name)) {
            if !names.contains(&name) && !name.to_line().is_empty() {
                names.push(name);
            }
        }
        spans.push(phrase::noun_phrase(context, word));
    }
    (names, spans)
}

/// "Varn said it had left": the pronoun stands for who speaks, where nothing else is known.
fn speaker_instead(context: &Context<'_>, event: &Fired<'_>, word: Word) -> Word {
    let verb = event.verb.map(|token| Word { token, ..event.word });
    let Some(clause) = verb.and_then(|verb| context.clause_at(verb)) else { return word };
    let said = clause.relation == dateline_language::Relation::ClausalComplement;
    if !said || clause.subject != Some(word.token) || !is_empty_pronoun(context, word) {
        return word;
    }
    let above =
        clause.head.and_then(|head| context.clause_at(Word { token: head, ..word }));
    let speaker = above.and_then(|above| above.subject);
    speaker.map_or(word, |token| Word { token, ..word })
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

/// Whether a word can do something: a name, a body, people, a force, a pronoun for one.
fn can_act(context: &Context<'_>, word: Word) -> bool {
    let Some(token) = context.token(word) else { return false };
    phrase::mention(context, word).is_some()
        || token.class == dateline_language::WordClass::ProperNoun
        || token.entity.is_some()
        || crate::kind::figure::is_people(&fold(&token.lemma))
        || phrase::can_speak(context, word)
        || matches!(
            fold(&token.lemma).as_str(),
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

/// A bare infinitive or a gerund behind a preposition tells an aim: "an effort to retake".
fn is_aim(context: &Context<'_>, event: &Fired<'_>, modality: Modality) -> bool {
    use dateline_language::Relation;
    if event.class == TriggerClass::Noun && !event.slots.supported {
        return false;
    }
    let verb = event.verb.map(|token| Word { token, ..event.word });
    let Some(clause) = verb.and_then(|verb| context.clause_at(verb)) else {
        return false;
    };
    if clause.own_subject {
        return false;
    }
    let verb = Word { sentence: clause.sentence, token: clause.verb };
    let marked = context
        .tree(verb.sentence)
        .and_then(|tree| tree.child(verb.token, &[Relation::Mark, Relation::Case]));
    let aim = marked.is_some_and(|mark| {
        matches!(
            fold(context.form(Word { token: mark, ..verb })).as_str(),
            "by" | "of"
                | "for"
                | "in"
                | "without"
                | "from"
                | "against"
                | "on"
                | "about"
                | "into"
        )
    });
    let continued = clause.head.is_some_and(|head| {
        matches!(
            fold(context.lemma(Word { token: head, ..verb })).as_str(),
            "continue" | "begin" | "start" | "manage" | "keep" | "resume" | "help"
        )
    });
    let free = clause.relation != Relation::OpenComplement;
    let unsure = clause.infinitive && (free || modality != Modality::Asserted);
    !continued && (aim || unsure)
}

/// "signed a treaty" brings a new agreement in, which is recorded as one; "signed the treaty"
/// tells what was done with a known one.
fn is_introduction(context: &Context<'_>, event: &Fired<'_>) -> bool {
    if event.line.event_type != "sign_agreement" || event.class == TriggerClass::Noun {
        return false;
    }
    event.slots.get("O").any(|object| {
        context.tree(event.word.sentence).is_some_and(|tree| {
            tree.children(object).iter().any(|&child| {
                let form = fold(context.form(Word { token: child, ..event.word }));
                child < object && matches!(form.as_str(), "a" | "an")
            })
        })
    })
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
fn is_empty_pronoun(context: &Context<'_>, word: Word) -> bool {
    let pronoun = context.token(word).is_some_and(|token| {
        matches!(
            token.class,
            dateline_language::WordClass::Pronoun
                | dateline_language::WordClass::Determiner
        )
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

const WHERE: [&str; 11] = [
    "in",
    "at",
    "near",
    "inside",
    "across",
    "outside",
    "around",
    "off",
    "within",
    "throughout",
    "along",
];

fn set_place(context: &Context<'_>, event: &Fired<'_>, fields: &mut Fields) {
    let said = WHERE.iter().flat_map(|preposition| event.slots.get(preposition));
    let mut tokens: Vec<usize> =
        event.role(Role::Place).into_iter().chain(said).collect();
    tokens.sort_unstable();
    tokens.dedup();
    let any = tokens.iter().any(|&token| is_place(context, Word { token, ..event.word }));
    if !any && event.class == TriggerClass::Verb {
        tokens = places_below(context, event);
    }
    let mut places = Vec::new();
    let mut spans = Vec::new();
    for token in tokens {
        let noun = Word { token, ..event.word };
        for word in phrase::conjuncts(context, noun) {
            if is_place(context, word) {
                let span = place_span(context, word);
                places.push(Value::words(&one_line(context.words(span))));
                spans.push(span);
            }
        }
    }
    let value = match places.len() {
        0 => None,
        1 => places.into_iter().next(),
        _ => Some(Value::List(places)),
    };
    fields.set_some(Field::Place, value, &spans);
}

/// The named place nearest behind the trigger within its own words: "signed the agreement with
/// the minister in Port Hale".
fn set_place_within(context: &Context<'_>, event: &Fired<'_>, fields: &mut Fields) {
    use dateline_language::Relation;
    let span = evidence(context, event);
    let Some(tree) = context.tree(event.word.sentence) else { return };
    let Some(sentence) = context.sentence(event.word.sentence) else { return };
    let fits = |&token: &usize| {
        let word = Word { token, ..event.word };
        let case = tree.child(token, &[Relation::Case]);
        let inside = case.is_some_and(|case| {
            let form = fold(context.form(Word { token: case, ..event.word }));
            WHERE.contains(&form.as_str())
        });
        inside
            && span.contains(context.span(word))
            && trigger::is_name(context, word)
            && is_place(context, word)
    };
    let Some(token) = (event.word.token..sentence.tokens.len()).find(fits) else {
        return;
    };
    let noun = Word { token, ..event.word };
    let words = phrase::conjuncts(context, noun).into_iter();
    let spans: Vec<Span> = words
        .filter(|&word| trigger::is_name(context, word) && is_place(context, word))
        .map(|word| place_span(context, word))
        .collect();
    let places: Vec<Value> =
        spans.iter().map(|&span| Value::words(&one_line(context.words(span)))).collect();
    let value = match places.len() {
        1 => places.into_iter().next(),
        _ => Some(Value::List(places)),
    };
    fields.set_some(Field::Place, value, &spans);
}

/// Places that hang on the arguments of a verb: "met the minister in Port Hale".
fn places_below(context: &Context<'_>, event: &Fired<'_>) -> Vec<usize> {
    use dateline_language::Relation;
    let Some(tree) = context.tree(event.word.sentence) else { return Vec::new() };
    let inside = |token: &usize| {
        let case = tree.child(*token, &[Relation::Case]);
        case.is_some_and(|case| {
            let form = fold(context.form(Word { token: case, ..event.word }));
            WHERE.contains(&form.as_str())
        }) && is_place(context, Word { token: *token, ..event.word })
    };
    let mut found = Vec::new();
    for slot in ["O", "with", "to", "on", "against"] {
        for argument in event.slots.get(slot) {
            found.extend(tree.children(argument).iter().copied().filter(inside));
        }
    }
    found
}

fn place_span(context: &Context<'_>, word: Word) -> Span {
    phrase::mention(context, word)
        .map_or_else(|| phrase::noun_phrase(context, word), |mention| mention.span)
}

/// Whether a word names or is a place.
pub(crate) fn is_place(context: &Context<'_>, word: Word) -> bool {
    use dateline_language::EntityClass;
    let Some(token) = context.token(word) else { return false };
    if trigger::is_time(context, word) {
        return false;
    }
    let entity = token.entity.is_some_and(|(class, _)| {
        matches!(class, EntityClass::State | EntityClass::Place | EntityClass::Facility)
    });
    let mention = phrase::mention(context, word).is_some_and(|mention| {
        matches!(mention.class, ActorClass::Place | ActorClass::State)
    });
    let common = matches!(
        fold(&token.lemma).as_str(),
        "city"
            | "town"
            | "province"
            | "village"
            | "district"
            | "area"
            | "base"
            | "airport"
            | "region"
            | "country"
            | "capital"
            | "border"
            | "territory"
            | "square"
            | "port"
            | "street"
            | "hotel"
            | "hospital"
            | "school"
            | "prison"
            | "mosque"
            | "church"
            | "market"
            | "embassy"
            | "sea"
            | "coast"
            | "island"
            | "valley"
            | "state"
            | "suburb"
    );
    entity || mention || common
}

/// Sets when it happened, or the day before or after which; says whether anything dates it.
fn set_date(context: &Context<'_>, event: &Fired<'_>, fields: &mut Fields) -> bool {
    let word =
        Word { token: event.slots.outer.unwrap_or(event.word.token), ..event.word };
    let time =
        dating::dated_by(context, event.word).or_else(|| dating::dated_by(context, word));
    let Some(time) = time else { return false };
    let field = match dating::side(context, time) {
        Side::On => Field::Date,
        Side::After => Field::DateAfter,
        Side::Before => Field::DateBefore,
    };
    fields.set(field, Value::When(time.value.1.clone()), &[time.span]);
    true
}

/// An event in the present tense of a dated report holds in the month of that report.
fn set_present(context: &Context<'_>, event: &Fired<'_>, fields: &mut Fields) {
    let dated = [Field::Date, Field::DateAfter, Field::DateBefore]
        .iter()
        .any(|&field| fields.get(field).is_some());
    let verb = event.verb.map(|token| Word { token, ..event.word });
    let clause = verb.and_then(|verb| context.clause_at(verb));
    // "continues to train" is as present as "trains".
    let above = clause
        .filter(|clause| clause.relation == dateline_language::Relation::OpenComplement)
        .and_then(|clause| clause.head)
        .and_then(|head| context.clause_at(Word { token: head, ..event.word }));
    let present = above.or(clause).is_some_and(|clause| clause.tense == Tense::Present);
    if dated || !present || event.class == TriggerClass::Noun && !event.slots.supported {
        return;
    }
    let Some(day) = context.credits.published.as_ref().map(|moment| moment.date) else {
        return;
    };
    let when = When {
        earliest: Some(day.first_of_month()),
        latest: Some(day.last_of_month()),
        grain: Grain::Month,
        modifier: None,
        class: TimexClass::Date,
        timex: format!("{:04}-{:02}", day.year(), day.month()),
        candidates: Vec::new(),
        basis: Basis::Present,
    };
    fields.set(Field::Date, Value::When(when), &[]);
}

/// A noun is an event only where somebody does it, something dates it or a verb carries it.
fn is_grounded(
    event: &Fired<'_>,
    fields: &Fields,
    dated: bool,
    modality: Modality,
) -> bool {
    let has = |field: Field| fields.get(field).is_some();
    let anybody = has(Field::Actor) || has(Field::Recipient) || has(Field::Parties);
    match event.class {
        TriggerClass::Verb => anybody || has(Field::About) || dated,
        TriggerClass::Noun => {
            let both = has(Field::Actor) && has(Field::Recipient);
            let meets = event.line.root.as_deref() == Some("CONSULT");
            let specific = !event.line.needs.is_empty() || modality == Modality::Planned;
            let asked = has(Field::About) && specific;
            event.slots.supported
                || both
                || dated
                || asked
                || has(Field::Place) && (anybody || meets)
        }
    }
}

/// The clause of a verb, or of the verb that carries a noun; else the noun with what is its own.
fn evidence(context: &Context<'_>, event: &Fired<'_>) -> Span {
    let outer =
        Word { token: event.slots.outer.unwrap_or(event.word.token), ..event.word };
    match (event.class, event.verb) {
        (TriggerClass::Verb, _) => clause_span(context, event.word),
        (TriggerClass::Noun, Some(token)) if event.slots.supported => {
            let verb = Word { token, ..event.word };
            let clause = clause_span(context, verb);
            let noun = noun_span(context, outer);
            let told = verb.token < outer.token || clause.len() <= 120;
            if told && clause.contains(noun) { clause } else { noun }
        }
        (TriggerClass::Noun, _) => noun_span(context, outer),
    }
}

/// The words of a noun without the clause that goes on behind a comma.
fn noun_span(context: &Context<'_>, noun: Word) -> Span {
    let span = phrase::noun_phrase(context, noun);
    let words = context.words(span);
    let head = context.span(noun).end().saturating_sub(span.start());
    let rest = words.get(head..).unwrap_or_default();
    let stops =
        [", when", ", which", ", who", ", where", ", after", ", following", ", as"];
    let cut = stops.iter().filter_map(|stop| rest.find(stop)).min();
    cut.map_or(span, |at| Span::of(span.start()..span.start() + head + at))
}

/// The words of a clause without the clauses that only stand beside it.
pub(crate) fn clause_span(context: &Context<'_>, verb: Word) -> Span {
    use dateline_language::Relation;
    let Some(tree) = context.tree(verb.sentence) else { return context.span(verb) };
    let is_comma = |token: usize| {
        token
            .checked_sub(1)
            .is_some_and(|before| context.form(Word { token: before, ..verb }) == ",")
    };
    let leave = |token: usize| match tree.relation(token) {
        Some(Relation::Parataxis | Relation::Mark | Relation::Coordinator) => true,
        Some(Relation::Punctuation | Relation::Discourse) => true,
        Some(Relation::Conjunct) => context.clause_at(Word { token, ..verb }).is_some(),
        Some(Relation::Clause | Relation::AclRelative | Relation::Acl) => {
            is_comma(tree.reach(token).0)
        }
        _ => false,
    };
    let tokens = tree.under(verb.token, &leave);
    let first = tokens.first().copied().unwrap_or(verb.token);
    let last = tokens.last().copied().unwrap_or(verb.token);
    context.span_of(verb.sentence, first, last)
}
