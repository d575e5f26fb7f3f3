mod doer;
mod handed;
mod lost;
mod relative;
mod subject;
mod verb;

use dateline_language::{Analysis, Relation, Sentence, Token, WordClass};
use dateline_text::folded;

use crate::tree::Tree;
pub(crate) use doer::is_of_another;
use doer::{by_phrase, doer, doer_behind};
use handed::hand_subjects_down;
pub(crate) use lost::is_unchanging;
use lost::{bare_object, cut_off, deed_object, is_taken_for_noun};
use relative::{participle_behind, relative};
use subject::{noun_of, particle_before, subject_of};
use verb::{is_infinitive, is_modal, is_negated, is_passive, tense};

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
    let subject =
        subject_of(tokens, tree, verb).map(|token| noun_of(tokens, tree, token));
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
        (first, Some(second)) => {
            // "officials, including the envoy, rejected it": nothing is given before the verb.
            let whom = first.filter(|&first| first > verb || second < verb);
            (Some(second), given.or(whom))
        }
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
