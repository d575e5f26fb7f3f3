//! The careful reader: a small encoder over pieces of words, and a head for each thing that is
//! told of a word.
//!
//! The same bits on every machine: products are taken between whole numbers, and what is left
//! in fractions (norms, shares of attention) is added, multiplied and divided in an order that
//! is written down here, never by a library or with a fused step. Scores are whole numbers
//! again before anything is decided.

mod encoder;
mod fraction;
mod kernel;
mod matrix;
mod pieces;
mod tree;

use std::ops::Range;

use crate::fast::class_and_tag;
use crate::lemma::Lemmas;
use crate::model::{Ask, Reader, Unread, lines, sections};
use crate::{EntityClass, Relation, Token, WordClass};

use encoder::Encoder;
use matrix::{Matrix, Rounded};
use pieces::{Laid, Pieces};

/// What the file of a careful model starts with.
pub(crate) const MAGIC: &[u8] = b"dateline-language careful 1\n";

/// No more words than this are read at once; longer sentences are read in parts.
const LONGEST: usize = 400;

/// No more pieces than this are read at once, unless one sentence has more: so many that the
/// weights are fetched seldom, so few that what is told of them stays near.
const AT_ONCE: usize = 160;

/// The careful reader.
#[derive(Clone, Debug)]
pub(crate) struct Careful {
    /// By number: the word class and the Penn tag.
    classes: Vec<(WordClass, Box<str>)>,
    /// By number.
    relations: Vec<Relation>,
    /// By number.
    kinds: Vec<EntityClass>,
    lemmas: Lemmas,
    pieces: Pieces,
    encoder: Encoder,
    heads: Heads,
}

/// What tells of a word, from what the encoder makes of it.
#[derive(Clone, Debug)]
struct Heads {
    classes: Matrix,
    names: Matrix,
    arc_head: Matrix,
    arc_word: Matrix,
    arc: Matrix,
    label_head: Matrix,
    label_word: Matrix,
    label: Matrix,
}

