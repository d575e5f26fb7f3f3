use dateline_language::Relation;
use dateline_names::ActorClass;
use dateline_text::{Span, one_line};

use super::word_of;
use crate::clause::Clause;
use crate::context::{Context, Word};
use crate::dating;
use crate::field::{Field, Fields};
use crate::finding::{Finding, Kind, Modality, Polarity};
use crate::kind::commitment;
use crate::modality;
use crate::phrase;
use crate::value::{Name, Value};
use crate::voice::is_date;

/// An agreement as one clause tells it.
pub(super) struct Told {
    pub(super) clause: (usize, usize),
    pub(super) evidence: Span,
    pub(super) more: Vec<Span>,
    pub(super) instrument: Option<&'static str>,
    pub(super) status: &'static str,
    pub(super) name: Option<Span>,
    pub(super) parties: Vec<(Value, Span)>,
    pub(super) signatories: Vec<(Value, Span)>,
    pub(super) place: Option<(Value, Span)>,
    pub(super) contents: Vec<Span>,
    pub(super) binding: Option<(bool, Span)>,
    pub(super) modality: Modality,
    pub(super) negative: bool,
    /// "the agreement": one that was spoken of before.
    pub(super) again: bool,
    pub(super) rule: &'static str,
}

impl Told {
    /// What a clause tells before any of it is read.
    pub(super) fn of(context: &Context<'_>, clause: &Clause, rule: &'static str) -> Self {
        let verb = word_of(clause, clause.verb);
        let (modality, polarity) = modality::reading_at(context, verb);
        Self {
            clause: (clause.sentence, clause.verb),
            evidence: context.span_of(clause.sentence, clause.group.0, clause.group.1),
            more: Vec::new(),
            instrument: None,
            status: "agreed",
            name: None,
            parties: Vec::new(),
            signatories: Vec::new(),
            place: place(context, clause),
            contents: Vec::new(),
            binding: None,
            modality,
            negative: polarity == Polarity::Negative,
            again: false,
            rule,
        }
    }
    /// Takes in what a later clause tells of the same agreement.
    pub(super) fn take(&mut self, later: Self) {
        self.more.push(later.evidence);
        self.more.extend(later.more);
        self.signatories.extend(later.signatories);
        self.contents.extend(later.contents);
        self.place = self.place.take().or(later.place);
        if self.parties.len() < 2 {
            self.parties.extend(later.parties);
        }
    }

    pub(super) fn into_finding(self, context: &Context<'_>) -> Finding {
        let mut fields = Fields::new();
        if let Some(span) = self.name.map(|span| without_owner(context, span)) {
            fields.set(
                Field::Name,
                Value::words(&one_line(context.words(span))),
                &[span],
            );
        }
        fields.set_some(Field::Instrument, self.instrument.map(Value::word), &[]);
        fields.set(Field::Status, Value::word(self.status), &[]);
        set_list(&mut fields, Field::Parties, self.parties);
        set_list(&mut fields, Field::Signatories, self.signatories);
        if let Some((place, span)) = self.place {
            fields.set(Field::Place, place, &[span]);
        }
        if let Some((binding, span)) = self.binding {
            fields.set(Field::Binding, Value::Truth(binding), &[span]);
        }
        if !self.contents.is_empty() {
            let items = self.contents.iter();
            let items =
                items.map(|&span| Value::words(&one_line(context.words(span)))).collect();
            fields.set(Field::Contents, Value::List(items), &self.contents);
        }
        let (sentence, token) = self.clause;
        // The day by which something is to be done is not the day it was agreed.
        let dated = |word: Word| {
            dating::dated_by(context, word).filter(|time| {
                is_date(&time.value.1)
                    && !dating::is_term(context, time)
                    && !self.contents.iter().any(|span| span.contains(time.span))
            })
        };
        let word = Word { sentence, token };
        // "agreed on Friday to extend it until 2044"
        let above = context.clause_at(word).and_then(|clause| clause.head);
        let agrees = above
            .map(|token| Word { token, ..word })
            .filter(|&above| context.folded_lemma(above) == "agree");
        let date = dated(word).or_else(|| agrees.and_then(dated));
        if let Some(date) = date.map(|time| &time.value.1) {
            fields.set(Field::Date, Value::When(date.clone()), &[]);
        }
        let rule = format!("agreement: {}", self.rule);
        let mut finding = Finding::new(Kind::Agreement, self.evidence, &rule, fields);
        finding.more = self.more;
        finding.modality = self.modality;
        finding.polarity = modality::polarity(self.negative);
        finding.confidence = 800;
        finding
    }
}

