use std::ops::Range;

use dateline_text::{Span, Text};

use crate::change::{Side, changes};
use crate::fingerprint::mark_row;
use crate::passage::{PASSAGE, Passage, STEP, passages};
use crate::reading::GRAM;
use crate::{Change, Reading};

/// Fewer words in all, between texts that share nothing else, are no copy.
const QUOTED: usize = 12;
/// So much of a text, per mille, makes it a copy of what it stands in.
const MOST: u16 = 800;
/// A passage of at most so many words that opens or closes both texts belongs to the page.
const FURNITURE: usize = 80;

/// What one report has of another's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// How they relate, seen from the one.
    pub relation: Relation,
    /// How much of the one stands in the other, and of the other in the one, in words, per
    /// mille. Words of a template are not counted.
    pub contains: (u16, u16),
    /// The Jaccard likeness of their five-word runs, per mille.
    pub jaccard: u16,
    /// Passages that stand in both, in the order of the one.
    pub spans: Vec<(Span, Span)>,
    /// Words that differ within those passages, in the order of the one.
    pub changed: Vec<Change>,
}

impl Copy {
    /// Whether a figure differs: such a copy says something else.
    #[must_use]
    pub fn has_changed_figure(&self) -> bool {
        self.changed.iter().any(|change| change.kind == crate::ChangeKind::Figure)
    }
}

/// How two reports that share text relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The same words.
    Exact,
    /// Nearly the same words.
    Near,
    /// The one is part of the other.
    Excerpt,
    /// The other is part of the one.
    Expanded,
    /// They share a passage and differ in the rest.
    Quotes,
    /// The text of one place, changed: see [`Copy::in_one_place`].
    Revision,
    /// They share only words that belong to the page: no copy.
    Template,
}

impl Relation {
    /// Every relation with its word on the wire.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Exact, "exact"),
        (Self::Near, "near"),
        (Self::Excerpt, "excerpt"),
        (Self::Expanded, "expanded"),
        (Self::Quotes, "quotes"),
        (Self::Revision, "revision"),
        (Self::Template, "template"),
    ];

    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(relation, _)| *relation == self)
            .map_or("", |(_, word)| word)
    }

    /// The relation that a word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(relation, _)| *relation)
    }
}

/// Holds two reports against each other, word by word. `None` when they share no passage.
///
/// Passages are matched greedily in the order of the one: with words that repeat it may matter
/// which side is the one, so name them in an order that does not hang on when they came. Held
/// against many, a report is best the other each time.
///
/// `template` are the marks of the one that [`Index::template`](crate::Index::template)
/// knows, sorted.
///
/// ```
/// use dateline_copies::{Reading, Relation, compare};
/// use dateline_text::Text;
/// let one = Text::new("The navy of Orlesia will keep 5,200 sailors in the port of Varn \
///                      until the end of May, the ministry said.");
/// let other = Text::new("The navy of Orlesia will keep 5,300 sailors in the port of Varn \
///                        until the end of May, the ministry said.");
/// let read = |text: &Text| Reading::of(text, &[text.span()]);
/// let copy = compare((&one, &read(&one)), (&other, &read(&other)), &[]).unwrap();
/// assert_eq!(copy.relation, Relation::Near);
/// assert_eq!(one.words(copy.changed[0].one), "5,200");
/// assert_eq!(other.words(copy.changed[0].other), "5,300");
/// ```
#[must_use]
pub fn compare(
    one: (&Text, &Reading),
    other: (&Text, &Reading),
    template: &[u64],
) -> Option<Copy> {
    let one = Side { text: one.0, reading: one.1 };
    let other = Side { text: other.0, reading: other.1 };
    let pair = Pair { one: one.reading, other: other.reading, template };
    let same = pair.one.is_same(pair.other);
    let (passages, shared) = passages(one.reading, other.reading);
    let all = one.reading.different() + other.reading.different() - shared;
    let (relation, contains, kept) = pair.judge(same, passages)?;
    let mut changed = Vec::new();
    let [head, tail] = pair.edges(&kept);
    let gaps = kept.iter().flat_map(Passage::gaps);
    for gap in head.into_iter().chain(gaps).chain(tail) {
        changes(one, other, gap, &mut changed);
    }
    let spans = kept.iter().map(|passage| {
        (one.reading.span(passage.one()), other.reading.span(passage.other()))
    });
    let spans = spans.collect();
    Some(Copy { relation, contains, jaccard: per_mille(shared, all), spans, changed })
}

