//! `loopscope diff`: where two or more runs of a program part, and what parted them.
//!
//! * `report`: columns of what each run prints, and why it goes on otherwise

mod report;

use crate::cli::diff::DiffArgs;
use crate::cli::given::Given;
use crate::cli::run::RunArgs;
use crate::cli::search::jobs;
use crate::explore::guarded;
use crate::replay;
use crate::setup::{UsageError, simulation};
use loopscope_engine::profile::{DEFAULT_MAJOR, Difference, Profile};
use loopscope_sim::Simulation;
use loopscope_sim::explore::compare::{self, Next};
use loopscope_sim::scheduler::{Schedule, Seeded, Typical};
use loopscope_sim::simulation::{Manner, Run};
use loopscope_sim::trace::Trace;
use loopscope_sim::trace::order::parting;
use std::fmt::{self, Display};
use std::io::{Write, stdout};
use std::process::ExitCode;

/// What one of the compared runs is.
#[derive(Clone, Debug)]
struct Side {
    node: Profile,
    luck: SideLuck,
}

/// Where a side's answers come from.
#[derive(Clone, Debug)]
enum SideLuck {
    Typical,
    Seed(u64),
    /// A schedule, and the name of its file.
    Schedule(String, Schedule),
}

impl Side {
    fn manner(&self) -> Manner {
        match &self.luck {
            SideLuck::Typical => Manner::new(Box::new(Typical)),
            SideLuck::Seed(seed) => Manner::new(Box::new(Seeded::new(*seed))),
            SideLuck::Schedule(_, schedule) => Manner::replay(schedule.clone()),
        }
    }

    fn has_same_node(&self, other: &Self) -> bool {
        self.node == other.node
    }
}

impl Display for SideLuck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Typical => f.write_str("typical"),
            Self::Seed(seed) => write!(f, "seed {seed}"),
            Self::Schedule(file, _) => f.write_str(file),
        }
    }
}

/// A side that was run.
struct Made {
    side: Side,
    run: Run,
    trace: Trace,
}

/// How a side differs from the first one.
struct Parting {
    /// Which side.
    side: usize,
    /// The number of the line of output, counted from 0; one behind the last when only the exit codes differ.
    line: usize,
    /// What the first side and this one do there.
    next: [Next; 2],
    /// The rules of the side's version that part the two, each alone.
    rules: Vec<Difference>,
    /// In how many rules the two versions differ.
    rules_differing: usize,
    /// The decisions that part the two, in words.
    decisions: Vec<String>,
    /// The first decision in which they differ at all.
    first_decision: Option<String>,
}

/// Compares; exit code 1 if the runs part.
pub(crate) fn diff(args: &DiffArgs) -> Result<ExitCode, UsageError> {
    let sides = sides(args)?;
    let simulation = guarded(simulation(&of_side(args, &sides[0]))?, args.machine.limits.max_wall);
    let made: Vec<Made> = sides
        .into_iter()
        .map(|side| {
            let (run, trace) = simulation.clone().profile(side.node).run_watched(side.manner());
            Made { side, run, trace }
        })
        .collect();
    let partings: Vec<Parting> = (1..made.len()).filter_map(|at| part(&simulation, args, &made, at)).collect();
    let text = if args.json { report::json(&made, &partings) } else { report::text(&made, &partings) };
    // A reader that has gone away is no reason to fail.
    drop(stdout().write_all(text.as_bytes()));
    Ok(ExitCode::from(u8::from(!partings.is_empty())))
}

/// The runs to compare, at least two.
fn sides(args: &DiffArgs) -> Result<Vec<Side>, UsageError> {
    let node = |major: &u32| Profile::of_major(*major).ok_or(UsageError::NoSuchProfile { found: *major });
    let mut nodes = args.node.iter().map(node).collect::<Result<Vec<_>, _>>()?;
    if nodes.is_empty() {
        nodes.push(Profile::of_major(DEFAULT_MAJOR).expect("the default version has a profile"));
    }
    let mut lucks: Vec<SideLuck> = args.seed.iter().copied().map(SideLuck::Seed).collect();
    for file in &args.schedule {
        let schedule = replay::schedule(file, nodes[0].major())?;
        lucks.push(SideLuck::Schedule(file.display().to_string(), schedule));
    }
    if lucks.is_empty() || (lucks.len() == 1 && nodes.len() == 1) {
        lucks.insert(0, SideLuck::Typical);
    }
    match (nodes.len(), lucks.len()) {
        (1, 1) => Err(UsageError::NothingToCompare),
        (1, _) => Ok(lucks.into_iter().map(|luck| Side { node: nodes[0], luck }).collect()),
        (_, 1) => Ok(nodes.into_iter().map(|node| Side { node, luck: lucks[0].clone() }).collect()),
        (versions, lucks) => Err(UsageError::TooMuchToCompare { versions, lucks }),
    }
}

fn of_side(args: &DiffArgs, side: &Side) -> RunArgs {
    RunArgs {
        // OK because no command line is made of it.
        given: Given::default(),
        node: side.node.major(),
        seed: None,
        schedule: None,
        machine: args.machine.clone(),
        file: args.file.clone(),
        args: args.args.clone(),
    }
}

/// How the side of this number differs from the first, if anybody can see it.
fn part(simulation: &Simulation, args: &DiffArgs, made: &[Made], at: usize) -> Option<Parting> {
    let (left, right) = (&made[0], &made[at]);
    let line = match parting(&left.trace, &right.trace) {
        Some(line) => line,
        None if left.run.exit != right.run.exit => left.trace.order().len(),
        None => return None,
    };
    let next = [compare::next(&left.trace, line), compare::next(&right.trace, line)];
    let is_like_right = |run: &Run| compare::goes_like(run, &right.run, line);
    let mut parting = Parting {
        side: at,
        line,
        next,
        rules: Vec::new(),
        rules_differing: 0,
        decisions: Vec::new(),
        first_decision: None,
    };
    if left.side.has_same_node(&right.side) {
        let simulation = simulation.clone().profile(left.side.node);
        let (one, other) = (&left.run.schedule, &right.run.schedule);
        parting.decisions = compare::deciding_decisions(&simulation, one, other, is_like_right);
        parting.first_decision = compare::first_decision(&simulation, one, other);
    } else {
        let nodes = (left.side.node, right.side.node);
        let manner = || left.side.manner();
        parting.rules_differing = nodes.0.differences(nodes.1).len();
        parting.rules = compare::deciding_rules(simulation, nodes, jobs(args.jobs), manner, is_like_right);
    }
    Some(parting)
}
