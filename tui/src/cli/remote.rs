//! Peers and loads as they are typed: `--peer NAME=KEY:VALUE,…`, `--load KEY:VALUE,…`, and the same keys in a TOML file.
//!
//! Both forms become pairs of key and value, and one function for each says what a pair means.

use humantime::parse_duration;
use loopscope_sim::costs::Bounds;
use loopscope_sim::remote::{Answer, Load, Peer};
use std::time::Duration;

/// A peer as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PeerArg {
    peer: Peer,
    /// Its address was typed, too.
    is_placed: bool,
}

/// `NAME=KEY:VALUE,…`
pub(crate) fn peer(text: &str) -> Result<PeerArg, String> {
    let (name, pairs) = text.split_once('=').unwrap_or((text, ""));
    peer_of(name, pairs_of(pairs)?)
}

/// `KEY:VALUE,…`
pub(crate) fn load(text: &str) -> Result<Load, String> {
    load_of(pairs_of(text)?)
}

/// A number of requests a second, or of another time: `100/s`, `3/min`, `1/250ms`. Nanoseconds from one to the next.
pub(crate) fn rate(text: &str) -> Result<u64, String> {
    let wrong = || format!("found rate {text:?}, expected a number of requests in a time, such as 100/s or 1/250ms");
    let (count, time) = text.split_once('/').ok_or_else(wrong)?;
    let count: u64 = count.trim().parse().ok().filter(|count| *count > 0).ok_or_else(wrong)?;
    let time = time.trim();
    let time = if time.starts_with(|c: char| c.is_ascii_digit()) { time.to_owned() } else { format!("1{time}") };
    Ok(nanoseconds(parse_duration(&time).map_err(|_| wrong())?) / count)
}

/// The peers of a run in order, each at an address of its own; services of one name are on one machine.
pub(crate) fn placed(args: impl Iterator<Item = PeerArg>) -> Vec<Peer> {
    let mut peers: Vec<Peer> = Vec::new();
    for PeerArg { mut peer, is_placed } in args {
        if !is_placed {
            let machines: std::collections::BTreeSet<&str> = peers.iter().map(|known| known.name.as_str()).collect();
            let known = peers.iter().find(|known| known.name == peer.name).map(|known| known.address);
            peer.address = known.unwrap_or_else(|| Peer::new("", machines.len()).address);
        }
        peers.push(peer);
    }
    peers
}

/// The peers and the load of a TOML file.
pub(crate) fn file(text: &str) -> Result<(Vec<PeerArg>, Option<Load>), String> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let line = error.span().map_or(0, |span| text[..span.start].matches('\n').count()) + 1;
        format!("line {line}: {}", error.message())
    })?;
    let (mut peers, mut load) = (Vec::new(), None);
    for (key, value) in &table {
        match (key.as_str(), value) {
            ("peer", toml::Value::Table(all)) => {
                for (name, one) in all {
                    let of_it = |error: String| format!("peer {name}: {error}");
                    peers.push(pairs_in(one).and_then(|pairs| peer_of(name, pairs)).map_err(of_it)?);
                }
            }
            ("load", value) => {
                load = Some(pairs_in(value).and_then(load_of).map_err(|error| format!("load: {error}"))?);
            }
            _ => return Err(format!("found {key:?}, expected tables such as [peer.db], and [load]")),
        }
    }
    Ok((peers, load))
}

type Pairs = Vec<(String, String)>;

fn pairs_of(text: &str) -> Result<Pairs, String> {
    let pair = |text: &str| match text.split_once(':') {
        Some((key, value)) => Ok((key.trim().to_owned(), value.trim().to_owned())),
        None => Err(format!("found {text:?}, expected KEY:VALUE")),
    };
    text.split(',').map(str::trim).filter(|text| !text.is_empty()).map(pair).collect()
}

