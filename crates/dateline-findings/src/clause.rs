mod doer;
mod lost;
mod relative;

use dateline_language::{Analysis, Relation, Sentence, Token, WordClass};
use dateline_text::folded;

use crate::tree::Tree;
pub(crate) use doer::is_of_another;
use doer::{by_phrase, doer, doer_behind};
pub(crate) use lost::is_unchanging;
use lost::{
    bare_object, behind_participle, cut_off, deed_object, doer_read_as_part,
    is_bare_past, is_deed_of_root, is_led_by, is_passive_of_second, is_past_after_all,
    is_past_form, is_taken_for_noun, main_behind, number_before, taken_for_object,
    taken_for_time,
};
use relative::{participle_behind, relative};

/// A verb (or a predicate with its copula) and what hangs on it.
///
/// Token numbers count within the clause's sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of grammar by itself")]
pub(crate) struct Clause {
    /// The number of its sentence.
    pub(crate) sentence: usize,
    /// Its verb, or the noun or adjective that a copula makes a predicate.
    pub(crate) verb: usize,
    /// The verb group, from the first auxiliary to the verb and its particle.
    pub(crate) group: (usize, usize),
    /// How the verb hangs on its head.
    pub(crate) relation: Relation,
    /// The verb or noun it hangs on.
    pub(crate) head: Option<usize>,
    /// Who does it, or to whom it is done where it is passive; taken over from the clause above
    /// where this one leaves it out ("came and saw", "agreed to meet").
    pub(crate) subject: Option<usize>,
    /// Whether the subject is this clause's own word.
    pub(crate) own_subject: bool,
    /// What it is done to.
    pub(crate) object: Option<usize>,
    /// For whom.
    pub(crate) indirect: Option<usize>,
    /// Who does it, in a passive: "by".
    pub(crate) agent: Option<usize>,
    /// The clause that completes it: "said [it would leave]", "agreed [to leave]".
    pub(crate) complement: Option<usize>,
    /// Phrases with a preposition, by their nouns.
    pub(crate) obliques: Vec<Oblique>,
    /// Whether it is passive.
    pub(crate) passive: bool,
    /// Whether it is negated: "did not", "no one was".
    pub(crate) negated: bool,
    /// Its tense and aspect.
    pub(crate) tense: Tense,
    /// Whether a modal verb of doubt stands in it: "may", "could", "would", "should".
    pub(crate) modal: Option<usize>,
    /// Whether it is an infinitive: "to leave".
    pub(crate) infinitive: bool,
    /// Whether its auxiliary says that several do it: "have agreed", "are to meet".
    pub(crate) of_several: bool,
}

/// A phrase with a preposition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Oblique {
    /// Its noun.
    pub(crate) noun: usize,
    /// The preposition, in lower case; "according to" is one; empty where there is none.
    pub(crate) preposition: String,
}

/// When a verb says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Tense {
    /// "signed", "was signed".
    Past,
    /// "signs", "is signing".
    Present,
    /// "has signed".
    Perfect,
    /// "will sign", "is to sign", "is going to sign".
    Future,
    /// "to sign", "signing": none of its own.
    None,
}

/// The clauses of all sentences, in the order of their verbs.
pub(crate) fn clauses(analysis: &Analysis, trees: &[Tree]) -> Vec<Clause> {
    let mut found = Vec::new();
    for (number, (sentence, tree)) in analysis.sentences.iter().zip(trees).enumerate() {
        let mut here: Vec<Clause> = (0..sentence.tokens.len())
            .filter(|&token| is_predicate(sentence, tree, token))
            .map(|verb| clause(number, sentence, tree, verb))
            .collect();
        take_relatives(&mut here, sentence, tree);
        hand_subjects_down(&mut here, sentence, tree);
        found.append(&mut here);
    }
    found
}

