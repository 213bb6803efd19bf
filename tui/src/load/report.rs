//! One run of a server in full: latencies, answers over time, and the picture of the pool.

use super::Figures;
use crate::cli::load::{Knob, LoadArgs};
use crate::pool::{self, COLUMNS, Scale};
use crate::story::{Story, words};
use loopscope_sim::remote::{Load, Outcome};
use loopscope_sim::{Run, Simulation};

/// What was asked for.
pub(super) fn head(args: &LoadArgs, simulation: &Simulation, load: &Load) -> String {
    let program = simulation.program();
    let is_turned = |knob| args.compare.iter().any(|axis| axis.knob == knob);
    let mut circumstances = vec![program.main.clone()];
    if !is_turned(Knob::Node) {
        circumstances.push(format!("node {}", program.profile.version()));
    }
    if !is_turned(Knob::Seed) {
        circumstances.push(args.run.seed.map_or_else(|| "typical schedule".to_owned(), |seed| format!("seed {seed}")));
    }
    if !is_turned(Knob::Cores) {
        circumstances.push(words::count(program.cores as usize, "core"));
    }
    let requests = words::count(load.requests as usize, "request");
    let pace = match (load.gap_ns, load.clients >= load.requests) {
        (Some(gap_ns), _) => format!("one each {}", words::duration(gap_ns)),
        (None, true) => "all at once".to_owned(),
        (None, false) => format!("from {}", words::count(load.clients as usize, "client")),
    };
    format!("{}\n{} {} · {requests}, {pace}\n\n", circumstances.join(" · "), load.method, load.path)
}

/// What came of it.
pub(super) fn body(figures: &Figures, run: &Run, story: &Story) -> String {
    let [p50, p90, p99, max] = [50, 90, 99, 100].map(|percent| words::duration(figures.latency(percent)));
    let outcomes: Vec<String> = figures.outcomes.iter().map(|(what, count)| format!("{count} × {what}")).collect();
    let rate = figures.tenths_per_second();
    let took = words::duration(figures.end_ns - figures.begin_ns);
    let longest = words::duration(figures.longest_callback_ns);
    let mut text =
        format!("answers    {}, all within {took}: {}.{} a second\n", outcomes.join(", "), rate / 10, rate % 10);
    text += &format!("latency    p50 {p50} · p90 {p90} · p99 {p99} · max {max}, in virtual time\n");
    text += &format!("loop       the longest callback took {longest}\n");
    if figures.workers > 0 {
        let sort = pool::sorts(story).first().map_or("", |sort| sort.name);
        let waves = words::count(figures.waves, "wave");
        text += &format!("pool       {sort} came in {waves}; queue at most {} deep\n", figures.deepest);
    }
    text += "\n";
    text += &pool::draw(story);
    if let Some(scale) = Scale::of_jobs(story) {
        text += "\n";
        text += &answers(run, scale);
    }
    text
}

/// How many answers came in each column of the picture.
fn answers(run: &Run, scale: Scale) -> String {
    let mut counts = vec![0; COLUMNS];
    for sample in &run.samples {
        if matches!(sample.outcome, Outcome::Answered(_)) {
            counts[scale.column(sample.ended.as_ns())] += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    let mut lines = vec![scale.axis()];
    lines.extend(pool::bars("answers", "", most, &counts));
    lines.join("\n") + "\n"
}