fn pairs_in(value: &toml::Value) -> Result<Pairs, String> {
    let table = value.as_table().ok_or("expected a table of keys and values")?;
    let mut pairs = Vec::new();
    for (key, value) in table {
        let values = match value {
            toml::Value::Array(values) => values.as_slice(),
            one => std::slice::from_ref(one),
        };
        for value in values {
            let text = match value {
                toml::Value::String(text) => text.clone(),
                toml::Value::Integer(_) | toml::Value::Boolean(_) | toml::Value::Float(_) => value.to_string(),
                _ => return Err(format!("found a {} for {key:?}, expected a text or a number", value.type_str())),
            };
            pairs.push((key.clone(), text));
        }
    }
    Ok(pairs)
}

fn peer_of(name: &str, pairs: Pairs) -> Result<PeerArg, String> {
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.' || c == '_') {
        return Err(format!("found the name {name:?}, expected letters, digits, dots and hyphens"));
    }
    let mut arg = PeerArg { peer: Peer::new(name, 0), is_placed: false };
    for (key, value) in pairs {
        let peer = &mut arg.peer;
        match key.as_str() {
            "port" => peer.port = number(&key, &value, 1, 65_535)?,
            "latency" => peer.latency = bounds(&key, &value)?,
            "distance" => peer.distance = bounds(&key, &value)?,
            "at-once" => peer.at_once = number(&key, &value, 1, u32::MAX)?,
            "answer" => peer.answer = answer(&value)?,
            "status" => peer.status = number(&key, &value, 100, 599)?,
            "type" => peer.media = value,
            "body" => peer.body = value.into_bytes(),
            "address" => {
                let expected = || format!("found address {value:?}, expected one such as 10.0.1.7");
                peer.address = value.parse().map_err(|_| expected())?;
                arg.is_placed = true;
            }
            _ => {
                return Err(format!(
                    "found {key:?}, expected port, latency, distance, at-once, answer, status, type, body or address"
                ));
            }
        }
    }
    Ok(arg)
}

fn answer(text: &str) -> Result<Answer, String> {
    Ok(match text {
        "guess" => Answer::Guess,
        "http" => Answer::Http,
        "echo" => Answer::Echo,
        "text" => Answer::Text,
        "close" => Answer::Close,
        "reset" => Answer::Reset,
        "nothing" => Answer::Silence,
        "refuse" => Answer::Refuse,
        "lost" => Answer::Lost,
        _ => {
            return Err(format!(
                "found answer {text:?}, expected http, echo, text, close, reset, nothing, refuse, lost or guess"
            ));
        }
    })
}

fn load_of(pairs: Pairs) -> Result<Load, String> {
    let mut load = Load::new(500);
    let mut clients = None;
    for (key, value) in pairs {
        match key.as_str() {
            "requests" => load.requests = number(&key, &value, 1, 10_000_000)?,
            "clients" => clients = Some(number(&key, &value, 1, 1_000_000)?),
            "rate" => load.gap_ns = Some(rate(&value)?),
            "patience" => load.patience_ns = time(&key, &value)?,
            "keep-alive" => load.keep_alive = switch(&key, &value)?,
            "port" => load.port = Some(number(&key, &value, 1, 65_535)?),
            "method" => load.method = value,
            "path" => load.path = value,
            "body" => load.body = value.into_bytes(),
            "header" => load.headers.push(value),
            "distance" => load.distance = bounds(&key, &value)?,
            _ => {
                return Err(format!(
                    "found {key:?}, expected requests, clients, rate, patience, keep-alive, port, method, path, body, \
                     header or distance"
                ));
            }
        }
    }
    load.clients = clients.unwrap_or(load.requests);
    Ok(load)
}

fn number<T: TryFrom<u64>>(key: &str, text: &str, min: u32, max: u32) -> Result<T, String> {
    let number = text.parse::<u64>().ok().filter(|number| (u64::from(min)..=u64::from(max)).contains(number));
    let number = number.and_then(|number| T::try_from(number).ok());
    number.ok_or_else(|| format!("found {key} {text:?}, expected a number from {min} to {max}"))
}

fn switch(key: &str, text: &str) -> Result<bool, String> {
    match text {
        "yes" | "true" => Ok(true),
        "no" | "false" => Ok(false),
        _ => Err(format!("found {key} {text:?}, expected yes or no")),
    }
}

