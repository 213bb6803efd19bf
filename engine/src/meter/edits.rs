//! Insertions into a source, and the way back from a place in the metered text to the same place in the original.

/// What every insertion begins and ends with: comments that no program holds by chance.
const OPEN: &str = "/*<$ls*/";
const CLOSE: &str = "/*$ls>*/";

/// Text to be inserted before a byte of the source; empty when it turned out that nothing is needed there.
#[derive(Debug)]
pub(super) struct Slot {
    /// The byte.
    pub(super) at: u32,
    /// The text.
    pub(super) text: String,
}

/// One insertion, in UTF-16 units of the metered text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Insertion {
    /// Counted from 1.
    line: u32,
    /// Counted from 0.
    column: u32,
    /// Counted from 0, from the start of the text.
    offset: u32,
    length: u32,
}

/// What was inserted into one source, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Edits(Vec<Insertion>);

impl Edits {
    /// The original column of a metered one, both counted from 0. A place inside an insertion is that of the insertion.
    pub(crate) fn column(&self, line: u32, column: u32) -> u32 {
        let first = self.0.partition_point(|insertion| insertion.line < line);
        let same = self.0[first..].iter().take_while(|insertion| insertion.line == line);
        let before = same.take_while(|insertion| insertion.column < column);
        column - before.map(|insertion| insertion.length.min(column - insertion.column)).sum::<u32>()
    }

    /// The original offset of a metered one, both counted from 0.
    pub(crate) fn offset(&self, offset: u32) -> u32 {
        let before = self.0.iter().take_while(|insertion| insertion.offset < offset);
        offset - before.map(|insertion| insertion.length.min(offset - insertion.offset)).sum::<u32>()
    }
}

/// Whether a text holds insertions.
pub(super) fn has_marks(text: &str) -> bool {
    text.contains(OPEN)
}

/// The text without its insertions; `None` when it has none.
pub(crate) fn strip(text: &str) -> Option<String> {
    let mut pieces = text.split(OPEN);
    let mut original = pieces.next()?.to_owned();
    if original.len() == text.len() {
        return None;
    }
    for piece in pieces {
        // A piece that does not end was cut off: what is left of it is ours.
        original.push_str(piece.split_once(CLOSE).map_or("", |(_, rest)| rest));
    }
    Some(original)
}

/// Inserts `slots`, which are in the order that those at the same byte are to have.
pub(super) fn apply(source: &str, mut slots: Vec<Slot>) -> Option<(String, Edits)> {
    slots.retain(|slot| !slot.text.is_empty());
    if slots.is_empty() {
        return None;
    }
    slots.sort_by_key(|slot| slot.at);
    let mut text = String::with_capacity(source.len() + slots.len() * 64);
    let mut edits = Edits::default();
    let mut cursor = Cursor { line: 1, column: 0, offset: 0 };
    let mut from = 0;
    for slot in slots {
        let original = &source[from..slot.at as usize];
        cursor.pass(original);
        text.push_str(original);
        from = slot.at as usize;
        let inserted = format!("{OPEN}{}{CLOSE}", slot.text);
        let length = inserted.len() as u32;
        edits.0.push(Insertion { line: cursor.line, column: cursor.column, offset: cursor.offset, length });
        cursor.column += length;
        cursor.offset += length;
        text.push_str(&inserted);
    }
    text.push_str(&source[from..]);
    Some((text, edits))
}

/// A place in the metered text.
struct Cursor {
    line: u32,
    column: u32,
    offset: u32,
}

impl Cursor {
    /// Goes over `text`. Lines end where ECMAScript says that they do; a carriage return before a line feed is not one.
    fn pass(&mut self, text: &str) {
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            let units = character.len_utf16() as u32;
            self.offset += units;
            self.column += units;
            let ends = match character {
                '\n' | '\u{2028}' | '\u{2029}' => true,
                '\r' => characters.peek() != Some(&'\n'),
                _ => false,
            };
            if ends {
                self.line += 1;
                self.column = 0;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Slot, apply, strip};

    #[test]
    fn places_find_their_way_back() {
        let slots = vec![Slot { at: 2, text: "x".into() }, Slot { at: 6, text: "yy".into() }];
        let (text, edits) = apply("ab\u{e9}d\nefg", slots).expect("two insertions");
        let line = text.lines().nth(1).expect("two lines");
        let shifted = line.find("fg").expect("the second line holds fg");
        assert_eq!(edits.column(1, 1), 1);
        assert_eq!(edits.column(1, 2 + 17), 2, "the first unit behind the insertion");
        assert_eq!(edits.column(1, 9), 2, "inside of it");
        assert_eq!(edits.column(2, shifted as u32), 1);
        assert_eq!(strip(&text).as_deref(), Some("ab\u{e9}d\nefg"));
        let at = text.encode_utf16().count() as u32;
        assert_eq!(edits.offset(at), 8);
    }
}
