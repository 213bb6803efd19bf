//! The arguments of `loopscope load`.

use super::remote;
use super::run::RunArgs;
use clap::Args;
use loopscope_engine::profile::Profile;

/// A server, and the requests that it gets.
#[derive(Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  loopscope load server.mjs                                      500 requests at once
  loopscope load --requests 2000 --rate 300/s server.mjs         one each 3.3 ms, whoever is free sends it
  loopscope load --clients 20 --path /slow server.mjs            20 clients that wait for their answers
  loopscope load --compare pool=1,4,8,16,128 --compare cores=2,4,8 --fast-crypto server.mjs")]
pub(crate) struct LoadArgs {
    /// How many requests there are
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub(crate) requests: Option<u32>,
    /// How many clients send them, each when it has its last answer; without it one for each request
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(crate) clients: Option<u32>,
    /// Requests in a time, such as 100/s; without it all come as soon as they can
    #[arg(long, value_name = "N/TIME", value_parser = remote::rate)]
    pub(crate) rate: Option<u64>,
    /// What is asked for
    #[arg(long, value_name = "PATH")]
    pub(crate) path: Option<String>,
    /// The port that is asked; without it the first on which the program listens
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) port: Option<u16>,
    /// Runs once for each value and compares: pool (`UV_THREADPOOL_SIZE`), cores, node or seed; several make all combinations
    #[arg(long, value_name = "WHAT=A,B,…", value_parser = axis)]
    pub(crate) compare: Vec<Axis>,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

/// What differs between compared runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Knob {
    /// `UV_THREADPOOL_SIZE`
    Pool,
    /// How many cores computations share.
    Cores,
    /// The Node version.
    Node,
    /// The seed of the choices.
    Seed,
}

/// A knob and the values that it is turned to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Axis {
    pub(crate) knob: Knob,
    pub(crate) values: Vec<u64>,
}

fn axis(text: &str) -> Result<Axis, String> {
    let (name, values) = text.split_once('=').ok_or("expected such as pool=1,4,8")?;
    let (knob, max) = match name {
        "pool" => (Knob::Pool, 1_024),
        "cores" => (Knob::Cores, 1_024),
        "node" => (Knob::Node, 1_000),
        "seed" => (Knob::Seed, u64::MAX),
        _ => return Err(format!("found {name:?}, expected pool, cores, node or seed before `=`")),
    };
    let min = u64::from(knob != Knob::Seed);
    let value = |word: &str| {
        let number = word.trim().parse().ok().filter(|number| (min..=max).contains(number));
        let number = number.filter(|number| knob != Knob::Node || is_profile(*number));
        number.ok_or_else(|| match knob {
            Knob::Node => format!("found node {word:?}, expected some of 10, 18, 20, 22, 24, 26"),
            _ => format!("found {name} {word:?}, expected numbers from {min} to {max}"),
        })
    };
    Ok(Axis { knob, values: values.split(',').map(value).collect::<Result<_, _>>()? })
}

fn is_profile(major: u64) -> bool {
    u32::try_from(major).ok().and_then(Profile::of_major).is_some()
}
