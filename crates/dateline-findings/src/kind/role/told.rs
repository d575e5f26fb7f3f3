//! Offices that a verb tells, or that stand farther from the name.

use std::sync::LazyLock;

use dateline_language::{Relation, WordClass};
use dateline_names::{ActorClass, Resolution, ends_post, is_post};
use dateline_text::{Lookup, Span, fold, one_line};

use super::side::name_of;
use crate::clause::Clause;
use crate::context::{Context, Word};
use crate::dating;
use crate::field::{Field, Fields};
use crate::finding::{Finding, Kind};
use crate::modality;
use crate::phrase;
use crate::reporting;
use crate::trigger;
use crate::value::Value;

/// An office as a clause tells it.
struct Told {
    holder: (Value, Span),
    /// The words of the post; none for "Marco Tarn of the federation".
    post: Option<(String, Span)>,
    of: Option<(String, Span)>,
    /// The verb, whose time may be that of the office.
    at: Word,
    rule: &'static str,
}

/// All of them.
pub(super) fn told(context: &Context<'_>) -> Vec<Finding> {
    let mut found: Vec<Told> = Vec::new();
    for clause in &context.clauses {
        found.extend(is_post_of(context, clause));
        found.extend(as_post(context, clause));
        found.extend(leads(context, clause));
    }
    for (sentence, read) in context.analysis.sentences.iter().enumerate() {
        for (token, read) in read.tokens.iter().enumerate() {
            let word = Word { sentence, token };
            if read.relation == Relation::Apposition {
                found.extend(beside(context, word));
            }
            if may_be_post(context, word) {
                found.extend(before(context, word));
                found.extend(behind_comma(context, word));
            }
        }
    }
    found.extend(of_body(context));
    found.into_iter().map(|told| told.finding(context)).collect()
}

impl Told {
    fn finding(self, context: &Context<'_>) -> Finding {
        let mut fields = Fields::new();
        let mut evidence = self.holder.1;
        fields.set(Field::Holder, self.holder.0, &[self.holder.1]);
        if let Some((post, span)) = self.post {
            evidence = evidence.cover(span);
            fields.set(Field::Post, Value::words(&post), &[span]);
        }
        if let Some((of, span)) = self.of {
            evidence = evidence.cover(span);
            fields.set(Field::Of, Value::words(&of), &[span]);
        }
        if let Some(time) = dating::dated_by(context, self.at) {
            let field = match dating::side(context, time) {
                dating::Side::After => Field::From,
                dating::Side::On | dating::Side::Before => Field::AsOf,
            };
            fields.set(field, Value::When(time.value.1.clone()), &[time.span]);
        } else if let Some(day) = context.credits.published.as_ref() {
            fields.set(Field::AsOf, Value::When(dating::present(day.date)), &[]);
        }
        let mut finding = Finding::new(Kind::Role, evidence, self.rule, fields);
        finding.modality = modality::reading_at(context, self.at).0;
        finding.confidence = 700;
        finding
    }
}

fn word_of(clause: &Clause, token: usize) -> Word {
    Word { sentence: clause.sentence, token }
}

/// The person that a noun names, with its words.
fn person(context: &Context<'_>, word: Word) -> Option<(Value, Span)> {
    let mention = phrase::mention(context, word)?;
    let Resolution::One(number) = mention.resolution else { return None };
    let actor = context.cast.actors.get(number)?;
    let is_person = actor.class == ActorClass::Person;
    is_person.then(|| (phrase::actor_name(context, number), mention.span))
}

/// "is chairman of Norrail", "became president", "remains head of the union".
fn is_post_of(context: &Context<'_>, clause: &Clause) -> Option<Told> {
    let tree = context.tree(clause.sentence)?;
    let copula = tree.child(clause.verb, &[Relation::Copula]).is_some();
    let lemma = context.folded_lemma(word_of(clause, clause.verb));
    let becomes = matches!(lemma, "become" | "remain");
    let noun = match (copula, becomes) {
        (true, _) => clause.verb,
        (_, true) => clause.object.or(clause.complement)?,
        _ => return None,
    };
    let holder = person(context, word_of(clause, clause.subject?))?;
    let (post, of) = post_at(context, word_of(clause, noun))?;
    (!clause.negated).then(|| Told {
        holder,
        post: Some(post),
        of,
        at: word_of(clause, clause.verb),
        rule: "role, predicate",
    })
}

