//! Texts, places and stacks of a trace, each kept once: they are few, the events are many.

use loopscope_engine::trace::Place;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The number of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TextId(u32);

/// The number of a stack: places, innermost first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct StackId(u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct StoredPlace {
    file: TextId,
    line: u32,
    column: u32,
    function: Option<TextId>,
}

/// The texts and stacks of one trace.
#[derive(Debug, Default)]
pub(super) struct Texts {
    texts: Vec<Arc<str>>,
    known_texts: BTreeMap<Arc<str>, TextId>,
    stacks: Vec<Arc<[StoredPlace]>>,
    known_stacks: BTreeMap<Arc<[StoredPlace]>, StackId>,
}

impl Texts {
    /// Keeps a text.
    pub(super) fn keep(&mut self, text: &str) -> TextId {
        if let Some(id) = self.known_texts.get(text) {
            return *id;
        }
        let id = TextId(number(self.texts.len()));
        let text: Arc<str> = text.into();
        self.texts.push(Arc::clone(&text));
        self.known_texts.insert(text, id);
        id
    }

    /// The text of that number.
    pub(super) fn text(&self, id: TextId) -> &str {
        &self.texts[id.0 as usize]
    }

    /// Keeps a stack, given as its innermost place and those that called it; `None` for an empty one.
    pub(super) fn keep_stack(&mut self, at: Option<Place<'_>>, callers: &[Place<'_>]) -> Option<StackId> {
        let places: Arc<[StoredPlace]> = at.iter().chain(callers).map(|place| self.keep_place(place)).collect();
        if places.is_empty() {
            return None;
        }
        if let Some(id) = self.known_stacks.get(&places) {
            return Some(*id);
        }
        let id = StackId(number(self.stacks.len()));
        self.stacks.push(Arc::clone(&places));
        self.known_stacks.insert(places, id);
        Some(id)
    }

    fn keep_place(&mut self, place: &Place<'_>) -> StoredPlace {
        let function = place.function.map(|name| self.keep(name));
        StoredPlace { file: self.keep(place.file), line: place.line, column: place.column, function }
    }

    /// The places of a stack, innermost first.
    pub(super) fn stack(&self, id: Option<StackId>) -> impl Iterator<Item = Place<'_>> {
        let places = id.map_or(&[][..], |id| &self.stacks[id.0 as usize]);
        places.iter().map(|place| Place {
            file: self.text(place.file),
            line: place.line,
            column: place.column,
            function: place.function.map(|name| self.text(name)),
        })
    }

    /// The files of all places, sorted.
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        let files = self.stacks.iter().flat_map(|stack| stack.iter().map(|place| self.text(place.file)));
        files.collect::<BTreeSet<_>>().into_iter()
    }

    /// The innermost place of a stack.
    pub(super) fn top(&self, id: Option<StackId>) -> Option<Place<'_>> {
        self.stack(id).next()
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).expect("a trace has less than four thousand million texts, or memory is full before")
}
