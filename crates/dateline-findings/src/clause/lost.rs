//! Verbs and subjects that the parser took for something else, read by what stands around them.

use dateline_language::{Relation, Token, WordClass};
use dateline_text::folded;

use super::doer::doer;
use super::{AUXILIARIES, SUBJECTS, THINGS, is_day};
use crate::tree::Tree;
use crate::trigger::inflection;

/// "Two of the cranes toppled, but tankers could dock": a past that was hung on its own subject,
/// which the verb of the next clause took for a second one.
pub(super) fn cut_off(tokens: &[Token], tree: &Tree, verb: usize) -> Option<usize> {
    let token = tokens.get(verb)?;
    let past = token.relation == Relation::Acl && matches!(&*token.tag, "VBN" | "VBD");
    let comma = tokens.get(verb.checked_sub(1)?)?.class == WordClass::Punctuation;
    let bare = tree.child(verb, &AUXILIARIES).is_none()
        && tree.child(verb, &[Relation::Agent]).is_none()
        && tree.child(verb, &SUBJECTS).is_none();
    let mut noun = token.head.filter(|&head| head < verb && past && bare && !comma)?;
    for _ in 0..2 {
        let above = tokens.get(noun)?;
        if above.relation == Relation::Modifier {
            noun = above.head.filter(|&head| head < noun)?;
        }
    }
    let above = tokens.get(noun)?;
    let main = above.head.filter(|_| SUBJECTS.contains(&above.relation))?;
    let other = tree.children_in(main, &SUBJECTS).find(|&other| other > verb)?;
    let pronoun = matches!(&*tokens.get(other)?.tag, "WP" | "WDT");
    let between = tokens.get(verb + 1..other)?;
    let parted = between.iter().any(|found| {
        matches!(found.class, WordClass::Punctuation | WordClass::Coordinator)
    });
    (parted && !pronoun).then_some(noun)
}

/// "and more than 30,000 left their homes": a number that was taken for the verb's.
pub(super) fn number_before(tokens: &[Token], tree: &Tree, verb: usize) -> Option<usize> {
    let past = tokens.get(verb).is_some_and(|found| {
        found.class == WordClass::Verb && matches!(&*found.tag, "VBD" | "VBP" | "VBZ")
    });
    tree.child(verb, &[Relation::Number]).filter(|&number| past && number + 1 == verb)
}

/// "Neighbouring Castoria pledged help": the noun between a participle that opens the sentence and
/// the verb was taken for what the participle is done to.
pub(super) fn behind_participle(
    tokens: &[Token],
    tree: &Tree,
    verb: usize,
) -> Option<usize> {
    let first = tree.children_in(verb, &AUXILIARIES).min().unwrap_or(verb);
    let noun = first.min(verb).checked_sub(1)?;
    let found = tokens.get(noun).filter(|found| {
        matches!(found.class, WordClass::Noun | WordClass::ProperNoun)
            && matches!(found.relation, Relation::Object | Relation::Oblique)
    })?;
    let participle = tree.children_in(verb, &[Relation::Clause]).next()?;
    let own = found.head == Some(participle) || found.head == Some(verb);
    let opens = tree.reach(participle).0 == participle
        && tokens.get(participle).is_some_and(|found| &*found.tag == "VBG");
    let between = (participle + 1..noun)
        .all(|token| tokens.get(token).is_some_and(|found| found.head == Some(noun)));
    let finite = tokens
        .get(first.min(verb))
        .is_some_and(|found| matches!(&*found.tag, "VBD" | "VBZ" | "VBP" | "MD"));
    (own && opens && between && finite && tree.child(noun, &[Relation::Case]).is_none())
        .then_some(noun)
}

