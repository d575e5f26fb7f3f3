//! Offices that a verb tells, or that stand farther from the name.

use dateline_language::{Relation, WordClass};
use dateline_names::{ActorClass, Form, Resolution};
use dateline_text::{Span, fold};

use super::left::left;
use super::order;
use super::post::{CALLINGS, is_trade, may_be_post, post_at};
use super::side::name_of;
use super::taken::{head_of_aside, taken};
use super::timing::Timing;
use crate::clause::Clause;
use crate::context::{Context, Word};
use crate::field::{Field, Fields};
use crate::finding::{Finding, Kind, Modality, Polarity};
use crate::modality;
use crate::phrase;
use crate::value::Value;

/// An office as a clause tells it.
pub(super) struct Told {
    pub(super) holder: (Value, Span),
    /// The words of the post; none for "Marco Tarn of the federation".
    pub(super) post: Option<(String, Span)>,
    pub(super) of: Option<(String, Span)>,
    /// The verb, whose time may be that of the office.
    pub(super) at: Word,
    /// When the office is told of.
    pub(super) when: Timing,
    pub(super) rule: &'static str,
}

/// All of them.
pub(super) fn told(context: &Context<'_>) -> Vec<Finding> {
    let mut found: Vec<Told> = Vec::new();
    for clause in &context.clauses {
        found.extend(is_post_of(context, clause));
        found.extend(taken(context, clause));
        found.extend(leads(context, clause));
        found.extend(left(context, clause));
    }
    for (sentence, read) in context.analysis.sentences.iter().enumerate() {
        for (token, read) in read.tokens.iter().enumerate() {
            let word = Word { sentence, token };
            if read.relation == Relation::Apposition {
                found.extend(beside(context, word));
            }
            found.extend(behind_name(context, word));
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
    pub(super) fn finding(self, context: &Context<'_>) -> Finding {
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
        let (modality, polarity) = modality::reading_at(context, self.at);
        let so = (modality, polarity) == (Modality::Asserted, Polarity::Positive);
        self.when.put(context, self.at, so, &mut fields);
        let mut finding = Finding::new(Kind::Role, evidence, self.rule, fields);
        finding.modality = modality;
        finding.confidence = 700;
        finding
    }
}

fn word_of(clause: &Clause, token: usize) -> Word {
    Word { sentence: clause.sentence, token }
}

/// The person that a noun names, with its words.
pub(super) fn person(context: &Context<'_>, word: Word) -> Option<(Value, Span)> {
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
    let subject = phrase::antecedent(context, clause, word_of(clause, clause.subject?));
    let holder = person(context, subject)
        .or_else(|| person(context, head_of_aside(context, subject)?))?;
    let (post, of) = post_at(context, word_of(clause, noun))?;
    let now = (clause.group.0..clause.verb)
        .any(|token| context.folded_form(word_of(clause, token)) == "now");
    let when = match lemma {
        "become" => Timing::Begins,
        _ if now => Timing::Now,
        _ => Timing::Then,
    };
    (!clause.negated).then(|| Told {
        holder,
        post: Some(post),
        of,
        at: word_of(clause, clause.verb),
        when,
        rule: "role, predicate",
    })
}

/// "who heads the union", "the party, led by Tom Leck".
fn leads(context: &Context<'_>, clause: &Clause) -> Option<Told> {
    let verb = word_of(clause, clause.verb);
    let post = leading(context.folded_lemma(verb))?;
    let (holder, body) = if clause.passive {
        (clause.agent?, clause.subject?)
    } else {
        (clause.subject?, clause.object?)
    };
    if clause.infinitive && !clause.own_subject && is_given(context, clause) {
        return None;
    }
    let holder = phrase::antecedent(context, clause, word_of(clause, holder));
    let body = phrase::antecedent(context, clause, word_of(clause, body));
    // "to be chaired by a Swiss judge": nobody in particular.
    let named = |(value, _): &(Value, Span)| {
        let name = value.to_line();
        name.rsplit(' ').next().is_some_and(|last| last.starts_with(char::is_uppercase))
    };
    let holder = person(context, holder).filter(named)?;
    let of = led(context, body)?;
    Some(Told {
        holder,
        post: Some((post.to_owned(), context.span(verb))),
        of: Some(of),
        at: verb,
        when: Timing::Then,
        rule: "role, by a verb of leading",
    })
}

/// "picked Ada Korr to lead the agency": it is not the one who picks that leads it.
fn is_given(context: &Context<'_>, clause: &Clause) -> bool {
    context.clauses_in(clause.sentence).any(|above| {
        let taken = taken(context, above);
        above.verb < clause.verb
            && taken
                .and_then(|taken| taken.post)
                .is_some_and(|post| post.1 == context.span(word_of(clause, clause.verb)))
    })
}

/// The post of whom a verb tells to lead.
pub(super) fn leading(lemma: &str) -> Option<&'static str> {
    let post = match lemma {
        "head" => "head",
        "lead" => "leader",
        "chair" => "chair",
        "command" => "commander",
        "direct" => "director",
        "govern" => "governor",
        "coach" => "coach",
        _ => return None,
    };
    Some(post)
}

/// What can be led: a body, or what people do together.
pub(super) fn led(context: &Context<'_>, noun: Word) -> Option<(String, Span)> {
    let mention = phrase::mention(context, noun).filter(|mention| {
        matches!(mention.class, ActorClass::Organisation | ActorClass::Group)
            && mention.form != Form::Pronoun
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
    Some(Told { holder, post: Some(post), of, at: noun, when: Timing::Then, rule })
}

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
    Some(Told { holder, post: Some(post), of, at: noun, when: Timing::Then, rule })
}

/// "General Ada Korr of Varn, the commander of the force,": the post behind the name, wherever it
/// was hung.
fn behind_name(context: &Context<'_>, word: Word) -> Option<Told> {
    let name = order::person_at(context, word)?;
    if !context.words(name.name.1).contains([' ', '-']) {
        return None;
    }
    let read = order::beside(context, &name, word)?;
    // A trade by itself is told where it is hung on the name.
    let trade = read.of.is_none() && is_trade(&fold(&read.post.0));
    if trade || are_several(context, word, &read) {
        return None;
    }
    Some(Told {
        holder: name.name,
        post: Some(read.post),
        of: read.of,
        at: word,
        when: Timing::Now,
        rule: "role, beside a name",
    })
}

/// "former owners of the bank": several hold it, of whom the name is only the last.
fn are_several(context: &Context<'_>, name: Word, read: &order::Read) -> bool {
    let tokens = context.sentence(name.sentence).map_or(&[][..], |found| &found.tokens);
    let here = tokens.iter().filter(|token| read.post.1.contains(token.span));
    let nouns = here.filter(|token| token.class == WordClass::Noun);
    nouns
        .take_while(|token| &*token.lemma != "of")
        .any(|token| &*token.tag == "NNS" && dateline_names::is_post(&token.lemma))
}

/// The most words of an office between its noun and the comma.
const LONGEST_OFFICE: usize = 14;

/// "the Ambassador of Varn, H.E. Ada Menz", "a member of the Harbour Council, Ms. Vane", "the mediator,
/// former judge Jon Vane,": the name right behind the comma that ends the office, wherever it was
/// hung.
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
    // "a spokesman for the mayor, Ada Korr": the name is the mayor's.
    let another = matches!(&*fold(form(noun.token + 1)), "for" | "to")
        && (noun.token + 2..comma)
            .any(|token| dateline_names::ends_post(context.folded_lemma(word(token))));
    let past = matches!(&*fold(form(comma + 1)), "ex" | "former" | "retired" | "veteran");
    let holder = if past {
        order::person_from(context, word(comma + 1))
            .filter(|found| matches!(form(found.next), "," | "." | ""))?
            .name
    } else {
        let name = (comma + 1..comma + 6).find(|&token| !is_title(form(token)))?;
        person(context, word(name)).filter(|holder| {
            let words = context.words(holder.1);
            context.span(word(name)).start() < holder.1.end()
                && words.contains(form(name))
                && words.contains(char::is_uppercase)
        })?
    };
    let near = holder.1.start() >= context.span(word(comma)).end();
    (office && linked && near && !another).then_some(Told {
        holder,
        post: Some(post),
        of,
        at: noun,
        when: Timing::Then,
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
                found.push(Told {
                    holder,
                    post: None,
                    of,
                    at,
                    when: Timing::Then,
                    rule: "role, of a body",
                });
            }
        }
    }
    found
}
