//! Words that no file of ours may hold, where, and what to use instead.

use crate::files::SourceFile;

/// A word that is banned.
pub(crate) struct Ban {
    pub(crate) word: &'static str,
    /// Beginnings of the paths that it is banned in.
    places: &'static [&'static str],
    pub(crate) instead: &'static str,
    /// Beginnings of paths where it may stand all the same, with the reason.
    but: &'static [(&'static str, &'static str)],
}

impl Ban {
    pub(crate) fn concerns(&self, file: &SourceFile) -> bool {
        file.is_rust()
            && self.places.iter().any(|place| file.path.starts_with(place))
            && file.path != "xtask/tests/tidy/bans.rs"
    }

    /// Whether a line of code holds the word; comments may speak of it.
    pub(crate) fn is_in(&self, line: &str) -> bool {
        let code = line.trim_start();
        !code.starts_with("//") && code.contains(self.word)
    }

    /// The exception that covers a file.
    pub(crate) fn exception(&self, path: &str) -> Option<&'static str> {
        self.but.iter().map(|(place, _)| *place).find(|place| path.starts_with(place))
    }

    /// The word with each of its exceptions.
    pub(crate) fn exceptions(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.but.iter().map(|(place, _)| (self.word, *place))
    }
}

const EVERYWHERE: &[&str] = &[""];
const RUNS: &[&str] = &["engine/src/", "sim/src/"];
const LIVE_JS: (&str, &str) = ("engine/src/js/builtins.rs", "the feature live-js, for development only");

pub(crate) const BANS: &[Ban] = &[
    Ban { word: "Instant::now", places: RUNS, instead: "time is the simulation's: take a Clock", but: &[] },
    Ban { word: "SystemTime", places: RUNS, instead: "time is the simulation's: take a Clock", but: &[] },
    Ban { word: "std::fs", places: RUNS, instead: "files are the simulation's: ask the Os", but: &[LIVE_JS] },
    Ban { word: "std::net", places: &["engine/src/"], instead: "sockets are the simulation's: ask the Os", but: &[] },
    Ban {
        word: "std::thread",
        places: &["engine/src/"],
        instead: "threads are the simulation's: ask the Os to spawn",
        but: &[],
    },
    Ban { word: "std::env::var", places: RUNS, instead: "the environment is part of the options", but: &[] },
    Ban {
        word: "rand_chacha",
        places: EVERYWHERE,
        instead: "luck is the scheduler's: ask it",
        but: &[("sim/src/scheduler/seeded.rs", "the one place where a seed becomes numbers")],
    },
    Ban { word: "HashMap", places: EVERYWHERE, instead: "its order is chance: use BTreeMap", but: &[] },
    Ban { word: "HashSet", places: EVERYWHERE, instead: "its order is chance: use BTreeSet", but: &[] },
    Ban {
        word: "v8::",
        places: &["engine/", "sim/", "tui/", "scenarios/"],
        instead: "only engine/src/js speaks to V8: give it an operation",
        but: &[("engine/src/js/", "the V8 room")],
    },
    Ban { word: "loopscope_sim", places: &["engine/"], instead: "the engine knows only traits: give it one", but: &[] },
    Ban {
        word: "process::exit",
        places: EVERYWHERE,
        instead: "return an ExitCode from main",
        but: &[("tui/src/main.rs", "a panic of ours must end the process with its own code")],
    },
    Ban { word: "/root/", places: EVERYWHERE, instead: "no path of one machine", but: &[] },
    Ban { word: "/work/", places: EVERYWHERE, instead: "no path of one machine", but: &[] },
    Ban { word: "dbg!", places: EVERYWHERE, instead: "remove it", but: &[] },
    Ban { word: "todo!", places: EVERYWHERE, instead: "write it", but: &[] },
    Ban { word: "unimplemented!", places: EVERYWHERE, instead: "write it, or refuse with an error", but: &[] },
    Ban { word: "#[ignore", places: EVERYWHERE, instead: "a test that does not run proves nothing", but: &[] },
    Ban { word: "#[should_panic]", places: EVERYWHERE, instead: "say which panic: expected = …", but: &[] },
    Ban { word: "#[allow(", places: EVERYWHERE, instead: "#[expect(…, reason = …)]", but: &[] },
    Ban { word: "thread::sleep", places: EVERYWHERE, instead: "wait for what you wait for", but: &[] },
];
