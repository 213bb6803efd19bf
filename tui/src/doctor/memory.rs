//! Memory that grows and stays, and memory that grows with traffic and falls again.

use super::Diagnosis;
use super::finding::{Finding, Layer};
use super::observe::Observation;
use crate::story::words;
use loopscope_engine::program::LimitHit;
use loopscope_engine::trace::HeapSample;

const MB: u64 = 1 << 20;

/// What stays alive must have grown by so much: below that a cache that fills once looks the same.
const GROWTH: u64 = 6 * MB;

/// So much garbage within one run is pressure: several times what a young generation holds.
const PRESSURE: u64 = 64 * MB;

/// Growth: see the file's head.
pub(super) struct MemoryGrowth;
/// Pressure: see the file's head.
pub(super) struct MemoryPressure;

pub(super) const MEMORY_GROWTH: MemoryGrowth = MemoryGrowth;
pub(super) const MEMORY_PRESSURE: MemoryPressure = MemoryPressure;

impl Diagnosis for MemoryGrowth {
    fn name(&self) -> &'static str {
        "memory-growth"
    }

    fn summary(&self) -> &'static str {
        "what survives garbage collection grows from one to the next"
    }

    fn examine(&self, run: &Observation) -> Vec<Finding> {
        let is_full = matches!(run.limit, Some(LimitHit::Heap(_)));
        let live: Vec<u64> = run.heap.iter().map(HeapSample::live).collect();
        let (Some(first), Some(last)) = (run.heap.first(), run.heap.last()) else {
            return if is_full { vec![self.out_of_memory()] } else { Vec::new() };
        };
        let rises = live.windows(2).filter(|pair| pair[1] > pair[0]).count();
        let grew = last.live().saturating_sub(first.live());
        let is_steady = live.len() >= 4 && rises * 10 >= (live.len() - 1) * 8;
        if !is_full && (grew < GROWTH || !is_steady) {
            return Vec::new();
        }
        let external = last.external.saturating_sub(first.external);
        let (where_, next) = if external * 2 > grew {
            ("outside of the heap, in Buffers", "look at external memory, not only at heapUsed: who keeps the Buffers?")
        } else {
            ("in the heap", "compare two heap snapshots: what grows between them, and who holds it?")
        };
        let finding = Finding::new(self, Layer::V8, "memory rises for ever", format!("objects kept {where_}"))
            .at(run.story.busiest_place())
            .evidence(format!(
                "{} MB survived a full collection at {}, {} MB at {}",
                first.live() / MB,
                words::ms(first.at_ns),
                last.live() / MB,
                words::ms(last.at_ns)
            ))
            .evidence(format!("{rises} of {} collections left more than the one before", live.len() - 1))
            .next(next)
            .next("give caches a bound, and remove listeners and timers with what they close over");
        vec![finding]
    }
}

impl MemoryGrowth {
    fn out_of_memory(&self) -> Finding {
        Finding::new(self, Layer::V8, "memory rises for ever", "objects kept in the heap")
            .evidence("the heap reached its limit within one callback")
            .next("take a heap snapshot before the limit: who holds the objects?")
    }
}

impl Diagnosis for MemoryPressure {
    fn name(&self) -> &'static str {
        "memory-pressure"
    }

    fn summary(&self) -> &'static str {
        "traffic makes garbage by the megabyte, which collections must take away"
    }

    fn examine(&self, run: &Observation) -> Vec<Finding> {
        let garbage: u64 = run.heap.iter().map(|sample| sample.before.saturating_sub(sample.live())).sum();
        let (Some(peak), Some(last)) = (run.heap.iter().map(|sample| sample.before).max(), run.heap.last()) else {
            return Vec::new();
        };
        if garbage < PRESSURE || last.live() * 2 > peak {
            return Vec::new();
        }
        let finding =
            Finding::new(self, Layer::V8, "memory rises with traffic, then falls", "garbage made by callbacks")
                .at(run.story.busiest_place())
                .evidence(format!(
                    "{} MB of garbage in {} collections; {} MB stayed",
                    garbage / MB,
                    run.heap.len(),
                    last.live() / MB
                ))
                .evidence(format!("the peak was {} MB", peak / MB))
                .next("stream instead of holding whole bodies, and reuse buffers")
                .next("an allocation profile names the line; --trace-gc shows the pauses");
        vec![finding]
    }
}