/// The actors as a list, each once.
pub(super) fn set_list(fields: &mut Fields, field: Field, items: Vec<(Value, Span)>) {
    let mut values: Vec<Value> = Vec::new();
    let mut spans: Vec<Span> = Vec::new();
    for (value, span) in items {
        if !values.iter().any(|known| known.to_line() == value.to_line()) {
            values.push(value);
            spans.push(span);
        }
    }
    if !values.is_empty() {
        fields.set(field, Value::List(values), &spans);
    }
}

/// The sides behind "with" and "between", of the verb or the instrument.
pub(super) fn behind(context: &Context<'_>, clause: &Clause, noun: Word) -> Vec<Word> {
    let Some(tree) = context.tree(clause.sentence) else { return Vec::new() };
    let tokens = context.sentence(clause.sentence).map_or(&[][..], |found| &found.tokens);
    let obliques =
        clause.obliques.iter().map(|oblique| (oblique.noun, oblique.preposition.clone()));
    let modifiers = tree
        .children_in(noun.token, &[Relation::Modifier])
        .map(|child| (child, crate::clause::preposition(tokens, tree, child)));
    obliques
        .chain(modifiers)
        .filter(|(_, preposition)| matches!(&**preposition, "with" | "between" | "among"))
        .map(|(token, _)| word_of(clause, token))
        .filter(|&word| phrase::can_speak(context, word))
        .chain(behind_in_order(context, clause, noun))
        .map(|word| named_beside(context, word))
        .flat_map(|(owner, side)| owner.into_iter().chain([side]))
        .collect()
}

/// "its downstream neighbour Lower Varn": the name beside a noun, with whose neighbour that is.
fn named_beside(context: &Context<'_>, side: Word) -> (Option<Word>, Word) {
    let Some(tree) = context.tree(side.sentence) else { return (None, side) };
    let here = |token: usize| Word { token, ..side };
    let names = |token: &usize| phrase::names_an_actor(context, here(*token));
    let beside = tree
        .children_in(side.token, &[Relation::Apposition, Relation::Flat])
        .find(names)
        .filter(|_| !phrase::names_an_actor(context, side));
    let Some(name) = beside else { return (None, side) };
    let owner = tree
        .child(side.token, &[Relation::Possessive])
        .map(here)
        .filter(|&owner| phrase::is_resolved(context, owner));
    (owner, here(name))
}

/// The side right behind a "with" that follows the instrument, wherever it was hung.
pub(super) fn behind_in_order(
    context: &Context<'_>,
    clause: &Clause,
    noun: Word,
) -> Option<Word> {
    let tokens = &context.sentence(clause.sentence)?.tokens;
    let from = noun.token.max(clause.verb) + 1;
    let form = |token: usize| context.folded_form(word_of(clause, token));
    let stop = (from..tokens.len().min(from + 12)).find(|&token| {
        matches!(form(token), "," | ";" | "that" | "which" | "to" | "after" | "as")
    });
    let end = stop.unwrap_or(tokens.len().min(from + 12));
    let with = (from..end).find(|&token| matches!(form(token), "with" | "between"))?;
    let start = tokens.get(with + 1)?.span.start();
    let near = tokens.get((with + 4).min(tokens.len() - 1))?.span.start();
    let sides = context.mentions_in(clause.sentence).filter(|mention| {
        mention.span.start() >= start
            && mention.span.start() <= near
            && mention.class != ActorClass::Place
            && mention.resolution != dateline_names::Resolution::Unknown
    });
    let side = sides.max_by_key(|mention| {
        (std::cmp::Reverse(mention.span.start()), mention.span.len())
    })?;
    let side = owned_by(context, clause.sentence, side).unwrap_or(side);
    let last =
        context.sentence(clause.sentence)?.token_at(side.span.end().checked_sub(1)?)?;
    let first = context.sentence(clause.sentence)?.token_at(side.span.start())?;
    // The word of the mention that hangs outside of it is its head.
    let head = (first..=last).find(|&token| {
        tokens
            .get(token)
            .and_then(|found| found.head)
            .is_none_or(|head| head < first || head > last)
    });
    Some(word_of(clause, head.unwrap_or(last)))
}