/// `20ms`: typically so long, from half of it to three times as long. `10ms..30ms`: typically in the middle.
/// `10ms..20ms..80ms`: all three.
fn bounds(key: &str, text: &str) -> Result<Bounds, String> {
    let wrong = || format!("found {key} {text:?}, expected a time such as 20ms, or bounds such as 10ms..20ms..80ms");
    let times = text.split("..").map(|part| parse_duration(part.trim()).map(nanoseconds).map_err(|_| wrong()));
    match times.collect::<Result<Vec<u64>, _>>()?[..] {
        [time] => Ok(Bounds::new(time / 2, time, time.saturating_mul(3))),
        [min, max] if min <= max => Ok(Bounds::new(min, min + (max - min) / 2, max)),
        [min, typical, max] if min <= typical && typical <= max => Ok(Bounds::new(min, typical, max)),
        _ => Err(wrong()),
    }
}

fn time(key: &str, text: &str) -> Result<u64, String> {
    let wrong = |_| format!("found {key} {text:?}, expected a time such as 2min");
    parse_duration(text).map(nanoseconds).map_err(wrong)
}

fn nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::{file, load, peer, placed, rate};
    use loopscope_engine::os::Address;
    use loopscope_sim::costs::Bounds;
    use loopscope_sim::remote::Answer;

    const MS: u64 = 1_000_000;

    #[test]
    fn a_peer_says_only_what_is_not_usual() {
        let typed = peer("db=latency:20ms,port:5432,answer:echo").expect("it is a peer").peer;
        assert_eq!((typed.port, typed.answer), (5432, Answer::Echo));
        assert_eq!(typed.latency, Bounds::new(10 * MS, 20 * MS, 60 * MS));
    }

    #[test]
    fn bounds_may_be_said_in_full() {
        let latency = |text: &str| peer(&format!("db=latency:{text}")).map(|arg| arg.peer.latency);
        assert_eq!(latency("10ms..30ms"), Ok(Bounds::new(10 * MS, 20 * MS, 30 * MS)));
        assert_eq!(latency("1ms..2ms..9ms"), Ok(Bounds::new(MS, 2 * MS, 9 * MS)));
        assert!(latency("3ms..1ms").is_err());
    }

    #[test]
    fn services_of_one_name_are_on_one_machine() {
        let typed =
            ["db=port:1", "cache", "db=port:2", "far=address:192.0.2.9"].map(|text| peer(text).expect("a peer"));
        let places: Vec<Address> = placed(typed.into_iter()).iter().map(|peer| peer.address).collect();
        let v4 = |last| Address::V4([10, 0, 1, last]);
        assert_eq!(places, [v4(1), v4(2), v4(1), Address::V4([192, 0, 2, 9])]);
    }

    #[test]
    fn a_file_says_the_same_with_the_same_keys() {
        let text = "[peer.db]\nport = 5432\nlatency = \"20ms\"\n[load]\nrequests = 7\nheader = [\"a: b\", \"c: d\"]\n";
        let (peers, found) = file(text).expect("it is a file of peers");
        assert_eq!(peers, [peer("db=port:5432,latency:20ms").expect("a peer")]);
        let found = found.expect("there is a load");
        assert_eq!((found.requests, found.clients, found.headers.len()), (7, 7, 2));
    }

    #[test]
    fn a_rate_is_the_time_between_requests() {
        assert_eq!(["100/s", "3/min", "1/250ms"].map(rate), [Ok(10 * MS), Ok(20_000 * MS), Ok(250 * MS)]);
    }

    #[test]
    fn bad_input_says_what_was_found_and_what_was_expected() {
        let complaints = [
            peer("db=latency:soon").expect_err("no time"),
            peer("d b").expect_err("no name"),
            peer("db=colour:red").expect_err("no key"),
            peer("db=port:0").expect_err("no port"),
            load("requests").expect_err("no value"),
            load("rate:fast").expect_err("no rate"),
            file("[peer.db]\nport = \"x\"").expect_err("no port"),
            file("[peer.db\n").expect_err("no TOML"),
        ];
        for complaint in complaints {
            assert!(complaint.contains("expected") && !complaint.contains('\n'), "{complaint}");
        }
    }
}
