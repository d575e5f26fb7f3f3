//! Findings as bytes. A record of a hundred thousand reports has millions of findings, and as
//! values of many small parts they take ten times the room.

mod reader;
mod writer;

use std::sync::LazyLock;

use dateline_findings::{Field, Finding, Kind, Modality, SourceKind, Value};
use dateline_text::Span;

use self::reader::Reader;
use crate::written::{BASES, CLASSES, GRAINS, MODIFIERS, marked};

/// The findings of a report, bound up; each is read again when it is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sheaf {
    bytes: Box<[u8]>,
    /// Where each finding ends.
    ends: Box<[usize]>,
}

impl Sheaf {
    pub(crate) fn of(findings: &[Finding]) -> Self {
        let mut bytes = Vec::new();
        let ends = findings.iter().map(|finding| {
            writer::finding(finding, &mut bytes);
            bytes.len()
        });
        let ends = ends.collect();
        Self { bytes: bytes.into_boxed_slice(), ends }
    }

    /// All of it as bytes, to be kept: a mark of what follows, how many findings there are,
    /// how long each is, then each.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut own = Vec::with_capacity(self.bytes.len() + self.ends.len() * 2 + 2);
        writer::size(self.ends.len(), &mut own);
        for number in 0..self.len() {
            writer::size(self.bytes(number).len(), &mut own);
        }
        own.extend(&self.bytes);
        let mut all = mark(&own).to_vec();
        all.extend(own);
        all
    }

    /// What was kept; `None` where other bytes were, or where a program wrote them whose
    /// closed lists were others.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (kept, own) = bytes.split_first_chunk::<8>()?;
        if *kept != mark(own) {
            return None;
        }
        let mut reader = Reader::new(own);
        let mut end = 0;
        let mut ends = Vec::new();
        for _ in 0..reader.size()? {
            end += reader.size()?;
            ends.push(end);
        }
        let bytes = reader.rest();
        (bytes.len() == end).then(|| Self { bytes: bytes.into(), ends: ends.into() })
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The bytes of one finding: the same for the same finding.
    pub(crate) fn bytes(&self, number: usize) -> &[u8] {
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before));
        let end = self.ends.get(number).copied().unwrap_or_default();
        self.bytes.get(start.copied().unwrap_or(0)..end).unwrap_or_default()
    }

    pub(crate) fn get(&self, number: usize) -> Option<Finding> {
        Reader::new(self.bytes(number)).finding()
    }

    /// All of them, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Finding> + '_ {
        (0..self.len()).filter_map(|number| self.get(number))
    }

    /// What one finding holds in a field; the rest of it is passed over.
    pub(crate) fn value(&self, number: usize, field: Field) -> Option<Value> {
        Reader::new(self.bytes(number)).value_of(field)
    }

    /// The words that it was read from.
    pub(crate) fn spans(&self, number: usize, field: Field) -> Option<Vec<Span>> {
        Reader::new(self.bytes(number)).spans_of(field)
    }

    /// Whether one finding holds anything in a field.
    pub(crate) fn has(&self, number: usize, field: Field) -> bool {
        Reader::new(self.bytes(number)).seek(field).is_some()
    }
}

/// Fields and kinds are written as their numbers: a mark tells whose numbers they are.
fn mark(bytes: &[u8]) -> [u8; 8] {
    static LISTS: LazyLock<String> = LazyLock::new(|| {
        let fields = Field::ALL.iter().map(|(_, word)| *word);
        let kinds = Kind::ALL.iter().map(|(_, word)| *word);
        let modalities = Modality::ALL.iter().map(|(_, word)| *word);
        let sources = SourceKind::ALL.iter().map(|(_, word)| *word);
        let words = fields.chain(kinds).chain(modalities).chain(sources);
        let times = format!("{GRAINS:?} {CLASSES:?} {BASES:?} {MODIFIERS:?}");
        words.chain([FORM, times.as_str()]).collect::<Vec<_>>().join(" ")
    });
    marked(&[LISTS.as_bytes(), bytes]).to_be_bytes()
}

/// How the bytes of a finding are laid out: another word with each change of it.
const FORM: &str = "sheaf 1";

