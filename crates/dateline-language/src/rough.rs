use dateline_text::fold;

use crate::{EntityClass, Relation, Token, WordClass};

/// Word classes by ending and by a few closed classes; heads flat under the first verb.
///
/// Stands in until the model is there.
pub(crate) fn read(forms: &[&str], tokens: &mut [Token]) {
    for (number, (form, token)) in forms.iter().zip(tokens.iter_mut()).enumerate() {
        let (class, tag) = class_of(form, number == 0);
        token.class = class;
        token.tag = tag.into();
        token.lemma = if class == WordClass::ProperNoun {
            (*form).into()
        } else {
            fold(form).into()
        };
    }
    hang(tokens);
    name(tokens);
}

fn class_of(form: &str, is_first: bool) -> (WordClass, &'static str) {
    let folded = fold(form);
    let Some(letter) = form.chars().next() else { return (WordClass::Other, "FW") };
    if letter.is_ascii_digit() {
        return (WordClass::Number, "CD");
    }
    if !letter.is_alphanumeric() && folded != "'s" && folded.len() < 4 {
        return (WordClass::Punctuation, ".");
    }
    match folded.as_str() {
        "the" | "a" | "an" | "this" | "these" | "that" | "those" => {
            (WordClass::Determiner, "DT")
        }
        "of" | "in" | "on" | "at" | "by" | "with" | "from" | "for" | "as" | "into"
        | "after" | "under" | "between" | "about" | "over" => {
            (WordClass::Adposition, "IN")
        }
        "first" | "second" | "third" => (WordClass::Adjective, "JJ"),
        "to" => (WordClass::Particle, "TO"),
        "n't" | "not" => (WordClass::Particle, "RB"),
        "'s" => (WordClass::Particle, "POS"),
        "and" | "or" | "but" => (WordClass::Coordinator, "CC"),
        "is" | "has" | "was" | "are" | "were" | "be" | "been" | "have" | "had" | "do"
        | "did" | "will" | "would" | "can" | "could" | "may" | "must" => {
            (WordClass::Auxiliary, "MD")
        }
        "he" | "she" | "it" | "they" | "we" | "i" | "you" | "who" | "which" => {
            (WordClass::Pronoun, "PRP")
        }
        _ if letter.is_uppercase() && !is_first => (WordClass::ProperNoun, "NNP"),
        word if word.ends_with("ed") || word == "said" => (WordClass::Verb, "VBD"),
        word if word.ends_with("ing") => (WordClass::Verb, "VBG"),
        word if word.ends_with("ly") => (WordClass::Adverb, "RB"),
        word if word.ends_with('s') => (WordClass::Noun, "NNS"),
        _ => (WordClass::Noun, "NN"),
    }
}

fn hang(tokens: &mut [Token]) {
    let root =
        tokens.iter().position(|token| token.class == WordClass::Verb).unwrap_or(0);
    for (number, token) in tokens.iter_mut().enumerate() {
        let is_root = number == root;
        token.head = (!is_root).then_some(root);
        token.relation = match token.class {
            _ if is_root => Relation::Root,
            WordClass::Punctuation => Relation::Punctuation,
            _ => Relation::Unclear,
        };
    }
}

fn name(tokens: &mut [Token]) {
    let mut before = false;
    for token in tokens {
        let is_name = token.class == WordClass::ProperNoun;
        token.entity = is_name.then_some((EntityClass::Other, !before));
        before = is_name;
    }
}