struct Pair<'a> {
    one: &'a Reading,
    other: &'a Reading,
    template: &'a [u64],
}

impl Pair<'_> {
    /// The relation, how much is contained, and the passages that bear it.
    fn judge(
        &self,
        same: bool,
        passages: Vec<Passage>,
    ) -> Option<(Relation, (u16, u16), Vec<Passage>)> {
        if same {
            return Some((Relation::Exact, (1000, 1000), passages));
        }
        let most = |of: usize, all: usize| per_mille(of, all) >= MOST;
        let near = most(words(&passages, Passage::one), self.one.len())
            && most(words(&passages, Passage::other), self.other.len());
        let (pages, kept): (Vec<Passage>, Vec<Passage>) =
            passages.into_iter().partition(|passage| !near && self.is_template(passage));
        let of_one = words(&kept, Passage::one);
        let of_other = words(&kept, Passage::other);
        let rest_of_one = self.one.len().saturating_sub(words(&pages, Passage::one));
        let rest_of_other =
            self.other.len().saturating_sub(words(&pages, Passage::other));
        let contains =
            (per_mille(of_one, rest_of_one), per_mille(of_other, rest_of_other));
        let relation = match (contains.0 >= MOST, contains.1 >= MOST) {
            (true, true) => Relation::Near,
            (true, false) => Relation::Excerpt,
            (false, true) => Relation::Expanded,
            (false, false) => Relation::Quotes,
        };
        let (kept, pages) = self.move_furniture(relation, kept, pages);
        if kept.iter().map(Passage::same).sum::<usize>() >= QUOTED {
            return Some((relation, contains, kept));
        }
        (!pages.is_empty()).then_some((Relation::Template, (0, 0), pages))
    }

    /// Where two texts share little, what opens or closes both belongs to the page, and words
    /// strewn over a stretch are chance.
    fn move_furniture(
        &self,
        relation: Relation,
        kept: Vec<Passage>,
        mut pages: Vec<Passage>,
    ) -> (Vec<Passage>, Vec<Passage>) {
        if relation != Relation::Quotes {
            return (kept, pages);
        }
        let (edge, mut kept): (Vec<Passage>, Vec<Passage>) =
            kept.into_iter().partition(|passage| self.is_edge(passage));
        pages.extend(edge);
        kept.retain(is_dense);
        (kept, pages)
    }

    /// The few words before the first passage and after the last, where both texts begin
    /// and end there: a figure may be the first word or the last.
    fn edges(&self, kept: &[Passage]) -> [Option<(Range<usize>, Range<usize>)>; 2] {
        let few = |gap: &(Range<usize>, Range<usize>)| {
            gap.0.len() <= STEP && gap.1.len() <= STEP
        };
        let head =
            kept.first().map(|first| (0..first.one().start, 0..first.other().start));
        let tail = kept.last().map(|last| {
            (last.one().end..self.one.len(), last.other().end..self.other.len())
        });
        [head.filter(few), tail.filter(few)]
    }

    fn is_edge(&self, passage: &Passage) -> bool {
        let opens = passage.one().start == 0 && passage.other().start == 0;
        let closes = passage.one().end == self.one.len()
            && passage.other().end == self.other.len();
        (opens || closes) && passage.same() <= FURNITURE
    }

    /// Whether the marks of a passage belong to a template.
    fn is_template(&self, passage: &Passage) -> bool {
        if self.template.is_empty() {
            return false;
        }
        let words = passage.one();
        let first =
            self.one.marks.partition_point(|&(_, place)| (place as usize) < words.start);
        let marks = self.one.marks.get(first..).unwrap_or_default().iter();
        let inside = marks.take_while(|&&(_, place)| place as usize + GRAM <= words.end);
        let (mut all, mut known) = (0, 0);
        for &(gram, _) in inside {
            all += 1;
            known += usize::from(self.template.binary_search(&mark_row(gram)).is_ok());
        }
        // Near its ends a passage has marks that hang on the words around it.
        known > 0 && known * 3 >= all
    }
}

