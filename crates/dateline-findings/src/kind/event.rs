//! # What it records
//! What happened: the codebook's type with its PLOVER root, who did it, to whom, who took part,
//! where and when, and whether it is so or only planned.
//!
//! # How it is said
//! A verb in the active or passive ("troops withdrew", "the base was hit by rockets"), a noun
//! ("the killing of the mayor", "the minister's visit to Varn"), or a noun with a verb that only
//! carries it ("held talks", "came under attack"). The codebook holds the words. A verb that it does
//! not hold tells a "deed" where it is past, somebody who can act does it, and an object, place or
//! day stands with it, or where it is to come on a day; `data/idle.tsv` lists the verbs that never do.
//!
//! # Example
//! Orlesian jets bombed a depot near Port Hale on Monday.
//!
//! # Not this
//! What somebody demands, debates or would do under a condition; what an agreement promises; a
//! bare noun that nobody does and no day holds ("attacks are a risk"); how things stand ("troops
//! are stationed there"); a verb of backing or refusing where somebody is quoted with it.
//!
//! # Known misses
//! Events told by a metaphor, by a light verb ("gave way to") or without a verb; actors named two
//! sentences before; past tenses that the tagger took for participles ("the tremor struck at noon,
//! the office said").

mod claim;
mod day;
mod modality;
mod place;
mod possible;
mod roles;
mod swallowed;
mod words;

use std::collections::BTreeSet;

use dateline_language::{Relation as Arc, WordClass};
use dateline_text::one_line;

use crate::clause::Tense;
use crate::codebook::{Role, TriggerClass};
use crate::context::{Context, Word};
use crate::dating;
use crate::field::{Field, Fields};
use crate::finding::{Finding, Kind, Modality, Polarity};
use crate::kind::agreement::is_instrument;
use crate::modality::{is_awaited, is_outstanding};
use crate::trigger::{self, Fired};
use crate::value::Value;
use claim::{is_imputed, is_of_nothing, is_unclaimed};
use day::{is_to_come, set_date, set_present};
use modality::is_aim;
use possible::{is_considered, is_possible};
use roles::set_roles;
use words::evidence;

pub(crate) use modality::holds;

use place::set_place_taken;
pub(crate) use place::{is_place, place_span};

pub(crate) use roles::{can_act, moves, names};

pub(crate) use swallowed::is_swallowed;

pub(crate) use words::clause_span;

/// Reads the findings of this kind.
pub(crate) fn find(context: &Context<'_>) -> Vec<Finding> {
    let mut told = BTreeSet::new();
    (0..context.analysis.sentences.len())
        .flat_map(|sentence| in_sentence(context, sentence, &mut told))
        .collect()
}

/// The events of a sentence; `told` holds the types that were told before it.
fn in_sentence(
    context: &Context<'_>,
    sentence: usize,
    told: &mut BTreeSet<String>,
) -> Vec<Finding> {
    let fired = trigger::fired(context, sentence);
    let mut found: Vec<Finding> = Vec::new();
    // Whether each stands in a clause of its own beside its noun.
    let mut beside: Vec<bool> = Vec::new();
    for (number, event) in fired.iter().enumerate() {
        // "the attack" may mean any assault that was told before it.
        let wide = event.line.event_type == "attack" && told.contains("ASSAULT");
        let before = told.contains(&event.line.event_type) || wide;
        let again = before && is_told_again(context, event);
        let elsewhere = is_told_elsewhere(event) && !is_act(context, event)
            || is_swallowed(context, number, &fired)
            || is_only_named(context, event);
        let part = is_means(context, number, &fired)
            || is_harm_of(context, event, &fired)
            || is_habit_of(context, number, &fired)
            || is_manner_of(context, number, &fired);
        if again || elsewhere || part {
            continue;
        }
        let Some(mut finding) = finding(context, event) else { continue };
        set_means(context, number, &fired, &mut finding);
        set_casualties(context, event, &fired, &mut finding);
        // "The president, who cut short a trip, toured the zone": two visits.
        let relative = context
            .clause_of(event.word)
            .is_some_and(|clause| clause.relation == Arc::AclRelative);
        let again = found.iter().zip(&beside).any(|(other, &aside)| {
            aside == relative
                && other.evidence.overlaps(finding.evidence)
                && other.fields.get(Field::EventType)
                    == finding.fields.get(Field::EventType)
        });
        if !again {
            found.push(finding);
            beside.push(relative);
        }
    }
    told.extend(fired.iter().map(|event| event.line.event_type.clone()));
    told.extend(fired.iter().filter_map(|event| event.line.root.clone()));
    found
}

