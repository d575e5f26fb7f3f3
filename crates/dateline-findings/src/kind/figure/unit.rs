//! What one of the counted is: persons, years, ships.

use std::sync::LazyLock;

use dateline_text::{Lookup, fold};

use dateline_language::{Decimal, Relation, WordClass};

use super::Figure;
use super::harm::harm_word;
use crate::context::Word;
use crate::quantity::Amount;
use crate::value::Value;

static PEOPLE: LazyLock<Lookup<()>> = LazyLock::new(|| {
    let lines = include_str!("../../../data/people.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).collect()
});

/// Whether a noun counts persons.
pub(crate) fn is_people(lemma: &str) -> bool {
    PEOPLE.has(lemma)
}

/// Verbs, and whether people do or suffer what they tell.
static CROWDS: LazyLock<Lookup<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../../data/crowds.tsv").lines();
    let rows = lines.filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| line.split_once('\t')).collect()
});

/// Whether a noun names many persons at once, so that "cut its force to 40" counts persons.
pub(super) fn is_force(lemma: &str) -> bool {
    matches!(
        lemma,
        "force"
            | "contingent"
            | "garrison"
            | "army"
            | "workforce"
            | "corps"
            | "headcount"
            | "deployment"
            | "presence"
            | "detachment"
    )
}

impl Figure<'_, '_> {
    /// The value with its unit; a decade is ten years, people are persons.
    pub(super) fn value_and_unit(&self) -> Option<(Value, String)> {
        let factor = match self.quantity.unit.as_str() {
            "decade" => 10,
            "century" => 100,
            _ => 1,
        };
        let times = |value: Decimal| value.times(factor.into());
        let value = match self.quantity.value {
            Amount::One(value) => Value::Number(times(value)?),
            Amount::Range(low, high) => Value::Range(times(low)?, times(high)?),
        };
        Some((value, self.unit()))
    }

    fn unit(&self) -> String {
        let unit = self.quantity.unit.as_str();
        if self.side.is_some() {
            return "votes".to_owned();
        }
        if self.is_magnitude() {
            return "magnitude".to_owned();
        }
        let persons = is_people(unit)
            || harm_word(unit, unit).is_some()
            || matches!(unit, "strong" | "other" | "life");
        if persons || (self.is_casualty() || self.is_crowd()) && unit == "-" {
            return "persons".to_owned();
        }
        if self.is_sum() {
            return plural(self.money.unwrap_or(unit));
        }
        let printed = fold(self.context.words(self.quantity.span));
        if unit == "ton" && printed.contains("tonn") {
            return "tonnes".to_owned();
        }
        match unit {
            "-" => {
                let counted = self.subject_of_count().and_then(|told| {
                    let persons = self.is_of_people(told).then(|| "persons".to_owned());
                    persons.or_else(|| self.counted_by_number(told))
                });
                counted.unwrap_or_else(|| "-".to_owned())
            }
            "decade" | "century" => "years".to_owned(),
            "percentage" => "percent".to_owned(),
            unit => plural(unit),
        }
    }

    /// "Thousands marched", "scores were evacuated": a round word by itself counts people where
    /// nobody else does or suffers that.
    pub(super) fn is_crowd(&self) -> bool {
        let bare = self.quantity.is_vague && self.quantity.unit == "-" && !self.is_part();
        bare && self.crowd_verb().is_some()
    }

    /// The verb that tells what a crowd does or suffers.
    pub(super) fn crowd_verb(&self) -> Option<usize> {
        let clause = self.clause.filter(|clause| clause.own_subject)?;
        let verb = clause.verb;
        let role = if clause.passive { "suffers" } else { "does" };
        let known = CROWDS.get(self.lemma(verb)) == Some(&role);
        (known && clause.subject == Some(self.number.token)).then_some(verb)
    }

    /// "the number of new clinics at 40": clinics.
    fn counted_by_number(&self, number: Word) -> Option<String> {
        let first = number.token + 2;
        let told = self.lemma(number.token) == "number" && self.form(first - 1) == "of";
        let class =
            |token: usize| Some(self.context.token(Word { token, ..number })?.class);
        let named = (first..first + 4).take_while(|&token| {
            matches!(
                class(token),
                Some(
                    WordClass::Determiner
                        | WordClass::Adjective
                        | WordClass::Noun
                        | WordClass::ProperNoun
                )
            )
        });
        let noun = named.filter(|_| told).last()?;
        let many = self.context.token(Word { token: noun, ..number })?;
        let many = matches!(&*many.tag, "NNS" | "NNPS");
        many.then(|| plural(&fold(self.lemma(noun))))
    }

    /// "the number of guards", "the death toll".
    fn is_of_people(&self, word: Word) -> bool {
        let lemma = self.lemma(word.token);
        let harmed = self.harmed_of(word).is_some();
        if harmed || lemma == "toll" || is_people(lemma) || is_force(lemma) {
            return true;
        }
        let tree = self.context.tree(word.sentence);
        let below = [Relation::Modifier, Relation::Compound, Relation::Possessive];
        tree.is_some_and(|tree| {
            tree.children_in(word.token, &below).any(|child| {
                let lemma = self.lemma(child);
                is_people(lemma) || is_force(lemma)
            })
        })
    }
}

/// The plural of a unit, as figures name it.
pub(super) fn plural(unit: &str) -> String {
    let (first, last) =
        unit.rsplit_once(' ').map_or(("", unit), |(first, last)| (first, last));
    let stem =
        last.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    let last = match last {
        "foot" => "feet".to_owned(),
        "criteria" | "criterion" => "criteria".to_owned(),
        "man" => "men".to_owned(),
        "woman" => "women".to_owned(),
        "inch" => "inches".to_owned(),
        "yen" | "yuan" | "pence" | "celsius" | "series" | "aircraft" | "percent" => {
            last.to_owned()
        }
        _ => stem.map_or_else(
            || {
                if let Some(stem) = last.strip_suffix("sis") {
                    return format!("{stem}ses");
                }
                let hissing = last.ends_with(['s', 'x']) || last.ends_with("ch");
                format!("{last}{}", if hissing { "es" } else { "s" })
            },
            |stem| format!("{stem}ies"),
        ),
    };
    if first.is_empty() { last } else { format!("{first} {last}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_named_in_the_plural() {
        assert_eq!(plural("factor"), "factors");
        assert_eq!(plural("country"), "countries");
        assert_eq!(plural("square mile"), "square miles");
    }

    #[test]
    fn the_tables_of_people_and_crowds_are_sorted() {
        let people = include_str!("../../../data/people.tsv");
        let crowds = include_str!("../../../data/crowds.tsv");
        for table in [people, crowds] {
            let rows = table.lines().filter(|line| !line.starts_with('#'));
            assert!(rows.collect::<Vec<_>>().windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
