use std::collections::BTreeSet;

use dateline_language::{Relation, WordClass};
use dateline_names::{ActorClass, Resolution};
use dateline_text::fold;

use crate::clause::Clause;
use crate::codebook::{Line, Need, Role, Trigger, TriggerClass};
use crate::context::{Context, Word};
use crate::phrase;
use crate::quantity::singular;

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
    pub(crate) slots: Slots,
    /// The verb that says whether it is so: the trigger itself, or the verb that a noun hangs on.
    pub(crate) verb: Option<usize>,
}

/// What stands around a trigger: slots by name with the tokens that fill them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slots {
    filled: Vec<(String, usize)>,
    complement: Option<usize>,
    /// The noun that stands for the whole phrase: "round" of "a round of talks".
    pub(crate) outer: Option<usize>,
    /// Whether a verb like "carry out" or "take place" says that it happened.
    pub(crate) supported: bool,
    /// That verb, where it hangs on the noun: "talks held in Varn".
    verb: Option<usize>,
}

impl Slots {
    /// The tokens in a slot.
    pub(crate) fn get<'a>(&'a self, slot: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.filled.iter().filter(move |filled| filled.0 == slot).map(|filled| filled.1)
    }

    /// The clause that completes it: what is announced, demanded, agreed.
    pub(crate) fn content(&self) -> Option<usize> {
        self.complement
    }

    fn put(&mut self, slot: &str, token: Option<usize>) {
        if let Some(token) = token
            && !self.filled.iter().any(|filled| filled.0 == slot && filled.1 == token)
        {
            self.filled.push((slot.to_owned(), token));
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
pub(crate) fn fired<'a>(context: &Context<'a>, sentence: usize) -> Vec<Fired<'a>> {
    let Some(found) = context.sentence(sentence) else { return Vec::new() };
    (0..found.tokens.len())
        .filter_map(|token| at_word(context, Word { sentence, token }))
        .collect()
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

/// "combat mission", "ambush site": a noun before a noun tells no event.
fn stands_alone(relation: Relation) -> bool {
    !matches!(relation, Relation::Compound | Relation::Adjective | Relation::Flat)
}

fn at_word<'a>(context: &Context<'a>, word: Word) -> Option<Fired<'a>> {
    let token = context.token(word)?;
    let class = match token.class {
        WordClass::Verb if is_mistaken(context, word) => TriggerClass::Noun,
        WordClass::Verb => TriggerClass::Verb,
        WordClass::Noun if stands_alone(token.relation) => TriggerClass::Noun,
        _ => return None,
    };
    let lemma = lemma(context, word);
    let lines: Vec<(&'a Line, &'a Trigger)> = context.codebook.lines_for(class, &lemma);
    if lines.is_empty() {
        return None;
    }
    let (slots, verb) = match class {
        TriggerClass::Verb => {
            (verb_slots(context, context.clause_at(word)?), Some(word.token))
        }
        TriggerClass::Noun => noun_slots(context, word),
    };
    let fits = |(line, trigger): &(&'a Line, &'a Trigger)| {
        let whole = match class {
            TriggerClass::Verb => has_particles(context, word, &trigger.others),
            TriggerClass::Noun => has_words_before(context, word, &trigger.others),
        };
        whole && line.needs.iter().all(|need| holds(context, word, &slots, need))
    };
    // The line that asks most is the surest; of two that ask alike, the later one: a user's own.
    let (line, trigger) = lines
        .into_iter()
        .filter(fits)
        .max_by_key(|(line, trigger)| line.needs.len() + trigger.others.len() * 2)?;
    let mut name = trigger.others.clone();
    name.insert(
        if class == TriggerClass::Verb { 0 } else { name.len() },
        trigger.head.clone(),
    );
    Some(Fired { word, class, line, trigger: name.join(" "), slots, verb })
}

