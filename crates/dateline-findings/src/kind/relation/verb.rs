//! Relations that a verb says: "the forces were invited by the government".

use dateline_language::{Relation, WordClass};
use dateline_names::ActorClass;
use dateline_text::one_line;

use super::noun::{behind, is_party, single};
use super::{Tie, side};
use crate::clause::Clause;
use crate::context::{Context, Word};
use crate::dating::{self, Side};
use crate::field::Field;
use crate::finding::Finding;
use crate::kind::agreement::is_instrument;
use crate::kind::event;
use crate::modality::{modality_of, polarity_of};
use crate::phrase;
use crate::trigger;
use crate::value::Value;

/// Relations that a verb says.
pub(super) fn of_clause(context: &Context<'_>, clause: &Clause) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(dispute(context, clause));
    found.extend(as_part_of(context, clause));
    found.extend(builds_on(context, clause));
    found.extend(succeeds(context, clause));
    found.extend(supersedes(context, clause));
    found.extend(invited(context, clause));
    found.extend(backed(context, clause));
    found.extend(allied(context, clause));
    found.extend(belongs(context, clause));
    let mut found: Vec<Finding> = found;
    for finding in &mut found {
        finding.modality = modality_of(context, clause);
        finding.polarity = polarity_of(context, clause);
    }
    found
}

fn verb_of(clause: &Clause) -> Word {
    Word { sentence: clause.sentence, token: clause.verb }
}

pub(super) fn at(clause: &Clause, token: usize) -> Word {
    Word { sentence: clause.sentence, token }
}

fn oblique(clause: &Clause, preposition: &str) -> Option<Word> {
    let found =
        clause.obliques.iter().find(|oblique| oblique.preposition == preposition)?;
    Some(at(clause, found.noun))
}

/// "territory disputed by Varn and Orlesia", "the island is claimed by both Varn and Orlesia".
fn dispute(context: &Context<'_>, clause: &Clause) -> Option<Finding> {
    let verb = verb_of(clause);
    let told = match context.folded_lemma(verb) {
        "dispute" => true,
        "claim" => clause.subject.is_some_and(|land| {
            event::is_place(context, at(clause, land))
                || is_land(context.folded_lemma(at(clause, land)))
        }),
        _ => false,
    };
    if !told || !clause.passive {
        return None;
    }
    let first =
        clause.agent.map(|agent| at(clause, agent)).or(oblique(clause, "between"))?;
    let second = phrase::conjuncts(context, first).nth(1)?;
    let land = clause.subject.or(clause.head).map(|token| at(clause, token))?;
    let tie = Tie {
        relation: "dispute_over_territory",
        subject: (single(context, first), context.span(first)),
        object: (single(context, second), context.span(second)),
        evidence: phrase::noun_phrase(context, land)
            .cover(event::clause_span(context, verb)),
        rule: "relation, disputed by",
    };
    Some(tie.finding())
}

/// Nouns for what states claim.
fn is_land(lemma: &str) -> bool {
    matches!(
        lemma,
        "archipelago"
            | "area"
            | "bank"
            | "district"
            | "enclave"
            | "island"
            | "islet"
            | "land"
            | "peninsula"
            | "province"
            | "reef"
            | "region"
            | "sea"
            | "strait"
            | "strip"
            | "territory"
            | "valley"
            | "village"
            | "water"
    )
}

/// "fought as part of the coalition", "joined the union", "is a member of the union".
fn as_part_of(context: &Context<'_>, clause: &Clause) -> Option<Finding> {
    let verb = verb_of(clause);
    let lemma = context.folded_lemma(verb);
    let part = oblique(clause, "as")
        .filter(|&word| matches!(context.folded_lemma(word), "part" | "member"));
    let inside = part.is_none() && lemma == "part";
    let object = match part {
        Some(part) => behind(context, part, &["of"])?,
        None if inside || lemma == "member" => behind(context, verb, &["of"])?,
        None if lemma == "join" => at(clause, clause.object?),
        None => return None,
    };
    let subject = at(clause, clause.subject?);
    let unknown =
        context.token(object).is_some_and(|token| token.class == WordClass::Pronoun);
    if !is_party(context, object) || !is_party(context, subject) || inside && unknown {
        return None;
    }
    let tie = Tie {
        relation: if inside { "part_of" } else { "member_of" },
        subject: side(context, subject),
        object: side(context, object),
        evidence: event::clause_span(context, verb),
        rule: "relation, part of",
    };
    Some(told(context, verb, tie))
}

