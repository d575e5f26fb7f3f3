//! Names of bodies that stand in capitals and that nobody read as one name: with an apostrophe
//! inside ("the Harbour Workers' Guild"), or within the title of a person ("rapporteur of the
//! Committee on Tides").

use std::collections::BTreeSet;

use dateline_language::WordClass;
use dateline_names::ActorClass;
use dateline_text::{Span, fold, one_line};

use super::Body;
use super::around::is_made;
use super::name::{NOUNS, is_affiliation};
use crate::context::{Context, Word};

/// The most words of a name before its head noun and behind it.
const LONGEST: usize = 6;

/// The bodies that are named so and are not among the names that are known.
pub(super) fn printed(context: &Context<'_>, known: &[Body]) -> Vec<Body> {
    let mut names: BTreeSet<String> = BTreeSet::new();
    for body in known {
        names.insert(fold(&body.name));
        names.extend(body.aliases.iter().map(|alias| fold(alias)));
    }
    let mut found = Vec::new();
    for (number, sentence) in context.analysis.sentences.iter().enumerate() {
        for token in 0..sentence.tokens.len() {
            let noun = Word { sentence: number, token };
            let read = name_at(context, noun).or_else(|| small_noun(context, noun));
            let Some((span, class)) = read else { continue };
            let name = one_line(context.words(span));
            let told = known.iter().any(|body| body.span.overlaps(span));
            if !told && names.insert(fold(&name)) {
                let mut body = Body::new(name, span, class);
                body.joint = true;
                body.read_around(context, span);
                found.push(body);
            }
        }
    }
    found
}

/// The name whose head noun this is, and the class that it says.
fn name_at(context: &Context<'_>, noun: Word) -> Option<(Span, &'static str)> {
    if !is_capital(context, noun) {
        return None;
    }
    let (class, joint) = NOUNS.get(context.folded_form(noun)).copied()?;
    let first = first_of(context, noun);
    let last = last_of(context, noun);
    let several = first < noun.token || last > noun.token;
    let span = context.span_of(noun.sentence, first, last);
    // "the envoy of the Tide Council" only names it; "rapporteur of the Committee on Tides" tells
    // of its work.
    let titled = context
        .mention_of(noun)
        .is_some_and(|mention| mention.class == ActorClass::Person);
    let works = matches!(class, "commission" | "committee");
    let mere = !works && (titled || is_affiliation(context, span));
    let made = is_made(context, Word { token: first, ..noun });
    ((joint || made) && several && !mere).then_some((span, class))
}

/// "the Save the Pier group", "the citizens' group Clear Water": a name in capitals beside the
/// small noun that says what it is.
fn small_noun(context: &Context<'_>, noun: Word) -> Option<(Span, &'static str)> {
    let form = context.folded_form(noun);
    let word = |token: usize| Word { token, ..noun };
    let small = matches!(
        form,
        "group"
            | "movement"
            | "charity"
            | "bloc"
            | "faction"
            | "militia"
            | "alliance"
            | "party"
    );
    // "the relief agency Open Gate", "the Save the Pier campaign"
    let front = form == "campaign";
    let two = || {
        let before = context.folded_form(word(noun.token.checked_sub(1)?));
        NOUNS.get(&format!("{before} {form}")).filter(|(_, joint)| *joint)
    };
    let two = two().is_some();
    if !small && !front && !two || context.form(noun) != form {
        return None;
    }
    let before = noun.token.checked_sub(1).map(word)?;
    let behind = word(noun.token + 1);
    let class = if form == "militia" { "force" } else { "association" };
    if is_capital(context, before) && !names_other(context, before) {
        let first = first_of(context, before);
        let several = first < before.token;
        return several
            .then(|| (context.span_of(noun.sentence, first, noun.token), class));
    }
    if front && !two {
        return None;
    }
    let run = (noun.token + 1..noun.token + LONGEST)
        .take_while(|&token| is_capital(context, word(token)));
    let last = run.last()?;
    let time = context.is_time(context.span(behind));
    let fits = last > behind.token && !time && !names_other(context, behind);
    fits.then(|| (context.span_of(noun.sentence, behind.token, last), class))
}

/// Whether a word is in the name of a person, a state or a place.
fn names_other(context: &Context<'_>, word: Word) -> bool {
    context.mention_of(word).is_some_and(|mention| {
        matches!(
            mention.class,
            ActorClass::Person | ActorClass::State | ActorClass::Place
        )
    })
}

pub(super) fn is_capital(context: &Context<'_>, word: Word) -> bool {
    let form = context.form(word);
    let mut letters = form.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
}

/// The first word of the capitals before a noun, over the apostrophe of an owner.
pub(super) fn first_of(context: &Context<'_>, noun: Word) -> usize {
    let mut first = noun.token;
    while let Some(before) = first.checked_sub(1).filter(|_| noun.token - first < LONGEST)
    {
        let word = Word { token: before, ..noun };
        let apostrophe = matches!(context.form(word), "'" | "’");
        let owner = before.checked_sub(1).map(|token| Word { token, ..noun });
        // "the People's Liberation Forces", and not "Varn's Liberation Forces"
        let members = matches!(context.form(word), "'s" | "’s")
            && owner.is_some_and(|owner| {
                let owner = context.folded_form(owner);
                matches!(owner, "children" | "men" | "people" | "women")
            });
        let joined = (apostrophe || members)
            && owner.is_some_and(|owner| is_capital(context, owner));
        let small =
            matches!(context.folded_form(word), "the" | "a" | "an" | "this" | "its");
        if small || !joined && !is_capital(context, word) {
            break;
        }
        first = before;
    }
    first
}

/// The first and the last of the capitals before a comma, where they may be a name that the words
/// behind it describe: not "On Monday," and not "In Brell,".
pub(crate) fn before_comma(context: &Context<'_>, comma: Word) -> Option<[Word; 2]> {
    let last = Word { token: comma.token.checked_sub(1)?, ..comma };
    let first = Word { token: first_of(context, last), ..last };
    let led = context.token(first)?.class == WordClass::Adposition;
    let time = context.is_time(context.span(last));
    (is_capital(context, last) && !led && !time).then_some([first, last])
}

/// The last of the capitals behind "on", "of" or "for".
fn last_of(context: &Context<'_>, noun: Word) -> usize {
    let word = |token: usize| Word { token, ..noun };
    let link = context.folded_form(word(noun.token + 1));
    if !matches!(link, "on" | "for" | "of" | "against") {
        return noun.token;
    }
    let the = usize::from(context.folded_form(word(noun.token + 2)) == "the");
    let from = noun.token + 2 + the;
    let run = (from..from + LONGEST).take_while(|&token| {
        let time = context.is_time(context.span(word(token)));
        is_capital(context, word(token)) && !time
            || context.folded_form(word(token)) == "and"
                && is_capital(context, word(token + 1))
    });
    run.last().unwrap_or(noun.token)
}
