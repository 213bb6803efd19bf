//! Message ports of one process: who hears whom, and what waits where. No JavaScript in sight.
//!
//! The rules are those of Node's `src/node_messaging.cc`: a port belongs to a group, what it posts goes to every other
//! port of the group, and what is not taken waits. A group without a name is a channel of two; when one of them
//! leaves, the other one finds a [`Taken::Close`] behind its messages. A group with a name is a broadcast channel.
//!
//! Ports outlive threads' interest in them: while one travels inside a message it belongs to no thread.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use crate::event_loop::HandleId;

/// A port, wherever it is at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PortId(pub u64);

/// The thread of the process that a port is open in, and its handle there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Owner {
    /// The thread, as `worker_threads.threadId` counts.
    pub thread: u32,
    /// The handle on that thread's loop.
    pub handle: HandleId,
}

/// What a message carries besides its value.
pub trait Carries {
    /// The ports inside it.
    fn ports(&self) -> &[PortId];
    /// Whether it can only be received once: something in it changes hands.
    fn moves_something(&self) -> bool;
}

/// What [`Ports::take`] finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken<M> {
    /// Nothing, or nothing that the port wants to hear yet.
    Nothing,
    /// The next message.
    Message(Arc<M>),
    /// No message will ever come again: the port is to be closed.
    Close,
}

/// Why a message went nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostError {
    /// The port has left its group.
    NotEntangled,
    /// It moves something, and more than one port would receive it.
    SeveralDestinations,
}

/// What became of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    /// Whether there was anyone to receive it.
    pub delivered: bool,
    /// Whether it carried the very port it was meant for, so that both are lost.
    pub is_lost: bool,
    /// Whose loops have something new.
    pub wakes: Vec<Owner>,
}

#[derive(Debug)]
enum Entry<M> {
    Message(Arc<M>),
    Close,
}

#[derive(Debug)]
struct Port<M> {
    group: Option<u64>,
    owner: Option<Owner>,
    /// Whether it wants messages: it was started.
    receives: bool,
    waiting: VecDeque<Entry<M>>,
}

#[derive(Debug)]
struct Group {
    name: Option<String>,
    /// In the order in which they joined.
    members: Vec<PortId>,
}

/// All ports of a process.
#[derive(Debug)]
pub struct Ports<M> {
    ports: BTreeMap<PortId, Port<M>>,
    groups: BTreeMap<u64, Group>,
    last_id: u64,
}

impl<M> Default for Ports<M> {
    fn default() -> Self {
        Self { ports: BTreeMap::new(), groups: BTreeMap::new(), last_id: 0 }
    }
}

impl<M: Carries> Ports<M> {
    /// Two new ports that hear each other.
    pub fn new_channel(&mut self) -> (PortId, PortId) {
        let group = self.new_group(None);
        (self.new_port(group), self.new_port(group))
    }

    /// A new port that hears all others of that name.
    pub fn join(&mut self, name: &str) -> PortId {
        let known = self.groups.iter().find(|(_, group)| group.name.as_deref() == Some(name)).map(|(id, _)| *id);
        let group = known.unwrap_or_else(|| self.new_group(Some(name.to_owned())));
        self.new_port(group)
    }