/// "after the builder said it would close": a noun right before a past tense that was read as a
/// time behind "after" is the subject.
pub(super) fn taken_for_time(
    tokens: &[Token],
    tree: &Tree,
    verb: usize,
) -> Option<usize> {
    let past = tokens.get(verb).is_some_and(|found| &*found.tag == "VBD");
    let bare = tree.child(verb, &AUXILIARIES).is_none();
    let adverb = |token: &usize| {
        tokens.get(*token).is_some_and(|found| found.relation == Relation::Adverb)
    };
    let noun = (0..verb).rev().take(3).find(|token| !adverb(token))?;
    let found = tokens.get(noun).filter(|_| past && bare)?;
    let nominal = matches!(found.class, WordClass::Noun | WordClass::ProperNoun);
    let hung = matches!(found.relation, Relation::Oblique | Relation::Modifier);
    let case = tree.child(noun, &[Relation::Case]).and_then(|case| tokens.get(case))?;
    let when =
        matches!(&*dateline_text::fold(&case.lemma), "after" | "before" | "as" | "since");
    (nominal && hung && when && !is_day(tokens, noun)).then_some(noun)
}

/// "say 21 miners have been killed": the noun between a verb and what is said was taken for the
/// object of the first.
pub(super) fn taken_for_object(
    tokens: &[Token],
    tree: &Tree,
    verb: usize,
) -> Option<usize> {
    let token = tokens.get(verb)?;
    let said = token.relation == Relation::ClausalComplement;
    let head = token.head.filter(|&head| said && head < verb)?;
    let noun = tree.child(head, &[Relation::Object]).filter(|&noun| noun > head)?;
    let first = tree.children_in(verb, &AUXILIARIES).min().unwrap_or(verb);
    let finite = tokens
        .get(first)
        .is_some_and(|found| matches!(&*found.tag, "VBD" | "VBZ" | "VBP" | "MD"));
    (finite && tree.reach(noun).1 + 1 == first).then_some(noun)
}

/// "A guard was killed and two others wounded": the auxiliary stands before the first only, and
/// the second has a subject of its own.
pub(super) fn is_passive_of_second(tokens: &[Token], tree: &Tree, verb: usize) -> bool {
    let Some(token) = tokens.get(verb) else { return false };
    let bare = tree.child(verb, &AUXILIARIES).is_none()
        && tree.child(verb, &THINGS).is_none()
        && tree.child(verb, &SUBJECTS).is_some_and(|subject| subject < verb);
    let first = token.head.filter(|_| token.relation == Relation::Conjunct && bare);
    &*token.tag == "VBN"
        && first.is_some_and(|first| {
            let participle = tokens.get(first).is_some_and(|found| &*found.tag == "VBN");
            participle && tree.child(first, &[Relation::PassiveAuxiliary]).is_some()
        })
}

/// "convicted former mayor Lukas Amery": a noun right behind a verb, without a preposition and no
/// word of time, is its object, whatever the parser called it.
pub(super) fn bare_object(tokens: &[Token], tree: &Tree, verb: usize) -> Option<usize> {
    // "broke up a scuffle": a noun with its article is no verb below.
    // "named Juro Stahl as his successor"
    let becomes = tokens.get(verb).is_some_and(|found| {
        matches!(&*found.lemma, "appear" | "become" | "look" | "remain" | "seem" | "stay")
    });
    let plain = tree.children_in(verb, &[Relation::OpenComplement]).find(|&noun| {
        let class = tokens.get(noun).map(|found| found.class);
        let common = class == Some(WordClass::Noun)
            && tree.child(noun, &[Relation::Determiner]).is_some();
        let named = class == Some(WordClass::ProperNoun)
            && tree.reach(noun).0 == verb + 1
            && !becomes;
        (common || named)
            && noun > verb
            && tree
                .child(noun, &[Relation::Mark, Relation::Copula, Relation::Case])
                .is_none()
    });
    if plain.is_some() {
        return plain;
    }
    tree.children_in(verb, &[Relation::Oblique]).find(|&noun| {
        let (first, _) = tree.reach(noun);
        let named =
            tokens.get(noun).is_some_and(|token| token.class == WordClass::ProperNoun);
        first == verb + 1
            && named
            && !is_day(tokens, noun)
            && tree.child(noun, &[Relation::Case]).is_none()
    })
}

