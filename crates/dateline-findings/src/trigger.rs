mod deed;
pub(crate) mod inflection;
mod need;
mod noun;
mod predicate;
mod verb;

use std::borrow::Cow;
use std::cell::LazyCell;

use dateline_language::{Relation, WordClass};
use dateline_names::{ActorClass, Resolution};

use crate::clause::{Clause, Tense};
use crate::codebook::{Line, Need, Role, Trigger, TriggerClass};
use crate::context::{Context, Word};
use crate::dating;
use crate::phrase;
use need::holds;
use noun::noun_slots;
use verb::{verb_slots, with_particle};

pub(crate) use deed::is_scheduled;
pub(crate) use noun::is_set;
pub(crate) use verb::agent_below;

/// A line of the codebook that fired on a word, with what stands in its slots.
#[derive(Clone, Debug)]
pub(crate) struct Fired<'a> {
    /// The verb or noun that triggered it.
    pub(crate) word: Word,
    /// Whether it is a verb or a noun.
    pub(crate) class: TriggerClass,
    /// The line of the codebook.
    pub(crate) line: &'a Line,
    /// The trigger as the codebook writes it.
    pub(crate) trigger: String,
    /// What stands around it.
    pub(crate) slots: Slots<'a>,
    /// The verb that says whether it is so: the trigger itself, or the verb that a noun hangs on.
    pub(crate) verb: Option<usize>,
}

/// What stands around a trigger: slots by name with the tokens that fill them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slots<'a> {
    filled: Vec<(&'a str, usize)>,
    complement: Option<usize>,
    /// The noun that stands for the whole phrase: "round" of "a round of talks".
    pub(crate) outer: Option<usize>,
    /// Whether a verb like "carry out" or "take place" says that it happened.
    pub(crate) supported: bool,
    /// That verb, where it hangs on the noun: "talks held in Varn".
    verb: Option<usize>,
}

impl<'a> Slots<'a> {
    /// The tokens in a slot.
    pub(crate) fn get<'s>(&'s self, slot: &'s str) -> impl Iterator<Item = usize> + 's {
        self.filled.iter().filter(move |filled| filled.0 == slot).map(|filled| filled.1)
    }

    /// The clause that completes it: what is announced, demanded, agreed.
    pub(crate) fn content(&self) -> Option<usize> {
        self.complement
    }

    fn put(&mut self, slot: &'a str, token: Option<usize>) {
        if let Some(token) = token
            && !self.filled.iter().any(|filled| filled.0 == slot && filled.1 == token)
        {
            self.filled.push((slot, token));
        }
    }
}

impl Fired<'_> {
    /// The tokens that play a role, in the order of the frame.
    pub(crate) fn role(&self, role: Role) -> Vec<usize> {
        let mut found = Vec::new();
        for (slot, _) in self.line.frame.iter().filter(|entry| entry.1 == role) {
            for token in self.slots.get(slot) {
                if !found.contains(&token) {
                    found.push(token);
                }
            }
        }
        found
    }

    /// Whether no line of the codebook knows the verb.
    pub(crate) fn is_open(&self) -> bool {
        self.line.triggers.iter().any(|trigger| trigger.head == deed::ANY)
    }

    /// Whether a word behind "be" tells it: "is back", "was behind the blast".
    pub(crate) fn is_predicate(&self) -> bool {
        self.trigger.starts_with("be ")
    }

    /// The line as "why?" names it.
    pub(crate) fn rule(&self) -> String {
        let class = match self.class {
            TriggerClass::Verb => "verb",
            TriggerClass::Noun => "noun",
        };
        let name = self.line.event_type.trim_start_matches('~');
        format!("codebook {name}, {class} `{}`", self.trigger)
    }
}

/// All lines that fire in a sentence, one a word at most, in the order of the text.
pub(crate) fn fired<'a>(context: &'a Context<'_>, sentence: usize) -> Vec<Fired<'a>> {
    let Some(found) = context.sentence(sentence) else { return Vec::new() };
    (0..found.tokens.len())
        .filter_map(|token| at_word(context, Word { sentence, token }))
        .collect()
}

/// The codebook's name of the deed that a verb tells; none for words, and where no codebook knows it.
pub(crate) fn kind_of_deed<'a>(context: &'a Context<'_>, verb: Word) -> Option<&'a str> {
    let fired = at_word(context, verb)?;
    let kind = fired.line.event_type.as_str();
    (!kind.starts_with('~') && kind != "deed").then_some(kind)
}