/// "was named as its new chief executive", "dismissed as chief of the staff", "elected president".
fn as_post(context: &Context<'_>, clause: &Clause) -> Option<Told> {
    let lemma = context.folded_lemma(word_of(clause, clause.verb));
    let by_itself = matches!(
        lemma,
        "resign"
            | "step"
            | "quit"
            | "serve"
            | "work"
            | "act"
            | "retire"
            | "return"
            | "continue"
    );
    let by_others = matches!(
        lemma,
        "name"
            | "appoint"
            | "elect"
            | "reelect"
            | "re-elect"
            | "nominate"
            | "install"
            | "dismiss"
            | "sack"
            | "fire"
            | "oust"
            | "remove"
            | "replace"
            | "swear"
            | "choose"
            | "promote"
            | "succeed"
            | "hire"
            | "confirm"
            | "designate"
            | "reappoint"
    );
    if !by_itself && !by_others {
        return None;
    }
    let behind = clause.obliques.iter().filter(|oblique| oblique.preposition == "as");
    let nouns =
        behind.map(|oblique| oblique.noun).chain(clause.complement.filter(|_| by_others));
    let (post, of) =
        nouns.filter_map(|noun| post_at(context, word_of(clause, noun))).next()?;
    let who = if by_itself || clause.passive || lemma == "succeed" {
        clause.subject
    } else {
        clause.object
    };
    let holder = person(context, word_of(clause, who?))?;
    Some(Told {
        holder,
        post: Some(post),
        of,
        at: word_of(clause, clause.verb),
        rule: "role, by a verb of office",
    })
}

/// "who heads the union", "the party, led by Tom Leck".
fn leads(context: &Context<'_>, clause: &Clause) -> Option<Told> {
    let verb = word_of(clause, clause.verb);
    let post = match context.folded_lemma(verb) {
        "head" => "head",
        "lead" => "leader",
        "chair" => "chair",
        "command" => "commander",
        "direct" => "director",
        "govern" => "governor",
        "coach" => "coach",
        _ => return None,
    };
    let (holder, body) = if clause.passive {
        (clause.agent?, clause.subject?)
    } else {
        (clause.subject?, clause.object?)
    };
    let holder = phrase::antecedent(context, clause, word_of(clause, holder));
    let body = phrase::antecedent(context, clause, word_of(clause, body));
    let holder = person(context, holder)?;
    let of = led(context, body)?;
    Some(Told {
        holder,
        post: Some((post.to_owned(), context.span(verb))),
        of: Some(of),
        at: verb,
        rule: "role, by a verb of leading",
    })
}

/// What can be led: a body, or what people do together.
fn led(context: &Context<'_>, noun: Word) -> Option<(String, Span)> {
    let mention = phrase::mention(context, noun).filter(|mention| {
        matches!(mention.class, ActorClass::Organisation | ActorClass::Group)
    });
    if let Some(mention) = mention {
        return Some((name_of(context, mention), mention.span));
    }
    let common = matches!(
        context.folded_lemma(noun),
        "campaign"
            | "operation"
            | "mission"
            | "party"
            | "team"
            | "delegation"
            | "inquiry"
            | "investigation"
            | "commission"
            | "committee"
            | "company"
            | "group"
            | "union"
            | "programme"
            | "program"
            | "project"
            | "agency"
            | "ministry"
            | "department"
            | "government"
            | "army"
            | "force"
            | "opposition"
            | "movement"
            | "foundation"
    );
    common.then(|| (phrase::plain(context, noun), phrase::name_span(context, noun)))
}

/// "Tom Leck, 54, a former mayor of Marrow", "a former engineer of the agency, Piet Aldous".
fn beside(context: &Context<'_>, noun: Word) -> Option<Told> {
    let token = context.token(noun)?;
    let head = Word { token: token.head?, ..noun };
    let (holder, post) = match person(context, head) {
        Some(holder) => (holder, noun),
        None => (person(context, noun)?, head),
    };
    let (post, of) = post_at(context, post)?;
    let rule = "role, beside a name";
    Some(Told { holder, post: Some(post), of, at: noun, rule })
}