const SUBJECTS: [Relation; 5] = [
    Relation::OuterSubject,
    Relation::Subject,
    Relation::PassiveSubject,
    Relation::ClausalSubject,
    Relation::PassiveClausalSubject,
];
/// What a place behind a preposition was taken for that was read as a part of the verb.
const TAKEN_FOR_PLACES: [Relation; 6] = [
    Relation::OuterSubject,
    Relation::Subject,
    Relation::PassiveSubject,
    Relation::ClausalSubject,
    Relation::PassiveClausalSubject,
    Relation::OpenComplement,
];
/// What only a predicate holds: a copula or a subject.
const PREDICATES: [Relation; 6] = [
    Relation::Copula,
    Relation::OuterSubject,
    Relation::Subject,
    Relation::PassiveSubject,
    Relation::ClausalSubject,
    Relation::PassiveClausalSubject,
];
const AUXILIARIES: [Relation; 3] =
    [Relation::Auxiliary, Relation::PassiveAuxiliary, Relation::Copula];
/// What only an active verb holds.
const THINGS: [Relation; 2] = [Relation::Object, Relation::ClausalComplement];
const OBLIQUES: [Relation; 3] =
    [Relation::Oblique, Relation::UnmarkedOblique, Relation::Agent];

/// Whether a token heads a clause: a verb that is no auxiliary and no plain adjective, or
/// anything that has a subject or a copula.
fn is_predicate(sentence: &Sentence, tree: &Tree, token: usize) -> bool {
    let Some(word) = sentence.tokens.get(token) else { return false };
    if AUXILIARIES.contains(&word.relation) {
        return false;
    }
    let is_verb = word.class == WordClass::Verb
        && !matches!(
            word.relation,
            Relation::Adjective | Relation::Compound | Relation::Case | Relation::Fixed
        );
    is_verb
        || tree.child(token, &PREDICATES).is_some()
        || is_taken_for_noun(&sentence.tokens, tree, token)
}

/// "the board that the towns founded": a clause of the noun in front of "that".
fn take_relatives(clauses: &mut [Clause], sentence: &Sentence, tree: &Tree) {
    for clause in clauses {
        let Some(found) = relative(&sentence.tokens, tree, clause.verb) else {
            let noun = participle_behind(&sentence.tokens, tree, clause.verb);
            if let Some(noun) = noun {
                clause.relation = Relation::Acl;
                clause.head = Some(noun);
                clause.passive = true;
                clause.tense = Tense::None;
            }
            continue;
        };
        clause.relation = Relation::AclRelative;
        clause.head = Some(found.noun);
        clause.subject = Some(found.subject);
        clause.own_subject = true;
        clause.object = None;
        clause.passive = false;
        clause.tense = Tense::Past;
    }
}

fn clause(number: usize, sentence: &Sentence, tree: &Tree, verb: usize) -> Clause {
    let tokens = &sentence.tokens;
    let auxiliaries: Vec<usize> = tree.children_in(verb, &AUXILIARIES).collect();
    let passive = is_passive(tokens, tree, verb);
    let subject = subject_of(tokens, tree, verb);
    let particle = tree.child(verb, &[Relation::ParticleOfVerb]);
    let first = auxiliaries.iter().copied().min().map_or(verb, |first| first.min(verb));
    let last = particle.map_or(verb, |particle| particle.max(verb));
    let obliques = obliques(tokens, tree, verb);
    let agent = doer(tokens, tree, verb)
        .or_else(|| by_phrase(tokens, tree, verb, &obliques).filter(|_| passive))
        .or_else(|| doer_behind(tokens, tree, &obliques).filter(|_| passive));
    let complement = complement(tree, verb);
    let (object, indirect) = objects(tokens, tree, verb, complement);
    Clause {
        sentence: number,
        verb,
        group: (first, last),
        relation: match cut_off(tokens, tree, verb) {
            Some(_) => Relation::Parataxis,
            None => tree.relation(verb).unwrap_or(Relation::Unclear),
        },
        head: tokens.get(verb).and_then(|token| token.head),
        subject,
        own_subject: subject.is_some(),
        object: object
            .filter(|&object| subject != Some(object))
            .or_else(|| bare_object(tokens, tree, verb).filter(|_| !passive))
            .or_else(|| deed_object(tokens, tree, verb)),
        indirect,
        agent,
        complement,
        obliques,
        passive,
        negated: is_negated(tokens, tree, verb, subject),
        tense: tense(tokens, tree, verb, &auxiliaries),
        modal: auxiliaries.iter().copied().find(|&other| is_modal(tokens, other)),
        infinitive: is_infinitive(tokens, tree, verb, &auxiliaries),
        of_several: auxiliaries
            .iter()
            .any(|&token| tokens.get(token).is_some_and(|found| &*found.tag == "VBP")),
    }
}