/// A verb right behind an article, an adjective or a possessive is a noun that the tagger
/// missed: "a three years fight", "the recent strike".
fn is_mistaken(context: &Context<'_>, word: Word) -> bool {
    let Some(before) = word.token.checked_sub(1) else { return false };
    let Some(token) = context.token(Word { token: before, ..word }) else { return false };
    let ending =
        context.token(word).is_some_and(|token| matches!(&*token.tag, "VB" | "VBP"));
    let possessive = &*token.tag == "POS";
    ending && (possessive || token.class == WordClass::Determiner || &*token.tag == "JJ")
}

/// "Two jailed rebels were flown home": a participle between a number and the subject of the verb
/// behind it says who they are, whatever the parser took it for.
fn is_attribute(context: &Context<'_>, word: Word) -> bool {
    let here = |token: usize| Word { token, ..word };
    let tag = |token: usize| context.token(here(token)).map_or("", |found| &*found.tag);
    let front = word.token.checked_sub(1).map(tag);
    let participle = matches!(tag(word.token), "VBN" | "VBD")
        && matches!(front, None | Some("CD" | "DT" | "POS" | "PRP$"))
        && tag(word.token + 1).starts_with("NN");
    let last = (word.token + 1..word.token + 4)
        .take_while(|&token| tag(token).starts_with("NN"))
        .last();
    let finite =
        last.is_some_and(|last| matches!(tag(last + 1), "VBD" | "VBZ" | "VBP" | "MD"));
    participle && finite || is_attribute_of_name(context, word)
}

/// "The envoy, retired general Lena Orsk, arrived": a participle in front of an office and its
/// holder's name.
fn is_attribute_of_name(context: &Context<'_>, word: Word) -> bool {
    let here = |token: usize| Word { token, ..word };
    let tag = |token: usize| context.token(here(token)).map_or("", |found| &*found.tag);
    let front = word.token.checked_sub(1).map(tag);
    let opens = match tag(word.token) {
        "VBN" => matches!(front, None | Some("," | "DT" | "POS" | "PRP$" | "IN" | "CC")),
        "VBD" => matches!(front, Some("," | "DT" | "PRP$")),
        _ => false,
    };
    let office = || {
        let mention = phrase::mention(context, here(word.token + 1));
        mention.is_some_and(|mention| mention.class == ActorClass::Person)
    };
    // "and named Admiral Juro Stahl as his successor"
    let names = matches!(lemma(context, word), "appoint" | "elect" | "name" | "nominate");
    opens && !names && tag(word.token + 2) == "NNP" && office()
}

/// "opened fire": a noun that only with its verb says what was done.
fn is_of_its_verb(context: &Context<'_>, noun: Word) -> bool {
    let Some(token) = context.token(noun) else { return false };
    let object = token.head.filter(|_| token.relation == Relation::Object);
    let Some(verb) = object.map(|head| Word { token: head, ..noun }) else {
        return false;
    };
    let own = lemma(context, noun);
    let lines =
        context.codebook.lines_for(TriggerClass::Verb, context.folded_lemma(verb));
    lines.iter().any(|(_, trigger)| matches!(&trigger.others[..], [only] if only == own))
}

/// "were injured", "was withdrawn": a participle that was taken for an adjective.
fn is_participle(context: &Context<'_>, word: Word) -> bool {
    let form = context.folded_form(word);
    let ending = form.ends_with("ed")
        || form.ends_with("wn")
        || form.ends_with("en") && form != "open"
        || matches!(form, "missing" | "unaccounted");
    let copula = context
        .tree(word.sentence)
        .is_some_and(|tree| tree.child(word.token, &[Relation::Copula]).is_some());
    let Some(clause) = context.clause_at(word).filter(|clause| clause.own_subject) else {
        return false;
    };
    // "Four were killed and nine injured".
    let above = clause.head.filter(|_| clause.relation == Relation::Conjunct);
    let joined = above
        .and_then(|token| context.clause_at(Word { token, ..word }))
        .is_some_and(|above| above.passive);
    ending && (copula || joined)
}

/// A noun that heads a clause of the past by itself: no copula gives it one.
fn is_past_read_as_noun(context: &Context<'_>, word: Word) -> bool {
    let tree = context.tree(word.sentence);
    let copula = tree.and_then(|tree| tree.child(word.token, &[Relation::Copula]));
    context.clause_at(word).is_some_and(|clause| {
        clause.verb == word.token
            && clause.object.is_some()
            && clause.tense == Tense::Past
            && copula.is_none()
    })
}