/// "A task force headed by Ada Menz will draw up a list": a participle that was taken for the main
/// verb, where that stands behind it without a subject.
pub(super) fn is_led_by(tokens: &[Token], tree: &Tree, verb: usize) -> bool {
    let Some(token) = tokens.get(verb) else { return false };
    let past = &*token.tag == "VBD" && token.relation == Relation::Root;
    let by = tokens.get(verb + 1).is_some_and(|next| &*next.lemma == "by");
    past && by
        && tree.child(verb, &AUXILIARIES).is_none()
        && tree.child(verb, &THINGS).is_none()
        && main_behind(tokens, tree, verb).is_some()
}

/// The finite verb without a subject that such a participle was given.
pub(super) fn main_behind(tokens: &[Token], tree: &Tree, verb: usize) -> Option<usize> {
    let below = [Relation::Clause, Relation::ClauseRelative, Relation::Conjunct];
    tree.children_in(verb, &below).find(|&child| {
        let first = tree.child(child, &AUXILIARIES).unwrap_or(child);
        let finite = tokens
            .get(first)
            .is_some_and(|found| matches!(&*found.tag, "MD" | "VBZ" | "VBP" | "VBD"));
        child > verb
            && finite
            && tree.child(child, &SUBJECTS).is_none()
            && tree.child(child, &[Relation::Mark, Relation::Coordinator]).is_none()
    })
}

/// "The tribunal ruled in their favour": the main verb of a whole sentence without an auxiliary is
/// a past tense, whatever its tag and that of its subject say.
pub(super) fn is_bare_past(tokens: &[Token], tree: &Tree, verb: usize) -> bool {
    let main = tokens.get(verb).is_some_and(|found| {
        found.relation == Relation::Root && matches!(&*found.tag, "VBN" | "VBD")
    });
    let ends =
        || tokens.last().is_some_and(|found| found.class == WordClass::Punctuation);
    // "troops stationed there advise and assist": a verb joined in the present was the main one.
    let present = || {
        tree.children_in(verb, &[Relation::Conjunct])
            .any(|other| tokens.get(other).is_some_and(|found| &*found.tag == "VB"))
    };
    main && ends()
        && !present()
        && tree.child(verb, &AUXILIARIES).is_none()
        && tree.child(verb, &SUBJECTS).is_some_and(|subject| subject < verb)
        && doer(tokens, tree, verb).is_none()
}

/// A past that no rule gives, with a subject of its own, or an unchanging one joined to a past.
pub(super) fn is_past_form(tokens: &[Token], tree: &Tree, verb: usize) -> bool {
    let Some(token) = tokens.get(verb) else { return false };
    let own = tree.child(verb, &SUBJECTS).is_some();
    let before = token.head.filter(|_| token.relation == Relation::Conjunct);
    let joined = before.and_then(|head| tokens.get(head)).is_some_and(|head| {
        &*head.tag == "VBD" && tree.child(verb, &AUXILIARIES).is_none()
    });
    own && inflection::is_irregular_past(&folded(&token.lemma))
        || joined && is_unchanging(tokens, verb)
}

/// Verbs whose past is written as their present.
pub(crate) fn is_unchanging(tokens: &[Token], verb: usize) -> bool {
    tokens.get(verb).is_some_and(|found| {
        matches!(
            &*dateline_text::fold(&found.lemma),
            "burst"
                | "cost"
                | "cut"
                | "hit"
                | "hurt"
                | "put"
                | "quit"
                | "set"
                | "shut"
                | "split"
        )
    })
}