/// "Varn's navy": what a name with a possessive ending owns, where it is named too.
fn owned_by<'a>(
    context: &Context<'a>,
    sentence: usize,
    owner: &dateline_names::Mention,
) -> Option<&'a dateline_names::Mention> {
    let end = owner.span.end();
    let behind =
        context.mentions_in(sentence).filter(|mention| mention.span.start() > end);
    let next = behind.min_by_key(|mention| {
        (mention.span.start(), std::cmp::Reverse(mention.span.len()))
    })?;
    let between = context.words(Span::of(end..next.span.start()));
    matches!(between.trim_end(), "'s" | "’s").then_some(next)
}

/// Who is joined to a side, and who is named in a row with it.
fn all_sides(context: &Context<'_>, actor: Word) -> Vec<Word> {
    let mut all: Vec<Word> = phrase::conjuncts(context, actor).collect();
    for word in phrase::listed(context, actor) {
        if !all.contains(&word) {
            all.push(word);
        }
    }
    // "and its creditors"
    let owner = |word: &Word| {
        context.token(*word).is_some_and(|token| token.relation == Relation::Possessive)
    };
    all.retain(|word| *word == actor || !owner(word));
    all
}

/// "The signatures are those of Orlesia, the Guild of Ports and Varn": the first of the sides that
/// a sentence only names, and its words.
pub(super) fn sides_named(
    context: &Context<'_>,
    sentence: usize,
) -> Option<(Word, Span)> {
    let here = |token: usize| Word { sentence, token };
    let form = |token: usize| context.folded_form(here(token));
    let whose = matches!(
        context.folded_lemma(here(1)),
        "party" | "signatory" | "signature" | "signer"
    );
    if !whose || form(0) != "the" || !matches!(form(2), "are" | "were") {
        return None;
    }
    let those = if form(3) == "those" && form(4) == "of" { 5 } else { 3 };
    let first = those + usize::from(form(those) == "the");
    let start = context.span(here(first)).start();
    let mut mentions = context.mentions_in(sentence);
    let mention = mentions
        .find(|mention| mention.span.start() <= start && start < mention.span.end())?;
    let head = phrase::head_noun(context, mention.span)?;
    let last = *phrase::listed(context, head).last().filter(|last| **last != head)?;
    let end =
        phrase::mention(context, last).map_or(context.span(last), |found| found.span);
    Some((head, context.span(here(0)).cover(end)))
}