/// "the front, which is backed by Varn", "Varn backs the front".
fn backed(context: &Context<'_>, clause: &Clause) -> Option<Finding> {
    let verb = verb_of(clause);
    let backs = matches!(
        context.folded_lemma(verb),
        "back" | "sponsor" | "fund" | "finance" | "arm"
    ) || clause.passive && context.folded_lemma(verb) == "support";
    if !backs {
        return None;
    }
    let (backed, backer) = if clause.passive {
        (clause.subject?, clause.agent?)
    } else {
        (clause.object?, clause.subject?)
    };
    let backed = phrase::antecedent(context, clause, at(clause, backed));
    let backer = phrase::antecedent(context, clause, at(clause, backer));
    // "supported by commissions from readers" has no backer.
    let light =
        context.folded_lemma(verb) == "support" && !trigger::is_name(context, backer);
    if light || !is_party(context, backed) || !is_party(context, backer) {
        return None;
    }
    let tie = Tie {
        relation: "backed_by",
        subject: side(context, backed),
        object: side(context, backer),
        evidence: phrase::name_span(context, backed)
            .cover(event::clause_span(context, verb)),
        rule: "relation, backed by",
    };
    Some(told(context, verb, tie))
}

/// "a faction allied with Turzan", "politicians aligned with Varn".
fn allied(context: &Context<'_>, clause: &Clause) -> Option<Finding> {
    let verb = verb_of(clause);
    let relation = match context.folded_lemma(verb) {
        "ally" | "allied" => "allied_with",
        "align" | "aligned" => "aligned_with",
        _ => return None,
    };
    let with = oblique(clause, "with").or_else(|| oblique(clause, "to"))?;
    let one = at(clause, clause.subject.or(clause.head)?);
    let one = phrase::antecedent(context, clause, one);
    let named =
        context.token(with).is_some_and(|token| token.class != WordClass::Pronoun);
    (named && !clause.negated && is_party(context, one) && is_party(context, with)).then(
        || {
            Tie {
                relation,
                subject: side(context, one),
                object: side(context, with),
                evidence: phrase::noun_phrase(context, one)
                    .cover(event::clause_span(context, verb)),
                rule: "relation, allied with",
            }
            .finding()
        },
    )
}

/// "is a subsidiary of Norrail", "is an ally of Varn".
fn belongs(context: &Context<'_>, clause: &Clause) -> Option<Finding> {
    let noun = verb_of(clause);
    let relation = super::noun::belonging(context.folded_lemma(noun))?;
    let subject = at(clause, clause.subject.filter(|_| !clause.negated)?);
    super::noun::tie_of(context, subject, noun, relation)
}

/// What a verb ties, with the day since when where one dates it.
fn told(context: &Context<'_>, verb: Word, tie: Tie<'_>) -> Finding {
    let mut finding = tie.finding();
    if let Some(time) = dating::dated_by(context, verb)
        && dating::side(context, time) != Side::Before
    {
        finding.fields.set(Field::Since, Value::When(time.value.1.clone()), &[time.span]);
    }
    finding
}

/// "builds on the talks of May", "continued on the basis of the work of the committee".
fn builds_on(context: &Context<'_>, clause: &Clause) -> Option<Finding> {
    let verb = verb_of(clause);
    let on = oblique(clause, "on").or(oblique(clause, "upon"))?;
    let basis = context.folded_lemma(on) == "basis";
    let builds = matches!(context.folded_lemma(verb), "build" | "base" | "rest");
    // "building bases on the island"
    let builds = builds && (clause.passive || clause.object.is_none());
    if !builds && !basis {
        return None;
    }
    let object = if basis { behind(context, on, &["of"])? } else { on };
    let subject = at(clause, clause.subject?);
    let objects: Vec<Value> = phrase::conjuncts(context, object)
        .map(|word| {
            Value::words(&one_line(context.words(phrase::noun_phrase(context, word))))
        })
        .collect();
    let value = match objects.len() {
        1 => objects.into_iter().next()?,
        _ => Value::List(objects),
    };
    let tie = Tie {
        relation: "builds_on",
        subject: side(context, subject),
        object: (value, phrase::noun_phrase(context, object)),
        evidence: event::clause_span(context, verb),
        rule: "relation, builds on",
    };
    Some(tie.finding())
}

/// "Malk succeeds Ada Korr".
fn succeeds(context: &Context<'_>, clause: &Clause) -> Option<Finding> {
    let verb = verb_of(clause);
    let (subject, object) = match context.folded_lemma(verb) {
        "succeed" | "replace" if clause.passive => (clause.agent?, clause.subject?),
        "succeed" | "replace" => {
            // "dismissed the minister and replaced him with Mira Tolland"
            let with = clause.obliques.iter().find(|other| &*other.preposition == "with");
            let with = with.map(|oblique| oblique.noun);
            let named = with.or_else(|| appointed_above(context, clause));
            (named.or(clause.subject)?, clause.object?)
        }
        "take" => (clause.subject?, taken_over_from(context, clause)?),
        _ => return None,
    };
    // "Brask, who succeeded Hansson in March"
    let (subject, object) =
        (phrase::antecedent(context, clause, at(clause, subject)), at(clause, object));
    let person = |word: Word| {
        phrase::mention(context, word)
            .is_some_and(|mention| mention.class == ActorClass::Person)
    };
    (person(subject) && person(object)).then(|| {
        Tie {
            relation: "succeeds",
            subject: side(context, subject),
            object: side(context, object),
            evidence: event::clause_span(context, verb),
            rule: "relation, succeeds",
        }
        .finding()
    })
}