/// What a verb is done to, and to whom it is given.
fn objects(
    tokens: &[Token],
    tree: &Tree,
    verb: usize,
    complement: Option<usize>,
) -> (Option<usize>, Option<usize>) {
    // "pledged the country's support": who owns it is not what is pledged.
    let mut all = tree
        .children_in(verb, &[Relation::Object])
        .filter(|&token| !is_owner(tokens, tree, token));
    let given = tree.child(verb, &[Relation::IndirectObject]);
    match (all.next(), all.next()) {
        // "awarded Norrail a contract": of two objects the first is the one it is given to.
        // "pulled its guns back 15 kilometres": how far is no thing.
        (first, Some(second)) if is_distance(tokens, second) => (first, given),
        (first, Some(second)) => (Some(second), given.or(first)),
        // "accused the council of delay": what stands alone is no second object.
        (None, _) if complement.is_none() => {
            let only = given.filter(|&given| given > verb);
            (only, given.filter(|_| only.is_none()))
        }
        (object, None) => (object, given),
    }
}

fn is_distance(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        matches!(
            &*token.lemma,
            "foot"
                | "kilometer"
                | "kilometre"
                | "km"
                | "meter"
                | "metre"
                | "mile"
                | "yard"
        )
    })
}

/// Whether a name or noun stands with a possessive ending.
fn is_owner(tokens: &[Token], tree: &Tree, token: usize) -> bool {
    let mut cases = tree.children_in(token, &[Relation::Case]);
    cases.any(|case| tokens.get(case).is_some_and(|found| &*found.tag == "POS"))
}

/// The clause that completes a verb: one behind it before one that it closes.
fn complement(tree: &Tree, verb: usize) -> Option<usize> {
    let whole = [Relation::ClausalComplement, Relation::OpenComplement];
    let mut all = tree.children_in(verb, &whole);
    all.find(|&child| child > verb).or_else(|| tree.child(verb, &whole))
}

/// The subject of a verb. In "the deal was that Varn left" the outer subject is the deal; a name
/// with a possessive ending ("Varn's minister has left") is never one where another stands.
fn subject_of(tokens: &[Token], tree: &Tree, verb: usize) -> Option<usize> {
    let owns = |&token: &usize| is_owner(tokens, tree, token);
    let all = || {
        let all = tree.children_in(verb, &SUBJECTS[1..]);
        all.filter(|&token| particle_before(tokens, tree, token, verb).is_none())
    };
    // Of two, as where a verb before it was not seen, the nearer one is its own.
    let nearer = |token: usize| (is_second(tokens, tree, token), token.abs_diff(verb));
    all()
        .filter(|token| !owns(token) && !is_day(tokens, *token))
        // "a ferry with 80 passengers capsized": what has a preposition is no subject.
        .filter(|&token| {
            tree.child(token, &[Relation::Case]).is_none_or(|case| case > token)
                && !is_behind_mark(tokens, tree, token)
                && !is_behind_case(tokens, tree, token)
        })
        .min_by_key(|&token| nearer(token))
        .or_else(|| all().next())
        .or_else(|| tree.child(verb, &SUBJECTS[..1]))
        .or_else(|| below_auxiliary(tree, verb))
        .or_else(|| taken_for_time(tokens, tree, verb))
        .or_else(|| behind_participle(tokens, tree, verb))
        .or_else(|| taken_for_object(tokens, tree, verb))
        .or_else(|| cut_off(tokens, tree, verb))
        .or_else(|| number_before(tokens, tree, verb))
        .or_else(|| {
            let lost = is_taken_for_noun(tokens, tree, verb);
            doer_read_as_part(tokens, tree, verb).filter(|_| lost)
        })
}

/// "The minister has today appointed": a subject that was hung on "has".
fn below_auxiliary(tree: &Tree, verb: usize) -> Option<usize> {
    let mut auxiliaries = tree.children_in(verb, &AUXILIARIES);
    auxiliaries.find_map(|token| tree.child(token, &SUBJECTS[1..]))
}