/// "Fighting broke out on Monday": a gerund that opens a sentence whose verb right behind it has
/// no subject of its own.
pub(crate) fn is_gerund_subject(context: &Context<'_>, word: Word) -> bool {
    let gerund = context
        .token(word)
        .is_some_and(|token| &*token.tag == "VBG" && token.relation == Relation::Clause);
    let verb = Word { token: word.token + 1, ..word };
    let head = context.token(word).and_then(|token| token.head);
    let finite = context
        .clause_at(verb)
        .is_some_and(|clause| !clause.own_subject && clause.group.0 == verb.token);
    gerund && finite && head == Some(verb.token)
}

/// "combat mission", "ambush site": a noun before a noun tells no event.
fn stands_alone(relation: Relation) -> bool {
    !matches!(relation, Relation::Compound | Relation::Adjective | Relation::Flat)
}

/// "left in protest", "came under fire": a bare noun in the singular behind "in" tells how, not what.
fn is_manner(context: &Context<'_>, noun: Word) -> bool {
    let Some(tree) = context.tree(noun.sentence) else { return false };
    let [case] = tree.children(noun.token) else { return false };
    let before = Word { token: *case, ..noun };
    context.token(noun).is_some_and(|token| &*token.tag == "NN")
        && case + 1 == noun.token
        && match context.folded_form(before) {
            "in" => true,
            "under" => context.folded_lemma(noun) == "fire",
            _ => false,
        }
}

fn at_word<'a>(context: &'a Context<'_>, word: Word) -> Option<Fired<'a>> {
    let token = context.token(word)?;
    if let Some(fired) = predicate::fired(context, word) {
        return Some(fired);
    }
    let class = match token.class {
        WordClass::Verb if is_attribute(context, word) => return None,
        WordClass::Verb
            if is_mistaken(context, word) || is_gerund_subject(context, word) =>
        {
            TriggerClass::Noun
        }
        WordClass::Verb => TriggerClass::Verb,
        WordClass::Adjective if is_participle(context, word) => TriggerClass::Verb,
        // "The government set up a panel", read as a noun.
        WordClass::Noun if is_past_read_as_noun(context, word) => TriggerClass::Verb,
        WordClass::Noun
            if stands_alone(token.relation)
                && !is_manner(context, word)
                && !is_of_its_verb(context, word) =>
        {
            TriggerClass::Noun
        }
        _ => return None,
    };
    let lines = lines_for(context, word, class);
    let open =
        LazyCell::new(|| class == TriggerClass::Verb && deed::is_deed(context, word));
    if lines.is_empty() && !*open {
        return None;
    }
    let (slots, verb) = match class {
        TriggerClass::Verb => {
            let clause = context.clause_at(word)?;
            let obliques = &clause.obliques;
            let passive;
            let clause = if token.class == WordClass::Adjective {
                passive = Clause { passive: true, ..clause.clone() };
                &passive
            } else {
                clause
            };
            (verb_slots(context, clause, obliques), Some(word.token))
        }
        TriggerClass::Noun => noun_slots(context, word),
    };
    let fits = |(line, trigger): &(&'a Line, &'a Trigger)| {
        let whole = match class {
            TriggerClass::Verb => has_particles(context, word, &trigger.others),
            TriggerClass::Noun => has_words_before(context, word, &trigger.others),
        };
        let slots = around(class, &slots, trigger);
        whole && line.needs.iter().all(|need| holds(context, word, &slots, need))
    };
    let line = surest(lines.into_iter().filter(fits));
    let any = || context.codebook.lines_for(class, deed::ANY).pop();
    let (line, trigger) = line.or_else(|| if *open { any() } else { None })?;
    let mut name: Vec<&str> = trigger.others.iter().map(String::as_str).collect();
    let open = trigger.head == deed::ANY;
    let head = if open { context.folded_form(word) } else { &trigger.head };
    name.insert(if class == TriggerClass::Verb { 0 } else { name.len() }, head);
    let slots = around(class, &slots, trigger).into_owned();
    Some(Fired { word, class, line, trigger: name.join(" "), slots, verb })
}

/// The line that asks most is the surest; of two that ask alike, the later one: a user's own.
fn surest<'a>(
    lines: impl Iterator<Item = (&'a Line, &'a Trigger)>,
) -> Option<(&'a Line, &'a Trigger)> {
    lines.max_by_key(|(line, trigger)| {
        let asked: usize = line.needs.iter().map(Need::weight).sum();
        asked + trigger.others.len() * 4
    })
}

