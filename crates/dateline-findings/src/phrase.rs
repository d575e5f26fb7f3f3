use dateline_language::{EntityClass, Relation, WordClass};
use dateline_names::{ActorClass, Form, Mention, Resolution};
use dateline_text::{Span, fold, one_line};

use crate::clause::Clause;
use crate::context::{Context, Word};
use crate::kind::figure::is_people;
use crate::reporting::{self, Speaker};
use crate::value::{Name, Value};

/// A noun with what belongs to it, without the punctuation around it: "a joint statement from
/// Marr and Oru published on August 21".
pub(crate) fn noun_phrase(context: &Context<'_>, noun: Word) -> Span {
    context.known.phrases.of(context.number(noun), || read_phrase(context, noun))
}

fn read_phrase(context: &Context<'_>, noun: Word) -> Span {
    let (first, last) = run_around(context, noun, |relation| {
        matches!(
            relation,
            Relation::Punctuation
                | Relation::Case
                | Relation::Coordinator
                | Relation::Parataxis
                | Relation::Copula
                | Relation::Auxiliary
                | Relation::Subject
                | Relation::Mark
                | Relation::Clause
        )
    });
    context.span_of(noun.sentence, first, last)
}

/// The unbroken run of tokens around a head that hang under it, but for those under a child that
/// stands to it in a relation that is left out; punctuation between two of them breaks nothing.
fn run_around(
    context: &Context<'_>,
    head: Word,
    leave: impl Fn(Relation) -> bool,
) -> (usize, usize) {
    let is_link = |token: usize| {
        context.token(Word { token, ..head }).is_some_and(|found| {
            matches!(found.class, WordClass::Punctuation | WordClass::Coordinator)
        })
    };
    let holds = |token: usize| is_kept(context, head, token, &leave);
    let (mut first, mut last) = (head.token, head.token);
    while let Some(before) = first.checked_sub(1) {
        if holds(before) {
            first = before;
        } else if is_link(before) && before.checked_sub(1).is_some_and(&holds) {
            first = before - 1;
        } else {
            break;
        }
    }
    loop {
        if is_cue_read_as_noun(context, Word { token: last + 1, ..head }) {
            break;
        } else if holds(last + 1) {
            last += 1;
        } else if is_link(last + 1) && holds(last + 2) {
            last += 2;
        } else {
            break;
        }
    }
    let ends_in_cue = is_cue_read_as_noun(context, Word { token: last, ..head });
    (first, last - usize::from(ends_in_cue && last > first))
}

/// "A statement by the ministry reads": a cue that was taken for a noun is part of no name.
fn is_cue_read_as_noun(context: &Context<'_>, word: Word) -> bool {
    let noun = context.token(word).is_some_and(|token| token.class == WordClass::Noun);
    noun && matches!(context.folded_form(word), "reads" | "says")
}

/// Whether a token hangs under a head by a child that is not left out.
fn is_kept(
    context: &Context<'_>,
    head: Word,
    token: usize,
    leave: impl Fn(Relation) -> bool,
) -> bool {
    let Some(sentence) = context.sentence(head.sentence) else { return false };
    let mut at = token;
    // No path is longer than the sentence.
    for _ in 0..sentence.tokens.len() {
        let Some(found) = sentence.tokens.get(at) else { return false };
        match found.head {
            Some(above) if above == head.token => return !leave(found.relation),
            Some(above) => at = above,
            None => return false,
        }
    }
    false
}

/// The mention that a noun phrase is, by its head: the largest that ends with, or is, the head
/// noun or holds it.
pub(crate) fn mention<'a>(context: &Context<'a>, noun: Word) -> Option<&'a Mention> {
    context.known.mentions.of(context.number(noun), || read_mention(context, noun))
}

fn read_mention<'a>(context: &Context<'a>, noun: Word) -> Option<&'a Mention> {
    let whole = noun_phrase(context, noun);
    let here = context.span(noun);
    let candidates = context.mentions_within(noun.sentence, whole);
    candidates
        .filter(|mention| mention.span.contains(here))
        .max_by_key(|mention| mention.span.len())
        .or_else(|| context.mention_of(noun))
}

/// Whom or what a noun phrase names: an actor, several actors, or the words themselves.
pub(crate) fn name(context: &Context<'_>, noun: Word) -> Value {
    if conjuncts(context, noun).nth(1).is_none() {
        return single(context, noun);
    }
    each_once(conjuncts(context, noun).map(|word| single(context, word)).collect())
}