/// "a treaty on fishing was signed": a gerund that was taken for a noun behind a preposition that was
/// taken for a conjunction.
fn is_behind_mark(tokens: &[Token], tree: &Tree, token: usize) -> bool {
    let noun = tokens.get(token).is_some_and(|found| found.class == WordClass::Noun);
    let marked = tree.child(token, &[Relation::Mark]);
    noun && marked.is_some_and(|mark| {
        mark + 1 == token
            && tokens.get(mark).is_some_and(|found| {
                matches!(&*folded(&found.lemma), "about" | "for" | "of" | "on" | "over")
            })
    })
}

/// "An increase of 6 percent takes effect": a preposition that was hung on the verb stands right
/// before it.
fn is_behind_case(tokens: &[Token], tree: &Tree, token: usize) -> bool {
    let before = tree.reach(token).0.checked_sub(1);
    before.is_some_and(|before| {
        tree.relation(before) == Some(Relation::Case)
            && tokens.get(before).is_some_and(|found| {
                &*found.tag == "IN" && found.head.is_some_and(|head| head > token)
            })
    })
}

/// "The ship sank off Port Hale": the preposition before a place that was taken for a part of the
/// verb, and the place for its subject.
fn particle_before(
    tokens: &[Token],
    tree: &Tree,
    token: usize,
    verb: usize,
) -> Option<usize> {
    let before = tree.reach(token).0.checked_sub(1).filter(|&at| at > verb)?;
    let found = tokens.get(before)?;
    let particle = found.relation == Relation::ParticleOfVerb && found.head == Some(verb);
    particle.then_some(before)
}

/// "the mayor, who was killed", "the truce between the army and the rebels took effect", "the quarry,
/// once the largest in Varn, reopened": of two subjects the pronoun, what "and" stands before, the
/// name behind a noun and what stands between commas are the second.
fn is_second(tokens: &[Token], tree: &Tree, token: usize) -> bool {
    let pronoun =
        tokens.get(token).is_some_and(|found| matches!(&*found.tag, "WP" | "WDT"));
    if is_once(tokens, tree, token) {
        return true;
    }
    let before = tree.reach(token).0.checked_sub(1).and_then(|before| tokens.get(before));
    let joined = before.is_some_and(|found| found.class == WordClass::Coordinator);
    // "shares in the steel maker Zelmet fell": a name right behind a common noun is that noun's.
    let named =
        tokens.get(token).is_some_and(|found| found.class == WordClass::ProperNoun)
            && before.is_some_and(|found| {
                found.class == WordClass::Noun && !SUBJECTS.contains(&found.relation)
            });
    pronoun || joined || named
}

/// ", once the largest in Varn,": what something was, told beside it.
fn is_once(tokens: &[Token], tree: &Tree, token: usize) -> bool {
    let first = tree.reach(token).0;
    let form = |at: usize| tokens.get(at).map(|found| folded(&found.lemma));
    let was = first.checked_sub(1).and_then(form).is_some_and(|word| {
        matches!(&*word, "formerly" | "long" | "now" | "once" | "still")
    });
    was && first.checked_sub(2).and_then(form).is_some_and(|mark| *mark == *",")
}

/// "The minister Sunday announced": the day does nothing.
pub(crate) fn is_day(tokens: &[Token], token: usize) -> bool {
    let days = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "yesterday",
        "today",
        "tomorrow",
        "year",
        "month",
        "week",
        "day",
        "night",
        "morning",
        "evening",
    ];
    tokens.get(token).is_some_and(|found| days.contains(&&*folded(&found.lemma)))
}