impl Careful {
    /// Reads a model file; `None` when it is damaged or of another format.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let sections = sections(MAGIC, bytes)?;
        let (lists, rest) = sections.split_first_chunk::<5>()?;
        let [classes, relations, kinds, lemmas, vocabulary] = lists;
        let (encoder, heads) = rest.split_at_checked(Encoder::SECTIONS)?;
        let heads: Vec<Matrix> =
            heads.iter().map(|bytes| Matrix::read(bytes)).collect::<Option<_>>()?;
        let careful = Self {
            classes: lines(classes)?.map(class_and_tag).collect::<Option<_>>()?,
            relations: lines(relations)?.map(Relation::parse).collect::<Option<_>>()?,
            kinds: lines(kinds)?.map(EntityClass::parse).collect::<Option<_>>()?,
            lemmas: Lemmas::from_bytes(lemmas)?,
            pieces: Pieces::of(lines(vocabulary)?)?,
            encoder: Encoder::read(encoder)?,
            heads: Heads::of(heads)?,
        };
        careful.fits().then_some(careful)
    }

    /// Whether the parts of the file belong together.
    fn fits(&self) -> bool {
        let heads = &self.heads;
        let told = [
            (&heads.classes, self.classes.len()),
            (&heads.names, self.kinds.len() * 2 + 1),
        ];
        let of_width =
            [&heads.arc_head, &heads.arc_word, &heads.label_head, &heads.label_word];
        let wide = |matrix: &Matrix| matrix.columns() == encoder::WIDTH;
        let arc = heads.arc_head.rows();
        let label = heads.label_head.rows();
        self.encoder.pieces() == self.pieces.count()
            && told.iter().all(|(matrix, rows)| wide(matrix) && matrix.rows() == *rows)
            && of_width.iter().all(|matrix| wide(matrix))
            && (heads.arc_word.rows(), heads.arc.columns(), heads.arc.rows())
                == (arc, arc, arc)
            && (heads.label_word.rows(), heads.label.columns()) == (label, label)
            && heads.label.rows() == self.relations.len()
    }

    /// Reads parts that are few enough to be read at once.
    fn read_batch(&self, parts: &mut [Part<'_>], ask: Ask) {
        let laid: Vec<Laid> =
            parts.iter_mut().map(|part| std::mem::take(&mut part.laid)).collect();
        let words = Rounded::of(&self.encoder.words(&laid), encoder::WIDTH);
        let told = Told {
            classes: self.heads.classes.scores(&words),
            names: self.heads.names.scores(&words),
            hung: (ask == Ask::All).then(|| self.heads.hang(&words)),
        };
        let mut row = 0;
        for part in parts {
            // The first row is the start of the sentence.
            let rows = row..row + part.forms.len() + 1;
            self.tell(part, &told.classes, row + 1);
            self.tell_names(part, &told.names, row + 1);
            if let Some(hung) = &told.hung {
                self.hang(part, hung, rows.clone());
            }
            row = rows.end;
        }
    }

    /// Word classes and lemmas, from the scores of the rows from `first` on.
    fn tell(&self, part: &mut Part<'_>, scores: &[i32], first: usize) {
        let rows = scores.chunks_exact(self.classes.len()).skip(first).enumerate();
        for ((form, token), (number, scores)) in
            part.forms.iter().zip(&mut *part.tokens).zip(rows)
        {
            if let Some((class, tag)) = self.classes.get(best(scores)) {
                token.class = *class;
                token.tag.clone_from(tag);
                token.lemma = self.lemmas.lemma(form, *class, tag, number == 0).into();
            }
        }
    }

    /// The likeliest row of names that begin before they go on.
    fn tell_names(&self, part: &mut Part<'_>, scores: &[i32], first: usize) {
        let wide = self.kinds.len() * 2 + 1;
        let own = first * wide..(first + part.forms.len()) * wide;
        let labels = names(scores.get(own).unwrap_or_default(), wide);
        for (token, label) in part.tokens.iter_mut().zip(labels) {
            let kind = label.checked_sub(1).and_then(|label| self.kinds.get(label / 2));
            token.entity = kind.map(|&kind| (kind, label % 2 == 1));
        }
    }

    /// Hangs the words on each other.
    fn hang(&self, part: &mut Part<'_>, hung: &Hung, rows: Range<usize>) {
        let heads = self.heads.heads(hung, rows.clone());
        for (token, &head) in part.tokens.iter_mut().zip(&heads) {
            token.head = head.checked_sub(1);
        }
        let root = self.relations.iter().position(|&relation| relation == Relation::Root);
        let scores = self.heads.relations(&heads, hung, rows);
        let rows = scores.chunks_exact(self.relations.len());
        for ((token, head), row) in part.tokens.iter_mut().zip(heads).zip(rows) {
            let found = if head == 0 { root } else { best_but(row, root) };
            let relation = found.and_then(|found| self.relations.get(found));
            token.relation = relation.copied().unwrap_or(Relation::Unclear);
        }
    }
}

/// Words that are read together, at most [`LONGEST`] of a sentence.
#[derive(Debug)]
struct Part<'a> {
    forms: &'a [&'a str],
    tokens: &'a mut [Token],
    laid: Laid,
}

/// The scores of all words that were read at once, a row for each and for each start.
#[derive(Debug)]
struct Told {
    classes: Vec<i32>,
    names: Vec<i32>,
    hung: Option<Hung>,
}

/// What words say of themselves as heads and as words that hang on others.
#[derive(Debug)]
struct Hung {
    heads: Vec<f32>,
    words: Vec<f32>,
    above: Vec<f32>,
    below: Vec<f32>,
}

impl Reader for Careful {
    fn name(&self) -> &'static str {
        "english-careful-1"
    }

    fn fill(&self, sentences: &mut [Unread<'_>], ask: Ask) {
        let mut batch = Vec::new();
        let mut pieces = 0;
        for sentence in &mut *sentences {
            let parts = sentence.forms.chunks(LONGEST);
            for (forms, tokens) in parts.zip(sentence.tokens.chunks_mut(LONGEST)) {
                let laid = self.pieces.lay(forms);
                if pieces + laid.pieces.len() > AT_ONCE {
                    self.read_batch(&mut batch, ask);
                    batch.clear();
                    pieces = 0;
                }
                pieces += laid.pieces.len();
                batch.push(Part { forms, tokens, laid });
            }
        }
        self.read_batch(&mut batch, ask);
        for sentence in sentences.iter_mut().filter(|_| ask == Ask::All) {
            join_parts(&mut sentence.tokens);
        }
    }
}

