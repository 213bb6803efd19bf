//! Decisions in words: what was different from a quiet machine, as a sentence a decision.

use super::pairs;
use crate::faults::Fault;
use crate::scheduler::record::LogEntry;
use crate::scheduler::{ChoiceName, Decision, Keep, Schedule};
use crate::simulation::{Manner, Run, Simulation};
use crate::words::{exact_duration, ordinal};

/// What the schedule's decisions say, in their order. Those that its run never asks for are left out.
pub fn tell(simulation: &Simulation, schedule: &Schedule) -> Vec<String> {
    let run = simulation.run_in(Manner { keep: Keep::Log, ..Manner::replay(schedule.clone()) });
    let entry = |decision: &Decision| run.log.iter().find(|entry| entry.decision.key() == decision.key());
    schedule.decisions.iter().filter_map(entry).map(sentence).collect()
}

/// What a run does otherwise than the typical one, at the first place where somebody sees it; nothing when nobody can.
pub fn consequence(typical: &Run, run: &Run) -> Option<String> {
    let (usual, now) = (pairs::labels(&typical.stdout), pairs::labels(&run.stdout));
    let parting = (0..usual.len().max(now.len())).find(|place| usual.get(*place) != now.get(*place));
    Some(match parting.map(|place| (usual.get(place), now.get(place))) {
        Some((Some(usual), Some(now))) => format!("`{now}` came where `{usual}` comes otherwise"),
        Some((Some(usual), None)) => format!("`{usual}` never came"),
        Some((None, Some(now))) => format!("`{now}` came, which otherwise does not"),
        Some((None, None)) | None if typical.exit != run.exit => {
            format!("the program ended with code {} instead of {}", run.exit, typical.exit)
        }
        Some((None, None)) | None => return None,
    })
}

/// One decision in words: `readFile /app/a.txt took 9 ms instead of 0.052 ms`.
pub fn sentence(entry: &LogEntry) -> String {
    let Decision { name, who, nth, answer, meaning } = &entry.decision;
    let (typical, typical_meaning) = (entry.typical.0, entry.typical.1.as_deref().unwrap_or_default());
    let instead = format!("{} instead of {}", exact_duration(*answer), exact_duration(typical));
    let again = if *nth == 0 { String::new() } else { format!(" (for the {} time)", ordinal(nth + 1)) };
    let meaning = meaning.as_deref().unwrap_or_default();
    match name {
        ChoiceName::StartupCost if who == "main" => format!("the process took {instead} to start"),
        ChoiceName::StartupCost => format!("{who} took {instead} to start"),
        ChoiceName::LoopStartCost => format!("it took {instead} from the main script to the loop's first turn"),
        ChoiceName::ModuleCost => format!("loading the {} module took {instead}", ordinal(nth + 1)),
        ChoiceName::CallbackCost => {
            format!("entering the {} callback{} took {instead}", ordinal(nth + 1), of_thread(who))
        }
        ChoiceName::ScriptCost => {
            format!("the {} piece of the program's own work{} took {instead}", ordinal(nth + 1), of_thread(who))
        }
        ChoiceName::CallCost => format!("the synchronous {who}{again} took {instead}"),
        ChoiceName::PollCost => {
            format!("the {} look at what is ready{} took {instead}", ordinal(nth + 1), of_thread(who))
        }
        ChoiceName::JobCost => format!("{who}{again} took {instead}"),
        ChoiceName::WakeDelay => format!(
            "the loop{} woke {} after something was ready{again}, instead of {}",
            of_thread(who),
            exact_duration(*answer),
            exact_duration(typical)
        ),
        ChoiceName::TimerSlack => format!(
            "the kernel ended the {} wait{} {} too late, instead of {}",
            ordinal(nth + 1),
            of_thread(who),
            exact_duration(*answer),
            exact_duration(typical)
        ),
        ChoiceName::NextEvent | ChoiceName::NextThread | ChoiceName::ReadyOrder => {
            format!("{} came before {}", happening(meaning), happening(typical_meaning))
        }
        ChoiceName::EventDelay => {
            format!(
                "{} let {} pass first, instead of {}",
                happening(who),
                exact_duration(*answer),
                exact_duration(typical)
            )
        }
        ChoiceName::PacketDelay => format!("{who}{again} travelled {instead}"),
        ChoiceName::SegmentSize => format!("{who}{again} was cut after {answer} bytes"),
        ChoiceName::SignalDelay => format!("the signal{again} was noticed after {instead}"),
        ChoiceName::ServiceTime => format!("{who}{again} answered after {instead}"),
        ChoiceName::ProcessCost => format!("{who}{again} took {instead}"),
        ChoiceName::GcPause => format!("the {} garbage collection took {instead}", ordinal(nth + 1)),
        ChoiceName::Fault => fault(who, &again),
        ChoiceName::RandomSeed => "the program drew other random numbers".to_owned(),
    }
}

/// The program's threads have names; that of the first one says nothing.
fn of_thread(who: &str) -> String {
    if who == "main" { String::new() } else { format!(" of {who}") }
}

fn happening(what: &str) -> String {
    match what {
        "the program goes on" => "the program's next turn".to_owned(),
        "a timer's time comes" => "the end of a timer's time".to_owned(),
        _ => what.to_owned(),
    }
}

fn fault(who: &str, again: &str) -> String {
    match who.split_once(": ") {
        Some((name, subject)) => {
            let what = Fault::from_name(name).map_or("something went wrong", Fault::sentence);
            format!("{what}, at {subject}{again}")
        }
        None => format!("{who} went wrong{again}"),
    }
}