fn obliques(tokens: &[Token], tree: &Tree, verb: usize) -> Vec<Oblique> {
    let plain = tree
        .children_in(verb, &OBLIQUES)
        .map(|noun| Oblique { noun, preposition: preposition(tokens, tree, noun) });
    // "brought before a judge": a preposition that was taken for an adverb with an object.
    let governed = tree.children_in(verb, &[Relation::Adverb]).filter_map(|token| {
        let found = tokens.get(token).filter(|found| &*found.tag == "IN")?;
        let behind = |&noun: &usize| tree.reach(noun).0 == token + 1;
        let noun = tree
            .child(token, &[Relation::Object])
            .or_else(|| tree.child(verb, &[Relation::Object]).filter(behind))?;
        let preposition = folded(&found.lemma).into_owned();
        (noun > token).then_some(Oblique { noun, preposition })
    });
    // "sank off Port Hale"
    let places = tree.children_in(verb, &TAKEN_FOR_PLACES).filter_map(|noun| {
        tokens.get(noun).filter(|found| found.class == WordClass::ProperNoun)?;
        let particle = particle_before(tokens, tree, noun, verb)?;
        let preposition = folded(&tokens.get(particle)?.lemma).into_owned();
        Some(Oblique { noun, preposition })
    });
    // "will meet in Calder next week": a place that was hung on the time behind it.
    let before_time = tree.children_in(verb, &[Relation::Oblique]).filter_map(|time| {
        let case = tree.child(time, &[Relation::Case])?;
        let place = tree.child(time, &[Relation::Compound])?;
        let named = tokens.get(place)?.class == WordClass::ProperNoun
            && tree.reach(place).0 == case + 1
            && !is_day(tokens, place);
        let preposition = folded(&tokens.get(case)?.lemma).into_owned();
        (named && is_day(tokens, time)).then_some(Oblique { noun: place, preposition })
    });
    plain.chain(governed).chain(places).chain(before_time).collect()
}

/// The preposition of a noun, with the words that are fixed to it: "according to".
pub(crate) fn preposition(tokens: &[Token], tree: &Tree, noun: usize) -> String {
    let Some(case) = tree.child(noun, &[Relation::Case]) else { return String::new() };
    let mut parts = vec![case];
    parts.extend(tree.children_in(case, &[Relation::Fixed]));
    let cases = tree.children_in(noun, &[Relation::Case]).skip(1);
    parts.extend(cases.filter(|&other| other == case + 1));
    parts.sort_unstable();
    let mut lemmas = String::new();
    for token in parts.iter().filter_map(|&part| tokens.get(part)) {
        if !lemmas.is_empty() {
            lemmas.push(' ');
        }
        lemmas.push_str(&folded(&token.lemma));
    }
    match lemmas.as_str() {
        // Taggers lemmatise the participle in "according to" either way.
        "accord to" => "according to".to_owned(),
        _ => lemmas,
    }
}

fn is_passive(tokens: &[Token], tree: &Tree, verb: usize) -> bool {
    let marked = tree
        .child(
            verb,
            &[
                Relation::PassiveAuxiliary,
                Relation::PassiveSubject,
                Relation::PassiveClausalSubject,
            ],
        )
        .is_some()
        && !is_perfect_active(tokens, tree, verb)
        && !is_bare_past(tokens, tree, verb);
    // "the treaty signed in May": a participle that modifies what it is done to.
    // One with an object of its own is a past tense that was taken for a participle.
    let participle = tokens.get(verb).is_some_and(|token| {
        token.relation == Relation::Acl && matches!(&*token.tag, "VBN" | "VBD")
    }) && tree.child(verb, &THINGS).is_none()
        && !is_deed_of_root(tokens, tree, verb)
        && cut_off(tokens, tree, verb).is_none();
    // "was hauled in and told": the auxiliary stands before the first of them only.
    let joined = tokens.get(verb).is_some_and(|token| {
        let bare = tree.child(verb, &AUXILIARIES).is_none()
            && tree.child(verb, &SUBJECTS).is_none();
        token.relation == Relation::Conjunct
            && &*token.tag == "VBN"
            && bare
            && token.head.is_some_and(|head| {
                tree.child(head, &[Relation::PassiveAuxiliary]).is_some()
            })
    });
    // "The party, led by Tom Leck, won": who does it stands behind "by".
    let by = doer(tokens, tree, verb).is_some()
        && tokens.get(verb).is_some_and(|token| matches!(&*token.tag, "VBN" | "VBD"))
        && tree.child(verb, &AUXILIARIES).is_none()
        && tree.child(verb, &THINGS).is_none();
    let second = is_passive_of_second(tokens, tree, verb);
    marked || participle || joined || second || by || is_led_by(tokens, tree, verb)
}

/// "The union has long warned": "have" alone makes no passive.
fn is_perfect_active(tokens: &[Token], tree: &Tree, verb: usize) -> bool {
    let lemma = |token: usize| {
        tokens
            .get(token)
            .map(|found| dateline_text::fold(&found.lemma))
            .unwrap_or_default()
    };
    let mut auxiliaries = tree.children_in(verb, &AUXILIARIES).map(lemma).peekable();
    auxiliaries.peek().is_some() && auxiliaries.all(|lemma| &*lemma == "have")
}