    fn next_id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }

    fn new_group(&mut self, name: Option<String>) -> u64 {
        let id = self.next_id();
        self.groups.insert(id, Group { name, members: Vec::new() });
        id
    }

    fn new_port(&mut self, group: u64) -> PortId {
        let id = PortId(self.next_id());
        self.ports.insert(id, Port { group: Some(group), owner: None, receives: false, waiting: VecDeque::new() });
        if let Some(group) = self.groups.get_mut(&group) {
            group.members.push(id);
        }
        id
    }

    /// The port is open on that thread's loop from now on. True when something waits for it.
    pub fn attach(&mut self, id: PortId, owner: Owner) -> bool {
        let Some(port) = self.ports.get_mut(&id) else { return false };
        port.owner = Some(owner);
        !port.waiting.is_empty()
    }

    /// The port leaves its thread, to travel in a message.
    pub fn detach(&mut self, id: PortId) {
        if let Some(port) = self.ports.get_mut(&id) {
            port.owner = None;
            port.receives = false;
        }
    }

    /// Whether the port wants messages. True when something waits for it that it wants now.
    pub fn set_receives(&mut self, id: PortId, receives: bool) -> bool {
        let Some(port) = self.ports.get_mut(&id) else { return false };
        port.receives = receives;
        receives && !port.waiting.is_empty()
    }

    /// How much waits for the port.
    pub fn waiting(&self, id: PortId) -> usize {
        self.ports.get(&id).map_or(0, |port| port.waiting.len())
    }

    /// Sends a message from `source` to all others of its group.
    pub fn post(&mut self, source: PortId, message: M) -> Result<Posted, PostError> {
        let members = self.group_of(source).map(|group| group.members.clone()).ok_or(PostError::NotEntangled)?;
        let mut posted = Posted { delivered: members.len() > 1, is_lost: false, wakes: Vec::new() };
        if members.len() > 2 && message.moves_something() {
            return Err(PostError::SeveralDestinations);
        }
        let message = Arc::new(message);
        for id in members.into_iter().filter(|id| *id != source) {
            if message.ports().contains(&id) {
                posted.is_lost = true;
                break;
            }
            posted.wakes.extend(self.add(id, Entry::Message(Arc::clone(&message))));
        }
        // What nobody received is gone, and with it the ports inside.
        if let Some(message) = Arc::into_inner(message) {
            posted.wakes.extend(self.drop_message(&message));
        }
        Ok(posted)
    }

    fn group_of(&self, id: PortId) -> Option<&Group> {
        self.groups.get(&self.ports.get(&id)?.group?)
    }

    fn add(&mut self, id: PortId, entry: Entry<M>) -> Option<Owner> {
        let port = self.ports.get_mut(&id)?;
        port.waiting.push_back(entry);
        port.owner
    }

    /// Takes what waits longest; `force` takes messages of a port that was not started, too.
    pub fn take(&mut self, id: PortId, force: bool) -> Taken<M> {
        let Some(port) = self.ports.get_mut(&id) else { return Taken::Nothing };
        match port.waiting.front() {
            None => Taken::Nothing,
            Some(Entry::Close) => Taken::Close,
            Some(Entry::Message(_)) if !(force || port.receives) => Taken::Nothing,
            Some(Entry::Message(_)) => match port.waiting.pop_front() {
                Some(Entry::Message(message)) => Taken::Message(message),
                Some(Entry::Close) | None => Taken::Nothing,
            },
        }
    }

    /// The port leaves its group for good, with all that waits for it. Gives whose loops have something new.
    pub fn close(&mut self, id: PortId) -> Vec<Owner> {
        let Some(port) = self.ports.remove(&id) else { return Vec::new() };
        let mut wakes = port.group.map_or_else(Vec::new, |group| self.leave(group, id));
        for entry in port.waiting {
            if let Entry::Message(message) = entry
                && let Some(message) = Arc::into_inner(message)
            {
                wakes.extend(self.drop_message(&message));
            }
        }
        wakes
    }

    /// Closes the ports inside a message that nobody will receive.
    pub fn drop_message(&mut self, message: &M) -> Vec<Owner> {
        message.ports().iter().flat_map(|id| self.close(*id)).collect()
    }

    fn leave(&mut self, group_id: u64, id: PortId) -> Vec<Owner> {
        let Some(group) = self.groups.get_mut(&group_id) else { return Vec::new() };
        group.members.retain(|member| *member != id);
        match group.members[..] {
            [] => {
                self.groups.remove(&group_id);
                Vec::new()
            }
            [last] if group.name.is_none() => self.add(last, Entry::Close).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// Closes every port that is open on a thread: it has ended.
    pub fn close_thread(&mut self, thread: u32) -> Vec<Owner> {
        let of_thread = |port: &Port<M>| port.owner.is_some_and(|owner| owner.thread == thread);
        let ids: Vec<PortId> = self.ports.iter().filter(|(_, port)| of_thread(port)).map(|(id, _)| *id).collect();
        ids.into_iter().flat_map(|id| self.close(id)).filter(|owner| owner.thread != thread).collect()
    }
}
