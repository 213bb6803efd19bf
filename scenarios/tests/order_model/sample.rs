//! Which programs a test takes: as many as `LOOPSCOPE_PROGRAMS` says, drawn from `LOOPSCOPE_SEED`.

use super::program::{Dialect, Program, programs};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, FileFailurePersistence, RngAlgorithm, TestRng, TestRunner};
use std::env;

/// Which programs a test takes.
pub(crate) struct Sample {
    pub(crate) count: u32,
    pub(crate) seed: u64,
}

impl Sample {
    /// As the environment says, else `count` programs of a fixed seed: seeds are never drawn silently.
    pub(crate) fn from_env(count: u32) -> Self {
        Self { count: number("LOOPSCOPE_PROGRAMS").unwrap_or(count), seed: number("LOOPSCOPE_SEED").unwrap_or(1) }
    }

    /// Runs a property, keeps the seeds of failures, and shrinks them.
    pub(crate) fn runner(&self) -> TestRunner {
        let config = Config {
            cases: self.count,
            // About every third program depends on luck.
            max_global_rejects: self.count.saturating_mul(20),
            max_shrink_iters: 2_000,
            failure_persistence: Some(Box::new(FileFailurePersistence::Direct("proptest-regressions/order_model.txt"))),
            ..Config::default()
        };
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&self.seed.to_le_bytes());
        TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed))
    }

    /// Prepared programs in a version's dialect.
    pub(crate) fn programs(&self, dialect: Dialect) -> impl Strategy<Value = Program> {
        programs().prop_map(move |program| program.prepared(dialect))
    }

    /// `count` programs that `is_wanted`.
    pub(crate) fn draw(
        &self,
        dialect: Dialect,
        count: usize,
        is_wanted: impl Fn(&Program) -> bool,
    ) -> impl Iterator<Item = Program> {
        let mut runner = self.runner();
        let strategy = self.programs(dialect);
        std::iter::repeat_with(move || strategy.new_tree(&mut runner).expect("nothing is filtered").current())
            .filter(is_wanted)
            .take(count)
    }
}

fn number<N: std::str::FromStr>(name: &str) -> Option<N> {
    let text = env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is {text:?}, expected a number")))
}