fn is_negated(
    tokens: &[Token],
    tree: &Tree,
    verb: usize,
    subject: Option<usize>,
) -> bool {
    let is_not = |token: &usize| {
        tokens.get(*token).is_some_and(|found| {
            matches!(&*folded(&found.lemma), "not" | "n't" | "never" | "no longer")
        })
    };
    let none = |token: usize| {
        let no = |other: usize| {
            tokens.get(other).is_some_and(|found| {
                matches!(
                    &*folded(&found.lemma),
                    "no" | "none" | "nobody" | "nothing" | "neither" | "no-one"
                )
            })
        };
        no(token) || tree.children_in(token, &[Relation::Determiner]).any(no)
    };
    tree.children(verb).iter().any(is_not)
        || subject.is_some_and(none)
        || tree.children_in(verb, &[Relation::Object]).any(none)
}

fn is_modal(tokens: &[Token], token: usize) -> bool {
    tokens.get(token).is_some_and(|found| {
        matches!(
            &*folded(&found.lemma),
            "may"
                | "might"
                | "can"
                | "could"
                | "would"
                | "should"
                | "must"
                | "shall"
                | "ought"
        )
    })
}

fn is_infinitive(
    tokens: &[Token],
    tree: &Tree,
    verb: usize,
    auxiliaries: &[usize],
) -> bool {
    let to = |token: usize| {
        tokens.get(token).is_some_and(|found| folded(&found.lemma) == "to")
    };
    tree.children_in(verb, &[Relation::Mark]).any(to)
        || auxiliaries.iter().any(|&token| to(token))
}

fn tense(tokens: &[Token], tree: &Tree, verb: usize, auxiliaries: &[usize]) -> Tense {
    let lemma_of = |token: usize| {
        tokens.get(token).map(|found| folded(&found.lemma)).unwrap_or_default()
    };
    if auxiliaries
        .iter()
        .any(|&token| matches!(&*lemma_of(token), "will" | "shall" | "'ll"))
    {
        return Tense::Future;
    }
    let tag = |token: usize| tokens.get(token).map_or("", |found| &*found.tag);
    let has = auxiliaries.iter().find(|&&token| lemma_of(token) == "have");
    if let Some(&have) = has {
        return if tag(have) == "VBD" { Tense::Past } else { Tense::Perfect };
    }
    // "The council is to debate it on Friday"
    let to_come = auxiliaries.iter().any(|&be| {
        matches!(tag(be), "VBZ" | "VBP")
            && lemma_of(be) == "be"
            && be < verb
            && lemma_of(be + 1) == "to"
    });
    if is_infinitive(tokens, tree, verb, auxiliaries) {
        return if to_come { Tense::Future } else { Tense::None };
    }
    let finite = auxiliaries.first().copied().unwrap_or(verb);
    match tag(finite) {
        "VBD" => Tense::Past,
        "VBN"
            if is_past_after_all(tokens, tree, verb)
                || is_bare_past(tokens, tree, verb)
                || cut_off(tokens, tree, verb).is_some() =>
        {
            Tense::Past
        }
        "VBZ" | "VBP" => Tense::Present,
        // "The service put the figure at 71 percent": with a subject of its own it is no infinitive.
        "VB" if is_unchanging(tokens, verb) && tree.child(verb, &SUBJECTS).is_some() => {
            Tense::Past
        }
        // "The ministry froze the grant", "declared a curfew and put an end to it"
        "VB" if is_past_form(tokens, tree, verb) => Tense::Past,
        "NN" if is_taken_for_noun(tokens, tree, verb) => Tense::Past,
        // A participle by itself after a noun has no tense; taggers give "VBN" there.
        _ => Tense::None,
    }
}

