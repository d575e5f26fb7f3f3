use dateline_text::{Span, Text, fold};

use crate::{
    ActorClass, Cast, Form, Mention, Resolution, StateWord, state_of, state_word,
};

/// So many actors are asked whether they go by some words: the first of the text.
const MOST: usize = 4096;

impl Cast {
    /// Whom the words at a span name, which somebody else chose: as a mention on just these
    /// words says; or else the one actor that goes by them, though they stand within another
    /// name ("Tolland" of the "Tolland Prize"); or else as the mention that shares half of the
    /// longer says. Words with a capital that nobody goes by are a name by themselves, of
    /// nobody known; no other words name anybody.
    ///
    /// ```
    /// use dateline_language::{Model, analyse};
    /// use dateline_names::cast;
    /// use dateline_text::{Span, Text};
    /// let text = Text::new("Mira Tolland founded it. It gives the Tolland Prize.");
    /// let analysis = analyse(&Model::shipped(), &text, &[text.span()]);
    /// let cast = cast(&text, &analysis);
    /// let asked = cast.asked(&text, Span::of(38..45)).unwrap();
    /// assert_eq!(cast.actor_of(&asked).map(|actor| actor.name.as_str()), Some("Mira Tolland"));
    /// ```
    #[must_use]
    pub fn asked(&self, text: &Text, span: Span) -> Option<Mention> {
        let near = self.around(span);
        let same = near.iter().find(|mention| mention.span == span).cloned();
        let words = text.words(span);
        let named = words.starts_with(char::is_uppercase);
        let by_words = || named.then(|| self.known_as(words)).flatten();
        let found = same
            .or_else(|| Some(self.named(by_words()?, span)))
            .or_else(|| fitting(near, text, span).cloned())
            .or_else(|| near.iter().find(|mention| closes(span, mention)).cloned());
        let by_itself = Mention {
            span,
            form: Form::Name,
            class: ActorClass::Organisation,
            resolution: Resolution::Unknown,
            why: "no mention fits",
        };
        let found = found.or(named.then_some(by_itself))?;
        Some(Mention { span, ..found })
    }

    fn named(&self, actor: usize, span: Span) -> Mention {
        Mention {
            span,
            form: Form::Short,
            class: self.actors.get(actor).map_or(ActorClass::Group, |of| of.class),
            resolution: Resolution::One(actor),
            why: "goes by these words",
        }
    }

    /// The mentions that may share half of a span with it: a name has few others around it.
    fn around(&self, span: Span) -> &[Mention] {
        let start = |mention: &Mention| mention.span.start() < span.start();
        let near = self.mentions.partition_point(start);
        let around = near.saturating_sub(16)..(near + 16).min(self.mentions.len());
        self.mentions.get(around).unwrap_or_default()
    }

    /// The one actor of this name, or the one person whose last name it is.
    fn known_as(&self, words: &str) -> Option<usize> {
        let folded = fold(words);
        let state = state_word(words).filter(|found| found.0 != StateWord::Capital);
        let state = state.map(|(_, name)| name);
        let count = folded.split_whitespace().count();
        // "State Department" of the "US State Department".
        let goes_by = |name: &String| {
            let (before, last) = last_words(name, count);
            fold(last) == folded && (before.is_empty() || state_of(before).is_some())
        };
        let is_it = |number: &usize| {
            self.actors.get(*number).is_some_and(|actor| {
                goes_by(&actor.name)
                    || actor.aliases.iter().any(goes_by)
                    || actor.class == ActorClass::State && state == Some(&actor.name)
            })
        };
        let last = |number: &usize| {
            self.actors.get(*number).is_some_and(|actor| {
                actor.class == ActorClass::Person
                    && fold(&actor.name)
                        .strip_suffix(&folded)
                        .is_some_and(|before| before.ends_with(' '))
            })
        };
        let all = 0..self.actors.len().min(MOST);
        only(all.clone().filter(is_it)).or_else(|| only(all.filter(last)))
    }
}

/// The last few words of a name, and those before them.
fn last_words(name: &str, count: usize) -> (&str, &str) {
    let mut gaps = name.rmatch_indices(' ').map(|(at, _)| at);
    let gap = count.checked_sub(1).and_then(|count| gaps.nth(count));
    gap.and_then(|at| name.split_at_checked(at))
        .map_or(("", name), |(before, last)| (before, last.trim_start()))
}

/// The mention that shares most with a span, at least half of the longer of the two.
fn fitting<'a>(near: &'a [Mention], text: &Text, span: Span) -> Option<&'a Mention> {
    let shared = |mention: &&Mention| {
        mention.span.shared(span).map_or(0, |shared| 2 * shared.len())
    };
    // "Varn" of the "Varn Arena" is not the arena.
    let is_modifier = |mention: &&Mention| {
        let rest =
            text.words(Span::of(span.end().min(mention.span.end())..mention.span.end()));
        rest.trim_start().starts_with(char::is_uppercase)
    };
    let fits = |mention: &&Mention| {
        shared(mention) >= mention.span.len().max(span.len()) && !is_modifier(mention)
    };
    near.iter().filter(fits).max_by_key(shared)
}

/// Whether a span ends with a person's name: "Harbour Master Mira Tolland".
fn closes(span: Span, mention: &Mention) -> bool {
    mention.class == ActorClass::Person
        && matches!(mention.form, Form::Name | Form::Short)
        && mention.span.end() == span.end()
        && span.contains(mention.span)
}

fn only(mut found: impl Iterator<Item = usize>) -> Option<usize> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}
