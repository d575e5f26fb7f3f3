use dateline_copies::repeats;
use dateline_text::{Problem, ProblemKind, RegionClass, Span, Text};

use crate::page::{Block, Page};
use crate::plain::is_sentence;

/// Classes what the page prints twice: the later words are read once, where they came first.
pub(crate) fn class(page: &mut Page, problems: &mut Vec<Problem>) {
    let body = |block: &&Block| block.class == RegionClass::Body;
    let within: Vec<Span> =
        page.blocks.iter().filter(body).map(|block| block.span).collect();
    let text = Text::new(page.words.words());
    let mut pairs = repeats(&text, &within);
    // Tables and lists print short lines again and mean them.
    let is_whole = |span: Span| {
        let line =
            within.iter().any(|block| block.overlaps(span) && span.contains(*block));
        line && is_sentence(text.words(span)) && span.len() >= SENTENCE
    };
    pairs.retain(|(_, later)| later.len() >= LEAST || is_whole(*later));
    let (Some(first), Some(last)) = (pairs.first(), pairs.last()) else { return };
    problems.push(Problem {
        kind: ProblemKind::Repeated,
        raw: page.words.map().raw(first.1.cover(last.1)),
        message: format!("{} stretches are printed twice and read once", pairs.len()),
    });
    let mut blocks = Vec::with_capacity(page.blocks.len() + pairs.len());
    let mut next = 0;
    for block in &page.blocks {
        while pairs.get(next).is_some_and(|(_, later)| later.end() <= block.span.start())
        {
            next += 1;
        }
        if block.class == RegionClass::Body {
            split(*block, pairs.get(next..).unwrap_or_default(), &text, &mut blocks);
        } else {
            blocks.push(*block);
        }
    }
    page.blocks = blocks;
}

/// The bytes of a repeat that is no label: two lines of a paper, or so; and of a paragraph that
/// is a sentence.
const LEAST: usize = 120;
const SENTENCE: usize = 40;

/// Cuts a paragraph where a repeat starts or ends within it.
fn split(block: Block, pairs: &[(Span, Span)], text: &Text, blocks: &mut Vec<Block>) {
    let mut at = block.span.start();
    let mut push = |span: Span, repeats: Option<Span>| {
        let span = text.trim(span);
        let class =
            if repeats.is_some() { RegionClass::Repeat } else { RegionClass::Body };
        if !span.is_empty() {
            blocks.push(Block { span, class, repeats, ..block });
        }
    };
    for (earlier, later) in pairs {
        let Some(shared) = later.shared(block.span) else { break };
        push(Span::of(at..shared.start()), None);
        let from = (earlier.start() + shared.start() - later.start()).min(earlier.end());
        let to = (from + shared.len()).min(earlier.end());
        let same = Span::of(from..to);
        push(shared, Some(if text.get(same).is_some() { same } else { *earlier }));
        at = shared.end();
    }
    push(Span::of(at..block.span.end()), None);
}
