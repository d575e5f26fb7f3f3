use crate::cast::lexicon::is_weak;
use crate::tables::{BodyKind, PostKind};

#[derive(Clone, Copy, Debug)]
pub(super) enum Head {
    Body(&'static str, BodyKind),
    Post(PostKind),
    Many,
}

#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) first: usize,
    pub(super) next: usize,
    pub(super) kind: Option<Head>,
    pub(super) name: &'static str,
    pub(super) last_words: String,
    pub(super) head_capital: bool,
    pub(super) of: Option<String>,
    pub(super) of_body: Option<String>,
    pub(super) to: Option<String>,
    pub(super) topic: Vec<String>,
    /// Where in the topic the last head stood.
    pub(super) headed: usize,
    pub(super) anti: bool,
    pub(super) modifiers: usize,
    pub(super) depth: usize,
}

impl Group {
    pub(super) fn new(first: usize) -> Self {
        Self {
            first,
            next: first,
            kind: None,
            name: "",
            last_words: String::new(),
            head_capital: false,
            of: None,
            of_body: None,
            to: None,
            topic: Vec::new(),
            headed: 0,
            anti: false,
            modifiers: 0,
            depth: 0,
        }
    }

    /// A further head: the one before it was only a modifier.
    pub(super) fn head(&mut self, head: Head, words: String, capital: bool) {
        if self.kind.is_some() {
            let modifier = std::mem::take(&mut self.last_words);
            // "deputy interior minister": in the order of the text.
            let at = self.headed.min(self.topic.len());
            self.topic.splice(at..at, modifier.split(' ').map(str::to_owned));
            self.modifiers += 1;
        }
        self.headed = self.topic.len();
        if let Head::Body(name, _) = head {
            self.name = name;
        }
        self.kind = Some(head);
        self.last_words = words;
        self.head_capital = capital;
    }

    pub(super) fn kind_is(&self, kind: BodyKind) -> bool {
        matches!(self.kind, Some(Head::Body(_, own)) if own == kind)
    }

    pub(super) fn post_words(&self) -> String {
        let kept = self.topic.iter().filter(|word| !is_weak(word));
        let mut words: Vec<&str> = kept.map(String::as_str).collect();
        words.push(&self.last_words);
        words.join(" ")
    }
}
