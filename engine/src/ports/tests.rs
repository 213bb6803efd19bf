//! What message ports promise.
//!
//! 1. A message goes to every other port of its group.
//! 2. Order is kept.
//! 3. A closed channel tells the other side behind its messages.
//! 4. What nobody can receive closes the ports inside.
//! 5. Ports that travel keep their queue.

use super::*;

#[derive(Debug, PartialEq, Eq)]
struct Text(&'static str, Vec<PortId>);

impl Carries for Text {
    fn ports(&self) -> &[PortId] {
        &self.1
    }

    fn moves_something(&self) -> bool {
        !self.1.is_empty()
    }
}

fn text(text: &'static str) -> Text {
    Text(text, Vec::new())
}

fn owner(thread: u32, handle: u64) -> Owner {
    Owner { thread, handle: HandleId(handle) }
}

fn received(ports: &mut Ports<Text>, id: PortId) -> Vec<&'static str> {
    std::iter::from_fn(|| match ports.take(id, true) {
        Taken::Message(message) => Some(message.0),
        Taken::Close | Taken::Nothing => None,
    })
    .collect()
}

#[test]
fn messages_wait_in_order_until_the_port_is_started() {
    let mut ports = Ports::default();
    let (a, b) = ports.new_channel();
    for word in ["one", "two"] {
        assert!(ports.post(a, text(word)).unwrap().delivered);
    }
    assert_eq!(ports.take(b, false), Taken::Nothing);
    assert!(ports.set_receives(b, true));
    assert_eq!(ports.take(b, false), Taken::Message(Arc::new(text("one"))));
    assert_eq!(received(&mut ports, b), ["two"]);
}

#[test]
fn a_broadcast_reaches_all_but_its_sender() {
    let mut ports = Ports::default();
    let (a, b, c) = (ports.join("room"), ports.join("room"), ports.join("room"));
    let elsewhere = ports.join("other room");
    ports.attach(c, owner(1, 7));
    assert_eq!(ports.post(a, text("news")).unwrap().wakes, [owner(1, 7)]);
    assert_eq!((received(&mut ports, b), received(&mut ports, c)), (vec!["news"], vec!["news"]));
    assert_eq!(received(&mut ports, a), [""; 0]);
    assert_eq!(received(&mut ports, elsewhere), [""; 0]);
}

#[test]
fn a_broadcast_cannot_move_anything_to_several_ports() {
    let mut ports = Ports::default();
    let a = ports.join("room");
    ports.join("room");
    ports.join("room");
    let (inner, _) = ports.new_channel();
    assert_eq!(ports.post(a, Text("both", vec![inner])), Err(PostError::SeveralDestinations));
}

#[test]
fn closing_one_end_closes_the_other_behind_its_messages() {
    let mut ports = Ports::default();
    let (a, b) = ports.new_channel();
    ports.attach(b, owner(0, 3));
    ports.post(a, text("last words")).unwrap();
    assert_eq!(ports.close(a), [owner(0, 3)]);
    ports.set_receives(b, true);
    assert_eq!(ports.take(b, false), Taken::Message(Arc::new(text("last words"))));
    assert_eq!(ports.take(b, false), Taken::Close);
    assert!(!ports.post(b, text("into the void")).unwrap().delivered);
}

#[test]
fn a_lost_message_closes_the_ports_inside() {
    let mut ports = Ports::default();
    let (a, b) = ports.new_channel();
    let (inside, outside) = ports.new_channel();
    ports.attach(outside, owner(2, 9));
    ports.post(a, Text("take this", vec![inside])).unwrap();
    assert_eq!(ports.close(b), [owner(2, 9)]);
    assert_eq!(ports.take(outside, false), Taken::Close);
}

#[test]
fn a_port_posted_to_itself_is_lost() {
    let mut ports = Ports::default();
    let (a, b) = ports.new_channel();
    ports.detach(b);
    let posted = ports.post(a, Text("yourself", vec![b])).unwrap();
    assert!(posted.is_lost);
    assert_eq!(ports.take(a, false), Taken::Close);
}

#[test]
fn a_port_that_travels_keeps_what_waits_for_it() {
    let mut ports = Ports::default();
    let (a, b) = ports.new_channel();
    ports.attach(b, owner(0, 1));
    ports.post(a, text("before")).unwrap();
    ports.detach(b);
    assert_eq!(ports.post(a, text("under way")).unwrap().wakes, []);
    assert!(ports.attach(b, owner(1, 4)));
    assert_eq!(received(&mut ports, b), ["before", "under way"]);
}

#[test]
fn a_thread_that_ends_closes_its_ports() {
    let mut ports = Ports::<Text>::default();
    let (a, b) = ports.new_channel();
    let (c, d) = ports.new_channel();
    ports.attach(a, owner(0, 1));
    ports.attach(b, owner(1, 1));
    ports.attach(c, owner(1, 2));
    ports.attach(d, owner(1, 3));
    assert_eq!(ports.close_thread(1), [owner(0, 1)]);
    assert_eq!(ports.take(a, false), Taken::Close);
}
