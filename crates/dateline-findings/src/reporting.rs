use std::sync::LazyLock;

use dateline_text::Lookup;

/// What kind of speaking a verb or noun is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Saying {
    Say,
    Announce,
    Report,
    Think,
    Call,
    Ask,
    Promise,
    Threaten,
    Deny,
    Doubt,
    Accuse,
    Allege,
    Judge,
    Discuss,
    Agree,
    Rule,
    Cite,
    Quote,
}

const SAYINGS: [(&str, Saying); 18] = [
    ("say", Saying::Say),
    ("announce", Saying::Announce),
    ("report", Saying::Report),
    ("think", Saying::Think),
    ("call", Saying::Call),
    ("ask", Saying::Ask),
    ("promise", Saying::Promise),
    ("threaten", Saying::Threaten),
    ("deny", Saying::Deny),
    ("doubt", Saying::Doubt),
    ("accuse", Saying::Accuse),
    ("allege", Saying::Allege),
    ("judge", Saying::Judge),
    ("discuss", Saying::Discuss),
    ("agree", Saying::Agree),
    ("rule", Saying::Rule),
    ("cite", Saying::Cite),
    ("quote", Saying::Quote),
];

/// A verb or noun that says that somebody speaks, and what may hold the words said.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Cue {
    /// Its dictionary form, with its particle: "point out".
    pub(crate) lemma: &'static str,
    /// What kind of speaking it is.
    pub(crate) saying: Saying,
    frames: Vec<&'static str>,
}

impl Cue {
    /// Whether the words said may stand so: as a "that" clause, as "object", after "for".
    pub(crate) fn takes(&self, frame: &str) -> bool {
        self.frames.contains(&frame)
    }
}

impl Cue {
    /// Whether things do it as well as speakers: "the figures show", "the delay suggests".
    pub(crate) fn is_shown(&self) -> bool {
        matches!(
            self.lemma,
            "suggest"
                | "show"
                | "indicate"
                | "reveal"
                | "signal"
                | "imply"
                | "demonstrate"
                | "find"
                | "confirm"
                | "highlight"
                | "underline"
                | "underscore"
                | "predict"
                | "forecast"
                | "project"
                | "hold"
                | "express"
                | "stress"
                | "detail"
        )
    }
}

/// What speaks when a noun speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Speaker {
    /// "minister", "lawmakers".
    Person,
    /// "source", "insider".
    Anonymous,
    /// "ministry", "court".
    Organisation,
    /// "statement", "report".
    Document,
    /// "results", "tests": what shows something and says nothing aloud.
    Evidence,
}

/// Verbs, nouns and adjectives, each by its dictionary form.
#[derive(Default)]
struct Cues {
    verbs: Lookup<Cue>,
    nouns: Lookup<Cue>,
    adjectives: Lookup<Cue>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let mut cues = Cues::default();
    for row in rows(include_str!("../data/reporting.tsv")) {
        let mut cells = row.split('\t');
        let (Some(class), Some(lemma), Some(saying), Some(frames)) =
            (cells.next(), cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        let known = SAYINGS.iter().find(|(word, _)| *word == saying);
        if let Some(&(_, saying)) = known {
            let list = match class {
                "noun" => &mut cues.nouns,
                "adjective" => &mut cues.adjectives,
                _ => &mut cues.verbs,
            };
            let frames = frames.split(' ').collect();
            list.insert(lemma, Cue { lemma, saying, frames });
        }
    }
    cues
});

static SPEAKERS: LazyLock<Lookup<Speaker>> = LazyLock::new(|| {
    let kind = |word: &str| match word {
        "person" => Speaker::Person,
        "anonymous" => Speaker::Anonymous,
        "document" => Speaker::Document,
        "evidence" => Speaker::Evidence,
        _ => Speaker::Organisation,
    };
    pairs(include_str!("../data/speakers.tsv"))
        .map(|(noun, word)| (noun, kind(word)))
        .collect()
});

static MEDIA: LazyLock<Lookup<&'static str>> =
    LazyLock::new(|| pairs(include_str!("../data/media.tsv")).collect());

/// The verb of speaking with that dictionary form.
pub(crate) fn verb(lemma: &str) -> Option<&'static Cue> {
    CUES.verbs.get(lemma)
}