/// Makes one tree of the parts of a sentence: they hang on its first root.
fn join_parts(tokens: &mut [Token]) {
    let mut root = None;
    for (part, tokens) in tokens.chunks_mut(LONGEST).enumerate() {
        let offset = part * LONGEST;
        for (number, token) in tokens.iter_mut().enumerate() {
            token.head = token.head.map(|head| head + offset);
            if token.head.is_none() && root.is_none() {
                root = Some(number);
            } else if token.head.is_none() {
                (token.head, token.relation) = (root, Relation::Parataxis);
            }
        }
    }
}

impl Heads {
    fn of(matrices: Vec<Matrix>) -> Option<Self> {
        let [classes, names, arc_head, arc_word, arc, label_head, label_word, label] =
            <[Matrix; 8]>::try_from(matrices).ok()?;
        Some(Self {
            classes,
            names,
            arc_head,
            arc_word,
            arc,
            label_head,
            label_word,
            label,
        })
    }

    fn hang(&self, words: &Rounded) -> Hung {
        let mut heads = self.arc_head.apply(words);
        let mut own = self.arc_word.apply(words);
        fraction::cut_below_zero(&mut heads);
        fraction::cut_below_zero(&mut own);
        Hung {
            heads,
            words: self.arc.apply(&Rounded::of(&own, self.arc.columns())),
            above: self.label_head.apply(words),
            below: self.label_word.apply(words),
        }
    }

    /// For each word its head, counted from 1; 0 is the start of the sentence.
    fn heads(&self, hung: &Hung, rows: Range<usize>) -> Vec<usize> {
        let size = self.arc.rows();
        let words = part(&hung.words, size, rows.start + 1..rows.end);
        let heads = part(&hung.heads, size, rows);
        let scores = fraction::products(words, heads, size);
        let count = words.len() / size;
        let mut table = tree::Scores::new(count);
        for (word, row) in scores.chunks_exact(count + 1).enumerate() {
            for (head, &score) in row.iter().enumerate() {
                table.set(head, word + 1, i64::from(fraction::score(score)));
            }
        }
        table.tree()
    }

    /// For each word the scores of the relations to its head.
    fn relations(&self, heads: &[usize], hung: &Hung, rows: Range<usize>) -> Vec<i32> {
        let size = self.label.columns();
        let mut both = Vec::with_capacity(heads.len() * size);
        for (number, &head) in heads.iter().enumerate() {
            let own = rows.start + 1 + number;
            let own = part(&hung.below, size, own..own + 1);
            let above = rows.start + head;
            let above = part(&hung.above, size, above..above + 1);
            both.extend(own.iter().zip(above).map(|(own, above)| own + above));
        }
        fraction::cut_below_zero(&mut both);
        self.label.scores(&Rounded::of(&both, size))
    }
}

/// Some of the rows of values, `size` to each.
fn part(values: &[f32], size: usize, rows: Range<usize>) -> &[f32] {
    values.get(rows.start * size..rows.end * size).unwrap_or_default()
}

/// The place of the highest score, the first of equals.
fn best(scores: &[i32]) -> usize {
    best_but(scores, None).unwrap_or(0)
}

/// The same, with one place left out.
fn best_but(scores: &[i32], without: Option<usize>) -> Option<usize> {
    let places = scores.iter().enumerate().filter(|(place, _)| Some(*place) != without);
    places
        .max_by(|left, right| left.1.cmp(right.1).then(right.0.cmp(&left.0)))
        .map(|best| best.0)
}