static CALLINGS: LazyLock<Lookup<()>> = LazyLock::new(|| {
    reporting::rows(include_str!("../../../data/callings.tsv")).collect()
});

/// "First mate Jon Vane", "union organiser Ada Menz": what somebody does, right before the name.
fn before(context: &Context<'_>, noun: Word) -> Option<Told> {
    if !CALLINGS.has(context.folded_lemma(noun)) {
        return None;
    }
    let name = Word { token: noun.token + 1, ..noun };
    let holder = person(context, name)
        .filter(|holder| context.words(holder.1).starts_with(context.form(name)))?;
    let (post, of) = post_at(context, noun)?;
    let rule = "role, before a name";
    Some(Told { holder, post: Some(post), of, at: noun, rule })
}

/// The most words of an office between its noun and the comma.
const LONGEST_OFFICE: usize = 14;

/// "the Ambassador of Varn, H.E. Ada Menz", "a member of the Harbour Council, Ms. Vane": the name
/// right behind the comma that ends the office, wherever it was hung.
fn behind_comma(context: &Context<'_>, noun: Word) -> Option<Told> {
    let (post, of) = post_at(context, noun)?;
    let word = |token: usize| Word { token, ..noun };
    let form = |token: usize| context.form(word(token));
    let last = noun.token + LONGEST_OFFICE;
    let comma = (noun.token + 1..last).find(|&token| form(token) == ",")?;
    let office = (noun.token + 1..comma).all(|token| {
        context.token(word(token)).is_some_and(|found| {
            !matches!(
                found.class,
                WordClass::Verb | WordClass::Auxiliary | WordClass::Pronoun
            )
        })
    });
    let linked = comma == noun.token + 1
        || matches!(&*fold(form(noun.token + 1)), "of" | "for" | "in" | "to" | "at");
    let name = (comma + 1..comma + 6).find(|&token| !is_title(form(token)))?;
    let holder = person(context, word(name)).filter(|holder| {
        let words = context.words(holder.1);
        context.span(word(name)).start() < holder.1.end()
            && words.contains(form(name))
            && words.contains(char::is_uppercase)
    })?;
    let near = holder.1.start() >= context.span(word(comma)).end();
    (office && linked && near).then_some(Told {
        holder,
        post: Some(post),
        of,
        at: noun,
        rule: "role, before a comma",
    })
}

/// "Mr.", "H.E.", "Staff Brigadier": what may stand before a name besides its office.
fn is_title(form: &str) -> bool {
    matches!(
        fold(form).trim_end_matches('.'),
        "mr" | "mrs"
            | "ms"
            | "dr"
            | "prof"
            | "professor"
            | "h.e"
            | "sir"
            | "dame"
            | "staff"
            | "general"
            | "gen"
            | "lieutenant"
            | "lt"
            | "major"
            | "maj"
            | "brigadier"
            | "brig"
            | "colonel"
            | "col"
            | "captain"
            | "capt"
            | "admiral"
            | "adm"
    )
}

/// "Marco Tarn of the Rail Workers' Federation": a member or officer, which is not said.
fn of_body(context: &Context<'_>) -> Vec<Told> {
    let mut found = Vec::new();
    for sentence in 0..context.analysis.sentences.len() {
        let mut mentions: Vec<_> = context.mentions_in(sentence).collect();
        mentions.sort_by_key(|mention| {
            (mention.span.start(), std::cmp::Reverse(mention.span.end()))
        });
        for pair in mentions.windows(2) {
            let [one, body] = pair else { continue };
            let bare = context.cast.actor_of(one).is_some_and(|actor| {
                actor.class == ActorClass::Person
                    && actor.offices.is_empty()
                    && context.words(one.span).contains(' ')
            });
            let between = Span::new(one.span.end(), body.span.start());
            let of = between.is_some_and(|span| {
                matches!(
                    context.words(span).trim(),
                    "of" | "of the" | "from" | "from the"
                )
            });
            let of_body = body.class == ActorClass::Organisation && bare && of;
            let word = context.word_at(one.span.start());
            if let Some((holder, at)) =
                word.filter(|_| of_body).and_then(|at| Some((person(context, at)?, at)))
            {
                let of = Some((name_of(context, body), body.span));
                found.push(Told { holder, post: None, of, at, rule: "role, of a body" });
            }
        }
    }
    found
}

type Named = (String, Span);

