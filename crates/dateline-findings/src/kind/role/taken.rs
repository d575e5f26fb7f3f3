//! Offices that somebody is given, takes up, leaves or takes over from another.

use dateline_language::WordClass;
use dateline_names::ActorClass;
use dateline_text::{Span, fold};

use super::order::{Holder, Read, at, behind_aside, person_at, person_from, post_from};
use super::post::{Named, is_trade};
use super::side::name_of;
use super::timing::Timing;
use super::told::{Told, leading, led, person};
use crate::clause::Clause;
use crate::context::{Context, Word};
use crate::phrase;
use crate::value::Value;

/// How far behind its verb a post may stand.
const FAR: usize = 10;

/// What a verb does with an office.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    /// "appointed Tom Leck as minister".
    Give,
    /// "was sworn in as mayor", "took office".
    Take,
    /// "serves as mayor".
    Hold,
    /// "resigned as mayor", "was dismissed as chief".
    Leave,
    /// "replaced Tom Leck as mayor".
    Follow,
}

/// Reads the office of a clause.
pub(super) fn taken(context: &Context<'_>, clause: &Clause) -> Option<Told> {
    let verb = Word { sentence: clause.sentence, token: clause.verb };
    match deed(context, clause, verb)? {
        Deed::Give if is_passive(context, clause) => {
            was_given(context, clause, verb).or_else(|| in_office(context, clause, verb))
        }
        Deed::Give => given(context, verb),
        Deed::Take => takes(context, clause, verb),
        Deed::Hold => by_itself(context, clause, verb, Timing::Then),
        Deed::Leave => leaves(context, clause, verb),
        Deed::Follow => follows(context, clause, verb),
    }
}

pub(super) fn deed(context: &Context<'_>, clause: &Clause, verb: Word) -> Option<Deed> {
    let near = |words: &[&str]| {
        (verb.token + 1..verb.token + 5)
            .any(|token| words.contains(&context.folded_lemma(at(verb, token))))
    };
    let deed = match context.folded_lemma(verb) {
        "name" | "appoint" | "elect" | "reelect" | "re-elect" | "nominate"
        | "install" | "choose" | "pick" | "select" | "promote" | "hire" | "confirm"
        | "designate" | "reappoint" | "make" | "recruit" => Deed::Give,
        "swear" | "inaugurate" if is_passive(context, clause) => Deed::Take,
        "swear" => Deed::Give,
        "take"
            if near(&["place"]) && near(&["of"])
                || near(&["over"]) && near(&["from"]) =>
        {
            Deed::Follow
        }
        "take"
            if near(&[
                "office", "oath", "over", "post", "helm", "role", "reins", "job", "seat",
            ]) =>
        {
            Deed::Take
        }
        "assume" if near(&["office", "post", "role", "duty", "position", "job"]) => {
            Deed::Take
        }
        "assume" if presidency(context, verb).is_some() => Deed::Take,
        "start" | "begin" if near(&["work", "job", "term", "duty", "tenure"]) => {
            Deed::Take
        }
        "serve" | "work" | "act" | "return" | "continue" => Deed::Hold,
        "resign" | "quit" | "retire" | "dismiss" | "sack" | "fire" | "oust"
        | "remove" => Deed::Leave,
        "step" if near(&["in"]) && near(&["for"]) => Deed::Follow,
        "leave" if near(&["post", "job", "role", "position"]) => Deed::Leave,
        "step" => Deed::Leave,
        "replace" | "succeed" => Deed::Follow,
        _ => return None,
    };
    Some(deed)
}

/// Whether it is done to the subject, also where the parser lost the auxiliary.
pub(super) fn is_passive(context: &Context<'_>, clause: &Clause) -> bool {
    let verb = Word { sentence: clause.sentence, token: clause.verb };
    let front = clause.verb.saturating_sub(3)..clause.verb;
    let be = front.into_iter().any(|token| {
        matches!(
            context.folded_form(at(verb, token)),
            "was" | "were" | "been" | "being" | "be" | "is" | "are" | "got" | "gets"
        )
    });
    // "elected former judge Ada Korr as chair"
    let behind = person_from(context, at(verb, verb.token + 1)).is_some();
    be || clause.passive && !behind
}

