//! What the name of a body tells: its class, who leads it, what it is for.

use std::sync::LazyLock;

use dateline_language::Relation;
use dateline_names::ActorClass;
use dateline_text::{Lookup, Span, fold, one_line};

use super::Body;
use crate::acronym;
use crate::context::{Context, Word};
use crate::kind::figure::is_people;
use crate::kind::relation;
use crate::trigger;

impl Body {
    /// "the Varn-led coalition", "the Coalition to Guard the Strait".
    pub(super) fn read_name(&mut self, context: &Context<'_>, span: Span) {
        let before = span.start().saturating_sub(24);
        let from = context.analysis.sentence_at(span.start());
        let sentence = from.and_then(|number| context.sentence(number));
        let floor = sentence.map_or(span.start(), |sentence| sentence.span.start());
        let wide = Span::of(before.max(floor)..span.end());
        let words = context.words(wide);
        let words = if words.is_empty() { context.words(span) } else { words };
        if let Some(at) = words.find("-led").or_else(|| words.find("‑led")) {
            let leader = words.get(..at).unwrap_or_default();
            let leader = leader.rsplit([' ', '\n']).next().unwrap_or_default();
            let start = wide.end() - words.len() + at - leader.len();
            self.lead =
                Some(relation::named(context, Span::of(start..start + leader.len())));
        }
        let name = one_line(context.words(span));
        if let Some((_, purpose)) = name.split_once(" to ") {
            self.mandate_words = vec![lower_first(purpose)];
        } else if let Some(against) = name.split([' ', '\n']).find_map(|word| {
            word.strip_prefix("anti-").or_else(|| word.strip_prefix("Anti-"))
        }) {
            self.mandate_words = vec![format!("against {against}")];
        }
    }
}

/// The head nouns of bodies: their class, and whether a name with them is always recorded.
pub(super) static NOUNS: LazyLock<Lookup<(&'static str, bool)>> = LazyLock::new(|| {
    let lines = include_str!("../../../data/bodies.tsv").lines();
    let rows = lines.filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        Some((cells.next()?, (cells.next()?, cells.next()? == "joint")))
    });
    rows.collect()
});

/// The class of a name by its head noun: the last word before "of", "for", "to" or "on".
pub(super) fn class_of(name: &str) -> Option<(&'static str, bool)> {
    let folded = fold(name);
    let head = [" of ", " for ", " to ", " on ", " against ", " in "]
        .iter()
        .filter_map(|link| folded.find(link))
        .min()
        .map_or(folded.as_str(), |at| folded.get(..at).unwrap_or_default());
    let words: Vec<&str> = head.split_whitespace().collect();
    let last = words.last()?.trim_end_matches("'s");
    let two = words
        .len()
        .checked_sub(2)
        .and_then(|at| words.get(at..))
        .map(|two| two.join(" "));
    let found = two.as_deref().and_then(|two| NOUNS.get(two)).or_else(|| NOUNS.get(last));
    // A bare "the committee" names nothing yet.
    found.copied().filter(|_| words.len() > 1 || folded.len() > head.len())
}

pub(super) fn is_introduced(context: &Context<'_>, span: Span) -> bool {
    let Some(number) = context.analysis.sentence_at(span.start()) else { return false };
    let Some(sentence) = context.sentence(number) else { return false };
    let pairs = acronym::pairs(context.text, sentence.span);
    pairs.iter().any(|(long, _)| long.overlaps(span) && long.end() >= span.end())
}

/// "Ada Menz of the Rail Union", "a member of the Harbour Council": whether a name stands behind
/// somebody whose body it is.
pub(super) fn is_affiliation(context: &Context<'_>, span: Span) -> bool {
    let Some(first) = context.word_at(span.start()) else { return false };
    let before = |count: usize| {
        first.token.checked_sub(count).map(|token| Word { token, ..first })
    };
    let form = |word: Option<Word>| word.map(|word| context.folded_form(word));
    let the = usize::from(form(before(1)) == Some("the"));
    let of = form(before(1 + the));
    let Some(who) = before(2 + the).filter(|_| matches!(of, Some("of" | "from"))) else {
        return false;
    };
    let person = context
        .mention_of(who)
        .is_some_and(|mention| mention.class == ActorClass::Person);
    let lemma = trigger::lemma(context, who);
    // "Members of the Dockers' Union approved the deal": they act as their body.
    let acts =
        context.token(who).is_some_and(|token| token.relation == Relation::Subject);
    if context.folded_form(who) == "members" && acts {
        return false;
    }
    // "Observers of the Lakes Organisation counted 61 violations": they are sent by it.
    let sent = matches!(
        lemma,
        "inspector" | "monitor" | "observer" | "peacekeeper" | "soldier" | "troop"
    );
    let whose = is_people(lemma) || matches!(lemma, "delegation" | "envoy" | "branch");
    person || whose && !sent
}

fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_lowercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
