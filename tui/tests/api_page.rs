//! `docs/API.md` is what the product has: it is made by asking it for every name that a real Node exports.
//! `LOOPSCOPE_UPDATE=1` writes the page anew.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What a real Node exports: a module a line, and its names.
const REAL: &str = include_str!("api/node-26.txt");

/// How a name fares here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    /// It is there.
    Done,
    /// It is there, but for this.
    Partial(String),
    /// Using it throws `ERR_LOOPSCOPE_UNSUPPORTED`.
    Refused,
    /// There is no such name.
    Missing,
}

type Names = BTreeMap<String, State>;

/// The modules of a real Node with their names, in order.
fn real() -> BTreeMap<&'static str, Vec<&'static str>> {
    let lines = REAL.lines().filter(|line| !line.starts_with("//"));
    let split = lines.filter_map(|line| line.split_once(':'));
    split.map(|(module, names)| (module, names.split_whitespace().collect())).collect()
}

/// What Loopscope says of its modules.
fn ours() -> serde_json::Value {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/api/exports.js");
    let run = Command::new(env!("CARGO_BIN_EXE_loopscope")).arg("run").arg(script).args(real().into_keys()).output();
    let run = run.expect("the program starts");
    assert_eq!(String::from_utf8_lossy(&run.stderr), "", "asking for every name says nothing else");
    serde_json::from_slice(&run.stdout).expect("the script prints JSON")
}

fn state(module: &str, name: &str, found: Option<&serde_json::Value>) -> State {
    let Some(found) = found else { return State::Missing };
    if found.get("refused").is_some() {
        return State::Refused;
    }
    let limits = found.get("limits").and_then(serde_json::Value::as_array).into_iter().flatten();
    let limits: Vec<&str> =
        limits.filter_map(serde_json::Value::as_str).filter(|limit| !limit.contains("${")).collect();
    let own = format!("{module}.{name}");
    match limits.as_slice() {
        [] => State::Done,
        [limit] if limit.trim_end_matches("()") == own => State::Refused,
        _ => State::Partial(limits.join(", ")),
    }
}

fn compared() -> BTreeMap<&'static str, Names> {
    let ours = ours();
    let names = |module: &'static str, names: Vec<&'static str>| {
        let found = |name: &str| state(module, name, ours[module].get(name));
        (module, names.into_iter().map(|name| (name.to_owned(), found(name))).collect())
    };
    real().into_iter().map(|(module, all)| names(module, all)).collect()
}

fn count(names: &Names, is_it: impl Fn(&State) -> bool) -> usize {
    names.values().filter(|state| is_it(state)).count()
}

const fn is_there(state: &State) -> bool {
    matches!(state, State::Done | State::Partial(_))
}

fn page(compared: &BTreeMap<&str, Names>) -> String {
    let all = |is_it: fn(&State) -> bool| compared.values().map(|names| count(names, is_it)).sum::<usize>();
    let (there, refused) = (all(is_there), all(|state| *state == State::Refused));
    let missing = all(|state| *state == State::Missing);
    let mut page = format!(
        "# Every name of every `node:` module\n\n\
         Made by asking the product for what Node 26.10 exports; `cargo test -p loopscope --test api_page` fails when this page is not true, and\n\
         `LOOPSCOPE_UPDATE=1` writes it anew. Of {} names {there} are there, {refused} are refused, {missing} are missing.\n\n\
         *There* says that the name has what it should have behind it; how well it behaves is what the conformance corpus says. *Refused* names throw\n\
         `ERR_LOOPSCOPE_UNSUPPORTED` when they are called, never when they are imported. Names of older versions only are not listed.\n\n\
         | module | there | in part | refused | missing |\n| --- | ---: | ---: | ---: | ---: |\n",
        there + refused + missing,
    );
    for (module, names) in compared {
        let partial = count(names, |state| matches!(state, State::Partial(_)));
        let [done, refused, missing] =
            [State::Done, State::Refused, State::Missing].map(|wanted| count(names, |state| *state == wanted));
        writeln!(page, "| `{module}` | {done} | {partial} | {refused} | {missing} |").expect("a String takes all text");
    }
    for (module, names) in compared {
        write!(page, "\n## {module}\n").expect("a String takes all text");
        let list = |is_it: &dyn Fn(&State) -> bool| {
            let said = names.iter().filter(|(_, state)| is_it(state)).map(|(name, state)| match state {
                State::Partial(limit) => format!("`{name}` (not: {limit})"),
                _ => format!("`{name}`"),
            });
            said.collect::<Vec<_>>().join(" ")
        };
        let partial = |state: &State| matches!(state, State::Partial(_));
        let lists = [
            ("There", list(&|state| *state == State::Done)),
            ("In part", list(&partial)),
            ("Refused", list(&|state| *state == State::Refused)),
            ("Missing", list(&|state| *state == State::Missing)),
        ];
        for (title, list) in lists.iter().filter(|(_, list)| !list.is_empty()) {
            write!(page, "\n{title}: {list}\n").expect("a String takes all text");
        }
    }
    page
}

#[test]
fn the_page_of_names_is_what_the_product_has() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/API.md");
    let page = page(&compared());
    if std::env::var_os("LOOPSCOPE_UPDATE").is_some() {
        fs::write(&file, &page).expect("the page can be written");
    }
    let told = fs::read_to_string(&file).unwrap_or_default();
    for (line, (told, found)) in (1..).zip(told.lines().zip(page.lines())) {
        assert_eq!(told, found, "line {line}; LOOPSCOPE_UPDATE=1 takes what is new");
    }
    assert_eq!(told.len(), page.len(), "LOOPSCOPE_UPDATE=1 takes what is new");
}
