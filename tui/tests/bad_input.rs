//! Whatever a program or a command line does wrong ends in one clear message and a nonzero code, within the limits.
//!
//! 1. A mistake on the command line: what was done, what was found, what was expected; exit 2; no program runs.
//! 2. A program that would not end: which limit ended it, and the option that raises it; exit 124.
//! 3. A program's own error: as Node prints it, with the program's lines; exit 1.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Runs the tool in a folder of its own that holds `files`.
fn run(name: &str, files: &[(&str, &[u8])], args: &[&str]) -> Output {
    let folder: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bad_input").join(name);
    fs::create_dir_all(&folder).expect("the target folder is writable");
    for (file, content) in files {
        fs::write(folder.join(file), content).expect("the target folder is writable");
    }
    let command = Command::new(env!("CARGO_BIN_EXE_loopscope")).args(args).current_dir(folder).output();
    command.expect("the program starts")
}

/// Rule 1: the message is the whole of stderr.
#[track_caller]
fn check_usage(args: &[&str], message: &str) {
    let name = args.join(" ").replace(['/', '.', ' ', '='], "_");
    let output = run(&name, &[("main.js", b"console.log('ran')")], args);
    assert_eq!(String::from_utf8_lossy(&output.stderr), format!("loopscope: {message}\n"));
    assert_eq!(output.stdout, b"", "nothing ran");
    assert_eq!(output.status.code(), Some(2));
}

/// Rule 2: the message is the last line of stderr.
#[track_caller]
fn check_limit(name: &str, program: &str, args: &[&str], message: &str) {
    let args: Vec<&str> = ["run"].iter().chain(args).copied().chain(["main.js"]).collect();
    let output = run(name, &[("main.js", program.as_bytes())], &args);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(stderr.lines().last(), Some(format!("loopscope: stopped the program: {message}").as_str()));
    assert_eq!(output.status.code(), Some(124));
}

