use std::fmt::Write as _;

use dateline_language::{Analysis, Sentence, Token};
use serde_json::{Value, json};

use super::given::{Given, answer};
use super::text::to_json;
use crate::Pipeline;
use crate::json_lines::{Line, text_of};

/// The words of a text, as CoNLL-U or as one line of JSON.
pub(super) fn lines(pipeline: &Pipeline, line: &Line, json: bool) -> Vec<String> {
    let given = Given::new(line);
    let within = given.paragraphs();
    let analysis = dateline_language::analyse(pipeline.model(), &given.text, &within);
    if json {
        let mut answer = answer(line, "doc");
        let sentences = analysis.sentences.iter();
        let sentences = sentences.map(|found| sentence(&given, found));
        answer.insert("sentences".to_owned(), sentences.collect());
        return vec![to_json(&answer)];
    }
    vec![conllu(&given, text_of(line, "doc"), &analysis)]
}

fn sentence(given: &Given, sentence: &Sentence) -> Value {
    let [start, end] = given.place(sentence.span);
    let tokens = sentence.tokens.iter().map(|token| {
        let [start, end] = given.place(token.span);
        json!({
            "start": start,
            "end": end,
            "form": given.text.words(token.span),
            "lemma": token.lemma,
            "upos": token.class.as_str(),
            "xpos": token.tag,
            "head": token.head.map_or(0, |head| head + 1),
            "deprel": token.relation.as_str(),
            "entity": entity(token),
        })
    });
    json!({"start": start, "end": end, "tokens": tokens.collect::<Vec<_>>()})
}

fn entity(token: &Token) -> String {
    match token.entity {
        Some((class, true)) => format!("B-{}", class.as_str()),
        Some((class, false)) => format!("I-{}", class.as_str()),
        None => "O".to_owned(),
    }
}

/// The analysis as CoNLL-U, without a line feed at the end.
fn conllu(given: &Given, doc: &str, analysis: &Analysis) -> String {
    let mut out = format!("# newdoc id = {doc}\n");
    for (number, sentence) in analysis.sentences.iter().enumerate() {
        let words = given.text.words(sentence.span);
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "# sent_id = {doc}-{}", number + 1);
        let _ = writeln!(out, "# text = {words}");
        for at in 0..sentence.tokens.len() {
            conllu_token(given, sentence, at, &mut out);
        }
        out.push('\n');
    }
    out.truncate(out.trim_end_matches('\n').len());
    out.push('\n');
    out
}

fn conllu_token(given: &Given, sentence: &Sentence, at: usize, out: &mut String) {
    let Some(token) = sentence.tokens.get(at) else { return };
    let form = given.text.words(token.span).replace(char::is_whitespace, " ");
    let next = sentence.tokens.get(at + 1);
    let touches = next.is_some_and(|next| next.span.start() == token.span.end());
    let [start, end] = given.place(token.span);
    let mut misc = format!("Start={start}|End={end}");
    if token.entity.is_some() {
        let _ = write!(misc, "|Entity={}", entity(token));
    }
    if touches {
        misc.push_str("|SpaceAfter=No");
    }
    let tag = if token.tag.is_empty() { "_" } else { &token.tag };
    let lemma = if token.lemma.is_empty() { "_" } else { &token.lemma };
    let _ = writeln!(
        out,
        "{}\t{form}\t{lemma}\t{}\t{tag}\t_\t{}\t{}\t_\t{misc}",
        at + 1,
        token.class.as_str(),
        token.head.map_or(0, |head| head + 1),
        token.relation.as_str(),
    );
}