/// Several names, each once; one by itself where all are the same.
fn each_once(names: Vec<Value>) -> Value {
    let mut kept: Vec<Value> = Vec::new();
    for name in names {
        if !kept.contains(&name) {
            kept.push(name);
        }
    }
    match kept.pop() {
        Some(only) if kept.is_empty() => only,
        Some(last) => {
            kept.push(last);
            Value::List(kept)
        }
        None => Value::List(kept),
    }
}

/// A noun and the nouns that "and" joins to it; of three, the last may hang on the second.
pub(crate) fn conjuncts(
    context: &Context<'_>,
    noun: Word,
) -> impl Iterator<Item = Word> + use<> {
    let mut found = vec![noun];
    let mut at = 0;
    while let (Some(tree), Some(&word)) = (context.tree(noun.sentence), found.get(at)) {
        let joined = tree.children_in(word.token, &[Relation::Conjunct]);
        let named = |&token: &usize| {
            let joined = Word { token, ..noun };
            // "Lena Brook, who joined the firm and is its head, said": a clause and no name.
            (at == 0 || is_nominal(context, joined))
                && tree.child(token, &[Relation::Copula]).is_none()
                && !says_behind_comma(context, joined)
        };
        found.extend(joined.filter(named).map(|token| Word { token, ..noun }));
        at += 1;
    }
    found.into_iter()
}

/// "Orlesia, the Guild of Ports and Varn": a name with those that commas and "and" part from it,
/// wherever they were hung.
pub(crate) fn side_by_side(context: &Context<'_>, first: Word) -> Vec<Word> {
    parted(context, first).into_iter().map(|(word, _)| word).collect()
}

/// Names side by side up to the one behind the last "and"; the first alone where there is none.
pub(crate) fn listed(context: &Context<'_>, first: Word) -> Vec<Word> {
    let mut all = parted(context, first);
    let last = all.iter().rposition(|(_, and)| *and).unwrap_or(0);
    all.truncate(last + 1);
    all.into_iter().map(|(word, _)| word).collect()
}

/// Names side by side, each with whether "and" stands before it.
fn parted(context: &Context<'_>, first: Word) -> Vec<(Word, bool)> {
    let mut all = vec![(first, false)];
    let Some(mention) = mention(context, first) else { return all };
    let mut end = mention.span.end();
    for _ in 0..8 {
        let behind = context.mentions_in(first.sentence);
        let joint = behind.filter(|next| (end..end + 10).contains(&next.span.start()));
        // "the Drivers' Guild", and not the drivers.
        let longest =
            |next: &&Mention| (next.span.start(), std::cmp::Reverse(next.span.len()));
        let Some(next) = joint.min_by_key(longest) else { break };
        let between = fold(context.words(Span::of(end..next.span.start())));
        let link = between.trim();
        if !matches!(link, "," | "and" | "and the" | ", and" | ", and the" | ", the") {
            break;
        }
        let Some(word) = head_noun(context, next.span) else { break };
        all.push((word, link.contains("and")));
        end = next.span.end();
    }
    all
}

/// The noun that a name hangs by.
pub(crate) fn head_noun(context: &Context<'_>, span: Span) -> Option<Word> {
    let first = context.word_at(span.start())?;
    let tokens = &context.sentence(first.sentence)?.tokens;
    let inside =
        |token: usize| tokens.get(token).is_some_and(|found| span.contains(found.span));
    // "the Drivers' Guild": whose it is heads nothing.
    let owns = |token: usize| {
        let next = tokens.get(token + 1);
        inside(token + 2) && next.is_some_and(|next| &*next.tag == "POS")
    };
    let mut all = (first.token..tokens.len()).take_while(|&token| inside(token));
    let head = all.find(|&token| {
        tokens.get(token).is_some_and(|found| {
            found.head.is_none_or(|head| !inside(head))
                && !matches!(found.class, WordClass::Determiner | WordClass::Particle)
                && !owns(token)
        })
    });
    head.map(|token| Word { token, ..first })
}