/// "During the meeting": nothing but the article is said of one that was told before.
fn is_told_again(context: &Context<'_>, event: &Fired<'_>) -> bool {
    let Some(tree) = context.tree(event.word.sentence) else { return false };
    let form = |token: usize| context.folded_form(Word { token, ..event.word });
    let children = tree.children(event.word.token);
    let the = children.iter().any(|&child| matches!(form(child), "the" | "this"));
    let bare = children.iter().all(|&child| {
        matches!(
            tree.relation(child),
            Some(Arc::Determiner | Arc::Case | Arc::Punctuation | Arc::Apposition)
        )
    });
    event.class == TriggerClass::Noun && !event.slots.supported && the && bare
}

/// "lost its majority in Sunday's election": the election is that of the result.
fn is_race(event: &Fired<'_>, deed: &Fired<'_>) -> bool {
    event.line.event_type == "election" && deed.line.event_type == "vote_result"
}

/// "ambush patrols, kidnap and kill": what goes on of one sort is one activity.
fn is_habit_of(context: &Context<'_>, number: usize, fired: &[Fired<'_>]) -> bool {
    let Some(event) = fired.get(number) else { return false };
    let present = |event: &Fired<'_>| {
        event.class == TriggerClass::Verb
            && context
                .clause_at(event.word)
                .is_some_and(|clause| clause.tense == Tense::Present && !clause.passive)
    };
    let joined =
        context.token(event.word).is_some_and(|token| token.relation == Arc::Conjunct);
    joined
        && present(event)
        && fired.iter().take(number).any(|other| {
            present(other)
                && other.line.root == event.line.root
                && event.line.root.is_some()
        })
}

/// "scaled back its presence, handing over two bases": a participle of the same sort behind a
/// comma tells how the main deed was done.
fn is_manner_of(context: &Context<'_>, number: usize, fired: &[Fired<'_>]) -> bool {
    let Some(event) = fired.get(number) else { return false };
    let Some(token) = context.token(event.word) else { return false };
    let participle = token.relation == Arc::Clause && &*token.tag == "VBG";
    // "struck a tanker, killing a cook": whom it befell is told nowhere else.
    let befalls = harms(event) && event.slots.get("O").next().is_some();
    participle
        && !befalls
        && event.line.root.is_some()
        && fired.iter().take(number).any(|other| {
            token.head == Some(other.word.token) && other.line.root == event.line.root
        })
}

/// "was killed in an air strike": the strike is the means of the killing told before it.
fn is_means(context: &Context<'_>, number: usize, fired: &[Fired<'_>]) -> bool {
    let Some(event) = fired.get(number) else { return false };
    fired.iter().any(|deed| is_means_of(context, event, deed))
}

/// Whether an event tells who was hurt.
fn harms(event: &Fired<'_>) -> bool {
    matches!(
        event.line.event_type.as_str(),
        "kill" | "die" | "injure" | "displace" | "damage"
    )
}

