//! `loopscope test`: programs held against the order that was recorded for them.
//!
//! * `discover`: which programs there are
//! * `record`: the text beside a program
//! * `report`: what is told of them

mod discover;
mod record;
mod report;

use crate::cli::test::TestArgs;
use crate::explore::guarded;
use crate::setup::UsageError;
use discover::{Found, discover};
use loopscope_engine::profile::{DEFAULT_MAJOR, Profile};
use loopscope_engine::program::Limits;
use loopscope_scenarios::directives::Directives;
use loopscope_scenarios::folder::RealFolder;
use loopscope_scenarios::order::Order;
use loopscope_sim::scheduler::{Scheduler, Seeded, Typical};
use loopscope_sim::{SharedFolder, Simulation};
use record::{Circumstances, Record};
use report::{Case, Verdict};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Tests every program of a folder, or writes down how it runs.
pub(crate) fn test(args: &TestArgs) -> Result<ExitCode, UsageError> {
    let folder = args.folder.canonicalize();
    let folder = folder.map_err(|source| UsageError::NoRoot { folder: args.folder.clone(), source })?;
    let found = discover(&folder).map_err(|source| UsageError::NoRoot { folder: args.folder.clone(), source })?;
    if found.is_empty() {
        return Err(UsageError::NoPrograms { folder: args.folder.clone() });
    }
    let nodes = args.node.iter().map(|&node| Profile::of_major(node).ok_or(UsageError::NoSuchProfile { found: node }));
    let nodes = nodes.collect::<Result<Vec<_>, _>>()?;
    let part = args.partition.unwrap_or_default();
    let mine = (1..).zip(found).filter(|(at, _)| at % part.of == part.number % part.of);
    let tester = Tester { args, nodes, folder };
    let mut cases = Vec::new();
    for (_, found) in mine {
        tester.check(&found, &mut cases)?;
    }
    report::tell(&cases, &args.folder);
    if let Some(file) = &args.junit {
        let written = report::junit(&cases);
        fs::write(file, written).map_err(|source| UsageError::NoOutput { file: file.clone(), source })?;
    }
    Ok(if cases.iter().all(|case| case.verdict.is_good()) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

struct Tester<'a> {
    args: &'a TestArgs,
    nodes: Vec<Profile>,
    folder: PathBuf,
}

impl Tester<'_> {
    fn check(&self, found: &Found, cases: &mut Vec<Case>) -> Result<(), UsageError> {
        let mut add = |circumstances: Option<Circumstances>, verdict, replay| {
            cases.push(Case { program: found.name.clone(), circumstances, verdict, replay });
        };
        let record_file = self.folder.join(&found.record);
        if !found.has_program {
            let verdict = if self.args.update {
                self.write(&record_file, None)?;
                Verdict::Removed
            } else {
                Verdict::WithoutProgram { record: found.record.clone() }
            };
            add(None, verdict, String::new());
            return Ok(());
        }
        let directives = match self.directives(found) {
            Ok(directives) => directives,
            Err(problem) => {
                add(None, Verdict::Unreadable { problem }, String::new());
                return Ok(());
            }
        };
        let known = match fs::read_to_string(&record_file).map(|text| text.parse::<Record>()) {
            Ok(Ok(record)) => Some(record),
            Ok(Err(problem)) if !self.args.update => {
                add(None, Verdict::Unreadable { problem: problem.to_string() }, String::new());
                return Ok(());
            }
            _ => None,
        };
        let asked = self.circumstances(&directives);
        let mut record = Record::default();
        for circumstances in &asked {
            let now = self.run(found, &directives, circumstances).to_string();
            let before = known.as_ref().and_then(|record| record.order(circumstances));
            let verdict = match before {
                Some(before) if before == now => Verdict::Same,
                _ if self.args.update => Verdict::Written,
                Some(before) => Verdict::Differs { before: before.to_owned(), now: now.clone() },
                None => Verdict::New,
            };
            let replay = self.replay(found, &directives, circumstances);
            add(Some(circumstances.clone()), verdict, replay);
            record.add(circumstances.clone(), now);
        }
        self.check_rest(known, &asked, &mut record, &mut add);
        if self.args.update { self.write(&record_file, Some(&record.to_string())) } else { Ok(()) }
    }

    /// What the record says about circumstances that were not run: kept if they were left out on the command line.
    fn check_rest(
        &self,
        known: Option<Record>,
        asked: &[Circumstances],
        record: &mut Record,
        add: &mut impl FnMut(Option<Circumstances>, Verdict, String),
    ) {
        let is_partial = !self.args.node.is_empty() || !self.args.seed.is_empty();
        for (circumstances, order) in known.into_iter().flat_map(Record::into_orders) {
            if asked.contains(&circumstances) {
                continue;
            }
            if is_partial {
                record.add(circumstances, order);
            } else {
                let verdict = if self.args.update { Verdict::Removed } else { Verdict::Unasked };
                add(Some(circumstances), verdict, String::new());
            }
        }
    }

    fn directives(&self, found: &Found) -> Result<Directives, String> {
        let source = fs::read(self.folder.join(&found.name)).map_err(|error| error.to_string())?;
        Directives::read(&String::from_utf8_lossy(&source)).map_err(|error| error.to_string())
    }

    fn circumstances(&self, directives: &Directives) -> Vec<Circumstances> {
        let nodes = [&self.nodes, &directives.nodes].into_iter().find(|nodes| !nodes.is_empty());
        let majors = nodes.map_or_else(|| vec![DEFAULT_MAJOR], |nodes| nodes.iter().map(|node| node.major()).collect());
        let seeds = [&self.args.seed, &directives.seeds].into_iter().find(|seeds| !seeds.is_empty());
        let seeds = seeds.map_or_else(|| vec![None], |seeds| seeds.iter().copied().map(Some).collect());
        majors.iter().flat_map(|&node| seeds.iter().map(move |&seed| Circumstances { node, seed })).collect()
    }

    fn run(&self, found: &Found, directives: &Directives, circumstances: &Circumstances) -> Order {
        let folder = SharedFolder::new(Box::new(RealFolder::new(self.folder.join(found.folder()))));
        let profile = Profile::of_major(circumstances.node).expect("circumstances name a profile");
        let simulation = directives.apply(Simulation::new(folder, found.file()));
        let simulation = simulation.profile(profile).limits(Limits::from(&self.args.limits));
        let scheduler: Box<dyn Scheduler> = match circumstances.seed {
            Some(seed) => Box::new(Seeded::new(seed)),
            None => Box::new(Typical),
        };
        Order::of_run(&guarded(simulation, self.args.limits.max_wall), scheduler).0
    }

    /// The command that shows this run.
    fn replay(&self, found: &Found, directives: &Directives, circumstances: &Circumstances) -> String {
        let seed = circumstances.seed.map(|seed| format!("--seed {seed} ")).unwrap_or_default();
        let program = self.args.folder.join(&found.name);
        format!("loopscope trace --node {} {seed}{}{}", circumstances.node, directives.options(), program.display())
    }

    /// Writes a record, or removes it; only whole records are ever seen.
    fn write(&self, file: &Path, text: Option<&str>) -> Result<(), UsageError> {
        let written = match text {
            Some(text) => {
                let unfinished = file.with_extension("order.unfinished");
                fs::write(&unfinished, text).and_then(|()| fs::rename(&unfinished, file))
            }
            None => fs::remove_file(file),
        };
        written.map_err(|source| UsageError::NoOutput { file: file.to_owned(), source })
    }
}