/// "injuring scores, police said": who says it, joined by nothing but a comma.
fn says_behind_comma(context: &Context<'_>, word: Word) -> bool {
    let before = word.token.checked_sub(1).map(|token| Word { token, ..word });
    let next = Word { token: word.token + 1, ..word };
    before.is_some_and(|before| context.form(before) == ",")
        && reporting::verb(context.folded_lemma(next)).is_some()
        && context.token(next).is_some_and(|token| token.class == WordClass::Verb)
}

fn is_nominal(context: &Context<'_>, word: Word) -> bool {
    context.token(word).is_some_and(|token| {
        matches!(token.class, WordClass::Noun | WordClass::ProperNoun)
    })
}

fn single(context: &Context<'_>, noun: Word) -> Value {
    let actors = mention(context, noun)
        .filter(|mention| !is_counterpart_of_body(context, noun, mention))
        .filter(|mention| !is_cut_short(context, noun, mention))
        .map(|mention| &mention.resolution);
    match actors {
        Some(Resolution::One(actor)) => actor_name(context, *actor),
        Some(Resolution::Several(actors)) if !actors.is_empty() => {
            Value::List(actors.iter().map(|&actor| actor_name(context, actor)).collect())
        }
        _ => beside(context, noun).unwrap_or_else(|| {
            Value::Name(Name { name: plain(context, noun), actor: None })
        }),
    }
}

/// "Her barrister, Ada Menz, said": the actor that is named right behind a noun in the singular.
fn beside(context: &Context<'_>, noun: Word) -> Option<Value> {
    let tree = context.tree(noun.sentence)?;
    let token = context.token(noun).filter(|token| &*token.tag == "NN")?;
    let name = tree.child(noun.token, &[Relation::Apposition])?;
    let comma_at = |token: usize| context.form(Word { token, ..noun }) == ",";
    // "A member of the panel, Ada Menz, said"
    let first = tree.reach(name).0;
    let front = first.checked_sub(1).is_some_and(comma_at) || comma_at(first);
    // "The energy company Norvolt said"
    let comma = comma_at(noun.token + 1) || front || first == noun.token + 1;
    let word = Word { token: name, ..noun };
    let proper =
        context.token(word).is_some_and(|token| token.class == WordClass::ProperNoun);
    let whole =
        mention(context, word).filter(|_| comma && proper && !token.lemma.is_empty())?;
    match whole.resolution {
        Resolution::One(actor) if whole.class != ActorClass::Place => {
            Some(actor_name(context, actor))
        }
        _ => None,
    }
}

/// The most words between the noun of an office and the name of who holds it.
const LONGEST_OFFICE: usize = 12;

/// "The bank's governor, retired general Ada Korr, said", "union boss Ada Korr of the Weavers'
/// League": the person whose name stands behind an office, wherever the parser hung it.
pub(crate) fn named_behind(context: &Context<'_>, noun: Word) -> Option<Word> {
    let word = |token: usize| Word { token, ..noun };
    let one = context.token(noun).is_some_and(|token| &*token.tag == "NN");
    let named = mention(context, noun).is_some_and(|mention| {
        mention.form == Form::Name
            || context
                .cast
                .actor_of(mention)
                .is_some_and(|actor| actor.name.contains(char::is_uppercase))
    });
    if !one || named || !is_office(context, noun) {
        return None;
    }
    if let Some(name) = person_at(context, word(noun.token + 1)) {
        return Some(name.0);
    }
    let comma = (noun.token + 1..noun.token + LONGEST_OFFICE)
        .take_while(|&token| {
            token == noun.token + 1 || is_in_office(context, word(token - 1))
        })
        .find(|&token| context.form(word(token)) == ",")?;
    // "a spokesman for the mayor, Ada Korr": the name is the mayor's.
    if (noun.token + 1..comma).any(|token| is_office(context, word(token))) {
        return None;
    }
    let first = comma + 1;
    let (name, end) = (first..first + 5)
        .take_while(|&token| token == first || is_in_office(context, word(token - 1)))
        .find_map(|token| person_at(context, word(token)))?;
    let next = context.word_at(end.checked_sub(1)?)?.token + 1;
    (context.form(word(next)) == ",").then_some(name)
}

fn is_office(context: &Context<'_>, noun: Word) -> bool {
    let lemma = context.folded_lemma(noun);
    reporting::speaker(lemma) == Some(Speaker::Person) || dateline_names::ends_post(lemma)
}

