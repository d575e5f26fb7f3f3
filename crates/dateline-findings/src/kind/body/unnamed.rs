//! Bodies without a name that are told with what they are to do.

use std::collections::BTreeSet;

use dateline_language::{Relation as Arc, WordClass};
use dateline_names::Form;
use dateline_text::{Span, one_line};

use super::Body;
use super::name::NOUNS;
use crate::context::{Context, Word};
use crate::kind::event;
use crate::kind::figure::is_people;
use crate::phrase;
use crate::trigger;

/// Bodies without a name that are told with what they are to do: "the advisory mission is there
/// to support the guard".
pub(super) fn unnamed(context: &Context<'_>) -> Vec<Body> {
    let mut found: Vec<Body> = Vec::new();
    let mut names = BTreeSet::new();
    for (number, sentence) in context.analysis.sentences.iter().enumerate() {
        for (token, read) in sentence.tokens.iter().enumerate() {
            if read.class != WordClass::Noun {
                continue;
            }
            let noun = Word { sentence: number, token };
            let Some(body) = unnamed_at(context, noun) else { continue };
            if names.insert(body.name.clone()) {
                found.push(body);
            }
        }
    }
    found
}

fn unnamed_at(context: &Context<'_>, noun: Word) -> Option<Body> {
    let (class, joint) = kind_of(context, noun)?;
    let named = || {
        phrase::mention(context, noun)
            .is_some_and(|mention| matches!(mention.form, Form::Name | Form::Short))
    };
    if !joint || named() {
        return None;
    }
    let span = phrase::noun_phrase(context, noun);
    let words = one_line(context.words(span));
    let short = words.split([',', '(']).next().unwrap_or_default();
    let articles = ["The ", "the ", "A ", "a ", "An ", "an "];
    let bare = articles.iter().find_map(|article| short.strip_prefix(article));
    let bare = bare.unwrap_or(short);
    // "will head its board": whose it is stands elsewhere.
    let owned = ["its ", "their ", "his ", "her ", "our "];
    if owned.iter().any(|owner| bare.starts_with(owner)) {
        return None;
    }
    let name = before_size(context, noun, before_deed(context, noun, bare));
    let name = before_more(context, noun, name);
    // What is cut off the name may name another body.
    let named = context.words(span).find(name);
    let own =
        named.map_or(span, |at| Span::of(span.start()..span.start() + at + name.len()));
    let mut body = Body::new(name.to_owned(), own, class);
    body.evidence = context.text.trim(Span::of(span.start()..span.start() + short.len()));
    body.read_around(context, body.evidence);
    let works = matches!(class, "commission" | "committee");
    if works && body.mandate.is_empty() {
        body.read_own_tasks(context, noun);
    }
    let made = works && body.status.is_some();
    let works_so = works && read_relative(context, noun, &mut body);
    let told = !body.mandate.is_empty()
        || body.lead.is_some()
        || works && is_shared(context, noun)
        || works && acts(context, noun)
        || made
        || works_so
        || is_of_members(context, noun, class)
        || works && is_of_work(context, noun);
    body.joint = told;
    (bare.contains(' ') && told).then_some(body)
}

/// "commission of inquiry" of "a commission of inquiry concluded in a report that": the name ends
/// before what the body does, however the verb was hung.
fn before_deed<'w>(context: &Context<'_>, noun: Word, name: &'w str) -> &'w str {
    let verbs = context.clauses_in(noun.sentence).filter(|clause| {
        let verb = Word { token: clause.verb, ..noun };
        let past = context.token(verb).is_some_and(|token| {
            matches!(&*token.tag, "VBD" | "VBN") && token.relation == Arc::Acl
        });
        past && clause.verb > noun.token
            && clause.head == Some(noun.token)
            && crate::reporting::verb(context.folded_lemma(verb)).is_some()
    });
    let first = verbs.map(|clause| Word { token: clause.verb, ..noun }).next();
    let deed = first.and_then(|verb| name.find(&format!(" {}", context.form(verb))));
    let relative = [" that ", " which "].into_iter().filter_map(|open| name.find(open));
    let cut = relative.chain(deed).min();
    cut.and_then(|cut| name.get(..cut)).unwrap_or(name)
}

/// "technical committee" of "a technical committee under the commission", "panel" of "a panel to
/// review the files", "an inquiry led by a judge": what is told of it is no part of the name.
fn before_more<'w>(context: &Context<'_>, noun: Word, name: &'w str) -> &'w str {
    const MORE: [&str; 13] = [
        " chaired by",
        " composed of",
        " consisting of",
        " had ",
        " has ",
        " headed by",
        " led by",
        " made up of",
        " under ",
        " was",
        " were",
        " will ",
        " with ",
    ];
    let more = MORE.iter().filter_map(|more| name.find(more));
    let task = context.clauses_in(noun.sentence).find(|clause| {
        clause.infinitive
            && clause.relation == Arc::Acl
            && clause.head == Some(noun.token)
    });
    let task = task.and_then(|clause| {
        let verb = Word { token: clause.verb, ..noun };
        name.find(&format!(" to {}", context.form(verb)))
    });
    let cut = more.chain(task).min();
    let kept = cut.and_then(|cut| name.get(..cut)).filter(|kept| kept.contains(' '));
    kept.unwrap_or(name)
}

