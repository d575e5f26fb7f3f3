use dateline_language::{Relation, Sentence};

/// The heads of a sentence turned round: who hangs under whom, and how far each reaches.
///
/// Built once a sentence, so that nothing after it walks all tokens again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree {
    children: Vec<Vec<usize>>,
    reach: Vec<(usize, usize)>,
    relations: Vec<Relation>,
}

impl Tree {
    /// The tree of a sentence. A head outside the sentence counts as none.
    pub(crate) fn new(sentence: &Sentence) -> Self {
        let size = sentence.tokens.len();
        let mut children = vec![Vec::new(); size];
        let mut roots = Vec::new();
        for (number, token) in sentence.tokens.iter().enumerate() {
            match token.head.and_then(|head| children.get_mut(head)) {
                Some(list) => list.push(number),
                None => roots.push(number),
            }
        }
        let relations = sentence.tokens.iter().map(|token| token.relation).collect();
        let reach = (0..size).map(|number| (number, number)).collect();
        let mut tree = Self { children, reach, relations };
        tree.measure(&roots);
        tree
    }

    /// The tokens whose head is `token`, in order.
    pub(crate) fn children(&self, token: usize) -> &[usize] {
        self.children.get(token).map_or(&[], Vec::as_slice)
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
        relations: &'a [Relation],
    ) -> impl Iterator<Item = usize> + 'a {
        self.children(token).iter().copied().filter(|&child| {
            self.relation(child).is_some_and(|found| relations.contains(&found))
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
            if found.len() > self.children.len() {
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
        let mut order = Vec::with_capacity(self.children.len());
        let mut open = roots.to_vec();
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