/// Gives a clause without a subject that of the clause it belongs to.
fn hand_subjects_down(clauses: &mut [Clause], sentence: &Sentence, tree: &Tree) {
    hand_over_main(clauses, sentence, tree);
    take_from_participles(clauses, sentence, tree);
    // Subjects come from above, so go by depth: heads first. The number of rounds is bounded.
    for _ in 0..4 {
        let known: Vec<(usize, Option<usize>, Option<usize>)> = clauses
            .iter()
            .map(|clause| (clause.verb, clause.subject, clause.object))
            .collect();
        let mut changed = false;
        for clause in clauses.iter_mut().filter(|clause| clause.subject.is_none()) {
            clause.subject = borrowed(clause, &known, sentence, tree);
            changed |= clause.subject.is_some();
        }
        if !changed {
            break;
        }
    }
}

/// The subject of such a participle is that of the main verb behind it.
fn hand_over_main(clauses: &mut [Clause], sentence: &Sentence, tree: &Tree) {
    let tokens = &sentence.tokens;
    let led = clauses.iter().find(|clause| {
        clause.relation == Relation::Root && is_led_by(tokens, tree, clause.verb)
    });
    let Some((verb, subject)) = led.map(|clause| (clause.verb, clause.subject)) else {
        return;
    };
    let main = main_behind(tokens, tree, verb);
    for clause in clauses.iter_mut() {
        if Some(clause.verb) == main {
            clause.subject = subject;
            clause.own_subject = subject.is_some();
            clause.relation = Relation::Root;
        } else if clause.verb == verb {
            clause.relation = Relation::Acl;
            clause.head = subject;
            clause.own_subject = false;
        }
    }
}

/// "The council and its counterpart affiliated with Varn have agreed": a participle that was
/// taken for a clause of its own holds the subject of the verb behind it.
fn take_from_participles(clauses: &mut [Clause], sentence: &Sentence, tree: &Tree) {
    let known: Vec<(usize, Option<usize>)> = clauses
        .iter()
        .map(|clause| (clause.verb, clause.subject.filter(|_| clause.own_subject)))
        .collect();
    for clause in clauses.iter_mut() {
        let finite = !clause.passive && !matches!(clause.tense, Tense::None);
        if clause.subject.is_some() || !finite {
            continue;
        }
        let participle =
            tree.children_in(clause.verb, &[Relation::Clause]).find(|&child| {
                child < clause.verb
                    && sentence
                        .tokens
                        .get(child)
                        .is_some_and(|token| &*token.tag == "VBN")
            });
        let entry = participle
            .and_then(|child| known.binary_search_by_key(&child, |entry| entry.0).ok())
            .and_then(|at| known.get(at));
        clause.subject = entry.and_then(|entry| entry.1);
        clause.own_subject = clause.subject.is_some();
    }
}

fn borrowed(
    clause: &Clause,
    known: &[(usize, Option<usize>, Option<usize>)],
    sentence: &Sentence,
    tree: &Tree,
) -> Option<usize> {
    let head = clause.head?;
    let above = known.binary_search_by_key(&head, |entry| entry.0).ok();
    let (_, subject, object) =
        above.and_then(|at| known.get(at)).copied().unwrap_or_default();
    match clause.relation {
        Relation::Acl | Relation::AclRelative => Some(head),
        // "The wall fell, killing two, police said": the wall killed them.
        Relation::Clause if clause.verb < head => {
            let told = tree.child(head, &[Relation::ClausalComplement]);
            let told = told.filter(|&told| told < clause.verb);
            let at = told
                .and_then(|told| known.binary_search_by_key(&told, |entry| entry.0).ok());
            at.and_then(|at| known.get(at)).map_or(subject, |entry| entry.1)
        }
        Relation::Conjunct | Relation::Clause | Relation::Parataxis => subject,
        // "urged them to leave": they leave; "agreed to leave": who agreed leaves.
        Relation::OpenComplement => object
            .filter(|_| !is_promise(sentence, head))
            .or_else(|| tree.child(head, &[Relation::IndirectObject]))
            .or(subject),
        Relation::ClausalComplement
            if clause.infinitive || clause.tense == Tense::None =>
        {
            object.or(subject)
        }
        // "It is due to meet": a pronoun that was taken for one that stands for nothing.
        Relation::ClausalSubject if clause.infinitive => {
            tree.child(head, &[Relation::Expletive])
        }
        _ => None,
    }
}

fn is_promise(sentence: &Sentence, verb: usize) -> bool {
    sentence.tokens.get(verb).is_some_and(|token| &*token.lemma == "promise")
}
