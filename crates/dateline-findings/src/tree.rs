use dateline_language::{Analysis, Relation, Sentence, Token};

/// A token, its head and its relation as they should be; a token that heads itself is the root.
pub(crate) type Change = (usize, usize, Relation);

/// Hangs tokens of a sentence where they belong. Changes that would leave no tree, with one root and
/// no ring, leave the sentence as it is: each was found for itself.
pub(crate) fn hang(analysis: &mut Analysis, sentence: usize, changes: Vec<Change>) {
    let Some(sentence) = analysis.sentences.get_mut(sentence) else { return };
    let before: Vec<Change> = changes
        .iter()
        .rev()
        .filter_map(|&(number, ..)| {
            let token = sentence.tokens.get(number)?;
            Some((number, token.head.unwrap_or(number), token.relation))
        })
        .collect();
    apply(&mut sentence.tokens, changes);
    let roots = sentence.tokens.iter().filter(|token| token.head.is_none()).count();
    let ring = before.iter().any(|&(number, ..)| is_in_ring(&sentence.tokens, number));
    if ring || roots != 1 {
        apply(&mut sentence.tokens, before);
    }
}

fn apply(tokens: &mut [Token], changes: Vec<Change>) {
    for (number, head, relation) in changes {
        if let Some(token) = tokens.get_mut(number) {
            token.head = Some(head).filter(|&head| head != number);
            token.relation = relation;
        }
    }
}

/// Whether the heads from a token on lead back to it.
fn is_in_ring(tokens: &[Token], start: usize) -> bool {
    let head = |at: usize| tokens.get(at).and_then(|token| token.head);
    let above = std::iter::successors(head(start), |&at| head(at));
    above.take(tokens.len()).any(|at| at == start)
}

/// The heads of a sentence turned round: who hangs under whom, and how far each reaches.
///
/// Built once a sentence, so that nothing after it walks all tokens again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree {
    /// The tokens by their heads, and where those of each head begin.
    children: Vec<usize>,
    firsts: Vec<usize>,
    /// The relations in which the children of each token stand to it.
    below: Vec<Relations>,
    reach: Vec<(usize, usize)>,
    relations: Vec<Relation>,
}

/// A set of relations; most questions are answered no by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Relations(u64);

impl Relations {
    fn of(relations: &[Relation]) -> Self {
        relations.iter().fold(Self::default(), |all, &relation| all.with(relation))
    }

    /// There are fewer relations than bits.
    const fn with(self, relation: Relation) -> Self {
        Self(self.0 | 1 << relation as u8)
    }

