//! Whatever a program or a command line does wrong ends in one clear message and a nonzero code, within the limits.
//!
//! 1. A mistake on the command line: what was done, what was found, what was expected; exit 2; no program runs.
//! 2. A program that would not end: which limit ended it, and the option that raises it; exit 124.
//! 3. A program's own error: as Node prints it, with the program's lines; exit 1.

use super::folder::Folder;

/// Runs the tool in a folder that holds this program as `main.js`. Gives its exit code, stdout and stderr.
fn run(program: impl AsRef<[u8]>, args: &[&str]) -> (i32, String, String) {
    let folder = Folder::empty();
    folder.write("main.js", program);
    folder.run(args)
}

/// Rule 1: the message is the whole of stderr.
#[track_caller]
fn check_usage(args: &[&str], message: &str) {
    let nothing_ran = String::new();
    assert_eq!(run("console.log('ran')", args), (2, nothing_ran, format!("loopscope: {message}\n")));
}

/// Rule 2: the message is the last line of stderr.
#[track_caller]
fn check_limit(program: &str, args: &[&str], message: &str) {
    let (code, _, stderr) = run(program, &[&["run"], args, &["main.js"]].concat());
    assert_eq!(stderr.lines().last(), Some(format!("loopscope: stopped the program: {message}").as_str()));
    assert_eq!(code, 124);
}

/// Rule 3: stderr begins with these lines.
#[track_caller]
fn check_error(program: &str, expected: &str) {
    let (code, _, stderr) = run(program, &["run", "main.js"]);
    assert!(stderr.starts_with(expected), "expected\n{expected}\nfound\n{stderr}");
    assert!(stderr.ends_with("\n\nNode.js v26.10.0\n"), "{stderr}");
    assert_eq!(code, 1);
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
    check_limit("for (;;);", &["--max-wall", "1s"], message);
}

#[test]
fn endless_ticks_end_at_the_limit_of_callbacks() {
    let message = "it ran more than 20000 callbacks; --max-steps N allows more";
    check_limit("(function f() { process.nextTick(f) })()", &["--max-steps", "20000"], message);
}

#[test]
fn endless_microtasks_end_at_the_real_time_limit() {
    let program = "(function f() { Promise.resolve().then(f) })()";
    let message = "it did not end within 1s of real time; --max-wall TIME allows more";
    check_limit(program, &["--max-wall", "1s"], message);
}

#[test]
fn endless_immediates_end_at_the_limit_of_callbacks() {
    let message = "it ran more than 5000 callbacks; --max-steps N allows more";
    check_limit("(function f() { setImmediate(f) })()", &["--max-steps", "5000"], message);
}

#[test]
fn an_interval_ends_at_the_limit_of_virtual_time() {
    let message = "more than 1h of virtual time passed; --max-virtual-time TIME allows more";
    check_limit("setInterval(() => {}, 1000)", &["--max-virtual-time", "1h"], message);
}

#[test]
fn a_memory_bomb_ends_at_the_limit_of_the_heap() {
    let program = "const all = []; for (;;) all.push(new Array(1000).fill(1.5))";
    let message = "its heap grew beyond 64 MB; --max-heap-mb N allows more";
    check_limit(program, &["--max-heap-mb", "64"], message);
}

#[test]
fn buffers_count_as_memory() {
    let program = "const all = []; for (;;) all.push(Buffer.alloc(10_000_000))";
    let message = "its heap grew beyond 64 MB; --max-heap-mb N allows more";
    check_limit(program, &["--max-heap-mb", "64"], message);
}

#[test]
fn a_server_that_nobody_calls_is_named_as_what_is_waited_for() {
    let message = "it waits forever, kept alive by TCPServerWrap, and nothing else is going to happen";
    check_limit("require('net').createServer().listen(0)", &[], message);
}

#[test]
fn a_syntax_error_shows_the_line_and_the_place() {
    let expected = "/app/main.js:1\nlet x = ;\n        ^\n\nSyntaxError: Unexpected token ';'\n    at ";
    check_error("let x = ;\n", expected);
}

#[test]
fn a_type_error_shows_the_line_and_the_place() {
    let expected = "/app/main.js:2\n  null.x;\n       ^\n\n\
        TypeError: Cannot read properties of null (reading 'x')\n    at fail (/app/main.js:2:8)\n    \
        at Object.<anonymous> (/app/main.js:4:1)\n";
    check_error("function fail() {\n  null.x;\n}\nfail();\n", expected);
}

#[test]
fn a_missing_module_is_named_with_who_wants_it() {
    let (code, _, stderr) = run("require('./nope')", &["run", "main.js"]);
    let message = "\nError: Cannot find module './nope'\nRequire stack:\n- /app/main.js\n    at ";
    assert!(stderr.contains(message), "{stderr}");
    assert_eq!(code, 1);
}

#[test]
fn an_api_that_is_not_simulated_is_named_at_the_call() {
    let (code, stdout, stderr) =
        run("const tls = require('tls'); console.log('loaded'); tls.connect(443)", &["run", "main.js"]);
    let message = "\nError [ERR_LOOPSCOPE_UNSUPPORTED]: tls.connect() is not simulated by Loopscope\n";
    assert!(stderr.contains(message), "{stderr}");
    assert_eq!((code, stdout.as_str()), (1, "loaded\n"));
}

#[test]
fn bytes_that_are_no_text_are_replaced_as_node_does() {
    let (code, stdout, _) = run(b"console.log('\xff\xfe')", &["run", "main.js"]);
    assert_eq!((code, stdout.as_str()), (0, "\u{fffd}\u{fffd}\n"));
}

#[test]
fn endless_recursion_is_the_programs_own_error() {
    let expected = "/app/main.js:1\n(function f() { f() })()\n           ^\n\n\
        RangeError: Maximum call stack size exceeded\n";
    check_error("(function f() { f() })()\n", expected);
}