/// "joint commission" of "a joint commission of eight officers": how many sit on it is no part of
/// the name.
fn before_size<'w>(context: &Context<'_>, noun: Word, name: &'w str) -> &'w str {
    let word = |token: usize| Word { token, ..noun };
    let of = context.folded_form(word(noun.token + 1)) == "of";
    let number = (noun.token + 2..noun.token + 5).map(word).find_map(|word| {
        context.token(word).filter(|token| token.class == WordClass::Number)
    });
    let before = name.split(" of ").next().filter(|before| before.contains(' '));
    before.filter(|_| of && number.is_some()).unwrap_or(name)
}

/// What kind of body a noun says: "working party" before "party".
fn kind_of(context: &Context<'_>, noun: Word) -> Option<(&'static str, bool)> {
    let lemma = trigger::lemma(context, noun);
    let before = noun.token.checked_sub(1).map(|token| Word { token, ..noun });
    let two = || {
        let before = context.folded_form(before?);
        NOUNS.get(&format!("{before} {lemma}"))
    };
    let one = NOUNS.get(lemma)?;
    Some(two().copied().unwrap_or(*one))
}

/// "a commission of inquiry, which questioned 58 witnesses": a body at work.
fn read_relative(context: &Context<'_>, noun: Word, body: &mut Body) -> bool {
    let tree = context.tree(noun.sentence);
    let below = tree.and_then(|tree| tree.child(noun.token, &[Arc::AclRelative]));
    let Some(verb) = below.map(|token| Word { token, ..noun }) else { return false };
    let acts = context.clause_at(verb).is_some_and(|clause| {
        clause.object.is_some() && !clause.passive && clause.modal.is_none()
    });
    let told = event::clause_span(context, verb);
    if acts && told.start() >= body.evidence.end() && told.len() < 120 {
        body.evidence = body.evidence.cover(told);
    }
    acts
}

/// "a joint policing commission", "the accord's bilateral committee": whose it is says its name.
fn is_shared(context: &Context<'_>, noun: Word) -> bool {
    let tree = context.tree(noun.sentence);
    let mut front =
        tree.into_iter().flat_map(|tree| tree.children_in(noun.token, &[Arc::Adjective]));
    front.any(|token| {
        matches!(
            context.folded_form(Word { token, ..noun }),
            "joint" | "bilateral" | "trilateral" | "tripartite" | "mixed"
        )
    })
}

/// "The electoral commission announced the result": a body of one kind at work.
fn acts(context: &Context<'_>, noun: Word) -> bool {
    let tree = context.tree(noun.sentence);
    let kinds = [Arc::Adjective, Arc::Compound];
    let narrowed = tree.is_some_and(|tree| tree.child(noun.token, &kinds).is_some());
    let one = context.token(noun).is_some_and(|token| &*token.tag == "NN");
    let mut clauses = context.clauses_in(noun.sentence);
    narrowed
        && one
        && clauses.any(|clause| {
            clause.own_subject
                && clause.subject == Some(noun.token)
                && !clause.passive
                && (clause.object.is_some() || clause.complement.is_some())
        })
}

/// "the ferrymen's association", "the wine growers' union": whose it is says its name.
fn is_of_members(context: &Context<'_>, noun: Word, class: &str) -> bool {
    let tree = context.tree(noun.sentence);
    let owner = tree.and_then(|tree| tree.child(noun.token, &[Arc::Possessive]));
    let owner = owner.map(|token| Word { token, ..noun });
    class == "association"
        && owner.is_some_and(|owner| {
            let several = context.token(owner).is_some_and(|token| &*token.tag == "NNS");
            several && owner.token + 2 == noun.token
        })
}

/// "a committee of inquiry", "the committee of maps": what it works on says its name.
fn is_of_work(context: &Context<'_>, noun: Word) -> bool {
    let tree = context.tree(noun.sentence);
    let of = Word { token: noun.token + 1, ..noun };
    let work = Word { token: noun.token + 2, ..noun };
    context.folded_form(of) == "of"
        && context.token(work).is_some_and(|token| token.class == WordClass::Noun)
        && tree.is_some_and(|tree| tree.child(work.token, &[Arc::Number]).is_none())
        && !is_people(trigger::lemma(context, work))
}