    const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl Tree {
    /// The tree of a sentence. A head outside the sentence counts as none.
    pub(crate) fn new(sentence: &Sentence) -> Self {
        let size = sentence.tokens.len();
        let head = |token: &Token| token.head.filter(|&head| head < size);
        let mut firsts = vec![0; size + 1];
        let mut below = vec![Relations::default(); size];
        for token in &sentence.tokens {
            let Some(head) = head(token) else { continue };
            if let (Some(next), Some(below)) =
                (firsts.get_mut(head + 1), below.get_mut(head))
            {
                *next += 1;
                *below = below.with(token.relation);
            }
        }
        for token in 0..size {
            let before = firsts.get(token).copied().unwrap_or_default();
            if let Some(next) = firsts.get_mut(token + 1) {
                *next += before;
            }
        }
        let mut free = firsts.clone();
        let mut children = vec![0; firsts.last().copied().unwrap_or_default()];
        let mut roots = Vec::new();
        for (number, token) in sentence.tokens.iter().enumerate() {
            let place = head(token).and_then(|head| free.get_mut(head));
            let Some(place) = place else {
                roots.push(number);
                continue;
            };
            if let Some(child) = children.get_mut(*place) {
                *child = number;
            }
            *place += 1;
        }
        let relations = sentence.tokens.iter().map(|token| token.relation).collect();
        let reach = (0..size).map(|number| (number, number)).collect();
        let mut tree = Self { children, firsts, below, reach, relations };
        tree.measure(&roots);
        tree
    }

    /// The tokens whose head is `token`, in order.
    pub(crate) fn children(&self, token: usize) -> &[usize] {
        let (Some(&first), Some(&next)) =
            (self.firsts.get(token), self.firsts.get(token + 1))
        else {
            return &[];
        };
        self.children.get(first..next).unwrap_or_default()
    }

    /// The relation in which a token stands to its head.
    pub(crate) fn relation(&self, token: usize) -> Option<Relation> {
        self.relations.get(token).copied()
    }

    /// The first child of `token` in one of these relations.
    pub(crate) fn child(&self, token: usize, relations: &[Relation]) -> Option<usize> {
        self.children_in(token, relations).next()
    }

    /// The children of `token` in one of these relations.
    pub(crate) fn children_in<'a>(
        &'a self,
        token: usize,
        relations: &[Relation],
    ) -> impl Iterator<Item = usize> + use<'a> {
        let wanted = Relations::of(relations);
        let any = self.below.get(token).is_some_and(|below| below.meets(wanted));
        let children = if any { self.children(token) } else { &[] };
        children.iter().copied().filter(move |&child| {
            let relation = self.relation(child).map(|found| Relations::of(&[found]));
            relation.is_some_and(|relation| relation.meets(wanted))
        })
    }

    /// The first and last token under `token`, itself included.
    pub(crate) fn reach(&self, token: usize) -> (usize, usize) {
        self.reach.get(token).copied().unwrap_or((token, token))
    }

    /// All tokens under `token`, itself included, in order; none of what `skip` turns away,
    /// nor of what hangs under that.
    pub(crate) fn under(&self, token: usize, skip: &dyn Fn(usize) -> bool) -> Vec<usize> {
        let mut found = Vec::new();
        let mut open = vec![token];
        while let Some(here) = open.pop() {
            // A broken tree may hold a cycle; no token is looked at twice as often as there are.
            if found.len() > self.relations.len() {
                break;
            }
            found.push(here);
            open.extend(
                self.children(here).iter().copied().filter(|&child| !skip(child)),
            );
        }
        found.sort_unstable();
        found
    }

    fn measure(&mut self, roots: &[usize]) {
        let mut order = Vec::with_capacity(self.relations.len());
        let mut open = Vec::with_capacity(self.relations.len());
        open.extend_from_slice(roots);
        while let Some(here) = open.pop() {
            order.push(here);
            open.extend_from_slice(self.children(here));
        }
        // Leaves come last in that order, so going backwards each child is done before its head.
        for &here in order.iter().rev() {
            let (mut first, mut last) = self.reach(here);
            for &child in self.children(here) {
                let (start, end) = self.reach(child);
                first = first.min(start);
                last = last.max(end);
            }
            if let Some(reach) = self.reach.get_mut(here) {
                *reach = (first, last);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use dateline_language::WordClass;
    use dateline_text::Span;

    use super::*;

    /// Tokens on these heads; a token that heads itself is the root.
    fn sentence(heads: &[usize]) -> Analysis {
        let token = |(number, &head): (usize, &usize)| Token {
            span: Span::of(number..number + 1),
            lemma: "word".into(),
            class: WordClass::Noun,
            tag: "NN".into(),
            head: Some(head).filter(|&head| head != number),
            relation: Relation::Modifier,
            entity: None,
        };
        let tokens: Vec<Token> = heads.iter().enumerate().map(token).collect();
        let span = Span::of(0..tokens.len());
        let sentences = vec![Sentence { span, paragraph: 0, tokens }];
        Analysis { sentences, model: String::new() }
    }

    #[test]
    fn a_tree_stays_a_tree() {
        let before = sentence(&[1, 1, 1, 2]);
        let moved = |changes: &[Change]| {
            let mut after = before.clone();
            hang(&mut after, 0, changes.to_vec());
            after
        };
        let under = |number: usize, head: usize| (number, head, Relation::Conjunct);
        assert_ne!(moved(&[under(3, 0)]), before);
        assert_ne!(moved(&[under(2, 2), under(1, 2)]), before, "another root");
        assert_eq!(moved(&[under(2, 3)]), before, "a ring");
        assert_eq!(moved(&[under(1, 3)]), before, "a ring that leaves no root");
        assert_eq!(moved(&[under(2, 2)]), before, "two roots");
        assert_eq!(
            moved(&[under(3, 0), under(3, 3)]),
            before,
            "the last word on it counts"
        );
    }
}
