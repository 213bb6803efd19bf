//! What waits in line: first in, first out, but anything may be taken out of the middle.

use rpds::RedBlackTreeMapSync as Map;

/// Async ids in line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Queue {
    by_place: Map<u64, u64>,
    places: Map<u64, u64>,
    next: u64,
}

impl Queue {
    /// Puts an id at the end; one that stands in line already keeps its place.
    pub(super) fn push(&mut self, id: u64) {
        if self.places.contains_key(&id) {
            return;
        }
        self.by_place.insert_mut(self.next, id);
        self.places.insert_mut(id, self.next);
        self.next += 1;
    }

    /// Takes an id out; false when it was not in line.
    pub(super) fn remove(&mut self, id: u64) -> bool {
        let Some(place) = self.places.get(&id).copied() else { return false };
        self.places.remove_mut(&id);
        self.by_place.remove_mut(&place)
    }

    /// Whether an id stands in line.
    pub fn contains(&self, id: u64) -> bool {
        self.places.contains_key(&id)
    }

    /// The ids, first come first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = u64> + '_ {
        self.by_place.values().copied()
    }

    /// Who came first.
    pub fn first(&self) -> Option<u64> {
        self.by_place.first().map(|(_, id)| *id)
    }

    /// How many wait.
    pub fn len(&self) -> usize {
        self.by_place.size()
    }

    /// Whether nobody waits.
    pub fn is_empty(&self) -> bool {
        self.by_place.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::Queue;

    #[test]
    fn ids_come_out_in_order_and_from_the_middle() {
        let mut queue = Queue::default();
        [5, 3, 9, 3].into_iter().for_each(|id| queue.push(id));
        assert!(queue.remove(3));
        assert!(!queue.remove(3));
        queue.push(3);
        assert_eq!(queue.iter().collect::<Vec<_>>(), [5, 9, 3]);
        assert_eq!(queue.first(), Some(5));
    }
}