/// The noun of the full name of a person that begins at a word, and where it ends.
fn person_at(context: &Context<'_>, first: Word) -> Option<(Word, usize)> {
    let start = context.token(first)?.span.start();
    let names = context.mentions_in(first.sentence).filter(|mention| {
        mention.span.start() == start
            && mention.form == Form::Name
            && mention.class == ActorClass::Person
    });
    let name = names.max_by_key(|mention| mention.span.len())?;
    Some((head_noun(context, name.span).unwrap_or(first), name.span.end()))
}

/// Whether a word is a noun, or of those that stand in front of one.
pub(crate) fn is_in_phrase(context: &Context<'_>, word: Word) -> bool {
    context.token(word).is_some_and(|token| {
        matches!(
            token.class,
            WordClass::Noun
                | WordClass::ProperNoun
                | WordClass::Adjective
                | WordClass::Determiner
        )
    })
}

/// Whether a word may stand within an office: no verb but "retired", no pronoun, no mark.
fn is_in_office(context: &Context<'_>, word: Word) -> bool {
    let link = |class: WordClass| {
        matches!(class, WordClass::Adposition | WordClass::Particle | WordClass::Number)
    };
    is_in_phrase(context, word)
        || matches!(context.folded_form(word), "retired" | "elected" | "appointed")
        || context.token(word).is_some_and(|token| link(token.class))
}

/// "representatives of the Varn administration" of which only "representatives of the Varn" was
/// taken for a name.
fn is_cut_short(context: &Context<'_>, noun: Word, mention: &Mention) -> bool {
    let end = mention.span.end();
    let last = end.checked_sub(1).and_then(|last| context.word_at(last));
    let Some(last) = last.filter(|last| *last != noun) else { return false };
    let compound = context.token(last).is_some_and(|token| {
        token.relation == Relation::Compound
            && token.head.is_some_and(|head| head > last.token)
    });
    let common = context
        .token(Word { token: last.token + 1, ..last })
        .is_some_and(|token| token.class == WordClass::Noun);
    compound && common
}

/// "the council and its counterpart affiliated with Varn": a body's counterpart is a body, and
/// no person who was named before.
fn is_counterpart_of_body(context: &Context<'_>, noun: Word, mention: &Mention) -> bool {
    let its = context.tree(noun.sentence).is_some_and(|tree| {
        tree.children_in(noun.token, &[Relation::Possessive])
            .any(|token| context.folded_form(Word { token, ..noun }) == "its")
    });
    let person = context
        .cast
        .actor_of(mention)
        .is_some_and(|actor| actor.class == ActorClass::Person);
    its && person && context.folded_lemma(noun) == "counterpart"
}

/// An actor of the cast, by its number.
pub(crate) fn actor_name(context: &Context<'_>, actor: usize) -> Value {
    let found = context.cast.actors.get(actor);
    let name = found.map(|found| found.name.clone()).unwrap_or_default();
    Value::Name(Name { name, actor: found.map(|_| actor) })
}

/// The words of a noun phrase without its article and what follows in relative clauses.
pub(crate) fn plain(context: &Context<'_>, noun: Word) -> String {
    let (first, last) = run_around(context, noun, |relation| {
        matches!(
            relation,
            Relation::AclRelative
                | Relation::Acl
                | Relation::Apposition
                | Relation::Conjunct
                | Relation::Punctuation
                | Relation::Case
                | Relation::Coordinator
                | Relation::Parataxis
                | Relation::Copula
                | Relation::Subject
                | Relation::Determiner
        )
    });
    let words = context.words(context.span_of(noun.sentence, first, last));
    // "an aid worker there, who said that": the clause is no part of the name, however it was hung.
    let words = words.split(", who ").next().unwrap_or(words);
    one_line(words.trim_matches([',', ';', ' ', '\n']))
}

