//! One pass over the expressions of a text, each read against those before it.

use dateline_text::{Span, Spanned, Text};
use jiff::civil::Date;

use super::story::Story;
use super::{Tagged, anchor, page, stretch};
use crate::calendar;
use crate::expression::{Direction, Expression, Meaning, OnPage, Signal, Step};
use crate::find::Hit;
use crate::point::{Part, Point};
use crate::resolve::{Base, Context, Place};
use crate::{Basis, Cue, Grain, When};

/// What a pass has read so far.
pub(super) struct Pass<'a> {
    text: &'a Text,
    hits: &'a [Hit],
    /// Whether the text has to say itself when it came out.
    undated: bool,
    context: Context,
    story: Story,
    /// Days that were named in full: an anniversary can be of one of them.
    days: Vec<Date>,
    /// Where the last expression ended.
    done: usize,
    tagged: Tagged,
}

impl<'a> Pass<'a> {
    pub(super) fn new(
        text: &'a Text,
        hits: &'a [Hit],
        context: Context,
        undated: bool,
    ) -> Self {
        Self {
            text,
            hits,
            undated,
            context,
            story: Story::default(),
            days: Vec::new(),
            done: 0,
            tagged: Vec::with_capacity(hits.len()),
        }
    }

    /// Every expression with the days that it means.
    pub(super) fn read(
        mut self,
        cue: &dyn Fn(Span, &Expression) -> Option<Cue>,
    ) -> Tagged {
        for (at, hit) in self.hits.iter().enumerate() {
            let cue = cue(hit.spanned.span, &hit.spanned.value).unwrap_or(hit.cue);
            self.take(at, hit, cue);
        }
        anchor::ended(self.text, &mut self.tagged);
        twin(self.text, &mut self.tagged);
        self.tagged
    }

    fn take(&mut self, at: usize, hit: &Hit, cue: Cue) {
        let Spanned { span, value: expression } = &hit.spanned;
        let gap = self.text.words(Span::of(self.done..span.start()));
        if gap.contains('\n') {
            self.story.turn();
        }
        let mut expression = expression.clone();
        if self.undated {
            self.place_on_page(at, &mut expression, *span);
        }
        self.context.lean = cue.lean;
        expression.lean = cue.lean;
        self.context.line = self.story.at(span.start());
        let when = self.context.resolve(&expression);
        let mut when = anchor::counted(self.text, self.hits, at, &self.context, when);
        let apposed = matches!(gap, ", " | ", on ");
        anchor::anniversary(&expression, &mut when, &self.days, apposed);
        stretch::order(&self.context, &mut self.tagged, &expression, &mut when);
        self.go_on(&expression, &when, *span);
        self.done = span.end();
        self.tagged.push(Spanned { span: *span, value: (expression, when) });
    }

    /// Marks what the page says of its own date.
    fn place_on_page(&self, at: usize, expression: &mut Expression, span: Span) {
        let next = self.hits.get(at.saturating_add(1)).map(|next| next.spanned.span);
        let own = match expression.meaning {
            Meaning::Day { .. } => {
                next.is_some_and(|next| page::is_apposed(self.text, span, next))
            }
            _ => is_own_date(self.text, expression, span),
        };
        expression.on_page = if page::is_change(self.text, span) {
            Some(OnPage::Changed)
        } else {
            own.then_some(OnPage::Own)
        };
    }

    /// What is read next is read from here.
    fn go_on(&mut self, expression: &Expression, when: &When, span: Span) {
        if let Some(base) = next_base(expression, when) {
            self.context.there = Some(base);
            let narrative = self.context.place == Place::Narrative;
            if narrative && page::is_heading(self.text, span) {
                self.story.open(base);
            }
            tell(&mut self.story, expression, base, span.start());
        }
        let day = when.earliest.filter(|_| when.grain == Grain::Day);
        if let Some(day) = day.filter(|_| when.basis == Basis::Explicit)
            && self.days.len() < MOST_DAYS
        {
            self.days.push(day);
        }
    }
}

fn is_own_date(text: &Text, expression: &Expression, span: Span) -> bool {
    expression.bound.is_none()
        && may_be_own(&expression.meaning)
        && page::is_own_date(text, span)
}

/// Whether a report can give its own date with it.
fn may_be_own(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Point(Point { part: Part::Day(..), .. }) | Meaning::Numeric(_) => true,
        Meaning::Timed { of, .. } => may_be_own(of),
        _ => false,
    }
}

/// How many days of a text an anniversary can be of.
const MOST_DAYS: usize = 64;

/// The story goes on to where an expression points.
fn tell(story: &mut Story, expression: &Expression, base: Base, position: usize) {
    match &expression.meaning {
        // "the first since 1995" does not take the story there.
        _ if expression.signal == Some(Signal::Since) => {}
        Meaning::Point(Point { year: Some(_), .. }) => story.tell(base, position),
        meaning if goes_on(meaning) => story.follow(base, position),
        _ => {}
    }
}

/// "12 Muharram 1453 (5 May 2031)": the day in brackets is the same one, and exact.
fn twin(text: &Text, tagged: &mut Tagged) {
    for at in 1..tagged.len() {
        let (left, right) = tagged.split_at_mut(at);
        let (Some(one), Some(other)) = (left.last_mut(), right.first_mut()) else {
            continue;
        };
        let gap = text.words(Span::of(one.span.end()..other.span.start()));
        if !matches!(gap.trim(), "(" | ", or" | "/" | "(i.e." | "[" | "corresponding to")
        {
            continue;
        }
        let foreign = |time: &Spanned<(Expression, When)>| {
            matches!(time.value.0.meaning, Meaning::Foreign(_))
        };
        match (foreign(one), foreign(other)) {
            (true, false) => take_day(&mut one.value.1, &other.value.1),
            (false, true) => take_day(&mut other.value.1, &one.value.1),
            _ => {}
        }
    }
}

/// How far a day that is worked out may lie from the one that is given beside it.
const TWIN_DAYS: i32 = 3;

fn take_day(when: &mut When, given: &When) {
    let exact = given.grain == Grain::Day && given.earliest == given.latest;
    let (Some(day), Some(worked)) = (given.earliest, when.earliest) else { return };
    if exact && when.grain == Grain::Day && calendar::distance(day, worked) <= TWIN_DAYS {
        *when = When { class: when.class, ..given.clone() };
    }
}

/// Whether the story goes on with it: "7 August" and "the next day" do, "a year earlier" does not.
fn goes_on(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Point(_) | Meaning::Nth(_) | Meaning::Timed { .. } => true,
        Meaning::Shift { back, .. } => *back == Direction::Forward,
        Meaning::Unit { step, .. } | Meaning::Named { step, .. } => {
            matches!(step, Step::Next | Step::Following)
        }
        _ => false,
    }
}

/// The moment that the text speaks of behind this expression, if it names one.
fn next_base(expression: &Expression, when: &When) -> Option<Base> {
    let placed = !matches!(
        expression.meaning,
        Meaning::Duration { .. } | Meaning::Set(_) | Meaning::Reference(_)
    );
    match when.earliest {
        Some(day)
            if placed && !when.timex.contains("X") && when.grain != Grain::Vague =>
        {
            // The winter of a year may have begun in the December before.
            let winter = when.timex.ends_with("-WI");
            let day = if winter { calendar::add_days(day, 31)? } else { day };
            Some(Base { day, grain: when.grain.max(Grain::Day) })
        }
        _ => None,
    }
}