/// "named Ada Korr, a lawyer, as minister", "named as its chief executive Ada Korr", "appointed
/// Ada Korr to head the agency".
fn given(context: &Context<'_>, verb: Word) -> Option<Told> {
    let next = at(verb, verb.token + 1);
    if context.folded_form(next) == "as" {
        let read = post_from(context, at(verb, next.token + 1))?;
        let comma = usize::from(context.form(at(verb, read.next)) == ",");
        let holder = person_from(context, at(verb, read.next + comma))?;
        return Some(told(verb, holder.name, of_giver(context, verb, read)));
    }
    let holder = person_from(context, next)?;
    let direct = at(verb, holder.next);
    let behind = behind_aside(context, direct);
    let owned = matches!(context.folded_form(behind), "its" | "their" | "the");
    let read = match context.folded_form(behind) {
        "as" => post_from(context, at(verb, behind.token + 1)),
        "to" => return lead(context, verb, behind, holder.name),
        // "made Norrail a partner" gives no office.
        _ if owned || behind == direct && names_outright(context, verb) => {
            post_from(context, behind)
                .filter(|read| !is_trade(&fold(context.words(read.post.1))))
        }
        _ => None,
    };
    read.map(|read| told(verb, holder.name, of_giver(context, verb, read)))
}

/// Who gives the office: the subject, or, where the parser took a day for it ("Norrail today
/// named"), what stands before.
fn giver(context: &Context<'_>, verb: Word) -> Option<Word> {
    let clause = context.clause_at(verb)?;
    let subject = clause.subject.or(clause.head).map(|token| at(verb, token))?;
    if !context.is_time(context.span(subject)) {
        return Some(subject);
    }
    subject.token.checked_sub(1).map(|token| at(verb, token))
}

/// "appointed Ada Korr chief executive", but "picked Ada Korr as chief executive".
fn names_outright(context: &Context<'_>, verb: Word) -> bool {
    matches!(
        context.folded_lemma(verb),
        "appoint"
            | "designate"
            | "elect"
            | "make"
            | "name"
            | "re-elect"
            | "reappoint"
            | "reelect"
    )
}

/// "The council chose Ada Korr as its chair": the council's.
fn of_giver(context: &Context<'_>, verb: Word, read: Read) -> Read {
    let first = context.word_at(read.post.1.start());
    let before = first.and_then(|first| Some(at(first, first.token.checked_sub(1)?)));
    let its = before
        .is_some_and(|word| matches!(context.folded_form(word), "its" | "their" | "new"));
    let behind_its = its
        && (verb.token..read.next)
            .any(|token| matches!(context.folded_form(at(verb, token)), "its" | "their"));
    let giver = giver(context, verb).filter(|_| behind_its);
    let Some(giver) = giver else { return read };
    let known = phrase::mention(context, giver)
        .filter(|mention| mention.class != ActorClass::Person);
    let of = match known {
        Some(mention) => (name_of(context, mention), mention.span),
        None => (phrase::plain(context, giver), context.span(giver)),
    };
    Read { of: Some(of), ..read }
}

fn is_noun(context: &Context<'_>, word: Word) -> bool {
    phrase::is_in_phrase(context, word)
        || context.token(word).is_some_and(|token| token.class == WordClass::Pronoun)
}

/// "was appointed minister of education", "was named last week to head the agency".
fn was_given(context: &Context<'_>, clause: &Clause, verb: Word) -> Option<Told> {
    let holder = subject(context, clause)?;
    let next = at(verb, verb.token + 1);
    if let Some(read) = post_from(context, next) {
        return Some(told(verb, holder, read));
    }
    let link = (next.token..next.token + FAR).take_while(|&token| {
        token == next.token || goes_on(context, at(verb, token - 1))
    });
    link.map(|token| at(verb, token)).find_map(|word| match context.folded_form(word) {
        "as" => post_from(context, at(verb, word.token + 1))
            .map(|read| told(verb, holder.clone(), read)),
        "to" => lead(context, verb, word, holder.clone()),
        _ => None,
    })
}

/// Whether the clause goes on behind a word, before the post.
fn goes_on(context: &Context<'_>, word: Word) -> bool {
    !matches!(context.form(word), "," | ";" | "." | ":" | "\"" | "“" | "”" | "")
        && context.clause_at(word).is_none()
}