/// The labels of the words whose scores are highest together, where a name goes on only after
/// a word of the same kind: 0 for none, then two for each kind, begun and gone on.
fn names(scores: &[i32], labels: usize) -> Vec<usize> {
    let mut sums = vec![0_i64; labels];
    let mut steps: Vec<usize> = Vec::with_capacity(scores.len());
    for (word, row) in scores.chunks_exact(labels).enumerate() {
        let before = sums.clone();
        let value = |label: usize| before.get(label).copied().unwrap_or(i64::MIN / 2);
        let all = (1..labels)
            .fold(0, |kept, label| if value(label) > value(kept) { label } else { kept });
        for (label, (sum, &score)) in sums.iter_mut().zip(row).enumerate() {
            let from = match label {
                _ if label % 2 == 1 || label == 0 => all,
                _ if value(label) > value(label - 1) => label,
                _ => label - 1,
            };
            let goes_on = label > 0 && label % 2 == 0;
            let start = if word == 0 && goes_on { i64::MIN / 4 } else { value(from) };
            *sum = start.saturating_add(i64::from(score));
            steps.push(from);
        }
    }
    let mut label =
        (1..labels).fold(
            0,
            |kept, label| if sums.get(label) > sums.get(kept) { label } else { kept },
        );
    let mut found = Vec::new();
    for row in steps.chunks_exact(labels).rev() {
        found.push(label);
        label = row.get(label).copied().unwrap_or(0);
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Sentence;

    fn careful() -> Careful {
        Careful::read(include_bytes!("../model/careful.bin")).unwrap()
    }

    fn read(careful: &Careful, forms: &[&str]) -> Vec<Token> {
        let tokens = vec![crate::unread(dateline_text::Span::default()); forms.len()];
        let mut sentences = [Unread { forms: forms.to_vec(), tokens }];
        careful.fill(&mut sentences, Ask::All);
        sentences[0].tokens.clone()
    }

    #[test]
    fn the_reader_decides_as_the_network_that_was_trained() {
        let careful = careful();
        let (mut words, mut alike) = (0, 0);
        for sentence in include_str!("../tests/careful.tsv").trim_end().split("\n\n") {
            let rows: Vec<Vec<&str>> =
                sentence.lines().map(|line| line.split('\t').collect()).collect();
            let forms: Vec<&str> = rows.iter().map(|row| row[0]).collect();
            let tokens = read(&careful, &forms);
            for (row, token) in rows.iter().zip(&tokens) {
                let label = token.entity.map_or("O".to_owned(), |(kind, begins)| {
                    format!("{}-{}", if begins { "B" } else { "I" }, kind.as_str())
                });
                let told = [
                    format!("{} {}", token.class.as_str(), token.tag) == row[1],
                    token.head.map_or(0, |head| head + 1).to_string() == row[2],
                    token.relation.as_str() == row[3],
                    label == row[4],
                ];
                words += told.len();
                alike += told.iter().filter(|told| **told).count();
            }
        }
        // Fractions are rounded in another order there: a tie may fall the other way.
        assert!(words > 400 && alike * 1000 >= words * 995, "{alike} of {words}");
    }

    #[test]
    fn a_sentence_longer_than_any_is_read_in_parts_and_has_one_root() {
        let forms = vec!["Orlesia"; 1001];
        let tokens = read(&careful(), &forms);
        let sentence =
            Sentence { span: dateline_text::Span::default(), paragraph: 0, tokens };
        let roots: Vec<usize> =
            (0..1001).filter(|&word| sentence.tokens[word].head.is_none()).collect();
        assert_eq!(roots.len(), 1);
        assert!((0..1001).all(|word| sentence.is_under(word, roots[0])));
    }

    #[test]
    fn a_sentence_is_read_alike_alone_and_among_others() {
        let careful = careful();
        let sentences = ["Orlesia signed", "Gen. Varro left Varn on Monday .", "No"];
        let mut together: Vec<Unread<'_>> = sentences
            .iter()
            .cycle()
            .take(90)
            .map(|words| {
                let forms: Vec<&str> = words.split(' ').collect();
                let unread = crate::unread(dateline_text::Span::default());
                Unread { tokens: vec![unread; forms.len()], forms }
            })
            .collect();
        careful.fill(&mut together, Ask::All);
        for sentence in together {
            assert_eq!(sentence.tokens, read(&careful, &sentence.forms));
        }
    }

    #[test]
    fn a_damaged_file_is_no_model() {
        let bytes = include_bytes!("../model/careful.bin");
        assert!(Careful::read(&bytes[..bytes.len() - 1]).is_none());
        assert!(Careful::read(&bytes[..1_000_000]).is_none());
        assert!(Careful::read(MAGIC).is_none());
    }

    #[test]
    fn a_name_goes_on_only_after_its_own_kind() {
        // Labels: none, B-PER, I-PER, B-ORG, I-ORG; the second word alone would be I-ORG.
        let scores = [0, 9, 0, 5, 0, 0, 0, 3, 0, 6];
        assert_eq!(names(&scores, 5), [1, 2]);
        assert_eq!(names(&[0, 0, 9, 0, 0], 5), [0]);
    }
}