/// Whether a noun phrase can speak: a person, body, state, group, document, or a pronoun for one.
pub(crate) fn can_speak(context: &Context<'_>, noun: Word) -> bool {
    let Some(token) = context.token(noun) else { return false };
    if let Some(mention) = mention(context, noun) {
        let named =
            mention.form != Form::Pronoun || mention.resolution != Resolution::Unknown;
        if named && mention.class != ActorClass::Place {
            return true;
        }
    }
    let form = context.folded_form(noun);
    match token.class {
        WordClass::Pronoun | WordClass::Determiner => matches!(
            form,
            "he" | "she"
                | "they"
                | "we"
                | "i"
                | "you"
                | "who"
                | "both"
                | "some"
                | "others"
                | "many"
                | "several"
                | "everyone"
                | "most"
                | "it"
        ),
        WordClass::ProperNoun => {
            !matches!(token.entity, Some((EntityClass::Other | EntityClass::Facility, _)))
        }
        _ => {
            token.entity.is_some_and(|(class, _)| {
                !matches!(class, EntityClass::Other | EntityClass::Facility)
            }) || speaks(context.folded_lemma(noun))
                || is_counted(context, noun)
        }
    }
}

/// Whether a noun, in the singular, is of those that speak aloud.
fn speaks(lemma: &str) -> bool {
    reporting::speaker(lemma).is_some_and(|speaker| speaker != Speaker::Evidence)
}

/// "Two of the ministers", "one of the sources".
fn is_counted(context: &Context<'_>, noun: Word) -> bool {
    let Some(token) = context.token(noun) else { return false };
    let plural = &*token.tag == "NNS";
    let many = matches!(
        context.folded_lemma(noun),
        "thousand"
            | "hundred"
            | "dozen"
            | "million"
            | "ten"
            | "score"
            | "number"
            | "majority"
    );
    let counts = token.class == WordClass::Number
        || many
        || (plural && token.class == WordClass::Adjective);
    counts
        && context.tree(noun.sentence).is_some_and(|tree| {
            tree.children_in(noun.token, &[Relation::Modifier]).any(|token| {
                let lemma = context.lemma(Word { token, ..noun });
                speaks(lemma)
            })
        })
}

/// The words of a source: its noun phrase without the expressions of time that trail it, and,
/// where what it says hangs on it, without that.
pub(crate) fn source_phrase(context: &Context<'_>, noun: Word) -> Span {
    let Some(tree) = context.tree(noun.sentence) else { return Span::default() };
    let verb_below = |token: usize| {
        let saying = context
            .clause_at(Word { token, ..noun })
            .is_some_and(|clause| clause.sentence == noun.sentence)
            && reporting::verb(context.folded_lemma(Word { token, ..noun })).is_some();
        saying
            && matches!(tree.relation(token), Some(Relation::Acl | Relation::AclRelative))
    };
    let outer = noun_phrase(context, noun);
    let cut = tree
        .children_in(noun.token, &[Relation::Acl, Relation::AclRelative])
        .filter(|&token| verb_below(token))
        .map(|token| context.span_of(noun.sentence, tree.reach(token).0, token).start())
        .min();
    let end = cut.unwrap_or_else(|| outer.end()).min(outer.end());
    let words = context.words(Span::of(outer.start()..end));
    let kept = words.trim_end_matches(|letter: char| {
        letter.is_whitespace()
            || matches!(letter, ',' | '.' | ';' | ':' | '-' | '–' | '—')
    });
    Span::of(outer.start()..outer.start() + kept.len())
}

/// Whether a word is, or is part of, a name of a person, body, state or group.
pub(crate) fn names_an_actor(context: &Context<'_>, word: Word) -> bool {
    let named = context.mention_of(word).is_some_and(|mention| {
        mention.class != ActorClass::Place && mention.form != Form::Pronoun
    });
    let entity = context.token(word).and_then(|token| token.entity);
    named
        || entity.is_some_and(|(class, _)| {
            matches!(
                class,
                EntityClass::Person
                    | EntityClass::Organisation
                    | EntityClass::State
                    | EntityClass::Group
            )
        })
}

/// A noun phrase without what follows its first comma, relative clauses and what "and" joins.
pub(crate) fn name_span(context: &Context<'_>, noun: Word) -> Span {
    let (first, last) = run_around(context, noun, |relation| {
        matches!(
            relation,
            Relation::AclRelative
                | Relation::Acl
                | Relation::Determiner
                | Relation::Parataxis
                | Relation::Case
                | Relation::Conjunct
                | Relation::Coordinator
                | Relation::Punctuation
        )
    });
    context.span_of(noun.sentence, first, last)
}