/// "The memorandum replaces an exchange of letters", "the new mission succeeds the Guard Force": one
/// paper for another, one body for another.
fn supersedes(context: &Context<'_>, clause: &Clause) -> Option<Finding> {
    let verb = verb_of(clause);
    let replaces =
        matches!(context.folded_lemma(verb), "replace" | "succeed" | "supersede");
    let (new, old) = match clause.passive {
        true => (clause.agent?, clause.subject?),
        false => (clause.subject?, clause.object?),
    };
    let with = clause.obliques.iter().any(|oblique| oblique.preposition == "with");
    let (new, old) =
        (phrase::antecedent(context, clause, at(clause, new)), at(clause, old));
    let papers = [new, old].into_iter().all(|word| is_paper(context, word));
    let bodies = [new, old].into_iter().all(|word| is_body(context, word));
    (replaces && !with && (papers || bodies)).then(|| {
        Tie {
            relation: "succeeds",
            subject: side(context, new),
            object: side(context, old),
            evidence: phrase::noun_phrase(context, new)
                .cover(event::clause_span(context, verb)),
            rule: "relation, supersedes",
        }
        .finding()
    })
}

fn is_paper(context: &Context<'_>, word: Word) -> bool {
    let lemma = context.folded_lemma(word);
    is_instrument(lemma) || matches!(lemma, "document" | "exchange" | "text")
}

/// A body by its name, or a mission, force or the like.
fn is_body(context: &Context<'_>, word: Word) -> bool {
    let kind = matches!(
        trigger::lemma(context, word),
        "agency"
            | "coalition"
            | "commission"
            | "committee"
            | "council"
            | "force"
            | "mission"
    );
    let named = phrase::mention(context, word)
        .is_some_and(|mention| mention.class == ActorClass::Organisation);
    kind && (named || is_party(context, word))
}

/// "appointed Mira Tolland, replacing Ilan Croft": who is appointed replaces, and not who appoints.
fn appointed_above(context: &Context<'_>, clause: &Clause) -> Option<usize> {
    let gerund = clause.relation == Relation::Clause && !clause.own_subject;
    let above = context.clause_at(at(clause, clause.head.filter(|_| gerund)?))?;
    let names = matches!(
        context.folded_lemma(verb_of(above)),
        "appoint" | "choose" | "elect" | "install" | "name" | "nominate" | "promote"
    );
    above.object.filter(|_| names && !above.passive)
}

/// "took over from Ada Korr", "takes the place of Ada Korr": who held it before.
fn taken_over_from(context: &Context<'_>, clause: &Clause) -> Option<usize> {
    let form = |token: usize| context.folded_form(at(clause, token));
    let next = clause.verb + 1;
    let over = form(next) == "over" && form(next + 1) == "from";
    let place = matches!(form(next), "the" | "his" | "her")
        && form(next + 1) == "place"
        && form(next + 2) == "of";
    let name = if over { next + 2 } else { next + 3 };
    // "took command of the fleet from Ada Korr"
    let rule = clause.object.is_some_and(|object| {
        matches!(
            context.folded_lemma(at(clause, object)),
            "charge" | "command" | "control" | "helm" | "rein"
        )
    });
    let from = clause.obliques.iter().find(|oblique| &*oblique.preposition == "from");
    let from = from.map(|oblique| oblique.noun).filter(|_| rule);
    (over || place).then_some(name).or(from).or_else(|| {
        // "took over as force commander from Major General Ole Hansson"
        let as_what = form(next) == "over" && form(next + 1) == "as";
        let from = (next + 2..next + 12).find(|&token| form(token) == "from")?;
        let mut behind = (from + 1..from + 6).filter(|_| as_what);
        behind.find(|&token| {
            phrase::mention(context, at(clause, token))
                .is_some_and(|mention| mention.class == ActorClass::Person)
        })
    })
}

/// "the forces were invited back by the government".
fn invited(context: &Context<'_>, clause: &Clause) -> Option<Finding> {
    let verb = verb_of(clause);
    if context.folded_lemma(verb) != "invite" || !clause.passive {
        return None;
    }
    let guest = at(clause, clause.subject?);
    let agent = clause.agent.or_else(|| trigger::agent_below(context, clause));
    let host = at(clause, agent?);
    let armed = matches!(
        trigger::lemma(context, guest),
        "force"
            | "troop"
            | "soldier"
            | "mission"
            | "army"
            | "military"
            | "peacekeeper"
            | "adviser"
    );
    armed.then(|| {
        let tie = Tie {
            relation: "present_with_consent_of",
            subject: side(context, guest),
            object: side(context, host),
            evidence: event::clause_span(context, verb),
            rule: "relation, invited by",
        };
        told(context, verb, tie)
    })
}