/// "The storm killed nine": the harm is told with the storm, which is the event. A blow that
/// somebody dealt ("the shelling killed nine") is the means of the harm instead.
fn is_harm_of(context: &Context<'_>, deed: &Fired<'_>, fired: &[Fired<'_>]) -> bool {
    fired.iter().any(|cause| does_harm(context, cause, deed))
}

fn does_harm(context: &Context<'_>, cause: &Fired<'_>, deed: &Fired<'_>) -> bool {
    let subject = deed
        .slots
        .get("S")
        .any(|token| token == cause.word.token || Some(token) == cause.slots.outer);
    // "The river burst its banks and destroyed two bridges"
    let same = cause.class == TriggerClass::Verb
        && cause.line.event_type == "disaster"
        && cause.word != deed.word
        && deed.slots.get("S").any(|token| cause.slots.get("S").any(|own| own == token));
    if same && harms(deed) && deed.class == TriggerClass::Verb {
        return finding(context, cause).is_some();
    }
    let told = cause.class == TriggerClass::Noun && deed.class == TriggerClass::Verb;
    told && subject && harms(deed) && is_cause(cause) && finding(context, cause).is_some()
}

/// Disasters and accidents, which nobody does, and explosions; and fights of several.
fn is_cause(event: &Fired<'_>) -> bool {
    event.line.root.is_none()
        || event.line.event_type == "bombing"
        || !event.role(Role::Parties).is_empty()
}

/// Who died or was hurt by it: "31 people" of "Floods killed 31 people".
fn set_casualties(
    context: &Context<'_>,
    event: &Fired<'_>,
    fired: &[Fired<'_>],
    finding: &mut Finding,
) {
    let deed = fired.iter().find(|deed| does_harm(context, event, deed));
    let Some(deed) = deed else { return };
    let (hurt, spans) = names(context, deed, Role::Recipient);
    finding.fields.set_some(Field::Casualties, hurt.into_iter().next(), &spans);
}

fn is_means_of(context: &Context<'_>, event: &Fired<'_>, deed: &Fired<'_>) -> bool {
    let assault = |event: &Fired<'_>| event.line.root.as_deref() == Some("ASSAULT");
    let harms = harms(deed);
    if assault(event)
        && harms
        && event.class == TriggerClass::Noun
        && !is_cause(event)
        && deed.slots.get("S").any(|token| token == event.word.token)
    {
        return true;
    }
    let case = context
        .tree(event.word.sentence)
        .and_then(|tree| tree.child(event.word.token, &[Arc::Case]));
    let in_it = case.is_some_and(|case| {
        let form = context.folded_form(Word { token: case, ..event.word });
        matches!(form, "in" | "by" | "with")
    });
    let mut between =
        (deed.word.token + 1..event.word.token).map(|token| Word { token, ..event.word });
    // "killed in an ambush on a convoy": whom it struck is told of the ambush itself.
    let own =
        ["on", "against", "of"].iter().any(|slot| event.slots.get(slot).next().is_some());
    event.class == TriggerClass::Noun
        && !own
        && ((assault(event) || is_cause(event)) && harms || is_race(event, deed))
        && in_it
        && !between.any(|word| context.clause_at(word).is_some())
}

/// The strikes, raids and bombs told as the means of a killing.
fn set_means(
    context: &Context<'_>,
    number: usize,
    fired: &[Fired<'_>],
    finding: &mut Finding,
) {
    let Some(deed) = fired.get(number) else { return };
    let means = fired.iter().find(|event| is_means_of(context, event, deed));
    let Some(means) = means else { return };
    let first = context
        .tree(means.word.sentence)
        .and_then(|tree| {
            tree.children_in(means.word.token, &[Arc::Adjective, Arc::Compound]).min()
        })
        .unwrap_or(means.word.token);
    let span = context.span_of(
        means.word.sentence,
        first.min(means.word.token),
        means.word.token,
    );
    let words = Value::words(&one_line(context.words(span)));
    finding.fields.set(Field::Means, Value::List(vec![words]), &[span]);
    let (doers, spans) = names(context, means, Role::Actor);
    if finding.fields.get(Field::Actor).is_none() {
        finding.fields.set_some(Field::Actor, doers.into_iter().next(), &spans);
    }
}

/// "called the strike irresponsible": said of it, and not done.
fn is_only_named(context: &Context<'_>, event: &Fired<'_>) -> bool {
    event.class == TriggerClass::Verb
        && trigger::lemma(context, event.word) == "call"
        && event.trigger == "call"
        && context.speeches_of(event.word).next().is_some()
}

/// Speech acts are statements, agreements or commitments; the codebook marks them.
fn is_told_elsewhere(event: &Fired<'_>) -> bool {
    event.line.event_type.starts_with('~')
}

/// "Russia backed his rival", "the governor ordered the closure": where nobody is quoted with it,
/// such a verb tells what was done.
fn is_act(context: &Context<'_>, event: &Fired<'_>) -> bool {
    let acts = matches!(
        event.line.event_type.as_str(),
        "~support" | "~refuse" | "~order" | "~ask_help"
    );
    let Some(clause) = context.clause_at(event.word) else { return false };
    // "is due to discuss the truce on Friday": a day is set for it.
    if event.line.event_type == "~consult" && trigger::is_scheduled(context, clause) {
        return true;
    }
    let past = matches!(clause.tense, Tense::Past | Tense::Perfect);
    let thing = clause.object.is_some_and(|object| {
        context.token(Word { token: object, ..event.word }).is_some_and(|token| {
            matches!(token.class, WordClass::Noun | WordClass::ProperNoun)
        })
    });
    let untold = context.untold.iter().any(|speech| speech.word == event.word);
    let spoken = untold || context.speeches_of(event.word).next().is_some();
    let doer = clause
        .subject
        .is_some_and(|subject| can_act(context, Word { token: subject, ..event.word }));
    // "The vaccine was approved in May": what it was done to stands in front.
    let done_to = clause.passive
        && clause.group.0 < clause.verb
        && clause.subject.is_some_and(|subject| {
            context.token(Word { token: subject, ..event.word }).is_some_and(|token| {
                matches!(token.class, WordClass::Noun | WordClass::ProperNoun)
                    && !is_instrument(&token.lemma)
            })
        })
        && (clause.agent.is_some() || dating::dated_by(context, event.word).is_some());
    let state = matches!(trigger::lemma(context, event.word), "favor" | "favour");
    acts && past
        && (thing && doer || done_to)
        && !state
        && !spoken
        && !clause.negated
        && clause.own_subject
        && event.class == TriggerClass::Verb
}

fn finding(context: &Context<'_>, event: &Fired<'_>) -> Option<Finding> {
    let (modality, polarity) = holds(context, event);
    if is_standing(context, event) {
        return None;
    }
    let unreal = match modality {
        Modality::CalledFor => true,
        Modality::Discussed => !is_considered(context, event),
        Modality::Conditional => !is_possible(context, event),
        _ => is_ability(context, event),
    };
    let polarity =
        if is_unclaimed(context, event) { Polarity::Negative } else { polarity };
    if is_imputed(context, event) && polarity == Polarity::Positive {
        return None;
    }
    if unreal || is_aim(context, event, modality) || is_introduction(context, event) {
        return None;
    }
    let mut fields = Fields::new();
    let event_type = event.line.event_type.trim_start_matches('~');
    fields.set(Field::EventType, Value::word(event_type), &[]);
    if let Some(root) = &event.line.root {
        fields.set(Field::Plover, Value::List(vec![Value::word(root)]), &[]);
    }
    let mode = event.line.mode.as_deref().map(Value::word);
    fields.set_some(Field::PloverMode, mode, &[]);
    set_roles(context, event, &mut fields);
    let dated = set_date(context, event, &mut fields);
    let vague = is_described(context, event)
        || is_superlative(context, event)
        || modality == Modality::Planned && is_only_meant(context, event);
    if vague && !dated {
        return None;
    }
    let dated =
        dated && (event.class == TriggerClass::Noun || has_subject(context, event));
    let asked = event.class == TriggerClass::Verb
        && !event.line.needs.is_empty()
        && has_subject(context, event);
    let told = !is_of_nothing(event, &fields, polarity);
    if !told || !is_grounded(event, &fields, dated || asked, modality) {
        return None;
    }
    set_place_taken(context, event, &mut fields);
    set_present(context, event, &mut fields);
    if event.is_open() {
        set_verb(context, event, &mut fields);
    }
    let mut finding =
        Finding::new(Kind::Event, evidence(context, event), &event.rule(), fields);
    finding.modality = if is_to_come(context, event, &finding.fields) {
        Modality::Planned
    } else {
        modality
    };
    finding.polarity = polarity;
    finding.confidence = match event.class {
        TriggerClass::Verb if event.is_open() => 450,
        TriggerClass::Verb if !event.line.needs.is_empty() => 750,
        TriggerClass::Verb => 650,
        TriggerClass::Noun => 600,
    };
    Some(finding)
}

/// So long may the words of a verb be; with more, something stands between them.
const VERB: usize = 60;

/// What was done, in the report's own words, where no line of the codebook names it: "had rolled
/// out", "was entered by" where it is told who did it.
fn set_verb(context: &Context<'_>, event: &Fired<'_>, fields: &mut Fields) {
    let Word { sentence, token } = event.word;
    let clause = context.clause_at(event.word).filter(|clause| clause.verb == token);
    let (first, last) = clause.map_or((token, token), |clause| clause.group);
    let group = context.span_of(sentence, first, last);
    let span = if group.len() > VERB { context.span(event.word) } else { group };
    let by_somebody =
        clause.is_some_and(|clause| clause.passive) && fields.get(Field::Actor).is_some();
    let words = one_line(context.words(span));
    let words = words.strip_suffix(" by").unwrap_or(&words);
    let by = if by_somebody { " by" } else { "" };
    fields.set(Field::Verb, Value::words(&format!("{words}{by}")), &[span]);
}

/// "the company which is stationed there", "is published every Thursday": a passive in the present
/// tells how things stand.
fn is_standing(context: &Context<'_>, event: &Fired<'_>) -> bool {
    event.class == TriggerClass::Verb
        && context.clause_at(event.word).is_some_and(|clause| {
            let whole =
                is_outstanding(context, clause) || trigger::is_set(context, clause);
            if whole || event.is_predicate() {
                return false;
            }
            let being = context.tree(event.word.sentence).is_some_and(|tree| {
                tree.children_in(
                    event.word.token,
                    &[Arc::Auxiliary, Arc::PassiveAuxiliary],
                )
                .any(|token| context.folded_form(Word { token, ..event.word }) == "being")
            });
            let now = context.tree(event.word.sentence).is_some_and(|tree| {
                tree.children_in(event.word.token, &[Arc::Adverb]).any(|token| {
                    let adverb = Word { token, ..event.word };
                    matches!(context.folded_form(adverb), "currently" | "still" | "now")
                })
            });
            let stands =
                clause.tense == Tense::Present || now && clause.tense == Tense::Past;
            clause.passive && stands && clause.modal.is_none() && !being
        })
}

/// "delayed by fog", "financed by nine states": a participle behind a noun that nothing dates says
/// what that noun is like, unless it tells who was hurt.
fn is_described(context: &Context<'_>, event: &Fired<'_>) -> bool {
    let hurt = harms(event) || event.line.root.as_deref() == Some("ASSAULT");
    let found = context.clause_at(event.word).filter(|_| !hurt);
    found.is_some_and(|clause| {
        clause.relation == Arc::Acl && clause.passive && clause.group.0 == clause.verb
    })
}

/// "He plans to retire", "said the army would send help": what is only meant to be done, on no day.
fn is_only_meant(context: &Context<'_>, event: &Fired<'_>) -> bool {
    let Some(clause) = context.clause_at(event.word) else { return false };
    let told = context.speeches_at(context.span(event.word).start());
    let awaited = clause
        .modal
        .is_some_and(|modal| is_awaited(context, Word { token: modal, ..event.word }));
    let meant = clause.modal.is_some() || clause.infinitive || !told.is_empty();
    let meant = meant && !awaited;
    event.class == TriggerClass::Verb && meant && !clause.passive
}

/// "the deadliest accident in years": said of one that is told elsewhere.
fn is_superlative(context: &Context<'_>, event: &Fired<'_>) -> bool {
    let Some(tree) = context.tree(event.word.sentence) else { return false };
    let mut before = tree.children_in(event.word.token, &[Arc::Adjective]);
    event.class == TriggerClass::Noun
        && !event.slots.supported
        && before.any(|token| {
            context
                .token(Word { token, ..event.word })
                .is_some_and(|found| &*found.tag == "JJS")
        })
}

/// "Each plane can drop 6,000 litres": what somebody is able to do is not done by that.
fn is_ability(context: &Context<'_>, event: &Fired<'_>) -> bool {
    let Some(clause) = context.clause_at(event.word) else { return false };
    let word = |token: usize| Word { token, ..event.word };
    let can = clause
        .modal
        .is_some_and(|modal| matches!(context.folded_form(word(modal)), "can" | "ca"));
    // "5 million were entitled to vote"
    let above = clause.head.filter(|_| clause.infinitive && !clause.own_subject);
    let may = above.is_some_and(|head| {
        matches!(
            context.folded_lemma(word(head)),
            "able" | "eligible" | "entitle" | "entitled" | "qualified" | "qualify"
        )
    });
    can || may
}

/// "signed a treaty" brings a new agreement in, which is recorded as one; "signed the treaty"
/// tells what was done with a known one.
fn is_introduction(context: &Context<'_>, event: &Fired<'_>) -> bool {
    if event.line.event_type != "sign_agreement" || event.class == TriggerClass::Noun {
        return false;
    }
    // "The treaty signed in Port Hale" is recorded as the agreement that it is.
    // "the treaty that the states signed" as well.
    let told = context.clause_at(event.word).is_some_and(|clause| {
        clause.passive && clause.relation == Arc::Acl
            || !clause.passive
                && clause.relation == Arc::AclRelative
                && event.slots.get("O").any(|object| clause.head == Some(object))
                && dating::dated_by(context, event.word).is_some()
    });
    told || event.slots.get("O").any(|object| {
        context.tree(event.word.sentence).is_some_and(|tree| {
            tree.children(object).iter().any(|&child| {
                let form = context.folded_form(Word { token: child, ..event.word });
                child < object && matches!(form, "a" | "an")
            })
        })
    })
}

/// "kept the exchange closed until Friday": a date alone grounds only a verb with a subject.
fn has_subject(context: &Context<'_>, event: &Fired<'_>) -> bool {
    context.clause_at(event.word).is_some_and(|clause| {
        clause.own_subject || !clause.passive && clause.relation == Arc::Acl
    })
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
        TriggerClass::Verb => anybody || has(Field::About) || has(Field::Place) || dated,
        TriggerClass::Noun => {
            let both = has(Field::Actor) && has(Field::Recipient);
            let meets = event.line.root.as_deref() == Some("CONSULT");
            let specific = !event.line.needs.is_empty() || modality == Modality::Planned;
            let asked = has(Field::About) && specific;
            let fallen =
                matches!(event.line.event_type.as_str(), "collapse" | "crash" | "damage");
            let named = has(Field::Recipient) && fallen;
            event.slots.supported
                || named
                || both
                || dated
                || asked
                || has(Field::Place) && (anybody || meets)
        }
    }
}
