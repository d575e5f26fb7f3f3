use dateline_findings::{
    Decimal, Field, Fields, Finding, Kind, Modality, Name, Polarity, Source, SourceKind,
    Value,
};
use dateline_text::Span;
use dateline_time::When;
use jiff::civil::Date;

use super::writer::tag;
use crate::written::{BASES, CLASSES, GRAINS, MODIFIERS};

/// How deep lists may stand in lists.
const DEEPEST: usize = 64;

/// Reads bytes from the front; every step says whether it fits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) fn finding(&mut self) -> Option<Finding> {
        let kind = Kind::ALL.get(self.byte()?)?.0;
        let modality = Modality::ALL.get(self.byte()?)?.0;
        let polarity = Polarity::ALL.get(self.byte()?)?.0;
        let source_kind = SourceKind::ALL.get(self.byte()?)?.0;
        let evidence = self.span()?;
        let confidence = u16::try_from(self.size()?).ok()?;
        let mut fields = Fields::new();
        for _ in 0..self.size()? {
            let field = Field::ALL.get(self.byte()?)?.0;
            self.size()?;
            let value = self.value(0)?;
            fields.set(field, value, &self.spans()?);
        }
        let rule = self.text()?;
        let chain = self.texts()?;
        let source = Source { kind: source_kind, chain };
        let more = self.spans()?;
        Some(Finding {
            evidence,
            kind,
            more,
            fields,
            modality,
            polarity,
            source,
            rule,
            confidence,
        })
    }

    /// What a finding holds in a field.
    pub(super) fn value_of(&mut self, wanted: Field) -> Option<Value> {
        self.seek(wanted)?;
        self.value(0)
    }

    /// The words that a field of a finding was read from.
    pub(super) fn spans_of(&mut self, wanted: Field) -> Option<Vec<Span>> {
        self.seek(wanted)?;
        self.value(0)?;
        self.spans()
    }

    /// Goes to the value of a field, past all that stands before it.
    pub(super) fn seek(&mut self, wanted: Field) -> Option<()> {
        self.take(4)?;
        self.span()?;
        self.size()?;
        for _ in 0..self.size()? {
            let field = self.byte()?;
            let size = self.size()?;
            if field == wanted as usize {
                return Some(());
            }
            self.take(size)?;
        }
        None
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        Some(match u8::try_from(self.byte()?).ok()? {
            tag::WORD => Value::Word(self.text()?),
            tag::WORDS => Value::Words(self.text()?),
            tag::NAME => {
                let actor = self.size()?.checked_sub(1);
                Value::Name(Name { name: self.text()?, actor })
            }
            tag::NUMBER => Value::Number(self.decimal()?),
            tag::RANGE => Value::Range(self.decimal()?, self.decimal()?),
            tag::WHEN => Value::When(self.when()?),
            tag::YES => Value::Truth(true),
            tag::NO => Value::Truth(false),
            tag::LIST if depth < DEEPEST => {
                let count = self.count()?;
                let mut values = Vec::with_capacity(count);
                for _ in 0..count {
                    values.push(self.value(depth + 1)?);
                }
                Value::List(values)
            }
            _ => return None,
        })
    }

    fn when(&mut self) -> Option<When> {
        Some(When {
            earliest: self.day()?,
            latest: self.day()?,
            grain: *GRAINS.get(self.byte()?)?,
            modifier: *MODIFIERS.get(self.byte()?)?,
            class: *CLASSES.get(self.byte()?)?,
            basis: *BASES.get(self.byte()?)?,
            timex: self.text()?,
            candidates: self.texts()?,
        })
    }

    #[expect(
        clippy::option_option,
        reason = "outside: does it fit; inside: is there a day"
    )]
    fn day(&mut self) -> Option<Option<Date>> {
        if self.byte()? == 0 {
            return Some(None);
        }
        let [low, high, month, day] = *self.take(4)?.first_chunk()?;
        let year = i16::from_le_bytes([low, high]);
        let (month, day) = (i8::from_le_bytes([month]), i8::from_le_bytes([day]));
        Some(Some(Date::new(year, month, day).ok()?))
    }

    fn decimal(&mut self) -> Option<Decimal> {
        let number = self.number()?;
        let half = number >> 1;
        let millionths = if number & 1 == 1 { !half } else { half };
        Some(Decimal::from_millionths(i128::from_ne_bytes(millionths.to_ne_bytes())))
    }

    fn spans(&mut self) -> Option<Vec<Span>> {
        let count = self.count()?;
        let mut spans = Vec::with_capacity(count);
        for _ in 0..count {
            spans.push(self.span()?);
        }
        Some(spans)
    }

    fn span(&mut self) -> Option<Span> {
        let start = self.size()?;
        Span::new(start, start.checked_add(self.size()?)?)
    }

    fn texts(&mut self) -> Option<Vec<String>> {
        let count = self.count()?;
        let mut texts = Vec::with_capacity(count);
        for _ in 0..count {
            texts.push(self.text()?);
        }
        Some(texts)
    }

    fn text(&mut self) -> Option<String> {
        let size = self.size()?;
        Some(std::str::from_utf8(self.take(size)?).ok()?.to_owned())
    }

    /// How many things follow; each takes a byte at least.
    fn count(&mut self) -> Option<usize> {
        self.size().filter(|count| *count <= self.rest.len())
    }

    /// What is not read yet.
    pub(super) fn rest(self) -> &'a [u8] {
        self.rest
    }

    pub(super) fn size(&mut self) -> Option<usize> {
        // Nearly all sizes are small, and findings are read by the million.
        if let Some((&byte, rest)) = self.rest.split_first()
            && byte < 0x80
        {
            self.rest = rest;
            return Some(usize::from(byte));
        }
        usize::try_from(self.number()?).ok()
    }

    fn number(&mut self) -> Option<u128> {
        let mut number = 0_u128;
        for place in (0..u128::BITS).step_by(7) {
            let byte = *self.take(1)?.first()?;
            number |= u128::from(byte & 0x7f) << place;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn byte(&mut self) -> Option<usize> {
        let (byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(usize::from(*byte))
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }
}