/// "Tessaly Airways filed for bankruptcy", "The board on Tuesday named Mira Tolland": a past
/// tense on the noun that would otherwise be a sentence without a verb.
pub(super) fn is_deed_of_root(tokens: &[Token], tree: &Tree, verb: usize) -> bool {
    let Some(token) = tokens.get(verb) else { return false };
    let Some(head) = token.head.filter(|&head| head < verb) else { return false };
    let past = token.relation == Relation::Acl && matches!(&*token.tag, "VBN" | "VBD");
    if past && is_deed_of_many(tokens, tree, verb, head) {
        return true;
    }
    let noun = tokens.get(head).is_some_and(|found| {
        found.relation == Relation::Root
            && matches!(found.class, WordClass::Noun | WordClass::ProperNoun)
    });
    // "An expert panel appointed by parliament had recommended it".
    let by = tokens.get(verb + 1).is_some_and(|found| &*found.lemma == "by");
    if !noun || !past || by || doer(tokens, tree, verb).is_some() {
        return false;
    }
    let name = tokens.get(head).is_some_and(|found| found.class == WordClass::ProperNoun);
    let beside = name && head + 1 == verb;
    let first = tree.children_in(head, &[Relation::Acl]).next() == Some(verb);
    let bare = tree.child(head, &SUBJECTS).is_none()
        && tree.child(head, &AUXILIARIES).is_none()
        && tree.child(head, &[Relation::Case]).is_none();
    let ends =
        tokens.iter().rev().take(2).any(|found| {
            found.class == WordClass::Punctuation && found.head == Some(head)
        });
    beside || first && bare && ends
}

/// "A column of lorries crossed into Varn on Monday": a sentence of no other verb, whose noun
/// counts those who did it.
fn is_deed_of_many(tokens: &[Token], tree: &Tree, verb: usize, head: usize) -> bool {
    let Some(many) = tokens.get(head).and_then(|found| found.head) else { return false };
    let root = tokens.get(many).is_some_and(|found| {
        found.relation == Relation::Root && found.class == WordClass::Noun
    });
    let of = tree.child(head, &[Relation::Case]).is_some_and(|case| {
        case == many + 1 && tokens.get(case).is_some_and(|found| &*found.lemma == "of")
    });
    let below = tree.relation(head) == Some(Relation::Modifier) && head + 1 == verb;
    let bare = tree.child(many, &SUBJECTS).is_none()
        && tree.child(many, &AUXILIARIES).is_none()
        && tree.child(many, &[Relation::Case, Relation::AclRelative]).is_none();
    let dated =
        tree.children_in(verb, &[Relation::Oblique]).any(|day| is_day(tokens, day));
    let ends = tokens.last().is_some_and(|found| {
        found.class == WordClass::Punctuation && found.head == Some(many)
    });
    root && of && below && bare && dated && ends && doer(tokens, tree, verb).is_none()
}

/// The noun right behind such a past tense, that it is done to.
pub(super) fn deed_object(tokens: &[Token], tree: &Tree, verb: usize) -> Option<usize> {
    const BEHIND: [Relation; 2] = [Relation::Oblique, Relation::OpenComplement];
    if !is_deed_of_root(tokens, tree, verb) {
        return None;
    }
    tree.children_in(verb, &BEHIND).find(|&noun| {
        let (first, _) = tree.reach(noun);
        let nominal = tokens.get(noun).is_some_and(|found| {
            matches!(found.class, WordClass::Noun | WordClass::ProperNoun)
        });
        let case = tree.child(noun, &[Relation::Case]);
        let bare = case.is_none_or(|case| is_particle(tokens, case));
        nominal && bare && first == verb + 1 && !is_day(tokens, noun)
    })
}

/// "down" of "shot down a drone": a word that goes with its verb more often than with a noun.
fn is_particle(tokens: &[Token], token: usize) -> bool {
    tokens.get(token).is_some_and(|found| {
        matches!(&*folded(&found.lemma), "down" | "up" | "out" | "off")
    })
}