/// Persons sign, states and bodies are parties; a person's state or body is the party.
pub(super) fn share_out(context: &Context<'_>, told: &mut Told, actors: &[Word]) {
    for &actor in actors {
        for word in all_sides(context, actor) {
            let span = phrase::noun_phrase(context, word);
            let owned = phrase::mention(context, word)
                .and_then(|mention| owned_by(context, word.sentence, mention))
                .and_then(|mention| match mention.resolution {
                    dateline_names::Resolution::One(actor) => Some(actor),
                    _ => None,
                });
            let named = match owned {
                Some(actor) => phrase::actor_name(context, actor),
                None => speaker_instead(context, word)
                    .unwrap_or_else(|| phrase::name_of_one(context, word)),
            };
            for value in flat(named) {
                let person = actor_of(context, &value)
                    .filter(|actor| actor.class == ActorClass::Person);
                match person {
                    Some(person) => {
                        let of =
                            person.offices.iter().find_map(|office| office.of.clone());
                        let of = of.or_else(|| person.of.clone());
                        let side = of.map(|name| Value::Name(Name { name, actor: None }));
                        // Whose side a person is on may not be told; then the person is the side.
                        let party = side.unwrap_or_else(|| value.clone());
                        told.parties.push((party, span));
                        // A bare name may be a state that nobody knows.
                        let known =
                            person.name.contains(' ') || !person.offices.is_empty();
                        if told.status == "signed" && known {
                            told.signatories.push((value, span));
                        }
                    }
                    None => told.parties.push((value, span)),
                }
            }
        }
    }
}

/// "their 2029 defence pact", "a truce": the name without the word for whose or which.
fn without_owner(context: &Context<'_>, name: Span) -> Span {
    let words = context.words(name);
    let first = words.split_whitespace().next().unwrap_or_default();
    let owner = matches!(
        first,
        "a" | "an" | "her" | "his" | "its" | "our" | "the" | "their" | "this"
    );
    let rest = words.get(first.len()..).unwrap_or_default();
    let kept = rest.trim_start();
    if !owner || kept.is_empty() {
        return name;
    }
    Span::of(name.end() - kept.len()..name.end())
}

/// "Norrail said it had signed": a pronoun that nobody else is known for stands for who speaks.
fn speaker_instead(context: &Context<'_>, word: Word) -> Option<Value> {
    let pronoun = matches!(context.folded_form(word), "it" | "they" | "we");
    let unknown = matches!(
        phrase::name_of_one(context, word),
        Value::Name(Name { actor: None, .. })
    );
    let number = commitment::speech_around(context, context.span(word));
    let voice = number.filter(|_| pronoun && unknown);
    voice.and_then(|number| context.voices.get(number))?.speaker.clone()
}

pub(super) fn flat(value: Value) -> Vec<Value> {
    match value {
        Value::List(values) => values,
        other => vec![other],
    }
}

pub(super) fn actor_of<'a>(
    context: &Context<'a>,
    value: &Value,
) -> Option<&'a dateline_names::Actor> {
    match value {
        Value::Name(name) => context.cast.actors.get(name.actor?),
        _ => None,
    }
}

pub(super) fn place(context: &Context<'_>, clause: &Clause) -> Option<(Value, Span)> {
    let at = clause
        .obliques
        .iter()
        .filter(|oblique| matches!(&*oblique.preposition, "in" | "at"));
    let noun = at
        .map(|oblique| word_of(clause, oblique.noun))
        .find(|&noun| is_place(context, noun))
        .or_else(|| place_behind(context, clause))?;
    Some((phrase::name(context, noun), phrase::noun_phrase(context, noun)))
}

/// A named place behind the verb that hangs on another noun: "signed it with the minister in
/// Port Hale". No further than the next verb.
fn place_behind(context: &Context<'_>, clause: &Clause) -> Option<Word> {
    let tree = context.tree(clause.sentence)?;
    let sentence = context.sentence(clause.sentence)?;
    (clause.verb + 1..sentence.tokens.len())
        .map(|token| word_of(clause, token))
        .take_while(|&word| context.clause_at(word).is_none())
        .find(|&word| {
            let case = tree.child(word.token, &[Relation::Case]);
            let form = case.map(|case| context.folded_form(word_of(clause, case)));
            matches!(form, Some("in" | "at")) && is_place(context, word)
        })
}

fn is_place(context: &Context<'_>, noun: Word) -> bool {
    let class = phrase::mention(context, noun).map(|mention| mention.class);
    matches!(class, Some(ActorClass::Place | ActorClass::State))
}