/// The lines of the codebook for a word: by its dictionary form, or, where the codebook does not
/// know that, by those that its letters allow ("fled", of "flead").
fn lines_for<'a>(
    context: &'a Context<'_>,
    word: Word,
    class: TriggerClass,
) -> Vec<(&'a Line, &'a Trigger)> {
    let known = |lemma: &str| {
        Some(context.codebook.lines_for(class, lemma)).filter(|lines| !lines.is_empty())
    };
    if let Some(lines) = known(lemma(context, word)) {
        return lines;
    }
    let form = context.folded_form(word);
    match class {
        TriggerClass::Verb => inflection::of_verb(form, known),
        TriggerClass::Noun => inflection::of_noun(form, known),
    }
    .unwrap_or_default()
}

/// What stands around a word where it is this trigger.
fn around<'s, 'a>(
    class: TriggerClass,
    slots: &'s Slots<'a>,
    trigger: &Trigger,
) -> Cow<'s, Slots<'a>> {
    let particle = trigger.others.last().filter(|_| class == TriggerClass::Verb);
    match particle.and_then(|particle| with_particle(slots, particle)) {
        Some(other) => Cow::Owned(other),
        None => Cow::Borrowed(slots),
    }
}

/// "pull out", "hand over": the particle stands right behind the verb or hangs on it.
fn has_particles(context: &Context<'_>, verb: Word, particles: &[String]) -> bool {
    let Some(tree) = context.tree(verb.sentence) else { return false };
    let form = |token: usize| context.folded_form(Word { token, ..verb });
    // "stands at 2,400, down from 2,900": behind a comma it goes with something else.
    let whole = |child: usize| {
        (verb.token..child).all(|token| !matches!(form(token), "," | ";" | ":"))
    };
    let hangs = |particle: &String| {
        let mut below = tree.children(verb.token).iter();
        below.any(|&child| form(child) == *particle && whole(child))
    };
    let follows = particles
        .iter()
        .zip(verb.token + 1..)
        .all(|(particle, token)| form(token) == *particle);
    // "pulled its guns back 15 kilometres": hung on how far.
    let measured = |particle: &String| {
        (verb.token + 1..verb.token + 6).any(|token| {
            let next = Word { token: token + 1, ..verb };
            let number = context.token(next).map(|found| found.class);
            form(token) == *particle && number == Some(WordClass::Number) && whole(token)
        })
    };
    follows
        || particles.len() == 1
            && particles.iter().all(|particle| hangs(particle) || measured(particle))
}

/// "air strike", "suicide bombing": the words right before the noun, hyphens aside.
fn has_words_before(context: &Context<'_>, noun: Word, words: &[String]) -> bool {
    let mut at = noun.token;
    // "round of talks" writes its head last; its first words stand before.
    for wanted in words.iter().rev() {
        loop {
            let Some(before) = at.checked_sub(1) else { return false };
            at = before;
            let here = Word { token: at, ..noun };
            let form = context.folded_form(here);
            if form == *wanted || context.folded_lemma(here) == *wanted {
                break;
            }
            if form != "-" {
                return false;
            }
        }
    }
    true
}

/// The dictionary form of a word in lower case; a plural that the tagger left is put right.
pub(crate) fn lemma<'a>(context: &'a Context<'_>, word: Word) -> &'a str {
    context.folded.singular(word)
}

/// Whether a word is, or ends, a name.
pub(crate) fn is_name(context: &Context<'_>, word: Word) -> bool {
    let Some(token) = context.token(word) else { return false };
    token.class == WordClass::ProperNoun
        || phrase::mention(context, word)
            .is_some_and(|mention| matches!(mention.resolution, Resolution::One(_)))
        || is_numbered(context, word)
}

/// "Number Nine", "Unit 3": a noun in capitals with its number behind.
fn is_numbered(context: &Context<'_>, word: Word) -> bool {
    let capital = |word: Word| context.form(word).starts_with(char::is_uppercase);
    let next = Word { token: word.token + 1, ..word };
    let number = context.token(next).is_some_and(|token| {
        token.class == WordClass::Number && token.head == Some(word.token)
    });
    let digits = context.form(next).bytes().all(|letter| letter.is_ascii_digit());
    let noun = context.token(word).is_some_and(|token| &*token.tag == "NN");
    noun && number && capital(word) && (digits || capital(next))
}

/// Whether a word stands in an expression of time.
pub(crate) fn is_time(context: &Context<'_>, word: Word) -> bool {
    dating::time_at(context, word).is_some()
}

/// Whether a word stands in an expression that says when, and not how long.
fn is_date(context: &Context<'_>, word: Word) -> bool {
    dating::time_at(context, word).is_some_and(|time| dating::is_date(&time.value.1))
}