/// "to head the Harbour Authority".
fn lead(
    context: &Context<'_>,
    verb: Word,
    to: Word,
    holder: (Value, Span),
) -> Option<Told> {
    let leads = at(verb, to.token + 1);
    let post = leading(context.folded_lemma(leads))?;
    let body = (leads.token + 1..leads.token + 7).map(|token| at(verb, token));
    let of = body
        .take_while(|&word| is_noun(context, word))
        .filter_map(|word| led(context, word))
        .max_by_key(|of| of.1.end())?;
    Some(Told {
        holder,
        post: Some((post.to_owned(), context.span(leads))),
        of: Some(of),
        at: verb,
        when: Timing::Begins,
        rule: "role, by a verb of office",
    })
}

/// "took the oath of office as mayor", "was sworn in on Monday", "assumed the presidency of".
fn takes(context: &Context<'_>, clause: &Clause, verb: Word) -> Option<Told> {
    if let Some(read) = presidency(context, verb) {
        return Some(told(verb, subject(context, clause)?, read));
    }
    by_itself(context, clause, verb, Timing::Begins)
        .or_else(|| in_office(context, clause, verb))
}

/// "the presidency of the Harbour Union" behind a verb.
fn presidency(context: &Context<'_>, verb: Word) -> Option<Read> {
    let nouns = (verb.token + 1..verb.token + 4).map(|token| at(verb, token));
    let (noun, post) = nouns.into_iter().find_map(|noun| {
        let post = match context.folded_lemma(noun) {
            "presidency" => "president",
            "chairmanship" => "chairman",
            "premiership" => "premier",
            "leadership" => "leader",
            "governorship" => "governor",
            "directorship" => "director",
            _ => return None,
        };
        Some((noun, post))
    })?;
    let body = (noun.token + 2..noun.token + 4).map(|token| at(verb, token));
    let mut bodies = body.filter_map(|word| body_at(context, word));
    let of = bodies
        .next()
        .filter(|_| context.folded_form(at(verb, noun.token + 1)) == "of")?;
    Some(Read {
        post: (post.to_owned(), context.span(noun)),
        of: Some(of),
        next: noun.token + 1,
    })
}

fn body_at(context: &Context<'_>, word: Word) -> Option<Named> {
    let mention = context.mention_of(word).filter(|mention| {
        mention.class != ActorClass::Person
            && mention.span.start() == context.span(word).start()
    })?;
    Some((name_of(context, mention), mention.span))
}

/// The office that a sentence gives its subject, where a verb says when it began: "President Ada
/// Korr took the oath on Monday", "Mayor Tom Leck, who was appointed last month".
fn in_office(context: &Context<'_>, clause: &Clause, verb: Word) -> Option<Told> {
    let next = (clause.group.1 + 1..clause.group.1 + 3).map(|token| at(verb, token));
    let dated = next.clone().any(|word| context.is_day(context.span(word)));
    let sworn = matches!(deed(context, clause, verb), Some(Deed::Take | Deed::Follow));
    if clause.negated || !(dated || sworn) {
        return None;
    }
    let holder = subject(context, clause)?;
    let Value::Name(name) = &holder.0 else { return None };
    let actor = context.cast.actors.get(name.actor?)?;
    let office = actor.offices.iter().find(|office| {
        !office.rank
            && context.analysis.sentence_at(office.span.start()) == Some(verb.sentence)
    })?;
    let of = office.of.clone().map(|of| (of, office.span));
    Some(Told {
        holder,
        post: Some((office.post.clone(), office.span)),
        of,
        at: verb,
        when: Timing::Begins,
        rule: "role, by its beginning",
    })
}

/// "serves as mayor", "took office as mayor".
fn by_itself(
    context: &Context<'_>,
    clause: &Clause,
    verb: Word,
    when: Timing,
) -> Option<Told> {
    let read = as_post(context, verb)?;
    let found = told(verb, subject(context, clause)?, read);
    Some(Told { when, ..found })
}