/// Rule 3: stderr begins with these lines.
#[track_caller]
fn check_error(name: &str, program: &[u8], expected: &str) {
    let output = run(name, &[("main.js", program)], &["run", "main.js"]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.starts_with(expected), "expected\n{expected}\nfound\n{stderr}");
    assert!(stderr.ends_with("\n\nNode.js v26.10.0\n"), "{stderr}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn an_unknown_version_is_named() {
    let message = "choosing the Node version: found 17, expected one of 10, 18, 20, 22, 24, 26";
    check_usage(&["run", "--node", "17", "main.js"], message);
}

#[test]
fn a_file_of_peers_that_cannot_be_read_is_named() {
    check_usage(
        &["run", "--peers", "nope.toml", "main.js"],
        "reading the peers nope.toml: No such file or directory (os error 2)",
    );
}

#[test]
fn a_program_that_never_listens_cannot_be_asked() {
    check_usage(&["load", "main.js"], "sending requests to /app/main.js: it never listened and ended with code 0");
}

#[test]
fn a_missing_program_is_named() {
    check_usage(&["run", "nope.js"], "opening the program nope.js: No such file or directory (os error 2)");
}

#[test]
fn a_folder_is_no_program() {
    check_usage(&["run", "."], "opening the program .: it is a folder, expected a file");
}

#[test]
fn a_missing_root_is_named() {
    let message = "opening the root folder nowhere: No such file or directory (os error 2)";
    check_usage(&["run", "--root", "nowhere", "main.js"], message);
}

#[test]
fn a_variable_needs_a_value() {
    let message = "setting a variable: found \"NAME\", expected NAME=VALUE";
    check_usage(&["run", "--env", "NAME", "main.js"], message);
}

#[test]
fn a_trace_that_cannot_be_written_is_named() {
    let message = "writing nowhere/out: No such file or directory (os error 2)";
    check_usage(&["trace", "--output", "nowhere/out", "main.js"], message);
}

#[test]
fn a_file_that_is_no_schedule_is_named() {
    let message = "reading the schedule main.js: found `console.log('ran')`, expected a file that begins with \
        `loopscope-run/1`, a schedule, or a trace in its ndjson form";
    check_usage(&["run", "--schedule", "main.js", "main.js"], message);
}

#[test]
fn an_endless_loop_ends_at_the_real_time_limit() {
    let message = "it did not end within 1s of real time; --max-wall TIME allows more";
    check_limit("loop", "for (;;);", &["--max-wall", "1s"], message);
}

#[test]
fn endless_ticks_end_at_the_limit_of_callbacks() {
    let message = "it ran more than 20000 callbacks; --max-steps N allows more";
    check_limit("ticks", "(function f() { process.nextTick(f) })()", &["--max-steps", "20000"], message);
}

#[test]
fn endless_microtasks_end_at_the_real_time_limit() {
    let program = "(function f() { Promise.resolve().then(f) })()";
    let message = "it did not end within 1s of real time; --max-wall TIME allows more";
    check_limit("microtasks", program, &["--max-wall", "1s"], message);
}

#[test]
fn endless_immediates_end_at_the_limit_of_callbacks() {
    let message = "it ran more than 5000 callbacks; --max-steps N allows more";
    check_limit("immediates", "(function f() { setImmediate(f) })()", &["--max-steps", "5000"], message);
}

#[test]
fn an_interval_ends_at_the_limit_of_virtual_time() {
    let message = "more than 1h of virtual time passed; --max-virtual-time TIME allows more";
    check_limit("interval", "setInterval(() => {}, 1000)", &["--max-virtual-time", "1h"], message);
}

#[test]
fn a_memory_bomb_ends_at_the_limit_of_the_heap() {
    let program = "const all = []; for (;;) all.push(new Array(1000).fill(1.5))";
    let message = "its heap grew beyond 64 MB; --max-heap-mb N allows more";
    check_limit("bomb", program, &["--max-heap-mb", "64"], message);
}

#[test]
fn buffers_count_as_memory() {
    let program = "const all = []; for (;;) all.push(Buffer.alloc(10_000_000))";
    let message = "its heap grew beyond 64 MB; --max-heap-mb N allows more";
    check_limit("buffers", program, &["--max-heap-mb", "64"], message);
}

#[test]
fn a_server_that_nobody_calls_is_named_as_what_is_waited_for() {
    let message = "it waits forever, kept alive by TCPServerWrap, and nothing else is going to happen";
    check_limit("server", "require('net').createServer().listen(0)", &[], message);
}

#[test]
fn a_syntax_error_shows_the_line_and_the_place() {
    let expected = "/app/main.js:1\nlet x = ;\n        ^\n\nSyntaxError: Unexpected token ';'\n    at ";
    check_error("syntax", b"let x = ;\n", expected);
}

#[test]
fn a_type_error_shows_the_line_and_the_place() {
    let expected = "/app/main.js:2\n  null.x;\n       ^\n\n\
        TypeError: Cannot read properties of null (reading 'x')\n    at fail (/app/main.js:2:8)\n    \
        at Object.<anonymous> (/app/main.js:4:1)\n";
    check_error("type", b"function fail() {\n  null.x;\n}\nfail();\n", expected);
}

#[test]
fn a_missing_module_is_named_with_who_wants_it() {
    let output = run("missing", &[("main.js", b"require('./nope')")], &["run", "main.js"]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    let message = "\nError: Cannot find module './nope'\nRequire stack:\n- /app/main.js\n    at ";
    assert!(stderr.contains(message), "{stderr}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn an_api_that_is_not_simulated_is_named_at_the_call() {
    let program = b"const tls = require('tls'); console.log('loaded'); tls.connect(443)";
    let output = run("unsupported", &[("main.js", program)], &["run", "main.js"]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    let message = "\nError [ERR_LOOPSCOPE_UNSUPPORTED]: tls.connect() is not simulated by Loopscope\n";
    assert!(stderr.contains(message), "{stderr}");
    assert_eq!(output.stdout, b"loaded\n");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn bytes_that_are_no_text_are_replaced_as_node_does() {
    let output = run("bytes", &[("main.js", b"console.log('\xff\xfe')")], &["run", "main.js"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "\u{fffd}\u{fffd}\n");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn endless_recursion_is_the_programs_own_error() {
    let expected = "/app/main.js:1\n(function f() { f() })()\n           ^\n\n\
        RangeError: Maximum call stack size exceeded\n";
    check_error("recursion", b"(function f() { f() })()\n", expected);
}