/// A noun phrase or clause by itself, without what "and" joins to it.
pub(crate) fn own_phrase(context: &Context<'_>, head: Word) -> Span {
    let (first, last) = run_around(context, head, |relation| {
        matches!(
            relation,
            Relation::Conjunct
                | Relation::Coordinator
                | Relation::Punctuation
                | Relation::Case
                | Relation::Mark
        )
    });
    context.span_of(head.sentence, first, last)
}

/// Whom one noun names, without the nouns that "and" joins to it.
pub(crate) fn name_of_one(context: &Context<'_>, noun: Word) -> Value {
    single(context, noun)
}

/// The noun that "who", "which" or "that" stands for in a relative clause; any other word
/// stands for itself.
pub(crate) fn antecedent(context: &Context<'_>, clause: &Clause, word: Word) -> Word {
    let relative = context.token(word).is_some_and(|token| {
        matches!(&*token.tag, "WP" | "WDT")
            || matches!(context.folded_lemma(word), "who" | "which")
    });
    let head = relative.then(|| relative_head(context, clause)).flatten();
    let head = head.map(|token| Word { token, ..word });
    head.map_or(word, |head| person_below(context, word, head).unwrap_or(head))
}

/// "the accounts of three generals, who denied it": whom "who" means, where what it was hung on is no
/// person.
pub(crate) fn person_below(context: &Context<'_>, who: Word, head: Word) -> Option<Word> {
    let tree = context.tree(head.sentence)?;
    let person = |word: Word| {
        let lemma = context.folded_lemma(word);
        let speaker = reporting::speaker(lemma);
        let thing = matches!(speaker, Some(Speaker::Document | Speaker::Evidence));
        is_people(lemma)
            || mention(context, word).is_some()
            || speaker.is_some() && !thing
    };
    let below = tree
        .children_in(head.token, &[Relation::Modifier])
        .filter(|&child| child > head.token && child < who.token)
        .map(|token| Word { token, ..head });
    let thing = context.folded_lemma(who) == "who" && !person(head);
    below.filter(|_| thing).find(|&word| is_people(context.folded_lemma(word)))
}

/// The noun that a relative clause, or one that "and" joins to it, hangs on.
fn relative_head(context: &Context<'_>, clause: &Clause) -> Option<usize> {
    match clause.relation {
        Relation::AclRelative => clause.head,
        Relation::Conjunct => {
            let first = Word { sentence: clause.sentence, token: clause.head? };
            let first = context.clause_at(first)?;
            first.head.filter(|_| first.relation == Relation::AclRelative)
        }
        _ => None,
    }
}

/// Whether a sentence asks.
pub(crate) fn is_question(context: &Context<'_>, sentence: usize) -> bool {
    let words = context.sentence(sentence).map_or("", |found| context.words(found.span));
    words.trim_end_matches(['"', '”', '\'', ' ']).ends_with('?')
}

/// All that hangs on a word, without the preposition in front and the punctuation around it.
pub(crate) fn behind_preposition(context: &Context<'_>, head: Word) -> Span {
    let Some(tree) = context.tree(head.sentence) else { return Span::default() };
    let case =
        tree.child(head.token, &[Relation::Case]).filter(|&case| case < head.token);
    let tokens = tree.under(head.token, &|token| Some(token) == case);
    let first = tokens.first().copied().unwrap_or(head.token);
    let last = tokens.last().copied().unwrap_or(head.token);
    let first = case.map_or(first, |case| first.max(case + 1));
    crate::speech::trim(context, context.span_of(head.sentence, first, last))
}

/// Whether the cast knows whom a word names.
pub(crate) fn is_resolved(context: &Context<'_>, noun: Word) -> bool {
    mention(context, noun)
        .is_some_and(|mention| mention.resolution != Resolution::Unknown)
}

/// The state of a group or force: "Orlesian troops" are Orlesia's.
pub(crate) fn state_of(context: &Context<'_>, value: Value) -> Value {
    let Value::Name(name) = &value else { return value };
    let actor = name.actor.and_then(|actor| context.cast.actors.get(actor));
    let group = actor.filter(|actor| actor.class == ActorClass::Group);
    let Some(of) = group.and_then(|actor| actor.of.clone()) else { return value };
    let known = context
        .cast
        .actors
        .iter()
        .position(|actor| actor.name == of || actor.aliases.contains(&of));
    match known {
        Some(actor) => actor_name(context, actor),
        None => Value::Name(Name { name: of, actor: None }),
    }
}