/// "resigned as mayor", "was dismissed as chief of the staff", "sacked Tom Leck as mayor".
fn leaves(context: &Context<'_>, clause: &Clause, verb: Word) -> Option<Told> {
    if is_itself(context, verb) || is_passive(context, clause) {
        return by_itself(context, clause, verb, Timing::Ends);
    }
    let holder = person_from(context, at(verb, verb.token + 1))?;
    let read = as_post(context, verb)?;
    Some(Told { when: Timing::Ends, ..told(verb, holder.name, read) })
}

/// Whether it is the holder's own doing.
pub(super) fn is_itself(context: &Context<'_>, verb: Word) -> bool {
    matches!(context.folded_lemma(verb), "resign" | "quit" | "retire" | "step" | "leave")
}

/// "has replaced Tom Leck as commander", "was succeeded as mayor by Ada Korr": who holds it now.
fn follows(context: &Context<'_>, clause: &Clause, verb: Word) -> Option<Told> {
    let Some(read) = as_post(context, verb) else {
        // "Mayor Tom Leck, who succeeded Ada Korr in May": when his office began.
        let other = (verb.token + 1..verb.token + 5)
            .any(|token| person_at(context, at(verb, token)).is_some());
        return in_office(context, clause, verb)
            .filter(|_| other && !is_passive(context, clause));
    };
    if is_passive(context, clause) {
        let by = (verb.token + 1..verb.token + 2 * FAR)
            .map(|token| at(verb, token))
            .take_while(|&word| !matches!(context.form(word), "." | ";"))
            .find(|&word| context.folded_form(word) == "by");
        let holder = by.and_then(|by| person_from(context, at(verb, by.token + 1)));
        return match holder {
            Some(holder) => Some(told(verb, holder.name, read)),
            // "has been replaced as head" tells who held it.
            None => {
                let found = told(verb, subject(context, clause)?, read);
                Some(Told { when: Timing::Ends, ..found })
            }
        };
    }
    let holder = match inverted(context, verb, read.next) {
        Some(holder) => holder.name,
        None => subject(context, clause)?,
    };
    Some(told(verb, holder, read))
}

/// "Replacing Tom Leck as army chief is Major General Ada Korr".
fn inverted(context: &Context<'_>, verb: Word, next: usize) -> Option<Holder> {
    let is = matches!(context.folded_form(at(verb, next)), "is" | "was" | "will");
    let will = usize::from(context.folded_form(at(verb, next)) == "will");
    let opens = verb.token == 0 && is;
    person_from(context, at(verb, next + 1 + will)).filter(|_| opens)
}

/// The post behind "as" in the clause of a verb.
pub(super) fn as_post(context: &Context<'_>, verb: Word) -> Option<Read> {
    let next = verb.token + 1;
    let here = (next..next + 2 * FAR)
        .take_while(|&token| token == next || goes_on(context, at(verb, token - 1)));
    here.filter(|&token| context.folded_form(at(verb, token)) == "as")
        .find_map(|token| post_from(context, at(verb, token + 1)))
}

/// The person that a clause is about: by its head, or the name that stands before the verb.
pub(super) fn subject(context: &Context<'_>, clause: &Clause) -> Option<(Value, Span)> {
    let word = |token: usize| Word { sentence: clause.sentence, token };
    let by_head = clause.subject.map(word).and_then(|subject| {
        let subject = phrase::antecedent(context, clause, subject);
        person(context, subject)
            .or_else(|| person(context, head_of_aside(context, subject)?))
    });
    by_head.or_else(|| {
        let front = clause.group.0.checked_sub(1)?;
        let names = (front.saturating_sub(4)..=front).rev();
        let mut names = names.filter_map(|token| person_at(context, word(token)));
        names.find(|holder| holder.next == clause.group.0).map(|holder| holder.name)
    })
}

/// The noun that an apposition stands beside: "Tom Leck" of "Tom Leck, a farmer who became mayor".
pub(super) fn head_of_aside(context: &Context<'_>, noun: Word) -> Option<Word> {
    let token = context.token(noun)?;
    let aside = token.relation == dateline_language::Relation::Apposition;
    token.head.filter(|_| aside).map(|head| at(noun, head))
}

fn told(verb: Word, holder: (Value, Span), read: Read) -> Told {
    Told {
        holder,
        post: Some(read.post),
        of: read.of,
        at: verb,
        when: Timing::Begins,
        rule: "role, by a verb of office",
    }
}
