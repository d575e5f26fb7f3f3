use dateline_text::Text;

use super::{BACK, Found, Resolver, unknown};
use crate::cast::piece::{Person, Piece};
use crate::{ActorClass, Form, Resolution};

/// So many bytes back a quotation may have been opened.
const QUOTATION: usize = 1500;

/// Where quotations and paragraphs begin and end.
pub(super) fn marks(text: &Text) -> Vec<(usize, char)> {
    text.as_str()
        .match_indices(['"', '“', '”', '\n'])
        .filter_map(|(at, mark)| Some((at, mark.chars().next()?)))
        .collect()
}

impl Resolver<'_> {
    /// "He", "it", "they" where only one can be meant.
    pub(super) fn pronoun(&self, number: usize, piece: &Piece, person: Person) -> Found {
        let class = match person {
            Person::One => ActorClass::Person,
            Person::Thing => ActorClass::Organisation,
            Person::Many => ActorClass::Group,
        };
        for back in 0..BACK {
            let Some(sentence) = piece.sentence.checked_sub(back) else { break };
            let candidates = self.candidates(sentence, number, person);
            match candidates.as_slice() {
                [] => {}
                [only] => {
                    let why = "the only one it can mean";
                    return Found {
                        form: Form::Pronoun,
                        class,
                        resolution: only.clone(),
                        why,
                    };
                }
                _ => break,
            }
        }
        unknown(Form::Pronoun, class)
    }

    /// Whom a pronoun can mean in a sentence: each once.
    pub(super) fn candidates(
        &self,
        sentence: usize,
        before: usize,
        person: Person,
    ) -> Vec<Resolution> {
        let mut all: Vec<Resolution> = Vec::new();
        for number in self.pieces_of(sentence, before) {
            let Some(Some(found)) = self.found.get(number) else { continue };
            let fits = match person {
                Person::One => found.class == ActorClass::Person,
                Person::Thing => {
                    matches!(found.class, ActorClass::Organisation | ActorClass::State)
                        && found.why != "demonym"
                }
                Person::Many => {
                    found.class == ActorClass::Group
                        || matches!(found.resolution, Resolution::Several(_))
                }
            };
            let known = found.resolution != Resolution::Unknown;
            // A name that somebody speaks of is not the one who speaks: "... leaves Ostrel
            // tonight," she said.
            let spoken = self.is_quoted(number) && !self.is_quoted(before);
            if fits && known && !spoken && !all.contains(&found.resolution) {
                all.push(found.resolution.clone());
            }
        }
        all
    }

    /// Whether a piece stands between quotation marks of its own paragraph.
    pub(super) fn is_quoted(&self, number: usize) -> bool {
        let Some(piece) = self.pieces.get(number) else { return false };
        let end = piece.span.start();
        let before = self.marks.partition_point(|&(at, _)| at < end);
        let mut open = false;
        for &(at, mark) in self.marks.get(..before).unwrap_or_default().iter().rev() {
            if end - at > QUOTATION {
                break;
            }
            match mark {
                '“' => return true,
                '"' => open = !open,
                _ => break,
            }
        }
        open
    }
}