/// Whether a passage is no chance: a run that nobody else uses, or few other words between
/// shorter ones. "Said Mrs. Tolland ... shaking her head" stands in many a tale.
fn is_dense(passage: &Passage) -> bool {
    let extent = passage.one().len().max(passage.other().len());
    passage.same() * 3 >= extent * 2 && passage.longest() >= PASSAGE
        || passage.longest() >= QUOTED
}

fn words(passages: &[Passage], side: fn(&Passage) -> Range<usize>) -> usize {
    passages.iter().map(|passage| side(passage).len()).sum()
}

fn per_mille(part: usize, whole: usize) -> u16 {
    let share = part.saturating_mul(1000) / whole.max(1);
    u16::try_from(share.min(1000)).unwrap_or(1000)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{ChangeKind, Fingerprint, Index};

    const BODY: &str = "The navy of Orlesia will keep 5,200 sailors in the port of Varn until \
                        the end of May, the ministry said. Two frigates and a supply ship \
                        left on Monday. Fishermen of Tessaly had asked for their return, and \
                        the harbour master promised them a berth by the old mole before the \
                        winter storms. The talks between both sides go on next week.";
    const OTHER: &str = "Grain prices rose again at the Lower Market, where traders counted \
                         forty carts fewer than a year ago. The guild blames the toll on the \
                         river road. Its elders want the council to lift it before harvest, \
                         but the council has put off its sitting twice since spring.";

    fn held(one: &str, other: &str) -> Option<Copy> {
        let (one, other) = (Text::new(one), Text::new(other));
        let read = |text: &Text| Reading::of(text, &[text.span()]);
        compare((&one, &read(&one)), (&other, &read(&other)), &[])
    }

    fn changed(one: &str, other: &str) -> Vec<(String, String, ChangeKind)> {
        let found = held(one, other).map(|copy| copy.changed).unwrap_or_default();
        let words = |text: &str, span: Span| Text::new(text).words(span).to_owned();
        let change = |change: Change| {
            (words(one, change.one), words(other, change.other), change.kind)
        };
        found.into_iter().map(change).collect()
    }

    #[test]
    fn reports_that_share_no_five_words_are_no_copies() {
        assert_eq!(held(BODY, OTHER), None);
    }

    #[test]
    fn the_same_words_in_capitals_are_an_exact_copy() {
        let copy = held(BODY, &BODY.to_uppercase()).unwrap();
        assert_eq!((copy.relation, copy.contains), (Relation::Exact, (1000, 1000)));
        assert_eq!(copy.changed, []);
    }

    #[test]
    fn a_changed_figure_is_flagged_in_the_middle() {
        let other = BODY.replace("5,200", "5,300");
        let expected = ("5,200".to_owned(), "5,300".to_owned(), ChangeKind::Figure);
        assert_eq!(changed(BODY, &other), [expected]);
    }

    #[test]
    fn a_changed_figure_is_flagged_at_the_very_start_and_end() {
        let tail = "The storm on the coast of Varn and in the hills behind it killed";
        let one = format!("12 reports came in. {tail} 30 people.");
        let other = format!("14 reports came in. {tail} 50 people.");
        let words: Vec<_> = changed(&one, &other)
            .into_iter()
            .map(|(one, other, _)| (one, other))
            .collect();
        let expected = [("12", "14"), ("30", "50")];
        assert_eq!(
            words,
            expected.map(|(one, other)| (one.to_owned(), other.to_owned()))
        );
    }

    #[test]
    fn a_number_in_words_a_day_a_name_and_a_denial_have_their_kinds() {
        let other = BODY
            .replace("Two frigates", "Three frigates")
            .replace("Monday", "Tuesday")
            .replace("of Tessaly", "of Brannoch")
            .replace("had asked", "had not asked");
        let kinds: Vec<_> =
            changed(BODY, &other).into_iter().map(|(_, _, kind)| kind).collect();
        let expected =
            [ChangeKind::Figure, ChangeKind::Date, ChangeKind::Name, ChangeKind::Denial];
        assert_eq!(kinds, expected);
    }

    #[test]
    fn the_start_of_a_report_is_an_excerpt_of_it() {
        let start: String = BODY.chars().take(200).collect();
        assert_eq!(held(&start, BODY).unwrap().relation, Relation::Excerpt);
        assert_eq!(held(BODY, &start).unwrap().relation, Relation::Expanded);
    }

    #[test]
    fn a_passage_within_another_report_is_quoted_with_its_place() {
        let passage = "Fishermen of Tessaly had asked for their return, and the harbour \
                       master promised them a berth by the old mole";
        let other = OTHER.replace("The guild", &format!("{passage}. The guild"));
        let copy = held(BODY, &other).unwrap();
        assert_eq!(copy.relation, Relation::Quotes);
        let &(one, with) = copy.spans.first().unwrap();
        assert_eq!(Text::new(BODY).words(one), passage);
        assert_eq!(Text::new(&other).words(with), passage);
    }

    #[test]
    fn a_line_that_opens_two_different_reports_is_a_template() {
        let line =
            "Sign up for our morning letter from the Harbour Wire and never miss a day. ";
        let copy = held(&format!("{line}{BODY}"), &format!("{line}{OTHER}")).unwrap();
        assert_eq!(copy.relation, Relation::Template);
    }

    #[test]
    fn a_passage_in_many_different_reports_is_a_template_wherever_it_stands() {
        let line =
            "Readers who like this piece may also like our long read on the lighthouse.";
        let filler = |number: usize| {
            let word = |at: usize| format!("w{number}x{at} ");
            (0..60).map(word).collect::<String>()
        };
        let page = |number| {
            Text::new(&format!("{}{line} {}", filler(number), filler(number + 50)))
        };
        let texts: Vec<Text> = (0..8).map(page).collect();
        let readings: Vec<Reading> =
            texts.iter().map(|text| Reading::of(text, &[text.span()])).collect();
        let mut index = Index::default();
        for (reading, key) in readings.iter().zip(0..) {
            index.add(key, &Fingerprint::of_reading(reading));
        }
        let template = index.template(&Fingerprint::of_reading(&readings[0]));
        let pair = ((&texts[0], &readings[0]), (&texts[1], &readings[1]));
        let copy = compare(pair.0, pair.1, &template).unwrap();
        assert_eq!(copy.relation, Relation::Template);
        let copy = compare(pair.0, pair.1, &[]).unwrap();
        assert_eq!(copy.relation, Relation::Quotes);
    }

    proptest! {
        #[test]
        fn a_changed_figure_in_a_copy_is_flagged_wherever_it_stands(
            place in 0_usize..70,
            digits in prop::bool::ANY,
            (old, new) in (1_u32..100_000, 1_u32..100_000).prop_filter("differ", |(old, new)| old != new),
        ) {
            let plain = BODY.replace("5,200 ", "").replace("Two ", "");
            let mut words: Vec<String> = plain.split_whitespace().map(str::to_owned).collect();
            let place = place.min(words.len());
            let numbers = ["three", "seven", "twenty", "hundreds", "half"];
            let named = |value: u32| numbers[value as usize % numbers.len()].to_owned();
            let figure = |value: u32| if digits { value.to_string() } else { named(value) };
            prop_assume!(figure(old) != figure(new));
            words.insert(place, figure(old));
            let one = words.join(" ");
            words[place] = figure(new);
            let other = words.join(" ");
            let copy = held(&one, &other).unwrap();
            prop_assert!(copy.has_changed_figure(), "{one}\n{other}\n{copy:?}");
        }

        #[test]
        fn what_is_found_lies_on_letters_and_does_not_depend_on_the_side(
            picks in prop::collection::vec(0_usize..12, 0..120),
            others in prop::collection::vec(0_usize..12, 0..120),
        ) {
            let words = [
                "the", "harbour", "of", "Varn", "5,200", "sailors", "left.", "On", "Monday",
                "“é”", "talks", "\n",
            ];
            let say = |picks: &[usize]| {
                let said: Vec<&str> = picks.iter().map(|&pick| words[pick]).collect();
                said.join(" ")
            };
            let (one, other) = (say(&picks), say(&others));
            let (left, right) = (held(&one, &other), held(&other, &one));
            prop_assert_eq!(
                left.as_ref().map(|copy| copy.jaccard),
                right.as_ref().map(|copy| copy.jaccard)
            );
            let (one, other) = (Text::new(&one), Text::new(&other));
            if let Some(copy) = left {
                for (span, with) in copy.spans {
                    prop_assert!(one.get(span).is_some() && other.get(with).is_some());
                }
                for change in copy.changed {
                    prop_assert!(one.get(change.one).is_some());
                    prop_assert!(other.get(change.other).is_some());
                    prop_assert_ne!(one.words(change.one), other.words(change.other));
                }
            }
        }
    }
}
