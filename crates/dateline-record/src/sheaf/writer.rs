use dateline_findings::{Decimal, Finding, Value};
use dateline_text::Span;
use dateline_time::When;
use jiff::civil::Date;

/// The kinds of values, by their first byte.
pub(super) mod tag {
    pub(in super::super) const WORD: u8 = 0;
    pub(in super::super) const WORDS: u8 = 1;
    pub(in super::super) const NAME: u8 = 2;
    pub(in super::super) const NUMBER: u8 = 3;
    pub(in super::super) const RANGE: u8 = 4;
    pub(in super::super) const WHEN: u8 = 5;
    pub(in super::super) const YES: u8 = 6;
    pub(in super::super) const NO: u8 = 7;
    pub(in super::super) const LIST: u8 = 8;
}

pub(super) fn finding(finding: &Finding, bytes: &mut Vec<u8>) {
    let source = &finding.source;
    bytes.extend([
        finding.kind as u8,
        finding.modality as u8,
        finding.polarity as u8,
        source.kind as u8,
    ]);
    span(finding.evidence, bytes);
    size(usize::from(finding.confidence), bytes);
    size(finding.fields.iter().count(), bytes);
    for entry in finding.fields.iter() {
        let mut own = Vec::new();
        value(&entry.value, &mut own);
        spans(&entry.spans, &mut own);
        bytes.push(entry.field as u8);
        size(own.len(), bytes);
        bytes.extend(own);
    }
    text(&finding.rule, bytes);
    size(source.chain.len(), bytes);
    source.chain.iter().for_each(|link| text(link, bytes));
    spans(&finding.more, bytes);
}

fn value(value: &Value, bytes: &mut Vec<u8>) {
    match value {
        Value::Word(word) => {
            bytes.push(tag::WORD);
            text(word, bytes);
        }
        Value::Words(words) => {
            bytes.push(tag::WORDS);
            text(words, bytes);
        }
        Value::Name(name) => {
            bytes.push(tag::NAME);
            size(name.actor.map_or(0, |actor| actor.saturating_add(1)), bytes);
            text(&name.name, bytes);
        }
        Value::Number(number) => {
            bytes.push(tag::NUMBER);
            decimal(*number, bytes);
        }
        Value::Range(from, to) => {
            bytes.push(tag::RANGE);
            decimal(*from, bytes);
            decimal(*to, bytes);
        }
        Value::When(told) => {
            bytes.push(tag::WHEN);
            when(told, bytes);
        }
        Value::Truth(truth) => bytes.push(if *truth { tag::YES } else { tag::NO }),
        Value::List(values) => {
            bytes.push(tag::LIST);
            size(values.len(), bytes);
            values.iter().for_each(|one| self::value(one, bytes));
        }
    }
}

fn when(when: &When, bytes: &mut Vec<u8>) {
    day(when.earliest, bytes);
    day(when.latest, bytes);
    let modifier = when.modifier.map_or(0, |modifier| modifier as u8 + 1);
    bytes.extend([when.grain as u8, modifier, when.class as u8, when.basis as u8]);
    text(&when.timex, bytes);
    size(when.candidates.len(), bytes);
    when.candidates.iter().for_each(|candidate| text(candidate, bytes));
}

fn day(day: Option<Date>, bytes: &mut Vec<u8>) {
    let Some(day) = day else { return bytes.push(0) };
    bytes.push(1);
    bytes.extend(day.year().to_le_bytes());
    bytes.extend(day.month().to_le_bytes());
    bytes.extend(day.day().to_le_bytes());
}

fn decimal(decimal: Decimal, bytes: &mut Vec<u8>) {
    let millionths = decimal.millionths();
    // Numbers below zero take turns with those above, so that small ones take few bytes.
    let turned = (millionths << 1) ^ (millionths >> 127);
    number(u128::from_ne_bytes(turned.to_ne_bytes()), bytes);
}

fn spans(spans: &[Span], bytes: &mut Vec<u8>) {
    size(spans.len(), bytes);
    spans.iter().for_each(|one| span(*one, bytes));
}

fn span(span: Span, bytes: &mut Vec<u8>) {
    size(span.start(), bytes);
    size(span.len(), bytes);
}

fn text(text: &str, bytes: &mut Vec<u8>) {
    size(text.len(), bytes);
    bytes.extend(text.as_bytes());
}

pub(super) fn size(size: usize, bytes: &mut Vec<u8>) {
    number(size as u128, bytes);
}

/// Seven bits a byte, the last byte below 128.
fn number(mut number: u128, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
}