/// "The two sides stressed the need": a past tense tagged as a participle, on the noun that
/// would otherwise be a sentence without a verb.
pub(super) fn is_past_after_all(tokens: &[Token], tree: &Tree, verb: usize) -> bool {
    let Some(token) = tokens.get(verb) else { return false };
    let head = token.head.and_then(|head| tokens.get(head));
    if is_deed_of_root(tokens, tree, verb) {
        return true;
    }
    token.relation == Relation::Acl
        && tree.child(verb, &THINGS).is_some()
        && head.is_some_and(|head| head.relation == Relation::Root)
}

/// "The government set up a panel" read as "the government set": a verb whose past is written as
/// its present, taken for the noun of a sentence that has no verb, with a thing that it is done to.
pub(super) fn is_taken_for_noun(tokens: &[Token], tree: &Tree, token: usize) -> bool {
    let root = tokens.get(token).is_some_and(|found| {
        found.relation == Relation::Root && matches!(&*found.tag, "NN" | "VB")
    });
    root && is_unchanging(tokens, token)
        && doer_read_as_part(tokens, tree, token).is_some()
        && tree.child(token, &[Relation::Object]).is_some_and(|object| object > token)
}

/// The noun right before such a verb, read as a part of its name.
pub(super) fn doer_read_as_part(
    tokens: &[Token],
    tree: &Tree,
    verb: usize,
) -> Option<usize> {
    let parts = [Relation::Compound, Relation::Possessive, Relation::Adjective];
    let noun = tree.children_in(verb, &parts).find(|&noun| noun + 1 == verb)?;
    let found = tokens.get(noun)?;
    let root = tokens.get(verb)?.relation == Relation::Root;
    let nominal = matches!(found.class, WordClass::Noun | WordClass::ProperNoun);
    (root && nominal && is_unchanging(tokens, verb)).then_some(noun)
}

/// "Lena Brook, who joined the firm and is its head": a second clause on whoever the first is on,
/// that was joined to the name.
pub(super) fn second_on_noun(
    tokens: &[Token],
    tree: &Tree,
    verb: usize,
) -> Option<usize> {
    let found = tokens.get(verb)?;
    tree.child(verb, &[Relation::Copula])?;
    let noun = found.head.filter(|_| found.relation == Relation::Conjunct)?;
    let mut clauses = tree.children_in(noun, &[Relation::AclRelative]);
    clauses.any(|clause| noun < clause && clause < verb).then_some(noun)
}

/// "Accompanied by Minister Voss, General Mond visited Brell": a name behind a comma and right
/// before the verb, that was taken for one beside the name in front of the comma.
pub(super) fn name_behind_comma(
    tokens: &[Token],
    tree: &Tree,
    verb: usize,
) -> Option<usize> {
    let first = tree.children_in(verb, &AUXILIARIES).min().unwrap_or(verb);
    let past = matches!(&*tokens.get(verb)?.tag, "VBD" | "VBN" | "VBZ");
    let name = first.checked_sub(1)?;
    let mut found = tokens.get(name)?;
    let mut noun = name;
    // The last word of a name hangs on its first.
    if found.relation == Relation::Flat {
        noun = found.head?;
        found = tokens.get(noun)?;
    }
    let joined = found.relation == Relation::Conjunct
        && matches!(found.class, WordClass::ProperNoun | WordClass::Noun)
        && tree.child(noun, &[Relation::Coordinator]).is_none();
    let start = tree.reach(noun).0;
    let comma = tokens.get(start.checked_sub(1)?)?.class == WordClass::Punctuation
        || tokens.get(start)?.class == WordClass::Punctuation;
    let below = found.head.and_then(|head| tokens.get(head))?;
    let oblique = matches!(below.relation, Relation::Agent | Relation::Oblique)
        && below.head.is_some_and(|head| {
            tokens.get(head).is_some_and(|above| above.class == WordClass::Verb)
        });
    (past && joined && comma && oblique).then_some(noun)
}