/// The post that a noun phrase names, and of what.
fn post_at(context: &Context<'_>, noun: Word) -> Option<(Named, Option<Named>)> {
    let tree = context.tree(noun.sentence)?;
    if !may_be_post(context, noun) {
        return None;
    }
    let last = context.folded_lemma(noun);
    let first = first_of_post(context, noun);
    let words =
        one_line(context.words(context.span_of(noun.sentence, first, noun.token)));
    let two: Vec<&str> = words.split(' ').rev().take(2).collect();
    let two = two.into_iter().rev().collect::<Vec<_>>().join(" ");
    let calling = CALLINGS.has(last);
    if !(calling || is_post(last) || is_post(&two)) {
        return None;
    }
    let mut span = context.span_of(noun.sentence, first, noun.token);
    let mut of = owner(context, noun);
    for child in tree.children_in(noun.token, &[Relation::Modifier, Relation::Possessive])
    {
        let word = Word { token: child, ..noun };
        let case = tree.child(child, &[Relation::Case]);
        let case = case.map(|case| context.folded_form(Word { token: case, ..noun }));
        if tree.relation(child) == Some(Relation::Possessive) || case != Some("of") {
            continue;
        }
        match phrase::mention(context, word)
            .filter(|mention| mention.class != ActorClass::Person)
        {
            Some(mention) => of = Some((name_of(context, mention), mention.span)),
            None if trigger::is_name(context, word) => {
                of = Some((
                    phrase::plain(context, word),
                    phrase::name_span(context, word),
                ));
            }
            // "chief of the general staff", "head of product development".
            None => span = span.cover(phrase::name_span(context, word)),
        }
    }
    let post = one_line(context.words(span));
    // A member is one of something.
    (last != "member" || of.is_some()).then_some(((post, span), of))
}

/// Whether a word is a noun or adjective that can end an office or calling; asked of every word
/// before its phrase is read.
fn may_be_post(context: &Context<'_>, noun: Word) -> bool {
    let nominal = context.token(noun).is_some_and(|token| {
        matches!(
            token.class,
            WordClass::Noun | WordClass::ProperNoun | WordClass::Adjective
        )
    });
    if !nominal {
        return false;
    }
    let (form, lemma) = (context.folded_form(noun), context.folded_lemma(noun));
    let before = noun.token.checked_sub(1).map(|token| Word { token, ..noun });
    // Where no space stands before it, its letters may be the end of another word.
    let glued = before
        .is_some_and(|before| context.span(before).end() == context.span(noun).start());
    glued || CALLINGS.has(lemma) || ends_post(lemma) || ends_post(form)
}

/// Where a post begins: its compounds and what narrows it, not "former", "new" or "acting".
fn first_of_post(context: &Context<'_>, noun: Word) -> usize {
    let mut first = noun.token;
    while let Some(before) = first.checked_sub(1) {
        let word = Word { token: before, ..noun };
        let Some(token) = context.token(word) else { break };
        let form = context.folded_form(word);
        let time = matches!(
            form,
            "former"
                | "new"
                | "acting"
                | "then"
                | "current"
                | "retired"
                | "next"
                | "first"
                | "outgoing"
                | "interim"
                | "long-time"
                | "newly"
        );
        let part = matches!(token.class, WordClass::Noun | WordClass::Adjective)
            || token.class == WordClass::ProperNoun
                && phrase::mention(context, word).is_none();
        if time || !part {
            break;
        }
        first = before;
    }
    first
}

/// "Norrail's chairman", "its chairman", "the Harbour Union chairman".
fn owner(context: &Context<'_>, noun: Word) -> Option<Named> {
    const FRONT: [Relation; 3] =
        [Relation::Possessive, Relation::Compound, Relation::Adjective];
    let tree = context.tree(noun.sentence)?;
    let mut front =
        tree.children_in(noun.token, &FRONT).map(|token| Word { token, ..noun });
    front.find_map(|word| {
        let mention = phrase::mention(context, word)?;
        let side = matches!(mention.class, ActorClass::Organisation | ActorClass::State);
        side.then(|| (name_of(context, mention), mention.span))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_callings_is_sorted_and_each_stands_once() {
        let rows: Vec<&str> =
            reporting::rows(include_str!("../../../data/callings.tsv")).collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