/// "pull out", "hand over": the particle stands right behind the verb or hangs on it.
fn has_particles(context: &Context<'_>, verb: Word, particles: &[String]) -> bool {
    let Some(tree) = context.tree(verb.sentence) else { return false };
    let form = |token: usize| fold(context.form(Word { token, ..verb }));
    let hangs = |particle: &String| {
        tree.children(verb.token).iter().any(|&child| form(child) == *particle)
    };
    let follows = particles
        .iter()
        .zip(verb.token + 1..)
        .all(|(particle, token)| form(token) == *particle);
    follows || particles.len() == 1 && particles.iter().all(hangs)
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
            let form = fold(context.form(here));
            if form == *wanted || fold(context.lemma(here)) == *wanted {
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
pub(crate) fn lemma(context: &Context<'_>, word: Word) -> String {
    let Some(token) = context.token(word) else { return String::new() };
    let lemma = fold(&token.lemma);
    let plural = matches!(&*token.tag, "NNS" | "NNPS");
    if plural && lemma == fold(context.form(word)) { singular(&lemma) } else { lemma }
}

/// Whether a need of a line holds around a word.
fn holds(context: &Context<'_>, word: Word, slots: &Slots, need: &Need) -> bool {
    need.slots.iter().any(|slot| match slot.as_str() {
        "comp" => slots.complement.is_some_and(|token| {
            need.words.is_empty()
                || need.words.contains(&fold(context.lemma(Word { token, ..word })))
        }),
        "comp_has" => slots
            .complement
            .is_some_and(|token| any_below(context, Word { token, ..word }, &need.words)),
        "has" => any_below(context, word, &need.words),
        "adj" => modifiers(context, word)
            .into_iter()
            .any(|token| suits(context, Word { token, ..word }, need)),
        slot => slots.get(slot).any(|token| suits(context, Word { token, ..word }, need)),
    })
}

/// Whether a word in a slot, or one that "and" joins to it, is what a need asks for.
fn suits(context: &Context<'_>, word: Word, need: &Need) -> bool {
    if need.words.is_empty() && !need.name && !need.person {
        return true;
    }
    phrase::conjuncts(context, word).into_iter().any(|word| {
        let lemma = lemma(context, word);
        let named = need.name && is_name(context, word);
        let person = need.person
            && phrase::mention(context, word)
                .is_some_and(|mention| mention.class == ActorClass::Person);
        named || person || need.words.contains(&lemma) || of_what(context, word, need)
    })
}

/// "a number of soldiers", "thousands of people": what is counted counts.
fn of_what(context: &Context<'_>, word: Word, need: &Need) -> bool {
    if !is_amount(&fold(context.lemma(word))) {
        return false;
    }
    let Some(tree) = context.tree(word.sentence) else { return false };
    tree.children_in(word.token, &[Relation::Modifier])
        .any(|token| need.words.contains(&fold(context.lemma(Word { token, ..word }))))
}

fn is_amount(lemma: &str) -> bool {
    matches!(
        lemma,
        "host"
            | "number"
            | "series"
            | "wave"
            | "string"
            | "round"
            | "spate"
            | "dozen"
            | "hundred"
            | "thousand"
            | "group"
            | "couple"
            | "majority"
            | "score"
            | "lot"
            | "batch"
            | "member"
            | "dozens"
            | "hundreds"
            | "thousands"
            | "scores"
            | "barrage"
            | "remnant"
            | "type"
            | "kind"
            | "set"
            | "pair"
    )
}

/// Whether a word is, or ends, a name.
pub(crate) fn is_name(context: &Context<'_>, word: Word) -> bool {
    let Some(token) = context.token(word) else { return false };
    token.class == WordClass::ProperNoun
        || phrase::mention(context, word)
            .is_some_and(|mention| matches!(mention.resolution, Resolution::One(_)))
}

fn any_below(context: &Context<'_>, word: Word, words: &[String]) -> bool {
    let Some(tree) = context.tree(word.sentence) else { return false };
    let wanted: BTreeSet<&str> = words.iter().map(String::as_str).collect();
    let (first, last) = tree.reach(word.token);
    (first..=last).any(|token| {
        let here = Word { token, ..word };
        wanted.contains(lemma(context, here).as_str())
            || wanted.contains(fold(context.form(here)).as_str())
    })
}

fn modifiers(context: &Context<'_>, noun: Word) -> Vec<usize> {
    const BEFORE: [Relation; 4] = [
        Relation::Adjective,
        Relation::Compound,
        Relation::UnmarkedModifier,
        Relation::Flat,
    ];
    let Some(tree) = context.tree(noun.sentence) else { return Vec::new() };
    tree.children_in(noun.token, &BEFORE).collect()
}

/// The slots of a verb: who does it, to whom, and its phrases by preposition.
fn verb_slots(context: &Context<'_>, clause: &Clause) -> Slots {
    let mut slots = Slots { complement: clause.complement, ..Slots::default() };
    let up = |token: usize| relative_head(context, clause, token);
    let subject = clause.subject.map(up);
    // "Varn deployed 300 guards" read as "Varn, deployed": what has an object is active.
    let active =
        !clause.passive || clause.relation == Relation::Acl && clause.object.is_some();
    if active {
        slots.put("S", subject);
        slots.put("O", clause.object.map(up));
    } else {
        slots.put(
            "O",
            subject.or(clause.head.filter(|_| clause.relation == Relation::Acl)),
        );
        slots.put("S", clause.agent.or_else(|| agent_below(context, clause)));
    }
    slots.put("I", clause.indirect);
    for oblique in &clause.obliques {
        if Some(oblique.noun) != clause.agent
            && !is_time(context, Word { sentence: clause.sentence, token: oblique.noun })
        {
            let out = oblique.preposition == "out of";
            slots
                .put(if out { "from" } else { &oblique.preposition }, Some(oblique.noun));
        }
    }
    phrases_of_object(context, clause, &mut slots);
    slots
}

/// "restored ties with Varn", "rejected an offer from Varn": what hangs on the object stands
/// for the verb too, where nothing of its own does.
fn phrases_of_object(context: &Context<'_>, clause: &Clause, slots: &mut Slots) {
    let Some(tree) = context.tree(clause.sentence) else { return };
    let Some(object) = clause.object else { return };
    for child in tree.children_in(object, &[Relation::Modifier]) {
        let word = Word { sentence: clause.sentence, token: child };
        let Some(case) = tree.child(child, &[Relation::Case]) else { continue };
        let case = fold(context.form(Word { token: case, ..word }));
        let useful =
            matches!(case.as_str(), "with" | "on" | "against" | "from" | "for" | "to");
        if useful && !is_time(context, word) && slots.get(&case).next().is_none() {
            slots.put(&case, Some(child));
        }
    }
}

/// "was invited as part of a mission in 2031 by the council": the one who does it, where the
/// parser hung it on something nearer.
pub(crate) fn agent_below(context: &Context<'_>, clause: &Clause) -> Option<usize> {
    let tree = context.tree(clause.sentence)?;
    let (_, last) = tree.reach(clause.verb);
    let by = |&token: &usize| {
        tree.child(token, &[Relation::Case]).is_some_and(|case| {
            fold(context.form(Word { sentence: clause.sentence, token: case })) == "by"
        })
    };
    let mut below = (clause.verb + 1..=last).filter(by);
    below.find(|&token| is_name(context, Word { sentence: clause.sentence, token }))
}

/// Whether a word stands in an expression of time.
pub(crate) fn is_time(context: &Context<'_>, word: Word) -> bool {
    let span = context.span(word);
    let first = context.times.partition_point(|time| time.span.end() <= span.start());
    context.times.get(first).is_some_and(|time| time.span.contains(span))
}

/// "the bases that house soldiers": the noun that "that" stands for.
fn relative_head(context: &Context<'_>, clause: &Clause, token: usize) -> usize {
    let lemma = fold(context.lemma(Word { sentence: clause.sentence, token }));
    let stands = matches!(lemma.as_str(), "who" | "which" | "that" | "whom");
    match clause.head {
        Some(head) if stands && clause.relation == Relation::AclRelative => head,
        _ => token,
    }
}

/// The slots of a noun, with the verb that says whether it happened.
fn noun_slots(context: &Context<'_>, noun: Word) -> (Slots, Option<usize>) {
    let mut slots = Slots::default();
    let outer = outer_noun(context, noun);
    own_slots(context, noun, noun.token, &mut slots);
    if outer != noun.token {
        own_slots(context, Word { token: outer, ..noun }, noun.token, &mut slots);
    }
    slots.outer = (outer != noun.token).then_some(outer);
    let verb = support(context, Word { token: outer, ..noun }, &mut slots);
    let verb = slots.verb.or(verb);
    (slots, verb)
}

/// "a host of operations": the noun that stands outside.
fn outer_noun(context: &Context<'_>, noun: Word) -> usize {
    let Some(token) = context.token(noun) else { return noun.token };
    let Some(head) = token.head.filter(|_| token.relation == Relation::Modifier) else {
        return noun.token;
    };
    let lemma = fold(context.lemma(Word { token: head, ..noun }));
    if is_amount(&lemma) { head } else { noun.token }
}

fn own_slots(context: &Context<'_>, noun: Word, trigger: usize, slots: &mut Slots) {
    let Some(tree) = context.tree(noun.sentence) else { return };
    for &child in tree.children(noun.token).iter().filter(|&&child| child != trigger) {
        let here = Word { token: child, ..noun };
        match tree.relation(child) {
            Some(Relation::Possessive) => slots.put("poss", Some(child)),
            Some(
                Relation::Adjective | Relation::Compound | Relation::UnmarkedModifier,
            ) if names_one(context, here) => {
                slots.put("adj", Some(child));
            }
            Some(Relation::Modifier | Relation::Oblique | Relation::Agent) => {
                if let Some(case) = tree.child(child, &[Relation::Case])
                    && !is_time(context, here)
                {
                    let case = fold(context.form(Word { token: case, ..noun }));
                    slots.put(&case, Some(child));
                }
            }
            Some(Relation::Acl) => match tree.child(child, &[Relation::Case]) {
                // A noun that the tagger took for a verb: "the announcement of the drawdown".
                Some(case) => {
                    slots.put(
                        &fold(context.form(Word { token: case, ..noun })),
                        Some(child),
                    );
                    slots.put("by", tree.child(child, &[Relation::Agent]));
                }
                None => acl_slots(context, here, slots),
            },
            Some(Relation::AclRelative) if happens(&lemma(context, here)) => {
                slots.supported = true;
                slots.verb = Some(child);
            }
            _ => {}
        }
    }
}

fn names_one(context: &Context<'_>, word: Word) -> bool {
    phrase::mention(context, word)
        .is_some_and(|mention| matches!(mention.resolution, Resolution::One(_)))
        || matches!(
            lemma(context, word).as_str(),
            "coalition"
                | "rebel"
                | "army"
                | "police"
                | "militant"
                | "government"
                | "insurgent"
                | "guerrilla"
                | "opposition"
                | "navy"
                | "jihadist"
                | "separatist"
                | "militia"
        )
}

/// "talks held between Orlesia and Varn", "pressure to leave".
fn acl_slots(context: &Context<'_>, verb: Word, slots: &mut Slots) {
    let Some(clause) = context.clause_at(verb) else { return };
    if clause.infinitive {
        slots.complement = Some(verb.token);
        return;
    }
    if clause.passive {
        slots.put("by", clause.agent);
        slots.supported = true;
        slots.verb = Some(verb.token);
        for oblique in &clause.obliques {
            slots.put(&oblique.preposition, Some(oblique.noun));
        }
    } else if let Some(object) = clause.object {
        // "attacks targeting bases"
        slots.put("on", Some(object));
        slots.supported |= happens(&lemma(context, verb));
    }
}

/// The verb that a noun hangs on; where it is one like "carry out", what stands around it
/// stands around the noun.
fn support(context: &Context<'_>, noun: Word, slots: &mut Slots) -> Option<usize> {
    let token = context.token(noun)?;
    if let Some(clause) = context.clause_at(noun)
        && is_under(context, noun)
    {
        // "has been under pressure", "is under attack"
        slots.supported = true;
        slots.put("on", clause.subject);
        return Some(noun.token);
    }
    let head = token.head?;
    let verb = Word { token: head, ..noun };
    let Some(clause) = context.clause_at(verb) else {
        return context.clause_of(noun).map(|clause| clause.verb);
    };
    let lemma = fold(context.lemma(verb));
    let object = clause.object == Some(noun.token)
        || clause.passive && token.relation == Relation::PassiveSubject;
    let subject = token.relation == Relation::Subject;
    if object && carries(&lemma) {
        slots.supported = true;
        let subject = clause.subject.map(|token| relative_head(context, clause, token));
        slots.put("S", if clause.passive { clause.agent } else { subject });
        for oblique in &clause.obliques {
            slots.put(&oblique.preposition, Some(oblique.noun));
        }
    } else if subject && happens(&lemma) {
        slots.supported = true;
        slots.put("on", clause.object);
        for oblique in &clause.obliques {
            slots.put(&oblique.preposition, Some(oblique.noun));
        }
    } else if token.relation == Relation::Oblique && matches!(&*lemma, "come" | "be") {
        let under = clause
            .obliques
            .iter()
            .any(|oblique| oblique.noun == noun.token && oblique.preposition == "under");
        if under {
            slots.supported = true;
            slots.put("on", clause.subject);
        }
    }
    Some(head)
}

fn is_under(context: &Context<'_>, noun: Word) -> bool {
    context.tree(noun.sentence).is_some_and(|tree| {
        tree.children_in(noun.token, &[Relation::Case])
            .any(|case| fold(context.form(Word { token: case, ..noun })) == "under")
    })
}

/// Verbs that only say that their object is done.
fn carries(lemma: &str) -> bool {
    matches!(
        lemma,
        "launch"
            | "carry"
            | "conduct"
            | "hold"
            | "stage"
            | "make"
            | "mount"
            | "undertake"
            | "have"
            | "begin"
            | "resume"
            | "continue"
            | "suspend"
            | "wage"
            | "pay"
            | "perform"
            | "host"
            | "attend"
            | "organize"
            | "organise"
            | "start"
            | "call"
            | "open"
            | "finish"
            | "conclude"
            | "complete"
            | "step"
            | "order"
            | "lead"
            | "join"
            | "give"
            | "fight"
            | "commit"
            | "issue"
            | "release"
            | "publish"
            | "announce"
            | "face"
            | "suffer"
            | "see"
            | "cite"
            | "impose"
            | "declare"
            | "reach"
            | "revert"
    )
}

/// Verbs that only say that their subject happens.
fn happens(lemma: &str) -> bool {
    matches!(
        lemma,
        "take"
            | "happen"
            | "occur"
            | "begin"
            | "start"
            | "continue"
            | "hit"
            | "kill"
            | "target"
            | "strike"
            | "injure"
            | "wound"
            | "leave"
            | "destroy"
            | "damage"
            | "last"
            | "end"
            | "rock"
            | "resume"
            | "erupt"
            | "follow"
            | "come"
            | "support"
            | "increase"
            | "rise"
            | "shock"
            | "stun"
            | "spark"
            | "trigger"
            | "prompt"
            | "halt"
            | "disrupt"
            | "anger"
            | "ease"
            | "flare"
            | "escalate"
            | "shake"
            | "devastate"
            | "kick"
            | "mark"
    )
}