/// The second words of verbs of speaking: "out" of "point out".
static PARTICLES: LazyLock<Lookup<()>> = LazyLock::new(|| {
    CUES.verbs
        .rows()
        .filter_map(|(verb, _)| verb.split_once(' '))
        .map(|two| two.1)
        .collect()
});

/// Whether any verb of speaking has this particle.
pub(crate) fn is_particle(word: &str) -> bool {
    PARTICLES.has(word)
}

/// The verb of speaking that a past tense or third person in lower case is of: "said", "adds".
pub(crate) fn verb_of_form(form: &str) -> Option<&'static Cue> {
    FORMS.get(form).and_then(|lemma| verb(lemma))
}

/// The verb of speaking that a participle in lower case is of, for where its dictionary form was
/// not known: "alleging", "briefed".
pub(crate) fn verb_of_participle(form: &str) -> Option<&'static Cue> {
    let stem = form.strip_suffix("ing").or_else(|| form.strip_suffix("ed"))?;
    verb(&format!("{stem}e")).or_else(|| verb(stem))
}

/// The past tenses that do not end in "ed".
const IRREGULAR: [(&str, &str); 8] = [
    ("began", "begin"),
    ("read", "read"),
    ("said", "say"),
    ("spoke", "speak"),
    ("swore", "swear"),
    ("told", "tell"),
    ("wrote", "write"),
    ("thought", "think"),
];

static FORMS: LazyLock<Lookup<&'static str>> = LazyLock::new(|| {
    let mut forms = Lookup::default();
    let mut verbs: Vec<&Cue> = CUES.verbs.rows().map(|(_, cue)| cue).collect();
    // Of two verbs with one form the later stands.
    verbs.sort_unstable_by_key(|cue| cue.lemma);
    for cue in verbs.into_iter().filter(|cue| cue.takes("direct")) {
        let lemma = cue.lemma;
        if lemma.contains(' ') || cue.saying == Saying::Think {
            continue;
        }
        let stem = lemma.trim_end_matches('e');
        let last = lemma.chars().last().unwrap_or('e');
        forms.insert(&format!("{lemma}s"), lemma);
        forms.insert(&format!("{stem}ed"), lemma);
        // "quipped", "admitted".
        forms.insert(&format!("{lemma}{last}ed"), lemma);
        if let Some(stem) = lemma.strip_suffix('y') {
            forms.insert(&format!("{stem}ies"), lemma);
            forms.insert(&format!("{stem}ied"), lemma);
        }
    }
    for (form, lemma) in IRREGULAR {
        forms.insert(form, lemma);
    }
    forms
});

/// The noun of speaking with that dictionary form.
pub(crate) fn noun(lemma: &str) -> Option<&'static Cue> {
    CUES.nouns.get(lemma)
}

/// The adjective of a state of mind or of speaking in that form: "concerned", "adamant".
pub(crate) fn adjective(form: &str) -> Option<&'static Cue> {
    CUES.adjectives.get(form)
}

/// What speaks when this noun, in the singular, speaks.
pub(crate) fn speaker(noun: &str) -> Option<Speaker> {
    SPEAKERS.get(noun).copied()
}

/// The medium that a noun names: "readout", "joint statement".
pub(crate) fn medium(noun: &str) -> Option<&'static str> {
    MEDIA.get(noun).copied()
}

/// The rows of a table without its opening comments.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// The rows of a table of two columns.
pub(crate) fn pairs(
    table: &'static str,
) -> impl Iterator<Item = (&'static str, &'static str)> {
    rows(table).filter_map(|row| row.split_once('\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_sorted_and_names_its_source() {
        for table in [
            include_str!("../data/reporting.tsv"),
            include_str!("../data/speakers.tsv"),
            include_str!("../data/media.tsv"),
        ] {
            let rows: Vec<&str> = rows(table).collect();
            assert!(rows.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", rows.first());
            assert!(table.starts_with("# source: "));
            assert!(table.contains("\n# licence: "));
        }
    }

    #[test]
    fn every_row_of_the_table_of_cues_is_read() {
        let table = include_str!("../data/reporting.tsv");
        let known = CUES.verbs.len() + CUES.nouns.len() + CUES.adjectives.len();
        assert_eq!(rows(table).count(), known);
        assert!(verb("say").is_some_and(|cue| cue.takes("that")));
        assert!(noun("pledge").is_some_and(|cue| cue.saying == Saying::Promise));
    }
}