#[cfg(test)]
mod tests {
    use dateline_findings::{Decimal, Fields, Name, Polarity, Source};
    use dateline_time::When;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_closed_lists_stand_in_the_order_of_their_numbers() {
        let fields = Field::ALL.iter().enumerate();
        assert!(fields.into_iter().all(|(place, (field, _))| *field as usize == place));
        let kinds = Kind::ALL.iter().enumerate();
        assert!(kinds.into_iter().all(|(place, (kind, _))| *kind as usize == place));
        let all = Modality::ALL.iter().enumerate();
        assert!(all.into_iter().all(|(place, (item, _))| *item as usize == place));
        let all = Polarity::ALL.iter().enumerate();
        assert!(all.into_iter().all(|(place, (item, _))| *item as usize == place));
        let all = SourceKind::ALL.iter().enumerate();
        assert!(all.into_iter().all(|(place, (item, _))| *item as usize == place));
        let all = GRAINS.iter().enumerate();
        assert!(all.into_iter().all(|(place, item)| *item as usize == place));
        let all = CLASSES.iter().enumerate();
        assert!(all.into_iter().all(|(place, item)| *item as usize == place));
        let all = BASES.iter().enumerate();
        assert!(all.into_iter().all(|(place, item)| *item as usize == place));
        let mut all = MODIFIERS.iter().skip(1).flatten().enumerate();
        assert!(all.all(|(place, item)| *item as usize == place));
    }

    fn finding() -> Finding {
        let mut fields = Fields::new();
        let span = Span::of(300..70_000);
        let day = date(2031, 9, 4);
        fields.set(
            Field::Date,
            Value::When(When {
                earliest: Some(day),
                latest: Some(date(-44, 3, 15)),
                timex: "2031-09-04".to_owned(),
                candidates: vec!["2030-09-04".to_owned()],
                ..When::default()
            }),
            &[span, Span::of(0..0)],
        );
        fields.set(
            Field::Number,
            Value::Range(
                Decimal::from_millionths(-1_500_000),
                Decimal::from_millionths(i128::MAX),
            ),
            &[],
        );
        let name = Name { name: "Tala Brandt".to_owned(), actor: Some(300) };
        fields.set(
            Field::Speaker,
            Value::List(vec![Value::Name(name), Value::Truth(true), Value::word("")]),
            &[span],
        );
        Finding {
            more: vec![span],
            modality: Modality::Alleged,
            polarity: Polarity::Negative,
            source: Source {
                kind: SourceKind::Group,
                chain: vec!["Strait Wire".to_owned(), String::new()],
            },
            confidence: 1_000,
            ..Finding::new(Kind::Figure, span, "a rule", fields)
        }
    }

    #[test]
    fn what_was_bound_up_is_read_again_as_it_was() {
        let plain = Finding::new(Kind::Event, Span::of(1..2), "", Fields::new());
        let all = vec![plain, finding(), finding()];
        let sheaf = Sheaf::of(&all);
        assert_eq!(sheaf.iter().collect::<Vec<_>>(), all);
        assert_eq!(sheaf.get(3), None);
        for entry in all[1].fields.iter() {
            assert_eq!(sheaf.value(1, entry.field).as_ref(), Some(&entry.value));
            assert_eq!(sheaf.spans(1, entry.field).as_ref(), Some(&entry.spans));
            assert!(sheaf.has(1, entry.field));
        }
        assert_eq!(sheaf.value(1, Field::Place), None);
        assert!(!sheaf.has(1, Field::Place));
        assert_eq!(sheaf.bytes(1), sheaf.bytes(2));
    }

    #[test]
    fn what_is_kept_comes_back_or_is_known_for_something_else() {
        let sheaf = Sheaf::of(&[finding(), finding()]);
        let kept = sheaf.to_bytes();
        assert_eq!(Sheaf::from_bytes(&kept), Some(sheaf));
        assert_eq!(
            Sheaf::from_bytes(&Sheaf::default().to_bytes()),
            Some(Sheaf::default())
        );
        for place in 0..kept.len() {
            assert_eq!(Sheaf::from_bytes(&kept[..place]), None);
            let mut broken = kept.clone();
            broken[place] ^= 1;
            assert_eq!(Sheaf::from_bytes(&broken), None);
        }
    }

    #[test]
    fn bytes_that_were_not_written_here_are_no_finding() {
        let sheaf = Sheaf::of(&[finding()]);
        for end in 0..sheaf.bytes.len() {
            let _ = Reader::new(&sheaf.bytes[..end]).finding();
            let mut broken = sheaf.bytes.to_vec();
            broken[end] ^= 0xff;
            let _ = Reader::new(&broken).finding();
        }
    }
}
